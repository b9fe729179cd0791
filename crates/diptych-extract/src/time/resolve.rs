//! From what is said to the calendar.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use super::{Clock, Daytime, Feast, When};
use crate::locale::{Part, TimeUnit};
use crate::{Kind, Rational, Reading, Reference, Time};

/// What a date comes to: its TIMEX3 value, and days or stretches, the best first.
#[derive(Debug, Default)]
struct Calendar {
    timex: String,
    days: Vec<Date>,
    /// From, inclusive, to, exclusive.
    stretches: Vec<(Bound, Bound)>,
    moments: Vec<DateTime>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Bound {
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

fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    let part = |n: u8| i8::try_from(n).ok();
    Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()
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

impl Calendar {
    fn stretch(&mut self, from: Date, count: i64, unit: TimeUnit) -> Option<()> {
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
fn nearest(days: impl Iterator<Item = Date>, today: Date, future: &impl Fn() -> bool) -> Vec<Date> {
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

fn number(weekday: Weekday) -> u8 {
    weekday.to_monday_one_offset().unsigned_abs()
}

fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

fn weekdays(
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
        Some(0) => vec![in_week(0)?],
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

fn weekend(rel: Option<i32>, today: Date, future: &impl Fn() -> bool) -> Option<Calendar> {
    let this = monday(today)?.checked_add(5.days()).ok()?;
    let last = this.checked_sub(1.week()).ok()?;
    let next = this.checked_add(1.week()).ok()?;
    let begun = today >= this;
    // early in the week the weekend is the one that was, unless the text looks ahead
    let early = number(today.weekday()) <= 3;
    let saturdays = match rel {
        Some(rel) if rel < 0 => vec![last],
        Some(rel) if rel > 0 => vec![if begun { next } else { this }, next],
        _ if !begun && early && !future() => vec![last, this],
        _ => vec![this, last],
    };
    let first = saturdays.first()?.iso_week_date();
    let timex = format!("{:04}-W{:02}-WE", first.year(), first.week());
    let mut calendar = Calendar { timex, ..Calendar::default() };
    for saturday in saturdays {
        calendar.stretch(saturday, 2, TimeUnit::Day)?;
    }
    Some(calendar)
}

fn period(unit: TimeUnit, rel: i32, today: Date) -> Option<Calendar> {
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

/// The n-th day, week, month or quarter of each stretch. The first week of a year is that of ISO
/// 8601; of a month, the one that holds most of its first seven days.
fn nth(place: i32, unit: TimeUnit, outer: &Calendar, iso: bool) -> Option<Calendar> {
    let mut calendar = Calendar::default();
    for stretch in &outer.stretches {
        let (Bound::Day(from), Bound::Day(to)) = *stretch else {
            continue;
        };
        let last = to.yesterday().ok()?;
        let steps = i64::from(place) - 1;
        match unit {
            TimeUnit::Day => {
                let day = if place < 0 { last } else { from.checked_add(steps.days()).ok()? };
                calendar.days.push(day);
            }
            TimeUnit::Week => {
                // the Thursday of a week tells where it belongs
                let anchor = if place < 0 {
                    last.checked_sub(3.days()).ok()?
                } else {
                    from.checked_add(3.days()).ok()?
                };
                let first = monday(anchor)?;
                let start =
                    if place < 0 { first } else { first.checked_add(steps.weeks()).ok()? };
                if !(1..=53).contains(&place) && place != -1 {
                    return None;
                }
                let week = start.iso_week_date();
                if calendar.timex.is_empty() {
                    calendar.timex = if iso {
                        format!("{:04}-W{:02}", week.year(), week.week())
                    } else {
                        start.to_string()
                    };
                }
                calendar.stretch(start, 1, TimeUnit::Week)?;
            }
            TimeUnit::Month | TimeUnit::Quarter => {
                let months = if unit == TimeUnit::Month { 1 } else { 3 };
                let start = if place < 0 {
                    to.checked_sub(months.months()).ok()?
                } else {
                    from.checked_add((steps * months).months()).ok()?
                };
                if calendar.timex.is_empty() {
                    calendar.timex = format!("{:04}-{:02}", start.year(), start.month());
                }
                calendar.stretch(start, months, TimeUnit::Month)?;
            }
            _ => return None,
        }
    }
    if let Some(day) = calendar.days.first() {
        calendar.timex = day.to_string();
    }
    (!calendar.timex.is_empty()).then_some(calendar)
}

/// TIMEX3 for a period that cannot be placed.
const fn undated(unit: TimeUnit) -> &'static str {
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

/// From one date to another: with the last day inside, as people mean it, and without, as meeting
/// calendars count it.
fn range(from: &Calendar, to: &Calendar) -> Calendar {
    let starts = from.bounds();
    let ends = to.bounds();
    let mut calendar =
        Calendar { timex: format!("{}/{}", from.timex, to.timex), ..Calendar::default() };
    for inclusive in [true, false] {
        for (i, (start, _)) in starts.iter().enumerate() {
            let Some((first, last)) = ends.get(i.min(ends.len().saturating_sub(1))) else {
                continue;
            };
            let stretch = (*start, if inclusive { *last } else { *first });
            if !calendar.stretches.contains(&stretch) {
                calendar.stretches.push(stretch);
            }
        }
    }
    calendar
}

impl Calendar {
    /// The first instant and the one after the last, of each reading.
    fn bounds(&self) -> Vec<(Bound, Bound)> {
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

/// The moment so much before or after `now`.
fn shift(now: DateTime, amount: Rational, unit: TimeUnit, side: i128) -> Option<DateTime> {
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
