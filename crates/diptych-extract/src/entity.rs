//! A thing found in a text.

use diptych_text::Span;

use crate::{Kind, Modifier, Value};

/// A thing found in a text, with its normalised value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entity {
    /// The core: `1,400` in `more than 1,400`.
    pub span: Span,
    /// The core with its modifier words: `more than 1,400`; the same as `span` without any.
    pub extended: Span,
    /// What it means.
    pub value: Value,
    /// How the words around it change the value.
    pub modifier: Option<Modifier>,
    /// How sure it is, 0 to 1.
    pub score: f64,
}

impl Entity {
    /// The kind of the value.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.value.kind()
    }
}
