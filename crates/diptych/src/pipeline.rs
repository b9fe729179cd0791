//! Clean, detect, segment, extract: all stages on one text or on many.

use std::ops::ControlFlow;

use diptych_clean::{CleanOptions, Cleaned, Cleaner, Metadata};
use diptych_extract::{ExtractOptions, Extractor, Kind, Reference};
use diptych_language::{LanguageGuess, detect_language};
use diptych_segment::{Segmenter, paragraphs};
use diptych_text::Language;
use rayon::prelude::*;

use crate::Document;

/// Annotates documents; built once, used many times, from many threads.
///
/// ```
/// use diptych::{Input, Language, Pipeline, PipelineOptions};
///
/// let pipeline = Pipeline::with_options(PipelineOptions::default().language(Language::FR));
/// let document = pipeline.annotate("Il pleut. Mme Weber part.");
/// assert_eq!(document.sentence_texts().collect::<Vec<_>>(), ["Il pleut.", "Mme Weber part."]);
///
/// let texts = ["One. Two.", "Three."];
/// let documents = Pipeline::new().annotate_all(&texts);
/// assert_eq!(documents[1].text, "Three.");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Pipeline {
    options: PipelineOptions,
}

/// What a [`Pipeline`] assumes of its documents and what it looks for.
#[derive(Clone, Debug, Default)]
pub struct PipelineOptions {
    language: Option<Language>,
    reference: Option<Reference>,
    clean: CleanOptions,
    kinds: Option<Vec<Kind>>,
}

impl PipelineOptions {
    /// The language of documents that do not name their own; otherwise it is detected.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// The date of documents that do not name their own.
    #[must_use]
    pub const fn reference(mut self, reference: Reference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// How the text is cleaned; its language is set by the pipeline.
    #[must_use]
    pub fn clean(mut self, options: CleanOptions) -> Self {
        self.clean = options;
        self
    }

    /// Looks for these kinds of entity only.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds = Some(kinds.into_iter().collect());
        self
    }
}

/// A text to annotate, with what is known of it.
///
/// ```
/// use diptych::{Input, Language, Pipeline};
///
/// let input = Input::new("Vendredi, il neigeait.").id("a1").language(Language::FR);
/// let document = Pipeline::new().annotate_input(&input);
/// assert_eq!(document.id.as_deref(), Some("a1"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Input<'t> {
    text: &'t str,
    id: Option<String>,
    language: Option<Language>,
    reference: Option<Reference>,
}

impl<'t> Input<'t> {
    /// A text of which nothing else is known.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }

    /// With a name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// With its language.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// With its date.
    #[must_use]
    pub const fn reference(mut self, reference: Reference) -> Self {
        self.reference = Some(reference);
        self
    }
}

impl Pipeline {
    /// A pipeline with the default options: the language is detected, all kinds are looked for.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A pipeline with options of one's own.
    #[must_use]
    pub const fn with_options(options: PipelineOptions) -> Self {
        Self { options }
    }

    /// Annotates one text.
    #[must_use]
    pub fn annotate(&self, source: &str) -> Document {
        self.annotate_input(&Input::new(source))
    }

    /// Annotates one text of which more is known.
    ///
    /// A language or date of the input goes before that of the options. Without either date, a
    /// full date found in a line beside the text serves.
    #[must_use]
    pub fn annotate_input(&self, input: &Input<'_>) -> Document {
        let given = input.language.or(self.options.language).filter(|l| l.is_known());
        let options = self.options.clean.clone().language(given.unwrap_or_default());
        let cleaned = Cleaner::with_options(options).clean(input.text);
        let language = match given {
            Some(language) => LanguageGuess::given(language),
            None => detect_language(&cleaned.text),
        };
        self.annotate_cleaned(input, cleaned, language)
    }

    fn annotate_cleaned(
        &self,
        input: &Input<'_>,
        cleaned: Cleaned<'_>,
        language: LanguageGuess,
    ) -> Document {
        let Cleaned { text, edits, map, blocks, metadata, .. } = cleaned;
        let reference =
            input.reference.or(self.options.reference).or_else(|| stated_date(&metadata));
        let mut extract = ExtractOptions::default().reference(reference);
        if let Some(kinds) = &self.options.kinds {
            extract = extract.kinds(kinds.iter().copied());
        }
        let sentences = Segmenter::new(language.language).sentences(&text).collect();
        let entities = Extractor::with_options(language.language, extract).entities(&text);
        Document {
            id: input.id.clone(),
            source: input.text.to_owned(),
            paragraphs: paragraphs(&text),
            text: text.into_owned(),
            language,
            reference,
            edits,
            map,
            blocks,
            metadata,
            sentences,
            entities,
        }
    }

    /// Annotates many texts on all cores, in the order given.
    #[must_use]
    pub fn annotate_all<S: AsRef<str> + Sync>(&self, sources: &[S]) -> Vec<Document> {
        sources.par_iter().map(|source| self.annotate(source.as_ref())).collect()
    }

    /// Annotates many texts of which more is known on all cores, in the order given.
    #[must_use]
    pub fn annotate_inputs(&self, inputs: &[Input<'_>]) -> Vec<Document> {
        inputs.par_iter().map(|input| self.annotate_input(input)).collect()
    }

    /// The same, but `step` is called before each text, on the thread that takes it on: it may
    /// count, and once it says `Break` no more texts are begun and the result is `None`.
    ///
    /// ```
    /// use std::ops::ControlFlow;
    /// use diptych::{Input, Pipeline};
    ///
    /// let inputs = [Input::new("One."), Input::new("Two.")];
    /// assert!(Pipeline::new().try_annotate_inputs(&inputs, || ControlFlow::Continue(())).is_some());
    /// assert!(Pipeline::new().try_annotate_inputs(&inputs, || ControlFlow::Break(())).is_none());
    /// ```
    #[must_use]
    pub fn try_annotate_inputs(
        &self,
        inputs: &[Input<'_>],
        step: impl Fn() -> ControlFlow<()> + Sync,
    ) -> Option<Vec<Document>> {
        let annotate = |input| step().is_continue().then(|| self.annotate_input(input));
        inputs.par_iter().map(annotate).collect()
    }
}

/// The first date in the metadata that names a day.
fn stated_date(metadata: &[Metadata]) -> Option<Reference> {
    let dates = metadata.iter().filter(|fact| fact.key == "date");
    dates.filter_map(|fact| fact.value.parse().ok()).next()
}
