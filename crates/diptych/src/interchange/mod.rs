//! Documents and pairs in the formats of other tools: TMX, XLIFF, CoNLL-U, Web Annotation.

mod annotation;
mod conllu;
mod tmx;
mod xliff;
mod xml;

pub use annotation::web_annotations;
pub use conllu::conllu;
pub use tmx::{read_tmx, write_tmx};
pub use xliff::{read_xliff, write_xliff};
pub use xml::XmlError;

use diptych_pair::Alignment;
use diptych_text::Language;

use crate::Document;

/// A text and its translation, as translation memories hold them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TranslationUnit {
    /// The text.
    pub source: String,
    /// Its translation.
    pub target: String,
    /// The language of the text.
    pub source_language: Language,
    /// The language of its translation.
    pub target_language: Language,
    /// How sure it is that the two are translations, 0 to 1, if anybody said.
    pub score: Option<f64>,
}

impl TranslationUnit {
    /// A text and its translation without a score.
    #[must_use]
    pub fn new(
        (source, source_language): (impl Into<String>, Language),
        (target, target_language): (impl Into<String>, Language),
    ) -> Self {
        let (source, target) = (source.into(), target.into());
        Self { source, target, source_language, target_language, score: None }
    }
}

/// The beads of an alignment that have two sides, in order; several sentences of a side are joined
/// with a space.
///
/// ```
/// use diptych::{Pipeline, align, translation_units, write_tmx};
///
/// let pipeline = Pipeline::new();
/// let english = pipeline.annotate("Nobody knew why the ferry was late. It rained on 3 May.");
/// let french = pipeline.annotate("Personne ne savait pourquoi le bac était en retard. Il a plu le 3 mai.");
/// let units = translation_units(&english, &french, &align(&english, &french));
/// assert_eq!(units[1].target, "Il a plu le 3 mai.");
/// assert!(write_tmx(&units).contains("<seg>It rained on 3 May.</seg>"));
/// ```
#[must_use]
pub fn translation_units(
    source: &Document,
    target: &Document,
    alignment: &Alignment,
) -> Vec<TranslationUnit> {
    let text = |document: &Document, sentences: std::ops::Range<usize>| {
        let texts: Vec<&str> =
            document.sentences[sentences].iter().map(|&span| &document.text[span]).collect();
        texts.join(" ")
    };
    let both = alignment.beads.iter().filter(|b| !b.source.is_empty() && !b.target.is_empty());
    both.map(|bead| TranslationUnit {
        source: text(source, bead.source.clone()),
        target: text(target, bead.target.clone()),
        source_language: source.language.language,
        target_language: target.language.language,
        score: Some(bead.score),
    })
    .collect()
}
