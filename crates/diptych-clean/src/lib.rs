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
mod locale;
mod quality;
mod unspaced;

pub use block::{Block, BlockKind};
pub use boilerplate::page::LineLabel;
pub use cleaner::{Boilerplate, CleanOptions, Cleaned, Cleaner, Metadata};
pub use dedup::{
    DedupError, DedupOptions, Deduplicator, Duplicate, Fingerprint, LineDeduplicator, Piece,
    Repeat, Thinned, Verify,
};
pub use edit::{Edit, Step};
pub use encoding::repair_encoding;
pub use html::{main_text, main_text_bytes};
pub use quality::{
    Bound, FailedRule, Quality, QualityFilter, Rule, RuleError, Rules, Signal, Verdict,
};

use diptych_text::Language;

/// Tells for each line of a page whether it is main text (`true`) or boilerplate.
///
/// For lines as they stood on the page, menus and all; for a text that is mostly text already use
/// a [`Cleaner`], which drops with more care. Blank lines are boilerplate. The language is not
/// needed yet: phrases of all known languages are looked for.
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
    line_labels(lines, language).into_iter().map(|label| label.keep).collect()
}

/// As [`label_lines`], with how sure each label is, and why.
#[must_use]
pub fn line_labels<S: AsRef<str>>(lines: &[S], _language: Language) -> Vec<LineLabel> {
    let texts: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    boilerplate::page::label(&texts)
}
