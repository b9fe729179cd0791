//! Reading of model files.

use diptych_text::ModelError;

/// What is left of the file of a model.
#[derive(Clone, Debug)]
pub(crate) struct Source<'b> {
    model: &'static str,
    length: usize,
    rest: &'b [u8],
}

impl<'b> Source<'b> {
    pub(crate) const fn new(model: &'static str, bytes: &'b [u8]) -> Self {
        Self { model, length: bytes.len(), rest: bytes }
    }

    /// The error that something else was `expected`, `back` bytes before what comes next.
    pub(crate) fn error(&self, back: usize, expected: &'static str) -> ModelError {
        ModelError::new(self.model, self.length - self.rest.len() - back, expected)
    }

    /// The next bytes, which are `expected` to be there.
    pub(crate) fn take(
        &mut self,
        n: usize,
        expected: &'static str,
    ) -> Result<&'b [u8], ModelError> {
        let (head, rest) = self.rest.split_at_checked(n).ok_or_else(|| self.error(0, expected))?;
        self.rest = rest;
        Ok(head)
    }

    /// The next `N` bytes.
    pub(crate) fn array<const N: usize>(
        &mut self,
        expected: &'static str,
    ) -> Result<[u8; N], ModelError> {
        let (head, rest) = self.rest.split_first_chunk().ok_or_else(|| self.error(0, expected))?;
        self.rest = rest;
        Ok(*head)
    }

    /// Checks that the next bytes are these.
    pub(crate) fn is(&mut self, bytes: &[u8], expected: &'static str) -> Result<(), ModelError> {
        let found = self.take(bytes.len(), expected)?;
        if found == bytes { Ok(()) } else { Err(self.error(bytes.len(), expected)) }
    }

    /// Checks that nothing follows.
    pub(crate) fn end(self) -> Result<(), ModelError> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.error(0, "the end of the file")) }
    }
}
