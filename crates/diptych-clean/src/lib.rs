//! Cleans messy text, with exact offsets back to the original and a reason for every change.
//!
//! A [`Cleaner`] runs the steps of [`Step`]: text read in a wrong encoding, HTML entities,
//! invisible characters and line ends, white space, leftover punctuation, and lines that are not
//! part of the text. Quotes, dashes and the spaces that print sets are only touched when a
//! [`Typography`] is named. A [`Preset`] is a choice of steps.
//!
//! ```
//! use diptych_clean::Cleaner;
//!
//! let source = "date 2021-09 News\n\nThe cafÃ© by the pier closes at six &amp; opens at nine.";
//! let cleaned = Cleaner::new().clean(source);
//! assert_eq!(cleaned.text, "The café by the pier closes at six & opens at nine.");
//! assert_eq!(cleaned.metadata[0].value, "2021-09");
//! for edit in &cleaned.edits {
//!     println!("{} {:?} -> {:?}: {}", edit.step, &source[edit.span], edit.replacement, edit.reason);
//! }
//! ```
//!
//! # Quality
//!
//! [`Quality`] measures what the rules of C4, Gopher and FineWeb look at, as named [`Signal`]s;
//! [`Rules`] hold them against thresholds, published or one's own, and give a reason for each that
//! fails. Stop words are those of the language; blank lines count in no ratio; in scripts without
//! spaces characters stand in for words.
//!
//! ```
//! use diptych_clean::{Quality, Rules};
//! use diptych_text::Language;
//!
//! let quality = Quality::measure("Read more ...\nSee all ...", Language::EN);
//! let rules: Rules = "fineweb,ellipsis_line_ratio<=0.3".parse()?;
//! let reasons: Vec<String> = rules.judge(&quality).failed.into_iter().map(|f| f.reason).collect();
//! assert_eq!(reasons[1], "the share of lines that end in an ellipsis is 1, the rule allows at most 0.3");
//! # Ok::<(), diptych_clean::RuleError>(())
//! ```
//!
//! Sources: C. Raffel et al., *Exploring the Limits of Transfer Learning with a Unified Text-to-Text
//! Transformer*, JMLR 21 (2020); J. W. Rae et al., *Scaling Language Models: Methods, Analysis &
//! Insights from Training Gopher* (2021), arXiv:2112.11446; G. Penedo et al., *The FineWeb Datasets*
//! (2024), arXiv:2406.17557.
//!
//! # Duplicates
//!
//! A [`Deduplicator`] tells of each document in a stream whether an earlier one is the same or nearly
//! (MinHash with bands), and which documents hang together; a [`LineDeduplicator`] drops lines or
//! paragraphs that stood before. Both keep hashes and no text.
//!
//! ```
//! use diptych_clean::{DedupOptions, Deduplicator};
//!
//! let mut deduplicator = Deduplicator::with_options(DedupOptions::default().ngram(2)?);
//! for text in ["The fee is 40 euros a year.", "It snowed.", "the fee is 40 euros a year"] {
//!     deduplicator.add(text);
//! }
//! assert_eq!(deduplicator.clusters(), [[0, 2]]);
//! # Ok::<(), diptych_clean::DedupError>(())
//! ```
//!
#![doc = include_str!("reasons.md")]

mod block;
mod boilerplate;
mod characters;
mod cleaner;
mod dedup;
mod edit;
mod encoding;
mod explain;
mod history;
mod html;
mod lines;
mod locale;
mod options;
mod quality;
#[cfg(any(debug_assertions, test))]
mod reasons;
mod trees;
mod unspaced;

pub use block::{Block, BlockKind};
pub use boilerplate::page::LineLabel;
pub use characters::typography::Typography;
pub use cleaner::{Cleaned, Cleaner, Metadata, Unsettled};
pub use dedup::{
    DedupError, DedupOptions, Deduplicator, Duplicate, Fingerprint, LineDeduplicator, Piece,
    Repeat, Thinned, Verify,
};
pub use edit::{Edit, Step};
pub use encoding::repair_encoding;
pub use explain::Explanation;
#[cfg(feature = "train")]
pub mod training {
    //! Training of the models behind [`label_lines`](crate::label_lines) and
    //! [`main_text`](crate::main_text), for the development tool.
    pub use crate::boilerplate::page::training::{Example, KEEP, LineModel, TrainOptions, part};
    pub use crate::html::training::HtmlPage;
    pub use crate::html::trees::{Tree, Trees, TreesError};
    pub use diptych_text::ModelError;
}

pub use html::{
    Favor, HtmlExtractor, HtmlOptions, MainText, decode_html, main_text, main_text_bytes,
};
pub use options::{Boilerplate, CleanOptions, NameError, Preset};
pub use quality::{
    Bound, FailedRule, Quality, QualityFilter, Rule, RuleError, Rules, Signal, Verdict,
};

use diptych_text::Language;

/// Tells for each line of a page whether it is main text (`true`) or boilerplate.
///
/// For lines as they stood on the page, menus and all; for a text that is mostly text already use
/// a [`Cleaner`], which drops with more care. Blank lines are boilerplate. A trained model judges
/// (`data/README.md` has its figures); lines that were hard-wrapped are judged by paragraphs. The
/// stop words are those of `language`, or of the language most of the page is in when it is
/// [`Language::UND`] or has no table; other features hold in any language.
///
/// ```
/// use diptych_clean::label_lines;
/// use diptych_text::Language;
///
/// let lines = ["Home", "The ferry was late again on Monday, and nobody on the pier could say why it was so late.", "Share this"];
/// assert!(!label_lines(&lines, Language::EN)[2]);
/// ```
#[must_use]
pub fn label_lines<S: AsRef<str>>(lines: &[S], language: Language) -> Vec<bool> {
    boilerplate::page::keep(lines, language)
}

/// As [`label_lines`], with how sure each label is, and why.
///
/// ```
/// use diptych_clean::line_labels;
/// use diptych_text::Language;
///
/// let labels = line_labels(&["Home", "Sport", "Share this"], Language::EN);
/// assert!(labels.iter().all(|label| !label.keep && !label.reasons.is_empty()));
/// ```
#[must_use]
pub fn line_labels<S: AsRef<str>>(lines: &[S], language: Language) -> Vec<LineLabel> {
    boilerplate::page::label(lines, language)
}
