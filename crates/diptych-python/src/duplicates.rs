//! The duplicates among many texts.

use diptych::Duplicates;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::duplicate::PyDuplicate;
use crate::pickle;
use crate::repr::count;

/// The duplicates among many texts.
///
/// >>> import diptych
/// >>> duplicates = diptych.dedup(["Il neige.", "Il pleut.", "Il  neige."])
/// >>> duplicates.kept, duplicates.clusters
/// ([0, 1], [[0, 2]])
#[pyclass(name = "Duplicates", module = "diptych", frozen, eq)]
#[derive(PartialEq, Serialize, Deserialize)]
pub(crate) struct PyDuplicates {
    /// For each text the earlier one that it duplicates, or `None`.
    #[pyo3(get)]
    found: Vec<Option<PyDuplicate>>,
    /// The numbers of the texts that hang together, two and more, each in order.
    #[pyo3(get)]
    clusters: Vec<Vec<usize>>,
    /// How many texts had more likely duplicates than are compared.
    #[pyo3(get)]
    capped: usize,
}

impl From<Duplicates> for PyDuplicates {
    fn from(duplicates: Duplicates) -> Self {
        let found = duplicates.found.into_iter();
        Self {
            found: found.map(|duplicate| duplicate.map(Into::into)).collect(),
            clusters: duplicates.clusters,
            capped: duplicates.capped,
        }
    }
}

#[pymethods]
impl PyDuplicates {
    /// The numbers of the texts that duplicate no earlier one.
    #[getter]
    fn kept(&self) -> Vec<usize> {
        let numbered = self.found.iter().enumerate();
        numbered.filter(|(_, duplicate)| duplicate.is_none()).map(|(number, _)| number).collect()
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce_json(py, "Duplicates", self)
    }

    fn __repr__(&self) -> String {
        let (texts, kept) = (count(self.found.len(), "text"), self.kept().len());
        format!("Duplicates({texts}, {kept} kept, {})", count(self.clusters.len(), "cluster"))
    }
}
