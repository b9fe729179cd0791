//! Numerals written in characters: 三百五十二, `３万5千`, 이십만 이천, 二〇二六.
//!
//! Such a numeral is a literal as one in digits is, so that dates, sums of money and measures read
//! both in the same way.

use super::digits::literal;
use super::{Lexer, Tok};
use crate::Rational;
use crate::lexicon::Lexicon;
use crate::locale::{Numeral, Sense, Share, Unspaced};
use crate::tags::{Tag, Tags};

/// A numeral over the bytes up to `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numerals {
    pub end: usize,
    pub value: Rational,
    /// Count of digits, as [`Tok::Literal`] has it.
    pub plain: u8,
    /// How many characters or groups of digits it is made of.
    pub items: usize,
}

/// Words after a lone numeral that make a number of it.
const COUNTED: Tags = Tags::of(&[
    Tag::Counter,
    Tag::Mark,
    Tag::TimeUnit,
    Tag::Unit,
    Tag::Currency,
    Tag::Country,
    Tag::Subunit,
    Tag::Percent,
    Tag::Share,
    Tag::Degree,
    Tag::AgeWord,
    Tag::Collective,
    Tag::OrdinalMark,
    Tag::ModAfter,
]);

/// Words between a lone numeral and another one.
const JOINS: Tags = Tags::of(&[Tag::And, Tag::To]);

/// Words before a lone numeral that make a number of it.
const LEADS: Tags = Tags::of(&[Tag::OrdinalMark, Tag::Minus, Tag::Share, Tag::Point]);

/// What was read last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    Literal,
    Digit,
    Power,
    Some,
}

/// A sum of powers of ten: sections below ten thousand, each times its myriad (万, 亿, 兆).
#[derive(Clone, Copy, Debug)]
struct Sum {
    total: Rational,
    /// What the last myriad gave to the total.
    part: Rational,
    section: Rational,
    current: Option<Rational>,
    /// The power of ten that the next one in the section stays below.
    below: u32,
    /// The same for the next myriad.
    myriad: u32,
    /// Digits of the current number, written one after another.
    digits: u8,
    last: Last,
    /// A zero has been said since the last power.
    zero: bool,
    /// The power before the last digit.
    shorthand: Option<u32>,
    powers: usize,
}

impl Sum {
    const fn new() -> Self {
        Self {
            total: Rational::ZERO,
            part: Rational::ZERO,
            section: Rational::ZERO,
            current: None,
            below: 4,
            myriad: u32::MAX,
            digits: 0,
            last: Last::Nothing,
            zero: false,
            shorthand: None,
            powers: 0,
        }
    }

    /// Adds digits in figures; `None` where they do not go on the number.
    fn literal(mut self, value: Rational) -> Option<Self> {
        let room = i32::try_from(self.room()).ok().and_then(|room| Rational::decimal(1, room));
        let fits = match self.last {
            Last::Nothing => true,
            // 1千零1
            Last::Digit if self.zero => true,
            Last::Power => room.is_some_and(|room| value < room),
            _ => false,
        };
        (self.current, self.last, self.shorthand) = (Some(value), Last::Literal, None);
        fits.then_some(self)
    }

    /// The power of ten that what follows must stay below.
    fn room(&self) -> u32 {
        match self.below {
            4 if self.myriad < 32 => self.myriad,
            below => below,
        }
    }

    fn digit(mut self, digit: u8) -> Option<Self> {
        let value = Rational::integer(i128::from(digit));
        match self.last {
            Last::Nothing | Last::Power => {
                (self.current, self.digits) = (Some(value), 1);
                self.shorthand = (digit > 0 && self.last == Last::Power).then(|| self.room());
                self.zero = digit == 0;
            }
            Last::Digit if self.powers == 0 => {
                let shifted = self.current?.checked_mul(Rational::integer(10))?;
                self.current = Some(shifted.checked_add(value)?);
                self.digits = self.digits.checked_add(1).filter(|digits| *digits < 30)?;
            }
            // 一百零五
            Last::Digit if self.zero => {
                (self.current, self.zero, self.shorthand) = (Some(value), false, None);
            }
            _ => return None,
        }
        self.last = Last::Digit;
        Some(self)
    }

    /// Adds tens said in one word: 스물, 卅.
    fn tens(mut self, tens: u8) -> Option<Self> {
        if self.current.is_some_and(|n| n != Rational::ZERO) || self.below <= 1 {
            return None;
        }
        self.section = self.section.checked_add(Rational::integer(i128::from(tens)))?;
        (self.current, self.below, self.last) = (None, 1, Last::Power);
        (self.zero, self.powers) = (false, self.powers + 1);
        Some(self)
    }

