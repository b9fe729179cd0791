//! Where the parts of a rewritten text come from.

use std::borrow::Cow;

use crate::Span;

/// One replaced stretch: `source` in the old text became `target` in the new one.
///
/// Either side may be empty: an insertion, or a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Hunk {
    /// The stretch of the source, in bytes.
    pub source: Span,
    /// What it became, in bytes of the target.
    pub target: Span,
}

/// Maps spans of a rewritten text (the target) to the text it was made from (the source), and back.
///
/// Holds the replaced stretches only, sorted and disjoint on both sides; between them the two
/// texts are equal. So its size is that of the change, not of the text, and the map of an
/// unchanged text is empty.
///
/// ```
/// use diptych_text::{Rewriter, Span};
///
/// let mut rewriter = Rewriter::new("a &amp; b");
/// rewriter.replace(Span::new(2, 7), "&");
/// let (text, map) = rewriter.finish();
/// assert_eq!(text, "a & b");
/// assert_eq!(map.to_source(Span::new(2, 3)), Span::new(2, 7));
/// assert_eq!(map.to_target(Span::new(8, 9)), Some(Span::new(4, 5)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct OffsetMap {
    hunks: Vec<Hunk>,
}

impl OffsetMap {
    /// The map of an unchanged text.
    #[must_use]
    pub fn identity() -> Self {
        Self::default()
    }

    /// The replaced stretches, sorted and disjoint on both sides.
    #[must_use]
    pub fn hunks(&self) -> &[Hunk] {
        &self.hunks
    }

    /// Whether nothing was replaced.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.hunks.is_empty()
    }

    /// The smallest span of the source that covers what `target` was made from.
    ///
    /// A span that touches a replaced stretch takes the whole stretch. Deleted text at the two
    /// ends is left out; an empty span inside a replaced stretch gives that stretch. Spans in
    /// order give spans in order.
    #[must_use]
    pub fn to_source(&self, target: Span) -> Span {
        translate(&self.hunks, target, |hunk| (hunk.target, hunk.source))
    }

    /// Maps many spans of the target that come in order, in time linear in their number and the
    /// size of the map.
    ///
    /// ```
    /// use diptych_text::{Rewriter, Span};
    ///
    /// let mut rewriter = Rewriter::new("a &amp; b &lt; c");
    /// rewriter.replace(Span::new(2, 7), "&");
    /// rewriter.replace(Span::new(10, 14), "<");
    /// let (_, map) = rewriter.finish();
    /// let mut cursor = map.cursor();
    /// assert_eq!(cursor.to_source(Span::new(2, 3)), Span::new(2, 7));
    /// assert_eq!(cursor.to_source(Span::new(6, 7)), Span::new(10, 14));
    /// ```
    #[must_use]
    pub fn cursor(&self) -> SourceCursor<'_> {
        SourceCursor { hunks: &self.hunks, ended: 0, at: 0 }
    }

    /// The smallest span of the target that covers what became of `source`, or `None` when all of
    /// it was deleted.
    ///
    /// An empty span is never deleted: it gives the place where it would be.
    #[must_use]
    pub fn to_target(&self, source: Span) -> Option<Span> {
        let target = translate(&self.hunks, source, |hunk| (hunk.source, hunk.target));
        (source.is_empty() || !target.is_empty()).then_some(target)
    }

    /// The map of two rewritings in a row: this one first, then `next` on its target.
    ///
    /// Stretches that overlap are merged; the work is linear in the number of stretches.
    ///
    /// ```
    /// use diptych_text::{Rewriter, Span};
    ///
    /// let mut first = Rewriter::new("xx abc");
    /// first.replace(Span::new(0, 3), "");
    /// let (text, map) = first.finish();
    /// let mut second = Rewriter::new(&text);
    /// second.replace(Span::new(1, 2), "--");
    /// let (text, next) = second.finish();
    /// assert_eq!(text, "a--c");
    /// assert_eq!(map.then(&next).to_source(Span::new(3, 4)), Span::new(5, 6));
    /// ```
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        if self.is_identity() {
            return next.clone();
        }
        if next.is_identity() {
            return self.clone();
        }
        let (mut first, mut second) = (self.hunks.iter().peekable(), next.hunks.iter().peekable());
        let mut hunks = Vec::with_capacity(self.hunks.len() + next.hunks.len());
        // The ends of the last stretch taken from either side, as pairs of equal places.
        let (mut source_at, mut target_at) = ((0, 0), (0, 0));
        loop {
            let middle = match (first.peek(), second.peek()) {
                (Some(a), Some(b)) => a.target.min(b.source),
                (Some(a), None) => a.target,
                (None, Some(b)) => b.source,
                (None, None) => return Self { hunks },
            };
            let source_start = middle.start - source_at.0 + source_at.1;
            let target_start = middle.start - target_at.0 + target_at.1;
            let mut cluster = middle;
            // Take all that overlaps the cluster in the middle text; of stretches that are empty
            // there, those strictly inside or at its very place.
            loop {
                let joins = |span: Span| span.start < cluster.end || span == cluster;
                if let Some(a) = first.next_if(|a| joins(a.target)) {
                    cluster.end = cluster.end.max(a.target.end);
                    source_at = (a.target.end, a.source.end);
                } else if let Some(b) = second.next_if(|b| joins(b.source)) {
                    cluster.end = cluster.end.max(b.source.end);
                    target_at = (b.source.end, b.target.end);
                } else {
                    break;
                }
            }
            let source_end = cluster.end - source_at.0 + source_at.1;
            let target_end = cluster.end - target_at.0 + target_at.1;
            hunks.push(Hunk {
                source: Span::new(source_start, source_end),
                target: Span::new(target_start, target_end),
            });
        }
    }

    /// The map with its two sides exchanged.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let swap = |hunk: &Hunk| Hunk { source: hunk.target, target: hunk.source };
        Self { hunks: self.hunks.iter().map(swap).collect() }
    }
}

