//! Sentences that belong together.

use std::sync::Arc;

use diptych::Bead;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use crate::alignment::{Joined, PyAlignment};
use crate::evidence::PyEvidence;
use crate::pickle;
use crate::repr::count;

/// Sentences of the source and the sentences of the target that translate them.
///
/// >>> import diptych
/// >>> bead = diptych.align_sentences(["It is 9."], ["Il est 9."], "en", "fr").beads[0]
/// >>> (bead.source, bead.target, bead.source_sentences, bead.target_sentences)
/// ([0], [0], ['It is 9.'], ['Il est 9.'])
#[pyclass(name = "Bead", module = "diptych", frozen)]
pub(crate) struct PyBead {
    joined: Arc<Joined>,
    index: usize,
}

impl PyBead {
    /// The beads of an alignment as a Python list.
    pub(crate) fn list<'py>(py: Python<'py>, joined: &Arc<Joined>) -> PyResult<Bound<'py, PyList>> {
        let make = |index| Bound::new(py, Self { joined: joined.clone(), index });
        let beads = 0..joined.alignment.beads.len();
        PyList::new(py, beads.map(make).collect::<PyResult<Vec<_>>>()?)
    }

    fn bead(&self) -> &Bead {
        &self.joined.alignment.beads[self.index]
    }
}

#[pymethods]
impl PyBead {
    /// The numbers of the source sentences.
    #[getter]
    fn source(&self) -> Vec<usize> {
        self.bead().source.clone().collect()
    }

    /// The numbers of the target sentences.
    #[getter]
    fn target(&self) -> Vec<usize> {
        self.bead().target.clone().collect()
    }

    /// How sure it is that the two sides are translations, 0 to 1; 0 when one side is empty.
    #[getter]
    fn score(&self) -> f64 {
        self.bead().score
    }

    /// What matched, the strongest first.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyEvidence::list(py, &self.joined, self.index)
    }

    /// The source sentences themselves.
    #[getter]
    fn source_sentences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        self.joined.source.sentences(py, self.bead().source.clone())
    }

    /// The target sentences themselves.
    #[getter]
    fn target_sentences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        self.joined.target.sentences(py, self.bead().target.clone())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.bead() == other.bead()
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self.bead())
    }

    /// The alignment it is a part of is written with it.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let index = |index: usize| Ok::<_, PyErr>(index.into_pyobject(py)?.into_any());
        let whole = PyAlignment::whole(py, &self.joined)?;
        pickle::reduce(py, "Bead", vec![whole, index(self.index)?])
    }

    fn __repr__(&self) -> String {
        let bead = self.bead();
        let evidence = match bead.evidence.len() {
            0 => String::new(),
            n => format!(", {} of evidence", count(n, "piece")),
        };
        let (source, target) = (self.source(), self.target());
        format!("Bead({source:?}, {target:?}, score={:.3}{evidence})", bead.score)
    }
}
