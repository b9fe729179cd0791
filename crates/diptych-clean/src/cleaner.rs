//! All steps in a row.

use std::borrow::Cow;

use diptych_text::{Language, OffsetMap, Span};

use crate::boilerplate::document::{self, Verdict};
use crate::characters::scan::Findings;
use crate::characters::{entities, punctuation, space, unicode};
use crate::encoding;
use crate::history::{Editor, History};
use crate::{Block, BlockKind, Edit, Step};

/// How often the steps are run until nothing changes. Three rounds settle all ordinary text; what
/// is not settled then was built to resist and is given back as it came.
const ROUNDS: usize = 12;

/// Cleans texts; built once, used many times, from many threads.
///
/// ```
/// use diptych_clean::Cleaner;
///
/// let source = "Ferry late \u{a0}\nThe ferry\u{a0}to Oronsay was late again on Monday. .\n\n\nSource link";
/// let cleaned = Cleaner::new().clean(source);
/// assert_eq!(cleaned.text, "Ferry late\nThe ferry to Oronsay was late again on Monday.");
/// assert_eq!(cleaned.edits.len(), 4);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cleaner {
    options: CleanOptions,
}

/// What a [`Cleaner`] does: each [`Step`] is on unless it is switched off.
///
/// ```
/// use diptych_clean::{CleanOptions, Cleaner, Step};
/// use diptych_text::Language;
///
/// let options = CleanOptions::default().language(Language::EN).without(Step::Boilerplate);
/// let cleaned = Cleaner::with_options(options).clean("A short text.\nLeave a reply");
/// assert!(cleaned.edits.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanOptions {
    language: Language,
    /// One bit a step.
    off: u8,
    label_only: bool,
}

/// What happens to lines that are not part of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Boilerplate {
    /// They are dropped.
    #[default]
    Drop,
    /// They stay in the text; their blocks say that they are not part of it.
    Label,
    /// No line is looked at.
    Ignore,
}

impl CleanOptions {
    /// The language of the texts, [`Language::UND`] when not known.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Switches a step off.
    #[must_use]
    pub const fn without(mut self, step: Step) -> Self {
        self.off |= 1 << step as u8;
        self
    }

    /// Switches a step on.
    #[must_use]
    pub const fn with(mut self, step: Step) -> Self {
        self.off &= !(1 << step as u8);
        self
    }

    /// What happens to lines that are not part of the text.
    #[must_use]
    pub const fn boilerplate(mut self, boilerplate: Boilerplate) -> Self {
        self = match boilerplate {
            Boilerplate::Ignore => self.without(Step::Boilerplate),
            Boilerplate::Drop | Boilerplate::Label => self.with(Step::Boilerplate),
        };
        self.label_only = matches!(boilerplate, Boilerplate::Label);
        self
    }

    const fn is_on(&self, step: Step) -> bool {
        self.off & (1 << step as u8) == 0
    }
}

/// A cleaned text with all that was done to it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cleaned<'t> {
    /// The clean text; borrowed when nothing was changed.
    pub text: Cow<'t, str>,
    /// The changes on the source, sorted and disjoint; applying them to it gives `text`.
    pub edits: Vec<Edit>,
    /// From `text` back to the source.
    pub map: OffsetMap,
    /// The parts of the **source**, in order, disjoint, kept and dropped ones: one for each line
    /// that is not blank.
    pub blocks: Vec<Block>,
    /// What dropped lines said about the document, in the order in which they stand.
    pub metadata: Vec<Metadata>,
}

/// A fact about the document found in a line that is not part of its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Metadata {
    /// What is said: `date` or `author`.
    pub key: &'static str,
    /// The value; a date in ISO 8601, as exact as it is known: `2023-10`.
    pub value: String,
    /// Where it stands in the source, in bytes: the whole line.
    pub span: Span,
}

impl Cleaner {
    /// A cleaner with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A cleaner with options of one's own.
    #[must_use]
    pub const fn with_options(options: CleanOptions) -> Self {
        Self { options }
    }

