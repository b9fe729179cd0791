//! Measures the repair of text read in a wrong encoding.

#[path = "../../diptych-clean/tests/encoding/damage.rs"]
mod damage;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use damage::Wrong;
use diptych::repair_encoding;
use serde_json::{Value, json};

use crate::rows;

/// Repair of text read in a wrong encoding.
///
/// Damages sentences of our own in 22 languages (UTF-8 read in ten encodings, in one to three
/// layers; whole lines, halves, runs) and counts those that come back exactly; then counts the
/// sound lines that are changed, those of the sentences and those of all texts under `--data`.
#[derive(Debug, Args)]
pub(crate) struct EvalEncoding {
    /// A folder with sound texts: all strings of its JSON Lines files, gzipped or not.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Takes every n-th damaged line only.
    #[arg(long, default_value_t = 1)]
    stride: usize,
    /// How many failures are shown.
    #[arg(long, default_value_t = 20)]
    show: usize,
    /// Shows failures of this language only.
    #[arg(long)]
    language: Option<String>,
    /// Takes damaged lines with this number of layers only.
    #[arg(long)]
    layers: Option<usize>,
    /// Writes the damaged lines as JSON Lines to this file and measures nothing.
    #[arg(long)]
    write: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: usize,
    all: usize,
}

impl Counts {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn percent(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "some hundred thousand lines")]
        let share = self.right as f64 / self.all.max(1) as f64;
        100.0 * share
    }
}

impl EvalEncoding {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        if let Some(path) = &self.write {
            return self.write_cases(path);
        }
        self.repaired()?;
        self.sound_sentences()?;
        self.data.as_ref().map_or(Ok(()), |folder| self.sound_texts(folder))
    }

    fn cases(&self) -> impl Iterator<Item = damage::Case> {
        let layers = self.layers;
        damage::cases(self.stride)
            .filter(move |case| layers.is_none_or(|layers| layers == case.chain.len()))
    }

    fn write_cases(&self, path: &Path) -> anyhow::Result<()> {
        let mut out = BufWriter::new(File::create(path)?);
        for case in self.cases() {
            let row = json!({
                "language": case.language, "form": case.form.to_string(), "chain": case.chain,
                "damaged": case.damaged, "sound": case.sound,
            });
            writeln!(out, "{row}")?;
        }
        Ok(out.flush()?)
    }

    /// Counts what is repaired exactly, by language, form, number of layers and encoding.
    fn repaired(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let mut tables: [BTreeMap<String, Counts>; 4] = Default::default();
        let mut sum = Counts::default();
        let (mut bytes, mut time, mut shown) = (0, Duration::ZERO, 0);
        for case in self.cases() {
            let start = Instant::now();
            let repaired = repair_encoding(&case.damaged);
            time += start.elapsed();
            bytes += case.damaged.len();
            let right = repaired == case.sound;
            sum.add(right);
            let layers = format!("{} layers", case.chain.len());
            let [by_language, by_form, by_layers, by_encoding] = &mut tables;
            by_language.entry(case.language.to_owned()).or_default().add(right);
            by_form.entry(case.form.to_string()).or_default().add(right);
            by_layers.entry(layers).or_default().add(right);
            if case.chain.len() == 1 {
                by_encoding.entry(case.chain[0].to_owned()).or_default().add(right);
            }
            if !right
                && shown < self.show
                && self.language.as_ref().is_none_or(|language| language == case.language)
            {
                shown += 1;
                let chain = case.chain.join(", ");
                writeln!(
                    out,
                    "{} {} {chain}\n  {:?}\n  {repaired:?}",
                    case.language, case.form, case.damaged
                )?;
            }
        }
        writeln!(out, "{:<14} {:>8} {:>9}", "repaired", "n", "exactly %")?;
        for (name, counts) in tables.iter().flatten() {
            writeln!(out, "{name:<14} {:>8} {:>9.2}", counts.all, counts.percent())?;
        }
        writeln!(out, "{:<14} {:>8} {:>9.2}", "all", sum.all, sum.percent())?;
        #[expect(clippy::cast_precision_loss, reason = "some megabytes")]
        let speed = bytes as f64 / 1e6 / time.as_secs_f64();
        writeln!(out, "{bytes} bytes, {speed:.1} MB/s")?;
        let lossy = damage::sentences()
            .flat_map(|(_, sound)| Wrong::all().into_iter().map(move |wrong| wrong.loses(sound)))
            .filter(|&loses| loses)
            .count();
        let n = damage::sentences().count() * Wrong::all().len();
        Ok(writeln!(out, "left out, a strict reader loses bytes in one layer: {lossy} of {n}")?)
    }

    /// Counts the sentences that are changed, alone and any two on one line.
    fn sound_sentences(&self) -> anyhow::Result<()> {
        let sentences: Vec<&str> = damage::sentences().map(|(_, sound)| sound).collect();
        let pairs = sentences
            .iter()
            .flat_map(|one| sentences.iter().map(move |two| format!("{one} {two}")));
        let lines = sentences.iter().map(|&line| line.to_owned()).chain(pairs);
        self.count_changed(
            "own sentences, alone and in pairs",
            lines.map(|line| ("own".to_owned(), line)),
        )
    }

    /// Counts the lines of all texts in a folder that are changed; each line once.
    fn sound_texts(&self, folder: &Path) -> anyhow::Result<()> {
        let mut files = Vec::new();
        collect_files(folder, &mut files)?;
        files.sort();
        let mut lines = BTreeSet::new();
        for file in &files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for row in rows::read::<Value>(file)? {
                collect_strings(&row, &mut |text| {
                    for line in text.lines().filter(|line| !line.is_ascii()) {
                        lines.insert((line.to_owned(), name.clone()));
                    }
                });
            }
        }
        let mut last = String::new();
        let lines = lines.into_iter().filter_map(move |(line, name)| {
            (line != last).then(|| {
                last.clone_from(&line);
                (name, line)
            })
        });
        self.count_changed("lines beyond ASCII in the data", lines)
    }

    fn count_changed(
        &self,
        what: &str,
        lines: impl Iterator<Item = (String, String)>,
    ) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let (mut n, mut changed) = (0, 0);
        let (mut bytes, mut time) = (0, Duration::ZERO);
        for (name, line) in lines {
            let start = Instant::now();
            let repaired = repair_encoding(&line);
            time += start.elapsed();
            n += 1;
            bytes += line.len();
            if repaired != line {
                changed += 1;
                if changed <= self.show {
                    writeln!(out, "{name}\n  {line:?}\n  {repaired:?}")?;
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "some megabytes")]
        let speed = bytes as f64 / 1e6 / time.as_secs_f64();
        Ok(writeln!(out, "{what}: {changed} of {n} changed, {speed:.1} MB/s")?)
    }
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.to_string_lossy();
        if path.is_dir() {
            collect_files(&path, files)?;
        } else if name.ends_with(".jsonl") || name.ends_with(".jsonl.gz") {
            files.push(path);
        }
    }
    Ok(())
}

fn collect_strings(value: &Value, each: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(values) => values.iter().for_each(|value| collect_strings(value, each)),
        Value::Object(fields) => fields.values().for_each(|value| collect_strings(value, each)),
        _ => {}
    }
}
