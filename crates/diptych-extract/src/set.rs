//! What comes back: `every Monday`, `daily`, « tous les trois mois ».

use crate::locale::{Sense, TimeUnit};
use crate::scan::{Candidate, Scan};
use crate::{Kind, Time, Value};

impl Scan<'_> {
    /// The set that begins at `i`.
    pub(crate) fn set(&self, i: usize) -> Option<Candidate> {
        let word = self.sense(i, |sense| match sense {
            Sense::Set(timex) => Some(timex),
            _ => None,
        });
        if let Some(timex) = word {
            return Some(self.set_candidate(i, i + 1, timex.to_owned()));
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
                    Sense::Weekend => "XXXX-WXX-WE".to_owned(),
                    _ => return None,
                })
            })
            .map(|timex| (timex, at + 1))?;
        Some(self.set_candidate(i, end, timex))
    }

    fn set_candidate(&self, start: usize, end: usize, timex: String) -> Candidate {
        let span = self.span(start, end);
        let value = Value::Time(Time { kind: Kind::Set, timex, resolved: Vec::new() });
        Candidate { span, extended: span, value, modifier: None, score: 0.8 }
    }
}
