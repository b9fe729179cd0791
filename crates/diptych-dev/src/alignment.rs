//! How well sentences are aligned.

use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::Args;
use diptych::extract::Extractor;
use diptych::pair::AlignOptions;
use diptych::{Aligner, Anchor, AnchorKind, Language, Profile, Span};

use crate::discrepancies::data::Row;
use crate::rows;

/// Strict F1 of sentence alignment: a bead is right when it is in the gold; beads with nothing on
/// one side count in precision only. Prints each set with the built-in lexicon and without any.
#[derive(Debug, Args)]
pub(crate) struct EvalAlignment {
    /// Folder with `pairs/sent-<set>.jsonl.gz`: documents with gold alignments.
    #[arg(long)]
    data: PathBuf,
    /// The sets.
    #[arg(long, value_delimiter = ',', default_value = SETS)]
    sets: Vec<String>,
}

/// The sets with a gold alignment.
pub(crate) const SETS: &str = "textberg-dev,ntrexpert-enfr,ntrexpert-enes,ntrexpert-enpt,\
    ntrexpert-ende,ntrexpert-enit,ntrexpert-ennl,ntrexpert-defr,ntrexpert-enpl,ntrexpert-enfi,\
    ntrexpert-enru,ntrexpert-enzh,ntrexpert-enja,ntrexpert-enar";

/// The rows of a set.
pub(crate) fn read(data: &Path, set: &str) -> anyhow::Result<Vec<Row>> {
    rows::read(&data.join("pairs").join(format!("sent-{set}.jsonl.gz")))
}

impl EvalAlignment {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let with = Aligner::new();
        let without = Aligner::with_options(AlignOptions::default().without_lexicon());
        let mut out = std::io::stdout().lock();
        for set in &self.sets {
            let rows = read(&self.data, set)?;
            let mut counts = [Counts::default(); 2];
            for row in &rows {
                let source = profile(&row.src, row.src_lang.parse()?);
                let target = profile(&row.tgt, row.tgt_lang.parse()?);
                for (counts, aligner) in counts.iter_mut().zip([&without, &with]) {
                    counts.add(row, &cells(&aligner.align(&source, &target)));
                }
            }
            let [without, with] = counts.map(|counts| counts.f1());
            let n = rows.len();
            writeln!(out, "{set}: without {without:.4}, with {with:.4} ({n} documents)")?;
        }
        Ok(())
    }
}

/// The sentence numbers of a bead.
pub(crate) type Cell = (Range<usize>, Range<usize>);

/// Beads found and wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    found: usize,
    right: usize,
    /// Those with both sides.
    right_joined: usize,
    wanted: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, row: &Row, beads: &[Cell]) {
        self.wanted += row.gold.iter().filter(|(s, t)| !s.is_empty() && !t.is_empty()).count();
        self.found += beads.len();
        for bead in beads.iter().filter(|bead| is_gold(row, bead)) {
            self.right += 1;
            let joined = !bead.0.is_empty() && !bead.1.is_empty();
            self.right_joined += usize::from(joined);
        }
    }

    /// Counts beads with two sides, each with the bead of the gold it is, if it is one.
    pub(crate) fn add_known(&mut self, row: &Row, beads: &[Option<&(Vec<usize>, Vec<usize>)>]) {
        self.wanted += row.gold.iter().filter(|(s, t)| !s.is_empty() && !t.is_empty()).count();
        self.found += beads.len();
        let right = beads.iter().flatten().count();
        self.right += right;
        self.right_joined += right;
    }

    pub(crate) fn f1(self) -> f64 {
        let precision = self.right as f64 / self.found.max(1) as f64;
        let recall = self.right_joined as f64 / self.wanted.max(1) as f64;
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }
}

/// The sentence numbers of each bead.
fn cells(alignment: &diptych::Alignment) -> Vec<Cell> {
    alignment.beads.iter().map(|bead| (bead.source.clone(), bead.target.clone())).collect()
}

fn is_gold(row: &Row, bead: &Cell) -> bool {
    let is = |side: &[usize], range: &Range<usize>| side.iter().copied().eq(range.clone());
    row.gold.iter().any(|(s, t)| is(s, &bead.0) && is(t, &bead.1))
}

/// The sentences with the values and names found in them.
pub(crate) fn profile(sentences: &[String], language: Language) -> Profile<'_> {
    let extractor = Extractor::new(language);
    let mut profile = Profile::from_sentences(language, sentences);
    for sentence in &mut profile.sentences {
        for entity in extractor.entities(sentence.text) {
            let kind = match entity.kind() {
                kind if kind.is_name() => AnchorKind::Name,
                kind if kind.is_time() => AnchorKind::Date,
                _ => AnchorKind::Number,
            };
            let span: Span = entity.span;
            let keys = entity.value.anchor_keys().into_iter();
            sentence.anchors.extend(keys.map(|key| Anchor::new(kind, key, span)));
        }
    }
    profile
}
