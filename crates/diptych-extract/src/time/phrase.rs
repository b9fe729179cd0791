//! A date and a time of day read piece by piece, in whatever order they stand.

use super::{Daytime, Found, Moment, Piece, Said, When, is_day};
use crate::Modifier;
use crate::locale::{Sense, TimeUnit};
use crate::scan::{Rule, Scan};
use crate::tags::{Tag, Tags};

/// A date, a time of day or both over tokens `start..end`.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub start: usize,
    /// The first token after words that narrow what follows: `the end of`.
    pub core: usize,
    pub end: usize,
    pub said: Moment,
    /// Said with it, before it or inside: `early`, `today before 4 pm`.
    pub modifier: Option<Modifier>,
    /// Two bare numbers, times of day only where a day stands beside them.
    weak: bool,
}

/// What was said over tokens `start..end`.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    pub start: usize,
    pub core: usize,
    pub end: usize,
    pub said: Said,
    pub modifier: Option<Modifier>,
}

impl From<Phrase> for Spoken {
    fn from(phrase: Phrase) -> Self {
        let Phrase { start, core, end, said, modifier, .. } = phrase;
        Self { start, core, end, said: Said::One(said), modifier }
    }
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, Default)]
struct Link {
    comma: bool,
    hyphen: bool,
    /// `in`, `of` and the like.
    word: bool,
    modifier: Option<Modifier>,
    /// The same for `or later`, before a day.
    later: Option<Modifier>,
}

const EDGE: Tags = Tags::of(&[Tag::Close, Tag::Side]);

/// A day, week, weekday … that is counted.
const NTH: Rule<Found<When>> = Rule {
    starts: Tags::SPELLED.or(Tags::ORDINAL).or(Tags::of(&[
        Tag::Relative,
        Tag::Digits,
        Tag::OrdinalMark,
    ])),
    needs: Tags::of(&[Tag::TimeUnit, Tag::Weekday, Tag::Weekend]),
    read: |scan, i| scan.nth(i),
};

/// An hour with no more said before its day.
const HOUR: Rule<Found<Daytime>> = Rule {
    starts: Tags::SPELLED.or(Tags::of(&[Tag::Digits, Tag::Hour, Tag::Toward, Tag::DigitClock])),
    needs: Tags::of(&[
        Tag::Month,
        Tag::WeakMonth,
        Tag::Weekday,
        Tag::WeakWeekday,
        Tag::Part,
        Tag::By,
        Tag::Day,
        Tag::DayAndPart,
        Tag::Now,
        Tag::Weekend,
        Tag::Close,
        Tag::Side,
        Tag::Holiday,
        Tag::Feast,
        Tag::Rel,
        Tag::Stretch,
        Tag::Relative,
        Tag::Ago,
        Tag::Later,
        Tag::AgoBefore,
        Tag::InAmount,
        Tag::DigitDate,
        Tag::DigitFraction,
        Tag::DigitOrdinal,
        Tag::Year,
        Tag::Led,
        Tag::Am,
        Tag::Pm,
        Tag::Hour,
        Tag::DigitClock,
    ]),
    read: |scan, i| scan.daytime(i, true),
};

