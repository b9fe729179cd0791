//! The lexicons that come with the crate.

use std::sync::OnceLock;

use diptych_text::Language;
use rustc_hash::FxHashMap;

use super::Lexicon;
use super::words::stem;
use crate::association::Link;
use crate::document::id;
use crate::tokens::{Class, tokenise};

/// What was learnt from sentences.
pub(super) const LEARNT: [([Language; 2], &[u8]); 3] = [
    ([Language::EN, Language::FR], include_bytes!("../../data/lexicon/en-fr.bin")),
    ([Language::EN, Language::ES], include_bytes!("../../data/lexicon/en-es.bin")),
    ([Language::EN, Language::PT], include_bytes!("../../data/lexicon/en-pt.bin")),
];

/// Everyday words, written by hand.
const TABLE: &str = include_str!("../../data/lexicon/words.txt");
/// The columns of the table.
const COLUMNS: [Language; 7] = [
    Language::EN,
    Language::FR,
    Language::DE,
    Language::ES,
    Language::IT,
    Language::PT,
    Language::NL,
];
const PAIRS: usize = COLUMNS.len() * (COLUMNS.len() - 1) / 2;

/// How probable it is that a word of the table becomes one of its translations; a word that
/// stands in several lines shares it out.
const TRUST: f32 = 0.6;

impl Lexicon {
    /// The built-in lexicon of two languages, whichever comes first; none when there is none.
    ///
    /// Any two of English, French, German, Spanish, Italian, Portuguese and Dutch. It is put
    /// together when it is first asked for.
    #[must_use]
    pub fn for_pair(a: Language, b: Language) -> Option<&'static Self> {
        static LEXICONS: [OnceLock<Lexicon>; PAIRS] = [const { OnceLock::new() }; PAIRS];
        let column = |language: Language| COLUMNS.iter().position(|&l| l == language.primary());
        let (a, b) = (column(a)?, column(b)?);
        let (low, high) = (a.min(b), a.max(b));
        let pair = (low != high).then(|| high * (high - 1) / 2 + low)?;
        Some(LEXICONS[pair].get_or_init(|| build(low, high)))
    }
}

/// Two words that translate each other.
type Pair = (Box<str>, Box<str>);

/// The lexicon of two columns of the table, with what was learnt for them.
fn build(source: usize, target: usize) -> Lexicon {
    let languages = [COLUMNS[source], COLUMNS[target]];
    let mut entries: FxHashMap<Pair, (f32, f32)> = FxHashMap::default();
    let mut add = |source: &str, target: &str, p: (f32, f32)| {
        let entry = entries.entry((source.into(), target.into())).or_default();
        *entry = (entry.0.max(p.0), entry.1.max(p.1));
    };
    let lines: Vec<[Vec<Box<str>>; 2]> =
        lines().map(|cells| [cell(cells[source]), cell(cells[target])]).collect();
    let mut uses: [FxHashMap<&str, f32>; 2] = Default::default();
    for line in lines.iter().filter(|line| line.iter().all(|cell| !cell.is_empty())) {
        for (uses, cell) in uses.iter_mut().zip(line) {
            for word in cell {
                *uses.entry(word).or_default() += 1.0;
            }
        }
    }
    for [from, to] in &lines {
        for s in from {
            for t in to {
                add(s, t, (TRUST / uses[0][&**s], TRUST / uses[1][&**t]));
            }
        }
    }
    if let Some((_, bytes)) = LEARNT.iter().find(|(pair, _)| *pair == languages) {
        let learnt =
            Lexicon::from_bytes(bytes).expect("a built-in lexicon is whole: a test reads it");
        for link in &learnt.entries {
            let s = &learnt.source.words[link.source as usize];
            let t = &learnt.target.words[link.target as usize];
            add(s, t, (link.forward, link.backward));
        }
    }
    let side = |word: fn(&Pair) -> &str| {
        let mut words: Vec<Box<str>> = entries.keys().map(|pair| word(pair).into()).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let words = [side(|pair| &pair.0), side(|pair| &pair.1)];
    let number = |words: &[Box<str>], word: &str| {
        id(words.binary_search_by(|w| (**w).cmp(word)).expect("each word was collected"))
    };
    let links = entries.iter().map(|((s, t), &(forward, backward))| Link {
        source: number(&words[0], s),
        target: number(&words[1], t),
        forward,
        backward,
    });
    let links = links.collect();
    Lexicon::from_parts(languages, words, links)
}

/// The cells of each line of the table.
fn lines() -> impl Iterator<Item = Vec<&'static str>> {
    // The first line names the columns.
    let lines = TABLE.lines().filter(|line| !line.starts_with(['#', '['])).skip(1);
    lines.map(|line| line.split('|').collect())
}

/// The words of one cell, folded and cut as a text's words are.
fn cell(cell: &str) -> Vec<Box<str>> {
    let mut words: Vec<Box<str>> = Vec::new();
    tokenise(cell, |form, class, _| {
        if class == Class::Word {
            words.push(stem(form).into());
        }
    });
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learnt_lexicons_are_whole() {
        for (languages, bytes) in LEARNT {
            let lexicon = Lexicon::from_bytes(bytes).expect("built in");
            assert_eq!([lexicon.source(), lexicon.target()], languages);
            assert!(bytes.len() <= 1_000_000);
        }
    }

    #[test]
    fn the_table_has_its_columns() {
        let head = TABLE.lines().find(|line| !line.starts_with('#')).expect("a head");
        assert!(head.split('|').eq(COLUMNS.iter().map(|l| l.code())));
        for cells in lines() {
            assert_eq!(cells.len(), COLUMNS.len(), "{cells:?}");
        }
    }

    #[test]
    fn every_two_columns_have_a_lexicon() {
        for (k, &a) in COLUMNS.iter().enumerate() {
            for &b in &COLUMNS[k + 1..] {
                let lexicon = Lexicon::for_pair(b, a).expect("one is built in");
                assert_eq!([lexicon.source(), lexicon.target()], [a, b]);
                assert!(lexicon.len() > 1_000);
            }
        }
        assert!(Lexicon::for_pair(Language::DE, Language::DE).is_none());
        assert!(Lexicon::for_pair(Language::DE, Language::UND).is_none());
        let lexicon = Lexicon::for_pair(Language::DE, Language::FR).expect("one is built in");
        assert!(
            lexicon.probability("Gesundheit", "santé") + lexicon.probability("santé", "Gesundheit")
                > 0.3
        );
    }
}
