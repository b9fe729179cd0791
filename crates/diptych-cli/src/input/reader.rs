//! Files as raw records, in batches, in bounded memory; raw records as records.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use diptych::{HtmlExtractor, Input, Language, Metadata, Reference, decode_html};
use flate2::bufread::MultiGzDecoder;
use indicatif::ProgressBar;

use super::decode::{Decoded, binary, decode};
use super::jsonl;
use super::source::{Format, Source, reason};
use crate::messages::Origin;

/// A batch ends when it holds this many bytes …
const BATCH_BYTES: usize = 8 << 20;
/// … or this many records.
const BATCH_RECORDS: usize = 4096;
/// How many bytes tell gzip, JSON and HTML from text.
const HEAD: u64 = 512;

/// A record as it was read, not yet decoded: that is the work of many threads.
#[derive(Debug)]
pub(crate) enum Raw {
    Document { source: Arc<Source>, format: Format, bytes: Vec<u8> },
    Line { source: Arc<Source>, number: usize, bytes: Vec<u8> },
    Failed { origin: Origin, reason: String },
}

/// A document to work on.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) origin: Origin,
    pub(crate) id: String,
    pub(crate) text: String,
    /// The line it was read from, when it was one of JSONL.
    pub(crate) line: Option<String>,
    pub(crate) language: Option<Language>,
    pub(crate) reference: Option<Reference>,
    /// What a page says of itself; nothing of other texts.
    pub(crate) page: Vec<Metadata>,
    /// What a person should know about how it was read.
    pub(crate) notes: Vec<String>,
}

impl Record {
    /// The same for the pipeline.
    pub(crate) fn input(&self) -> Input<'_> {
        let mut input = Input::new(&self.text).id(self.id.as_str());
        if let Some(language) = self.language {
            input = input.language(language);
        }
        if let Some(reference) = self.reference {
            input = input.reference(reference);
        }
        input
    }
}

impl Raw {
    fn len(&self) -> usize {
        match self {
            Self::Document { bytes, .. } | Self::Line { bytes, .. } => bytes.len(),
            Self::Failed { .. } => 0,
        }
    }

    /// Where it came from.
    pub(crate) fn origin(&self) -> Origin {
        match self {
            Self::Document { source, .. } => Origin { file: source.name.clone(), line: None },
            Self::Line { source, number, .. } => {
                Origin { file: source.name.clone(), line: Some(*number) }
            }
            Self::Failed { origin, .. } => origin.clone(),
        }
    }

    /// Decodes it; the error says why it cannot be used.
    pub(crate) fn decode(self) -> Result<Record, String> {
        let origin = self.origin();
        let mut record = match self {
            Self::Failed { reason, .. } => return Err(reason),
            Self::Document { source, format, bytes } => {
                let (text, note, page) = match decode_document(format, bytes) {
                    (Decoded::Text(text, note), page) => (text, note, page),
                    (Decoded::Binary(reason), _) => return Err(reason),
                };
                Record {
                    origin,
                    id: source.id.clone(),
                    text,
                    line: None,
                    language: None,
                    reference: None,
                    page,
                    notes: note.into_iter().collect(),
                }
            }
            Self::Line { source, number, bytes } => {
                let (line, note) = match decode(bytes) {
                    Decoded::Text(line, note) => (line, note),
                    Decoded::Binary(reason) => return Err(reason),
                };
                let fields = jsonl::parse(&line)?;
                let mut notes: Vec<String> = note.into_iter().collect();
                notes.extend(fields.notes);
                Record {
                    origin,
                    id: fields.id.unwrap_or_else(|| format!("{}:{number}", source.id)),
                    text: fields.text,
                    line: Some(line),
                    language: fields.language,
                    reference: fields.reference,
                    page: Vec::new(),
                    notes,
                }
            }
        };
        if record.text.trim().is_empty() {
            record.notes.push("empty: a document without a sentence".to_owned());
        }
        Ok(record)
    }
}

