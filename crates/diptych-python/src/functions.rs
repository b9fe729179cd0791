//! The functions of the module.

use std::sync::Arc;

use diptych::{
    Cleaner, Document, ExtractOptions, HtmlExtractor, Input, Language, LinkProblem, Pipeline,
    PipelineOptions, Reference, VectorError,
};
use pyo3::prelude::*;
use pyo3::types::{PyList, PySet, PyString, PyTuple};
use rayon::prelude::*;

use crate::alignment::{Joined, PyAlignment, Side};
use crate::arguments::{self, bad_type, bad_value};
use crate::cleaned::PyCleaned;
use crate::cleaner::{self, PyCleaner};
use crate::display::results;
use crate::document::PyDocument;
use crate::entity::{Entities, PyEntity};
use crate::html::{self, PyMainText};
use crate::language::PyLanguageGuess;
use crate::name_model::PyNameModel;
use crate::name_source::{self, NameSource};
use crate::names;
use crate::pair::PyDocumentPair;
use crate::passage::PyPassage;
use crate::span::PySpan;
use crate::text::{Text, Utf8};
use crate::vocabulary::PyVocabulary;
use crate::work::{self, Bar};

type Argument<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// Cleans `text`: boilerplate dropped, encoding repaired, white space normalised.
///
/// `preset`, `boilerplate` and `typography` are those of `Cleaner`, which can switch every step.
///
/// >>> import diptych
/// >>> diptych.clean("The dam  held. .").text
/// 'The dam held.'
/// >>> diptych.clean("The dam  held. .", preset="encoding").text
/// 'The dam  held. .'
#[pyfunction]
#[pyo3(signature = (text, language=None, *, preset=None, boilerplate=None, typography=None))]
pub(crate) fn clean(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    language: Argument<'_, '_>,
    preset: Argument<'_, '_>,
    boilerplate: Argument<'_, '_>,
    typography: Argument<'_, '_>,
) -> PyResult<PyCleaned> {
    let options = cleaner::options(language, preset, boilerplate, typography)?;
    let cleaner = Cleaner::with_options(options);
    Ok(PyCleaned::new(py, Text::argument("text", text)?, &cleaner))
}

/// Repairs text that was decoded in a wrong encoding, and nothing else.
///
/// >>> import diptych
/// >>> diptych.repair_encoding("CafÃ© crÃ¨me")
/// 'Café crème'
#[pyfunction]
pub(crate) fn repair_encoding<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyString>> {
    let string = arguments::string("text", text)?;
    let utf8 = Utf8::of(string)?;
    let repaired = py.detach(|| match diptych::repair_encoding(utf8.as_ref()) {
        repaired if repaired == utf8.as_ref() => None,
        repaired => Some(repaired.into_owned()),
    });
    Ok(repaired.map_or_else(|| string.clone(), |repaired| PyString::new(py, &repaired)))
}

/// Tells for each line whether it is main text (`True`) or boilerplate.
///
/// >>> import diptych
/// >>> one = "The ferry was late again on Monday, and nobody on the pier could say why it was so late."
/// >>> two = "Repairs took until noon, the company said, and the boats that came instead were full."
/// >>> diptych.label_lines(["Home", *[one, two] * 3, "Share this"], "en")
/// [False, True, True, True, True, True, True, False]
#[pyfunction]
#[pyo3(signature = (lines, language=None))]
pub(crate) fn label_lines(
    py: Python<'_>,
    lines: &Bound<'_, PyAny>,
    language: Argument<'_, '_>,
) -> PyResult<Vec<bool>> {
    let language = arguments::language("language", language)?.unwrap_or_default();
    let lines = arguments::strings("lines", lines)?;
    Ok(py.detach(|| diptych::label_lines(&lines, language)))
}

