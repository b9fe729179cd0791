//! Amounts and times against the specifications of Recognizers-Text and Duckling.

mod gold;
mod measures;
mod prediction;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use diptych_extract::{ExtractOptions, Extractor, Kind, Reference};
use diptych_text::{CharOffsets, Language};

use crate::rows;
use gold::{Gold, Row};
pub(crate) use measures::GenerateMeasures;
use prediction::{Prediction, Readings};

/// Amounts and times: span and value against the specifications, in percent for each model and
/// language.
///
/// F1 counts what has the exact span (with or without the words of its modifier), value and unit.
/// A row asks for the kinds of its model alone.
#[derive(Debug, Args)]
pub(crate) struct EvalNumbers {
    /// Folder of the specifications: `recognizers-*.jsonl.gz` and `duckling-*.jsonl.gz`.
    #[arg(long)]
    data: PathBuf,
    /// Only models whose name contains one of these: `number`, `duckling-time`.
    #[arg(long, value_delimiter = ',')]
    model: Vec<String>,
    /// Only these languages.
    #[arg(long, value_delimiter = ',')]
    lang: Vec<String>,
    /// Prints every row that is not all right: what was missed (-) and what was found instead (+).
    #[arg(long)]
    errors: bool,
    /// Of a time that was found, counts the preferred reading alone; of a time of day the first on
    /// the clock and the first in the calendar.
    #[arg(long)]
    first: bool,
    /// Measures the rows that the reference implementation does not get right, and those alone.
    #[arg(long)]
    unsupported: bool,
    /// Gives a row without a reference time that of the rows with the same answers in other
    /// languages, where they agree on one: the specifications translate one another, and the
    /// French rows that are not supported came without.
    #[arg(long)]
    borrow_references: bool,
}

/// Reference times by what is right: the answers of a row, and the time where all rows with these
/// answers have the same.
type References = BTreeMap<String, Option<String>>;

/// Sums over rows.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    rows: usize,
    gold: usize,
    found: usize,
    /// Exact span.
    span: usize,
    /// Exact span, value and unit.
    value: usize,
    /// Rows with everything right and nothing more.
    right: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.gold += other.gold;
        self.found += other.found;
        self.span += other.span;
        self.value += other.value;
        self.right += other.right;
    }

    fn f1(self) -> f64 {
        200.0 * self.value as f64 / (self.found + self.gold).max(1) as f64
    }

    fn share(part: usize, whole: usize) -> f64 {
        100.0 * part as f64 / whole.max(1) as f64
    }
}

const TIMES: &[Kind] =
    &[Kind::Date, Kind::Time, Kind::DateTime, Kind::Duration, Kind::Set, Kind::TimeZone];

/// The kinds a model asks for; none for a model that is not scored.
fn kinds(model: &str) -> &'static [Kind] {
    match model {
        "NumberModel" | "NumberRangeModel" | "duckling-Numeral" => &[Kind::Number],
        "OrdinalModel" | "duckling-Ordinal" => &[Kind::Ordinal],
        "PercentModel" => &[Kind::Percent],
        "CurrencyModel" | "duckling-AmountOfMoney" => &[Kind::Money],
        "DimensionModel" | "duckling-Quantity" | "duckling-Distance" | "duckling-Volume" => {
            &[Kind::Quantity]
        }
        "TemperatureModel" | "duckling-Temperature" => &[Kind::Temperature],
        "AgeModel" => &[Kind::Age],
        "DateTimeModel" => TIMES,
        "duckling-Duration" => &[Kind::Duration],
        "duckling-Time" => &[Kind::Date, Kind::Time, Kind::DateTime],
        "PhoneNumberModel" => &[Kind::Phone],
        "URLModel" => &[Kind::Url],
        "EmailModel" => &[Kind::Email],
        "IpAddressModel" => &[Kind::Ip],
        "HashtagModel" => &[Kind::Hashtag],
        "MentionModel" => &[Kind::Mention],
        _ => &[],
    }
}

