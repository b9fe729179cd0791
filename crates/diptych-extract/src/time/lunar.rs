//! Days of the Islamic and the Hebrew calendar in the Gregorian year they fall into.
//!
//! Both by arithmetic alone (Reingold & Dershowitz, Calendrical Calculations, 4th edition, chapters 7
//! and 8). Days are counted from 1 January 1 of the Gregorian calendar, which is day 1.

use jiff::ToSpan;
use jiff::civil::Date;

/// The first day of the tabular Islamic calendar: 15 July 622 of the Julian one, the epoch of the
/// astronomers, which meets the days kept in Mecca more often than the civil one, a day later.
const ISLAMIC_EPOCH: i64 = 227_014;
/// The first day of the Hebrew calendar: 7 October 3761 BC of the Julian one.
const HEBREW_EPOCH: i64 = -1_373_427;

/// The first such day of the Islamic calendar that falls into `year`.
pub(super) fn islamic(year: i32, month: u8, day: u8) -> Option<Date> {
    let (month, day) = (i64::from(month), i64::from(day));
    let fixed = |year: i64| {
        day + 29 * (month - 1)
            + month / 2
            + (year - 1) * 354
            + (3 + 11 * year).div_euclid(30)
            + ISLAMIC_EPOCH
            - 1
    };
    // an Islamic year is about 11 days short of a Gregorian one
    let about = (i64::from(year) - 622) * 33 / 32;
    in_year(year, (about - 1..=about + 2).map(fixed))
}

/// The day of the Hebrew calendar that falls into `year`; months count from Nisan, and the twelfth is
/// the last one of any year.
pub(super) fn hebrew(year: i32, month: u8, day: u8) -> Option<Date> {
    let fixed = |hebrew: i64| {
        let leap = |year: i64| (7 * year + 1).rem_euclid(19) < 7;
        let months = if leap(hebrew) { 13 } else { 12 };
        let month = if month == 12 { months } else { i64::from(month) };
        let length = new_year(hebrew + 1) - new_year(hebrew);
        let days = |month: i64| match month {
            2 | 4 | 6 | 10 | 13 => 29,
            12 if !leap(hebrew) => 29,
            8 if length % 10 != 5 => 29,
            9 if length % 10 == 3 => 29,
            _ => 30,
        };
        // the year begins with Tishri, its seventh month
        let before: i64 = if month < 7 {
            (7..=months).chain(1..month).map(days).sum()
        } else {
            (7..month).map(days).sum()
        };
        new_year(hebrew) + before + i64::from(day) - 1
    };
    let about = i64::from(year) + 3760;
    in_year(year, (about..=about + 1).map(fixed))
}

/// The first of the days that lies in a Gregorian year.
fn in_year(year: i32, days: impl Iterator<Item = i64>) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    let epoch = Date::new(1, 1, 1).ok()?;
    days.filter_map(|day| epoch.checked_add((day - 1).days()).ok()).find(|day| day.year() == year)
}

/// The first day of a Hebrew year: the new moon of Tishri, put off where the rules ask for it.
fn new_year(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (last, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = if next - this == 356 {
        2
    } else if this - last == 382 {
        1
    } else {
        0
    };
    HEBREW_EPOCH + this + delay
}
