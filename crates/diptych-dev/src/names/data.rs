//! Sentences with names marked.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use anyhow::Context as _;
use flate2::read::GzDecoder;
use serde::Deserialize;

/// A sentence; spans are code points.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Row {
    pub text: String,
    pub lang: String,
    pub entities: Vec<(usize, usize, String)>,
}

impl Row {
    /// The names as spans of bytes.
    pub(crate) fn spans(&self) -> Vec<(usize, usize, &str)> {
        let mut bytes: Vec<usize> = self.text.char_indices().map(|(i, _)| i).collect();
        bytes.push(self.text.len());
        let at = |i: usize| bytes.get(i).copied().unwrap_or(self.text.len());
        self.entities
            .iter()
            .map(|(start, end, kind)| (at(*start), at(*end), kind.as_str()))
            .collect()
    }
}

/// The rows of a JSONL file, gzipped when its name says so.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Row>> {
    let file = File::open(path).with_context(|| format!("{}", path.display()))?;
    let gzipped = path.extension().is_some_and(|ending| ending == "gz");
    let reader: Box<dyn Read> =
        if gzipped { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let mut rows = Vec::new();
    for (number, line) in BufReader::new(reader).lines().enumerate() {
        let line = line?;
        if !line.trim().is_empty() {
            let at = || format!("{}:{}", path.display(), number + 1);
            rows.push(serde_json::from_str(&line).with_context(at)?);
        }
    }
    Ok(rows)
}
