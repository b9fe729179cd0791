//! A stretch of text in one language.

use std::sync::Arc;

use diptych::Passage;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use serde::Serialize;

use crate::pickle;
use crate::text::Text;

/// A stretch of text in one language: whole lines, without outer white space.
///
/// >>> import diptych
/// >>> diptych.detect_languages("Nobody on the quay knew why it was late.")[0].language
/// 'en'
#[pyclass(name = "Passage", module = "diptych", frozen, eq)]
#[derive(PartialEq, Serialize)]
pub(crate) struct PyPassage {
    /// Where it starts, in code points.
    #[pyo3(get)]
    start: usize,
    /// Where it ends.
    #[pyo3(get)]
    end: usize,
    /// A BCP 47 tag.
    #[pyo3(get)]
    language: String,
    /// How sure, 0 to 1.
    #[pyo3(get)]
    score: f64,
}

impl PyPassage {
    /// Passages of `text` as a Python list.
    pub(crate) fn list<'py>(
        py: Python<'py>,
        text: &Arc<Text>,
        passages: &[Passage],
    ) -> PyResult<Bound<'py, PyList>> {
        let make = |passage: &Passage| {
            let (start, end) = text.offsets().span(passage.span);
            let language = passage.guess.language.to_string();
            Bound::new(py, Self::new(start, end, language, passage.guess.score))
        };
        PyList::new(py, passages.iter().map(make).collect::<PyResult<Vec<_>>>()?)
    }
}

#[pymethods]
impl PyPassage {
    #[new]
    const fn new(start: usize, end: usize, language: String, score: f64) -> Self {
        Self { start, end, language, score }
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __repr__(&self) -> String {
        let Self { start, end, language, score } = self;
        format!("Passage({start}, {end}, '{language}', score={score:.3})")
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let Self { start, end, language, score } = slf.get();
        (slf.get_type(), (start, end, language, score)).into_pyobject(slf.py())
    }
}
