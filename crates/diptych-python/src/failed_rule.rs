//! A rule that a text breaks.

use diptych::FailedRule;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::pickle;

/// A rule that a text breaks.
///
/// >>> import diptych
/// >>> (failed,) = diptych.quality("Buy now", "en").judge("words>=5").failed
/// >>> failed.signal, failed.value, failed.bound, failed.threshold, failed.set
/// ('words', 2.0, 'at_least', 5.0, 'own')
#[pyclass(name = "FailedRule", module = "diptych", frozen, eq)]
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PyFailedRule {
    /// What was looked at.
    #[pyo3(get)]
    signal: String,
    /// Its value.
    #[pyo3(get)]
    value: f64,
    /// On which side of the threshold it must lie: `at_least` or `at_most`.
    #[pyo3(get)]
    bound: String,
    /// The threshold.
    #[pyo3(get)]
    threshold: f64,
    /// The set the rule belongs to; `own` for a single one.
    #[pyo3(get)]
    set: String,
    /// A sentence for a person to read.
    #[pyo3(get)]
    reason: String,
}

impl PyFailedRule {
    pub(crate) fn new(
        signal: &str,
        value: f64,
        (bound, threshold): (&str, f64),
        set: String,
        reason: String,
    ) -> Self {
        Self { signal: signal.to_owned(), value, bound: bound.to_owned(), threshold, set, reason }
    }
}

impl From<FailedRule> for PyFailedRule {
    fn from(failed: FailedRule) -> Self {
        Self {
            signal: failed.rule.signal.as_str().to_owned(),
            value: failed.value,
            bound: failed.rule.bound.as_str().to_owned(),
            threshold: failed.rule.threshold,
            set: failed.rule.set.into_owned(),
            reason: failed.reason,
        }
    }
}

#[pymethods]
impl PyFailedRule {
    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce_json(py, "FailedRule", self)
    }

    fn __repr__(&self) -> String {
        format!("FailedRule('{}')", self.reason)
    }
}
