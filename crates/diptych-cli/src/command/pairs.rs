//! `diptych pairs`.

use std::process::ExitCode;

use diptych::{
    Alignment, Document, DocumentPair, OffsetUnit, PairKind, Pipeline, Severity, VERSION, clusters,
    find_pairs_with_candidates, pair_json, report, translation_units, write_tmx,
};
use serde_json::json;

use super::{UniqueIds, align::tsv, line, one_line, options, show_progress, sources, start, xliff};
use crate::arguments::{PairFormat, Pairs};
use crate::input::{Reader, Record};
use crate::messages::{Messages, Origin};
use crate::output::{Output, Unfinished, is_terminal, width};
use crate::side_by_side::{count, difference};
use crate::stream;
use crate::tagger::{Tagger, with_name_models};

pub(crate) fn run(arguments: &Pairs) -> anyhow::Result<ExitCode> {
    start(&arguments.output)?;
    let file = arguments.output.output.as_deref();
    let page = arguments.report.as_deref();
    let sets = arguments.clusters.as_deref();
    let mut messages = Messages::new(arguments.output.quiet);
    let sources = sources(&arguments.paths, &arguments.input, &[file, page, sets], &mut messages);
    if sources.is_empty() {
        return Ok(messages.conclude());
    }
    // Before the work, so that a wrong path is said at once.
    let unfinished = Unfinished::guard()?;
    let page = page.map(|path| Output::open(Some(path), &unfinished)).transpose()?;
    let sets = sets.map(|path| Output::open(Some(path), &unfinished)).transpose()?;
    let mut sink = Output::open(file, &unfinished)?;

    show_progress(&sources, &mut messages);
    messages.doing("reading");
    let documents = documents(sources, arguments, &mut messages)?;
    if messages.nothing_read() {
        return Ok(messages.conclude());
    }
    messages.doing("looking for pairs");
    let found = find_pairs_with_candidates(&documents, arguments.min_score);
    let pairs = found.pairs.as_slice();
    messages.finish_progress();

    let unit = arguments.output.offsets.into();
    let readable = is_terminal(file) || (arguments.report.is_some() && file.is_none());
    let default = if readable { PairFormat::Text } else { PairFormat::Jsonl };
    let format = arguments.format.unwrap_or(default);
    let summary = summary(&documents, pairs);
    let units = || {
        let of_pair = |pair: &DocumentPair| {
            translation_units(&documents[pair.source], &documents[pair.target], &pair.alignment)
        };
        pairs.iter().flat_map(of_pair).collect::<Vec<_>>()
    };
    match format {
        PairFormat::Jsonl => write_json(&mut sink, &documents, pairs, unit)?,
        PairFormat::Tsv => write_tsv(&mut sink, &documents, pairs)?,
        PairFormat::Tmx => sink.write(write_tmx(&units()).as_bytes())?,
        PairFormat::Xliff => sink.write(xliff(&units())?.as_bytes())?,
        PairFormat::Text => sink.write(summary.as_bytes())?,
    }
    sink.finish()?;
    if format != PairFormat::Text {
        messages.tell(summary.trim_end());
    }
    if let Some(mut output) = sets {
        for set in clusters(pairs) {
            let ids: Vec<&str> = set.into_iter().map(|k| documents[k].id_or_empty()).collect();
            output.write(&line(&json!({"documents": ids, "version": VERSION})))?;
        }
        output.finish()?;
    }
    if !found.keyless.is_empty() {
        messages.tell(&format!(
            "{} without a rare number, name or word to be looked up by",
            count(found.keyless.len(), "document")
        ));
    }
    if let (Some(mut output), Some(path)) = (page, &arguments.report) {
        output.write(report(&documents, &found).as_bytes())?;
        output.finish()?;
        messages.tell(&format!("report written to {}", path.display()));
    }
    Ok(messages.conclude())
}

