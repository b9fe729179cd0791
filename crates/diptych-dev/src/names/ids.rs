//! Whether the ids of names are the same in the translations of a document.

use std::collections::{BTreeMap, HashSet};
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use diptych::{Input, Pipeline, Value};
use serde::Deserialize;

use crate::rows;

/// Ids of names, compared between documents: Dice of the sets of ids of each pair of translations,
/// and its margin over the best other document of the same language.
#[derive(Debug, Args)]
pub(crate) struct EvalIds {
    /// Files of documents: JSONL, gzipped or not, with `id`, `lang`, `text` and `pair_id`, which
    /// translations share.
    files: Vec<PathBuf>,
    /// Prints the ids that only one of two translations has.
    #[arg(long)]
    errors: bool,
}

/// A document of a collection.
#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    lang: String,
    text: String,
    pair_id: Option<String>,
}

/// A document and the ids of the names in it.
struct Document {
    row: Row,
    ids: HashSet<String>,
}

/// What is counted of one pair of languages.
#[derive(Debug, Default)]
struct Sums {
    pairs: u32,
    first: u32,
    dice: f64,
    margin: f64,
}

impl EvalIds {
    /// Prints mean Dice, mean margin and how often the translation is the best of all, for each pair
    /// of languages.
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        if self.files.is_empty() {
            bail!("nothing to measure: expected files of documents");
        }
        let mut out = std::io::stdout().lock();
        for path in &self.files {
            let documents = read(rows::read::<Row>(path)?)?;
            let mut languages: BTreeMap<(&str, &str), Sums> = BTreeMap::new();
            for (i, a) in documents.iter().enumerate() {
                for b in &documents[i + 1..] {
                    if a.row.pair_id.is_none() || a.row.pair_id != b.row.pair_id {
                        continue;
                    }
                    let (a, b) = if (a.row.lang == "en")
                        || (b.row.lang != "en" && a.row.lang < b.row.lang)
                    {
                        (a, b)
                    } else {
                        (b, a)
                    };
                    let own = dice(&a.ids, &b.ids);
                    let others = |of: &Document, than: &Document| {
                        let rivals = documents.iter().filter(|one| {
                            one.row.id != of.row.id
                                && one.row.pair_id != than.row.pair_id
                                && one.row.lang == than.row.lang
                        });
                        rivals.map(|one| dice(&of.ids, &one.ids)).fold(0.0, f64::max)
                    };
                    let best = others(a, b).max(others(b, a));
                    let sums = languages.entry((&a.row.lang, &b.row.lang)).or_default();
                    sums.pairs += 1;
                    sums.first += u32::from(own > best);
                    sums.dice += own;
                    sums.margin += own - best;
                    if self.errors {
                        writeln!(out, "{} {}: {own:.3}, best other {best:.3}", a.row.id, b.row.id)?;
                        for (sign, one, other) in [("-", a, b), ("+", b, a)] {
                            let mut only: Vec<_> = one.ids.difference(&other.ids).collect();
                            only.sort_unstable();
                            writeln!(out, "  {sign} {only:?}")?;
                        }
                    }
                }
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            for ((a, b), sums) in languages {
                let n = f64::from(sums.pairs);
                writeln!(
                    out,
                    "{name} {a}-{b}: Dice {:.3} margin {:.3} first {:.3}  n {n} pairs, {} documents",
                    sums.dice / n,
                    sums.margin / n,
                    f64::from(sums.first) / n,
                    documents.len(),
                )?;
            }
        }
        Ok(())
    }
}

/// Cleans the documents and finds their names.
fn read(rows: Vec<Row>) -> anyhow::Result<Vec<Document>> {
    let ids: Vec<HashSet<String>> = rows.iter().map(ids).collect::<anyhow::Result<_>>()?;
    Ok(rows.into_iter().zip(ids).map(|(row, ids)| Document { row, ids }).collect())
}

fn ids(row: &Row) -> anyhow::Result<HashSet<String>> {
    let language = row.lang.parse()?;
    let document = Pipeline::new().annotate_input(&Input::new(&row.text).language(language));
    let names = document.entities.iter().filter_map(|entity| match &entity.value {
        Value::Name(name) => name.id.clone(),
        _ => None,
    });
    Ok(names.collect())
}

/// Twice what two sets share, over what they hold (Dice 1945); 0 for two empty ones.
#[expect(clippy::cast_precision_loss, reason = "counts of names")]
fn dice(a: &HashSet<String>, b: &HashSet<String>) -> f64 {
    let both = a.intersection(b).count();
    2.0 * both as f64 / (a.len() + b.len()).max(1) as f64
}
