//! All steps in a row.

use std::borrow::Cow;

use diptych_text::{Language, OffsetMap, Span};

use crate::{Block, Edit};

/// Cleans texts; built once, used many times, from many threads.
#[derive(Clone, Debug, Default)]
pub struct Cleaner {
    options: CleanOptions,
}

/// What a [`Cleaner`] does.
#[derive(Clone, Debug, Default)]
pub struct CleanOptions {
    language: Language,
}

impl CleanOptions {
    /// The language of the texts, [`Language::UND`] when not known.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }
}

/// A cleaned text with all that was done to it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cleaned<'t> {
    /// The clean text; borrowed when nothing was changed.
    pub text: Cow<'t, str>,
    /// The changes on the source, sorted and disjoint; applying them to it gives `text`.
    pub edits: Vec<Edit>,
    /// From `text` back to the source.
    pub map: OffsetMap,
    /// The parts of the **source**, in order, disjoint, kept and dropped ones.
    pub blocks: Vec<Block>,
    /// What dropped lines said about the document.
    pub metadata: Vec<Metadata>,
}

/// A fact about the document found in a line that is not part of its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Metadata {
    /// What is said: `date`, `section`, `author`.
    pub key: &'static str,
    /// The value; a date in ISO 8601, as exact as it is known: `2023-10`.
    pub value: String,
    /// Where it stands in the source, in bytes.
    pub span: Span,
}

impl Cleaner {
    /// A cleaner with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A cleaner with options of one's own.
    #[must_use]
    pub const fn with_options(options: CleanOptions) -> Self {
        Self { options }
    }

    /// Cleans `text`.
    #[must_use]
    pub fn clean<'t>(&self, text: &'t str) -> Cleaned<'t> {
        let _ = &self.options.language;
        Cleaned {
            text: Cow::Borrowed(text),
            edits: Vec::new(),
            map: OffsetMap::identity(),
            blocks: Vec::new(),
            metadata: Vec::new(),
        }
    }
}
