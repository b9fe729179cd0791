//! Dates, times and durations: what is said, before it is resolved.

use diptych_text::Span;

use crate::lexer::Sep;
use crate::locale::{Part, Sense, TimeUnit};
use crate::scan::{Candidate, Scan};
use crate::{Modifier, Rational};

mod calendar;
mod clock;
mod date;
mod duration;
mod feast;
mod relative;
mod resolve;
mod year;

pub(crate) use calendar::length;
pub(crate) use feast::Feast;

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
    Holiday(Feast, Option<i32>),
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
pub(crate) struct Found<T> {
    pub start: usize,
    pub end: usize,
    pub what: T,
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
                    // « dix heures mercredi matin »
                    let part = self.next_sense(day.end, part_of_day);
                    let end = if part.is_some() { day.end + 1 } else { day.end };
                    let daytime = part.map_or(first.what, |part| first.what.in_part(part));
                    return self.resolved(i, end, Some(&day.what), Some(daytime));
                }
                // 8 am this morning, « 10 h ce soir »
                if self.next(at).is_some()
                    && let Some((days, part, end)) = self.part_of_some_day(at)
                    && !matches!(first.what, Daytime::Part(_))
                {
                    let daytime = first.what.in_part(part);
                    return self.resolved(i, end, Some(&When::Today(days)), Some(daytime));
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

    /// A candidate over tokens `start..end` with all its readings.
    fn resolved(
        &self,
        start: usize,
        end: usize,
        when: Option<&When>,
        daytime: Option<Daytime>,
    ) -> Option<Candidate> {
        let span = self.span(start, end);
        let fits = |modifier: Modifier| {
            !matches!(modifier, Modifier::UpTo | Modifier::AtMost | Modifier::AtLeast)
        };
        let led = self.modifier_before(start, fits);
        let ahead = led.is_some_and(|(modifier, _)| modifier == Modifier::Before);
        let future = || self.is_future(span, ahead);
        let time = resolve::resolve(when, daytime, self.reference, future)?;
        let mut found = Candidate {
            span,
            extended: span,
            value: crate::Value::Time(time),
            modifier: None,
            score: 0.9,
        };
        if let Some((modifier, at)) = led {
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
        } else if matches!(when, Some(When::Decade(_))) && self.follows_years(start) {
            // « les années 1990 »
            let the = start > 1 && self.next(start - 1).is_some() && self.is(start - 2, Sense::The);
            found.extended.start = self.tokens[if the { start - 2 } else { start - 1 }].start;
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
    fn is_future(&self, span: Span, ahead: bool) -> bool {
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
        let tense = backward.or_else(|| after.split(split).find_map(|word| self.tense(word)));
        // `by Tuesday` looks ahead where no verb says otherwise
        tense.unwrap_or(ahead)
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
        let (days, part, end) = self.part_of_some_day(i)?;
        if let Some(found) = self.daytime_after(end)
            && matches!(found.what, Daytime::Clock(_))
        {
            let daytime = found.what.in_part(part);
            return self.resolved(i, found.end, Some(&When::Today(days)), Some(daytime));
        }
        self.resolved(i, end, Some(&When::Today(days)), Some(Daytime::Part(part)))
    }

    /// Days from today, the part of the day, and the token after: `tonight`, `this evening`.
    fn part_of_some_day(&self, i: usize) -> Option<(i32, Part, usize)> {
        let named = self.sense(i, |sense| match sense {
            Sense::DayAndPart(days, part) => Some((days, part, i + 1)),
            _ => None,
        });
        named.or_else(|| {
            self.rel(i).filter(|rel| *rel == 0)?;
            Some((0, self.next_sense(i + 1, part_of_day)?, i + 2))
        })
    }
}

impl Daytime {
    /// This time of day in that part of it: ten in the evening is 22:00.
    fn in_part(self, part: Part) -> Self {
        let placed = |mut clock: Clock| {
            if clock.open && clock.hour < 12 && part != Part::Morning {
                clock.hour += 12;
            }
            clock.open = false;
            clock
        };
        match self {
            Self::Clock(clock) => Self::Clock(placed(clock)),
            Self::Clocks(from, to) => Self::Clocks(placed(from), placed(to)),
            part @ Self::Part(_) => part,
        }
    }
}

const fn part_of_day(sense: Sense) -> Option<Part> {
    match sense {
        Sense::Part(part) => Some(part),
        _ => None,
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
mod tests;
