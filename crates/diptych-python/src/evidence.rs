//! What matched between two sides of a bead.

use std::sync::Arc;

use diptych::Evidence;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use crate::alignment::{Joined, PyAlignment};
use crate::pickle;
use crate::place::PyPlace;
use crate::repr::excerpt;

/// One thing that stands on both sides of a bead: a number, date, name or word.
///
/// >>> import diptych
/// >>> bead = diptych.align_sentences(["In 1987, it burned."], ["En 1987, elle a brûlé."]).beads[0]
/// >>> any(item.source.text == "1987" for item in bead.evidence)
/// True
#[pyclass(name = "Evidence", module = "diptych", frozen)]
pub(crate) struct PyEvidence {
    joined: Arc<Joined>,
    bead: usize,
    index: usize,
}

impl PyEvidence {
    /// The evidence of one bead as a Python list.
    pub(crate) fn list<'py>(
        py: Python<'py>,
        joined: &Arc<Joined>,
        bead: usize,
    ) -> PyResult<Bound<'py, PyList>> {
        let make = |index| Bound::new(py, Self { joined: joined.clone(), bead, index });
        let evidence = 0..joined.alignment.beads[bead].evidence.len();
        PyList::new(py, evidence.map(make).collect::<PyResult<Vec<_>>>()?)
    }

    fn evidence(&self) -> &Evidence {
        &self.joined.alignment.beads[self.bead].evidence[self.index]
    }
}

#[pymethods]
impl PyEvidence {
    /// What matched: `number`, `date`, `name` or `word`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.evidence().kind.as_str()
    }

    /// The key both sides share; of two words, `source=target`.
    #[getter]
    fn key(&self) -> &str {
        &self.evidence().key
    }

    /// How much it says, 0 to 1.
    #[getter]
    fn score(&self) -> f64 {
        self.evidence().score
    }

    /// Where it stands on the source side.
    #[getter]
    fn source(&self) -> PyPlace {
        PyPlace::of(self.evidence().source, &self.joined.source)
    }

    /// Where it stands on the target side.
    #[getter]
    fn target(&self) -> PyPlace {
        PyPlace::of(self.evidence().target, &self.joined.target)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.evidence() == other.evidence()
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self.evidence())
    }

    /// The alignment it is a part of is written with it.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let index = |index: usize| Ok::<_, PyErr>(index.into_pyobject(py)?.into_any());
        let whole = PyAlignment::whole(py, &self.joined)?;
        pickle::reduce(py, "Evidence", vec![whole, index(self.bead)?, index(self.index)?])
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (kind, score) = (self.kind(), self.score());
        let side = |place: diptych::Place, side: &crate::alignment::Side| {
            excerpt(py, &side.text(place.sentence).as_str()[place.span])
        };
        let source = side(self.evidence().source, &self.joined.source)?;
        let target = side(self.evidence().target, &self.joined.target)?;
        Ok(format!("Evidence('{kind}', {source} = {target}, score={score:.3})"))
    }
}
