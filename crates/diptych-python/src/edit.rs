//! One change made by cleaning.

use std::sync::Arc;

use diptych::{Edit, Step};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};

use crate::repr::excerpt;
use crate::text::Text;

/// One change made by cleaning: `source[start:end]` became `replacement`.
///
/// >>> import diptych
/// >>> edit = diptych.clean("Good  morning, Lille.").edits[0]
/// >>> (edit.start, edit.end, edit.replacement, edit.step)
/// (5, 6, '', 'white_space')
#[pyclass(name = "Edit", module = "diptych", frozen, eq, hash)]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct PyEdit {
    /// Where the replaced piece of the source starts, in code points.
    #[pyo3(get)]
    start: usize,
    /// Where it ends; the same as `start` for an insertion.
    #[pyo3(get)]
    end: usize,
    /// What stands there now; empty for a deletion.
    #[pyo3(get)]
    replacement: String,
    /// The step that made the change: `encoding`, `entities`, `unicode`, `ligatures`,
    /// `width`, `white_space`, `punctuation`, `typography` or `boilerplate`.
    #[pyo3(get)]
    step: String,
    /// Why, for a person to read.
    #[pyo3(get)]
    reason: String,
}

impl PyEdit {
    /// Edits of `source` as a Python list. A lone surrogate that no edit touches is one of its
    /// own, since the clean text has U+FFFD there.
    pub(crate) fn list<'py>(
        py: Python<'py>,
        source: &Arc<Text>,
        edits: &[Edit],
    ) -> PyResult<Bound<'py, PyList>> {
        let mut surrogates = source.surrogates().iter().copied().peekable();
        let mut list = Vec::with_capacity(edits.len());
        for edit in edits {
            while let Some(byte) = surrogates.next_if(|&byte| byte < edit.span.start) {
                list.push(Self::of_surrogate(source, byte));
            }
            while surrogates.next_if(|&byte| byte < edit.span.end).is_some() {}
            list.push(Self::of(source, edit));
        }
        list.extend(surrogates.map(|byte| Self::of_surrogate(source, byte)));
        let list = list.into_iter().map(|edit| Bound::new(py, edit));
        PyList::new(py, list.collect::<PyResult<Vec<_>>>()?)
    }

    fn of(source: &Text, edit: &Edit) -> Self {
        let (start, end) = source.offsets().span(edit.span);
        Self {
            start,
            end,
            replacement: edit.replacement.clone(),
            step: edit.step.as_str().to_owned(),
            reason: edit.reason.clone().into_owned(),
        }
    }

    fn of_surrogate(source: &Text, byte: usize) -> Self {
        let start = source.offsets().at(byte);
        Self {
            start,
            end: start + 1,
            replacement: char::REPLACEMENT_CHARACTER.into(),
            step: Step::Encoding.as_str().to_owned(),
            reason: "half of a UTF-16 pair, which is no character".to_owned(),
        }
    }
}

#[pymethods]
impl PyEdit {
    #[new]
    const fn new(
        start: usize,
        end: usize,
        replacement: String,
        step: String,
        reason: String,
    ) -> Self {
        Self { start, end, replacement, step, reason }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Self { start, end, replacement, step, reason } = self;
        let replacement = excerpt(py, replacement)?;
        let (step, reason) = (PyString::new(py, step).repr()?, PyString::new(py, reason).repr()?);
        Ok(format!("Edit({start}, {end}, {replacement}, step={step}, reason={reason})"))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let Self { start, end, replacement, step, reason } = slf.get();
        let arguments = (start, end, replacement, step, reason);
        (slf.get_type(), arguments).into_pyobject(slf.py())
    }
}
