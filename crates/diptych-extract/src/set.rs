//! What comes back: `every Monday`, `daily`, « tous les trois mois ».

use diptych_text::Span;

use crate::locale::{Sense, TimeUnit};
use crate::scan::{Candidate, Scan};
use crate::time::{Clock, Daytime};
use crate::{Kind, Time, Value};

impl Scan<'_> {
    /// The set that begins at `i`.
    pub(crate) fn set(&self, i: usize) -> Option<Candidate> {
        let word = self.sense(i, |sense| match sense {
            Sense::Set(timex) => Some(timex),
            _ => None,
        });
        if let Some(timex) = word {
            return Some(self.set_at(i, i + 1, timex.to_owned()));
        }
        // twice a week, « deux fois par mois »: TIMEX3 has the rhythm alone
        if self.senses(i).iter().any(|s| matches!(s, Sense::Often(_))) {
            let each = self
                .next_senses(i + 1)
                .iter()
                .any(|s| matches!(s, Sense::Article | Sense::One | Sense::Every | Sense::Per));
            let unit = self.next_sense(i + 2, |sense| match sense {
                Sense::TimeUnit(unit) if each => Some(unit),
                _ => None,
            })?;
            let (size, letter) = crate::time::length(unit);
            let clock = if unit <= TimeUnit::Hour { "T" } else { "" };
            return Some(self.set_candidate(i, i + 3, format!("P{clock}{size}{letter}")));
        }
        if !self.is(i, Sense::Every) {
            return None;
        }
        let mut at = i + 1;
        self.next(at)?;
        let mut count = 1;
        if let Some(number) = self.number(at).filter(|n| !n.article) {
            count = number.small()?;
            at = number.end;
        } else if self.is(at, Sense::Other) {
            (count, at) = (2, at + 1);
        }
        let (timex, end) = self
            .next_sense(at, |sense| {
                Some(match sense {
                    Sense::Weekday(day) => format!("XXXX-WXX-{day}"),
                    Sense::Month(month) => format!("XXXX-{month:02}"),
                    Sense::TimeUnit(TimeUnit::Quarter) => format!("P{}M", 3 * count),
                    Sense::TimeUnit(TimeUnit::Decade) => format!("P{}Y", 10 * count),
                    Sense::TimeUnit(unit) => {
                        let (size, letter) = crate::time::length(unit);
                        let clock = if unit <= TimeUnit::Hour { "T" } else { "" };
                        format!("P{clock}{}{letter}", size * i128::from(count))
                    }
                    Sense::Part(part) => format!("XXXX-XX-XXT{}", part.timex()),
                    Sense::By(part) => format!("XXXX-XX-XXT{}", part.timex()),
                    Sense::Weekend => format!("P{count}WE"),
                    _ => return None,
                })
            })
            .map(|timex| (timex, at + 1))?;
        // 毎週の月曜日
        let of = end + usize::from(self.next_is(end, Sense::Of));
        let weekday = self.next_sense(of, |sense| match sense {
            Sense::Weekday(day) => Some(day),
            _ => None,
        });
        if let Some(day) = weekday.filter(|_| timex == "P1W" && self.locale.unspaced.is_some()) {
            return Some(self.set_at(i, of + 1, format!("XXXX-WXX-{day}")));
        }
        Some(self.set_at(i, end, timex))
    }

    /// The set that a time of day begins: `3 pm every Monday`, « 16 heures tous les jours ».
    pub(crate) fn set_after_clock(&self, i: usize) -> Option<Candidate> {
        let clock = self.clock(i, true)?;
        let sets = |s: &Sense| matches!(s, Sense::Every | Sense::Set(_));
        let at = if self.next_is(clock.end, Sense::OnDay) { clock.end + 1 } else { clock.end };
        if !self.next_senses(at).iter().any(sets) {
            return None;
        }
        let set = self.set(at)?;
        let Value::Time(Time { timex, .. }) = &set.value else {
            return None;
        };
        let timex = clocked(timex, clock.what)?;
        let start = self.tokens[i].start;
        let span = Span::new(start, set.span.end);
        let value = Value::Time(Time { kind: Kind::Set, timex, resolved: Vec::new() });
        Some(Candidate { span, extended: span, value, ..set })
    }

    /// The set over tokens `start..end`, with the time of day that follows it.
    fn set_at(&self, start: usize, end: usize, timex: String) -> Candidate {
        if self.next_sign(end).is_none()
            && let Some(found) = self.daytime_after(end)
            && let Daytime::Clock(clock) = found.what.in_part_of(&timex)
            && let Some(timex) = clocked(&timex, clock)
        {
            return self.set_candidate(start, found.end, timex);
        }
        // 毎日午後3時
        if self.locale.postpositions
            && let Some(part) = self.daytime_after(end)
            && let Daytime::Part(_) = part.what
            && let Some(clock) = self.daytime_after(part.end)
            && let Some(Daytime::Clock(clock_in)) = part.what.with(clock.what)
            && let Some(timex) = clocked(&timex, clock_in)
        {
            return self.set_candidate(start, clock.end, timex);
        }
        self.set_candidate(start, end, timex)
    }

    fn set_candidate(&self, start: usize, end: usize, timex: String) -> Candidate {
        let span = self.span(start, end);
        let value = Value::Time(Time { kind: Kind::Set, timex, resolved: Vec::new() });
        Candidate { span, extended: span, value, modifier: None, score: 0.8 }
    }
}

/// A set of days at a time of day: `XXXX-WXX-1T16`, each day `T15:30`. The minutes are left out
/// where none are said. Weeks and months have no time of day.
fn clocked(timex: &str, clock: Clock) -> Option<String> {
    let day = match timex {
        "P1D" => "",
        part if part.starts_with("XXXX-XX-XXT") => "",
        weekday if weekday.starts_with("XXXX-WXX-") && weekday.len() == 10 => weekday,
        _ => return None,
    };
    let Clock { hour, minute, .. } = clock;
    Some(match minute {
        0 => format!("{day}T{hour:02}"),
        minute => format!("{day}T{hour:02}:{minute:02}"),
    })
}