/// All documents, annotated, with ids that are unique.
fn documents(
    sources: Vec<crate::input::Source>,
    arguments: &Pairs,
    messages: &mut Messages,
) -> anyhow::Result<Vec<Document>> {
    let mut options = options(&arguments.input);
    if let Some(reference) = arguments.reference.reference {
        options = options.reference(reference);
    }
    let pipeline = Pipeline::with_options(with_name_models(options, &arguments.names)?);
    let tagger = Tagger::open(&arguments.names)?;
    let work = |record: Record| {
        let document = tagger.annotate(&pipeline, &record.input());
        (record.origin, document)
    };
    let mut read: Vec<(Origin, Document)> = Vec::new();
    let mut failed: Vec<(Origin, anyhow::Error)> = Vec::new();
    let reader = Reader::new(sources, messages.bar());
    stream::each(reader, messages, work, |(origin, document)| {
        match document {
            Ok(document) => read.push((origin, document)),
            Err(error) => failed.push((origin, error)),
        }
        Ok(())
    })?;
    for (origin, error) in failed {
        messages.failure(&origin, &format!("{error:#}"));
    }
    let mut ids = UniqueIds::default();
    let mut documents = Vec::with_capacity(read.len());
    for (origin, mut document) in read {
        document.id = Some(ids.unique(document.id_or_empty(), &origin, messages));
        documents.push(document);
    }
    Ok(documents)
}

fn write_json(
    sink: &mut Output,
    documents: &[Document],
    pairs: &[DocumentPair],
    unit: OffsetUnit,
) -> anyhow::Result<()> {
    for pair in pairs {
        let (source, target) = (&documents[pair.source], &documents[pair.target]);
        let mut json = pair_json(source, target, &pair.alignment, unit);
        let rounded = |value: f64| (value * 1e4).round() / 1e4;
        json["score"] = rounded(pair.score).into();
        json["kind"] = pair.kind.as_str().into();
        json["coverage"] = json!([rounded(pair.coverage.0), rounded(pair.coverage.1)]);
        sink.write(&line(&json))?;
    }
    Ok(())
}

fn write_tsv(
    sink: &mut Output,
    documents: &[Document],
    pairs: &[DocumentPair],
) -> anyhow::Result<()> {
    for pair in pairs {
        let (source, target) = (&documents[pair.source], &documents[pair.target]);
        let ids =
            format!("{}\t{}\t", one_line(source.id_or_empty()), one_line(target.id_or_empty()));
        sink.write(tsv(source, target, &pair.alignment, &ids).as_bytes())?;
    }
    Ok(())
}

/// What a person wants to know: which documents pair, what differs, what is left.
fn summary(documents: &[Document], pairs: &[DocumentPair]) -> String {
    let mut text = format!(
        "{} among {}\n",
        count(pairs.len(), "translation pair"),
        count(documents.len(), "document")
    );
    let name = |index: usize| {
        let document = &documents[index];
        format!("{} [{}]", one_line(document.id_or_empty()), document.language.language)
    };
    for pair in pairs {
        let Alignment { beads, discrepancies, .. } = &pair.alignment;
        text += &format!(
            "\n{} = {}\n      score {:.2}, {}, {}\n",
            name(pair.source),
            name(pair.target),
            pair.score,
            count(beads.len(), "bead"),
            count(discrepancies.len(), "discrepancy"),
        );
        if pair.kind != PairKind::Full {
            text += &format!(
                "      {}: {:.0} % of the source and {:.0} % of the target are covered\n",
                pair.kind.as_str(),
                100.0 * pair.coverage.0,
                100.0 * pair.coverage.1,
            );
        }
        let mut discrepancies: Vec<_> = discrepancies.iter().collect();
        discrepancies.sort_by_key(|discrepancy| std::cmp::Reverse(discrepancy.severity));
        let minor = discrepancies.iter().filter(|d| d.severity == Severity::Low).count();
        for discrepancy in discrepancies.iter().filter(|d| d.severity != Severity::Low) {
            difference(&mut text, discrepancy, width());
        }
        if minor > 0 {
            text += &format!("      … and {} of low severity\n", count(minor, "discrepancy"));
        }
    }
    let mut paired = vec![false; documents.len()];
    for pair in pairs {
        paired[pair.source] = true;
        paired[pair.target] = true;
    }
    let alone: Vec<usize> = (0..documents.len()).filter(|&i| !paired[i]).collect();
    if !alone.is_empty() {
        text += &format!("\nwithout a translation: {}\n", count(alone.len(), "document"));
        for index in alone {
            text += &format!("      {}\n", name(index));
        }
    }
    text
}
