//! The lines of a text: which there are, how some are dropped, the blocks they make.

use std::borrow::Cow;

use diptych_text::{OffsetMap, Span};

use crate::boilerplate::document::Verdict;
use crate::history::Editor;
use crate::{Block, BlockKind, Metadata};

/// Deletes the lines that are not kept; of the gaps around them the widest one stays.
pub(crate) fn delete(editor: &mut Editor<'_>, verdicts: &[(Span, Verdict)]) {
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
pub(crate) fn of(text: &str) -> Vec<Span> {
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

/// One block for each non-blank line of the source, and the facts that its lines give.
///
/// `verdicts` has the lines of the text that `map` leads to the source. A source line from which
/// several lines came (`&#10;`) is one block, kept when any of them is.
pub(crate) fn blocks(
    source: &str,
    map: &OffsetMap,
    verdicts: &[(Span, Verdict)],
) -> (Vec<Block>, Vec<Metadata>) {
    let mut judged =
        verdicts.iter().map(|(span, verdict)| (map.to_source(*span), verdict)).peekable();
    let mut metadata = Vec::new();
    let mut blocks = Vec::with_capacity(verdicts.len());
    for line in source_lines(source) {
        while judged
            .next_if(|(span, _)| span.end <= line.start && span.start < line.start)
            .is_some()
        {}
        let mut best: Option<&Verdict> = None;
        while let Some((span, verdict)) = judged.peek().copied() {
            if span.start >= line.end {
                break;
            }
            if best.is_none_or(|best| verdict.keep && !best.keep) {
                best = Some(verdict);
            }
            if let Some(fact) = verdict.fact() {
                let value = fact.value.clone();
                metadata.push(Metadata { key: fact.key, value, span: line });
            }
            if span.end > line.end {
                break;
            }
            judged.next();
        }
        blocks.push(best.map_or_else(
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
                reasons: verdict.reasons(),
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