/// The main content of an HTML page, as text; of bytes, the charset is detected.
///
/// `comments` keeps what readers wrote, `tables` the tables of the article, `captions` what stands
/// under its pictures; `favor` (`precision`, `balance`, `recall`) says what to do where it is not
/// sure what is text. `extract_html` tells where everything stands in the page.
///
/// >>> import diptych
/// >>> "storm" in diptych.main_text("<p>The storm passed the coast at noon on Tuesday.</p>")
/// True
#[pyfunction]
#[pyo3(
    signature = (html, *, comments=false, tables=true, captions=false, favor=None),
    text_signature = "(html, *, comments=False, tables=True, captions=False, favor='balance')"
)]
pub(crate) fn main_text(
    py: Python<'_>,
    html: &Bound<'_, PyAny>,
    comments: bool,
    tables: bool,
    captions: bool,
    favor: Argument<'_, '_>,
) -> PyResult<String> {
    let options = html::options(comments, tables, captions, favor)?;
    let html = html::source(html)?;
    Ok(py.detach(|| HtmlExtractor::with_options(options).text(html.as_ref())))
}

/// The main content of an HTML page with its offsets, blocks and metadata; options as in
/// `main_text`.
///
/// >>> import diptych
/// >>> page = diptych.extract_html("<title>Pier</title><p>Fish &amp; chips, <b>cold</b>.</p>")
/// >>> page.text, page.metadata[0].value
/// ('Fish & chips, cold.', 'Pier')
/// >>> start, end = page.to_source(14, 18)
/// >>> page.source[start:end]
/// 'cold'
#[pyfunction]
#[pyo3(
    signature = (html, *, comments=false, tables=true, captions=false, favor=None),
    text_signature = "(html, *, comments=False, tables=True, captions=False, favor='balance')"
)]
pub(crate) fn extract_html(
    py: Python<'_>,
    html: &Bound<'_, PyAny>,
    comments: bool,
    tables: bool,
    captions: bool,
    favor: Argument<'_, '_>,
) -> PyResult<PyMainText> {
    let options = html::options(comments, tables, captions, favor)?;
    let html = Text::new(html::source(html)?);
    Ok(PyMainText::new(py, html, &HtmlExtractor::with_options(options)))
}

/// Tells the language of `text`; `und` when it cannot be told.
///
/// >>> import diptych
/// >>> diptych.detect_language("Nobody knew why the train would not leave.").language
/// 'en'
#[pyfunction]
pub(crate) fn detect_language(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
) -> PyResult<PyLanguageGuess> {
    let text = Utf8::argument("text", text)?;
    Ok(py.detach(|| diptych::detect_language(text.as_ref())).into())
}

/// Splits `text` into passages of one language each, in order, disjoint: whole lines; a line too
/// short to tell goes with its neighbours. `[]` where no language can be told.
///
/// >>> import diptych
/// >>> text = "Nobody on the quay knew why it was late.\nPersonne ne savait pourquoi il était en retard."
/// >>> [(p.start, p.end, p.language) for p in diptych.detect_languages(text)]
/// [(0, 40, 'en'), (41, 88, 'fr')]
#[pyfunction]
pub(crate) fn detect_languages<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyList>> {
    let text = Arc::new(Text::argument("text", text)?);
    let passages = py.detach(|| diptych::detect_languages(text.as_str()));
    PyPassage::list(py, &text, &passages)
}

/// Splits `text` into sentences, in order, disjoint, without outer white space.
///
/// >>> import diptych
/// >>> [s.text for s in diptych.sentences("Il neige. M. Blinken parle.", "fr")]
/// ['Il neige.', 'M. Blinken parle.']
#[pyfunction]
#[pyo3(signature = (text, language=None))]
pub(crate) fn sentences<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
    language: Argument<'_, 'py>,
) -> PyResult<Bound<'py, PyList>> {
    let language = arguments::language("language", language)?;
    let text = Arc::new(Text::argument("text", text)?);
    let spans = py.detach(|| diptych::sentences(text.as_str(), language));
    PySpan::list(py, &text, &spans)
}

