//! What the learned judge sees of a candidate.

use crate::abbreviations::{Abbreviations, Kind as Abbreviation};
use crate::chars::{self, Mark};
use crate::context::{self, Class};
use crate::rules::Rule;
use crate::scan::{Candidate, Gap, Kind};

/// Bytes looked back for open quotations.
const REACH: usize = 96;
/// Bytes looked ahead for the end of the line.
const LINE: usize = 64;

/// The features by name, in the order of their numbers; each is a combination of a few facts.
pub(crate) const TEMPLATES: [&str; 34] = [
    "always",
    "mark",
    "rule",
    "mark and rule",
    "what follows",
    "mark and what follows",
    "word before",
    "word before and what follows",
    "word after",
    "word after and its opening signs",
    "form of the word before",
    "forms of both words",
    "abbreviation before",
    "forms of two words before",
    "forms of two words after",
    "word after and the form of the next",
    "length of the sentence",
    "length and start of the sentence",
    "open quotation",
    "ending of the word before",
    "function words on both sides",
    "both words",
    "function words two before and after",
    "sign after the word after",
    "start in lower case",
    "place in the line",
    "capitals before",
    "rule and the word after",
    "rule and the word before",
    "two words before",
    "vowels of the word before",
    "forms and function words on both sides",
    "vowels of the word before and rule",
    "vowels of the word before and the word after",
];

/// The features that look at words themselves: they mean something in one language only.
const LEXICAL: [usize; 10] = [6, 7, 8, 9, 15, 19, 21, 27, 28, 29];

/// The other features, which are looked up once for all languages and once for this one.
const GENERAL: [usize; TEMPLATES.len() - LEXICAL.len()] = {
    let mut general = [0; TEMPLATES.len() - LEXICAL.len()];
    let (mut i, mut lexical, mut template) = (0, 0, 0);
    while template < TEMPLATES.len() {
        if lexical < LEXICAL.len() && LEXICAL[lexical] == template {
            lexical += 1;
        } else {
            general[i] = template;
            i += 1;
        }
        template += 1;
    }
    general
};

/// What is known about a candidate when the judge is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation<'a> {
    pub(crate) text: &'a str,
    /// Where the open sentence starts.
    pub(crate) start: usize,
    /// Whether a paragraph starts there too.
    pub(crate) opens_block: bool,
    pub(crate) candidate: &'a Candidate,
    pub(crate) verdict: (bool, Rule),
    pub(crate) abbreviations: &'a Abbreviations,
}

/// The features of a candidate, as one number for each template.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Features {
    keys: [u64; TEMPLATES.len()],
    /// Tells the languages apart; none for one the model does not know.
    language: Option<u64>,
}

