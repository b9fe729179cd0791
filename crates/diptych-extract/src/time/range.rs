//! From one time to another, or for so long.

use super::phrase::{Phrase, Spoken};
use super::{Daytime, Moment, Said, When, is_day};
use crate::lexer::{Sep, Tok};
use crate::locale::{Sense, TimeUnit};
use crate::scan::Scan;
use crate::tags::Tag;

impl Scan<'_> {
    /// `from Monday to Friday`, `5-7 October`, `between May and July 2019`, « du 5 au 7 octobre ».
    pub(super) fn range(&self, i: usize, first: Option<&Phrase>) -> Option<Spoken> {
        // a word behind may close the range
        let between = self.opened(i) || self.locale.postpositions;
        let spoken = |start, end, from: When, to: When| Spoken {
            start,
            core: start,
            end,
            said: Said::Range(
                Moment { when: Some(from), daytime: None },
                Moment { when: Some(to), daytime: None },
            ),
            modifier: None,
        };
        // 5 to 7 October, 4-23 next month: the first has no month of its own
        if let Some((day, end)) = self.day_number(i)
            && let Some(at) = self.joined(end, between)
            && let Some(last) = self.phrase(at)
            && last.said.daytime.is_none()
            && let Some(to @ (When::Day { .. } | When::Within(..))) = &last.said.when
            && let Some(from) = to.on_day(day)
        {
            return Some(spoken(i, self.range_closed(last.end), from, to.clone()));
        }
        let first = first?;
        let at = self.joined(first.end, between)?;
        // May 5 to 7
        if first.said.daytime.is_none()
            && let Some(from @ When::Day { year, month: Some(_), .. }) = &first.said.when
            && let Some((day, mut end)) = self.day_number(at)
            && let Some(mut to) = from.until_day(day)
            && !self.counts(end)
            && !self.is(at - 1, Sense::AtClock)
        {
            let mut from = from.clone();
            if year.is_none()
                && let Some((found, after)) = self.year_after(end)
            {
                end = after;
                for side in [&mut from, &mut to] {
                    if let When::Day { year, .. } = side {
                        *year = Some(found);
                    }
                }
            }
            return Some(spoken(i, self.range_closed(end), from, to));
        }
        let last = self.phrase(at)?;
        let mut spoken = self.paired(first.clone(), last, at)?;
        let end = self.range_closed(spoken.end);
        // 1月和3月 are two of them, 1月和3月之间 a range
        let and = self.is(first.end, Sense::And) && !self.is(first.end, Sense::To);
        if and && !self.opened(i) && end == spoken.end {
            return None;
        }
        spoken.end = end;
        Some(spoken)
    }

    /// Two phrases as the ends of a range, where they can be.
    fn paired(&self, first: Phrase, last: Phrase, at: usize) -> Option<Spoken> {
        let (mut from, to) = (first.said, last.said);
        let hyphen = matches!(self.next_sign(first.end), Some('-' | '–'))
            || matches!(self.tokens[at].sep, Sep::Hyphen);
        let (Some(start), Some(end)) = (&mut from.when, &to.when) else {
            return None;
        };
        let bare = |when: &When| matches!(when, When::Now | When::Today(_));
        let same = is_day(start) == is_day(end) || bare(start) || bare(end) || !hyphen;
        let open = matches!(start, When::Shift(..) | When::Stretch(..))
            || hyphen && matches!(start, When::Today(_))
            || matches!(end, When::Stretch(..));
        if !same || open || from.daytime.is_some() != to.daytime.is_some() && !bare(start) {
            return None;
        }
        // Jan-Feb 2017: the year of the second is that of the first too; November to February 2017
        // begins the year before
        if let (
            When::Day { month: month @ None, year, .. },
            When::Day { month: Some(found), year: last, .. },
        ) = (&mut *start, end)
        {
            (*month, *year) = (Some(*found), *last);
        }
        let shared = match (&*start, end) {
            (
                When::Month { year: None, month, rel: None },
                When::Month { year: Some(year), month: last, .. },
            ) => Some(year - i32::from(month > last)),
            (
                When::Day { year: None, month: Some(month), .. },
                When::Day { year: Some(year), month: Some(last), .. },
            ) => Some(year - i32::from(month > last)),
            _ => None,
        };
        if let Some(shared) = shared
            && let When::Month { year, .. } | When::Day { year, .. } = start
        {
            *year = Some(shared);
        }
        let modifier = None;
        let core = first.start;
        Some(Spoken {
            start: first.start,
            core,
            end: last.end,
            said: Said::Range(from, to),
            modifier,
        })
    }

    /// `from 2 pm for two hours`, `14 February from 9:30 for 7 hours`, `for 2 hours from 2 pm`.
    pub(super) fn lasting(&self, i: usize, first: Option<&Phrase>) -> Option<Spoken> {
        let clocked = |said: &Moment| matches!(said.daytime, Some(Daytime::Clock(_)));
        // two weeks starting 20 May
        if self.ahead(i).has(Tag::Starting)
            && let Some(length) = self.length_of_time(i)
            && self.next_is(length.end, Sense::Starting)
            && !self.next_is(length.end, Sense::From)
        {
            let on = |s: &Sense| matches!(s, Sense::OnDay | Sense::From | Sense::The);
            let joined = self.next_senses(length.end + 1).iter().any(on);
            let at = length.end + 1 + usize::from(joined);
            self.next(at)?;
            let first = self.phrase(at)?;
            let fits = clocked(&first.said) || first.said.when.as_ref().is_some_and(is_day);
            let said = Said::Lasting(first.said, length.what);
            let (end, modifier) = (first.end, None);
            return fits.then_some(Spoken { start: i, core: i, end, said, modifier });
        }
        // the length comes first only after `for`
        let led = i > 0 && self.next(i).is_some() && self.is(i - 1, Sense::For);
        if led && let Some(length) = self.length_of_time(i) {
            let at = length.end;
            if !self.next_is(at, Sense::From) {
                return None;
            }
            self.next(at + 1)?;
            let first = self.phrase(at + 1).or_else(|| self.bare_hour(at + 1))?;
            let day = first.said.when.as_ref().is_some_and(is_day);
            let fits = clocked(&first.said) || day && length.what.unit() >= TimeUnit::Day;
            let said = Said::Lasting(first.said, length.what);
            let (start, end, modifier) = (i - 1, first.end, None);
            return fits.then_some(Spoken { start, core: start, end, said, modifier });
        }
        let first = first?;
        if !self.next_is(first.end, Sense::For) {
            return None;
        }
        self.next(first.end + 1)?;
        let length = self.length_of_time(first.end + 1)?;
        let mut said = first.said.clone();
        let mut end = length.end;
        // 14 February for 7 hours from 9:30
        if said.daytime.is_none()
            && self.next_is(end, Sense::From)
            && self.next(end + 1).is_some()
            && let Some(clock) = self.clock(end + 1, true)
        {
            said.daytime = Some(Daytime::Clock(clock.what));
            end = clock.end;
        }
        let day = i > 0
            && self.is(i - 1, Sense::From)
            && said.when.as_ref().is_some_and(is_day)
            && length.what.unit() >= TimeUnit::Day;
        let fits = clocked(&said) || day;
        let said = Said::Lasting(said, length.what);
        fits.then_some(Spoken { start: i, core: i, end, said, modifier: None })
    }

    /// A bare hour where a length of time has said that one is meant.
    fn bare_hour(&self, i: usize) -> Option<Phrase> {
        let Tok::Literal { plain: 1 | 2, .. } = self.token(i)?.tok else {
            return None;
        };
        let clock = self.hour_number(i)?;
        Some(Phrase::clock(i, clock.end, clock.what))
    }

    /// Whether `between` stands before token `i`, perhaps with an article.
    pub(super) fn opened(&self, i: usize) -> bool {
        let mut at = i;
        for _ in 0..2 {
            if at == 0 || self.next(at).is_none() {
                return false;
            }
            at -= 1;
            if self.is(at, Sense::Between) {
                return true;
            }
            let article = |s: &Sense| matches!(s, Sense::The | Sense::OnDay | Sense::AtClock);
            if !self.senses(at).iter().any(article) {
                return false;
            }
        }
        false
    }

    /// The token after the word or sign between the ends of a range, and after an article.
    pub(super) fn joined(&self, end: usize, between: bool) -> Option<usize> {
        let sep = self.next(end)?.sep;
        // Jan-Feb: the hyphen is no token of its own
        if sep == Sep::Hyphen {
            return Some(end);
        }
        let to = matches!(self.next_sign(end), Some('-' | '–' | '—' | '~'))
            || self.is(end, Sense::To)
            || (between && self.is(end, Sense::And));
        if !to {
            return None;
        }
        let mut at = end + 1;
        for _ in 0..2 {
            let article = |s: &Sense| matches!(s, Sense::OnDay | Sense::The | Sense::AtClock);
            at += usize::from(self.next_senses(at).iter().any(article));
        }
        self.next(at).map(|_| at)
    }

    /// Whether the token at `i` makes an amount or a time of the number before it.
    pub(super) fn counts(&self, i: usize) -> bool {
        self.next_senses(i).iter().any(|s| {
            matches!(
                s,
                Sense::Month(_)
                    | Sense::Of
                    | Sense::Clock
                    | Sense::TimeUnit(_)
                    | Sense::Am
                    | Sense::Pm
                    | Sense::Percent
                    | Sense::Currency(_)
                    | Sense::Unit(..)
                    | Sense::Mark(_)
            )
        })
    }
}

impl When {
    /// The day with this number before the one that is said, in the same month.
    fn on_day(&self, number: u8) -> Option<Self> {
        match self {
            Self::Day { year, month: Some(month), day, .. } if number < *day => {
                Some(Self::Day { year: *year, month: Some(*month), day: number, weekday: None })
            }
            Self::Within(inner, outer) => match **inner {
                Self::Day { month: None, day, .. } if number < day => {
                    let day = Self::Day { year: None, month: None, day: number, weekday: None };
                    Some(Self::Within(Box::new(day), outer.clone()))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The day with this number after the one that is said, in the same month.
    fn until_day(&self, number: u8) -> Option<Self> {
        match *self {
            Self::Day { year, month, day, .. } if day < number => {
                Some(Self::Day { year, month, day: number, weekday: None })
            }
            _ => None,
        }
    }
}