/// Splits `text` into words, in order, disjoint; no punctuation.
///
/// >>> import diptych
/// >>> [w.text for w in diptych.words("Nobody came, again.", "en")]
/// ['Nobody', 'came', 'again']
#[pyfunction]
#[pyo3(signature = (text, language=None))]
pub(crate) fn words<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
    language: Argument<'_, 'py>,
) -> PyResult<Bound<'py, PyList>> {
    let language = arguments::language("language", language)?;
    let text = Arc::new(Text::argument("text", text)?);
    let spans = py.detach(|| diptych::words(text.as_str(), language));
    PySpan::list(py, &text, &spans)
}

/// Splits `text` into paragraphs, in order, disjoint, without outer white space.
///
/// >>> import diptych
/// >>> [p.text for p in diptych.paragraphs("One.\n\nTwo.")]
/// ['One.', 'Two.']
#[pyfunction]
pub(crate) fn paragraphs<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyList>> {
    let text = Arc::new(Text::argument("text", text)?);
    let spans = py.detach(|| diptych::paragraphs(text.as_str()));
    PySpan::list(py, &text, &spans)
}

/// Finds numbers, money, dates, names … in `text`, sorted by start.
///
/// Names (person to event) and values (all others) are two layers, each disjoint in itself.
/// `reference` is the document's own date, against which `Monday` is resolved. `kinds` are names
/// of kinds, `None` for all; the filter works before overlaps are resolved. `names` are names that
/// somebody else found, instead of those of the built-in tagger: an iterable of `(start, end, kind)`,
/// with a score from 0 to 1 behind if there is one, a function that gives them for a text, or a
/// `NameTagger`. They get the same normalised forms and ids. `vocabulary` adds units, currencies and words of one's own. `name_model` finds names
/// instead of the model of the package.
///
/// >>> import diptych
/// >>> [e.to_dict()["id"] for e in diptych.extract("À La Haye", "fr", names=[(2, 9, "location")])]
/// ['place:the-hague']
/// >>> [(e.text, e.value) for e in diptych.extract("12,5 % de hausse", "fr", kinds=["percent"])]
/// [('12,5 %', '12.5')]
#[pyfunction]
#[pyo3(signature = (
    text, language=None, reference=None, kinds=None, *, names=None, vocabulary=None, name_model=None
))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub(crate) fn extract<'py>(
    py: Python<'py>,
    text: &Bound<'py, PyAny>,
    language: Argument<'_, 'py>,
    reference: Argument<'_, 'py>,
    kinds: Argument<'_, 'py>,
    names: Argument<'_, 'py>,
    vocabulary: Argument<'_, 'py>,
    name_model: Argument<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let language = arguments::language("language", language)?;
    let reference = arguments::reference("reference", reference)?;
    let vocabulary = PyVocabulary::given("vocabulary", vocabulary)?;
    let name_model = PyNameModel::argument("name_model", name_model)?;
    let mut options = ExtractOptions::default()
        .reference(reference)
        .vocabulary(vocabulary)
        .name_model(name_model);
    if let Some(kinds) = arguments::kinds(kinds)? {
        options = options.kinds(kinds);
    }
    let text = Arc::new(Text::argument("text", text)?);
    let entities = match names.filter(|names| !names.is_none()) {
        None => py.detach(|| diptych::entities(text.as_str(), language, options)),
        Some(names) => {
            let names = name_source::names(names, &text)?;
            let found = py
                .detach(|| diptych::entities_with_names(text.as_str(), language, options, &names));
            found.map_err(|error| bad_value(&format!("names[{}]", error.index()), error))?
        }
    };
    results(&PyEntity::list(py, &text, &Entities::List(Arc::new(entities)))?)
}

