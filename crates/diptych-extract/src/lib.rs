//! Finds numbers, money, dates and names in text, with exact values that are the same in every
//! language.

mod age;
mod entity;
mod extractor;
mod kind;
mod layer;
mod lexer;
mod lexicon;
mod locale;
mod measure;
mod name;
mod number;
mod rational;
mod scan;
mod sequence;
mod set;
mod tags;
mod time;
#[cfg(feature = "train")]
pub mod training;
mod value;
mod zone;

pub use diptych_text::ModelError;

pub use entity::Entity;
pub use extractor::{ExtractOptions, Extractor, Reference, ReferenceError};
pub use kind::{Kind, KindError};
pub use name::NameModel;
pub use rational::{Rational, RationalError};
pub use value::{Amount, Modifier, Money, Name, Ordinal, Origin, Reading, Time, Value, ValueError};
