//! What the numbers of a token classifier stand for.

use std::path::{Path, PathBuf};

use diptych_onnx::OnnxError;
use serde_json::Value;

use crate::Kind;

/// What a label says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) part: Part,
    /// `None`: no name, or one of no kind of ours.
    pub(super) kind: Option<Kind>,
}

/// Which part of a name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its first word: `B-`, `S-`, `U-`.
    First,
    /// Any other: `I-`, `E-`, `L-`, `M-`, or no mark at all.
    Inner,
}

/// Names that models give to kinds. The last two rows are no names of ours: what the value layer
/// finds, and what has no kind.
const TYPES: [(&[&str], Option<Kind>); 6] = [
    (&["PER", "PERS", "PERSON"], Some(Kind::Person)),
    (&["ORG", "ORGANIZATION", "ORGANISATION"], Some(Kind::Organization)),
    (&["LOC", "LOCATION", "GPE", "FAC", "FACILITY"], Some(Kind::Location)),
    (&["NORP", "GROUP"], Some(Kind::Group)),
    (&["EVENT", "EVE", "EVT"], Some(Kind::Event)),
    (
        &[
            "MISC",
            "PRODUCT",
            "WORK_OF_ART",
            "LAW",
            "LANGUAGE",
            "DATE",
            "TIME",
            "PERCENT",
            "MONEY",
            "QUANTITY",
            "ORDINAL",
            "CARDINAL",
        ],
        None,
    ),
];

/// What each number of a token classifier stands for: `O`, `B-PER`, `I-LOC` …
///
/// Types are person (`PER`, `PERSON`), organization (`ORG`), location (`LOC`, `GPE`, `FAC`), group
/// (`NORP`, `GROUP`) and event (`EVENT`); `MISC` and the types of OntoNotes that are values or
/// works count as no name. Any other has to be given a kind, with [`kind`](Self::kind) or in the
/// file, before a model can be opened with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameLabels {
    /// The file they come from, for errors.
    path: PathBuf,
    /// As the model calls them, with the kind that was given.
    names: Vec<(String, Option<Option<Kind>>)>,
    labels: Vec<Label>,
}

impl NameLabels {
    /// The labels by number, from 0.
    ///
    /// # Errors
    /// The list is empty.
    ///
    /// ```
    /// use diptych_extract::{Kind, NameLabels};
    ///
    /// let labels = NameLabels::new(["O", "B-PER", "I-PER", "B-SHIP"])?;
    /// assert!(labels.kind("SHIP", Some(Kind::Organization)).is_ok());
    /// # Ok::<(), diptych_extract::OnnxError>(())
    /// ```
    pub fn new<S: Into<String>>(labels: impl IntoIterator<Item = S>) -> Result<Self, OnnxError> {
        let names = labels.into_iter().map(|label| (label.into(), None)).collect();
        Self::resolve(PathBuf::from("labels"), names)
    }

    /// Reads a label map: the `config.json` beside a model (its `id2label`), a JSON object from
    /// number to label, a JSON list, or a text file with one label a line, in the order of their
    /// numbers. In the text file the name of a kind, or `-` for none, may follow a label:
    /// `B-SHIP organization`.
    ///
    /// # Errors
    /// The file cannot be read, is none of these, leaves out a number, or says what is no kind of name.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, OnnxError> {
        let path = path.as_ref();
        let text = String::from_utf8(OnnxError::read(path)?)
            .map_err(|_| OnnxError::unfit(path, "it is not in UTF-8", "a label map"))?;
        let json = text.trim_start().starts_with(['{', '[']);
        let names = if json { from_json(path, &text)? } else { from_lines(path, &text)? };
        Self::resolve(path.to_owned(), names)
    }

    /// Says what the labels of a type (`GPE` of `B-GPE`) stand for; `None`: no name.
    ///
    /// # Errors
    /// No label is of that type, or the kind is one of values.
    pub fn kind(mut self, name: &str, kind: Option<Kind>) -> Result<Self, OnnxError> {
        if let Some(kind) = kind.filter(|kind| !kind.is_name()) {
            let expected = "person, organization, location, group, event or none";
            return Err(OnnxError::unfit(&self.path, format!("{name} as {kind}"), expected));
        }
        let mut found = false;
        for ((label, given), resolved) in self.names.iter_mut().zip(&mut self.labels) {
            if split(label).1 == name {
                (*given, resolved.kind, found) = (Some(kind), kind, true);
            }
        }
        if found {
            return Ok(self);
        }
        let expected = "the type of one of the labels";
        Err(OnnxError::unfit(&self.path, format!("{name:?} is in no label"), expected))
    }

    fn resolve(
        path: PathBuf,
        names: Vec<(String, Option<Option<Kind>>)>,
    ) -> Result<Self, OnnxError> {
        if names.is_empty() {
            return Err(OnnxError::unfit(&path, "it holds no label", "O, B-PER, I-PER …"));
        }
        let label = |(name, given): &(String, Option<Option<Kind>>)| {
            let (part, of) = split(name);
            Label { part, kind: given.or_else(|| known(of)).flatten() }
        };
        let labels = names.iter().map(label).collect();
        Ok(Self { path, names, labels })
    }

    /// Whether there is a label for each number of the model, and a meaning for each.
    pub(super) fn check(&self, model: &Path, width: usize) -> Result<(), OnnxError> {
        let unknown = self
            .names
            .iter()
            .find(|(name, given)| given.is_none() && known(split(name).1).is_none());
        if let Some((name, _)) = unknown {
            let found = format!("no kind is known for the label {name:?}");
            let expected = "PER, ORG, LOC, GROUP, EVENT or MISC, or a kind given for it";
            return Err(OnnxError::unfit(&self.path, found, expected));
        }
        if width == self.labels.len() {
            return Ok(());
        }
        let found = format!("it tells {width} labels apart");
        let expected = format!("{}, as many as {} holds", self.labels.len(), self.path.display());
        Err(OnnxError::unfit(model, found, expected))
    }

    pub(super) fn labels(&self) -> &[Label] {
        &self.labels
    }
}

