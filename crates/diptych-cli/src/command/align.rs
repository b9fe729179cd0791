//! `diptych align`.

use std::path::Path;
use std::process::ExitCode;

use diptych::{
    Alignment, Document, Language, OffsetUnit, Pipeline, PipelineOptions, align, pair_json,
    translation_units, write_tmx,
};
use serde_json::{Value, json};

use super::{clean_options, line, one_line, start, xliff};
use crate::arguments::{Align, PairFormat};
use crate::input::{Format, Reader, list};
use crate::messages::{Messages, Origin};
use crate::output::{Output, Unfinished, is_terminal, width};
use crate::tagger::{Tagger, with_name_models};
use crate::{side_by_side, stream};

pub(crate) fn run(arguments: &Align) -> anyhow::Result<ExitCode> {
    let mut messages = Messages::new(arguments.output.quiet);
    let (source, target) = documents(arguments, &mut messages)?;
    let file = arguments.output.output.as_deref();
    let alignment = align(&source, &target);
    let format = format(arguments);
    let unit = arguments.output.offsets.into();
    let units = || translation_units(&source, &target, &alignment);
    let mut sink = Output::open(file, &Unfinished::guard()?)?;
    match format {
        PairFormat::Jsonl => {
            for bead in beads(&source, &target, &alignment, unit) {
                sink.write(&line(&bead))?;
            }
        }
        PairFormat::Tsv => sink.write(tsv(&source, &target, &alignment, "").as_bytes())?,
        PairFormat::Tmx => sink.write(write_tmx(&units()).as_bytes())?,
        PairFormat::Xliff => sink.write(xliff(&units())?.as_bytes())?,
        PairFormat::Text => {
            sink.write(side_by_side::text(&source, &target, &alignment, width()).as_bytes())?;
        }
    }
    sink.finish()?;
    Ok(messages.conclude())
}

/// How the result is written.
pub(super) fn format(arguments: &Align) -> PairFormat {
    let terminal = is_terminal(arguments.output.output.as_deref());
    arguments.format.unwrap_or(if terminal { PairFormat::Text } else { PairFormat::Jsonl })
}

/// The two documents.
pub(super) fn documents(
    arguments: &Align,
    messages: &mut Messages,
) -> anyhow::Result<(Document, Document)> {
    let standard_input = Path::new("-");
    if arguments.source == standard_input && arguments.target == standard_input {
        anyhow::bail!("standard input holds one text: expected a file for SOURCE or for TARGET");
    }
    start(&arguments.output)?;
    let source = document(&arguments.source, arguments.source_language, arguments, messages)?;
    let target = document(&arguments.target, arguments.target_language, arguments, messages)?;
    let (Some(source), Some(target)) = (source, target) else {
        anyhow::bail!("both SOURCE and TARGET are needed");
    };
    Ok((source, target))
}

/// The one document in `path`; `None` when it cannot be read, which is reported.
fn document(
    path: &Path,
    language: Option<Language>,
    arguments: &Align,
    messages: &mut Messages,
) -> anyhow::Result<Option<Document>> {
    if path.is_dir() {
        messages.failure(
            &path.display(),
            "is a folder: expected one text (for folders: diptych pairs)",
        );
        return Ok(None);
    }
    let from = arguments.lines.then_some(Format::Text);
    let sources = list(&[path.to_owned()], from, &[], messages);
    let mut options = PipelineOptions::default().clean(clean_options(&arguments.cleaning));
    if let Some(language) = language {
        options = options.language(language);
    }
    if let Some(reference) = arguments.reference.reference {
        options = options.reference(reference);
    }
    let pipeline = Pipeline::with_options(with_name_models(options, &arguments.names)?);
    let tagger = Tagger::open(&arguments.names)?;
    let reader = Reader::new(sources, messages.bar());
    let work = |record: crate::input::Record| {
        let input = record.input();
        let lines = arguments.lines;
        if lines { Ok(pipeline.annotate_lines(&input)) } else { tagger.annotate(&pipeline, &input) }
    };
    let mut documents = Vec::new();
    stream::each(reader, messages, work, |document| {
        documents.push(document);
        Ok(())
    })?;
    let mut documents = documents.into_iter().collect::<anyhow::Result<Vec<Document>>>()?;
    if documents.len() > 1 {
        let origin = Origin { file: path.display().to_string(), line: None };
        let what = format!("{} records: expected one (for many: diptych pairs)", documents.len());
        messages.failure(&origin, &what);
        return Ok(None);
    }
    Ok(documents.pop())
}

/// The beads, each with its discrepancies.
fn beads(
    source: &Document,
    target: &Document,
    alignment: &Alignment,
    unit: OffsetUnit,
) -> Vec<Value> {
    let mut json = pair_json(source, target, alignment, unit);
    let Value::Array(mut beads) = json["beads"].take() else { return Vec::new() };
    for bead in &mut beads {
        bead["discrepancies"] = json!([]);
    }
    let Value::Array(discrepancies) = json["discrepancies"].take() else { return beads };
    for mut discrepancy in discrepancies {
        let bead = discrepancy["bead"].as_u64().and_then(|bead| usize::try_from(bead).ok());
        if let Some(object) = discrepancy.as_object_mut() {
            object.remove("bead");
        }
        if let Some(list) =
            bead.and_then(|bead| beads.get_mut(bead)?["discrepancies"].as_array_mut())
        {
            list.push(discrepancy);
        }
    }
    beads
}

/// One bead a line: what `before` says, the score, source and target text.
pub(crate) fn tsv(
    source: &Document,
    target: &Document,
    alignment: &Alignment,
    before: &str,
) -> String {
    let mut text = String::new();
    for bead in &alignment.beads {
        let side = |document: &Document, sentences: std::ops::Range<usize>| {
            let sentences = document.sentences[sentences].iter();
            let sentences = sentences.map(|&span| one_line(&document.text[span]));
            sentences.collect::<Vec<_>>().join(" ")
        };
        let source = side(source, bead.source.clone());
        let target = side(target, bead.target.clone());
        text += &format!("{before}{:.4}\t{source}\t{target}\n", bead.score);
    }
    text
}
