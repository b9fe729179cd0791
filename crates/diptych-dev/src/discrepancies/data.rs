//! Documents of sentences that translate each other one to one.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::ops::Range;
use std::path::Path;

use anyhow::Context as _;
use diptych::Language;
use flate2::read::MultiGzDecoder;
use serde::Deserialize;

/// Sentences of two languages: the n-th of one is the n-th of the other.
#[derive(Clone, Debug)]
pub(super) struct Sentences {
    pub(super) languages: (Language, Language),
    pub(super) source: Vec<String>,
    pub(super) target: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    src_lang: String,
    tgt_lang: String,
    src: Vec<String>,
    tgt: Vec<String>,
    gold: Vec<(Vec<usize>, Vec<usize>)>,
}

/// The one-to-one beads of each document of an alignment gold set.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Sentences>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut documents = Vec::new();
    for (number, line) in BufReader::new(MultiGzDecoder::new(file)).lines().enumerate() {
        let at = || format!("{}, line {}", path.display(), number + 1);
        let row: Row = serde_json::from_str(&line.with_context(at)?).with_context(at)?;
        let mut document = Sentences {
            languages: (row.src_lang.parse()?, row.tgt_lang.parse()?),
            source: Vec::new(),
            target: Vec::new(),
        };
        for bead in &row.gold {
            let ([i], [j]) = (&bead.0[..], &bead.1[..]) else { continue };
            let (s, t) = row.src.get(*i).zip(row.tgt.get(*j)).with_context(at)?;
            document.source.push(s.clone());
            document.target.push(t.clone());
        }
        if !document.source.is_empty() {
            documents.push(document);
        }
    }
    Ok(documents)
}

/// The words of a text between white space, as bytes.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    let words = text.split_whitespace();
    words
        .map(|word| word.as_ptr() as usize - start)
        .zip(text.split_whitespace())
        .map(|(at, w)| at..at + w.len())
        .collect()
}
