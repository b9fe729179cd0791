//! What differs between two sides.

use std::sync::Arc;

use diptych::Discrepancy;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};

use crate::alignment::{Joined, PyAlignment};
use crate::pickle;
use crate::place::PyPlace;

/// Something that differs between a text and its translation.
///
/// >>> import diptych
/// >>> source = ["The bridge cost 40 million.", "It opened in 1987."]
/// >>> target = ["Le pont a coûté 14 millions.", "Il a ouvert en 1987."]
/// >>> alignment = diptych.align_sentences(source, target, "en", "fr")
/// >>> {item.kind for item in alignment.discrepancies}
/// {'number'}
#[pyclass(name = "Discrepancy", module = "diptych", frozen)]
pub(crate) struct PyDiscrepancy {
    joined: Arc<Joined>,
    index: usize,
}

impl PyDiscrepancy {
    /// The discrepancies of an alignment as a Python list.
    pub(crate) fn list<'py>(py: Python<'py>, joined: &Arc<Joined>) -> PyResult<Bound<'py, PyList>> {
        let make = |index| Bound::new(py, Self { joined: joined.clone(), index });
        let discrepancies = 0..joined.alignment.discrepancies.len();
        PyList::new(py, discrepancies.map(make).collect::<PyResult<Vec<_>>>()?)
    }

    fn discrepancy(&self) -> &Discrepancy {
        &self.joined.alignment.discrepancies[self.index]
    }
}

#[pymethods]
impl PyDiscrepancy {
    /// What differs: `number`, `date`, `name`, `untranslated`, `omission`, `addition` or `moved`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.discrepancy().kind.as_str()
    }

    /// How grave it is: `low`, `medium` or `high`.
    #[getter]
    fn severity(&self) -> &'static str {
        self.discrepancy().severity.as_str()
    }

    /// Where, on the source side; `None` when it is only on the other.
    #[getter]
    fn source(&self) -> Option<PyPlace> {
        self.discrepancy().source.map(|place| PyPlace::of(place, &self.joined.source))
    }

    /// Where, on the target side; `None` when it is only on the other.
    #[getter]
    fn target(&self) -> Option<PyPlace> {
        self.discrepancy().target.map(|place| PyPlace::of(place, &self.joined.target))
    }

    /// One sentence for a person to read.
    #[getter]
    fn message(&self) -> &str {
        &self.discrepancy().message
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.discrepancy() == other.discrepancy()
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self.discrepancy())
    }

    /// The alignment it is a part of is written with it.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let index = |index: usize| Ok::<_, PyErr>(index.into_pyobject(py)?.into_any());
        let whole = PyAlignment::whole(py, &self.joined)?;
        pickle::reduce(py, "Discrepancy", vec![whole, index(self.index)?])
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let message = PyString::new(py, self.message()).repr()?;
        Ok(format!("Discrepancy('{}', {}, {message})", self.kind(), self.severity()))
    }
}
