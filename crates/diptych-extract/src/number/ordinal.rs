//! Ordinals: `2nd`, `twenty-first`, « cent vingt-cinquième », `the last`.

use super::{Place, mult};
use crate::lexer::{Sep, Tok};
use crate::locale::Sense;
use crate::scan::{Candidate, Scan};
use crate::{Ordinal, Rational, Value};

impl Scan<'_> {
    /// An ordinal from token `i` on: `2nd`, `twenty-first`, « cent vingt-cinquième ».
    pub(crate) fn ordinal(&self, i: usize) -> Option<Place> {
        let end_word = |at: usize| {
            self.sense(at, |sense| match sense {
                Sense::Ord(n) => Some((i128::from(n), false)),
                Sense::OrdMult(power) => Some((10_i128.checked_pow(power)?, true)),
                _ => None,
            })
        };
        match self.token(i)?.tok {
            Tok::Ordinal(number) => {
                return Some(Place { end: i + 1, number: Rational::integer(i128::from(number)) });
            }
            Tok::Literal { value, .. } => {
                // 21 hundredth is rare; « 500 000ème » is common
                let token = self.next(i + 1).filter(|t| t.sep == Sep::None)?;
                let suffix = &self.text[token.start..token.end];
                let known = suffix.len() > 1 && self.locale.ordinal_suffixes.contains(&suffix);
                return known.then_some(Place { end: i + 2, number: value });
            }
            _ => {}
        }
        if let Some((number, _)) = end_word(i) {
            return Some(self.joined_ordinals(i + 1, number));
        }
        if self.is(i, Sense::Block) {
            return None;
        }
        // a cardinal, then an ordinal that fits below it or scales it
        let article = self.is(i, Sense::Article);
        let (mut end, mut value) = self.cardinal_head(if article { i + 1 } else { i })?;
        if self.next_is(end, Sense::And) {
            end += 1;
        }
        self.next(end)?;
        let (number, scales) = end_word(end)?;
        if scales {
            value = value.checked_mul(number)?;
        } else {
            let room = if value % 100 == 0 {
                100
            } else if value % 10 == 0 && value % 100 >= 20 {
                10
            } else {
                0
            };
            let teens = self.locale.vigesimal && matches!(value % 100, 60 | 80) && number < 20;
            // neun und zwanzigste
            let turned = self.locale.compounds
                && (1..10).contains(&(value % 100))
                && (20..100).contains(&number);
            if number >= room && !teens && !turned {
                return None;
            }
            value = value.checked_add(number)?;
        }
        Some(self.joined_ordinals(end + 1, value))
    }

    /// The place that goes on in further ordinals, each below the one before, where each part of an
    /// ordinal is one: `vigésimo quinto`, `tricentésimo quadragésimo sétimo`.
    fn joined_ordinals(&self, from: usize, first: i128) -> Place {
        let (mut end, mut value) = (from, first);
        if !self.locale.last_follows {
            return Place { end, number: Rational::integer(value) };
        }
        let ordinal = |at: usize| {
            self.next_sense(at, |sense| match sense {
                Sense::Ord(n) => Some(i128::from(n)),
                _ => None,
            })
        };
        let room = |value: i128| [1000, 100, 10].into_iter().find(|room| value % room == 0);
        while let (Some(room), Some(part)) = (room(value), ordinal(end))
            && part < room
            && value > 0
        {
            value += part; // it stays below the next thousand
            end += 1;
        }
        Place { end, number: Rational::integer(value) }
    }

    /// A cardinal that an ordinal may end.
    pub(super) fn cardinal_head(&self, i: usize) -> Option<(usize, i128)> {
        let (end, value) = self.cardinal(i).or_else(|| {
            let power = self.sense(i, mult)?;
            Some((i + 1, Rational::decimal(1, i32::try_from(power).ok()?)?))
        })?;
        Some((end, value.to_integer()?))
    }

    /// The ordinal at `i` as a candidate.
    pub(crate) fn ordinal_candidate(&self, i: usize) -> Option<Candidate> {
        if let Some((from, offset)) = self.sense(i, |sense| match sense {
            Sense::Relative(from, offset) => Some((from, offset)),
            _ => None,
        }) {
            let value = Value::Ordinal(Ordinal::Relative { from, offset });
            let span = self.span(i, i + 1);
            return Some(Candidate { span, extended: span, value, modifier: None, score: 0.5 });
        }
        let place = self.ordinal(i)?;
        if self.glued_after(place.end) {
            return None;
        }
        let span = self.span(i, place.end);
        let value = Value::Ordinal(Ordinal::Exact(place.number));
        Some(Candidate { span, extended: span, value, modifier: None, score: 0.9 })
    }
}
