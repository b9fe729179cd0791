//! Cleans messy text, with exact offsets back to the original and a reason for every change.
//!
//! A [`Cleaner`] runs six steps (see [`Step`]): text read in a wrong encoding, HTML entities,
//! invisible characters and line ends, white space, leftover punctuation, and lines that are not
//! part of the text. Quotes, dashes and the spaces that print sets are never touched.
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

mod block;
mod boilerplate;
mod characters;
mod cleaner;
mod dedup;
mod edit;
mod encoding;
mod history;
mod html;
mod lines;
mod locale;
mod options;
mod quality;
mod unspaced;

pub use block::{Block, BlockKind};
pub use boilerplate::page::LineLabel;
pub use cleaner::{Cleaned, Cleaner, Metadata, Unsettled};
pub use dedup::{
    DedupError, DedupOptions, Deduplicator, Duplicate, Fingerprint, LineDeduplicator, Piece,
    Repeat, Thinned, Verify,
};
pub use edit::{Edit, Step};
pub use encoding::repair_encoding;
#[cfg(feature = "train")]
pub mod training {
    //! Training of the model behind [`label_lines`](crate::label_lines), for the development tool.
    pub use crate::boilerplate::page::training::{Example, LineModel, TrainOptions, part};
    pub use crate::boilerplate::page::trees::ModelError;
}

pub use html::{main_text, main_text_bytes};
pub use options::{Boilerplate, CleanOptions};
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
