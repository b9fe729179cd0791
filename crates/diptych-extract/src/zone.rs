//! Time zones: `UTC+2`, `GMT-5:30`, `EST`, `Pacific Time`.

use crate::lexer::{Sep, Tok};
use crate::locale::Sense;
use crate::scan::{Candidate, Scan};
use crate::{Kind, Time, Value};

impl Scan<'_> {
    /// The time zone at `i`, as its offset from UTC: `UTC-05:00`; a name for standard and summer
    /// time (`Pacific Time`) gives the former. An abbreviation counts in capitals alone: `est.` and
    /// `pst` are words.
    pub(crate) fn zone(&self, i: usize) -> Option<Candidate> {
        let minutes = self.sense(i, |sense| match sense {
            Sense::Zone(minutes) => Some(i32::from(minutes)),
            _ => None,
        })?;
        let token = self.token(i)?;
        let text = &self.text[token.start..token.end];
        let abbreviation = !text.contains(|c: char| !c.is_alphabetic());
        if abbreviation && !text.chars().all(char::is_uppercase) {
            return None;
        }
        let offset = if minutes == 0 { self.zone_offset(i + 1) } else { None };
        let (end, minutes) = offset.unwrap_or((i + 1, minutes));
        if self.glued_after(end) {
            return None;
        }
        let timex = match minutes {
            0 => "UTC".to_owned(),
            _ => {
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        };
        let span = self.span(i, end);
        let value = Value::Time(Time { kind: Kind::TimeZone, timex, resolved: Vec::new() });
        Some(Candidate { span, extended: span, value, modifier: None, score: 0.9 })
    }

    /// `+2`, `-5:30` right after `UTC`: the token after it, and minutes.
    fn zone_offset(&self, i: usize) -> Option<(usize, i32)> {
        let (sign, at) = match self.next(i)? {
            token if token.sep == Sep::Hyphen => (-1, i),
            token if token.sep != Sep::None => return None,
            _ => match self.next_sign(i)? {
                '+' => (1, i + 1),
                '-' | '−' | '–' => (-1, i + 1),
                _ => return None,
            },
        };
        let minutes = match self.next(at)?.tok {
            Tok::Literal { value, plain: 1 | 2, .. } => {
                i32::try_from(value.to_integer()?).ok()? * 60
            }
            Tok::Clock { hour, minute, second: None } => i32::from(hour) * 60 + i32::from(minute),
            _ => return None,
        };
        // the offsets in use go from -12 to +14 hours
        (minutes <= 14 * 60).then_some((at + 1, sign * minutes))
    }
}