/// The family a model of plain numbers asks for: a range is no error for it, nor the reverse.
fn plain_or_range(model: &str) -> Option<&'static str> {
    match model {
        "NumberModel" | "duckling-Numeral" => Some("number"),
        "NumberRangeModel" => Some("numberrange"),
        _ => None,
    }
}

/// Sums over models.
const SUMS: [&str; 3] = ["AMOUNTS", "PATTERNS", "TIMES"];

/// The sum a model belongs to.
fn sum(model: &str) -> &'static str {
    match kinds(model) {
        [kind, ..] if kind.is_time() => SUMS[2],
        [Kind::Phone | Kind::Url | Kind::Email | Kind::Ip | Kind::Hashtag | Kind::Mention, ..] => {
            SUMS[1]
        }
        _ => SUMS[0],
    }
}

/// Counts by model and language; the empty language is all of them.
type Table = BTreeMap<(String, String), Counts>;

impl EvalNumbers {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        for suite in ["recognizers", "duckling"] {
            let mut table = Table::new();
            let files = files(&self.data, suite)?;
            let references =
                if self.borrow_references { references(&files)? } else { References::new() };
            for path in files {
                self.count(&path, &references, &mut table, &mut out)?;
            }
            print(suite, &table, &mut out)?;
        }
        Ok(())
    }

    fn count(
        &self,
        path: &Path,
        references: &References,
        table: &mut Table,
        out: &mut impl Write,
    ) -> anyhow::Result<()> {
        for mut row in rows::read::<Row>(path)? {
            if row.reference.is_none() {
                row.reference = references.get(&answers(&row)).cloned().flatten();
            }
            let name = row.model.to_lowercase();
            let wanted = self.model.is_empty() || self.model.iter().any(|m| name.contains(m));
            let spoken = self.lang.is_empty() || self.lang.contains(&row.lang);
            let supported = row.is_supported() == Some(!self.unsupported);
            if !(wanted && spoken && supported) || kinds(&row.model).is_empty() {
                continue;
            }
            let counts = self.score(&row, out)?;
            let model = row.model.trim_end_matches("Model").trim_start_matches("duckling-");
            for model in [model, sum(&row.model)] {
                for language in [row.lang.as_str(), ""] {
                    let key = (model.to_owned(), language.to_owned());
                    table.entry(key).or_default().add(counts);
                }
            }
        }
        Ok(())
    }

    /// Matches every gold entity with at most one prediction: exact spans first, then right values.
    fn score(&self, row: &Row, out: &mut impl Write) -> anyhow::Result<Counts> {
        let language: Language = row.lang.parse()?;
        let reference = row.reference.as_deref().map(str::parse::<Reference>).transpose()?;
        let options =
            ExtractOptions::default().reference(reference).kinds(kinds(&row.model).iter().copied());
        let mut entities = Extractor::with_options(language, options).entities(&row.text);
        let offsets = CharOffsets::new(row.text.as_str());
        let readings = if self.first { Readings::First } else { Readings::All };
        let mut found: Vec<Prediction> =
            entities.iter().map(|entity| Prediction::new(entity, &offsets, readings)).collect();
        if let Some(family) = plain_or_range(&row.model) {
            let mut keep = found.iter().map(|prediction| prediction.is_of(family));
            entities.retain(|_| keep.next() == Some(true));
            found.retain(|prediction| prediction.is_of(family));
        }
        let (mut used, mut right) = (vec![false; found.len()], vec![false; found.len()]);
        let mut missed: Vec<&Gold> = Vec::new();
        let mut counts =
            Counts { rows: 1, gold: row.gold.len(), found: found.len(), ..Counts::default() };
        for gold in &row.gold {
            let near = (0..found.len()).filter(|&i| {
                let shared = gold.families().iter().any(|family| found[i].is_of(family));
                !used[i] && shared && found[i].overlaps(gold)
            });
            let best = near.max_by_key(|&i| {
                (found[i].is_exact(gold), found[i].has_value(gold), std::cmp::Reverse(i))
            });
            let (span, value) = best.map_or((false, false), |i| {
                used[i] = true;
                (found[i].is_exact(gold), found[i].has_value(gold))
            });
            counts.span += usize::from(span);
            counts.value += usize::from(span && value);
            match best {
                Some(i) if span && value => right[i] = true,
                _ => missed.push(gold),
            }
        }
        counts.right = usize::from(counts.value == row.gold.len() && row.gold.len() == found.len());
        if self.errors && counts.right == 0 {
            let reference = row.reference.as_deref().unwrap_or_default();
            writeln!(out, "{} {} {reference} {}", row.model, row.lang, row.text)?;
            for gold in missed {
                writeln!(out, "  - {:<28} {}", gold.text, gold.answer())?;
            }
            for entity in entities.iter().zip(&right).filter(|(_, right)| !**right).map(|(e, _)| e)
            {
                let modifier = entity.modifier.map(|m| format!(" ({m})")).unwrap_or_default();
                let (core, value) = (&row.text[entity.span], &entity.value);
                writeln!(out, "  + {core:<28} {value}{modifier}")?;
            }
        }
        Ok(counts)
    }
}

