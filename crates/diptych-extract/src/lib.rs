//! Finds numbers, money, dates and names in text, with exact values that are the same in every
//! language.

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