    /// Cleans `text`.
    ///
    /// Runs the steps in the order of [`Step`] until none changes anything, so that cleaning the
    /// clean text again changes nothing; a text that has not settled after 12 rounds (none is known)
    /// comes back as it was, with no edit. Empty text gives no edit and no block. Time is linear in
    /// the length of the text.
    #[must_use]
    pub fn clean<'t>(&self, text: &'t str) -> Cleaned<'t> {
        let mut history = History::new(text);
        let mut dropped = Vec::new();
        // The verdicts on the text as it stands, while it stands.
        let mut judged = None;
        for _ in 0..ROUNDS {
            let repaired = self.repair_characters(&mut history);
            if repaired {
                judged = None;
            }
            let verdicts = judged.take().unwrap_or_else(|| self.judge(history.text()));
            if !self.drop_lines(&mut history, &verdicts, &mut dropped) {
                if !repaired {
                    return finish(text, history, dropped, verdicts);
                }
                judged = Some(verdicts);
            }
        }
        let mut verdicts = self.judge(text);
        for (_, verdict) in &mut verdicts {
            verdict.keep = true;
        }
        finish(text, History::new(text), Vec::new(), verdicts)
    }

    /// One round of the steps before [`Step::Boilerplate`]; tells whether anything changed.
    fn repair_characters(&self, history: &mut History<'_>) -> bool {
        let language = self.options.language;
        let mut changed = false;
        let mut findings = Findings::of(history.text());
        let mut run = |step, repair: &dyn Fn(&mut Editor<'_>)| {
            if self.options.is_on(step) && findings.concern(step) && history.apply(step, repair) {
                changed = true;
                findings = Findings::of(history.text());
            }
        };
        run(Step::Encoding, &encoding::repair);
        run(Step::Entities, &entities::decode);
        run(Step::Unicode, &unicode::repair);
        run(Step::Unicode, &unicode::compose);
        run(Step::WhiteSpace, &|editor| space::normalize(editor, language));
        run(Step::Punctuation, &punctuation::repair);
        changed
    }

    /// The lines of a text with their verdicts.
    fn judge(&self, text: &str) -> Vec<(Span, Verdict)> {
        let spans = lines(text);
        if !self.options.is_on(Step::Boilerplate) {
            return spans.into_iter().map(|span| (span, Verdict::not_judged())).collect();
        }
        let texts: Vec<&str> = spans.iter().map(|&span| &text[span]).collect();
        let verdicts = document::judge(&texts, self.options.language);
        spans.into_iter().zip(verdicts).collect()
    }

    /// One round of [`Step::Boilerplate`]; adds what was dropped, with its span in the source.
    fn drop_lines(
        &self,
        history: &mut History<'_>,
        verdicts: &[(Span, Verdict)],
        dropped: &mut Vec<(Span, Verdict)>,
    ) -> bool {
        if self.options.label_only || verdicts.iter().all(|(_, verdict)| verdict.keep) {
            return false;
        }
        let gone = verdicts.iter().filter(|(_, verdict)| !verdict.keep);
        dropped
            .extend(gone.map(|(span, verdict)| (history.map().to_source(*span), verdict.clone())));
        history.apply(Step::Boilerplate, |editor| delete_lines(editor, verdicts))
    }
}

/// All that is known at the end.
fn finish<'t>(
    source: &'t str,
    history: History<'t>,
    dropped: Vec<(Span, Verdict)>,
    kept: Vec<(Span, Verdict)>,
) -> Cleaned<'t> {
    let (blocks, metadata) = blocks(source, &history, dropped, kept);
    let (text, edits, map) = history.finish();
    Cleaned { text, edits, map, blocks, metadata }
}

