//! The line model: training, evaluation.

mod data;
mod score;

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use diptych_clean::training::{Example, LineModel, TrainOptions, part};

use self::data::{Labelled, SETS, wrapped};
use self::score::{Score, curve};

/// The line model: which lines of a page are its text.
#[derive(Debug, Args)]
pub(crate) struct TrainLines {
    /// Folder with `lines-aeb.jsonl.gz` and `lines-trafilatura.jsonl.gz`.
    #[arg(long)]
    data: PathBuf,
    /// The model file to write.
    #[arg(long, default_value = "crates/diptych-clean/data/lines.bin")]
    out: PathBuf,
    /// Parts into which the pages are split to set the probabilities; 0 leaves them unset.
    #[arg(long, default_value_t = 5)]
    folds: u64,
    #[command(flatten)]
    knobs: Knobs,
}

/// Lines of pages: main text or not. F1 of the lines of main text, as micro average.
#[derive(Debug, Args)]
pub(crate) struct EvalLines {
    /// Folder with `lines-aeb.jsonl.gz` and `lines-trafilatura.jsonl.gz`.
    #[arg(long)]
    data: PathBuf,
    /// Measures models trained on the other parts of so many; 0 measures the shipped model, on
    /// pages that it has seen.
    #[arg(long, default_value_t = 5)]
    folds: u64,
    /// Prints the figures for all thresholds.
    #[arg(long)]
    curve: bool,
    /// Prints the lines that are judged wrong.
    #[arg(long)]
    errors: bool,
    #[command(flatten)]
    knobs: Knobs,
}

/// How a model is trained; for experiments, the defaults are those of the shipped model.
#[derive(Clone, Debug, Args)]
struct Knobs {
    /// Trees of the first look.
    #[arg(long)]
    first: Option<usize>,
    /// Trees of the second look; 0 for none.
    #[arg(long)]
    second: Option<usize>,
    /// How much of each tree is believed.
    #[arg(long)]
    rate: Option<f32>,
    /// Weight of doubt in each leaf.
    #[arg(long)]
    lambda: Option<f32>,
    /// Share of the features that a tree may choose from.
    #[arg(long)]
    features: Option<f32>,
    /// Where chance starts; also moves the folds.
    #[arg(long)]
    seed: Option<u64>,
    /// Parts for the first looks that the second learns from.
    #[arg(long)]
    parts: Option<u64>,
    /// Groups of columns left out: `Line`, `Words`, `Windows`, `Page`, `Second`, `Shifts`.
    #[arg(long)]
    without: Vec<String>,
    /// Weight of lines without a label of which a first model is sure; 0 for none.
    #[arg(long)]
    unlabelled: Option<f32>,
    /// Weight of hard-wrapped copies of the pages; 0 for none.
    #[arg(long, default_value_t = 0.0)]
    wrap: f32,
    /// Weight of lines of the second set.
    #[arg(long)]
    weight: Option<f32>,
}

impl Knobs {
    fn options(&self) -> TrainOptions {
        let mut options = TrainOptions::default();
        let [first, second] = &mut options.trees;
        *first = self.first.unwrap_or(*first);
        *second = self.second.unwrap_or(*second);
        options.rate = self.rate.unwrap_or(options.rate);
        options.lambda = self.lambda.unwrap_or(options.lambda);
        options.features = self.features.unwrap_or(options.features);
        options.seed = self.seed.unwrap_or(options.seed);
        options.parts = self.parts.unwrap_or(options.parts);
        options.unlabelled = self.unlabelled.unwrap_or(options.unlabelled);
        options.without.clone_from(&self.without);
        options
    }

    /// The pages, and hard-wrapped copies of them.
    fn examples(&self, pages: &[&Labelled]) -> Vec<Example> {
        let mut examples: Vec<Example> = pages.iter().map(|page| page.example.clone()).collect();
        if self.wrap > 0.0 {
            for (i, page) in pages.iter().enumerate() {
                let mut copy = wrapped(&page.example, [64, 72, 76, 80][i % 4]);
                copy.weight *= self.wrap;
                examples.push(copy);
            }
        }
        examples
    }