/// How documents are cleaned, and by which models their names are found.
fn pipeline_options(
    cleaner: Argument<'_, '_>,
    vocabulary: Argument<'_, '_>,
    name_models: Argument<'_, '_>,
) -> PyResult<PipelineOptions> {
    let options = PipelineOptions::default()
        .clean(PyCleaner::options("cleaner", cleaner)?)
        .vocabulary(PyVocabulary::given("vocabulary", vocabulary)?);
    let models = PyNameModel::by_language("name_models", name_models)?.into_iter();
    Ok(models.fold(options, |options, (language, model)| options.name_model(language, model)))
}

/// Annotates one text: cleans it, tells its language, splits it, and finds what is in it.
///
/// A language that is not given is detected; without a `reference`, a full date found in a line
/// beside the text serves. `cleaner` is how the text is cleaned, a new `Cleaner` for `None`; its
/// language is not looked at. `vocabulary` is that of `extract`. `name_models` find the names of texts
/// in their languages instead of the models of the package: `{"sv": diptych.NameModel("sv.bin")}`.
/// `names` finds those of all texts: a `NameTagger`, or a function that takes the clean text and gives
/// `(start, end, kind)` of each name, with a score from 0 to 1 behind if there is one.
///
/// >>> import diptych
/// >>> document = diptych.annotate("Elle a 40 ans. Il neige.", language="fr")
/// >>> [sentence.text for sentence in document.sentences]
/// ['Elle a 40 ans.', 'Il neige.']
#[pyfunction]
#[pyo3(signature = (
    text, language=None, reference=None, id=None, *, cleaner=None, vocabulary=None,
    name_models=None, names=None
))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub(crate) fn annotate(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    language: Argument<'_, '_>,
    reference: Argument<'_, '_>,
    id: Argument<'_, '_>,
    cleaner: Argument<'_, '_>,
    vocabulary: Argument<'_, '_>,
    name_models: Argument<'_, '_>,
    names: Argument<'_, '_>,
) -> PyResult<PyDocument> {
    let names = NameSource::argument(names)?;
    let options = pipeline_options(cleaner, vocabulary, name_models)?;
    let language = arguments::language("language", language)?;
    let reference = arguments::reference("reference", reference)?;
    let id = id.filter(|id| !id.is_none()).map(|id| Utf8::argument("id", id)).transpose()?;
    let text = Utf8::argument("text", text)?;
    let document = py.detach(|| {
        let input = input(text.as_ref(), id.as_ref().map(Utf8::as_ref), language, reference);
        annotate_input(&Pipeline::with_options(options), &input, names.as_ref())
    });
    Ok(Arc::new(document?).into())
}

/// Annotates many texts on many threads, in the order given.
///
/// `texts` is any iterable of `str`; `cleaner`, `vocabulary`, `name_models` and `names` are as those of
/// `annotate`; `language` and `reference` are one value for all or an iterable with one per text; `threads` is the number of cores unless given; `progress` shows a
/// bar where tqdm is installed. Other Python threads run meanwhile, and Ctrl-C works.
///
/// >>> import diptych
/// >>> documents = diptych.annotate_all(["One.", "Deux. Trois."], language=["en", "fr"])
/// >>> [len(document.sentences) for document in documents]
/// [1, 2]
#[pyfunction]
#[pyo3(signature = (
    texts, language=None, reference=None, threads=None, progress=false, *, cleaner=None,
    vocabulary=None, name_models=None, names=None
))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub(crate) fn annotate_all<'py>(
    py: Python<'py>,
    texts: &Bound<'py, PyAny>,
    language: Argument<'_, 'py>,
    reference: Argument<'_, 'py>,
    threads: Option<isize>,
    progress: bool,
    cleaner: Argument<'_, 'py>,
    vocabulary: Argument<'_, 'py>,
    name_models: Argument<'_, 'py>,
    names: Argument<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let names = NameSource::argument(names)?;
    let threads = arguments::threads(threads)?;
    let options = pipeline_options(cleaner, vocabulary, name_models)?;
    let texts = arguments::strings("texts", texts)?;
    let languages = arguments::one_or_each("language", language, texts.len(), arguments::language)?;
    let references =
        arguments::one_or_each("reference", reference, texts.len(), arguments::reference)?;
    let facts = languages.into_iter().zip(references);
    let inputs = texts.iter().zip(facts);
    let inputs: Vec<_> = inputs.map(|(text, (l, r))| input(text.as_ref(), None, l, r)).collect();
    let pipeline = Pipeline::with_options(options);
    let documents = annotate_inputs(py, &pipeline, &inputs, names.as_ref(), threads, progress)?;
    let documents = documents.into_iter().map(|d| Bound::new(py, PyDocument::from(Arc::new(d))));
    results(&PyList::new(py, documents.collect::<PyResult<Vec<_>>>()?)?)
}

