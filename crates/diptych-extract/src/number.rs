//! Numbers in digits and words: a left-to-right automaton over the tokens.

use crate::lexer::{Sep, Tok};
use crate::locale::Sense;
use crate::scan::Scan;
use crate::{Amount, Rational};

mod candidate;
mod fraction;
mod ordinal;

/// A number at some tokens.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// The token after the last one.
    pub end: usize,
    pub amount: Amount,
    /// Just an article, `a` or « une »: no number of its own.
    pub article: bool,
    /// Count of digits, when it is nothing but digits; else 0.
    pub plain: u8,
    /// Written in words.
    pub spelled: bool,
    /// A fraction that may be a month and day.
    pub fraction: bool,
}

impl Number {
    /// The value when it is exact.
    pub(crate) const fn exact(&self) -> Option<Rational> {
        match self.amount {
            Amount::Exact(value) => Some(value),
            Amount::Range { .. } => None,
        }
    }

    /// The value when it is a small whole number.
    pub(crate) fn small(&self) -> Option<u32> {
        u32::try_from(self.exact()?.to_integer()?).ok()
    }
}

/// An ordinal and the token after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub end: usize,
    pub number: Rational,
}

impl Scan<'_> {
    /// The longest number from token `i` on.
    pub(crate) fn number(&self, i: usize) -> Option<Number> {
        self.cached(i, || {
            let number = self.signless(i)?;
            Some(self.ranged(i, number))
        })
    }

    /// A number with its sign, without ranges.
    pub(crate) fn signed(&self, i: usize) -> Option<Number> {
        let minus = match self.token(i)?.tok {
            Tok::Sign('-' | '−' | '–') => {
                let glued = self.text[..self.tokens[i].start].chars().next_back();
                let free =
                    glued.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ')' | ']' | '%'));
                let spaced = self.next(i + 1).is_some_and(|t| t.sep == Sep::Space);
                let begins = self.tokens[i].sep == Sep::Gap;
                free && (!spaced || begins)
            }
            Tok::Word(_) => self.is(i, Sense::Minus) && self.next(i + 1).is_some(),
            _ => return self.signless(i),
        };
        if !minus {
            return self.signless(i);
        }
        self.next(i + 1)?;
        let number = self.signless(i + 1).filter(|n| !n.article)?;
        let value = number.exact()?.checked_neg()?;
        Some(Number { amount: Amount::Exact(value), plain: 0, fraction: false, ..number })
    }

    fn signless(&self, i: usize) -> Option<Number> {
        let whole = self.whole(i)?;
        Some(self.with_fraction(i, whole))
    }

    /// Digits with scale words, words, vague amounts.
    fn whole(&self, i: usize) -> Option<Number> {
        let plain_number = |end, value, plain, fraction| Number {
            end,
            amount: Amount::Exact(value),
            article: false,
            plain,
            spelled: false,
            fraction,
        };
        match self.token(i)?.tok {
            Tok::Literal { value, plain, .. } => {
                let mut value = value;
                let mut end = i + 1;
                let mut scaled = false;
                // 2 hundred thousand, 1,5 milliard, 10k
                while end < i + 4
                    && let Some(power) = self.scale(end, end == i + 1)
                {
                    value = value.checked_mul(Rational::decimal(1, power)?)?;
                    end += 1;
                    scaled = true;
                }
                if !scaled
                    && let Some(count) = self.next_sense(end, |sense| match sense {
                        Sense::Collective(count) => Some(count),
                        _ => None,
                    })
                {
                    value = value.checked_mul(Rational::integer(i128::from(count)))?;
                    end += 1;
                    scaled = true;
                }
                if scaled && let Some((after, more)) = self.continued(i, end, value) {
                    (end, value) = (after, more);
                }
                Some(plain_number(end, value, if scaled { 0 } else { plain }, false))
            }
            Tok::Fraction { above, below, sign } => {
                let value = Rational::new(i128::from(above), i128::from(below))?;
                let mut end = i + 1;
                let mut value = value;
                if let Some(power) = self.scale(end, false) {
                    value = value.checked_mul(Rational::decimal(1, power)?)?;
                    end += 1;
                }
                Some(plain_number(end, value, 0, !sign))
            }
            Tok::Word(_) => self.words(i),
            _ => None,
        }
    }

    /// What goes on after a scale word: `4 thousand 3 hundred`, `3 hundred and 21`.
    fn continued(&self, i: usize, end: usize, value: Rational) -> Option<(usize, Rational)> {
        let scale = self.sense(end - 1, mult)?;
        if i > 0 && self.next(i).is_some() && self.is(i - 1, Sense::Between) {
            return None;
        }
        let and = self.next_is(end, Sense::And);
        let at = if and { end + 1 } else { end };
        let more = match self.next(at)?.tok {
            Tok::Literal { value, plain: 1..=3, .. } => {
                let mut after = at + 1;
                let mut part = value;
                if let Some(power) = self.scale(after, false) {
                    part = part.checked_mul(Rational::decimal(1, power)?)?;
                    after += 1;
                } else if !and {
                    return None;
                }
                (after, part)
            }
            Tok::Word(_) if and => self.cardinal(at)?,
            _ => return None,
        };
        let below = Rational::decimal(1, i32::try_from(scale).ok()?)?;
        // `5 million and 3 people` counts two things: only hundreds and thousands go on so
        (more.1 < below && scale < 6
            || more.1.to_integer().is_some_and(|n| n >= 100 && scale > 3 && and))
        .then(|| Some((more.0, value.checked_add(more.1)?)))
        .flatten()
    }

    /// The power of ten of a scale word at `i`; a letter such as `k` only right after digits.
    fn scale(&self, i: usize, after_digits: bool) -> Option<i32> {
        let token = self.next(i)?;
        let text = &self.text[token.start..token.end];
        if after_digits && token.sep == Sep::Space && text == "k" {
            return Some(3);
        }
        if after_digits
            && token.sep == Sep::None
            && let Some(power) = match text {
                "k" | "K" => Some(3),
                "M" => Some(6),
                "B" | "bn" => Some(9),
                _ => None,
            }
        {
            return Some(power);
        }
        self.sense(i, |sense| match sense {
            Sense::Mult(power) => i32::try_from(power).ok(),
            _ => None,
        })
    }

    /// A number in words.
    fn words(&self, i: usize) -> Option<Number> {
        if self.is(i, Sense::Block) {
            return None;
        }
        if let Some(vague) = self.vague(i) {
            return Some(vague);
        }
        let number = |end, value, article| Number {
            end,
            amount: Amount::Exact(value),
            article,
            plain: 0,
            spelled: true,
            fraction: false,
        };
        let article = self.is(i, Sense::Article);
        if let Some((end, value)) = self.parts_of_scale(i) {
            return Some(number(end, value, false));
        }
        if self.is(i, Sense::Half) {
            return Some(number(i + 1, Rational::new(1, 2)?, false));
        }
        if let Some(count) = self.collective(i) {
            return Some(number(i + 1, Rational::integer(i128::from(count)), false));
        }
        // an article stands for one before a scale word, a dozen, a fraction
        if article || self.is(i, Sense::One) {
            if let Some(count) = self.next(i + 1).and_then(|_| self.collective(i + 1)) {
                return Some(number(i + 2, Rational::integer(i128::from(count)), false));
            }
            if self.next_is(i + 1, Sense::Half) {
                return Some(number(i + 2, Rational::new(1, 2)?, false));
            }
            if let Some(parts) = self.parts_of_scale(i + 1) {
                return Some(number(parts.0, parts.1, false));
            }
            if article && let Some(power) = self.next_sense(i + 1, mult) {
                let (end, value) = match self.cardinal(i + 1) {
                    Some(found) => found,
                    None => (i + 2, Rational::decimal(1, i32::try_from(power).ok()?)?),
                };
                return Some(number(end, value, false));
            }
            if article {
                // a 100 metres: the digits count, not the article
                return Some(number(i + 1, Rational::ONE, true));
            }
        }
        let (end, value) = self.cardinal(i)?;
        let article = end == i + 1 && self.is(i, Sense::One);
        // two dozen
        if let Some(count) = self.next(end).and_then(|_| self.collective(end)) {
            let value = value.checked_mul(Rational::integer(i128::from(count)))?;
            return Some(number(end + 1, value, false));
        }
        // three point one four
        if !article && self.next_is(end, Sense::Point) {
            let (mut at, mut digits, mut places) = (end + 1, 0_i128, 0);
            while places < 12
                && let Some(digit) = self.next_sense(at, |sense| match sense {
                    Sense::Card(n) if n < 100 => Some(n),
                    Sense::One => Some(1),
                    _ => None,
                })
            {
                let long = if digit > 9 { 2 } else { 1 };
                digits = digits * if digit > 9 { 100 } else { 10 } + i128::from(digit);
                places += long;
                at += 1;
            }
            if places > 0 {
                let value = value.checked_add(Rational::decimal(digits, -places)?)?;
                let mut number = number(at, value, false);
                if let Some(power) = self.scale(at, false) {
                    let scale = Rational::decimal(1, power)?;
                    number.amount = Amount::Exact(value.checked_mul(scale)?);
                    number.end += 1;
                }
                return Some(number);
            }
        }
        Some(number(end, value, article))
    }

    /// `half a million`, `quarter million`, `half a dozen`, « un demi-million ».
    fn parts_of_scale(&self, i: usize) -> Option<(usize, Rational)> {
        let part = self.senses(i).iter().find_map(|sense| match sense {
            Sense::Half => Some(2),
            Sense::Denominator(4) => Some(4),
            _ => None,
        })?;
        let mut at = i + 1;
        if self.next_is(at, Sense::Article) {
            at += 1;
        }
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
        Some(Number {
            end,
            amount: Amount::Range { low: bound(low), high: bound(high) },
            article: false,
            plain: 0,
            spelled: true,
            fraction: false,
        })
    }

    /// A cardinal in words. A number below a thousand is built up in `group`; scale words move it
    /// to `total`, each smaller than the one before.
    fn cardinal(&self, i: usize) -> Option<(usize, Rational)> {
        let (mut total, mut group) = (0_i128, None::<i128>);
        let mut last_scale = u32::MAX;
        let mut end = i;
        // A number in words has fewer than 40 words up to 10^18.
        while end < i + 60 {
            let mut at = end;
            if at > i {
                if self.next(at).is_none() {
                    break;
                }
                // a comma parts words of one number only between scales; English alone does so
                if self.is(at, Sense::And) {
                    let before = group.unwrap_or(0);
                    let below = self.locale.compounds && (1..10).contains(&(before % 100));
                    let tens = before % 100 >= 20 && before % 10 == 0;
                    let hundreds = before % 100 == 0 && before > 0;
                    let scale = group.is_none() && total > 0;
                    if !(below || hundreds || scale || (tens && self.locale.and_after_tens)) {
                        break;
                    }
                    at += 1;
                    if self.next(at).is_none() {
                        break;
                    }
                }
            }
            let joined_by_and = at > end;
            let card = self.sense(at, |sense| match sense {
                Sense::Card(n) => Some(i128::from(n)),
                Sense::One => Some(1),
                _ => None,
            });
            let power = self.sense(at, mult);
            if let Some(n) = card
                && !(power.is_some() && group.is_some())
            {
                let before = group.unwrap_or(0);
                // drei und zwanzig
                let turned = joined_by_and
                    && self.locale.compounds
                    && (1..10).contains(&(before % 100))
                    && (20..100).contains(&n)
                    && n % 10 == 0;
                let fits = if n >= 100 {
                    before == 0 && group.is_none()
                } else if group.is_none() {
                    n > 0 || total == 0
                } else if before % 100 == 0 {
                    before > 0 && n > 0
                } else {
                    let tens = before % 100;
                    let teens =
                        self.locale.vigesimal && matches!(tens, 60 | 80) && (10..20).contains(&n);
                    turned || (tens >= 20 && tens % 10 == 0 && (1..10).contains(&n)) || teens
                };
                if !fits {
                    break;
                }
                // « un » ends a number only after tens or hundreds: vingt et un
                group = Some(before + n);
                end = at + 1;
                continue;
            }
            let Some(power) = power else {
                break;
            };
            if power == 2 {
                match group {
                    None => group = Some(100),
                    Some(n) if n > 0 && n < 100 => group = Some(n * 100),
                    Some(_) => break,
                }
            } else {
                let n = match group {
                    Some(n) if n > 0 => n,
                    // three thousand millions, three lakh crore
                    None if total > 0 && power > last_scale => 0,
                    None if total == 0 || power == 3 => 1,
                    _ => break,
                };
                let size = 10_i128.checked_pow(power)?;
                if n > 0 && power < last_scale {
                    total = total.checked_add(n.checked_mul(size)?)?;
                } else if power >= 6 && last_scale <= 5 {
                    // two hundred thousand million; « deux mille milliards »
                    total = total.checked_add(n)?.checked_mul(size)?;
                } else {
                    break;
                }
                last_scale = power;
                group = None;
            }
            end = at + 1;
        }
        if end == i {
            return None;
        }
        let value = total.checked_add(group.unwrap_or(0))?;
        // a bare scale word is no number, but « mille » and « cent » are
        if end == i + 1
            && let Some(power) = self.sense(i, mult)
            && (power > 3 || !self.locale.bare_scales)
        {
            return None;
        }
        Some((end, Rational::integer(value)))
    }

    /// `5 to 7`, `5-7`, `between 5 and 7`.
    fn ranged(&self, i: usize, number: Number) -> Number {
        let end = number.end;
        if number.article || number.fraction {
            return number;
        }
        let (Some(low), Some(sep)) = (number.exact(), self.next(end)) else {
            return number;
        };
        let between = i > 0 && self.tokens[i].sep != Sep::Gap && self.is(i - 1, Sense::Between);
        let joins = match sep.tok {
            Tok::Sign('-' | '–' | '—' | '~') => number.plain != 4 || between,
            Tok::Word(_) => self.is(end, Sense::To) || (between && self.is(end, Sense::And)),
            _ => false,
        };
        if !joins || self.next(end + 1).is_none() {
            return number;
        }
        let Some(other) = self.signless(end + 1).filter(|n| !n.article && !n.fraction) else {
            return number;
        };
        let Some(high) = other.exact() else {
            return number;
        };
        // five to seven million; « deux à trois mille »
        let mut low = low;
        if let Some(scale) = self.trailing_scale(end + 1, other.end)
            && number.end == i + 1
            && low.checked_mul(scale).is_some_and(|scaled| scaled < high)
            && low < Rational::integer(1000)
        {
            low = low.checked_mul(scale).unwrap_or(low);
        }
        if low >= high || (number.spelled != other.spelled) {
            return number;
        }
        Number {
            end: other.end,
            amount: Amount::Range { low: Some(low), high: Some(high) },
            article: false,
            plain: 0,
            spelled: number.spelled,
            fraction: false,
        }
    }

    /// The scale word that ends the number over tokens `start..end`.
    fn trailing_scale(&self, start: usize, end: usize) -> Option<Rational> {
        let power = (end > start + 1).then(|| self.sense(end - 1, mult)).flatten()?;
        Rational::decimal(1, i32::try_from(power).ok()?)
    }
}

fn mult(sense: Sense) -> Option<u32> {
    match sense {
        Sense::Mult(power) => Some(power),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
