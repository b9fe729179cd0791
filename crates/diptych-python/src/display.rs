//! What a notebook shows, and the report page.

use std::path::PathBuf;
use std::sync::Arc;

use diptych::Document;
use diptych::display::{self, Column, Joined as Shown};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyType};

use crate::alignment::{Joined, PyAlignment, Side};
use crate::arguments::{self, bad_type};
use crate::document::PyDocument;
use crate::entity::PyEntity;
use crate::pair::PyDocumentPair;

impl Side {
    fn column(&self, name: Option<String>) -> Column<'_> {
        let column = match self {
            Self::Document(document, _) => Column::of_document(document),
            Self::Sentences(sentences) => {
                Column::of_sentences(sentences.iter().map(|sentence| sentence.as_str()))
            }
        };
        match name {
            Some(name) => column.named(name),
            None => column,
        }
    }
}

/// An alignment to show: with names and a score of its own when it is that of a pair.
pub(crate) struct Showable {
    joined: Arc<Joined>,
    names: Option<(String, String)>,
    score: f64,
}

impl Showable {
    pub(crate) fn new(joined: Arc<Joined>) -> Self {
        let score = joined.alignment.score;
        Self { joined, names: None, score }
    }

    pub(crate) fn of_pair(joined: Arc<Joined>, names: (String, String), score: f64) -> Self {
        Self { joined, names: Some(names), score }
    }

    /// From a `DocumentPair` or an `Alignment`; `None` for anything else.
    fn of(item: &Bound<'_, PyAny>) -> PyResult<Option<Self>> {
        if let Ok(pair) = item.cast::<PyDocumentPair>() {
            return pair.get().showable(item.py()).map(Some);
        }
        Ok(item.cast::<PyAlignment>().ok().map(|alignment| alignment.get().showable()))
    }

    fn joined(&self) -> Shown<'_> {
        let Joined { alignment, source, target } = &*self.joined;
        let (source_name, target_name) = self.names.clone().unzip();
        Shown::new(source.column(source_name), target.column(target_name), alignment)
            .score(self.score)
    }

    /// The two columns.
    pub(crate) fn to_html(&self, py: Python<'_>) -> String {
        py.detach(|| self.joined().to_html())
    }
}

/// Writes one page for a browser that shows pairs side by side, sentence by sentence, with what
/// matches and what differs.
///
/// `pairs` is a `DocumentPair` or an `Alignment`, or an iterable of them, shown in the order given.
/// The page at `path` is one file that needs nothing beside it and loads nothing; in it pairs can be
/// searched, filtered, sorted, and saved as TMX or CSV. Texts stay text, whatever they hold. Raises
/// `OSError` when the file cannot be written.
///
/// >>> import diptych, pathlib, tempfile
/// >>> documents = [
/// ...     ("a", "The mill at Pont-Croix burned for 14 hours on 3 May. So said Anne Le Goff."),
/// ...     ("b", "Le moulin de Pont-Croix a brûlé 14 heures le 3 mai. Ainsi parla Anne Le Goff."),
/// ... ]
/// >>> with tempfile.TemporaryDirectory() as folder:
/// ...     page = pathlib.Path(folder, "pairs.html")
/// ...     diptych.report(diptych.find_pairs(documents), page)
/// ...     page.read_text("utf-8").splitlines()[0][:15]
/// '<!DOCTYPE html>'
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python are owned")]
pub(crate) fn report(py: Python<'_>, pairs: &Bound<'_, PyAny>, path: PathBuf) -> PyResult<()> {
    const EXPECTED: &str = "DocumentPair or Alignment";
    let shown = match Showable::of(pairs)? {
        Some(one) => vec![one],
        None => {
            let items = arguments::items("pairs", EXPECTED, pairs)?.into_iter().enumerate();
            let one = |(i, item): (usize, Bound<'_, PyAny>)| {
                let wrong = || bad_type(&format!("pairs[{i}]"), EXPECTED, &item);
                Showable::of(&item)?.ok_or_else(wrong)
            };
            items.map(one).collect::<PyResult<_>>()?
        }
    };
    let written = py.detach(|| {
        let joined: Vec<Shown<'_>> = shown.iter().map(Showable::joined).collect();
        std::fs::write(&path, diptych::report_of(&joined))
    });
    written.map_err(|error| {
        std::io::Error::new(error.kind(), format!("{}: {error}", path.display())).into()
    })
}

/// A list of documents, pairs, alignments or entities as a table in HTML; `None` for anything else.
#[pyfunction(name = "_table")]
pub(crate) fn table(py: Python<'_>, items: &Bound<'_, PyList>) -> PyResult<Option<String>> {
    let Ok(first) = items.get_item(0) else { return Ok(None) };
    if first.is_instance_of::<PyDocument>() {
        let documents: Option<Vec<Arc<Document>>> = items
            .iter()
            .map(|i| Some(i.cast::<PyDocument>().ok()?.get().document().clone()))
            .collect();
        return Ok(documents.map(|documents| py.detach(|| display::documents(&documents))));
    }
    if first.is_instance_of::<PyEntity>() {
        let all: Vec<Bound<'_, PyAny>> = items.iter().collect();
        let entities: Option<Vec<_>> =
            all.iter().map(|item| Some(item.cast::<PyEntity>().ok()?.get().shown())).collect();
        return Ok(entities.map(|entities| display::entities(&entities)));
    }
    let pairs: Option<Vec<Showable>> =
        items.iter().map(|item| Showable::of(&item)).collect::<PyResult<_>>()?;
    Ok(pairs.map(|pairs| {
        py.detach(|| display::pairs(&pairs.iter().map(Showable::joined).collect::<Vec<_>>()))
    }))
}

/// The list as `diptych.Results`, which a notebook shows as a table.
pub(crate) fn results<'py>(list: &Bound<'py, PyList>) -> PyResult<Bound<'py, PyAny>> {
    static RESULTS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    RESULTS.import(list.py(), "diptych._results", "Results")?.call1((list,))
}
