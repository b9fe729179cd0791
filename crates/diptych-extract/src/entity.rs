//! A thing found in a text.

use diptych_text::Span;

use crate::{Kind, Modifier, Value};

/// A thing found in a text, with its normalised value.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Entity {
    /// The core: `1,400` in `more than 1,400`.
    pub span: Span,
    /// The core with its modifier words: `more than 1,400`; the same as `span` without any.
    pub extended: Span,
    /// What it means.
    #[cfg_attr(feature = "serde", serde(with = "crate::value::canonical_text"))]
    pub value: Value,
    /// How the words around it change the value.
    pub modifier: Option<Modifier>,
    /// How sure it is, 0 to 1.
    pub score: f64,
}

impl Entity {
    /// An entity of which all is known, as one that was written down and is read back.
    ///
    /// ```
    /// use diptych_extract::{Entity, Value};
    ///
    /// let entity = Entity::new((0..5).into(), "number:1400".parse::<Value>()?, 0.9);
    /// assert_eq!((entity.extended, entity.modifier), (entity.span, None));
    /// # Ok::<(), diptych_extract::ValueError>(())
    /// ```
    #[must_use]
    pub const fn new(span: Span, value: Value, score: f64) -> Self {
        Self { span, extended: span, value, modifier: None, score }
    }

    /// The kind of the value.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.value.kind()
    }
}
