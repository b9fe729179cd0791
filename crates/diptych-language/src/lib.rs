//! Tells the language of a text.

mod detect;

pub use detect::{LanguageGuess, detect_language};
