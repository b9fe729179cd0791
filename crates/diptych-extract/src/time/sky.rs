//! Feasts told by the sun and the moon themselves: of the Hindu calendars and the Chinese New Year.
//!
//! Longitudes by the largest terms of Meeus, Astronomical Algorithms, 2nd edition, chapters 25 and
//! 47: a moon some 0.1° off, or a quarter of an hour. A feast that hangs on less falls a day apart
//! in almanacs too.

use jiff::ToSpan;
use jiff::civil::Date;

/// Degrees between the equinox and the first star of the zodiac of India at the start of 2000, and
/// how many a day adds (Lahiri).
const AYANAMSA: (f64, f64) = (23.853, 3.824e-5);
/// Degrees that the moon gains on the sun in a day.
const GAIN: f64 = 12.190_749;

/// The day in `year` on which the `tithi`, from 1 (the first of the waxing moon) to 30, of a month
/// (1 is Chaitra, months end with the new moon) lasts at an `hour` of universal time.
pub(super) fn hindu(year: i32, month: u8, tithi: u8, hour: u8) -> Option<Date> {
    // Chaitra begins about the end of March; the last months belong to the year that began before
    let spring = epoch_days(year, 3, 30)?;
    let day = |spring| from_spring(spring, month, tithi, hour);
    [spring - 365.25, spring].into_iter().filter_map(day).find(|day| i32::from(day.year()) == year)
}

/// That day in the year that begins about `spring`.
fn from_spring(spring: f64, month: u8, tithi: u8, hour: u8) -> Option<Date> {
    let about = spring + 29.53 * (f64::from(month) - 1.0);
    let mut start = moon_at(0.0, about);
    for candidate in [about - 29.5, about, about + 29.5] {
        let new = moon_at(0.0, candidate);
        let (sign, next) = (sign(new), sign(moon_at(0.0, new + 29.53)));
        // a month without a new sign is a leap one
        if (sign + 1) % 12 == i32::from(month) - 1 && next != sign {
            start = new;
        }
    }
    let at = |tithi: u8| moon_at(12.0 * f64::from(tithi), start + f64::from(tithi) * 29.53 / 30.0);
    let (from, to) = (at(tithi - 1), at(tithi));
    // days count from noon
    let hour = f64::from(hour) / 24.0 - 0.5;
    let day = (from - hour).ceil();
    let day = if day + hour < to { day } else { (from + 0.5).floor() };
    to_date(day)
}

/// The day in `year` on which the sun enters a sign of the zodiac of India (0 is the Ram); after
/// nightfall it counts for the next.
pub(super) fn sankranti(year: i32, sign: u8) -> Option<Date> {
    let about = epoch_days(year, 4, 14)? + 30.44 * f64::from(sign);
    let about = if sign >= 9 { about - 365.25 } else { about };
    let mut time = about;
    for _ in 0..4 {
        time -= apart(sidereal(time), 30.0 * f64::from(sign)) / 0.9856;
    }
    // the sun sets about half past twelve, universal time
    to_date((time + 0.5 + 11.5 / 24.0).floor())
}

/// The Chinese New Year: the day in China of the last new moon before the sun reaches 330°.
pub(super) fn spring_festival(year: i32) -> Option<Date> {
    let mut rain = epoch_days(year, 2, 19)?;
    for _ in 0..3 {
        rain -= apart(sun(rain), 330.0) / 0.9856;
    }
    let day = |time: f64| (time + 0.5 + 8.0 / 24.0).floor();
    let new = moon_at(0.0, rain - 14.0);
    let later = moon_at(0.0, new + 29.53);
    to_date(if day(later) <= day(rain) { day(later) } else { day(new) })
}

/// Days of universal time from noon of 1 January 2000 to that noon.
fn epoch_days(year: i32, month: i8, day: i8) -> Option<f64> {
    if !(1700..=2300).contains(&year) {
        return None; // the terms hold for a few centuries
    }
    let date = Date::new(i16::try_from(year).ok()?, month, day).ok()?;
    Some(f64::from(Date::new(2000, 1, 1).ok()?.until(date).ok()?.get_days()))
}

