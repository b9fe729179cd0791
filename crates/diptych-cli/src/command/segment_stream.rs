//! `diptych segment --stream`: plain text of any size, in flat memory.

use std::io::{Cursor, Read};
use std::process::ExitCode;

use diptych::segment::{BrokenUtf8, Piece, Position};
use diptych::{Language, OffsetUnit, SegmentOptions, Segmenter, detect_language};
use serde_json::json;

use super::{line, one_line, show_progress, sources};
use crate::arguments::{ResultFormat, Segment};
use crate::input::{Format, Source, open, reason, replaced};
use crate::messages::Messages;
use crate::output::{Output, Unfinished, is_terminal};

/// Bytes that the language is detected from.
const SAMPLE: u64 = 64 << 10;

pub(super) fn run(arguments: &Segment, options: &SegmentOptions) -> anyhow::Result<ExitCode> {
    let file = arguments.output.output.as_deref();
    let terminal = is_terminal(file);
    let fallback = if terminal { ResultFormat::Text } else { ResultFormat::Jsonl };
    let format = arguments.format.unwrap_or(fallback);
    let mut messages = Messages::new(arguments.output.quiet);
    let sources = sources(&arguments.paths, &arguments.input, &[file], &mut messages);
    if sources.is_empty() {
        return Ok(messages.conclude());
    }
    if !terminal {
        show_progress(&sources, &mut messages);
    }
    let mut sink = Output::open(file, &Unfinished::guard()?)?;
    let mut writer = Writer {
        format,
        unit: arguments.output.offsets.into(),
        headed: sources.len() > 1,
        opened: false,
    };
    for source in &sources {
        let language = arguments.input.language;
        match one(source, language, options, &messages, &mut writer, &mut sink) {
            Ok(()) => messages.count_done(),
            Err(Problem::Input(reason)) => messages.failure(&source.name, &reason),
            Err(Problem::Output(error)) => return Err(error),
        }
    }
    if messages.nothing_read() {
        return Ok(messages.conclude());
    }
    sink.finish()?;
    messages.finish_progress();
    Ok(messages.conclude())
}

/// What ended a file: its own fault, or the end of all.
enum Problem {
    Input(String),
    Output(anyhow::Error),
}

fn one(
    source: &Source,
    language: Option<Language>,
    options: &SegmentOptions,
    messages: &Messages,
    writer: &mut Writer,
    sink: &mut Output,
) -> Result<(), Problem> {
    let input = |error: std::io::Error| Problem::Input(reason(&error));
    let (format, mut reader) = open(source, messages.bar()).map_err(input)?;
    if format != Format::Text {
        let what =
            "only plain text can be read as a stream: leave out --stream, or add --from text";
        return Err(Problem::Input(what.to_owned()));
    }
    let mut head = Vec::new();
    if language.is_none() {
        reader.by_ref().take(SAMPLE).read_to_end(&mut head).map_err(input)?;
    }
    let language = language.unwrap_or_else(|| {
        let sample = String::from_utf8_lossy(&head);
        detect_language(&sample).language
    });
    let segmenter = Segmenter::with_options(language, options.clone());
    let mut stream = segmenter.stream(Cursor::new(head).chain(reader));
    writer.start(&source.id, sink).map_err(Problem::Output)?;
    while let Some(piece) = stream.sentence().map_err(input)? {
        writer.write(&source.id, &piece, sink).map_err(Problem::Output)?;
    }
    let BrokenUtf8 { places, first, .. } = stream.broken();
    if let Some(first) = first {
        messages.note(&source.name, &replaced(first, places));
    }
    Ok(())
}

/// Writes sentences as they come.
struct Writer {
    format: ResultFormat,
    unit: OffsetUnit,
    /// Whether each file gets a headline.
    headed: bool,
    /// Whether a sentence of this file was written.
    opened: bool,
}

impl Writer {
    fn start(&mut self, id: &str, sink: &mut Output) -> anyhow::Result<()> {
        self.opened = false;
        if self.headed && self.format == ResultFormat::Text {
            sink.write(format!("==> {} <==\n", one_line(id)).as_bytes())?;
        }
        Ok(())
    }

    fn write(&mut self, id: &str, piece: &Piece<'_>, sink: &mut Output) -> anyhow::Result<()> {
        match self.format {
            ResultFormat::Jsonl => {
                let mut json = json!({
                    "id": id,
                    "start": self.offset(piece.start),
                    "end": self.offset(piece.end),
                    "text": piece.text,
                });
                if !piece.is_end {
                    json["part"] = true.into();
                }
                sink.write(&line(&json))
            }
            ResultFormat::Text => {
                if self.opened && piece.opens_line {
                    sink.write(b"\n")?;
                }
                self.opened = true;
                sink.write(one_line(piece.text).as_bytes())?;
                // The parts of a long sentence make one line.
                sink.write(if piece.is_end { b"\n" } else { b"" })
            }
        }
    }

    const fn offset(&self, position: Position) -> u64 {
        match self.unit {
            OffsetUnit::Bytes => position.byte,
            OffsetUnit::CodePoints => position.code_point,
            OffsetUnit::Utf16 => position.utf16,
        }
    }
}
