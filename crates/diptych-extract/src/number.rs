//! Numbers in digits and words: a left-to-right automaton over the tokens.

use crate::lexer::{Sep, Tok, is_unspaced};
use crate::locale::{Sense, Share};
use crate::scan::Scan;
use crate::{Amount, Rational};

mod candidate;
mod cardinal;
mod fraction;
mod ordinal;
mod sum;
mod words;

pub(crate) use sum::is_one_word;

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
    /// Exactly `value`, in digits and words, up to token `end`.
    const fn of(end: usize, value: Rational) -> Self {
        let amount = Amount::Exact(value);
        Self { end, amount, article: false, plain: 0, spelled: false, fraction: false }
    }

    /// The same, written in words.
    const fn spelled(end: usize, value: Rational) -> Self {
        Self { spelled: true, ..Self::of(end, value) }
    }

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
        self.numbers.get(i, || {
            let number = self.signless(i)?;
            Some(self.ranged(i, number))
        })
    }

    /// A number with its sign, without ranges.
    pub(crate) fn signed(&self, i: usize) -> Option<Number> {
        let minus = match self.token(i)?.tok {
            Tok::Sign('-' | '−' | '–') => {
                let glued = self.text[..self.tokens[i].start].chars().next_back();
                let free = glued.is_none_or(|c| {
                    (!c.is_alphanumeric() || is_unspaced(c)) && !matches!(c, ')' | ']' | '%')
                });
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
        // « moins un » is a number, a dash before an article parts sentences
        let word = matches!(self.tokens[i].tok, Tok::Word(_));
        let one = word && self.is(i + 1, Sense::One);
        let number = self.signless(i + 1).filter(|n| !n.article || one)?;
        let value = number.exact()?.checked_neg()?;
        Some(Number {
            amount: Amount::Exact(value),
            plain: 0,
            fraction: false,
            article: false,
            ..number
        })
    }

    fn signless(&self, i: usize) -> Option<Number> {
        let whole = self.whole(i)?;
        let number = self.with_fraction(i, whole);
        Some(self.said_twice(number))
    }

    /// `forty-five (45)`: words and the same in digits are one number.
    fn said_twice(&self, number: Number) -> Number {
        let again = match self.next(number.end + 1).map(|token| token.tok) {
            _ if self.next_sign(number.end) != Some('(') || number.article => None,
            Some(Tok::Literal { .. }) if number.spelled => self.whole(number.end + 1),
            Some(Tok::Word(_)) if !number.spelled => self.words(number.end + 1),
            _ => None,
        };
        match again {
            Some(again)
                if again.amount == number.amount && self.next_sign(again.end) == Some(')') =>
            {
                Number { end: again.end + 1, ..number }
            }
            _ => number,
        }
    }

    /// Digits with scale words, words, vague amounts.
    pub(crate) fn whole(&self, i: usize) -> Option<Number> {
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
                if let Some((end, value)) = self.shared(i) {
                    return Some(plain_number(end, value, 0, false));
                }
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

    /// A fraction with its lower part first, 三分之二, « 3분의 2 », or after a whole: 1と2分の1.
    fn shared(&self, i: usize) -> Option<(usize, Rational)> {
        let literal = |at: usize| match self.token(at)?.tok {
            Tok::Literal { value, .. } => Some(value),
            _ => None,
        };
        let below = Sense::Share(Share::Below);
        let first = literal(i)?;
        if self.next_is(i + 1, below) {
            self.next(i + 2)?;
            let minus = self.is(i + 2, Sense::Minus) && self.next(i + 3).is_some();
            let at = i + 2 + usize::from(minus);
            let part = literal(at)?.checked_div(first)?;
            return Some((at + 1, if minus { part.checked_neg()? } else { part }));
        }
        let whole = self.next_is(i + 1, Sense::And) && self.next_is(i + 3, below);
        self.next(i + 4).filter(|_| whole)?;
        let part = literal(i + 4)?.checked_div(literal(i + 2)?)?;
        Some((i + 5, first.checked_add(part)?))
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
            Tok::Word(_) if and => {
                let spoken = self.cardinal(at)?;
                (spoken.end, Rational::integer(spoken.value))
            }
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
        if after_digits && token.sep == Sep::Space {
            match text {
                "k" => return Some(3),
                // « le 5 M. Legrand »
                "M" if !self.text[token.end..].starts_with('.') => return Some(6),
                _ => {}
            }
        }
        if after_digits
            && token.sep == Sep::None
            && let Some(power) = match text {
                "k" | "K" => Some(3),
                "M" | "MM" => Some(6),
                "B" | "bn" => Some(9),
                _ => None,
            }
        {
            return Some(power);
        }
        // « 10 mi por hora » are miles, « 10 mi » millions
        if self.next_is(i + 1, Sense::Per)
            && self.senses(i).iter().any(|s| matches!(s, Sense::Unit(..)))
        {
            return None;
        }
        self.sense(i, |sense| match sense {
            Sense::Mult(power) => i32::try_from(power).ok(),
            _ => None,
        })
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
        // a word behind may close the range: 20と30の間
        let closed = self.locale.postpositions;
        let between =
            closed || i > 0 && self.tokens[i].sep != Sep::Gap && self.is(i - 1, Sense::Between);
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
        // groups of digits in a chain, 1-555-3434, say no range
        let written = &self.text[..self.tokens[i].start];
        let follows = written.ends_with('-')
            && written[..written.len() - 1].ends_with(|c: char| c.is_ascii_digit());
        let goes_on = self.next_sign(other.end) == Some('-')
            && self.next(other.end + 1).is_some_and(|t| matches!(t.tok, Tok::Literal { .. }));
        if matches!(sep.tok, Tok::Sign('-')) && (follows || goes_on) {
            return number;
        }
        // five to seven million; « deux à trois mille »
        let mut low = low;
        if let Some(scale) = self.trailing_scale(end + 1, other.end)
            && number.end == i + 1
            && low.checked_mul(scale).is_some_and(|scaled| scaled < high)
            && low < Rational::integer(1000)
        {
            low = low.checked_mul(scale).unwrap_or(low);
        }
        let mut end = other.end;
        if closed {
            let of = usize::from(self.next_is(end, Sense::Of));
            let counter = usize::from(self.next_is(end, Sense::Counter));
            let closes = self.next_is(end + of + counter, Sense::RangeEnd);
            let and = self.is(number.end, Sense::And) && !self.is(number.end, Sense::To);
            if and && !closes {
                return number;
            }
            end += if closes { of + counter + 1 } else { 0 };
        }
        if low >= high || (number.spelled != other.spelled) {
            return number;
        }
        Number {
            end,
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