    fn power(mut self, power: u32) -> Option<Self> {
        if self.last == Last::Digit && self.digits > 1 && self.powers == 0 {
            return None;
        }
        let size = Rational::decimal(1, i32::try_from(power).ok()?)?;
        let current = self.current.filter(|n| *n != Rational::ZERO);
        if power < 4 {
            if power >= self.below {
                return None;
            }
            let count = current.unwrap_or(Rational::ONE);
            self.section = self.section.checked_add(count.checked_mul(size)?)?;
            self.below = power;
        } else {
            let count = self.section.checked_add(current.unwrap_or(Rational::ZERO))?;
            if count == Rational::ZERO && self.part > Rational::ZERO {
                // 万亿: the last part is counted again
                let part = self.part.checked_mul(size)?;
                self.total = self.total.checked_add(part)?.checked_add(self.part.checked_neg()?)?;
                self.part = part;
            } else if power < self.myriad {
                let count = if count == Rational::ZERO { Rational::ONE } else { count };
                self.part = count.checked_mul(size)?;
                self.total = self.total.checked_add(self.part)?;
            } else {
                // 一万二千亿
                self.part = self.total.checked_add(count)?.checked_mul(size)?;
                self.total = self.part;
            }
            (self.section, self.below, self.myriad) = (Rational::ZERO, 4, power);
        }
        (self.current, self.last, self.zero, self.shorthand) = (None, Last::Power, false, None);
        self.powers += 1;
        Some(self)
    }

    /// The number; `shorthand`: a last digit counts the power below that of the word before it.
    fn value(&self, shorthand: bool) -> Option<Rational> {
        let mut current = self.current.unwrap_or(Rational::ZERO);
        if let Some(power) = self.shorthand.filter(|power| shorthand && *power > 1)
            && self.last == Last::Digit
        {
            let size = Rational::decimal(1, i32::try_from(power).ok()? - 1)?;
            current = current.checked_mul(size)?;
        }
        self.total.checked_add(self.section)?.checked_add(current)
    }
}

