//! Stretches of time with a length of their own: `six-week`, « une décennie ».

use super::calendar::{length, seconds};
use super::{Found, Length};
use crate::lexer::{Sep, Tok};
use crate::locale::{Sense, TimeUnit};
use crate::number::Number;
use crate::scan::{Candidate, Scan};
use crate::{Amount, Kind, Modifier, Rational, Reading, Time, Value};

impl Scan<'_> {
    /// `six-week`, `a decade`, `2 hours 30 minutes`, `an hour and a half`, `all day`.
    pub(crate) fn duration(&self, i: usize) -> Option<Candidate> {
        let found = self.length_of_time(i)?;
        let value = Value::Time(time(&found.what)?);
        let mut candidate = self.amount(i, found.end, value);
        // « depuis trois semaines »
        if candidate.modifier.is_none()
            && let Some((modifier, at)) = self.modifier_before(i, |m| m == Modifier::After)
        {
            candidate.modifier = Some(modifier);
            candidate.extended.start = self.tokens[at].start;
        }
        if self.tokens[i + 1..found.end].iter().any(|token| token.sep == Sep::Hyphen)
            && self.tokens.get(found.end).is_some_and(|token| token.sep == Sep::Hyphen)
        {
            candidate.score = 0.7; // « six-year-old » is an age when ages are looked for
        }
        Some(candidate)
    }

    /// The length of time at `i`: numbers and units, each unit smaller than the one before.
    pub(super) fn length_of_time(&self, i: usize) -> Option<Found<Length>> {
        let found = |end, what| Some(Found { start: i, end, what });
        let one = |amount, unit| Length {
            parts: vec![(Amount::Exact(amount), unit)],
            vague: false,
            business: false,
        };
        // all day, « toute la journée »
        if self.is(i, Sense::Whole) {
            let at = if self.next_is(i + 1, Sense::The) { i + 2 } else { i + 1 };
            let (count, unit) = self.next(at).and_then(|_| self.unit_at(at))?;
            return (unit >= TimeUnit::Day)
                .then(|| found(at + 1, one(Rational::integer(count), unit)))?;
        }
        if let Some(few) = self.few(i) {
            let (at, business) = self.filler(i + 1);
            let (count, unit) = self.next(at).and_then(|_| self.unit_at(at))?;
            let total = few.checked_mul(Rational::integer(count))?;
            let vague = !self.is(i, Sense::Both);
            return found(at + 1, Length { vague, business, ..one(total, unit) });
        }
        // « Viertelstunde », « kwartier »
        if let Some((count, unit)) = self.sense(i, |sense| match sense {
            Sense::Sized(count, unit @ TimeUnit::Minute) => Some((count, unit)),
            _ => None,
        }) {
            return found(i + 1, one(Rational::integer(i128::from(count)), unit));
        }
        // « cuarto de hora », `quarter of an hour`
        let part = self.sense(i, |sense| match sense {
            Sense::Denominator(4) => Rational::new(1, 4),
            _ => None,
        });
        if let Some(part) = part
            && self.next_is(i + 1, Sense::Of)
        {
            let at = if self.next_is(i + 2, Sense::Article) { i + 3 } else { i + 2 };
            let (_, unit) = self
                .next(at)
                .and_then(|_| self.unit_at(at))
                .filter(|u| *u == (1, TimeUnit::Hour))?;
            return found(at + 1, one(part, unit));
        }
        let number = self.number(i)?;
        let (amount, at, business) = self.counted(&number)?;
        let (count, unit) = self.next(at).and_then(|_| self.unit_at(at))?;
        if !self.is_length(&number, at) {
            return None;
        }
        let amount = scaled(&amount, count)?;
        let mut end = at + 1;
        let mut parts = vec![(amount, unit)];
        if let Amount::Exact(first) = parts[0].0 {
            if let Some((after, share)) = self.and_share(end) {
                let share = share.checked_mul(Rational::integer(count))?;
                parts[0].0 = Amount::Exact(first.checked_add(share)?);
                end = after;
            }
            // 三年半
            if self.next_is(end, Sense::Half) && self.tokens[end].sep == Sep::None {
                let half = Rational::new(count, 2)?;
                parts[0].0 = Amount::Exact(first.checked_add(half)?);
                end += 1;
            }
            let mut smallest = unit;
            while parts.len() < 5 {
                let joins = self.next_is(end, Sense::And) || self.next_sign(end) == Some(',');
                let next = if joins { end + 1 } else { end };
                if self.next(next).is_none() {
                    break;
                }
                let Some(more) =
                    self.number(next).filter(|n| n.exact().is_some() && !n.article || joins)
                else {
                    break;
                };
                let named = self.next(more.end).and_then(|_| self.unit_at(more.end));
                if let Some((count, unit)) = named.filter(|(_, unit)| *unit < smallest) {
                    smallest = unit;
                    parts.push((scaled(&more.amount, count)?, unit));
                    end = more.end + 1;
                } else {
                    // 1 hour thirty
                    let minutes = more.small().is_some_and(|n| (2..60).contains(&n));
                    if smallest == TimeUnit::Hour && minutes && self.ends_here(more.end) {
                        parts.push((more.amount, TimeUnit::Minute));
                        end = more.end;
                    }
                    break;
                }
            }
        }
        found(end, Length { parts, vague: false, business })
    }

    /// `a few`, `several`: how many they stand for.
    fn few(&self, i: usize) -> Option<Rational> {
        self.sense(i, |sense| match sense {
            Sense::Few(count) => Some(Rational::integer(i128::from(count))),
            Sense::Both => Some(Rational::integer(2)),
            _ => None,
        })
    }

    /// The words that may stand between a number and its unit, `more`, `business`: the token after
    /// them, and whether days of work are meant.
    fn filler(&self, i: usize) -> (usize, bool) {
        let (mut at, mut business) = (i, false);
        if self.next_is(at, Sense::More) {
            at += 1;
        }
        if self.next_is(at, Sense::Business) {
            (at, business) = (at + 1, true);
        }
        (at, business)
    }

    /// The amount a unit may follow, the token of that unit, and whether it is one of work.
    fn counted(&self, number: &Number) -> Option<(Amount, usize, bool)> {
        let (mut at, business) = self.filler(number.end);
        // two and quarter hours
        if let Some(whole) = number.exact().filter(|n| number.spelled && n.denominator() == 1)
            && self.next_is(at, Sense::And)
            && self.next_is(at + 1, Sense::Denominator(4))
            && self.next(at + 2).and_then(|_| self.unit_at(at + 2)).is_some()
        {
            let sum = whole.checked_add(Rational::new(1, 4)?)?;
            return Some((Amount::Exact(sum), at + 2, business));
        }
        // half of an hour, « trois quarts d'heure », one and three quarters of an hour
        if number
            .exact()
            .is_some_and(|n| n < Rational::ONE || (number.spelled && n.denominator() > 1))
        {
            while at < number.end + 2
                && self.next_senses(at).iter().any(|s| matches!(s, Sense::Article | Sense::Of))
            {
                at += 1;
            }
        }
        Some((number.amount.clone(), at, business))
    }

    /// The unit of time at `i`, and how many of it the word counts: « Viertelstunde ».
    pub(super) fn unit_at(&self, i: usize) -> Option<(i128, TimeUnit)> {
        self.sense(i, |sense| match sense {
            Sense::TimeUnit(unit) => Some((1, unit)),
            Sense::Sized(count, unit) => Some((i128::from(count), unit)),
            _ => None,
        })
    }

    /// Whether a number before the unit at `at` makes a length of time with it.
    fn is_length(&self, number: &Number, at: usize) -> bool {
        // `a second phase` is no time; « la 2e heure » neither
        if number.article && self.is(at, Sense::Ord(2)) {
            return false;
        }
        let Some(token) = self.token(at) else {
            return false;
        };
        // `80s` is a decade or a temperature as often as seconds
        let letter = token.sep == Sep::None && self.text[token.start..token.end] == *"s";
        let tens = number.small().is_some_and(|n| n % 10 == 0);
        !(self.glued_after(at + 1) || letter && tens)
    }

    /// `and a half`, « et demie », `and three quarters`: the token after it and the share.
    fn and_share(&self, i: usize) -> Option<(usize, Rational)> {
        if !self.next_is(i, Sense::And) {
            return None;
        }
        let share = |at: usize| {
            self.next_sense(at, |sense| match sense {
                Sense::Half => Rational::new(1, 2),
                Sense::Denominator(parts @ 3..=4) => Rational::new(1, i128::from(parts)),
                _ => None,
            })
        };
        let article =
            self.next_senses(i + 1).iter().any(|s| matches!(s, Sense::Article | Sense::One));
        let at = if article { i + 2 } else { i + 1 };
        // « deux ans et demi » needs no article, `and a quarter` does
        if let Some(part) = share(at).filter(|part| article || Some(*part) == Rational::new(1, 2)) {
            return self.unit_at(at + 1).is_none().then_some((at + 1, part));
        }
        let number = self.next(i + 1).and_then(|_| self.number(i + 1))?;
        let part = number.exact().filter(|n| *n < Rational::ONE && *n > Rational::ZERO)?;
        let unit = self.next(number.end).and_then(|_| self.unit_at(number.end));
        unit.is_none().then_some((number.end, part))
    }

    /// Whether no word follows the token before `end`.
    pub(super) fn ends_here(&self, end: usize) -> bool {
        let rest = self.text[self.tokens[end - 1].end..].trim_start();
        let known = self.next(end).is_some_and(|token| {
            matches!(token.tok, Tok::Word(_))
                && self.senses(end).iter().any(|s| {
                    matches!(s, Sense::And | Sense::To | Sense::Mod(_) | Sense::OnDay | Sense::Of)
                })
        });
        known || !rest.starts_with(|c: char| c.is_alphanumeric() || "%°$€£".contains(c))
    }
}

