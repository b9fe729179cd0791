//! Words and phrases of all locales under one hash, for a look at every word of a page.
//!
//! The same words as [`Words`](crate::boilerplate::phrases::Words) reads, without their text: a
//! word is 64 bits. That two of the few thousand entries, or an entry and another word, share
//! them all does not happen; if it did, a feature would be off by one.

use std::sync::LazyLock;

use crate::boilerplate::Furniture;
use crate::locale;

/// Most words of a phrase that is looked for at the start or inside of a line.
pub(super) const LONGEST: usize = 6;

/// What is known of a word or phrase; nothing for most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry(u32);

impl Entry {
    const HEADER: u32 = 1 << 8;
    const SOCIAL: u32 = 1 << 9;
    const SERVICE: u32 = 1 << 10;
    const MONTH: u32 = 1 << 11;
    const BY: u32 = 1 << 12;
    const WEAK: u32 = 1 << 13;
    const LONGEST_START: u32 = 14;
    const LONGEST_ANYWHERE: u32 = 17;
    const WHOLE: u32 = 20;
    const START: u32 = 24;
    const ANYWHERE: u32 = 28;

    const fn has(self, bit: u32) -> bool {
        self.0 & bit != 0
    }

    /// One bit for each of [`locale::ALL`] in which it is a stop word.
    pub(super) const fn stop(self) -> u8 {
        self.0.to_le_bytes()[0]
    }

    pub(super) const fn is_header(self) -> bool {
        self.has(Self::HEADER)
    }

    pub(super) const fn is_social(self) -> bool {
        self.has(Self::SOCIAL)
    }

    pub(super) const fn is_service(self) -> bool {
        self.has(Self::SERVICE)
    }

    pub(super) const fn is_month(self) -> bool {
        self.has(Self::MONTH)
    }

    pub(super) const fn is_by(self) -> bool {
        self.has(Self::BY)
    }

    pub(super) const fn is_weak(self) -> bool {
        self.has(Self::WEAK)
    }

    const fn nibble(self, at: u32, width: u32) -> u32 {
        self.0 >> at & ((1 << width) - 1)
    }

    /// The most words of a phrase looked for at the start of lines that opens with this word.
    pub(super) const fn longest_start(self) -> usize {
        self.nibble(Self::LONGEST_START, 3) as usize
    }

    /// The same for phrases looked for anywhere.
    pub(super) const fn longest_anywhere(self) -> usize {
        self.nibble(Self::LONGEST_ANYWHERE, 3) as usize
    }

    /// The furniture that a line is which says just this: its number plus one; 0 for none.
    pub(super) const fn whole(self) -> u32 {
        self.nibble(Self::WHOLE, 4)
    }

    /// The same for lines that start so.
    pub(super) const fn start(self) -> u32 {
        self.nibble(Self::START, 4)
    }

    /// The same for lines that say so anywhere.
    pub(super) const fn anywhere(self) -> u32 {
        self.nibble(Self::ANYWHERE, 4)
    }

    fn set(&mut self, bit: u32) {
        self.0 |= bit;
    }

    /// Sets a kind of furniture unless there is one.
    fn set_kind(&mut self, at: u32, furniture: Furniture) {
        if self.nibble(at, 4) == 0 {
            self.0 |= (furniture as u32 + 1) << at;
        }
    }

    fn raise(&mut self, at: u32, words: usize) {
        let words = u32::try_from(words.min(LONGEST)).unwrap_or(0);
        if words > self.nibble(at, 3) {
            self.0 = self.0 & !(7 << at) | words << at;
        }
    }
}

/// Open addressing with linear probing; at most half full.
#[derive(Debug)]
struct Table {
    slots: Box<[(u64, Entry)]>,
    /// One bit for each start of a key that is in use: most words are in no table, and this fits a
    /// near cache.
    filter: Box<[u64]>,
}

/// Bits of a key that the filter tells apart.
const FILTER_BITS: u32 = 16;

impl Table {
    fn index(&self, key: u64) -> usize {
        (key >> 32) as usize & (self.slots.len() - 1)
    }

    const fn bit(key: u64) -> (usize, u64) {
        let bit = key >> (64 - FILTER_BITS);
        (bit as usize / 64, 1 << (bit % 64))
    }

