//! How objects are pickled: as the name of their class and the exact parts they are made of.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::alignment::PyAlignment;
use crate::arguments::bad_value;
use crate::cleaned::PyCleaned;
use crate::decision::PyDecision;
use crate::document::PyDocument;
use crate::duplicate::PyDuplicate;
use crate::duplicates::PyDuplicates;
use crate::entity::PyEntity;
use crate::failed_rule::PyFailedRule;
use crate::html::PyMainText;
use crate::pair::PyDocumentPair;
use crate::quality::PyQuality;
use crate::repeat::PyRepeat;
use crate::thinned::PyThinned;
use crate::verdict::PyVerdict;

/// Exact JSON: numbers are read back as they were.
pub(crate) fn write(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| bad_value("state", error))
}

/// What [`write`] wrote.
pub(crate) fn read<T: DeserializeOwned>(state: &Bound<'_, PyAny>) -> PyResult<T> {
    let state = state.cast::<PyString>()?.to_cow()?;
    serde_json::from_str(&state).map_err(|error| bad_value("state", error))
}

/// A hash of a value that may hold scores: that of its exact JSON.
pub(crate) fn hash(value: &impl Serialize) -> PyResult<u64> {
    let mut hasher = DefaultHasher::new();
    write(value)?.hash(&mut hasher);
    Ok(hasher.finish())
}

/// What `__reduce__` gives: [`_restore`] and its arguments.
pub(crate) fn reduce<'py>(
    py: Python<'py>,
    class: &str,
    parts: Vec<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyTuple>> {
    let mut arguments = vec![PyString::intern(py, class).into_any()];
    arguments.extend(parts);
    let restore = py.import("diptych._diptych")?.getattr("_restore")?;
    (restore, PyTuple::new(py, arguments)?).into_pyobject(py)
}

/// The same for a value whose JSON is all of it.
pub(crate) fn reduce_json<'py>(
    py: Python<'py>,
    class: &str,
    value: &impl Serialize,
) -> PyResult<Bound<'py, PyTuple>> {
    reduce(py, class, vec![PyString::new(py, &write(value)?).into_any()])
}

/// The arguments a configured object was made with, for `__getnewargs_ex__`: those that were given.
pub(crate) fn given<'py>(
    py: Python<'py>,
    arguments: &[(&str, Option<&Bound<'py, PyAny>>)],
) -> PyResult<Py<PyDict>> {
    let given = PyDict::new(py);
    for (name, value) in arguments {
        if let Some(value) = value.filter(|value| !value.is_none()) {
            given.set_item(name, value)?;
        }
    }
    Ok(given.unbind())
}

/// What `__getnewargs_ex__` gives.
pub(crate) fn new_arguments<'py>(
    py: Python<'py>,
    given: &Py<PyDict>,
) -> (Bound<'py, PyTuple>, Bound<'py, PyDict>) {
    (PyTuple::empty(py), given.bind(py).clone())
}

/// `Cleaner(language='fr', width=True)`: a configured object as it was made.
pub(crate) fn repr(py: Python<'_>, class: &str, given: &Py<PyDict>) -> PyResult<String> {
    let arguments =
        given.bind(py).iter().map(|(name, value)| Ok(format!("{name}={}", value.repr()?)));
    Ok(format!("{class}({})", arguments.collect::<PyResult<Vec<_>>>()?.join(", ")))
}

/// An iterable argument as a list, so that it can be read twice; a string and what is no iterable
/// stay what they are.
pub(crate) fn listed<'py>(
    value: Option<&Bound<'py, PyAny>>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    if value.is_instance_of::<PyString>() {
        return Ok(Some(value.clone()));
    }
    let Ok(items) = value.try_iter() else { return Ok(Some(value.clone())) };
    let items = items.collect::<PyResult<Vec<_>>>()?;
    Ok(Some(PyList::new(value.py(), items)?.into_any()))
}

/// Makes an object again from what `__reduce__` wrote.
#[pyfunction]
#[pyo3(signature = (class, *parts))]
pub(crate) fn _restore<'py>(
    py: Python<'py>,
    class: &str,
    parts: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let part = |i: usize| parts.get_item(i);
    let number = |i: usize| parts.get_item(i)?.extract::<usize>();
    let alignment = || Ok::<_, PyErr>(part(0)?.cast::<PyAlignment>()?.get().joined().clone());
    Ok(match class {
        "Alignment" => {
            Bound::new(py, PyAlignment::restore(&part(0)?, &part(1)?, &part(2)?)?)?.into_any()
        }
        "Bead" => crate::bead::PyBead::list(py, &alignment()?)?.get_item(number(1)?)?,
        "Evidence" => {
            let evidence = crate::evidence::PyEvidence::list(py, &alignment()?, number(1)?)?;
            evidence.get_item(number(2)?)?
        }
        "Discrepancy" => {
            crate::discrepancy::PyDiscrepancy::list(py, &alignment()?)?.get_item(number(1)?)?
        }
        "DocumentPair" => {
            let (source, target) = (part(1)?.unbind(), part(2)?.unbind());
            let pair = PyDocumentPair::restore(source, target, &part(3)?, alignment()?)?;
            Bound::new(py, pair)?.into_any()
        }
        "Cleaned" => Bound::new(py, PyCleaned::restore(&part(0)?, &part(1)?)?)?.into_any(),
        "Document" => Bound::new(py, PyDocument::restore(&part(0)?)?)?.into_any(),
        "Entity" => Bound::new(py, PyEntity::restore(&part(0)?, &part(1)?)?)?.into_any(),
        "MainText" => Bound::new(py, PyMainText::restore(&part(0)?, &part(1)?)?)?.into_any(),
        "Decision" => Bound::new(py, read::<PyDecision>(&part(0)?)?)?.into_any(),
        "Duplicate" => Bound::new(py, read::<PyDuplicate>(&part(0)?)?)?.into_any(),
        "Duplicates" => Bound::new(py, read::<PyDuplicates>(&part(0)?)?)?.into_any(),
        "FailedRule" => Bound::new(py, read::<PyFailedRule>(&part(0)?)?)?.into_any(),
        "Quality" => Bound::new(py, read::<PyQuality>(&part(0)?)?)?.into_any(),
        "Repeat" => Bound::new(py, read::<PyRepeat>(&part(0)?)?)?.into_any(),
        "Thinned" => Bound::new(py, read::<PyThinned>(&part(0)?)?)?.into_any(),
        "Verdict" => Bound::new(py, read::<PyVerdict>(&part(0)?)?)?.into_any(),
        _ => {
            return Err(bad_value("class", format!("expected one of this package, got {class:?}")));
        }
    })
}
