//! Two documents that are translations of each other.

use std::sync::Arc;

use diptych::{OffsetUnit, pair_json};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use crate::alignment::{Joined, PyAlignment, Side};
use crate::discrepancy::PyDiscrepancy;
use crate::display::Showable;
use crate::json;
use crate::pickle;

/// Two documents that are translations of each other.
///
/// The document that came first in the input is the source.
///
/// >>> import diptych
/// >>> documents = [
/// ...     ("a", "The mill at Pont-Croix burned for 14 hours on 3 May. So said Anne Le Goff."),
/// ...     ("b", "Le moulin de Pont-Croix a brûlé 14 heures le 3 mai. Ainsi parla Anne Le Goff."),
/// ... ]
/// >>> (pair,) = diptych.find_pairs(documents)
/// >>> (pair.source, pair.target, len(pair.alignment.beads))
/// ('a', 'b', 2)
#[pyclass(name = "DocumentPair", module = "diptych", frozen)]
pub(crate) struct PyDocumentPair {
    /// The id of the source document.
    #[pyo3(get)]
    source: Py<PyAny>,
    /// The id of the target document.
    #[pyo3(get)]
    target: Py<PyAny>,
    /// The share of both texts that beads which hold cover, 0 to 1.
    #[pyo3(get)]
    score: f64,
    joined: Arc<Joined>,
}

impl PyDocumentPair {
    /// A pair with the ids the caller knows its documents by.
    pub(crate) const fn new(
        source: Py<PyAny>,
        target: Py<PyAny>,
        score: f64,
        joined: Arc<Joined>,
    ) -> Self {
        Self { source, target, score, joined }
    }

    /// To be shown, under the ids as text.
    pub(crate) fn showable(&self, py: Python<'_>) -> PyResult<Showable> {
        let name =
            |id: &Py<PyAny>| Ok::<_, PyErr>(id.bind(py).str()?.to_string_lossy().into_owned());
        let names = (name(&self.source)?, name(&self.target)?);
        Ok(Showable::of_pair(self.joined.clone(), names, self.score))
    }
}

impl PyDocumentPair {
    /// What Rust knows.
    pub(crate) const fn joined(&self) -> &Arc<Joined> {
        &self.joined
    }
}

#[pymethods]
impl PyDocumentPair {
    /// Their sentences, joined, with evidence.
    #[getter]
    fn alignment(&self) -> PyAlignment {
        self.joined.clone().into()
    }

    /// What differs between the two.
    #[getter]
    fn discrepancies<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyDiscrepancy::list(py, &self.joined)
    }

    /// All of it as plain values, in the shape the command line writes: ids, languages, score,
    /// beads with their sentences and evidence, discrepancies. Offsets are code points.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let json = py.detach(|| match (&self.joined.source, &self.joined.target) {
            (Side::Document(source, _), Side::Document(target, _)) => {
                pair_json(source, target, &self.joined.alignment, OffsetUnit::CodePoints)
            }
            _ => self.joined.to_json(),
        });
        let dict = json::to_python(py, &json)?;
        dict.set_item("source", &self.source)?;
        dict.set_item("target", &self.target)?;
        dict.set_item("score", self.score)?;
        Ok(dict)
    }

    /// The two columns in a notebook.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.showable(py)?.to_html(py))
    }

    /// The same as JSON, with line breaks if it is to be `pretty`; ids must be what JSON has.
    #[pyo3(signature = (*, pretty=false))]
    fn to_json<'py>(&self, py: Python<'py>, pretty: bool) -> PyResult<Bound<'py, PyAny>> {
        let options = PyDict::new(py);
        options.set_item("ensure_ascii", false)?;
        if pretty {
            options.set_item("indent", 2)?;
        }
        py.import("json")?.call_method("dumps", (self.to_dict(py)?,), Some(&options))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        Ok(self.source.bind(py).eq(&other.source)?
            && self.target.bind(py).eq(&other.target)?
            && self.joined.alignment == other.joined.alignment)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.source.bind(py), self.target.bind(py), self.score).into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let (source, target) = (self.source.bind(py).clone(), self.target.bind(py).clone());
        let (whole, score) =
            (PyAlignment::whole(py, &self.joined)?, self.score.into_pyobject(py)?.into_any());
        pickle::reduce(py, "DocumentPair", vec![whole, source, target, score])
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (source, target) = (self.source.bind(py).repr()?, self.target.bind(py).repr()?);
        let beads = self.joined.alignment.beads.len();
        let discrepancies = self.joined.alignment.discrepancies.len();
        let score = self.score;
        Ok(format!(
            "DocumentPair({source}, {target}, score={score:.3}, beads={beads}, discrepancies={discrepancies})"
        ))
    }
}