    #[inline]
    fn get(&self, key: u64) -> Entry {
        let (word, bit) = Self::bit(key);
        if self.filter[word] & bit == 0 {
            return Entry::default();
        }
        let mut i = self.index(key);
        loop {
            let (found, entry) = self.slots[i];
            if found == key || found == 0 {
                return entry;
            }
            i = (i + 1) & (self.slots.len() - 1);
        }
    }

    fn entry(&mut self, key: u64) -> &mut Entry {
        let mut i = self.index(key);
        while self.slots[i].0 != key && self.slots[i].0 != 0 {
            i = (i + 1) & (self.slots.len() - 1);
        }
        let (word, bit) = Self::bit(key);
        self.filter[word] |= bit;
        self.slots[i].0 = key;
        &mut self.slots[i].1
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let phrases = locale::ALL.iter().map(|(_, locale)| locale.size()).sum::<usize>();
    let slots = vec![(0, Entry::default()); (2 * phrases).next_power_of_two()];
    let filter = vec![0; 1 << (FILTER_BITS - 6)].into_boxed_slice();
    let mut table = Table { slots: slots.into_boxed_slice(), filter };
    let mut words = Vec::new();
    for (lane, (_, locale)) in locale::ALL.iter().enumerate() {
        let lists = [
            (locale.whole, Entry::WHOLE),
            (locale.start, Entry::START),
            (locale.anywhere, Entry::ANYWHERE),
        ];
        for (list, at) in lists {
            for &(furniture, phrases) in list {
                for phrase in phrases {
                    read(phrase, &mut words);
                    table.entry(key(&words)).set_kind(at, furniture);
                    if at != Entry::WHOLE {
                        table.entry(words[0]).raise(Entry::LONGEST_START, words.len());
                    }
                    if at == Entry::ANYWHERE {
                        table.entry(words[0]).raise(Entry::LONGEST_ANYWHERE, words.len());
                    }
                }
            }
        }
        for phrase in locale.counted {
            read(phrase, &mut words);
            table.entry(key(&words)).set_kind(Entry::WHOLE, Furniture::Navigation);
        }
        let months = locale.months.concat();
        let flags = [
            (locale.stop, 1 << lane),
            (locale.header, Entry::HEADER),
            (locale.social, Entry::SOCIAL),
            (locale.service, Entry::SERVICE),
            (&months, Entry::MONTH),
            (locale.by, Entry::BY),
            (locale.weak, Entry::WEAK),
        ];
        for (list, bit) in flags {
            for phrase in list {
                read(phrase, &mut words);
                table.entry(key(&words)).set(bit);
            }
        }
    }
    table
});

/// What is known of a word or phrase.
#[inline]
pub(super) fn lookup(key: u64) -> Entry {
    TABLE.get(key)
}

/// The words of a phrase of a locale, `#` for a number.
fn read(phrase: &str, words: &mut Vec<u64>) {
    words.clear();
    let phrase = phrase.replace('#', "0");
    each_word(&phrase, |word| words.push(word.key));
}

fn each_word(text: &str, mut found: impl FnMut(Word)) {
    each_token(text.as_bytes(), |token| {
        if let Token::Word(word) = token {
            found(word);
        }
    });
}

/// The key of a phrase of one word or more.
pub(super) fn key(words: &[u64]) -> u64 {
    words[1..].iter().fold(words[0], |phrase, &word| join(phrase, word))
}

/// The key of a phrase with one more word.
pub(super) const fn join(phrase: u64, word: u64) -> u64 {
    mix(phrase.rotate_left(29) ^ word)
}

const fn mix(x: u64) -> u64 {
    let x = x.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ x >> 29
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Opens with a small letter, or its script has no capitals.
    Small,
    /// Opens with one capital.
    Capital,
    /// Opens with two capitals.
    Capitals,
    Number,
}

/// One word of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) key: u64,
    pub(super) shape: Shape,
    /// Bytes.
    pub(super) length: usize,
}

/// What a line is made of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token {
    Word(Word),
    /// A character that is no part of a word and no space, and the byte at which the next starts.
    Sign(char, usize),
}

