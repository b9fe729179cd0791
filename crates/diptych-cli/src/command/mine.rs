//! `diptych mine`.

use std::process::ExitCode;

use diptych::{Aligner, SentencePair, TranslationUnit, profile, write_tmx};
use serde_json::json;

use super::{align, line, one_line, xliff};
use crate::arguments::{Mine, PairFormat};
use crate::messages::Messages;
use crate::output::{Output, Unfinished};

pub(crate) fn run(arguments: &Mine) -> anyhow::Result<ExitCode> {
    let mut messages = Messages::new(arguments.sides.output.quiet);
    let (source, target) = align::documents(&arguments.sides, &mut messages)?;
    let pairs = Aligner::new().mine(&profile(&source), &profile(&target), arguments.min_score);
    let format = align::format(&arguments.sides);
    let file = arguments.sides.output.output.as_deref();
    let mut sink = Output::open(file, &Unfinished::guard()?)?;
    let texts = |pair: &SentencePair| {
        let (s, t) = (source.sentences[pair.source], target.sentences[pair.target]);
        (&source.text[s], &target.text[t])
    };
    let units = || {
        let unit = |pair: &SentencePair| {
            let (s, t) = texts(pair);
            let mut unit =
                TranslationUnit::new((s, source.language.language), (t, target.language.language));
            unit.score = Some(pair.score);
            unit
        };
        pairs.iter().map(unit).collect::<Vec<_>>()
    };
    match format {
        PairFormat::Tmx => sink.write(write_tmx(&units()).as_bytes())?,
        PairFormat::Xliff => sink.write(xliff(&units())?.as_bytes())?,
        PairFormat::Jsonl => {
            for pair in &pairs {
                let (s, t) = texts(pair);
                sink.write(&line(&json!({
                    "source": [pair.source],
                    "target": [pair.target],
                    "score": rounded(pair.score),
                    "margin": rounded(pair.margin),
                    "source_text": s,
                    "target_text": t,
                })))?;
            }
        }
        PairFormat::Tsv | PairFormat::Text => {
            for pair in &pairs {
                let (s, t) = texts(pair);
                let (s, t, score) = (one_line(s), one_line(t), pair.score);
                let row = match format {
                    PairFormat::Tsv => format!("{score:.4}\t{s}\t{t}\n"),
                    _ => format!("{score:.2}  {s}\n      {t}\n\n"),
                };
                sink.write(row.as_bytes())?;
            }
        }
    }
    sink.finish()?;
    Ok(messages.conclude())
}

fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
