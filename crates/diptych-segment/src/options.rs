//! What a sentence is where people differ: named policies with documented defaults.

use std::fmt;
use std::str::FromStr;

use crate::abbreviations::LONGEST as LONGEST_WORD;
use crate::model::Model;
use crate::own::OwnRule;

macro_rules! policy {
    (
        $(#[$meta:meta])*
        $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// The value's name, as `FromStr` reads it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = OptionError;

            fn from_str(word: &str) -> Result<Self, OptionError> {
                match word {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(OptionError { word: word.to_owned(), expected: &[$($word),*] }),
                }
            }
        }
    };
}

policy! {
    /// Whether a single line break ends a sentence. A blank line always does.
    ///
    /// ```
    /// use diptych_segment::{Newlines, SegmentOptions, Segmenter};
    /// use diptych_text::Language;
    ///
    /// let options = SegmentOptions::default().newlines(Newlines::Never);
    /// let segmenter = Segmenter::with_options(Language::EN, options);
    /// assert_eq!(segmenter.sentences("one line\nand the next").count(), 1);
    /// assert_eq!("always".parse(), Ok(Newlines::Always));
    /// ```
    Newlines {
        /// It does, but where the lines around it look hard-wrapped: of like length, none too
        /// long for a printed page, and the next word would not have fitted.
        #[default]
        Auto = "auto",
        /// Every line break ends a sentence.
        Always = "always",
        /// A single line break counts as a space.
        Never = "never",
    }
}

policy! {
    /// Whether a segmenter learns abbreviations from the document it splits.
    ///
    /// ```
    /// use diptych_segment::{Memory, SegmentOptions, Segmenter};
    /// use diptych_text::Language;
    ///
    /// let text = "By Blvr. line or Blvr. bus? Ask at Blvr. Nord about it.";
    /// let count = |memory| {
    ///     let options = SegmentOptions::default().memory(memory);
    ///     Segmenter::with_options(Language::EN, options).sentences(text).count()
    /// };
    /// assert!(count(Memory::None) > 2);
    /// assert_eq!(count(Memory::Document), 2);
    /// ```
    Memory {
        /// It does not: a sentence depends on a bounded stretch of text around it, and a part of a
        /// document splits as it does in the whole.
        #[default]
        None = "none",
        /// A word that stands before a stop and a word in lower case twice at least in the text, and
        /// more often so than without a stop, ends a sentence less easily anywhere in it. The text
        /// is read up to three times; a part of it may split otherwise than in the whole; a stream,
        /// which has not seen what comes, goes without.
        Document = "document",
    }
}

policy! {
    /// Whether `;` ends a sentence.
    Semicolons {
        /// It does not, but where a new sentence plainly starts after it: the learned judge
        /// decides, and only before a capital, a quotation or a list item.
        #[default]
        Auto = "auto",
        /// It does not.
        Keep = "keep",
        /// It does, before white space.
        Split = "split",
    }
}

policy! {
    /// Whether a mark inside a quotation ends a sentence.
    Quotes {
        /// As anywhere else: `“We won. We left.”` holds two sentences.
        #[default]
        Split = "split",
        /// Only past the closing quote. A quote opened more than 512 bytes before counts as none,
        /// so that one lost quote does not swallow the text.
        Keep = "keep",
    }
}

policy! {
    /// Whether a colon before list items on the same line (`: 1) … 2) …`, `: • … • …`) ends a
    /// sentence. Before a line break it does under every setting, as the break itself does.
    Colons {
        /// It does not, but where a new sentence plainly starts after it: the learned judge
        /// decides, and only before a capital, a quotation or a list item.
        #[default]
        Auto = "auto",
        /// It does not.
        Keep = "keep",
        /// It does.
        Split = "split",
    }
}

policy! {
    /// Whether a sentence may end without a mark and without a line break, before a capital: a
    /// heading that lost its line, a hasty message.
    Bare {
        /// Where a new sentence plainly starts: the learned judge decides.
        #[default]
        Auto = "auto",
        /// It may not.
        Keep = "keep",
    }
}

policy! {
    /// Who decides what the rules leave open.
    Judge {
        /// The learned model, which knows the verdict of the rules.
        #[default]
        Model = "model",
        /// The rules alone. Each `auto` but that of the newlines then means `keep`.
        Rules = "rules",
    }
}

policy! {
    /// A set of policies by name, for kinds of text that want others than news do.
    ///
    /// ```
    /// use diptych_segment::{SegmentOptions, Segmenter, Style};
    /// use diptych_text::Language;
    ///
    /// let options = SegmentOptions::style(Style::Legal);
    /// let segmenter = Segmenter::with_options(Language::EN, options);
    /// let text = "The tenant shall (a) pay the rent; (b) keep the stairs clear.";
    /// assert_eq!(segmenter.sentences(text).count(), 2);
    /// assert_eq!("legal".parse(), Ok(Style::Legal));
    /// ```
    Style {
        /// Edited prose such as news, and most other text: the default of each policy.
        #[default]
        News = "news",
        /// Text wrapped to a width that is not told from its lines, as by OCR or in old books and
        /// mails: [`Newlines::Never`].
        Wrapped = "wrapped",
        /// A line break always ends a sentence, as in verse, chats, lists of segments:
        /// [`Newlines::Always`].
        Lines = "lines",
        /// Statutes, contracts and patents, whose clauses are units of their own:
        /// [`Semicolons::Split`], [`Colons::Split`] and, as they number much, [`Bare::Keep`].
        Legal = "legal",
        /// Subtitles, where sentences run over the lines of a cue, and a blank line parts the cues:
        /// [`Newlines::Never`], [`Semicolons::Keep`], [`Colons::Keep`], [`Bare::Keep`].
        Subtitles = "subtitles",
        /// Quotations stay whole, as in a text read aloud or aligned speech by speech:
        /// [`Quotes::Keep`].
        Quotations = "quotations",
        /// Nothing but full marks and line breaks ends a sentence: [`Semicolons::Keep`],
        /// [`Colons::Keep`], [`Bare::Keep`].
        Marks = "marks",
    }
}

