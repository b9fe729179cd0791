//! What is wrong with a file of learned weights.

use std::borrow::Cow;
use std::fmt;

/// A model file that cannot be used: which, from which byte on, and what was expected there.
///
/// ```
/// use diptych_text::ModelError;
///
/// let error = ModelError::new("en.bin", 7, "version 1");
/// assert_eq!(error.to_string(), "en.bin is not readable at byte 7: expected version 1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError {
    name: Cow<'static, str>,
    offset: usize,
    expected: &'static str,
}

impl ModelError {
    /// An error in the file `name`, or in what stands for it: `model` where no file is known.
    #[must_use]
    pub fn new(name: impl Into<Cow<'static, str>>, offset: usize, expected: &'static str) -> Self {
        Self { name: name.into(), offset, expected }
    }

    /// The byte of the file from which on it is not as expected.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// What was expected there.
    #[must_use]
    pub const fn expected(&self) -> &'static str {
        self.expected
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, offset, expected } = self;
        write!(f, "{name} is not readable at byte {offset}: expected {expected}")
    }
}

impl std::error::Error for ModelError {}
