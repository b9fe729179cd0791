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
    let mut dropped = Dropped::default();
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
            Some(verdict) if !verdict.keep => dropped.add(&verdict.reason),
            _ => {
                if dropped.lines > 0 {
                    let start = last_end.unwrap_or(0);
                    let between = last_end.is_some() && verdict.is_some();
                    editor.replace(
                        Span::new(start, span.start),
                        if between { gap } else { "" },
                        std::mem::take(&mut dropped).reason(),
                    );
                }
                last_end = Some(span.end);
                gap = "";
            }
        }
    }
}

/// Lines that stand together and go.
#[derive(Debug, Default)]
struct Dropped<'v> {
    lines: usize,
    /// The first reasons of the lines, each once.
    reasons: Vec<&'v str>,
    /// Whether there are other reasons.
    more: bool,
}

/// Most reasons that are named when lines are dropped together.
const REASONS: usize = 4;

impl<'v> Dropped<'v> {
    fn add(&mut self, reason: &'v str) {
        self.lines += 1;
        if !self.reasons.contains(&reason) {
            if self.reasons.len() < REASONS {
                self.reasons.push(reason);
            } else {
                self.more = true;
            }
        }
    }

    /// `line dropped: share widget`, `3 lines dropped: site navigation, share widget`.
    fn reason(self) -> String {
        let lines = match self.lines {
            1 => "line dropped".to_owned(),
            n => format!("{n} lines dropped"),
        };
        let more = if self.more { ", and other reasons" } else { "" };
        format!("{lines}: {}{more}", self.reasons.join(", "))
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
    let mut map = map.cursor();
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
        #[cfg(debug_assertions)]
        blocks.last().into_iter().flat_map(|block: &Block| &block.reasons).for_each(|reason| {
            assert!(crate::reasons::is_listed(reason), "{reason:?} is no listed reason");
        });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_of_lines_that_go_together() {
        let reason = |reasons: &[&'static str]| {
            let mut dropped = Dropped::default();
            reasons.iter().for_each(|reason| dropped.add(reason));
            dropped.reason()
        };
        assert_eq!(reason(&["share widget"]), "line dropped: share widget");
        assert_eq!(reason(&["a", "b", "a"]), "3 lines dropped: a, b");
        let many = reason(&["a", "b", "c", "d", "d", "e"]);
        assert_eq!(many, "6 lines dropped: a, b, c, d, and other reasons");
    }
}
