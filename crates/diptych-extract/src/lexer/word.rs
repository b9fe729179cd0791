//! Tokens that begin with a letter.

use super::digits::roman_ordinal;
use super::{Lexer, Tok, Token};
use crate::lexicon::{KEY, key, key_of, letter};
use crate::locale::Sense;

impl Lexer<'_> {
    /// The word that begins with the letter at `start`, if it is known.
    pub(super) fn word(&mut self, start: usize) -> usize {
        self.plain_word(start).unwrap_or_else(|| self.any_word(start))
    }

    /// The same for ASCII letters with nothing after them that could belong to the word: most
    /// words end here, with one look at a table of bits.
    fn plain_word(&mut self, start: usize) -> Option<usize> {
        let rest = &self.bytes[start..];
        let length = rest.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len());
        if !(1..=KEY).contains(&length) {
            return None;
        }
        let key = match rest.first_chunk() {
            Some(letters) => key_of(letters, length),
            None => key(&rest[..length]),
        };
        let end = start + length;
        let plain = match self.byte(end) {
            b'0'..=b'9' | b'_' | b'^' | b'$' | 128.. => false,
            b'.' | b':' => !DOTTED.contains(&key),
            b' ' => length > 1 || !matches!(self.byte(end + 1), b' ' | b'.'),
            _ => true,
        };
        let word = &self.bytes[start..end];
        let code = length == 3 && word.iter().all(u8::is_ascii_uppercase);
        if !plain || code {
            return None;
        }
        if let Some(word) = self.lexicon.plain_word(key) {
            return Some(self.push(start, end, Tok::Word(word)));
        }
        let roman = self.locale.roman_ordinals && b"IVXLC".contains(&word[0]);
        if roman || self.lexicon.begins_compound(word) {
            return None;
        }
        Some(self.skip(end))
    }

    fn any_word(&mut self, start: usize) -> usize {
        let glued = start > 0 && self.bytes[start - 1].is_ascii_digit();
        let mut letters = start;
        let mut ascii = true;
        while let Some(&byte) = self.bytes.get(letters) {
            if byte.is_ascii_alphabetic() {
                letters += 1;
            } else if byte >= 128 {
                let Some(c) = self.char_at(letters).filter(|c| is_letter(*c)) else {
                    break;
                };
                if self.locale.unspaced.is_some() && letters > start && is_unspaced(c) {
                    break;
                }
                ascii = false;
                letters += c.len_utf8();
            } else {
                break;
            }
        }
        let mut end = letters;
        if !matches!(self.byte(end), b'0'..=b'9' | b'_') {
            // the common case: letters alone
        } else if glued && !matches!(&self.text[start..letters], "m" | "km" | "cm") {
            // `9h30`: a unit between digits
        } else if letters - start == 3 && self.is_currency(start, letters) {
            // `USD50`
        } else if self.char_before(letters).is_some_and(is_unspaced) {
            // 占50%: no space stands before digits there
        } else if self.locale.prefixes.contains(&&self.text[start..letters]) {
            // « و٤٢٥٠ », and 4250
        } else {
            while self.byte(end).is_ascii_alphanumeric() || self.byte(end) == b'_' {
                end += 1;
            }
        }
        if end - start > 100 {
            return self.skip(end);
        }
        // m², km³
        if let Some(power @ ('²' | '³')) = self.char_at(end) {
            (end, ascii) = (end + power.len_utf8(), false);
        }
        self.fold(start, end, ascii);
        if let Some(end) = self.squared(start, end).or_else(|| self.dollar_sign(start, end)) {
            return end;
        }
        // the digits of an address count nothing
        let rest = &self.bytes[end..];
        if (matches!(self.folded.as_str(), "http" | "https" | "ftp") && rest.starts_with(b"://"))
            || (self.folded == "www" && rest.starts_with(b"."))
        {
            let after = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
            return self.skip(end + after);
        }
        if let Some(end) = self.dotted(start, end) {
            return end;
        }
        if let Some(code) = self.currency_code(start, end) {
            return self.push(start, end, Tok::Word(code));
        }
        if let Some(word) = self.lexicon.word(&self.folded) {
            return self.push(start, end, Tok::Word(word));
        }
        if !self.locale.prefixes.is_empty()
            && let Some(end) = self.prefixed(start, end)
        {
            return end;
        }
        if self.locale.roman_ordinals
            && let Some(number) = roman_ordinal(&self.text[start..end], self.locale)
        {
            return self.push(start, end, Tok::Ordinal(number));
        }
        if self.locale.compounds
            && let Some(pieces) = self.lexicon.compound(&self.folded, self.locale)
            && self.folded.len() == end - start
        {
            let mut at = start;
            for (word, len) in pieces {
                at = self.push(at, at + len, Tok::Word(word));
            }
            return end;
        }
        self.skip(end)
    }

    /// A word with others written together with it: « وخمسة », and five; « بالأسبوع », in the week.
    /// The article is part of its noun, each other one a token of its own.
    fn prefixed(&mut self, start: usize, end: usize) -> Option<usize> {
        let text = self.text;
        let (mut at, mut before) = (start, [None; 2]);
        for place in 0..=before.len() {
            self.fold(at, end, false);
            let bare = self.folded.strip_prefix(self.locale.article);
            let word = self.lexicon.word(&self.folded).or_else(|| self.lexicon.word(bare?));
            if let Some(word) = word.filter(|_| at > start || bare.is_some()) {
                for (from, to, prefix) in before.into_iter().flatten() {
                    self.push(from, to, Tok::Word(prefix));
                }
                return Some(self.push(at, end, Tok::Word(word)));
            }
            let rest = &text[at..end];
            let prefix = self.locale.prefixes.iter().find(|prefix| rest.starts_with(**prefix))?;
            let slot = before.get_mut(place)?;
            let to = at + prefix.len();
            *slot = self.lexicon.word(prefix).map(|word| (at, to, word));
            at = to;
        }
        None
    }

    /// `m^2`, as typed without the superscript.
    fn squared(&mut self, start: usize, end: usize) -> Option<usize> {
        let power = self.byte(end + 1);
        if self.byte(end) != b'^' || !matches!(power, b'2' | b'3') {
            return None;
        }
        self.folded.push(char::from(power));
        match self.lexicon.word(&self.folded) {
            Some(word) => Some(self.push(start, end + 2, Tok::Word(word))),
            None => {
                self.folded.pop();
                None
            }
        }
    }

    /// `R$`, `U$S`: letters that tell which dollar or peso.
    fn dollar_sign(&mut self, start: usize, end: usize) -> Option<usize> {
        if self.byte(end) != b'$' || self.byte(start).is_ascii_lowercase() {
            return None;
        }
        let (code, length) = match (self.folded.as_str(), self.byte(end + 1)) {
            ("u", b'D' | b'S') => ("usd", 2),
            ("r", _) => ("brl", 1),
            ("s", _) => ("sgd", 1),
            ("a" | "au", _) => ("aud", 1),
            ("mx" | "mex", _) => ("mxn", 1),
            _ => return None,
        };
        let word = self.lexicon.word(code)?;
        Some(self.push(start, end + length, Tok::Word(word)))
    }

    /// An ISO 4217 code in capitals beside a number: `42 MYR`, `TRY 50`.
    fn currency_code(&self, start: usize, end: usize) -> Option<u32> {
        let text = &self.text[start..end];
        if text.len() != 3 || !text.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        let after = end + usize::from(self.byte(end) == b' ');
        let number = |last: &Token| match last.tok {
            Tok::Literal { .. } => true,
            Tok::Word(word) => {
                let scale = |sense: &Sense| matches!(sense, Sense::Mult(_) | Sense::Card(_));
                self.lexicon.senses(word).iter().any(scale)
            }
            _ => false,
        };
        let beside = self.byte(after).is_ascii_digit()
            || (!self.gap && self.tokens.last().is_some_and(number));
        if beside { self.lexicon.word(text) } else { None }
    }

    fn is_currency(&mut self, start: usize, end: usize) -> bool {
        if self.byte(end).is_ascii_digit() && self.currency_code(start, end).is_some() {
            return true;
        }
        self.fold(start, end, true);
        let word = self.lexicon.word(&self.folded).filter(|_| self.text[start..end].is_ascii());
        word.is_some_and(|word| {
            self.lexicon
                .senses(word)
                .iter()
                .any(|s| matches!(s, Sense::Currency(code) if code.len() == 3))
        })
    }

    /// Puts a word in small letters into `folded`.
    pub(super) fn fold(&mut self, start: usize, end: usize, ascii: bool) {
        self.folded.clear();
        let word = &self.text[start..end];
        if ascii {
            self.folded.push_str(word);
            self.folded.make_ascii_lowercase();
            return;
        }
        for c in word.chars() {
            match c {
                'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' => self.folded.push(c),
                '\u{600}'..='\u{97f}' | '\u{200c}' | '\u{200d}' => self.folded.extend(letter(c)),
                _ => self.folded.extend(c.to_lowercase()),
            }
        }
    }

    /// `a.m.`, `p. m.` after a number, `U.S.`: a word of two dotted letters.
    fn dotted(&mut self, start: usize, end: usize) -> Option<usize> {
        let (second, word) = match self.folded.as_str() {
            "a" => (b'm', "am"),
            "p" => (b'm', "pm"),
            "u" => (b's', "us"),
            _ => return None,
        };
        let led = self.tokens.last().is_some_and(|last| {
            matches!(last.tok, Tok::Literal { .. } | Tok::Clock { .. } | Tok::Word(_))
        });
        if second == b'm' && (self.gap || !led) {
            return None;
        }
        let spaces = |mut at: usize| {
            let from = at;
            while self.byte(at) == b' ' && at < from + 2 {
                at += 1;
            }
            at
        };
        let period = spaces(end);
        if self.byte(period) != b'.' {
            return None;
        }
        let at = spaces(period + 1);
        if self.byte(at).to_ascii_lowercase() != second || self.byte(at + 1).is_ascii_alphanumeric()
        {
            return None;
        }
        let end = at + 1 + usize::from(self.byte(at + 1) == b'.');
        let end = if self.byte(spaces(at + 1)) == b'.' && second == b'm' {
            spaces(at + 1) + 1
        } else {
            end
        };
        let word = self.lexicon.word(word)?;
        Some(self.push(start, end, Tok::Word(word)))
    }
}

/// Words that a period or a colon may follow inside.
const DOTTED: [u128; 7] =
    [key(b"a"), key(b"p"), key(b"u"), key(b"www"), key(b"http"), key(b"https"), key(b"ftp")];

/// Whether the letter belongs to a script in which no space parts words from digits: Chinese
/// characters, kana, hangul.
pub(crate) const fn is_unspaced(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn is_letter(c: char) -> bool {
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | '\u{300}'..='\u{36f}')
        // nukta and virama of Devanagari, and what joins its letters
        || matches!(c, '\u{93c}' | '\u{94d}' | '\u{200c}' | '\u{200d}')
        || c.is_alphabetic()
}
