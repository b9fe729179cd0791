//! What the pairing stage needs to know of a document.

use diptych_text::{Language, Span};

/// A document as the pairing stage sees it: sentences, and anchors that survive translation.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Profile<'t> {
    /// The language; [`Language::UND`] when not known.
    pub language: Language,
    /// The sentences, in order.
    pub sentences: Vec<Sentence<'t>>,
    /// Whether the anchors were made without rules for the language, so that amounts in words, dates
    /// and units may not be among them. Beside a side that has them, only plain digits are then
    /// compared for discrepancies, and names of no side.
    pub shallow: bool,
}

/// One sentence of a [`Profile`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Sentence<'t> {
    /// The sentence itself.
    pub text: &'t str,
    /// Where it starts in the text it was cut from, in bytes; 0 for a bare list of sentences.
    /// Spans in evidence and discrepancies are counted from there.
    pub start: usize,
    /// What it holds that survives translation, sorted by span; spans are on the sentence.
    pub anchors: Vec<Anchor>,
}

/// A key that is the same in every language, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Anchor {
    /// The key: `number:1400`, `date:--10-07`, `place:eg`.
    pub key: String,
    /// What it is.
    pub kind: AnchorKind,
    /// Where it stands, in bytes of its sentence.
    pub span: Span,
}

/// What an anchor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum AnchorKind {
    /// A number, amount, ordinal or percentage.
    Number,
    /// A date, time or duration.
    Date,
    /// A name.
    Name,
    /// A word: identical, cognate or known from a lexicon.
    Word,
}

impl<'t> Profile<'t> {
    /// An empty profile.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language, sentences: Vec::new(), shallow: false }
    }

    /// The profile of a bare list of sentences, with no anchor but what the aligner sees itself.
    #[must_use]
    pub fn from_sentences<S: AsRef<str>>(language: Language, sentences: &'t [S]) -> Self {
        let sentences = sentences.iter().map(|s| Sentence::new(s.as_ref())).collect();
        Self { language, sentences, shallow: false }
    }
}

impl<'t> Sentence<'t> {
    /// A sentence without anchors.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text, start: 0, anchors: Vec::new() }
    }

    /// The same, standing at byte `start` of its document.
    #[must_use]
    pub const fn at(mut self, start: usize) -> Self {
        self.start = start;
        self
    }

    /// The same with anchors.
    #[must_use]
    pub fn with_anchors(mut self, anchors: Vec<Anchor>) -> Self {
        self.anchors = anchors;
        self
    }
}

impl Anchor {
    /// An anchor.
    #[must_use]
    pub fn new(kind: AnchorKind, key: impl Into<String>, span: Span) -> Self {
        Self { key: key.into(), kind, span }
    }
}

impl AnchorKind {
    /// The name used in Python and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Word => "word",
        }
    }
}