/// Aligns two lists of sentences.
///
/// A language that is not given is detected. `anchors` are pairs `(i, j)` of sentence numbers
/// that a person knows to belong together; the rest is aligned around them. `source_vectors` and
/// `target_vectors` are sentence vectors of one multilingual model, a row for each sentence, in order:
/// a numpy array or another buffer of floats, an Arrow array of lists, or lists. They count beside
/// the built-in evidence.
///
/// >>> import diptych
/// >>> alignment = diptych.align_sentences(["Nobody came."], ["Personne n’est venu."], "en", "fr")
/// >>> (alignment.beads[0].source, alignment.beads[0].target)
/// ([0], [0])
#[pyfunction]
#[pyo3(signature = (
    source, target, source_language=None, target_language=None, anchors=None, *,
    source_vectors=None, target_vectors=None
))]
#[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn align_sentences(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    target: &Bound<'_, PyAny>,
    source_language: Argument<'_, '_>,
    target_language: Argument<'_, '_>,
    anchors: Argument<'_, '_>,
    source_vectors: Argument<'_, '_>,
    target_vectors: Argument<'_, '_>,
) -> PyResult<PyAlignment> {
    let source_language = arguments::language("source_language", source_language)?;
    let target_language = arguments::language("target_language", target_language)?;
    let source = texts("source", source)?;
    let target = texts("target", target)?;
    let links = links(anchors, source.len(), target.len())?;
    let scorer = names::scorer(source_vectors, target_vectors)?;
    let joined = py.detach(|| {
        let from: Vec<&str> = source.iter().map(|sentence| sentence.as_str()).collect();
        let to: Vec<&str> = target.iter().map(|sentence| sentence.as_str()).collect();
        let alignment = match &scorer {
            None => diptych::align_sentences(&from, &to, source_language, target_language, &links),
            Some(scorer) => diptych::align_sentences_with_scorer(
                &from,
                &to,
                source_language,
                target_language,
                &links,
                scorer,
            )?,
        };
        let (source, target) = (Side::Sentences(source), Side::Sentences(target));
        Ok::<_, VectorError>(Joined { alignment, source, target })
    });
    let joined = joined.map_err(|error| names::unfit(&error))?;
    Ok(Arc::new(joined).into())
}

/// Aligns the sentences of two annotated documents; every bead says what matched.
///
/// >>> import diptych
/// >>> source = diptych.annotate("It rained on 3 May. Nobody came.", "en")
/// >>> target = diptych.annotate("Il a plu le 3 mai. Personne n’est venu.", "fr")
/// >>> len(diptych.align(source, target).beads)
/// 2
#[pyfunction]
pub(crate) fn align(
    py: Python<'_>,
    source_document: &Bound<'_, PyAny>,
    target_document: &Bound<'_, PyAny>,
) -> PyResult<PyAlignment> {
    let source = document("source_document", source_document)?;
    let target = document("target_document", target_document)?;
    let joined = py.detach(|| Joined {
        alignment: diptych::align(source, target),
        source: Side::document(source),
        target: Side::document(target),
    });
    Ok(Arc::new(joined).into())
}

