//! Words and signs of a line, in one pass; a word is 64 bits, without its text.
//!
//! Words are the same however they are written: capitals, curly apostrophes, and any number for any
//! other. That two of the few thousand words of the lexicon, or one of them and another word, share
//! all bits does not happen; if it did, a line would be taken for another once.

use std::sync::LazyLock;

/// The keys of the words of a text.
pub(crate) fn keys(text: &str) -> impl Iterator<Item = u64> {
    Tokens::new(text.as_bytes()).filter_map(|token| match token {
        Token::Word(word) => Some(word.key),
        Token::Sign(..) => None,
    })
}

/// The key of a text as one phrase, and how many words it has; 0 and 0 for none.
pub(crate) fn phrase(text: &str) -> (u64, usize) {
    keys(text).fold((0, 0), |(phrase, n), word| match n {
        0 => (word, 1),
        _ => (join(phrase, word), n + 1),
    })
}

/// The key of a phrase with one more word.
pub(crate) const fn join(phrase: u64, word: u64) -> u64 {
    mix(phrase.rotate_left(29) ^ word)
}

const fn mix(x: u64) -> u64 {
    let x = x.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ x >> 29
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
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
pub(crate) struct Word {
    pub(crate) key: u64,
    pub(crate) shape: Shape,
    /// Bytes.
    pub(crate) length: usize,
}

/// What a line is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Token {
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

/// The words and signs of a line of valid UTF-8.
///
/// A number is one word, whatever it is. A word ends between a figure and a letter, and before a
/// capital after a small letter; apostrophe and hyphen within it belong to it.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'t> {
    line: &'t [u8],
    at: usize,
    /// `©` is a word of its own in phrases, and a sign: the word was given, the sign is next.
    copyright: bool,
}

impl<'t> Tokens<'t> {
    pub(crate) const fn new(line: &'t [u8]) -> Self {
        Self { line, at: 0, copyright: false }
    }

    fn class(&self, i: usize) -> u8 {
        self.line.get(i).map_or(SPACE, |&b| CLASS[usize::from(b)])
    }

    /// A word that opens with a letter of ASCII at `start`: eight bytes at a time.
    #[inline(always)]
    fn word(&mut self, start: usize) -> Token {
        let mut key = 0;
        let mut end = start;
        let mut capitals = 0;
        loop {
            let eight = self.eight(end);
            let lower = eight | LOWER;
            let letters = letters(eight, lower);
            let n = (!letters & HIGH_BITS).trailing_zeros() / 8;
            // Bit 5 of a letter is that of small ones.
            let large = (!eight << 2) & letters & below(n);
            if end == start {
                capitals = large & 0x80;
            }
            // A capital after the first letter.
            if large > capitals || (large > 0 && end > start) {
                return self.mixed_word(start);
            }
            end += n as usize;
            if n > 0 && end - start <= LONGEST_WORD {
                key = mix(key ^ lower & below(n));
            }
            if n < 8 {
                break;
            }
        }
        // Most words end here.
        if let Some(&next) = self.line.get(end)
            && (next >= 0x80 || matches!(next, b'\'' | b'-'))
        {
            return self.long_word(start, end);
        }
        self.at = end;
        let shape = if capitals == 0 { Shape::Small } else { Shape::Capital };
        Token::Word(Word { key: key.max(1), shape, length: end - start })
    }

    /// Eight bytes from `at` on, the first the lowest; 0 beyond the end.
    #[inline(always)]
    fn eight(&self, at: usize) -> u64 {
        gather(self.line.get(at..).unwrap_or(&[]))
    }

    /// A word of ASCII with capitals after its first letter: a row of capitals, then small letters.
    #[inline(never)]
    fn mixed_word(&mut self, start: usize) -> Token {
        let mut i = start + 1;
        let second = self.class(i) == LARGE;
        let first = self.class(start) == LARGE;
        while first && self.class(i) == LARGE {
            i += 1;
        }
        while self.class(i) == SMALL {
            i += 1;
        }
        let next = self.class(i);
        if next == HIGH || (next == OTHER && matches!(self.line[i], b'\'' | b'-')) {
            return self.long_word(start, i);
        }
        self.at = i;
        let shape = match (first, second) {
            (false, _) => Shape::Small,
            (true, false) => Shape::Capital,
            (true, true) => Shape::Capitals,
        };
        Token::Word(Word { key: plain_key(&self.line[start..i]), shape, length: i - start })
    }

