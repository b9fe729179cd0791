//! `diptych filter`.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use diptych::{PairFilter, PairVerdict};
use flate2::bufread::MultiGzDecoder;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::{line, start};
use crate::arguments::{Filter, FilterFormat};
use crate::messages::{Messages, Origin};
use crate::output::{Output, Unfinished};
use crate::side_by_side::count;

/// So many lines are judged at a time.
const BATCH: usize = 4_096;

pub(crate) fn run(arguments: &Filter) -> anyhow::Result<ExitCode> {
    start(&arguments.output)?;
    let mut messages = Messages::new(arguments.output.quiet);
    let mut lines = open(&arguments.path)?;
    let filter = PairFilter::new(arguments.rules.clone())
        .languages(arguments.source_language, arguments.target_language);
    let file = arguments.output.output.as_deref();
    let mut sink = Output::open(file, &Unfinished::guard()?)?;
    let mut tally = Tally::default();
    let mut batch: Vec<Vec<u8>> = Vec::new();
    let mut number = 0;
    loop {
        batch.clear();
        while batch.len() < BATCH {
            let mut line = Vec::new();
            let read = lines.read_until(b'\n', &mut line);
            if read.with_context(|| format!("cannot read {}", arguments.path.display()))? == 0 {
                break;
            }
            batch.push(line);
        }
        if batch.is_empty() {
            break;
        }
        let judged: Vec<Option<Judged>> =
            batch.par_iter().map(|line| judge(&filter, line, arguments.columns)).collect();
        for (line, judged) in batch.iter().zip(judged) {
            number += 1;
            let Some(judged) = judged else {
                let origin =
                    Origin { file: arguments.path.display().to_string(), line: Some(number) };
                messages.failure(&origin, "has no two columns for source and target");
                continue;
            };
            messages.count_done();
            let repeated = tally.note(&judged, arguments.unique);
            match arguments.format {
                FilterFormat::Jsonl => sink.write(&judged.json(repeated))?,
                FilterFormat::Tsv if judged.verdict.passed() && !repeated => sink.write(line)?,
                FilterFormat::Tsv => {}
            }
        }
    }
    sink.finish()?;
    tally.report(&messages);
    Ok(messages.conclude())
}

/// The lines of a file, unpacked when they are gzipped.
fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    let input: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).with_context(|| format!("cannot read {}", path.display()))?)
    };
    let mut input = BufReader::with_capacity(1 << 16, input);
    let head = input.fill_buf().with_context(|| format!("cannot read {}", path.display()))?;
    if head.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(input))));
    }
    Ok(Box::new(input))
}

/// A pair and what the rules say of it.
struct Judged {
    source: String,
    target: String,
    verdict: PairVerdict,
}

/// Judges the pair of a line; none when it has not enough columns.
fn judge(filter: &PairFilter, line: &[u8], columns: Option<(usize, usize)>) -> Option<Judged> {
    let text = String::from_utf8_lossy(line);
    let text = text.trim_end_matches(['\n', '\r']);
    let cells: Vec<&str> = text.split('\t').collect();
    let (source, target) = match columns {
        Some((source, target)) => (source - 1, target - 1),
        None => (cells.len().checked_sub(2)?, cells.len() - 1),
    };
    let (source, target) = ((*cells.get(source)?).to_owned(), (*cells.get(target)?).to_owned());
    let verdict = filter.judge(&source, &target);
    Some(Judged { source, target, verdict })
}

impl Judged {
    fn json(&self, repeated: bool) -> Vec<u8> {
        let verdict = &self.verdict;
        let failed = verdict.failed.iter().map(|failed| {
            json!({
                "set": failed.rule.set,
                "signal": failed.rule.signal.as_str(),
                "value": failed.value,
                "bound": failed.rule.bound.as_str(),
                "threshold": failed.rule.threshold,
                "reason": failed.reason,
            })
        });
        let not_judged = verdict.not_judged.iter().map(|signal| signal.as_str());
        let mut json = json!({
            "source": self.source,
            "target": self.target,
            "passed": verdict.passed() && !repeated,
            "failed": failed.collect::<Vec<Value>>(),
            "not_judged": not_judged.collect::<Vec<_>>(),
        });
        if repeated {
            json["repeated"] = json!(true);
        }
        line(&json)
    }
}

/// What the rules did in a run.
#[derive(Default)]
struct Tally {
    pairs: usize,
    dropped: usize,
    repeated: usize,
    /// Fingerprints of the pairs seen so far, of 64 bits: among ten million pairs the chance that
    /// two different ones share theirs is three in a million.
    seen: HashSet<u64>,
    hashing: RandomState,
    rules: BTreeMap<String, usize>,
}

impl Tally {
    /// Counts a pair; gives whether it came before, when that is asked for.
    fn note(&mut self, judged: &Judged, unique: bool) -> bool {
        self.pairs += 1;
        for failed in &judged.verdict.failed {
            *self.rules.entry(format!("{} {}", failed.rule.set, failed.rule)).or_default() += 1;
        }
        let passed = judged.verdict.passed();
        self.dropped += usize::from(!passed);
        let pair = (judged.source.as_str(), judged.target.as_str());
        let repeated = unique && passed && !self.seen.insert(self.hashing.hash_one(pair));
        self.repeated += usize::from(repeated);
        repeated
    }

    /// Says how many pairs failed, and by which rules.
    fn report(&self, messages: &Messages) {
        let all = count(self.pairs, "pair");
        let kept = self.pairs - self.dropped - self.repeated;
        let repeated = if self.repeated > 0 {
            format!(", {} came before", self.repeated)
        } else {
            String::new()
        };
        messages.tell(&format!("{all}: {kept} kept, {} broke a rule{repeated}", self.dropped));
        for (rule, failed) in &self.rules {
            messages.tell(&format!("      {} failed {rule}", count(*failed, "pair")));
        }
    }
}
