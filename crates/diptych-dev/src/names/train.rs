//! Training of the taggers of names.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use diptych_extract::Kind;
use diptych_extract::training::{Example, FeatureGroup, TrainOptions, train_names};
use diptych_text::Language;

use super::conll::Columns;
use super::data::{Row, kind, read, read_marked};
use super::treebanks;
use crate::rows;

/// What a model is trained on.
#[derive(Debug, Args)]
pub(crate) struct TrainArguments {
    /// Folder of sentences with names marked: for `--lang` every file in it, `.jsonl` or in columns
    /// (`.conll`, `.bio`, `.iob`, `.iob2`, `.tsv`), gzipped or not; for `--recipe` those that it
    /// names (`news_en-train.jsonl.gz`, …).
    #[arg(long)]
    data: PathBuf,
    /// The language of a model of one's own.
    #[arg(long, required_unless_present = "recipe_of", conflicts_with = "recipe_of")]
    lang: Option<String>,
    /// A model of the package: `en`, `fr`, `de`, or `mul` for all other languages.
    #[arg(long = "recipe", value_name = "MODEL")]
    recipe_of: Option<String>,
    /// The columns of the token and its label, from 1 on [default: the first and the last].
    #[arg(long, value_name = "TOKEN,LABEL", requires = "lang")]
    columns: Option<Columns>,
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
    /// Folder of the texts that our marks of `treebanks/` stand in [default: `segment` beside `--data`].
    #[arg(long, value_name = "DIR")]
    treebanks: Option<PathBuf>,
    /// How often all sentences are read.
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    /// How many features are kept.
    #[arg(long, default_value_t = 80_000)]
    rows: usize,
    /// The first step of AdaGrad.
    #[arg(long, default_value_t = 0.03)]
    rate: f32,
    /// Pull of the weights towards nothing, at each step.
    #[arg(long, default_value_t = 2e-4)]
    decay: f32,
    /// How often a feature is left out as it is read.
    #[arg(long, default_value_t = 0.0)]
    dropout: f32,
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

impl Recipe {
    fn options(&self) -> TrainOptions {
        TrainOptions {
            epochs: self.epochs,
            rate: self.rate,
            decay: self.decay,
            dropout: self.dropout,
            occurrences: 2,
            rows: self.rows,
            blind: self.blind.clone(),
            seed: 20_261_121,
        }
    }
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
/// sentences, `treebank_*` our own marks over those of treebanks. Only data whose licence lets a model made of it be shipped.
const RECIPES: [(&str, Sets); 4] = [
    (
        "en",
        &[
            ("own_en", 3),
            ("treebank_fr", 1),
            ("treebank_es", 1),
            ("treebank_nl", 1),
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
            ("treebank_fr", 3),
            ("treebank_es", 1),
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
            ("treebank_de", 4),
            ("treebank_nl", 1),
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
            ("treebank_de", 2),
            ("treebank_es", 3),
            ("treebank_nl", 3),
            ("treebank_fr", 1),
            ("own_de", 2),
            ("own_es", 3),
            ("own_it", 3),
            ("own_nl", 3),
            ("own_pt", 3),
            ("own_pl", 2),
            ("own_en", 1),
            ("own_fr", 1),
            ("news_de-train", 3),
            ("news_es-train", 3),
            ("news_it-train", 3),
            ("news_pt-train", 3),
            ("news_nl-train", 3),
            ("news_en-train", 1),
            ("news_fr-train", 1),
            ("uner_pt_bosque-train", 2),
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
            let (rows, complete) = match name.split_once('_') {
                Some(("own", language)) => {
                    (read_marked(&recipe.annotation.join(format!("{language}.txt")))?, true)
                }
                Some(("treebank", language)) => {
                    let beside = || data.join("../segment");
                    let texts = recipe.treebanks.clone().unwrap_or_else(beside);
                    let marks = recipe.annotation.join("treebanks");
                    (treebanks::read(&marks, &texts, language)?, true)
                }
                _ => {
                    let path = data.join(format!("{name}.jsonl.gz"));
                    (rows::read(&path)?, name.starts_with("news_"))
                }
            };
            let asked = recipe.times.iter().find(|(set, _)| set == name);
            let times = asked.map_or(times, |(_, times)| *times);
            sets.push(Set { rows, complete, times });
        }
        Ok(Self { sets, options: recipe.options() })
    }

    /// Reads every file of sentences in a folder; gives a line a file on what was read, too.
    ///
    /// A file without any group or event is taken to be silent about them.
    fn of_folder(
        data: &Path,
        language: &str,
        columns: Columns,
        recipe: &Recipe,
    ) -> anyhow::Result<(Self, Vec<String>)> {
        let at = || format!("cannot read {}", data.display());
        let entries = std::fs::read_dir(data).with_context(at)?;
        let mut paths: Vec<PathBuf> = entries
            .map(|entry| Ok(entry?.path()))
            .collect::<std::io::Result<_>>()
            .with_context(at)?;
        paths.retain(|path| is_sentences(path));
        paths.sort_unstable();
        let (mut sets, mut told) = (Vec::new(), Vec::new());
        for path in &paths {
            let rows = read(path, language, columns)?;
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
            for (_, _, label) in rows.iter().flat_map(|row| &row.entities) {
                match kind(label) {
                    Some(kind) => *counts.entry(kind.as_str()).or_default() += 1,
                    None => *left_out.entry(label).or_default() += 1,
                }
            }
            let complete = ["group", "event"].iter().any(|kind| counts.contains_key(kind));
            let mut line = format!("{}: {} sentences, {counts:?}", path.display(), rows.len());
            if !left_out.is_empty() {
                line += &format!("; labels of no kind of ours, left out: {left_out:?}");
            }
            told.push(line);
            sets.push(Set { rows, complete, times: 1 });
        }
        if sets.iter().flat_map(|set| &set.rows).all(|row| names(row).is_empty()) {
            bail!(
                "{}: expected files of sentences with names marked, {}",
                data.display(),
                ENDINGS.join(", ")
            );
        }
        Ok((Self { sets, options: recipe.options() }, told))
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

/// The endings of files of sentences, which `.gz` may follow.
const ENDINGS: [&str; 6] = [".jsonl", ".conll", ".bio", ".iob", ".iob2", ".tsv"];

fn is_sentences(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ENDINGS.iter().any(|ending| name.trim_end_matches(".gz").ends_with(ending))
}

/// Trains one model and writes it.
pub(crate) fn train(arguments: &TrainArguments) -> anyhow::Result<()> {
    let TrainArguments { data, recipe, .. } = arguments;
    let corpus = match (&arguments.recipe_of, &arguments.lang) {
        (Some(model), _) => Corpus::read(data, model, recipe)?,
        (None, language) => {
            let language: Language = language.as_deref().unwrap_or_default().parse()?;
            let columns = arguments.columns.unwrap_or_default();
            let (corpus, told) = Corpus::of_folder(data, &language.to_string(), columns, recipe)?;
            let mut out = std::io::stdout().lock();
            for line in told {
                writeln!(out, "{line}")?;
            }
            corpus
        }
    };
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

#[cfg(test)]
mod tests {
    use clap::Parser;
    use diptych_extract::{ExtractOptions, Extractor, NameModel};

    use super::*;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        arguments: TrainArguments,
    }

    /// A folder of its own for these files.
    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("diptych-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        for (file, text) in files {
            std::fs::write(folder.join(file), text).expect("a file");
        }
        folder
    }

    fn run(folder: &Path, more: &[&str]) -> anyhow::Result<PathBuf> {
        let out = folder.join("sv.bin");
        let (data, model) = (folder.to_string_lossy(), out.to_string_lossy());
        let fixed = ["train", "--data", &data, "--out", &model];
        train(&Command::try_parse_from(fixed.iter().chain(more))?.arguments)?;
        Ok(out)
    }

    #[test]
    fn a_model_of_ones_own_finds_what_it_was_shown() {
        let columns = "Kvarnby B-LOC\nsover O\n. O\n\nI O\ndag O\nkom O\nTarnström B-PER\n. O\n\n";
        let lines = r#"{"text": "Zorvik ritar.", "entities": [[0, 6, "MISC"], [7, 12, "EVENT"]]}"#;
        let files = [("a.conll", columns.repeat(20)), ("b.jsonl", lines.to_owned())];
        let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
        let folder = folder("names-own", &files);
        let path = run(&folder, &["--lang", "sv"]).expect("a model");
        let bytes = std::fs::read(&path).expect("its file");
        let model = NameModel::read("sv.bin", &bytes).expect("a readable model");
        let options = ExtractOptions::default().name_model(Some(model));
        let text = "Kvarnby sover. I dag kom Tarnström.";
        let found = Extractor::with_options("sv".parse().expect("a code"), options).entities(text);
        let found: Vec<(&str, Kind)> = found.iter().map(|e| (&text[e.span], e.kind())).collect();
        assert!(found.contains(&("Kvarnby", Kind::Location)), "{found:?}");
        assert!(found.contains(&("Tarnström", Kind::Person)), "{found:?}");
        let again = run(&folder, &["--lang", "sv"]).expect("a model");
        assert_eq!(std::fs::read(again).expect("its file"), bytes, "the same bytes");
    }

    #[test]
    fn what_one_cannot_learn_from() {
        let error = |name, files: &[(&str, &str)], more: &[&str]| {
            format!("{:#}", run(&folder(name, files), more).expect_err("nothing to learn from"))
        };
        let swedish = ["--lang", "sv"];
        assert!(error("names-none", &[], &swedish).contains("expected files of sentences"));
        let overlap = r#"{"text": "Ada Low", "entities": [[0, 7, "PER"], [4, 7, "PER"]]}"#;
        let found = error("names-overlap", &[("a.jsonl", overlap)], &swedish);
        assert!(found.contains("a.jsonl, row 1: PER from 4 to 7: expected"), "{found}");
        let found = error("names-columns", &[("a.conll", "Lund\n")], &swedish);
        assert!(found.contains("a.conll: line 1: expected a token"), "{found}");
        assert!(error("names-recipe", &[], &["--recipe", "xx"]).contains("expected one of en"));
        assert!(error("names-which", &[], &[]).contains("--lang"));
    }
}
