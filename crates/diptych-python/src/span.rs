//! A piece of a text.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use diptych::Span;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyList, PyString, PyTuple};

use crate::repr::excerpt;
use crate::text::{Text, Utf8};

/// A piece of a text: where it starts and ends, in code points, and what it says.
///
/// Spans order by start, then end; they unpack: `start, end = span`.
///
/// >>> import diptych
/// >>> text = "🎉 One. Two."
/// >>> first, second = diptych.sentences(text, "en")
/// >>> (second.start, second.end, second.text)
/// (7, 11, 'Two.')
/// >>> text[second.start:second.end]
/// 'Two.'
#[pyclass(name = "Span", module = "diptych", frozen)]
pub(crate) struct PySpan {
    /// The first code point.
    #[pyo3(get)]
    start: usize,
    /// The code point after the last one.
    #[pyo3(get)]
    end: usize,
    text: Arc<Text>,
    piece: Span,
}

impl PySpan {
    /// The spans of one text as a Python list.
    pub(crate) fn list<'py>(
        py: Python<'py>,
        text: &Arc<Text>,
        spans: &[Span],
    ) -> PyResult<Bound<'py, PyList>> {
        let offsets = text.offsets();
        let make = |&piece: &Span| {
            let (start, end) = offsets.span(piece);
            Bound::new(py, Self { start, end, text: text.clone(), piece })
        };
        PyList::new(py, spans.iter().map(make).collect::<PyResult<Vec<_>>>()?)
    }

    /// A span that stands at `start`, in code points, and holds its text alone.
    pub(crate) fn alone(start: usize, end: usize, text: String) -> Self {
        let piece = Span::new(0, text.len());
        Self { start, end, text: Arc::new(Text::new(Utf8::Owned(text))), piece }
    }

    fn key(&self) -> (usize, usize, &str) {
        (self.start, self.end, &self.text.as_str()[self.piece])
    }
}

#[pymethods]
impl PySpan {
    #[new]
    #[pyo3(signature = (start, end, text))]
    fn new(start: usize, end: usize, text: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = Arc::new(Text::argument("text", text)?);
        let piece = Span::new(0, text.as_str().len());
        Ok(Self { start, end, text, piece })
    }

    /// What stands there.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        self.text.piece(py, self.piece)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        PyTuple::new(py, [self.start, self.end])?.try_iter()
    }

    fn __richcmp__(&self, other: &Self, op: pyo3::pyclass::CompareOp) -> bool {
        op.matches(self.key().cmp(&other.key()))
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.key().hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (start, end, text) = self.key();
        Ok(format!("Span({start}, {end}, {})", excerpt(py, text)?))
    }

    fn __str__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        self.text(py)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let this = slf.get();
        let arguments = (this.start, this.end, this.text(slf.py())?);
        (slf.get_type(), arguments).into_pyobject(slf.py())
    }
}