/// Classes of bytes.
const OTHER: u8 = 0;
const SMALL: u8 = 1;
const LARGE: u8 = 2;
const DIGIT: u8 = 3;
const HIGH: u8 = 4;
const SPACE: u8 = 5;

const CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut b = 0_u8;
    loop {
        table[b as usize] = match b {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => LARGE,
            b'0'..=b'9' => DIGIT,
            0x80.. => HIGH,
            b' ' | b'\t' => SPACE,
            _ => OTHER,
        };
        if b == u8::MAX {
            break;
        }
        b += 1;
    }
    table
};

/// Bytes of a word that count for its key.
const LONGEST_WORD: usize = 40;

/// Calls `found` for each word and sign of a line of valid UTF-8.
///
/// A number is one word, whatever it is. A word ends between a figure and a letter, and before a
/// capital after a small letter; apostrophe and hyphen within it belong to it.
pub(super) fn each_token(line: &[u8], mut found: impl FnMut(Token)) {
    let class = |i: usize| line.get(i).map_or(SPACE, |&b| CLASS[usize::from(b)]);
    let mut i = 0;
    while i < line.len() {
        match class(i) {
            SPACE => i += 1,
            SMALL | LARGE => {
                let start = i;
                let capitals = class(i) == LARGE;
                let second = class(i + 1) == LARGE;
                i += 1;
                while capitals && class(i) == LARGE {
                    i += 1;
                }
                while class(i) == SMALL {
                    i += 1;
                }
                // Most words end here.
                let next = class(i);
                if next == HIGH || (next == OTHER && matches!(line[i], b'\'' | b'-')) {
                    i = rest_of_word(line, start, i, &mut found);
                    continue;
                }
                let shape = match (capitals, second) {
                    (false, _) => Shape::Small,
                    (true, false) => Shape::Capital,
                    (true, true) => Shape::Capitals,
                };
                found(Token::Word(Word {
                    key: plain_key(line, start, i),
                    shape,
                    length: i - start,
                }));
            }
            DIGIT => {
                let start = i;
                while class(i) == DIGIT
                    || (class(i) == OTHER
                        && matches!(line[i], b'.' | b',')
                        && class(i + 1) == DIGIT)
                {
                    i += 1;
                }
                found(Token::Word(Word { key: NUMBER, shape: Shape::Number, length: i - start }));
            }
            HIGH => {
                let c = decode(line, i);
                if c == '©' {
                    // A word of its own in phrases.
                    found(Token::Word(Word { key: COPYRIGHT, shape: Shape::Small, length: 2 }));
                    found(Token::Sign(c, i + 2));
                    i += 2;
                } else if is_letter(c) {
                    i = rest_of_word(line, i, i, &mut found);
                } else if c.is_numeric() {
                    found(Token::Word(Word {
                        key: NUMBER,
                        shape: Shape::Number,
                        length: c.len_utf8(),
                    }));
                    i += c.len_utf8();
                } else {
                    i += c.len_utf8();
                    found(Token::Sign(c, i));
                }
            }
            _ => {
                i += 1;
                found(Token::Sign(char::from(line[i - 1]), i));
            }
        }
    }
}

/// As `char::is_alphabetic`, at once for the letters of Latin.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => true,
        _ => c.is_alphabetic(),
    }
}

const NUMBER: u64 = mix(0x23);
const COPYRIGHT: u64 = mix(0xa9);

/// The character at a boundary of valid UTF-8; a space where there is none.
pub(super) fn decode(line: &[u8], i: usize) -> char {
    let at = |k: usize| u32::from(line.get(i + k).copied().unwrap_or(0)) & 0x3f;
    let lead = u32::from(line.get(i).copied().unwrap_or(b' '));
    let code = match lead {
        0..0x80 => lead,
        0x80..0xe0 => (lead & 0x1f) << 6 | at(1),
        0xe0..0xf0 => (lead & 0xf) << 12 | at(1) << 6 | at(2),
        _ => (lead & 7) << 18 | at(1) << 12 | at(2) << 6 | at(3),
    };
    char::from_u32(code).unwrap_or(' ')
}

