//! The parts of a page: headline, paragraph, boilerplate.

use std::borrow::Cow;
use std::fmt;

use diptych_text::Span;

/// A line of the source and what it is.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Block {
    /// Where it stands, in bytes of the **source**, without outer white space.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Whether it belongs to the text; a block that does not is dropped.
    pub keep: bool,
    /// How sure `keep` is, 0 to 1: of belonging to the text when kept, of not when dropped. Where
    /// the model of lines looked, its calibrated probability: a line that is kept for want of
    /// evidence can have one far below one half.
    pub probability: f64,
    /// Why, the weightiest first, for a person to read.
    pub reasons: Vec<Cow<'static, str>>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum BlockKind {
    /// The title of the document, or of a part of it.
    Headline,
    /// Date, author or section beside the text.
    Metadata,
    /// A paragraph that opens with place and agency: `WASHINGTON (AP) –`.
    Dateline,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A paragraph that is a quotation as a whole.
    Quote,
    /// The text of a picture.
    Caption,
    /// A cell of a table of HTML.
    Table,
    /// What a reader wrote below an article of HTML.
    Comment,
    /// Not part of the text.
    Boilerplate,
}

impl BlockKind {
    /// The name used in Python, on the command line and in JSON: `list_item`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::Quote => "quote",
            Self::Caption => "caption",
            Self::Table => "table",
            Self::Comment => "comment",
            Self::Boilerplate => "boilerplate",
        }
    }
}

impl fmt::Display for BlockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
