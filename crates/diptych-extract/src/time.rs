//! Dates, times and durations: what is said, before it is resolved.
//!
//! A phrase is read piece by piece ([`phrase`]): each date, time of day or part of the day that
//! follows narrows what stands before it, whatever their order. Two phrases make a range
//! ([`range`]). Only then is what was said looked up in the calendar ([`resolve`]).

use std::borrow::Cow;

use diptych_text::Span;

use crate::lexer::{Sep, Tok};
use crate::locale::{Part, Sense, TimeUnit};
use crate::scan::{Candidate, Scan};
use crate::{Amount, Modifier, Rational, Reading};

mod calendar;
mod clock;
mod date;
mod duration;
mod edge;
mod feast;
mod lunar;
mod marked;
mod phrase;
mod range;
mod relative;
mod resolve;
mod sky;
mod year;

pub(crate) use calendar::length;
pub(crate) use feast::Feast;

/// What is said of a time, as yet without a place in the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum When {
    /// A day by what is known of it.
    Day {
        year: Option<i32>,
        month: Option<u8>,
        day: u8,
        weekday: Option<u8>,
    },
    /// A weekday: `None` for the bare word, else that of last, this or next week.
    Weekday(u8, Option<i32>),
    /// Days from the reference.
    Today(i32),
    /// The reference itself.
    Now,
    /// A month, in a year or said to be last, this or next.
    Month {
        year: Option<i32>,
        month: u8,
        rel: Option<i32>,
    },
    Year(i32),
    /// The ten years from this one on.
    Decade(i32),
    /// The n-th century.
    Century(i32),
    /// A quarter of a year, from 1 on.
    Quarter(Option<i32>, u8),
    /// A half of a year, 1 or 2.
    Half(Option<i32>, u8),
    /// The n-th day, week, weekday … (-1: the last) of a stretch, which may not be said as yet.
    Nth(i32, Piece, Option<Box<When>>),
    /// So many units at the start of a stretch, or at its end (negative).
    Run(i32, TimeUnit, Box<When>),
    /// So much before (-1) or after (1) a date.
    Offset(Length, i128, Box<When>),
    /// The last, this or next week, month, year …
    Period(TimeUnit, i32),
    /// The working days of the last, this or next week.
    Workweek(i32),
    /// The last, this or next weekend; `None` for the bare word.
    Weekend(Option<i32>),
    /// So much before (-1) or after (1) the reference.
    Shift(Length, i128),
    /// The stretch of so much that ends (-1) or starts (1) at the reference.
    Stretch(Length, i128),
    /// The n-th weekday from the reference on: `two Sundays from now`.
    Weekdays(i32, u8),
    Holiday(Feast, Option<i32>, Option<i32>),
    /// A season, as TIMEX3 letters.
    Season(&'static str, Option<i32>, Option<i32>),
    /// A fiscal, school or calendar year by its TIMEX3 letters.
    Fiscal(&'static str, Option<i32>, Option<i32>),
    /// The first inside the second: `the 4th` in `next month`.
    Within(Box<When>, Box<When>),
    /// The start, middle or end of a stretch.
    Edge(Modifier, Box<When>),
    /// The week, month … that holds a day.
    Around(TimeUnit, Box<When>),
}

/// What may be counted inside a stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Unit(TimeUnit),
    Weekday(u8),
    Weekend,
}

/// A stretch of time by its parts, the largest unit first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Length {
    pub parts: Vec<(Amount, TimeUnit)>,
    /// `a few`, `several`: the count is one of habit.
    pub vague: bool,
    /// Days of work alone count.
    pub business: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: Option<u8>,
    /// Morning or afternoon is not said and may be either.
    pub open: bool,
}

/// A time of day or a part of the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Daytime {
    Clock(Clock),
    Clocks(Clock, Clock),
    Part(Part),
    /// The start or end of a part of the day.
    Edge(Modifier, Part),
    /// The end of the day.
    Close,
}

