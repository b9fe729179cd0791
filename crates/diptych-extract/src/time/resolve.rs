//! From what is said to the calendar.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::calendar::{
    Bound, Calendar, date, nearest, nth, number, period, run, shift, undated, weekdays, weekend,
};
use super::edge::{edges, part_hours};
use super::{Clock, Daytime, Feast, Length, Moment, Said, When};
use crate::locale::TimeUnit;
use crate::{Amount, Kind, Modifier, Rational, Reading, Reference, Time};

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

/// The end of a range of clock times, on the next day when it lies before the start.
fn later_than(start: DateTime, end: DateTime) -> Option<DateTime> {
    if end <= start { end.checked_add(1.day()).ok() } else { Some(end) }
}

/// A time of day alone: as such, and on the days next to the reference, the coming one first.
fn clock_time(daytime: Daytime, now: Option<DateTime>) -> Time {
    let shown = |clock: Clock| {
        format!("{:02}:{:02}:{:02}", clock.hour % 24, clock.minute, clock.second.unwrap_or(0))
    };
    let all = readings(daytime);
    let mut resolved: Vec<Reading> = all
        .iter()
        .map(|(from, to)| match to {
            None => Reading::Clock(shown(*from)),
            Some(to) => interval(&shown(*from), &shown(*to)),
        })
        .collect();
    if let Some(now) = now {
        let closed = closed_ranges(daytime).map(|(from, to)| (from, Some(to)));
        let dated = all.into_iter().chain(closed).filter_map(|(from, to)| {
            let today = at(now.date(), from)?;
            let other = if today > now { today.yesterday() } else { today.tomorrow() }.ok()?;
            let days = if today > now { [today, other] } else { [other, today] };
            let reading = |start: DateTime| match to {
                None => Some(Reading::Point(start.to_string())),
                Some(to) => Some(interval(&start, &later_than(start, at(start.date(), to)?)?)),
            };
            Some(days.into_iter().filter_map(reading).collect::<Vec<_>>())
        });
        resolved.extend(dated.flatten());
    }
    let timex = format!("T{}", daytime_timex(daytime));
    Time { kind: Kind::Time, timex, resolved }
}

fn daytime_timex(daytime: Daytime) -> String {
    let clock = |clock: Clock| match clock.second {
        Some(second) => format!("{:02}:{:02}:{second:02}", clock.hour, clock.minute),
        None => format!("{:02}:{:02}", clock.hour, clock.minute),
    };
    match daytime {
        Daytime::Clock(time) => clock(time),
        Daytime::Clocks(from, to) => format!("{}/{}", clock(from), clock(to)),
        Daytime::Part(part) | Daytime::Edge(_, part) => part.timex().to_owned(),
        Daytime::Close => "23:59:59".to_owned(),
    }
}

/// Clock times and stretches of them that a time of day may mean, the best first.
fn readings(daytime: Daytime) -> Vec<(Clock, Option<Clock>)> {
    let later =
        |c: Clock| Clock { hour: if c.hour == 12 { 0 } else { c.hour + 12 }, open: false, ..c };
    match daytime {
        Daytime::Clock(time) if time.open => vec![(time, None), (later(time), None)],
        Daytime::Clock(time) => vec![(time, None)],
        Daytime::Close => {
            vec![(Clock { hour: 23, minute: 59, second: Some(59), open: false }, None)]
        }
        Daytime::Clocks(from, to) => {
            if from.open && !to.open {
                // 3-8pm: the half of the day said last holds for both
                let shifted = later(from);
                let moves = to.hour >= 12 && shifted < to && shifted.hour >= 12;
                vec![(if moves { shifted } else { from }, Some(to))]
            } else if from.open && to.open {
                // `from 10:30 to 3`: over noon
                let over = (to.hour, to.minute) <= (from.hour, from.minute);
                let to_later = if to.hour < 12 { later(to) } else { to };
                let first = (from, Some(if over { to_later } else { to }));
                let second = (later(from), Some(if over { to } else { to_later }));
                vec![first, second]
            } else if to.open
                && (if from.hour < 12 { to.hour < from.hour } else { to.hour + 12 > from.hour })
            {
                vec![(from, Some(later(to)))]
            } else {
                vec![(from, Some(to))]
            }
        }
        Daytime::Part(part) => part_hours(part, None),
        Daytime::Edge(side, part) => part_hours(part, Some(side)),
    }
}

