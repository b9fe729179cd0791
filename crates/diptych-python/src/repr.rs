//! Pieces of `__repr__`s.

use pyo3::prelude::*;
use pyo3::types::PyString;

/// Code points of text that a `__repr__` shows at most.
const SHOWN: usize = 40;

/// The start of a text, quoted as Python does.
pub(crate) fn excerpt(py: Python<'_>, text: &str) -> PyResult<String> {
    let quoted = |text: &str| Ok(PyString::new(py, text).repr()?.to_cow()?.into_owned());
    match text.char_indices().nth(SHOWN) {
        None => quoted(text),
        Some((end, _)) => quoted(&format!("{}…", &text[..end])),
    }
}

/// `1 bead`, `2 beads`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
