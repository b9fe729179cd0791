//! Dates and times of day told by a word after each number: 2026年11月21日, « 3월 5일 », 午後3時半.

use super::{Clock, Found, When};
use crate::lexer::Tok;
use crate::locale::{Sense, TimeUnit};
use crate::scan::{Rule, Scan};
use crate::tags::{Tag, Tags};

/// A date by the marks of its numbers.
pub(super) const MARKED: Rule<Found<When>> = Rule {
    starts: Tags::of(&[Tag::Digits, Tag::Era]),
    needs: Tags::of(&[Tag::Mark, Tag::TimeUnit]),
    read: |scan, i| scan.marked_date(i),
};

/// A number before a mark.
#[derive(Clone, Copy, Debug)]
struct Marked {
    number: i32,
    /// Count of digits.
    digits: u8,
    /// The token after the mark.
    end: usize,
}

impl Scan<'_> {
    /// The number at `i` with the mark of this unit after it.
    fn marked(&self, i: usize, unit: TimeUnit) -> Option<Marked> {
        let Tok::Literal { value, plain: digits @ 1..=4, .. } = self.token(i)?.tok else {
            return None;
        };
        let number = i32::try_from(value.to_integer()?).ok()?;
        let end = i + 2;
        self.next_is(i + 1, Sense::Mark(unit)).then_some(Marked { number, digits, end })
    }

    /// 2026年11月21日, 11月21日, 2026年, 21日, 令和8年.
    fn marked_date(&self, i: usize) -> Option<Found<When>> {
        self.locale.unspaced?;
        let era = self.sense(i, |sense| match sense {
            Sense::Era(before) => Some(before),
            _ => None,
        });
        if let Some(found) = self.marked_decade(i) {
            return Some(found);
        }
        // 平成元年
        if let Some(before) = era
            && self.next_is(i + 1, Sense::Mark(TimeUnit::Year))
            && self.is(i + 1, Sense::Ord(1))
        {
            return Some(Found { start: i, end: i + 2, what: When::Year(before + 1) });
        }
        let mut at = i + usize::from(era.is_some());
        let year =
            self.marked(at, TimeUnit::Year).filter(|_| era.is_none() || self.next(at).is_some());
        let after_of = |at: usize| if self.next_is(at, Sense::Of) { at + 1 } else { at };
        let month_at = year.map_or(at, |year| after_of(year.end));
        let month = self.marked(month_at, TimeUnit::Month).filter(|month| {
            (1..=12).contains(&month.number) && (month_at == i || self.next(month_at).is_some())
        });
        let mut found_year = None;
        if let Some(year) = year {
            // « 5년 » is a length of time: two digits are a year before a month, or with a zero
            let zero = self.text[self.tokens[at].start..].starts_with(['0', '零', '〇']);
            found_year = match (era, year.digits) {
                (Some(before), 1..=2) => Some(before + year.number),
                (None, 4) if (1000..2200).contains(&year.number) => Some(year.number),
                (None, 2) if zero || month.is_some() => {
                    Some(if year.number < 69 { 2000 } else { 1900 } + year.number)
                }
                _ => return None,
            };
            at = year.end;
        } else if era.is_some() {
            return None;
        }
        let Some(month) = month else {
            if let Some(year) = found_year {
                return Some(Found { start: i, end: at, what: When::Year(year) });
            }
            let day = self.marked(i, TimeUnit::Day)?;
            let number = u8::try_from(day.number).ok().filter(|day| (1..=31).contains(day))?;
            // « 3호 » and 12号 are also the numbers of things
            if self.is(day.end - 1, Sense::Counter) {
                return None;
            }
            // 4日以上, 2日で: a length of time
            let length = self.is(day.end - 1, Sense::TimeUnit(TimeUnit::Day))
                && self.next_senses(day.end).iter().any(|s| {
                    use crate::Modifier::{AtLeast, AtMost, LessThan, MoreThan};
                    matches!(
                        s,
                        Sense::Later | Sense::ModAfter(AtLeast | AtMost | LessThan | MoreThan)
                    )
                });
            if length {
                return None;
            }
            let what = When::Day { year: None, month: None, day: number, weekday: None };
            return Some(Found { start: i, end: day.end, what });
        };
        let number = u8::try_from(month.number).ok()?;
        let day_at = after_of(month.end);
        let day = self.marked(day_at, TimeUnit::Day).filter(|_| self.next(day_at).is_some());
        if let Some(day) = day
            && let Some(days) = u8::try_from(day.number).ok().filter(|day| (1..=31).contains(day))
        {
            let what =
                When::Day { year: found_year, month: Some(number), day: days, weekday: None };
            return Some(Found { start: i, end: day.end, what });
        }
        let what = When::Month { year: found_year, month: number, rel: None };
        Some(Found { start: i, end: month.end, what })
    }

    /// 1990年代, 十九世纪七十年代, 19世紀.
    fn marked_decade(&self, i: usize) -> Option<Found<When>> {
        let number = |at: usize| match self.token(at)?.tok {
            Tok::Literal { value, plain: 1.., .. } => i32::try_from(value.to_integer()?).ok(),
            _ => None,
        };
        let is_decade = |at: usize| self.next_is(at, Sense::TimeUnit(TimeUnit::Decade));
        let first = number(i)?;
        if is_decade(i + 1) && first % 10 == 0 {
            let decade = match first {
                1000..2100 => first,
                // 九十年代
                10..100 => 1900 + first,
                _ => return None,
            };
            return Some(Found { start: i, end: i + 2, what: When::Decade(decade) });
        }
        let century = self.next_is(i + 1, Sense::TimeUnit(TimeUnit::Century));
        if !century || !(1..30).contains(&first) {
            return None;
        }
        if self.next(i + 2).is_some()
            && let Some(decade) = number(i + 2).filter(|n| (10..100).contains(n) && n % 10 == 0)
            && is_decade(i + 3)
        {
            let what = When::Decade((first - 1) * 100 + decade);
            return Some(Found { start: i, end: i + 4, what });
        }
        Some(Found { start: i, end: i + 2, what: When::Century(first) })
    }

    /// 3時, 8点十五分, « 7시 30분 », 2点半, 16时40分50秒. `led`: what stands before makes an hour of
    /// a word that is also another: 三点 are three points too.
    pub(super) fn marked_clock(&self, i: usize, led: bool) -> Option<Found<Clock>> {
        let hour = self.marked(i, TimeUnit::Hour)?;
        let mut end = hour.end;
        let below = |marked: &Marked| (0..60).contains(&marked.number);
        let byte = |number: i32| u8::try_from(number).ok();
        let (mut minute, mut second) = (0, None);
        if self.next_is(end, Sense::Half) {
            (minute, end) = (30, end + 1);
        } else if self.next(end).is_some() {
            if let Some(found) = self.marked(end, TimeUnit::Minute).filter(below) {
                (minute, end) = (byte(found.number)?, found.end);
            } else if let Tok::Literal { value, plain: plain @ 1..=2, .. } = self.tokens[end].tok {
                let number = value.to_integer().and_then(|n| u8::try_from(n).ok())?;
                if self.next_is(end + 1, Sense::Denominator(4)) && number < 4 {
                    (minute, end) = (number * 15, end + 2);
                } else if plain == 2 && number < 60 && self.ends_here(end + 1) {
                    (minute, end) = (number, end + 1);
                }
            }
            if self.next(end).is_some()
                && let Some(found) = self.marked(end, TimeUnit::Second).filter(below)
            {
                (second, end) = (Some(byte(found.number)?), found.end);
            }
        }
        let told = |at: usize| {
            self.next_senses(at)
                .iter()
                .any(|s| matches!(s, Sense::To | Sense::RangeEnd | Sense::ModAfter(_)))
        };
        let bare = end == hour.end && self.is(end - 1, Sense::Point);
        let hour = byte(hour.number).filter(|hour| *hour <= 24)?;
        let what = Clock { hour, minute, second, open: hour > 0 && hour <= 12 };
        (!bare || led || told(end)).then_some(Found { start: i, end, what })
    }

    /// The token after the word that closes a range, where there is one.
    pub(crate) fn range_closed(&self, end: usize) -> usize {
        let of =
            usize::from(self.next_is(end, Sense::Of) && self.next_is(end + 1, Sense::RangeEnd));
        if self.next_is(end + of, Sense::RangeEnd) { end + of + 1 } else { end }
    }
}
