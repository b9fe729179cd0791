//! What the development tool needs to make the tables and models of this crate.

use diptych_text::Language;

use crate::Kind;
pub use crate::name::FeatureGroup;

/// A name in lower case, without accents, its words joined by hyphens, as ids are made.
///
/// ```
/// assert_eq!(diptych_extract::training::slug("Côte d’Ivoire"), "cote-d-ivoire");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    crate::name::slug(name)
}

/// A sentence with its names, to learn from.
#[derive(Clone, Debug)]
pub struct Example<'t> {
    /// The sentence.
    pub text: &'t str,
    /// Its language.
    pub language: Language,
    /// Spans in bytes and kinds, disjoint.
    pub names: Vec<(usize, usize, Kind)>,
    /// Whether groups and events are marked too; when not, what is unmarked may be either.
    pub complete: bool,
}

/// How a model of names is trained.
#[derive(Clone, Debug)]
pub struct TrainOptions {
    /// How often all examples are read.
    pub epochs: usize,
    /// The first step of AdaGrad.
    pub rate: f32,
    /// Pull of the weights towards nothing, at each step.
    pub decay: f32,
    /// How often a feature of a token is left out as it is read, 0 to below 1 (Srivastava et al.
    /// 2014): so that no word is relied on alone.
    pub dropout: f32,
    /// A feature counts from this number of occurrences on.
    pub occurrences: u32,
    /// How many features are kept, those with the heaviest weights.
    pub rows: usize,
    /// Groups of features that are not used.
    pub blind: Vec<FeatureGroup>,
    /// Seed of the order of examples.
    pub seed: u64,
}

/// The bytes of the table of common words: for each language, by its code, its words from the most
/// frequent on.
#[must_use]
pub fn common_words(languages: &[(&str, Vec<String>)]) -> Vec<u8> {
    crate::name::write_words(languages)
}

/// Trains a model of names; gives the bytes of its file. The same input gives the same bytes.
#[must_use]
pub fn train_names(examples: &[Example<'_>], options: &TrainOptions) -> Vec<u8> {
    crate::name::train(examples, options)
}