    #[inline(never)]
    fn long_word(&mut self, start: usize, from: usize) -> Token {
        let word = read_word(self.line, start, from);
        self.at = start + word.length;
        Token::Word(word)
    }

    #[inline(never)]
    fn number(&mut self, start: usize) -> Token {
        let mut i = start + 1;
        let grouped =
            |i: usize| matches!(self.line.get(i), Some(b'.' | b',')) && self.class(i + 1) == DIGIT;
        while self.class(i) == DIGIT || grouped(i) {
            i += 1;
        }
        self.at = i;
        Token::Word(Word { key: NUMBER, shape: Shape::Number, length: i - start })
    }

    /// What opens with a character beyond ASCII at `start`.
    #[inline(never)]
    fn high(&mut self, start: usize) -> Token {
        let c = decode(self.line, start);
        let letter = Letter::of(c);
        if letter.is(Letter::ANY) {
            return self.long_word(start, start);
        }
        self.at = start + c.len_utf8();
        if letter.is(Letter::FIGURE) {
            let length = c.len_utf8();
            return Token::Word(Word { key: NUMBER, shape: Shape::Number, length });
        }
        if c == '©' {
            self.copyright = true;
            return Token::Word(Word { key: COPYRIGHT, shape: Shape::Small, length: 2 });
        }
        Token::Sign(c, self.at)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    // What most words need is here, so that they go from register to register; the rest is apart.
    #[inline(always)]
    fn next(&mut self) -> Option<Token> {
        if self.copyright {
            self.copyright = false;
            return Some(Token::Sign('©', self.at));
        }
        let mut i = self.at;
        while self.class(i) == SPACE && i < self.line.len() {
            i += 1;
        }
        self.at = i;
        let &byte = self.line.get(i)?;
        Some(match CLASS[usize::from(byte)] {
            SMALL | LARGE => self.word(i),
            DIGIT => self.number(i),
            HIGH => self.high(i),
            _ => {
                self.at = i + 1;
                Token::Sign(char::from(byte), self.at)
            }
        })
    }
}

/// What kind of letter or figure a character is; bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Letter(u8);

impl Letter {
    const ANY: u8 = 1;
    const LARGE: u8 = 2;
    const SMALL: u8 = 4;
    const FIGURE: u8 = 8;

    #[inline]
    fn of(c: char) -> Self {
        match LETTERS.get(c as usize) {
            Some(&letter) => letter,
            // Ideographs, kana and Hangul.
            None if matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣') => {
                Self(Self::ANY)
            }
            None => Self::look_up(c),
        }
    }

    fn look_up(c: char) -> Self {
        let bit = |is, bit| if is { bit } else { 0 };
        Self(
            bit(c.is_alphabetic(), Self::ANY)
                | bit(c.is_uppercase(), Self::LARGE)
                | bit(c.is_lowercase(), Self::SMALL)
                | bit(c.is_numeric(), Self::FIGURE),
        )
    }

    const fn is(self, bit: u8) -> bool {
        self.0 & bit != 0
    }
}

/// Of all alphabets and most other scripts.
static LETTERS: LazyLock<Box<[Letter]>> =
    LazyLock::new(|| ('\0'..'\u{3000}').map(Letter::look_up).collect());

const NUMBER: u64 = mix(0x23);
const COPYRIGHT: u64 = mix(0xa9);

/// The character at a boundary of valid UTF-8; a space where there is none.
#[inline]
pub(crate) fn decode(line: &[u8], i: usize) -> char {
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

const LOWER: u64 = 0x2020_2020_2020_2020;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// The high bit of each byte that is a letter of ASCII; `lower` is `eight` in small letters.
const fn letters(eight: u64, lower: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = lower & !HIGH_BITS;
    let from_a = low + EACH * (0x80 - b'a' as u64);
    let beyond_z = low + EACH * (0x80 - b'z' as u64 - 1);
    from_a & !beyond_z & !eight & HIGH_BITS
}

/// The bits of the first `n` bytes of eight.
const fn below(n: u32) -> u64 {
    if n >= 8 { u64::MAX } else { (1 << (8 * n)) - 1 }
}

/// The key of a word of letters, apostrophes and hyphens of ASCII.
fn plain_key(word: &[u8]) -> u64 {
    word[..word.len().min(LONGEST_WORD)]
        .chunks(8)
        .fold(0, |key, chunk| mix(key ^ (gather(chunk) | LOWER) & below(count(chunk))))
        .max(1)
}

fn count(chunk: &[u8]) -> u32 {
    u32::try_from(chunk.len()).unwrap_or(8)
}

/// The first eight bytes, the first the lowest; 0 beyond the end.
#[inline(always)]
fn gather(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes.iter().rev().fold(0, |all, &b| all << 8 | u64::from(b)),
    }
}

