//! A thing found in a text.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use diptych::{Document, Entity, Span, entity_json, main_value};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use serde_json::Value;

use crate::json;
use crate::pickle;
use crate::repr::excerpt;
use crate::text::Text;

/// A thing found in a text, with its normalised value.
///
/// >>> import diptych
/// >>> text = "La tonne coûte plus de 1 400 euros."
/// >>> price = diptych.extract(text, "fr", kinds=["money"])[0]
/// >>> (price.text, price.value, price.modifier)
/// ('1 400 euros', '1400', 'more_than')
/// >>> price.to_dict()["currency"]
/// 'EUR'
#[pyclass(name = "Entity", module = "diptych", frozen)]
pub(crate) struct PyEntity {
    /// Where the core starts, in code points: `1,400` in `more than 1,400`.
    #[pyo3(get)]
    start: usize,
    /// Where the core ends.
    #[pyo3(get)]
    end: usize,
    /// Start and end of the core with its modifier words, in code points.
    #[pyo3(get)]
    extended: (usize, usize),
    text: Arc<Text>,
    entities: Entities,
    index: usize,
}

/// Where the entities of a text are kept; each object is a view of one.
#[derive(Clone)]
pub(crate) enum Entities {
    /// In a document.
    Document(Arc<Document>),
    /// In a list of their own.
    List(Arc<Vec<Entity>>),
}

impl Entities {
    fn as_slice(&self) -> &[Entity] {
        match self {
            Self::Document(document) => &document.entities,
            Self::List(entities) => entities,
        }
    }
}

impl PyEntity {
    /// The entities of one text as a Python list.
    pub(crate) fn list<'py>(
        py: Python<'py>,
        text: &Arc<Text>,
        entities: &Entities,
    ) -> PyResult<Bound<'py, PyList>> {
        let make = |(index, entity): (usize, &Entity)| {
            let (start, end) = text.offsets().span(entity.span);
            let extended = text.offsets().span(entity.extended);
            let (text, entities) = (text.clone(), entities.clone());
            Bound::new(py, Self { start, end, extended, text, entities, index })
        };
        let found = entities.as_slice().iter().enumerate();
        PyList::new(py, found.map(make).collect::<PyResult<Vec<_>>>()?)
    }

    /// An entity from what `__reduce__` wrote.
    pub(crate) fn restore(text: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = Arc::new(Text::argument("text", text)?);
        let (start, end, extended, entity): (_, _, _, Entity) = pickle::read(state)?;
        let entities = Entities::List(Arc::new(vec![entity]));
        Ok(Self { start, end, extended, text, entities, index: 0 })
    }

    fn entity(&self) -> &Entity {
        &self.entities.as_slice()[self.index]
    }

    /// What stands there, and what it is.
    pub(crate) fn shown(&self) -> (&str, &Entity) {
        (self.core(), self.entity())
    }

    fn core(&self) -> &str {
        &self.text.as_str()[self.entity().span]
    }
}

#[pymethods]
impl PyEntity {
    /// What stands there.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        self.text.piece(py, self.entity().span)
    }

    /// What it is: `number`, `date`, `person` …
    #[getter]
    fn kind(&self) -> &'static str {
        self.entity().kind().as_str()
    }

    /// The main part of the value as text: the exact amount, the TIMEX3 value, the normalised
    /// name, the canonical form; `None` when only bounds are known. All of it: `to_dict`.
    #[getter]
    fn value(&self) -> Option<String> {
        main_value(&self.entity().value)
    }

    /// How sure it is, 0 to 1.
    #[getter]
    fn score(&self) -> f64 {
        self.entity().score
    }

    /// How the words around it change the value: `about`, `more_than` …, or `None`.
    #[getter]
    fn modifier(&self) -> Option<&'static str> {
        self.entity().modifier.map(|modifier| modifier.as_str())
    }

    /// All of it as plain values: `start`, `end`, `text`, `kind`, `score`, then the keys of its
    /// kind. Every amount is an exact decimal or fraction in text.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let Value::Object(entries) = entity_json(self.entity(), self.text.offsets()) else {
            return Ok(PyDict::new(py));
        };
        let mut entries = entries;
        entries.insert("start".into(), self.start.into());
        entries.insert("end".into(), self.end.into());
        if let Some(extended) = entries.get_mut("extended") {
            *extended = vec![self.extended.0, self.extended.1].into();
        }
        json::dict(py, &entries)
    }

    fn __eq__(&self, other: &Self) -> bool {
        let (one, two) = (self.entity(), other.entity());
        (self.start, self.end, self.extended, self.core())
            == (other.start, other.end, other.extended, other.core())
            && (&one.value, one.modifier, one.score) == (&two.value, two.modifier, two.score)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.start, self.end, self.core(), &self.entity().value).hash(&mut hasher);
        hasher.finish()
    }

    /// The piece of text alone is written, not the text it stands in.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let Entity { span, .. } = *self.entity();
        let mut entity = self.entity().clone();
        entity.span = Span::new(0, span.len());
        entity.extended = entity.span;
        let state = pickle::write(&(self.start, self.end, self.extended, entity))?;
        let state = PyString::new(py, &state).into_any();
        pickle::reduce(py, "Entity", vec![self.text(py)?.into_any(), state])
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Self { start, end, .. } = self;
        let value = match self.value() {
            Some(value) => excerpt(py, &value)?,
            None => "None".to_owned(),
        };
        let modifier = self.modifier().map(|m| format!(", modifier='{m}'")).unwrap_or_default();
        let (text, kind) = (excerpt(py, self.core())?, self.kind());
        Ok(format!("Entity({start}, {end}, {text}, kind='{kind}', value={value}{modifier})"))
    }
}
