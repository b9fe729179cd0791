//! `diptych dedup`.

use std::process::ExitCode;

use diptych::{
    DedupOptions, Deduplicator, Duplicate, LineDeduplicator, Offsets, Piece, Thinned, VERSION,
    Verify,
};
use serde_json::{Map, Value, json};

use super::{UniqueIds, line, one_line, show_progress, start};
use crate::arguments::{Dedup, Level, ResultFormat};
use crate::input::{Reader, Record, Source, list};
use crate::messages::{Messages, Origin};
use crate::output::{Output, Unfinished, is_terminal};
use crate::side_by_side::count;
use crate::stream;

pub(crate) fn run(arguments: &Dedup) -> anyhow::Result<ExitCode> {
    let piece = match arguments.level {
        Level::Document => None,
        Level::Paragraph => Some(Piece::Paragraph),
        Level::Line => Some(Piece::Line),
    };
    let options = options(arguments)?;
    start(&arguments.output)?;
    let file = arguments.output.output.as_deref();
    let clusters = arguments.clusters.as_deref();
    let mut messages = Messages::new(arguments.output.quiet);
    let outputs: Vec<_> = [file, clusters].into_iter().flatten().collect();
    let sources = list(&arguments.paths, arguments.from, &outputs, &mut messages);
    if sources.is_empty() {
        return Ok(messages.conclude());
    }
    let unfinished = Unfinished::guard()?;
    let clusters = clusters.map(|path| Output::open(Some(path), &unfinished)).transpose()?;
    let sink = Output::open(file, &unfinished)?;
    let default = if is_terminal(file) { ResultFormat::Text } else { ResultFormat::Jsonl };
    let format = arguments.format.unwrap_or(default);
    let run = Run { arguments, format, sink, messages };
    match piece {
        None => run.documents(sources, &options, clusters),
        Some(piece) => run.pieces(sources, piece),
    }
}

fn options(arguments: &Dedup) -> anyhow::Result<DedupOptions> {
    let of_documents = [
        ("--threshold", arguments.threshold.is_some()),
        ("--ngram", arguments.ngram.is_some()),
        ("--permutations", arguments.permutations.is_some()),
        ("--exact-similarity", arguments.exact_similarity),
        ("--clusters", arguments.clusters.is_some()),
    ];
    let of_pieces =
        [("--copies", arguments.copies.is_some()), ("--min-chars", arguments.min_chars.is_some())];
    let (foreign, level) = match arguments.level {
        Level::Document => (of_pieces.as_slice(), "line or paragraph"),
        Level::Paragraph | Level::Line => (of_documents.as_slice(), "document"),
    };
    if let Some((option, _)) = foreign.iter().find(|(_, given)| *given) {
        anyhow::bail!("{option} goes with --level {level} only");
    }
    let mut options = DedupOptions::default();
    if let Some(threshold) = arguments.threshold {
        options = options.threshold(threshold)?;
    }
    if let Some(ngram) = arguments.ngram {
        options = options.ngram(ngram)?;
    }
    if let Some(permutations) = arguments.permutations {
        options = options.permutations(permutations)?;
    }
    Ok(if arguments.exact_similarity { options.verify(Verify::Exact) } else { options })
}

/// A run under way.
struct Run<'a> {
    arguments: &'a Dedup,
    format: ResultFormat,
    sink: Output,
    messages: Messages,
}

