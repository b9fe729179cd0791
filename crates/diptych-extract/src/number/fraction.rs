//! Fractions: `two thirds`, `one and a half`, « un sur trois ».

use super::Number;
use crate::lexer::{Sep, Tok};
use crate::locale::Sense;
use crate::scan::Scan;
use crate::{Amount, Rational};

impl Scan<'_> {
    /// `two thirds`, `one and a half`, `2 1/4`, « un sur trois ».
    pub(super) fn with_fraction(&self, i: usize, number: Number) -> Number {
        let Some(value) = number.exact() else {
            return number;
        };
        let end = number.end;
        let exact = |end, value| Number {
            end,
            amount: Amount::Exact(value),
            article: false,
            plain: 0,
            fraction: false,
            ..number.clone()
        };
        // 2 1/4, 1½
        if let Some(Tok::Fraction { above, below, sign }) = self.next(end).map(|t| t.tok)
            && number.plain > 0
            && above < below
            && (sign || self.next(end).is_some_and(|t| t.sep == Sep::Space))
            && let Some(sum) = Rational::new(i128::from(above), i128::from(below))
                .and_then(|part| value.checked_add(part))
        {
            return exact(end + 1, sum);
        }
        if let Some(below) = self.ratio(end, value)
            && let Some(ratio) = below.exact().and_then(|below| value.checked_div(below))
        {
            return exact(below.end, ratio);
        }
        let scaled = self.trailing_scale(i, end).is_some();
        if number.spelled || number.plain > 0 || scaled {
            if let Some((after, below)) = self.denominator(end, &number)
                && let Some(part) = self.over(i, end, value, below)
            {
                return exact(after, part);
            }
            // trois millions et demi: half of a million
            let unit = match self.trailing_scale(i, end) {
                Some(scale) if scale >= Rational::integer(1_000_000) => scale,
                _ => Rational::ONE,
            };
            // one and a half, three and a fifth, deux et demie
            if self.next_is(end, Sense::And) && (!number.article || self.is(i, Sense::One)) {
                if self.next_is(end + 1, Sense::Half)
                    && let Some(sum) = Rational::new(1, 2)
                        .and_then(|part| part.checked_mul(unit))
                        .and_then(|part| value.checked_add(part))
                {
                    return self.scaled(exact(end + 2, sum));
                }
                if self.next(end + 1).is_some()
                    && let Some(part) = self.words(end + 1).filter(|part| part.end <= end + 4)
                {
                    if part.exact() == Rational::new(1, 2)
                        && let Some(sum) = part
                            .exact()
                            .and_then(|part| part.checked_mul(unit))
                            .and_then(|part| value.checked_add(part))
                    {
                        return self.scaled(exact(part.end, sum));
                    }
                    if let Some((after, below)) = self.denominator(part.end, &part)
                        && let Some(sum) = Rational::new(1, below)
                            .and_then(|one| one.checked_mul(part.exact()?))
                            .and_then(|part| part.checked_mul(unit))
                            .and_then(|part| value.checked_add(part))
                    {
                        return self.scaled(exact(after, sum));
                    }
                }
            }
        }
        number
    }

    /// The value of tokens `i..end` over `below`. The word for and parts the whole from the
    /// fraction: « cent et trois quarts » is 100.75; not where it joins units to tens.
    pub(super) fn over(
        &self,
        i: usize,
        end: usize,
        value: Rational,
        below: i128,
    ) -> Option<Rational> {
        let part = Rational::new(1, below)?;
        let and = (i + 1..end).rev().find(|at| self.is(*at, Sense::And));
        if let Some(and) = and.filter(|_| !self.locale.compounds)
            && let Some((_, above)) = self.cardinal(and + 1)
        {
            let whole = value.checked_add(above.checked_neg()?)?;
            // cinq milliards et trois quarts: quarters of a milliard
            let unit = self.trailing_scale(i, and).filter(|s| *s >= Rational::integer(1_000_000));
            let part = part.checked_mul(unit.unwrap_or(Rational::ONE))?;
            return whole.checked_add(above.checked_mul(part)?);
        }
        part.checked_mul(value)
    }

    /// The number times the scale word that follows: `one and a half million`.
    pub(super) fn scaled(&self, number: Number) -> Number {
        let product = self.scale(number.end, false).and_then(|power| {
            let value = number.exact().filter(|value| *value < Rational::integer(1000))?;
            value.checked_mul(Rational::decimal(1, power)?)
        });
        match product {
            Some(value) => Number { end: number.end + 1, amount: Amount::Exact(value), ..number },
            None => number,
        }
    }

    /// What `above` is a part of: `one in five`, « deux sur trois ».
    pub(super) fn ratio(&self, i: usize, above: Rational) -> Option<Number> {
        if !self.next_is(i, Sense::OutOf) || above <= Rational::ZERO {
            return None;
        }
        self.next(i + 1)?;
        let below = match self.token(i + 1)?.tok {
            Tok::Literal { value, plain: 1..=3, .. } => Number {
                end: i + 2,
                amount: Amount::Exact(value),
                article: false,
                plain: 1,
                spelled: false,
                fraction: false,
            },
            Tok::Word(_) => {
                let (end, value) = self.cardinal(i + 1)?;
                Number {
                    end,
                    amount: Amount::Exact(value),
                    article: false,
                    plain: 0,
                    spelled: true,
                    fraction: false,
                }
            }
            _ => return None,
        };
        // « 1000 sur 3 ans » and `two in ten days` measure something else
        let measured = self.next_senses(below.end).iter().any(|s| {
            matches!(
                s,
                Sense::TimeUnit(_)
                    | Sense::Unit(..)
                    | Sense::Currency(_)
                    | Sense::Month(_)
                    | Sense::Mult(_)
            )
        });
        let preposition = self.is(i, Sense::InPeriod) && above != Rational::ONE;
        (below.exact()? > above && !measured && !preposition && !self.glued_after(below.end))
            .then_some(below)
    }

    /// The lower part of a fraction at `i`, after `above`, and the token after it.
    pub(super) fn denominator(&self, i: usize, above: &Number) -> Option<(usize, i128)> {
        self.next(i)?;
        let below = self.sense(i, |sense| match sense {
            Sense::Denominator(n) => Some(i128::from(n)),
            _ => None,
        });
        if let Some(below) = below {
            // « un quart » but not `two quarter`-finals
            return Some((i + 1, below)).filter(|_| !above.article || below > 2);
        }
        let one = above.exact() == Some(Rational::ONE);
        // one twenty-fifth, « un vingt-cinquième »
        if !one || !matches!(self.tokens[i].tok, Tok::Word(_)) {
            return None;
        }
        let place = self.ordinal(i)?;
        let ordinal = place.number.to_integer().filter(|n| *n > 2)?;
        // « a third of » is a fraction, « a third time » a place
        let hyphen = self.tokens[i].sep == Sep::Hyphen;
        let end = place.end;
        let word_after = self.tokens.get(end).is_none_or(|t| t.sep == Sep::Gap);
        let rest = &self.text[self.tokens[end - 1].end..];
        let prose = rest.trim_start().starts_with(char::is_alphabetic);
        let of = self.next_is(end, Sense::Of);
        let ends = word_after && !prose;
        (one && !above.article && (hyphen || of || ends) || above.article && (of || ends))
            .then_some((end, ordinal))
    }
}
