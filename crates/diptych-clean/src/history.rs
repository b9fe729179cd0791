//! The record of a cleaning: the text as it stands, its map to the source, and a note per change.

use std::borrow::Cow;

use diptych_text::{Hunk, OffsetMap, Rewriter, Span};

use crate::{Edit, Step};

/// Rewrites a text and notes why, change by change.
pub(crate) struct Editor<'t> {
    rewriter: Rewriter<'t>,
    notes: Vec<(Span, Cow<'static, str>)>,
}

impl<'t> Editor<'t> {
    pub(crate) const fn new(source: &'t str) -> Self {
        Self { rewriter: Rewriter::new(source), notes: Vec::new() }
    }

    pub(crate) const fn source(&self) -> &'t str {
        self.rewriter.source()
    }

    /// Replaces `span`; what both texts have in common at their ends is left alone.
    pub(crate) fn replace(
        &mut self,
        span: Span,
        replacement: &str,
        reason: impl Into<Cow<'static, str>>,
    ) {
        let (span, replacement) = trim_common(self.source(), span, replacement);
        if span.is_empty() && replacement.is_empty() {
            return;
        }
        self.rewriter.replace(span, replacement);
        self.notes.push((span, reason.into()));
    }

    pub(crate) fn finish(self) -> Rewritten<'t> {
        let (text, map) = self.rewriter.finish();
        Rewritten { text, map, notes: self.notes }
    }
}

/// What an [`Editor`] gives.
pub(crate) struct Rewritten<'t> {
    pub(crate) text: Cow<'t, str>,
    map: OffsetMap,
    notes: Vec<(Span, Cow<'static, str>)>,
}

/// The span and its replacement without their common prefix and suffix, on character boundaries.
fn trim_common<'r>(source: &str, span: Span, replacement: &'r str) -> (Span, &'r str) {
    let old = &source[span];
    let prefix: usize = old
        .chars()
        .zip(replacement.chars())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (old, new) = (&old[prefix..], &replacement[prefix..]);
    let suffix: usize = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    (Span::new(span.start + prefix, span.end - suffix), &new[..new.len() - suffix])
}

/// Why a stretch of the source was changed.
struct Note {
    span: Span,
    step: Step,
    reason: Cow<'static, str>,
}

/// A text on its way through the steps.
pub(crate) struct History<'t> {
    source: &'t str,
    text: Cow<'t, str>,
    map: OffsetMap,
    notes: Vec<Note>,
}

impl<'t> History<'t> {
    pub(crate) fn new(source: &'t str) -> Self {
        Self { source, text: Cow::Borrowed(source), map: OffsetMap::identity(), notes: Vec::new() }
    }

    /// The text as it came.
    pub(crate) const fn source(&self) -> &'t str {
        self.source
    }

    /// The text as it stands.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// From the text as it stands to the source.
    pub(crate) const fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// Runs one step; tells whether it changed anything.
    pub(crate) fn apply(&mut self, step: Step, run: impl FnOnce(&mut Editor<'_>)) -> bool {
        let mut editor = Editor::new(&self.text);
        run(&mut editor);
        let Rewritten { text, map, notes } = editor.finish();
        if map.is_identity() {
            return false;
        }
        self.notes.extend(notes.into_iter().map(|(span, reason)| Note {
            span: self.map.to_source(span),
            step,
            reason,
        }));
        let map = self.map.then(&map);
        self.text = Cow::Owned(text.into_owned());
        self.map = map;
        true
    }

    /// Takes over changes of a text that has none yet: in order, disjoint.
    pub(crate) fn apply_edits(&mut self, edits: Vec<Edit>) {
        debug_assert!(self.map.is_identity(), "edits are on the source");
        let mut rewriter = Rewriter::new(self.source);
        self.notes.reserve_exact(edits.len());
        for Edit { span, replacement, step, reason } in edits {
            rewriter.replace(span, &replacement);
            self.notes.push(Note { span, step, reason });
        }
        (self.text, self.map) = rewriter.finish();
    }

    /// The final text, the edits on the source that make it, and the map back.
    pub(crate) fn finish(self) -> (Cow<'t, str>, Vec<Edit>, OffsetMap) {
        if self.map.is_identity() {
            return (Cow::Borrowed(self.source), Vec::new(), OffsetMap::identity());
        }
        let hunks = self.map.hunks();
        let mut edits: Vec<Option<Edit>> = hunks.iter().map(|_| None).collect();
        for Note { span, step, reason } in self.notes {
            for i in touched(hunks, span) {
                match &mut edits[i] {
                    Some(edit) => {
                        edit.step = step;
                        if !edit.reason.split("; ").any(|known| known == reason) {
                            edit.reason = Cow::Owned(format!("{}; {reason}", edit.reason));
                        }
                    }
                    edit => {
                        *edit = Some(Edit {
                            span: hunks[i].source,
                            replacement: String::new(),
                            step,
                            reason: reason.clone(),
                        });
                    }
                }
            }
        }
        // Built anew: stretches that came out as they went in are no change.
        let mut rewriter = Rewriter::new(self.source);
        let mut kept = Vec::with_capacity(edits.len());
        for (edit, hunk) in edits.into_iter().zip(hunks) {
            let (span, replacement) =
                trim_common(self.source, hunk.source, &self.text[hunk.target]);
            if span.is_empty() && replacement.is_empty() {
                continue;
            }
            rewriter.replace(span, replacement);
            let mut edit = edit.unwrap_or(Edit {
                span,
                replacement: String::new(),
                step: Step::Unicode,
                reason: Cow::Borrowed("rewritten"),
            });
            edit.span = span;
            edit.replacement = replacement.to_owned();
            kept.push(edit);
        }
        let (text, map) = rewriter.finish();
        debug_assert_eq!(text, self.text, "the edits give the text");
        (text, kept, map)
    }
}

/// The hunks that a change at `span` of the source is part of.
fn touched(hunks: &[Hunk], span: Span) -> std::ops::Range<usize> {
    let start = hunks.partition_point(|hunk| hunk.source.end < span.start);
    let end = hunks.partition_point(|hunk| hunk.source.start <= span.end);
    let inner = |i: usize| {
        let source = hunks[i].source;
        source.overlaps(span)
            || (source.is_empty() && span.contains(source))
            || source.contains(span)
    };
    let start = (start..end).find(|&i| inner(i)).unwrap_or(end);
    let end = (start..end).rev().find(|&i| inner(i)).map_or(start, |i| i + 1);
    start..end
}
