//! Days and months by their names and numbers.

use super::marked::MARKED;
use super::{Daytime, Feast, Found, When};
use crate::Modifier;
use crate::lexer::{Sep, Tok};
use crate::locale::{Sense, TimeUnit};
use crate::scan::{Rule, Scan};
use crate::tags::{Tag, Tags};

const MONTH: Tags = Tags::of(&[Tag::Month, Tag::WeakMonth]);
const WEEKDAY: Tags = Tags::of(&[Tag::Weekday, Tag::WeakWeekday]);
/// What begins the number of a day.
const DAY: Tags = Tags::SPELLED.or(Tags::ORDINAL).with(Tag::Digits);
/// What comes round each year.
const YEARLY: Tags =
    Tags::of(&[Tag::Holiday, Tag::Feast, Tag::Season, Tag::WeakSeason, Tag::Fiscal]);
const NAMED: Tags = YEARLY.or(Tags::of(&[Tag::Day, Tag::Now]));

/// A rule that needs no more than what it begins with.
const fn at(starts: Tags, read: fn(&Scan<'_>, usize) -> Option<Found<When>>) -> Rule<Found<When>> {
    Rule { starts, needs: starts, read }
}

/// What a date may be, tried in this order.
const DATES: [Rule<Found<When>>; 16] = [
    MARKED,
    at(Tags::of(&[Tag::Period, Tag::HalfName]), |scan, i| scan.period(i)),
    Rule { starts: Tags::LENGTH, needs: Tags::UNIT, read: |scan, i| scan.offset(i) },
    at(DAY, |scan, i| scan.numbers_date(i)),
    at(Tags::of(&[Tag::TimeUnit]), |scan, i| scan.numbered_week(i)),
    at(Tags::of(&[Tag::TimeUnit, Tag::WeekOf]), |scan, i| scan.around(i)),
    Rule {
        starts: Tags::of(&[Tag::QuarterName, Tag::Digits]),
        needs: Tags::of(&[Tag::QuarterName, Tag::HalfName]),
        read: |scan, i| scan.quarter(i),
    },
    Rule { starts: DAY.or(MONTH), needs: MONTH, read: |scan, i| scan.day_of_month(i) },
    Rule { starts: WEEKDAY.with(Tag::Rel), needs: WEEKDAY, read: |scan, i| scan.weekday(i) },
    Rule {
        starts: Tags::LENGTH.or(YEARLY).or(Tags::of(&[
            Tag::The,
            Tag::Rel,
            Tag::Stretch,
            Tag::Weekend,
            Tag::Workweek,
            Tag::Business,
            Tag::TimeUnit,
        ])),
        needs: Tags::UNIT.or(YEARLY).or(MONTH).or(Tags::of(&[
            Tag::Weekend,
            Tag::Workweek,
            Tag::DigitFraction,
        ])),
        read: |scan, i| scan.relative(i),
    },
    Rule {
        starts: Tags::LENGTH.or(Tags::of(&[Tag::AgoBefore, Tag::InAmount])),
        needs: Tags::UNIT.or(Tags::of(&[Tag::Weekday, Tag::Weekdays])),
        read: |scan, i| scan.shift(i),
    },
    at(MONTH, |scan, i| scan.bare_month(i)),
    at(Tags::SPELLED.with(Tag::Digits), |scan, i| scan.year(i)),
    at(NAMED, |scan, i| scan.named(i)),
    at(Tags::of(&[Tag::Digits, Tag::DigitOrdinal]), |scan, i| scan.bare_day(i)),
    at(Tags::of(&[Tag::WeakWeekday]), |scan, i| scan.bare_weekday(i)),
];

impl Scan<'_> {
    /// A date, or a stretch of days, that begins at `i`.
    pub(super) fn date(&self, i: usize) -> Option<Found<When>> {
        let found = |end, what| Some(Found { start: i, end, what });
        match self.token(i)?.tok {
            Tok::Date { year, first, second, year_first } => {
                let what = self.numeric_date(year, first, second, year_first)?;
                return found(i + 1, what);
            }
            Tok::Fraction { above, below, sign: false } => {
                let what = self.slash_date(above, below)?;
                return found(i + 1, what);
            }
            Tok::Literal { .. } | Tok::Ordinal(_) => {}
            Tok::Word(_) => {}
            _ => return None,
        }
        DATES.iter().find_map(|rule| rule.read(self, i))
    }

    pub(super) fn numeric_date(
        &self,
        year: i32,
        first: u8,
        second: u8,
        year_first: bool,
    ) -> Option<When> {
        if first == 0 {
            return Some(When::Decade(year));
        }
        if second == 0 {
            return Some(When::Month { year: Some(year), month: first, rel: None });
        }
        let (month, day) = if year_first { (first, second) } else { self.ordered(first, second)? };
        Some(When::Day { year: Some(year), month: Some(month), day, weekday: None })
    }

    pub(super) fn slash_date(&self, above: u32, below: u32) -> Option<When> {
        let (first, second) = (u8::try_from(above).ok()?, u8::try_from(below).ok()?);
        let (month, day) = self.ordered(first, second)?;
        ((1..=31).contains(&day)).then_some(When::Day {
            year: None,
            month: Some(month),
            day,
            weekday: None,
        })
    }

    /// Month and day of two numbers, in the order of the place when both would do.
    pub(super) fn ordered(&self, first: u8, second: u8) -> Option<(u8, u8)> {
        let (month, day) = if self.day_first { (second, first) } else { (first, second) };
        let fits = |month: u8, day: u8| (1..=12).contains(&month) && (1..=31).contains(&day);
        if fits(month, day) {
            Some((month, day))
        } else if fits(day, month) {
            Some((day, month))
        } else {
            None
        }
    }

    /// `Oct. 7, 2023`, `7 October`, « le 7 octobre », `the 4th`.
    pub(super) fn day_of_month(&self, i: usize) -> Option<Found<When>> {
        let mut end = i;
        let (month, day);
        if let Some((named, _)) = self.month(i) {
            let mut at = i + 1;
            if self.next_is(at, Sense::The) || self.next_sign(at) == Some('/') {
                at += 1;
            }
            let token = self.next(at)?;
            // the hyphen of `Oct-7`; no number with letters or decimals after it
            if !matches!(token.sep, Sep::Space | Sep::None | Sep::Hyphen) {
                return None;
            }
            let (number, after) = self.day_number(at)?;
            // French prints the day before the month: « en mars 20 personnes »
            let literal = matches!(token.tok, Tok::Literal { .. });
            if literal
                && self.locale.day_first
                && self.next(after).is_none()
                && self.text[self.tokens[after - 1].end..]
                    .trim_start()
                    .starts_with(char::is_alphabetic)
            {
                return None;
            }
            (month, day) = (named, number);
            end = after;
        } else {
            let (number, after) = self.day_number(i)?;
            let mut at = after;
            if self.next_sign(at) == Some('/')
                || matches!(self.next(at), Some(t) if matches!(t.tok, Tok::Sign('-')))
            {
                at += 1;
            }
            if self.next_is(at, Sense::Of) {
                at += 1;
            }
            self.next(at)?;
            let (named, _) = self.month(at)?;
            (month, day) = (named, number);
            end = end.max(at + 1);
        }
        let year = self.year_after(end).or_else(|| {
            let at = if self.next_is(end, Sense::Of) { end + 1 } else { end };
            self.short_year(at, 32).map(|year| (year, at + 1))
        });
        if let Some((_, after)) = year {
            end = after;
        }
        if self.glued_after(end) {
            return None;
        }
        let year = year.map(|(year, _)| year);
        Some(Found {
            start: i,
            end,
            what: When::Day { year, month: Some(month), day, weekday: None },
        })
    }

    /// Days told by the number of their month: « 9 de 8 de 1971 », « am 15.2 », « maandag 12-4 », « den
    /// siebten vierten », and year first with a named month: `2020/Sep/23`.
    fn numbers_date(&self, i: usize) -> Option<Found<When>> {
        let found = |end, year, month, day| {
            let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
            let what = When::Day { year, month: Some(month), day, weekday: None };
            fits.then_some(Found { start: i, end, what })
        };
        let small = |at: usize| match self.token(at)?.tok {
            Tok::Literal { value, plain: 1 | 2, .. } => u8::try_from(value.to_integer()?).ok(),
            _ => None,
        };
        let sign = |at: usize| {
            let token = self.next(at).filter(|t| matches!(t.sep, Sep::None | Sep::Hyphen))?;
            match token.tok {
                Tok::Sign('/' | '-') => Some(at + 1),
                _ if token.sep == Sep::Hyphen => Some(at),
                _ => None,
            }
        };
        let led = i > 0
            && self.next(i).is_some()
            && self.senses(i - 1).iter().any(|s| {
                matches!(
                    s,
                    Sense::OnDay | Sense::From | Sense::To | Sense::Weekday(_) | Sense::Between
                )
            });
        match self.token(i)?.tok {
            // « 18 08 1978 », 2016 10 16
            Tok::Literal { plain: 2 | 4, .. } if self.spaced_digits(i) => {
                let (first, last) = (self.year_of(i), self.year_of(i + 2));
                let (day, month) = match first {
                    Some(_) => (small(i + 2)?, small(i + 1)?),
                    None if self.day_first => (small(i)?, small(i + 1)?),
                    None => (small(i + 1)?, small(i)?),
                };
                found(i + 3, first.or(last), month, day)
            }
            Tok::Literal { value, plain: 4, .. } => {
                let year = i32::try_from(value.to_integer()?).ok()?;
                let at = sign(i + 1)?;
                let (month, _) = self.next(at).and_then(|_| self.month(at))?;
                let at = sign(at + 1)?;
                found(at + 1, Some(year), month, self.next(at).and_then(|_| small(at))?)
            }
            Tok::Literal { plain: 0, .. } if led && self.locale.ordinal_suffixes.contains(&".") => {
                let text = &self.text[self.tokens[i].start..self.tokens[i].end];
                let (day, month) = text.split_once('.')?;
                let short = |part: &str| (1..=2).contains(&part.len());
                (short(day) && short(month) && !self.counts(i + 1)).then_some(())?;
                found(i + 1, None, month.parse().ok()?, day.parse().ok()?)
            }
            // 20th of the next month
            Tok::Ordinal(_) | Tok::Literal { plain: 1 | 2, .. }
                if self.next_is(i + 1, Sense::Of) && self.month_said(i + 2).is_some() =>
            {
                let (day, _) = self.day_number(i)?;
                let month = self.month_said(i + 2)?;
                let day = When::Day { year: None, month: None, day, weekday: None };
                let what = When::Within(Box::new(day), Box::new(month.what));
                Some(Found { start: i, end: month.end, what })
            }
            Tok::Literal { plain: 1 | 2, .. } if self.next_is(i + 1, Sense::Of) => {
                let (day, month) = (small(i)?, self.next(i + 2).and_then(|_| small(i + 2))?);
                let year = self.next_is(i + 3, Sense::Of).then(|| self.year_after(i + 3));
                let year = year.flatten();
                let ends = self.ends_here(i + 3) && led && self.locale.last_follows;
                let end = year.map_or(i + 3, |(_, end)| end);
                (year.is_some() || ends).then_some(())?;
                found(end, year.map(|(year, _)| year), month, day)
            }
            Tok::Literal { plain: 1 | 2, .. } if self.locale.hyphen_dates && led => {
                let at =
                    sign(i + 1).filter(|_| matches!(self.tokens[i + 1].tok, Tok::Sign('-')))?;
                let (day, month) = (small(i)?, self.next(at).and_then(|_| small(at))?);
                let clock = self.half_day(at + 1).is_some();
                (!clock && !self.counts(at + 1) && self.tokens[at].sep == Sep::None)
                    .then_some(())?;
                found(at + 1, None, month, day)
            }
            // « 27. 11. 2019 », « den 27. 11. »
            Tok::Literal { plain: 1 | 2, .. }
                if self.tokens[i].dot
                    && self.next(i + 1).is_some_and(|t| t.dot && t.sep == Sep::Space) =>
            {
                let year = self.year_after(i + 2);
                (led || year.is_some()).then_some(())?;
                let end = year.map_or(i + 2, |(_, end)| end);
                found(end, year.map(|(year, _)| year), small(i + 1)?, small(i)?)
            }
            Tok::Word(_) if self.locale.nouns_capital && led => {
                let day = self.ordinal(i)?;
                let month = self.next(day.end).and_then(|_| self.ordinal(day.end))?;
                let number =
                    |place: crate::number::Place| u8::try_from(place.number.to_integer()?).ok();
                found(month.end, None, number(month)?, number(day)?)
            }
            _ => None,
        }
    }

    /// Whether two numbers of two digits and a year, in either order, stand at `i` with single
    /// spaces between and no digits around.
    fn spaced_digits(&self, i: usize) -> bool {
        let two = |at: usize| matches!(self.tokens[at].tok, Tok::Literal { plain: 2, .. });
        let space = |at: usize| {
            self.next(at).is_some_and(|token| {
                token.sep == Sep::Space && token.start == self.tokens[at - 1].end + 1
            })
        };
        let digits = |at: usize| matches!(self.next(at).map(|t| t.tok), Some(Tok::Literal { .. }));
        let before = i > 0
            && self.next(i).is_some()
            && matches!(self.tokens[i - 1].tok, Tok::Literal { .. });
        space(i + 1)
            && space(i + 2)
            && two(i + 1)
            && (two(i) && self.year_of(i + 2).is_some() || self.year_of(i).is_some() && two(i + 2))
            && !before
            && !digits(i + 3)
    }

    /// The year of the last two centuries in four digits at `i`.
    fn year_of(&self, i: usize) -> Option<i32> {
        let Tok::Literal { value, plain: 4, .. } = self.token(i)?.tok else {
            return None;
        };
        let year = i32::try_from(value.to_integer()?).ok()?;
        (1900..2100).contains(&year).then_some(year)
    }

    /// A month that is said to be last, this or next, perhaps after an article.
    fn month_said(&self, i: usize) -> Option<Found<When>> {
        self.next(i)?;
        let found = self.relative(i)?;
        matches!(found.what, When::Period(TimeUnit::Month, _)).then_some(found)
    }

    /// `on the 4th`, « le 23 », where the sentence or the clause ends.
    pub(super) fn bare_day(&self, i: usize) -> Option<Found<When>> {
        let back = |at: usize| (at > 0 && self.next(at).is_some()).then(|| at - 1);
        let before = back(i)?;
        let ordinal = matches!(self.tokens[i].tok, Tok::Ordinal(_));
        let literal = matches!(self.tokens[i].tok, Tok::Literal { plain: 1 | 2, .. });
        let led = if self.locale.day_first {
            self.is(before, Sense::OnDay) && (ordinal || literal)
        } else {
            ordinal
                && (self.is(before, Sense::OnDay)
                    || self.is(before, Sense::The)
                        && back(before).is_some_and(|at| self.is(at, Sense::OnDay)))
        };
        led.then_some(())?;
        let (day, end) = self.day_number(i)?;
        let rest = self.text[self.tokens[end - 1].end..].trim_start();
        let ends = !rest.starts_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '%' | '€' | '$' | '-' | '–' | '/')
        });
        let joined = self.daytime_after(end).is_some_and(|d| !matches!(d.what, Daytime::Part(_)));
        let what = When::Day { year: None, month: None, day, weekday: None };
        (ends || joined).then_some(Found { start: i, end, what })
    }

    /// The number of a day at `i`, in digits, as ordinal or in words, and the token after it.
    pub(super) fn day_number(&self, i: usize) -> Option<(u8, usize)> {
        let (number, end) = match self.token(i)?.tok {
            Tok::Literal { value, plain: 1 | 2, .. } => (value.to_integer()?, i + 1),
            Tok::Ordinal(number) => (i128::from(number), i + 1),
            Tok::Word(_) => {
                if let Some(place) = self.ordinal(i) {
                    (place.number.to_integer()?, place.end)
                } else {
                    let number = self.signed(i).filter(|n| !n.article)?;
                    (number.exact()?.to_integer()?, number.end)
                }
            }
            _ => return None,
        };
        let day = u8::try_from(number).ok().filter(|d| (1..=31).contains(d))?;
        let marked = self.next_is(end, Sense::Mark(TimeUnit::Day));
        Some((day, end + usize::from(marked)))
    }

    /// `Monday`, `last Saturday`, « lundi prochain », `Monday, Oct. 23`, `Friday 7/6`.
    pub(super) fn weekday(&self, i: usize) -> Option<Found<When>> {
        let pick = |sense| match sense {
            Sense::Weekday(day) => Some((day, true)),
            Sense::WeakWeekday(day) => Some((day, false)),
            _ => None,
        };
        let english = self.locale.ordinal_suffixes.contains(&"th");
        let mut at = i;
        let mut rel = None;
        if let Some(before) = self.rel(i) {
            rel = Some(before);
            at += 1;
            self.next(at)?;
            // this past Wednesday, this coming Friday
            if let Some(side) = self.sense(at, |sense| match sense {
                Sense::Stretch(side) => Some(side),
                _ => None,
            }) {
                rel = Some(side);
                at += 1;
                self.next(at)?;
            }
        }
        let (day, strong) = self.sense(at, pick)?;
        // 下下周三 is in the week after next, as a weekday of a week is told
        let weeks = self.locale.unspaced.is_some_and(|unspaced| !unspaced.words);
        rel = rel.map(|rel| if weeks || rel.abs() > 1 { rel * 100 } else { rel });
        let mut end = at + 1;
        let mut after = end;
        for _ in 0..2 {
            let skips = self.next_sign(after) == Some(',')
                || self.next_senses(after).iter().any(|s| matches!(s, Sense::OnDay | Sense::The));
            if skips {
                after += 1;
            }
        }
        if self.next(after).is_some() {
            let dated = self.day_of_month(after).or_else(|| match self.tokens[after].tok {
                Tok::Date { year, first, second, year_first } => Some(Found {
                    start: after,
                    end: after + 1,
                    what: self.numeric_date(year, first, second, year_first)?,
                }),
                Tok::Fraction { above, below, sign: false } => Some(Found {
                    start: after,
                    end: after + 1,
                    what: self.slash_date(above, below)?,
                }),
                _ => None,
            });
            if let Some(dated) = dated
                && let When::Day { year, month, day: number, .. } = dated.what
            {
                let what = When::Day { year, month, day: number, weekday: Some(day) };
                return Some(Found { start: i, end: dated.end, what });
            }
            // Monday 21, Monday the 21st
            if let Some((number, number_end)) = self.day_number(after)
                && (matches!(self.tokens[after].tok, Tok::Ordinal(_))
                    || after > end && self.ordinal(after).is_some()
                    || (after == end
                        && matches!(self.tokens[after].tok, Tok::Literal { plain: 2, .. }))
                    // « martes once »
                    || (after == end
                        && self.locale.last_follows
                        && matches!(self.tokens[after].tok, Tok::Word(_))
                        && self.ends_here(number_end)))
                && (self.next_senses(number_end).is_empty()
                    || self.is(number_end, Sense::AtClock)
                    || self.is(number_end, Sense::Between)
                    || self.is(number_end, Sense::To)
                    || self.is(number_end, Sense::From))
                && self.next_sign(number_end).is_none_or(|c| c == ',')
                && !self.glued_after(number_end)
            {
                let what = When::Day { year: None, month: None, day: number, weekday: Some(day) };
                return Some(Found { start: i, end: number_end, what });
            }
        }
        // « terça passada », « na próxima quarta »: what it is told by makes it a day
        let told = |end: usize| {
            self.locale.last_follows
                && self.tokens[at].end - self.tokens[at].start > 3
                && (rel.is_some() && self.ends_here(end)
                    || self.next(end).is_some() && self.rel_after(end).is_some())
        };
        if !strong && !told(end) && self.clock_after(end).is_none() {
            return None;
        }
        if rel.is_none()
            && let Some(after) = self.next(end).and_then(|_| self.rel_after(end))
            && self.next(end + 1).and_then(|_| self.time_unit(end + 1)).is_none()
        {
            rel = Some(after);
            end += 1;
        }
        // the Friday after next
        if rel.is_none() && self.next_is(end, Sense::AfterNext) {
            return Some(Found { start: i, end: end + 1, what: When::Weekdays(2, day) });
        }
        // The Sunday Telegraph
        let rest = self.text[self.tokens[end - 1].end..].trim_start();
        let article = i > 0 && self.next(i).is_some() && self.is(i - 1, Sense::The);
        if english && article && rel.is_none() && rest.starts_with(char::is_uppercase) {
            return None;
        }
        Some(Found { start: i, end, what: When::Weekday(day, rel) })
    }

    /// `January`, `in May`, `March 2024`.
    pub(super) fn bare_month(&self, i: usize) -> Option<Found<When>> {
        let (month, strong) = self.month(i)?;
        if let Some((year, end)) = self.year_after(i + 1) {
            return Some(Found {
                start: i,
                end,
                what: When::Month { year: Some(year), month, rel: None },
            });
        }
        if let Some(year) = self.short_year(i + 1, 32) {
            let what = When::Month { year: Some(year), month, rel: None };
            return Some(Found { start: i, end: i + 2, what });
        }
        let led = i > 0
            && self.next(i).is_some()
            && self.senses(i - 1).iter().any(|s| {
                matches!(
                    s,
                    Sense::InPeriod
                        | Sense::Mod(
                            Modifier::Start
                                | Modifier::Mid
                                | Modifier::End
                                | Modifier::After
                                | Modifier::Before
                        )
                        | Sense::To
                        | Sense::From
                )
            });
        let token = self.token(i)?;
        let capital = self.text[token.start..].starts_with(char::is_uppercase);
        // English writes months with a capital: `march`, `may` are verbs
        let english = self.locale.ordinal_suffixes.contains(&"th");
        let number = self.senses(i).iter().any(|s| matches!(s, Sense::Card(_)));
        // « demain à sept heures » names no month, « en sept. » does
        // Jan-Feb
        let paired = self.next(i + 1).is_some_and(|t| t.sep == Sep::Hyphen)
            && self.month(i + 1).is_some()
            && (!english || capital);
        let weak = (led || paired) && (!english || capital) && (!number || token.dot);
        let strong = strong && !number;
        // `october` is clear without its capital, `jan` is not
        let long = strong && token.end - token.start > 4;
        if !(strong || weak) || (english && !capital && !long) {
            return None;
        }
        let rel = self.next(i + 1).and_then(|_| self.rel(i + 1)).filter(|_| !english);
        let end = if rel.is_some() { i + 2 } else { i + 1 };
        Some(Found { start: i, end, what: When::Month { year: None, month, rel } })
    }

    /// 去年, « 다음주 »: the last, this or next stretch in one word.
    pub(super) fn period(&self, i: usize) -> Option<Found<When>> {
        let what = self.sense(i, |sense| match sense {
            Sense::Period(unit, rel) => Some(When::Period(unit, rel)),
            Sense::HalfName(half) => Some(When::Half(None, half)),
            _ => None,
        })?;
        // `H1 2019`: h1 alone is a heading
        if let When::Half(_, half) = what
            && self.locale.unspaced.is_none()
        {
            let (year, end) = self.year_after(i + 1)?;
            return Some(Found { start: i, end, what: When::Half(Some(year), half) });
        }
        Some(Found { start: i, end: i + 1, what })
    }

    pub(super) fn month(&self, i: usize) -> Option<(u8, bool)> {
        self.sense(i, |sense| match sense {
            Sense::Month(month) => Some((month, true)),
            Sense::WeakMonth(month) => Some((month, false)),
            _ => None,
        })
    }

    /// `today`, `Christmas 2024`, « maintenant », `summer 2019`, `fiscal year 2008`.
    pub(super) fn named(&self, i: usize) -> Option<Found<When>> {
        let what = self.sense(i, |sense| match sense {
            Sense::Day(days) => Some(When::Today(days)),
            Sense::Now => Some(When::Now),
            Sense::Holiday(month, day) => Some(When::Holiday(Feast::Fixed(month, day), None, None)),
            Sense::Feast(feast) => Some(When::Holiday(feast, None, None)),
            Sense::Season(season) | Sense::WeakSeason(season) => {
                Some(When::Season(season, None, None))
            }
            Sense::Fiscal(name) => Some(When::Fiscal(name, None, None)),
            _ => None,
        })?;
        let mut end = i + 1;
        let rel = self.next(end).and_then(|_| self.rel_after(end));
        let what = match (what, self.year_after(end)) {
            (When::Holiday(feast, ..), Some((year, after))) => {
                end = after;
                When::Holiday(feast, Some(year), None)
            }
            (When::Season(season, ..), Some((year, after))) => {
                end = after;
                When::Season(season, Some(year), None)
            }
            (When::Fiscal(name, ..), year) => {
                let (year, after) = year.or_else(|| {
                    let year = self.short_year(end, 0)?;
                    Some((year, end + 1))
                })?;
                end = after;
                When::Fiscal(name, Some(year), None)
            }
            (When::Holiday(feast, ..), None) if rel.is_some() => {
                end += 1;
                When::Holiday(feast, None, rel)
            }
            (When::Season(season, ..), None) if rel.is_some() => {
                end += 1;
                When::Season(season, None, rel)
            }
            // a name: `Summer`, `Winter`
            (When::Season(..), None) if self.is_name(i) || self.is_weak_season(i) => return None,
            (what, _) => what,
        };
        Some(Found { start: i, end, what })
    }

    /// Whether the word at `i` is a season only after `in the`: `fall`, `spring`.
    fn is_weak_season(&self, i: usize) -> bool {
        let weak = self.senses(i).iter().any(|s| matches!(s, Sense::WeakSeason(_)));
        let back = |at: usize| at.checked_sub(1).filter(|_| self.next(at).is_some());
        let led = back(i).is_some_and(|at| {
            let period = |at: usize| self.is(at, Sense::InPeriod) || self.is(at, Sense::InAmount);
            period(at) || self.is(at, Sense::The) && back(at).is_some_and(period)
        });
        weak && !led
    }

    /// Whether a capital inside a sentence makes a name of the word at `i`.
    pub(super) fn is_name(&self, i: usize) -> bool {
        let capital = self.text[self.tokens[i].start..].starts_with(char::is_uppercase);
        capital && !self.locale.nouns_capital
    }

    /// `Mon`, `sat.`: an abbreviation that is a word as well counts where it ends with a period, or
    /// stands alone with a capital.
    fn bare_weekday(&self, i: usize) -> Option<Found<When>> {
        let day = self.sense(i, |sense| match sense {
            Sense::WeakWeekday(day) => Some(day),
            _ => None,
        })?;
        let token = self.token(i)?;
        let led = i > 0
            && self.next(i).is_some()
            && self.senses(i - 1).iter().any(|s| matches!(s, Sense::OnDay | Sense::Rel(_)));
        let alone = self.tokens.len() == 1 && self.text.len() <= token.end + 1;
        let capital = self.text[token.start..].starts_with(char::is_uppercase);
        let romance = self.locale.last_follows && token.end - token.start >= 5;
        let fits = capital && !self.begins_sentence(i) || romance && self.ends_here(i + 1);
        (alone || led && fits).then_some(Found {
            start: i,
            end: i + 1,
            what: When::Weekday(day, None),
        })
    }
}
