//! How well the translation of a single sentence is found among many.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use diptych::pair::calibration;
use diptych::{Language, Profile, mine, similarity};

use crate::alignment::{SETS, read};
use crate::beads::{Example, dot, fit};
use crate::discrepancies::data::Row;

/// Of each set, takes the first one-to-one pairs of sentences and counts how many of the sources
/// are most similar to their own target, among the targets of all. Also prints how many of the
/// pairs, and of as many wrong ones, the value 0.5 tells right, and how well `mine` finds pairs in two
/// lists of which a third has a partner (F1).
#[derive(Debug, Args)]
pub(crate) struct EvalSimilarity {
    /// Folder with `pairs/sent-<set>.jsonl.gz`: documents with gold alignments.
    #[arg(long)]
    data: PathBuf,
    /// The sets.
    #[arg(long, value_delimiter = ',', default_value = SETS)]
    sets: Vec<String>,
    /// Pairs taken of each set.
    #[arg(long, default_value_t = 400)]
    limit: usize,
    /// Prints those that find another target: the source, its own and the other one.
    #[arg(long)]
    missed: bool,
}

impl EvalSimilarity {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        for set in &self.sets {
            let rows = read(&self.data, set)?;
            let Some(first) = rows.first() else { continue };
            let (from, to): (Language, Language) =
                (first.src_lang.parse()?, first.tgt_lang.parse()?);
            let pairs = pairs(&rows, self.limit);
            let (mut found, mut told) = (0, 0);
            for (k, &(_, source, target)) in pairs.iter().enumerate() {
                let scores: Vec<f64> = pairs
                    .iter()
                    .map(|&(_, _, target)| similarity(source, target, Some(from), Some(to)))
                    .collect();
                let beaten =
                    (0..scores.len()).find(|&other| other != k && scores[other] >= scores[k]);
                found += usize::from(beaten.is_none());
                let wrong = scores[(k + pairs.len() / 2) % pairs.len()];
                told += usize::from(scores[k] >= 0.5) + usize::from(wrong < 0.5);
                if let Some(other) = beaten.filter(|_| self.missed) {
                    let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
                    let other = best.filter(|&best| best != k).unwrap_or(other);
                    writeln!(
                        out,
                        "{source}\n  {:.3} {target}\n  {:.3} {}",
                        scores[k], scores[other], pairs[other].2
                    )?;
                }
            }
            let mined = mined(&pairs, from, to);
            let n = pairs.len();
            let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
            writeln!(
                out,
                "{set}: P@1 {:.4}, told {:.3}, mined {mined:.3} (n {n})",
                share(found, n),
                share(told, 2 * n)
            )?;
        }
        Ok(())
    }
}

/// The first one-to-one pairs of sentences, by the rank of the source.
fn pairs(rows: &[Row], limit: usize) -> Vec<(usize, &str, &str)> {
    let mut pairs: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for row in rows {
        for (s, t) in &row.gold {
            let ([i], [j]) = (&s[..], &t[..]) else { continue };
            let rank = pairs.len();
            // Of a sentence that recurs, the last translation.
            pairs.entry(&row.src[*i]).or_insert((rank, "")).1 = &row.tgt[*j];
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().map(|(s, (k, t))| (k, s, t)).collect();
    pairs.sort_unstable();
    pairs.truncate(limit);
    pairs
}

/// Learns the weights of the signs behind `similarity`: logistic regression on one-to-one pairs of
/// sentences and as many wrong ones. Prints the weights.
#[derive(Debug, Args)]
pub(crate) struct TrainSimilarity {
    /// Folder with `pairs/sent-<set>.jsonl.gz`: documents with gold alignments.
    #[arg(long)]
    data: PathBuf,
    /// The sets.
    #[arg(long, value_delimiter = ',', default_value = SETS)]
    sets: Vec<String>,
    /// Pairs taken of each set.
    #[arg(long, default_value_t = 700)]
    limit: usize,
}

impl TrainSimilarity {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut examples = Vec::new();
        for set in &self.sets {
            let rows = read(&self.data, set)?;
            let Some(first) = rows.first() else { continue };
            let (from, to): (Language, Language) =
                (first.src_lang.parse()?, first.tgt_lang.parse()?);
            let pairs = pairs(&rows, self.limit);
            for (k, &(_, source, target)) in pairs.iter().enumerate() {
                let wrong = pairs[(k + pairs.len() / 2) % pairs.len()].2;
                for (target, held) in [([target], true), ([wrong], false)] {
                    let source = [source];
                    let source = Profile::from_sentences(from, &source);
                    let target = Profile::from_sentences(to, &target);
                    let signs = calibration::similarity_signs(&source, &target);
                    let signs = signs.iter().map(|&sign| f64::from(sign)).collect();
                    examples.push(Example { signs, held });
                }
            }
        }
        let weights = fit(&examples, 12);
        let right = examples.iter().filter(|e| (dot(&e.signs, &weights) > 0.0) == e.held);
        let share = 100.0 * right.count() as f64 / examples.len().max(1) as f64;
        let mut out = std::io::stdout().lock();
        Ok(writeln!(out, "{} pairs, {share:.1} % told right\n{weights:.3?}", examples.len())?)
    }
}

/// F1 of mining: the first two thirds of the sources, the last two thirds of the targets in reverse
/// order, so that a third of both has a partner.
fn mined(pairs: &[(usize, &str, &str)], from: Language, to: Language) -> f64 {
    let third = pairs.len() / 3;
    let source: Vec<&str> = pairs[..2 * third].iter().map(|pair| pair.1).collect();
    let target: Vec<&str> = pairs[third..].iter().rev().map(|pair| pair.2).collect();
    let found = mine(&source, &target, Some(from), Some(to), 0.5);
    let right = found.iter().filter(|p| p.source + p.target + 1 == pairs.len()).count();
    2.0 * right as f64 / (found.len() + third).max(1) as f64
}
