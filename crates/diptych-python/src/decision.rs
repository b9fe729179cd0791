//! What was decided about a place where a sentence might have ended.

use diptych::segment::Decision;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::pickle;
use crate::text::Text;

/// What was decided about a place where a sentence might have ended, as `Segmenter.explain` gives it.
///
/// >>> import diptych
/// >>> first, second = diptych.Segmenter("en").explain("Ask Mr. Lee. He knows")
/// >>> (first.start, first.end, first.is_boundary, first.rule)
/// (6, 7, False, 'title')
/// >>> second
/// Decision(11, 12, boundary, stop, 1.00)
#[pyclass(name = "Decision", module = "diptych", frozen, eq)]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PyDecision {
    /// The first code point of the marks; the same as `end` where there is none.
    #[pyo3(get)]
    start: usize,
    /// The code point after the marks and what closes after them: a boundary lies here.
    #[pyo3(get)]
    end: usize,
    /// Whether a sentence ends here.
    #[pyo3(get)]
    is_boundary: bool,
    /// What the rules say, such as `"stop"` or `"abbreviation"`.
    #[pyo3(get)]
    rule: String,
    /// How likely a sentence ends here, from 0 to 1; 0 or 1 where the rules alone decide.
    #[pyo3(get)]
    probability: f32,
    /// What the model found to say most, as names and log odds, the strongest first.
    #[pyo3(get)]
    reasons: Vec<(String, f32)>,
}

impl PyDecision {
    pub(crate) fn new(text: &Text, decision: &Decision) -> Self {
        let (start, end) = text.offsets().span(decision.span);
        Self {
            start,
            end,
            is_boundary: decision.is_boundary,
            rule: decision.rule.as_str().to_owned(),
            probability: decision.probability,
            reasons: (decision.reasons.into_iter().flatten())
                .map(|(name, odds)| (name.to_owned(), odds))
                .collect(),
        }
    }
}

#[pymethods]
impl PyDecision {
    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce_json(py, "Decision", self)
    }

    fn __repr__(&self) -> String {
        let Self { start, end, rule, probability, .. } = self;
        let verdict = if self.is_boundary { "boundary" } else { "none" };
        format!("Decision({start}, {end}, {verdict}, {rule}, {probability:.2})")
    }
}
