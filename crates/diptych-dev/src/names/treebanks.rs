//! Our own marks over sentences of treebanks: the marks are in the repository, the sentences are not.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Deserialize;

use super::data::{Row, kind};
use crate::rows;

/// The treebank that the marks of each language stand in.
const TREEBANKS: [(&str, &str); 4] = [
    ("fr", "French-GSD-dev"),
    ("de", "German-GSD-dev"),
    ("es", "Spanish-GSD-dev"),
    ("nl", "Dutch-Alpino-dev"),
];

/// A document of a treebank; sentences are spans of code points.
#[derive(Debug, Deserialize)]
struct Text {
    id: String,
    text: String,
    sents: Vec<(usize, usize)>,
}

/// The marked sentences of a language: the marks of `LANGUAGE.tsv` in the folder `marks`, the
/// sentences of `TREEBANK.jsonl.gz` in the folder `texts`.
///
/// A row of marks: the id of the document, the number of the sentence in it from 0 on, its length,
/// then `start-end LABEL` of each name, all in code points, with tabs between them.
pub(super) fn read(marks: &Path, texts: &Path, language: &str) -> anyhow::Result<Vec<Row>> {
    let Some((_, treebank)) = TREEBANKS.iter().find(|(own, _)| *own == language) else {
        bail!("{language}: no treebank of this language is marked");
    };
    let texts: Vec<Text> = rows::read(&texts.join(format!("{treebank}.jsonl.gz")))?;
    let texts: HashMap<&str, &Text> = texts.iter().map(|text| (text.id.as_str(), text)).collect();
    let path = marks.join(format!("{language}.tsv"));
    let table = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
    let lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let row = |(number, line): (usize, &str)| {
        row(line, &texts, language)
            .with_context(|| format!("{}, line {}", path.display(), number + 1))
    };
    lines.map(row).collect()
}

fn row(line: &str, texts: &HashMap<&str, &Text>, language: &str) -> anyhow::Result<Row> {
    let mut fields = line.split('\t');
    let mut field = |what| fields.next().with_context(|| format!("expected {what}"));
    let id = field("the id of a document")?;
    let number: usize = field("the number of a sentence")?.parse()?;
    let length: usize = field("its length")?.parse()?;
    let document = texts.get(id).with_context(|| format!("{id}: no such document"))?;
    let &(start, end) = document.sents.get(number).context("no such sentence")?;
    let text: String = document.text.chars().take(end).skip(start).collect();
    if end - start != length {
        bail!("{id}, sentence {number}: expected {length} characters, got {}", end - start);
    }
    let name = |field: &str| {
        let (span, label) = field.split_once(' ')?;
        let (start, end) = span.split_once('-')?;
        kind(label)?;
        Some((start.parse().ok()?, end.parse().ok()?, label.to_owned()))
    };
    let expected = |field| name(field).with_context(|| format!("{field:?}: expected 3-7 LOC"));
    let entities = fields.map(expected).collect::<anyhow::Result<_>>()?;
    let mut row = Row { text, lang: language.to_owned(), doc: None, entities };
    row.check()?;
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_marks() {
        let text = Text {
            id: "a".to_owned(),
            text: "Né à Łódź. Ada dort.".to_owned(),
            sents: vec![(0, 10), (11, 20)],
        };
        let texts = HashMap::from([("a", &text)]);
        let found = row("a\t0\t10\t5-9 LOC", &texts, "fr").expect("a sentence");
        assert_eq!(found.text, "Né à Łódź.");
        assert_eq!(found.spans(), [(7, 14, "LOC")]);
        assert!(row("a\t1\t9", &texts, "fr").expect("a sentence").entities.is_empty());
        let error = |line| format!("{:#}", row(line, &texts, "fr").expect_err("a wrong row"));
        assert!(error("b\t0\t10").contains("no such document"));
        assert!(error("a\t2\t10").contains("no such sentence"));
        assert!(error("a\t0\t11").contains("expected 11 characters, got 10"));
        assert!(error("a\t0\t10\t5-9 RIVER").contains("expected 3-7 LOC"));
        assert!(error("a\t0\t10\t5-19 LOC").contains("within 10 characters"));
    }
}
