//! How well the pairs among many documents are found.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use diptych::{
    Document, Found, Input, PairFinder, Pipeline, Rejection, find_pairs_with_candidates,
};
use serde::Deserialize;

use crate::beads::{Example, dot, fit};
use crate::rows;

/// Precision, recall and F1 of document pairs, by pair of languages (English with each other language,
/// German with French): all documents of the two languages are looked through at once. Of the pairs
/// that are missed it tells how many were never compared, covered too little, or lost to another pair.
#[derive(Debug, Args)]
pub(crate) struct EvalPairs {
    /// Folder with `pairs/docs-<set>.jsonl.gz`: `id`, `lang`, `text`, `pair_id`.
    #[arg(long)]
    data: PathBuf,
    /// The sets; `mixed` takes the English and French documents of the first 300 groups of all.
    #[arg(long, value_delimiter = ',', default_value = "handbook,laws,manpages,ntrex,wmt21,mixed")]
    sets: Vec<String>,
    /// Only these pairs of languages, as `en-fr`.
    #[arg(long, value_delimiter = ',')]
    languages: Vec<String>,
    /// All languages of a set at once, instead of two by two.
    #[arg(long)]
    together: bool,
    /// Without language labels.
    #[arg(long)]
    unlabelled: bool,
    /// Instead of the default threshold.
    #[arg(long)]
    min_score: Option<f64>,
    /// Prints the pairs that are wrong, missed, and right, with their scores.
    #[arg(long)]
    wrong: bool,
}

/// Learns the weights of the signs by which documents are told to be a pair: logistic regression over
/// all pairs of documents that the finder compares. Prints for each set how many it tells right with
/// weights of the other sets, then the weights of all.
#[derive(Debug, Args)]
pub(crate) struct TrainPairs {
    /// Folder with `pairs/docs-<set>.jsonl.gz`.
    #[arg(long)]
    data: PathBuf,
    /// The sets.
    #[arg(long, value_delimiter = ',', default_value = "handbook,laws,manpages,ntrex,wmt21")]
    sets: Vec<String>,
    /// The groups of each set that are taken, the first ones.
    #[arg(long, default_value_t = 700)]
    groups: usize,
    /// Steps of Newton's method.
    #[arg(long, default_value_t = 12)]
    steps: usize,
    /// Also writes every example to this file: set, languages, 1 or 0, ids, signs.
    #[arg(long)]
    examples: Option<PathBuf>,
}

impl TrainPairs {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut sets: Vec<Vec<Example>> = Vec::new();
        let mut lines = String::new();
        for set in &self.sets {
            let mut raws = read(&self.data, set)?;
            let groups: Vec<String> = raws.iter().map(|raw| raw.pair_id.clone()).collect();
            let mut seen = BTreeSet::new();
            let kept = groups.iter().map(|group| {
                seen.insert(group);
                seen.len() <= self.groups
            });
            let mut kept = kept.collect::<Vec<_>>().into_iter();
            raws.retain(|_| kept.next().unwrap_or_default());
            let mut examples = Vec::new();
            for (a, b) in languages(&raws) {
                let chosen = of_languages(&raws, &a, &b);
                let documents = annotate(&chosen, true)?;
                let profiles: Vec<_> = documents.iter().map(diptych::profile).collect();
                for (source, target, signs) in PairFinder::new().signs(&profiles) {
                    let held = chosen[source].pair_id == chosen[target].pair_id;
                    let (s, t) = (&chosen[source].id, &chosen[target].id);
                    lines += &format!("{set}\t{a}-{b}\t{}\t{s}\t{t}", u8::from(held));
                    signs.iter().for_each(|sign| lines += &format!("\t{sign:.4}"));
                    lines.push('\n');
                    examples.push(Example { signs: signs.to_vec(), held });
                }
            }
            sets.push(examples);
        }
        if let Some(path) = &self.examples {
            std::fs::write(path, lines)?;
        }
        let mut out = std::io::stdout().lock();
        for (k, set) in self.sets.iter().enumerate() {
            let others: Vec<&[Example]> =
                sets.iter().enumerate().filter(|(j, _)| *j != k).map(|(_, s)| &s[..]).collect();
            let weights = fit(&others.concat(), self.steps);
            let right = sets[k].iter().filter(|e| (dot(&e.signs, &weights) > 0.0) == e.held);
            let share = 100.0 * right.count() as f64 / sets[k].len().max(1) as f64;
            writeln!(out, "{set}: {} comparisons, {share:.2} % told right", sets[k].len())?;
        }
        let all = sets.concat();
        let weights = fit(&all, self.steps);
        Ok(writeln!(out, "{} comparisons\n{weights:.3?}", all.len())?)
    }
}

/// A text with its group: documents of one group are translations of each other.
#[derive(Clone, Debug, Deserialize)]
struct Raw {
    id: String,
    lang: String,
    text: String,
    pair_id: String,
}

const SETS: [&str; 6] = ["handbook", "laws", "manpages", "ntrex", "seeds", "wmt21"];

