//! What the pairing stage gives.

use std::ops::Range;

use diptych_text::{Language, Span};

use crate::AnchorKind;

/// The sentences of two documents, joined.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Alignment {
    /// Covers every sentence of both sides once, in order; one side of a bead may be empty, then
    /// the other holds one sentence.
    pub beads: Vec<Bead>,
    /// How much of both texts is joined by beads that hold, 0 to 1.
    pub score: f64,
    /// What differs between the two sides.
    pub discrepancies: Vec<Discrepancy>,
}

/// Sentences of the source and the sentences of the target that translate them.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Bead {
    /// Sentence numbers of the source.
    pub source: Range<usize>,
    /// Sentence numbers of the target.
    pub target: Range<usize>,
    /// How sure it is that the two sides are translations, 0 to 1; 0 when one side is empty.
    pub score: f64,
    /// What matched, the strongest first.
    pub evidence: Vec<Evidence>,
}

/// One thing that stands on both sides of a bead.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Evidence {
    /// What matched.
    pub kind: AnchorKind,
    /// The key both sides share; of two words, `source=target`.
    pub key: String,
    /// Where it stands on the source side.
    pub source: Place,
    /// Where it stands on the target side.
    pub target: Place,
    /// How much it says, 0 to 1.
    pub score: f64,
}

/// A piece of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Place {
    /// The number of the sentence.
    pub sentence: usize,
    /// In bytes of the text the sentence was cut from (`Sentence::start` is added).
    pub span: Span,
}

/// Something that differs between the two sides of a pair.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Discrepancy {
    /// What differs.
    pub kind: DiscrepancyKind,
    /// How grave it is.
    pub severity: Severity,
    /// Where, on the source side.
    pub source: Option<Place>,
    /// Where, on the target side.
    pub target: Option<Place>,
    /// One sentence for a person to read.
    pub message: String,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum DiscrepancyKind {
    /// A number without its like on the other side.
    Number,
    /// A date or time without its like on the other side.
    Date,
    /// A name without its like on the other side.
    Name,
    /// A piece that was left in the language of the other side.
    Untranslated,
    /// A sentence of the source that the target lacks.
    Omission,
    /// A sentence of the target that the source lacks.
    Addition,
    /// A passage that stands elsewhere on the other side.
    Moved,
}

/// How grave a discrepancy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Severity {
    /// Perhaps a matter of style.
    Low,
    /// Worth a look.
    Medium,
    /// Changes what is said.
    High,
}

/// Two documents that are translations of each other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DocumentPair {
    /// Index of the source among the documents given: the one that comes first.
    pub source: usize,
    /// Index of the target.
    pub target: usize,
    /// The languages of source and target.
    pub languages: (Language, Language),
    /// How sure it is that they are translations, 0 to 1; 0.5 is even odds.
    pub score: f64,
    /// Whether they are so as a whole.
    pub kind: PairKind,
    /// The share of the characters of source and target that beads which hold cover, 0 to 1.
    pub coverage: (f64, f64),
    /// Their sentences, joined, with evidence and discrepancies.
    pub alignment: Alignment,
}

/// How much of two documents is a translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PairKind {
    /// Each is the translation of the other.
    #[default]
    Full,
    /// One is the translation of a part of the other: it is covered, and of the other less than three
    /// quarters as much.
    Partial,
    /// One is the translation of a part of the other, whose other parts are translated by other
    /// documents: the only pairs in which a document may stand more than once for a language.
    Merged,
}

impl DiscrepancyKind {
    /// The name used in Python and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Untranslated => "untranslated",
            Self::Omission => "omission",
            Self::Addition => "addition",
            Self::Moved => "moved",
        }
    }
}

impl Severity {
    /// The name used in Python and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

impl PairKind {
    /// The name used in Python and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Merged => "merged",
        }
    }
}