/// Maps spans of the target that come in order, see [`OffsetMap::cursor`].
#[derive(Clone, Debug)]
pub struct SourceCursor<'m> {
    hunks: &'m [Hunk],
    /// How many hunks end at or before the start of the last span.
    ended: usize,
    /// The start of the last span.
    at: usize,
}

impl SourceCursor<'_> {
    /// As [`OffsetMap::to_source`]; a span that starts before the last one is searched for anew.
    pub fn to_source(&mut self, target: Span) -> Span {
        if target.start < self.at {
            self.ended = 0;
        }
        self.at = target.start;
        while self.hunks.get(self.ended).is_some_and(|hunk| hunk.target.end <= target.start) {
            self.ended += 1;
        }
        carry_over(self.hunks, self.ended, target, |hunk| (hunk.target, hunk.source))
    }
}

/// Carries `span` over the hunks; `sides` gives the side it is on and the other one.
fn translate(hunks: &[Hunk], span: Span, sides: impl Fn(&Hunk) -> (Span, Span)) -> Span {
    let ended = hunks.partition_point(|hunk| sides(hunk).0.end <= span.start);
    carry_over(hunks, ended, span, sides)
}

/// Carries `span` over the hunks, of which the first `ended` lie before it.
fn carry_over(
    hunks: &[Hunk],
    ended: usize,
    span: Span,
    sides: impl Fn(&Hunk) -> (Span, Span),
) -> Span {
    // An offset that lies after all of `hunks[..after]` and before the rest.
    let carry = |offset: usize, after: usize| match after.checked_sub(1) {
        Some(last) => {
            let (from, to) = sides(&hunks[last]);
            offset - from.end + to.end
        }
        None => offset,
    };
    let inside = hunks.get(ended).map(&sides).filter(|(from, _)| from.start < span.start);
    if span.is_empty() {
        return inside.map_or_else(
            || {
                let place = carry(span.start, ended);
                Span::new(place, place)
            },
            |(_, to)| to,
        );
    }
    let reaches = |hunk: &Hunk| sides(hunk).0.start < span.end;
    let started = match hunks.get(ended) {
        Some(hunk) if reaches(hunk) => ended + hunks[ended..].partition_point(reaches),
        _ => ended,
    };
    let start = match hunks.get(ended).map(&sides) {
        Some((from, to)) if from.start <= span.start => to.start,
        _ => carry(span.start, ended),
    };
    let end = match started.checked_sub(1).map(|last| sides(&hunks[last])) {
        Some((from, to)) if from.end > span.end => to.end,
        _ => carry(span.end, started),
    };
    Span::new(start, end.max(start))
}

/// Rewrites a text from left to right and remembers what was replaced.
///
/// Copies nothing until the first change: a text without one comes back borrowed.
#[derive(Clone, Debug)]
pub struct Rewriter<'t> {
    source: &'t str,
    target: String,
    /// How much of the source has been copied or replaced.
    done: usize,
    hunks: Vec<Hunk>,
}

impl<'t> Rewriter<'t> {
    /// A rewriter of `source`.
    #[must_use]
    pub const fn new(source: &'t str) -> Self {
        Self { source, target: String::new(), done: 0, hunks: Vec::new() }
    }

