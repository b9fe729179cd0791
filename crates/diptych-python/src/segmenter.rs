//! A configured segmenter.

use std::str::FromStr;
use std::sync::Arc;

use diptych::{SegmentOptions, Segmenter};
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::arguments::{self, bad_value};
use crate::span::PySpan;
use crate::text::{Text, Utf8};

/// Splits texts of one language; configured once, used many times, from many threads.
///
/// `newlines` says whether a single line break ends a sentence (`"auto"`, `"always"`, `"never"`);
/// `semicolons` and `colons` (before list items) end one with `"split"` and not with `"keep"`;
/// with `quotes="keep"` a quotation is not cut inside; with `bare="keep"` no sentence ends without
/// a mark or a line break. After one of `abbreviations` no sentence ends. What the rules leave
/// open, and each `"auto"` but that of the newlines, a learned model decides; with `judge="rules"`
/// nobody. `None` is the default of each: `"auto"`, for quotes `"split"`, for the judge
/// `"model"`. A language without rules of its own, or none, gets the general ones.
///
/// >>> import diptych
/// >>> segmenter = diptych.Segmenter("en", semicolons="split", abbreviations=["Blvr."])
/// >>> text = "It rained; we ran. Past Blvr. Ray it was dry."
/// >>> [sentence.text for sentence in segmenter.sentences(text)]
/// ['It rained;', 'we ran.', 'Past Blvr. Ray it was dry.']
#[pyclass(name = "Segmenter", module = "diptych", frozen)]
pub(crate) struct PySegmenter {
    segmenter: Segmenter,
}

/// The value of a policy, or its default.
fn policy<T: FromStr<Err: std::fmt::Display> + Default>(
    name: &str,
    value: Option<&Bound<'_, PyAny>>,
) -> PyResult<T> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(T::default()) };
    let value = Utf8::argument(name, value)?;
    value.as_ref().parse().map_err(|error| bad_value(name, error))
}

#[pymethods]
impl PySegmenter {
    #[new]
    #[pyo3(signature = (
        language=None, *, newlines=None, semicolons=None, colons=None, quotes=None,
        abbreviations=None, bare=None, judge=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn new(
        language: Option<&Bound<'_, PyAny>>,
        newlines: Option<&Bound<'_, PyAny>>,
        semicolons: Option<&Bound<'_, PyAny>>,
        colons: Option<&Bound<'_, PyAny>>,
        quotes: Option<&Bound<'_, PyAny>>,
        abbreviations: Option<&Bound<'_, PyAny>>,
        bare: Option<&Bound<'_, PyAny>>,
        judge: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let language = arguments::language("language", language)?.unwrap_or_default();
        let mut options = SegmentOptions::default()
            .newlines(policy("newlines", newlines)?)
            .semicolons(policy("semicolons", semicolons)?)
            .colons(policy("colons", colons)?)
            .quotes(policy("quotes", quotes)?)
            .bare(policy("bare", bare)?)
            .judge(policy("judge", judge)?);
        if let Some(words) = abbreviations.filter(|words| !words.is_none()) {
            options = options.abbreviations(&arguments::strings("abbreviations", words)?);
        }
        Ok(Self { segmenter: Segmenter::with_options(language, options) })
    }

    /// Splits `text` into sentences, as the function of that name.
    fn sentences<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyList>> {
        let text = Arc::new(Text::argument("text", text)?);
        let spans: Vec<_> = py.detach(|| self.segmenter.sentences(text.as_str()).collect());
        PySpan::list(py, &text, &spans)
    }

    /// Splits `text` into words, as the function of that name.
    fn words<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyList>> {
        let text = Arc::new(Text::argument("text", text)?);
        let spans = py.detach(|| self.segmenter.words(text.as_str()));
        PySpan::list(py, &text, &spans)
    }

    fn __repr__(&self) -> String {
        format!("Segmenter('{}')", self.segmenter.language())
    }
}
