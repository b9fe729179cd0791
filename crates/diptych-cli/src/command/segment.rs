//! `diptych segment`.

use std::process::ExitCode;

use diptych::{Document, OffsetUnit, Offsets, Pipeline, Span, VERSION, passages_json};
use serde_json::{Value, json};

use super::sentences::segment_options;
use super::{documents, line, one_line, options, segment_stream};
use crate::arguments::{ResultFormat, Segment};
use crate::input::Record;

pub(crate) fn run(arguments: &Segment) -> anyhow::Result<ExitCode> {
    let segment = segment_options(&arguments.sentences)?;
    if arguments.stream {
        return segment_stream::run(arguments, &segment);
    }
    let options = options(&arguments.input).kinds([]).raw(arguments.raw).segment(segment);
    let pipeline = Pipeline::with_options(options);
    let unit = arguments.output.offsets.into();
    let work = |record: &Record, format: ResultFormat| {
        let document = pipeline.annotate_input(&record.input());
        match format {
            ResultFormat::Text => text(&document),
            ResultFormat::Jsonl => line(&json(&document, unit)),
        }
    };
    documents(&arguments.paths, &arguments.input, &arguments.output, arguments.format, work)
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
