//! The line model: training, evaluation.

mod data;
mod documents;
mod score;

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Instant;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use diptych_clean::label_lines;
use diptych_clean::training::{Example, KEEP, LineModel, TrainOptions, part};

use diptych_text::Language;

use self::data::{Labelled, SETS, excerpt, wrapped};
use self::documents::documents;
use self::score::{Score, calibration, curve};
use crate::boosting::Random;

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
    /// What stays in one part: all pages of a site, or each page by itself.
    #[arg(long, value_enum, default_value_t = By::Site)]
    by: By,
    /// Measures what cleaning makes of the pages, of excerpts and of their text alone, for a row of
    /// limits; needs folds.
    #[arg(long)]
    documents: bool,
    /// Prints the figures for all thresholds.
    #[arg(long)]
    curve: bool,
    /// Prints the lines that are judged wrong.
    #[arg(long)]
    errors: bool,
    #[command(flatten)]
    knobs: Knobs,
}

/// What is never split between training and measuring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// Pages of one site, and pages with long lines in common.
    Site,
    /// Single pages: what other pages of a site teach is used.
    Page,
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
    /// Groups of columns left out: `Line`, `Words`, `Windows`, `Second`, `Shifts`.
    #[arg(long)]
    without: Vec<String>,
    /// Weight of hard-wrapped copies of the pages; 0 for none.
    #[arg(long, default_value_t = 0.0)]
    wrap: f32,
    /// Weight of excerpts of the pages: their text, and their text with some of the lines around;
    /// 0 for none.
    #[arg(long, default_value_t = 0.5)]
    excerpts: f32,
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
        if self.excerpts > 0.0 {
            // Lines of the second set without a label cannot be told apart.
            for (i, page) in pages.iter().enumerate().filter(|(_, page)| page.set == 0) {
                let mut random = Random(i as u64);
                for share in [0.0, 0.2, 0.6] {
                    let mut copy = excerpt(&page.example, share, &mut random);
                    copy.weight *= self.excerpts;
                    examples.push(copy);
                }
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
    fold: u64,
    keep: bool,
    logit: f32,
    weight: f32,
    /// By the calibration on the lines of the other parts.
    probability: f64,
}

/// What models trained on the other parts say of each page.
struct Crossed {
    /// Of the lines of the pages as they are, and hard-wrapped.
    judged: [Vec<Judged>; 2],
    /// The model for each part.
    models: Vec<LineModel>,
}

/// In which of the folds a page is.
fn fold_of(page: &Labelled, folds: u64, options: &TrainOptions) -> u64 {
    part(page.example.group, folds, options.seed ^ 7)
}

/// Judges each page with a model trained on the other parts, as it is and hard-wrapped.
fn cross(pages: &[Labelled], folds: u64, knobs: &Knobs) -> Crossed {
    let options = knobs.options();
    let mut judged = [Vec::new(), Vec::new()];
    let mut models = Vec::new();
    for fold in 0..folds {
        let held = |page: &&Labelled| fold_of(page, folds, &options) == fold;
        let rest: Vec<&Labelled> = pages.iter().filter(|page| !held(page)).collect();
        let model = LineModel::train(&knobs.examples(&rest), &options);
        for (i, page) in pages.iter().enumerate().filter(|(_, page)| held(page)) {
            judge(&model, fold, i, page, &mut judged);
        }
        models.push(model);
    }
    for (fold, model) in (0..).zip(&mut models) {
        model.calibrate(&known(judged[0].iter().filter(|line| line.fold != fold)));
        for line in judged.iter_mut().flatten().filter(|line| line.fold == fold) {
            line.probability = model.probability(line.logit);
        }
    }
    Crossed { judged, models }
}

/// What a calibration learns from.
fn known<'j>(lines: impl Iterator<Item = &'j Judged>) -> Vec<(f32, bool, f32)> {
    lines.map(|line| (line.logit, line.keep, line.weight)).collect()
}

