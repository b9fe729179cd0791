//! What rules say of a text.

use diptych::Verdict;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::{Deserialize, Serialize};

use crate::failed_rule::PyFailedRule;
use crate::pickle;
use crate::repr::count;

/// What a set of rules says of a text; true when it passes.
///
/// >>> import diptych
/// >>> verdict = diptych.quality("Buy now", "en").judge("words>=5")
/// >>> verdict.passed, bool(verdict)
/// (False, False)
/// >>> verdict.failed
/// [FailedRule('the number of words is 2, the rule wants at least 5')]
#[pyclass(name = "Verdict", module = "diptych", frozen, eq)]
#[derive(PartialEq, Serialize, Deserialize)]
pub(crate) struct PyVerdict {
    /// The rules that the text breaks, in the order of the set.
    #[pyo3(get)]
    failed: Vec<PyFailedRule>,
    /// The signals that have rules but were not measured.
    #[pyo3(get)]
    not_judged: Vec<String>,
}

impl PyVerdict {
    pub(crate) const fn new(failed: Vec<PyFailedRule>, not_judged: Vec<String>) -> Self {
        Self { failed, not_judged }
    }
}

impl From<Verdict> for PyVerdict {
    fn from(verdict: Verdict) -> Self {
        Self {
            failed: verdict.failed.into_iter().map(Into::into).collect(),
            not_judged: verdict.not_judged.iter().map(ToString::to_string).collect(),
        }
    }
}

#[pymethods]
impl PyVerdict {
    /// Whether no rule is broken.
    #[getter]
    const fn passed(&self) -> bool {
        self.failed.is_empty()
    }

    const fn __bool__(&self) -> bool {
        self.passed()
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce_json(py, "Verdict", self)
    }

    fn __repr__(&self) -> String {
        if self.passed() {
            return "Verdict(passed)".to_owned();
        }
        format!("Verdict({})", count(self.failed.len(), "failed rule"))
    }
}
