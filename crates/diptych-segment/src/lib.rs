//! Splits text into paragraphs, sentences and words. Gives offsets; the text is never rewritten.
//!
//! One pass over the bytes finds *candidates* (marks that may end a sentence, line breaks, bullets);
//! rules decide each from a bounded stretch of text on both sides. What the rules leave open a small
//! learned model weighs, which knows their verdict (`data/boundary.bin`, 64 KiB for all languages;
//! [`Judge::Rules`] does without). Languages differ in data: a file
//! of abbreviations under `data/abbreviations/` and a short table under `src/locale/`. A language
//! without either gets the general rules and the marks of its script.
//!
//! ```
//! use diptych_segment::Segmenter;
//! use diptych_text::Language;
//!
//! let text = "Dr. Moreau left at 9 a.m. on Oct. 7. “Why?” asked Mr. Lund. Nobody knew...";
//! let found: Vec<&str> = Segmenter::new(Language::EN).sentences(text).map(|s| &text[s]).collect();
//! assert_eq!(found, [
//!     "Dr. Moreau left at 9 a.m. on Oct. 7.",
//!     "“Why?” asked Mr. Lund.",
//!     "Nobody knew...",
//! ]);
//! ```
//!
//! # Adding a language
//!
//! Write `data/abbreviations/<code>.txt` (the head of `en.txt` explains the columns), then
//! `src/locale/<code>.rs` with the words that open sentences, and name both in `src/locale.rs`.
//!
//! # Limits
//!
//! Thai, Lao and Khmer write no mark at the end of a sentence and use the space inside sentences as
//! well: there a line break ends a sentence, and the foreign marks `.`, `!`, `?`; a space does not.
//! Khmer and Burmese texts that use `។` and `။` are split at these.

mod abbreviations;
mod boundary;
mod chars;
mod context;
mod features;
mod layout;
mod locale;
mod memory;
mod model;
mod options;
mod own;
mod paragraphs;
mod rules;
mod scan;
mod segmenter;
mod stream;
#[cfg(feature = "train")]
pub mod training;
mod words;

pub use boundary::{Candidates, Decision, Sentences};
pub use diptych_text::ModelError;
pub use model::Model;
pub use options::{
    Bare, Colons, Judge, Memory, Newlines, OptionError, Quotes, SegmentOptions, Semicolons, Style,
};
pub use own::{OwnRule, RuleError, read_abbreviations, read_rules};
pub use paragraphs::paragraphs;
pub use rules::Rule;
pub use segmenter::Segmenter;
pub use stream::{BrokenUtf8, Feed, Piece, Position, Stream, Streamed};

#[cfg(test)]
mod tests;