/// The kind that a type stands for, perhaps none; `None` when it is not known.
fn known(of: &str) -> Option<Option<Kind>> {
    let upper = of.to_ascii_uppercase();
    let row = TYPES.iter().find(|(types, _)| types.contains(&upper.as_str()));
    row.map(|(_, kind)| *kind).or_else(|| (of == "O").then_some(None))
}

/// The part of a name and the type that a label says.
fn split(label: &str) -> (Part, &str) {
    match label.split_once(['-', '_']) {
        Some(("B" | "S" | "U", kind)) => (Part::First, kind),
        Some(("I" | "E" | "L" | "M", kind)) => (Part::Inner, kind),
        _ => (Part::Inner, label),
    }
}

type Names = Vec<(String, Option<Option<Kind>>)>;

fn from_lines(path: &Path, text: &str) -> Result<Names, OnnxError> {
    let mut names = Names::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some((label, kind)) = line.split_once(char::is_whitespace) else {
            names.push((line.to_owned(), None));
            continue;
        };
        let kind = match kind.trim() {
            "-" => None,
            kind => match kind.parse::<Kind>().ok().filter(|kind| kind.is_name()) {
                Some(kind) => Some(kind),
                None => {
                    let expected = "person, organization, location, group, event or -";
                    return Err(OnnxError::unfit(path, format!("{label} as {kind:?}"), expected));
                }
            },
        };
        names.push((label.to_owned(), Some(kind)));
    }
    Ok(names)
}

fn from_json(path: &Path, text: &str) -> Result<Names, OnnxError> {
    const EXPECTED: &str = "id2label, an object from number to label, or a list of labels";
    let json: Value = serde_json::from_str(text)
        .map_err(|error| OnnxError::unfit(path, error.to_string(), EXPECTED))?;
    let label = |value: &Value| value.as_str().map(|label| (label.to_owned(), None));
    let names = match json.get("id2label").unwrap_or(&json) {
        Value::Array(labels) => labels.iter().map(label).collect(),
        Value::Object(map) => {
            (0..map.len()).map(|number| map.get(&number.to_string()).and_then(label)).collect()
        }
        _ => None,
    };
    names.ok_or_else(|| OnnxError::unfit(path, "it maps no unbroken run of numbers", EXPECTED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: Result<Names, OnnxError>, expected: &[(&str, Option<Option<Kind>>)]) {
        let names = names.expect("a label map");
        let names: Vec<_> = names.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn forms_of_label_maps() {
        let path = Path::new("labels");
        check(
            from_json(path, r#"{"architectures": [], "id2label": {"1": "B-LOC", "0": "O"}}"#),
            &[("O", None), ("B-LOC", None)],
        );
        check(from_json(path, r#"["O", "PER"]"#), &[("O", None), ("PER", None)]);
        check(
            from_lines(path, "O\nB-SHIP\torganization\n\nI-MOON -\n"),
            &[("O", None), ("B-SHIP", Some(Some(Kind::Organization))), ("I-MOON", Some(None))],
        );
        for broken in ["{", "7", r#"{"0": "O", "2": "B-PER"}"#, "[1]"] {
            assert!(from_json(path, broken).is_err(), "{broken}");
        }
        assert!(from_lines(path, "B-PER date").is_err());
    }

    #[test]
    fn types_become_kinds() {
        let labels =
            NameLabels::new(["O", "B-GPE", "I-gpe", "MISC", "S-PER"]).expect("known types");
        let kinds: Vec<_> = labels.labels().iter().map(|label| (label.part, label.kind)).collect();
        let (place, person) = (Some(Kind::Location), Some(Kind::Person));
        assert_eq!(
            kinds,
            [
                (Part::Inner, None),
                (Part::First, place),
                (Part::Inner, place),
                (Part::Inner, None),
                (Part::First, person),
            ]
        );
        let labels = labels.kind("MISC", Some(Kind::Event)).expect("a label of that type");
        assert_eq!(labels.labels()[3].kind, Some(Kind::Event));
        assert!(labels.clone().kind("MISC", Some(Kind::Date)).is_err());
        assert!(labels.kind("SHIP", None).is_err());
    }
}
