//! Days and stretches of days in the calendar, from a reference on.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use super::{Length, Piece};
use crate::locale::TimeUnit;
use crate::{Kind, Rational, Reading};

/// What a date comes to: its TIMEX3 value, and days or stretches, the best first.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    pub timex: String,
    pub days: Vec<Date>,
    /// From, inclusive, to, exclusive.
    pub stretches: Vec<(Bound, Bound)>,
    pub moments: Vec<DateTime>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bound {
    Day(Date),
    Moment(DateTime),
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Moment(moment) => moment.fmt(f),
        }
    }
}

pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    let part = |n: u8| i8::try_from(n).ok();
    Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()
}

impl Calendar {
    pub(super) fn stretch(&mut self, from: Date, count: i64, unit: TimeUnit) -> Option<()> {
        let to = match unit {
            TimeUnit::Year => from.checked_add(count.years()),
            TimeUnit::Month => from.checked_add(count.months()),
            TimeUnit::Week => from.checked_add(count.weeks()),
            _ => from.checked_add(count.days()),
        };
        let stretch = (Bound::Day(from), Bound::Day(to.ok()?));
        if !self.stretches.contains(&stretch) {
            self.stretches.push(stretch);
        }
        Some(())
    }
}

/// Days by nearness to `today`: the last one not after it and the first one after it, in the
/// order of the tense.
pub(super) fn nearest(
    days: impl Iterator<Item = Date>,
    today: Date,
    future: &impl Fn() -> bool,
) -> Vec<Date> {
    let (mut past, mut next) = (None, None);
    for day in days {
        if day <= today {
            past = Some(day);
        } else if next.is_none() {
            next = Some(day);
        }
    }
    let mut found: Vec<Date> = past.into_iter().chain(next).collect();
    if found.len() == 2 && found[0] != today && future() {
        found.reverse();
    }
    found
}

pub(super) fn number(weekday: Weekday) -> u8 {
    weekday.to_monday_one_offset().unsigned_abs()
}

fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

pub(super) fn weekdays(
    weekday: u8,
    rel: Option<i32>,
    today: Date,
    future: &impl Fn() -> bool,
) -> Option<Vec<Date>> {
    let back = (i64::from(number(today.weekday())) + 7 - i64::from(weekday)) % 7;
    let recent = today.checked_sub(back.days()).ok()?;
    let later = |day: Date, days: i64| day.checked_add(days.days()).ok();
    let in_week = |weeks: i64| {
        let monday = monday(today)?;
        later(monday, i64::from(weekday) - 1 + 7 * weeks)
    };
    let mut days = match rel {
        None if back > 0 && future() => vec![later(recent, 7)?, recent],
        None => vec![recent, later(recent, 7)?],
        Some(0) => vec![in_week(0)?, later(recent, 7)?],
        // `Monday of last week` is kept apart from `last Monday` by the grammar: hundreds of weeks
        Some(rel) if rel % 100 == 0 => vec![in_week(i64::from(rel / 100))?],
        Some(rel) if rel < 0 => {
            let last = if back == 0 { later(recent, -7)? } else { recent };
            vec![last, in_week(-1)?]
        }
        Some(_) => vec![later(recent, 7)?, in_week(1)?],
    };
    days.dedup();
    Some(days)
}

pub(super) fn weekend(
    rel: Option<i32>,
    today: Date,
    future: &impl Fn() -> bool,
) -> Option<Calendar> {
    let this = monday(today)?.checked_add(5.days()).ok()?;
    let last = this.checked_sub(1.week()).ok()?;
    let next = this.checked_add(1.week()).ok()?;
    let begun = today >= this;
    // early in the week the weekend is the one that was, unless the text looks ahead
    let early = number(today.weekday()) <= 3;
    let saturdays = match rel {
        // 下下周末: weeks from this one
        Some(rel) if rel.abs() > 1 => vec![this.checked_add(i64::from(rel).weeks()).ok()?],
        Some(rel) if rel < 0 => vec![last],
        Some(rel) if rel > 0 => vec![if begun { next } else { this }, next],
        _ if !begun && early && !future() => vec![last, this],
        _ => vec![this, last],
    };
    let first = saturdays.first()?.iso_week_date();
    let timex = format!("{:04}-W{:02}-WE", first.year(), first.week());
    let mut calendar = Calendar { timex, ..Calendar::default() };
    for saturday in saturdays.iter().copied() {
        calendar.stretch(saturday, 2, TimeUnit::Day)?;
    }
    // from Friday evening on
    for saturday in saturdays {
        let friday = saturday.yesterday().ok()?.at(18, 0, 0, 0);
        let monday = saturday.checked_add(2.days()).ok()?.at(0, 0, 0, 0);
        calendar.stretches.push((Bound::Moment(friday), Bound::Moment(monday)));
    }
    Some(calendar)
}

