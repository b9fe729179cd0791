//! Python bindings of diptych: arguments in, the interpreter let go, the facade called, results
//! out. No logic lives here, and one file holds one class.

mod alignment;
mod arguments;
mod bead;
mod block;
mod cleaned;
mod cleaner;
mod discrepancy;
mod document;
mod edit;
mod entity;
mod evidence;
mod functions;
mod json;
mod language;
mod metadata;
mod pair;
mod place;
mod repr;
mod segmenter;
mod span;
mod text;
mod work;

/// The compiled part of the package `diptych`, which re-exports all of it.
#[pyo3::pymodule(gil_used = false)]
mod _diptych {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::{
        alignment::PyAlignment, bead::PyBead, block::PyBlock, cleaned::PyCleaned,
        cleaner::PyCleaner, discrepancy::PyDiscrepancy, document::PyDocument, edit::PyEdit,
        entity::PyEntity, evidence::PyEvidence, language::PyLanguageGuess, metadata::PyMetadata,
        pair::PyDocumentPair, place::PyPlace, segmenter::PySegmenter, span::PySpan,
    };

    #[pymodule_export]
    use crate::functions::{
        align, align_sentences, annotate, annotate_all, clean, detect_language, extract,
        find_pairs, label_lines, main_text, paragraphs, repair_encoding, sentences, similarity,
        words,
    };

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", diptych::VERSION)
    }
}
