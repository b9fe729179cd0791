//! The sentences of two texts, joined.

use std::collections::BTreeMap;
use std::sync::Arc;

use diptych::{Alignment, Document, Offsets, alignment_json};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};

use crate::bead::PyBead;
use crate::discrepancy::PyDiscrepancy;
use crate::display::Showable;
use crate::document::PyDocument;
use crate::json;
use crate::pickle;
use crate::repr::count;
use crate::text::{Text, Utf8};

/// One side of an alignment: where its sentences stand.
pub(crate) enum Side {
    /// In a document; places are offsets of its clean text.
    Document(Arc<Document>, Arc<Text>),
    /// In a list; places are offsets of the single sentence.
    Sentences(Vec<Arc<Text>>),
}

impl Side {
    /// A document.
    pub(crate) fn document(document: &Arc<Document>) -> Self {
        let text = Arc::new(Text::new(Utf8::Clean(document.clone())));
        Self::Document(document.clone(), text)
    }

    /// The text that places in the given sentence are offsets of.
    pub(crate) fn text(&self, sentence: usize) -> &Arc<Text> {
        match self {
            Self::Document(_, text) => text,
            Self::Sentences(sentences) => &sentences[sentence],
        }
    }

    fn offsets(&self, sentence: usize) -> &Offsets<Utf8> {
        self.text(sentence).offsets()
    }

    /// The side that [`Side::to_python`] wrote.
    fn restore(side: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(document) = side.cast::<PyDocument>() {
            return Ok(Self::document(document.get().document()));
        }
        let sentences = side.try_iter()?;
        let sentences = sentences.map(|text| Ok(Arc::new(Text::argument("sentences", &text?)?)));
        sentences.collect::<PyResult<_>>().map(Self::Sentences)
    }

    /// A `Document`, or a list of sentences.
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Document(document, _) => {
                Ok(Bound::new(py, PyDocument::from(document.clone()))?.into_any())
            }
            Self::Sentences(sentences) => Ok(self.sentences(py, 0..sentences.len())?.into_any()),
        }
    }

    /// The sentences of the numbers given.
    pub(crate) fn sentences<'py>(
        &self,
        py: Python<'py>,
        numbers: std::ops::Range<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        let sentence = |i: usize| match self {
            Self::Document(document, text) => text.piece(py, document.sentences[i]),
            Self::Sentences(sentences) => Ok(sentences[i].string(py)),
        };
        PyList::new(py, numbers.map(sentence).collect::<PyResult<Vec<_>>>()?)
    }
}

/// An alignment and its two sides; beads, evidence and discrepancies are views of it.
pub(crate) struct Joined {
    pub(crate) alignment: Alignment,
    pub(crate) source: Side,
    pub(crate) target: Side,
}

impl Joined {
    /// All of it as JSON.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        let source = |sentence| self.source.offsets(sentence);
        alignment_json(&self.alignment, source, |sentence| self.target.offsets(sentence))
    }
}

/// The sentences of two texts, joined.
///
/// Beads cover every sentence of both sides once, in order; one side of a bead may be empty.
///
/// >>> import diptych
/// >>> source = ["It rained on 3 May.", "Nobody came."]
/// >>> target = ["Il a plu le 3 mai.", "Personne n’est venu."]
/// >>> alignment = diptych.align_sentences(source, target, "en", "fr")
/// >>> [(bead.source, bead.target) for bead in alignment.beads]
/// [([0], [0]), ([1], [1])]
#[pyclass(name = "Alignment", module = "diptych", frozen)]
pub(crate) struct PyAlignment {
    joined: Arc<Joined>,
}

impl From<Arc<Joined>> for PyAlignment {
    fn from(joined: Arc<Joined>) -> Self {
        Self { joined }
    }
}

impl PyAlignment {
    /// To be shown.
    pub(crate) fn showable(&self) -> Showable {
        Showable::new(self.joined.clone())
    }

    /// An alignment from what `__reduce__` wrote.
    pub(crate) fn restore(
        state: &Bound<'_, PyAny>,
        source: &Bound<'_, PyAny>,
        target: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let alignment: Alignment = pickle::read(state)?;
        let (source, target) = (Side::restore(source)?, Side::restore(target)?);
        Ok(Arc::new(Joined { alignment, source, target }).into())
    }

    /// What Rust knows.
    pub(crate) const fn joined(&self) -> &Arc<Joined> {
        &self.joined
    }

    /// What the pickle of a part of an alignment begins with.
    pub(crate) fn whole<'py>(py: Python<'py>, joined: &Arc<Joined>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Self::from(joined.clone()))?.into_any())
    }
}

#[pymethods]
impl PyAlignment {
    /// Which sentences belong together, in order.
    #[getter]
    fn beads<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyBead::list(py, &self.joined)
    }

    /// How much of both texts is joined by beads that hold, 0 to 1.
    #[getter]
    fn score(&self) -> f64 {
        self.joined.alignment.score
    }

    /// What differs between the two sides.
    #[getter]
    fn discrepancies<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyDiscrepancy::list(py, &self.joined)
    }

    /// All of it as plain values, ready for `json.dumps`; offsets are code points.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        json::to_python(py, &py.detach(|| self.joined.to_json()))
    }

    /// The two columns in a notebook.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        self.showable().to_html(py)
    }

    /// The same as JSON, with line breaks if it is to be `pretty`.
    #[pyo3(signature = (*, pretty=false))]
    fn to_json(&self, py: Python<'_>, pretty: bool) -> String {
        py.detach(|| json::text(&self.joined.to_json(), pretty))
    }

    fn __len__(&self) -> usize {
        self.joined.alignment.beads.len()
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.joined.alignment == other.joined.alignment
    }

    fn __hash__(&self) -> PyResult<u64> {
        pickle::hash(&self.joined.alignment)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let state = PyString::new(py, &pickle::write(&self.joined.alignment)?).into_any();
        let (source, target) = (&self.joined.source, &self.joined.target);
        let parts = vec![state, source.to_python(py)?, target.to_python(py)?];
        pickle::reduce(py, "Alignment", parts)
    }

    fn __repr__(&self) -> String {
        let Alignment { beads, score, discrepancies, .. } = &self.joined.alignment;
        let mut shapes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for bead in beads {
            *shapes.entry((bead.source.len(), bead.target.len())).or_default() += 1;
        }
        let mut shapes: Vec<_> = shapes.into_iter().collect();
        shapes.sort_by_key(|&(shape, n)| (std::cmp::Reverse(n), shape));
        let shapes: Vec<_> = shapes.iter().map(|((s, t), n)| format!("{n} × {s}-{t}")).collect();
        let shapes =
            if shapes.is_empty() { String::new() } else { format!(" ({})", shapes.join(", ")) };
        let discrepancies = match discrepancies.len() {
            1 => "1 discrepancy".to_owned(),
            n => format!("{n} discrepancies"),
        };
        format!(
            "Alignment({}{shapes}, score={score:.3}, {discrepancies})",
            count(beads.len(), "bead")
        )
    }
}
