//! A part of a page.

use std::sync::Arc;

use diptych::Block;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use serde::Serialize;

use crate::pickle;
use crate::text::Text;

/// A part of the **source**: headline, paragraph, boilerplate …
///
/// >>> import diptych
/// >>> text = "Rain floods the fair\n\nThe fair in Aubry closed early on Sunday after heavy rain."
/// >>> [block.keep for block in diptych.clean(text).blocks]
/// [True, True]
#[pyclass(name = "Block", module = "diptych", frozen, eq)]
#[derive(PartialEq, Serialize)]
pub(crate) struct PyBlock {
    /// Where it starts, in code points of the source.
    #[pyo3(get)]
    start: usize,
    /// Where it ends.
    #[pyo3(get)]
    end: usize,
    /// What it is: `headline`, `metadata`, `dateline`, `paragraph`, `list_item`, `quote`,
    /// `caption`, `table`, `comment` or `boilerplate`.
    #[pyo3(get)]
    kind: String,
    /// Whether it belongs to the text; a block that does not is dropped.
    #[pyo3(get)]
    keep: bool,
    /// How sure `keep` is, 0 to 1.
    #[pyo3(get)]
    probability: f64,
    /// Why, the weightiest first, for a person to read.
    #[pyo3(get)]
    reasons: Vec<String>,
}

impl PyBlock {
    /// Blocks of `source` as a Python list.
    pub(crate) fn list<'py>(
        py: Python<'py>,
        source: &Arc<Text>,
        blocks: &[Block],
    ) -> PyResult<Bound<'py, PyList>> {
        let make = |block: &Block| {
            let (start, end) = source.offsets().span(block.span);
            let block = Self {
                start,
                end,
                kind: block.kind.as_str().to_owned(),
                keep: block.keep,
                probability: block.probability,
                reasons: block.reasons.iter().map(|reason| reason.clone().into_owned()).collect(),
            };
            Bound::new(py, block)
        };
        PyList::new(py, blocks.iter().map(make).collect::<PyResult<Vec<_>>>()?)
    }
}

#[pymethods]
impl PyBlock {
    #[new]
    const fn new(
        start: usize,
        end: usize,
        kind: String,
        keep: bool,
        probability: f64,
        reasons: Vec<String>,
    ) -> Self {
        Self { start, end, kind, keep, probability, reasons }
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __repr__(&self) -> String {
        let Self { start, end, kind, probability, reasons, .. } = self;
        let verdict = if self.keep { "kept" } else { "dropped" };
        let why =
            if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
        format!("Block({start}, {end}, '{kind}', {verdict} ({probability:.2}){why})")
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let Self { start, end, kind, keep, probability, reasons } = slf.get();
        let arguments = (start, end, kind, keep, probability, reasons.clone());
        (slf.get_type(), arguments).into_pyobject(slf.py())
    }
}