pub(super) fn period(unit: TimeUnit, rel: i32, today: Date) -> Option<Calendar> {
    let (mut calendar, rel) = (Calendar::default(), i64::from(rel));
    match unit {
        TimeUnit::Day => {
            let day = today.checked_add(rel.days()).ok()?;
            calendar.timex = day.to_string();
            calendar.days.push(day);
        }
        TimeUnit::Week | TimeUnit::Fortnight => {
            let weeks = if unit == TimeUnit::Week { 1 } else { 2 };
            let start = monday(today)?.checked_add((rel * weeks).weeks()).ok()?;
            let iso = start.iso_week_date();
            calendar.timex = format!("{:04}-W{:02}", iso.year(), iso.week());
            calendar.stretch(start, weeks, TimeUnit::Week)?;
        }
        TimeUnit::Month => {
            let start = today.first_of_month().checked_add(rel.months()).ok()?;
            calendar.timex = format!("{:04}-{:02}", start.year(), start.month());
            calendar.stretch(start, 1, TimeUnit::Month)?;
        }
        TimeUnit::Quarter => {
            let back = i64::from((today.month() - 1) % 3);
            let start = today.first_of_month().checked_add((rel * 3 - back).months()).ok()?;
            calendar.timex = format!("{:04}-Q{}", start.year(), (start.month() - 1) / 3 + 1);
            calendar.stretch(start, 3, TimeUnit::Month)?;
        }
        TimeUnit::Year => {
            let year = i32::from(today.year()) + i32::try_from(rel).ok()?;
            calendar.timex = format!("{year:04}");
            calendar.stretch(date(year, 1, 1)?, 1, TimeUnit::Year)?;
        }
        TimeUnit::Decade | TimeUnit::Century => {
            let size = if unit == TimeUnit::Decade { 10 } else { 100 };
            let year = i32::from(today.year());
            let start = year - year.rem_euclid(size) + i32::try_from(rel).ok()? * size;
            let digits = if size == 10 { 3 } else { 2 };
            calendar.timex = format!("{start:04}").get(..digits)?.to_owned();
            calendar.stretch(date(start, 1, 1)?, i64::from(size), TimeUnit::Year)?;
        }
        _ => return None,
    }
    Some(calendar)
}

/// The n-th day, week, weekday … of each stretch, counted from its end when negative. The first week
/// of a year is that of ISO 8601; of a month, the one that holds most of its first seven days, or
/// else the first whole one.
pub(super) fn nth(place: i32, piece: Piece, outer: &Calendar, iso: bool) -> Option<Calendar> {
    let mut calendar = Calendar::default();
    let steps = i64::from(place.abs()) - 1;
    if !(1..=366).contains(&place.abs()) {
        return None;
    }
    for stretch in &outer.stretches {
        let (Bound::Day(from), Bound::Day(to)) = *stretch else {
            continue;
        };
        let last = to.yesterday().ok()?;
        let inside = |day: Date| (from..to).contains(&day);
        match piece {
            Piece::Unit(TimeUnit::Day) => {
                let day = if place < 0 {
                    last.checked_sub(steps.days()).ok()?
                } else {
                    from.checked_add(steps.days()).ok()?
                };
                calendar.days.extend(Some(day).filter(|day| inside(*day)));
            }
            Piece::Weekday(weekday) => {
                let weekday = i64::from(weekday);
                let day = if place < 0 {
                    let back = (i64::from(number(last.weekday())) + 7 - weekday) % 7;
                    last.checked_sub((back + 7 * steps).days()).ok()?
                } else {
                    let ahead = (weekday + 7 - i64::from(number(from.weekday()))) % 7;
                    from.checked_add((ahead + 7 * steps).days()).ok()?
                };
                calendar.days.extend(Some(day).filter(|day| inside(*day)));
            }
            Piece::Weekend => {
                let day = if place < 0 {
                    let back = i64::from(number(last.weekday()) + 1) % 7;
                    last.checked_sub((back + 7 * steps).days()).ok()?
                } else {
                    let ahead = (13 - i64::from(number(from.weekday()))) % 7;
                    from.checked_add((ahead + 7 * steps).days()).ok()?
                };
                calendar.timex = day.to_string();
                calendar.stretch(day, 2, TimeUnit::Day)?;
                // from Friday evening on
                let friday = day.yesterday().ok()?.at(18, 0, 0, 0);
                let monday = day.checked_add(2.days()).ok()?.at(0, 0, 0, 0);
                calendar.stretches.push((Bound::Moment(friday), Bound::Moment(monday)));
            }
            Piece::Unit(TimeUnit::Week) => {
                if steps > 52 {
                    return None;
                }
                // the Thursday of a week tells where it belongs
                let anchor =
                    if place < 0 { last.checked_sub(3.days()) } else { from.checked_add(3.days()) };
                let first = monday(anchor.ok()?)?;
                let steps = if place < 0 { -steps } else { steps };
                let start = first.checked_add(steps.weeks()).ok()?;
                let week = start.iso_week_date();
                if calendar.timex.is_empty() {
                    calendar.timex = if iso {
                        format!("{:04}-W{:02}", week.year(), week.week())
                    } else {
                        start.to_string()
                    };
                }
                calendar.stretch(start, 1, TimeUnit::Week)?;
                let whole = if place < 0 {
                    monday(to)?.checked_sub(1.week()).ok()?
                } else {
                    monday(from.checked_add(6.days()).ok()?)?
                };
                calendar.stretch(whole.checked_add(steps.weeks()).ok()?, 1, TimeUnit::Week)?;
            }
            Piece::Unit(unit @ (TimeUnit::Month | TimeUnit::Quarter)) => {
                let months = if unit == TimeUnit::Month { 1 } else { 3 };
                let start = if place < 0 {
                    to.checked_sub(((steps + 1) * months).months()).ok()?
                } else {
                    from.checked_add((steps * months).months()).ok()?
                };
                if !inside(start) {
                    return None;
                }
                if calendar.timex.is_empty() {
                    calendar.timex = if months == 1 {
                        format!("{:04}-{:02}", start.year(), start.month())
                    } else {
                        format!("{:04}-Q{}", start.year(), (start.month() - 1) / 3 + 1)
                    };
                }
                calendar.stretch(start, months, TimeUnit::Month)?;
            }
            Piece::Unit(_) => return None,
        }
    }
    if let Some(day) = calendar.days.first() {
        calendar.timex = day.to_string();
    }
    (!calendar.timex.is_empty()).then_some(calendar)
}