fn scaled(amount: &Amount, count: i128) -> Option<Amount> {
    let times = |value: Rational| value.checked_mul(Rational::integer(count));
    Some(match *amount {
        Amount::Exact(value) => Amount::Exact(times(value)?),
        Amount::Range { low, high } => {
            Amount::Range { low: low.and_then(times), high: high.and_then(times) }
        }
    })
}

impl Length {
    /// Its TIMEX3 value: `P6W`, `PT2H30M`, `PXD` for a vague count.
    ///
    /// TIMEX3 has no ranges: the lower bound stands for them.
    pub(super) fn timex(&self) -> Option<String> {
        let (mut date, mut clock) = (String::new(), String::new());
        for (amount, unit) in &self.parts {
            let (count, letter) = length(*unit);
            let value = match amount {
                Amount::Exact(value) => *value,
                Amount::Range { low, high } => low.or(*high)?,
            };
            let side = if *unit <= TimeUnit::Hour { &mut clock } else { &mut date };
            if self.vague {
                side.push('X');
            } else {
                let shown = value.checked_mul(Rational::integer(count))?;
                side.push_str(&shown.to_string());
            }
            if self.business {
                side.push('B');
            }
            side.push_str(letter);
        }
        Some(if clock.is_empty() { format!("P{date}") } else { format!("P{date}T{clock}") })
    }

    /// The amount of one part, when it is exact.
    pub(super) const fn amount(part: &(Amount, TimeUnit)) -> Option<Rational> {
        match part.0 {
            Amount::Exact(value) => Some(value),
            Amount::Range { .. } => None,
        }
    }

    /// Its nominal length in seconds, when it is exact.
    fn seconds(&self) -> Option<Rational> {
        self.parts.iter().try_fold(Rational::ZERO, |sum, (amount, unit)| match amount {
            Amount::Exact(value) => sum.checked_add(value.checked_mul(seconds(*unit))?),
            Amount::Range { .. } => None,
        })
    }
}

/// The duration of a length.
fn time(length: &Length) -> Option<Time> {
    let resolved = length.seconds().map(Reading::Seconds).into_iter().collect();
    Some(Time { kind: Kind::Duration, timex: length.timex()?, resolved })
}
