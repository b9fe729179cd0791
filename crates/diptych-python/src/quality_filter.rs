//! Rules on quality signals, set up once.

use diptych::{QualityFilter, Rules};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::arguments::{self, bad_value};
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

#[pymethods]
impl PyQualityFilter {
    #[new]
    #[pyo3(signature = (rules, *, bad_words=None))]
    fn new(rules: &Bound<'_, PyAny>, bad_words: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let mut filter = QualityFilter::new(self::rules("rules", rules)?);
        if let Some(words) = bad_words.filter(|words| !words.is_none()) {
            filter = filter.bad_words(arguments::strings("bad_words", words)?);
        }
        Ok(Self { filter })
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
