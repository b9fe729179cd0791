//! A piece of one sentence.

use diptych::Place;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::alignment::Side;
use crate::repr::excerpt;

/// A piece of one sentence, on one side of an alignment.
///
/// `start` and `end` are code points of the document's clean text; in an alignment of bare lists,
/// of the sentence itself.
///
/// >>> import diptych
/// >>> bead = diptych.align_sentences(["In 1987, it burned."], ["En 1987, elle a brûlé."]).beads[0]
/// >>> [place.text for place in (item.target for item in bead.evidence) if "1987" in place.text]
/// ['1987']
#[pyclass(name = "Place", module = "diptych", frozen, eq, hash)]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct PyPlace {
    /// The number of the sentence.
    #[pyo3(get)]
    sentence: usize,
    /// Where it starts.
    #[pyo3(get)]
    start: usize,
    /// Where it ends.
    #[pyo3(get)]
    end: usize,
    /// What stands there.
    #[pyo3(get)]
    text: String,
}

impl PyPlace {
    /// A place on one side of an alignment.
    pub(crate) fn of(place: Place, side: &Side) -> Self {
        let text = side.text(place.sentence);
        let (start, end) = text.offsets().span(place.span);
        let piece = text.as_str()[place.span].to_owned();
        Self { sentence: place.sentence, start, end, text: piece }
    }
}

#[pymethods]
impl PyPlace {
    #[new]
    const fn new(sentence: usize, start: usize, end: usize, text: String) -> Self {
        Self { sentence, start, end, text }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Self { sentence, start, end, text } = self;
        Ok(format!("Place(sentence={sentence}, {start}, {end}, {})", excerpt(py, text)?))
    }

    fn __str__<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        PyString::new(py, &self.text)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let Self { sentence, start, end, text } = slf.get();
        (slf.get_type(), (sentence, start, end, text)).into_pyobject(slf.py())
    }
}
