//! Clean, detect, segment, extract: all stages on one text or on many.

use std::ops::ControlFlow;

use diptych_clean::{CleanOptions, Cleaned, Cleaner, Metadata};
use diptych_extract::{
    Entity, ExtractOptions, Extractor, Kind, NameModel, NameSpan, NameSpanError, Reference,
    Vocabulary,
};
use diptych_language::{LanguageGuess, detect_language};
use diptych_segment::{SegmentOptions, paragraphs};
use diptych_text::{Language, OffsetMap, Span};
use rayon::prelude::*;

use crate::Document;
use crate::segmenters::Segmenters;

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
    segmenters: Segmenters,
    kinds: Option<Vec<Kind>>,
    vocabulary: Option<Vocabulary>,
    name_models: Vec<(Language, NameModel)>,
    raw: bool,
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

    /// How sentences are told.
    ///
    /// ```
    /// use diptych::{Pipeline, PipelineOptions, SegmentOptions, Style};
    ///
    /// let options = PipelineOptions::default().segment(SegmentOptions::style(Style::Legal));
    /// let document = Pipeline::with_options(options).annotate("He shall pay; she shall leave.");
    /// assert_eq!(document.sentences.len(), 2);
    /// ```
    #[must_use]
    pub fn segment(mut self, options: SegmentOptions) -> Self {
        self.segmenters = Segmenters::with_options(options);
        self
    }

    /// Takes the text as it is: with `true`, nothing is cleaned and the document has no blocks.
    #[must_use]
    pub const fn raw(mut self, raw: bool) -> Self {
        self.raw = raw;
        self
    }

    /// Adds units, currencies and words of one's own, in every language.
    #[must_use]
    pub fn vocabulary(mut self, vocabulary: Option<Vocabulary>) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// Looks for these kinds of entity only; for none, nothing is looked for.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds = Some(kinds.into_iter().collect());
        self
    }

    /// Finds names in documents of `language`, whatever its region, with this model instead of the
    /// one of the package; the last one given for a language counts.
    ///
    /// ```no_run
    /// use diptych::{Language, NameModel, Pipeline, PipelineOptions};
    ///
    /// let model = NameModel::read("sv.bin", &std::fs::read("sv.bin")?)?;
    /// let options = PipelineOptions::default().name_model("sv".parse()?, model);
    /// let document = Pipeline::with_options(options).annotate("Tarnström bor i Kvarnby.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn name_model(mut self, language: Language, model: NameModel) -> Self {
        self.name_models.push((language, model));
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
        let mut document = self.segmented(input);
        document.entities = self.entities(&document);
        document
    }

    /// The same with names that `names` finds in the clean text, instead of the built-in tagger; they
    /// get normalised forms and ids like its own.
    ///
    /// # Errors
    /// What `names` gives up with, and names that cannot be those of the text.
    pub fn annotate_with_names<E: From<NameSpanError>>(
        &self,
        input: &Input<'_>,
        names: impl FnOnce(&str) -> Result<Vec<NameSpan>, E>,
    ) -> Result<Document, E> {
        let mut document = self.segmented(input);
        if let Some(extractor) = self.extractor(&document) {
            let names = names(&document.text)?;
            document.entities = extractor.entities_with_names(&document.text, &names)?;
        }
        Ok(document)
    }

    /// The document before extraction.
    fn segmented(&self, input: &Input<'_>) -> Document {
        let mut document = self.start(input);
        document.paragraphs = paragraphs(&document.text);
        document.sentences = self
            .options
            .segmenters
            .of(document.language.language)
            .sentences(&document.text)
            .collect();
        document
    }

    /// Annotates a text that holds one sentence a line already. It is not cleaned: every line that
    /// is not blank is a sentence and a paragraph, without its outer white space.
    ///
    /// ```
    /// use diptych::{Input, Pipeline};
    ///
    /// let document = Pipeline::new().annotate_lines(&Input::new("Dr. No\n\n is here. Run!\n"));
    /// assert_eq!(document.sentence_texts().collect::<Vec<_>>(), ["Dr. No", "is here. Run!"]);
    /// ```
    #[must_use]
    pub fn annotate_lines(&self, input: &Input<'_>) -> Document {
        let mut document = Self { options: self.options.clone().raw(true) }.start(input);
        let mut end = 0;
        for line in document.text.split_inclusive('\n') {
            let span = Span::new(end, end + line.len()).trim(&document.text);
            end += line.len();
            if !span.is_empty() {
                document.sentences.push(span);
            }
        }
        document.paragraphs.clone_from(&document.sentences);
        document.entities = self.entities(&document);
        document
    }

    /// The document before segmentation: cleaned, with language and date.
    fn start(&self, input: &Input<'_>) -> Document {
        let given = input.language.or(self.options.language).filter(|l| l.is_known());
        let mut document = Document {
            id: input.id.clone(),
            source: input.text.to_owned(),
            text: String::new(),
            language: LanguageGuess::given(given.unwrap_or_default()),
            reference: input.reference.or(self.options.reference),
            edits: Vec::new(),
            map: OffsetMap::identity(),
            blocks: Vec::new(),
            metadata: Vec::new(),
            unsettled: Vec::new(),
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            entities: Vec::new(),
        };
        if self.options.raw {
            document.text.clone_from(&document.source);
        } else {
            let options = self.options.clean.clone().language(given.unwrap_or_default());
            let cleaned = Cleaner::with_options(options).clean(input.text);
            let Cleaned { text, edits, map, blocks, metadata, unsettled, .. } = cleaned;
            document.text = text.into_owned();
            document.reference = document.reference.or_else(|| stated_date(&metadata));
            (document.edits, document.map, document.blocks) = (edits, map, blocks);
            (document.metadata, document.unsettled) = (metadata, unsettled);
        }
        if given.is_none() {
            document.language = detect_language(&document.text);
        }
        document
    }

    fn entities(&self, document: &Document) -> Vec<Entity> {
        let extractor = self.extractor(document);
        extractor.map_or_else(Vec::new, |extractor| extractor.entities(&document.text))
    }

    /// The extractor for a document; `None` when nothing is looked for.
    fn extractor(&self, document: &Document) -> Option<Extractor> {
        let mut options = ExtractOptions::default()
            .reference(document.reference)
            .vocabulary(self.options.vocabulary.clone());
        if let Some(kinds) = &self.options.kinds {
            if kinds.is_empty() {
                return None;
            }
            options = options.kinds(kinds.iter().copied());
        }
        let language = document.language.language;
        let mut models = self.options.name_models.iter().rev();
        let model = models.find(|(own, _)| own.code() == language.code());
        options = options.name_model(model.map(|(_, model)| model.clone()));
        Some(Extractor::with_options(language, options))
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