/// Spreads the bits of a key (the finaliser of `MurmurHash3`, halved).
const fn mix(key: u64) -> u64 {
    let key = (key ^ (key >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    key ^ (key >> 29)
}

/// The number that stands for a language, or for another division of the training data.
pub(crate) fn key_of(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

const fn place(key: u64, mask: usize) -> usize {
    ((mix(key) >> 24) & mask as u64) as usize
}

impl Features {
    /// Each template's places in a table of `mask + 1` weights.
    pub(crate) fn named(&self, mask: usize) -> impl Iterator<Item = (usize, usize)> {
        let general = GENERAL.into_iter().map(move |i| (i, place(self.keys[i], mask)));
        let own = self.language.map(|language| {
            let keys = self.keys.into_iter().enumerate();
            keys.map(move |(i, key)| (i, place(key ^ language, mask)))
        });
        general.chain(own.into_iter().flatten())
    }

    /// The sum of the weights at all places.
    pub(crate) fn sum(&self, mask: usize, weight: impl Fn(usize) -> i32) -> i32 {
        let mut sum = 0;
        for i in GENERAL {
            sum += weight(place(self.keys[i], mask));
        }
        if let Some(language) = self.language {
            for key in self.keys {
                sum += weight(place(key ^ language, mask));
            }
        }
        sum
    }

    /// All places in a table of `mask + 1` weights.
    #[cfg(feature = "train")]
    pub(crate) fn indices(&self, mask: usize) -> impl Iterator<Item = usize> {
        self.named(mask).map(|(_, index)| index)
    }

    /// The same candidate in a language the model does not know.
    #[cfg(feature = "train")]
    pub(crate) const fn without_language(self) -> Self {
        Self { language: None, ..self }
    }

    /// Reads the features of a candidate.
    pub(crate) fn of(s: &Situation<'_>, language: Option<u64>) -> Self {
        let c = s.candidate;
        let at = c.span.start;
        let after = context::after(s.text, c.next);
        let past = context::behind(s.text, s.start, at, 64);
        let (left, past) = last_token(past);
        let (second, past) = last_token(past);
        let (third, _) = last_token(past);
        let bare = left.trim_start_matches(|c| chars::is_opener(c) || chars::is_dash(c));
        let (left, second, third) = (Word::of(bare), Word::of(second), Word::of(third));
        let right = Word::of(after.word);
        let tail = after.rest.chars().next().filter(|c| !c.is_whitespace()).unwrap_or(' ');
        let next = Word::of(first_token(after.rest));

        let kind = match c.kind {
            Kind::Mark(Mark::Stop) => 0,
            Kind::Mark(Mark::Ellipsis) => 1,
            Kind::Mark(Mark::Strong) => 2,
            Kind::Mark(Mark::Full) => 3,
            Kind::Mark(Mark::Semicolon) => 4,
            Kind::Mark(Mark::Colon) => 5,
            Kind::Break => 6,
            Kind::Bullet => 7,
            Kind::Item => 8,
            Kind::Bare => 9,
            Kind::Own => 10,
        };
        let gap = u64::from(c.gap == Gap::None) | u64::from(c.wrapped) << 1;
        let close = u64::from(c.quote) | u64::from(c.bracket) << 1;
        let many = c.marks.min(3) as u64;
        let mark = kind | gap << 4 | close << 6 | many << 8;
        let open = u64::from(after.quote)
            | u64::from(after.bracket) << 1
            | u64::from(after.dash) << 2
            | u64::from(after.inverted) << 3
            | u64::from(after.bullet) << 4;
        let class = after.class as u64;
        let follows = class | open << 4;
        let rule = s.verdict.1 as u64;
        let known = abbreviation(s.abbreviations.get(bare));
        let function = |word: &Word| u64::from(s.abbreviations.is_function_word(word.hash));
        let (lf, rf, sf, nf) =
            (function(&left), function(&right), function(&second), function(&next));
        let length = log2(at - s.start);
        let head = context::ahead(s.text, s.start, 12);
        let head = head.chars().next().map_or(Class::End, context::class) as u64;
        let quotes = open_quotes(context::behind(s.text, s.start, at, REACH));
        let line = context::ahead(s.text, c.next, LINE).as_bytes();
        let to_end = line.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        // As far as can be seen to the end of a character.
        let to_end = match to_end.unwrap_or(line.len()) {
            far if far + 4 > LINE => 8,
            near => log2(near),
        };
        let block = u64::from(s.opens_block);
        let capitals = left.capital() + 2 * second.capital() + 4 * third.capital();

        let keys: [u64; TEMPLATES.len()] = [
            0,
            mark,
            kind | rule << 8,
            mark | rule << 16,
            kind | follows << 8,
            mark | follows << 16,
            kind ^ left.hash,
            kind ^ left.hash ^ class << 8,
            kind ^ right.hash,
            kind ^ right.hash ^ open << 8 ^ gap << 16,
            kind | left.form() << 8 | class << 24,
            kind | left.form() << 8 | right.form() << 24 | gap << 40,
            kind | known << 8 | class << 16 | rf << 24 | right.short() << 25,
            kind | left.form() << 8 | second.form() << 24 | class << 40,
            kind | right.form() << 8 | next.form() << 24 | rf << 40 | open << 41,
            kind ^ right.hash ^ next.form() << 8,
            kind | length << 8 | follows << 16,
            kind | length << 8 | head << 16 | block << 24 | rf << 25 | class << 26,
            mark | quotes << 16 | follows << 24,
            kind ^ left.ending ^ class << 8,
            kind | lf << 8 | rf << 9 | right.form() << 16 | left.shape << 32 | quotes << 40,
            kind ^ left.hash ^ right.hash.rotate_left(17),
            kind | lf << 8 | rf << 9 | sf << 10 | nf << 11 | class << 16 | next.shape << 24,
            kind | u64::from(tail) << 8 | right.shape << 40 | rf << 48,
            kind | rule << 8 | head << 16 | follows << 24,
            kind | to_end << 8 | block << 16 | class << 24 | length << 32,
            kind | capitals << 8 | right.shape << 16 | rf << 24 | block << 25 | length << 32,
            rule ^ right.hash.rotate_left(7),
            rule ^ left.hash.rotate_left(7),
            kind ^ left.hash ^ second.hash.rotate_left(23),
            kind | left.form() << 8 | left.vowels << 16 | known << 24 | class << 28,
            kind | lf << 4
                | rf << 5
                | sf << 6
                | nf << 7
                | left.shape << 8
                | right.shape << 16
                | next.shape << 24
                | block << 32
                | open << 33,
            rule | left.form() << 8 | left.vowels << 16 | head << 24 | follows << 32,
            rule | left.form() << 8
                | left.vowels << 16
                | rf << 24
                | right.form() << 25
                | known << 40,
        ];
        let mut numbered = keys;
        for (i, key) in numbered.iter_mut().enumerate() {
            *key = mix(*key ^ (i as u64 + 1) << 56).wrapping_add(i as u64);
        }
        Self { keys: numbered, language }
    }
}

const fn abbreviation(kind: Option<Abbreviation>) -> u64 {
    match kind {
        None => 0,
        Some(Abbreviation::Title) => 1,
        Some(Abbreviation::Number) => 2,
        Some(Abbreviation::Any) => 3,
        Some(Abbreviation::Final) => 4,
        Some(Abbreviation::Digit) => 5,
        Some(Abbreviation::Inner | Abbreviation::Own) => 6,
    }
}

/// The last run of `text` without ASCII white space, and what stands before it.
fn last_token(text: &str) -> (&str, &str) {
    let text = text.trim_end();
    let cut = text.bytes().rposition(|byte| byte <= b' ').map_or(0, |i| i + 1);
    let (before, token) = text.split_at(cut);
    (token, before)
}

/// The first run of `text` without white space, in the same line.
fn first_token(text: &str) -> &str {
    let text = text.trim_start_matches(chars::is_space);
    text.split(char::is_whitespace).next().unwrap_or_default()
}

/// A word's looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Of the word in lower case.
    pub(crate) hash: u64,
    /// Of its last three characters.
    ending: u64,
    shape: u64,
    length: u64,
    /// How many vowels, up to 2; 4 more when the last letter is one. Abbreviations have few.
    vowels: u64,
}

/// Whether a letter in lower case is a vowel, in Latin, Greek and Cyrillic script.
fn is_vowel(c: char) -> bool {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => true,
        'b'..='z' => false,
        'à'..='æ' | 'è'..='ï' | 'ò'..='ö' | 'ø'..='ý' | 'ą' | 'ę' | 'ě' | 'ı' | 'ő' | 'ů' | 'ű' => {
            true
        }
        'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ї' | 'є' => {
            true
        }
        'α' | 'ε' | 'η' | 'ι' | 'ο' | 'υ' | 'ω' | 'ά' | 'έ' | 'ή' | 'ί' | 'ό' | 'ύ' | 'ώ' => {
            true
        }
        _ => false,
    }
}

impl Word {
    /// Reads a word in one go.
    pub(crate) fn of(word: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut last = [0_u64; 3];
        let (mut upper, mut lower, mut digit, mut letter, mut stop, mut other) = (0, 0, 0, 0, 0, 0);
        let (mut length, mut first_upper) = (0_u64, false);
        let (mut vowels, mut last_vowel, mut mail) = (0_u64, false, false);
        for c in word.chars() {
            let mut folded = c;
            match context::class(c) {
                Class::Upper => {
                    upper += 1;
                    first_upper |= length == 0;
                    folded = if c.is_ascii() {
                        c.to_ascii_lowercase()
                    } else {
                        c.to_lowercase().next().unwrap_or(c)
                    };
                }
                Class::Lower => lower += 1,
                Class::Letter => letter += 1,
                Class::Digit => digit += 1,
                _ if c == '.' => stop += 1,
                _ if matches!(c, '\'' | '’' | '-') => {}
                _ => {
                    other += 1;
                    mail |= matches!(c, '@' | '/');
                }
            }
            last_vowel = is_vowel(folded);
            vowels += u64::from(last_vowel);
            if digit > 0 && folded.is_ascii_digit() {
                folded = '0';
            }
            hash = (hash ^ u64::from(folded)).wrapping_mul(0x0000_0100_0000_01b3);
            last = [last[1], last[2], u64::from(folded)];
            length += 1;
        }
        let shape = match (upper, lower, digit, letter, stop, other) {
            (0, 0, 0, 0, 0, 0) => 0,
            (0, _, 0, 0, 0, 0) => {
                if length == 1 {
                    1
                } else {
                    2
                }
            }
            (1, 0, 0, 0, 0, 0) => 3,
            (1, _, 0, 0, 0, 0) if first_upper => 4,
            (_, 0, 0, 0, 0, 0) => 5,
            (_, _, 0, 0, 0, 0) => 6,
            (0, 0, _, 0, 0, 0) => 7,
            (0, 0, 0, _, 0, 0) => 8,
            (0, 0, _, 0, _, _) => 9,
            (_, _, 0, _, 1.., 0) => 10,
            (_, _, 0, _, 0, _) if !mail => 11,
            _ if mail => 13,
            _ => 12,
        };
        let vowels = vowels.min(2) | u64::from(last_vowel) << 2;
        let length = match length {
            0..=4 => length,
            5..=6 => 5,
            7..=9 => 6,
            _ => 7,
        };
        Self {
            hash: mix(hash),
            ending: mix(last[0] | last[1] << 21 | last[2] << 42),
            shape,
            length,
            vowels,
        }
    }

    /// Looks and length, without the length of long words.
    const fn form(&self) -> u64 {
        self.shape | self.length << 4
    }

    const fn short(&self) -> u64 {
        if self.length < 3 { self.length } else { 3 }
    }

    const fn capital(&self) -> u64 {
        matches!(self.shape, 3..=5) as u64
    }
}

/// The quotations and brackets that `past` leaves open: a bit each for `"`, paired quotation marks
/// and `(`.
fn open_quotes(past: &str) -> u64 {
    let (mut plain, mut depth, mut round) = (0_u64, 0_i32, 0_i32);
    let bytes = past.as_bytes();
    for (i, &byte) in bytes.iter().enumerate() {
        if byte.is_ascii_alphabetic() || byte == b' ' {
            continue;
        }
        match byte {
            b'"' => plain ^= 1,
            b'(' => round += 1,
            b')' => round = (round - 1).max(0),
            0xab if i > 0 && bytes[i - 1] == 0xc2 => depth += 1,
            0xbb if i > 0 && bytes[i - 1] == 0xc2 => depth = (depth - 1).max(0),
            0x9c | 0x9e if i > 1 && bytes[i - 2..i] == [0xe2, 0x80] => depth += 1,
            0x9d if i > 1 && bytes[i - 2..i] == [0xe2, 0x80] => depth = (depth - 1).max(0),
            _ => {}
        }
    }
    plain | u64::from(depth > 0) << 1 | u64::from(round > 0) << 2
}

fn log2(n: usize) -> u64 {
    u64::from((n + 1).ilog2()).min(9)
}
