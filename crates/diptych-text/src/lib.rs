//! The vocabulary the diptych crates share: [`Span`], [`Language`], [`OffsetMap`] and its
//! [`Rewriter`], [`CharOffsets`], and [`ModelError`]. No linguistic data and no mandatory dependency.
//!
//! Offsets are **UTF-8 bytes** unless a name says otherwise.
//!
//! ```
//! use diptych_text::{Rewriter, Span};
//!
//! let source = "un  deux";
//! let mut rewriter = Rewriter::new(source);
//! rewriter.replace(Span::new(2, 4), " ");
//! let (text, map) = rewriter.finish();
//! assert_eq!(text, "un deux");
//! let deux = Span::new(3, 7);
//! assert_eq!(&text[deux], "deux");
//! assert_eq!(&source[map.to_source(deux)], "deux");
//! ```

mod chars;
mod language;
mod model_error;
mod offsets;
mod span;

pub use chars::CharOffsets;
pub use language::{Language, LanguageError};
pub use model_error::ModelError;
pub use offsets::{Hunk, OffsetMap, Rewriter, SourceCursor};
pub use span::Span;