/// So many units at the start of each stretch, or at its end when negative.
pub(super) fn run(count: i32, unit: TimeUnit, outer: &Calendar) -> Option<Calendar> {
    let size = i64::from(count.abs());
    let mut found = Calendar::default();
    let whole = |n: i64| {
        Some(match unit {
            TimeUnit::Day => jiff::Span::new().try_days(n).ok()?,
            TimeUnit::Week => jiff::Span::new().try_weeks(n).ok()?,
            TimeUnit::Month => jiff::Span::new().try_months(n).ok()?,
            TimeUnit::Quarter => jiff::Span::new().try_months(3 * n).ok()?,
            TimeUnit::Year => jiff::Span::new().try_years(n).ok()?,
            _ => return None,
        })
    };
    for (from, to) in outer.bounds() {
        let (from, to) = (from.day(), to.day());
        let (from, to) = if unit == TimeUnit::Week {
            // the weeks whose Thursdays lie inside
            (
                monday(from.checked_add(3.days()).ok()?)?,
                monday(to.checked_sub(4.days()).ok()?)?.checked_add(1.week()).ok()?,
            )
        } else {
            (from, to)
        };
        let (from, to) = if count < 0 {
            (to.checked_sub(whole(size)?).ok()?, to)
        } else {
            (from, from.checked_add(whole(size)?).ok()?)
        };
        found.stretches.push((Bound::Day(from), Bound::Day(to)));
    }
    let (from, to) = found.stretches.first()?;
    found.timex = format!("{from}/{to}");
    Some(found)
}

/// TIMEX3 for a period that cannot be placed.
pub(super) const fn undated(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Week | TimeUnit::Fortnight => "XXXX-WXX",
        TimeUnit::Month => "XXXX-XX",
        TimeUnit::Quarter => "XXXX-QX",
        TimeUnit::Decade => "XXX",
        TimeUnit::Century => "XX",
        TimeUnit::Year => "XXXX",
        _ => "XXXX-XX-XX",
    }
}

impl Calendar {
    /// The first instant and the one after the last, of each reading.
    pub(super) fn bounds(&self) -> Vec<(Bound, Bound)> {
        let mut bounds = self.stretches.clone();
        bounds.extend(
            self.days
                .iter()
                .filter_map(|day| Some((Bound::Day(*day), Bound::Day(day.tomorrow().ok()?)))),
        );
        bounds.extend(self.moments.iter().map(|m| (Bound::Moment(*m), Bound::Moment(*m))));
        bounds
    }
}

