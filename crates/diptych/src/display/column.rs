//! One side of an alignment, as it is shown.

use std::borrow::Cow;

use diptych_text::{Language, Span};

use crate::Document;

/// One side of an alignment: its sentences, and what it is called.
///
/// ```
/// use diptych::display::Column;
///
/// let column = Column::of_sentences(["It rained.", "Nobody came."]).named("draft");
/// assert_eq!(column.name(), "draft");
/// ```
#[derive(Clone, Debug)]
pub struct Column<'a> {
    name: Cow<'a, str>,
    content: Content<'a>,
}

#[derive(Clone, Debug)]
enum Content<'a> {
    /// Places are spans of the document's clean text.
    Document(&'a Document),
    /// Places are spans of the single sentence.
    Sentences(Vec<&'a str>),
}

impl<'a> Column<'a> {
    /// A document, under its id; without an id it has no name.
    #[must_use]
    pub fn of_document(document: &'a Document) -> Self {
        Self { name: document.id_or_empty().into(), content: Content::Document(document) }
    }

    /// Sentences by themselves, without a name.
    pub fn of_sentences(sentences: impl IntoIterator<Item = &'a str>) -> Self {
        Self { name: "".into(), content: Content::Sentences(sentences.into_iter().collect()) }
    }

    /// The same under another name.
    #[must_use]
    pub fn named(mut self, name: impl Into<Cow<'a, str>>) -> Self {
        self.name = name.into();
        self
    }

    /// What it is called; empty when it has no name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The document, when it is one.
    pub(crate) fn document(&self) -> Option<&'a Document> {
        match self.content {
            Content::Document(document) => Some(document),
            Content::Sentences(_) => None,
        }
    }

    /// The language, when it is known.
    pub(crate) fn language(&self) -> Option<Language> {
        self.document().map(|d| d.language.language).filter(|language| language.is_known())
    }

    /// How many sentences there are.
    pub(super) fn sentences(&self) -> usize {
        match &self.content {
            Content::Document(document) => document.sentences.len(),
            Content::Sentences(sentences) => sentences.len(),
        }
    }

    /// The text sentence `i` was cut from, and where in it the sentence stands.
    pub(super) fn sentence(&self, i: usize) -> (&'a str, Span) {
        match &self.content {
            Content::Document(document) => (&document.text, document.sentences[i]),
            Content::Sentences(sentences) => (sentences[i], Span::new(0, sentences[i].len())),
        }
    }
}
