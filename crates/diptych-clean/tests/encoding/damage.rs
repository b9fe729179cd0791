//! Text damaged on purpose: UTF-8 read in a wrong encoding, in one layer or several.

use std::fmt;

use encoding_rs::Encoding;

/// Natural sentences, one a line: language, tab, sentence.
const SENTENCES: &str = include_str!("sentences.tsv");

/// DOS code page 437, `0x80` to `0xFF`.
const DOS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// A wrong encoding, in the reading that keeps every byte: one without a character stands for the
/// control character (or Latin-1 letter) of its number.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// As a person calls it.
    pub(crate) name: &'static str,
    characters: Vec<char>,
}

impl Wrong {
    /// The ten encodings.
    pub(crate) fn all() -> Vec<Self> {
        let known = |name, encoding: &'static Encoding| {
            let character = |b: u8| {
                let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&b));
                text.chars().next().filter(|&c| c != '\u{fffd}').unwrap_or(char::from(b))
            };
            Self { name, characters: (0x80..=0xff).map(character).collect() }
        };
        vec![
            known("Windows-1252", encoding_rs::WINDOWS_1252),
            known("Windows-1250", encoding_rs::WINDOWS_1250),
            known("Windows-1251", encoding_rs::WINDOWS_1251),
            known("Windows-1253", encoding_rs::WINDOWS_1253),
            known("Windows-1254", encoding_rs::WINDOWS_1254),
            known("Windows-1257", encoding_rs::WINDOWS_1257),
            Self { name: "Latin-1", characters: (0x80..=0xff).map(char::from).collect() },
            known("Latin-2", encoding_rs::ISO_8859_2),
            known("MacRoman", encoding_rs::MACINTOSH),
            Self { name: "DOS 437", characters: DOS.chars().collect() },
        ]
    }

    /// The text's UTF-8 read in this encoding.
    pub(crate) fn read(&self, text: &str) -> String {
        let character = |b: u8| match usize::from(b).checked_sub(0x80) {
            Some(place) => self.characters[place],
            None => char::from(b),
        };
        text.bytes().map(character).collect()
    }

    /// Whether a strict reader loses bytes of the text: those without a character.
    pub(crate) fn loses(&self, text: &str) -> bool {
        self.name.starts_with("Windows")
            && self.read(text).contains(|c| matches!(c, '\u{80}'..='\u{9f}'))
    }
}

/// Which part of a line is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// All of it.
    Whole,
    /// The words before the middle.
    FirstHalf,
    /// The words after the middle.
    SecondHalf,
    /// Three stretches, each in its own way, with sound ones between.
    Runs,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Whole => "whole line",
            Self::FirstHalf => "first half",
            Self::SecondHalf => "second half",
            Self::Runs => "three runs",
        })
    }
}

/// A damaged line.
#[derive(Debug)]
pub(crate) struct Case {
    /// The language of the sentence.
    pub(crate) language: &'static str,
    /// Where it is damaged.
    pub(crate) form: Form,
    /// The wrong encodings, the first one first; of the first run when there are several.
    pub(crate) chain: Vec<&'static str>,
    /// What is to be repaired.
    pub(crate) damaged: String,
    /// The sentence.
    pub(crate) sound: &'static str,
}

/// The sentences with their languages.
pub(crate) fn sentences() -> impl Iterator<Item = (&'static str, &'static str)> {
    SENTENCES.lines().map(|line| line.split_once('\t').expect("a line has a language"))
}

/// The chains of one to three wrong encodings, as numbers in [`Wrong::all`]: all of one and of two,
/// and of three every seventh.
fn chains() -> Vec<Vec<usize>> {
    let one = (0..10).map(|a| vec![a]);
    let two = (0..100).map(|n| vec![n / 10, n % 10]);
    let three = (0..1000).step_by(7).map(|n| vec![n / 100, n / 10 % 10, n % 10]);
    one.chain(two).chain(three).collect()
}

/// Every `stride`-th case of the set; the whole set has about 170,000.
pub(crate) fn cases(stride: usize) -> impl Iterator<Item = Case> {
    let wrong = Wrong::all();
    let chains = chains();
    let forms = [Form::Whole, Form::FirstHalf, Form::SecondHalf, Form::Runs];
    let sentences: Vec<_> = sentences().collect();
    let n = sentences.len() * chains.len() * forms.len();
    (0..n).step_by(stride).filter_map(move |i| {
        let form = forms[i % forms.len()];
        let number = i / forms.len() % chains.len();
        let (language, sound) = sentences[i / forms.len() / chains.len()];
        let damage = |text: &str, number: usize| {
            let chain = &chains[number % chains.len()];
            chain.iter().fold(text.to_owned(), |text, &place| wrong[place].read(&text))
        };
        let damaged = match form {
            Form::Whole => damage(sound, number),
            Form::FirstHalf | Form::SecondHalf => {
                let half = sound.len() / 2;
                let (middle, _) =
                    sound.match_indices(' ').min_by_key(|(place, _)| place.abs_diff(half))?;
                let (first, second) = sound.split_at(middle);
                if form == Form::FirstHalf {
                    damage(first, number) + second
                } else {
                    first.to_owned() + &damage(second, number)
                }
            }
            Form::Runs => {
                let words: Vec<&str> = sound.split(' ').collect();
                let part = words.len().div_ceil(6);
                let stretches = words.chunks(part).enumerate().map(|(i, words)| {
                    let words = words.join(" ");
                    if i % 2 == 0 { damage(&words, number + 37 * i) } else { words }
                });
                stretches.collect::<Vec<_>>().join(" ")
            }
        };
        let chain = chains[number].iter().map(|&place| wrong[place].name).collect();
        (damaged != sound).then_some(Case { language, form, chain, damaged, sound })
    })
}