fn to_date(days: f64) -> Option<Date> {
    // years have four digits, so that it fits
    #[expect(clippy::cast_possible_truncation)]
    let days = days as i64;
    Date::new(2000, 1, 1).ok()?.checked_add(days.days()).ok()
}

/// The sign of the zodiac of India, from 0 on, that the sun is in.
fn sign(time: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation)]
    let sign = (sidereal(time) / 30.0) as i32;
    sign
}

fn sidereal(time: f64) -> f64 {
    (sun(time) - AYANAMSA.0 - AYANAMSA.1 * time).rem_euclid(360.0)
}

/// The time nearest to `about` at which the moon is so many degrees ahead of the sun.
fn moon_at(degrees: f64, about: f64) -> f64 {
    let mut time = about;
    for _ in 0..6 {
        time -= apart(moon(time) - sun(time), degrees) / GAIN;
    }
    time
}

/// How far one angle lies ahead of another, from -180 to 180.
fn apart(angle: f64, other: f64) -> f64 {
    (angle - other + 180.0).rem_euclid(360.0) - 180.0
}

/// The longitude of the sun in degrees.
fn sun(time: f64) -> f64 {
    let anomaly = (357.529_11 + 0.985_600_28 * time).to_radians();
    let centre = 1.9146 * anomaly.sin() + 0.02 * (2.0 * anomaly).sin();
    (280.466_46 + 0.985_647_36 * time + centre - 0.0057).rem_euclid(360.0)
}

/// The longitude of the moon in degrees.
fn moon(time: f64) -> f64 {
    let mean = 218.316_45 + 13.176_396_48 * time;
    // elongation, anomaly of the sun, anomaly of the moon, distance from the node
    let arguments = [
        297.850_19 + 12.190_749_12 * time,
        357.529_11 + 0.985_600_28 * time,
        134.963_4 + 13.064_992_95 * time,
        93.272_1 + 13.229_350_24 * time,
    ];
    let terms: [(f64, [f64; 4]); 14] = [
        (6.2888, [0.0, 0.0, 1.0, 0.0]),
        (1.2740, [2.0, 0.0, -1.0, 0.0]),
        (0.6583, [2.0, 0.0, 0.0, 0.0]),
        (0.2136, [0.0, 0.0, 2.0, 0.0]),
        (-0.1851, [0.0, 1.0, 0.0, 0.0]),
        (-0.1143, [0.0, 0.0, 0.0, 2.0]),
        (0.0588, [2.0, 0.0, -2.0, 0.0]),
        (0.0571, [2.0, -1.0, -1.0, 0.0]),
        (0.0533, [2.0, 0.0, 1.0, 0.0]),
        (0.0458, [2.0, -1.0, 0.0, 0.0]),
        (-0.0409, [0.0, 1.0, -1.0, 0.0]),
        (-0.0347, [1.0, 0.0, 0.0, 0.0]),
        (-0.0304, [0.0, 1.0, 1.0, 0.0]),
        (0.0153, [2.0, 0.0, 0.0, -2.0]),
    ];
    let angle = |factors: [f64; 4]| -> f64 {
        factors.iter().zip(arguments).map(|(factor, argument)| factor * argument).sum()
    };
    mean + terms.iter().map(|(size, f)| size * angle(*f).to_radians().sin()).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(day: Option<Date>, expected: &str) {
        assert_eq!(day.map(|d| d.to_string()).as_deref(), Some(expected));
    }

    #[test]
    fn days_of_almanacs() {
        check(hindu(2022, 7, 30, 13), "2022-10-24"); // Diwali
        check(hindu(2023, 7, 30, 13), "2023-11-12"); // after a leap month
        check(hindu(2024, 6, 4, 6), "2024-09-07"); // Ganesh Chaturthi
        check(hindu(2022, 11, 29, 19), "2022-03-01"); // Shivaratri
        check(sankranti(2024, 9), "2024-01-15");
        check(sankranti(2022, 0), "2022-04-14");
        check(spring_festival(2024), "2024-02-10");
        check(spring_festival(2015), "2015-02-19");
    }
}