fn judge(
    model: &LineModel,
    fold: u64,
    number: usize,
    page: &Labelled,
    judged: &mut [Vec<Judged>; 2],
) {
    for (kind, example) in [page.example.clone(), wrapped(&page.example, 72)].iter().enumerate() {
        let logits = model.logits(&example.lines, example.language);
        for (line, (&logit, keep)) in logits.iter().zip(&example.keep).enumerate() {
            if let Some(keep) = *keep {
                let weight = page.example.weight;
                let probability = model.probability(logit);
                let set = page.set;
                judged[kind].push(Judged {
                    set,
                    page: number,
                    line,
                    fold,
                    keep,
                    logit,
                    weight,
                    probability,
                });
            }
        }
    }
}

/// Seconds that this thread has run, where the system tells (Linux); else the time of day.
fn seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let run = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = run.and_then(|run| run.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |run| run / 1e9)
}

/// How fast the shipped model labels all pages, and their texts alone.
fn speed(pages: &[Labelled]) -> String {
    let all: Vec<Vec<&str>> =
        pages.iter().map(|page| page.example.lines.iter().map(String::as_str).collect()).collect();
    let long = |line: &&str| line.len() > 120;
    let texts: Vec<Vec<&str>> =
        all.iter().map(|page| page.iter().copied().filter(long).collect()).collect();
    let rate = |pages: &[Vec<&str>]| {
        let bytes: usize = pages.iter().flatten().map(|line| line.len() + 1).sum();
        let best = (0..5).map(|_| {
            let start = seconds();
            let kept: usize = pages
                .iter()
                .map(|page| label_lines(page, Language::UND).iter().filter(|keep| **keep).count())
                .sum();
            std::hint::black_box(kept);
            seconds() - start
        });
        bytes as f64 / 1e6 / best.fold(f64::INFINITY, f64::min)
    };
    format!("label_lines {:.0} MB/s, long lines alone {:.0} MB/s", rate(&all), rate(&texts))
}

impl TrainLines {
    /// Trains the model, sets its probabilities by pages it has not seen, and writes it.
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let pages = self.knobs.read(&self.data)?;
        let all: Vec<&Labelled> = pages.iter().collect();
        let mut model = LineModel::train(&self.knobs.examples(&all), &self.knobs.options());
        if self.folds > 1 {
            let crossed = cross(&pages, self.folds, &self.knobs);
            model.calibrate(&known(crossed.judged[0].iter()));
        }
        std::fs::write(&self.out, model.write()).with_context(|| format!("{}", self.out.display()))
    }
}

impl EvalLines {
    /// Prints precision, recall and F1 for each set.
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut pages = self.knobs.read(&self.data)?;
        if self.by == By::Page {
            for (group, page) in (0..).zip(&mut pages) {
                page.example.group = group;
            }
        }
        let mut out = std::io::stdout().lock();
        let judged = if self.folds > 1 {
            let crossed = cross(&pages, self.folds, &self.knobs);
            if self.documents {
                documents(&pages, &crossed.models, &self.knobs.options(), &mut out)?;
            }
            crossed.judged
        } else {
            let model = LineModel::shipped();
            let mut judged = [Vec::new(), Vec::new()];
            for (i, page) in pages.iter().enumerate() {
                judge(&model, 0, i, page, &mut judged);
            }
            judged
        };
        for (kind, lines) in ["as they are", "wrapped at 72"].into_iter().zip(&judged) {
            for (set, (name, _)) in SETS.into_iter().enumerate() {
                let lines: Vec<&Judged> = lines.iter().filter(|line| line.set == set).collect();
                writeln!(out, "{name:<20} {kind:<14} {}", Score::of(&lines, KEEP))?;
                if kind == "as they are" {
                    writeln!(out, "  {}", calibration(&lines))?;
                }
                if self.curve && kind == "as they are" {
                    curve(&lines, &mut out)?;
                }
            }
        }
        writeln!(out, "{}", speed(&pages))?;
        if self.errors {
            for line in &judged[0] {
                if line.keep != (line.probability >= KEEP) {
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
