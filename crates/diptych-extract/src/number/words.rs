//! Numbers that begin with a word: cardinals, decimals, halves, dozens, vague amounts.

use super::{Number, mult};
use crate::lexer::Tok;
use crate::locale::Sense;
use crate::scan::Scan;
use crate::tags::Tags;
use crate::{Amount, Rational};

impl Scan<'_> {
    /// A number in words.
    pub(super) fn words(&self, i: usize) -> Option<Number> {
        if !self.tags(i).any(Tags::SPELLED) || self.is(i, Sense::Block) {
            return None;
        }
        self.words.get(i, || self.spelled(i))
    }

    fn spelled(&self, i: usize) -> Option<Number> {
        if let Some(vague) = self.vague(i) {
            return Some(vague);
        }
        if let Some((end, value)) = self.half_of(i) {
            return Some(Number::spelled(end, value));
        }
        if self.is(i, Sense::Point) {
            return self.decimals(i, Rational::ZERO).map(|number| self.scaled(number));
        }
        let whole = |sense| match sense {
            Sense::Fraction(above, below) => Rational::new(i128::from(above), i128::from(below)),
            Sense::Collective(count) => Some(Rational::integer(i128::from(count))),
            _ => None,
        };
        if let Some(value) = self.sense(i, whole).or_else(|| self.one_part(i)) {
            return Some(self.scaled(Number::spelled(i + 1, value)));
        }
        let article = self.is(i, Sense::Article);
        // an article stands for one before a scale word, a dozen, a half
        if article || self.is(i, Sense::One) {
            if let Some(value) = self.next_sense(i + 1, whole) {
                return Some(Number::spelled(i + 2, value));
            }
            if self.next(i + 1).is_some()
                && let Some((end, value)) = self.half_of(i + 1)
            {
                return Some(Number::spelled(end, value));
            }
            if article && let Some(power) = self.next_sense(i + 1, mult) {
                let number = match self.cardinal(i + 1) {
                    Some(spoken) => Number::spelled(spoken.end, Rational::integer(spoken.value)),
                    None => {
                        Number::spelled(i + 2, Rational::decimal(1, i32::try_from(power).ok()?)?)
                    }
                };
                return Some(number);
            }
            if article {
                // a 100 metres: the digits count, not the article
                return Some(Number { article: true, ..Number::spelled(i + 1, Rational::ONE) });
            }
        }
        let spoken = self.cardinal(i)?;
        let (end, value) = (spoken.end, Rational::integer(spoken.value));
        let article = end == i + 1 && self.is(i, Sense::One);
        // « zweieinhalb »
        if self.next_is(end, Sense::AndHalf) {
            let sum = Rational::new(1, 2).and_then(|half| value.checked_add(half))?;
            return Some(self.scaled(Number::spelled(end + 1, sum)));
        }
        // two dozen, « dos mil y cuatro docenas »
        if self.next(end).is_some()
            && let Some(count) = self.collective(end)
        {
            let whole = spoken.before_and.unwrap_or(0);
            let counted = Rational::integer(i128::from(count))
                .checked_mul(Rational::integer(spoken.value.checked_sub(whole)?))?;
            let value = Rational::integer(whole).checked_add(counted)?;
            return Some(Number::spelled(end + 1, value));
        }
        if !article
            && self.next_is(end, Sense::Point)
            && let Some(number) = self.decimals(end, value)
        {
            return Some(self.scaled(number));
        }
        Some(Number { article, ..Number::spelled(end, value) })
    }

    /// What follows the word for the decimal sign at `i`: digit by digit (`one four`), or as
    /// numbers (« vingt-huit ») after their zeros.
    pub(super) fn decimals(&self, i: usize, whole: Rational) -> Option<Number> {
        // as many as fit 128 bits beside a whole of the same size
        const PLACES: i32 = 15;
        if let Tok::Literal { value, plain: plain @ 1..=9, .. } = self.next(i + 1)?.tok {
            let part = value.checked_mul(Rational::decimal(1, -i32::from(plain))?)?;
            return Some(Number::of(i + 2, whole.checked_add(part)?));
        }
        let (mut at, mut digits, mut places) = (i + 1, 0_i128, 0);
        while self.next(at).is_some()
            && let Some(spoken) = self.cardinal(at)
        {
            let length = i32::try_from(spoken.value.max(1).ilog10() + 1).ok()?;
            if places + length > PLACES {
                return None;
            }
            digits = digits * 10_i128.pow(length.unsigned_abs()) + spoken.value;
            places += length;
            at = spoken.end;
        }
        (places > 0).then_some(())?;
        let value = whole.checked_add(Rational::decimal(digits, -places)?)?;
        Some(Number::spelled(at, value))
    }

    /// `half`; `half a million`, `quarter million`, `half a dozen`, « un demi-million ».
    fn half_of(&self, i: usize) -> Option<(usize, Rational)> {
        if let Some(parts) = self.parts_of_scale(i) {
            return Some(parts);
        }
        self.is(i, Sense::Half).then(|| Some((i + 1, Rational::new(1, 2)?))).flatten()
    }

    /// `half a million`, `quarter million`, `half a dozen`, « un demi-million ».
    pub(super) fn parts_of_scale(&self, i: usize) -> Option<(usize, Rational)> {
        let part = self.sense(i, |sense| match sense {
            Sense::Half => Some(2),
            Sense::Denominator(4) => Some(4),
            _ => None,
        })?;
        let at = if self.next_is(i + 1, Sense::Article) { i + 2 } else { i + 1 };
        let whole = self.next_sense(at, |sense| match sense {
            Sense::Mult(power) => Rational::decimal(1, i32::try_from(power).ok()?),
            Sense::Collective(count) => Some(Rational::integer(i128::from(count))),
            _ => None,
        })?;
        Some((at + 1, whole.checked_mul(Rational::new(1, part)?)?))
    }

    fn collective(&self, i: usize) -> Option<u32> {
        self.sense(i, |sense| match sense {
            Sense::Collective(count) => Some(count),
            _ => None,
        })
    }

    /// `dozens`, `hundreds of thousands`, « des centaines de milliers ».
    fn vague(&self, i: usize) -> Option<Number> {
        let pick = |sense| match sense {
            Sense::Vague(low, high) => Some((low, high)),
            _ => None,
        };
        let (low, high) = self.sense(i, pick)?;
        // after a number it is no vague amount: two hundreds, 3 dozens
        let (mut low, mut high, mut end) = (i128::from(low), i128::from(high), i + 1);
        if self.next_is(end, Sense::Of)
            && let Some(factor) = self.next_sense(end + 1, |sense| match sense {
                Sense::Mult(power) => 10_i128.checked_pow(power),
                Sense::Collective(count) => Some(i128::from(count)),
                _ => None,
            })
        {
            (low, high) = (low.checked_mul(factor)?, high.checked_mul(factor)?);
            end += 2;
        }
        let bound = |value| Some(Rational::integer(value));
        let amount = Amount::Range { low: bound(low), high: bound(high) };
        Some(Number { amount, ..Number::spelled(end, Rational::ZERO) })
    }
}
