//! A text that Python and Rust both hold, with its offsets.

use std::sync::Arc;

use diptych::{Document, OffsetUnit, Offsets, Span};
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PySlice, PyString};

use crate::arguments::{self, bad_value};

/// Where the UTF-8 of a text is kept.
pub(crate) enum Utf8 {
    /// In a Python string: nothing is copied.
    Python(PyBackedStr),
    /// Here, because the Python string has lone surrogates, which UTF-8 has not: each is U+FFFD,
    /// one code point for one, so that offsets hold for both. With the bytes they stand at.
    Repaired(String, Vec<usize>),
    /// Here, made by Rust.
    Owned(String),
    /// As the source of a document.
    Source(Arc<Document>),
    /// As the clean text of a document.
    Clean(Arc<Document>),
}

impl AsRef<str> for Utf8 {
    fn as_ref(&self) -> &str {
        match self {
            Self::Python(text) => text,
            Self::Repaired(text, _) | Self::Owned(text) => text,
            Self::Source(document) => &document.source,
            Self::Clean(document) => &document.text,
        }
    }
}

impl Utf8 {
    /// The UTF-8 of a string argument.
    pub(crate) fn argument(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::of(arguments::string(name, value)?)
    }

    /// The UTF-8 of a Python string.
    pub(crate) fn of(string: &Bound<'_, PyString>) -> PyResult<Self> {
        match PyBackedStr::try_from(string.clone()) {
            Ok(text) => Ok(Self::Python(text)),
            Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(string.py()) => {
                let bytes = string.call_method1("encode", ("utf-8", "surrogatepass"))?;
                let (text, places) = without_surrogates(bytes.cast::<PyBytes>()?.as_bytes());
                Ok(Self::Repaired(text, places))
            }
            Err(error) => Err(error),
        }
    }
}

/// UTF-8 with surrogates (`ED A0..BF xx`) as text with U+FFFD, of as many bytes, in their place;
/// and the bytes they stand at.
fn without_surrogates(bytes: &[u8]) -> (String, Vec<usize>) {
    let (mut bytes, mut places) = (bytes.to_vec(), Vec::new());
    for i in 0..bytes.len().saturating_sub(2) {
        // `ED` is never a continuation byte, so no character is cut.
        if bytes[i] == 0xed && bytes[i + 1] >= 0xa0 {
            bytes[i..i + 3].copy_from_slice("\u{fffd}".as_bytes());
            places.push(i);
        }
    }
    (String::from_utf8(bytes).expect("UTF-8 but for the surrogates, which were replaced"), places)
}

/// A text, its Python string and its offsets in code points. Results share it.
pub(crate) struct Text {
    string: PyOnceLock<Py<PyString>>,
    offsets: Offsets<Utf8>,
}

impl Text {
    /// A text that Rust holds; its Python string is made when it is asked for.
    pub(crate) fn new(text: Utf8) -> Self {
        Self { string: PyOnceLock::new(), offsets: Offsets::new(text, OffsetUnit::CodePoints) }
    }

    /// The text of a string argument.
    pub(crate) fn argument(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let string = arguments::string(name, value)?;
        Ok(Self::new(Utf8::of(string)?).with_string(string.clone()))
    }

    /// The same with its Python string, when one is there already.
    pub(crate) fn with_string(self, string: Bound<'_, PyString>) -> Self {
        let py = string.py();
        let _ = self.string.set(py, string.unbind());
        self
    }

    /// The UTF-8.
    pub(crate) fn as_str(&self) -> &str {
        self.offsets.text()
    }

    /// The lone surrogates that U+FFFD stands for in the UTF-8, as bytes, in order.
    pub(crate) fn surrogates(&self) -> &[usize] {
        match self.offsets.holder() {
            Utf8::Repaired(_, places) => places,
            _ => &[],
        }
    }

    /// Its offsets in code points.
    pub(crate) fn offsets(&self) -> &Offsets<Utf8> {
        &self.offsets
    }

    /// The whole text as a Python string: the very one that was given, if one was.
    pub(crate) fn string<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        let make = || PyString::new(py, self.as_str()).unbind();
        self.string.get_or_init(py, make).bind(py).clone()
    }

    /// A piece of the Python string.
    pub(crate) fn piece<'py>(&self, py: Python<'py>, span: Span) -> PyResult<Bound<'py, PyString>> {
        if matches!(self.offsets.holder(), Utf8::Repaired(..)) {
            let (start, end) = self.offsets.span(span);
            let index =
                |at: usize| isize::try_from(at).expect("a string is shorter than isize::MAX");
            let slice = PySlice::new(py, index(start), index(end), 1);
            return Ok(self.string(py).get_item(slice)?.cast_into()?);
        }
        Ok(PyString::new(py, &self.as_str()[span]))
    }

    /// The span in bytes of one in code points, given as arguments.
    pub(crate) fn span(&self, start: isize, end: isize) -> PyResult<Span> {
        let byte = |name, at: isize| {
            let found = usize::try_from(at).ok().and_then(|at| self.offsets.byte(at));
            found.ok_or_else(|| {
                let length = self.offsets.at(self.as_str().len());
                bad_value(name, format!("expected an offset from 0 to {length}, got {at}"))
            })
        };
        let (first, last) = (byte("start", start)?, byte("end", end)?);
        if first > last {
            return Err(bad_value("end", format!("expected at least start ({start}), got {end}")));
        }
        Ok(Span::new(first, last))
    }
}
