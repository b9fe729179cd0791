//! Training of the taggers of names.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use diptych_extract::Kind;
use diptych_extract::training::{Example, FeatureGroup, TrainOptions, train_names};

use super::data::{Row, kind, read_marked};
use crate::rows;

/// What a model is trained on.
#[derive(Debug, Args)]
pub(crate) struct TrainArguments {
    /// Folder of sentences with names marked (`news_en-train.jsonl.gz`, …).
    #[arg(long)]
    data: PathBuf,
    /// The model: `en`, `fr`, `de`, or `mul` for all other languages.
    #[arg(long)]
    lang: String,
    /// The model file to write.
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    recipe: Recipe,
}

/// How a model is trained; for experiments, the defaults are those of the shipped models.
#[derive(Clone, Debug, Args)]
pub(crate) struct Recipe {
    /// Folder of our own marked sentences (`en.txt`, …).
    #[arg(long, default_value = "crates/diptych-dev/data/names")]
    annotation: PathBuf,
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
    /// Leaves out the sets whose names begin so, such as `own_` or `news_fr`.
    #[arg(long, value_name = "SET")]
    without: Vec<String>,
    /// Reads the sentences of a set so often in one round.
    #[arg(long, value_name = "SET=TIMES", value_parser = parse_times)]
    times: Vec<(String, usize)>,
    /// Leaves out a group of features.
    #[arg(long, value_name = "GROUP", value_parser = parse_group)]
    blind: Vec<FeatureGroup>,
}

fn parse_group(name: &str) -> Result<FeatureGroup, String> {
    let found = FeatureGroup::ALL.into_iter().find(|group| group.name() == name);
    found.ok_or_else(|| {
        let names = FeatureGroup::ALL.map(FeatureGroup::name).join(", ");
        format!("no group of features: expected {names}")
    })
}

fn parse_times(pair: &str) -> Result<(String, usize), String> {
    let times = pair.split_once('=').and_then(|(set, times)| Some((set, times.parse().ok()?)));
    let (set, times) = times.ok_or("expected SET=TIMES, such as news_fr-train=2")?;
    Ok((set.to_owned(), times))
}

/// The models of the package.
pub(crate) const MODELS: [&str; 4] = ["en", "fr", "de", "mul"];

/// The model of the package that finds names in `language`.
pub(crate) fn model_of(language: &str) -> &'static str {
    MODELS.into_iter().find(|model| *model == language).unwrap_or("mul")
}

/// Sets of sentences and how often each is read in one round.
type Sets = &'static [(&'static str, usize)];

/// The sets of each model and how often their sentences are repeated; `own_*` are our own marked
/// sentences. Only data whose licence lets a model made of it be shipped.
const RECIPES: [(&str, Sets); 4] = [
    (
        "en",
        &[
            ("own_en", 3),
            ("news_en-train", 4),
            ("uner_en_ewt-train", 2),
            ("wikigold_en-all", 2),
            ("wnut17_en-train", 1),
            ("btc_en-all", 1),
            ("sec_en-train", 1),
            ("own_fr", 1),
            ("own_es", 1),
            ("own_nl", 1),
            ("news_nl-train", 1),
            ("news_fr-train", 1),
            ("news_es-train", 1),
        ],
    ),
    (
        "fr",
        &[
            ("own_fr", 3),
            ("news_fr-train", 4),
            ("own_en", 1),
            ("own_es", 1),
            ("own_it", 1),
            ("own_nl", 1),
            ("own_pt", 1),
            ("news_en-train", 1),
            ("news_es-train", 1),
            ("news_it-train", 1),
            ("news_pt-train", 1),
            ("wikigold_en-all", 1),
            ("europeana_fr-all", 1),
        ],
    ),
    (
        "de",
        &[
            ("own_de", 4),
            ("news_de-train", 4),
            ("own_nl", 1),
            ("own_en", 1),
            ("own_fr", 1),
            ("news_nl-train", 1),
            ("news_en-train", 1),
            ("news_fr-train", 1),
            ("news_es-train", 1),
            ("news_it-train", 1),
            ("wikigold_en-all", 1),
        ],
    ),
    (
        "mul",
        &[
            ("own_de", 2),
            ("own_es", 3),
            ("own_it", 3),
            ("own_nl", 3),
            ("own_pt", 3),
            ("own_en", 1),
            ("own_fr", 1),
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

/// The sentences that a model learns from, and how.
#[derive(Debug)]
pub(crate) struct Corpus {
    sets: Vec<Set>,
    options: TrainOptions,
}

/// Sentences of one kind.
#[derive(Debug)]
struct Set {
    rows: Vec<Row>,
    /// Groups and events are marked too.
    complete: bool,
    /// How often they are read in one round.
    times: usize,
}

impl Corpus {
    /// Reads the sets of `model`.
    pub(crate) fn read(data: &Path, model: &str, recipe: &Recipe) -> anyhow::Result<Self> {
        let Some((_, files)) = RECIPES.iter().find(|(name, _)| *name == model) else {
            bail!("{model:?} is no model: expected one of {}", MODELS.join(", "))
        };
        let mut sets = Vec::new();
        for &(name, times) in *files {
            if recipe.without.iter().any(|without| name.starts_with(without.as_str())) {
                continue;
            }
            let (rows, complete) = match name.strip_prefix("own_") {
                Some(language) => {
                    (read_marked(&recipe.annotation.join(format!("{language}.txt")))?, true)
                }
                None => {
                    let path = data.join(format!("{name}.jsonl.gz"));
                    (rows::read(&path)?, name.starts_with("news_"))
                }
            };
            let asked = recipe.times.iter().find(|(set, _)| set == name);
            let times = asked.map_or(times, |(_, times)| *times);
            sets.push(Set { rows, complete, times });
        }
        let options = TrainOptions {
            epochs: recipe.epochs,
            rate: recipe.rate,
            decay: recipe.decay,
            occurrences: 2,
            rows: recipe.rows,
            blind: recipe.blind.clone(),
            seed: 20_261_121,
        };
        Ok(Self { sets, options })
    }

    /// The bytes of a model learned from all rows that `takes` lets pass.
    pub(crate) fn learn(&self, takes: impl Fn(&Row) -> bool) -> anyhow::Result<Vec<u8>> {
        let mut examples = Vec::new();
        for set in &self.sets {
            for row in set.rows.iter().filter(|row| takes(row)) {
                let complete = set.complete;
                let language = row.lang.parse()?;
                let example = Example { text: &row.text, language, names: names(row), complete };
                examples.extend(std::iter::repeat_n(example, set.times));
            }
        }
        Ok(train_names(&examples, &self.options))
    }
}

/// Trains one model and writes it.
pub(crate) fn train(arguments: &TrainArguments) -> anyhow::Result<()> {
    let corpus = Corpus::read(&arguments.data, &arguments.lang, &arguments.recipe)?;
    let model = corpus.learn(|_| true)?;
    std::fs::write(&arguments.out, model).with_context(|| format!("{}", arguments.out.display()))
}

/// The names of a row that are of a kind of ours.
fn names(row: &Row) -> Vec<(usize, usize, Kind)> {
    // `@` alone stands for a handle that the data hides
    let written = |s: usize, e: usize| row.text[s..e].contains(char::is_alphanumeric);
    let spans = row.spans().into_iter().filter(|&(s, e, _)| written(s, e));
    spans.filter_map(|(s, e, label)| Some((s, e, kind(label)?))).collect()
}
