//! Python bindings of diptych: arguments in, the interpreter let go, the facade called, results
//! out. No logic lives here, and one file holds one class.

mod alignment;
mod arguments;
mod arrow;
mod batch;
mod bead;
mod block;
mod cleaned;
mod cleaner;
mod decision;
mod deduplicator;
mod discrepancy;
mod display;
mod document;
mod duplicate;
mod duplicates;
mod edit;
mod entity;
mod evidence;
mod failed_rule;
mod functions;
mod html;
mod interchange;
mod json;
mod language;
mod line_deduplicator;
mod metadata;
mod name_model;
mod name_source;
mod names;
mod neural;
mod pair;
mod pair_filter;
mod passage;
mod pickle;
mod place;
mod quality;
mod quality_filter;
mod repeat;
mod repr;
mod segmenter;
mod span;
mod stream;
mod text;
mod thinned;
mod verdict;
mod vocabulary;
mod work;

/// The compiled part of the package `diptych`, which re-exports all of it.
#[pyo3::pymodule(gil_used = false)]
mod _diptych {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::{
        alignment::PyAlignment, arrow::PyArrowColumn, bead::PyBead, block::PyBlock,
        cleaned::PyCleaned, cleaner::PyCleaner, decision::PyDecision, deduplicator::PyDeduplicator,
        discrepancy::PyDiscrepancy, document::PyDocument, duplicate::PyDuplicate,
        duplicates::PyDuplicates, edit::PyEdit, entity::PyEntity, evidence::PyEvidence,
        failed_rule::PyFailedRule, html::PyMainText, language::PyLanguageGuess,
        line_deduplicator::PyLineDeduplicator, metadata::PyMetadata, name_model::PyNameModel,
        neural::PyNameTagger, neural::PySentenceEncoder, pair::PyDocumentPair,
        pair_filter::PyPairFilter, passage::PyPassage, place::PyPlace, quality::PyQuality,
        quality_filter::PyQualityFilter, repeat::PyRepeat, segmenter::PySegmenter, span::PySpan,
        stream::PySentenceStream, thinned::PyThinned, verdict::PyVerdict, vocabulary::PyVocabulary,
    };

    #[pymodule_export]
    use crate::functions::{
        align, align_sentences, annotate, annotate_all, clean, detect_language, detect_languages,
        extract, extract_html, find_pairs, label_lines, main_text, mine, paragraphs,
        repair_encoding, sentences, similarity, words,
    };

    #[pymodule_export]
    use crate::display::{report, table};

    #[pymodule_export]
    use crate::arrow::{
        _arrow_clean, _arrow_detect_language, _arrow_extract, _arrow_main_text, _arrow_quality,
        _arrow_repair_encoding, _arrow_sentences, _arrow_words,
    };

    #[pymodule_export]
    use crate::batch::{clean_all, extract_all, sentences_all};

    #[pymodule_export]
    use crate::interchange::{
        _conllu, _read_tmx, _read_xliff, _units, _web_annotations, _write_tmx, _write_xliff,
    };

    #[pymodule_export]
    use crate::pickle::_restore;

    #[pymodule_export]
    use crate::{deduplicator::dedup, pair::clusters, quality::quality};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", diptych::VERSION)
    }
}
