//! The date in a line that gives nothing else: `Published on 3 May 2021`, `date 2023-10 News`.

use diptych_text::Language;

use super::lexicon::{Mark, lookup};
use crate::locale;

/// Reads a line of date, time and section; gives the date in ISO 8601, as exact as it is known.
///
/// `None` when the line says anything else, or no date at all. The order of `3/4/2021` is that of
/// the language (month first for American English); when that is not known either, the year alone
/// is given.
pub(crate) fn header_date(line: &str, language: Language) -> Option<String> {
    if line.len() > 120 {
        return None;
    }
    let mut numbers: Vec<(u32, usize, char)> = Vec::new(); // value, digits, what follows
    let mut month: Option<(u32, usize)> = None; // and how many numbers stand before it
    let mut rest = line;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let tail = &rest[end..];
            if end > 4 {
                return None;
            }
            let after = tail.chars().next().unwrap_or(' ');
            numbers.push((rest[..end].parse().ok()?, end, after));
            // Ordinals and the hour: `3rd`, `1er`, `3ter`, `14h30`, `T09`.
            let suffix = locale::ALL.iter().flat_map(|(_, locale)| locale.ordinals).find(|s| {
                tail.starts_with(**s) && !tail[s.len()..].starts_with(char::is_alphabetic)
            });
            rest = &tail[suffix.map_or(0, |s| s.len())..];
            continue;
        }
        let end = rest.find(|c: char| !(c.is_alphabetic() || c == '-')).unwrap_or(rest.len());
        let word = rest[..end].trim_end_matches('-');
        let known = lookup(word);
        match known.month() {
            Some(found) if month.is_none() => month = Some((u32::from(found), numbers.len())),
            _ if known.has(Mark::Header) => {}
            _ => return None,
        }
        rest = &rest[end..];
    }
    // Times go: `14:30`, `9.05` after the date, `14h`.
    let year_at = numbers
        .iter()
        .position(|&(value, digits, _)| digits == 4 && (1900..=2100).contains(&value))?;
    let year = numbers[year_at].0;
    if let Some((month, before)) = month {
        // `3 May 2021` or `May 3, 2021`: the number of one or two digits nearest to the month.
        let day = |i: usize| {
            numbers.get(i).filter(|&&(value, digits, after)| {
                digits <= 2 && (1..=31).contains(&value) && !matches!(after, ':' | 'h')
            })
        };
        let day = before
            .checked_sub(1)
            .and_then(day)
            .or_else(|| (before < year_at).then(|| day(before)).flatten());
        return Some(match day {
            Some(&(day, ..)) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("{year:04}-{month:02}"),
        });
    }
    let separator = |c: char| matches!(c, '-' | '/' | '.');
    let small = |i: usize| numbers.get(i).filter(|n| n.1 <= 2).map(|n| n.0);
    // Year first: `2023-10`, `2023-10-07`, `2023/10/07`.
    if separator(numbers[year_at].2)
        && let Some(month) = small(year_at + 1).filter(|m| (1..=12).contains(m))
    {
        let day = small(year_at + 2)
            .filter(|d| (1..=31).contains(d) && separator(numbers[year_at + 1].2));
        return Some(match day {
            Some(day) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("{year:04}-{month:02}"),
        });
    }
    // Year last: `07.10.2023`, `10/7/2023`.
    if year_at == 2 && separator(numbers[0].2) && separator(numbers[1].2) {
        let (a, b) = (small(0)?, small(1)?);
        let american = language.code() == "en" && language.region() == Some("US");
        let (day, month) = match (a, b) {
            (13..=31, 1..=12) => (a, b),
            (1..=12, 13..=31) => (b, a),
            (1..=12, 1..=12) if american => (b, a),
            (1..=12, 1..=12) if a == b || numbers[0].2 == '.' => (a, b),
            (1..=12, 1..=12)
                if !matches!(language.code(), "und" | "en") || language.region().is_some() =>
            {
                (a, b)
            }
            (1..=12, 1..=12) => return Some(format!("{year:04}")),
            _ => return None,
        };
        return Some(format!("{year:04}-{month:02}-{day:02}"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<&str>) {
        assert_eq!(header_date(line, Language::UND).as_deref(), expected, "in {line:?}");
    }

    #[test]
    fn dates_of_headers() {
        check("date 2022-04 Actualités", Some("2022-04"));
        check("Published: Monday, May 3rd, 2021 at 14:30", Some("2021-05-03"));
        check("Publié le 1er février 2020 à 9h05", Some("2020-02-01"));
        check("Stand: 07.10.2023, 18:02 Uhr", Some("2023-10-07"));
        check("24/12/2019", Some("2019-12-24"));
        check("3/4/2019", Some("2019"));
        check("December 2018", Some("2018-12"));
    }

    #[test]
    fn other_lines() {
        check("In May 2021 the mill burned down", None);
        check("May the best man win", None);
        check("12 Monkeys", None);
        check("News", None);
        check("2024 budget passes", None);
    }
}
