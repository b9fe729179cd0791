//! The quality signals of a text.

use diptych::{Quality, Signal};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use serde::{Deserialize, Serialize};

use crate::arguments;
use crate::pickle;
use crate::quality_filter::rules;
use crate::repr::count;
use crate::text::Utf8;
use crate::verdict::PyVerdict;

/// The quality signals of a text: those on which C4, Gopher and FineWeb decide, by name.
///
/// >>> import diptych
/// >>> quality = diptych.quality("Nobody came to the pier.\nNobody came to the pier.", "en")
/// >>> quality.signals["words"], quality.signals["duplicate_line_ratio"]
/// (10, 0.5)
/// >>> [failed.signal for failed in quality.judge("gopher, words>=5").failed][:2]
/// ['duplicate_line_ratio', 'duplicate_line_character_ratio']
#[pyclass(name = "Quality", module = "diptych", frozen, eq)]
#[derive(PartialEq, Serialize, Deserialize)]
pub(crate) struct PyQuality {
    quality: Quality,
}

impl From<Quality> for PyQuality {
    fn from(quality: Quality) -> Self {
        Self { quality }
    }
}

/// The value of a signal: an `int` when it is a count.
pub(crate) fn number<'py>(
    py: Python<'py>,
    signal: Signal,
    value: f64,
) -> PyResult<Bound<'py, PyAny>> {
    let number = value.into_pyobject(py)?.into_any();
    if signal.is_count() { number.call_method0("__int__") } else { Ok(number) }
}

#[pymethods]
impl PyQuality {
    /// The language whose stop words were counted; `und` when it cannot be told.
    #[getter]
    fn language(&self) -> String {
        self.quality.language().to_string()
    }

    /// The signals that were measured, by name: counts and shares. `stop_words` is missing for a
    /// language without a list, `bad_words` without a list, `mean_word_length` for scripts without
    /// spaces.
    #[getter]
    fn signals<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (signal, value) in self.quality.signals() {
            dict.set_item(signal.as_str(), number(py, signal, value)?)?;
        }
        Ok(dict)
    }

    /// Holds the signals against rules: names of sets (`c4`, `gopher`, `fineweb`) and single rules
    /// such as `words>=50`, with commas between them or as a list.
    fn judge(&self, rules: &Bound<'_, PyAny>) -> PyResult<PyVerdict> {
        Ok(self::rules("rules", rules)?.judge(&self.quality).into())
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce_json(py, "Quality", self)
    }

    fn __repr__(&self) -> String {
        let words = self.quality.get(Signal::Words).map_or(0.0, f64::round);
        let signals = count(self.quality.signals().count(), "signal");
        format!("Quality(language='{}', words={words}, {signals})", self.quality.language())
    }
}

/// Measures the quality signals of `text`; a language that is not given is detected.
///
/// `bad_words` is a list of words and phrases for the signal of that name.
///
/// >>> import diptych
/// >>> diptych.quality("Le maire a promis que les arbres seront là.").signals["stop_words"]
/// 3
#[pyfunction]
#[pyo3(signature = (text, language=None, *, bad_words=None))]
pub(crate) fn quality(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    language: Option<&Bound<'_, PyAny>>,
    bad_words: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyQuality> {
    let language = arguments::language("language", language)?;
    let text = Utf8::argument("text", text)?;
    let mut filter = diptych::QualityFilter::default();
    if let Some(words) = bad_words.filter(|words| !words.is_none()) {
        filter = filter.bad_words(arguments::strings("bad_words", words)?);
    }
    Ok(py.detach(|| {
        let language = diptych::language_or_detected(text.as_ref(), language);
        PyQuality::from(filter.measure(text.as_ref(), language))
    }))
}
