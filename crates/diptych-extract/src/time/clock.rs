//! Times of day: `9:15 pm`, « dix-neuf heures trente », `half past seven`, « halb acht ».

use super::{Clock, Daytime, Found, part_of_day};
use crate::Modifier;
use crate::lexer::{Sep, Tok};
use crate::locale::{Part, Sense, TimeUnit};
use crate::number::Number;
use crate::scan::Scan;
use crate::tags::{Tag, Tags};

/// What begins a time of day.
const DAYTIME: Tags = Tags::SPELLED.or(Tags::of(&[
    Tag::Digits,
    Tag::DigitClock,
    Tag::Toward,
    Tag::Hour,
    Tag::Part,
    Tag::By,
    Tag::Am,
    Tag::Pm,
]));

/// What makes a time of day of a number with no day before it.
const TOLD: Tags = Tags::of(&[
    Tag::DigitClock,
    Tag::Toward,
    Tag::Hour,
    Tag::Part,
    Tag::By,
    Tag::Am,
    Tag::Pm,
    Tag::Day,
    Tag::DayAndPart,
    Tag::Clock,
    Tag::Past,
    Tag::To,
    Tag::And,
    Tag::ClockTo,
    Tag::Half,
    Tag::Denominator,
    Tag::Dash,
    Tag::OtherSign,
    Tag::Hyphen,
    Tag::Year,
    Tag::GluedLetter,
    Tag::Led,
    Tag::Mark,
]);

