//! All steps in a row.

use std::borrow::Cow;

use diptych_text::{OffsetMap, Span};

use crate::boilerplate::document::{self, Judge, Verdict};
use crate::history::History;
use crate::options::Boilerplate;
use crate::{Block, CleanOptions, Edit, Step, characters, lines};

/// Cleans texts; built once, used many times, from many threads.
///
/// ```
/// use diptych_clean::Cleaner;
///
/// let source = "Ferry late \u{a0}\nThe ferry\u{a0}to Oronsay was late again on Monday. .\n\n\nSource link";
/// let cleaned = Cleaner::new().clean(source);
/// assert_eq!(cleaned.text, "Ferry late\nThe ferry to Oronsay was late again on Monday.");
/// assert_eq!(cleaned.edits.len(), 4);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cleaner {
    options: CleanOptions,
}

/// A cleaned text with all that was done to it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cleaned<'t> {
    /// The clean text; borrowed when nothing was changed.
    pub text: Cow<'t, str>,
    /// The changes on the source, sorted and disjoint; applying them to it gives `text`.
    pub edits: Vec<Edit>,
    /// From `text` back to the source.
    pub map: OffsetMap,
    /// The parts of the **source**, in order, disjoint, kept and dropped ones: one for each line
    /// that is not blank; none when lines are not looked at ([`crate::Boilerplate::Ignore`]).
    pub blocks: Vec<Block>,
    /// What dropped lines said about the document, in the order in which they stand.
    pub metadata: Vec<Metadata>,
    /// What was left as it came because cleaning it would have found no end; empty for all text
    /// that was not built for that.
    pub unsettled: Vec<Unsettled>,
}

/// A stretch of a text that still changed after many rounds of cleaning and so was left alone.
///
/// Nothing else is kept from being cleaned by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Unsettled {
    /// Where it stands in the source, in bytes: a line without its end, or the whole text when
    /// `step` is [`Step::Boilerplate`].
    pub span: Span,
    /// The step that changed it last; none of its changes was made.
    pub step: Step,
}

/// A fact about the document found in a line that is not part of its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Metadata {
    /// What is said: `date`, `author` or `source`.
    pub key: &'static str,
    /// The value; a date in ISO 8601, as exact as it is known: `2023-10`.
    pub value: String,
    /// Where it stands in the source, in bytes: the whole line.
    pub span: Span,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Metadata {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::{Error, Unexpected};
        /// Those of dropped lines and of HTML.
        const KEYS: [&str; 8] =
            ["date", "author", "source", "title", "site", "language", "url", "description"];
        #[derive(serde::Deserialize)]
        struct Written {
            key: String,
            value: String,
            span: Span,
        }
        let Written { key, value, span } = Written::deserialize(deserializer)?;
        let known = KEYS.into_iter().find(|&known| known == key);
        let error = || Error::invalid_value(Unexpected::Str(&key), &"the key of a fact");
        Ok(Self { key: known.ok_or_else(error)?, value, span })
    }
}

impl Cleaner {
    /// A cleaner with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A cleaner with options of one's own.
    #[must_use]
    pub const fn with_options(options: CleanOptions) -> Self {
        Self { options }
    }

    /// Cleans `text`.
    ///
    /// Each line goes through the steps that work on characters, in the order of [`Step`], until
    /// none changes it; then lines are dropped until all that are left stay. So cleaning the clean
    /// text again changes nothing (but for [`crate::Boilerplate::Page`]). What would take too many rounds is left as it came, and
    /// [`Cleaned::unsettled`] says so. Empty text gives no edit and no block. Time is linear in
    /// the length of the text.
    #[must_use]
    pub fn clean<'t>(&self, text: &'t str) -> Cleaned<'t> {
        let mut history = History::new(text);
        let mut unsettled = characters::repair(&mut history, &self.options);
        let (mut blocks, mut metadata) = (Vec::new(), Vec::new());
        if self.options.is_on(Step::Boilerplate) {
            let (verdicts, settled) = self.judge(history.text());
            if !settled {
                let span = Span::new(0, text.len());
                unsettled.push(Unsettled { span, step: Step::Boilerplate });
            }
            (blocks, metadata) = lines::blocks(text, history.map(), &verdicts);
            if self.options.boilerplate != Boilerplate::Label
                && verdicts.iter().any(|(_, verdict)| !verdict.keep)
            {
                history.apply(Step::Boilerplate, |editor| lines::delete(editor, &verdicts));
            }
        }
        let (text, edits, map) = history.finish();
        Cleaned { text, edits, map, blocks, metadata, unsettled }
    }

    /// The lines of a text with their verdicts, and whether dropping them came to an end.
    fn judge(&self, text: &str) -> (Vec<(Span, Verdict)>, bool) {
        let spans = lines::of(text);
        let texts: Vec<&str> = spans.iter().map(|&span| &text[span]).collect();
        let judge = match self.options.boilerplate {
            Boilerplate::Page => document::judge_page,
            _ => document::judge,
        };
        let (verdicts, settled) = judge(&texts, self.options.language, Judge::shipped());
        (spans.into_iter().zip(verdicts).collect(), settled)
    }
}
