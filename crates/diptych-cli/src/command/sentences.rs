//! How sentences are told, from the command line.

use std::path::Path;

use anyhow::Context;
use diptych::SegmentOptions;
use diptych::segment::{RuleError, read_abbreviations, read_rules};

use crate::arguments::SentenceArguments;
use crate::input::reason;

/// The options the arguments ask for; a file that cannot be used is an error that names its line.
pub(super) fn segment_options(arguments: &SentenceArguments) -> anyhow::Result<SegmentOptions> {
    let mut options = SegmentOptions::style(arguments.style.unwrap_or_default());
    if let Some(newlines) = arguments.newlines {
        options = options.newlines(newlines);
    }
    if let Some(semicolons) = arguments.semicolons {
        options = options.semicolons(semicolons);
    }
    if let Some(colons) = arguments.colons {
        options = options.colons(colons);
    }
    if let Some(quotes) = arguments.quotes {
        options = options.quotes(quotes);
    }
    if let Some(bare) = arguments.bare {
        options = options.bare(bare);
    }
    if let Some(judge) = arguments.judge {
        options = options.judge(judge);
    }
    if let Some(memory) = arguments.memory {
        options = options.memory(memory);
    }
    for path in &arguments.abbreviations {
        options = options.abbreviations(read(path, read_abbreviations)?);
    }
    for path in &arguments.rules {
        options = options.rules(read(path, read_rules)?);
    }
    Ok(options)
}

fn read<T>(path: &Path, parse: fn(&str) -> Result<T, RuleError>) -> anyhow::Result<T> {
    let name = path.display();
    let bytes =
        std::fs::read(path).map_err(|error| anyhow::anyhow!("{name}: {}", reason(&error)))?;
    let text = std::str::from_utf8(&bytes).with_context(|| format!("{name}"))?;
    parse(text).map_err(|error| match error.line() {
        Some(line) => anyhow::anyhow!("{name}:{line}: {error}"),
        None => anyhow::anyhow!("{name}: {error}"),
    })
}
