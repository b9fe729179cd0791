//! Sentence boundaries: training of their model, and measures.

mod data;
mod measure;
mod train;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use diptych::SegmentOptions;
use diptych_segment::{Judge, Memory, Model};

use data::{Document, Part};
use measure::Counts;
pub(crate) use train::TrainSegment;
use train::{Knobs, examples};

/// Boundaries of sentences: precision, recall and F1 of a data set each, and their plain mean.
///
/// A boundary is told by the number of characters before it that are not white space; the end of a
/// document is none.
#[derive(Debug, Args)]
pub(crate) struct EvalSegment {
    /// Data sets: JSON Lines with `text`, `lang` and `sents` (code points), or with the sentences
    /// `src` and `tgt` of two languages, which a space joins; gzipped or not.
    files: Vec<PathBuf>,
    /// Trains on the treebanks of this folder instead of using the model that is built in.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Measures the dev splits of `--data` in this many parts, each with a model that has seen
    /// neither it nor, where there is a train split, the other parts of the same treebank.
    #[arg(long, requires = "data", conflicts_with = "leave_out")]
    folds: Option<usize>,
    /// Measures the dev split of this treebank (`all`: each in turn) with a model of the others.
    #[arg(long, requires = "data")]
    leave_out: Option<String>,
    /// The rules alone.
    #[arg(long, conflicts_with = "model_only")]
    rules: bool,
    /// The model alone, trained and asked at marks within a line without a verdict of the rules.
    #[arg(long, requires = "data")]
    model_only: bool,
    /// With the memory of the document.
    #[arg(long)]
    memory: bool,
    /// Prints every boundary that was missed or made up, with the text around it.
    #[arg(long)]
    errors: bool,
    #[command(flatten)]
    knobs: Knobs,
}

/// Rows of figures, and their mean.
struct Table<W> {
    out: W,
    errors: bool,
    scores: Vec<f64>,
}

impl<W: Write> Table<W> {
    fn new(mut out: W, errors: bool) -> std::io::Result<Self> {
        writeln!(out, "{:<40} {:>6} {:>6} {:>6} {:>6}", "boundaries", "n", "P", "R", "F1")?;
        Ok(Self { out, errors, scores: Vec::new() })
    }

    fn count<'d>(
        &mut self,
        counts: &mut Counts,
        name: &str,
        documents: impl IntoIterator<Item = &'d Document>,
        options: &SegmentOptions,
    ) -> std::io::Result<()> {
        for document in documents {
            counts.add(document, options);
            if self.errors {
                measure::errors(&mut self.out, name, document, options)?;
            }
        }
        Ok(())
    }

    fn row(&mut self, name: &str, counts: Counts) -> std::io::Result<()> {
        let (p, r, f1) = (counts.precision(), counts.recall(), counts.f1());
        self.scores.push(f1);
        writeln!(self.out, "{name:<40} {:>6} {p:>6.2} {r:>6.2} {f1:>6.2}", counts.gold)
    }

    fn mean(&mut self) -> std::io::Result<()> {
        #[expect(clippy::cast_precision_loss, reason = "a handful of files")]
        let mean = self.scores.iter().sum::<f64>() / self.scores.len().max(1) as f64;
        self.scores.clear();
        writeln!(self.out, "{:<40} {:>6} {:>6} {:>6} {mean:>6.2}", "mean", "", "", "")
    }
}

impl EvalSegment {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        if self.files.is_empty() && self.folds.is_none() && self.leave_out.is_none() {
            bail!("nothing to measure: expected files, `--folds` or `--leave-out`");
        }
        let mut table = Table::new(std::io::stdout().lock(), self.errors)?;
        let parts = self.data.as_deref().map(data::folder).transpose()?.unwrap_or_default();
        if let Some(folds) = self.folds {
            self.folds(&mut table, &parts, folds)?;
            table.mean()?;
        }
        if let Some(set) = &self.leave_out {
            self.leave_out(&mut table, &parts, set)?;
            table.mean()?;
        }
        if !self.files.is_empty() {
            let model = (!parts.is_empty()).then(|| self.model(&parts, |_| true));
            let options = self.options(model);
            for file in &self.files {
                let part = data::read(file)?;
                let mut languages: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
                for document in &part.documents {
                    languages.entry(document.language.code()).or_default().push(document);
                }
                let several = languages.len() > 1;
                for (language, documents) in languages {
                    let name = if several {
                        format!("{} {language}", part.name)
                    } else {
                        part.name.clone()
                    };
                    let mut counts = Counts::default();
                    table.count(&mut counts, &name, documents, &options)?;
                    table.row(&name, counts)?;
                }
            }
            table.mean()?;
        }
        Ok(())
    }

    fn options(&self, model: Option<Model>) -> SegmentOptions {
        let memory = if self.memory { Memory::Document } else { Memory::None };
        let options = SegmentOptions::default().model_only(self.model_only).memory(memory);
        let options = if self.rules { options.judge(Judge::Rules) } else { options };
        model.into_iter().fold(options, SegmentOptions::model)
    }

    /// A model of the parts that may be shipped and that `wanted` takes.
    fn model(&self, parts: &[Part], wanted: impl Fn(&Part) -> bool) -> Model {
        let parts = parts.iter().filter(|part| part.may_ship() && wanted(part));
        self.knobs.train(examples(parts), self.model_only)
    }

    fn folds<W: Write>(
        &self,
        table: &mut Table<W>,
        parts: &[Part],
        folds: usize,
    ) -> anyhow::Result<()> {
        let measured: Vec<&Part> = parts.iter().filter(|part| !part.is_train()).collect();
        let has_train = |part: &Part| parts.iter().any(|p| p.is_train() && p.set() == part.set());
        let mut counts = vec![Counts::default(); measured.len()];
        for fold in 0..folds {
            let held =
                |part: &Part, i: usize| !part.is_train() && (has_train(part) || i % folds == fold);
            let known = parts.iter().filter(|part| part.may_ship()).flat_map(|part| {
                let documents = part.documents.iter().enumerate();
                let free = documents.filter(move |&(i, _)| !held(part, i));
                free.map(|(_, document)| document.example(part.set()))
            });
            let options = self.options(Some(self.knobs.train(known, self.model_only)));
            for (part, counts) in measured.iter().zip(&mut counts) {
                let documents = part.documents.iter().skip(fold).step_by(folds);
                table.count(counts, &part.name, documents, &options)?;
            }
        }
        for (part, counts) in measured.iter().zip(counts) {
            table.row(&part.name, counts)?;
        }
        Ok(())
    }

    fn leave_out<W: Write>(
        &self,
        table: &mut Table<W>,
        parts: &[Part],
        set: &str,
    ) -> anyhow::Result<()> {
        let mut measured =
            parts.iter().filter(|p| !p.is_train() && (set == "all" || p.set() == set)).peekable();
        measured.peek().with_context(|| format!("{set:?} is no treebank of the folder"))?;
        for part in measured {
            let options = self.options(Some(self.model(parts, |other| other.set() != part.set())));
            let mut counts = Counts::default();
            table.count(&mut counts, &part.name, &part.documents, &options)?;
            table.row(&part.name, counts)?;
        }
        Ok(())
    }
}
