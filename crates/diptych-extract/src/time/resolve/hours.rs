//! Times of day on the calendar.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::edge::part_hours;
use super::super::{Clock, Daytime};
use super::interval;
use crate::{Kind, Reading, Time};

/// The end of a range of clock times, on the next day when it lies before the start.
pub(super) fn later_than(start: DateTime, end: DateTime) -> Option<DateTime> {
    if end <= start { end.checked_add(1.day()).ok() } else { Some(end) }
}

/// A time of day alone: as such, and on the days next to the reference, the coming one first.
pub(super) fn clock_time(daytime: Daytime, now: Option<DateTime>) -> Time {
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

pub(super) fn daytime_timex(daytime: Daytime) -> String {
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
pub(super) fn readings(daytime: Daytime) -> Vec<(Clock, Option<Clock>)> {
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
pub(super) fn closed_ranges(daytime: Daytime) -> impl Iterator<Item = (Clock, Clock)> {
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

pub(super) fn at(day: Date, clock: Clock) -> Option<DateTime> {
    let hour = i8::try_from(clock.hour).ok()?;
    let (day, hour) = if hour == 24 { (day.tomorrow().ok()?, 0) } else { (day, hour) };
    let minute = i8::try_from(clock.minute).ok()?;
    let second = i8::try_from(clock.second.unwrap_or(0)).ok()?;
    DateTime::new(day.year(), day.month(), day.day(), hour, minute, second, 0).ok()
}