impl Lexer<'_> {
    /// The longest numeral at `start` that has a numeral character in it.
    pub(super) fn numerals(&self, start: usize) -> Option<Numerals> {
        let unspaced = self.locale.unspaced?;
        let (mut sum, mut at, mut items) = (Sum::new(), start, 0);
        let mut end = start;
        // a number has fewer items up to 10^31
        while items < 60 {
            let Some((next, after)) = self.numeral_item(at, sum, unspaced) else {
                break;
            };
            let some = next.last == Last::Some;
            (sum, at) = (next, after);
            items += usize::from(!some);
            if !some {
                end = at;
            }
        }
        if items == 0 || sum.last == Last::Literal && items == 1 {
            return None;
        }
        let mut value = sum.value(unspaced.shorthand)?;
        let mut plain = match value.to_integer() {
            _ if sum.powers == 0 => sum.digits,
            Some(0..10) => 1,
            Some(10..100) => 2,
            Some(100..1000) => 3,
            _ => 0,
        };
        if let Some((after, below)) = self.numeral_decimals(end, unspaced)
            && sum.last != Last::Literal
        {
            (end, value, plain, items) = (after, value.checked_add(below)?, 0, items + 1);
        }
        Some(Numerals { end, value, plain, items })
    }

    /// The sum with the digits or the numeral character that stand at `at`, perhaps after a space,
    /// and where they end.
    fn numeral_item(&self, at: usize, sum: Sum, unspaced: &Unspaced) -> Option<(Sum, usize)> {
        let spaces = self.bytes[at..].iter().take(3).take_while(|b| **b == b' ').count();
        let from = at + spaces;
        let spaced = spaces > 0;
        if spaced && (sum.last == Last::Nothing || spaces > 2) {
            return None;
        }
        if self.byte(from).is_ascii_digit() {
            let counted = self.bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
            // 3万 2016年
            if spaced && (sum.last != Last::Power || counted > 4) {
                return None;
            }
            let (end, value, _) = literal(self.bytes, self.text, from, self.locale);
            return Some((sum.literal(value?)?, end));
        }
        let (length, numeral) = self.lexicon.numeral(&self.text[from..])?;
        let power = matches!(numeral, Numeral::Power(_) | Numeral::Tens(_));
        if spaced && !(power || sum.last == Last::Power) {
            return None;
        }
        // 3백 이상: a word that goes on over the numeral; 分 of 二十分 goes on over none
        let word = self.lexicon.unspaced_word(&self.text[from..]);
        let longer = word.is_some_and(|(after, _)| after > length);
        if sum.last != Last::Nothing && longer && (spaced || !power) {
            return None;
        }
        // 三十两: a measure, as 两 never stands after tens
        let unit = |(_, word): (usize, u32)| self.lexicon.tags(word).has(Tag::Unit);
        if sum.last == Last::Power && sum.below == 1 && word.is_some_and(unit) {
            return None;
        }
        let mut next = match numeral {
            Numeral::Digit(digit) => sum.digit(digit)?,
            Numeral::Tens(tens) => sum.tens(tens)?,
            Numeral::Power(power) => sum.power(power)?,
            Numeral::Some => {
                let after = self.lexicon.numeral(&self.text[from + length..]);
                let counts = matches!(after, Some((_, Numeral::Power(_))));
                (counts && sum.last != Last::Nothing).then_some(sum)?
            }
        };
        if numeral == Numeral::Some {
            next.last = Last::Some;
            // what stands before keeps its place
            next.digits = 1;
        }
        if spaced && unspaced.words && !self.ends_numeral_word(from) {
            return None;
        }
        Some((next, from + length))
    }

    /// Whether the numerals of the word at `from` end with it, or are followed by a known word: in
    /// « 3만 이웃 » the last word is no numeral.
    fn ends_numeral_word(&self, from: usize) -> bool {
        let mut at = from;
        while let Some((length, _)) = self.lexicon.numeral(&self.text[at..]) {
            at += length;
        }
        !self.char_at(at).is_some_and(super::is_unspaced)
            || self.lexicon.unspaced_word(&self.text[at..]).is_some()
    }

    /// The decimals after a numeral in characters, 八点五, and where they end.
    fn numeral_decimals(&self, end: usize, unspaced: &Unspaced) -> Option<(usize, Rational)> {
        let point = self.char_at(end).filter(|c| unspaced.points.contains(c))?;
        let mut at = end + point.len_utf8();
        // « 이백점 칠일 »
        at += usize::from(unspaced.words && self.byte(at) == b' ');
        let (mut digits, mut places) = (0_i128, 0);
        while let Some((length, Numeral::Digit(digit))) = self.lexicon.numeral(&self.text[at..])
            && places < 15
        {
            (digits, places, at) = (digits * 10 + i128::from(digit), places + 1, at + length);
        }
        // 八点五分, 八点五十: minutes; 两百点两
        let minutes = self.lexicon.numeral(&self.text[at..]).is_some()
            || self.lexicon.unspaced_word(&self.text[at..]).is_some_and(|(_, word)| {
                self.lexicon.tags(word).any(Tags::of(&[Tag::Mark, Tag::TimeUnit, Tag::Half]))
            });
        (places > 0 && !minutes).then(|| Some((at, Rational::decimal(digits, -places)?)))?
    }

    /// The numeral at `start`, unless the characters are those of another word: 一 in 统一 and 一般
    /// counts nothing. `word` is the length of the longest known word there.
    pub(super) fn numeral(&self, start: usize, word: Option<(usize, u32)>) -> Option<Numerals> {
        let found = self.numerals(start)?;
        let unspaced = self.locale.unspaced?;
        let before = self.char_before(start).filter(|c| super::is_unspaced(*c));
        let after = self.char_at(found.end).filter(|c| super::is_unspaced(*c));
        let next = self.counted_after(found.end);
        let adjacent = !self.gap && self.joint.is_none();
        let led =
            adjacent && self.tokens.last().is_some_and(|last| is_lead(last.tok, self.lexicon));
        let length = found.end - start;
        // of several characters a word goes before: 五一, a feast; « 하나만 », only one
        let other =
            word.is_some_and(|(word, _)| word > length || word == length && found.items > 1);
        if other && !(led && unspaced.words) {
            return None;
        }
        if unspaced.words {
            // nothing but an ending that is known may follow
            if after.is_some() && self.lexicon.unspaced_word(&self.text[found.end..]).is_none() {
                return None;
            }
            let text = &self.text[start..found.end];
            let whole = self.text.trim().len() == text.len();
            let weak = found.items == 1 && unspaced.weak.contains(&text);
            let glued = next.is_some_and(|spaces| spaces == 0);
            return if weak {
                (led || glued || whole).then_some(found)
            } else if found.items == 1 {
                let particle = after.is_some() && before.is_none();
                (led || next.is_some() || particle || whole).then_some(found)
            } else {
                Some(found)
            };
        }
        let alone = before.is_none() && after.is_none();
        (found.items > 1 || next.is_some() || led || alone).then_some(found)
    }

    /// The spaces before a word at `end` that a number may count; none where there is no such word.
    fn counted_after(&self, end: usize) -> Option<usize> {
        let spaces = usize::from(self.byte(end) == b' ');
        let rest = &self.text[end + spaces..];
        if spaces == 0 && rest.starts_with(['%', '‰', '°', '℃']) {
            return Some(0);
        }
        let (length, word) = self.lexicon.unspaced_word(rest)?;
        let tags = self.lexicon.tags(word);
        // 五到六点: a number goes on with another one
        let number = || {
            let after = rest[length..].trim_start_matches(' ');
            after.starts_with(|c: char| c.is_ascii_digit()) || self.lexicon.numeral(after).is_some()
        };
        (tags.any(COUNTED) || tags.any(JOINS) && number()).then_some(spaces)
    }

    /// Numerals after digits, 3万5千, as one number.
    pub(super) fn scaled_digits(&mut self, start: usize, end: usize) -> Option<usize> {
        let unspaced = self.locale.unspaced?;
        let spaces = self.bytes[end..].iter().take(3).take_while(|b| **b == b' ').count();
        if spaces > 2 {
            return None;
        }
        let (length, numeral) = self.lexicon.numeral(&self.text[end + spaces..])?;
        if !matches!(numeral, Numeral::Power(_) | Numeral::Some) {
            return None;
        }
        if unspaced.words && !self.ends_numeral_word(end + spaces) {
            return None;
        }
        let word = self.lexicon.unspaced_word(&self.text[end + spaces..]);
        if word.is_some_and(|(after, _)| after > length) {
            return None;
        }
        let found = self.numerals(start).filter(|found| found.end > end)?;
        let Numerals { end, value, plain, .. } = found;
        Some(self.push(start, end, Tok::Literal { value, plain, glued: false }))
    }

    /// The longest word at `start` that fits what follows: « 分の » is a fraction before a number and
    /// minutes elsewhere; 十分, enough, is ten minutes before 前.
    fn fitting_word(&self, start: usize) -> Option<(usize, u32)> {
        const SHIFT: Tags = Tags::of(&[Tag::Ago, Tag::Later]);
        let rest = &self.text[start..];
        self.lexicon.unspaced_words(rest).find(|&(length, word)| {
            let (tags, after) = (self.lexicon.tags(word), &rest[length..]);
            if tags.has(Tag::Block)
                && let Some((digits, _)) = self.lexicon.numeral(rest)
            {
                let any = |rest: &str, tags: Tags| {
                    let word = self.lexicon.unspaced_word(rest);
                    word.is_some_and(|(_, word)| self.lexicon.tags(word).any(tags))
                };
                return !(any(&rest[digits..], Tags::UNIT) && any(after, SHIFT));
            }
            let below = self.lexicon.senses(word).contains(&Sense::Share(Share::Below));
            let after = after.trim_start_matches(' ');
            !below
                || after.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−'))
                || self.lexicon.numeral(after).is_some()
                || self
                    .lexicon
                    .unspaced_word(after)
                    .is_some_and(|(_, word)| self.lexicon.tags(word).has(Tag::Minus))
        })
    }

    /// The word or numeral at `start` in a script that puts no spaces between words.
    pub(super) fn unspaced(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        let word = self.fitting_word(start);
        if let Some(Numerals { end, value, plain, .. }) = self.numeral(start, word) {
            return self.push(start, end, Tok::Literal { value, plain, glued: false });
        }
        if let Some((length, word)) = word {
            let end = start + length;
            self.push(start, end, Tok::Word(word));
            return end;
        }
        // kana of loans and hangul are written in words; other characters stand alone
        let first = rest.chars().next().unwrap_or('\0');
        let in_words = |c: char| is_katakana(c) || is_hangul(c);
        let length = if in_words(first) {
            rest.find(|c| !in_words(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        self.skip(start + length)
    }
}

fn is_lead(tok: Tok, lexicon: &Lexicon) -> bool {
    matches!(tok, Tok::Word(word) if lexicon.tags(word).any(LEADS))
}

const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a0}'..='\u{30ff}')
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7af}')
}
