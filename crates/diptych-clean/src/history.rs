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
        let reason = reason.into();
        #[cfg(debug_assertions)]
        assert!(crate::reasons::is_listed(&reason), "{reason:?} is no listed reason");
        self.rewriter.replace(span, replacement);
        self.notes.push((span, reason));
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
    /// The changes it started with, one for each stretch of the map as it was then.
    edits: Vec<Edit>,
    /// The changes since, in order within each step.
    notes: Vec<Vec<Note>>,
}

impl<'t> History<'t> {
    pub(crate) fn new(source: &'t str) -> Self {
        let (text, map) = (Cow::Borrowed(source), OffsetMap::identity());
        Self { source, text, map, edits: Vec::new(), notes: Vec::new() }
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
        let text = Cow::Owned(text.into_owned());
        let mut to_source = self.map.cursor();
        let note = |(span, reason)| Note { span: to_source.to_source(span), step, reason };
        self.notes.push(notes.into_iter().map(note).collect());
        self.map = if self.map.is_identity() { map } else { self.map.then(&map) };
        self.text = text;
        true
    }

    /// Takes over changes of a text that has none yet: in order, disjoint, as small as can be.
    pub(crate) fn start_with(&mut self, edits: Vec<Edit>) {
        debug_assert!(self.map.is_identity(), "edits are on the source");
        let mut rewriter = Rewriter::new(self.source);
        for Edit { span, replacement, .. } in &edits {
            rewriter.replace(*span, replacement);
        }
        (self.text, self.map) = rewriter.finish();
        self.edits = edits;
    }

    /// The final text, the edits on the source that make it, and the map back.
    pub(crate) fn finish(self) -> (Cow<'t, str>, Vec<Edit>, OffsetMap) {
        let Self { source, text, map, edits, mut notes } = self;
        if notes.is_empty() {
            return (text, edits, map);
        }
        if let ([notes], []) = (&mut *notes, &*edits) {
            // One step made all changes, so there is a note for each hunk.
            debug_assert_eq!(notes.len(), map.hunks().len(), "as an editor makes them");
            let edit = |(Note { span, step, reason }, hunk): (Note, &Hunk)| {
                let replacement = text[hunk.target].to_owned();
                Edit { span, replacement, step, reason }
            };
            let edits = std::mem::take(notes).into_iter().zip(map.hunks()).map(edit).collect();
            return (text, edits, map);
        }
        let edits = merged(source, &text, map.hunks(), edits, notes);
        // Stretches that came out as they went in are no change.
        let is_same = edits.len() == map.hunks().len()
            && edits.iter().zip(map.hunks()).all(|(edit, hunk)| edit.span == hunk.source);
        if is_same {
            return (text, edits, map);
        }
        let mut rewriter = Rewriter::new(source);
        for Edit { span, replacement, .. } in &edits {
            rewriter.replace(*span, replacement);
        }
        let (text, map) = rewriter.finish();
        (text, edits, map)
    }
}

/// The edits that make `text`: those it started with where nothing has changed since, and one for
/// each other hunk, with the last step that touched it and the reasons of all.
fn merged(
    source: &str,
    text: &str,
    hunks: &[Hunk],
    started: Vec<Edit>,
    notes: Vec<Vec<Note>>,
) -> Vec<Edit> {
    // What happened since, by hunk, and there in the order of the steps.
    let mut causes: Vec<(usize, Step, Cow<'static, str>)> = Vec::new();
    for notes in notes {
        let mut from = 0;
        for Note { span, step, reason } in notes {
            let touched = touched(hunks, &mut from, span);
            causes.extend(touched.map(|i| (i, step, reason.clone())));
        }
    }
    causes.sort_by_key(|&(i, ..)| i);
    let (mut causes, mut started) = (causes.into_iter().peekable(), started.into_iter().peekable());
    let mut edits = Vec::with_capacity(hunks.len());
    for (i, hunk) in hunks.iter().enumerate() {
        let is_touched = causes.peek().is_some_and(|&(touched, ..)| touched == i);
        let is_same = |edit: &Edit| {
            edit.span == hunk.source && edit.replacement == text[hunk.target] && !is_touched
        };
        if let Some(edit) = started.next_if(is_same) {
            edits.push(edit);
            continue;
        }
        let next = hunks.get(i + 1).map(|hunk| hunk.source);
        let mut whole: Option<(Step, Cow<'static, str>)> = None;
        let mut add = |step, reason: Cow<'static, str>| match &mut whole {
            Some((last, reasons)) => {
                *last = step;
                if !reasons.split("; ").any(|known| known == reason) {
                    *reasons = Cow::Owned(format!("{reasons}; {reason}"));
                }
            }
            whole => *whole = Some((step, reason)),
        };
        let is_inside = |span: Span| hunk.source.contains(span) && Some(span) != next;
        while let Some(Edit { step, reason, .. }) = started.next_if(|edit| is_inside(edit.span)) {
            add(step, reason);
        }
        while let Some((_, step, reason)) = causes.next_if(|&(touched, ..)| touched == i) {
            add(step, reason);
        }
        let (span, replacement) = trim_common(source, hunk.source, &text[hunk.target]);
        if !span.is_empty() || !replacement.is_empty() {
            let (step, reason) = whole.unwrap_or((Step::Unicode, Cow::Borrowed("rewritten")));
            edits.push(Edit { span, replacement: replacement.to_owned(), step, reason });
        }
    }
    edits
}

/// The hunks that a change at `span` of the source is part of; `from` is a hunk before which none
/// is for this change and all that follow it.
fn touched(hunks: &[Hunk], from: &mut usize, span: Span) -> std::ops::Range<usize> {
    while hunks.get(*from).is_some_and(|hunk| hunk.source.end < span.start) {
        *from += 1;
    }
    let inner = |source: Span| {
        source.overlaps(span)
            || (source.is_empty() && span.contains(source))
            || source.contains(span)
    };
    let near = hunks[*from..].iter().take_while(|hunk| hunk.source.start <= span.end);
    let mut start = *from;
    let mut end = start;
    for (i, hunk) in near.enumerate() {
        if inner(hunk.source) {
            if end == start {
                start = *from + i;
            }
            end = *from + i + 1;
        }
    }
    start..end
}