impl Calendar {
    /// What it comes to, the best first.
    pub(super) fn readings(&self) -> Vec<Reading> {
        let days = self.days.iter().map(|day| Reading::Point(day.to_string()));
        let moments = self.moments.iter().map(|moment| Reading::Point(moment.to_string()));
        let stretches = self
            .stretches
            .iter()
            .map(|(from, to)| Reading::Interval(Some(from.to_string()), Some(to.to_string())));
        days.chain(moments).chain(stretches).collect()
    }

    /// A date, unless it is told by the minute.
    pub(super) fn kind(&self) -> Kind {
        let timed = self.days.is_empty() && !self.moments.is_empty()
            || matches!(self.stretches.first(), Some((Bound::Moment(_), _)));
        if timed { Kind::DateTime } else { Kind::Date }
    }
}

impl Bound {
    /// The day it lies on.
    pub(super) fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Moment(moment) => moment.date(),
        }
    }

    /// The moment, or the first one of the day.
    pub(super) fn moment(self) -> DateTime {
        match self {
            Self::Day(day) => day.to_datetime(jiff::civil::Time::midnight()),
            Self::Moment(moment) => moment,
        }
    }
}

/// The moment so much before or after `now`.
pub(super) fn shift(now: DateTime, length: &Length, side: i128) -> Option<DateTime> {
    let mut moved = now;
    for part in &length.parts {
        let (amount, unit) = (Length::amount(part)?, part.1);
        moved = match amount.to_integer() {
            Some(days) if length.business && unit == TimeUnit::Day => workdays(moved, days, side)?,
            _ => by_unit(moved, amount, unit, side)?,
        };
    }
    Some(moved)
}

/// So many days of work further or back, Monday to Friday.
fn workdays(now: DateTime, days: i128, side: i128) -> Option<DateTime> {
    let (weeks, rest) = (i64::try_from(days / 5).ok()?, days % 5);
    let side = if side < 0 { -1_i64 } else { 1 };
    let mut moved = now.checked_add(jiff::Span::new().try_weeks(side * weeks).ok()?).ok()?;
    let mut left = rest;
    while left > 0 {
        moved = moved.checked_add(side.days()).ok()?;
        left -= i128::from(number(moved.weekday()) <= 5);
    }
    Some(moved)
}

fn by_unit(now: DateTime, amount: Rational, unit: TimeUnit, side: i128) -> Option<DateTime> {
    let (count, letter) = length(unit);
    let total = amount.checked_mul(Rational::integer(count * side))?;
    // half a month is 15 days, half an hour 1800 seconds
    let whole = total.to_integer();
    let span = match (letter, whole) {
        ("Y", Some(n)) => jiff::Span::new().try_years(i64::try_from(n).ok()?),
        ("M", Some(n)) if unit > TimeUnit::Hour => {
            jiff::Span::new().try_months(i64::try_from(n).ok()?)
        }
        ("W", Some(n)) => jiff::Span::new().try_weeks(i64::try_from(n).ok()?),
        ("D", Some(n)) => jiff::Span::new().try_days(i64::try_from(n).ok()?),
        _ => {
            let signed = amount.checked_mul(Rational::integer(side))?;
            let total = signed.checked_mul(seconds(unit))?;
            let rounded = total.numerator() / total.denominator();
            jiff::Span::new().try_seconds(i64::try_from(rounded).ok()?)
        }
    };
    now.checked_add(span.ok()?).ok()
}

/// How TIMEX3 counts a unit: `a decade` is `10Y`.
pub(crate) const fn length(unit: TimeUnit) -> (i128, &'static str) {
    match unit {
        TimeUnit::Second => (1, "S"),
        TimeUnit::Minute => (1, "M"),
        TimeUnit::Hour => (1, "H"),
        TimeUnit::Day => (1, "D"),
        TimeUnit::Week => (1, "W"),
        TimeUnit::Fortnight => (2, "W"),
        TimeUnit::Month => (1, "M"),
        TimeUnit::Quarter => (3, "M"),
        TimeUnit::Year => (1, "Y"),
        TimeUnit::Decade => (10, "Y"),
        TimeUnit::Century => (100, "Y"),
    }
}

/// The nominal length of a unit in seconds: a month is 30 days, a year 365.
pub(super) const fn seconds(unit: TimeUnit) -> Rational {
    const DAY: i128 = 86_400;
    Rational::integer(match unit {
        TimeUnit::Second => 1,
        TimeUnit::Minute => 60,
        TimeUnit::Hour => 3600,
        TimeUnit::Day => DAY,
        TimeUnit::Week => 7 * DAY,
        TimeUnit::Fortnight => 14 * DAY,
        TimeUnit::Month => 30 * DAY,
        TimeUnit::Quarter => 90 * DAY,
        TimeUnit::Year => 365 * DAY,
        TimeUnit::Decade => 3650 * DAY,
        TimeUnit::Century => 36_500 * DAY,
    })
}
