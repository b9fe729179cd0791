//! One duplicate.

use diptych::Duplicate;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::pickle;

/// The earlier text that one duplicates.
///
/// >>> import diptych
/// >>> diptych.dedup(["Il neige.", "Il  neige."]).found
/// [None, Duplicate(of=0, similarity=1.00, exact=True)]
#[pyclass(name = "Duplicate", module = "diptych", frozen, eq)]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PyDuplicate {
    /// The number of the earlier text, from 0: of several the most similar one.
    #[pyo3(get)]
    of: usize,
    /// How similar the two are, from the threshold to 1.
    #[pyo3(get)]
    similarity: f64,
    /// Whether they differ in white space alone.
    #[pyo3(get)]
    exact: bool,
}

impl From<Duplicate> for PyDuplicate {
    fn from(duplicate: Duplicate) -> Self {
        let Duplicate { of, similarity, exact, .. } = duplicate;
        Self { of, similarity, exact }
    }
}

#[pymethods]
impl PyDuplicate {
    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce_json(py, "Duplicate", self)
    }

    fn __repr__(&self) -> String {
        let Self { of, similarity, exact } = self;
        let exact = if *exact { "True" } else { "False" };
        format!("Duplicate(of={of}, similarity={similarity:.2}, exact={exact})")
    }
}