/// Ranges of clock times with their last minute, or hour where no minutes are said, inside: as dates
/// are mostly meant, clock times now and then.
fn closed_ranges(daytime: Daytime) -> impl Iterator<Item = (Clock, Clock)> {
    let ranges = match daytime {
        Daytime::Clocks(..) => readings(daytime),
        _ => Vec::new(),
    };
    ranges.into_iter().filter_map(|(from, to)| {
        let to = to?;
        let whole = from.minute == 0 && to.minute == 0;
        let minutes = u16::from(to.hour) * 60 + u16::from(to.minute) + if whole { 60 } else { 1 };
        let (hour, minute) = (u8::try_from(minutes / 60).ok()?, u8::try_from(minutes % 60).ok()?);
        (hour < 24).then_some((from, Clock { hour, minute, second: None, open: false }))
    })
}

fn at(day: Date, clock: Clock) -> Option<DateTime> {
    let hour = i8::try_from(clock.hour).ok()?;
    let (day, hour) = if hour == 24 { (day.tomorrow().ok()?, 0) } else { (day, hour) };
    let minute = i8::try_from(clock.minute).ok()?;
    let second = i8::try_from(clock.second.unwrap_or(0)).ok()?;
    DateTime::new(day.year(), day.month(), day.day(), hour, minute, second, 0).ok()
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

/// The first and the last day but one of a date that comes round each year.
fn in_year(when: &When, year: i32) -> Option<(Date, Date)> {
    let day = |day: Date| Some((day, day.tomorrow().ok()?));
    let months = |from: u8, count: i64| {
        let first = date(year, from, 1)?;
        Some((first, first.checked_add(count.months()).ok()?))
    };
    match *when {
        When::Day { year: None, month: Some(month), day: number, .. } => {
            day(date(year, month, number)?)
        }
        When::Month { year: None, rel: None, month } => months(month, 1),
        When::Quarter(None, quarter) => months(3 * quarter - 2, 3),
        When::Half(None, half) => months(6 * half - 5, 6),
        When::Holiday(feast, None, None) => day(feast.day(year)?),
        When::Season(season, None, None) => season_of(season, year),
        _ => None,
    }
}

/// The first time from `from` on that a recurring date comes round: its first day and the one after
/// its last.
fn next_from(when: &When, from: Date) -> Option<(Date, Date)> {
    match *when {
        When::Weekday(weekday, None) => {
            let ahead = (i64::from(weekday) + 7 - i64::from(number(from.weekday()))) % 7;
            let day = from.checked_add(ahead.days()).ok()?;
            Some((day, day.tomorrow().ok()?))
        }
        When::Day { month: None, day, .. } => (0..13).find_map(|months: i32| {
            let month = from.first_of_month().checked_add(months.months()).ok()?;
            let day = date(month.year().into(), month.month().unsigned_abs(), day)?;
            (day >= from).then_some((day, day.tomorrow().ok()?))
        }),
        _ => {
            let year = i32::from(from.year());
            // a leap day comes round within eight years
            (year..=year + 8)
                .find_map(|year| in_year(when, year).filter(|(first, _)| *first >= from))
        }
    }
}

/// A season of the northern half of the globe, from equinox to solstice.
fn season_of(season: &str, year: i32) -> Option<(Date, Date)> {
    let (from, to, next) = match season {
        "SP" => ((3, 20), (6, 21), 0),
        "SU" => ((6, 21), (9, 23), 0),
        "FA" => ((9, 23), (12, 21), 0),
        _ => ((12, 21), (3, 20), 1),
    };
    Some((date(year, from.0, from.1)?, date(year + next, to.0, to.1)?))
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
            match date(year, month, day) {
                Some(day) => single(day),
                // 30 February: a date all the same, but no day
                None => unresolved(format!("{year:04}-{month:02}-{day:02}")),
            }
        }
        When::Day { year: None, month: Some(month), day, weekday } => {
            let Some(today) = today else {
                return Some(unresolved(format!("XXXX-{month:02}-{day:02}")));
            };
            let year = i32::from(today.year());
            let near = (year - 8..=year + 8).filter_map(|year| date(year, month, day));
            let mut days = nearest(near, today, future);
            if let Some(weekday) = weekday {
                // « Friday 7/6 »: the year in which that day is a Friday comes first
                days.sort_by_key(|day| number(day.weekday()) != weekday);
                let exact = (year - 3..=year + 3)
                    .filter_map(|year| date(year, month, day))
                    .find(|day| number(day.weekday()) == weekday);
                days.extend(exact.filter(|day| !days.contains(day)));
            }
            let Some(first) = days.first() else {
                return Some(unresolved(format!("XXXX-{month:02}-{day:02}")));
            };
            Calendar { timex: first.to_string(), days, ..Calendar::default() }
        }
        When::Day { month: None, day, weekday, .. } => {
            let Some(today) = today else {
                return Some(unresolved(format!("XXXX-XX-{day:02}")));
            };
            let first = today.first_of_month();
            let near = (-15..=15).filter_map(|months: i32| {
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
        When::Weekdays(count, weekday) => {
            let Some(today) = today else {
                return Some(unresolved(format!("XXXX-WXX-{weekday}")));
            };
            let back = (i32::from(number(today.weekday())) + 7 - i32::from(weekday)) % 7;
            let recent = today.checked_sub(back.days()).ok()?;
            let weeks = if count < 0 && back > 0 { count + 1 } else { count };
            single(recent.checked_add(weeks.weeks()).ok()?)
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
        When::Quarter(year, part) | When::Half(year, part) => {
            let half = matches!(when, When::Half(..));
            let (letter, months) = if half { ('H', 6) } else { ('Q', 3) };
            let years: Vec<i32> = match (year, today) {
                (Some(year), _) => vec![year],
                (None, None) => return Some(unresolved(format!("XXXX-{letter}{part}"))),
                (None, Some(today)) => {
                    let year = i32::from(today.year());
                    vec![year, year - 1, year + 1]
                }
            };
            let mut calendar = unresolved(format!("{:04}-{letter}{part}", years.first()?));
            for year in years {
                let first = u8::try_from(months).ok()? * (part - 1) + 1;
                calendar.stretch(date(year, first, 1)?, months, TimeUnit::Month)?;
            }
            calendar
        }
        When::Nth(place, piece, ref within) => {
            let within = within.as_ref()?;
            let weeks = matches!(**within, When::Year(_) | When::Period(TimeUnit::Year, _));
            let mut outer = calendar(within, reference, future)?;
            if outer.stretches.is_empty() {
                return Some(unresolved(outer.timex));
            }
            if **within == When::Period(TimeUnit::Year, 0) {
                let (Bound::Day(this), _) = outer.stretches[0] else {
                    return None;
                };
                for year in [1, -1] {
                    let first = this.checked_add(year.years()).ok()?;
                    outer.stretch(first, 1, TimeUnit::Year)?;
                }
            }
            nth(place, piece, &outer, weeks)?
        }
        When::Run(count, unit, ref within) => {
            let outer = calendar(within, reference, future)?;
            run(count, unit, &outer)?
        }
        When::Offset(ref length, side, ref from) => {
            let outer = calendar(from, reference, future)?;
            let mut days = Vec::new();
            for (start, _) in outer.bounds() {
                days.push(shift(start.moment(), length, side)?.date());
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
        When::Workweek(rel) => {
            let Some(today) = today else {
                return Some(unresolved("XXXX-WXX".to_owned()));
            };
            let mut week = period(TimeUnit::Week, rel, today)?;
            let (Bound::Day(monday), _) = *week.stretches.first()? else {
                return None;
            };
            week.stretches.clear();
            week.stretch(monday, 5, TimeUnit::Day)?;
            week
        }
        When::Weekend(rel) => {
            let Some(today) = today else {
                return Some(unresolved("XXXX-WXX-WE".to_owned()));
            };
            weekend(rel, today, future)?
        }
        When::Shift(ref length, side) => {
            let Some(now) = reference else {
                return Some(unresolved(length.timex()?));
            };
            let moved = shift(now, length, side)?;
            let mut calendar = if length.unit() <= TimeUnit::Hour {
                Calendar { timex: moved.to_string(), moments: vec![moved], ..Calendar::default() }
            } else {
                single(moved.date())
            };
            rough(&mut calendar, moved, length.unit())?;
            if side > 0 {
                calendar.stretches.push(if length.unit() <= TimeUnit::Hour {
                    (Bound::Moment(now), Bound::Moment(moved))
                } else {
                    (Bound::Day(now.date()), Bound::Day(moved.date()))
                });
            }
            calendar
        }
        When::Stretch(ref length, side) => {
            let timex = length.timex()?;
            let Some(now) = reference else {
                return Some(unresolved(timex));
            };
            let moved = shift(now, length, side)?;
            let (from, to) = if side < 0 { (moved, now) } else { (now, moved) };
            let mut calendar = unresolved(timex);
            if length.unit() <= TimeUnit::Hour {
                calendar.stretches.push((Bound::Moment(from), Bound::Moment(to)));
                calendar.stretches.extend(whole_hours(now, length, side));
            } else {
                // what is to come begins with the next day
                if side > 0 {
                    let (from, to) = (from.date().tomorrow().ok()?, to.date().tomorrow().ok()?);
                    calendar.stretches.push((Bound::Day(from), Bound::Day(to)));
                }
                calendar.stretches.push((Bound::Day(from.date()), Bound::Day(to.date())));
                whole_units(&mut calendar, now.date(), length, side);
            }
            calendar
        }
        When::Holiday(feast, Some(year), _) => feast_days(feast, &[feast.day(year)?])?,
        When::Holiday(feast, None, rel) => {
            let Some(today) = today else {
                return Some(match feast {
                    Feast::Fixed(month, day) => unresolved(format!("XXXX-{month:02}-{day:02}")),
                    _ => unresolved("XXXX-XX-XX".to_owned()),
                });
            };
            let year = i32::from(today.year());
            let near = (year - 2..=year + 2).filter_map(|year| feast.day(year));
            let mut days = match rel {
                None => nearest(near, today, future),
                Some(0) => {
                    let mut days: Vec<Date> = feast.day(year).into_iter().collect();
                    days.extend(near.filter(|day| *day >= today).take(1));
                    days
                }
                Some(rel) if rel < 0 => {
                    let mut days: Vec<Date> = near.filter(|day| *day < today).collect();
                    days.reverse();
                    days.truncate(2);
                    days
                }
                Some(_) => near.filter(|day| *day > today).take(2).collect(),
            };
            days.dedup();
            feast_days(feast, &days)?
        }
        When::Season(season, year, rel) => {
            let year = match (year, rel, today) {
                (Some(year), ..) => Some(year),
                (None, Some(rel), Some(today)) => Some(i32::from(today.year()) + rel),
                _ => None,
            };
            let mut calendar = unresolved(match year {
                Some(year) => format!("{year:04}-{season}"),
                None => season.to_owned(),
            });
            let here = year.or_else(|| today.map(|today| today.year().into()));
            for year in here.into_iter().flat_map(|year| [year, year - 1]) {
                let (from, to) = season_of(season, year)?;
                calendar.stretches.push((Bound::Day(from), Bound::Day(to)));
                calendar.stretches.push((Bound::Day(from), Bound::Day(to.tomorrow().ok()?)));
            }
            calendar
        }
        When::Fiscal(name, year, rel) => {
            let year = match (year, rel, today) {
                (Some(year), ..) => year,
                (None, Some(rel), Some(today)) => i32::from(today.year()) + rel,
                _ => return Some(unresolved(format!("{name}XXXX"))),
            };
            if name == "CY" {
                return calendar(&When::Year(year), reference, future);
            }
            // when it begins differs by country and school
            unresolved(format!("{name}{year:04}"))
        }
        When::Within(ref inner, ref outer) => {
            let outer = calendar(outer, reference, future)?;
            let mut found = Calendar::default();
            let day = super::is_day(inner);
            for (from, to) in outer.bounds() {
                let Some((first, last)) =
                    next_from(inner, from.day()).filter(|(first, _)| *first < to.day())
                else {
                    continue;
                };
                if day {
                    found.days.push(first);
                } else {
                    found.stretches.push((Bound::Day(first), Bound::Day(last)));
                }
            }
            found.timex = match (&**inner, found.days.first(), found.stretches.first()) {
                (_, Some(day), _) => day.to_string(),
                (When::Month { .. }, _, Some((Bound::Day(from), _))) => {
                    format!("{:04}-{:02}", from.year(), from.month())
                }
                (When::Quarter(_, n), _, Some((Bound::Day(from), _))) => {
                    format!("{:04}-Q{n}", from.year())
                }
                (When::Season(season, ..), _, Some((Bound::Day(from), _))) => {
                    format!("{:04}-{season}", from.year())
                }
                _ => outer.timex,
            };
            found
        }
        When::Edge(side, ref inner) => {
            let mut found = calendar(inner, reference, future)?;
            let whole = std::mem::take(&mut found.stretches);
            let explicit = matches!(**inner, When::Year(_));
            for (from, to) in &whole {
                found.stretches.extend(edges(side, from.day(), to.day(), explicit, today));
            }
            for day in std::mem::take(&mut found.days) {
                // half a day, or what of it one is awake
                let stretches = match side {
                    Modifier::Start => [(0, 12), (6, 10)],
                    Modifier::Mid => [(10, 14), (11, 16)],
                    _ => [(12, 24), (17, 21)],
                };
                let clock = |hour| Clock { hour, minute: 0, second: None, open: false };
                for (from, to) in stretches {
                    let (from, to) = (at(day, clock(from))?, at(day, clock(to))?);
                    found.stretches.push((Bound::Moment(from), Bound::Moment(to)));
                }
            }
            found.stretches.extend(whole);
            found
        }
        When::Around(unit, ref day) => {
            let outer = calendar(day, reference, future)?;
            let mut found = Calendar { timex: outer.timex.clone(), ..Calendar::default() };
            for day in &outer.days {
                for (from, to) in period(unit, 0, *day)?.bounds() {
                    found.stretches.push((from, to));
                }
            }
            found
        }
    })
}

/// A feast on the first of its days, with the other days it may begin on, and all its days.
fn feast_days(feast: Feast, first: &[Date]) -> Option<Calendar> {
    let mut days = Vec::new();
    let mut stretches = Vec::new();
    let length = feast.length();
    for shift in feast.shifts() {
        for day in first {
            let day = day.checked_add(shift.days()).ok()?;
            days.push(day);
            if length > 1 {
                // from nightfall, or a moon seen a day early at the end, it lasts a day more or less
                for length in [length, length + 1, length - 1] {
                    let end = day.checked_add(length.days()).ok()?;
                    stretches.push((Bound::Day(day), Bound::Day(end)));
                }
            }
        }
    }
    Some(Calendar { timex: first.first()?.to_string(), days, stretches, moments: Vec::new() })
}

/// Adds what is meant where a length is told in rough units: `in two years` is a month, `14 days
/// ago` an hour.
fn rough(calendar: &mut Calendar, moved: DateTime, unit: TimeUnit) -> Option<()> {
    match unit {
        TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => {
            calendar.stretch(moved.date().first_of_month(), 1, TimeUnit::Month)?;
        }
        TimeUnit::Day => {
            let hour = moved.with().minute(0).second(0).subsec_nanosecond(0).build().ok()?;
            if hour.time() != jiff::civil::Time::midnight() {
                calendar.moments.push(hour);
            }
        }
        TimeUnit::Hour => {
            let minute = moved.with().second(0).subsec_nanosecond(0).build().ok()?;
            if minute != moved {
                calendar.moments.push(minute);
            }
        }
        _ => {}
    }
    Some(())
}

/// Adds the whole weeks, months, quarters or years that a stretch may mean: the next two months are
/// March and April.
fn whole_units(calendar: &mut Calendar, today: Date, length: &Length, side: i128) {
    let Some((count, unit)) = length.single() else {
        return;
    };
    let Some(count) = count.to_integer().and_then(|n| i32::try_from(n).ok()) else {
        return;
    };
    if unit <= TimeUnit::Day || !(1..=200).contains(&count) {
        return;
    }
    let (first, last) = if side > 0 { (1, count) } else { (-count, -1) };
    let edge = |rel| period(unit, rel, today).and_then(|found| found.bounds().first().copied());
    if let (Some((from, _)), Some((_, to))) = (edge(first), edge(last)) {
        calendar.stretches.push((from, to));
    }
}

/// The whole hours, minutes or seconds that a stretch may mean.
fn whole_hours(now: DateTime, length: &Length, side: i128) -> Option<(Bound, Bound)> {
    let unit = length.unit();
    let floor = now.with().subsec_nanosecond(0);
    let floor = if unit >= TimeUnit::Minute { floor.second(0) } else { floor };
    let floor = if unit == TimeUnit::Hour { floor.minute(0) } else { floor };
    let floor = floor.build().ok()?;
    let one = match unit {
        TimeUnit::Second => 1.second(),
        TimeUnit::Minute => 1.minute(),
        _ => 1.hour(),
    };
    let base = if side > 0 { floor.checked_add(one).ok()? } else { floor };
    let moved = shift(base, length, side)?;
    let (from, to) = if side > 0 { (base, moved) } else { (moved, base) };
    Some((Bound::Moment(from), Bound::Moment(to)))
}

impl Length {
    /// The amount of one part, when it is exact.
    pub(super) const fn amount(part: &(Amount, TimeUnit)) -> Option<Rational> {
        match part.0 {
            Amount::Exact(value) => Some(value),
            Amount::Range { .. } => None,
        }
    }
}
