//! Dates, times and durations: what is said, before it is resolved.

use diptych_text::Span;

use crate::lexer::{Sep, Tok};
use crate::locale::{Part, Sense, TimeUnit};
use crate::number::Number;
use crate::scan::{Candidate, Scan};
use crate::{Modifier, Origin, Rational};

mod duration;
mod resolve;

pub(crate) use resolve::length;

/// What is said of a time, as yet without a place in the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum When {
    /// A day by what is known of it.
    Day {
        year: Option<i32>,
        month: Option<u8>,
        day: u8,
        weekday: Option<u8>,
    },
    /// A weekday: `None` for the bare word, else that of last, this or next week.
    Weekday(u8, Option<i32>),
    /// Days from the reference.
    Today(i32),
    /// The reference itself.
    Now,
    /// A month, in a year or said to be last, this or next.
    Month {
        year: Option<i32>,
        month: u8,
        rel: Option<i32>,
    },
    Year(i32),
    /// The ten years from this one on.
    Decade(i32),
    /// The n-th century.
    Century(i32),
    /// A quarter of a year, from 1 on.
    Quarter(Option<i32>, u8),
    /// The n-th week or month (-1: the last) of a stretch.
    Nth(i32, TimeUnit, Box<When>),
    /// So much before (-1) or after (1) a date.
    Offset(Rational, TimeUnit, i128, Box<When>),
    /// The last, this or next week, month, year …
    Period(TimeUnit, i32),
    /// The last, this or next weekend; `None` for the bare word.
    Weekend(Option<i32>),
    /// So much before (-1) or after (1) the reference.
    Shift(Rational, TimeUnit, i128),
    /// The stretch of so much that ends (-1) or starts (1) at the reference.
    Stretch(Rational, TimeUnit, i128),
    Holiday(u8, u8, Option<i32>),
    /// A season, as TIMEX3 letters.
    Season(&'static str, Option<i32>),
    /// From one to another.
    Range(Box<When>, Box<When>),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: Option<u8>,
    /// Morning or afternoon is not said and may be either.
    pub open: bool,
}

/// A time of day or a part of the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Daytime {
    Clock(Clock),
    Clocks(Clock, Clock),
    Part(Part),
}

/// A phrase over tokens `start..end`.
#[derive(Clone, Debug)]
struct Found<T> {
    start: usize,
    end: usize,
    what: T,
}

