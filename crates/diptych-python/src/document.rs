//! A cleaned, segmented and annotated document.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use diptych::{Document, OffsetUnit};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};

use crate::arguments::{bad_type, bad_value};
use crate::block::PyBlock;
use crate::cleaned::places;
use crate::display::results;
use crate::edit::PyEdit;
use crate::entity::{Entities, PyEntity};
use crate::json;
use crate::metadata::PyMetadata;
use crate::passage::PyPassage;
use crate::pickle;
use crate::repr::{count, excerpt};
use crate::span::PySpan;
use crate::text::{Text, Utf8};

/// A cleaned, segmented and annotated document: what `annotate` gives.
///
/// Two texts live here: `source`, as it came, and `text`, the clean one. Blocks, edits and
/// metadata are spans of `source`; paragraphs, sentences and entities are spans of `text`;
/// `to_source` leads from there to the source.
///
/// >>> import diptych
/// >>> document = diptych.annotate("The  ferry left. Nobody waved.", language="en", id="a1")
/// >>> (document.id, document.language, len(document.sentences))
/// ('a1', 'en', 2)
/// >>> start, end = document.to_source(*document.sentences[0])
/// >>> document.source[start:end]
/// 'The  ferry left.'
#[pyclass(name = "Document", module = "diptych", frozen)]
pub(crate) struct PyDocument {
    document: Arc<Document>,
    source: PyOnceLock<Arc<Text>>,
    text: PyOnceLock<Arc<Text>>,
    sentences: PyOnceLock<Py<PyList>>,
    entities: PyOnceLock<Py<PyList>>,
}

impl From<Arc<Document>> for PyDocument {
    fn from(document: Arc<Document>) -> Self {
        Self {
            document,
            source: PyOnceLock::new(),
            text: PyOnceLock::new(),
            sentences: PyOnceLock::new(),
            entities: PyOnceLock::new(),
        }
    }
}

impl PyDocument {
    /// A document from what `__reduce__` wrote.
    pub(crate) fn restore(state: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Arc::new(pickle::read::<Document>(state)?).into())
    }

    /// What Rust knows.
    pub(crate) fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The clean text with its offsets.
    pub(crate) fn clean_text(&self, py: Python<'_>) -> &Arc<Text> {
        self.text.get_or_init(py, || Arc::new(Text::new(Utf8::Clean(self.document.clone()))))
    }

    fn read(name: &str, text: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = Utf8::argument(name, text)?;
        let document = text.as_ref().parse().map_err(|error: serde_json::Error| error.to_string());
        let document = document.and_then(|json| {
            Document::from_json(json, OffsetUnit::CodePoints).map_err(|error| error.to_string())
        });
        Ok(Arc::new(document.map_err(|error| bad_value(name, error))?).into())
    }

    fn source_text(&self, py: Python<'_>) -> &Arc<Text> {
        self.source.get_or_init(py, || Arc::new(Text::new(Utf8::Source(self.document.clone()))))
    }
}

/// A copy of a list that is made once: what the caller does to it changes no other.
fn copy<'py>(
    py: Python<'py>,
    made: &PyOnceLock<Py<PyList>>,
    make: impl FnOnce() -> PyResult<Bound<'py, PyList>>,
) -> PyResult<Bound<'py, PyList>> {
    let list = made.get_or_try_init(py, || make().map(Bound::unbind))?.bind(py);
    Ok(list.get_slice(0, list.len()))
}

