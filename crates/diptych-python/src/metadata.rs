//! A fact about a document that stands beside its text.

use std::sync::Arc;

use diptych::Metadata;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use crate::repr::excerpt;
use crate::text::Text;

/// A fact about the document found in a line that is not part of its text: `key` is `date`
/// or `author`; a date is ISO 8601, as exact as it is known.
///
/// >>> import diptych
/// >>> text = "date 2023-10 News\n\nNobody came to the opening on Monday."
/// >>> diptych.clean(text).metadata
/// [Metadata('date', '2023-10', 0, 17)]
#[pyclass(name = "Metadata", module = "diptych", frozen, eq, hash)]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct PyMetadata {
    /// What is said: `date`, `author`.
    #[pyo3(get)]
    key: String,
    /// The value.
    #[pyo3(get)]
    value: String,
    /// Where it starts, in code points of the source.
    #[pyo3(get)]
    start: usize,
    /// Where it ends.
    #[pyo3(get)]
    end: usize,
}

impl PyMetadata {
    /// Facts found in `source` as a Python list.
    pub(crate) fn list<'py>(
        py: Python<'py>,
        source: &Arc<Text>,
        facts: &[Metadata],
    ) -> PyResult<Bound<'py, PyList>> {
        let make = |fact: &Metadata| {
            let (start, end) = source.offsets().span(fact.span);
            Bound::new(py, Self::new(fact.key.to_owned(), fact.value.clone(), start, end))
        };
        PyList::new(py, facts.iter().map(make).collect::<PyResult<Vec<_>>>()?)
    }
}

#[pymethods]
impl PyMetadata {
    #[new]
    const fn new(key: String, value: String, start: usize, end: usize) -> Self {
        Self { key, value, start, end }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Self { key, value, start, end } = self;
        Ok(format!("Metadata('{key}', {}, {start}, {end})", excerpt(py, value)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let Self { key, value, start, end } = slf.get();
        (slf.get_type(), (key, value, start, end)).into_pyobject(slf.py())
    }
}
