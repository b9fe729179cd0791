//! How well names are found.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use diptych_extract::{ExtractOptions, Extractor, Kind, NameModel};

use super::conll::Columns;
use super::data::{Row, documents, kind, label, read};
use super::train::{Corpus, MODELS, Recipe, model_of};
use crate::rows;

/// What is measured: files by the models of the package, or our annotated news by models that have
/// not seen it.
#[derive(Debug, Args)]
pub(crate) struct EvalOptions {
    /// Files of sentences with names marked: JSONL or columns, gzipped or not.
    files: Vec<PathBuf>,
    /// Prints what was missed and what was wrongly found.
    #[arg(long)]
    errors: bool,
    /// Reads the sentences of a document as one text, a line each, so that one may tell of another.
    #[arg(long)]
    whole: bool,
    /// Takes the first sentences of each file only.
    #[arg(long)]
    limit: Option<usize>,
    /// Measures this model instead of the ones of the package.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Splits the annotated news (`news_*` below `--data`) into so many parts and measures each by
    /// models trained without it.
    #[arg(long, requires = "data", conflicts_with_all = ["files", "model"])]
    folds: Option<usize>,
    /// What stays in one part.
    #[arg(long, value_enum, default_value_t = By::Doc)]
    by: By,
    /// Measures the parts in these languages only; of files, the language where they do not say.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Vec<String>,
    /// The columns of the token and its label in files that are not `.jsonl`, from 1 on [default:
    /// the first and the last].
    #[arg(long, value_name = "TOKEN,LABEL")]
    columns: Option<Columns>,
    /// Folder of sentences with names marked, to train on.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Keeps the models of the parts in this folder and takes them from there when they stand in it,
    /// whatever they were trained on: to measure what happens after the tagger.
    #[arg(long, requires = "folds", value_name = "DIR")]
    models: Option<PathBuf>,
    #[command(flatten)]
    recipe: Recipe,
}

/// What is never split between training and measuring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// A document with its translations.
    Doc,
    /// Single sentences: the rest of the document is seen in training.
    Sentence,
}

/// Right, found, wanted.
#[derive(Clone, Copy, Debug, Default)]
struct Counts([usize; 3]);

impl Counts {
    #[expect(clippy::cast_precision_loss, reason = "counts of names")]
    fn f1(self) -> f64 {
        let [right, found, wanted] = self.0.map(|n| n as f64);
        if found + wanted == 0.0 { 0.0 } else { 200.0 * right / (found + wanted) }
    }
}

/// A span in bytes and the label of its kind.
type Found<'a> = (usize, usize, &'a str);

/// Counts by label, and under `all` those of persons, locations and organizations together.
#[derive(Clone, Debug, Default)]
struct Score {
    counts: BTreeMap<&'static str, Counts>,
    sentences: usize,
}