impl Scan<'_> {
    /// The longest date, time of day or both from token `i` on.
    pub(super) fn phrase(&self, i: usize) -> Option<Phrase> {
        self.token(i)?;
        let whole = |phrase: &Phrase| {
            !phrase.weak && !matches!(phrase.said.when, Some(When::Nth(_, _, None)))
        };
        let counted = self.pieces(i, true)?;
        if whole(&counted) {
            return Some(counted);
        }
        // `last Friday`, with no month after it to be the last Friday of
        self.pieces(i, false).filter(whole).or_else(|| counted.settled())
    }

    /// Pieces from token `i` on, each narrowing those before. `counted`: an ordinal may count days
    /// or weeks of what is said further on.
    fn pieces(&self, i: usize, counted: bool) -> Option<Phrase> {
        // « dix heures mercredi »: a day makes an hour of a length of time
        let mut phrase = self.time_piece(i, false, counted).or_else(|| {
            // « gagné 2-1 samedi » is a score
            let hour = HOUR.read(self, i).filter(|_| !self.is(i, Sense::Block))?;
            let clock = matches!(hour.what, Daytime::Clock(_));
            let said = Moment { when: None, daytime: Some(hour.what) };
            let piece =
                Phrase { start: i, core: i, end: hour.end, said, modifier: None, weak: true };
            clock.then_some(piece)
        })?;
        // a phrase has few pieces: part of the day, time, weekday, day, month, year
        for _ in 0..6 {
            let Some(longer) = self.longer(&phrase) else {
                break;
            };
            phrase = longer;
        }
        Some(phrase)
    }

    /// The phrase with the piece that follows, over at most three words that join them.
    fn longer(&self, phrase: &Phrase) -> Option<Phrase> {
        let mut link = Link::default();
        for at in phrase.end..phrase.end + 4 {
            self.next(at)?;
            let led = phrase.said.when.is_some();
            if let Some(piece) = self.time_piece(at, led, true)
                && let Some(longer) = phrase.with(&piece, link)
            {
                return Some(longer);
            }
            match self.next_sign(at) {
                Some(',') if !link.comma => link.comma = true,
                Some('-' | '–' | '(' | ')' | '@') => link.hyphen = true,
                Some(_) => return None,
                None => {
                    let mut joins = false;
                    for sense in self.senses(at) {
                        match sense {
                            Sense::OnDay
                            | Sense::AtClock
                            | Sense::The
                            | Sense::Of
                            | Sense::InPeriod
                            | Sense::From
                            | Sense::Between
                            | Sense::YearWord
                            | Sense::For => joins = true,
                            Sense::Mod(
                                modifier @ (Modifier::After | Modifier::Before | Modifier::About),
                            ) => {
                                joins = true;
                                link.modifier = Some(*modifier);
                            }
                            // 3 pm or later on Monday
                            Sense::ModAfter(modifier @ (Modifier::After | Modifier::Before))
                                if phrase.said.when.is_none() =>
                            {
                                joins = true;
                                link.later = Some(*modifier);
                            }
                            _ => {}
                        }
                    }
                    link.word |= joins;
                    if !joins {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// One piece of a date or time at `i`.
    fn time_piece(&self, i: usize, led: bool, counted: bool) -> Option<Phrase> {
        if self.is(i, Sense::Block) {
            return None;
        }
        let found = |end, when, daytime| {
            let said = Moment { when, daytime };
            Some(Phrase { start: i, core: i, end, said, modifier: None, weak: false })
        };
        if let Some(edge) = self.edge(i) {
            return Some(edge);
        }
        if let Some((days, part, end)) = self.part_of_some_day(i) {
            return found(end, Some(When::Today(days)), Some(Daytime::Part(part)));
        }
        if counted && let Some(nth) = NTH.read(self, i) {
            return found(nth.end, Some(nth.what), None);
        }
        if let Some(date) = self.date(i) {
            if let Some(sided) = self.sided(i, &date) {
                return Some(sided);
            }
            let mut phrase = found(date.end, Some(date.what), None)?;
            phrase.core = date.start; // without its article
            return Some(phrase);
        }
        let daytime = self.daytime(i, led)?;
        let mut phrase = found(daytime.end, None, Some(daytime.what))?;
        phrase.weak = self.is_weak(i, &daytime);
        Some(phrase)
    }

    /// Whether a time of day is but two bare numbers.
    fn is_weak(&self, i: usize, daytime: &Found<Daytime>) -> bool {
        let bare = |at: usize| {
            !self.senses(at).iter().any(|s| {
                matches!(
                    s,
                    Sense::Clock
                        | Sense::Am
                        | Sense::Pm
                        | Sense::Hour(_)
                        | Sense::Part(_)
                        | Sense::By(_)
                        | Sense::Mark(_)
                )
            }) && !matches!(
                self.tokens[at].tok,
                crate::lexer::Tok::Clock { .. } | crate::lexer::Tok::Literal { plain: 4, .. }
            )
        };
        let whole = |clock: super::Clock| clock.minute == 0;
        matches!(daytime.what, Daytime::Clocks(from, to) if whole(from) && whole(to))
            && (i..daytime.end).all(bare)
    }

    /// `the end of tomorrow`, `early this morning`, `later in the week`.
    fn edge(&self, i: usize) -> Option<Phrase> {
        if !self.tags(i).any(EDGE) {
            return None;
        }
        if let Some(unit) = self.sense(i, |sense| match sense {
            Sense::Close(unit) => Some(unit),
            _ => None,
        }) {
            let (when, daytime) = closed(Modifier::End, When::Period(unit, 0));
            let modifier = daytime.is_none().then_some(Modifier::End);
            let said = Moment { when: Some(when), daytime };
            let (core, end) = (i, i + 1);
            return Some(Phrase { start: i, core, end, said, modifier, weak: false });
        }
        let side = self.sense(i, |sense| match sense {
            Sense::Mod(side @ (Modifier::Start | Modifier::Mid | Modifier::End)) => Some(side),
            _ => None,
        })?;
        let first = &self.tokens[i];
        for at in i + 1..i + 4 {
            self.next(at)?;
            let unit = self.time_unit(at).filter(|unit| {
                *unit >= TimeUnit::Day
                    && (at > i + 1 || self.text[first.start..first.end].contains(' '))
                    && self.rel_after(at + 1).is_none()
            });
            let inner = match unit {
                Some(unit) => Some(Phrase {
                    start: at,
                    core: at,
                    end: at + 1,
                    said: Moment { when: Some(When::Period(unit, 0)), daytime: None },
                    modifier: None,
                    weak: false,
                }),
                None => self.plain_piece(at),
            };
            if let Some(mut phrase) = inner {
                let said = &mut phrase.said;
                match (said.when.take(), said.daytime) {
                    (when, Some(Daytime::Part(part))) => {
                        said.when = when;
                        said.daytime = Some(Daytime::Edge(side, part));
                    }
                    (Some(when), None) => {
                        let (when, daytime) = closed(side, when);
                        said.when = Some(when);
                        if daytime.is_some() {
                            phrase.core = i;
                            said.daytime = daytime;
                        }
                    }
                    _ => return None,
                }
                phrase.modifier = said.daytime.is_none_or(|d| d != Daytime::Close).then_some(side);
                phrase.start = i;
                return Some(phrase);
            }
            let joins = self.senses(at).iter().any(|s| {
                matches!(s, Sense::Of | Sense::The | Sense::InPeriod | Sense::OnDay | Sense::From)
            });
            if !joins {
                return None;
            }
        }
        None
    }

    /// The start, middle or end of a date that is said behind it: 今月の終わり, 2020年底.
    fn sided(&self, i: usize, date: &Found<When>) -> Option<Phrase> {
        if !self.locale.postpositions {
            return None;
        }
        let side = |at: usize| {
            self.sense(at, |sense| match sense {
                Sense::Mod(side @ (Modifier::Start | Modifier::Mid | Modifier::End)) => Some(side),
                _ => None,
            })
        };
        let at = date.end + usize::from(self.next_is(date.end, Sense::Of));
        let behind = self.next(at).and_then(|_| Some((side(at)?, at + 1)));
        let (side, end) = behind
            .or_else(|| Some((side(date.end - 1).filter(|_| date.end > i + 1)?, date.end)))?;
        let (when, daytime) = closed(side, date.what.clone());
        let modifier = daytime.is_none().then_some(side);
        let said = Moment { when: Some(when), daytime };
        Some(Phrase { start: i, core: i, end, said, modifier, weak: false })
    }

    /// A date or a part of the day without words that narrow it.
    fn plain_piece(&self, i: usize) -> Option<Phrase> {
        let (end, said) = if let Some((days, part, end)) = self.part_of_some_day(i) {
            let daytime = Some(Daytime::Part(part));
            (end, Moment { when: Some(When::Today(days)), daytime })
        } else if let Some(part) = self.sense(i, super::part_of_day) {
            (i + 1, Moment { when: None, daytime: Some(Daytime::Part(part)) })
        } else {
            let date = self.date(i)?;
            (date.end, Moment { when: Some(date.what), daytime: None })
        };
        Some(Phrase { start: i, core: i, end, said, modifier: None, weak: false })
    }
}

/// The end of a day is a moment; any other side of it, or of a longer stretch, a stretch.
fn closed(side: Modifier, when: When) -> (When, Option<Daytime>) {
    match (side, when) {
        (Modifier::End, when) if is_day(&when) => (when, Some(Daytime::Close)),
        (side, when) => (When::Edge(side, Box::new(when)), None),
    }
}

impl Phrase {
    /// This phrase with a further piece, where the two say one thing together.
    fn with(&self, piece: &Self, link: Link) -> Option<Self> {
        let (old, new) = (&self.said, &piece.said);
        let daytime = match (old.daytime, new.daytime) {
            (None, daytime) | (daytime, None) => daytime,
            (
                Some(Daytime::Part(part) | Daytime::Edge(_, part)),
                Some(clock @ (Daytime::Clock(_) | Daytime::Clocks(..))),
            )
            | (
                Some(clock @ (Daytime::Clock(_) | Daytime::Clocks(..))),
                Some(Daytime::Part(part)),
            ) => Some(clock.in_part(part)),
            _ => return None,
        };
        let when = match (&old.when, &new.when) {
            (None, when) | (when, None) => when.clone(),
            (Some(old), Some(new)) => Some(narrowed(old, new, link)?),
        };
        // a time of day is one of a day
        if daytime.is_some() && when.as_ref().is_some_and(|when| !is_day(when)) {
            return None;
        }
        if link.hyphen && (old.when.is_none() || new.when.is_some() && daytime.is_some()) {
            return None;
        }
        if let Some(later) = link.later {
            let day = new.daytime.is_none() && self.modifier.is_none();
            return day.then_some(Self {
                start: self.start,
                core: self.core,
                end: piece.end,
                said: Moment { when, daytime },
                modifier: Some(later),
                weak: false,
            });
        }
        let clock = new.when.is_none() && old.when.is_some();
        let modifier = match link.modifier {
            Some(Modifier::About) | None => self.modifier.or(piece.modifier),
            Some(modifier) if clock && self.modifier.is_none() => Some(modifier),
            Some(_) => return None,
        };
        let core = if self.core == self.start { self.start } else { self.core };
        Some(Self {
            start: self.start,
            core,
            end: piece.end,
            said: Moment { when, daytime },
            modifier,
            weak: false,
        })
    }

    /// What the phrase says when nothing more follows: a quarter is one of this year.
    fn settled(mut self) -> Option<Self> {
        let Some(When::Nth(place, Piece::Unit(TimeUnit::Quarter), None)) = self.said.when else {
            return None;
        };
        if place == -1 {
            self.said.when = Some(When::Period(TimeUnit::Quarter, -1));
            return Some(self);
        }
        let year = Box::new(When::Period(TimeUnit::Year, 0));
        self.said.when = Some(When::Nth(place, Piece::Unit(TimeUnit::Quarter), Some(year)));
        Some(self)
    }
}

/// Two dates that say one thing together: `Monday` and `next week`, `May 4` and `2019`.
fn narrowed(first: &When, second: &When, link: Link) -> Option<When> {
    use TimeUnit::{Month, Week, Year};
    let yearly = |when: &When| {
        matches!(
            when,
            When::Day { year: None, month: Some(_), .. }
                | When::Month { year: None, rel: None, .. }
                | When::Holiday(_, None, None)
                | When::Season(_, None, None)
                | When::Quarter(None, _)
                | When::Half(None, _)
        )
    };
    let within = |inner: &When, outer: &When| {
        Some(When::Within(Box::new(inner.clone()), Box::new(outer.clone())))
    };
    match (first, second) {
        (When::Weekday(weekday, None), When::Period(Week, rel)) if !link.comma => {
            Some(When::Weekday(*weekday, Some(rel * 100)))
        }
        (When::Period(Week, rel), When::Weekday(weekday, None)) => {
            Some(When::Weekday(*weekday, Some(rel * 100)))
        }
        // « mittwoch in 2 wochen »
        (When::Weekday(weekday, None), When::Shift(length, side)) if !link.comma => {
            let (count, unit) = length.single()?;
            let weeks = i32::try_from(count.to_integer()? * side).ok()?;
            (unit == Week && weeks.abs() < 1000)
                .then_some(When::Weekday(*weekday, Some(weeks * 100)))
        }
        (When::Weekday(weekday, _), When::Day { year, month, day, weekday: None })
        | (
            When::Day { year, month: month @ Some(_), day, weekday: None },
            When::Weekday(weekday, _),
        ) if !link.hyphen || matches!(first, When::Weekday(..)) => {
            Some(When::Day { year: *year, month: *month, day: *day, weekday: Some(*weekday) })
        }
        // 21日の月曜日
        (When::Day { year, month, day, weekday: None }, When::Weekday(weekday, None))
            if link.word && !link.hyphen =>
        {
            Some(When::Day { year: *year, month: *month, day: *day, weekday: Some(*weekday) })
        }
        _ if link.hyphen => None,
        (inner, When::Year(year)) if yearly(inner) && (link.word || link.comma) => {
            inner.in_year(*year)
        }
        _ if link.comma => None,
        (inner, outer @ When::Period(Year, _)) | (outer @ When::Period(Year, _), inner)
            if yearly(inner) =>
        {
            within(inner, outer)
        }
        (When::Holiday(feast, None, None), When::Shift(length, side)) => {
            let (count, unit) = length.single()?;
            let years =
                i32::try_from(count.to_integer()?).ok()?.checked_mul(i32::try_from(*side).ok()?)?;
            (unit == Year).then_some(())?;
            within(&When::Holiday(*feast, None, None), &When::Period(Year, years))
        }
        (
            inner @ When::Day { month: None, .. },
            outer @ (When::Month { .. } | When::Period(Month, _)),
        )
        | (
            outer @ (When::Month { .. } | When::Period(Month, _)),
            inner @ When::Day { month: None, .. },
        ) => within(inner, outer),
        (When::Nth(place, piece, None), outer) | (outer, When::Nth(place, piece, None))
            if outer.holds(*piece) =>
        {
            Some(When::Nth(*place, *piece, Some(Box::new(outer.clone()))))
        }
        (outer @ When::Nth(_, Piece::Unit(Week), Some(_)), inner @ When::Weekday(_, None)) => {
            within(inner, outer)
        }
        (When::Weekend(None), When::Period(Week, rel)) => Some(When::Weekend(Some(*rel))),
        _ => None,
    }
}

impl When {
    /// This yearly date in a year.
    fn in_year(&self, year: i32) -> Option<Self> {
        let year = Some(year);
        Some(match *self {
            Self::Day { month, day, weekday, .. } => Self::Day { year, month, day, weekday },
            Self::Month { month, .. } => Self::Month { year, month, rel: None },
            Self::Holiday(feast, ..) => Self::Holiday(feast, year, None),
            Self::Season(season, ..) => Self::Season(season, year, None),
            Self::Quarter(_, n) => Self::Quarter(year, n),
            Self::Half(_, n) => Self::Half(year, n),
            _ => return None,
        })
    }

    /// Whether such pieces can be counted inside this stretch.
    pub(super) fn holds(&self, piece: Piece) -> bool {
        let size = match self {
            Self::Year(_) => TimeUnit::Year,
            Self::Month { .. } => TimeUnit::Month,
            Self::Quarter(..) | Self::Half(..) | Self::Season(..) => TimeUnit::Quarter,
            Self::Decade(_) => TimeUnit::Decade,
            Self::Century(_) => TimeUnit::Century,
            Self::Period(unit, _) => *unit,
            Self::Nth(_, Piece::Unit(unit), Some(_)) => *unit,
            _ => return false,
        };
        match piece {
            Piece::Unit(unit) => unit < size && unit >= TimeUnit::Day,
            Piece::Weekday(_) | Piece::Weekend => size >= TimeUnit::Month,
        }
    }
}

impl Phrase {
    /// A clock time over tokens `start..end`.
    pub(super) const fn clock(start: usize, end: usize, clock: super::Clock) -> Self {
        let said = Moment { when: None, daytime: Some(Daytime::Clock(clock)) };
        Self { start, core: start, end, said, modifier: None, weak: false }
    }
}
