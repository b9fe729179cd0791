//! Duplicates of lines and paragraphs.

use std::sync::{Mutex, MutexGuard, PoisonError};

use diptych::{LineDeduplicator, Piece};
use pyo3::prelude::*;

use crate::arguments::bad_value;
use crate::repr::count;
use crate::text::Utf8;
use crate::thinned::PyThinned;

/// Drops lines or paragraphs that stood before in a collection of texts.
///
/// Either in one pass with `add`, where the first copy stays, or in two: first `count` all texts,
/// then `thin` them, where no copy of what is too frequent stays. White space makes no difference.
/// `piece` is `"line"` or `"paragraph"`; pieces of fewer than `min_characters` are left alone.
///
/// >>> import diptych
/// >>> lines = diptych.LineDeduplicator()
/// >>> lines.add("Harbour news\nThe ferry is late.").text
/// 'Harbour news\nThe ferry is late.'
/// >>> thinned = lines.add("Harbour news\nThe crane is back.")
/// >>> thinned.text, thinned.repeats
/// ('The crane is back.', [Repeat(0, 12, first=0, copies=2)])
#[pyclass(name = "LineDeduplicator", module = "diptych", frozen)]
pub(crate) struct PyLineDeduplicator {
    lines: Mutex<LineDeduplicator>,
}

impl PyLineDeduplicator {
    fn lock(&self) -> MutexGuard<'_, LineDeduplicator> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl PyLineDeduplicator {
    #[new]
    #[pyo3(
        signature = (piece=None, *, min_characters=0),
        text_signature = "(piece='line', *, min_characters=0)"
    )]
    fn new(piece: Option<&Bound<'_, PyAny>>, min_characters: usize) -> PyResult<Self> {
        let piece = match piece.map(|piece| Utf8::argument("piece", piece)).transpose()? {
            None => Piece::Line,
            Some(piece) => match piece.as_ref() {
                "line" => Piece::Line,
                "paragraph" => Piece::Paragraph,
                other => {
                    let problem = format!("expected 'line' or 'paragraph', got {other:?}");
                    return Err(bad_value("piece", problem));
                }
            },
        };
        let lines = LineDeduplicator::new(piece).min_characters(min_characters);
        Ok(Self { lines: Mutex::new(lines) })
    }

    /// Drops from `text` what stood in it or in an earlier text before, and remembers the rest.
    fn add(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyThinned> {
        let text = Utf8::argument("text", text)?;
        Ok(py.detach(|| PyThinned::new(text.as_ref(), &self.lock().add(text.as_ref()))))
    }

    /// Counts the pieces of `text`.
    fn count(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<()> {
        let text = Utf8::argument("text", text)?;
        py.detach(|| self.lock().count(text.as_ref()));
        Ok(())
    }

    /// Drops from `text` every piece of which `copies` or more were counted.
    fn thin(&self, py: Python<'_>, text: &Bound<'_, PyAny>, copies: usize) -> PyResult<PyThinned> {
        let text = Utf8::argument("text", text)?;
        Ok(py.detach(|| PyThinned::new(text.as_ref(), &self.lock().thin(text.as_ref(), copies))))
    }

    fn __len__(&self, py: Python<'_>) -> usize {
        py.detach(|| self.lock().len())
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!("LineDeduplicator({})", count(self.__len__(py), "text"))
    }
}
