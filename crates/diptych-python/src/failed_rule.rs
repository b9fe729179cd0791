//! A rule that a text breaks.

use diptych::FailedRule;
use pyo3::prelude::*;

/// A rule that a text breaks.
///
/// >>> import diptych
/// >>> (failed,) = diptych.quality("Buy now", "en").judge("words>=5").failed
/// >>> failed.signal, failed.value, failed.bound, failed.threshold, failed.set
/// ('words', 2.0, 'at_least', 5.0, 'own')
#[pyclass(name = "FailedRule", module = "diptych", frozen, eq)]
#[derive(Clone, PartialEq)]
pub(crate) struct PyFailedRule {
    /// What was looked at.
    #[pyo3(get)]
    signal: &'static str,
    /// Its value.
    #[pyo3(get)]
    value: f64,
    /// On which side of the threshold it must lie: `at_least` or `at_most`.
    #[pyo3(get)]
    bound: &'static str,
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

impl From<FailedRule> for PyFailedRule {
    fn from(failed: FailedRule) -> Self {
        Self {
            signal: failed.rule.signal.as_str(),
            value: failed.value,
            bound: failed.rule.bound.as_str(),
            threshold: failed.rule.threshold,
            set: failed.rule.set.into_owned(),
            reason: failed.reason,
        }
    }
}

#[pymethods]
impl PyFailedRule {
    fn __repr__(&self) -> String {
        format!("FailedRule('{}')", self.reason)
    }
}
