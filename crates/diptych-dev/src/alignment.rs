//! How well sentences are aligned.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use diptych::extract::Extractor;
use diptych::pair::AlignOptions;
use diptych::{Aligner, Anchor, AnchorKind, Language, Profile, Span};

use crate::discrepancies::data::Row;
use crate::rows;

/// Strict F1 of sentence alignment: a bead is right when it is in the gold; beads with nothing on
/// one side count in precision only. Prints each pair with its lexicon and without any.
#[derive(Debug, Args)]
pub(crate) struct EvalAlignment {
    /// Folder with `pairs/sent-ntrexpert-<pair>.jsonl.gz`: documents with gold alignments.
    #[arg(long)]
    data: PathBuf,
    /// Pairs of languages.
    #[arg(long, value_delimiter = ',', default_value = "en-fr,en-es,en-pt")]
    pairs: Vec<String>,
}

impl EvalAlignment {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let with = Aligner::new();
        let without = Aligner::with_options(AlignOptions::default().without_lexicon());
        let mut out = std::io::stdout().lock();
        for pair in &self.pairs {
            let name = format!("sent-ntrexpert-{}.jsonl.gz", pair.replace('-', ""));
            let rows = rows::read::<Row>(&self.data.join("pairs").join(name))?;
            let (mut right, mut found, mut wanted) = ([0_usize; 2], [0_usize; 2], 0_usize);
            let mut right_joined = [0_usize; 2];
            for row in &rows {
                let source = profile(&row.src, row.src_lang.parse()?);
                let target = profile(&row.tgt, row.tgt_lang.parse()?);
                let gold = row.gold.iter().filter(|(s, t)| !s.is_empty() && !t.is_empty());
                wanted += gold.count();
                for (k, aligner) in [&without, &with].into_iter().enumerate() {
                    let beads = aligner.align(&source, &target).beads;
                    found[k] += beads.len();
                    for bead in beads.iter().filter(|bead| is_gold(row, bead)) {
                        right[k] += 1;
                        let joined = !bead.source.is_empty() && !bead.target.is_empty();
                        right_joined[k] += usize::from(joined);
                    }
                }
            }
            let f1 = |k: usize| {
                let precision = right[k] as f64 / found[k].max(1) as f64;
                let recall = right_joined[k] as f64 / wanted.max(1) as f64;
                2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
            };
            let n = rows.len();
            writeln!(out, "{pair}: without {:.3}, with {:.3} ({n} documents)", f1(0), f1(1))?;
        }
        Ok(())
    }
}

fn is_gold(row: &Row, bead: &diptych::Bead) -> bool {
    let is =
        |side: &[usize], range: &std::ops::Range<usize>| side.iter().copied().eq(range.clone());
    row.gold.iter().any(|(s, t)| is(s, &bead.source) && is(t, &bead.target))
}

fn profile(sentences: &[String], language: Language) -> Profile<'_> {
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
