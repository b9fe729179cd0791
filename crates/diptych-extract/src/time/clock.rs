//! Times of day: `9:15 pm`, « dix-neuf heures trente », `half past seven`.

use super::{Clock, Daytime, Found};
use crate::Modifier;
use crate::lexer::{Sep, Tok};
use crate::locale::{Part, Sense, TimeUnit};
use crate::number::Number;
use crate::scan::Scan;

impl Scan<'_> {
    /// A time of day that follows a day, with the words that join them.
    pub(crate) fn daytime_after(&self, i: usize) -> Option<Found<Daytime>> {
        let half = self.next_sense(i, |sense| match sense {
            Sense::Am => Some(Part::Morning),
            Sense::Pm => Some(Part::Afternoon),
            _ => None,
        });
        if let Some(part) = half {
            return Some(Found { start: i, end: i + 1, what: Daytime::Part(part) });
        }
        for at in i..i + 3 {
            let joins = self.next_sign(at) == Some(',')
                || self.next_senses(at).iter().any(|s| {
                    matches!(
                        s,
                        Sense::AtClock
                            | Sense::Between
                            | Sense::From
                            | Sense::The
                            | Sense::Of
                            | Sense::InPeriod
                            | Sense::Mod(Modifier::About)
                            | Sense::OnDay
                    )
                });
            if self.next(at).is_some()
                && let Some(found) = self.daytime(at, true)
            {
                return Some(found);
            }
            if !joins {
                return None;
            }
        }
        None
    }

    /// A clock time or a part of the day. `led` says that `at` or a day stands before it, so a
    /// bare hour will do.
    pub(super) fn daytime(&self, i: usize, led: bool) -> Option<Found<Daytime>> {
        let between = i > 0 && self.next(i).is_some() && self.is(i - 1, Sense::Between);
        let joined = |at: usize| {
            let token = self.next(at)?;
            let sign = matches!(token.tok, Tok::Sign('-' | '–' | '—'));
            let word = self.is(at, Sense::To) || (between && self.is(at, Sense::And));
            (sign || word).then_some(at + 1).filter(|at| self.next(*at).is_some())
        };
        let Some(first) = self.clock(i, led || between) else {
            // 5 to 6pm: the half of the day is said once
            if let Some(number) = self.single(i).filter(|n| !n.article)
                && let Some(hour) = number.small().and_then(|n| u8::try_from(n).ok())
                && hour <= 24
                && let Some(at) = joined(number.end)
                && let Some(second) = self.clock(at, false)
                && (second.end > at + 1 || matches!(self.tokens[at].tok, Tok::Clock { .. }))
            {
                let first = Clock { hour, minute: 0, second: None, open: hour <= 12 };
                let what = Daytime::Clocks(first, second.what);
                return Some(Found { start: i, end: second.end, what });
            }
            if let Some(hours) = self.hours_from(i, joined) {
                return Some(hours);
            }
            let part = self.sense(i, |sense| match sense {
                Sense::Part(part) => Some(part),
                _ => None,
            })?;
            return Some(Found { start: i, end: i + 1, what: Daytime::Part(part) });
        };
        // 9:00 to 10:30, between 4pm and 5pm
        if let Some(at) = joined(first.end)
            && let Some(second) = self.clock(at, between)
        {
            let what = Daytime::Clocks(first.what, second.what);
            return Some(Found { start: i, end: second.end, what });
        }
        Some(Found { start: i, end: first.end, what: Daytime::Clock(first.what) })
    }

    /// « de 6 heures à 10 heures »: the word for hours says a length elsewhere. What follows may make
    /// it one here too: « passer de 6 heures à 10 heures de cours ».
    fn hours_from(
        &self,
        i: usize,
        joined: impl Fn(usize) -> Option<usize>,
    ) -> Option<Found<Daytime>> {
        if i == 0 || self.next(i).is_none() || !self.is(i - 1, Sense::From) {
            return None;
        }
        let from = self.clock(i, true)?;
        let to = self.clock(joined(from.end)?, true)?;
        let length = self.next_is(to.end, Sense::Of);
        let what = Daytime::Clocks(from.what, to.what);
        (!length).then_some(Found { start: i, end: to.end, what })
    }

    /// `12:30`, `9 am`, `14h30`, `noon`, « neuf heures ».
    pub(crate) fn clock(&self, i: usize, led: bool) -> Option<Found<Clock>> {
        let at = i > 0
            && self.next(i).is_some()
            && self.senses(i - 1).iter().any(|s| matches!(s, Sense::AtClock | Sense::Between));
        let led = led || at;
        if let Some(past) = self.past_hour(i) {
            return Some(self.halved(past));
        }
        let found = |end, hour, minute, second, open| {
            (hour <= 24 && minute < 60).then_some(Found {
                start: i,
                end,
                what: Clock { hour, minute, second, open },
            })
        };
        let clock = match self.token(i)?.tok {
            Tok::Clock { hour, minute, second } => {
                found(i + 1, hour, minute, second, hour > 0 && hour <= 12)?
            }
            Tok::Word(_) | Tok::Literal { .. } => {
                if let Some(hour) = self.sense(i, |sense| match sense {
                    Sense::Hour(hour) => Some(hour),
                    _ => None,
                }) {
                    return found(i + 1, hour, 0, None, false);
                }
                if let Some(clock) = self.dotted_clock(i, at) {
                    return Some(self.halved(clock));
                }
                let number = self.single(i)?;
                let hour = u8::try_from(number.small()?).ok().filter(|h| *h <= 24)?;
                if number.article {
                    return None;
                }
                let end = number.end;
                // 12 noon
                if let Some(named) = self.next_sense(end, |sense| match sense {
                    Sense::Hour(hour) => Some(hour),
                    _ => None,
                }) && hour == 12
                {
                    return found(end + 1, named, 0, None, false);
                }
                let word = self.next_is(end, Sense::Clock);
                if word {
                    // 9h30, neuf heures trente, 14 Uhr 30
                    let glued = self.token(end).is_some_and(|t| t.sep == Sep::None);
                    // « entre 14 h et 16 h » has two hours and no minutes
                    let between = i > 0 && self.is(i - 1, Sense::Between);
                    let minutes = self
                        .minutes(end + 1, glued, led)
                        .filter(|_| !(between && self.next_is(end + 1, Sense::And)));
                    if let Some((minutes, after)) = minutes {
                        let minute = u8::try_from(minutes.rem_euclid(60)).ok()?;
                        let hour = if minutes < 0 { hour.checked_sub(1)? } else { hour };
                        found(after, hour, minute, None, hour > 0 && hour <= 12 && !glued)?
                    } else if led || self.clock_only(end) || self.half_day(end + 1).is_some() {
                        found(end + 1, hour, 0, None, hour > 0 && hour <= 12)?
                    } else {
                        return None;
                    }
                } else if (self.half_day(end).is_some() && hour <= 12)
                    || (at && self.loose_hour(&number, i))
                {
                    found(end, hour, 0, None, true)?
                } else {
                    return None;
                }
            }
            _ => return None,
        };
        Some(self.halved(clock))
    }

    /// The clock time with the half of the day that follows it.
    pub(super) fn halved(&self, mut clock: Found<Clock>) -> Found<Clock> {
        if let Some(after_noon) = self.half_day(clock.end) {
            clock.end += 1;
            let what = &mut clock.what;
            what.open = false;
            if after_noon && what.hour < 12 {
                what.hour += 12;
            } else if !after_noon && what.hour == 12 {
                what.hour = 0;
            }
        }
        clock
    }

    /// `2.30` after `at`, `8.30 pm`, `1140 a.m.`.
    pub(super) fn dotted_clock(&self, i: usize, led: bool) -> Option<Found<Clock>> {
        let token = self.token(i)?;
        let Tok::Literal { .. } = token.tok else {
            return None;
        };
        let half = self.half_day(i + 1).is_some();
        let text = &self.text[token.start..token.end];
        let (hour, minute) = match text.split_once('.') {
            Some(parts) if led || half => parts,
            None if half && matches!(text.len(), 3 | 4) => text.split_at(text.len() - 2),
            _ => return None,
        };
        let two = minute.len() == 2 && (1..=2).contains(&hour.len());
        let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
        let what = Clock { hour, minute, second: None, open: hour > 0 && hour <= 12 };
        (two && hour <= 24 && minute < 60).then_some(Found { start: i, end: i + 1, what })
    }

    /// The minutes after an hour and its word, and the token after them: `30`, « trente », « et
    /// quart », « moins dix » (which is negative). `glued` hours take glued minutes alone.
    pub(super) fn minutes(&self, i: usize, glued: bool, led: bool) -> Option<(i16, usize)> {
        let token = self.next(i)?;
        let minus = self.is(i, Sense::Minus);
        let at = if minus || self.is(i, Sense::And) { i + 1 } else { i };
        let parts = match token.tok {
            Tok::Literal { plain: 1 | 2, .. } => token.sep == Sep::None || !glued,
            _ => !glued || at > i,
        };
        if !parts {
            return None;
        }
        let part = self.next_sense(at, |sense| match sense {
            Sense::Half => Some(30),
            Sense::Denominator(4) => Some(15),
            _ => None,
        });
        if let Some(part) = part.filter(|_| at > i) {
            return Some((if minus { -part } else { part }, at + 1));
        }
        self.next(at)?;
        let number = self.single(at).filter(|n| !n.article)?;
        let minute = i16::try_from(number.small()?).ok().filter(|m| (0..60).contains(m))?;
        let named = self.next_is(number.end, Sense::TimeUnit(TimeUnit::Minute));
        let rest = self.text[self.tokens[number.end - 1].end..].trim_start();
        let ends = !rest.starts_with(char::is_alphabetic);
        let after = if named { number.end + 1 } else { number.end };
        // « sept heures et vingt minutes » alone is a length of time
        let two = matches!(token.tok, Tok::Literal { plain: 2, .. })
            && self.text[..token.start].trim_end().ends_with('h');
        let fits = glued || led || two || (at == i || minus) && !named && ends && number.spelled;
        fits.then_some((if minus { -minute } else { minute }, after))
    }

    /// `half past seven`, `10 past 9`, `quarter to five o'clock`.
    pub(super) fn past_hour(&self, i: usize) -> Option<Found<Clock>> {
        let mut at = i;
        if self.is(at, Sense::Article) {
            at += 1;
        }
        let part = self.sense(at, |sense| match sense {
            Sense::Half => Some(30),
            Sense::Denominator(4) => Some(15),
            _ => None,
        });
        let (minute, mut end) = match part {
            Some(part) => (part, at + 1),
            None => {
                let number = self.single(at).filter(|n| !n.article)?;
                (u8::try_from(number.small()?).ok().filter(|m| (1..60).contains(m))?, number.end)
            }
        };
        if self.next_is(end, Sense::TimeUnit(TimeUnit::Minute)) {
            end += 1;
        }
        let past = self.next_is(end, Sense::Past);
        // `ten to five` may be a range: only a part of an hour or minutes named go to an hour
        let named = self.is(end - 1, Sense::TimeUnit(TimeUnit::Minute)) || part.is_some();
        let to = named && self.next_is(end, Sense::To);
        if !(past || to) {
            return None;
        }
        self.next(end + 1)?;
        let number = self.single(end + 1).filter(|n| !n.article)?;
        let hour = u8::try_from(number.small()?).ok().filter(|h| (1..=24).contains(h))?;
        let mut end = number.end;
        if self.next_is(end, Sense::Clock) && self.clock_only(end) {
            end += 1;
        }
        let (hour, minute) = if past { (hour, minute) } else { (hour - 1, 60 - minute) };
        let what = Clock { hour, minute, second: None, open: hour > 0 && hour <= 12 };
        Some(Found { start: i, end, what })
    }

    /// A clock word that is no unit of time: `o'clock`, `Uhr`.
    pub(super) fn clock_only(&self, i: usize) -> bool {
        !self.senses(i).iter().any(|s| matches!(s, Sense::TimeUnit(_)))
    }

    /// A bare hour after `at`: nothing may follow that would make it an amount.
    pub(super) fn loose_hour(&self, number: &Number, i: usize) -> bool {
        let literal = matches!(self.tokens[i].tok, Tok::Literal { plain: 1 | 2, .. });
        // « menés 1 à 0 » is a score
        let score = i > 1
            && self.tokens[i - 1].sep != Sep::Gap
            && matches!(self.tokens[i - 2].tok, Tok::Literal { .. });
        let literal = literal && !score;
        let next = self.next_senses(number.end);
        let amount = next.iter().any(|s| {
            matches!(
                s,
                Sense::Percent
                    | Sense::Currency(_)
                    | Sense::Unit(..)
                    | Sense::TimeUnit(_)
                    | Sense::Month(_)
            )
        });
        let ends = self.tokens.get(number.end).is_none_or(|t| t.sep == Sep::Gap)
            && !self.text[self.tokens[number.end - 1].end..]
                .trim_start()
                .starts_with(char::is_alphanumeric);
        // at 10 tonight
        let dated = next.iter().any(|s| matches!(s, Sense::DayAndPart(..)));
        literal && !amount && (ends || dated) && !self.glued_after(number.end)
    }

    /// Whether the time before token `i` is one after noon (`pm`, « du soir ») or before (`am`).
    pub(super) fn half_day(&self, i: usize) -> Option<bool> {
        let token = self.next(i)?;
        let text = &self.text[token.start..token.end];
        self.sense(i, |sense| match sense {
            Sense::Am => Some(false),
            Sense::Pm => Some(true),
            Sense::Part(Part::Morning) if text.contains(' ') => Some(false),
            Sense::Part(Part::Afternoon | Part::Evening) if text.contains(' ') => Some(true),
            _ => None,
        })
    }

    /// The token after a clock time that follows at once, or after `at`.
    pub(super) fn clock_after(&self, i: usize) -> Option<usize> {
        let at = if self.next_is(i, Sense::AtClock) { i + 1 } else { i };
        self.next(at)?;
        self.clock(at, false).map(|clock| clock.end)
    }

    /// A number without ranges and fractions.
    pub(super) fn single(&self, i: usize) -> Option<Number> {
        match self.token(i)?.tok {
            Tok::Literal { value, plain, .. } if plain > 0 => Some(Number {
                end: i + 1,
                amount: crate::Amount::Exact(value),
                article: false,
                plain,
                spelled: false,
                fraction: false,
            }),
            Tok::Word(_) => self.signed(i),
            _ => None,
        }
    }
}
