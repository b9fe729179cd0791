//! Tokens that begin with a digit.

use super::digits::{literal, small};
use super::{Lexer, Tok, is_unspaced};
use crate::Rational;
use crate::locale::Sense;

/// Letters that a unit glued to a fraction may have: « viertelstunde » has 13.
const LONGEST_UNIT: usize = 16;

impl Lexer<'_> {
    /// The number, date, time or ordinal that begins with the digit at `start`.
    pub(super) fn digits(&mut self, start: usize) -> usize {
        let before = self.char_before(start);
        // « Covid-19 »: the number of a name
        let glued = before == Some('-')
            && self.char_before(start - 1).is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c))
            && self.gap;
        if let Some(end) = self.numeric_date(start).or_else(|| self.clock(start)) {
            return end;
        }
        let (end, value, plain) = literal(self.bytes, self.text, start, self.locale);
        let Some(value) = value else {
            return self.skip(end);
        };
        if let Some(end) = self.scaled_digits(start, end) {
            return end;
        }
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
        let letter = |c: char| c.is_alphabetic() && !is_unspaced(c);
        let followed = self.char_at(end).is_some_and(letter);
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
}