/// Not one of the names of a policy's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError {
    word: String,
    expected: &'static [&'static str],
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no value here: expected one of {}", self.word, self.expected.join(", "))
    }
}

impl std::error::Error for OptionError {}

/// The knobs of a [`Segmenter`](crate::Segmenter); the default suits edited prose such as news.
///
/// ```
/// use diptych_segment::{SegmentOptions, Segmenter, Semicolons};
/// use diptych_text::Language;
///
/// let options = SegmentOptions::default().semicolons(Semicolons::Split).abbreviation("Blvr.");
/// let segmenter = Segmenter::with_options(Language::EN, options);
/// let text = "It rained; we ran. Past Blvr. Ray it was dry.";
/// let found: Vec<&str> = segmenter.sentences(text).map(|s| &text[s]).collect();
/// assert_eq!(found, ["It rained;", "we ran.", "Past Blvr. Ray it was dry."]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SegmentOptions {
    pub(crate) newlines: Newlines,
    pub(crate) semicolons: Semicolons,
    pub(crate) quotes: Quotes,
    pub(crate) colons: Colons,
    pub(crate) bare: Bare,
    pub(crate) judge: Judge,
    pub(crate) memory: Memory,
    /// None for the model that is built in.
    pub(crate) model: Option<Model>,
    pub(crate) abbreviations: Vec<String>,
    pub(crate) rules: Vec<OwnRule>,
    /// Whether the model decides about marks without the rules, to measure what these are worth.
    #[cfg(feature = "train")]
    pub(crate) model_only: bool,
}

impl SegmentOptions {
    /// The policies of a style; each can still be set to something else.
    #[must_use]
    pub fn style(style: Style) -> Self {
        let options = Self::default();
        match style {
            Style::News => options,
            Style::Wrapped => options.newlines(Newlines::Never),
            Style::Lines => options.newlines(Newlines::Always),
            Style::Legal => {
                options.semicolons(Semicolons::Split).colons(Colons::Split).bare(Bare::Keep)
            }
            Style::Subtitles => Self::style(Style::Marks).newlines(Newlines::Never),
            Style::Quotations => options.quotes(Quotes::Keep),
            Style::Marks => {
                options.semicolons(Semicolons::Keep).colons(Colons::Keep).bare(Bare::Keep)
            }
        }
    }

    /// Whether a single line break ends a sentence; default [`Newlines::Auto`].
    #[must_use]
    pub fn newlines(mut self, newlines: Newlines) -> Self {
        self.newlines = newlines;
        self
    }

    /// Whether `;` ends a sentence; default [`Semicolons::Auto`].
    #[must_use]
    pub fn semicolons(mut self, semicolons: Semicolons) -> Self {
        self.semicolons = semicolons;
        self
    }

    /// Whether marks inside quotations end sentences; default [`Quotes::Split`].
    #[must_use]
    pub fn quotes(mut self, quotes: Quotes) -> Self {
        self.quotes = quotes;
        self
    }

    /// Whether a colon before a list ends a sentence; default [`Colons::Auto`].
    #[must_use]
    pub fn colons(mut self, colons: Colons) -> Self {
        self.colons = colons;
        self
    }

    /// Whether a sentence may end without a mark; default [`Bare::Auto`].
    #[must_use]
    pub fn bare(mut self, bare: Bare) -> Self {
        self.bare = bare;
        self
    }

    /// Who decides what the rules leave open; default [`Judge::Model`].
    #[must_use]
    pub fn judge(mut self, judge: Judge) -> Self {
        self.judge = judge;
        self
    }

    /// Whether abbreviations are learned from the document; default [`Memory::None`].
    #[must_use]
    pub fn memory(mut self, memory: Memory) -> Self {
        self.memory = memory;
        self
    }

    /// A model of one's own instead of [`Model::built_in`].
    #[must_use]
    pub fn model(mut self, model: Model) -> Self {
        self.model = Some(model);
        self
    }

    /// The model alone decides at marks within a line, without a verdict of the rules, to measure
    /// what these are worth; it must have been trained so too.
    #[cfg(feature = "train")]
    #[must_use]
    pub const fn model_only(mut self, model_only: bool) -> Self {
        self.model_only = model_only;
        self
    }

    /// Adds an abbreviation after which no sentence ends, with or without its last stop.
    ///
    /// Case counts, but that one in lower case also holds with a capital. It may be of several
    /// words: `z. B.`, `et al.` An empty one is ignored, and one of more than 256 bytes.
    #[must_use]
    pub fn abbreviation(mut self, abbreviation: impl AsRef<str>) -> Self {
        let word = abbreviation.as_ref().trim().trim_end_matches('.');
        if word.len() > LONGEST_WORD || word.contains(char::is_whitespace) {
            return self.rules(OwnRule::keep(&format!("{word}."), ""));
        }
        if !word.is_empty() {
            self.abbreviations.push(word.to_owned());
        }
        self
    }

    /// Adds rules of the user's: where a sentence ends and where none does.
    #[must_use]
    pub fn rules(mut self, rules: impl IntoIterator<Item = OwnRule>) -> Self {
        self.rules.extend(rules);
        self
    }

    /// Adds many, as [`SegmentOptions::abbreviation`] adds one.
    #[must_use]
    pub fn abbreviations<S: AsRef<str>>(self, words: impl IntoIterator<Item = S>) -> Self {
        words.into_iter().fold(self, |options, word| options.abbreviation(word))
    }
}