/// Reads a word from `start`, of which `from` on is not looked at yet.
///
/// For words with other letters than those of ASCII, apostrophes or hyphens.
fn read_word(line: &[u8], start: usize, from: usize) -> Word {
    let letters: &[Letter] = &LETTERS;
    let letter_of = |c: char| letters.get(c as usize).copied().unwrap_or_else(|| Letter::of(c));
    let first = letter_of(decode(line, start));
    let mut previous = if from > start { letter_of(char::from(line[from - 1])) } else { Letter(0) };
    let mut second = (from > start + 1).then(|| letter_of(char::from(line[start + 1])));
    // Whether the word is not written as it counts.
    let mut is_changed = first.is(Letter::LARGE);
    let mut i = from;
    while i < line.len() {
        let c = decode(line, i);
        let next = i + c.len_utf8();
        let letter = letter_of(c);
        if letter.is(Letter::ANY) {
            let is_large = letter.is(Letter::LARGE);
            // Widgets run together: `FollowersFollow`.
            if is_large && previous.is(Letter::SMALL) {
                break;
            }
            is_changed |= is_large;
            if i > start {
                second = second.or(Some(letter));
            }
        } else if matches!(c, '\'' | '’' | '-')
            && previous.is(Letter::ANY)
            && letter_of(decode(line, next)).is(Letter::ANY)
        {
            is_changed |= c == '’';
        } else {
            break;
        }
        previous = letter;
        i = next;
    }
    let is_large = |letter: Letter| letter.is(Letter::LARGE);
    let shape = match (is_large(first), second.is_some_and(is_large)) {
        (false, _) => Shape::Small,
        (true, false) => Shape::Capital,
        (true, true) => Shape::Capitals,
    };
    let word = &line[start..i];
    let is_changed = is_changed || line[start..from].iter().any(u8::is_ascii_uppercase);
    let key = if word.is_ascii() {
        plain_key(word)
    } else if is_changed {
        changed_key(word)
    } else {
        // The last character that begins among those that count does so as a whole.
        let is_begun = |&&b: &&u8| matches!(b, 0x80..0xc0);
        let rest = word.get(LONGEST_WORD..).unwrap_or(&[]);
        high_key(&word[..word.len().min(LONGEST_WORD) + rest.iter().take_while(is_begun).count()])
    };
    Word { key, shape, length: i - start }
}

/// The key of a word in small letters, not all of ASCII.
fn high_key(word: &[u8]) -> u64 {
    word.chunks(8).fold(0, |key, chunk| mix(key ^ gather(chunk))).max(1)
}

/// The key of a word that is not written as it counts: with capitals, or a curly apostrophe.
fn changed_key(word: &[u8]) -> u64 {
    let mut small = [0; LONGEST_WORD + 8];
    let mut length = 0;
    let mut push = |c: char| {
        if length < LONGEST_WORD {
            length += c.encode_utf8(&mut small[length..]).len();
        }
    };
    let mut i = 0;
    while i < word.len() {
        let c = decode(word, i);
        if c == '’' {
            push('\'');
        } else if Letter::of(c).is(Letter::LARGE) {
            c.to_lowercase().for_each(&mut push);
        } else {
            push(c);
        }
        i += c.len_utf8();
    }
    let small = &small[..length];
    if small.is_ascii() { plain_key(small) } else { high_key(small) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_words() {
        let keys = |line: &str| keys(line).collect::<Vec<u64>>();
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
        assert_eq!(phrase("not found"), (join(keys("not")[0], keys("found")[0]), 2));
    }

    #[test]
    fn shapes_and_signs() {
        let tokens: Vec<Token> = Tokens::new("“NATO met; Ça va, 4.5 km”".as_bytes()).collect();
        let shapes: Vec<Shape> = tokens
            .iter()
            .filter_map(|token| if let Token::Word(word) = token { Some(word.shape) } else { None })
            .collect();
        use Shape::{Capital, Capitals, Number, Small};
        assert_eq!(shapes, [Capitals, Small, Capital, Small, Number, Small]);
        assert!(matches!(tokens[0], Token::Sign('“', 3)));
        assert!(matches!(tokens[3], Token::Sign(';', 12)));
        assert!(matches!(tokens[tokens.len() - 1], Token::Sign('”', _)));
    }
}
