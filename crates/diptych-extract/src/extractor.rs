//! All kinds at once, in two layers.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use diptych_text::Language;

use crate::lexer::Narrow;
use crate::lexicon::Lexicon;
use crate::locale::Locale;
use crate::name::{NameModel, Names, link_given};
use crate::scan::Scan;
use crate::{Entity, Kind, NameSpan, NameSpanError, Vocabulary, given, layer};

/// Finds entities in texts of one language; built once, used many times, from many threads.
///
/// A language without tables of its own gets digits, signs, codes and ISO dates.
///
/// ```
/// use diptych_extract::{ExtractOptions, Extractor};
/// use diptych_text::Language;
///
/// let options = ExtractOptions::default().reference("2024-05-15".parse().ok());
/// let extractor = Extractor::with_options(Language::EN, options);
/// let text = "At least 1,400 tents were sold last week for 12.5 million euros.";
/// let found: Vec<String> =
///     extractor.entities(text).iter().map(|entity| entity.value.to_string()).collect();
/// assert_eq!(
///     found,
///     ["number:1400", "date:2024-W19|i=2024-05-06/2024-05-13", "money:12500000 EUR"]
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Extractor {
    language: Language,
    options: ExtractOptions,
    /// `None` where no kind of name is looked for: its tables are large.
    names: Option<Names>,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new(Language::default())
    }
}

/// What an [`Extractor`] looks for, and against which date it resolves.
#[derive(Clone, Debug, Default)]
pub struct ExtractOptions {
    reference: Option<Reference>,
    kinds: Option<Vec<Kind>>,
    name_model: Option<NameModel>,
    vocabulary: Option<Vocabulary>,
}

impl ExtractOptions {
    /// The document's own date, against which `Monday` or `last week` are resolved.
    #[must_use]
    pub const fn reference(mut self, reference: Option<Reference>) -> Self {
        self.reference = reference;
        self
    }

    /// Looks for these kinds only. The filter works before overlaps are resolved: asked for
    /// numbers alone, `$2000` gives the number 2000.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds = Some(kinds.into_iter().collect());
        self
    }

    /// Adds units, currencies and words of one's own to those of the language.
    #[must_use]
    pub fn vocabulary(mut self, vocabulary: Option<Vocabulary>) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// Finds names with this model instead of the one of the package for the language; `None`
    /// leaves that one.
    #[must_use]
    pub fn name_model(mut self, model: Option<NameModel>) -> Self {
        self.name_model = model;
        self
    }

    fn wants(&self, kind: Kind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}

/// The date, and perhaps time, of a document (civil), with its offset from UTC where one is known.
///
/// ```
/// use diptych_extract::Reference;
///
/// let reference: Reference = "2023-10-23T09:00:00+02:00".parse()?;
/// assert_eq!(reference.to_string(), "2023-10-23T09:00:00");
/// assert!("yesterday".parse::<Reference>().is_err());
/// # Ok::<(), diptych_extract::ReferenceError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference {
    datetime: jiff::civil::DateTime,
    /// Minutes east of UTC.
    offset: Option<i32>,
}

impl Reference {
    /// The civil date and time; midnight when only the day is known.
    #[must_use]
    pub const fn datetime(self) -> jiff::civil::DateTime {
        self.datetime
    }

    /// Its offset in minutes east of UTC, where it was given with one: a time said with a zone is
    /// then also told on the clock of the reference.
    #[must_use]
    pub const fn offset(self) -> Option<i32> {
        self.offset
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Reads an ISO 8601 date, or date and time; an offset (`+02:00`, `Z`) is kept, the name of a zone read over.
    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let error = || ReferenceError { text: text.to_owned() };
        let trimmed = text.trim();
        let found = trimmed
            .parse::<jiff::civil::DateTime>()
            .or_else(|_| trimmed.trim_end_matches(['Z', 'z']).parse());
        let datetime = found.map_err(|_| error())?;
        let zulu = trimmed.ends_with(['Z', 'z']);
        Ok(Self { datetime, offset: if zulu { Some(0) } else { offset(trimmed) } })
    }
}

/// The offset at the end of an ISO 8601 time, in minutes.
fn offset(text: &str) -> Option<i32> {
    let (_, time) = text.split_once(['T', 't', ' '])?;
    let time = time.split('[').next()?;
    let at = time.find(['+', '-'])?;
    let digits = time[at + 1..].replace(':', "");
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let total = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
    Some(if time[at..].starts_with('-') { -total } else { total })
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.datetime.fmt(f)
    }
}

