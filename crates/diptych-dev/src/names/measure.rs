//! How well names are found.

use std::collections::{BTreeMap, HashSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use clap::Args;
use diptych_extract::{ExtractOptions, Extractor, Kind, NameModel};

use super::data::Row;
use crate::rows;

/// What is measured.
#[derive(Debug, Args)]
pub(crate) struct EvalOptions {
    /// Files of sentences with names marked: JSONL, gzipped or not.
    files: Vec<PathBuf>,
    /// Prints what was missed and what was wrongly found.
    #[arg(long)]
    errors: bool,
    /// Takes the first sentences of each file only.
    #[arg(long)]
    limit: Option<usize>,
    /// Measures this model instead of the ones of the package.
    #[arg(long)]
    model: Option<PathBuf>,
}

/// The label of a kind in the data.
pub(crate) fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PER",
        Kind::Location => "LOC",
        Kind::Organization => "ORG",
        Kind::Group => "GRP",
        _ => "EVT",
    }
}

/// Right, found, wanted.
#[derive(Clone, Copy, Debug, Default)]
struct Counts([usize; 3]);

impl Counts {
    fn f1(self) -> f64 {
        let [right, found, wanted] = self.0.map(|n| n as f64);
        if found + wanted == 0.0 { 0.0 } else { 200.0 * right / (found + wanted) }
    }
}

/// Prints strict F1 of spans and kinds, for each file: all of person, location, organization, then
/// each kind.
pub(crate) fn eval(options: &EvalOptions) -> anyhow::Result<()> {
    let model = options.model.as_deref().map(read_model).transpose()?;
    let mut out = std::io::stdout().lock();
    for path in &options.files {
        let mut rows = rows::read::<Row>(path)?;
        rows.truncate(options.limit.unwrap_or(usize::MAX));
        let start = Instant::now();
        let found = predict(&rows, model.as_ref())?;
        let seconds = start.elapsed().as_secs_f64();
        let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
        for (row, found) in rows.iter().zip(&found) {
            let wanted: HashSet<(usize, usize, &str)> = row.spans().into_iter().collect();
            let found: HashSet<(usize, usize, &str)> = found.iter().copied().collect();
            for kind in ["PER", "LOC", "ORG", "GRP", "EVT"] {
                let of = |set: &HashSet<(usize, usize, &str)>| {
                    set.iter().filter(|e| e.2 == kind).count()
                };
                let right = wanted.intersection(&found).filter(|e| e.2 == kind).count();
                let all = if matches!(kind, "GRP" | "EVT") { kind } else { "all" };
                for key in if all == kind { vec![kind] } else { vec![kind, "all"] } {
                    let counts = &mut counts.entry(key).or_default().0;
                    counts[0] += right;
                    counts[1] += of(&found);
                    counts[2] += of(&wanted);
                }
            }
            if options.errors && wanted != found {
                writeln!(out, "{}", row.text)?;
                for (sign, items) in
                    [("-", wanted.difference(&found)), ("+", found.difference(&wanted))]
                {
                    for (s, e, kind) in items {
                        writeln!(out, "  {sign} {kind} {}", &row.text[*s..*e])?;
                    }
                }
            }
        }
        let bytes: usize = rows.iter().map(|row| row.text.len()).sum();
        write!(out, "{:<28}", path.file_name().unwrap_or_default().to_string_lossy())?;
        for (key, counts) in &counts {
            write!(out, " {key} {:.1}", counts.f1())?;
        }
        writeln!(out, "  n {} {:.2} MB/s", rows.len(), bytes as f64 / 1e6 / seconds)?;
    }
    Ok(())
}

/// The model in a file.
fn read_model(path: &Path) -> anyhow::Result<NameModel> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| name.clone())?;
    Ok(NameModel::read(&name, &bytes)?)
}

/// A span in bytes and the label of its kind.
type Found = (usize, usize, &'static str);

/// The names found in each row.
fn predict(rows: &[Row], model: Option<&NameModel>) -> anyhow::Result<Vec<Vec<Found>>> {
    let mut extractors = BTreeMap::new();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let extractor = match extractors.entry(row.lang.clone()) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                let names = Kind::ALL.into_iter().filter(|kind| kind.is_name());
                let options = ExtractOptions::default().kinds(names).name_model(model.cloned());
                entry.insert(Extractor::with_options(row.lang.parse()?, options))
            }
        };
        let found = extractor.entities(&row.text);
        all.push(found.iter().map(|e| (e.span.start, e.span.end, label(e.kind()))).collect());
    }
    Ok(all)
}
