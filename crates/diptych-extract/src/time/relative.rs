//! Dates told from another one: `last week`, `two days after Christmas`, `week 12`.

use super::marked::MARKED;
use super::{Feast, Found, Length, Piece, When, is_day};
use crate::lexer::Tok;
use crate::locale::{Sense, TimeUnit};
use crate::scan::Scan;
use crate::tags::Tag;
use crate::{Amount, Modifier, Origin, Rational};

impl Scan<'_> {
    /// `last week`, `this month`, « la semaine dernière », `the past year`, `the weekend`.
    pub(super) fn relative(&self, i: usize) -> Option<Found<When>> {
        let the = self.is(i, Sense::The);
        let at = if the { i + 1 } else { i };
        if the {
            self.next(at)?;
        }
        let before = self.rel(at);
        if let Some(stretch) = self.stretch(at, before) {
            return Some(stretch);
        }
        let (mut place, mut rel) = (at, before);
        if before.is_some() {
            place += 1;
            // this coming weekend
            if before == Some(0)
                && let Some(side) = self.next_sense(place, |sense| match sense {
                    Sense::Stretch(side) => Some(side),
                    _ => None,
                })
            {
                (place, rel) = (place + 1, Some(side));
            }
            // 次の週
            place += usize::from(self.locale.postpositions && self.next_is(place, Sense::Of));
            self.next(place)?;
        }
        let after = self.next(place + 1).and_then(|_| self.rel_after(place + 1));
        let after = after.filter(|_| rel.is_none());
        let end = if after.is_some() { place + 2 } else { place + 1 };
        let found = |end, what| {
            let start = if the && !matches!(what, When::Weekend(None)) { i + 1 } else { i };
            Some(Found { start, end, what })
        };
        if self.is(place, Sense::Weekend) {
            let rel = rel.or(after);
            let token = &self.tokens[place];
            let article = self.text[token.start..token.end].contains(' ');
            let unspaced = self.locale.unspaced.is_some();
            return (rel.is_some() || the || unspaced || article && self.locale.compounds)
                .then(|| found(end, When::Weekend(rel)))
                .flatten();
        }
        if let Some(rel) = rel.or(after)
            && let Some(what) = self.yearly(place, rel)
        {
            return found(end.max(place + 1), what);
        }
        if let Some(rel) = rel
            && let Some(day) = self.day_with_month(place)
        {
            let year = Box::new(When::Period(TimeUnit::Year, rel));
            return found(day.end, When::Within(Box::new(day.what), year));
        }
        let token = self.token(place)?;
        let english = self.locale.ordinal_suffixes.contains(&"th");
        let capital = self.text[token.start..].starts_with(char::is_uppercase);
        if let Some((month, _)) = self.month(place).filter(|_| capital || !english)
            && let Some(rel) = rel
        {
            return found(place + 1, When::Month { year: None, month, rel: Some(rel) });
        }
        if let Some(workweek) = self.workweek(place, rel.or(after)) {
            return found(workweek.end, workweek.what);
        }
        let unit = self.time_unit(place)?;
        let Some(rel) = rel else {
            // the week after next
            if the && self.next_is(place + 1, Sense::AfterNext) && unit >= TimeUnit::Week {
                return found(place + 2, When::Period(unit, 2));
            }
            // « la semaine dernière »: in English nothing follows its noun
            let rel = after.filter(|rel| *rel != 0 || unit > TimeUnit::Day)?;
            return self.of_unit(unit, rel, place, end).and_then(|what| found(end, what));
        };
        let word = &self.text[token.start..token.end];
        let plural = word.ends_with('s') && word.len() > 4 && word != "mois" && word != "jours";
        let last = self.senses(at).iter().any(|s| matches!(s, Sense::Relative(Origin::End, _)));
        // « la dernière semaine » is the final one, `last weeks` has no length
        if plural && !self.locale.compounds || (last && self.locale.last_follows) {
            return None;
        }
        self.of_unit(unit, rel, place, place + 1).and_then(|what| found(place + 1, what))
    }

    /// The last, this or next unit of time; the next hour starts now.
    fn of_unit(&self, unit: TimeUnit, rel: i32, place: usize, end: usize) -> Option<When> {
        // `week 3`, « ces jours » and `this second` name no period
        if unit == TimeUnit::Day && rel == 0 || self.numbered_week(place).is_some() {
            return None;
        }
        if unit <= TimeUnit::Hour {
            let count = Amount::Exact(Rational::ONE);
            let length = Length { parts: vec![(count, unit)], vague: false, business: false };
            let fits = unit == TimeUnit::Hour && rel.abs() == 1 && !self.counts(end);
            return fits.then(|| When::Stretch(length, i128::from(rel)));
        }
        Some(When::Period(unit, rel))
    }

    /// `last 3 months`, `the past year`, `5 coming minutes`, « les trois derniers mois ».
    fn stretch(&self, at: usize, before: Option<i32>) -> Option<Found<When>> {
        let found = |end, what| Some(Found { start: at, end, what });
        let side = |at: usize| {
            self.next_sense(at, |sense| match sense {
                Sense::Stretch(side) => Some(side),
                _ => None,
            })
        };
        let here = self.sense(at, |sense| match sense {
            Sense::Stretch(side) => Some(side),
            _ => None,
        });
        // (« il a passé 12 ans »: where the word follows its noun, it must be one of a stretch)
        if let Some(side) = before.filter(|rel| *rel != 0 && !self.locale.last_follows).or(here) {
            let number = self.next(at + 1).and_then(|_| self.single(at + 1));
            let counted = number.as_ref().is_some_and(|n| !n.article)
                || self
                    .next_senses(at + 1)
                    .iter()
                    .any(|s| matches!(s, Sense::Few(_) | Sense::Both));
            // eleven quarters are no fraction of something here
            if let Some(number) = number.filter(|n| !n.article && n.small().is_some())
                && self.next_is(number.end, Sense::TimeUnit(TimeUnit::Quarter))
            {
                let parts = vec![(number.amount, TimeUnit::Quarter)];
                let length = Length { parts, vague: false, business: false };
                return found(number.end + 1, When::Stretch(length, i128::from(side)));
            }
            if counted && let Some(length) = self.length_of_time(at + 1) {
                return found(length.end, When::Stretch(length.what, i128::from(side)));
            }
            // « ces derniers mois », `the coming days` have no length
            let plural = |at: usize| {
                let token = &self.tokens[at];
                let word = &self.text[token.start..token.end];
                word.ends_with('s') && word != "mois" || !self.locale.has_plurals_in_s()
            };
            if before.is_none()
                && let Some((count, unit)) = self.next(at + 1).and_then(|_| self.unit_at(at + 1))
                && !plural(at + 1)
            {
                let count = Amount::Exact(Rational::integer(count));
                let length = Length { parts: vec![(count, unit)], vague: false, business: false };
                return found(at + 2, When::Stretch(length, i128::from(side)));
            }
        }
        // 3 derniers mois, 5 past years
        if let Some(number) = self.single(at).filter(|n| !n.article && n.end <= at + 3)
            && let Some(side) = side(number.end).or_else(|| {
                let rel = self.next(number.end).and_then(|_| self.rel(number.end));
                rel.filter(|rel| *rel != 0)
            })
        {
            let place = number.end + 1;
            let business = self.next_is(place, Sense::Business);
            let place = if business { place + 1 } else { place };
            let (count, unit) = self.next(place).and_then(|_| self.unit_at(place))?;
            // `we are only 3 next week`
            let token = &self.tokens[place];
            let plural = self.text[token.start..token.end].ends_with(['s', 'S']);
            if self.locale.has_plurals_in_s()
                && !plural
                && !self.locale.last_follows
                && !self.is(number.end, Sense::Stretch(1))
                && number.exact() != Some(Rational::ONE)
            {
                return None;
            }
            let amount = number.exact()?.checked_mul(Rational::integer(count))?;
            let parts = vec![(Amount::Exact(amount), unit)];
            let length = Length { parts, vague: false, business };
            return found(place + 1, When::Stretch(length, i128::from(side)));
        }
        // « 5 años pasados »
        if self.locale.last_follows
            && let Some(length) = self.length_of_time(at)
            && let Some(side) = side(length.end).or_else(|| {
                let rel = self.next(length.end).and_then(|_| self.rel(length.end));
                rel.filter(|rel| *rel != 0 && length.end > at + 1)
            })
            && !self.number(at).is_some_and(|n| n.article)
        {
            return found(length.end + 1, When::Stretch(length.what, i128::from(side)));
        }
        None
    }

    /// A feast, season or fiscal year that is said to be last, this or next.
    fn yearly(&self, i: usize, rel: i32) -> Option<When> {
        self.sense(i, |sense| match sense {
            Sense::Holiday(month, day) => {
                Some(When::Holiday(Feast::Fixed(month, day), None, Some(rel)))
            }
            Sense::Feast(feast) => Some(When::Holiday(feast, None, Some(rel))),
            Sense::Season(season) | Sense::WeakSeason(season) => {
                Some(When::Season(season, None, Some(rel)))
            }
            Sense::Fiscal(name) => Some(When::Fiscal(name, None, Some(rel))),
            _ => None,
        })
    }

    /// A day of a month that is said, in numbers or by name.
    fn day_with_month(&self, i: usize) -> Option<Found<When>> {
        match self.token(i)?.tok {
            Tok::Fraction { above, below, sign: false } => {
                Some(Found { start: i, end: i + 1, what: self.slash_date(above, below)? })
            }
            Tok::Literal { .. } | Tok::Ordinal(_) | Tok::Word(_) => self
                .day_of_month(i)
                .filter(|found| matches!(found.what, When::Day { year: None, .. })),
            _ => None,
        }
    }

    /// « werkweek », `this working week`, `during the week`.
    fn workweek(&self, i: usize, rel: Option<i32>) -> Option<Found<When>> {
        let end = if self.is(i, Sense::Workweek) {
            i + 1
        } else if self.is(i, Sense::Business)
            && self.next(i + 1).is_some()
            && self.time_unit(i + 1) == Some(TimeUnit::Week)
        {
            i + 2
        } else {
            return None;
        };
        let token = &self.tokens[i];
        let whole = self.text[token.start..token.end].contains(' ');
        let rel = rel.or(whole.then_some(0))?;
        Some(Found { start: i, end, what: When::Workweek(rel) })
    }

    /// `last`, `next` after their noun, where the language has them there.
    pub(super) fn rel_after(&self, i: usize) -> Option<i32> {
        self.rel(i).filter(|_| self.locale.last_follows)
    }

    /// `two weeks ago`, « il y a deux ans », `in five minutes`.
    pub(super) fn shift(&self, i: usize) -> Option<Found<When>> {
        let side = self.sense(i, |sense| match sense {
            Sense::AgoBefore => Some(-1),
            Sense::InAmount => Some(1),
            _ => None,
        });
        if let Some(side) = side {
            self.next(i + 1)?;
            let mut at = i + 1;
            if self.senses(at).iter().any(|s| matches!(s, Sense::Mod(_) | Sense::The)) {
                at += 1;
                self.next(at)?;
            }
            // within the next ten months
            if let Some(stretch) = self.relative(at)
                && matches!(stretch.what, When::Stretch(..))
                && side > 0
                && !self.is(i, Sense::InPeriod)
            {
                return Some(Found { start: i, ..stretch });
            }
            let length = self.length_of_time(at)?;
            // `in 2 seconds`, but a season or `in a second phase` is none
            let article = self.number(at).is_some_and(|n| n.article);
            if article && length.what.unit() == TimeUnit::Second && side < 0 {
                return None;
            }
            // « vor zwei Tagen »; `in two weeks of` says how long
            if side == 1 && self.next_is(length.end, Sense::Of) {
                return None;
            }
            let mut end = length.end;
            // in two years since 2011, in two weeks from the year 2011
            let after = self
                .next_senses(end)
                .iter()
                .any(|s| matches!(s, Sense::Mod(Modifier::After) | Sense::From));
            if side > 0 && after {
                let mut from = end + 1;
                while from < end + 3
                    && self
                        .next_senses(from)
                        .iter()
                        .any(|s| matches!(s, Sense::The | Sense::YearWord))
                {
                    from += 1;
                }
                if let Some(year) = self.next(from).and_then(|_| self.year(from)) {
                    end = year.end;
                    let what = When::Offset(length.what, 1, Box::new(year.what));
                    return Some(Found { start: i, end, what });
                }
            }
            return Some(Found { start: i, end, what: When::Shift(length.what, side) });
        }
        if let Some(weekdays) = self.weekdays_from_now(i) {
            return Some(weekdays);
        }
        let length = self.length_of_time(i)?;
        let side = self.next_sense(length.end, |sense| match sense {
            Sense::Ago => Some(-1),
            Sense::Later => Some(1),
            _ => None,
        })?;
        // `30 minutes later this week`
        if side > 0 && self.next(length.end + 1).is_some() && self.rel(length.end + 1).is_some() {
            return None;
        }
        Some(Found { start: i, end: length.end + 1, what: When::Shift(length.what, side) })
    }

    /// `two Sundays from now`, `three Fridays ago`.
    fn weekdays_from_now(&self, i: usize) -> Option<Found<When>> {
        let number = self.single(i)?;
        let weekday = self.next_sense(number.end, |sense| match sense {
            Sense::Weekday(day) | Sense::Weekdays(day) => Some(day),
            _ => None,
        })?;
        let side = self.next_sense(number.end + 1, |sense| match sense {
            Sense::Ago => Some(-1),
            Sense::Later => Some(1),
            _ => None,
        })?;
        let count = i32::try_from(number.small()?).ok().filter(|n| (1..1000).contains(n))?;
        let what = When::Weekdays(side * count, weekday);
        Some(Found { start: i, end: number.end + 2, what })
    }

    /// `two days after Christmas`, `3 weeks from tomorrow`.
    pub(super) fn offset(&self, i: usize) -> Option<Found<When>> {
        let length = self.length_of_time(i)?;
        let at = length.end;
        if self.next_is(at, Sense::Starting) && !self.next_is(at, Sense::From) {
            return None;
        }
        let side = self.next_sense(at, |sense| match sense {
            Sense::Mod(Modifier::After) | Sense::From => Some(1),
            Sense::Mod(Modifier::Before) => Some(-1),
            _ => None,
        })?;
        self.next(at + 1)?;
        let from = self.day_said(at + 1)?;
        let what = When::Offset(length.what, side, Box::new(from.what));
        Some(Found { start: i, end: from.end, what })
    }

    /// A day without another one inside, so that nothing goes deeper than two.
    fn day_said(&self, i: usize) -> Option<Found<When>> {
        let at = match self.next_senses(i).iter().any(|s| matches!(s, Sense::The | Sense::OnDay)) {
            true if self.next(i + 1).is_some() => i + 1,
            _ => i,
        };
        let found = self.plain_date(at).or_else(|| self.plain_date(i))?;
        (is_day(&found.what) || found.what == When::Now).then_some(found)
    }

    /// A date that is told by itself.
    pub(super) fn plain_date(&self, i: usize) -> Option<Found<When>> {
        if let Tok::Date { year, first, second, year_first } = self.token(i)?.tok {
            let what = self.numeric_date(year, first, second, year_first)?;
            return Some(Found { start: i, end: i + 1, what });
        }
        let marked = MARKED.read(self, i).or_else(|| self.period(i));
        marked
            .or_else(|| self.day_of_month(i))
            .or_else(|| self.weekday(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.bare_month(i))
            .or_else(|| self.year(i))
            .or_else(|| self.named(i))
    }

    /// `first week`, `last Friday`, `3rd last day`, `first two weeks`: of what, is said elsewhere,
    /// most often at once: `of 2015`.
    pub(super) fn nth(&self, i: usize) -> Option<Found<When>> {
        let last = |at: usize| {
            let end = |s: &Sense| matches!(s, Sense::Relative(Origin::End, _));
            self.senses(at).iter().any(end)
        };
        let (mut place, mut end) = if last(i) {
            let back = self.sense(i, |sense| match sense {
                Sense::Relative(Origin::End, back) => Some(back),
                _ => None,
            });
            (back? - 1, i + 1)
        } else {
            let ordinal = self.ordinal(i)?;
            (i32::try_from(ordinal.number.to_integer()?).ok()?, ordinal.end)
        };
        // 最後の週
        end += usize::from(self.locale.postpositions && self.next_is(end, Sense::Of));
        self.next(end)?;
        // the third last week
        if place > 0 && last(end) && self.next(end + 1).is_some() {
            (place, end) = (-place, end + 1);
        }
        // the first two weeks of 2021
        if let Some(number) = self.single(end).filter(|n| !n.article)
            && let Some(count) = number.small().and_then(|n| i32::try_from(n).ok())
            && let Some(unit) = self.next(number.end).and_then(|_| self.time_unit(number.end))
            && place.abs() == 1
        {
            let outer = self.stretch_after(number.end + 1, Piece::Unit(unit))?;
            let what = When::Run(place * count, unit, Box::new(outer.what));
            return Some(Found { start: i, end: outer.end, what });
        }
        let piece = self.piece_at(end)?;
        end += 1;
        if let Piece::Unit(unit) = piece {
            if unit == TimeUnit::Century && (1..30).contains(&place) {
                return Some(Found { start: i, end, what: When::Century(place) });
            }
            if unit < TimeUnit::Day || unit >= TimeUnit::Year {
                return None;
            }
        }
        let Some(outer) = self.stretch_after(end, piece) else {
            return Some(Found { start: i, end, what: When::Nth(place, piece, None) });
        };
        let what = When::Nth(place, piece, Some(Box::new(outer.what)));
        Some(Found { start: i, end: outer.end, what })
    }

    /// A day, week, weekday … that may be counted.
    fn piece_at(&self, i: usize) -> Option<Piece> {
        self.sense(i, |sense| match sense {
            Sense::TimeUnit(unit) => Some(Piece::Unit(unit)),
            Sense::Weekday(day) => Some(Piece::Weekday(day)),
            Sense::Weekend => Some(Piece::Weekend),
            _ => None,
        })
    }

    /// The stretch in which something is counted: `of 2015`, `in the month`, « du mois prochain ».
    fn stretch_after(&self, i: usize, piece: Piece) -> Option<Found<When>> {
        let mut at = i;
        for _ in 0..2 {
            let joins =
                |s: &Sense| matches!(s, Sense::Of | Sense::InPeriod | Sense::The | Sense::OnDay);
            at += usize::from(self.next_senses(at).iter().any(joins));
        }
        self.next(at)?;
        let found = self
            .quarter(at)
            .or_else(|| self.plain_date(at))
            .or_else(|| self.bare_period(at).filter(|_| at > i))?;
        found.what.holds(piece).then_some(found)
    }

    /// `the month`, `the year`: the current one, where what stands before asks for one.
    fn bare_period(&self, i: usize) -> Option<Found<When>> {
        let unit = self.time_unit(i).filter(|unit| *unit >= TimeUnit::Week)?;
        Some(Found { start: i, end: i + 1, what: When::Period(unit, 0) })
    }

    /// `week 31`, `week 27 of last year`, « la semaine 12 ».
    pub(super) fn numbered_week(&self, i: usize) -> Option<Found<When>> {
        if self.time_unit(i) != Some(TimeUnit::Week) || self.locale.unspaced.is_some() {
            return None;
        }
        let week = match self.next(i + 1)?.tok {
            Tok::Literal { value, plain: 1 | 2, .. } => i32::try_from(value.to_integer()?).ok()?,
            _ => return None,
        };
        if !(1..=53).contains(&week) || self.glued_after(i + 2) {
            return None;
        }
        let of = if self.next_is(i + 2, Sense::Of) { i + 3 } else { i + 2 };
        let year = self
            .next(of)
            .and_then(|_| self.plain_date(of))
            .filter(|found| matches!(found.what, When::Year(_) | When::Period(TimeUnit::Year, _)));
        let (within, end) = match year {
            Some(year) => (year.what, year.end),
            None => (When::Period(TimeUnit::Year, 0), i + 2),
        };
        let piece = Piece::Unit(TimeUnit::Week);
        let what = When::Nth(week, piece, Some(Box::new(within)));
        Some(Found { start: i, end, what })
    }

    /// `the week of April 10`, `w/c 4 February`, « la semaine du 4 février ».
    pub(super) fn around(&self, i: usize) -> Option<Found<When>> {
        let named = self.is(i, Sense::WeekOf);
        if !named && self.time_unit(i) != Some(TimeUnit::Week) {
            return None;
        }
        let mut at = i + 1;
        let mut joined = named;
        for _ in 0..3 {
            let joins = |s: &Sense| {
                matches!(s, Sense::Of | Sense::The | Sense::OnDay | Sense::Starting | Sense::From)
            };
            if !self.next_senses(at).iter().any(joins) {
                break;
            }
            (at, joined) = (at + 1, true);
        }
        self.next(at).filter(|_| joined)?;
        let day = match self.tokens[at].tok {
            Tok::Date { .. } => self.plain_date(at)?,
            _ => self.day_of_month(at).or_else(|| self.bare_day(at))?,
        };
        let what = When::Around(TimeUnit::Week, Box::new(day.what));
        Some(Found { start: i, end: day.end, what })
    }

    /// `Q1 2019`, `2019-Q1`, `the third quarter of 2008` by its sign.
    pub(super) fn quarter(&self, i: usize) -> Option<Found<When>> {
        let name = |at: usize| {
            self.sense(at, |sense| match sense {
                Sense::QuarterName(n) => Some(n),
                _ => None,
            })
        };
        let half = |at: usize| {
            self.sense(at, |sense| match sense {
                Sense::HalfName(n) => Some(n),
                _ => None,
            })
        };
        if let Some(quarter) = name(i) {
            let year = self.year_after(i + 1).or_else(|| {
                // q1-2019: the hyphen joins them
                self.next_sign(i + 1).filter(|c| *c == '-')?;
                self.year_after(i + 2)
            });
            let (year, end) = year.map_or((None, i + 1), |(year, end)| (Some(year), end));
            return Some(Found { start: i, end, what: When::Quarter(year, quarter) });
        }
        let Tok::Literal { value, plain: 4, .. } = self.token(i)?.tok else {
            return None;
        };
        let year = i32::try_from(value.to_integer()?).ok()?;
        let at = if self.next_sign(i + 1) == Some('-') { i + 2 } else { i + 1 };
        self.next(at)?;
        // 2019 H2
        if let Some(half) = half(at) {
            return Some(Found { start: i, end: at + 1, what: When::Half(Some(year), half) });
        }
        let quarter = name(at)?;
        Some(Found { start: i, end: at + 1, what: When::Quarter(Some(year), quarter) })
    }

    pub(super) fn rel(&self, i: usize) -> Option<i32> {
        self.tags(i).has(Tag::Rel).then_some(())?;
        self.sense(i, |sense| match sense {
            Sense::Rel(rel) => Some(rel),
            _ => None,
        })
    }

    pub(super) fn time_unit(&self, i: usize) -> Option<TimeUnit> {
        self.tags(i).has(Tag::TimeUnit).then_some(())?;
        self.sense(i, |sense| match sense {
            Sense::TimeUnit(unit) => Some(unit),
            _ => None,
        })
    }
}
