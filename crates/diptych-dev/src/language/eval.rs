//! Measures language identification.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;
use clap::Args;
use diptych_language::train::Trial;
use diptych_language::{LanguageGuess, detect_language};
use serde::Deserialize;

use crate::rows;

/// Accuracy on sentences, word pairs and single words: 20 languages, then every language of the
/// sets, with the most frequent confusions, the calibration of the scores, and MB/s.
#[derive(Debug, Args)]
pub(crate) struct EvalLanguage {
    /// Folder with `clean/language-{sentences,word-pairs,single-words}.jsonl.gz`.
    #[arg(long)]
    data: PathBuf,
    /// Texts a language in the measure of 20 languages, the first of each.
    #[arg(long, default_value_t = 300)]
    per_language: usize,
    /// Confusions listed a set.
    #[arg(long, default_value_t = 24)]
    confusions: usize,
    /// Another model than the one built in.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Prints the accuracy of each language too.
    #[arg(long)]
    each: bool,
}

/// The languages measured first.
const TWENTY: [&str; 20] = [
    "en", "fr", "de", "es", "it", "pt", "nl", "cs", "pl", "ru", "sv", "fi", "tr", "ar", "zh", "ja",
    "hi", "ko", "th", "id",
];

#[derive(Deserialize)]
struct Row {
    text: String,
    lang: String,
}

/// Texts seen and answered rightly.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    seen: usize,
    right: usize,
}

impl Count {
    fn add(&mut self, right: bool) {
        self.seen += 1;
        self.right += usize::from(right);
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of texts are small")]
    fn share(self) -> f64 {
        self.right as f64 / self.seen.max(1) as f64
    }
}

/// A tenth of the range of scores: how many texts, how many right, and the sum of their scores.
#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    count: Count,
    sum: f64,
}

impl EvalLanguage {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let trial = self.model.as_ref().map(|path| -> anyhow::Result<Trial> {
            Trial::read(std::fs::read(path)?).context("not a model")
        });
        let trial = trial.transpose()?;
        let detect = |text: &str| match &trial {
            Some(trial) => trial.detect_language(text),
            None => detect_language(text),
        };
        for set in ["sentences", "word-pairs", "single-words"] {
            let path = self.data.join(format!("clean/language-{set}.jsonl.gz"));
            self.measure(set, &rows::read::<Row>(&path)?, detect, &mut out)?;
        }
        Ok(())
    }

    fn measure(
        &self,
        set: &str,
        rows: &[Row],
        detect: impl Fn(&str) -> LanguageGuess,
        out: &mut impl Write,
    ) -> anyhow::Result<()> {
        let mut twenty: BTreeMap<&str, Count> = BTreeMap::new();
        let mut all: BTreeMap<&str, Count> = BTreeMap::new();
        let mut confusions: BTreeMap<(&str, String), usize> = BTreeMap::new();
        let mut bins = [Bin::default(); 10];
        for row in rows {
            let gold = row.lang.as_str();
            let guess = detect(&row.text);
            let right = guess.language.code() == gold;
            all.entry(gold).or_default().add(right);
            if TWENTY.contains(&gold) && twenty.entry(gold).or_default().seen < self.per_language {
                twenty.entry(gold).or_default().add(right);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 to 9"
                )]
                let bin = &mut bins[((guess.score * 10.0) as usize).min(9)];
                bin.count.add(right);
                bin.sum += guess.score;
                if !right {
                    *confusions.entry((gold, guess.language.code().to_owned())).or_default() += 1;
                }
            }
        }
        let speed = megabytes_a_second(rows, detect);
        let (narrow, wide) = (sum(&twenty), sum(&all));
        writeln!(
            out,
            "{set}: {:.4} of {} in {} languages; {:.4} of {} in {}; {speed:.1} MB/s",
            narrow.share(),
            narrow.seen,
            twenty.len(),
            wide.share(),
            wide.seen,
            all.len(),
        )?;
        let mut confusions: Vec<_> = confusions.into_iter().collect();
        confusions.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
        write!(out, "  confusions:")?;
        for ((gold, guess), n) in confusions.iter().take(self.confusions) {
            write!(out, " {gold}>{guess} {n}")?;
        }
        writeln!(out, "\n  calibration (mean score, accuracy, n):")?;
        for bin in bins.iter().filter(|bin| bin.count.seen > 0) {
            #[expect(clippy::cast_precision_loss, reason = "counts of texts are small")]
            let mean = bin.sum / bin.count.seen as f64;
            writeln!(out, "    {mean:.3} {:.3} {}", bin.count.share(), bin.count.seen)?;
        }
        if self.each {
            let mut each: Vec<_> = all.iter().collect();
            each.sort_by(|a, b| a.1.share().total_cmp(&b.1.share()));
            write!(out, "  each:")?;
            for (language, count) in each {
                write!(out, " {language} {:.3}", count.share())?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

fn sum(counts: &BTreeMap<&str, Count>) -> Count {
    counts
        .values()
        .fold(Count::default(), |a, b| Count { seen: a.seen + b.seen, right: a.right + b.right })
}

/// Detects every text several times over; the speed of the fastest, as other programs run too.
fn megabytes_a_second(rows: &[Row], detect: impl Fn(&str) -> LanguageGuess) -> f64 {
    let bytes: usize = rows.iter().map(|row| row.text.len()).sum();
    let mut least = f64::INFINITY;
    let begun = Instant::now();
    while least.is_infinite() || begun.elapsed().as_secs_f64() < 1.0 {
        let start = Instant::now();
        for row in rows {
            black_box(detect(black_box(&row.text)));
        }
        least = least.min(start.elapsed().as_secs_f64());
    }
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53 bytes")]
    let read = bytes as f64;
    read / 1e6 / least
}
