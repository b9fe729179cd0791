//! From what is said to the calendar.

use jiff::ToSpan;
use jiff::civil::DateTime;

use self::hours::{at, clock_time, closed_ranges, daytime_timex, later_than, readings};
use self::when::calendar;
use self::yearly::next_from;
use super::calendar::{Bound, date, shift};
use super::{Clock, Daytime, Length, Moment, Said, When};
use crate::{Kind, Reading, Reference, Time};

mod hours;
mod length;
mod when;
mod yearly;

/// The time that was said.
///
/// `future` tells whether the text around speaks of what is to come; it is asked only where it
/// matters. Without a reference only what is absolute is resolved.
pub(super) fn resolve(
    said: &Said,
    reference: Option<Reference>,
    future: &impl Fn() -> bool,
) -> Option<Time> {
    let now = reference.map(Reference::datetime);
    match said {
        Said::One(moment) => one(moment, now, future),
        Said::Range(from, to) => range(from, to, now, future),
        Said::Lasting(from, length) => lasting(from, length, now, future),
    }
}

fn one(moment: &Moment, now: Option<DateTime>, future: &impl Fn() -> bool) -> Option<Time> {
    let Some(when) = &moment.when else {
        return moment.daytime.map(|daytime| clock_time(daytime, now));
    };
    let calendar = calendar(when, now, future)?;
    let time = |kind, timex, resolved| Some(Time { kind, timex, resolved });
    let Some(daytime) = moment.daytime else {
        let kind = calendar.kind();
        let mut readings = calendar.readings();
        // a stretch of which neither end is known
        if readings.is_empty() && matches!(when, When::Fiscal(..) | When::Season(..)) {
            readings.push(Reading::Interval(None, None));
        }
        return time(kind, calendar.timex, readings);
    };
    let mut resolved = Vec::new();
    for (from, to) in readings(daytime) {
        for day in &calendar.days {
            let start = at(*day, from)?;
            resolved.push(match to {
                None => Reading::Point(start.to_string()),
                Some(to) => interval(&start, &later_than(start, at(*day, to)?)?),
            });
        }
    }
    // `later today`: from noon on
    let late = (daytime == Daytime::Close).then(|| {
        let clock = |hour| Clock { hour, minute: 0, second: None, open: false };
        [(clock(12), clock(24)), (clock(17), clock(21))]
    });
    for (from, to) in closed_ranges(daytime).chain(late.into_iter().flatten()) {
        for day in &calendar.days {
            let start = at(*day, from)?;
            resolved.push(interval(&start, &later_than(start, at(*day, to)?)?));
        }
    }
    let timex = format!("{}T{}", calendar.timex, daytime_timex(daytime));
    time(Kind::DateTime, timex, resolved)
}

fn interval(from: &impl ToString, to: &impl ToString) -> Reading {
    Reading::Interval(Some(from.to_string()), Some(to.to_string()))
}

/// From one time to another: with the last day inside, as people mean it, and without, as meeting
/// calendars count it.
fn range(
    from: &Moment,
    to: &Moment,
    now: Option<DateTime>,
    future: &impl Fn() -> bool,
) -> Option<Time> {
    let days = from.daytime.is_none() && to.daytime.is_none();
    let (from_timex, starts) = bounds(from, days, now, future)?;
    let (to_timex, ends) = bounds(to, days, now, future)?;
    let mut resolved = Vec::new();
    for inclusive in [true, false] {
        for (start, _) in &starts {
            // what comes round again ends at its first return
            let again = to.when.as_ref().filter(|_| days).and_then(|w| next_from(w, start.day()));
            let later = ends.iter().find(|(first, _)| first.day() >= start.day());
            let Some((first, last)) = again
                .map(|(first, last)| (Bound::Day(first), Bound::Day(last)))
                .or_else(|| later.or(ends.last()).copied())
            else {
                continue;
            };
            let reading = interval(start, if inclusive { &last } else { &first });
            if !resolved.contains(&reading) {
                resolved.push(reading);
            }
        }
    }
    let kind = if days { Kind::Date } else { Kind::DateTime };
    Some(Time { kind, timex: format!("{from_timex}/{to_timex}"), resolved })
}

/// The TIMEX3 value of a time, and its first instant with the one after its last, of each reading.
/// `days`: the present is a day.
fn bounds(
    moment: &Moment,
    days: bool,
    now: Option<DateTime>,
    future: &impl Fn() -> bool,
) -> Option<(String, Vec<(Bound, Bound)>)> {
    let present = When::Today(0);
    let when = match moment.when.as_ref()? {
        When::Now if days => &present,
        when => when,
    };
    let calendar = calendar(when, now, future)?;
    let Some(daytime) = moment.daytime else {
        let found = calendar.bounds();
        return Some((calendar.timex, found));
    };
    let mut found = Vec::new();
    for (from, to) in readings(daytime) {
        for day in &calendar.days {
            let start = at(*day, from)?;
            let end = to.map_or(Some(start), |to| later_than(start, at(*day, to)?))?;
            found.push((Bound::Moment(start), Bound::Moment(end)));
        }
    }
    Some((format!("{}T{}", calendar.timex, daytime_timex(daytime)), found))
}

/// From a time on for so long.
fn lasting(
    from: &Moment,
    length: &Length,
    now: Option<DateTime>,
    future: &impl Fn() -> bool,
) -> Option<Time> {
    let length_timex = length.timex()?;
    if from.when.is_none() {
        let daytime = from.daytime?;
        let base = date(2024, 1, 1)?;
        let mut resolved = Vec::new();
        for (clock, _) in readings(daytime) {
            let start = at(base, clock)?;
            let end = shift(start, length, 1)?;
            resolved.push(interval(&start.time(), &end.time()));
        }
        for (clock, _) in readings(daytime) {
            let Some(start) = now.and_then(|now| at(now.date(), clock)) else {
                continue;
            };
            let end = shift(start, length, 1)?;
            resolved.push(interval(&start, &end));
            resolved.push(interval(&start, &end.checked_add(1.minute()).ok()?));
        }
        let timex = format!("T{}/{length_timex}", daytime_timex(daytime));
        return Some(Time { kind: Kind::Time, timex, resolved });
    }
    let days = from.daytime.is_none();
    let (timex, starts) = bounds(from, true, now, future)?;
    let mut resolved = Vec::new();
    for (start, _) in starts {
        let end = shift(start.moment(), length, 1)?;
        if days {
            let end = end.date();
            resolved.push(interval(&start, &end));
            resolved.push(interval(&start, &end.tomorrow().ok()?));
        } else {
            resolved.push(interval(&start, &end));
        }
    }
    let kind = if days { Kind::Date } else { Kind::DateTime };
    Some(Time { kind, timex: format!("{timex}/{length_timex}"), resolved })
}
