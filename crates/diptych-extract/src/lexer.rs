//! From text to the tokens that may matter: digits, known words, signs.

use crate::Rational;
use crate::lexicon::Lexicon;
use crate::locale::Locale;

mod digits;
mod figures;
mod narrow;
mod numeral;
mod phrase;
mod sign;
mod word;

pub(crate) use narrow::Narrow;
pub(crate) use word::is_unspaced;

/// A piece of text that may be part of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// What stands between the token before and this one.
    pub sep: Sep,
    /// A period follows that may be part of it.
    pub dot: bool,
    /// What it is.
    pub tok: Tok,
}

/// What parts two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sep {
    /// Something that breaks every expression.
    Gap,
    /// White space without a blank line.
    Space,
    /// Nothing.
    None,
    /// A hyphen inside a word.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
}

/// What a token is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tok {
    /// A number in digits. `plain` is the count of digits when there is nothing but digits, else 0.
    Literal { value: Rational, plain: u8, glued: bool },
    /// `3/4`, `½`: a fraction, or a month and day.
    Fraction { above: u32, below: u32, sign: bool },
    /// `12:30`, with seconds or without.
    Clock { hour: u8, minute: u8, second: Option<u8> },
    /// A date in digits. Year first: all is clear; else the order is that of the place. A month
    /// has no second number, a decade (`1990s`) neither of the two.
    Date { year: i32, first: u8, second: u8, year_first: bool },
    /// `2nd`, « XXIe ».
    Ordinal(u32),
    /// A known word or phrase.
    Word(u32),
    /// A sign of one character.
    Sign(char),
}

/// Tokens that are held at once: enough for a page, few enough to stay in the cache.
const PIECE: usize = 4096;

/// Reads a piece of `text` from byte `start` on, from left to right, into `tokens`; gives where the
/// next piece starts. A piece ends where nothing can go on over it; only a chain of tokens ten
/// times as long is cut.
pub(crate) fn read(
    text: &str,
    start: usize,
    locale: &Locale,
    lexicon: &Lexicon,
    tokens: &mut Vec<Token>,
) -> usize {
    tokens.clear();
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        locale,
        lexicon,
        tokens,
        folded: String::new(),
        gap: true,
        space: false,
        joint: None,
    };
    let end = lexer.run(start);
    phrase::join(tokens, lexicon);
    end
}

struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    locale: &'t Locale,
    lexicon: &'t Lexicon,
    tokens: &'t mut Vec<Token>,
    folded: String,
    gap: bool,
    space: bool,
    joint: Option<Sep>,
}

impl Lexer<'_> {
    fn run(&mut self, start: usize) -> usize {
        let mut i = start;
        while i < self.bytes.len() {
            let held = self.tokens.len();
            if held > PIECE && (self.gap || held > 10 * PIECE) {
                break;
            }
            let byte = self.bytes[i];
            i = if byte.is_ascii_alphabetic() {
                self.word(i)
            } else if byte.is_ascii_digit() {
                self.digits(i)
            } else if byte.is_ascii_whitespace() {
                self.white(i)
            } else {
                self.other(i)
            };
        }
        i
    }

    fn push(&mut self, start: usize, end: usize, tok: Tok) -> usize {
        let sep = if self.gap {
            Sep::Gap
        } else if self.space {
            Sep::Space
        } else {
            self.joint.unwrap_or(Sep::None)
        };
        self.tokens.push(Token { start, end, sep, dot: false, tok });
        (self.gap, self.space, self.joint) = (false, false, None);
        end
    }

    fn skip(&mut self, end: usize) -> usize {
        self.gap = true;
        end
    }

    fn white(&mut self, start: usize) -> usize {
        let (mut i, mut lines) = (start, 0);
        while i < self.bytes.len() && self.bytes[i].is_ascii_whitespace() {
            lines += usize::from(self.bytes[i] == b'\n');
            i += 1;
        }
        self.space = true;
        self.gap |= lines > 1;
        i
    }

    fn char_at(&self, i: usize) -> Option<char> {
        let &byte = self.bytes.get(i)?;
        if byte < 128 { Some(char::from(byte)) } else { self.text[i..].chars().next() }
    }

    fn char_before(&self, i: usize) -> Option<char> {
        let &byte = self.bytes.get(i.checked_sub(1)?)?;
        if byte < 128 { Some(char::from(byte)) } else { self.text[..i].chars().next_back() }
    }

    fn byte(&self, i: usize) -> u8 {
        self.bytes.get(i).copied().unwrap_or(0)
    }
}
