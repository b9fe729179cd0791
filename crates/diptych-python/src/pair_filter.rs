//! Rules on pairs of sentences, set up once.

use diptych::{FailedPairRule, PairFilter, PairRules, PairVerdict};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::arguments;
use crate::failed_rule::PyFailedRule;
use crate::pickle;
use crate::quality_filter::joined_rules;
use crate::text::Utf8;
use crate::verdict::PyVerdict;

/// Holds pairs of sentences against rules; configured once, used many times, from many threads.
///
/// `rules` are `hardrules`, the set of bicleaner-hardrules, and single rules such as `words>=5`, with
/// commas between them or as a list; a single rule takes the place of those before it on the same
/// side of the same signal. A language that is not given is not judged.
///
/// >>> import diptych
/// >>> good = diptych.PairFilter("hardrules, similarity>=0.5", "en", "fr")
/// >>> good.judge("Nobody came to the harbour.", "Personne n’est venu au port.").passed
/// True
/// >>> good.judge("The ferry takes 40 cars.", "Le ferry prend 60 voitures.").failed
/// [FailedRule('the number of amounts and dates that differ is 1, hardrules allows at most 0')]
#[pyclass(name = "PairFilter", module = "diptych", frozen)]
pub(crate) struct PyPairFilter {
    filter: PairFilter,
    given: Py<PyDict>,
}

#[pymethods]
impl PyPairFilter {
    #[new]
    #[pyo3(
        signature = (rules=None, source_language=None, target_language=None),
        text_signature = "(rules='hardrules', source_language=None, target_language=None)"
    )]
    fn new(
        py: Python<'_>,
        rules: Option<&Bound<'_, PyAny>>,
        source_language: Option<&Bound<'_, PyAny>>,
        target_language: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let listed = pickle::listed(rules)?;
        let rules = listed.as_ref();
        let given = [
            ("rules", rules),
            ("source_language", source_language),
            ("target_language", target_language),
        ];
        let given = pickle::given(py, &given)?;
        let rules = match rules {
            None => PairRules::hardrules(),
            Some(rules) => {
                let text = joined_rules("rules", rules)?;
                text.parse().map_err(|error| arguments::bad_value("rules", error))?
            }
        };
        let source = arguments::language("source_language", source_language)?;
        let target = arguments::language("target_language", target_language)?;
        Ok(Self { filter: PairFilter::new(rules).languages(source, target), given })
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyTuple>, Bound<'py, PyDict>) {
        pickle::new_arguments(py, &self.given)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        pickle::repr(py, "PairFilter", &self.given)
    }

    /// The rules, as `words>=3`.
    #[getter]
    fn rules(&self) -> Vec<String> {
        self.filter.rules().rules().iter().map(ToString::to_string).collect()
    }

    /// What the rules say of a pair.
    fn judge(
        &self,
        py: Python<'_>,
        source: &Bound<'_, PyAny>,
        target: &Bound<'_, PyAny>,
    ) -> PyResult<PyVerdict> {
        let (source, target) =
            (Utf8::argument("source", source)?, Utf8::argument("target", target)?);
        Ok(py.detach(|| self.filter.judge(source.as_ref(), target.as_ref()).into()))
    }

    /// All signals of a pair by name; those that cannot be told of it are left out.
    fn signals<'py>(
        &self,
        py: Python<'py>,
        source: &Bound<'py, PyAny>,
        target: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let (source, target) =
            (Utf8::argument("source", source)?, Utf8::argument("target", target)?);
        let signals = py.detach(|| self.filter.measure(source.as_ref(), target.as_ref()));
        let dict = PyDict::new(py);
        for (signal, value) in signals {
            if let Some(value) = value {
                dict.set_item(signal.as_str(), value)?;
            }
        }
        Ok(dict)
    }
}

impl From<PairVerdict> for PyVerdict {
    fn from(verdict: PairVerdict) -> Self {
        Self::new(
            verdict.failed.into_iter().map(Into::into).collect(),
            verdict.not_judged.iter().map(ToString::to_string).collect(),
        )
    }
}

impl From<FailedPairRule> for PyFailedRule {
    fn from(failed: FailedPairRule) -> Self {
        let rule = failed.rule;
        Self::new(
            rule.signal.as_str(),
            failed.value,
            (rule.bound.as_str(), rule.threshold),
            rule.set.into_owned(),
            failed.reason,
        )
    }
}
