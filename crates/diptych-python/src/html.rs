//! HTML pages: their main text.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use diptych::{Block, Favor, HtmlExtractor, HtmlOptions, MainText, Metadata, OffsetMap};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyList, PyString, PyTuple};

use crate::arguments::{bad_type, bad_value};
use crate::block::PyBlock;
use crate::metadata::PyMetadata;
use crate::pickle;
use crate::repr::{count, excerpt};
use crate::text::{Text, Utf8};

/// The characters of a page given as `str` or as bytes.
pub(crate) fn source(html: &Bound<'_, PyAny>) -> PyResult<Utf8> {
    let decode = |bytes: &[u8]| Utf8::Owned(diptych::decode_html(bytes).into_owned());
    if let Ok(bytes) = html.cast::<PyBytes>() {
        return Ok(decode(bytes.as_bytes()));
    }
    if let Ok(bytes) = html.cast::<PyByteArray>() {
        return Ok(decode(&bytes.to_vec()));
    }
    Utf8::of(html.cast::<PyString>().map_err(|_| bad_type("html", "str or bytes", html))?)
}

/// The options of the functions that take a page.
pub(crate) fn options(
    comments: bool,
    tables: bool,
    captions: bool,
    favor: Option<&Bound<'_, PyAny>>,
) -> PyResult<HtmlOptions> {
    let options = HtmlOptions::default().comments(comments).tables(tables).captions(captions);
    let Some(name) = favor else { return Ok(options) };
    let name = Utf8::argument("favor", name)?;
    let favor = [Favor::Precision, Favor::Balance, Favor::Recall]
        .into_iter()
        .find(|favor| favor.as_str() == name.as_ref())
        .ok_or_else(|| bad_value("favor", "expected 'precision', 'balance' or 'recall'"))?;
    Ok(options.favor(favor))
}

/// The main text of an HTML page, with its place in the page.
///
/// >>> import diptych
/// >>> page = diptych.extract_html("<p>The dam <i>held</i>.</p>")
/// >>> page
/// MainText('The dam held.', 0 facts, 0 dropped blocks)
/// >>> page.to_source(8, 12)
/// (14, 18)
#[pyclass(name = "MainText", module = "diptych", frozen)]
pub(crate) struct PyMainText {
    source: Arc<Text>,
    text: Arc<Text>,
    map: OffsetMap,
    blocks: Vec<Block>,
    metadata: Vec<Metadata>,
}

impl PyMainText {
    /// Extracts with the interpreter let go.
    pub(crate) fn new(py: Python<'_>, source: Text, extractor: &HtmlExtractor) -> Self {
        let MainText { text, map, blocks, metadata, .. } =
            py.detach(|| extractor.extract(source.as_str()));
        let text = Arc::new(Text::new(Utf8::Owned(text)));
        Self { source: Arc::new(source), text, map, blocks, metadata }
    }
}

impl PyMainText {
    /// A main text from what `__reduce__` wrote.
    pub(crate) fn restore(source: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>) -> PyResult<Self> {
        let source = Arc::new(Text::argument("source", source)?);
        let (text, map, blocks, metadata): (String, _, _, _) = pickle::read(state)?;
        let text = Arc::new(Text::new(Utf8::Owned(text)));
        Ok(Self { source, text, map, blocks, metadata })
    }
}

#[pymethods]
impl PyMainText {
    /// The main text.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.text.string(py)
    }

    /// The page; of bytes, the decoded one.
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.source.string(py)
    }

    /// The visible parts of the page, in order, kept and dropped ones.
    #[getter]
    fn blocks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyBlock::list(py, &self.source, &self.blocks)
    }

    /// What the page says of itself: `title`, `date`, `author`, `site`, `language`, `url`,
    /// `description`.
    #[getter]
    fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyMetadata::list(py, &self.source, &self.metadata)
    }

    /// The smallest span of the page that covers what `text[start:end]` was made from.
    fn to_source(&self, start: isize, end: isize) -> PyResult<(usize, usize)> {
        let span = self.map.to_source(self.text.span(start, end)?);
        Ok(self.source.offsets().span(span))
    }

    fn __eq__(&self, other: &Self) -> bool {
        (self.source.as_str(), self.text.as_str()) == (other.source.as_str(), other.text.as_str())
            && (&self.blocks, &self.metadata) == (&other.blocks, &other.metadata)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.source.as_str(), self.text.as_str()).hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let Self { map, blocks, metadata, .. } = self;
        let state = pickle::write(&(self.text.as_str(), map, blocks, metadata))?;
        let state = PyString::new(py, &state).into_any();
        pickle::reduce(py, "MainText", vec![self.source(py).into_any(), state])
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let dropped = self.blocks.iter().filter(|block| !block.keep).count();
        let facts = count(self.metadata.len(), "fact");
        let dropped = count(dropped, "dropped block");
        Ok(format!("MainText({}, {facts}, {dropped})", excerpt(py, self.text.as_str())?))
    }

    fn __str__<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.text(py)
    }
}
