//! How well differences between a text and its translation are told.

pub(crate) mod data;
pub(crate) mod inject;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use diptych::{Alignment, Discrepancy, DiscrepancyKind, Language, align_sentences};

use data::Sentences;
use inject::{Injected, KINDS, Random};

/// Puts errors into translations that have none and counts which are told.
///
/// Takes the one-to-one sentences of each document, puts a wrong number, a wrong date, a wrong
/// name, a piece of the source, or nothing in the place of one target sentence in five (digits and
/// names as the extractor finds them), and aligns anew. Prints precision and recall for each kind
/// and, of the documents as they were, the false alarms among 1,000 pairs of sentences.
#[derive(Debug, Args)]
pub(crate) struct EvalDiscrepancies {
    /// Folder with `pairs/sent-ntrexpert-<pair>.jsonl.gz`: documents with gold alignments.
    #[arg(long)]
    data: PathBuf,
    /// Pairs of languages.
    #[arg(long, value_delimiter = ',', default_value = "en-fr,en-de,en-es")]
    pairs: Vec<String>,
    /// Takes the first documents only.
    #[arg(long)]
    limit: Option<usize>,
    /// How often each document gets errors.
    #[arg(long, default_value_t = 4)]
    rounds: u64,
    /// Where the errors are is drawn from this number.
    #[arg(long, default_value_t = 20_261_121)]
    seed: u64,
    /// Prints the false alarms of the documents as they were.
    #[arg(long)]
    alarms: bool,
    /// Prints the errors that were not told.
    #[arg(long)]
    missed: bool,
}

/// Of one kind: errors put in, told, and reports where there was none.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    injected: usize,
    told: usize,
    wrong: usize,
}

type Table = BTreeMap<&'static str, Counts>;

impl EvalDiscrepancies {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        for pair in &self.pairs {
            let name = format!("sent-ntrexpert-{}.jsonl.gz", pair.replace('-', ""));
            self.run_pair(pair, &self.data.join("pairs").join(name))?;
        }
        Ok(())
    }

    fn run_pair(&self, pair: &str, path: &Path) -> anyhow::Result<()> {
        let mut documents = data::read(path)?;
        documents.truncate(self.limit.unwrap_or(usize::MAX));
        let sentences: usize = documents.iter().map(|document| document.source.len()).sum();
        if sentences == 0 {
            bail!("{}: no pair of sentences", path.display());
        }
        let mut out = std::io::stdout().lock();
        let mut clean = Table::new();
        for document in &documents {
            for found in align(document, &document.target).discrepancies {
                clean.entry(found.kind.as_str()).or_default().wrong += 1;
                if self.alarms {
                    writeln!(out, "{}", shown(&found, document, &document.target))?;
                }
            }
        }
        let names = inject::names(&documents);
        let mut random = Random(self.seed);
        let mut table = Table::new();
        for document in (0..self.rounds).flat_map(|_| &documents) {
            let (target, injected) = inject::inject(document, &names, &mut random);
            let found = align(document, &target);
            let missed = count(&injected, &found.discrepancies, &mut table);
            for error in missed.iter().filter(|_| self.missed) {
                let sentence = target.get(error.target).map_or("", String::as_str);
                let text = sentence.get(error.span.clone()).unwrap_or_default();
                let source = &document.source[error.source];
                let bead = found.beads.iter().find(|bead| bead.source.contains(&error.source));
                let score = bead.map_or(0.0, |bead| bead.score);
                writeln!(out, "missed {} {text:?} in a bead of {score:.2}", error.kind.as_str())?;
                writeln!(out, "    {source}\n    {sentence}")?;
            }
        }

        writeln!(out, "{pair}: {} documents, {sentences} pairs of sentences", documents.len())?;
        for kind in KINDS.map(DiscrepancyKind::as_str) {
            let Counts { injected, told, wrong } = table.remove(kind).unwrap_or_default();
            let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
            let (precision, recall) = (share(told, told + wrong), share(told, injected));
            let f1 = share(2 * told, injected + told + wrong);
            writeln!(
                out,
                "  {kind:<12} P {precision:.3} R {recall:.3} F1 {f1:.3} (n {injected}, {wrong} wrong)"
            )?;
        }
        for (kind, counts) in &table {
            writeln!(out, "  {kind:<12} {} wrong", counts.wrong)?;
        }
        let alarms: usize = clean.values().map(|counts| counts.wrong).sum();
        let each: Vec<String> = clean.iter().map(|(k, c)| format!("{k} {}", c.wrong)).collect();
        writeln!(
            out,
            "  false alarms of 1,000 untouched: {:.1} ({alarms}: {})",
            1_000.0 * alarms as f64 / sentences as f64,
            each.join(", ")
        )?;
        Ok(())
    }
}

fn align(document: &Sentences, target: &[String]) -> Alignment {
    let (s, t): (Language, Language) = document.languages;
    align_sentences(&document.source, target, Some(s), Some(t), &[])
}

/// Counts what was told, and gives what was not. What else is said of a sentence with an error is
/// neither right nor wrong: a piece left untranslated may lack a number.
fn count<'a>(
    injected: &'a [Injected],
    found: &[Discrepancy],
    table: &mut Table,
) -> Vec<&'a Injected> {
    let mut told = vec![false; injected.len()];
    for discrepancy in found {
        let source = discrepancy.source.map(|place| place.sentence);
        let target = discrepancy.target.map(|place| place.sentence);
        let touched = injected.iter().position(|error| match target {
            Some(target) if error.kind != DiscrepancyKind::Omission => target == error.target,
            _ => source == Some(error.source),
        });
        match touched {
            Some(k) => {
                let there = discrepancy.target.is_none_or(|place| {
                    place.span.start < injected[k].span.end
                        && injected[k].span.start < place.span.end
                });
                told[k] |= there && discrepancy.kind == injected[k].kind;
            }
            None => table.entry(discrepancy.kind.as_str()).or_default().wrong += 1,
        }
    }
    for (error, &told) in injected.iter().zip(&told) {
        let counts = table.entry(error.kind.as_str()).or_default();
        counts.injected += 1;
        counts.told += usize::from(told);
    }
    injected.iter().zip(told).filter(|(_, told)| !told).map(|(error, _)| error).collect()
}

/// A report with the sentences it is about.
fn shown(discrepancy: &Discrepancy, document: &Sentences, target: &[String]) -> String {
    let source = discrepancy.source.map_or("", |place| &document.source[place.sentence]);
    let target = discrepancy.target.map_or("", |place| &target[place.sentence]);
    format!("{} {}\n    {source}\n    {target}", discrepancy.kind.as_str(), discrepancy.message)
}
