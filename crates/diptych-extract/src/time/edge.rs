//! Early, in the middle or late in a stretch of time.
//!
//! How far each reaches is a convention; those of Recognizers-Text come first.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Clock;
use super::calendar::Bound;
use crate::Modifier;
use crate::locale::Part;

/// The start, middle or end of the days from `from` to before `to`, the best reading first. A year
/// by its number is parted in three, `this year` in two; `today` may part them too: `later this
/// month`.
pub(super) fn edges(
    side: Modifier,
    from: Date,
    to: Date,
    explicit: bool,
    today: Option<Date>,
) -> Vec<(Bound, Bound)> {
    let days = from.until(to).map_or(0, |span| span.get_days());
    let month = |months: i64| from.checked_add(months.months()).ok();
    let day = |days: i64| from.checked_add(days.days()).ok();
    let third = i64::from(days) / 3;
    let cuts = |low: Option<Date>, high: Option<Date>| match side {
        Modifier::Start => low.map(|cut| (from, cut)),
        Modifier::Mid => low.zip(high),
        _ => high.map(|cut| (cut, to)),
    };
    let mut found = Vec::new();
    match days {
        7 => {
            let cut = if side == Modifier::Mid { 1 } else { 3 };
            found.extend(cuts(day(cut), day(if side == Modifier::Mid { 4 } else { 3 })));
            if side == Modifier::End {
                found.extend(cuts(None, day(4)));
            }
            if side == Modifier::Mid {
                found.extend(cuts(day(2), day(4)));
            }
        }
        28..=31 => {
            let (low, high) = if side == Modifier::Mid { (9, 20) } else { (15, 15) };
            found.extend(cuts(day(low), day(high)));
            found.extend(cuts(day(10), day(20)));
            match side {
                Modifier::Start => found.extend(cuts(day(5), None)),
                Modifier::Mid => found.extend(cuts(day(9), day(19))),
                _ => found.extend(cuts(None, day(25))),
            }
        }
        365 | 366 => {
            let thirds = cuts(month(4), month(8));
            let halves = cuts(
                month(if side == Modifier::Mid { 3 } else { 6 }),
                month(if side == Modifier::Mid { 9 } else { 6 }),
            );
            let (first, second) = if explicit { (thirds, halves) } else { (halves, thirds) };
            found.extend(first.into_iter().chain(second));
            match side {
                Modifier::Start => found.extend(cuts(month(3), None)),
                Modifier::End => found.extend(cuts(None, month(10))),
                _ => {}
            }
        }
        _ => found.extend(cuts(day(third), day(2 * third))),
    }
    // later this month: from now on
    if let Some(today) = today.filter(|today| (from..to).contains(today)) {
        match side {
            Modifier::Start if today > from => found.push((from, today)),
            Modifier::End => found.push((today, to)),
            _ => {}
        }
    }
    found.into_iter().map(|(from, to)| (Bound::Day(from), Bound::Day(to))).collect()
}

/// The hours of a part of the day, or of its start or end, the best reading first: a wide one, that
/// of office calendars, and that of Duckling.
pub(super) fn part_hours(part: Part, side: Option<Modifier>) -> Vec<(Clock, Option<Clock>)> {
    let clock = |hour, minute, second| Clock { hour, minute, second, open: false };
    let stretch = |(from, to): (u8, u8)| (clock(from, 0, None), Some(clock(to, 0, None)));
    let (wide, narrow, other) = match part {
        Part::Morning => ((6, 12), (8, 12), (4, 12)),
        Part::Afternoon => ((12, 18), (12, 16), (12, 19)),
        Part::Evening => ((18, 24), (16, 20), (18, 24)),
        Part::Night => ((20, 24), (20, 24), (18, 24)),
        Part::Noon => ((11, 13), (11, 13), (12, 14)),
        Part::Late => ((12, 20), (16, 20), (12, 19)),
        Part::BeforeLunch => ((10, 12), (8, 12), (6, 12)),
        Part::AfterLunch => ((13, 17), (12, 16), (14, 18)),
        Part::AfterSchool => ((15, 21), (15, 18), (14, 18)),
        Part::AfterWork => ((17, 21), (17, 22), (18, 22)),
    };
    let mut found = match side {
        Some(Modifier::Start) => vec![stretch((narrow.0, narrow.0 + 2))],
        Some(Modifier::Mid) => vec![stretch((narrow.0 + 1, narrow.1 - 1))],
        Some(_) => vec![stretch((narrow.1 - 2, narrow.1))],
        None => Vec::new(),
    };
    // the hours of Duckling
    let other_side = match (side, part) {
        (Some(Modifier::Start), Part::Morning) => &[(7, 9), (0, 9)][..],
        (Some(Modifier::Mid), Part::Afternoon) => &[(14, 17)],
        (Some(Modifier::End), Part::Afternoon) => &[(17, 19)],
        (Some(Modifier::Start), Part::Evening) => &[(18, 21)],
        (Some(Modifier::End), Part::Evening) => &[(21, 24)],
        _ => &[],
    };
    found.extend(other_side.iter().copied().map(stretch));
    found.push(stretch(wide));
    for hours in [narrow, other] {
        if !found.contains(&stretch(hours)) {
            found.push(stretch(hours));
        }
    }
    if part == Part::Night {
        found.push((clock(20, 0, None), Some(clock(23, 59, Some(59)))));
    }
    if part == Part::Morning {
        found.extend([stretch((0, 12)), stretch((3, 12))]);
    }
    if part == Part::Late {
        found.push(stretch((12, 16)));
    }
    found
}
