//! From what is said to the calendar.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::calendar::{
    Bound, Calendar, date, length, nearest, nth, number, period, range, shift, undated, weekdays,
    weekend,
};
use super::{Clock, Daytime, Feast, When};
use crate::locale::{Part, TimeUnit};
use crate::{Kind, Rational, Reading, Reference, Time};

/// The time a date and a time of day make together.
///
/// `future` tells whether the text around speaks of what is to come; it is asked only where it
/// matters. Without a reference only what is absolute is resolved.
pub(super) fn resolve(
    when: Option<&When>,
    daytime: Option<Daytime>,
    reference: Option<Reference>,
    future: impl Fn() -> bool,
) -> Option<Time> {
    let reference = reference.map(Reference::datetime);
    let Some(when) = when else {
        return daytime.map(clock_time);
    };
    let calendar = calendar(when, reference, &future)?;
    let time = |kind, timex, resolved| Some(Time { kind, timex, resolved });
    let Some(daytime) = daytime else {
        let mut resolved: Vec<Reading> =
            calendar.days.iter().map(|day| Reading::Point(day.to_string())).collect();
        resolved.extend(calendar.moments.iter().map(|m| Reading::Point(m.to_string())));
        resolved.extend(
            calendar
                .stretches
                .iter()
                .map(|(from, to)| Reading::Interval(Some(from.to_string()), Some(to.to_string()))),
        );
        let kind = if calendar.moments.is_empty() { Kind::Date } else { Kind::DateTime };
        return time(kind, calendar.timex, resolved);
    };
    let mut resolved = Vec::new();
    for clock in readings(daytime) {
        for day in &calendar.days {
            match clock {
                (from, None) => resolved.push(Reading::Point(at(*day, from)?.to_string())),
                (from, Some(to)) => {
                    let start = at(*day, from)?;
                    let mut end = at(*day, to)?;
                    if end <= start {
                        end = end.checked_add(1.day()).ok()?;
                    }
                    resolved
                        .push(Reading::Interval(Some(start.to_string()), Some(end.to_string())));
                }
            }
        }
    }
    let timex = format!("{}T{}", calendar.timex, daytime_timex(daytime));
    time(Kind::DateTime, timex, resolved)
}

/// A time of day alone.
fn clock_time(daytime: Daytime) -> Time {
    let shown = |clock: Clock| {
        format!("{:02}:{:02}:{:02}", clock.hour % 24, clock.minute, clock.second.unwrap_or(0))
    };
    let resolved = readings(daytime).into_iter().map(|(from, to)| match to {
        None => Reading::Clock(shown(from)),
        Some(to) => Reading::Interval(Some(shown(from)), Some(shown(to))),
    });
    let timex = format!("T{}", daytime_timex(daytime));
    Time { kind: Kind::Time, timex, resolved: resolved.collect() }
}

fn daytime_timex(daytime: Daytime) -> String {
    let clock = |clock: Clock| match clock.second {
        Some(second) => format!("{:02}:{:02}:{second:02}", clock.hour, clock.minute),
        None => format!("{:02}:{:02}", clock.hour, clock.minute),
    };
    match daytime {
        Daytime::Clock(time) => clock(time),
        Daytime::Clocks(from, to) => format!("{}/{}", clock(from), clock(to)),
        Daytime::Part(part) => part.timex().to_owned(),
    }
}

/// Clock times and stretches of them that a time of day may mean, the best first.
///
/// A part of the day has a wide reading (six hours) and the narrow one of office calendars.
fn readings(daytime: Daytime) -> Vec<(Clock, Option<Clock>)> {
    let clock = |hour, minute, second| Clock { hour, minute, second, open: false };
    let later =
        |c: Clock| Clock { hour: if c.hour == 12 { 0 } else { c.hour + 12 }, open: false, ..c };
    match daytime {
        Daytime::Clock(time) if time.open => vec![(time, None), (later(time), None)],
        Daytime::Clock(time) => vec![(time, None)],
        Daytime::Clocks(from, to) => {
            // 3-8pm: the half of the day said last holds for both
            if from.open && !to.open {
                let shifted = later(from);
                let from = if to.hour >= 12 && shifted < to && shifted.hour >= 12 {
                    shifted
                } else {
                    from
                };
                vec![(from, Some(to))]
            } else if from.open && to.open {
                vec![(from, Some(to)), (later(from), Some(later(to)))]
            } else {
                vec![(from, Some(to))]
            }
        }
        Daytime::Part(part) => {
            let (wide, narrow) = match part {
                Part::Morning => ((6, 12), (8, 12)),
                Part::Afternoon => ((12, 18), (12, 16)),
                Part::Evening => ((18, 24), (16, 20)),
                Part::Night => ((20, 24), (20, 24)),
            };
            let stretch = |(from, to): (u8, u8)| (clock(from, 0, None), Some(clock(to, 0, None)));
            let mut all = vec![stretch(wide)];
            if narrow != wide {
                all.push(stretch(narrow));
            }
            if part == Part::Night {
                all.push((clock(20, 0, None), Some(clock(23, 59, Some(59)))));
            }
            all
        }
    }
}