/// How likely one sentence translates the other, 0 to 1.
///
/// >>> import diptych
/// >>> right = diptych.similarity("The ferry was late.", "Le ferry était en retard.", "en", "fr")
/// >>> right > diptych.similarity("The ferry was late.", "Deux chats.", "en", "fr")
/// True
#[pyfunction]
#[pyo3(signature = (source, target, source_language=None, target_language=None))]
pub(crate) fn similarity(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    target: &Bound<'_, PyAny>,
    source_language: Argument<'_, '_>,
    target_language: Argument<'_, '_>,
) -> PyResult<f64> {
    let from = arguments::language("source_language", source_language)?;
    let to = arguments::language("target_language", target_language)?;
    let (source, target) = (Utf8::argument("source", source)?, Utf8::argument("target", target)?);
    Ok(py.detach(|| diptych::similarity(source.as_ref(), target.as_ref(), from, to)))
}

/// The sentences of two lists that translate each other, wherever they stand: `(i, j, score)`,
/// one-to-one, the best first, those of at least `min_score` (0 to 1).
///
/// Most sentences may have no partner. A language that is not given is detected.
///
/// >>> import diptych
/// >>> english = ["Nobody came to the harbour.", "The doctor bought 12 horses in winter."]
/// >>> french = ["En hiver, le médecin acheta 12 chevaux.", "La reine dort."]
/// >>> [(i, j) for i, j, score in diptych.mine(english, french, "en", "fr")]
/// [(1, 0)]
#[pyfunction]
#[pyo3(signature = (source, target, source_language=None, target_language=None, min_score=0.5))]
pub(crate) fn mine(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    target: &Bound<'_, PyAny>,
    source_language: Argument<'_, '_>,
    target_language: Argument<'_, '_>,
    min_score: f64,
) -> PyResult<Vec<(usize, usize, f64)>> {
    let from = arguments::language("source_language", source_language)?;
    let to = arguments::language("target_language", target_language)?;
    let least = arguments::score("min_score", Some(min_score))?.unwrap_or(min_score);
    let (source, target) = (texts("source", source)?, texts("target", target)?);
    let pairs = py.detach(|| {
        let source: Vec<&str> = source.iter().map(|sentence| sentence.as_str()).collect();
        let target: Vec<&str> = target.iter().map(|sentence| sentence.as_str()).collect();
        diptych::mine(&source, &target, from, to, least)
    });
    Ok(pairs.into_iter().map(|pair| (pair.source, pair.target, pair.score)).collect())
}

