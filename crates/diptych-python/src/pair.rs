//! Two documents that are translations of each other.

use std::sync::Arc;

use diptych::pair::clusters_of;
use diptych::{DocumentPair, Language, OffsetUnit, PairKind, pair_json};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use crate::alignment::{Joined, PyAlignment, Side};
use crate::arguments::{self, bad_type, bad_value};
use crate::discrepancy::PyDiscrepancy;
use crate::display::Showable;
use crate::json;
use crate::pickle;

/// Two documents that are translations of each other.
///
/// The document that came first in the input is the source.
///
/// >>> import diptych
/// >>> documents = [
/// ...     ("a", "The mill at Pont-Croix burned for 14 hours on 3 May. So said Anne Le Goff."),
/// ...     ("b", "Le moulin de Pont-Croix a brûlé 14 heures le 3 mai. Ainsi parla Anne Le Goff."),
/// ... ]
/// >>> (pair,) = diptych.find_pairs(documents)
/// >>> (pair.source, pair.target, len(pair.alignment.beads))
/// ('a', 'b', 2)
#[pyclass(name = "DocumentPair", module = "diptych", frozen)]
pub(crate) struct PyDocumentPair {
    /// The id of the source document.
    #[pyo3(get)]
    source: Py<PyAny>,
    /// The id of the target document.
    #[pyo3(get)]
    target: Py<PyAny>,
    /// How sure it is that they are translations, 0 to 1; 0.5 is even odds.
    #[pyo3(get)]
    score: f64,
    /// The share of the characters of source and of target that sure beads cover, 0 to 1.
    #[pyo3(get)]
    coverage: (f64, f64),
    kind: PairKind,
    languages: (Language, Language),
    joined: Arc<Joined>,
}

impl PyDocumentPair {
    /// A pair with the ids the caller knows its documents by.
    pub(crate) const fn new(
        source: Py<PyAny>,
        target: Py<PyAny>,
        pair: &DocumentPair,
        joined: Arc<Joined>,
    ) -> Self {
        let DocumentPair { score, coverage, kind, languages, .. } = *pair;
        Self { source, target, score, coverage, kind, languages, joined }
    }

    /// A pair from what `__reduce__` wrote of it.
    pub(crate) fn restore(
        source: Py<PyAny>,
        target: Py<PyAny>,
        facts: &Bound<'_, PyAny>,
        joined: Arc<Joined>,
    ) -> PyResult<Self> {
        let (score, coverage, kind, languages): (f64, (f64, f64), String, (String, String)) =
            facts.extract()?;
        let kinds = [PairKind::Full, PairKind::Partial, PairKind::Merged];
        let known = kinds.into_iter().find(|known| known.as_str() == kind);
        let Some(kind) = known else {
            return Err(bad_value("kind", format!("expected one of a pair, got {kind:?}")));
        };
        let language = |tag: &str| tag.parse::<Language>().map_err(|e| bad_value("language", e));
        let languages = (language(&languages.0)?, language(&languages.1)?);
        Ok(Self { source, target, score, coverage, kind, languages, joined })
    }

    /// To be shown, under the ids as text.
    pub(crate) fn showable(&self, py: Python<'_>) -> PyResult<Showable> {
        let name =
            |id: &Py<PyAny>| Ok::<_, PyErr>(id.bind(py).str()?.to_string_lossy().into_owned());
        let names = (name(&self.source)?, name(&self.target)?);
        Ok(Showable::of_pair(self.joined.clone(), names, self.score))
    }
}

impl PyDocumentPair {
    /// What Rust knows.
    pub(crate) const fn joined(&self) -> &Arc<Joined> {
        &self.joined
    }
}

