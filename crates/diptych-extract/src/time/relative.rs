//! Dates told from another one: `last week`, `two days after Christmas`, `week 12`.

use super::{Found, When, is_day};
use crate::lexer::Tok;
use crate::locale::{Sense, TimeUnit};
use crate::scan::Scan;
use crate::{Modifier, Origin, Rational};

impl Scan<'_> {
    /// `last week`, `this month`, « la semaine dernière », `the past year`, `the weekend`.
    pub(super) fn relative(&self, i: usize) -> Option<Found<When>> {
        let mut at = i;
        let the = self.is(at, Sense::The);
        if the {
            at += 1;
            self.next(at)?;
        }
        let found = |end, what| {
            let start = if the && !matches!(what, When::Weekend(None)) { i + 1 } else { i };
            Some(Found { start, end, what })
        };
        let stretch = |at: usize| {
            self.next_sense(at, |sense| match sense {
                Sense::Stretch(side) => Some(side),
                _ => None,
            })
        };
        let next_unit = |at: usize| self.next(at).and_then(|_| self.time_unit(at));
        let before = self.rel(at);
        // last 3 months, the past year, next five days
        // (« il a passé 12 ans »: where the word follows its noun, it must be one of a stretch)
        if let Some(side) =
            before.filter(|rel| *rel != 0 && !self.locale.last_follows).or_else(|| {
                self.sense(at, |sense| match sense {
                    Sense::Stretch(side) => Some(side),
                    _ => None,
                })
            })
        {
            if self.next(at + 1).is_some()
                && let Some(number) = self.single(at + 1).filter(|n| !n.article)
                && let Some(unit) = next_unit(number.end)
            {
                return found(
                    number.end + 1,
                    When::Stretch(number.exact()?, unit, i128::from(side)),
                );
            }
            let past = self.sense(at, |s| match s {
                Sense::Stretch(side) => Some(side),
                _ => None,
            });
            // « ces derniers mois », `the coming days` have no length
            let plural = |at: usize| {
                let token = &self.tokens[at];
                let word = &self.text[token.start..token.end];
                word.ends_with('s') && word != "mois" || !self.locale.has_plurals_in_s()
            };
            if before.is_none()
                && let (Some(side), Some(unit)) = (past, next_unit(at + 1))
                && !plural(at + 1)
            {
                return found(at + 2, When::Stretch(Rational::ONE, unit, i128::from(side)));
            }
        }
        // 3 derniers mois, 5 past years
        if let Some(number) = self.single(at).filter(|n| !n.article && n.end <= at + 3) {
            let unit_after = next_unit(number.end + 1);
            if let (Some(side), Some(unit)) = (stretch(number.end), unit_after) {
                return found(
                    number.end + 2,
                    When::Stretch(number.exact()?, unit, i128::from(side)),
                );
            }
            return None;
        }
        let mut place = at;
        if before.is_some() {
            place += 1;
            self.next(place)?;
        }
        if self.is(place, Sense::Weekend) {
            let after = self.next(place + 1).and_then(|_| self.rel(place + 1));
            let (rel, end) = match (before, after) {
                (Some(rel), _) => (Some(rel), place + 1),
                (None, Some(rel)) => (Some(rel), place + 2),
                (None, None) => (None, place + 1),
            };
            return (rel.is_some() || the)
                .then_some(())
                .and_then(|()| found(end, When::Weekend(rel)));
        }
        let token = self.token(place)?;
        let english = self.locale.ordinal_suffixes.contains(&"th");
        let capital = self.text[token.start..].starts_with(char::is_uppercase);
        if let Some((month, _)) = self.month(place).filter(|_| capital || !english)
            && let Some(rel) = before
        {
            return found(place + 1, When::Month { year: None, month, rel: Some(rel) });
        }
        let unit = self.time_unit(place)?;
        if let Some(rel) = before {
            let token = self.token(place)?;
            let word = &self.text[token.start..token.end];
            let plural = word.ends_with('s') && word.len() > 4 && word != "mois";
            let last = self.senses(at).iter().any(|s| matches!(s, Sense::Relative(Origin::End, _)));
            // « la dernière semaine » is the final one, `last weeks` has no length
            if plural || (last && self.locale.last_follows) {
                return None;
            }
            // « ces jours » and `this second` name no period
            if unit <= TimeUnit::Hour || (unit == TimeUnit::Day && rel == 0) {
                return None;
            }
            // this week Monday
            if unit == TimeUnit::Week
                && let Some(day) = self.next_sense(place + 1, |sense| match sense {
                    Sense::Weekday(day) => Some(day),
                    _ => None,
                })
            {
                return found(place + 2, When::Weekday(day, Some(rel * 100)));
            }
            return found(place + 1, When::Period(unit, rel));
        }
        let rel = self.next(place + 1).and_then(|_| self.rel(place + 1))?;
        // « la semaine dernière »: in English nothing follows its noun
        if self.locale.ordinal_suffixes.contains(&"th") || unit <= TimeUnit::Hour || rel == 0 {
            return None;
        }
        found(place + 2, When::Period(unit, rel))
    }

    /// `two weeks ago`, « il y a deux ans », `in five minutes`.
    pub(super) fn shift(&self, i: usize) -> Option<Found<When>> {
        let side = self.sense(i, |sense| match sense {
            Sense::AgoBefore => Some(-1),
            Sense::InAmount => Some(1),
            _ => None,
        });
        if let Some(side) = side {
            self.next(i + 1)?;
            let mut at = i + 1;
            if self.senses(at).iter().any(|s| matches!(s, Sense::Mod(_))) {
                at += 1;
                self.next(at)?;
            }
            let number = self.number(at)?;
            self.next(number.end)?;
            let unit = self.time_unit(number.end)?;
            // `in 2 seconds`, but a season or `in a second phase` is none
            if number.article && unit == TimeUnit::Second {
                return None;
            }
            // « vor zwei Tagen »; `in two weeks of` says how long
            if side == 1 && self.next_is(number.end + 1, Sense::Of) {
                return None;
            }
            let what = When::Shift(number.exact()?, unit, side);
            return Some(Found { start: i, end: number.end + 1, what });
        }
        let number = self.number(i)?;
        self.next(number.end)?;
        let unit = self.time_unit(number.end)?;
        let end = number.end + 1;
        let side = self.next_sense(end, |sense| match sense {
            Sense::Ago => Some(-1),
            Sense::Later => Some(1),
            _ => None,
        })?;
        Some(Found { start: i, end: end + 1, what: When::Shift(number.exact()?, unit, side) })
    }

    /// `two days after Christmas`, `3 weeks from tomorrow`.
    pub(super) fn offset(&self, i: usize) -> Option<Found<When>> {
        let number = self.number(i)?;
        self.next(number.end)?;
        let unit = self.time_unit(number.end)?;
        let at = number.end + 1;
        let side = self.next_sense(at, |sense| match sense {
            Sense::Mod(Modifier::After) | Sense::From => Some(1),
            Sense::Mod(Modifier::Before) => Some(-1),
            _ => None,
        })?;
        self.next(at + 1)?;
        let from = self.plain_date(at + 1).filter(|from| is_day(&from.what))?;
        let what = When::Offset(number.exact()?, unit, side, Box::new(from.what));
        Some(Found { start: i, end: from.end, what })
    }

    /// `first week of 2015`, `last week of May`, `the third quarter of last year`.
    pub(super) fn nth(&self, i: usize) -> Option<Found<When>> {
        let (place, end) = match self.rel(i).filter(|rel| *rel < 0) {
            Some(_) => (-1, i + 1),
            None => {
                let ordinal = self.ordinal(i)?;
                (i32::try_from(ordinal.number.to_integer()?).ok()?, ordinal.end)
            }
        };
        self.next(end)?;
        let unit = self.time_unit(end)?;
        if unit == TimeUnit::Century && (1..30).contains(&place) {
            return Some(Found { start: i, end: end + 1, what: When::Century(place) });
        }
        let fits =
            matches!(unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter);
        if !fits || !self.next_is(end + 1, Sense::Of) {
            return None;
        }
        self.next(end + 2)?;
        let within = self.plain_date(end + 2)?;
        let fits = matches!(
            within.what,
            When::Year(_) | When::Month { .. } | When::Period(TimeUnit::Month | TimeUnit::Year, _)
        );
        let what = When::Nth(place, unit, Box::new(within.what));
        fits.then_some(Found { start: i, end: within.end, what })
    }

    /// `week 31`, `week 27 of last year`, « la semaine 12 ».
    pub(super) fn numbered_week(&self, i: usize) -> Option<Found<When>> {
        if self.time_unit(i) != Some(TimeUnit::Week) {
            return None;
        }
        let week = match self.next(i + 1)?.tok {
            Tok::Literal { value, plain: 1 | 2, .. } => i32::try_from(value.to_integer()?).ok()?,
            _ => return None,
        };
        if !(1..=53).contains(&week) || self.glued_after(i + 2) {
            return None;
        }
        let of = if self.next_is(i + 2, Sense::Of) { i + 3 } else { i + 2 };
        let year = self
            .next(of)
            .and_then(|_| self.plain_date(of))
            .filter(|found| matches!(found.what, When::Year(_) | When::Period(TimeUnit::Year, _)));
        let (within, end) = match year {
            Some(year) => (year.what, year.end),
            None => (When::Period(TimeUnit::Year, 0), i + 2),
        };
        Some(Found { start: i, end, what: When::Nth(week, TimeUnit::Week, Box::new(within)) })
    }

    /// `Q1 2019`, `2019-Q1`, `the third quarter of 2008` by its sign.
    pub(super) fn quarter(&self, i: usize) -> Option<Found<When>> {
        let name = |at: usize| {
            self.sense(at, |sense| match sense {
                Sense::QuarterName(n) => Some(n),
                _ => None,
            })
        };
        if let Some(quarter) = name(i) {
            let year = self.year_after(i + 1).or_else(|| {
                // q1-2019: the hyphen joins them
                self.next_sign(i + 1).filter(|c| *c == '-')?;
                self.year_after(i + 2)
            });
            let (year, end) = year.map_or((None, i + 1), |(year, end)| (Some(year), end));
            return Some(Found { start: i, end, what: When::Quarter(year, quarter) });
        }
        let Tok::Literal { value, plain: 4, .. } = self.token(i)?.tok else {
            return None;
        };
        let year = i32::try_from(value.to_integer()?).ok()?;
        let at = if self.next_sign(i + 1) == Some('-') { i + 2 } else { i + 1 };
        self.next(at)?;
        let quarter = name(at)?;
        Some(Found { start: i, end: at + 1, what: When::Quarter(Some(year), quarter) })
    }

    pub(super) fn rel(&self, i: usize) -> Option<i32> {
        self.sense(i, |sense| match sense {
            Sense::Rel(rel) => Some(rel),
            _ => None,
        })
    }

    pub(super) fn time_unit(&self, i: usize) -> Option<TimeUnit> {
        self.sense(i, |sense| match sense {
            Sense::TimeUnit(unit) => Some(unit),
            _ => None,
        })
    }
}