impl EvalPairs {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        for set in &self.sets {
            let raws = read(&self.data, set)?;
            if self.together {
                let all: Vec<&Raw> = raws.iter().collect();
                self.eval(&format!("{set} all"), &all)?;
                continue;
            }
            for (a, b) in languages(&raws) {
                let name = format!("{a}-{b}");
                if self.languages.is_empty() || self.languages.contains(&name) {
                    self.eval(&format!("{set} {name}"), &of_languages(&raws, &a, &b))?;
                }
            }
        }
        Ok(())
    }

    fn eval(&self, name: &str, raws: &[&Raw]) -> anyhow::Result<()> {
        let documents = annotate(raws, !self.unlabelled)?;
        let start = Instant::now();
        let found = find_pairs_with_candidates(&documents, self.min_score);
        self.report(name, raws, &found, start.elapsed().as_secs_f64())
    }

    fn report(&self, name: &str, raws: &[&Raw], found: &Found, seconds: f64) -> anyhow::Result<()> {
        let mut gold = BTreeSet::new();
        let mut groups: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for (k, raw) in raws.iter().enumerate() {
            groups.entry(&raw.pair_id).or_default().entry(&raw.lang).or_insert(k);
        }
        for group in groups.values() {
            let members: Vec<usize> = group.values().copied().collect();
            for (i, &a) in members.iter().enumerate() {
                gold.extend(members[i + 1..].iter().map(|&b| (a.min(b), a.max(b))));
            }
        }
        let hits = found.pairs.iter().filter(|p| gold.contains(&(p.source, p.target))).count();
        let ratio = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        let missed = |why| {
            let held = |c: &&diptych::Candidate| {
                c.rejection == why && gold.contains(&(c.source, c.target))
            };
            found.rejected.iter().filter(held).count()
        };
        let (low, taken) = (missed(Rejection::Coverage), missed(Rejection::Taken));
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "{name:16} n {:5} gold {:4} P {:.3} R {:.3} F1 {:.3}  missed: never compared {} low {low} \
             taken {taken}  {seconds:.1} s",
            raws.len(),
            gold.len(),
            ratio(hits, found.pairs.len()),
            ratio(hits, gold.len()),
            ratio(2 * hits, gold.len() + found.pairs.len()),
            gold.len() - hits - low - taken,
        )?;
        if self.wrong {
            for p in &found.pairs {
                let right = gold.contains(&(p.source, p.target));
                let mark = if right { "right" } else { "WRONG" };
                writeln!(out, "{mark} {:.3} {} {}", p.score, raws[p.source].id, raws[p.target].id)?;
            }
            for c in &found.rejected {
                let right = gold.contains(&(c.source, c.target));
                let mark = if right { "missed" } else { "rejected" };
                let (a, b) = (&raws[c.source].id, &raws[c.target].id);
                writeln!(out, "{mark} {:.3} {a} {b} {:?}", c.score, c.rejection)?;
            }
        }
        Ok(())
    }
}

/// The documents of a set.
fn read(data: &Path, set: &str) -> anyhow::Result<Vec<Raw>> {
    let read =
        |set: &str| rows::read::<Raw>(&data.join("pairs").join(format!("docs-{set}.jsonl.gz")));
    if set != "mixed" {
        return read(set);
    }
    let mut mixed = Vec::new();
    for set in SETS {
        let mut groups = BTreeSet::new();
        for raw in read(set)? {
            if groups.len() < 300 {
                groups.insert(raw.pair_id.clone());
            }
            if groups.contains(&raw.pair_id) && ["en", "fr"].contains(&&*raw.lang) {
                let pair_id = format!("{set}/{}", raw.pair_id);
                mixed.push(Raw { id: format!("{set}/{}", raw.id), pair_id, ..raw });
            }
        }
    }
    Ok(mixed)
}

/// The documents of two languages, one language after the other.
fn of_languages<'a>(raws: &'a [Raw], a: &str, b: &str) -> Vec<&'a Raw> {
    let of = |language: &str| raws.iter().filter(|r| r.lang == language).collect::<Vec<_>>();
    [of(a), of(b)].concat()
}

fn annotate(raws: &[&Raw], labelled: bool) -> anyhow::Result<Vec<Document>> {
    let mut inputs = Vec::new();
    for raw in raws {
        let input = Input::new(&raw.text);
        inputs.push(if labelled { input.language(raw.lang.parse()?) } else { input });
    }
    Ok(Pipeline::new().annotate_inputs(&inputs))
}

/// English with every other language, and German with French, where enough documents are paired.
fn languages(raws: &[Raw]) -> Vec<(String, String)> {
    let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for raw in raws {
        groups.entry(&raw.pair_id).or_default().insert(&raw.lang);
        if !order.contains(&&*raw.lang) {
            order.push(&raw.lang);
        }
    }
    let others = order.into_iter().filter(|&l| l != "en").map(|l| ("en", l));
    let enough = (groups.len() / 5).clamp(1, 4);
    others
        .chain([("de", "fr")])
        .filter(|(a, b)| {
            groups.values().filter(|g| g.contains(a) && g.contains(b)).count() >= enough
        })
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect()
}
