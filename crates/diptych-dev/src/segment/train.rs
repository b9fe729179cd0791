//! Training of the model of sentence boundaries.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use diptych_segment::Model;
use diptych_segment::training::{self, Example, TrainOptions};

use super::data::{self, Part};

/// The model of sentence boundaries, from all treebanks of a folder whose licence allows to ship it.
#[derive(Debug, Args)]
pub(crate) struct TrainSegment {
    /// Folder of treebanks: JSON Lines with `text`, `lang` and `sents` (code points), gzipped.
    #[arg(long)]
    data: PathBuf,
    /// The model file to write.
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    knobs: Knobs,
}

/// How a model is trained; the defaults made the one that is built in.
#[derive(Clone, Debug, Args)]
pub(super) struct Knobs {
    /// The table has 2 to the power of this many weights.
    #[arg(long, default_value_t = TrainOptions::default().bits)]
    bits: u8,
    /// How often all candidates are visited.
    #[arg(long, default_value_t = TrainOptions::default().epochs)]
    epochs: usize,
    /// How much a candidate may pull at the weights.
    #[arg(long, default_value_t = TrainOptions::default().cost)]
    cost: f32,
    /// Log odds of a verdict of the rules.
    #[arg(long, default_value_t = TrainOptions::default().trust)]
    trust: f32,
    /// A treebank counts as its size to this power.
    #[arg(long, default_value_t = TrainOptions::default().balance)]
    balance: f32,
}

impl Knobs {
    /// Trains on the documents of `parts`.
    pub(super) fn train<'p>(
        &self,
        examples: impl Iterator<Item = Example<'p>>,
        model_only: bool,
    ) -> Model {
        let options = TrainOptions {
            bits: self.bits,
            epochs: self.epochs,
            cost: self.cost,
            trust: self.trust,
            balance: self.balance,
            model_only,
            ..TrainOptions::default()
        };
        training::train(&examples.collect::<Vec<_>>(), &options)
    }
}

/// The documents of `parts` as examples, under the name of their set.
pub(super) fn examples<'p>(
    parts: impl IntoIterator<Item = &'p Part>,
) -> impl Iterator<Item = Example<'p>> {
    parts.into_iter().flat_map(|part| part.documents.iter().map(|d| d.example(part.set())))
}

impl TrainSegment {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let parts = data::folder(&self.data)?;
        let model = self.knobs.train(examples(parts.iter().filter(|part| part.may_ship())), false);
        std::fs::write(&self.out, model.to_bytes())
            .with_context(|| format!("{}", self.out.display()))
    }
}
