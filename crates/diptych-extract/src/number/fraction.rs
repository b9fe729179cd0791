//! Fractions: `two thirds`, `one and a half`, « un sur trois ».

use super::cardinal::Form;
use super::{Number, mult};
use crate::lexer::{Sep, Tok};
use crate::locale::{Sense, Share};
use crate::scan::Scan;
use crate::{Amount, Rational};

impl Scan<'_> {
    /// `two thirds`, `one and a half`, `2 1/4`, « un sur trois ».
    pub(super) fn with_fraction(&self, i: usize, number: Number) -> Number {
        let Some(value) = number.exact() else {
            return number;
        };
        if let Some(part) = self.part_said_behind(&number, value) {
            return part;
        }
        if let Some((end, sum)) = self.digits_and_fraction(&number, value) {
            return Number { amount: Amount::Exact(sum), plain: 0, article: false, end, ..number };
        }
        let end = number.end;
        let exact = |end, value| Number {
            end,
            amount: Amount::Exact(value),
            article: false,
            plain: 0,
            fraction: false,
            ..number.clone()
        };
        if let Some(below) = self.ratio(end, value)
            && let Some(ratio) = below.exact().and_then(|below| value.checked_div(below))
        {
            return exact(below.end, ratio);
        }
        let scaled = self.trailing_scale(i, end).is_some();
        if !(number.spelled || number.plain > 0 || scaled) || self.next(end).is_none() {
            return number;
        }
        if let Some((after, below)) = self.denominator(end, &number)
            && let Some(part) = self.over(i, end, value, below)
        {
            return self
                .below_scale(i, end, after, value, below)
                .unwrap_or_else(|| exact(after, part));
        }
        if let Some((after, sum)) = self.and_a_part(i, &number, value) {
            return self.scaled(exact(after, sum));
        }
        self.with_decimals(&number, value).unwrap_or(number)
    }

    /// 2 1/4, 1½, 1 and 4/5.
    fn digits_and_fraction(&self, number: &Number, value: Rational) -> Option<(usize, Rational)> {
        let at = if self.next_is(number.end, Sense::And) { number.end + 1 } else { number.end };
        let token = self.next(at)?;
        let Tok::Fraction { above, below, sign } = token.tok else {
            return None;
        };
        let apart = sign || token.sep == Sep::Space;
        (number.plain > 0 && above < below && apart).then_some(())?;
        let part = Rational::new(i128::from(above), i128::from(below))?;
        Some((at + 1, value.checked_add(part)?))
    }

    /// `one billion and three quarters million`: the part of a scale word smaller than the whole.
    fn below_scale(
        &self,
        i: usize,
        end: usize,
        after: usize,
        value: Rational,
        below: i128,
    ) -> Option<Number> {
        let spoken = self.cardinal(i).filter(|spoken| spoken.end == end)?;
        let whole = spoken.before_and?;
        let scale = self.next_sense(after, mult)?;
        let scale = Rational::decimal(1, i32::try_from(scale).ok()?)?;
        let above = value.checked_add(Rational::integer(whole).checked_neg()?)?;
        let part = above.checked_mul(scale)?.checked_div(Rational::integer(below))?;
        let fits = part < self.large_unit(whole) && above < Rational::integer(below);
        fits.then(|| Some(Number::spelled(after + 1, Rational::integer(whole).checked_add(part)?)))?
    }

    /// `and a half`, « et trois quarts », `con un quinto`, `and a quarter million` after `number`.
    fn and_a_part(&self, i: usize, number: &Number, value: Rational) -> Option<(usize, Rational)> {
        let mut end = number.end;
        let mut whole = value;
        if number.article && !self.is(i, Sense::One) {
            return None;
        }
        let mut one = Rational::ONE;
        if [Sense::And, Sense::With].iter().any(|&word| self.next_is(end, word)) {
            end += 1;
        } else if self.is(end, Sense::Half) {
            // two million and one half: the one counts the halves
            let spoken = self.cardinal(i).filter(|spoken| spoken.end == end)?;
            let before = spoken.before_and?;
            one = Rational::integer(spoken.value.checked_sub(before)?);
            whole = Rational::integer(before);
        } else {
            // « drie een vijfde » is 3 1/5
            let apart = self.locale.units_first && self.tokens[end].sep == Sep::Space;
            (apart && number.spelled).then_some(())?;
        }
        // trois millions et demi: half of a million
        let unit = match self.trailing_scale(i, number.end) {
            Some(scale) if scale >= Rational::integer(1_000_000) => scale,
            _ => whole.to_integer().map_or(Rational::ONE, |whole| self.large_unit(whole)),
        };
        self.next(end)?;
        let article = self.is(end, Sense::Article) || self.is(end, Sense::One);
        let at = if article { end + 1 } else { end };
        if self.next(at).is_some()
            && let Some((after, part)) = self.parts_of_scale(at)
            && part < unit
        {
            return Some((after, whole.checked_add(part.checked_mul(one)?)?));
        }
        if self.next_is(at, Sense::Half) {
            let part = Rational::new(1, 2)?.checked_mul(unit)?.checked_mul(one)?;
            return Some((at + 1, whole.checked_add(part)?));
        }
        let (after, part) = self.fraction_words(end)?;
        let part = part.checked_mul(unit)?;
        (part < unit).then(|| Some((after, whole.checked_add(part)?)))?
    }

    /// `three quarters`, « driekwart ».
    fn fraction_words(&self, i: usize) -> Option<(usize, Rational)> {
        let one_word = self.sense(i, |sense| match sense {
            Sense::Fraction(above, below) => Rational::new(i128::from(above), i128::from(below)),
            _ => None,
        });
        if let Some(part) = one_word.or_else(|| self.one_part(i)) {
            return Some((i + 1, part));
        }
        let above = self.words(i).filter(|above| above.end <= i + 4)?;
        let (end, below) = self.denominator(above.end, &above)?;
        Some((end, Rational::new(1, below)?.checked_mul(above.exact()?)?))
    }

    /// « un quarto » where the table has it as one phrase.
    pub(super) fn one_part(&self, i: usize) -> Option<Rational> {
        let token = self.token(i)?;
        self.text[token.start..token.end].contains(' ').then_some(())?;
        self.sense(i, |sense| match sense {
            Sense::Denominator(n) => Rational::new(1, i128::from(n)),
            _ => None,
        })
    }

    /// « uno con cinco », `15 con 50`: decimals, where nothing that they could count follows.
    fn with_decimals(&self, number: &Number, value: Rational) -> Option<Number> {
        let end = number.end;
        let apart = self.is(end, Sense::With) || self.is(end, Sense::Point);
        if !apart || value.to_integer().is_none() || self.next(end + 1).is_none() {
            return None;
        }
        let found = self.decimals(end, value)?;
        let rest = self.text[self.tokens[found.end - 1].end..].trim_start();
        let counted = rest.starts_with(char::is_alphabetic)
            && !self.next_senses(found.end).iter().any(|sense| {
                matches!(
                    sense,
                    Sense::Percent | Sense::Unit(..) | Sense::Currency(_) | Sense::Degree
                )
            });
        (!counted).then_some(found)
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

    /// « तीन में से एक », one of three; « दो का पाँचवाँ हिस्सा », a fifth of two.
    fn part_said_behind(&self, number: &Number, value: Rational) -> Option<Number> {
        let end = number.end;
        if !self.locale.postpositions {
            return None;
        }
        if self.next_is(end, Sense::Share(Share::Below)) {
            self.next(end + 1)?;
            let above = self.whole(end + 1).filter(|n| !n.article)?;
            let part = above.exact().filter(|above| *above < value)?.checked_div(value)?;
            return Some(Number { spelled: number.spelled, ..Number::of(above.end, part) });
        }
        if !self.next_is(end, Sense::Of) || self.locale.unspaced.is_some() {
            return None;
        }
        self.next(end + 1)?;
        let below = self.spoken(end + 1, Form::Ordinal)?;
        // a part where the word for parts follows, or nothing: « तीन का पाँचवाँ दिन » is a day
        let named = self.next_is(below.end, Sense::Avo);
        let ends = self.next(below.end).is_none()
            && !self.text[self.tokens[below.end - 1].end..]
                .trim_start()
                .starts_with(char::is_alphabetic);
        let part = value.checked_div(Rational::integer(below.value))?;
        (named || ends && number.spelled).then(|| Number::spelled(below.end, part))
    }

    /// What `above` is a part of: `one in five`, « deux sur trois ».
    fn ratio(&self, i: usize, above: Rational) -> Option<Number> {
        // « een van de drie », where nothing is named that the three could be
        let of_all = self.next_is(i, Sense::OutOfThe);
        if !(of_all || self.next_is(i, Sense::OutOf)) || above <= Rational::ZERO {
            return None;
        }
        let at = i + 1;
        self.next(at)?;
        let below = match self.token(at)?.tok {
            Tok::Literal { value, plain: 1..=3, .. } => {
                Number { plain: 1, ..Number::of(at + 1, value) }
            }
            Tok::Word(_) => {
                let spoken = self.cardinal(at)?;
                Number::spelled(spoken.end, Rational::integer(spoken.value))
            }
            _ => return None,
        };
        let rest = self.text[self.tokens[below.end - 1].end..].trim_start();
        if of_all && rest.starts_with(char::is_alphabetic) {
            return None;
        }
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
    fn denominator(&self, i: usize, above: &Number) -> Option<(usize, i128)> {
        let at = match self.next_sign(i) {
            Some('-') if self.next(i + 1)?.sep == Sep::Space => i + 1, // one - fourth
            Some('/') if above.spelled => i + 1,                       // « vijf / achtste »
            _ => i,
        };
        self.next(at)?;
        let one = above.exact() == Some(Rational::ONE);
        let alone = self.sense(at, |sense| match sense {
            Sense::Denominator(n) => Some(i128::from(n)),
            _ => None,
        });
        if let Some(below) = alone {
            // « un quart » but not `two quarter`-finals
            return Some((at + 1, below)).filter(|_| !above.article || below > 2);
        }
        if !matches!(self.tokens[at].tok, Tok::Word(_)) {
            return None;
        }
        let spoken = self.spoken(at, Form::Part)?;
        let (end, last) = (spoken.end, spoken.end - 1);
        let below = Some(spoken.value).filter(|n| *n > 2)?;
        let named = self
            .senses(last)
            .iter()
            .any(|sense| matches!(sense, Sense::Avo | Sense::Denominator(_)));
        if named {
            return Some((end, below));
        }
        // « a third of » is a fraction, « a third time » a place
        let hyphen = self.tokens[at].sep == Sep::Hyphen || at > i;
        let word_after = self.tokens.get(end).is_none_or(|t| t.sep == Sep::Gap);
        let rest = &self.text[self.tokens[last].end..];
        let prose = rest.trim_start().starts_with(char::is_alphabetic);
        let of = self.next_is(end, Sense::Of) || self.next_is(end, Sense::Percent);
        let ends = word_after && !prose;
        if one {
            let fits = of || ends || (hyphen && !above.article);
            return fits.then_some((end, below));
        }
        // « trois cinquièmes », `twee derde`: more than one of them
        let form = &self.text[self.tokens[last].start..self.tokens[last].end];
        let plural = match self.locale.has_plurals_in_s() {
            true => form.ends_with('s'),
            false => form.ends_with(['i', 'e']),
        };
        let percent = self.next_is(end, Sense::Percent);
        let fits = plural
            || self.locale.units_first
            || (ends || of || percent) && self.locale.last_follows;
        (above.spelled && fits).then_some((end, below))
    }
}