/// ISO 8601, with the offset where there is one.
#[cfg(feature = "serde")]
impl serde::Serialize for Reference {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(minutes) = self.offset else { return serializer.collect_str(self) };
        let (sign, size) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
        serializer.collect_str(&format_args!("{self}{sign}{:02}:{:02}", size / 60, size % 60))
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Reference {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Not a date that can serve as a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceError {
    text: String,
}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text } = self;
        write!(f, "{text:?} is no date: expected ISO 8601, such as 2023-10-23 or 2023-10-23T09:00")
    }
}

impl std::error::Error for ReferenceError {}

impl Extractor {
    /// An extractor for `language` with the default options.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self::with_options(language, ExtractOptions::default())
    }

    /// An extractor with options of one's own.
    #[must_use]
    pub fn with_options(language: Language, options: ExtractOptions) -> Self {
        let named = Kind::ALL.into_iter().any(|kind| kind.is_name() && options.wants(kind));
        let names = named.then(|| match options.name_model.clone() {
            Some(model) => Names::with_model(language, model),
            None => Names::new(language),
        });
        Self { language, options, names }
    }

    /// Whether there are rules for amounts and times of `language`; without them digits are found,
    /// but no amounts in words and hardly any dates and units.
    ///
    /// ```
    /// use diptych_extract::Extractor;
    /// use diptych_text::Language;
    ///
    /// assert!(Extractor::has_rules(Language::FR) && !Extractor::has_rules(Language::UND));
    /// ```
    #[must_use]
    pub fn has_rules(language: Language) -> bool {
        Locale::place(language.primary()) + 1 < Locale::COUNT
    }

    /// The entities of `text`, sorted by start; disjoint within each of the two layers, names and
    /// values.
    #[must_use]
    pub fn entities(&self, text: &str) -> Vec<Entity> {
        self.layers(text, |wanted| match &self.names {
            Some(names) => names.find(text, wanted),
            None => Vec::new(),
        })
    }

    /// The same with names that somebody else found, a neural model or a person, instead of those of
    /// the built-in tagger. They get what its own get: the normalised form, the id of the tables, one
    /// person for all mentions of a surname. None is added; the kinds of the options hold for them too.
    ///
    /// ```
    /// use diptych_extract::{Extractor, Kind, NameSpan};
    /// use diptych_text::{Language, Span};
    ///
    /// let text = "Elle vit à La Haye.";
    /// let names = [NameSpan::new(Span::new(12, 19), Kind::Location, 0.9)];
    /// let entities = Extractor::new(Language::FR).entities_with_names(text, &names)?;
    /// assert_eq!(entities[0].value.to_string(), "location:La%20Haye|place:the-hague");
    /// # Ok::<(), diptych_extract::NameSpanError>(())
    /// ```
    ///
    /// # Errors
    /// A name that is not a piece of the text, is of a kind of the values, has a score outside 0 to
    /// 1, or overlaps another one.
    pub fn entities_with_names(
        &self,
        text: &str,
        names: &[NameSpan],
    ) -> Result<Vec<Entity>, NameSpanError> {
        let names = given::checked(text, names)?;
        Ok(self.layers(text, |wanted| link_given(text, names, wanted)))
    }

    /// Values and names, in one order.
    fn layers(
        &self,
        text: &str,
        names: impl FnOnce(&dyn Fn(Kind) -> bool) -> Vec<Entity>,
    ) -> Vec<Entity> {
        let kinds = Kind::ALL.map(|kind| self.options.wants(kind));
        let wanted = |kind: Kind| kinds[kind as usize];
        let mut found = self.values(text, wanted);
        found.extend(names(&wanted));
        found.sort_by_key(|entity| (entity.span.start, entity.span.end));
        found
    }

    /// The layer of values, sorted and disjoint.
    fn values(&self, text: &str, wanted: impl Fn(Kind) -> bool) -> Vec<Entity> {
        if !Kind::ALL.into_iter().any(|kind| !kind.is_name() && wanted(kind)) {
            return Vec::new();
        }
        let locale = Locale::of(self.language);
        let lexicon = match &self.options.vocabulary {
            Some(vocabulary) => vocabulary.lexicon(self.language),
            None => Lexicon::of(self.language),
        };
        let narrow = Narrow::new(text);
        let scan = Scan::new(&narrow.text, locale, lexicon, self.options.reference, self.language);
        let mut found = layer::values(scan, wanted);
        if matches!(narrow.text, Cow::Owned(_)) {
            for entity in &mut found {
                entity.span = narrow.source(entity.span);
                entity.extended = narrow.source(entity.extended);
            }
        }
        found
    }
}
