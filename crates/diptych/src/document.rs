//! A document with all that was found in it.

use diptych_clean::{Block, Edit, Metadata, Unsettled};
use diptych_extract::{Entity, Reference};
use diptych_language::{LanguageGuess, Passage, detect_languages};
use diptych_text::{OffsetMap, Span};

/// A cleaned, segmented and annotated document: what [`crate::Pipeline`] gives.
///
/// Two texts live here: `source`, as it came, and `text`, the clean one. Blocks, edits and
/// metadata are spans of the source; paragraphs, sentences and entities are spans of the clean
/// text; [`Document::to_source`] leads from there to the source.
///
/// ```
/// let document = diptych::Pipeline::new().annotate("The  quay was empty. .");
/// assert_eq!(document.sentence_texts().collect::<Vec<_>>(), ["The quay was empty."]);
/// let source = document.to_source(document.sentences[0]);
/// assert_eq!(&document.source[source], "The  quay was empty.");
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Document {
    /// The name the caller gave it.
    pub id: Option<String>,
    /// The text as it came.
    pub source: String,
    /// The clean text.
    pub text: String,
    /// The language, given (score 1) or detected.
    #[serde(with = "guess")]
    pub language: LanguageGuess,
    /// The date times were resolved against: given, or found in a line beside the text.
    pub reference: Option<Reference>,
    /// What was changed on the source, sorted and disjoint.
    pub edits: Vec<Edit>,
    /// From the clean text back to the source.
    pub map: OffsetMap,
    /// The parts of the source, in order.
    pub blocks: Vec<Block>,
    /// What dropped lines said about the document.
    pub metadata: Vec<Metadata>,
    /// What cleaning left as it came because it found no end, as spans of the source; empty for all
    /// text that was not built for that.
    pub unsettled: Vec<Unsettled>,
    /// The paragraphs of the clean text, in order, disjoint.
    pub paragraphs: Vec<Span>,
    /// The sentences of the clean text, in order, disjoint.
    pub sentences: Vec<Span>,
    /// What was found in the clean text, sorted by start; disjoint within names and within values.
    pub entities: Vec<Entity>,
}

impl Document {
    /// The smallest span of the source that covers what `span` of the clean text was made from.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        self.map.to_source(span)
    }

    /// The texts of the sentences, in order.
    pub fn sentence_texts(&self) -> impl Iterator<Item = &str> {
        self.sentences.iter().map(|&span| &self.text[span])
    }

    /// The passages of the clean text, one language each, found anew at each call, as
    /// [`detect_languages`]: more than one in a document of several languages. Sentences and
    /// entities follow the language of the whole.
    ///
    /// ```
    /// let text = "Nobody on the quay knew why it was late.\n\nPersonne ne savait pourquoi il était en retard.";
    /// assert_eq!(diptych::Pipeline::new().annotate(text).passages().len(), 2);
    /// ```
    #[must_use]
    pub fn passages(&self) -> Vec<Passage> {
        detect_languages(&self.text)
    }

    /// The id, or an empty text for a document without one.
    #[must_use]
    pub fn id_or_empty(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }
}

/// A guess as a pair of language and score.
mod guess {
    use diptych_language::LanguageGuess;
    use diptych_text::Language;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(
        guess: &LanguageGuess,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        (guess.language, guess.score).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<LanguageGuess, D::Error> {
        let (language, score) = <(Language, f64)>::deserialize(from)?;
        Ok(LanguageGuess::new(language, score))
    }
}