fn at(day: Date, clock: Clock) -> Option<DateTime> {
    let hour = i8::try_from(clock.hour).ok()?;
    let (day, hour) = if hour == 24 { (day.tomorrow().ok()?, 0) } else { (day, hour) };
    let minute = i8::try_from(clock.minute).ok()?;
    let second = i8::try_from(clock.second.unwrap_or(0)).ok()?;
    DateTime::new(day.year(), day.month(), day.day(), hour, minute, second, 0).ok()
}

fn calendar(
    when: &When,
    reference: Option<DateTime>,
    future: &impl Fn() -> bool,
) -> Option<Calendar> {
    let today = reference.map(DateTime::date);
    let single =
        |day: Date| Calendar { timex: day.to_string(), days: vec![day], ..Calendar::default() };
    let unresolved = |timex: String| Calendar { timex, ..Calendar::default() };
    Some(match *when {
        When::Day { year: Some(year), month: Some(month), day, .. } => {
            single(date(year, month, day)?)
        }
        When::Day { year: None, month: Some(month), day, weekday } => {
            // 2024 is a leap year: any day of a month exists in it
            date(2024, month, day)?;
            let Some(today) = today else {
                return Some(unresolved(format!("XXXX-{month:02}-{day:02}")));
            };
            let year = i32::from(today.year());
            let near = (year - 4..=year + 4).filter_map(|year| date(year, month, day));
            let mut days = nearest(near, today, future);
            if let Some(weekday) = weekday {
                // « Friday 7/6 »: the year in which that day is a Friday comes first
                days.sort_by_key(|day| number(day.weekday()) != weekday);
            }
            Calendar { timex: days.first()?.to_string(), days, ..Calendar::default() }
        }
        When::Day { month: None, day, weekday, .. } => {
            let Some(today) = today else {
                return Some(unresolved(format!("XXXX-XX-{day:02}")));
            };
            let first = today.first_of_month();
            let near = (-7..=7).filter_map(|months: i32| {
                let month = first.checked_add(months.months()).ok()?;
                date(month.year().into(), month.month().unsigned_abs(), day)
            });
            let fits = near.filter(|d| weekday.is_none_or(|w| number(d.weekday()) == w));
            let days = nearest(fits, today, future);
            Calendar { timex: days.first()?.to_string(), days, ..Calendar::default() }
        }
        When::Weekday(weekday, rel) => {
            let Some(today) = today else {
                return Some(unresolved(format!("XXXX-WXX-{weekday}")));
            };
            let days = weekdays(weekday, rel, today, future)?;
            Calendar { timex: days.first()?.to_string(), days, ..Calendar::default() }
        }
        When::Today(offset) => match today {
            Some(today) => single(today.checked_add(offset.days()).ok()?),
            None => unresolved(if offset == 0 { "PRESENT_REF" } else { "XXXX-XX-XX" }.to_owned()),
        },
        When::Now => Calendar {
            moments: reference.into_iter().collect(),
            ..unresolved("PRESENT_REF".to_owned())
        },
        When::Month { year, month, rel } => {
            let years: Vec<i32> = match (year, rel, today) {
                (Some(year), ..) => vec![year],
                (None, _, None) => return Some(unresolved(format!("XXXX-{month:02}"))),
                (None, Some(0), Some(today)) => vec![today.year().into()],
                (None, rel, Some(today)) => {
                    let year = i32::from(today.year());
                    let here = today.month().unsigned_abs();
                    let past = if month <= here { year } else { year - 1 };
                    let next = if month > here { year } else { year + 1 };
                    match rel {
                        Some(rel) if rel < 0 => {
                            vec![if month < here { year } else { year - 1 }, year - 1]
                        }
                        Some(_) => vec![next, year + 1],
                        None if future() => vec![next, past],
                        None => vec![past, next],
                    }
                }
            };
            let mut calendar = unresolved(format!("{:04}-{month:02}", years.first()?));
            for year in years {
                calendar.stretch(date(year, month, 1)?, 1, TimeUnit::Month)?;
            }
            calendar
        }
        When::Year(year) => {
            let mut calendar = unresolved(format!("{year:04}"));
            calendar.stretch(date(year, 1, 1)?, 1, TimeUnit::Year)?;
            calendar
        }
        When::Decade(year) => {
            let mut calendar = unresolved(format!("{:03}", year / 10));
            calendar.stretch(date(year, 1, 1)?, 10, TimeUnit::Year)?;
            calendar
        }
        // as people count them: the 20th century is 1900 to 1999
        When::Century(place) => {
            let mut calendar = unresolved(format!("{:02}", place - 1));
            calendar.stretch(date((place - 1) * 100, 1, 1)?, 100, TimeUnit::Year)?;
            calendar
        }
        When::Quarter(year, quarter) => {
            let years: Vec<i32> = match (year, today) {
                (Some(year), _) => vec![year],
                (None, None) => return Some(unresolved(format!("XXXX-Q{quarter}"))),
                (None, Some(today)) => vec![today.year().into(), i32::from(today.year()) - 1],
            };
            let mut calendar = unresolved(format!("{:04}-Q{quarter}", years.first()?));
            for year in years {
                calendar.stretch(date(year, 3 * quarter - 2, 1)?, 3, TimeUnit::Month)?;
            }
            calendar
        }
        When::Nth(place, unit, ref within) => {
            let weeks = matches!(**within, When::Year(_) | When::Period(TimeUnit::Year, _));
            let outer = calendar(within, reference, future)?;
            nth(place, unit, &outer, weeks)?
        }
        When::Offset(amount, unit, side, ref from) => {
            let outer = calendar(from, reference, future)?;
            let mut days = Vec::new();
            for day in &outer.days {
                days.push(
                    shift(day.to_datetime(jiff::civil::Time::midnight()), amount, unit, side)?
                        .date(),
                );
            }
            let timex = days.first().map_or_else(|| outer.timex.clone(), Date::to_string);
            Calendar { timex, days, ..Calendar::default() }
        }
        When::Period(unit, rel) => {
            let Some(today) = today else {
                return Some(unresolved(undated(unit).to_owned()));
            };
            period(unit, rel, today)?
        }
        When::Weekend(rel) => {
            let Some(today) = today else {
                return Some(unresolved("XXXX-WXX-WE".to_owned()));
            };
            weekend(rel, today, future)?
        }
        When::Shift(amount, unit, side) => {
            let Some(now) = reference else {
                let (count, letter) = length(unit);
                let shown = amount.checked_mul(Rational::integer(count))?;
                let clock = if unit <= TimeUnit::Hour { "T" } else { "" };
                return Some(unresolved(format!("P{clock}{shown}{letter}")));
            };
            let moved = shift(now, amount, unit, side)?;
            if unit <= TimeUnit::Hour {
                let timex = moved.to_string();
                Calendar { timex, moments: vec![moved], ..Calendar::default() }
            } else {
                single(moved.date())
            }
        }
        When::Stretch(amount, unit, side) => {
            let (count, letter) = length(unit);
            let shown = amount.checked_mul(Rational::integer(count))?;
            let clock = if unit <= TimeUnit::Hour { "T" } else { "" };
            let timex = format!("P{clock}{shown}{letter}");
            let Some(now) = reference else {
                return Some(unresolved(timex));
            };
            let moved = shift(now, amount, unit, side)?;
            let (from, to) = if side < 0 { (moved, now) } else { (now, moved) };
            let mut calendar = unresolved(timex);
            if unit <= TimeUnit::Hour {
                calendar.stretches.push((Bound::Moment(from), Bound::Moment(to)));
            } else {
                // what is to come begins with the next day
                if side > 0 {
                    let (from, to) = (from.date().tomorrow().ok()?, to.date().tomorrow().ok()?);
                    calendar.stretches.push((Bound::Day(from), Bound::Day(to)));
                }
                calendar.stretches.push((Bound::Day(from.date()), Bound::Day(to.date())));
            }
            calendar
        }
        When::Holiday(feast, Some(year)) => single(feast.day(year)?),
        When::Holiday(Feast::Fixed(month, day), None) => {
            let when = When::Day { year: None, month: Some(month), day, weekday: None };
            return calendar(&when, reference, future);
        }
        When::Holiday(feast, None) => {
            let Some(today) = today else {
                return Some(unresolved("XXXX-XX-XX".to_owned()));
            };
            let year = i32::from(today.year());
            let near = (year - 1..=year + 1).filter_map(|year| feast.day(year));
            let days = nearest(near, today, future);
            Calendar { timex: days.first()?.to_string(), days, ..Calendar::default() }
        }
        When::Season(season, year) => unresolved(match year {
            Some(year) => format!("{year:04}-{season}"),
            None => season.to_owned(),
        }),
        When::Range(ref from, ref to) => {
            let (from, to) = (calendar(from, reference, future)?, calendar(to, reference, future)?);
            range(&from, &to)
        }
    })
}
