//! A detected language.

use diptych::LanguageGuess;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Serialize;

use crate::pickle;

/// The language of a text and how sure that is.
///
/// >>> import diptych
/// >>> diptych.detect_language("Personne ne savait pourquoi le train ne partait pas.").language
/// 'fr'
/// >>> diptych.detect_language("12 : 30").language
/// 'und'
#[pyclass(name = "LanguageGuess", module = "diptych", frozen, eq)]
#[derive(PartialEq, Serialize)]
pub(crate) struct PyLanguageGuess {
    /// A BCP 47 tag; `und` when it cannot be told.
    #[pyo3(get)]
    language: String,
    /// How sure, 0 to 1; 0 for `und`.
    #[pyo3(get)]
    score: f64,
}

impl From<LanguageGuess> for PyLanguageGuess {
    fn from(guess: LanguageGuess) -> Self {
        Self { language: guess.language.to_string(), score: guess.score }
    }
}

#[pymethods]
impl PyLanguageGuess {
    #[new]
    const fn new(language: String, score: f64) -> Self {
        Self { language, score }
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(self)
    }

    fn __repr__(&self) -> String {
        format!("LanguageGuess('{}', score={:.3})", self.language, self.score)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let Self { language, score } = slf.get();
        (slf.get_type(), (language, score)).into_pyobject(slf.py())
    }
}
