//! The main content of HTML pages.

mod charset;
mod extract;
mod features;
mod hints;
mod json_ld;
mod metadata;
mod model;
mod options;
mod page;
mod parse;
mod select;
mod tag;
mod text;
#[cfg(feature = "train")]
pub(crate) mod training;
pub(crate) mod trees;

pub use charset::decode_html;
pub use extract::{HtmlExtractor, MainText};
pub use options::{Favor, HtmlOptions};

/// The main content of an HTML page, as text: one paragraph a line, blank lines between.
///
/// As [`HtmlExtractor::extract`] with the default options; that one also tells where everything
/// stands in the page. Never fails, whatever the input.
///
/// ```
/// use diptych_clean::main_text;
///
/// assert_eq!(main_text("<p>The ferry is late.</p><script>x()</script>"), "The ferry is late.");
/// assert_eq!(main_text(""), "");
/// ```
#[must_use]
pub fn main_text(html: &str) -> String {
    HtmlExtractor::new().text(html)
}

/// The main content of an HTML page in bytes, whose charset is detected by [`decode_html`].
///
/// ```
/// use diptych_clean::main_text_bytes;
///
/// let page = b"<meta charset=iso-8859-1><p>Le caf\xe9 est ferm\xe9.</p>";
/// assert_eq!(main_text_bytes(page), "Le café est fermé.");
/// ```
#[must_use]
pub fn main_text_bytes(html: &[u8]) -> String {
    main_text(&decode_html(html))
}
