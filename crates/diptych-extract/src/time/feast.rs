//! Feasts and the days of a year they fall on.

use jiff::civil::{Date, Weekday};

/// How the day of a feast is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feast {
    /// Month and day.
    Fixed(u8, u8),
    /// Days after Easter Sunday of the Gregorian calendar; before it when negative.
    Easter(i16),
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
            Self::Nth { month, weekday, place, after } => {
                let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
                let day = first(month)?.nth_weekday_of_month(place, weekday).ok()?;
                day.checked_add(days_span(after.into())).ok()
            }
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
    fn weekdays_of_a_month() {
        check(Feast::Nth { month: 11, weekday: 4, place: 4, after: 1 }, 2010, "2010-11-26");
        check(Feast::Nth { month: 5, weekday: 1, place: -1, after: 0 }, 2021, "2021-05-31");
    }
}
