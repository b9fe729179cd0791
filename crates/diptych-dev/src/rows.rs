//! Data sets: JSON Lines, gzipped or not.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use anyhow::Context as _;
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

/// The text of a file, gzipped when its name ends in `.gz`.
pub(crate) fn text(path: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    let at = || format!("cannot read {}", path.display());
    reader(path)?.read_to_string(&mut text).with_context(at)?;
    Ok(text)
}

fn reader(path: &Path) -> anyhow::Result<Box<dyn Read>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let gzipped = path.extension().is_some_and(|ending| ending == "gz");
    Ok(if gzipped { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// The rows of a JSON Lines file, gzipped when its name ends in `.gz`; blank lines are passed over.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let mut rows = Vec::new();
    for (number, line) in BufReader::new(reader(path)?).lines().enumerate() {
        let at = || format!("{}, line {}", path.display(), number + 1);
        let line = line.with_context(at)?;
        if !line.trim().is_empty() {
            rows.push(serde_json::from_str(&line).with_context(at)?);
        }
    }
    Ok(rows)
}