    /// The text that is rewritten.
    #[must_use]
    pub const fn source(&self) -> &'t str {
        self.source
    }

    /// Where the next change may start at the earliest, in bytes of the source.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.done
    }

    /// Replaces `span` of the source by `replacement`; a replacement by the same text is none.
    ///
    /// # Panics
    /// If the span starts before the end of an earlier one, or does not lie on character
    /// boundaries of the source.
    pub fn replace(&mut self, span: Span, replacement: &str) {
        assert!(self.done <= span.start, "changes come in order");
        if &self.source[span] == replacement {
            return;
        }
        if self.hunks.is_empty() {
            self.target.reserve(self.source.len() + replacement.len());
        }
        self.target.push_str(&self.source[self.done..span.start]);
        let start = self.target.len();
        self.target.push_str(replacement);
        self.hunks.push(Hunk { source: span, target: Span::new(start, self.target.len()) });
        self.done = span.end;
    }

    /// Deletes `span` of the source.
    ///
    /// # Panics
    /// As [`Rewriter::replace`].
    pub fn delete(&mut self, span: Span) {
        self.replace(span, "");
    }

    /// The new text and the map from it to the source.
    #[must_use]
    pub fn finish(mut self) -> (Cow<'t, str>, OffsetMap) {
        if self.hunks.is_empty() {
            return (Cow::Borrowed(self.source), OffsetMap::identity());
        }
        self.target.push_str(&self.source[self.done..]);
        (Cow::Owned(self.target), OffsetMap { hunks: self.hunks })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rewrites `text` by (skip, delete, insert) triples, in characters.
    fn rewrite(text: &str, changes: &[(usize, usize, String)]) -> (String, OffsetMap) {
        let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let mut rewriter = Rewriter::new(text);
        let mut at = 0;
        for (skip, delete, insert) in changes {
            let start = (at + skip).min(ends.len() - 1);
            let end = (start + delete).min(ends.len() - 1);
            rewriter.replace(Span::new(ends[start], ends[end]), insert);
            at = end;
        }
        let (text, map) = rewriter.finish();
        (text.into_owned(), map)
    }

    /// The target rebuilt from the source and the map's stretches.
    fn replay(source: &str, target: &str, map: &OffsetMap) -> String {
        let (mut out, mut at) = (String::new(), 0);
        for hunk in map.hunks() {
            out.push_str(&source[at..hunk.source.start]);
            out.push_str(&target[hunk.target]);
            at = hunk.source.end;
        }
        out + &source[at..]
    }

    fn changes() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
        proptest::collection::vec((0usize..6, 0usize..4, "[xyé]{0,3}"), 0..6)
    }

    proptest! {
        #[test]
        fn composition_replays(text in "[abcdé]{0,30}", one in changes(), two in changes()) {
            let (middle, first) = rewrite(&text, &one);
            let (target, second) = rewrite(&middle, &two);
            prop_assert_eq!(replay(&text, &middle, &first), &*middle);
            let map = first.then(&second);
            prop_assert_eq!(replay(&text, &target, &map), &*target);
            for pair in map.hunks().windows(2) {
                prop_assert!(pair[0].source.end <= pair[1].source.start);
                prop_assert!(pair[0].target.end <= pair[1].target.start);
            }
            prop_assert_eq!(map.inverse().inverse(), map);
        }

        #[test]
        fn spans_map_in_order(text in "[abcdé]{0,30}", one in changes()) {
            let (target, map) = rewrite(&text, &one);
            let places: Vec<usize> = target.char_indices().map(|(i, _)| i).chain([target.len()]).collect();
            let mut last = 0;
            let mut cursor = map.cursor();
            for pair in places.windows(2) {
                let span = map.to_source(Span::new(pair[0], pair[1]));
                prop_assert_eq!(cursor.to_source(Span::new(pair[0], pair[1])), span);
                prop_assert!(last <= span.start && span.end <= text.len());
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                last = span.start;
                // What is not inside a stretch is the same text, and maps back.
                if !map.hunks().iter().any(|h| h.target.overlaps(Span::new(pair[0], pair[1]))) {
                    prop_assert_eq!(&text[span], &target[pair[0]..pair[1]]);
                    prop_assert_eq!(map.to_target(span), Some(Span::new(pair[0], pair[1])));
                }
            }
            let whole = map.to_source(Span::new(0, target.len()));
            prop_assert!(whole.end <= text.len());
        }
    }

    #[test]
    fn deleted_text_has_no_target() {
        let mut rewriter = Rewriter::new("abcdef");
        rewriter.delete(Span::new(2, 4));
        let (text, map) = rewriter.finish();
        assert_eq!(text, "abef");
        assert_eq!(map.to_target(Span::new(2, 4)), None);
        assert_eq!(map.to_target(Span::new(1, 4)), Some(Span::new(1, 2)));
        assert_eq!(map.to_source(Span::new(1, 3)), Span::new(1, 5));
        assert_eq!(map.to_source(Span::new(2, 4)), Span::new(4, 6));
        assert_eq!(map.to_source(Span::new(0, 2)), Span::new(0, 2));
    }

    #[test]
    fn an_unchanged_text_is_borrowed() {
        let mut rewriter = Rewriter::new("abc");
        rewriter.replace(Span::new(1, 2), "b");
        let (text, map) = rewriter.finish();
        assert!(matches!(text, Cow::Borrowed("abc")));
        assert!(map.is_identity());
    }
}
