//! Many texts in one call. The package reads them from any iterable, in windows; here is what is
//! done to a window.

use std::sync::Arc;

use diptych::{CleanOptions, Cleaner, Entity, ExtractOptions, Language, Span};
use pyo3::prelude::*;
use pyo3::types::PyList;
use rayon::prelude::*;

use crate::arguments::{self, bad_value};
use crate::cleaned::PyCleaned;
use crate::cleaner::PyCleaner;
use crate::entity::{Entities, PyEntity};
use crate::name_model::PyNameModel;
use crate::segmenter::PySegmenter;
use crate::span::PySpan;
use crate::text::Text;
use crate::vocabulary::PyVocabulary;
use crate::work;

type Argument<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// Does `work` to every text, on many threads, in order.
fn each<T: Send>(
    py: Python<'_>,
    texts: &[Arc<Text>],
    threads: Option<usize>,
    work: impl Fn(usize, &Arc<Text>) -> T + Sync,
) -> PyResult<Vec<T>> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let pool = work::pool(threads, texts.len())?;
    let results: Option<Vec<T>> = work::run(py, &pool, None, |progress| {
        let one = |(i, text)| progress.step().is_continue().then(|| work(i, text));
        texts.par_iter().enumerate().map(one).collect()
    })?;
    Ok(results.expect("work that was not stopped is complete"))
}

fn texts(value: &Bound<'_, PyAny>) -> PyResult<Vec<Arc<Text>>> {
    let items = arguments::items("texts", "str", value)?;
    let numbered = items.iter().enumerate();
    numbered.map(|(i, item)| Ok(Arc::new(Text::argument(&format!("texts[{i}]"), item)?))).collect()
}

fn languages(value: Argument<'_, '_>, count: usize) -> PyResult<Vec<Option<Language>>> {
    arguments::one_or_each("language", value, count, arguments::language)
}

/// Cleans many texts on many threads: a `Cleaned` for each, in order.
///
/// `cleaner` says how, a new `Cleaner` for `None`.
///
/// >>> import diptych
/// >>> [cleaned.text for cleaned in diptych.clean_all(["The dam  held. .", "Il  neige."])]
/// ['The dam held.', 'Il neige.']
#[pyfunction]
#[pyo3(signature = (texts, *, cleaner=None, threads=None))]
pub(crate) fn clean_all<'py>(
    py: Python<'py>,
    texts: &Bound<'py, PyAny>,
    cleaner: Argument<'_, 'py>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyList>> {
    let threads = arguments::threads(threads)?;
    let options: CleanOptions = PyCleaner::options("cleaner", cleaner)?;
    let cleaner = Cleaner::with_options(options);
    let texts = self::texts(texts)?;
    let cleaned = each(py, &texts, threads, |_, text| PyCleaned::of(text.clone(), &cleaner))?;
    let cleaned = cleaned.into_iter().map(|cleaned| Bound::new(py, cleaned));
    PyList::new(py, cleaned.collect::<PyResult<Vec<_>>>()?)
}

/// Splits many texts into sentences on many threads: a list of `Span` for each, in order.
///
/// `language` is one for all, or one per text; a `segmenter` splits in its own language and way.
///
/// >>> import diptych
/// >>> [len(found) for found in diptych.sentences_all(["One.", "Deux. Trois."], ["en", "fr"])]
/// [1, 2]
#[pyfunction]
#[pyo3(signature = (texts, language=None, *, segmenter=None, threads=None))]
pub(crate) fn sentences_all<'py>(
    py: Python<'py>,
    texts: &Bound<'py, PyAny>,
    language: Argument<'_, 'py>,
    segmenter: Argument<'_, 'py>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyList>> {
    let threads = arguments::threads(threads)?;
    let segmenter = PySegmenter::given("segmenter", segmenter)?;
    if segmenter.is_some() && language.is_some_and(|language| !language.is_none()) {
        return Err(bad_value("language", "expected None beside a segmenter, which has its own"));
    }
    let texts = self::texts(texts)?;
    let languages = languages(language, texts.len())?;
    let found: Vec<Vec<Span>> = each(py, &texts, threads, |i, text| match &segmenter {
        Some(segmenter) => segmenter.sentences(text.as_str()).collect(),
        None => diptych::sentences(text.as_str(), languages[i]),
    })?;
    let lists = texts.iter().zip(&found).map(|(text, spans)| PySpan::list(py, text, spans));
    PyList::new(py, lists.collect::<PyResult<Vec<_>>>()?)
}

/// Finds numbers, money, dates, names … in many texts on many threads: a list of `Entity` for
/// each, in order.
///
/// `language` and `reference` are one value for all, or one per text; the other options are those
/// of `extract`.
///
/// >>> import diptych
/// >>> found = diptych.extract_all(["12,5 % de hausse", "Rien."], "fr", kinds=["percent"])
/// >>> [[entity.value for entity in entities] for entities in found]
/// [['12.5'], []]
#[pyfunction]
#[pyo3(signature = (
    texts, language=None, reference=None, kinds=None, *, vocabulary=None, name_model=None, threads=None
))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub(crate) fn extract_all<'py>(
    py: Python<'py>,
    texts: &Bound<'py, PyAny>,
    language: Argument<'_, 'py>,
    reference: Argument<'_, 'py>,
    kinds: Argument<'_, 'py>,
    vocabulary: Argument<'_, 'py>,
    name_model: Argument<'_, 'py>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyList>> {
    let threads = arguments::threads(threads)?;
    let mut options = ExtractOptions::default()
        .vocabulary(PyVocabulary::given("vocabulary", vocabulary)?)
        .name_model(PyNameModel::argument("name_model", name_model)?);
    if let Some(kinds) = arguments::kinds(kinds)? {
        options = options.kinds(kinds);
    }
    let texts = self::texts(texts)?;
    let languages = languages(language, texts.len())?;
    let references =
        arguments::one_or_each("reference", reference, texts.len(), arguments::reference)?;
    let found: Vec<Arc<Vec<Entity>>> = each(py, &texts, threads, |i, text| {
        let options = options.clone().reference(references[i]);
        Arc::new(diptych::entities(text.as_str(), languages[i], options))
    })?;
    let lists = texts.iter().zip(found);
    let lists = lists.map(|(text, found)| PyEntity::list(py, text, &Entities::List(found)));
    PyList::new(py, lists.collect::<PyResult<Vec<_>>>()?)
}
