//! Main text of HTML pages: training and measuring.

mod labels;
mod made;
mod metric;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use diptych::{Favor, HtmlOptions};
use diptych_clean::training::{HtmlPage, Trees};
use serde::Deserialize;

use crate::boosting::{BoostOptions, Examples, Random, boost};
use crate::rows;
use metric::Score;

/// The data set of pages, in the folder that `--data` names.
const PAGES: &str = "clean/html-aeb.jsonl.gz";

#[derive(Deserialize)]
struct Row {
    id: String,
    html: String,
    article: String,
}

/// Trains the model of main text, and measures it in five folds by page.
#[derive(Debug, Args)]
pub(crate) struct TrainHtml {
    /// The folder with the data sets.
    #[arg(long)]
    data: PathBuf,
    /// Where the model is written; without it the folds alone are measured.
    #[arg(long)]
    out: Option<PathBuf>,
    #[arg(long, default_value_t = 100)]
    trees: usize,
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    #[arg(long, default_value_t = 10.0)]
    leaf: f32,
    #[arg(long, default_value_t = 10.0)]
    ridge: f32,
    #[arg(long, default_value_t = 0.2)]
    columns: f64,
    #[arg(long, default_value_t = 0.6)]
    rows: f64,
    /// How much a made page counts beside one that was found; 0 for none.
    #[arg(long, default_value_t = 0.3)]
    made: f32,
    /// How many of the worst pages are listed.
    #[arg(long, default_value_t = 10)]
    worst: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Lists the blocks of the page whose id begins so, with label and probabilities.
    #[arg(long)]
    show: Option<String>,
}

const FOLDS: usize = 5;

/// A page to learn from.
struct Example {
    page: HtmlPage,
    features: Vec<f32>,
    labels: Vec<(f32, f32)>,
    article: String,
    id: String,
    /// The number of the page; those made of it have the same.
    number: usize,
    /// How much it counts; 1 for a page that was found, less for one that was made.
    weight: f32,
}

impl Example {
    fn new(row: &Row, number: usize, weight: f32) -> Self {
        let page = HtmlPage::new(&row.html);
        let labels = labels::labels(&page, &row.article);
        let features = page.features();
        let (article, id) = (row.article.clone(), row.id.clone());
        Self { page, features, labels, article, id, number, weight }
    }

    /// Its fold when all is measured, and that within the others.
    fn folds(&self) -> (usize, usize) {
        (self.number % FOLDS, self.number / FOLDS % FOLDS)
    }
}

/// The pages of the data set and, with `made`, those made of them.
fn load(data: &Path, made: f32) -> anyhow::Result<Vec<Example>> {
    let rows: Vec<Row> = rows::read(&data.join(PAGES))?;
    let mut out = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let page = Example::new(row, number, 1.0);
        if made > 0.0 {
            // A page of the same fold, so that no fold knows another.
            let other = &rows[(number + FOLDS) % rows.len() / FOLDS * FOLDS + number % FOLDS..]
                .first()
                .unwrap_or(row);
            let mut random = Random(number as u64);
            for row in made::pages(&page.page, &page.labels, row, other, &mut random) {
                out.push(Example::new(&row, number, made));
            }
        }
        out.push(page);
    }
    Ok(out)
}

fn examples<'a>(pages: impl Iterator<Item = (&'a Example, Option<&'a Vec<f32>>)>) -> Examples {
    let (own, more) = HtmlPage::FEATURES;
    let mut out = Examples::default();
    for (page, first) in pages {
        let context = first.map(|first| page.page.context(first));
        out.width = if context.is_some() { own + more } else { own };
        for (i, &(label, weight)) in page.labels.iter().enumerate() {
            out.features.extend(&page.features[i * own..(i + 1) * own]);
            if let Some(context) = &context {
                out.features.extend(&context[i * more..(i + 1) * more]);
            }
            out.labels.push(label);
            out.weights.push(weight * page.weight * 1000.0);
        }
    }
    out
}

fn predict(trees: &Trees, page: &Example, first: Option<&Vec<f32>>) -> Vec<f32> {
    let one = examples(std::iter::once((page, first)));
    one.features
        .chunks_exact(one.width)
        .map(|row| 1.0 / (1.0 + (-trees.score(row)).exp()))
        .collect()
}

impl TrainHtml {
    fn options(&self) -> BoostOptions {
        BoostOptions {
            trees: self.trees,
            rate: self.rate,
            columns: self.columns,
            rows: self.rows,
            leaf: self.leaf,
            ridge: self.ridge,
            seed: self.seed,
        }
    }

