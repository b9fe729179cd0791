//! A cleaned text.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use diptych::{Block, Cleaned, Edit, Explanation, Metadata, OffsetMap, Unsettled};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};

use crate::block::PyBlock;
use crate::edit::PyEdit;
use crate::metadata::PyMetadata;
use crate::pickle;
use crate::repr::{count, excerpt};
use crate::text::{Text, Utf8};

/// A cleaned text, with all that was done to it.
///
/// >>> import diptych
/// >>> cleaned = diptych.clean("The dam  held. .")
/// >>> cleaned.text
/// 'The dam held.'
/// >>> start, end = cleaned.to_source(8, 12)
/// >>> cleaned.source[start:end]
/// 'held'
#[pyclass(name = "Cleaned", module = "diptych", frozen)]
pub(crate) struct PyCleaned {
    source: Arc<Text>,
    text: Arc<Text>,
    edits: Vec<Edit>,
    map: OffsetMap,
    blocks: Vec<Block>,
    metadata: Vec<Metadata>,
    unsettled: Vec<Unsettled>,
}

impl PyCleaned {
    /// Cleans `source` with the interpreter let go.
    pub(crate) fn new(py: Python<'_>, source: Text, cleaner: &diptych::Cleaner) -> Self {
        let source = Arc::new(source);
        py.detach(|| Self::of(source, cleaner))
    }

    /// Cleans `source`, on any thread.
    pub(crate) fn of(source: Arc<Text>, cleaner: &diptych::Cleaner) -> Self {
        let Cleaned { text, edits, map, blocks, metadata, unsettled, .. } =
            cleaner.clean(source.as_str());
        let text = match text {
            Cow::Borrowed(text)
                if text.len() == source.as_str().len() && source.surrogates().is_empty() =>
            {
                None
            }
            text => Some(Text::new(Utf8::Owned(text.into_owned()))),
        };
        let text = text.map_or_else(|| source.clone(), Arc::new);
        Self { source, text, edits, map, blocks, metadata, unsettled }
    }
}

/// What a pickle holds besides the source: the text unless it is the source, and the rest.
type State<T> = (T, Vec<Edit>, OffsetMap, Vec<Block>, Vec<Metadata>, Vec<Unsettled>);

impl PyCleaned {
    /// A cleaned text from what `__reduce__` wrote.
    pub(crate) fn restore(source: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>) -> PyResult<Self> {
        let source = Arc::new(Text::argument("source", source)?);
        let (text, edits, map, blocks, metadata, unsettled): State<Option<String>> =
            pickle::read(state)?;
        let text =
            text.map_or_else(|| source.clone(), |text| Arc::new(Text::new(Utf8::Owned(text))));
        Ok(Self { source, text, edits, map, blocks, metadata, unsettled })
    }
}

#[pymethods]
impl PyCleaned {
    /// The clean text.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.text.string(py)
    }

    /// The text as it came.
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.source.string(py)
    }

    /// The changes on the source, sorted and disjoint; applying them to it gives `text`.
    #[getter]
    fn edits<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyEdit::list(py, &self.source, &self.edits)
    }

    /// The parts of the source, in order, kept and dropped ones.
    #[getter]
    fn blocks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyBlock::list(py, &self.source, &self.blocks)
    }

    /// What dropped lines said about the document.
    #[getter]
    fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyMetadata::list(py, &self.source, &self.metadata)
    }

    /// The smallest span of the source that covers what `text[start:end]` was made from.
    fn to_source(&self, start: isize, end: isize) -> PyResult<(usize, usize)> {
        let span = self.map.to_source(self.text.span(start, end)?);
        Ok(self.source.offsets().span(span))
    }

    /// The smallest span of the text that covers what became of `source[start:end]`; `None` when
    /// all of it was deleted.
    fn to_target(&self, start: isize, end: isize) -> PyResult<Option<(usize, usize)>> {
        let span = self.map.to_target(self.source.span(start, end)?);
        Ok(span.map(|span| self.text.offsets().span(span)))
    }

    /// What was left as it came because cleaning it found no end, as `(start, end, step)` on the
    /// source; empty for all text that was not built for that.
    #[getter]
    fn unsettled(&self) -> Vec<(usize, usize, &'static str)> {
        places(&self.source, &self.unsettled)
    }

    /// A report for a person: every change with its line and column, what was there, what it
    /// became, the step and the reason; then the lines that are not part of the text.
    fn explain(&self) -> String {
        let source = self.source.as_str();
        Explanation::new(source, &self.edits, &self.blocks, &self.unsettled).to_string()
    }

    /// What was changed, with the reasons, in a notebook.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        let source = self.source.as_str();
        py.detach(|| diptych::display::cleaned(source, &self.edits, &self.blocks))
    }

    fn __eq__(&self, other: &Self) -> bool {
        (self.source.as_str(), self.text.as_str()) == (other.source.as_str(), other.text.as_str())
            && (&self.edits, &self.blocks, &self.metadata)
                == (&other.edits, &other.blocks, &other.metadata)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.source.as_str(), self.text.as_str()).hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let text = (!Arc::ptr_eq(&self.source, &self.text)).then(|| self.text.as_str());
        let Self { edits, map, blocks, metadata, unsettled, .. } = self;
        let state = pickle::write(&(text, edits, map, blocks, metadata, unsettled))?;
        let state = PyString::new(py, &state).into_any();
        pickle::reduce(py, "Cleaned", vec![self.source(py).into_any(), state])
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let dropped = self.blocks.iter().filter(|block| !block.keep).count();
        let (edits, dropped) = (count(self.edits.len(), "edit"), count(dropped, "dropped block"));
        Ok(format!("Cleaned({}, {edits}, {dropped})", excerpt(py, self.text.as_str())?))
    }

    fn __str__<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.text(py)
    }
}

/// Where each stands in the source, and the step that would have gone on.
pub(crate) fn places(source: &Text, unsettled: &[Unsettled]) -> Vec<(usize, usize, &'static str)> {
    let place = |one: &Unsettled| {
        let (start, end) = source.offsets().span(one.span);
        (start, end, one.step.as_str())
    };
    unsettled.iter().map(place).collect()
}
