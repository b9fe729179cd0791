//! Ordinals: `2nd`, `twenty-first`, « cent vingt-cinquième », `the last`.

use diptych_text::Span;

use super::cardinal::Form;
use super::{Place, mult};
use crate::lexer::{Sep, Tok};
use crate::locale::{Sense, Side};
use crate::scan::{Candidate, Scan};
use crate::{Ordinal, Rational, Value};

impl Scan<'_> {
    /// An ordinal from token `i` on: `2nd`, `twenty-first`, « cent vingt-cinquième ».
    pub(crate) fn ordinal(&self, i: usize) -> Option<Place> {
        match self.token(i)?.tok {
            Tok::Ordinal(number) => {
                Some(Place { end: i + 1, number: Rational::integer(i128::from(number)) })
            }
            Tok::Literal { value, .. } if self.next_is(i + 1, Sense::OrdinalMark(Side::After)) => {
                Some(Place { end: i + 2, number: value })
            }
            Tok::Word(_) if self.is(i, Sense::OrdinalMark(Side::Before)) => {
                let Tok::Literal { value, .. } = self.next(i + 1)?.tok else {
                    return None;
                };
                let after = self.next_is(i + 2, Sense::OrdinalMark(Side::After));
                Some(Place { end: i + 2 + usize::from(after), number: value })
            }
            Tok::Literal { value, .. } => {
                // 21 hundredth is rare; « 500 000ème » is common
                let token = self.next(i + 1).filter(|t| t.sep == Sep::None)?;
                let suffix = &self.text[token.start..token.end];
                let known =
                    suffix.chars().count() > 1 && self.locale.ordinal_suffixes.contains(&suffix);
                known.then_some(Place { end: i + 2, number: value })
            }
            _ if self.is(i, Sense::Block) => None,
            _ => {
                // an article stands for one before a scale word: a hundred and first
                let scaled = self.is(i, Sense::Article) && self.next_sense(i + 1, mult).is_some();
                let spoken = self.spoken(i + usize::from(scaled), Form::Ordinal)?;
                Some(Place { end: spoken.end, number: Rational::integer(spoken.value) })
            }
        }
    }

    /// The ordinal at `i` as a candidate.
    pub(crate) fn ordinal_candidate(&self, i: usize) -> Option<Candidate> {
        if let Some((from, offset)) = self.sense(i, |sense| match sense {
            Sense::Relative(from, offset) => Some((from, offset)),
            _ => None,
        }) {
            let value = Value::Ordinal(Ordinal::Relative { from, offset });
            let span = self.span(i, i + 1);
            return Some(Candidate { span, extended: span, value, modifier: None, score: 0.5 });
        }
        if let Some(alone) = self.numbered_alone(i) {
            return Some(alone);
        }
        let place = self.ordinal(i)?;
        // `a millionth` is a part
        let article = i > 0
            && self.next(i).is_some()
            && (self.is(i - 1, Sense::Article) || self.is(i - 1, Sense::One));
        let scale = self.sense(i, |s| matches!(s, Sense::OrdMult(3..)).then_some(())).is_some();
        if self.glued_after(place.end) || (article && scale) {
            return None;
        }
        let span = self.span(i, place.end);
        let value = Value::Ordinal(Ordinal::Exact(place.number));
        Some(Candidate { span, extended: span, value, modifier: None, score: 0.9 })
    }

    /// « 4. » as a text of its own (a cell of a table), where ordinals take a full stop.
    fn numbered_alone(&self, i: usize) -> Option<Candidate> {
        let Tok::Literal { value, plain: 1..=3, .. } = self.token(i)?.tok else {
            return None;
        };
        let token = self.token(i)?;
        let digits = self.text.trim().strip_suffix('.')?;
        (self.locale.nouns_capital && digits.len() == token.end - token.start).then_some(())?;
        let span = Span::new(self.tokens[i].start, self.tokens[i].end + 1);
        let value = Value::Ordinal(Ordinal::Exact(value));
        Some(Candidate { span, extended: span, value, modifier: None, score: 0.7 })
    }
}