    /// The two rounds, learned from some pages.
    fn train(&self, pages: &[&Example]) -> (Trees, Trees) {
        let options = self.options();
        // What the first round says of pages that it has not seen.
        let mut first: Vec<Vec<f32>> = vec![Vec::new(); pages.len()];
        for fold in 0..FOLDS {
            let rest = pages.iter().filter(|page| page.folds().1 != fold);
            let trees = boost(&examples(rest.map(|&page| (page, None))), &options);
            for (first, page) in first.iter_mut().zip(pages).filter(|(_, p)| p.folds().1 == fold) {
                *first = predict(&trees, page, None);
            }
        }
        let one = boost(&examples(pages.iter().map(|&page| (page, None))), &options);
        let two =
            boost(&examples(pages.iter().zip(&first).map(|(&page, f)| (page, Some(f)))), &options);
        (one, two)
    }

    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let all = load(&self.data, self.made)?;
        let blocks: usize = all.iter().map(|page| page.labels.len()).sum();
        let pages: Vec<&Example> = all.iter().filter(|page| page.weight >= 1.0).collect();
        writeln!(out, "{} pages, {} with those made, {blocks} blocks", pages.len(), all.len())?;
        let mut probabilities: Vec<(Vec<f32>, Vec<f32>)> = vec![Default::default(); pages.len()];
        for fold in 0..FOLDS {
            let rest: Vec<&Example> = all.iter().filter(|page| page.folds().0 != fold).collect();
            let (one, two) = self.train(&rest);
            for (i, page) in pages.iter().enumerate().filter(|(_, page)| page.folds().0 == fold) {
                let first = predict(&one, page, None);
                let second = predict(&two, page, Some(&first));
                probabilities[i] = (first, second);
            }
        }
        let gold: Vec<Vec<f32>> =
            pages.iter().map(|page| page.labels.iter().map(|label| label.0).collect()).collect();
        let one: Vec<Vec<f32>> = probabilities.iter().map(|p| p.0.clone()).collect();
        let two: Vec<Vec<f32>> = probabilities.iter().map(|p| p.1.clone()).collect();
        for (name, favor, of) in [
            ("labels themselves", Favor::Balance, &gold),
            ("folds, first round alone", Favor::Balance, &one),
            ("folds, precision", Favor::Precision, &two),
            ("folds, balance", Favor::Balance, &two),
            ("folds, recall", Favor::Recall, &two),
        ] {
            let options = HtmlOptions::default().favor(favor);
            let mut score = Score::default();
            let mut worst: Vec<(f64, f64, &str)> = Vec::new();
            for (page, p) in pages.iter().zip(of) {
                let (p, r) = score.add(&page.article, &page.page.main_text(p, &options));
                worst.push((p.unwrap_or(0.0), r.unwrap_or(0.0), &page.id));
            }
            let (p, r, f1) = (score.precision(), score.recall(), score.f1());
            writeln!(out, "{name}: P {p:.4} R {r:.4} F1 {f1:.4}")?;
            if name == "folds, balance" {
                worst.sort_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1)));
                for (p, r, id) in worst.iter().take(self.worst) {
                    writeln!(out, "  {} P {p:.3} R {r:.3}", id.get(..12).unwrap_or(id))?;
                }
            }
        }
        if let Some(id) = &self.show {
            for (page, (one, two)) in pages.iter().zip(&probabilities) {
                if page.id.starts_with(id) {
                    for i in 0..page.page.len() {
                        let text: String = page.page.text(i).chars().take(90).collect();
                        writeln!(
                            out,
                            "{:.2} {:.2} {:.2} {}",
                            page.labels[i].0,
                            one[i],
                            two[i],
                            text.replace('\n', " / ")
                        )?;
                    }
                }
            }
        }
        if let Some(path) = &self.out {
            let all: Vec<&Example> = all.iter().collect();
            let (one, two) = self.train(&all);
            std::fs::write(path, [one.to_bytes(), two.to_bytes()].concat())?;
        }
        Ok(())
    }
}

/// Measures main text: 4-gram precision, recall and F1 (means over pages), and MB/s.
#[derive(Debug, Args)]
pub(crate) struct EvalHtml {
    /// The folder with the data sets.
    #[arg(long)]
    data: PathBuf,
    /// How many of the worst pages are listed.
    #[arg(long, default_value_t = 10)]
    worst: usize,
}

impl EvalHtml {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let rows: Vec<Row> = rows::read(&self.data.join(PAGES))?;
        let mut score = Score::default();
        let mut pages = Vec::new();
        let (mut bytes, mut seconds) = (0usize, 0.0);
        for row in &rows {
            let start = std::time::Instant::now();
            let found = diptych::main_text(&row.html);
            seconds += start.elapsed().as_secs_f64();
            bytes += row.html.len();
            let (p, r) = score.add(&row.article, &found);
            pages.push((p.unwrap_or(0.0), r.unwrap_or(0.0), row));
        }
        #[expect(clippy::cast_precision_loss, reason = "fewer bytes than 2^53")]
        let speed = bytes as f64 / 1e6 / seconds;
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "main text: n {} P {:.4} R {:.4} F1 {:.4}, {speed:.1} MB/s",
            rows.len(),
            score.precision(),
            score.recall(),
            score.f1()
        )?;
        pages.sort_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1)));
        for (p, r, row) in pages.iter().take(self.worst) {
            writeln!(out, "  {} P {p:.3} R {r:.3}", row.id.get(..12).unwrap_or(&row.id))?;
        }
        Ok(())
    }
}
