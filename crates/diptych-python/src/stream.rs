//! Sentences of a text that is read piece by piece.

use diptych::{Feed, Segmenter};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator, PyString};

use crate::arguments::bad_type;
use crate::span::PySpan;
use crate::text::Utf8;

/// Code points or bytes asked of a file at a time.
const CHUNK: usize = 1 << 16;

/// The sentences of a text that is read piece by piece, as `Segmenter.stream` gives them.
///
/// What is no UTF-8 in the bytes of a binary file becomes U+FFFD; `broken` counts such places so far
/// and `first_broken` is where the first is, in bytes.
///
/// >>> import diptych
/// >>> pieces = iter(["Ask M", "r. Lee. He kn", "ows."])
/// >>> [sentence.text for sentence in diptych.Segmenter("en").stream(pieces)]
/// ['Ask Mr. Lee.', 'He knows.']
#[pyclass(name = "SentenceStream", module = "diptych")]
pub(crate) struct PySentenceStream {
    feed: Feed<'static>,
    /// None once it ended.
    source: Option<Source>,
}

enum Source {
    /// An object with `read`.
    File(Py<PyAny>),
    Pieces(Py<PyIterator>),
}

impl PySentenceStream {
    pub(crate) fn new(segmenter: Segmenter, source: &Bound<'_, PyAny>) -> PyResult<Self> {
        let expected = "a file or an iterable of str or bytes";
        let is_whole = source.is_instance_of::<PyString>() || source.is_instance_of::<PyBytes>();
        let source = if is_whole {
            return Err(bad_type("source", expected, source));
        } else if let Ok(read) = source.getattr("read") {
            Source::File(read.unbind())
        } else {
            let pieces = source.try_iter().map_err(|_| bad_type("source", expected, source))?;
            Source::Pieces(pieces.unbind())
        };
        Ok(Self { feed: segmenter.into_feed(), source: Some(source) })
    }

    /// Hands the next piece of the source on, or says that there is none.
    fn pull(&mut self, py: Python<'_>) -> PyResult<()> {
        let piece = match &self.source {
            Some(Source::File(read)) => Some(read.bind(py).call1((CHUNK,))?),
            Some(Source::Pieces(pieces)) => pieces.bind(py).clone().next().transpose()?,
            None => None,
        };
        let Some(piece) = piece else {
            self.finish();
            return Ok(());
        };
        let is_empty = if let Ok(bytes) = piece.cast::<PyBytes>() {
            self.feed.push_bytes(bytes.as_bytes());
            bytes.as_bytes().is_empty()
        } else {
            let text = Utf8::argument("source", &piece)?;
            self.feed.push(text.as_ref());
            text.as_ref().is_empty()
        };
        if is_empty && matches!(self.source, Some(Source::File(_))) {
            self.finish();
        }
        Ok(())
    }

    fn finish(&mut self) {
        self.feed.finish();
        self.source = None;
    }
}

#[pymethods]
impl PySentenceStream {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    /// How many places of the bytes read so far are no UTF-8; each became one U+FFFD.
    #[getter]
    const fn broken(&self) -> u64 {
        self.feed.broken().places
    }

    /// Where the first of them is, in bytes; None where there is none.
    #[getter]
    const fn first_broken(&self) -> Option<u64> {
        self.feed.broken().first
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<PySpan>> {
        // Of a sentence that is too long to be held the parts are joined.
        let mut start = None;
        let mut text = String::new();
        loop {
            while let Some(piece) = self.feed.sentence() {
                let first = *start.get_or_insert(piece.start.code_point);
                text.push_str(piece.text);
                if piece.is_end {
                    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
                    let end = piece.end.code_point;
                    return Ok(Some(PySpan::alone(place(first), place(end), text)));
                }
            }
            if self.source.is_none() {
                return Ok(None);
            }
            self.pull(py)?;
        }
    }
}
