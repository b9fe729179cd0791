//! What is left of a text.

use diptych::{OffsetUnit, Offsets, Thinned};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::pickle;
use crate::repeat::PyRepeat;
use crate::repr::{count, excerpt};

/// A text without the lines or paragraphs that came before.
///
/// >>> import diptych
/// >>> diptych.LineDeduplicator().add("One\nOne\nTwo")
/// Thinned('One\nTwo', 1 repeat)
#[pyclass(name = "Thinned", module = "diptych", frozen, eq)]
#[derive(PartialEq, Serialize, Deserialize)]
pub(crate) struct PyThinned {
    /// What is left.
    #[pyo3(get)]
    text: String,
    /// What was dropped, in order.
    #[pyo3(get)]
    repeats: Vec<PyRepeat>,
    /// The pieces of the source that went, with the gaps between lines: `(start, end)` in code
    /// points, in order. Without them the source is `text`.
    #[pyo3(get)]
    deleted: Vec<(usize, usize)>,
}

impl PyThinned {
    /// What is left of `source`.
    pub(crate) fn new(source: &str, thinned: &Thinned<'_>) -> Self {
        let offsets = Offsets::new(source, OffsetUnit::CodePoints);
        let repeat = |repeat| PyRepeat::new(repeat, &offsets);
        Self {
            text: thinned.text.clone().into_owned(),
            repeats: thinned.repeats.iter().map(repeat).collect(),
            deleted: thinned.map.hunks().iter().map(|hunk| offsets.span(hunk.source)).collect(),
        }
    }
}

#[pymethods]
impl PyThinned {
    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce_json(py, "Thinned", self)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!(
            "Thinned({}, {})",
            excerpt(py, &self.text)?,
            count(self.repeats.len(), "repeat")
        ))
    }

    fn __str__(&self) -> &str {
        &self.text
    }
}
