//! Candidates in order, and the sentences between those that are boundaries.

use std::iter::FusedIterator;

use diptych_text::Span;

use crate::Segmenter;
use crate::layout::Lines;
use crate::rules::Rule;

/// What was decided about one place where a sentence might have ended.
///
/// ```
/// use diptych_segment::Segmenter;
/// use diptych_text::Language;
///
/// let text = "Dr. Osei left. It rained.";
/// let segmenter = Segmenter::new(Language::EN);
/// let decisions: Vec<_> = segmenter.explain(text).collect();
/// assert_eq!((decisions[0].span.range(), decisions[0].is_boundary), (2..3, false));
/// assert!(decisions[1].is_boundary);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Decision {
    /// The marks and the closing signs after them, in bytes; empty where the text before a bullet
    /// or a line break ends without a mark. A boundary lies at its end.
    pub span: Span,
    /// Whether a sentence ends here.
    pub is_boundary: bool,
    /// The rule that decided.
    pub rule: Rule,
}

/// The candidates of a text with what was decided about each, in order: see [`Segmenter::explain`].
#[derive(Clone, Debug)]
pub struct Candidates<'s, 't> {
    segmenter: &'s Segmenter,
    text: &'t str,
    /// Where the scan goes on.
    at: usize,
    /// Where the open sentence starts.
    start: usize,
    lines: Lines,
}

impl<'s, 't> Candidates<'s, 't> {
    pub(crate) fn new(segmenter: &'s Segmenter, text: &'t str) -> Self {
        let start = text.len() - text.trim_start().len();
        let mut lines = Lines::default();
        lines.restart(start);
        Self { segmenter, text, at: start, start, lines }
    }
}

impl Iterator for Candidates<'_, '_> {
    type Item = Decision;

    fn next(&mut self) -> Option<Decision> {
        let candidate =
            self.segmenter.scan.next(self.text, self.at, self.start, &mut self.lines)?;
        let (is_boundary, rule) = self.segmenter.rules().decide(self.text, self.start, &candidate);
        // White space was looked at; a bullet must not be found twice.
        self.at = match candidate.kind {
            crate::scan::Kind::Bullet => self.text[candidate.next..]
                .chars()
                .next()
                .map_or(candidate.next, |c| candidate.next + c.len_utf8()),
            _ => candidate.next.max(candidate.span.end),
        };
        if is_boundary {
            self.start = candidate.next;
        }
        Some(Decision { span: candidate.span, is_boundary, rule })
    }
}

impl FusedIterator for Candidates<'_, '_> {}

/// The sentences of a text, in order, found as the iterator advances: see [`Segmenter::sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'s, 't> {
    candidates: Candidates<'s, 't>,
}

impl<'s, 't> Sentences<'s, 't> {
    pub(crate) fn new(segmenter: &'s Segmenter, text: &'t str) -> Self {
        Self { candidates: Candidates::new(segmenter, text) }
    }
}

impl Iterator for Sentences<'_, '_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let text = self.candidates.text;
        loop {
            let start = self.candidates.start;
            let end = match self.candidates.find(|decision| decision.is_boundary) {
                Some(decision) => decision.span.end,
                None => {
                    self.candidates.start = text.len();
                    self.candidates.at = text.len();
                    text.len()
                }
            };
            if start >= text.len() {
                return None;
            }
            let span = Span::new(start, end.max(start)).trim(text);
            if !span.is_empty() {
                return Some(span);
            }
        }
    }
}

impl FusedIterator for Sentences<'_, '_> {}
