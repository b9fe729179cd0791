//! Training of the taggers of names.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use diptych_extract::Kind;
use diptych_extract::training::{Example, TrainOptions, train_names};

use super::data::Row;
use crate::rows;

/// What a model is trained on.
#[derive(Debug, Args)]
pub(crate) struct TrainArguments {
    /// Folder of sentences with names marked (`news_en-train.jsonl.gz`, …).
    #[arg(long)]
    data: PathBuf,
    /// The model: `en`, `fr`, or `mul` for all other languages.
    #[arg(long)]
    lang: String,
    /// The model file to write.
    #[arg(long)]
    out: PathBuf,
    /// How often all sentences are read.
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    /// How many features are kept.
    #[arg(long, default_value_t = 100_000)]
    rows: usize,
    /// The first step of AdaGrad.
    #[arg(long, default_value_t = 0.03)]
    rate: f32,
    /// Pull of the weights towards nothing, at each step.
    #[arg(long, default_value_t = 2e-4)]
    decay: f32,
}

/// The files of each model and how often their sentences are repeated. Only data whose licence
/// lets a model made of it be shipped.
const RECIPES: [(&str, &[(&str, usize)]); 3] = [
    (
        "en",
        &[
            ("news_en-train", 4),
            ("uner_en_ewt-train", 1),
            ("wikigold_en-all", 2),
            ("wnut17_en-train", 1),
            ("btc_en-all", 1),
            ("sec_en-train", 1),
            ("news_nl-train", 1),
            ("news_fr-train", 1),
            ("news_es-train", 1),
        ],
    ),
    (
        "fr",
        &[
            ("news_fr-train", 4),
            ("news_en-train", 1),
            ("news_es-train", 1),
            ("news_it-train", 1),
            ("news_pt-train", 1),
            ("wikigold_en-all", 1),
            ("europeana_fr-all", 1),
        ],
    ),
    (
        "mul",
        &[
            ("news_de-train", 3),
            ("news_es-train", 3),
            ("news_it-train", 3),
            ("news_pt-train", 3),
            ("news_nl-train", 3),
            ("news_en-train", 1),
            ("news_fr-train", 1),
            ("uner_pt_bosque-train", 1),
            ("uner_sv_talbanken-train", 1),
            ("wikigold_en-all", 1),
        ],
    ),
];

/// Trains one model and writes it.
pub(crate) fn train(arguments: &TrainArguments) -> anyhow::Result<()> {
    let recipe = RECIPES.iter().find(|(name, _)| *name == arguments.lang);
    let Some((_, files)) = recipe else {
        bail!("{:?} is no model: expected en, fr or mul", arguments.lang)
    };
    let mut all = Vec::new();
    for (name, times) in *files {
        let rows = rows::read::<Row>(&path(&arguments.data, name))?;
        all.push((name.starts_with("news_"), *times, rows));
    }
    let mut examples = Vec::new();
    for (complete, times, rows) in &all {
        for row in rows {
            let example = Example { text: &row.text, names: names(row), complete: *complete };
            examples.extend(std::iter::repeat_n(example, *times));
        }
    }
    let options = TrainOptions {
        epochs: arguments.epochs,
        rate: arguments.rate,
        decay: arguments.decay,
        occurrences: 2,
        rows: arguments.rows,
        seed: 20_261_121,
    };
    let model = train_names(&examples, &options);
    std::fs::write(&arguments.out, model).with_context(|| format!("{}", arguments.out.display()))
}

fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.jsonl.gz"))
}

/// The names of a row that are of a kind of ours.
fn names(row: &Row) -> Vec<(usize, usize, Kind)> {
    let kind = |label: &str| match label {
        "PER" => Some(Kind::Person),
        "LOC" => Some(Kind::Location),
        "ORG" => Some(Kind::Organization),
        "GRP" => Some(Kind::Group),
        "EVT" => Some(Kind::Event),
        _ => None,
    };
    // `@` alone stands for a handle that the data hides
    let written = |s: usize, e: usize| row.text[s..e].contains(char::is_alphanumeric);
    let spans = row.spans().into_iter().filter(|&(s, e, _)| written(s, e));
    spans.filter_map(|(s, e, label)| Some((s, e, kind(label)?))).collect()
}
