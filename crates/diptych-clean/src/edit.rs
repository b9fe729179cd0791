//! What was changed, where and why.

use std::borrow::Cow;
use std::fmt;

use diptych_text::Span;

/// One change: `span` of the **source** was replaced by `replacement`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Edit {
    /// What was replaced, in bytes of the source; empty for an insertion.
    pub span: Span,
    /// What stands there now; empty for a deletion.
    pub replacement: String,
    /// The step that made the change; of several that touched the same place, the last one.
    pub step: Step,
    /// Why, for a person to read: what was seen, such as `soft hyphen`; of lines that go also how
    /// many, `3 lines dropped: site navigation, share widget`. The reasons of several steps are
    /// joined by `; `, in the order of the steps.
    pub reason: Cow<'static, str>,
}

/// A step of cleaning, in the order in which the steps run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Step {
    /// Text read in a wrong encoding is read again in the right one.
    Encoding,
    /// Named and numeric HTML entities and escaped surrogate pairs become their characters.
    Entities,
    /// Control characters, line ends, composition (NFC), invisible characters.
    Unicode,
    /// Ligatures of Latin print (`ﬁ`) become their letters.
    Ligatures,
    /// Full-width letters and figures become ASCII, half-width kana full-width; off unless it is
    /// switched on. Punctuation keeps its width.
    Width,
    /// Runs of spaces, stray no-break spaces, trailing space, blank lines.
    WhiteSpace,
    /// Punctuation left over by scraping or machine translation.
    Punctuation,
    /// Quotes, dashes and spaces as a named profile sets them; nothing without one.
    Typography,
    /// Lines that are not part of the text: headers, share buttons, related links, forms.
    Boilerplate,
}

impl Step {
    /// All steps, in the order in which they run.
    pub const ALL: [Self; 9] = [
        Self::Encoding,
        Self::Entities,
        Self::Unicode,
        Self::Ligatures,
        Self::Width,
        Self::WhiteSpace,
        Self::Punctuation,
        Self::Typography,
        Self::Boilerplate,
    ];

    /// The name used in Python, on the command line and in JSON: `white_space`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::Entities => "entities",
            Self::Unicode => "unicode",
            Self::Ligatures => "ligatures",
            Self::Width => "width",
            Self::WhiteSpace => "white_space",
            Self::Punctuation => "punctuation",
            Self::Typography => "typography",
            Self::Boilerplate => "boilerplate",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
