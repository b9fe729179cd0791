//! Texts whose sentences are known.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use diptych::{CharOffsets, Language, Span};
use diptych_segment::training::Example;
use serde::Deserialize;

use crate::rows;

/// Sets whose licence keeps what is trained on them from being shipped: they only measure.
pub(super) const NOT_TO_SHIP: [&str; 3] = ["English-GUM", "Italian-ISDT", "Polish-PDB"];

/// A row of a data set: a document with its sentences, or the two sides of sentence beads.
#[derive(Deserialize)]
#[serde(untagged)]
enum Row {
    Document { text: String, lang: String, sents: Vec<(usize, usize)> },
    Beads { id: String, src_lang: String, tgt_lang: String, src: Vec<String>, tgt: Vec<String> },
}

/// A text and its sentences in bytes.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) text: String,
    pub(super) language: Language,
    pub(super) sentences: Vec<Span>,
}

impl Document {
    pub(super) fn example<'t>(&'t self, set: &'t str) -> Example<'t> {
        let Self { text, language, sentences } = self;
        Example { text, language: *language, sentences: sentences.clone(), set }
    }
}

/// A part of a data set: `English-EWT-dev` is the part `dev` of the set `English-EWT`.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) documents: Vec<Document>,
}

impl Part {
    /// The name without that of the split.
    pub(super) fn set(&self) -> &str {
        let name = self.name.strip_suffix(".flat").unwrap_or(&self.name);
        ["-dev", "-train", "-test"]
            .iter()
            .find_map(|split| name.strip_suffix(split))
            .unwrap_or(name)
    }

    pub(super) fn is_train(&self) -> bool {
        self.name.ends_with("-train")
    }

    pub(super) fn may_ship(&self) -> bool {
        !NOT_TO_SHIP.contains(&self.set())
    }
}

/// Reads a data set: documents as they are, beads as documents whose sentences a space joins, or
/// nothing in Chinese and Japanese; a document that several sets of beads share is read from each.
pub(super) fn read(path: &Path) -> anyhow::Result<Part> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.trim_end_matches(".gz").trim_end_matches(".jsonl").to_owned();
    let mut documents = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows::read::<Row>(path)? {
        match row {
            Row::Document { text, lang, sents } => {
                let offsets = CharOffsets::new(text.as_str());
                let byte = |place| offsets.byte_of_code_point(place).unwrap_or(text.len());
                let sentences = sents.iter().map(|&(s, e)| Span::new(byte(s), byte(e)));
                let sentences = sentences.map(|span| span.trim(&text)).collect();
                documents.push(Document { language: lang.parse()?, sentences, text });
            }
            Row::Beads { id, src_lang, tgt_lang, src, tgt } => {
                for (language, sentences) in [(src_lang, src), (tgt_lang, tgt)] {
                    if seen.insert((id.clone(), language.clone())) {
                        documents.push(joined(language.parse()?, &sentences));
                    }
                }
            }
        }
    }
    Ok(Part { name, documents })
}

fn joined(language: Language, sentences: &[String]) -> Document {
    let joint = if matches!(language.code(), "zh" | "ja") { "" } else { " " };
    let mut text = String::new();
    let mut spans = Vec::new();
    for sentence in sentences {
        if !text.is_empty() {
            text.push_str(joint);
        }
        let start = text.len();
        text.push_str(sentence.trim());
        spans.push(Span::new(start, text.len()));
    }
    Document { text, language, sentences: spans }
}

/// The treebanks of a folder, by name: every `*.jsonl.gz` but those of rule cases and those whose
/// paragraph breaks were taken out.
pub(super) fn folder(folder: &Path) -> anyhow::Result<Vec<Part>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    let wanted = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".jsonl.gz") && !name.contains(".flat.") && !name.starts_with("golden")
    };
    let parts: Vec<Part> =
        paths.iter().filter(wanted).map(|p| read(p)).collect::<Result<_, _>>()?;
    if parts.is_empty() {
        bail!("no data set `*.jsonl.gz` in {}", folder.display());
    }
    Ok(parts)
}