/// The reference times of all rows that have one, by their answers.
fn references(files: &[PathBuf]) -> anyhow::Result<References> {
    let mut found = References::new();
    for path in files {
        for row in rows::read::<Row>(path)?.into_iter().filter(|row| row.reference.is_some()) {
            found
                .entry(answers(&row))
                .and_modify(|known| {
                    *known = known.take().filter(|k| row.reference.as_ref() == Some(k))
                })
                .or_insert_with(|| row.reference.clone());
        }
    }
    Ok(found)
}

/// What is right in a row, without its text.
fn answers(row: &Row) -> String {
    let answers: Vec<String> = row.gold.iter().map(Gold::answer).collect();
    answers.join("; ")
}

/// The files of a suite, sorted.
fn files(folder: &Path, suite: &str) -> anyhow::Result<Vec<PathBuf>> {
    let at = || folder.display().to_string();
    let mut found = Vec::new();
    for entry in folder.read_dir().with_context(at)? {
        let path = entry.with_context(at)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(&format!("{suite}-")) && name.contains(".jsonl") {
            found.push(path);
        }
    }
    if found.is_empty() {
        bail!("{} holds no {suite}-*.jsonl.gz", folder.display());
    }
    found.sort();
    Ok(found)
}

/// A row a model, a column a language; the rows in capitals are sums.
fn print(suite: &str, table: &Table, out: &mut impl Write) -> anyhow::Result<()> {
    const ORDER: [&str; 7] = ["en", "fr", "de", "es", "it", "pt", "nl"];
    let mut languages: Vec<&str> =
        table.keys().map(|(_, language)| language.as_str()).filter(|l| !l.is_empty()).collect();
    let place = |language: &str| ORDER.iter().position(|l| *l == language).unwrap_or(ORDER.len());
    languages.sort_by_key(|&language| (place(language), language));
    languages.dedup();
    let mut models: Vec<&str> = table.keys().map(|(model, _)| model.as_str()).collect();
    models.dedup();
    if models.is_empty() {
        return Ok(());
    }
    write!(out, "{suite:<16}{:>6}{:>6}{:>7}{:>7}{:>7}", "rows", "gold", "case", "span", "F1")?;
    for language in &languages {
        write!(out, "{language:>7}")?;
    }
    writeln!(out)?;
    models.sort_by_key(|&model| (SUMS.contains(&model), model));
    for model in models {
        let of = |language: &str| table.get(&(model.to_owned(), language.to_owned()));
        let all = of("").copied().unwrap_or_default();
        let case = Counts::share(all.right, all.rows);
        let span = Counts::share(2 * all.span, all.found + all.gold);
        let (rows, gold) = (all.rows, all.gold);
        write!(out, "{model:<16}{rows:>6}{gold:>6}{case:>7.1}{span:>7.1}{:>7.1}", all.f1())?;
        for language in &languages {
            match of(language) {
                Some(counts) => write!(out, "{:>7.1}", counts.f1())?,
                None => write!(out, "{:>7}", "-")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
