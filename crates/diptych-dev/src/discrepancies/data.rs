//! Documents of sentences that translate each other one to one.

use std::ops::Range;
use std::path::Path;

use anyhow::Context as _;
use diptych::Language;
use serde::Deserialize;

use crate::rows;

/// Sentences of two languages: the n-th of one is the n-th of the other.
#[derive(Clone, Debug)]
pub(super) struct Sentences {
    pub(super) languages: (Language, Language),
    pub(super) source: Vec<String>,
    pub(super) target: Vec<String>,
}

/// A document and its translation; beads are numbers of sentences.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    pub(crate) src_lang: String,
    pub(crate) tgt_lang: String,
    pub(crate) src: Vec<String>,
    pub(crate) tgt: Vec<String>,
    pub(crate) gold: Vec<(Vec<usize>, Vec<usize>)>,
}

/// The one-to-one beads of each document of an alignment gold set.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Sentences>> {
    let mut documents = Vec::new();
    for row in rows::read::<Row>(path)? {
        let mut document = Sentences {
            languages: (row.src_lang.parse()?, row.tgt_lang.parse()?),
            source: Vec::new(),
            target: Vec::new(),
        };
        for bead in &row.gold {
            let ([i], [j]) = (&bead.0[..], &bead.1[..]) else { continue };
            let (s, t) = row
                .src
                .get(*i)
                .zip(row.tgt.get(*j))
                .with_context(|| format!("{}: no sentences {i} and {j}", path.display()))?;
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
