//! `diptych segment`.

use std::fmt::Write;
use std::process::ExitCode;

use diptych::segment::Decision;
use diptych::{
    Document, OffsetUnit, Offsets, Pipeline, SegmentOptions, Segmenter, Span, VERSION,
    passages_json,
};
use serde_json::{Value, json};

use super::sentences::segment_options;
use super::{documents, line, one_line, options, segment_stream};
use crate::arguments::{ResultFormat, Segment};
use crate::input::Record;

/// Code points shown on either side of a decision.
const AROUND: usize = 24;

pub(crate) fn run(arguments: &Segment) -> anyhow::Result<ExitCode> {
    let segment = segment_options(&arguments.sentences)?;
    if arguments.stream {
        return segment_stream::run(arguments, &segment);
    }
    let options = options(&arguments.input).kinds([]).raw(arguments.raw).segment(segment.clone());
    let pipeline = Pipeline::with_options(options);
    let unit = arguments.output.offsets.into();
    let work = |record: &Record, format: ResultFormat| {
        let document = pipeline.annotate_input(&record.input());
        if arguments.explain {
            return explain(&document, &segment, unit);
        }
        match format {
            ResultFormat::Text => text(&document),
            ResultFormat::Jsonl => line(&json(&document, unit)),
        }
    };
    let format = if arguments.explain { Some(ResultFormat::Text) } else { arguments.format };
    documents(&arguments.paths, &arguments.input, &arguments.output, format, work)
}

/// A line for each place where a sentence might have ended: its offset, the verdict, the probability
/// of a boundary, the rule, the text around it and what the model found to say.
fn explain(document: &Document, options: &SegmentOptions, unit: OffsetUnit) -> Vec<u8> {
    let text = document.text.as_str();
    let offsets = Offsets::new(text, unit);
    let segmenter = Segmenter::with_options(document.language.language, options.clone());
    let mut lines = String::new();
    for decision in segmenter.explain(text) {
        let Decision { span, is_boundary, rule, probability, reasons, .. } = decision;
        let before = text[..span.end].char_indices().rev().nth(AROUND - 1).map_or(0, |(i, _)| i);
        let after = text[span.end..].char_indices().nth(AROUND);
        let after = after.map_or(text.len(), |(i, _)| span.end + i);
        let sign = if is_boundary { "||" } else { "  " };
        let _ = write!(
            lines,
            "{:>8} {probability:.2} {rule:<18} {:>AROUND$}{sign}{:<AROUND$}",
            offsets.at(span.end),
            one_line(&text[before..span.end]),
            one_line(&text[span.end..after]),
        );
        for (reason, odds) in reasons.into_iter().flatten() {
            let _ = write!(lines, "  {odds:+.1} {reason}");
        }
        let kept = lines.trim_end_matches(' ').len();
        lines.truncate(kept);
        lines.push('\n');
    }
    lines.into_bytes()
}

fn json(document: &Document, unit: OffsetUnit) -> Value {
    let source = Offsets::new(document.source.as_str(), unit);
    let text = Offsets::new(document.text.as_str(), unit);
    let pieces = |spans: &[Span], with_text: bool| -> Value {
        let piece = |&span: &Span| {
            let ((start, end), (from, to)) =
                (text.span(span), source.span(document.to_source(span)));
            let mut piece = json!({"start": start, "end": end, "original": [from, to]});
            if with_text {
                piece["text"] = document.text[span].into();
            }
            piece
        };
        spans.iter().map(piece).collect()
    };
    json!({
        "id": document.id,
        "language": document.language.language.to_string(),
        "text": document.text,
        "passages": passages_json(&document.passages(), &document.text, unit),
        "paragraphs": pieces(&document.paragraphs, false),
        "sentences": pieces(&document.sentences, true),
        "version": VERSION,
    })
}

/// One sentence a line, a blank line between paragraphs.
fn text(document: &Document) -> Vec<u8> {
    let mut text = String::with_capacity(document.text.len() + document.sentences.len());
    let mut paragraphs = document.paragraphs.iter().peekable();
    for &sentence in &document.sentences {
        let mut leaves = false;
        while paragraphs.next_if(|paragraph| paragraph.end <= sentence.start).is_some() {
            leaves = true;
        }
        if leaves && !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&one_line(&document.text[sentence]));
        text.push('\n');
    }
    text.into_bytes()
}