#[pymethods]
impl PyDocument {
    /// The name that was given, or `None`.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.document.id.as_deref()
    }

    /// The text as it came; a lone surrogate is U+FFFD.
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.source_text(py).string(py)
    }

    /// The clean text.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.clean_text(py).string(py)
    }

    /// The language, given or detected, as a BCP 47 tag; `und` when it cannot be told.
    #[getter]
    fn language(&self) -> String {
        self.document.language.language.to_string()
    }

    /// How sure the language is, 0 to 1; 1 when it was given.
    #[getter]
    fn language_score(&self) -> f64 {
        self.document.language.score
    }

    /// The `datetime` that times were resolved against: given, or found in a line beside the
    /// text; `None` without either.
    #[getter]
    fn reference<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(reference) = self.document.reference else { return Ok(None) };
        let datetime = py.import("datetime")?.getattr("datetime")?;
        datetime.call_method1("fromisoformat", (reference.to_string(),)).map(Some)
    }

    /// The changes on the source, sorted and disjoint; applying them to it gives `text`.
    #[getter]
    fn edits<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyEdit::list(py, self.source_text(py), &self.document.edits)
    }

    /// The parts of the source, in order, kept and dropped ones.
    #[getter]
    fn blocks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyBlock::list(py, self.source_text(py), &self.document.blocks)
    }

    /// What dropped lines said about the document.
    #[getter]
    fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyMetadata::list(py, self.source_text(py), &self.document.metadata)
    }

    /// What was left as it came because cleaning it found no end, as `(start, end, step)` on the
    /// source; empty for all text that was not built for that.
    #[getter]
    fn unsettled(&self, py: Python<'_>) -> Vec<(usize, usize, &'static str)> {
        places(self.source_text(py), &self.document.unsettled)
    }

    /// The passages of the clean text, one language each, found anew at each call: more than one
    /// in a document of several languages. Sentences and entities follow `language`.
    #[getter]
    fn passages<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let passages = py.detach(|| self.document.passages());
        PyPassage::list(py, self.clean_text(py), &passages)
    }

    /// The paragraphs of the clean text, in order, disjoint.
    #[getter]
    fn paragraphs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PySpan::list(py, self.clean_text(py), &self.document.paragraphs)
    }

    /// The sentences of the clean text, in order, disjoint.
    #[getter]
    fn sentences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let make = || PySpan::list(py, self.clean_text(py), &self.document.sentences);
        copy(py, &self.sentences, make)
    }

    /// What was found in the clean text, sorted by start; disjoint within names (person to
    /// event) and within values (all others).
    #[getter]
    fn entities<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let entities = Entities::Document(self.document.clone());
        let make = || PyEntity::list(py, self.clean_text(py), &entities);
        results(&copy(py, &self.entities, make)?)
    }

    /// The smallest span of `source` that covers what `text[start:end]` was made from.
    fn to_source(&self, py: Python<'_>, start: isize, end: isize) -> PyResult<(usize, usize)> {
        let span = self.document.to_source(self.clean_text(py).span(start, end)?);
        Ok(self.source_text(py).offsets().span(span))
    }

    /// All of it as plain values, ready for `json.dumps`; offsets are code points.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let value = py.detach(|| self.document.to_json(OffsetUnit::CodePoints));
        json::to_python(py, &value)
    }

    /// The text in a notebook, what was found marked, what was dropped folded.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| diptych::display::document(&self.document))
    }

    /// The same as JSON, with line breaks if it is to be `pretty`.
    ///
    /// >>> import diptych
    /// >>> document = diptych.annotate("It rained.", "en", id="a1")
    /// >>> diptych.Document.from_json(document.to_json()) == document
    /// True
    #[pyo3(signature = (*, pretty=false))]
    fn to_json(&self, py: Python<'_>, pretty: bool) -> String {
        py.detach(|| json::text(&self.document.to_json(OffsetUnit::CodePoints), pretty))
    }

    /// The document that `to_dict` wrote.
    ///
    /// Its `to_dict` is the same; scores have four digits there. `ValueError` names what is wrong.
    /// (Pickles are exact in all.)
    ///
    /// >>> import diptych
    /// >>> fields = diptych.annotate("It  rained on 3 May.", "en").to_dict()
    /// >>> diptych.Document.from_dict(fields).to_dict() == fields
    /// True
    #[staticmethod]
    fn from_dict(fields: &Bound<'_, PyAny>) -> PyResult<Self> {
        let dict = fields.cast::<PyDict>().map_err(|_| bad_type("fields", "dict", fields))?;
        let text = dict.py().import("json")?.call_method1("dumps", (dict,))?;
        Self::read("fields", &text)
    }

    /// The document that `to_json` wrote, as `from_dict`.
    #[staticmethod]
    fn from_json(text: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::read("text", text)
    }

    fn __eq__(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document) || self.document == other.document
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let Document { id, source, text, .. } = &*self.document;
        (id, source, text).hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        pickle::reduce_json(py, "Document", &*self.document)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let document = &self.document;
        let id = match &document.id {
            Some(id) => format!("id={}, ", excerpt(py, id)?),
            None => String::new(),
        };
        let language = document.language.language;
        let counts = [
            (document.paragraphs.len(), "paragraph"),
            (document.sentences.len(), "sentence"),
            (document.entities.len(), "entity"),
        ];
        let counts = counts.map(|(n, noun)| match (n, noun) {
            (1, _) => format!("1 {noun}"),
            (_, "entity") => format!("{n} entities"),
            _ => count(n, noun),
        });
        let text = excerpt(py, &document.text)?;
        Ok(format!("Document({id}language='{language}', {}, {text})", counts.join(", ")))
    }
}
