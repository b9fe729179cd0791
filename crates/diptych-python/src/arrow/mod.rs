//! Columns of texts over the Arrow PyCapsule interface, in and out.

mod build;
mod column;
mod functions;
mod result;

pub(crate) use functions::{
    _arrow_clean, _arrow_detect_language, _arrow_extract, _arrow_main_text, _arrow_quality,
    _arrow_repair_encoding, _arrow_sentences, _arrow_words,
};
pub(crate) use result::PyArrowColumn;
