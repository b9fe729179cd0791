//! How well the translation of a single sentence is found among many.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use diptych::{Language, similarity};

use crate::alignment::{SETS, read};

/// Of each set, takes the first one-to-one pairs of sentences and counts how many of the sources
/// are most similar to their own target, among the targets of all. Also prints how many of the
/// pairs, and of as many wrong ones, the value 0.5 tells right.
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
            let from: Language = first.src_lang.parse()?;
            let to: Language = first.tgt_lang.parse()?;
            let mut pairs: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
            for row in &rows {
                for (s, t) in &row.gold {
                    let ([i], [j]) = (&s[..], &t[..]) else { continue };
                    let rank = pairs.len();
                    // Of a sentence that recurs, the last translation.
                    pairs.entry(&row.src[*i]).or_insert((rank, "")).1 = &row.tgt[*j];
                }
            }
            let mut pairs: Vec<_> = pairs.into_iter().map(|(s, (k, t))| (k, s, t)).collect();
            pairs.sort_unstable();
            pairs.truncate(self.limit);
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
            let n = pairs.len();
            let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
            writeln!(
                out,
                "{set}: P@1 {:.4}, told {:.3} (n {n})",
                share(found, n),
                share(told, 2 * n)
            )?;
        }
        Ok(())
    }
}
