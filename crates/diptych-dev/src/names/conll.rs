//! Names marked in columns, as the tasks of CoNLL did: a token a line, a blank line after each
//! sentence, `-DOCSTART-` before each document.

use std::str::FromStr;

use anyhow::bail;

use super::data::Row;

/// Which columns hold the token and its label, counted from 1; 0 for the last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns {
    token: usize,
    label: usize,
}

impl Default for Columns {
    fn default() -> Self {
        Self { token: 1, label: 0 }
    }
}

impl FromStr for Columns {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse().ok().filter(|&number: &usize| number > 0);
        let columns = text
            .split_once(',')
            .and_then(|(token, label)| Some(Self { token: number(token)?, label: number(label)? }));
        columns.ok_or_else(|| "expected two numbers from 1 on, such as 2,3".to_owned())
    }
}

/// A label in one of the schemes in use: IOB1, IOB2, BIOES, BILOU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label<'t> {
    Outside,
    /// The kind, and whether a name begins here in any case.
    Inside(&'t str, bool),
}

impl<'t> Label<'t> {
    fn read(text: &'t str) -> Option<Self> {
        if text == "O" {
            return Some(Self::Outside);
        }
        let (place, kind) = text.split_once('-').filter(|(_, kind)| !kind.is_empty())?;
        match place {
            "B" | "S" | "U" => Some(Self::Inside(kind, true)),
            "I" | "E" | "L" => Some(Self::Inside(kind, false)),
            _ => None,
        }
    }
}

/// The sentences of a file in columns. Tokens are joined by spaces, but for signs that stand
/// without one.
pub(crate) fn read(text: &str, language: &str, columns: Columns) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut document = 0;
    let mut sentence = Sentence::default();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with("-DOCSTART-") {
            rows.extend(sentence.take(language, document));
            document += usize::from(!line.trim().is_empty());
            continue;
        }
        let cells: Vec<&str> = line.split_whitespace().collect();
        let cell = |column: usize| match column {
            0 => cells.last().copied(),
            n => cells.get(n - 1).copied(),
        };
        let label = cell(columns.label).and_then(Label::read);
        match (cell(columns.token), label) {
            (Some(token), Some(label)) if cells.len() > 1 => sentence.push(token, label),
            _ if line.starts_with('#') => {} // a comment
            _ => {
                bail!(
                    "line {}: expected a token and a label such as O or B-PER, got {line:?}",
                    number + 1
                );
            }
        }
    }
    rows.extend(sentence.take(language, document));
    if rows.is_empty() {
        bail!("expected sentences in columns, found none");
    }
    Ok(rows)
}

/// A sentence while it is read; lengths are code points.
#[derive(Debug, Default)]
struct Sentence {
    text: String,
    length: usize,
    entities: Vec<(usize, usize, String)>,
    /// The last token is part of a name.
    open: bool,
}

impl Sentence {
    fn push(&mut self, token: &str, label: Label<'_>) {
        if is_apart(&self.text, token) {
            self.text.push(' ');
            self.length += 1;
        }
        let start = self.length;
        self.text.push_str(token);
        self.length += token.chars().count();
        self.open = match label {
            Label::Outside => false,
            Label::Inside(kind, begins) => {
                match self.entities.last_mut().filter(|last| self.open && !begins && last.2 == kind)
                {
                    Some(last) => last.1 = self.length,
                    None => self.entities.push((start, self.length, kind.to_owned())),
                }
                true
            }
        };
    }

    fn take(&mut self, language: &str, document: usize) -> Option<Row> {
        let Self { text, entities, .. } = std::mem::take(self);
        let doc = (document > 0).then(|| document.to_string());
        (!text.is_empty()).then(|| Row { text, lang: language.to_owned(), doc, entities })
    }
}

/// Whether a space parts a token from the text before it.
fn is_apart(text: &str, token: &str) -> bool {
    let Some(last) = text.chars().next_back() else { return false };
    let closes =
        token.starts_with([',', '.', ';', ':', '!', '?', ')', ']', '}', '%', '\'', '’', '…']);
    !closes && !matches!(last, '(' | '[' | '{' | '\'' | '’') && token != "n't"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, columns: Columns, expected: &[(&str, &[&str])]) {
        let rows = read(text, "sv", columns).expect("sentences");
        let found: Vec<(&str, Vec<String>)> = rows
            .iter()
            .map(|row| {
                let spans = row.spans().into_iter();
                let names = spans.map(|(s, e, label)| format!("{label} {}", &row.text[s..e]));
                (row.text.as_str(), names.collect())
            })
            .collect();
        let expected: Vec<(&str, Vec<String>)> = expected
            .iter()
            .map(|(text, names)| (*text, names.iter().map(|&name| name.to_owned()).collect()))
            .collect();
        assert_eq!(found, expected, "of {text:?}");
    }

    #[test]
    fn schemes_and_spaces() {
        let text = "-DOCSTART- O\n\nÅsa NNP B-PER\nÖberg NNP I-PER\n, , O\n( ( O\nSJ X I-ORG\n) ) O\n\
                    \n# newdoc\nIn O\nl’ O\nÎle U-LOC\nRom B-LOC\nRom B-LOC\n. O\n";
        check(
            text,
            Columns::default(),
            &[
                ("Åsa Öberg, (SJ)", &["PER Åsa Öberg", "ORG SJ"]),
                ("In l’Île Rom Rom.", &["LOC Île", "LOC Rom", "LOC Rom"]),
            ],
        );
        let columns = "2,3".parse().expect("columns");
        check("1\tLund\tB-LOC\t-\n2\ts\tO\t-\n", columns, &[("Lund s", &["LOC Lund"])]);
    }

    #[test]
    fn what_cannot_be_read() {
        let error = |text: &str| format!("{:#}", read(text, "sv", Columns::default()).unwrap_err());
        assert!(error("Lund B-LOC\nLund\n").starts_with("line 2: expected a token and a label"));
        assert!(error("Lund X-LOC\n").starts_with("line 1: "));
        assert_eq!(error("\n\n"), "expected sentences in columns, found none");
        for wrong in ["", "1", "0,2", "a,b"] {
            assert!(wrong.parse::<Columns>().is_err(), "{wrong}");
        }
    }
}
