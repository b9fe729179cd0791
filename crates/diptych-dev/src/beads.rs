//! Weighs the signs by which the aligner tells how sure a bead is.

use std::io::Write as _;
use std::ops::Range;
use std::path::PathBuf;

use clap::Args;
use diptych::pair::{AlignOptions, calibration};
use diptych::{Language, Profile};

use crate::alignment::{SETS, profile, read};
use crate::discrepancies::data::Row;

/// Learns the weights of the signs behind the score of a bead: logistic regression, the beads of
/// each document and its translation against those of each document and a wrong one, with the
/// built-in lexicon and without, whole documents and pieces of six sentences. Prints the weights.
#[derive(Debug, Args)]
pub(crate) struct TrainBeads {
    /// Folder with `pairs/sent-<set>.jsonl.gz`: documents with gold alignments.
    #[arg(long)]
    data: PathBuf,
    /// The sets.
    #[arg(long, value_delimiter = ',', default_value = SETS)]
    sets: Vec<String>,
    /// Steps of Newton's method.
    #[arg(long, default_value_t = 12)]
    steps: usize,
}

/// A bead: what it is scored by, and whether it joins translations.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) signs: Vec<f64>,
    pub(crate) held: bool,
}

/// Sentences of a short piece.
const PIECE: usize = 6;
/// The weight of the squared weights, so that signs that say the same stay small.
const RIDGE: f64 = 1.0;

impl TrainBeads {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut beads: Vec<Example> = Vec::new();
        for set in &self.sets {
            let documents = pieces(read(&self.data, set)?);
            for (k, document) in documents.iter().enumerate() {
                let (from, to): (Language, Language) =
                    (document.src_lang.parse()?, document.tgt_lang.parse()?);
                let source = profile(&document.src, from);
                let right = profile(&document.tgt, to);
                let other = &documents[(k + 1) % documents.len()];
                let wrong = profile(&other.tgt, to);
                for options in [AlignOptions::default(), AlignOptions::default().without_lexicon()]
                {
                    let mut add = |target: &Profile<'_>, gold: Option<&Row>| {
                        for (bead, signs) in calibration::signs(options.clone(), &source, target) {
                            let held = gold.map_or(Some(false), |row| is_joined(row, &bead));
                            let signs = signs.iter().map(|&sign| f64::from(sign)).collect();
                            beads.extend(held.map(|held| Example { signs, held }));
                        }
                    };
                    add(&right, Some(document));
                    add(&wrong, None);
                }
            }
        }
        let weights = fit(&beads, self.steps);
        let right = beads.iter().filter(|bead| (dot(&bead.signs, &weights) > 0.0) == bead.held);
        let share = right.count() as f64 / beads.len().max(1) as f64;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{} beads, {:.1} % told right", beads.len(), 100.0 * share)?;
        Ok(writeln!(out, "{weights:.3?}")?)
    }
}

/// The documents, and of each one its first sentences alone.
fn pieces(documents: Vec<Row>) -> Vec<Row> {
    let piece = |row: &Row| {
        let gold: Vec<_> = row.gold.iter().take(PIECE).cloned().collect();
        let ends = gold
            .iter()
            .map(|(s, t)| (s.last().map_or(0, |i| i + 1), t.last().map_or(0, |j| j + 1)));
        let (rows, columns) = ends.fold((0, 0), |a, b| (a.0.max(b.0), a.1.max(b.1)));
        Row {
            src_lang: row.src_lang.clone(),
            tgt_lang: row.tgt_lang.clone(),
            src: row.src[..rows].to_vec(),
            tgt: row.tgt[..columns].to_vec(),
            gold,
        }
    };
    let mut all: Vec<Row> = documents.iter().map(piece).collect();
    all.extend(documents);
    all
}

/// Whether a bead joins what the gold joins; unknown when it does so in part.
fn is_joined(row: &Row, bead: &(Range<usize>, Range<usize>)) -> Option<bool> {
    let mut links = 0;
    let linked =
        |i: usize, j: usize| row.gold.iter().any(|(s, t)| s.contains(&i) && t.contains(&j));
    for i in bead.0.clone() {
        links += bead.1.clone().filter(|&j| linked(i, j)).count();
    }
    match links {
        0 => Some(false),
        _ if links == bead.0.len() * bead.1.len() => Some(true),
        _ => None,
    }
}

pub(crate) fn dot(signs: &[f64], weights: &[f64]) -> f64 {
    signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum()
}

/// Logistic regression by Newton's method, both classes of the same weight.
pub(crate) fn fit(examples: &[Example], steps: usize) -> Vec<f64> {
    let n = examples.first().map_or(0, |example| example.signs.len());
    let held = examples.iter().filter(|example| example.held).count() as f64;
    let share = [0.5 / (examples.len() as f64 - held).max(1.0), 0.5 / held.max(1.0)];
    let mut weights = vec![0.0; n];
    for _ in 0..steps {
        // The gradient stands in the last column.
        let mut system = vec![vec![0.0; n + 1]; n];
        for Example { signs, held } in examples {
            let p = 1.0 / (1.0 + (-dot(signs, &weights)).exp());
            let weight = share[usize::from(*held)] * examples.len() as f64;
            for (i, line) in system.iter_mut().enumerate() {
                for (cell, sign) in line.iter_mut().zip(signs) {
                    *cell += weight * p * (1.0 - p) * signs[i] * sign;
                }
                line[n] += weight * (f64::from(u8::from(*held)) - p) * signs[i];
            }
        }
        for (i, line) in system.iter_mut().enumerate() {
            line[i] += RIDGE;
            line[n] -= RIDGE * weights[i];
        }
        for (weight, step) in weights.iter_mut().zip(solve(system)) {
            *weight += step;
        }
    }
    weights
}

/// The solution of a positive definite system whose last column is its right side.
fn solve(mut system: Vec<Vec<f64>>) -> Vec<f64> {
    let n = system.len();
    for k in 0..n {
        let pivot = system[k].clone();
        for line in system.iter_mut().skip(k + 1) {
            let factor = line[k] / pivot[k];
            for (cell, above) in line.iter_mut().zip(&pivot) {
                *cell -= factor * above;
            }
        }
    }
    let mut solution = vec![0.0; n];
    for k in (0..n).rev() {
        let known: f64 = (k + 1..n).map(|j| system[k][j] * solution[j]).sum();
        solution[k] = (system[k][n] - known) / system[k][k];
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_tell_the_classes_apart() {
        let example = |&(x, held): &(f64, bool)| Example { signs: vec![x, 1.0], held };
        let seen = [(0.0, false), (1.0, false), (3.0, true), (2.0, true), (1.5, true)].repeat(100);
        let examples: Vec<Example> = seen.iter().map(example).collect();
        let weights = fit(&examples, 20);
        for Example { signs, held } in &examples {
            assert_eq!(dot(signs, &weights) > 0.0, *held, "{signs:?} {weights:?}");
        }
    }
}
