//! A configured segmenter.

use std::str::FromStr;
use std::sync::Arc;

use diptych::{OwnRule, SegmentOptions, Segmenter};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use crate::arguments::{self, bad_type, bad_value};
use crate::decision::PyDecision;
use crate::pickle;
use crate::span::PySpan;
use crate::stream::PySentenceStream;
use crate::text::{Text, Utf8};

/// Splits texts of one language; configured once, used many times, from many threads.
///
/// `newlines` says whether a single line break ends a sentence (`"auto"`, `"always"`, `"never"`);
/// `semicolons` and `colons` (before list items) end one with `"split"` and not with `"keep"`;
/// with `quotes="keep"` a quotation is not cut inside; with `bare="keep"` no sentence ends without
/// a mark or a line break. `style` sets these for a kind of text: `"news"` (the default), `"wrapped"`,
/// `"lines"`, `"legal"`, `"subtitles"`, `"quotations"`, `"marks"`; the others go before it.
/// After one of `abbreviations` no sentence ends; `rules` are of the form `"keep BEFORE | AFTER"` and
/// `"split BEFORE | AFTER"`: between the two no sentence ends, or one does. What the rules leave
/// open, and each `"auto"` but that of the newlines, a learned model decides; with `judge="rules"`
/// nobody. With `memory="document"` abbreviations are learned from each text, but not by `stream`.
/// `None` is what the style says, or `"auto"`, for quotes `"split"`, for the judge `"model"`, for the
/// memory `"none"`. A language without rules of its own, or none, gets the general ones.
///
/// >>> import diptych
/// >>> segmenter = diptych.Segmenter("en", semicolons="split", abbreviations=["Blvr."])
/// >>> text = "It rained; we ran. Past Blvr. Ray it was dry."
/// >>> [sentence.text for sentence in segmenter.sentences(text)]
/// ['It rained;', 'we ran.', 'Past Blvr. Ray it was dry.']
#[pyclass(name = "Segmenter", module = "diptych", frozen)]
pub(crate) struct PySegmenter {
    segmenter: Segmenter,
    given: Py<PyDict>,
}

impl PySegmenter {
    /// The segmenter in an argument, none for `None`.
    pub(crate) fn given(
        name: &str,
        value: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Option<Segmenter>> {
        let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
        let own = value.cast::<Self>().map_err(|_| bad_type(name, "a Segmenter or None", value))?;
        Ok(Some(own.get().segmenter.clone()))
    }
}

/// The value of a policy, if it is given.
fn policy<T: FromStr<Err: std::fmt::Display>>(
    name: &str,
    value: Option<&Bound<'_, PyAny>>,
) -> PyResult<Option<T>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    let value = Utf8::argument(name, value)?;
    value.as_ref().parse().map(Some).map_err(|error| bad_value(name, error))
}

#[pymethods]
impl PySegmenter {
    #[new]
    #[pyo3(signature = (
        language=None, *, newlines=None, semicolons=None, colons=None, quotes=None,
        abbreviations=None, bare=None, judge=None, style=None, rules=None, memory=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn new(
        py: Python<'_>,
        language: Option<&Bound<'_, PyAny>>,
        newlines: Option<&Bound<'_, PyAny>>,
        semicolons: Option<&Bound<'_, PyAny>>,
        colons: Option<&Bound<'_, PyAny>>,
        quotes: Option<&Bound<'_, PyAny>>,
        abbreviations: Option<&Bound<'_, PyAny>>,
        bare: Option<&Bound<'_, PyAny>>,
        judge: Option<&Bound<'_, PyAny>>,
        style: Option<&Bound<'_, PyAny>>,
        rules: Option<&Bound<'_, PyAny>>,
        memory: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let (rules, abbreviations) = (pickle::listed(rules)?, pickle::listed(abbreviations)?);
        let (rules, abbreviations) = (rules.as_ref(), abbreviations.as_ref());
        let given = pickle::given(
            py,
            &[
                ("language", language),
                ("newlines", newlines),
                ("semicolons", semicolons),
                ("colons", colons),
                ("quotes", quotes),
                ("abbreviations", abbreviations),
                ("bare", bare),
                ("judge", judge),
                ("style", style),
                ("rules", rules),
                ("memory", memory),
            ],
        )?;
        let language = arguments::language("language", language)?.unwrap_or_default();
        let mut options = SegmentOptions::style(policy("style", style)?.unwrap_or_default());
        if let Some(newlines) = policy("newlines", newlines)? {
            options = options.newlines(newlines);
        }
        if let Some(semicolons) = policy("semicolons", semicolons)? {
            options = options.semicolons(semicolons);
        }
        if let Some(colons) = policy("colons", colons)? {
            options = options.colons(colons);
        }
        if let Some(quotes) = policy("quotes", quotes)? {
            options = options.quotes(quotes);
        }
        if let Some(bare) = policy("bare", bare)? {
            options = options.bare(bare);
        }
        if let Some(judge) = policy("judge", judge)? {
            options = options.judge(judge);
        }
        if let Some(memory) = policy("memory", memory)? {
            options = options.memory(memory);
        }
        if let Some(rules) = rules.filter(|rules| !rules.is_none()) {
            for (i, rule) in arguments::strings("rules", rules)?.iter().enumerate() {
                let rule: OwnRule = rule
                    .as_ref()
                    .parse()
                    .map_err(|error| bad_value(&format!("rules[{i}]"), error))?;
                options = options.rules([rule]);
            }
        }
        if let Some(words) = abbreviations.filter(|words| !words.is_none()) {
            options = options.abbreviations(&arguments::strings("abbreviations", words)?);
        }
        Ok(Self { segmenter: Segmenter::with_options(language, options), given })
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

    /// The sentences of `source`, a file or an iterable of str or of bytes (UTF-8), in memory that does
    /// not grow with it: one `Span` after the other, its offsets those in the whole text. Pieces may
    /// be cut anywhere; the sentences are those of the whole.
    fn stream(&self, source: &Bound<'_, PyAny>) -> PyResult<PySentenceStream> {
        PySentenceStream::new(self.segmenter.clone(), source)
    }

    /// Every place of `text` where a sentence might have ended, in order, with what decided there.
    fn explain(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Vec<PyDecision>> {
        let text = Text::argument("text", text)?;
        let decisions = py.detach(|| self.segmenter.explain(text.as_str()).collect::<Vec<_>>());
        Ok(decisions.iter().map(|decision| PyDecision::new(&text, decision)).collect())
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

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyTuple>, Bound<'py, PyDict>) {
        pickle::new_arguments(py, &self.given)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        pickle::repr(py, "Segmenter", &self.given)
    }
}
