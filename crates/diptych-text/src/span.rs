//! A piece of a text.

use std::fmt;
use std::ops::{Index, Range};

/// A half-open range of UTF-8 byte offsets in some text: `start` inclusive, `end` exclusive.
///
/// `start <= end`, and in every span that a diptych crate gives both lie on character boundaries
/// of the text the span belongs to. Spans order by start, then by end.
///
/// ```
/// use diptych_text::Span;
///
/// let text = "né à Sète";
/// let span = Span::new(7, 12);
/// assert_eq!(&text[span], "Sète");
/// assert_eq!((span.len(), span.range()), (5, 7..12));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// First byte of the piece.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    ///
    /// # Panics
    /// If `start > end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span starts before it ends");
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a standard range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the two share at least one byte; an empty span overlaps nothing.
    ///
    /// ```
    /// use diptych_text::Span;
    /// assert!(Span::new(0, 3).overlaps(Span::new(2, 5)));
    /// assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
    /// ```
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end && !self.is_empty() && !other.is_empty()
    }

    /// Whether `other` lies inside this span, ends included.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span moved right by `by` bytes: a span of a part becomes one of the whole.
    #[must_use]
    pub const fn shift(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The span without white space (`char::is_whitespace`) at its two ends.
    ///
    /// A span of white space alone becomes empty, at its old start.
    ///
    /// ```
    /// use diptych_text::Span;
    /// let text = " oui \u{a0}";
    /// assert_eq!(&text[Span::new(0, text.len()).trim(text)], "oui");
    /// ```
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let piece = &text[self];
        let head = piece.trim_start();
        if head.is_empty() {
            return Self::new(self.start, self.start);
        }
        let start = self.end - head.len();
        Self { start, end: start + head.trim_end().len() }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.start..span.end]
    }
}

impl Index<Span> for String {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.start..span.end]
    }
}
