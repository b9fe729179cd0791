//! Years and decades: `2005`, « les années 1990 », `nineteen ninety six`.

use super::{Found, When};
use crate::Modifier;
use crate::lexer::{Sep, Tok};
use crate::locale::Sense;
use crate::scan::Scan;

/// Eras that count backwards, in the seven languages.
const BEFORE_CHRIST: [&str; 13] = [
    "BC",
    "B.C",
    "B. C",
    "av. J",
    "av J",
    "avant J",
    "v. Chr",
    "v.Chr",
    "a. C",
    "a.C",
    "a. de C",
    "a.e.c",
    "vóór Chr",
];

impl Scan<'_> {
    /// `2005` where a year can stand, `the 1990s`.
    pub(super) fn year(&self, i: usize) -> Option<Found<When>> {
        if let Tok::Literal { value, plain: 2, .. } = self.token(i)?.tok
            && self.follows_years(i)
            && let Some(decade) = value.to_integer().and_then(|n| i32::try_from(n).ok())
            && decade % 10 == 0
        {
            return Some(Found { start: i, end: i + 1, what: When::Decade(1900 + decade) });
        }
        let Tok::Literal { value, plain: 4, glued: false } = self.token(i)?.tok else {
            let led = i > 0 && self.next(i).is_some() && self.is(i - 1, Sense::InPeriod);
            let (year, end) = if led { self.spelled_year(i)? } else { return None };
            let rest = self.text[self.tokens[end - 1].end..].trim_start();
            // `in two thousand and five boats`
            let noun = rest.starts_with(char::is_alphabetic)
                && !self
                    .next_senses(end)
                    .iter()
                    .any(|s| matches!(s, Sense::And | Sense::To | Sense::InPeriod));
            return (!noun).then_some(Found { start: i, end, what: When::Year(year) });
        };
        let year = i32::try_from(value.to_integer()?).ok()?;
        let rest = &self.text[self.tokens[i].end..];
        let years = self.follows_years(i);
        if years && year % 10 == 0 {
            return Some(Found { start: i, end: i + 1, what: When::Decade(year) });
        }
        if self.glued_after(i + 1)
            || !(1000..2100).contains(&year)
            || BEFORE_CHRIST.iter().any(|era| rest.trim_start().starts_with(era))
        {
            return None;
        }
        let led = i > 0
            && self.next(i).is_some()
            && self.senses(i - 1).iter().any(|s| {
                matches!(
                    s,
                    Sense::InPeriod
                        | Sense::YearWord
                        | Sense::Between
                        | Sense::From
                        | Sense::To
                        | Sense::Mod(
                            Modifier::After
                                | Modifier::Before
                                | Modifier::Start
                                | Modifier::Mid
                                | Modifier::End
                        )
                )
            })
            || i > 1 && self.next(i).is_some() && self.is(i - 1, Sense::And) && self.opened(i - 2);
        let measured = self.next_senses(i + 1).iter().any(|s| {
            matches!(
                s,
                Sense::Percent
                    | Sense::Currency(_)
                    | Sense::Unit(..)
                    | Sense::TimeUnit(_)
                    | Sense::Mult(_)
                    | Sense::Country(_)
            )
        }) || matches!(self.next_sign(i + 1), Some('%' | '°' | '$' | '€' | '£'));
        let noun = rest.trim_start_matches([' ', '\u{a0}']).starts_with(char::is_alphabetic)
            && !rest.starts_with(char::is_alphabetic);
        let plausible = (1900..2100).contains(&year)
            && (!noun
                || self.next_senses(i + 1).iter().any(|s| {
                    matches!(
                        s,
                        Sense::To | Sense::And | Sense::OnDay | Sense::AtClock | Sense::InPeriod
                    ) || self.locale.postpositions
                        && matches!(s, Sense::Of | Sense::ModAfter(_) | Sense::RangeEnd)
                }));
        // « 2024 » at the end of a range: from 2019 to 2024
        let adjective = i > 0
            && self.next(i).is_some()
            && self.is(i - 1, Sense::The)
            && (1900..2100).contains(&year);
        (!measured && (led && (1200..2100).contains(&year) || plausible || adjective))
            .then_some(Found { start: i, end: i + 1, what: When::Year(year) })
    }

    /// A year at `i` after a month: `2023`, `, 2023`, `of 2023`, `'23`.
    pub(super) fn year_after(&self, i: usize) -> Option<(i32, usize)> {
        let mut at = i;
        if matches!(self.next_sign(at), Some(',' | '/' | '-'))
            || self.next_is(at, Sense::Of)
            || self.next_is(at, Sense::InPeriod)
        {
            at += 1;
        }
        let token = self.next(at)?;
        match token.tok {
            Tok::Word(_) => self.spelled_year(at),
            Tok::Literal { value, plain: 4, .. } => {
                let year = i32::try_from(value.to_integer()?).ok()?;
                ((1000..2200).contains(&year) && !self.glued_after(at + 1))
                    .then_some((year, at + 1))
            }
            Tok::Literal { value, plain: 2, .. } if token.sep == Sep::Apostrophe => {
                let year = i32::try_from(value.to_integer()?).ok()?;
                Some((if year < 69 { 2000 } else { 1900 } + year, at + 1))
            }
            _ => None,
        }
    }

    /// « juillet 98 »: two digits from `least` on, such as are no day of the month, that count nothing
    /// that follows.
    pub(super) fn short_year(&self, i: usize, least: i32) -> Option<i32> {
        let Tok::Literal { value, plain: 2, .. } = self.next(i)?.tok else {
            return None;
        };
        let year = value.to_integer().and_then(|n| i32::try_from(n).ok())?;
        let rest = self.text[self.tokens[i].end..].trim_start();
        let counts = rest.starts_with(|c: char| c.is_alphanumeric() || "%°$€£".contains(c));
        ((least..100).contains(&year) && !counts)
            .then_some(if year < 69 { 2000 } else { 1900 } + year)
    }

    /// `nineteen ninety six`, `two thousand and fifteen`, « deux mille vingt-trois ».
    pub(super) fn spelled_year(&self, i: usize) -> Option<(i32, usize)> {
        let number = self.signed(i).filter(|n| n.spelled && !n.article)?;
        let year = i32::try_from(number.small()?).ok()?;
        if (1900..2100).contains(&year) {
            return Some((year, number.end));
        }
        let tail = self.next(number.end).and_then(|_| self.signed(number.end))?;
        let rest = i32::try_from(tail.small()?).ok()?;
        let fits = (13..=20).contains(&year) && (10..100).contains(&rest) && tail.spelled;
        fits.then(|| (year * 100 + rest, tail.end))
    }

    /// « les années 1990 »: the word for years, in the plural, stands before.
    pub(super) fn follows_years(&self, i: usize) -> bool {
        i > 0 && self.next(i).is_some() && {
            let token = &self.tokens[i - 1];
            matches!(&self.text[token.start..token.end], "années" | "años" | "anni" | "anos")
        }
    }
}