/// Finds the pairs of translations among many documents in any number of languages, best first.
///
/// `documents` is any iterable of `Document` with an id, `(id, text)` or `(id, text, language)`;
/// raw text is annotated first, `cleaner`, `vocabulary`, `name_models` and `names` as those of
/// `annotate`. `min_score` (0 to 1) replaces the calibrated threshold, 0.5. In each
/// pair the document that came first is the source; `source` and `target` are ids. Between any two
/// languages pairs are one-to-one, but for merged documents (`kind`); `clusters` puts the pairs of more
/// than two languages together. `vectors` gives for each document a row for each of its sentences (those
/// of `annotate`), all by one multilingual model: an array of two dimensions, or rows of numbers.
///
/// >>> import diptych
/// >>> documents = [
/// ...     ("a", "The mill at Pont-Croix burned for 14 hours on 3 May. So said Anne Le Goff."),
/// ...     ("b", "It snowed all night in Tarvin."),
/// ...     ("c", "Le moulin de Pont-Croix a brûlé 14 heures le 3 mai. Ainsi parla Anne Le Goff."),
/// ... ]
/// >>> [(pair.source, pair.target) for pair in diptych.find_pairs(documents)]
/// [('a', 'c')]
#[pyfunction]
#[pyo3(signature = (
    documents, min_score=None, *, threads=None, progress=false, cleaner=None, vocabulary=None,
    name_models=None, names=None, vectors=None
))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub(crate) fn find_pairs<'py>(
    py: Python<'py>,
    documents: &Bound<'py, PyAny>,
    min_score: Option<f64>,
    threads: Option<isize>,
    progress: bool,
    cleaner: Argument<'_, 'py>,
    vocabulary: Argument<'_, 'py>,
    name_models: Argument<'_, 'py>,
    names: Argument<'_, 'py>,
    vectors: Argument<'_, 'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let pipeline = Pipeline::with_options(pipeline_options(cleaner, vocabulary, name_models)?);
    let names = NameSource::argument(names)?;
    let vectors = names::document_vectors(vectors)?;
    let min_score = arguments::score("min_score", min_score)?;
    let threads = arguments::threads(threads)?;
    let given = arguments::items("documents", GIVEN, documents)?;
    let given = given.iter().enumerate().map(|(i, item)| Given::new(i, item));
    let given = given.collect::<PyResult<Vec<Given>>>()?;
    let ids = PySet::empty(py)?;
    for (i, given) in given.iter().enumerate() {
        let (name, id) = (format!("documents[{i}]"), given.id.bind(py));
        if id.hash().is_err() {
            return Err(bad_type(&name, "an id that can be hashed, such as str", id));
        }
        if ids.contains(id)? {
            return Err(bad_value(&name, format!("the id {} is given twice", id.repr()?)));
        }
        ids.add(id)?;
    }

    let raw = given.iter().filter_map(|given| match &given.content {
        Content::Raw(text, language) => Some(input(text.as_ref(), None, *language, None)),
        Content::Ready(_) => None,
    });
    let raw: Vec<Input<'_>> = raw.collect();
    let annotated = annotate_inputs(py, &pipeline, &raw, names.as_ref(), threads, progress)?;
    let mut annotated = annotated.into_iter();
    let documents: Vec<Arc<Document>> = given
        .iter()
        .map(|given| match &given.content {
            Content::Ready(document) => document.clone(),
            Content::Raw(..) => Arc::new(annotated.next().expect("one document per raw text")),
        })
        .collect();

    let pool = work::pool(threads, documents.len())?;
    let found = work::run(py, &pool, None, |_| match &vectors {
        None => Ok(diptych::find_pairs(&documents, min_score)),
        Some(vectors) => diptych::find_pairs_with_vectors(&documents, vectors, min_score)
            .map(|found| found.pairs),
    })?;
    let pairs = found.map_err(|error| bad_value("vectors", error))?;
    let pairs = pairs.into_iter().map(|mut pair| {
        let joined = Joined {
            alignment: std::mem::take(&mut pair.alignment),
            source: Side::document(&documents[pair.source]),
            target: Side::document(&documents[pair.target]),
        };
        let id = |index: usize| given[index].id.clone_ref(py);
        let (source, target) = (id(pair.source), id(pair.target));
        Bound::new(py, PyDocumentPair::new(source, target, &pair, Arc::new(joined)))
    });
    results(&PyList::new(py, pairs.collect::<PyResult<Vec<_>>>()?)?)
}

/// What `find_pairs` takes.
const GIVEN: &str = "Document, (id, text) or (id, text, language)";

/// One document given to `find_pairs`, with the id the caller knows it by.
struct Given {
    id: Py<PyAny>,
    content: Content,
}

enum Content {
    Ready(Arc<Document>),
    Raw(Utf8, Option<Language>),
}

impl Given {
    fn new(index: usize, item: &Bound<'_, PyAny>) -> PyResult<Self> {
        let name = format!("documents[{index}]");
        if let Ok(document) = item.cast::<PyDocument>() {
            let document = document.get().document();
            let Some(id) = &document.id else {
                return Err(bad_value(&name, "expected a Document with an id, got one without"));
            };
            let id = PyString::new(item.py(), id).into_any().unbind();
            return Ok(Self { id, content: Content::Ready(document.clone()) });
        }
        let parts = match (item.cast::<PyTuple>(), item.cast::<PyList>()) {
            (Ok(tuple), _) => tuple.clone(),
            (_, Ok(list)) => list.to_tuple(),
            _ => return Err(bad_type(&name, GIVEN, item)),
        };
        if !matches!(parts.len(), 2 | 3) {
            return Err(bad_value(&name, format!("expected {GIVEN}, got {} items", parts.len())));
        }
        let text = Utf8::argument(&format!("{name}[1]"), &parts.get_item(1)?)?;
        let language = parts.get_item(2).ok();
        let language = arguments::language(&format!("{name}[2]"), language.as_ref())?;
        Ok(Self { id: parts.get_item(0)?.unbind(), content: Content::Raw(text, language) })
    }
}