impl Scan<'_> {
    /// A time of day that follows a day, with the words that join them.
    pub(crate) fn daytime_after(&self, i: usize) -> Option<Found<Daytime>> {
        for at in i..i + 3 {
            let joins = self.next_sign(at) == Some(',')
                || self.next_senses(at).iter().any(|s| {
                    matches!(
                        s,
                        Sense::AtClock
                            | Sense::Between
                            | Sense::From
                            | Sense::The
                            | Sense::Of
                            | Sense::InPeriod
                            | Sense::Mod(Modifier::About)
                            | Sense::OnDay
                    )
                });
            if self.next(at).is_some()
                && let Some(found) = self.daytime(at, true)
            {
                return Some(found);
            }
            if !joins {
                return None;
            }
        }
        None
    }

    /// A clock time, two of them or a part of the day. `led` says that a day stands before it, so
    /// that a bare hour will do.
    pub(super) fn daytime(&self, i: usize, led: bool) -> Option<Found<Daytime>> {
        if !self.tags(i).any(DAYTIME) || !(led || self.ahead(i).any(TOLD)) {
            return None;
        }
        let opened = self.opened(i);
        // a word behind may close the range
        let between = opened || self.locale.postpositions;
        let from = opened || (i > 0 && self.next(i).is_some() && self.is(i - 1, Sense::From));
        let first = self.clock(i, led || opened);
        let bare = first.is_none();
        let part = || {
            let half = |sense| match sense {
                Sense::Am if led => Some(Part::Morning),
                Sense::Pm if led => Some(Part::Afternoon),
                _ => part_of_day(sense),
            };
            let part = self.sense(i, half)?;
            // `after work on the bridge`, « après le travail de nuit »
            let named = matches!(part, Part::AfterSchool | Part::AfterWork);
            if named && !self.ends_clause(i) {
                return None;
            }
            Some(Found { start: i, end: i + 1, what: Daytime::Part(part) })
        };
        let Some(first) = first.or_else(|| self.hour_number(i)) else {
            return part();
        };
        if let Some(at) = self.joined(first.end, between)
            && let Some(last) = self.range_end(i, at, bare, led || from)
        {
            let what = Daytime::Clocks(first.what, last.what);
            let end = self.range_closed(last.end);
            // 4点和2 is no range where nothing closes it
            if end > last.end || opened || !self.is(first.end, Sense::And) {
                return Some(Found { start: i, end, what });
            }
        }
        if bare {
            return self.hours_from(i).or_else(part);
        }
        Some(Found { start: i, end: first.end, what: Daytime::Clock(first.what) })
    }

    /// Whether no word follows token `i` but one that tells a day.
    fn ends_clause(&self, i: usize) -> bool {
        let rest = self.text[self.tokens[i].end..].trim_start_matches([' ', '-', '\u{a0}']);
        let day = |s: &Sense| {
            matches!(s, Sense::Day(_) | Sense::Weekday(_) | Sense::DayAndPart(..) | Sense::Every)
        };
        !rest.starts_with(char::is_alphabetic) || self.next_senses(i + 1).iter().any(day)
    }

    /// The later end of a range of clock times, at `at`; `bare` where the first, at `i`, is but a
    /// number.
    fn range_end(&self, i: usize, at: usize, bare: bool, led: bool) -> Option<Found<Clock>> {
        // 下午5点到凌晨3点
        if let Some(part) = self.sense(at, part_of_day)
            && self.next(at + 1).is_some()
            && let Some(last) = self.clock(at + 1, true)
        {
            return (!bare).then(|| Found { what: last.what.in_part(part), ..last });
        }
        let dotted = self.dotted_clock(at, !bare || led).map(|last| self.halved(last));
        if let Some(last) = dotted.or_else(|| self.clock(at, !bare)) {
            // 5 to 6pm: the half of the day, or the word, is said once
            let told = last.end > at + 1 || !matches!(self.tokens[at].tok, Tok::Literal { .. });
            return (!bare || told).then_some(last);
        }
        let last = self.hour_number(at)?;
        if self.counts(last.end) || self.glued_after(last.end) {
            return None;
        }
        // `Monday 3-8`, `five to seven today`; « gagné 2-1 samedi » has no day before it
        let spelled = matches!(self.tokens[i].tok, Tok::Word(_));
        let ends = self.ends_here(last.end) || self.next(last.end).is_some();
        let fits = !bare || (led && ends) || spelled && self.next(last.end).is_some();
        fits.then_some(last)
    }

    /// « de 6 heures à 10 heures »: the word for hours says a length elsewhere. What follows may make
    /// it one here too: « passer de 6 heures à 10 heures de cours ».
    fn hours_from(&self, i: usize) -> Option<Found<Daytime>> {
        if i == 0 || self.next(i).is_none() || !self.is(i - 1, Sense::From) {
            return None;
        }
        let from = self.clock(i, true)?;
        let to = self.clock(self.joined(from.end, false)?, true)?;
        let length = self.next_is(to.end, Sense::Of);
        let what = Daytime::Clocks(from.what, to.what);
        (!length).then_some(Found { start: i, end: to.end, what })
    }

    /// A bare number that may be an hour.
    pub(super) fn hour_number(&self, i: usize) -> Option<Found<Clock>> {
        let number =
            match self.token(i)?.tok {
                Tok::Literal { plain: 1 | 2, .. } | Tok::Word(_) => self.single(i)?,
                Tok::Literal { plain: 4, value, .. } => {
                    // 0730
                    let digits = &self.text[self.tokens[i].start..self.tokens[i].end];
                    let whole = u32::try_from(value.to_integer()?).ok()?;
                    let (hour, minute) =
                        (u8::try_from(whole / 100).ok()?, u8::try_from(whole % 100).ok()?);
                    let what = Clock { hour, minute, second: None, open: hour > 0 && hour <= 12 };
                    return (digits.starts_with('0') && hour < 24 && minute < 60)
                        .then_some(Found { start: i, end: i + 1, what });
                }
                _ => return None,
            };
        let hour = u8::try_from(number.small()?).ok().filter(|hour| *hour <= 24)?;
        let what = Clock { hour, minute: 0, second: None, open: hour > 0 && hour <= 12 };
        (!number.article).then_some(Found { start: i, end: number.end, what })
    }

    /// `12:30`, `9 am`, `14h30`, `noon`, « neuf heures », `nine thirty`.
    pub(crate) fn clock(&self, i: usize, led: bool) -> Option<Found<Clock>> {
        let before = |pick: fn(&Sense) -> bool| {
            let led = |at: usize| at > 0 && self.next(at).is_some();
            // « à environ 15 heures »
            let about = led(i) && self.is(i - 1, Sense::Mod(Modifier::About));
            let at = if about && !self.senses(i - 1).iter().any(pick) { i - 1 } else { i };
            led(at) && self.senses(at - 1).iter().any(pick)
        };
        let from = before(|s| matches!(s, Sense::From | Sense::To));
        let dated = led;
        // tonight around 7
        let at = before(|s| matches!(s, Sense::AtClock | Sense::Between))
            || dated && before(|s| matches!(s, Sense::Mod(Modifier::About)));
        let led = led || at;
        if self.ahead(i).has(Tag::Mark)
            && let Some(marked) = self.marked_clock(i, led || from)
        {
            return Some(self.halved(marked));
        }
        if let Some(past) = self.past_hour(i) {
            return Some(self.halved(past));
        }
        let found = |end, hour, minute, second, open| {
            (hour <= 24 && minute < 60).then_some(Found {
                start: i,
                end,
                what: Clock { hour, minute, second, open },
            })
        };
        let clock = match self.token(i)?.tok {
            Tok::Clock { hour, minute, second } => {
                let word = self.next_is(i + 1, Sense::Clock) && !self.next_is(i + 2, Sense::Clock);
                let end = if word { i + 2 } else { i + 1 };
                found(end, hour, minute, second, hour > 0 && hour <= 12)?
            }
            Tok::Word(_) | Tok::Literal { .. } => {
                if let Some(hour) = self.sense(i, hour_word) {
                    // « midi moins le quart », « minuit trois »
                    let minutes =
                        self.minutes(i + 1, false, false).filter(|_| self.locale.last_follows);
                    let Some((minutes, after)) = minutes else {
                        return found(i + 1, hour, 0, None, false);
                    };
                    let total = (i16::from(hour) * 60 + minutes).rem_euclid(24 * 60);
                    let hour = u8::try_from(total / 60).ok()?;
                    return found(after, hour, u8::try_from(total % 60).ok()?, None, false);
                }
                if let Some(mut clock) = self.dotted_clock(i, at || led && self.begins_clock(i)) {
                    clock.end += usize::from(self.next_is(clock.end, Sense::Clock));
                    return Some(self.halved(clock));
                }
                let number = self.single(i)?;
                let hour = u8::try_from(number.small()?).ok().filter(|h| *h <= 24)?;
                if number.article && !at {
                    return None;
                }
                let end = number.end;
                let open = hour > 0 && hour <= 12;
                // 12 noon
                if let Some(named) = self.next_sense(end, hour_word)
                    && hour == 12
                {
                    return found(end + 1, named, 0, None, false);
                }
                if self.next_is(end, Sense::Clock) {
                    // 9h30, neuf heures trente, 14 Uhr 30
                    let glued = self.token(end).is_some_and(|t| t.sep == Sep::None);
                    // « entre 14 h et 16 h » has two hours and no minutes
                    let between = self.opened(i);
                    let minutes = self
                        .minutes(end + 1, glued, led)
                        .filter(|_| !(between && self.next_is(end + 1, Sense::And)));
                    if let Some((minutes, after)) = minutes {
                        let minute = u8::try_from(minutes.rem_euclid(60)).ok()?;
                        let hour = if minutes < 0 { hour.checked_sub(1)? } else { hour };
                        found(after, hour, minute, None, open && !glued)?
                    } else if led
                        || self.clock_only(end)
                        || self.half_day(end + 1).is_some()
                        || glued && hour >= 13
                    {
                        found(end + 1, hour, 0, None, open)?
                    } else {
                        return None;
                    }
                } else if let Some((minutes, after)) =
                    self.hour_and_minutes(&number, at, led || from)
                {
                    let minute = u8::try_from(minutes.rem_euclid(60)).ok()?;
                    let hour = match hour {
                        0 | 1 if minutes < 0 => hour + 11,
                        hour if minutes < 0 => hour - 1,
                        hour => hour,
                    };
                    found(after, hour, minute, None, open)?
                } else if (self.half_day(end).is_some() && hour <= 12)
                    || (at && self.loose_hour(&number, i, dated))
                    || (open && self.is_some_part(end))
                {
                    found(end, hour, 0, None, open)?
                } else {
                    return None;
                }
            }
            _ => return None,
        };
        Some(self.halved(clock))
    }

    /// Whether a part of some day follows a bare hour: `8 tonight`, `9 tomorrow morning`.
    fn is_some_part(&self, i: usize) -> bool {
        let day = self.next_senses(i).iter().any(|s| matches!(s, Sense::Day(_)));
        self.next_senses(i).iter().any(|s| matches!(s, Sense::DayAndPart(..)))
            || day && self.next_sense(i + 1, part_of_day).is_some()
    }

    /// Whether a decimal number after a day may be a clock time: 3.30, 17.20.
    fn begins_clock(&self, i: usize) -> bool {
        !self.counts(i + 1) && self.ends_here(i + 1)
    }

    /// `nine thirty`, « siete y media », « huit moins le quart » without the word for hours: the
    /// minutes and the token after them.
    fn hour_and_minutes(&self, hour: &Number, at: bool, led: bool) -> Option<(i16, usize)> {
        let end = hour.end;
        // 8pm menos cuarto
        let joins = self.next_senses(end).iter().any(|s| matches!(s, Sense::And | Sense::ClockTo));
        if joins {
            // `between 4 and 5`, `two and a half million`
            let minus = self.next_is(end, Sense::ClockTo);
            let article = self
                .next_senses(end + 1)
                .iter()
                .any(|s| matches!(s, Sense::One | Sense::The | Sense::Article));
            let place = if article { end + 2 } else { end + 1 };
            let part = self.next_sense(place, quarter_or_half);
            if let Some(part) = part
                && self.locale.last_follows
                && !self.counts(place + 1)
                && self.unit_at(place + 1).is_none()
                && (led || minus || self.ends_here(place + 1) || self.half_day(place + 1).is_some())
            {
                return Some((if minus { -part } else { part }, place + 1));
            }
            let number = self.next(end + 1).and_then(|_| self.single(end + 1))?;
            let minute = i16::try_from(number.small()?).ok().filter(|m| (1..60).contains(m))?;
            let unit = self.next_is(number.end, Sense::TimeUnit(TimeUnit::Minute));
            let after = if unit { number.end + 1 } else { number.end };
            let said = self.half_day(after).is_some();
            let alone = at && self.ends_here(after) && !self.opened(end - 1);
            let fits = self.locale.last_follows
                && (said || minus && (led || unit) || alone)
                && !self.counts(after);
            return fits.then_some((if minus { -minute } else { minute }, after));
        }
        let number = self.next(end).and_then(|_| self.single(end))?;
        if self.tokens[end].sep != Sep::Space {
            return None;
        }
        let minute = i16::try_from(number.small()?).ok().filter(|m| (10..60).contains(m))?;
        let spelled = hour.spelled && number.spelled;
        let said = self.half_day(number.end).is_some();
        let fits = said || spelled && (led || at) || at && number.plain == 2;
        (fits && (said || !self.counts(number.end) && self.ends_here(number.end)))
            .then_some((minute, number.end))
    }

    /// The clock time with the half of the day that follows it.
    pub(super) fn halved(&self, mut clock: Found<Clock>) -> Found<Clock> {
        if let Some(part) = self.half_day(clock.end) {
            clock.end += 1;
            clock.what.open |= clock.what.hour == 12;
            clock.what = clock.what.in_part(part);
            // « 8 de la noche menos cuarto »
            if self.next_is(clock.end, Sense::ClockTo)
                && let Some(part) = self.next_sense(clock.end + 1, quarter_or_half)
                && clock.what.minute == 0
                && clock.what.hour > 0
            {
                clock.end += 2;
                clock.what.hour -= 1;
                clock.what.minute = u8::try_from(60 - part).unwrap_or(0);
            }
        }
        clock
    }

    /// `2.30` after `at`, `8.30 pm`, `1140 a.m.`.
    pub(super) fn dotted_clock(&self, i: usize, led: bool) -> Option<Found<Clock>> {
        let token = self.token(i)?;
        let Tok::Literal { .. } = token.tok else {
            return None;
        };
        let half = self.half_day(i + 1).is_some();
        let text = &self.text[token.start..token.end];
        let (hour, minute) = match text.split_once('.') {
            Some(parts) if led || half => parts,
            None if half && matches!(text.len(), 3 | 4) => text.split_at(text.len() - 2),
            _ => return None,
        };
        let two = minute.len() == 2 && (1..=2).contains(&hour.len());
        let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
        let what = Clock { hour, minute, second: None, open: hour > 0 && hour <= 12 };
        (two && hour <= 24 && minute < 60).then_some(Found { start: i, end: i + 1, what })
    }

    /// The minutes after an hour and its word, and the token after them: `30`, « trente », « et
    /// quart », « moins dix » (which is negative). `glued` hours take glued minutes alone.
    pub(super) fn minutes(&self, i: usize, glued: bool, led: bool) -> Option<(i16, usize)> {
        let token = self.next(i)?;
        let minus = self.is(i, Sense::ClockTo) || self.is(i, Sense::Minus);
        let at = if minus || self.is(i, Sense::And) { i + 1 } else { i };
        let parts = match token.tok {
            Tok::Literal { plain: 1 | 2, .. } => token.sep == Sep::None || !glued,
            _ => !glued || at > i,
        };
        if !parts {
            return None;
        }
        let article =
            self.next_senses(at).iter().any(|s| matches!(s, Sense::The | Sense::One)) && at > i;
        let at =
            if article && self.next_sense(at + 1, quarter_or_half).is_some() { at + 1 } else { at };
        let part = self.next_sense(at, quarter_or_half);
        if let Some(part) = part.filter(|_| at > i) {
            return Some((if minus { -part } else { part }, at + 1));
        }
        self.next(at)?;
        let number = self.single(at).filter(|n| !n.article)?;
        let minute = i16::try_from(number.small()?).ok().filter(|m| (0..60).contains(m))?;
        // « एक », one, is also the article
        if number.spelled && minute == 1 && self.locale.postpositions {
            return None;
        }
        let named = self.next_is(number.end, Sense::TimeUnit(TimeUnit::Minute));
        let rest = self.text[self.tokens[number.end - 1].end..].trim_start();
        let ends = !rest.starts_with(char::is_alphabetic);
        let after = if named { number.end + 1 } else { number.end };
        // « sept heures et vingt minutes » alone is a length of time
        let two = matches!(token.tok, Tok::Literal { plain: 2, .. })
            && self.text[..token.start].trim_end().ends_with('h');
        let said = self.half_day(after).is_some();
        let fits = glued
            || led
            || two
            || said
            || (at == i || minus) && !named && ends && number.spelled
            || named && self.locale.postpositions && self.clock_only(i - 1);
        fits.then_some((if minus { -minute } else { minute }, after))
    }

    /// `half past seven`, `10 past 9`, `quarter to five o'clock`, « viertel nach drei », « halb acht »,
    /// « tien voor half negen ».
    pub(super) fn past_hour(&self, i: usize) -> Option<Found<Clock>> {
        if let Some(clock) = self.toward_hour(i) {
            return Some(clock);
        }
        let at = if self.is(i, Sense::Article) { i + 1 } else { i };
        let part = self.sense(at, quarter_or_half);
        let (minute, mut end) = match part {
            Some(part) => (part, at + 1),
            None => {
                let number = self.single(at).filter(|n| !n.article)?;
                (i16::try_from(number.small()?).ok().filter(|m| (1..60).contains(m))?, number.end)
            }
        };
        if self.next_is(end, Sense::TimeUnit(TimeUnit::Minute)) {
            end += 1;
        }
        let past = self.next_is(end, Sense::Past);
        // `ten to five` may be a range: only a part of an hour or minutes named go to an hour
        let named = self.is(end - 1, Sense::TimeUnit(TimeUnit::Minute)) || part.is_some();
        // « doce menos cinco »: a word that is also the sign has the hour before it
        let before = self.next_is(end, Sense::ClockTo) && !self.is(end, Sense::Minus);
        let to = named && self.next_is(end, Sense::To) || before;
        // half three is half past three in English
        let half = part == Some(30) && !self.locale.last_follows && !self.locale.compounds;
        if !(past || to) {
            let hour = self.next(end).filter(|_| half).and_then(|_| self.hour_number(end))?;
            let word = matches!(self.tokens[end].tok, Tok::Word(_));
            let mut clock = Found { start: i, ..hour };
            clock.what.minute = 30;
            return (word && clock.what.open && self.ends_here(clock.end)).then_some(clock);
        }
        let articles =
            self.next_senses(end + 1).iter().any(|s| matches!(s, Sense::The | Sense::AtClock));
        let place = if articles { end + 2 } else { end + 1 };
        self.next(place)?;
        let hour = self.toward_hour(place).or_else(|| {
            if let Some(hour) = self.sense(place, hour_word) {
                let what = Clock { hour, minute: 0, second: None, open: false };
                return Some(Found { start: place, end: place + 1, what });
            }
            self.hour_number(place)
        })?;
        let mut end = hour.end;
        if self.next_is(end, Sense::Clock) {
            end += 1;
        }
        let base = i16::from(hour.what.hour) * 60 + i16::from(hour.what.minute);
        let total = (if past { base + minute } else { base - minute }).rem_euclid(24 * 60);
        let what = Clock {
            hour: u8::try_from(total / 60).ok()?,
            minute: u8::try_from(total % 60).ok()?,
            second: None,
            open: hour.what.open,
        };
        Some(Found { start: i, end, what })
    }

    /// « halb acht », « dreiviertel acht »: minutes of the hour that ends at the one named.
    fn toward_hour(&self, i: usize) -> Option<Found<Clock>> {
        let minute = self.sense(i, |sense| match sense {
            Sense::Toward(minute) => Some(minute),
            _ => None,
        })?;
        self.next(i + 1)?;
        let hour = self.hour_number(i + 1).filter(|hour| hour.what.open)?;
        if self.unit_at(hour.end).is_some_and(|_| !self.next_is(hour.end, Sense::Clock))
            || self.next(hour.end).is_some()
                && self.counts(hour.end)
                && !self.next_is(hour.end, Sense::Clock)
                && self.half_day(hour.end).is_none()
        {
            return None;
        }
        let before = if hour.what.hour == 1 { 12 } else { hour.what.hour - 1 };
        let what = Clock { hour: before, minute, second: None, open: true };
        let end = if self.next_is(hour.end, Sense::Clock) { hour.end + 1 } else { hour.end };
        Some(Found { start: i, end, what })
    }

    /// A clock word that is no unit of time: `o'clock`, `Uhr`.
    pub(super) fn clock_only(&self, i: usize) -> bool {
        !self.senses(i).iter().any(|s| matches!(s, Sense::TimeUnit(_)))
    }

    /// A bare hour after `at`: nothing may follow that would make it an amount.
    pub(super) fn loose_hour(&self, number: &Number, i: usize, dated: bool) -> bool {
        let literal = matches!(self.tokens[i].tok, Tok::Literal { plain: 1 | 2, .. });
        // « menés 1 à 0 » is a score, « vendredi 23 à 4 » is none
        let score = i > 1
            && !dated
            && self.tokens[i - 1].sep != Sep::Gap
            && matches!(self.tokens[i - 2].tok, Tok::Literal { .. });
        // « à deux » is two of them: only a word for times of day does without digits
        let word = self.tokens[i - 1].end - self.tokens[i - 1].start > 1
            && !self.text[self.tokens[i - 1].start..].starts_with('à');
        let literal = literal && !score || word && number.spelled && self.ends_here(number.end);
        let next = self.next_senses(number.end);
        let amount = next.iter().any(|s| {
            matches!(
                s,
                Sense::Percent
                    | Sense::Currency(_)
                    | Sense::Unit(..)
                    | Sense::TimeUnit(_)
                    | Sense::Month(_)
            )
        });
        let ends = self.tokens.get(number.end).is_none_or(|t| t.sep == Sep::Gap)
            && !self.text[self.tokens[number.end - 1].end..]
                .trim_start()
                .starts_with(char::is_alphanumeric);
        // at 10 tonight
        let day =
            |s: &Sense| matches!(s, Sense::DayAndPart(..) | Sense::Weekday(_) | Sense::Day(_));
        let of = next.contains(&Sense::Of) && self.next_senses(number.end + 1).iter().any(day);
        let dated = of || next.iter().any(|s| matches!(s, Sense::DayAndPart(..)));
        literal && !amount && (ends || dated) && !self.glued_after(number.end)
    }

    /// The part of the day that places the time before token `i`: `pm`, « du soir », « abends ».
    pub(super) fn half_day(&self, i: usize) -> Option<Part> {
        let token = self.next(i)?;
        let text = &self.text[token.start..token.end];
        // 9a, 3:15p
        if token.sep == Sep::None && text.len() == 1 {
            return match text {
                "a" | "A" => Some(Part::Morning),
                "p" | "P" => Some(Part::Afternoon),
                _ => None,
            };
        }
        if text.len() == 1 {
            return None;
        }
        self.sense(i, |sense| match sense {
            Sense::Am => Some(Part::Morning),
            Sense::Pm => Some(Part::Afternoon),
            Sense::By(part) => Some(part),
            _ => None,
        })
    }

    /// The token after a clock time that follows at once, or after `at`.
    pub(super) fn clock_after(&self, i: usize) -> Option<usize> {
        let at = if self.next_is(i, Sense::AtClock) { i + 1 } else { i };
        self.next(at)?;
        self.clock(at, false).map(|clock| clock.end)
    }

    /// A number without ranges and fractions.
    pub(super) fn single(&self, i: usize) -> Option<Number> {
        match self.token(i)?.tok {
            Tok::Literal { value, plain, .. } if plain > 0 => Some(Number {
                end: i + 1,
                amount: crate::Amount::Exact(value),
                article: false,
                plain,
                spelled: false,
                fraction: false,
            }),
            Tok::Word(_) => self.whole(i),
            _ => None,
        }
    }
}

impl Clock {
    /// This time in that part of the day.
    fn in_part(self, part: Part) -> Self {
        match Daytime::Clock(self).in_part(part) {
            Daytime::Clock(clock) => clock,
            _ => self,
        }
    }
}

const fn hour_word(sense: Sense) -> Option<u8> {
    match sense {
        Sense::Hour(hour) => Some(hour),
        _ => None,
    }
}

/// Half an hour or a quarter, in minutes.
const fn quarter_or_half(sense: Sense) -> Option<i16> {
    match sense {
        Sense::Half => Some(30),
        Sense::Denominator(4) => Some(15),
        _ => None,
    }
}
