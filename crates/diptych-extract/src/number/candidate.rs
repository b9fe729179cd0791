//! Numbers that stand for themselves, with what bounds them.

use diptych_text::Span;

use super::Number;
use crate::lexer::{Sep, Tok};
use crate::locale::Sense;
use crate::scan::{Candidate, Scan};
use crate::{Amount, Modifier, Value};

impl Scan<'_> {
    /// The plain number at `i` as a candidate.
    pub(crate) fn number_candidate(&self, i: usize) -> Option<Candidate> {
        let mut start = i;
        let number = match self.token(i)?.tok {
            Tok::Sign(_) => self.signed(i)?,
            Tok::Word(_) if self.is(i, Sense::Minus) => {
                let number = self.signed(i)?;
                self.ranged(i, number)
            }
            Tok::Literal { glued: true, .. } => return None,
            _ => self.number(i)?,
        };
        // a text of one word says it as a number
        let alone = self.tokens.len() == 1 && self.text.trim().len() == self.span(i, i + 1).len();
        if number.article && !(alone && self.is(i, Sense::One)) || self.glued_after(number.end) {
            return None;
        }
        if number.spelled {
            let bound = self.modifier_before(i, |_| true).is_some_and(|(_, at)| at + 1 == i);
            if self.is_pronoun(i, &number) || (self.is_noun_half(i, &number) && !bound) {
                return None;
            }
            // a half, « une moitié »: the article belongs to it
            while start > 0
                && self.is(i, Sense::Half)
                && self.tokens[start].sep == Sep::Space
                && self.is(start - 1, Sense::Article)
            {
                start -= 1;
            }
        }
        let found = self.amount(start, number.end, Value::Number(number.amount.clone()));
        if let Some(range) = self.bounded(&found, &number) {
            return Some(range);
        }
        Some(found)
    }

    /// Two bounds on one amount: `more than 20 and less than 35`.
    pub(super) fn bounded(&self, first: &Candidate, number: &Number) -> Option<Candidate> {
        use Modifier::{AtLeast, AtMost, LessThan, MoreThan, UpTo};
        let upward = match first.modifier? {
            MoreThan | AtLeast => true,
            LessThan | AtMost => false,
            _ => return None,
        };
        if let Some(range) = self.bounded_after(first, number, upward) {
            return Some(range);
        }
        if !self.next_is(number.end, Sense::And) {
            return None;
        }
        let other = self.next_sense(number.end + 1, |sense| match sense {
            Sense::Mod(MoreThan | AtLeast) => Some(true),
            Sense::Mod(LessThan | AtMost | UpTo) => Some(false),
            _ => None,
        })?;
        self.next(number.end + 2)?;
        let second = self.signed(number.end + 2).filter(|n| !n.article)?;
        let (a, b) = (number.exact()?, second.exact()?);
        let (low, high) = if upward { (a, b) } else { (b, a) };
        if other == upward || low >= high {
            return None;
        }
        let end = self.tokens[second.end - 1].end;
        Some(Candidate {
            span: Span::new(first.span.start, end),
            extended: Span::new(first.extended.start, end),
            value: Value::Number(Amount::Range { low: Some(low), high: Some(high) }),
            modifier: None,
            score: 0.8,
        })
    }

    /// The same with words behind: 20以上30未満, « 10보다 크고 20보다 작다 ».
    fn bounded_after(&self, first: &Candidate, number: &Number, upward: bool) -> Option<Candidate> {
        use Modifier::{AtLeast, AtMost, LessThan, MoreThan};
        let bound = |at: usize| {
            self.next_sense(at, |sense| match sense {
                Sense::ModAfter(MoreThan | AtLeast) => Some(true),
                Sense::ModAfter(LessThan | AtMost) => Some(false),
                _ => None,
            })
        };
        (bound(number.end)? == upward).then_some(())?;
        let at = number.end + 1;
        let joins = self.next_is(at, Sense::And) || self.next_sign(at) == Some(',');
        let at = at + usize::from(joins);
        self.next(at)?;
        let second = self.signed(at).filter(|n| !n.article)?;
        (bound(second.end)? != upward).then_some(())?;
        let (a, b) = (number.exact()?, second.exact()?);
        let (low, high) = if upward { (a, b) } else { (b, a) };
        let end = self.range_closed(second.end + 1);
        (low < high).then(|| Candidate {
            span: Span::new(first.span.start, self.tokens[end - 1].end),
            extended: Span::new(first.extended.start, self.tokens[end - 1].end),
            value: Value::Number(Amount::Range { low: Some(low), high: Some(high) }),
            modifier: None,
            score: 0.8,
        })
    }

    /// Whether `half` is that of a match or a hall and no amount: `half of them`, `half the crew`
    /// are amounts, `the second half` is not.
    pub(super) fn is_noun_half(&self, i: usize, number: &Number) -> bool {
        let alone = number.end == i + 1 && self.is(i, Sense::Half);
        let last = self.tokens.len() == 1;
        let amount = self.next_senses(number.end).iter().any(|s| {
            matches!(s, Sense::Of | Sense::The | Sense::Article | Sense::One | Sense::Determiner)
        });
        alone && !amount && !last
    }

    /// Whether `one` stands for a thing and not for a number: `this one`, `the one`.
    pub(super) fn is_pronoun(&self, i: usize, number: &Number) -> bool {
        number.end == i + 1
            && self.is(i, Sense::Card(1))
            && ((i > 0
                && self.tokens[i].sep != Sep::Gap
                && self.senses(i - 1).iter().any(|s| matches!(s, Sense::Determiner | Sense::The)))
                || self.next(i + 1).is_some_and(|t| t.sep == Sep::Apostrophe))
    }
}
