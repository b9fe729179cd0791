//! What stands before and after a candidate, from a bounded stretch of text.

use crate::chars;
use crate::layout;

/// Bytes looked at on either side of a candidate for words.
const REACH: usize = 64;

/// What a word or sign after a candidate starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Upper,
    Lower,
    /// A letter of a script without case.
    Letter,
    Digit,
    /// A sign that goes on with the sentence: a comma, a closing bracket, a further mark.
    Continuing,
    /// Any other sign: a currency, an emoji, `#`.
    Sign,
    /// The text ends.
    End,
}

/// The class of `c`.
pub(crate) fn class(c: char) -> Class {
    if c.is_ascii_lowercase() {
        Class::Lower
    } else if c.is_ascii_uppercase() {
        Class::Upper
    } else if c.is_alphabetic() {
        if c.is_lowercase() {
            Class::Lower
        } else if c.is_uppercase() {
            Class::Upper
        } else {
            Class::Letter
        }
    } else if c.is_numeric() {
        Class::Digit
    } else if matches!(
        c,
        ',' | ';'
            | ':'
            | ')'
            | ']'
            | '}'
            | '/'
            | '\\'
            | '%'
            | '='
            | '|'
            | '+'
            | '&'
            | '<'
            | '>'
            | '、'
            | '，'
            | '：'
            | '；'
            | '）'
            | '،'
            | '؛'
            | '·'
    ) || chars::mark(c).is_some()
    {
        Class::Continuing
    } else {
        Class::Sign
    }
}

/// What follows a candidate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct After<'t> {
    /// A quotation mark before the word.
    pub(crate) quote: bool,
    /// An opening bracket before the word.
    pub(crate) bracket: bool,
    /// A dash before the word, with a space after it or not.
    pub(crate) dash: bool,
    /// A Spanish inverted mark before the word.
    pub(crate) inverted: bool,
    /// A bullet before the word.
    pub(crate) bullet: bool,
    /// What the word starts with.
    pub(crate) class: Class,
    /// Letters, digits, apostrophes and hyphens; empty unless the class is a letter or digit.
    pub(crate) word: &'t str,
    /// The text after the word, cut off at a bounded length.
    pub(crate) rest: &'t str,
}

/// The character boundary of `text` at or before `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut floor = at.min(text.len());
    while !text.is_char_boundary(floor) {
        floor -= 1;
    }
    floor
}

/// The part of `text` from `at` on, at most about `reach` bytes.
pub(crate) fn ahead(text: &str, at: usize, reach: usize) -> &str {
    &text[at..floor(text, at + reach).max(at)]
}

/// The part of `text` before `at` and not before `floor`, at most about `reach` bytes.
pub(crate) fn behind(text: &str, floor: usize, at: usize, reach: usize) -> &str {
    let mut start = at.saturating_sub(reach).max(floor);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start.min(at)..at]
}

/// Where the text before `at` ends, without the white space before `at`; not before `floor`. White
/// space that is wider than a gap may be is text like other.
pub(crate) fn trimmed(text: &str, floor: usize, at: usize) -> usize {
    let piece = behind(text, floor, at, layout::WIDEST_GAP);
    let end = piece.trim_end().len();
    if end == 0 && piece.len() + 4 > layout::WIDEST_GAP { at } else { at - piece.len() + end }
}

/// Reads what follows at `at`, where no white space stands.
pub(crate) fn after(text: &str, at: usize) -> After<'_> {
    let piece = ahead(text, at, 3 * REACH);
    let mut after = After {
        quote: false,
        bracket: false,
        dash: false,
        inverted: false,
        bullet: false,
        class: Class::End,
        word: "",
        rest: "",
    };
    let mut opened = 0;
    // Low quotation marks typed as two commas: `,, Zo is het. ''`
    let low = piece.len() - piece.strip_prefix(",,").unwrap_or(piece).len();
    after.quote = low > 0;
    // Something left out opens the next sentence: `[…] The rest`.
    let gone = piece
        .starts_with(['[', '('])
        .then(|| ["[...]", "(...)", "[…]", "(…)"].iter().find_map(|sign| piece.strip_prefix(sign)));
    let gone = gone.flatten();
    let low = gone.map_or(low, |rest| piece.len() - rest.trim_start_matches(chars::is_space).len());
    for (i, c) in piece[low..].char_indices() {
        opened = low + i;
        if c.is_ascii_alphanumeric() {
            after.class = class(c);
            break;
        }
        if chars::is_quote(c) {
            after.quote = true;
        } else if chars::is_bracket(c) {
            after.bracket = true;
        } else if chars::is_inverted(c) {
            after.inverted = true;
        } else if chars::is_dash(c) {
            after.dash = true;
        } else if chars::is_bullet(c) || c == '*' {
            after.bullet = true;
        } else if chars::is_line_break(c) {
            return after;
        } else if !c.is_whitespace() {
            after.class = class(c);
            break;
        }
    }
    let word = &piece[opened..];
    if matches!(after.class, Class::Upper | Class::Lower | Class::Letter | Class::Digit) {
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        let end = word.find(|c| !inner(c)).unwrap_or(word.len());
        (after.word, after.rest) = word.split_at(end);
    }
    after
}

/// The last token before `at`: back to white space, an opening sign or `floor`, without the signs
/// that open or close it. At most 64 bytes; empty when the token is longer.
pub(crate) fn before(text: &str, floor: usize, at: usize) -> &str {
    let piece = behind(text, floor, at, REACH);
    let cut = piece
        .char_indices()
        .rev()
        .find(|&(_, c)| c.is_whitespace() || chars::is_bracket(c) || c == '/' || c == '—');
    let token = match cut {
        Some((i, c)) => &piece[i + c.len_utf8()..],
        None if piece.len() + 4 > REACH => "",
        None => piece,
    };
    token.trim_start_matches(|c| {
        chars::is_opener(c) || chars::is_dash(c) || chars::is_bullet(c) || c == '*'
    })
}
