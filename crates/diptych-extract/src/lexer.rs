//! From text to the tokens that may matter: digits, known words, signs.

use crate::Rational;
use crate::lexicon::Lexicon;
use crate::locale::{Locale, Sense, currency_sign};
use digits::{literal, roman_ordinal, small, vulgar};

mod digits;

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

/// Reads a piece of `text` from byte `start` on, from left to right: its tokens, and where the
/// next piece starts. A piece ends where nothing can go on over it; only a chain of tokens ten
/// times as long is cut.
pub(crate) fn tokens(
    text: &str,
    start: usize,
    locale: &Locale,
    lexicon: &Lexicon,
) -> (Vec<Token>, usize) {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        locale,
        lexicon,
        tokens: Vec::new(),
        folded: String::new(),
        gap: true,
        space: false,
        joint: None,
    };
    let end = lexer.run(start);
    (merge_phrases(&lexer.tokens, lexicon), end)
}

struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    locale: &'t Locale,
    lexicon: &'t Lexicon,
    tokens: Vec<Token>,
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

    fn word(&mut self, start: usize) -> usize {
        let glued = start > 0 && self.bytes[start - 1].is_ascii_digit();
        let mut letters = start;
        let mut ascii = true;
        while let Some(&byte) = self.bytes.get(letters) {
            if byte.is_ascii_alphabetic() {
                letters += 1;
            } else if byte >= 128 {
                let Some(c) = self.char_at(letters).filter(|c| c.is_alphabetic() || is_mark(*c))
                else {
                    break;
                };
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

    fn fold(&mut self, start: usize, end: usize, ascii: bool) {
        self.folded.clear();
        self.folded.push_str(&self.text[start..end]);
        if ascii {
            self.folded.make_ascii_lowercase();
        } else {
            self.folded = self.folded.to_lowercase();
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

    fn digits(&mut self, start: usize) -> usize {
        let before = self.char_before(start);
        // « Covid-19 »: the number of a name
        let glued = before == Some('-')
            && self.char_before(start - 1).is_some_and(char::is_alphanumeric)
            && self.gap;
        if let Some(end) = self.numeric_date(start).or_else(|| self.clock(start)) {
            return end;
        }
        let (end, value, plain) = literal(self.bytes, self.text, start, self.locale);
        let Some(value) = value else {
            return self.skip(end);
        };
        // 3/4 or 10/7, but no part of a longer chain
        if plain > 0 && self.byte(end) == b'/' && self.byte(end + 1).is_ascii_digit() {
            let (after, below) = small(self.bytes, end + 1);
            // « 1/2stunde »
            let mut letters = after;
            while self.byte(letters).is_ascii_alphabetic() && letters < after + LONGEST_UNIT {
                letters += 1;
            }
            self.fold(after, letters, true);
            let unit = letters > after
                && !self.byte(letters).is_ascii_alphanumeric()
                && self.lexicon.word(&self.folded).is_some_and(|word| {
                    let senses = self.lexicon.senses(word);
                    senses.iter().any(|s| matches!(s, Sense::TimeUnit(_) | Sense::Unit(..)))
                });
            // +1-222-2222/2222 is no ratio
            let number = before == Some('-')
                && self.char_before(start - 1).is_some_and(|c| c.is_ascii_digit())
                && below.is_some_and(|below| value >= Rational::integer(i128::from(below)));
            let chained = (self.byte(after).is_ascii_alphanumeric() && !unit)
                || number
                || (self.byte(after) == b'/' && self.byte(after + 1).is_ascii_digit());
            let above = value.to_integer().and_then(|n| u32::try_from(n).ok());
            if let (Some(above), Some(below), false) = (above, below, chained)
                && before != Some('/')
            {
                return self.push(start, after, Tok::Fraction { above, below, sign: false });
            }
        }
        // 1990s
        if plain == 4
            && self.byte(end) == b's'
            && !self.byte(end + 1).is_ascii_alphanumeric()
            && let Some(year) = value.to_integer().and_then(|n| i32::try_from(n).ok())
            && year % 10 == 0
            && (1000..2100).contains(&year)
        {
            let tok = Tok::Date { year, first: 0, second: 0, year_first: true };
            return self.push(start, end + 1, tok);
        }
        if plain > 0 {
            // « 1.º » as the academy has it
            let dotted = self.byte(end) == b'.'
                && matches!(self.char_at(end + 1), Some('º' | 'ª'))
                && self.locale.ordinal_suffixes.contains(&"º");
            let mut letters = end + usize::from(dotted);
            let end = letters;
            while self
                .char_at(letters)
                .is_some_and(|c| c.is_alphabetic() || matches!(c, 'º' | 'ª' | '°'))
                && letters < end + 9
            {
                letters += self.char_at(letters).map_or(1, char::len_utf8);
            }
            let suffix = &self.text[end..letters];
            let next = self.char_at(letters).is_some_and(|c| c.is_alphanumeric());
            if !suffix.is_empty() && !next && self.is_no_degree(letters, suffix, value) {
                self.fold(end, letters, suffix.is_ascii());
                let known = self.locale.ordinal_suffixes.contains(&self.folded.as_str())
                    && (self.lexicon.word(&self.folded).is_none()
                        || self.folded.len() > 1
                        || matches!(self.folded.as_str(), "e" | "o" | "a" | "º" | "ª"));
                if let (true, Some(number)) =
                    (known, value.to_integer().and_then(|n| u32::try_from(n).ok()))
                {
                    return self.push(start, letters, Tok::Ordinal(number));
                }
            }
        }
        self.push(start, end, Tok::Literal { value, plain, glued })
    }

    /// Whether « 1° » is a place and no angle or temperature: before a word in small letters, or
    /// a small number.
    fn is_no_degree(&self, end: usize, suffix: &str, value: Rational) -> bool {
        let rest = self.text[end..].trim_start_matches(' ');
        let mut letters = rest.chars();
        let scale = letters.next().is_some_and(|c| matches!(c, 'C' | 'F'))
            && !letters.next().is_some_and(char::is_alphanumeric);
        if suffix.starts_with('º') && (scale || matches!(suffix, "ºc" | "ºf" | "ºC" | "ºF")) {
            return false;
        }
        let small = value <= Rational::integer(31);
        !suffix.contains('°')
            || rest.starts_with(char::is_lowercase)
            || (small && !rest.starts_with(char::is_alphanumeric))
    }

    /// `2023-10-07`, `10/7/2023`, `7.10.23`, and `2023-10`.
    fn numeric_date(&mut self, start: usize) -> Option<usize> {
        let number = |at: usize| {
            let (end, value) = small(self.bytes, at);
            value.map(|value| (end, end - at, value))
        };
        let (first_end, first_len, first) = number(start)?;
        let sep = self.byte(first_end);
        if !matches!(sep, b'-' | b'/' | b'.') || !matches!(first_len, 1 | 2 | 4) {
            return None;
        }
        let (second_end, second_len, second) = number(first_end + 1)?;
        if second_len > 2 {
            return None;
        }
        let (third_end, third_len, third) =
            if self.byte(second_end) == sep && self.byte(second_end + 1).is_ascii_digit() {
                number(second_end + 1)?
            } else {
                (second_end, 0, 0)
            };
        // a range of dates may follow with another sign: 5/1/2019-5/7/2019
        let next = self.byte(third_end);
        let chained = matches!(next, b'-' | b'/' | b'.')
            && (next == sep || next != b'-')
            && !(next == b'-' && third_len == 4 && first_len <= 2)
            && self.byte(third_end + 1).is_ascii_digit();
        let ends = !self.byte(third_end).is_ascii_digit() && !chained;
        let day = |n: u32| u8::try_from(n).ok().filter(|n| (1..=31).contains(n));
        let year = i32::try_from(if first_len == 4 { first } else { third }).ok()?;
        let (tok, end) = match (first_len, third_len) {
            (4, 1 | 2) => {
                let (month, day) = (day(second).filter(|m| *m <= 12)?, day(third)?);
                (Tok::Date { year, first: month, second: day, year_first: true }, third_end)
            }
            (4, 0) if sep == b'-' && second_len == 2 && (1000..2200).contains(&year) => {
                let month = day(second).filter(|m| *m <= 12)?;
                (Tok::Date { year, first: month, second: 0, year_first: true }, third_end)
            }
            (1 | 2, 4) => {
                let (first, second) = (day(first)?, day(second)?);
                (Tok::Date { year, first, second, year_first: false }, third_end)
            }
            (1 | 2, 2) => {
                // two digits: the century that lies nearer (POSIX `%y`: 69 and more are 19xx)
                let year = if year < 69 { 2000 + year } else { 1900 + year };
                let (first, second) = (day(first)?, day(second)?);
                (Tok::Date { year, first, second, year_first: false }, third_end)
            }
            // « 28.10. »
            (1 | 2, 0)
                if sep == b'.'
                    && self.byte(second_end) == b'.'
                    && !self.byte(second_end + 1).is_ascii_digit()
                    && self.locale.ordinal_suffixes.contains(&".") =>
            {
                let (above, below) = (day(first)?, day(second).filter(|m| *m <= 12)?);
                let (above, below) = (u32::from(above), u32::from(below));
                let tok = Tok::Fraction { above, below, sign: false };
                return Some(self.push(start, second_end + 1, tok));
            }
            _ => return None,
        };
        let followed = self.char_at(end).is_some_and(char::is_alphabetic);
        if !ends || (followed && self.byte(end) != b'T') {
            return None;
        }
        self.push(start, end, tok);
        if self.byte(end) == b'T'
            && let Some(after) = self.clock(end + 1)
        {
            return Some(after + usize::from(self.byte(after) == b'Z'));
        }
        Some(end)
    }

    fn clock(&mut self, start: usize) -> Option<usize> {
        let (end, hour) = small(self.bytes, start);
        let hour = u8::try_from(hour?).ok().filter(|h| *h <= 24)?;
        if self.byte(end) != b':' || end - start > 2 {
            return None;
        }
        let two = |at: usize| {
            let (end, value) = small(self.bytes, at);
            value.filter(|v| *v < 60 && end - at == 2).and_then(|v| u8::try_from(v).ok())
        };
        let minute = two(end + 1)?;
        let mut end = end + 3;
        let second = (self.byte(end) == b':').then(|| two(end + 1)).flatten();
        end += if second.is_some() { 3 } else { 0 };
        if second.is_some() && self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit() {
            let mut after = end + 1;
            while self.byte(after).is_ascii_digit() && after < end + 10 {
                after += 1;
            }
            end = after;
        }
        if self.byte(end) == b':' && self.byte(end + 1).is_ascii_digit() {
            return None;
        }
        Some(self.push(start, end, Tok::Clock { hour, minute, second }))
    }

    fn other(&mut self, i: usize) -> usize {
        let c = self.char_at(i).unwrap_or('\0');
        let end = i + c.len_utf8();
        if c == 'º' && !self.gap && !self.space {
            // 30º C, with the sign of ordinals
            return self.push(i, end, Tok::Sign('°'));
        }
        if c.is_alphabetic() && currency_sign(c).is_none() {
            return self.word(i);
        }
        if c.is_whitespace() {
            self.space = true;
            return end;
        }
        let adjacent = !self.gap && !self.space && self.joint.is_none();
        let next = self.char_at(end);
        match c {
            '-' | '\u{2010}' | '\u{2011}' if adjacent && next.is_some_and(char::is_alphabetic) => {
                self.joint = Some(Sep::Hyphen);
                end
            }
            '-' if adjacent
                && next.is_some_and(|c| c.is_ascii_digit())
                && matches!(self.tokens.last().map(|t| t.tok), Some(Tok::Word(_))) =>
            {
                self.joint = Some(Sep::Hyphen);
                end
            }
            '-' if self.gap
                && next.is_some_and(|c| c.is_ascii_digit())
                && self.char_before(i).is_some_and(char::is_alphanumeric) =>
            {
                end
            }
            '\'' | '’' if adjacent && next.is_some_and(char::is_alphanumeric) => {
                self.joint = Some(Sep::Apostrophe);
                end
            }
            // « 's avonds »
            '\'' | '’' | '‘'
                if !adjacent
                    && self.byte(end) == b's'
                    && self.byte(end + 1) == b' '
                    && let Some(word) = self.lexicon.word("s")
                    && !self.lexicon.phrases(word).is_empty() =>
            {
                self.push(i, end + 1, Tok::Word(word))
            }
            '.' if adjacent && self.byte(end) != b'.' => {
                if self.byte(end).is_ascii_digit() {
                    return self.skip(end);
                }
                if self.abbreviates() {
                    if let Some(last) = self.tokens.last_mut() {
                        last.dot = true;
                    }
                    return end;
                }
                self.skip(end)
            }
            '.' | ','
                if c == self.locale.decimal
                    && self.byte(end).is_ascii_digit()
                    && !self.char_before(i).is_some_and(char::is_alphanumeric) =>
            {
                let (end, value, _) = literal(self.bytes, self.text, i, self.locale);
                match value {
                    Some(value) => {
                        self.push(i, end, Tok::Literal { value, plain: 0, glued: false })
                    }
                    None => self.skip(end),
                }
            }
            ',' if !adjacent => self.skip(end),
            '%' | '‰' | '°' | '/' | '-' | '–' | '—' | '−' | '+' | ',' | '~' | '"' | '″' | '′'
            | '(' | ')' | ':' => self.push(i, end, Tok::Sign(c)),
            // 20 [kg]
            '[' | ']' | '{' | '}' if !self.gap => self.push(i, end, Tok::Sign(c)),
            '％' | '¢' | '℃' | '℉' => self.push(i, end, Tok::Sign(c)),
            '_' => self.word(i).max(end),
            _ if currency_sign(c).is_some() => self.push(i, end, Tok::Sign(c)),
            _ => match vulgar(c) {
                Some((above, below)) => {
                    self.push(i, end, Tok::Fraction { above, below, sign: true })
                }
                None => self.skip(end),
            },
        }
    }

    /// Whether the period after the last token may belong to it: a short month or unit, or the
    /// number of an ordinal (« 7. Oktober »).
    fn abbreviates(&self) -> bool {
        let Some(last) = self.tokens.last() else {
            return false;
        };
        match last.tok {
            Tok::Word(word) if last.end - last.start <= 5 => {
                // « lundi. Jusqu'à », `in May. Two men`: before a capital only `Sat. Oct.` goes on
                let after = self.text[last.end + 1..].trim_start();
                let weekday = |s: &Sense| matches!(s, Sense::WeakWeekday(_));
                if after.starts_with(char::is_uppercase)
                    && !self.lexicon.senses(word).iter().any(weekday)
                {
                    return false;
                }
                self.lexicon.senses(word).iter().any(|sense| {
                    matches!(
                        sense,
                        Sense::Month(_)
                            | Sense::WeakMonth(_)
                            | Sense::WeakWeekday(_)
                            | Sense::Weekday(_)
                            | Sense::Unit(..)
                            | Sense::Reference
                            | Sense::Country(_)
                    )
                })
            }
            Tok::Literal { plain, .. } => {
                matches!(plain, 1 | 2) && self.locale.ordinal_suffixes.contains(&".")
            }
            _ => false,
        }
    }
}

/// Joins the words of phrases, the longest phrase first.
fn merge_phrases(tokens: &[Token], lexicon: &Lexicon) -> Vec<Token> {
    let mut merged: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens[i];
        i += 1;
        if let Tok::Word(word) = token.tok {
            let found = lexicon.phrases(word).iter().find(|(rest, phrase)| {
                let fits = rest.iter().enumerate().all(|(k, word)| {
                    tokens.get(i + k).is_some_and(|t| {
                        t.sep != Sep::Gap && matches!(t.tok, Tok::Word(w) if w == *word)
                    })
                });
                // `per cent of 210`
                let of_number = || {
                    let at =
                        |k: usize| tokens.get(i + rest.len() + k).filter(|t| t.sep != Sep::Gap);
                    lexicon.senses(*phrase).contains(&Sense::Percent)
                        && matches!(at(0).map(|t| t.tok), Some(Tok::Word(word))
                            if lexicon.senses(word).contains(&Sense::Of))
                        && matches!(at(1).map(|t| t.tok), Some(Tok::Literal { .. }))
                };
                fits && (!needs_number(lexicon.senses(*phrase))
                    || of_number()
                    || merged
                        .last()
                        .is_some_and(|last| token.sep != Sep::Gap && is_number(last, lexicon)))
            });
            if let Some((rest, phrase)) = found {
                i += rest.len();
                let end = tokens[i - 1].end;
                merged.push(Token {
                    end,
                    tok: Tok::Word(*phrase),
                    dot: tokens[i - 1].dot,
                    ..token
                });
                continue;
            }
        }
        merged.push(token);
    }
    merged
}

/// Letters that a unit glued to a fraction may have: « viertelstunde » has 13.
const LONGEST_UNIT: usize = 16;

/// Whether a phrase is one only after a number: « pour cent ».
fn needs_number(senses: &[Sense]) -> bool {
    senses.iter().any(|sense| matches!(sense, Sense::Percent | Sense::Unit(..)))
}

fn is_number(token: &Token, lexicon: &Lexicon) -> bool {
    match token.tok {
        Tok::Literal { .. } | Tok::Fraction { .. } => true,
        Tok::Word(word) => lexicon.senses(word).iter().any(|sense| {
            matches!(
                sense,
                Sense::Card(_)
                    | Sense::One
                    | Sense::Article
                    | Sense::Mult(_)
                    | Sense::Of
                    | Sense::Half
                    | Sense::AndHalf
                    | Sense::Fraction(..)
                    | Sense::Collective(_)
                    | Sense::Vague(..)
                    | Sense::Denominator(_)
                    | Sense::Avo
                    | Sense::Ord(_)
                    | Sense::Place(_)
                    | Sense::OrdMult(_)
            )
        }),
        _ => false,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