impl Score {
    fn add(&mut self, found: &HashSet<Found<'_>>, wanted: &HashSet<Found<'_>>) {
        self.sentences += 1;
        for kind in ["PER", "LOC", "ORG", "GRP", "EVT"] {
            let of = |set: &HashSet<Found<'_>>| set.iter().filter(|one| one.2 == kind).count();
            let right = wanted.intersection(found).filter(|one| one.2 == kind).count();
            let apart = matches!(kind, "GRP" | "EVT");
            for key in std::iter::once(kind).chain((!apart).then_some("all")) {
                let counts = &mut self.counts.entry(key).or_default().0;
                counts[0] += right;
                counts[1] += of(found);
                counts[2] += of(wanted);
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        self.sentences += other.sentences;
        for (key, counts) in &other.counts {
            let own = &mut self.counts.entry(key).or_default().0;
            own.iter_mut().zip(counts.0).for_each(|(own, more)| *own += more);
        }
    }

    fn write(&self, out: &mut impl Write, name: &str, tail: &str) -> std::io::Result<()> {
        write!(out, "{name:<28}")?;
        for (key, counts) in self.counts.iter().filter(|(_, counts)| counts.0[2] > 0) {
            write!(out, " {key} {:.1}", counts.f1())?;
        }
        writeln!(out, "  n {}{tail}", self.sentences)
    }
}

/// Prints strict F1 of spans and kinds: all of person, location, organization, then each kind.
pub(crate) fn eval(options: &EvalOptions) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match (options.folds, &options.data) {
        (Some(folds), Some(data)) => return eval_folds(options, data, folds, &mut out),
        _ if options.files.is_empty() => bail!("nothing to measure: expected files or `--folds`"),
        _ => {}
    }
    let model = options.model.as_deref().map(read_model).transpose()?;
    for path in &options.files {
        let language = options.lang.first().map_or("und", String::as_str);
        let mut rows = read(path, language, options.columns.unwrap_or_default())?;
        rows.truncate(options.limit.unwrap_or(usize::MAX));
        if options.whole {
            rows = documents(&rows);
        }
        let start = Instant::now();
        let score = measure(rows.iter(), model.as_ref(), options.errors, &mut out)?;
        let seconds = start.elapsed().as_secs_f64();
        let bytes: usize = rows.iter().map(|row| row.text.len()).sum();
        #[expect(clippy::cast_precision_loss, reason = "megabytes")]
        let speed = format!(" {:.2} MB/s", bytes as f64 / 1e6 / seconds);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        score.write(&mut out, &name, &speed)?;
    }
    Ok(())
}

/// Measures each part of the annotated news by models that were trained on all else.
fn eval_folds(
    options: &EvalOptions,
    data: &Path,
    folds: usize,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    if folds < 2 {
        bail!("--folds {folds}: expected 2 or more");
    }
    let news = news(data)?;
    let asked =
        |language: &str| options.lang.is_empty() || options.lang.iter().any(|one| one == language);
    if let Some(unknown) = options.lang.iter().find(|one| !news.contains_key(*one)) {
        let all: Vec<&str> = news.keys().map(String::as_str).collect();
        bail!("--lang {unknown}: expected one of {}", all.join(", "));
    }
    // documents in the order of their names, so that the parts do not depend on the languages
    let key = |row: &Row, i: usize| match (&row.doc, options.by) {
        (Some(doc), By::Doc) => doc.clone(),
        _ => format!("{}.{i}", row.lang),
    };
    let mut keys: Vec<String> = news
        .values()
        .flat_map(|rows| rows.iter().enumerate().map(|(i, row)| key(row, i)))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let part: HashMap<&str, usize> =
        keys.iter().enumerate().map(|(i, key)| (key.as_str(), i % folds)).collect();
    let texts = |fold: usize| -> HashSet<&str> {
        let held = |(i, row): &(usize, &Row)| part.get(key(row, *i).as_str()) == Some(&fold);
        let rows = news.values().flat_map(|rows| rows.iter().enumerate().filter(held));
        rows.map(|(_, row)| row.text.as_str()).collect()
    };
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for model in MODELS {
        if !news.keys().any(|language| asked(language) && model_of(language) == model) {
            continue;
        }
        let corpus = Corpus::read(data, model, &options.recipe)?;
        for fold in 0..folds {
            let held = texts(fold);
            let kept = options.models.as_ref().map(|dir| dir.join(format!("{model}.{fold}.bin")));
            let bytes = match &kept {
                Some(path) if path.exists() => std::fs::read(path)?,
                _ => corpus.learn(|row| !held.contains(row.text.as_str()))?,
            };
            if let Some(path) = kept {
                std::fs::write(&path, &bytes).with_context(|| format!("{}", path.display()))?;
            }
            let learned = NameModel::read(model, &bytes)?;
            for (language, rows) in
                news.iter().filter(|(language, _)| asked(language) && model_of(language) == model)
            {
                let unseen = rows.iter().filter(|row| held.contains(row.text.as_str()));
                let mut unseen: Vec<Row> = unseen.cloned().collect();
                if options.whole {
                    unseen = documents(&unseen);
                }
                let score = measure(unseen.iter(), Some(&learned), options.errors, out)?;
                scores.entry(language).or_default().merge(&score);
            }
        }
    }
    let mut pooled = Score::default();
    for (language, score) in &scores {
        score.write(out, &format!("news_{language}"), "")?;
        pooled.merge(score);
    }
    pooled.write(out, "pooled", "")?;
    Ok(())
}

/// All annotated news, by language.
fn news(data: &Path) -> anyhow::Result<BTreeMap<String, Vec<Row>>> {
    let mut news: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for language in ["en", "fr", "de", "es", "it", "pt", "nl"] {
        for part in ["train", "dev"] {
            let path = data.join(format!("news_{language}-{part}.jsonl.gz"));
            news.entry(language.to_owned()).or_default().extend(rows::read::<Row>(&path)?);
        }
    }
    Ok(news)
}

/// The model in a file.
fn read_model(path: &Path) -> anyhow::Result<NameModel> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| name.clone())?;
    Ok(NameModel::read(&name, &bytes)?)
}

/// What is found in each row, counted.
fn measure<'r>(
    rows: impl Iterator<Item = &'r Row>,
    model: Option<&NameModel>,
    errors: bool,
    out: &mut impl Write,
) -> anyhow::Result<Score> {
    let mut extractors: HashMap<&str, Extractor> = HashMap::new();
    let mut score = Score::default();
    for row in rows {
        if !extractors.contains_key(row.lang.as_str()) {
            let names = Kind::ALL.into_iter().filter(|kind| kind.is_name());
            let options = ExtractOptions::default().kinds(names).name_model(model.cloned());
            let extractor = Extractor::with_options(row.lang.parse()?, options);
            extractors.insert(&row.lang, extractor);
        }
        let found = extractors[row.lang.as_str()].entities(&row.text);
        let found: HashSet<Found<'_>> =
            found.iter().map(|e| (e.span.start, e.span.end, label(e.kind()))).collect();
        let wanted = row.spans().into_iter();
        let wanted: HashSet<Found<'_>> =
            wanted.filter_map(|(start, end, own)| Some((start, end, label(kind(own)?)))).collect();
        score.add(&found, &wanted);
        if errors && wanted != found {
            writeln!(out, "{}", row.text)?;
            for (sign, items) in
                [("-", wanted.difference(&found)), ("+", found.difference(&wanted))]
            {
                for (start, end, kind) in items {
                    writeln!(out, "  {sign} {kind} {}", &row.text[*start..*end])?;
                }
            }
        }
    }
    Ok(score)
}
