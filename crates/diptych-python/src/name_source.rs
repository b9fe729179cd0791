//! Names of documents found by somebody else: a neural model, or a function in Python.

use diptych::{Document, Input, NameSpan, NameSpanError, Pipeline};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::arguments::{bad_type, bad_value};
use crate::names::given;
use crate::neural::PyNameTagger;
use crate::text::Text;

/// What finds the names of clean texts.
pub(crate) enum NameSource {
    Tagger(Py<PyNameTagger>),
    /// Takes a text and gives what `names` of `extract` is.
    Function(Py<PyAny>),
}

/// What went wrong in Python, or names that cannot be those of the text.
pub(crate) struct NamesError(PyErr);

impl From<NameSpanError> for NamesError {
    fn from(error: NameSpanError) -> Self {
        Self(bad_value(&format!("names[{}]", error.index()), error))
    }
}

impl NameSource {
    /// The source in the argument `names`; none for `None`.
    pub(crate) fn argument(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Self>> {
        let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
        let source = Self::of(value);
        let wrong = || bad_type("names", "a NameTagger, a function of a text, or None", value);
        source.map(Some).ok_or_else(wrong)
    }

    fn of(value: &Bound<'_, PyAny>) -> Option<Self> {
        match value.cast::<PyNameTagger>() {
            Ok(tagger) => Some(Self::Tagger(tagger.clone().unbind())),
            Err(_) => value.is_callable().then(|| Self::Function(value.clone().unbind())),
        }
    }

    /// The names in a text; the interpreter is held by a function alone, and while it runs.
    fn find(&self, text: &str) -> PyResult<Vec<NameSpan>> {
        match self {
            Self::Tagger(tagger) => tagger.get().find(text),
            Self::Function(function) => Python::attach(|py| {
                let string = PyString::new(py, text);
                let found = function.call1(py, (&string,))?;
                given(found.bind(py), &Text::argument("text", string.as_any())?)
            }),
        }
    }

    /// Annotates one text with the names of this source.
    pub(crate) fn annotate(&self, pipeline: &Pipeline, input: &Input<'_>) -> PyResult<Document> {
        let find = |text: &str| self.find(text).map_err(NamesError);
        pipeline.annotate_with_names(input, find).map_err(|error| error.0)
    }
}

/// The argument `names` of `extract`: what finds them, or the names themselves.
pub(crate) fn names(value: &Bound<'_, PyAny>, text: &Text) -> PyResult<Vec<NameSpan>> {
    match NameSource::of(value) {
        Some(source) => value.py().detach(|| source.find(text.as_str())),
        None if value.hasattr("__iter__")? => given(value, text),
        None => Err(bad_type("names", &format!("a NameTagger, a function or {NAME_SPANS}"), value)),
    }
}

/// What is expected of names.
const NAME_SPANS: &str = "an iterable of (start, end, kind) or (start, end, kind, score)";
