//! Python arguments as the facade wants them. A bad one is a `ValueError` or `TypeError` that
//! names the argument and what was expected; all such errors are made here.

use std::fmt::Display;

use diptych::{Kind, Language, Reference};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyList, PyString};

use crate::text::Utf8;

/// A `ValueError` about the argument `name`.
pub(crate) fn bad_value(name: &str, problem: impl Display) -> PyErr {
    PyValueError::new_err(format!("{name}: {problem}"))
}

/// An `OSError` about a file.
#[cfg(feature = "onnx")]
pub(crate) fn bad_file(problem: impl Display) -> PyErr {
    pyo3::exceptions::PyOSError::new_err(problem.to_string())
}

/// A `TypeError` about the argument `name`.
pub(crate) fn bad_type(name: &str, expected: &str, got: &Bound<'_, PyAny>) -> PyErr {
    match got.get_type().name() {
        Ok(got) => PyTypeError::new_err(format!("{name}: expected {expected}, got {got}")),
        Err(error) => error,
    }
}

/// A string.
pub(crate) fn string<'a, 'py>(
    name: &str,
    value: &'a Bound<'py, PyAny>,
) -> PyResult<&'a Bound<'py, PyString>> {
    value.cast::<PyString>().map_err(|_| bad_type(name, "str", value))
}

/// The items of an iterable that is not a string, which would be one of characters.
pub(crate) fn items<'py>(
    name: &str,
    expected: &str,
    value: &Bound<'py, PyAny>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let expected = format!("an iterable of {expected}");
    if value.is_instance_of::<PyString>() {
        return Err(bad_type(name, &expected, value));
    }
    if let Ok(list) = value.cast::<PyList>() {
        return Ok(list.iter().collect());
    }
    value.try_iter().map_err(|_| bad_type(name, &expected, value))?.collect()
}

/// The UTF-8 of the strings of an iterable.
pub(crate) fn strings(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<Utf8>> {
    let items = items(name, "str", value)?;
    let numbered = items.iter().enumerate();
    numbered.map(|(i, item)| Utf8::argument(&format!("{name}[{i}]"), item)).collect()
}

/// A language tag; `None` and `und` are languages to detect.
pub(crate) fn language(name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Language>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    let tag = value.cast::<PyString>().map_err(|_| {
        bad_type(name, "a BCP 47 language tag (str), such as 'en' or 'fr-CA', or None", value)
    })?;
    let tag = Utf8::of(tag)?;
    let language: Language = tag.as_ref().parse().map_err(|error| bad_value(name, error))?;
    Ok(Some(language).filter(|language| language.is_known()))
}

/// The date of a document: `datetime`, `date` or ISO 8601 text. An offset from UTC is kept.
pub(crate) fn reference(
    name: &str,
    value: Option<&Bound<'_, PyAny>>,
) -> PyResult<Option<Reference>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    let text = if let Ok(text) = value.cast::<PyString>() {
        text.clone()
    } else if value.is_instance_of::<PyDate>() {
        value.call_method0("isoformat")?.cast_into::<PyString>()?
    } else {
        return Err(bad_type(name, "datetime, date, ISO 8601 str or None", value));
    };
    Utf8::of(&text)?.as_ref().parse().map(Some).map_err(|error| bad_value(name, error))
}

/// Kinds of entity by name; `None` is all of them.
pub(crate) fn kinds(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Vec<Kind>>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    let kind = |name: Bound<'_, PyAny>| {
        Utf8::argument("kinds", &name)?.as_ref().parse().map_err(|error| bad_value("kinds", error))
    };
    items("kinds", "kind names", value)?.into_iter().map(kind).collect::<PyResult<_>>().map(Some)
}

/// One value for all of `count` texts, or an iterable with one for each.
pub(crate) fn one_or_each<T: Clone>(
    name: &str,
    value: Option<&Bound<'_, PyAny>>,
    count: usize,
    convert: impl Fn(&str, Option<&Bound<'_, PyAny>>) -> PyResult<Option<T>>,
) -> PyResult<Vec<Option<T>>> {
    let single = |value: &Bound<'_, PyAny>| {
        value.is_none() || value.is_instance_of::<PyString>() || value.is_instance_of::<PyDate>()
    };
    let Some(value) = value.filter(|value| !single(value)) else {
        return Ok(vec![convert(name, value)?; count]);
    };
    let values = items(name, "values, one per text, or one value for all", value)?;
    if values.len() != count {
        let problem = format!("expected one value per text, got {} for {count}", values.len());
        return Err(bad_value(name, problem));
    }
    let numbered = values.iter().enumerate();
    numbered.map(|(i, value)| convert(&format!("{name}[{i}]"), Some(value))).collect()
}

/// How many threads to work with.
pub(crate) fn threads(value: Option<isize>) -> PyResult<Option<usize>> {
    let Some(count) = value else { return Ok(None) };
    match usize::try_from(count) {
        Ok(count) if count > 0 => Ok(Some(count)),
        _ => Err(bad_value("threads", format!("expected at least 1, got {count}"))),
    }
}

/// A score from 0 to 1.
pub(crate) fn score(name: &str, value: Option<f64>) -> PyResult<Option<f64>> {
    match value {
        Some(score) if !(0.0..=1.0).contains(&score) => {
            Err(bad_value(name, format!("expected a number from 0 to 1, got {score}")))
        }
        _ => Ok(value),
    }
}
