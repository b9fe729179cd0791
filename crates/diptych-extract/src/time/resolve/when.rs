//! The days and stretches that a date may mean.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::calendar::{
    Bound, Calendar, date, nth, number, period, run, shift, undated, weekdays, weekend,
};
use super::super::edge::edges;
use super::super::{Clock, Piece, When};
use super::hours::at;
use super::length::{shifted, stretch};
use super::yearly::{feast_days, first_within, holiday, monthly_day, season_near, yearly_day};
use crate::Modifier;
use crate::locale::TimeUnit;

/// The days and stretches of `when`, the best reading first. `future` tells whether the text around
/// speaks of what is to come.
pub(super) fn calendar(
    when: &When,
    reference: Option<DateTime>,
    future: &impl Fn() -> bool,
) -> Option<Calendar> {
    let today = reference.map(DateTime::date);
    Some(match *when {
        When::Day { year: Some(year), month: Some(month), day, .. } => {
            match date(year, month, day) {
                Some(day) => single(day),
                // 30 February: a date all the same, but no day
                None => unresolved(format!("{year:04}-{month:02}-{day:02}")),
            }
        }
        When::Day { year: None, month: Some(month), day, weekday } => {
            yearly_day(month, day, weekday, today, future)?
        }
        When::Day { month: None, day, weekday, .. } => monthly_day(day, weekday, today, future)?,
        When::Weekday(weekday, rel) => {
            let Some(today) = today else {
                return Some(unresolved(format!("XXXX-WXX-{weekday}")));
            };
            let days = weekdays(weekday, rel, today, future)?;
            Calendar { timex: days.first()?.to_string(), days, ..Calendar::default() }
        }
        When::Weekdays(count, weekday) => nth_weekday(count, weekday, today)?,
        When::Today(offset) => match today {
            Some(today) => single(today.checked_add(offset.days()).ok()?),
            None => unresolved(if offset == 0 { "PRESENT_REF" } else { "XXXX-XX-XX" }.to_owned()),
        },
        When::Now => Calendar {
            moments: reference.into_iter().collect(),
            ..unresolved("PRESENT_REF".to_owned())
        },
        When::Month { year, month, rel } => month_of(year, month, rel, today, future)?,
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
        When::Quarter(year, part) => part_of_year(year, part, ('Q', 3), today)?,
        When::Half(year, part) => part_of_year(year, part, ('H', 6), today)?,
        When::Nth(place, piece, ref within) => {
            nth_within(place, piece, within.as_ref()?, reference, future)?
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
        When::Workweek(rel) => workweek(rel, today)?,
        When::Weekend(rel) => {
            let Some(today) = today else {
                return Some(unresolved("XXXX-WXX-WE".to_owned()));
            };
            weekend(rel, today, future)?
        }
        When::Shift(ref length, side) => shifted(length, side, reference)?,
        When::Stretch(ref length, side) => stretch(length, side, reference)?,
        When::Holiday(feast, Some(year), _) => feast_days(feast, &[feast.day(year)?])?,
        When::Holiday(feast, None, rel) => holiday(feast, rel, today, future)?,
        When::Season(season, year, rel) => season_near(season, year, rel, today)?,
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
            first_within(inner, &calendar(outer, reference, future)?)?
        }
        When::Edge(side, ref inner) => edge(side, inner, reference, future)?,
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

/// The n-th weekday from today on, or back.
fn nth_weekday(count: i32, weekday: u8, today: Option<Date>) -> Option<Calendar> {
    let Some(today) = today else {
        return Some(unresolved(format!("XXXX-WXX-{weekday}")));
    };
    let back = (i32::from(number(today.weekday())) + 7 - i32::from(weekday)) % 7;
    let recent = today.checked_sub(back.days()).ok()?;
    let weeks = if count < 0 && back > 0 { count + 1 } else { count };
    Some(single(recent.checked_add(weeks.weeks()).ok()?))
}

/// A month of a year, or of those next to today.
fn month_of(
    year: Option<i32>,
    month: u8,
    rel: Option<i32>,
    today: Option<Date>,
    future: &impl Fn() -> bool,
) -> Option<Calendar> {
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
    Some(calendar)
}

/// A quarter or half of a year, by its letter and months.
fn part_of_year(
    year: Option<i32>,
    part: u8,
    (letter, months): (char, u8),
    today: Option<Date>,
) -> Option<Calendar> {
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
        let first = months * (part - 1) + 1;
        calendar.stretch(date(year, first, 1)?, months.into(), TimeUnit::Month)?;
    }
    Some(calendar)
}

/// The n-th day, week … of a stretch.
fn nth_within(
    place: i32,
    piece: Piece,
    within: &When,
    reference: Option<DateTime>,
    future: &impl Fn() -> bool,
) -> Option<Calendar> {
    let weeks = matches!(within, When::Year(_) | When::Period(TimeUnit::Year, _));
    let mut outer = calendar(within, reference, future)?;
    if outer.stretches.is_empty() {
        return Some(unresolved(outer.timex));
    }
    if *within == When::Period(TimeUnit::Year, 0) {
        let (Bound::Day(this), _) = outer.stretches[0] else {
            return None;
        };
        for year in [1, -1] {
            let first = this.checked_add(year.years()).ok()?;
            outer.stretch(first, 1, TimeUnit::Year)?;
        }
    }
    nth(place, piece, &outer, weeks)
}

/// Monday to Friday of the last, this or next week.
fn workweek(rel: i32, today: Option<Date>) -> Option<Calendar> {
    let Some(today) = today else {
        return Some(unresolved("XXXX-WXX".to_owned()));
    };
    let mut week = period(TimeUnit::Week, rel, today)?;
    let (Bound::Day(monday), _) = *week.stretches.first()? else {
        return None;
    };
    week.stretches.clear();
    week.stretch(monday, 5, TimeUnit::Day)?;
    Some(week)
}

/// The start, middle or end of a stretch or a day.
fn edge(
    side: Modifier,
    inner: &When,
    reference: Option<DateTime>,
    future: &impl Fn() -> bool,
) -> Option<Calendar> {
    let mut found = calendar(inner, reference, future)?;
    let whole = std::mem::take(&mut found.stretches);
    let explicit = matches!(inner, When::Year(_));
    for (from, to) in &whole {
        found.stretches.extend(edges(
            side,
            from.day(),
            to.day(),
            explicit,
            reference.map(DateTime::date),
        ));
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
    Some(found)
}

/// A day and nothing else.
pub(super) fn single(day: Date) -> Calendar {
    Calendar { timex: day.to_string(), days: vec![day], ..Calendar::default() }
}

/// A date without a place in the calendar.
pub(super) fn unresolved(timex: String) -> Calendar {
    Calendar { timex, ..Calendar::default() }
}
