//! The worker that splits texts of one language.

use std::borrow::Cow;
use std::io::Read;

use diptych_text::{Language, Span};

use crate::abbreviations::Abbreviations;
use crate::boundary::{Candidates, Sentences};
use crate::features::{Features, Situation, Word, key_of};
use crate::locale::{self, Locale};
use crate::memory;
use crate::model::Model;
use crate::options::{Judge, Memory, SegmentOptions};
use crate::rules::{Rule, Rules};
use crate::scan::{Candidate, Scan};
use crate::stream::{Feed, Stream};
use crate::words::words;

/// Splits texts of one language; built once, used many times, from many threads.
#[derive(Clone, Debug)]
pub struct Segmenter {
    language: Language,
    locale: &'static Locale,
    options: SegmentOptions,
    abbreviations: Abbreviations,
    pub(crate) scan: Scan,
    model: Option<Model>,
    /// What tells this language from others in the model; none when the model does not know it.
    key: Option<u64>,
}

impl Segmenter {
    /// A segmenter for `language` with the default options; a language without rules of its own
    /// gets the general ones. Region and script of the language do not matter.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self::with_options(language, SegmentOptions::default())
    }

    /// A segmenter for `language` with the given policies and abbreviations.
    #[must_use]
    pub fn with_options(language: Language, options: SegmentOptions) -> Self {
        let locale = locale::of(language);
        let abbreviations = Abbreviations::new(locale, &options.abbreviations);
        let model = (options.judge == Judge::Model)
            .then(|| options.model.clone().unwrap_or_else(|| Model::built_in().clone()));
        let known = model.as_ref().is_some_and(|model| model.knows(language));
        let key = known.then(|| key_of(language.code()));
        let scan = Scan::new(&options, locale, known);
        Self { language, locale, options, abbreviations, scan, model, key }
    }

    /// The language whose rules are used.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The options the segmenter was made with.
    #[must_use]
    pub const fn options(&self) -> &SegmentOptions {
        &self.options
    }

    /// Splits `text` into sentences.
    ///
    /// Gives spans in **bytes** of `text`, in order, disjoint, without outer white space; together
    /// they cover every character that is not white space. None for blank text. Found as the
    /// iterator advances, in one pass; the work is linear in the text, whatever it holds.
    ///
    /// Closing quotes and brackets stay with the sentence before them, as do lone stops left over
    /// by editing (`. .`). A blank line always ends a sentence; what else does is a matter of
    /// [`SegmentOptions`].
    ///
    /// ```
    /// use diptych_segment::Segmenter;
    /// use diptych_text::Language;
    ///
    /// let text = "« Tu viens ? » demanda M. Petit. Il pleuvait. .\n\nLe 7 oct. 2023";
    /// let segmenter = Segmenter::new(Language::FR);
    /// let found: Vec<&str> = segmenter.sentences(text).map(|s| &text[s]).collect();
    /// assert_eq!(found, ["« Tu viens ? » demanda M. Petit.", "Il pleuvait. .", "Le 7 oct. 2023"]);
    /// ```
    #[must_use]
    pub fn sentences<'s, 't>(&'s self, text: &'t str) -> Sentences<'s, 't> {
        Sentences::new(self, text)
    }

    /// The sentences of what `reader` gives, in memory that does not grow with it.
    ///
    /// They are those of [`Segmenter::sentences`] on the whole text, with their places in it; see
    /// [`Feed`] for what is held. Bytes that are no UTF-8 become U+FFFD and are counted
    /// ([`Stream::broken`]), as [`Feed::push_bytes`] says.
    ///
    /// ```
    /// use diptych_segment::Segmenter;
    /// use diptych_text::Language;
    ///
    /// let file = "Où ?\nIci. Là.".as_bytes(); // anything that implements `std::io::Read`
    /// let segmenter = Segmenter::new(Language::FR);
    /// let found: Vec<_> = segmenter.stream(file).collect::<Result<_, _>>()?;
    /// assert_eq!(found[2].text, "Là.");
    /// assert_eq!((found[2].start.byte, found[2].start.code_point), (11, 10));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn stream<R: Read>(&self, reader: R) -> Stream<'_, R> {
        Stream::new(self, reader)
    }

    /// The same for a text that comes in pieces, wherever they are cut.
    #[must_use]
    pub fn feed(&self) -> Feed<'_> {
        Feed::new(Cow::Borrowed(self))
    }

    /// The same, for who cannot lend the segmenter for that long.
    #[must_use]
    pub fn into_feed(self) -> Feed<'static> {
        Feed::new(Cow::Owned(self))
    }

    /// Every place where a sentence might have ended, with the decision and the rule behind it.
    ///
    /// In order; what [`Segmenter::sentences`] gives comes from these very decisions. The end of
    /// the text is no candidate unless a mark stands there. Capitals after no mark are left out
    /// where a boundary is less likely than one in ten. In a paragraph where candidates stand as dense
    /// as in no prose, more than 128 and one in 24 bytes, the rules alone decide what is over: the
    /// probability is 0 or 1 and no reasons are given.
    ///
    /// ```
    /// use diptych_segment::{Rule, Segmenter};
    /// use diptych_text::Language;
    ///
    /// let segmenter = Segmenter::new(Language::EN);
    /// let found: Vec<_> = segmenter.explain("Ask Mr. Lee. He knows.").collect();
    /// assert_eq!((found[0].is_boundary, found[0].rule), (false, Rule::Title));
    /// assert_eq!((found[1].is_boundary, found[1].rule), (true, Rule::Stop));
    /// ```
    #[must_use]
    pub fn explain<'s, 't>(&'s self, text: &'t str) -> Candidates<'s, 't> {
        Candidates::new(self, text)
    }

    /// Splits `text` into words, without white space and punctuation.
    ///
    /// Gives spans in **bytes**, in order, disjoint. Words are those of UAX #29, but
    ///
    /// - an elided word ends after its apostrophe in French, Italian, Catalan and Occitan
    ///   (`l’ | eau`, `qu' | elle`); elsewhere a word keeps its apostrophes (`don't`, `Lena’s`);
    /// - hyphens inside a word stay (`sous-marin`, `a-t-il`);
    /// - a number keeps its separators, group spaces included (`1,400`, `1 400`, `12:30`);
    /// - URLs, e-mail addresses, hashtags and mentions are one word each.
    ///
    /// Chinese, Japanese, Thai, Lao, Khmer and Burmese are not cut by a dictionary: a Han or kana
    /// sign is a word (katakana runs are kept whole), as UAX #29 has it.
    ///
    /// ```
    /// use diptych_segment::Segmenter;
    /// use diptych_text::Language;
    ///
    /// let text = "L’an passé, 1 400 porte-avions ?";
    /// let segmenter = Segmenter::new(Language::FR);
    /// let found: Vec<&str> = segmenter.words(text).into_iter().map(|s| &text[s]).collect();
    /// assert_eq!(found, ["L’", "an", "passé", "1 400", "porte-avions"]);
    /// ```
    #[must_use]
    pub fn words(&self, text: &str) -> Vec<Span> {
        words(self.locale, text)
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules {
            locale: self.locale,
            abbreviations: &self.abbreviations,
            quotes: self.options.quotes,
            semicolons: self.options.semicolons,
            colons: self.options.colons,
            own: &self.options.rules,
        }
    }

    /// What is remembered of `text`, if anything is.
    pub(crate) fn memory(&self, text: &str) -> Option<memory::Memory> {
        (self.options.memory == Memory::Document)
            .then(|| memory::Memory::of(text, &self.abbreviations))
    }

    pub(crate) const fn model(&self) -> Option<&Model> {
        self.model.as_ref()
    }

    /// Whether `word` is one of those that open sentences, whatever its case.
    pub(crate) fn opens_sentence(&self, word: &str) -> bool {
        self.abbreviations.is_function_word(Word::of(word).hash)
    }

    /// The features of a candidate.
    pub(crate) fn features(
        &self,
        text: &str,
        start: usize,
        opens_block: bool,
        candidate: &Candidate,
        verdict: (bool, Rule),
    ) -> Features {
        let abbreviations = &self.abbreviations;
        let situation = Situation { text, start, opens_block, candidate, verdict, abbreviations };
        Features::of(&situation, self.key)
    }
}
