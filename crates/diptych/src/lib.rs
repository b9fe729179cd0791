//! Clean, segment, annotate and pair multilingual documents: one pipeline over the diptych
//! crates, which are all re-exported here.
//!
//! ```
//! use diptych::Pipeline;
//!
//! let document = Pipeline::new().annotate("The mayor of Lyon spent  1,400 euros on Monday. .");
//! assert_eq!(document.text, "The mayor of Lyon spent 1,400 euros on Monday.");
//! assert_eq!(document.sentences.len(), 1);
//! let sentence = document.sentences[0];
//! assert_eq!((sentence.end, document.to_source(sentence).end), (46, 47)); // a space was dropped
//! ```
//!
//! # Where to look
//!
//! - *One text, or many*: [`Pipeline`] gives a [`Document`]; [`PipelineOptions`] say how, [`Input`]
//!   what is known of a text.
//! - *One stage alone*: [`Cleaner`], [`detect_language`], [`Segmenter`], [`Extractor`], or the short
//!   functions [`sentences()`], [`words`], [`entities`].
//! - *Two texts*: [`align`] and [`align_sentences`]; *a folder of them*: [`find_pairs`], [`mine`] for
//!   loose sentences.
//! - *Out again*: [`Document::to_json`] and [`pair_json`] with [`Offsets`] in the unit that the
//!   reader counts in; [`report()`] for people, [`display`] for notebooks.
//! - *Corpora*: [`quality`] and [`dedup`].

pub mod display;

mod bitext;
mod document;
mod filters;
mod interchange;
mod json;
mod pairing;
mod pipeline;
mod read;
mod report;
mod segmenters;
mod single;

pub use diptych_clean as clean;
pub use diptych_extract as extract;
pub use diptych_language as language;
pub use diptych_pair as pair;
pub use diptych_segment as segment;
pub use diptych_text as text;

pub use diptych_clean::{
    Block, BlockKind, Boilerplate, Bound, CleanOptions, Cleaned, Cleaner, DedupError, DedupOptions,
    Deduplicator, Duplicate, Edit, Explanation, FailedRule, Favor, Fingerprint, HtmlExtractor,
    HtmlOptions, LineDeduplicator, MainText, Metadata, NameError, Piece, Preset, Quality,
    QualityFilter, Repeat, Rule, RuleError, Rules, Signal, Step, Thinned, Typography, Unsettled,
    Verdict, Verify, decode_html, label_lines, main_text, main_text_bytes, repair_encoding,
};
pub use diptych_extract::{
    Amount, Entity, ExtractOptions, Extractor, Kind, KindError, Modifier, NameModel, NameSpan,
    NameSpanError, Rational, Reading, Reference, ReferenceError, Value, Vocabulary,
    VocabularyError,
};
#[cfg(feature = "onnx")]
pub use diptych_extract::{ModelFiles, NameLabels, NameTagger, OnnxError};
pub use diptych_language::{LanguageGuess, Passage, detect_language, detect_languages};
#[cfg(feature = "onnx")]
pub use diptych_pair::SentenceEncoder;
pub use diptych_pair::{
    Aligner, Alignment, Anchor, AnchorKind, Bead, Candidate, Discrepancy, DiscrepancyKind,
    DocumentPair, Evidence, Found, LinkError, LinkProblem, PairFinder, PairKind, PairScorer, Place,
    Profile, Rejection, SentencePair, SentenceVectors, Severity, VectorError, VectorScorer,
    check_links, clusters,
};
pub use diptych_segment::{
    Bare, Colons, Feed, Judge, Memory, Newlines, OwnRule, Quotes, SegmentOptions, Segmenter,
    Semicolons, Stream, Streamed, Style, paragraphs,
};
pub use diptych_text::{CharOffsets, Hunk, Language, LanguageError, OffsetMap, Rewriter, Span};

pub use bitext::{
    FailedPairRule, PairFilter, PairRule, PairRuleError, PairRules, PairSignal, PairVerdict,
};
pub use document::Document;
pub use filters::{Duplicates, dedup, language_or_detected, quality, try_dedup};
pub use interchange::{
    TranslationUnit, XmlError, conllu, read_tmx, read_xliff, translation_units, web_annotations,
    write_tmx, write_xliff,
};
pub use json::{
    OffsetUnit, Offsets, alignment_json, bead_of, cleaned_json, entity_json, main_value, pair_json,
    passages_json, quality_json, verdict_json,
};
pub use pairing::{
    align, align_sentences, align_sentences_with_scorer, align_with_scorer, find_pairs,
    find_pairs_with_candidates, find_pairs_with_vectors, mine, profile, similarity,
};
pub use pipeline::{Input, Pipeline, PipelineOptions};
pub use read::DocumentError;
pub use report::{report, report_of};
pub use single::{entities, entities_with_names, sentences, words};

/// The version of the package, which also names that of the models inside it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
