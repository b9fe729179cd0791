//! What a trainer of the model needs: not for other use, and free to change.

pub use crate::grams::{Grams, scan};
pub use crate::model::{DIMENSION, MAGIC, place, weight};
pub use crate::script::Script;

use crate::detect::{LanguageGuess, best};
use crate::model::Model;

/// A model under trial.
#[derive(Debug)]
pub struct Trial(&'static Model);

impl Trial {
    /// Reads a model file; nothing if it is none. It is kept until the end of the program.
    #[must_use]
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        Model::read(bytes.leak()).map(|model| Self(Box::leak(Box::new(model))))
    }

    /// As [`crate::detect_language`].
    #[must_use]
    pub fn detect_language(&self, text: &str) -> LanguageGuess {
        best(self.0, text)
    }
}
