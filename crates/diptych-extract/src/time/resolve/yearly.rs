//! What comes round: each week, month or year.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::calendar::{Bound, Calendar, date, nearest, number};
use super::super::{Feast, When, is_day};
use super::when::unresolved;

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
pub(super) fn next_from(when: &When, from: Date) -> Option<(Date, Date)> {
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
pub(super) fn season_of(season: &str, year: i32) -> Option<(Date, Date)> {
    let (from, to, next) = match season {
        "SP" => ((3, 20), (6, 21), 0),
        "SU" => ((6, 21), (9, 23), 0),
        "FA" => ((9, 23), (12, 21), 0),
        _ => ((12, 21), (3, 20), 1),
    };
    Some((date(year, from.0, from.1)?, date(year + next, to.0, to.1)?))
}

/// A feast on the first of its days, with the other days it may begin on, and all its days.
pub(super) fn feast_days(feast: Feast, first: &[Date]) -> Option<Calendar> {
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

/// A day of a month in the years next to today.
pub(super) fn yearly_day(
    month: u8,
    day: u8,
    weekday: Option<u8>,
    today: Option<Date>,
    future: &impl Fn() -> bool,
) -> Option<Calendar> {
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
    Some(Calendar { timex: first.to_string(), days, ..Calendar::default() })
}

/// A day in the months next to today.
pub(super) fn monthly_day(
    day: u8,
    weekday: Option<u8>,
    today: Option<Date>,
    future: &impl Fn() -> bool,
) -> Option<Calendar> {
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
    Some(Calendar { timex: days.first()?.to_string(), days, ..Calendar::default() })
}

/// A feast in the years next to today.
pub(super) fn holiday(
    feast: Feast,
    rel: Option<i32>,
    today: Option<Date>,
    future: &impl Fn() -> bool,
) -> Option<Calendar> {
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
    feast_days(feast, &days)
}

/// A season of a year, or of the one of today.
pub(super) fn season_near(
    season: &str,
    year: Option<i32>,
    rel: Option<i32>,
    today: Option<Date>,
) -> Option<Calendar> {
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
    Some(calendar)
}

/// The first time that something comes round inside a stretch.
pub(super) fn first_within(inner: &When, outer: &Calendar) -> Option<Calendar> {
    let mut found = Calendar::default();
    let day = is_day(inner);
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
    found.timex = match (inner, found.days.first(), found.stretches.first()) {
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
        _ => outer.timex.clone(),
    };
    Some(found)
}
