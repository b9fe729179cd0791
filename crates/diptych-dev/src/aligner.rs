//! Tunes the weights of the sentence aligner.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use diptych::pair::{AlignOptions, AlignParameters};
use diptych::{Aligner, Profile};

use crate::alignment::{Counts, SETS, profile, read};
use crate::discrepancies::data::Row;
use crate::discrepancies::inject::Random;

/// Tunes the weights of the aligner by random steps from the defaults: each step moves one to three
/// of them and stays when strict F1 is higher, the mean over the sets of the F1 with the built-in
/// lexicon and without any, Text+Berg counted three times. Prints what was found.
#[derive(Debug, Args)]
pub(crate) struct TrainAligner {
    /// Folder with `pairs/sent-<set>.jsonl.gz`: documents with gold alignments.
    #[arg(long)]
    data: PathBuf,
    /// The sets.
    #[arg(long, value_delimiter = ',', default_value = SETS)]
    sets: Vec<String>,
    /// Steps tried.
    #[arg(long, default_value_t = 120)]
    steps: usize,
    /// The steps are drawn from this number.
    #[arg(long, default_value_t = 20_261_121)]
    seed: u64,
}

/// One set: its documents, ready to be aligned, and what it counts.
struct Set<'a> {
    documents: Vec<(&'a Row, Profile<'a>, Profile<'a>)>,
    weight: f64,
    name: &'a str,
}

impl TrainAligner {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let rows: Vec<Vec<Row>> =
            self.sets.iter().map(|set| read(&self.data, set)).collect::<anyhow::Result<_>>()?;
        let mut sets = Vec::new();
        for (name, rows) in self.sets.iter().zip(&rows) {
            let mut documents = Vec::new();
            for row in rows {
                let source = profile(&row.src, row.src_lang.parse()?);
                documents.push((row, source, profile(&row.tgt, row.tgt_lang.parse()?)));
            }
            let weight = if name.starts_with("textberg") { 3.0 } else { 1.0 };
            sets.push(Set { documents, weight, name });
        }
        let mut random = Random(self.seed);
        let mut best = AlignParameters::default();
        let mut highest = score(&sets, best).0;
        writeln!(out, "start: {highest:.5}")?;
        for step in 0..self.steps {
            let mut tried = best;
            for _ in 0..=random.below(3) {
                let weights = weights(&mut tried);
                let weight = weights.into_iter().nth(random.below(KNOBS)).expect("it is a knob");
                // Up or down by up to a quarter.
                *weight *= 0.75 + random.below(1_001) as f32 / 2_000.0;
            }
            let found = score(&sets, tried).0;
            if found > highest {
                (highest, best) = (found, tried);
                writeln!(out, "step {step}: {found:.5}")?;
            }
        }
        for (name, f1) in score(&sets, best).1 {
            writeln!(out, "{name}: without {:.4}, with {:.4}", f1[0], f1[1])?;
        }
        Ok(writeln!(out, "{best:?}")?)
    }
}

/// How many weights are tuned.
const KNOBS: usize = 11;

fn weights(parameters: &mut AlignParameters) -> [&mut f32; KNOBS] {
    let AlignParameters {
        mixture,
        lexical,
        length,
        variance,
        single,
        double,
        square,
        triple,
        quadruple,
        uneven,
        inertia,
        ..
    } = parameters;
    [mixture, lexical, length, variance, single, double, square, triple, quadruple, uneven, inertia]
}

/// The mean F1, and that of each set without and with a lexicon.
fn score<'a>(sets: &[Set<'a>], parameters: AlignParameters) -> (f64, Vec<(&'a str, [f64; 2])>) {
    let options = AlignOptions::default().parameters(parameters);
    let aligners = [options.clone().without_lexicon(), options].map(Aligner::with_options);
    let (mut sum, mut total, mut all) = (0.0, 0.0, Vec::new());
    for set in sets {
        let f1 = aligners.each_ref().map(|aligner| {
            let mut counts = Counts::default();
            for (row, source, target) in &set.documents {
                counts.add(row, &aligner.beads(source, target));
            }
            counts.f1()
        });
        sum += set.weight * (f1[0] + f1[1]);
        total += 2.0 * set.weight;
        all.push((set.name, f1));
    }
    (sum / total, all)
}
