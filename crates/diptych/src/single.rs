//! Single stages on one text whose language may have to be detected.

use diptych_extract::{Entity, ExtractOptions, Extractor, NameSpan, NameSpanError};
use diptych_text::{Language, Span};

use crate::filters::language_or_detected as language_of;
use crate::segmenters::segmenter;

/// Splits `text` into sentences, as [`diptych_segment::Segmenter::sentences`]; a language that is not given is
/// detected.
///
/// ```
/// assert_eq!(diptych::sentences("Il pleut. Elle part.", None).len(), 2);
/// ```
#[must_use]
pub fn sentences(text: &str, language: Option<Language>) -> Vec<Span> {
    segmenter(language_of(text, language)).sentences(text).collect()
}

/// Splits `text` into words, as [`diptych_segment::Segmenter::words`]; a language that is not given is detected.
///
/// ```
/// assert_eq!(diptych::words("Il pleut.", None).len(), 2);
/// ```
#[must_use]
pub fn words(text: &str, language: Option<Language>) -> Vec<Span> {
    segmenter(language_of(text, language)).words(text)
}

/// Finds what is in `text`, as [`Extractor::entities`]; a language that is not given is detected.
///
/// ```
/// use diptych::{ExtractOptions, Language, entities};
///
/// let found = entities("12,5 % de hausse", Some(Language::FR), ExtractOptions::default());
/// assert_eq!(found[0].span, (0..6).into());
/// ```
#[must_use]
pub fn entities(text: &str, language: Option<Language>, options: ExtractOptions) -> Vec<Entity> {
    Extractor::with_options(language_of(text, language), options).entities(text)
}

/// The same with names that somebody else found, as [`Extractor::entities_with_names`].
///
/// ```
/// use diptych::{ExtractOptions, Kind, NameSpan, entities_with_names};
///
/// let names = [NameSpan::new((5..13).into(), Kind::Location, 0.8)];
/// let found = entities_with_names("Vers  La Haye", None, ExtractOptions::default(), &names)?;
/// assert_eq!(found[0].span, (6..13).into());
/// # Ok::<(), diptych::NameSpanError>(())
/// ```
///
/// # Errors
/// A name that cannot be one of the text.
pub fn entities_with_names(
    text: &str,
    language: Option<Language>,
    options: ExtractOptions,
    names: &[NameSpan],
) -> Result<Vec<Entity>, NameSpanError> {
    Extractor::with_options(language_of(text, language), options).entities_with_names(text, names)
}
