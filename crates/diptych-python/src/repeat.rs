//! A dropped line or paragraph.

use diptych::{Offsets, Repeat};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::pickle;

/// A line or paragraph that was dropped.
///
/// >>> import diptych
/// >>> (repeat,) = diptych.LineDeduplicator().add("One\nOne\nTwo").repeats
/// >>> repeat.start, repeat.end, repeat.first, repeat.copies
/// (4, 7, 0, 2)
#[pyclass(name = "Repeat", module = "diptych", frozen, eq, hash)]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct PyRepeat {
    /// Where it starts, in code points of the source.
    #[pyo3(get)]
    start: usize,
    /// Where it ends.
    #[pyo3(get)]
    end: usize,
    /// The number of the text it stood in first, from 0.
    #[pyo3(get)]
    first: usize,
    /// How many copies there are: up to this one after `add`, all that were counted after `thin`.
    #[pyo3(get)]
    copies: usize,
}

impl PyRepeat {
    /// A repeat with its span in code points.
    pub(crate) fn new(repeat: &Repeat, offsets: &Offsets<&str>) -> Self {
        let (start, end) = offsets.span(repeat.span);
        Self { start, end, first: repeat.first, copies: repeat.copies }
    }
}

#[pymethods]
impl PyRepeat {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce_json(py, "Repeat", self)
    }

    fn __repr__(&self) -> String {
        let Self { start, end, first, copies } = self;
        format!("Repeat({start}, {end}, first={first}, copies={copies})")
    }
}
