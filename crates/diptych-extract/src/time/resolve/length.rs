//! So much time from now, or up to now.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::Length;
use super::super::calendar::{Bound, Calendar, period, shift};
use super::when::{single, unresolved};
use crate::locale::TimeUnit;

/// So much before or after now.
pub(super) fn shifted(
    length: &Length,
    side: i128,
    reference: Option<DateTime>,
) -> Option<Calendar> {
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
    Some(calendar)
}

/// The stretch that ends or starts now.
pub(super) fn stretch(
    length: &Length,
    side: i128,
    reference: Option<DateTime>,
) -> Option<Calendar> {
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
    Some(calendar)
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