#[pymethods]
impl PyDocumentPair {
    /// `full`; `partial`: one is the translation of a part of the other; `merged`: so too, and other
    /// documents translate its other parts (the only pairs in which a document may stand more than
    /// once for a language).
    #[getter]
    const fn kind(&self) -> &'static str {
        self.kind.as_str()
    }

    /// Their sentences, joined, with evidence.
    #[getter]
    fn alignment(&self) -> PyAlignment {
        self.joined.clone().into()
    }

    /// What differs between the two.
    #[getter]
    fn discrepancies<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyDiscrepancy::list(py, &self.joined)
    }

    /// All of it as plain values, in the shape the command line writes: ids, languages, score, kind,
    /// coverage, beads with their sentences and evidence, discrepancies. Offsets are code points.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let json = py.detach(|| match (&self.joined.source, &self.joined.target) {
            (Side::Document(source, _), Side::Document(target, _)) => {
                pair_json(source, target, &self.joined.alignment, OffsetUnit::CodePoints)
            }
            _ => self.joined.to_json(),
        });
        let dict = json::to_python(py, &json)?;
        dict.set_item("source", &self.source)?;
        dict.set_item("target", &self.target)?;
        dict.set_item("score", self.score)?;
        dict.set_item("kind", self.kind())?;
        dict.set_item("coverage", [self.coverage.0, self.coverage.1])?;
        Ok(dict)
    }

    /// The two columns in a notebook.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.showable(py)?.to_html(py))
    }

    /// The same as JSON, with line breaks if it is to be `pretty`; ids must be what JSON has.
    #[pyo3(signature = (*, pretty=false))]
    fn to_json<'py>(&self, py: Python<'py>, pretty: bool) -> PyResult<Bound<'py, PyAny>> {
        let options = PyDict::new(py);
        options.set_item("ensure_ascii", false)?;
        if pretty {
            options.set_item("indent", 2)?;
        }
        py.import("json")?.call_method("dumps", (self.to_dict(py)?,), Some(&options))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        Ok(self.source.bind(py).eq(&other.source)?
            && self.target.bind(py).eq(&other.target)?
            && self.joined.alignment == other.joined.alignment)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.source.bind(py), self.target.bind(py), self.score).into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let (source, target) = (self.source.bind(py).clone(), self.target.bind(py).clone());
        let (from, to) = self.languages;
        let languages = (from.to_string(), to.to_string());
        let facts = (self.score, self.coverage, self.kind(), languages).into_pyobject(py)?;
        let whole = PyAlignment::whole(py, &self.joined)?;
        pickle::reduce(py, "DocumentPair", vec![whole, source, target, facts.into_any()])
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (source, target) = (self.source.bind(py).repr()?, self.target.bind(py).repr()?);
        let beads = self.joined.alignment.beads.len();
        let discrepancies = self.joined.alignment.discrepancies.len();
        let score = self.score;
        Ok(format!(
            "DocumentPair({source}, {target}, score={score:.3}, beads={beads}, discrepancies={discrepancies})"
        ))
    }
}

/// The documents that are translations of one text, as lists of their ids in any number of languages.
///
/// Takes the pairs `find_pairs` gave. The surest pair joins first; one that would bring two documents of
/// one language together is passed over, so that one wrong pair does not join two stories. Merged
/// documents (`kind` is `merged`) belong to several texts and join nothing.
///
/// >>> import diptych
/// >>> documents = [
/// ...     ("a", "The mill at Pont-Croix burned for 14 hours on 3 May. So said Anne Le Goff."),
/// ...     ("b", "Le moulin de Pont-Croix a brûlé 14 heures le 3 mai. Ainsi parla Anne Le Goff."),
/// ...     ("c", "Die Mühle in Pont-Croix brannte am 3. Mai 14 Stunden lang. Das sagte Anne Le Goff."),
/// ... ]
/// >>> diptych.clusters(diptych.find_pairs(documents))
/// [['a', 'b', 'c']]
#[pyfunction]
pub(crate) fn clusters<'py>(
    py: Python<'py>,
    pairs: &Bound<'py, PyAny>,
) -> PyResult<Vec<Vec<Py<PyAny>>>> {
    let numbers = PyDict::new(py);
    let mut ids: Vec<Py<PyAny>> = Vec::new();
    let mut links = Vec::new();
    for (i, pair) in arguments::items("pairs", "DocumentPair", pairs)?.into_iter().enumerate() {
        let Ok(pair) = pair.cast::<PyDocumentPair>() else {
            return Err(bad_type(&format!("pairs[{i}]"), "DocumentPair", &pair));
        };
        let pair = pair.get();
        let mut number = |id: &Py<PyAny>| -> PyResult<usize> {
            if let Some(known) = numbers.get_item(id)? {
                return known.extract();
            }
            numbers.set_item(id, ids.len())?;
            ids.push(id.clone_ref(py));
            Ok(ids.len() - 1)
        };
        let (source, target) = (number(&pair.source)?, number(&pair.target)?);
        if pair.kind != PairKind::Merged {
            let ends = [(source, pair.languages.0), (target, pair.languages.1)];
            links.push((ends, pair.score));
        }
    }
    let sets = clusters_of(links);
    let named = |set: Vec<usize>| set.into_iter().map(|k| ids[k].clone_ref(py)).collect();
    Ok(sets.into_iter().map(named).collect())
}
