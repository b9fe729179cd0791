//! Learns the bilingual word tables of `diptych-pair`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use diptych_pair::{Lexicon, TrainOptions};
use diptych_text::Language;
use serde_json::Value;

use crate::rows;

/// Learn a bilingual lexicon from the `train-*` sentence pairs of two languages.
#[derive(Debug, Args)]
pub(crate) struct TrainLexicon {
    /// Folder with `pairs/train-<source>-<pair>.jsonl.gz`: a pair of sentences a line, by language.
    #[arg(long)]
    data: PathBuf,
    /// The two languages, as en-fr.
    #[arg(long)]
    pair: String,
    /// Sentence pairs read of each file at most, evenly spread.
    #[arg(long, default_value_t = 60_000)]
    limit: usize,
    /// A file that is smaller than the limit is read this many times at most.
    #[arg(long, default_value_t = 4)]
    repeat: usize,
    /// Word pairs kept at most.
    #[arg(long, default_value_t = 50_000)]
    entries: usize,
    /// Where the lexicon goes.
    #[arg(long, short)]
    output: PathBuf,
}

impl TrainLexicon {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let (a, b) = self.pair.split_once('-').context("expected a pair such as en-fr")?;
        let languages: [Language; 2] = [a.parse()?, b.parse()?];
        let ending = format!("-{a}{b}.jsonl.gz");
        let folder = self.data.join("pairs");
        let mut files = Vec::new();
        for entry in
            folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))?
        {
            let path = entry?.path();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            if name.starts_with("train-") && name.ends_with(&ending) {
                files.push(path);
            }
        }
        files.sort();
        if files.is_empty() {
            bail!("no train-*{ending} in {}", folder.display());
        }
        let mut pairs = Vec::new();
        for path in &files {
            let found = read(path, a, b)?;
            let step = found.len().div_ceil(self.limit).max(1);
            let times = (self.limit / found.len().max(1)).clamp(1, self.repeat);
            let chosen: Vec<_> = found.into_iter().step_by(step).collect();
            say(&format!("{}: {} pairs, {times} times", path.display(), chosen.len()))?;
            for _ in 0..times {
                pairs.extend_from_slice(&chosen);
            }
        }
        let options = TrainOptions::default().max_entries(self.entries);
        let lexicon = Lexicon::train(languages, pairs.iter().map(|(a, b)| (&**a, &**b)), &options);
        let bytes = lexicon.to_bytes();
        std::fs::write(&self.output, &bytes)
            .with_context(|| format!("cannot write {}", self.output.display()))?;
        say(&format!("{} entries, {} bytes", lexicon.len(), bytes.len()))
    }
}

fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stderr(), "{line}")?)
}

fn read(path: &Path, a: &str, b: &str) -> anyhow::Result<Vec<(String, String)>> {
    let text = |row: &Value, key: &str| row[key].as_str().map(str::to_owned);
    let pair = |row: &Value| text(row, a).zip(text(row, b));
    let rows = rows::read::<Value>(path)?;
    let pairs = rows.iter().enumerate().map(|(i, row)| {
        pair(row).with_context(|| format!("{}, row {}: no {a} and {b}", path.display(), i + 1))
    });
    pairs.collect()
}