fn input<'t>(
    text: &'t str,
    id: Option<&str>,
    language: Option<Language>,
    reference: Option<Reference>,
) -> Input<'t> {
    let mut input = Input::new(text);
    if let Some(id) = id {
        input = input.id(id);
    }
    if let Some(language) = language {
        input = input.language(language);
    }
    if let Some(reference) = reference {
        input = input.reference(reference);
    }
    input
}

fn annotate_input(
    pipeline: &Pipeline,
    input: &Input<'_>,
    names: Option<&NameSource>,
) -> PyResult<Document> {
    match names {
        Some(names) => names.annotate(pipeline, input),
        None => Ok(pipeline.annotate_input(input)),
    }
}

fn annotate_inputs(
    py: Python<'_>,
    pipeline: &Pipeline,
    inputs: &[Input<'_>],
    names: Option<&NameSource>,
    threads: Option<usize>,
    progress: bool,
) -> PyResult<Vec<Document>> {
    if inputs.is_empty() {
        return Ok(Vec::new());
    }
    let pool = work::pool(threads, inputs.len())?;
    let bar = Bar::new(py, progress, inputs.len(), "document")?;
    let documents = work::run(py, &pool, bar.as_ref(), |progress| {
        let annotate = |input| {
            let going = progress.step().is_continue();
            going.then(|| annotate_input(pipeline, input, names))
        };
        inputs.par_iter().map(annotate).collect::<Option<PyResult<Vec<Document>>>>()
    })?;
    let documents = documents.expect("work that was not stopped is complete")?;
    if let Some(bar) = bar {
        bar.close(inputs.len())?;
    }
    Ok(documents)
}

fn document<'a>(name: &str, value: &'a Bound<'_, PyAny>) -> PyResult<&'a Arc<Document>> {
    let document = value.cast::<PyDocument>().map_err(|_| bad_type(name, "a Document", value))?;
    Ok(document.get().document())
}

fn texts(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<Arc<Text>>> {
    let items = arguments::items(name, "str", value)?;
    let numbered = items.iter().enumerate();
    numbered.map(|(i, item)| Ok(Arc::new(Text::argument(&format!("{name}[{i}]"), item)?))).collect()
}

/// Pairs of sentence numbers that an aligner can keep.
fn links(value: Argument<'_, '_>, source: usize, target: usize) -> PyResult<Vec<(usize, usize)>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(Vec::new()) };
    let link = |(index, item): (usize, Bound<'_, PyAny>)| -> PyResult<(usize, usize)> {
        let name = format!("anchors[{index}]");
        item.extract().map_err(|_| bad_type(&name, "a pair (i, j) of sentence numbers", &item))
    };
    let links = arguments::items("anchors", "pairs (i, j)", value)?.into_iter().enumerate();
    let links: Vec<_> = links.map(link).collect::<PyResult<_>>()?;
    diptych::check_links(source, target, &links).map_err(|error| {
        let (i, j) = links[error.link];
        let problem = match error.reason {
            LinkProblem::Crosses(other) => {
                format!(
                    "({i}, {j}) crosses anchors[{other}]: expected the same order on both sides"
                )
            }
            _ => format!("expected numbers below {source} and {target}, got ({i}, {j})"),
        };
        bad_value(&format!("anchors[{}]", error.link), problem)
    })?;
    Ok(links)
}
