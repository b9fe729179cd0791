//! `diptych mine`.

use std::process::ExitCode;

use diptych::{Aligner, profile};
use serde_json::json;

use super::{align, line, one_line};
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
    for pair in pairs {
        let (s, t) = (source.sentences[pair.source], target.sentences[pair.target]);
        let (s, t) = (&source.text[s], &target.text[t]);
        let score = pair.score;
        let written = match format {
            PairFormat::Jsonl => line(&json!({
                "source": [pair.source],
                "target": [pair.target],
                "score": rounded(score),
                "margin": rounded(pair.margin),
                "source_text": s,
                "target_text": t,
            })),
            PairFormat::Tsv => {
                format!("{score:.4}\t{}\t{}\n", one_line(s), one_line(t)).into_bytes()
            }
            PairFormat::Text => {
                format!("{score:.2}  {}\n      {}\n\n", one_line(s), one_line(t)).into_bytes()
            }
        };
        sink.write(&written)?;
    }
    sink.finish()?;
    Ok(messages.conclude())
}

fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