/// A date, a time of day, or both.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Moment {
    pub when: Option<When>,
    pub daytime: Option<Daytime>,
}

/// All that a phrase may say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    One(Moment),
    Range(Moment, Moment),
    /// From then on for so long.
    Lasting(Moment, Length),
}

/// A phrase over tokens `start..end`.
#[derive(Clone, Debug)]
pub(crate) struct Found<T> {
    pub start: usize,
    pub end: usize,
    pub what: T,
}

impl Scan<'_> {
    /// The date, time or both that begins at `i`.
    pub(crate) fn time(&self, i: usize) -> Option<Candidate> {
        if self.is(i, Sense::Block) {
            return None;
        }
        if self.goes_on_digits(i) {
            return None;
        }
        let phrase = self.phrase(i);
        if let Some(found) =
            self.range(i, phrase.as_ref()).or_else(|| self.lasting(i, phrase.as_ref()))
        {
            return self.candidate(&found);
        }
        let phrase = phrase?;
        // `South China Morning Post`: a capital inside a sentence makes it a name
        if phrase.said.when.is_none()
            && matches!(phrase.said.daytime, Some(Daytime::Part(_)))
            && self.text[self.tokens[i].start..].starts_with(char::is_uppercase)
            && !self.locale.nouns_capital
            && !self.begins_sentence(i)
        {
            return None;
        }
        self.candidate(&phrase::Spoken::from(phrase))
    }

    /// Whether digits at `i` go on a chain of them that is no date: `133-03-03-2020`,
    /// `+86 2010-2015-86`, `30/4.85`.
    fn goes_on_digits(&self, i: usize) -> bool {
        if matches!(self.tokens[i].tok, Tok::Word(_)) {
            return false;
        }
        let bytes = self.text.as_bytes();
        let chained = |sign: Option<&u8>, digit: Option<&u8>| {
            matches!(sign, Some(b'-' | b'/' | b'.')) && digit.is_some_and(u8::is_ascii_digit)
        };
        let back = |by: usize| self.tokens[i].start.checked_sub(by).and_then(|at| bytes.get(at));
        let end = self.tokens[i].end;
        if chained(back(1), back(2))
            || bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
        {
            return true;
        }
        // digits and the signs between them: `2010-2015-86` is one chain, `1/5/2019-1/7/2019` dates
        let chain = &bytes[self.tokens[i].start..];
        let length = chain.iter().take_while(|b| b.is_ascii_digit() || **b == b'-').count();
        let parts = chain[..length].split(|b| *b == b'-').map(<[u8]>::len);
        let ends = chain[..length].ends_with(b"-");
        !ends && parts.clone().count() == 3 && parts.clone().filter(|n| *n == 4).count() > 1
    }

    /// Whether nothing but white space and opening signs stands between token `i` and the sentence
    /// before it.
    fn begins_sentence(&self, i: usize) -> bool {
        let before =
            self.text[..self.tokens[i].start].trim_end_matches([' ', '\u{a0}', '"', '“', '«', '‘']);
        before.is_empty() || before.ends_with(['.', '!', '?', '\n', ':', '…'])
    }

    /// A candidate with all its readings and the words that bound it.
    fn candidate(&self, spoken: &phrase::Spoken) -> Option<Candidate> {
        let (start, core, end) = (spoken.start, spoken.core, spoken.end);
        let mut span = self.span(core, end);
        // « na tarde », « por la mañana »: the core is the part of the day
        if end == core + 1 && self.senses(core).iter().any(|s| matches!(s, Sense::By(_))) {
            let text = &self.text[span.start..span.end];
            let word = text.rsplit([' ', '\'', '’', '\u{a0}']).next().unwrap_or(text);
            span.start = span.end - word.len();
        }
        let (side, decade) = match &spoken.said {
            Said::One(Moment { when: Some(when), daytime: None }) => match when {
                When::Shift(_, side) | When::Offset(_, side, _) => (Some(*side), false),
                When::Decade(_) => (None, true),
                _ => (None, false),
            },
            _ => (None, false),
        };
        let fits = |modifier: Modifier| match modifier {
            Modifier::UpTo | Modifier::AtMost | Modifier::AtLeast => false,
            Modifier::MoreThan | Modifier::LessThan => side.is_some(),
            _ => true,
        };
        let range = !matches!(spoken.said, Said::One(_));
        let led = self.modifier_before(start, fits).filter(|(modifier, _)| {
            !range || !matches!(modifier, Modifier::After | Modifier::Before)
        });
        let ahead = led.is_some_and(|(modifier, _)| modifier == Modifier::Before);
        let future = || self.is_future(span, ahead);
        let mut time = resolve::resolve(&spoken.said, self.reference, &future)?;
        // less than three days after tomorrow: some time until then
        if let Some((Modifier::LessThan, _)) = led
            && let Some(within) = spoken.said.within()
            && let Some(stretch) = resolve::resolve(&within, self.reference, &future)
        {
            time.resolved.splice(0..0, stretch.resolved);
        }
        let mut found = Candidate {
            span,
            extended: self.span(start, end),
            value: crate::Value::Time(time),
            modifier: spoken.modifier,
            score: 0.9,
        };
        if let Some((modifier, at)) = led {
            // more than two days before is earlier still
            found.modifier = Some(match (modifier, side) {
                (Modifier::MoreThan, Some(side)) if side > 0 => Modifier::After,
                (Modifier::MoreThan, Some(_)) => Modifier::Before,
                (modifier, _) => modifier,
            });
            let at = if modifier == Modifier::About { self.lead(at) } else { at };
            found.extended.start = self.tokens[at].start;
        } else if !range
            && let Some(modifier) = self.next_sense(end, |sense| match sense {
                Sense::ModAfter(
                    modifier @ (Modifier::After | Modifier::Before | Modifier::About),
                ) => Some(modifier),
                _ => None,
            })
            && (!self.next_is(end + 1, Sense::Of) || self.locale.unspaced.is_some())
            && !self.next(end + 1).is_some_and(|t| matches!(t.tok, Tok::Literal { .. }))
        {
            found.modifier = Some(modifier);
            found.extended.end = self.tokens[end].end;
        } else if decade && self.follows_years(start) {
            // « les années 1990 »
            let the = start > 1 && self.next(start - 1).is_some() && self.is(start - 2, Sense::The);
            found.extended.start = self.tokens[if the { start - 2 } else { start - 1 }].start;
        } else {
            let edge = spoken.core > spoken.start;
            // `at the end of May`: the side is part of what is said
            if edge && spoken.modifier.is_some() {
                found.span.start = self.side_word(start);
            }
            if !edge || spoken.modifier.is_some() {
                found.extended.start = self.tokens[self.lead(start)].start;
            }
        }
        if let Some(end) = self.zoned(end, &mut found) {
            found.extended.end = found.extended.end.max(self.tokens[end - 1].end);
        } else if found.extended.end == found.span.end && self.is_shortened(end - 1) {
            found.extended.end += 1;
        }
        if matches!(found.modifier, Some(Modifier::Before)) {
            self.until(&mut found);
        }
        Some(found)
    }

    /// Where the word of the phrase at token `i` begins that tells the side, after preposition and
    /// article: « Ende » in « am Ende des ».
    fn side_word(&self, i: usize) -> usize {
        let token = &self.tokens[i];
        let mut at = token.start;
        let leads = |word: &str| {
            let senses = self.lexicon.word(&word.to_lowercase()).map(|w| self.lexicon.senses(w));
            senses.is_some_and(|senses| {
                let side = |s: &Sense| matches!(s, Sense::Mod(_));
                let joins =
                    |s: &Sense| matches!(s, Sense::OnDay | Sense::AtClock | Sense::The | Sense::To);
                senses.iter().any(joins) && !senses.iter().any(side)
            })
        };
        while let Some((word, _)) = self.text[at..token.end].split_once([' ', '\u{a0}'])
            && leads(word)
        {
            at += word.len();
            at += self.text[at..].chars().next().map_or(0, char::len_utf8);
        }
        at
    }

    /// Adds the readings on the clock of the reference to a time said in a zone, `4 pm CET`, and
    /// gives the token after the zone.
    fn zoned(&self, end: usize, found: &mut Candidate) -> Option<usize> {
        let crate::Value::Time(time) = &mut found.value else {
            return None;
        };
        if !matches!(time.kind, crate::Kind::Time | crate::Kind::DateTime) {
            return None;
        }
        let bracket = self.next_sign(end) == Some('(');
        let at = if bracket { end + 1 } else { end };
        self.next(at)?;
        let zone = self.next_sense(at, |sense| match sense {
            Sense::Zone(minutes) => Some(i32::from(minutes)),
            _ => None,
        })?;
        let closed = bracket && self.next_sign(at + 1) == Some(')');
        if let Some(here) = self.reference.and_then(crate::Reference::offset) {
            let moved = |text: &String| {
                let moment: jiff::civil::DateTime = text.parse().ok()?;
                let shift = jiff::Span::new().minutes(i64::from(here - zone));
                Some(moment.checked_add(shift).ok()?.to_string())
            };
            let there: Vec<Reading> = time
                .resolved
                .iter()
                .filter_map(|reading| match reading {
                    Reading::Point(text) => Some(Reading::Point(moved(text)?)),
                    Reading::Interval(Some(from), Some(to)) => {
                        Some(Reading::Interval(Some(moved(from)?), Some(moved(to)?)))
                    }
                    _ => None,
                })
                .collect();
            time.resolved.extend(there);
        }
        Some(if closed { at + 2 } else { at + 1 })
    }

    /// Whether token `i` is a month or weekday cut short, with its full stop: « juil. », `Mon.`.
    fn is_shortened(&self, i: usize) -> bool {
        const WHOLE: [&str; 11] =
            ["mai", "may", "mars", "juin", "août", "june", "july", "juni", "juli", "mei", "mayo"];
        let token = &self.tokens[i];
        let word = &self.text[token.start..token.end];
        let named = self.senses(i).iter().any(|s| {
            matches!(
                s,
                Sense::Month(_) | Sense::WeakMonth(_) | Sense::Weekday(_) | Sense::WeakWeekday(_)
            )
        });
        named
            && word.len() <= 5
            && !WHOLE.contains(&word.to_lowercase().as_str())
            && self.text[token.end..].starts_with('.')
    }

    /// Adds what is left until then to a time that something is to happen by: `by 2 pm`.
    fn until(&self, found: &mut Candidate) {
        let (crate::Value::Time(time), Some(now)) = (&mut found.value, self.reference) else {
            return;
        };
        let now = now.datetime();
        let left = |reading: &Reading| {
            let (Reading::Point(text) | Reading::Interval(_, Some(text))) = reading else {
                return None;
            };
            let then: jiff::civil::DateTime = text.parse().ok()?;
            (then > now).then(|| Reading::Interval(Some(now.to_string()), Some(text.clone())))
        };
        let left: Vec<Reading> = time.resolved.iter().filter_map(left).collect();
        time.resolved.extend(left);
    }

    /// The first of at most two words before token `start` that lead to a time: `at the`, `on`,
    /// `from`.
    fn lead(&self, start: usize) -> usize {
        let leads = |at: usize, first: bool| {
            self.senses(at).iter().any(|s| match s {
                Sense::From | Sense::Between => true,
                Sense::YearWord => first,
                Sense::OnDay | Sense::AtClock | Sense::The | Sense::InPeriod => first,
                _ => false,
            })
        };
        if start == 0 || self.tokens[start].sep == Sep::Gap || !leads(start - 1, true) {
            return start;
        }
        let opens = start > 1
            && self.tokens[start - 1].sep != Sep::Gap
            && !self.senses(start - 1).iter().any(|s| matches!(s, Sense::From | Sense::Between))
            && leads(start - 2, false);
        if opens { start - 2 } else { start - 1 }
    }

    /// Whether the words around a date put it in the future: the nearest telling word before it in
    /// its sentence decides, else the next one after it.
    fn is_future(&self, span: Span, ahead: bool) -> bool {
        const REACH: usize = 240; // bytes each side, so that the work stays linear
        let mut from = span.start.saturating_sub(REACH);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let mut to = (span.end + REACH).min(self.text.len());
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n' | '”' | '»');
        let before = &self.text[from..span.start];
        // a date with no sentence around it is looked up as in a calendar, for what comes
        let alone = |text: &str| !text.contains(char::is_alphanumeric);
        if alone(&self.text[span.end..to]) && self.is_bare(before) {
            return true;
        }
        let from =
            before.char_indices().rfind(|(_, c)| ends(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        let before = &before[from..];
        let after = &self.text[span.end..to];
        // a date that opens its sentence is told by what follows, comma or not
        let opens = before.trim().is_empty();
        let clause = |c: char| ends(c) || (c == ',' && !opens);
        let after = &after[..after.find(clause).unwrap_or(after.len())];
        // words without spaces between them are found inside the clause
        if self.locale.unspaced.is_some_and(|unspaced| !unspaced.words) {
            let says = |words: &[&str]| {
                words.iter().any(|word| before.contains(word) || after.contains(word))
            };
            return says(self.locale.future) || ahead && !says(self.locale.past);
        }
        let split = |c: char| !c.is_alphanumeric();
        let backward = before.rsplit(split).find_map(|word| self.tense(word));
        let tense = backward.or_else(|| after.split(split).find_map(|word| self.tense(word)));
        // `by Tuesday` looks ahead where no verb says otherwise
        tense.unwrap_or(ahead)
    }

    /// Whether nothing stands before a date but a word that leads to it: « le », `on the`, `at`.
    fn is_bare(&self, before: &str) -> bool {
        // as many bytes as two such words have
        const SHORT: usize = 12;
        let before = before.trim();
        before.len() <= SHORT
            && before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(
                |word| {
                    let known = self.lexicon.word(&word.to_lowercase());
                    known.is_some_and(|word| {
                        self.lexicon.senses(word).iter().any(|sense| {
                            matches!(
                                sense,
                                Sense::OnDay
                                    | Sense::AtClock
                                    | Sense::The
                                    | Sense::InPeriod
                                    | Sense::From
                                    | Sense::Of
                                    | Sense::For
                                    | Sense::Mod(Modifier::About)
                            )
                        })
                    })
                },
            )
    }

    /// What a word says of the tense: future, past, or nothing.
    fn tense(&self, word: &str) -> Option<bool> {
        if word.is_empty() || word.len() > 40 {
            return None;
        }
        let small = word.bytes().all(|b| b.is_ascii_lowercase());
        let folded = if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        if let Some(future) = self.lexicon.tense(&folded) {
            return Some(future);
        }
        let future = folded.len() > 5
            && folded == word
            && self.locale.future_endings.iter().any(|ending| folded.ends_with(ending));
        future.then_some(true)
    }

    /// Days from today, the part of the day, and the token after: `tonight`, `this evening`.
    fn part_of_some_day(&self, i: usize) -> Option<(i32, Part, usize)> {
        let named = self.sense(i, |sense| match sense {
            Sense::DayAndPart(days, part) => Some((days, part, i + 1)),
            _ => None,
        });
        named.or_else(|| {
            if let Some(rel) = self.rel(i) {
                return Some((rel, self.next_sense(i + 1, part_of_day)?, i + 2));
            }
            // « le matin dernier »
            let part = self.sense(i, part_of_day)?;
            let rel = self.next(i + 1).and_then(|_| self.rel(i + 1)).filter(|_| self.follows())?;
            Some((rel, part, i + 2))
        })
    }

    /// Whether `last` and `next` may follow their noun, as they do in the Romance languages.
    fn follows(&self) -> bool {
        self.locale.last_follows
    }
}

impl Said {
    /// The stretch up to a date told by a length from another one.
    fn within(&self) -> Option<Self> {
        let Self::One(Moment { when: Some(when), daytime: None }) = self else {
            return None;
        };
        let moment = |when: When| Moment { when: Some(when), daytime: None };
        match when {
            When::Shift(length, side) => {
                Some(Self::One(moment(When::Stretch(length.clone(), *side))))
            }
            When::Offset(length, 1, from) => {
                Some(Self::Lasting(moment((**from).clone()), length.clone()))
            }
            _ => None,
        }
    }
}

impl Daytime {
    /// This time of day in the part of the day that a set is told by: `XXXX-XX-XXTEV`.
    pub(crate) fn in_part_of(self, timex: &str) -> Self {
        let parts = [Part::Morning, Part::Afternoon, Part::Evening, Part::Night];
        let part = timex.strip_prefix("XXXX-XX-XXT");
        match parts.into_iter().find(|p| Some(p.timex()) == part) {
            Some(part) => self.in_part(part),
            None => self,
        }
    }

    /// The time of day that a part of the day and a clock time say together.
    pub(crate) fn with(self, clock: Self) -> Option<Self> {
        match self {
            Self::Part(part) => Some(clock.in_part(part)),
            _ => None,
        }
    }

    /// This time of day in that part of it: ten in the evening is 22:00.
    fn in_part(self, part: Part) -> Self {
        let placed = |mut clock: Clock| {
            let late = matches!(part, Part::Evening | Part::Night);
            clock.hour = match clock.hour {
                12 if clock.open && (late || part == Part::Morning) => 0,
                // three at night comes before the morning
                hour @ 0..6 if part == Part::Night => hour,
                hour @ 0..12 if clock.open && part != Part::Morning => hour + 12,
                hour => hour,
            };
            clock.open = false;
            clock
        };
        match self {
            Self::Clock(clock) => Self::Clock(placed(clock)),
            // from ten to twelve in the morning ends at noon
            Self::Clocks(from, to) if to.hour == 12 && (1..12).contains(&from.hour) => {
                Self::Clocks(placed(from), Clock { open: false, ..to })
            }
            Self::Clocks(from, to) => Self::Clocks(placed(from), placed(to)),
            other => other,
        }
    }
}

const fn part_of_day(sense: Sense) -> Option<Part> {
    match sense {
        Sense::Part(part) | Sense::By(part) => Some(part),
        _ => None,
    }
}

/// Whether it is one day, to which a time of day can be said.
fn is_day(when: &When) -> bool {
    match when {
        When::Day { .. }
        | When::Weekday(..)
        | When::Weekdays(..)
        | When::Today(_)
        | When::Holiday(..)
        | When::Period(TimeUnit::Day, _)
        | When::Nth(_, Piece::Unit(TimeUnit::Day) | Piece::Weekday(_), _) => true,
        When::Shift(length, _) | When::Offset(length, ..) => length.unit() >= TimeUnit::Day,
        When::Within(inner, _) => is_day(inner),
        _ => false,
    }
}

impl Length {
    /// The smallest unit it is told in.
    fn unit(&self) -> TimeUnit {
        self.parts.last().map_or(TimeUnit::Second, |(_, unit)| *unit)
    }

    /// One number of one unit.
    fn single(&self) -> Option<(Rational, TimeUnit)> {
        match self.parts[..] {
            [(Amount::Exact(number), unit)] => Some((number, unit)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