    fn read(&self, folder: &std::path::Path) -> anyhow::Result<Vec<Labelled>> {
        let mut pages = data::read(folder)?;
        if let Some(weight) = self.weight {
            for page in pages.iter_mut().filter(|page| page.set == 1) {
                page.example.weight = weight;
            }
        }
        Ok(pages)
    }
}

/// One labelled line of a page that the model was not trained on.
pub(crate) struct Judged {
    set: usize,
    page: usize,
    line: usize,
    keep: bool,
    logit: f32,
}

/// Judges each page with a model trained on the other parts, as it is and hard-wrapped.
fn cross(pages: &[Labelled], folds: u64, knobs: &Knobs) -> [Vec<Judged>; 2] {
    let options = knobs.options();
    let mut judged = [Vec::new(), Vec::new()];
    for fold in 0..folds {
        let held = |page: &&Labelled| part(page.example.group, folds, options.seed ^ 7) == fold;
        let rest: Vec<&Labelled> = pages.iter().filter(|page| !held(page)).collect();
        let model = LineModel::train(&knobs.examples(&rest), &options);
        for (i, page) in pages.iter().enumerate().filter(|(_, page)| held(page)) {
            judge(&model, i, page, &mut judged);
        }
    }
    judged
}

fn judge(model: &LineModel, number: usize, page: &Labelled, judged: &mut [Vec<Judged>; 2]) {
    for (kind, example) in [page.example.clone(), wrapped(&page.example, 72)].iter().enumerate() {
        let logits = model.logits(&example.lines, example.language);
        for (line, (&logit, keep)) in logits.iter().zip(&example.keep).enumerate() {
            if let Some(keep) = *keep {
                judged[kind].push(Judged { set: page.set, page: number, line, keep, logit });
            }
        }
    }
}

impl TrainLines {
    /// Trains the model, sets its probabilities by pages it has not seen, and writes it.
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let pages = self.knobs.read(&self.data)?;
        let all: Vec<&Labelled> = pages.iter().collect();
        let mut model = LineModel::train(&self.knobs.examples(&all), &self.knobs.options());
        if self.folds > 1 {
            let [lines, _] = cross(&pages, self.folds, &self.knobs);
            let weight = |set: usize| {
                pages.iter().find(|page| page.set == set).map_or(1.0, |page| page.example.weight)
            };
            let lines: Vec<(f32, bool, f32)> =
                lines.iter().map(|line| (line.logit, line.keep, weight(line.set))).collect();
            model.calibrate(&lines);
        }
        std::fs::write(&self.out, model.write()).with_context(|| format!("{}", self.out.display()))
    }
}

impl EvalLines {
    /// Prints precision, recall and F1 for each set.
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut pages = self.knobs.read(&self.data)?;
        let judged = if self.folds > 1 {
            cross(&pages, self.folds, &self.knobs)
        } else {
            let model = LineModel::shipped();
            let mut judged = [Vec::new(), Vec::new()];
            for (i, page) in pages.iter().enumerate() {
                judge(&model, i, page, &mut judged);
            }
            judged
        };
        let mut out = std::io::stdout().lock();
        for (kind, lines) in ["as they are", "wrapped at 72"].into_iter().zip(&judged) {
            for (set, (name, _)) in SETS.into_iter().enumerate() {
                let lines: Vec<&Judged> = lines.iter().filter(|line| line.set == set).collect();
                writeln!(out, "{name:<20} {kind:<14} {}", Score::of(&lines, 0.0))?;
                if self.curve && kind == "as they are" {
                    curve(&lines, &mut out)?;
                }
            }
        }
        if self.errors {
            for line in &judged[0] {
                if line.keep != (line.logit > 0.0) {
                    let text = std::mem::take(&mut pages[line.page].example.lines[line.line]);
                    let sign = if line.keep { "missed" } else { "wrong " };
                    writeln!(
                        out,
                        "{sign} {:>4}:{:<4} {:+.1} {text}",
                        line.page, line.line, line.logit
                    )?;
                }
            }
        }
        Ok(())
    }
}
