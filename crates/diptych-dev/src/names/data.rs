//! Sentences with names marked.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use diptych_extract::Kind;
use serde::Deserialize;

use super::conll::{self, Columns};
use crate::rows;

/// The start, the end and the label of a name.
type Marked = (usize, usize, String);

/// A sentence; spans are code points.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Row {
    pub text: String,
    #[serde(default)]
    pub lang: String,
    /// The document it is of; the same for its translations.
    pub doc: Option<String>,
    #[serde(alias = "label", alias = "labels", alias = "spans")]
    pub entities: Vec<Marked>,
}

impl Row {
    /// Whether its names lie in the text and none in another.
    pub(super) fn check(&mut self) -> anyhow::Result<()> {
        self.entities.sort_by_key(|&(start, end, _)| (start, end));
        let length = self.text.chars().count();
        let mut last = 0;
        for (start, end, label) in &self.entities {
            if *start < last || end <= start || *end > length {
                bail!(
                    "{label} from {start} to {end}: expected names that do not overlap within {length} \
                     characters"
                );
            }
            last = *end;
        }
        Ok(())
    }

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

/// The sentences that follow each other in one document as one row, a line each; a sentence of no
/// document stays alone.
pub(crate) fn documents(rows: &[Row]) -> Vec<Row> {
    let same = |a: &Row, b: &Row| a.doc.is_some() && a.doc == b.doc && a.lang == b.lang;
    let joined = |rows: &[Row]| {
        let mut document = Row { text: String::new(), entities: Vec::new(), ..rows[0].clone() };
        let mut start = 0;
        for row in rows {
            let names = row.entities.iter();
            document
                .entities
                .extend(names.map(|(s, e, label)| (start + s, start + e, label.clone())));
            document.text.push_str(&row.text);
            document.text.push('\n');
            start += row.text.chars().count() + 1;
        }
        document
    };
    rows.chunk_by(same).map(joined).collect()
}

/// The label of a kind in the data.
pub(crate) const fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PER",
        Kind::Location => "LOC",
        Kind::Organization => "ORG",
        Kind::Group => "GRP",
        _ => "EVT",
    }
}

/// The kind that a label of the data stands for, ours or one of CoNLL, OntoNotes and ACE.
pub(crate) fn kind(label: &str) -> Option<Kind> {
    Some(match label.to_ascii_uppercase().as_str() {
        "PER" | "PERSON" => Kind::Person,
        "LOC" | "LOCATION" | "GPE" | "FAC" => Kind::Location,
        "ORG" | "ORGANIZATION" | "ORGANISATION" => Kind::Organization,
        "GRP" | "GROUP" | "NORP" => Kind::Group,
        "EVT" | "EVENT" => Kind::Event,
        _ => return None,
    })
}

/// The sentences of a file: columns, or JSON Lines where its name says so. Rows without a language
/// are in `language`.
pub(crate) fn read(path: &Path, language: &str, columns: Columns) -> anyhow::Result<Vec<Row>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let at = || format!("{}", path.display());
    let mut rows: Vec<Row> = if name.trim_end_matches(".gz").ends_with(".jsonl") {
        rows::read(path)?
    } else {
        conll::read(&rows::text(path)?, language, columns).with_context(at)?
    };
    for (number, row) in rows.iter_mut().enumerate() {
        if row.lang.is_empty() {
            language.clone_into(&mut row.lang);
        }
        row.check().with_context(|| format!("{}, row {}", path.display(), number + 1))?;
    }
    Ok(rows)
}

/// The sentences of a text with marks: one a line, each name as `⟦name|LABEL⟧`, a line that starts
/// with `# ` before each document. Their language is the name of the file.
pub(crate) fn read_marked(path: &Path) -> anyhow::Result<Vec<Row>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    let lang = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut rows = Vec::new();
    let mut document = 0;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("# ") {
            document += 1;
        } else if !line.trim().is_empty() {
            let (text, entities) =
                unmark(line).with_context(|| format!("{}, line {}", path.display(), number + 1))?;
            let doc = Some(format!("{lang}.{document}"));
            rows.push(Row { text, lang: lang.clone().into_owned(), doc, entities });
        }
    }
    Ok(rows)
}

/// A marked sentence as plain text and its names in code points.
fn unmark(line: &str) -> anyhow::Result<(String, Vec<Marked>)> {
    let mut text = String::with_capacity(line.len());
    let mut entities = Vec::new();
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once('⟦') {
        text.push_str(before);
        let inner = marked.split_once('⟧').and_then(|(inner, after)| {
            rest = after;
            inner.split_once('|')
        });
        let Some((name, label)) = inner.filter(|(name, label)| {
            !name.is_empty() && !name.contains('⟦') && kind(label).is_some()
        }) else {
            bail!("expected ⟦name|LABEL⟧ with one of PER, LOC, ORG, GRP, EVT after {before:?}");
        };
        let start = text.chars().count();
        text.push_str(name);
        entities.push((start, text.chars().count(), label.to_owned()));
    }
    text.push_str(rest);
    if text.contains(['⟦', '⟧']) {
        bail!("a mark that is closed but not opened");
    }
    Ok((text, entities))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        let (text, entities) = unmark("In ⟦Łódź|LOC⟧ sang ⟦Ada Low|PER⟧.").expect("a sentence");
        assert_eq!(text, "In Łódź sang Ada Low.");
        assert_eq!(entities, [(3, 7, "LOC".to_owned()), (13, 20, "PER".to_owned())]);
        for wrong in ["⟦Ada|PER", "⟦Ada⟧", "⟦Ada|HERO⟧", "Ada⟧", "⟦a ⟦b|PER⟧|ORG⟧"]
        {
            assert!(unmark(wrong).is_err(), "{wrong}");
        }
    }
}
