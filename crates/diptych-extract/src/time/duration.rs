//! Stretches of time with a length of their own: `six-week`, « une décennie ».

use super::calendar::{length, seconds};
use crate::lexer::Sep;
use crate::locale::{Sense, TimeUnit};
use crate::scan::{Candidate, Scan};
use crate::{Amount, Kind, Rational, Reading, Time, Value};

impl Scan<'_> {
    /// `six-week`, `a decade`, `2 hours 30 minutes`, `an hour and a half`.
    pub(crate) fn duration(&self, i: usize) -> Option<Candidate> {
        let number = self.number(i)?;
        let unit_at = |at: usize| {
            self.next_sense(at, |sense| match sense {
                Sense::TimeUnit(unit) => Some(unit),
                _ => None,
            })
        };
        let mut at = number.end;
        // half of an hour, half an hour
        while at < number.end + 2
            && self.next_senses(at).iter().any(|s| matches!(s, Sense::Article | Sense::Of))
        {
            at += 1;
        }
        if at > number.end && number.exact() != Rational::new(1, 2) {
            at = number.end;
        }
        let unit = unit_at(at)?;
        // `a second phase` is no time; « la 2e heure » neither
        if number.article && self.is(at, Sense::Ord(2)) {
            return None;
        }
        // `80s` is a decade or a temperature as often as seconds
        let token = self.token(at)?;
        let letter = token.sep == Sep::None && self.text[token.start..token.end] == *"s";
        let tens = number.small().is_some_and(|n| n % 10 == 0);
        if self.glued_after(at + 1) || (letter && tens) {
            return None;
        }
        let mut end = at + 1;
        let mut parts = vec![(number.amount.clone(), unit)];
        if let Some(first) = number.exact() {
            // an hour and a half, deux ans et demi
            if self.next_is(end, Sense::And) {
                let half = self.next_is(end + 1, Sense::Half).then_some(end + 2).or_else(|| {
                    let article = self
                        .next_senses(end + 1)
                        .iter()
                        .any(|s| matches!(s, Sense::Article | Sense::One));
                    (article && self.next_is(end + 2, Sense::Half)).then_some(end + 3)
                });
                if let (Some(after), Some(half)) = (half, Rational::new(1, 2)) {
                    let sum = first.checked_add(half)?;
                    parts = vec![(Amount::Exact(sum), unit)];
                    end = after;
                }
            }
            // 2 hours and 30 minutes; each unit is smaller than the one before
            let mut smallest = unit;
            while parts.len() < 5 {
                let mut next = end;
                if self.next_is(next, Sense::And) || self.next_sign(next) == Some(',') {
                    next += 1;
                }
                if self.next(next).is_none() {
                    break;
                }
                let Some(more) = self.number(next).filter(|n| n.exact().is_some()) else {
                    break;
                };
                let Some(unit) = unit_at(more.end).filter(|unit| *unit < smallest) else {
                    break;
                };
                smallest = unit;
                parts.push((more.amount, unit));
                end = more.end + 1;
            }
        }
        let value = Value::Time(time(&parts)?);
        let mut found = self.amount(i, end, value);
        if self.tokens[at].sep == Sep::Hyphen
            && self.tokens.get(end).is_some_and(|t| t.sep == Sep::Hyphen)
        {
            found.score = 0.7; // « six-year-old » is an age when ages are looked for
        }
        Some(found)
    }
}

/// The duration of some parts, the largest unit first.
fn time(parts: &[(Amount, TimeUnit)]) -> Option<Time> {
    let (mut date, mut clock) = (String::new(), String::new());
    let mut total = Some(Rational::ZERO);
    for (amount, unit) in parts {
        let (count, letter) = length(*unit);
        let value = match amount {
            Amount::Exact(value) => *value,
            // TIMEX3 has no ranges: the lower bound stands for them, the seconds are left out
            Amount::Range { low, high } => {
                total = None;
                low.or(*high)?
            }
        };
        let shown = value.checked_mul(Rational::integer(count))?;
        let side = if *unit <= TimeUnit::Hour { &mut clock } else { &mut date };
        side.push_str(&format!("{shown}{letter}"));
        total = total.and_then(|sum| sum.checked_add(value.checked_mul(seconds(*unit))?));
    }
    let timex = if clock.is_empty() { format!("P{date}") } else { format!("P{date}T{clock}") };
    let resolved = total.map(Reading::Seconds).into_iter().collect();
    Some(Time { kind: Kind::Duration, timex, resolved })
}
