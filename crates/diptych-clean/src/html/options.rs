//! What is taken from a page.

/// What [`HtmlExtractor`](crate::HtmlExtractor) takes from a page.
///
/// ```
/// use diptych_clean::{Favor, HtmlExtractor, HtmlOptions};
///
/// let options = HtmlOptions::default().tables(false).favor(Favor::Precision);
/// let extractor = HtmlExtractor::with_options(options);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct HtmlOptions {
    pub(crate) with_comments: bool,
    pub(crate) without_tables: bool,
    pub(crate) with_captions: bool,
    pub(crate) favor: Favor,
}

/// What to do with a block of which it is not sure that it is text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Favor {
    /// Leave it out: what is kept is text, some text is lost.
    Precision,
    /// Keep what is rather text than not.
    #[default]
    Balance,
    /// Keep it: no text is lost, some is kept that is none.
    Recall,
}

impl Favor {
    /// The name used in Python and on the command line: `precision`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Precision => "precision",
            Self::Balance => "balance",
            Self::Recall => "recall",
        }
    }

    /// The probability from which on a block is kept.
    ///
    /// Precision, recall and F1 at each, five folds of 97 pages (2026-11-21,
    /// `diptych-dev train html --data DIR`): see the card of the model.
    pub(crate) const fn threshold(self) -> f32 {
        match self {
            Self::Precision => 0.65,
            Self::Balance => 0.45,
            Self::Recall => 0.25,
        }
    }
}

impl HtmlOptions {
    /// Whether the words of readers below the article are kept; they are not by default.
    #[must_use]
    pub const fn comments(mut self, keep: bool) -> Self {
        self.with_comments = keep;
        self
    }

    /// Whether the tables of the article are kept, with ` | ` between the cells of a row; they are
    /// by default.
    #[must_use]
    pub const fn tables(mut self, keep: bool) -> Self {
        self.without_tables = !keep;
        self
    }

    /// Whether what stands under the pictures of the article is kept; it is not by default.
    #[must_use]
    pub const fn captions(mut self, keep: bool) -> Self {
        self.with_captions = keep;
        self
    }

    /// What to do where it is not sure; [`Favor::Balance`] by default.
    #[must_use]
    pub const fn favor(mut self, favor: Favor) -> Self {
        self.favor = favor;
        self
    }
}