impl Run<'_> {
    fn documents(
        self,
        sources: Vec<Source>,
        options: &DedupOptions,
        clusters: Option<Output>,
    ) -> anyhow::Result<ExitCode> {
        let Self { format, mut sink, mut messages, .. } = self;
        show_progress(&sources, &mut messages);
        let mut deduplicator = Deduplicator::with_options(options.clone());
        let mut seen = Vec::new();
        let (mut exact, mut near) = (0, 0);
        let work = |record: Record| {
            let fingerprint = options.fingerprint(&record.text);
            let written = match format {
                ResultFormat::Jsonl => as_it_came(&record),
                ResultFormat::Text => Vec::new(),
            };
            (record.origin, record.id, fingerprint, written)
        };
        let reader = Reader::new(sources, messages.bar());
        stream::each(reader, &mut messages, work, |(origin, id, fingerprint, written)| {
            let duplicate = deduplicator.add_fingerprint(fingerprint);
            match duplicate {
                None => sink.write(&written)?,
                Some(Duplicate { exact: true, .. }) => exact += 1,
                Some(_) => near += 1,
            }
            seen.push((origin, id, duplicate));
            Ok(())
        })?;
        if messages.nothing_read() {
            return Ok(messages.conclude());
        }
        messages.finish_progress();
        let seen = unique(seen, &messages);
        let sets = deduplicator.clusters();
        let mut summary = format!(
            "{}: {} kept, {} dropped ({exact} exact, {near} near), in {}\n",
            count(seen.len(), "document"),
            seen.len() - exact - near,
            exact + near,
            count(sets.len(), "cluster"),
        );
        if deduplicator.capped() > 0 {
            summary += &format!(
                "{} had more likely duplicates than are compared; some may have been missed\n",
                count(deduplicator.capped(), "document")
            );
        }
        if format == ResultFormat::Text {
            sink.write(summary.as_bytes())?;
            for set in &sets {
                sink.write(readable(set, &seen).as_bytes())?;
            }
        } else {
            messages.tell(summary.trim_end());
        }
        if let Some(mut output) = clusters {
            for set in &sets {
                let members: Vec<Value> = set.iter().map(|&i| member(i, &seen)).collect();
                output.write(&line(&json!({"documents": members, "version": VERSION})))?;
            }
            output.finish()?;
        }
        sink.finish()?;
        Ok(messages.conclude())
    }

    fn pieces(self, sources: Vec<Source>, piece: Piece) -> anyhow::Result<ExitCode> {
        let Self { arguments, format, mut sink, mut messages } = self;
        let mut lines =
            LineDeduplicator::new(piece).min_characters(arguments.min_chars.unwrap_or(0));
        if arguments.copies.is_some() {
            if sources.iter().any(|source| source.path.is_none()) {
                anyhow::bail!(
                    "--copies reads all input twice, and standard input can be read once"
                );
            }
            // What cannot be read is said when it is read again.
            let reader = Reader::new(sources.clone(), messages.bar());
            stream::each(
                reader,
                &mut Messages::mute(),
                |record| record.text,
                |text| {
                    lines.count(&text);
                    Ok(())
                },
            )?;
        }
        show_progress(&sources, &mut messages);
        let unit = arguments.output.offsets.into();
        let mut ids: Vec<String> = Vec::new();
        let (mut dropped, mut changed) = (0, 0);
        let reader = Reader::new(sources, messages.bar());
        stream::each(
            reader,
            &mut messages,
            |record| record,
            |record| {
                ids.push(record.id.clone());
                let thinned = match arguments.copies {
                    Some(copies) => lines.thin(&record.text, copies),
                    None => lines.add(&record.text),
                };
                dropped += thinned.repeats.len();
                changed += usize::from(!thinned.repeats.is_empty());
                let written = match format {
                    ResultFormat::Text if thinned.text.trim().is_empty() => Vec::new(),
                    ResultFormat::Text => format!("{}\n", thinned.text.trim_end()).into_bytes(),
                    ResultFormat::Jsonl if thinned.repeats.is_empty() => as_it_came(&record),
                    ResultFormat::Jsonl => {
                        let offsets = Offsets::new(record.text.as_str(), unit);
                        line(&thinner(&record, &thinned, &offsets, &ids))
                    }
                };
                sink.write(&written)
            },
        )?;
        if messages.nothing_read() {
            return Ok(messages.conclude());
        }
        messages.finish_progress();
        messages.tell(&format!(
            "{}: {} dropped from {changed} of them",
            count(ids.len(), "document"),
            count(dropped, piece.as_str()),
        ));
        sink.finish()?;
        Ok(messages.conclude())
    }
}

/// A document that was read: its id, and the one it duplicates.
type Seen = (String, Option<Duplicate>);

/// The same with ids that are unique.
fn unique(seen: Vec<(Origin, String, Option<Duplicate>)>, messages: &Messages) -> Vec<Seen> {
    let mut ids = UniqueIds::default();
    let named = seen.into_iter().map(|(origin, id, d)| (ids.unique(&id, &origin, messages), d));
    named.collect()
}

/// A record as it was read: the line itself, when it was one that needed no mending.
fn as_it_came(record: &Record) -> Vec<u8> {
    match &record.line {
        Some(text) if record.notes.is_empty() => format!("{}\n", text.trim()).into_bytes(),
        _ => line(&Value::Object(fields(record))),
    }
}

/// The fields of a record; all of them, when it was a line.
fn fields(record: &Record) -> Map<String, Value> {
    let parsed = record.line.as_ref().and_then(|line| serde_json::from_str(line).ok());
    parsed.unwrap_or_else(|| {
        let mut fields = Map::new();
        fields.insert("id".into(), record.id.as_str().into());
        if let Some(language) = record.language {
            fields.insert("language".into(), language.to_string().into());
        }
        fields.insert("text".into(), record.text.as_str().into());
        fields
    })
}

/// A record with what is left of its text, and what was dropped from where.
fn thinner(
    record: &Record,
    thinned: &Thinned<'_>,
    offsets: &Offsets<&str>,
    ids: &[String],
) -> Value {
    let mut fields = fields(record);
    let edit = |hunk: &diptych::Hunk| {
        let (start, end) = offsets.span(hunk.source);
        json!({"start": start, "end": end, "replacement": ""})
    };
    let repeat = |repeat: &diptych::Repeat| {
        let (start, end) = offsets.span(repeat.span);
        json!({
            "start": start,
            "end": end,
            "text": record.text[repeat.span],
            "copies": repeat.copies,
            "first": ids[repeat.first],
        })
    };
    fields.insert("text".into(), thinned.text.as_ref().into());
    fields.insert("edits".into(), thinned.map.hunks().iter().map(edit).collect());
    fields.insert("repeats".into(), thinned.repeats.iter().map(repeat).collect());
    fields.insert("version".into(), VERSION.into());
    Value::Object(fields)
}

fn member(index: usize, seen: &[Seen]) -> Value {
    let (id, duplicate) = &seen[index];
    let mut member = json!({"id": id, "kept": duplicate.is_none()});
    if let Some(Duplicate { of, similarity, exact, .. }) = duplicate {
        member["duplicate_of"] = seen[*of].0.as_str().into();
        member["similarity"] = ((similarity * 1e4).round() / 1e4).into();
        member["exact"] = (*exact).into();
    }
    member
}

/// A cluster for a person.
fn readable(set: &[usize], seen: &[Seen]) -> String {
    let mut text = String::from("\n");
    for &index in set {
        let (id, duplicate) = &seen[index];
        text += &match duplicate {
            None => format!("{}\n", one_line(id)),
            Some(Duplicate { of, similarity, exact, .. }) => {
                let like = if *exact { "=".to_owned() } else { format!("{similarity:.2} like") };
                format!("      {} {like} {}\n", one_line(id), one_line(&seen[*of].0))
            }
        };
    }
    text
}