/// The text of a document, and what a page says of itself.
fn decode_document(format: Format, bytes: Vec<u8>) -> (Decoded, Vec<Metadata>) {
    match format {
        Format::Text | Format::Jsonl => (decode(bytes), Vec::new()),
        // The page names its charset itself; only what is no text at all is sorted out here.
        Format::Html => match binary(&bytes) {
            None => {
                let found = HtmlExtractor::new().extract(&decode_html(&bytes));
                (Decoded::Text(found.text, None), found.metadata)
            }
            Some(reason) => (Decoded::Binary(reason), Vec::new()),
        },
    }
}

/// Reads sources one after the other, in batches.
pub(crate) struct Reader {
    sources: std::vec::IntoIter<Source>,
    lines: Option<Lines>,
    bar: ProgressBar,
}

/// A JSONL file that is being read.
struct Lines {
    source: Arc<Source>,
    input: Box<dyn BufRead + Send>,
    number: usize,
}

impl Reader {
    pub(crate) fn new(sources: Vec<Source>, bar: &ProgressBar) -> Self {
        Self { sources: sources.into_iter(), lines: None, bar: bar.clone() }
    }

    /// The next records; none at the end.
    pub(crate) fn batch(&mut self) -> Vec<Raw> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while bytes < BATCH_BYTES && batch.len() < BATCH_RECORDS {
            let Some(raw) = self.next() else { break };
            bytes += raw.len();
            batch.push(raw);
        }
        batch
    }

    fn next(&mut self) -> Option<Raw> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(raw) => return Some(raw),
                    None => self.lines = None,
                }
            }
            let source = Arc::new(self.sources.next()?);
            let failed = |error: &io::Error| Raw::Failed {
                origin: Origin { file: source.name.clone(), line: None },
                reason: reason(error),
            };
            let (format, mut input) = match open(&source, &self.bar) {
                Ok(opened) => opened,
                Err(error) => return Some(failed(&error)),
            };
            if format == Format::Jsonl {
                self.lines = Some(Lines { source, input, number: 0 });
                continue;
            }
            let mut bytes = Vec::new();
            return Some(match input.read_to_end(&mut bytes) {
                Ok(_) => Raw::Document { source, format, bytes },
                Err(error) => failed(&error),
            });
        }
    }
}

impl Lines {
    /// The next line that is not blank.
    fn next(&mut self) -> Option<Raw> {
        let Self { source, input, number } = self;
        loop {
            let mut bytes = Vec::new();
            *number += 1;
            match input.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => {
                    return Some(Raw::Line { source: Arc::clone(source), number: *number, bytes });
                }
                Err(error) => {
                    // What follows cannot be read: the file ends here.
                    *input = Box::new(io::empty());
                    let origin = Origin { file: source.name.clone(), line: Some(*number) };
                    return Some(Raw::Failed { origin, reason: reason(&error) });
                }
            }
        }
    }
}

/// Opens a source and tells its format; a gzip file is unpacked, whatever its name.
pub(crate) fn open(
    source: &Source,
    bar: &ProgressBar,
) -> io::Result<(Format, Box<dyn BufRead + Send>)> {
    let input: Box<dyn Read + Send> = match &source.path {
        Some(path) => Box::new(File::open(path)?),
        None => Box::new(io::stdin()),
    };
    let (head, mut input) = peek(BufReader::with_capacity(1 << 16, bar.wrap_read(input)))?;
    let mut head = head;
    if head.starts_with(b"\x1f\x8b") {
        (head, input) = peek(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(input)))?;
    }
    let format = source.format.unwrap_or_else(|| match source.path {
        None => sniff(&head),
        Some(_) => Format::Text,
    });
    Ok((format, input))
}

/// The first bytes of `input`, and all of it.
fn peek(
    mut input: impl BufRead + Send + 'static,
) -> io::Result<(Vec<u8>, Box<dyn BufRead + Send>)> {
    let mut head = Vec::new();
    input.by_ref().take(HEAD).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(input))))
}

/// What standard input holds, by its first bytes.
fn sniff(head: &[u8]) -> Format {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let starts = |tag: &str| {
        head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    };
    if head.starts_with(b"{") {
        Format::Jsonl
    } else if starts("<!doctype html") || starts("<html") {
        Format::Html
    } else {
        Format::Text
    }
}
