//! Feasts and the days of a year they fall on.

use jiff::civil::{Date, Weekday};

use super::{lunar, sky};

/// How the day of a feast is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feast {
    /// Month and day.
    Fixed(u8, u8),
    /// Days after Easter Sunday of the Gregorian calendar; before it when negative.
    Easter(i16),
    /// Days after Easter Sunday of the Julian calendar, told in the Gregorian one.
    Orthodox(i16),
    /// Days after the first Sunday of Advent.
    Advent(i16),
    /// Month and day of the tabular Islamic calendar (sighting of the moon may differ by a day).
    Islamic(u8, u8),
    /// Month (1 is Nisan) and day of the Hebrew calendar; month 12 is the last one, Adar II in a leap
    /// year.
    Hebrew(u8, u8),
    /// Month (1 is Chaitra, months end with the new moon), lunar day of 1 to 30, and the hour of
    /// universal time at which it must last (1 is sunrise in India, 13 nightfall, 19 midnight), and
    /// days after it.
    Hindu(u8, u8, u8, i8),
    /// The sun enters a sign of the zodiac of India (0 is the Ram), and days after it.
    Sankranti(u8, i8),
    /// The Chinese New Year, and days after it.
    Spring(i8),
    /// The New Year of the Parsis of India, whose year has 365 days.
    Parsi,
    /// The birthday of the Dutch king: 27 April, or the day before where that is a Sunday.
    Kingsday,
    /// The n-th weekday (1 is Monday) of a month, the last one for -1, and days after it.
    Nth { month: u8, weekday: u8, place: i8, after: i8 },
}

impl Feast {
    /// The day in `year`; none beyond the calendar, or where the year has no such day.
    pub(crate) fn day(self, year: i32) -> Option<Date> {
        let first =
            |month: u8| Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok();
        match self {
            Self::Fixed(month, day) => {
                let month = first(month)?;
                Date::new(month.year(), month.month(), i8::try_from(day).ok()?).ok()
            }
            Self::Easter(days) => easter(year)?.checked_add(days_span(days.into())).ok(),
            Self::Orthodox(days) => orthodox(year)?.checked_add(days_span(days.into())).ok(),
            Self::Advent(days) => {
                // the fourth Sunday of Advent is the last one before Christmas
                let christmas = Date::new(i16::try_from(year).ok()?, 12, 25).ok()?;
                let back = i64::from(christmas.weekday().to_sunday_zero_offset());
                let back = if back == 0 { 7 } else { back };
                christmas.checked_add(days_span(i64::from(days) - 21 - back)).ok()
            }
            Self::Islamic(month, day) => lunar::islamic(year, month, day),
            Self::Hebrew(month, day) => lunar::hebrew(year, month, day),
            Self::Hindu(month, tithi, hour, after) => {
                sky::hindu(year, month, tithi, hour)?.checked_add(days_span(after.into())).ok()
            }
            Self::Sankranti(sign, after) => {
                sky::sankranti(year, sign)?.checked_add(days_span(after.into())).ok()
            }
            Self::Spring(after) => {
                sky::spring_festival(year)?.checked_add(days_span(after.into())).ok()
            }
            Self::Parsi => {
                let known = Date::new(2018, 8, 17).ok()?;
                let about = days_span(365 * (i64::from(year) - 2018));
                known.checked_add(about).ok().filter(|day| i32::from(day.year()) == year)
            }
            Self::Kingsday => {
                let day = Date::new(i16::try_from(year).ok()?, 4, 27).ok()?;
                if day.weekday() == Weekday::Sunday { day.yesterday().ok() } else { Some(day) }
            }
            Self::Nth { month, weekday, place, after } => {
                let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
                let day = first(month)?.nth_weekday_of_month(place, weekday).ok()?;
                day.checked_add(days_span(after.into())).ok()
            }
        }
    }

    /// How many days it lasts.
    pub(crate) const fn length(self) -> i64 {
        match self {
            Self::Hebrew(7, 1) | Self::Hebrew(3, 6) => 2,
            Self::Hebrew(7, 15) => 7,
            Self::Hebrew(1, 15) | Self::Hebrew(9, 25) => 8,
            Self::Hindu(7, 1, ..) => 9,
            Self::Islamic(9, 1) => 30,
            _ => 1,
        }
    }

    /// Days from the one told on which it may begin as well: days of the Hebrew and the Islamic
    /// calendar begin at nightfall, and those of the latter with the sight of the moon.
    pub(crate) const fn shifts(self) -> &'static [i64] {
        match self {
            Self::Islamic(..) => &[0, -1, 1],
            Self::Hebrew(..) => &[0, -1],
            _ => &[0],
        }
    }
}

fn days_span(days: i64) -> jiff::Span {
    jiff::Span::new().days(days)
}

/// Easter Sunday by the Gregorian rule (anonymous algorithm, Meeus, Astronomical Algorithms, 2nd
/// edition, chapter 8), from 1583 on.
fn easter(year: i32) -> Option<Date> {
    if !(1583..=9998).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Easter Sunday by the Julian rule (Meeus, chapter 8), as a date of the Gregorian calendar.
fn orthodox(year: i32) -> Option<Date> {
    if !(1583..=9990).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let julian =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    // the calendars are 10 days apart in 1583, and one more after each century not divisible by 4
    let apart = year / 100 - year / 400 - 2;
    julian.ok()?.checked_add(days_span(apart.into())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(feast: Feast, year: i32, expected: &str) {
        assert_eq!(feast.day(year).map(|d| d.to_string()).as_deref(), Some(expected));
    }

    #[test]
    fn easter_moves() {
        check(Feast::Easter(0), 1818, "1818-03-22"); // the earliest there is
        check(Feast::Easter(0), 1943, "1943-04-25"); // the latest
        check(Feast::Easter(0), 2024, "2024-03-31");
        check(Feast::Easter(-2), 2019, "2019-04-19");
        check(Feast::Easter(50), 2021, "2021-05-24");
        assert_eq!(Feast::Easter(0).day(1200), None);
    }

    #[test]
    fn other_calendars() {
        check(Feast::Orthodox(0), 2024, "2024-05-05");
        check(Feast::Orthodox(0), 2013, "2013-05-05");
        check(Feast::Islamic(12, 10), 2018, "2018-08-21");
        check(Feast::Hebrew(7, 1), 2023, "2023-09-16");
        check(Feast::Hebrew(1, 15), 2024, "2024-04-23");
        check(Feast::Hebrew(9, 25), 2013, "2013-11-28");
        check(Feast::Hebrew(12, 14), 2013, "2013-02-24");
        check(Feast::Hebrew(12, 14), 2024, "2024-03-24"); // Adar II
        check(Feast::Advent(0), 2023, "2023-12-03");
        check(Feast::Kingsday, 2014, "2014-04-26");
    }

    #[test]
    fn weekdays_of_a_month() {
        check(Feast::Nth { month: 11, weekday: 4, place: 4, after: 1 }, 2010, "2010-11-26");
        check(Feast::Nth { month: 5, weekday: 1, place: -1, after: 0 }, 2021, "2021-05-31");
    }
}
