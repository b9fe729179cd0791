//! Duplicates of documents.

use std::sync::{Mutex, MutexGuard, PoisonError};

use diptych::{DedupOptions, Deduplicator, Verify};
use pyo3::prelude::*;

use crate::arguments::{self, bad_value};
use crate::duplicate::PyDuplicate;
use crate::duplicates::PyDuplicates;
use crate::repr::count;
use crate::text::Utf8;
use crate::work::{self, Bar};

/// Tells of each text whether it came before; for streams, in bounded memory (600 to 800 bytes a
/// text).
///
/// The options are those of `dedup`.
///
/// >>> import diptych
/// >>> deduplicator = diptych.Deduplicator(threshold=0.7)
/// >>> notice = "All who hold a mooring on the north quay pay the fee before the end of March."
/// >>> deduplicator.add(notice)
/// >>> deduplicator.add(notice.upper())
/// Duplicate(of=0, similarity=1.00, exact=False)
/// >>> deduplicator.clusters
/// [[0, 1]]
#[pyclass(name = "Deduplicator", module = "diptych", frozen)]
pub(crate) struct PyDeduplicator {
    options: DedupOptions,
    deduplicator: Mutex<Deduplicator>,
}

impl PyDeduplicator {
    fn lock(&self) -> MutexGuard<'_, Deduplicator> {
        self.deduplicator.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn options(
    threshold: f64,
    ngram: usize,
    permutations: usize,
    verify: Option<&Bound<'_, PyAny>>,
) -> PyResult<DedupOptions> {
    let bad =
        |error: diptych::DedupError| pyo3::exceptions::PyValueError::new_err(error.to_string());
    let options = DedupOptions::default().threshold(threshold).map_err(bad)?;
    let options = options.ngram(ngram).map_err(bad)?.permutations(permutations).map_err(bad)?;
    let Some(verify) = verify else { return Ok(options) };
    match Utf8::argument("verify", verify)?.as_ref() {
        "estimate" => Ok(options.verify(Verify::Estimate)),
        "exact" => Ok(options.verify(Verify::Exact)),
        other => {
            let problem = format!("expected 'estimate' or 'exact', got {other:?}");
            Err(bad_value("verify", problem))
        }
    }
}

#[pymethods]
impl PyDeduplicator {
    #[new]
    #[pyo3(
        signature = (threshold=0.8, *, ngram=5, permutations=128, verify=None),
        text_signature = "(threshold=0.8, *, ngram=5, permutations=128, verify='estimate')"
    )]
    fn new(
        threshold: f64,
        ngram: usize,
        permutations: usize,
        verify: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let options = options(threshold, ngram, permutations, verify)?;
        let deduplicator = Mutex::new(Deduplicator::with_options(options.clone()));
        Ok(Self { options, deduplicator })
    }

    /// Adds a text; gives the earlier one that it duplicates, or `None`.
    fn add(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Option<PyDuplicate>> {
        let text = Utf8::argument("text", text)?;
        Ok(py.detach(|| {
            let fingerprint = self.options.fingerprint(text.as_ref());
            self.lock().add_fingerprint(fingerprint).map(Into::into)
        }))
    }

    /// The similarity of two texts, 0 to 1, counted and not estimated.
    fn similarity(
        &self,
        py: Python<'_>,
        a: &Bound<'_, PyAny>,
        b: &Bound<'_, PyAny>,
    ) -> PyResult<f64> {
        let (a, b) = (Utf8::argument("a", a)?, Utf8::argument("b", b)?);
        Ok(py.detach(|| self.options.similarity(a.as_ref(), b.as_ref())))
    }

    /// The numbers of the texts that hang together, two and more, each in order.
    #[getter]
    fn clusters(&self, py: Python<'_>) -> Vec<Vec<usize>> {
        py.detach(|| self.lock().clusters())
    }

    /// How many texts had more likely duplicates than are compared (1000).
    #[getter]
    fn capped(&self, py: Python<'_>) -> usize {
        py.detach(|| self.lock().capped())
    }

    fn __len__(&self, py: Python<'_>) -> usize {
        py.detach(|| self.lock().len())
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!("Deduplicator({})", count(self.__len__(py), "text"))
    }
}

/// Finds the duplicates among many texts, exact and near ones, on many threads.
///
/// Two texts are exact duplicates when they differ in white space alone, and near ones when their
/// runs of `ngram` words, without case and punctuation, have a Jaccard similarity of `threshold`
/// (above 0, up to 1) or more: estimated from `permutations` numbers a text, or counted with
/// `verify="exact"`, which keeps all runs. In scripts without spaces a character stands in for a
/// word. Other Python threads run meanwhile, and Ctrl-C works.
///
/// >>> import diptych
/// >>> notice = "All who hold a mooring on the north quay pay the fee before the end of March."
/// >>> texts = [notice, "It snowed all night.", notice + " No dogs."]
/// >>> diptych.dedup(texts, threshold=0.7, verify="exact").found[2]
/// Duplicate(of=0, similarity=0.87, exact=False)
#[pyfunction]
#[pyo3(
    signature = (
        texts, threshold=0.8, *, ngram=5, permutations=128, verify=None, threads=None,
        progress=false
    ),
    text_signature = "(texts, threshold=0.8, *, ngram=5, permutations=128, verify='estimate', \
        threads=None, progress=False)"
)]
#[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn dedup(
    py: Python<'_>,
    texts: &Bound<'_, PyAny>,
    threshold: f64,
    ngram: usize,
    permutations: usize,
    verify: Option<&Bound<'_, PyAny>>,
    threads: Option<isize>,
    progress: bool,
) -> PyResult<PyDuplicates> {
    let threads = arguments::threads(threads)?;
    let options = options(threshold, ngram, permutations, verify)?;
    let texts = arguments::strings("texts", texts)?;
    let pool = work::pool(threads, texts.len())?;
    let bar = Bar::new(py, progress, texts.len(), "text")?;
    let duplicates = work::run(py, &pool, bar.as_ref(), |progress| {
        diptych::try_dedup(&texts, &options, || progress.step())
    })?;
    if let Some(bar) = bar {
        bar.close(texts.len())?;
    }
    Ok(duplicates.expect("work that was not stopped is complete").into())
}
