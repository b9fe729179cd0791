//! Rules on quality signals, set up once.

use diptych::{QualityFilter, Rules};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

use crate::arguments::{self, bad_value};
use crate::pickle;
use crate::text::Utf8;
use crate::verdict::PyVerdict;

/// Holds texts against rules; configured once, used many times, from many threads.
///
/// `rules` are names of sets (`c4`, `gopher`, `fineweb`) and single rules such as `words>=50`, with
/// commas between them or as a list; a single rule takes the place of those before it on the same
/// side of the same signal. `bad_words` is a list of words and phrases for the signal of that name.
///
/// >>> import diptych
/// >>> good = diptych.QualityFilter("gopher, words>=5, words<=8")
/// >>> verdict = good.judge("Nobody came to the pier to see the ferry and the band.", "en")
/// >>> verdict.passed
/// False
/// >>> verdict.failed[0].reason
/// 'the number of words is 12, the rule allows at most 8'
#[pyclass(name = "QualityFilter", module = "diptych", frozen)]
pub(crate) struct PyQualityFilter {
    filter: QualityFilter,
    given: Py<PyDict>,
}

impl PyQualityFilter {
    /// The filter in an argument: one that was made, or its rules.
    pub(crate) fn given(name: &str, value: &Bound<'_, PyAny>) -> PyResult<QualityFilter> {
        match value.cast::<Self>() {
            Ok(own) => Ok(own.get().filter.clone()),
            Err(_) => Ok(QualityFilter::new(rules(name, value)?)),
        }
    }
}

/// Rules from a string, or from an iterable of strings.
pub(crate) fn rules(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Rules> {
    let parse = |text: &Utf8| text.as_ref().parse().map_err(|error| bad_value(name, error));
    if value.is_instance_of::<PyString>() {
        return parse(&Utf8::argument(name, value)?);
    }
    let parts = arguments::strings(name, value)?;
    parts.iter().try_fold(Rules::new(), |rules, part| Ok(rules.and(parse(part)?)))
}

/// Rules as one string, from a string or from an iterable of strings.
pub(crate) fn joined_rules(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyString>() {
        return Ok(Utf8::argument(name, value)?.as_ref().to_owned());
    }
    let parts = arguments::strings(name, value)?;
    Ok(parts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(","))
}

#[pymethods]
impl PyQualityFilter {
    #[new]
    #[pyo3(signature = (rules, *, bad_words=None))]
    fn new(rules: &Bound<'_, PyAny>, bad_words: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let (listed, bad_words) = (pickle::listed(Some(rules))?, pickle::listed(bad_words)?);
        let (rules, bad_words) = (listed.as_ref().unwrap_or(rules), bad_words.as_ref());
        let given = pickle::given(rules.py(), &[("rules", Some(rules)), ("bad_words", bad_words)])?;
        let mut filter = QualityFilter::new(self::rules("rules", rules)?);
        if let Some(words) = bad_words.filter(|words| !words.is_none()) {
            filter = filter.bad_words(arguments::strings("bad_words", words)?);
        }
        Ok(Self { filter, given })
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyTuple>, Bound<'py, PyDict>) {
        pickle::new_arguments(py, &self.given)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        pickle::repr(py, "QualityFilter", &self.given)
    }

    /// The rules, as `words>=50`.
    #[getter]
    fn rules(&self) -> Vec<String> {
        self.filter.rules().rules().iter().map(ToString::to_string).collect()
    }

    /// What the rules say of `text`; a language that is not given is detected.
    #[pyo3(signature = (text, language=None))]
    fn judge(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        language: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<PyVerdict> {
        let language = arguments::language("language", language)?;
        let text = Utf8::argument("text", text)?;
        Ok(py.detach(|| {
            let language = diptych::language_or_detected(text.as_ref(), language);
            self.filter.judge(text.as_ref(), language).1.into()
        }))
    }
}
