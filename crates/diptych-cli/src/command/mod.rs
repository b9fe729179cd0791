//! One module a subcommand.

pub(crate) mod align;
pub(crate) mod clean;
pub(crate) mod dedup;
pub(crate) mod extract;
pub(crate) mod filter;
pub(crate) mod mine;
pub(crate) mod pairs;
mod quality;
pub(crate) mod segment;
mod segment_stream;
mod sentences;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use diptych::{Boilerplate, CleanOptions, PipelineOptions, TranslationUnit, write_xliff};
use serde_json::Value;

use crate::arguments::{CleaningArguments, InputArguments, OutputArguments, ResultFormat};
use crate::input::{Reader, Record, Source, list};
use crate::messages::{Messages, Origin};
use crate::output::{Output, Unfinished, is_terminal};
use crate::stream;

/// Sets up the threads of the run.
fn start(output: &OutputArguments) -> anyhow::Result<()> {
    let threads = output.threads.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()
        .context("cannot start the threads")
}

/// The options all subcommands share.
fn options(input: &InputArguments) -> PipelineOptions {
    let options = PipelineOptions::default().clean(clean_options(&input.cleaning));
    match input.language {
        Some(language) => options.language(language),
        None => options,
    }
}

/// How texts are cleaned.
fn clean_options(arguments: &CleaningArguments) -> CleanOptions {
    let mut options = match &arguments.only {
        Some(steps) => CleanOptions::default().only(steps),
        None => CleanOptions::preset(arguments.preset.unwrap_or_default()),
    };
    if arguments.keep_boilerplate {
        options = options.boilerplate(Boilerplate::Label);
    }
    options = options.typography(arguments.typography);
    let options = arguments.with.iter().fold(options, |options, &step| options.with(step));
    arguments.skip.iter().fold(options, |options, &step| options.without(step))
}

/// The files to read, with a progress bar over their bytes.
fn sources(
    paths: &[PathBuf],
    input: &InputArguments,
    outputs: &[Option<&Path>],
    messages: &mut Messages,
) -> Vec<Source> {
    let outputs: Vec<&Path> = outputs.iter().copied().flatten().collect();
    list(paths, input.from, &outputs, messages)
}

fn show_progress(sources: &[Source], messages: &mut Messages) {
    let total = sources.iter().map(|source| source.size).sum();
    messages.show_progress(total);
}

/// Makes ids unique: one that came before gets `#2`, `#3`, …
///
/// Each id is kept with the number to try next, so that a million records of one id stay linear.
#[derive(Debug, Default)]
struct UniqueIds(HashMap<String, usize>);

impl UniqueIds {
    /// `id`, or another one like it, which is noted.
    fn unique(&mut self, id: &str, origin: &Origin, messages: &Messages) -> String {
        let mut next = match self.0.entry(id.to_owned()) {
            Entry::Vacant(place) => {
                place.insert(2);
                return id.to_owned();
            }
            Entry::Occupied(place) => *place.get(),
        };
        let unique = loop {
            let unique = format!("{id}#{next}");
            next += 1;
            if let Entry::Vacant(place) = self.0.entry(unique.clone()) {
                place.insert(2);
                break unique;
            }
        };
        self.0.insert(id.to_owned(), next);
        let note = format!("the id {id:?} came before: this one is called {unique:?}");
        messages.note(origin, &note);
        unique
    }
}

/// One document after the other through `work`, in bounded memory.
fn documents(
    paths: &[PathBuf],
    input: &InputArguments,
    output: &OutputArguments,
    format: Option<ResultFormat>,
    work: impl Fn(&Record, ResultFormat) -> Vec<u8> + Sync,
) -> anyhow::Result<ExitCode> {
    let work = |record: &Record, format| Some(work(record, format));
    some_documents(paths, input, output, format, work, |_| ())
}

/// The same, but `work` may give nothing, and then nothing is written; `report` speaks at the end.
fn some_documents(
    paths: &[PathBuf],
    input: &InputArguments,
    output: &OutputArguments,
    format: Option<ResultFormat>,
    work: impl Fn(&Record, ResultFormat) -> Option<Vec<u8>> + Sync,
    report: impl FnOnce(&Messages),
) -> anyhow::Result<ExitCode> {
    start(output)?;
    let file = output.output.as_deref();
    let terminal = is_terminal(file);
    let format = format.unwrap_or(if terminal { ResultFormat::Text } else { ResultFormat::Jsonl });
    let mut messages = Messages::new(output.quiet);
    let sources = sources(paths, input, &[file], &mut messages);
    if sources.is_empty() {
        return Ok(messages.conclude());
    }
    if !terminal {
        show_progress(&sources, &mut messages);
    }
    // A lone document needs no headline.
    let alone = match sources.as_slice() {
        [source] => source.format != Some(crate::input::Format::Jsonl),
        _ => false,
    };
    let mut sink = Output::open(file, &Unfinished::guard()?)?;
    let work = |record: Record| {
        let result = work(&record, format)?;
        if format == ResultFormat::Text && !alone {
            let mut text = format!("==> {} <==\n", one_line(&record.id)).into_bytes();
            text.extend(result);
            text.push(b'\n');
            return Some(text);
        }
        Some(result)
    };
    let reader = Reader::new(sources, messages.bar());
    stream::each(reader, &mut messages, work, |result| {
        result.map_or(Ok(()), |result| sink.write(&result))
    })?;
    if messages.nothing_read() {
        return Ok(messages.conclude());
    }
    sink.finish()?;
    messages.finish_progress();
    report(&messages);
    Ok(messages.conclude())
}

/// Units as XLIFF, which has room for one pair of languages.
fn xliff(units: &[TranslationUnit]) -> anyhow::Result<String> {
    write_xliff(units).context(
        "XLIFF holds one pair of languages, and here are several: expected --format tmx, or texts \
         of two languages",
    )
}

/// A JSON value as a line.
fn line(value: &Value) -> Vec<u8> {
    let mut line = value.to_string().into_bytes();
    line.push(b'\n');
    line
}

/// `text` with every run of white space and control characters as one space, so that it fits a
/// line, a table or a terminal.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if part.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_came_before_gets_a_number() {
        let (mut ids, messages) = (UniqueIds::default(), Messages::mute());
        let origin = Origin { file: "crawl.jsonl".to_owned(), line: None };
        let given = ["a", "b", "a", "a#3", "a", "a#3"];
        let unique = given.map(|id| ids.unique(id, &origin, &messages));
        assert_eq!(unique, ["a", "b", "a#2", "a#3", "a#4", "a#3#2"]);
    }
}