/// The key of a word of letters, apostrophes and hyphens of ASCII.
fn plain_key(line: &[u8], start: usize, end: usize) -> u64 {
    const LOWER: u64 = 0x2020_2020_2020_2020;
    let end = end.min(start + LONGEST_WORD);
    let mut key = 0;
    let mut i = start;
    while i < end {
        let rest = end - i;
        let chunk = line.get(i..i + 8).and_then(|bytes| bytes.first_chunk::<8>());
        let mut eight = chunk.map_or_else(|| gather(&line[i..end]), |c| u64::from_le_bytes(*c));
        if rest < 8 {
            eight &= (1 << (8 * rest)) - 1;
            eight |= LOWER & ((1 << (8 * rest)) - 1);
        } else {
            eight |= LOWER;
        }
        key = mix(key ^ eight);
        i += 8;
    }
    key.max(1)
}

fn gather(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |all, &b| all << 8 | u64::from(b))
}

/// Reads on a word from `start`, of which `from` on is not looked at yet, and gives where it ends.
///
/// For words with other letters than those of ASCII, apostrophes or hyphens.
fn rest_of_word(line: &[u8], start: usize, from: usize, found: &mut impl FnMut(Token)) -> usize {
    let mut small = [0; LONGEST_WORD + 8];
    let mut length = 0;
    let mut push = |c: char| {
        if length < LONGEST_WORD {
            length += c.encode_utf8(&mut small[length..]).len();
        }
    };
    let mut i = start;
    while i < from {
        push(char::from(line[i].to_ascii_lowercase()));
        i += 1;
    }
    let first = decode(line, start);
    let mut previous = if from > start { char::from(line[from - 1]) } else { ' ' };
    let mut second = (from > start + 1).then(|| char::from(line[start + 1]));
    while i < line.len() {
        let c = decode(line, i);
        let next = i + c.len_utf8();
        if is_letter(c) {
            // Widgets run together: `FollowersFollow`.
            if c.is_uppercase() && previous.is_lowercase() {
                break;
            }
            if i > start {
                second = second.or(Some(c));
            }
            if c.is_ascii() {
                push(c.to_ascii_lowercase());
            } else if c.is_uppercase() {
                c.to_lowercase().for_each(&mut push);
            } else {
                push(c);
            }
        } else if matches!(c, '\'' | '’' | '-')
            && is_letter(previous)
            && is_letter(decode(line, next))
        {
            push(if c == '-' { '-' } else { '\'' });
        } else {
            break;
        }
        previous = c;
        i = next;
    }
    let shape = match (first.is_uppercase(), second.is_some_and(char::is_uppercase)) {
        (false, _) => Shape::Small,
        (true, false) => Shape::Capital,
        (true, true) => Shape::Capitals,
    };
    let key = if small[..length].is_ascii() {
        plain_key(&small, 0, length)
    } else {
        small[..length].chunks(8).fold(0, |key, chunk| mix(key ^ gather(chunk))).max(1)
    };
    found(Token::Word(Word { key, shape, length: i - start }));
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(line: &str) -> Vec<u64> {
        let mut keys = Vec::new();
        each_word(line, |word| keys.push(word.key));
        keys
    }

    #[test]
    fn same_words() {
        for (a, b) in [
            ("12,400FollowersFollow", "7 followers  FOLLOW"),
            ("Suivez-nous sur l’appli, vite !", "suivez-nous SUR l'appli (vite)"),
            ("© 2019 Oak Ltd.", "©1 oak ltd"),
            ("ÉTÉ à Łódź", "été À łódź"),
            (
                "Donaudampfschifffahrtsgesellschaftskapitän",
                "donaudampfschifffahrtsgesellschaftskapitän",
            ),
        ] {
            assert_eq!(keys(a), keys(b), "{a:?} {b:?}");
        }
        assert_ne!(keys("follow"), keys("follows"));
        assert!(keys(" -- ").is_empty());
    }

    #[test]
    fn phrases() {
        let whole = |line: &str| lookup(key(&keys(line))).whole();
        assert_eq!(whole("Laisser un commentaire"), Furniture::Comments as u32 + 1);
        assert_eq!(whole("5 MIN READ"), Furniture::Navigation as u32 + 1);
        assert_eq!(whole("The harbour was empty"), 0);
        assert!(lookup(keys("the")[0]).stop() != 0 && lookup(keys("février")[0]).is_month());
    }
}