impl Scan<'_> {
    /// The date, time or both that begins at `i`.
    pub(crate) fn time(&self, i: usize) -> Option<Candidate> {
        if self.is(i, Sense::Block) {
            return None;
        }
        let date = self.date_range(i).or_else(|| self.date(i));
        let Some(date) = date else {
            let clock = self.daytime(i, false);
            // `9 am on Monday`, « dix heures mercredi »: a day makes an hour of a bare number
            if let Some(first) = clock.clone().or_else(|| self.daytime(i, true)) {
                let mut at = first.end;
                for _ in 0..2 {
                    let joins = self
                        .next_senses(at)
                        .iter()
                        .any(|s| matches!(s, Sense::OnDay | Sense::The | Sense::Of));
                    at += usize::from(joins);
                }
                if self.next(at).is_some()
                    && let Some(day) = self.date(at)
                    && is_day(&day.what)
                {
                    return self.resolved(i, day.end, Some(&day.what), Some(first.what));
                }
            }
            let clock = clock?;
            // `South China Morning Post`: a capital inside a sentence makes it a name
            if matches!(clock.what, Daytime::Part(_)) {
                let rest = &self.text[self.tokens[i].start..];
                let named = rest.starts_with(char::is_uppercase) && !self.begins_sentence(i);
                if named {
                    return None;
                }
            }
            return self.resolved(i, clock.end, None, Some(clock.what));
        };
        let mut end = date.end;
        let mut daytime = None;
        if is_day(&date.what) {
            if let Some(found) = self.daytime_after(end) {
                end = found.end;
                daytime = Some(found.what);
            }
            // Monday morning at nine, Monday morning from 10 to 12
            if matches!(daytime, Some(Daytime::Part(_)))
                && let Some(found) = self.daytime_after(end)
                && !matches!(found.what, Daytime::Part(_))
            {
                end = found.end;
                daytime = Some(found.what);
            }
        }
        self.resolved(date.start, end, Some(&date.what), daytime)
    }

    /// Whether nothing but white space and opening signs stands between token `i` and the sentence
    /// before it.
    fn begins_sentence(&self, i: usize) -> bool {
        let before =
            self.text[..self.tokens[i].start].trim_end_matches([' ', '\u{a0}', '"', '“', '«', '‘']);
        before.is_empty() || before.ends_with(['.', '!', '?', '\n', ':', '…'])
    }

    /// A time of day that follows a day, with the words that join them.
    fn daytime_after(&self, i: usize) -> Option<Found<Daytime>> {
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
    fn daytime(&self, i: usize, led: bool) -> Option<Found<Daytime>> {
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

    /// `12:30`, `9 am`, `14h30`, `noon`, « neuf heures ».
    fn clock(&self, i: usize, led: bool) -> Option<Found<Clock>> {
        let at = i > 0
            && self.next(i).is_some()
            && self.senses(i - 1).iter().any(|s| matches!(s, Sense::AtClock | Sense::Between));
        let led = led || at;
        if let Some(past) = self.past_hour(i) {
            return Some(past);
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
                let word = self.next_is(end, Sense::Clock);
                if word {
                    // 9h30, neuf heures trente, 14 Uhr 30
                    let glued = self.token(end).is_some_and(|t| t.sep == Sep::None);
                    if let Some((minutes, after)) = self.minutes(end + 1, glued, led) {
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
    fn halved(&self, mut clock: Found<Clock>) -> Found<Clock> {
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
    fn dotted_clock(&self, i: usize, led: bool) -> Option<Found<Clock>> {
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
    fn minutes(&self, i: usize, glued: bool, led: bool) -> Option<(i16, usize)> {
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
    fn past_hour(&self, i: usize) -> Option<Found<Clock>> {
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
    fn clock_only(&self, i: usize) -> bool {
        !self.senses(i).iter().any(|s| matches!(s, Sense::TimeUnit(_)))
    }

    /// A bare hour after `at`: nothing may follow that would make it an amount.
    fn loose_hour(&self, number: &Number, i: usize) -> bool {
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
        literal && !amount && ends && !self.glued_after(number.end)
    }

    /// Whether the time before token `i` is one after noon (`pm`, « du soir ») or before (`am`).
    fn half_day(&self, i: usize) -> Option<bool> {
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

    /// A number without ranges and fractions.
    fn single(&self, i: usize) -> Option<Number> {
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

    /// `from Monday to Friday`, `5-7 October`, `2014-2018`, « du 5 au 7 octobre ».
    fn date_range(&self, i: usize) -> Option<Found<When>> {
        let led = i > 0 && self.next(i).is_some();
        let between = led && self.is(i - 1, Sense::Between);
        let joined = |at: usize| {
            self.next(at)?;
            // Jan-Feb: the hyphen is no token of its own
            if matches!(self.tokens[at].sep, Sep::Hyphen) {
                return Some(at);
            }
            let to = matches!(self.next_sign(at), Some('-' | '–' | '—'))
                || self.is(at, Sense::To)
                || (between && self.is(at, Sense::And));
            if !to {
                return None;
            }
            let mut at = at + 1;
            if self.next_senses(at).iter().any(|s| matches!(s, Sense::OnDay | Sense::The)) {
                at += 1;
            }
            self.next(at).map(|_| at)
        };
        // 5 to 7 October: the first has no month of its own
        if let Some((day, end)) = self.day_number(i)
            && let Some(at) = joined(end)
            && let Some(last) = self.date(at)
            && let When::Day { year, month: Some(month), day: to, .. } = last.what
            && day < to
        {
            let at_day = |day| Box::new(When::Day { year, month: Some(month), day, weekday: None });
            return Some(Found {
                start: i,
                end: last.end,
                what: When::Range(at_day(day), at_day(to)),
            });
        }
        let first = self.date(i)?;
        let at = joined(first.end)?;
        // May 5 to 7
        if let When::Day { year, month: Some(month), day, .. } = first.what
            && let Some((to, mut end)) = self.day_number(at)
            && day < to
            && !self.next_senses(end).iter().any(|s| {
                matches!(
                    s,
                    Sense::Month(_)
                        | Sense::Of
                        | Sense::Clock
                        | Sense::TimeUnit(_)
                        | Sense::Am
                        | Sense::Pm
                )
            })
            && !self.is(at - 1, Sense::AtClock)
        {
            let mut year = year;
            if year.is_none()
                && let Some((found, after)) = self.year_after(end)
            {
                year = Some(found);
                end = after;
            }
            let at_day = |day| Box::new(When::Day { year, month: Some(month), day, weekday: None });
            return Some(Found { start: i, end, what: When::Range(at_day(day), at_day(to)) });
        }
        let last = self.date(at)?;
        let bare = |when: &When| matches!(when, When::Now | When::Today(_));
        let same = is_day(&first.what) == is_day(&last.what)
            || bare(&first.what)
            || bare(&last.what)
            || !matches!(self.tokens[at].sep, Sep::Hyphen) && self.next_sign(first.end).is_none();
        let hyphen = matches!(self.next_sign(first.end), Some('-'));
        let spans = !matches!(first.what, When::Shift(..) | When::Stretch(..));
        (same && spans && (!hyphen || !matches!(first.what, When::Today(_)))).then(|| {
            // Jan-Feb 2017: the year of the second is that of the first too
            let mut from = first.what;
            if let (When::Month { year: year @ None, .. }, When::Month { year: Some(found), .. }) =
                (&mut from, &last.what)
            {
                *year = Some(*found);
            }
            if let (When::Day { year: year @ None, .. }, When::Day { year: Some(found), .. }) =
                (&mut from, &last.what)
            {
                *year = Some(*found);
            }
            Found {
                start: first.start,
                end: last.end,
                what: When::Range(Box::new(from), Box::new(last.what)),
            }
        })
    }

    /// The number of a day at `i`, in digits, as ordinal or in words, and the token after it.
    fn day_number(&self, i: usize) -> Option<(u8, usize)> {
        let (number, end) = match self.token(i)?.tok {
            Tok::Literal { value, plain: 1 | 2, .. } => (value.to_integer()?, i + 1),
            Tok::Ordinal(number) => (i128::from(number), i + 1),
            Tok::Word(_) => {
                if let Some(place) = self.ordinal(i) {
                    (place.number.to_integer()?, place.end)
                } else {
                    let number = self.signed(i).filter(|n| !n.article)?;
                    (number.exact()?.to_integer()?, number.end)
                }
            }
            _ => return None,
        };
        let day = u8::try_from(number).ok().filter(|d| (1..=31).contains(d))?;
        Some((day, end))
    }

    /// A year at `i` after a month: `2023`, `, 2023`, `of 2023`, `'23`.
    fn year_after(&self, i: usize) -> Option<(i32, usize)> {
        let mut at = i;
        if matches!(self.next_sign(at), Some(',' | '/' | '-'))
            || self.next_is(at, Sense::Of)
            || self.next_is(at, Sense::InPeriod)
        {
            at += 1;
        }
        let token = self.next(at)?;
        match token.tok {
            Tok::Word(_) => self.spelled_year(at),
            Tok::Literal { value, plain: 4, .. } => {
                let year = i32::try_from(value.to_integer()?).ok()?;
                ((1000..2200).contains(&year) && !self.glued_after(at + 1))
                    .then_some((year, at + 1))
            }
            Tok::Literal { value, plain: 2, .. } if token.sep == Sep::Apostrophe => {
                let year = i32::try_from(value.to_integer()?).ok()?;
                Some((if year < 69 { 2000 } else { 1900 } + year, at + 1))
            }
            _ => None,
        }
    }

    /// `nineteen ninety six`, `two thousand and fifteen`, « deux mille vingt-trois ».
    fn spelled_year(&self, i: usize) -> Option<(i32, usize)> {
        let number = self.signed(i).filter(|n| n.spelled && !n.article)?;
        let year = i32::try_from(number.small()?).ok()?;
        if (1900..2100).contains(&year) {
            return Some((year, number.end));
        }
        let tail = self.next(number.end).and_then(|_| self.signed(number.end))?;
        let rest = i32::try_from(tail.small()?).ok()?;
        let fits = (13..=20).contains(&year) && (10..100).contains(&rest) && tail.spelled;
        fits.then_some((year * 100 + rest, tail.end))
    }

    fn month(&self, i: usize) -> Option<(u8, bool)> {
        self.sense(i, |sense| match sense {
            Sense::Month(month) => Some((month, true)),
            Sense::WeakMonth(month) => Some((month, false)),
            _ => None,
        })
    }

    fn rel(&self, i: usize) -> Option<i32> {
        self.sense(i, |sense| match sense {
            Sense::Rel(rel) => Some(rel),
            _ => None,
        })
    }

    fn time_unit(&self, i: usize) -> Option<TimeUnit> {
        self.sense(i, |sense| match sense {
            Sense::TimeUnit(unit) => Some(unit),
            _ => None,
        })
    }

    /// A date, or a stretch of days, that begins at `i`.
    fn date(&self, i: usize) -> Option<Found<When>> {
        let found = |end, what| Some(Found { start: i, end, what });
        match self.token(i)?.tok {
            Tok::Date { year, first, second, year_first } => {
                let what = self.numeric_date(year, first, second, year_first)?;
                return found(i + 1, what);
            }
            Tok::Fraction { above, below, sign: false } => {
                let what = self.slash_date(above, below)?;
                return found(i + 1, what);
            }
            Tok::Literal { .. } | Tok::Ordinal(_) => {}
            Tok::Word(_) => {}
            _ => return None,
        }
        self.offset(i)
            .or_else(|| self.nth(i))
            .or_else(|| self.numbered_week(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.day_of_month(i))
            .or_else(|| self.weekday(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.shift(i))
            .or_else(|| self.bare_month(i))
            .or_else(|| self.year(i))
            .or_else(|| self.named(i))
            .or_else(|| self.bare_day(i))
    }

    /// `on the 4th`, « le 23 », where the sentence or the clause ends.
    fn bare_day(&self, i: usize) -> Option<Found<When>> {
        let back = |at: usize| (at > 0 && self.next(at).is_some()).then(|| at - 1);
        let before = back(i)?;
        let ordinal = matches!(self.tokens[i].tok, Tok::Ordinal(_));
        let literal = matches!(self.tokens[i].tok, Tok::Literal { plain: 1 | 2, .. });
        let led = if self.locale.day_first {
            self.is(before, Sense::OnDay) && (ordinal || literal)
        } else {
            ordinal
                && (self.is(before, Sense::OnDay)
                    || self.is(before, Sense::The)
                        && back(before).is_some_and(|at| self.is(at, Sense::OnDay)))
        };
        let (day, end) = self.day_number(i).filter(|_| led)?;
        let rest = self.text[self.tokens[end - 1].end..].trim_start();
        let ends = !rest.starts_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '%' | '€' | '$' | '-' | '–' | '/')
        });
        let joined = self.clock_after(end).is_some();
        let what = When::Day { year: None, month: None, day, weekday: None };
        (ends || joined).then_some(Found { start: i, end, what })
    }

    /// `two days after Christmas`, `3 weeks from tomorrow`.
    fn offset(&self, i: usize) -> Option<Found<When>> {
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
    fn nth(&self, i: usize) -> Option<Found<When>> {
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
    fn numbered_week(&self, i: usize) -> Option<Found<When>> {
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

    /// A date without another inside, so that nothing goes deeper than two.
    fn plain_date(&self, i: usize) -> Option<Found<When>> {
        if let Tok::Date { year, first, second, year_first } = self.token(i)?.tok {
            let what = self.numeric_date(year, first, second, year_first)?;
            return Some(Found { start: i, end: i + 1, what });
        }
        self.day_of_month(i)
            .or_else(|| self.weekday(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.bare_month(i))
            .or_else(|| self.year(i))
            .or_else(|| self.named(i))
    }

    /// `Q1 2019`, `2019-Q1`, `the third quarter of 2008` by its sign.
    fn quarter(&self, i: usize) -> Option<Found<When>> {
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

    fn numeric_date(&self, year: i32, first: u8, second: u8, year_first: bool) -> Option<When> {
        if first == 0 {
            return Some(When::Decade(year));
        }
        if second == 0 {
            return Some(When::Month { year: Some(year), month: first, rel: None });
        }
        let (month, day) = if year_first { (first, second) } else { self.ordered(first, second)? };
        Some(When::Day { year: Some(year), month: Some(month), day, weekday: None })
    }

    fn slash_date(&self, above: u32, below: u32) -> Option<When> {
        let (first, second) = (u8::try_from(above).ok()?, u8::try_from(below).ok()?);
        let (month, day) = self.ordered(first, second)?;
        ((1..=31).contains(&day)).then_some(When::Day {
            year: None,
            month: Some(month),
            day,
            weekday: None,
        })
    }

    /// Month and day of two numbers, in the order of the place when both would do.
    fn ordered(&self, first: u8, second: u8) -> Option<(u8, u8)> {
        let (month, day) = if self.locale.day_first { (second, first) } else { (first, second) };
        let fits = |month: u8, day: u8| (1..=12).contains(&month) && (1..=31).contains(&day);
        if fits(month, day) {
            Some((month, day))
        } else if fits(day, month) {
            Some((day, month))
        } else {
            None
        }
    }

    /// `Oct. 7, 2023`, `7 October`, « le 7 octobre », `the 4th`.
    fn day_of_month(&self, i: usize) -> Option<Found<When>> {
        let mut end = i;
        let (month, day);
        if let Some((named, _)) = self.month(i) {
            let mut at = i + 1;
            if self.next_is(at, Sense::The) || self.next_sign(at) == Some('/') {
                at += 1;
            }
            let token = self.next(at)?;
            // the hyphen of `Oct-7`; no number with letters or decimals after it
            if !matches!(token.sep, Sep::Space | Sep::None | Sep::Hyphen) {
                return None;
            }
            let (number, after) = self.day_number(at)?;
            // French prints the day before the month: « en mars 20 personnes »
            let literal = matches!(token.tok, Tok::Literal { .. });
            if literal
                && self.locale.day_first
                && self.next(after).is_none()
                && self.text[self.tokens[after - 1].end..]
                    .trim_start()
                    .starts_with(char::is_alphabetic)
            {
                return None;
            }
            (month, day) = (named, number);
            end = after;
        } else {
            let (number, after) = self.day_number(i)?;
            let mut at = after;
            if self.next_sign(at) == Some('/')
                || matches!(self.next(at), Some(t) if matches!(t.tok, Tok::Sign('-')))
            {
                at += 1;
            }
            if self.next_is(at, Sense::Of) {
                at += 1;
            }
            self.next(at)?;
            let (named, _) = self.month(at)?;
            (month, day) = (named, number);
            end = end.max(at + 1);
        }
        let year = self.year_after(end);
        if let Some((_, after)) = year {
            end = after;
        }
        if self.glued_after(end) {
            return None;
        }
        let year = year.map(|(year, _)| year);
        Some(Found {
            start: i,
            end,
            what: When::Day { year, month: Some(month), day, weekday: None },
        })
    }

    /// `Monday`, `last Saturday`, « lundi prochain », `Monday, Oct. 23`, `Friday 7/6`.
    fn weekday(&self, i: usize) -> Option<Found<When>> {
        let pick = |sense| match sense {
            Sense::Weekday(day) => Some((day, true)),
            Sense::WeakWeekday(day) => Some((day, false)),
            _ => None,
        };
        let english = self.locale.ordinal_suffixes.contains(&"th");
        let mut at = i;
        let mut rel = None;
        if let Some(before) = self.rel(i) {
            rel = Some(before);
            at += 1;
            self.next(at)?;
            // this past Wednesday, this coming Friday
            if let Some(side) = self.sense(at, |sense| match sense {
                Sense::Stretch(side) => Some(side),
                _ => None,
            }) {
                rel = Some(side);
                at += 1;
                self.next(at)?;
            }
        }
        let (day, strong) = self.sense(at, pick)?;
        let mut end = at + 1;
        let mut after = end;
        for _ in 0..2 {
            let skips = self.next_sign(after) == Some(',')
                || self.next_senses(after).iter().any(|s| matches!(s, Sense::OnDay | Sense::The));
            if skips {
                after += 1;
            }
        }
        if self.next(after).is_some() {
            let dated = self.day_of_month(after).or_else(|| match self.tokens[after].tok {
                Tok::Date { year, first, second, year_first } => Some(Found {
                    start: after,
                    end: after + 1,
                    what: self.numeric_date(year, first, second, year_first)?,
                }),
                Tok::Fraction { above, below, sign: false } => Some(Found {
                    start: after,
                    end: after + 1,
                    what: self.slash_date(above, below)?,
                }),
                _ => None,
            });
            if let Some(dated) = dated
                && let When::Day { year, month, day: number, .. } = dated.what
            {
                let what = When::Day { year, month, day: number, weekday: Some(day) };
                return Some(Found { start: i, end: dated.end, what });
            }
            // Monday 21, Monday the 21st
            if let Some((number, number_end)) = self.day_number(after)
                && (matches!(self.tokens[after].tok, Tok::Ordinal(_))
                    || (after == end
                        && matches!(self.tokens[after].tok, Tok::Literal { plain: 2, .. })))
                && self.next_senses(number_end).is_empty()
                && self.next_sign(number_end).is_none_or(|c| c == ',')
                && !self.glued_after(number_end)
            {
                let what = When::Day { year: None, month: None, day: number, weekday: Some(day) };
                return Some(Found { start: i, end: number_end, what });
            }
        }
        if !strong && self.clock_after(end).is_none() {
            return None;
        }
        if rel.is_none()
            && let Some(after) = self.next(end).and_then(|_| self.rel(end))
            && !self.locale.ordinal_suffixes.contains(&"th")
        {
            rel = Some(after);
            end += 1;
        }
        // Monday of last week, Monday next week
        let mut week = end;
        while week < end + 2
            && self
                .next_senses(week)
                .iter()
                .any(|s| matches!(s, Sense::Of | Sense::The | Sense::InPeriod))
        {
            week += 1;
        }
        if rel.is_none()
            && self.next(week).is_some()
            && let Some(period) = self.relative(week)
            && let When::Period(TimeUnit::Week, offset) = period.what
        {
            return Some(Found {
                start: i,
                end: period.end,
                what: When::Weekday(day, Some(offset * 100)),
            });
        }
        // The Sunday Telegraph
        let rest = self.text[self.tokens[end - 1].end..].trim_start();
        let article = i > 0 && self.next(i).is_some() && self.is(i - 1, Sense::The);
        if english && article && rel.is_none() && rest.starts_with(char::is_uppercase) {
            return None;
        }
        Some(Found { start: i, end, what: When::Weekday(day, rel) })
    }

    /// The token after a clock time that follows at once, or after `at`.
    fn clock_after(&self, i: usize) -> Option<usize> {
        let at = if self.next_is(i, Sense::AtClock) { i + 1 } else { i };
        self.next(at)?;
        self.clock(at, false).map(|clock| clock.end)
    }

    /// `last week`, `this month`, « la semaine dernière », `the past year`, `the weekend`.
    fn relative(&self, i: usize) -> Option<Found<When>> {
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
        if let Some(side) = before.filter(|rel| *rel != 0).or_else(|| {
            self.sense(at, |sense| match sense {
                Sense::Stretch(side) => Some(side),
                _ => None,
            })
        }) {
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
                word.ends_with('s') && word != "mois" || self.locale.compounds
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
    fn shift(&self, i: usize) -> Option<Found<When>> {
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

    /// `January`, `in May`, `March 2024`.
    fn bare_month(&self, i: usize) -> Option<Found<When>> {
        let (month, strong) = self.month(i)?;
        if let Some((year, end)) = self.year_after(i + 1) {
            return Some(Found {
                start: i,
                end,
                what: When::Month { year: Some(year), month, rel: None },
            });
        }
        let led = i > 0
            && self.next(i).is_some()
            && self.senses(i - 1).iter().any(|s| {
                matches!(
                    s,
                    Sense::InPeriod
                        | Sense::Mod(
                            Modifier::Start
                                | Modifier::Mid
                                | Modifier::End
                                | Modifier::After
                                | Modifier::Before
                        )
                        | Sense::To
                        | Sense::From
                )
            });
        let token = self.token(i)?;
        let capital = self.text[token.start..].starts_with(char::is_uppercase);
        // English writes months with a capital: `march`, `may` are verbs
        let english = self.locale.ordinal_suffixes.contains(&"th");
        let number = self.senses(i).iter().any(|s| matches!(s, Sense::Card(_)));
        let weak = led && (!english || capital);
        let strong = strong && !number;
        if !(strong || weak) || (english && !capital) {
            return None;
        }
        let rel = self.next(i + 1).and_then(|_| self.rel(i + 1)).filter(|_| !english);
        let end = if rel.is_some() { i + 2 } else { i + 1 };
        Some(Found { start: i, end, what: When::Month { year: None, month, rel } })
    }

    /// `2005` where a year can stand, `the 1990s`.
    fn year(&self, i: usize) -> Option<Found<When>> {
        if let Tok::Literal { value, plain: 2, .. } = self.token(i)?.tok
            && self.follows_years(i)
            && let Some(decade) = value.to_integer().and_then(|n| i32::try_from(n).ok())
            && decade % 10 == 0
        {
            return Some(Found { start: i, end: i + 1, what: When::Decade(1900 + decade) });
        }
        let Tok::Literal { value, plain: 4, glued: false } = self.token(i)?.tok else {
            let led = i > 0 && self.next(i).is_some() && self.is(i - 1, Sense::InPeriod);
            let (year, end) = self.spelled_year(i).filter(|_| led)?;
            let rest = self.text[self.tokens[end - 1].end..].trim_start();
            // `in two thousand and five boats`
            let noun = rest.starts_with(char::is_alphabetic)
                && !self
                    .next_senses(end)
                    .iter()
                    .any(|s| matches!(s, Sense::And | Sense::To | Sense::InPeriod));
            return (!noun).then_some(Found { start: i, end, what: When::Year(year) });
        };
        let year = i32::try_from(value.to_integer()?).ok()?;
        let rest = &self.text[self.tokens[i].end..];
        let years = self.follows_years(i);
        if years && year % 10 == 0 {
            return Some(Found { start: i, end: i + 1, what: When::Decade(year) });
        }
        if self.glued_after(i + 1) || !(1000..2100).contains(&year) {
            return None;
        }
        let led = i > 0
            && self.next(i).is_some()
            && self.senses(i - 1).iter().any(|s| {
                matches!(
                    s,
                    Sense::InPeriod
                        | Sense::YearWord
                        | Sense::Between
                        | Sense::From
                        | Sense::To
                        | Sense::Mod(
                            Modifier::After
                                | Modifier::Before
                                | Modifier::Start
                                | Modifier::Mid
                                | Modifier::End
                        )
                )
            });
        let measured = self.next_senses(i + 1).iter().any(|s| {
            matches!(
                s,
                Sense::Percent
                    | Sense::Currency(_)
                    | Sense::Unit(..)
                    | Sense::TimeUnit(_)
                    | Sense::Mult(_)
                    | Sense::Country(_)
            )
        }) || matches!(self.next_sign(i + 1), Some('%' | '°' | '$' | '€' | '£'));
        let noun = rest.trim_start_matches([' ', '\u{a0}']).starts_with(char::is_alphabetic)
            && !rest.starts_with(char::is_alphabetic);
        let plausible = (1900..2100).contains(&year)
            && (!noun
                || self.next_senses(i + 1).iter().any(|s| {
                    matches!(
                        s,
                        Sense::To | Sense::And | Sense::OnDay | Sense::AtClock | Sense::InPeriod
                    )
                }));
        // « 2024 » at the end of a range: from 2019 to 2024
        let adjective = i > 0
            && self.next(i).is_some()
            && self.is(i - 1, Sense::The)
            && (1900..2100).contains(&year);
        (!measured && (led && (1200..2100).contains(&year) || plausible || adjective))
            .then_some(Found { start: i, end: i + 1, what: When::Year(year) })
    }

    /// « les années 1990 »: the word for years, in the plural, stands before.
    fn follows_years(&self, i: usize) -> bool {
        i > 0 && self.next(i).is_some() && {
            let token = &self.tokens[i - 1];
            matches!(&self.text[token.start..token.end], "années" | "años" | "anni" | "anos")
        }
    }

    /// `today`, `Christmas 2024`, « maintenant ».
    fn named(&self, i: usize) -> Option<Found<When>> {
        let what = self.sense(i, |sense| match sense {
            Sense::Day(days) => Some(When::Today(days)),
            Sense::Now => Some(When::Now),
            Sense::Holiday(month, day) => Some(When::Holiday(month, day, None)),
            Sense::Season(season) => Some(When::Season(season, None)),
            _ => None,
        })?;
        let mut end = i + 1;
        let what = match (what, self.year_after(end)) {
            (When::Holiday(month, day, _), Some((year, after))) => {
                end = after;
                When::Holiday(month, day, Some(year))
            }
            (When::Season(season, _), Some((year, after))) => {
                end = after;
                When::Season(season, Some(year))
            }
            (When::Season(..), None) => return None,
            (what, _) => what,
        };
        Some(Found { start: i, end, what })
    }

    /// A candidate over tokens `start..end` with all its readings.
    fn resolved(
        &self,
        start: usize,
        end: usize,
        when: Option<&When>,
        daytime: Option<Daytime>,
    ) -> Option<Candidate> {
        let span = self.span(start, end);
        let time = resolve::resolve(when, daytime, self.reference, || self.is_future(span))?;
        let fits = |modifier: Modifier| {
            !matches!(modifier, Modifier::UpTo | Modifier::AtMost | Modifier::AtLeast)
        };
        let mut found = Candidate {
            span,
            extended: span,
            value: crate::Value::Time(time),
            modifier: None,
            score: 0.9,
        };
        if let Some((modifier, at)) = self.modifier_before(start, fits) {
            let exact = matches!(when, Some(When::Shift(..)));
            if exact || !matches!(modifier, Modifier::MoreThan | Modifier::LessThan) {
                found.modifier = Some(modifier);
                found.extended.start = self.tokens[at].start;
            }
        } else if let Some(modifier) = self.next_sense(end, |sense| match sense {
            Sense::ModAfter(modifier @ (Modifier::After | Modifier::Before)) => Some(modifier),
            _ => None,
        }) {
            found.modifier = Some(modifier);
            found.extended.end = self.tokens[end].end;
        } else if start > 0 && self.tokens[start].sep != Sep::Gap {
            let led = self.senses(start - 1).iter().any(|s| {
                matches!(
                    s,
                    Sense::OnDay
                        | Sense::AtClock
                        | Sense::From
                        | Sense::Between
                        | Sense::The
                        | Sense::InPeriod
                )
            });
            if led {
                found.extended.start = self.tokens[start - 1].start;
            }
        }
        Some(found)
    }

    /// Whether the words around a date put it in the future: the nearest telling word before it in
    /// its sentence decides, else the next one after it.
    fn is_future(&self, span: Span) -> bool {
        const REACH: usize = 240; // bytes each side, so that the work stays linear
        let mut from = span.start.saturating_sub(REACH);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let mut to = (span.end + REACH).min(self.text.len());
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n' | '”' | '»');
        let before = &self.text[from..span.start];
        let from =
            before.char_indices().rfind(|(_, c)| ends(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        let before = &before[from..];
        let after = &self.text[span.end..to];
        // a date that opens its sentence is told by what follows, comma or not
        let opens = before.trim().is_empty();
        let clause = |c: char| ends(c) || (c == ',' && !opens);
        let after = &after[..after.find(clause).unwrap_or(after.len())];
        let split = |c: char| !c.is_alphanumeric();
        let backward = before.rsplit(split).find_map(|word| self.tense(word));
        backward.or_else(|| after.split(split).find_map(|word| self.tense(word))).unwrap_or(false)
    }

    /// What a word says of the tense: future, past, or nothing.
    fn tense(&self, word: &str) -> Option<bool> {
        if word.is_empty() || word.len() > 40 {
            return None;
        }
        let folded = word.to_lowercase();
        if self.locale.future.contains(&folded.as_str()) {
            return Some(true);
        }
        if self.locale.past.contains(&folded.as_str()) {
            return Some(false);
        }
        let future = folded.len() > 5
            && folded == word
            && self.locale.future_endings.iter().any(|ending| folded.ends_with(ending));
        future.then_some(true)
    }

    /// `tonight`, « hier soir »: a day and its part in one.
    pub(crate) fn day_and_part(&self, i: usize) -> Option<Candidate> {
        let named = self.sense(i, |sense| match sense {
            Sense::DayAndPart(days, part) => Some((days, part)),
            _ => None,
        });
        // this evening
        let said = || {
            self.rel(i).filter(|rel| *rel == 0)?;
            let part = self.next_sense(i + 1, |sense| match sense {
                Sense::Part(part) => Some(part),
                _ => None,
            })?;
            Some((0, part))
        };
        let ((days, part), end) = match named {
            Some(named) => (named, i + 1),
            None => (said()?, i + 2),
        };
        if let Some(found) = self.daytime_after(end)
            && let Daytime::Clock(mut clock) = found.what
        {
            if clock.open && clock.hour < 12 && part != Part::Morning {
                clock.hour += 12;
            }
            clock.open = false;
            return self.resolved(
                i,
                found.end,
                Some(&When::Today(days)),
                Some(Daytime::Clock(clock)),
            );
        }
        self.resolved(i, end, Some(&When::Today(days)), Some(Daytime::Part(part)))
    }
}

/// Whether it is one day, to which a time of day can be said.
fn is_day(when: &When) -> bool {
    match when {
        When::Day { .. } | When::Weekday(..) | When::Today(_) | When::Holiday(..) => true,
        When::Shift(_, unit, _) | When::Offset(_, unit, ..) => *unit >= TimeUnit::Day,
        _ => false,
    }
}

#[cfg(test)]
#[path = "time_tests.rs"]
mod tests;