/// Deletes the lines that are not kept; of the gaps around them the widest one stays.
fn delete_lines(editor: &mut Editor<'_>, verdicts: &[(Span, Verdict)]) {
    let source = editor.source();
    let mut last_end = None;
    let mut reasons: Vec<&str> = Vec::new();
    let mut gap = "";
    let mut previous_end = 0;
    let ends = [(Span::new(source.len(), source.len()), None)];
    for (span, verdict) in verdicts.iter().map(|(s, v)| (*s, Some(v))).chain(ends) {
        let before = &source[previous_end..span.start];
        if before.len() > gap.len() {
            gap = before;
        }
        previous_end = span.end;
        match verdict {
            Some(verdict) if !verdict.keep => {
                if !reasons.contains(&&*verdict.reason) && reasons.len() < 8 {
                    reasons.push(&verdict.reason);
                }
            }
            _ => {
                if !reasons.is_empty() {
                    let start = last_end.unwrap_or(0);
                    let between = last_end.is_some() && verdict.is_some();
                    let reason = reasons.join("; ");
                    editor.replace(
                        Span::new(start, span.start),
                        if between { gap } else { "" },
                        reason,
                    );
                    reasons.clear();
                }
                last_end = Some(span.end);
                gap = "";
            }
        }
    }
}

/// The non-blank lines, trimmed.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = Span::new(start, end).trim(text);
        if !line.is_empty() {
            lines.push(line);
        }
        start = end + 1;
    }
    lines
}

/// One block for each non-blank line of the source, and the facts that dropped ones give.
///
/// `dropped` has spans in the source, `kept` in the final text. A source line from which several
/// lines came (`&#10;`) is one block, kept when any of them is.
fn blocks(
    source: &str,
    history: &History<'_>,
    mut dropped: Vec<(Span, Verdict)>,
    kept: Vec<(Span, Verdict)>,
) -> (Vec<Block>, Vec<Metadata>) {
    dropped.sort_by_key(|(span, _)| *span);
    let kept: Vec<(Span, Verdict)> =
        kept.into_iter().map(|(span, verdict)| (history.map().to_source(span), verdict)).collect();
    let mut metadata = Vec::new();
    let mut blocks = Vec::new();
    let (mut next_dropped, mut next_kept) = (0, 0);
    for line in source_lines(source) {
        let mut verdict: Option<&Verdict> = None;
        let look = |list: &[(Span, Verdict)],
                    next: &mut usize,
                    source_facts: &mut Vec<Metadata>| {
            while list
                .get(*next)
                .is_some_and(|(span, _)| span.end <= line.start && span.start < line.start)
            {
                *next += 1;
            }
            let mut found = None;
            let mut i = *next;
            while let Some((span, verdict)) = list.get(i).filter(|(span, _)| span.start < line.end)
            {
                found = found.or(Some(i));
                if let Some((key, value)) = &verdict.fact {
                    source_facts.push(Metadata { key, value: value.clone(), span: line });
                }
                if span.end > line.end {
                    break;
                }
                i += 1;
            }
            *next = i;
            found
        };
        let gone = look(&dropped, &mut next_dropped, &mut metadata);
        let stays = look(&kept, &mut next_kept, &mut metadata);
        if let Some(i) = stays {
            verdict = Some(&kept[i].1);
        } else if let Some(i) = gone {
            verdict = Some(&dropped[i].1);
        }
        blocks.push(verdict.map_or_else(
            || Block {
                span: line,
                kind: BlockKind::Boilerplate,
                keep: false,
                probability: 1.0,
                reasons: vec![Cow::Borrowed("nothing a reader sees")],
            },
            |verdict| Block {
                span: line,
                kind: verdict.kind,
                keep: verdict.keep,
                probability: verdict.probability,
                reasons: vec![verdict.reason.clone()],
            },
        ));
    }
    metadata.dedup();
    (blocks, metadata)
}

/// The non-blank lines of a source, trimmed, whatever ends them: `\n`, `\r`, U+2028, U+2029.
fn source_lines(text: &str) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr3_iter(b'\n', b'\r', 0xe2, bytes)
        .filter_map(|i| match bytes[i..] {
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => Some((i, 3)),
            [0xe2, ..] => None,
            _ => Some((i, 1)),
        })
        .chain([(text.len(), 0)]);
    let mut start = 0;
    ends.filter_map(move |(end, separator)| {
        let line = Span::new(start, end).trim(text);
        start = end + separator;
        (!line.is_empty()).then_some(line)
    })
}
