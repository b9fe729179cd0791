//! Finds numbers, money, dates and names in text, with exact values that are the same in every
//! language.
//!
//! An [`Extractor`] knows a language; [`Extractor::entities`] gives each [`Entity`] with its place in
//! bytes, its [`Kind`] and its [`Value`].
//!
//! ```
//! use diptych_extract::{Extractor, Kind};
//! use diptych_text::Language;
//!
//! let text = "La tonne coûte plus de 1 400 euros.";
//! let entities = Extractor::new(Language::FR).entities(text);
//! let price = entities.iter().find(|entity| entity.kind() == Kind::Money).expect("it is there");
//! assert_eq!(&text[price.span], "1 400 euros");
//! assert_eq!(price.value.to_string(), "money:1400 EUR");
//! ```
//!
//! # Where to look
//!
//! - *What can be found*: [`Kind`]; two layers, names and values, each without overlaps.
//! - *What a value says*: [`Value`] and [`Amount`]: decimals and fractions, never floating point, so
//!   that values can be compared and serve as keys ([`Value::anchor_keys`]). [`Modifier`] is the
//!   `more than` beside it.
//! - *Which day `Tuesday` is*: give [`ExtractOptions`] a [`Reference`]; [`Reading`] is what a time
//!   comes to.
//! - *Words of your own*: a [`Vocabulary`] of units, currencies and number words; a [`NameModel`], or
//!   [names](NameSpan) that another tagger found.

mod age;
mod entity;
mod extractor;
mod given;
mod kind;
mod layer;
mod lexer;
mod lexicon;
mod locale;
mod measure;
mod name;
mod number;
#[cfg(feature = "onnx")]
mod onnx;
mod rational;
mod scan;
mod sequence;
mod set;
mod tags;
mod time;
#[cfg(feature = "train")]
pub mod training;
mod value;
mod vocabulary;
mod zone;

#[cfg(feature = "onnx")]
pub use diptych_onnx::{ModelFiles, OnnxError};
pub use diptych_text::ModelError;

pub use entity::Entity;
pub use extractor::{ExtractOptions, Extractor, Reference, ReferenceError};
pub use given::{NameSpan, NameSpanError};
pub use kind::{Kind, KindError};
pub use name::NameModel;
#[cfg(feature = "onnx")]
pub use onnx::{NameLabels, NameTagger};
pub use rational::{Rational, RationalError};
pub use value::{Amount, Modifier, Money, Name, Ordinal, Origin, Reading, Time, Value, ValueError};
pub use vocabulary::{Vocabulary, VocabularyError};
