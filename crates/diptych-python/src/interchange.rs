//! Formats of other tools. The functions are those of `diptych.interchange`, which documents them.

use diptych::{Language, TranslationUnit};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::alignment::{PyAlignment, Side};
use crate::arguments::{self, bad_type, bad_value};
use crate::document::PyDocument;
use crate::json;
use crate::pair::PyDocumentPair;
use crate::text::Utf8;

/// `(source, target, source_language, target_language, score)`.
type Unit = (String, String, String, String, Option<f64>);

fn to_python(unit: TranslationUnit) -> Unit {
    let TranslationUnit { source, target, source_language, target_language, score, .. } = unit;
    (source, target, source_language.to_string(), target_language.to_string(), score)
}

fn units(value: &Bound<'_, PyAny>) -> PyResult<Vec<TranslationUnit>> {
    let expected = "(source, target, source_language, target_language, score)";
    let one = |(i, item): (usize, &Bound<'_, PyAny>)| {
        let name = format!("units[{i}]");
        let parts = item.cast::<PyTuple>().map_err(|_| bad_type(&name, expected, item))?;
        if parts.len() != 5 {
            return Err(bad_value(
                &name,
                format!("expected {expected}, got {} items", parts.len()),
            ));
        }
        let text = |at: usize| {
            let text = Utf8::argument(&format!("{name}[{at}]"), &parts.get_item(at)?)?;
            Ok::<_, PyErr>(text.as_ref().to_owned())
        };
        let language = |at: usize| {
            let language =
                arguments::language(&format!("{name}[{at}]"), Some(&parts.get_item(at)?));
            language.map(Option::<Language>::unwrap_or_default)
        };
        let mut unit = TranslationUnit::new((text(0)?, language(2)?), (text(1)?, language(3)?));
        unit.score = parts.get_item(4)?.extract()?;
        Ok(unit)
    };
    arguments::items("units", expected, value)?.iter().enumerate().map(one).collect()
}

/// The units of a `DocumentPair`, or of the `Alignment` of two documents.
#[pyfunction]
pub(crate) fn _units(pair: &Bound<'_, PyAny>) -> PyResult<Vec<Unit>> {
    let joined = if let Ok(alignment) = pair.cast::<PyAlignment>() {
        alignment.get().joined().clone()
    } else if let Ok(pair) = pair.cast::<PyDocumentPair>() {
        pair.get().joined().clone()
    } else {
        return Err(bad_type("pair", "a DocumentPair or an Alignment", pair));
    };
    let (Side::Document(source, _), Side::Document(target, _)) = (&joined.source, &joined.target)
    else {
        let problem = "expected an alignment of documents: bare sentences have no language";
        return Err(bad_value("pair", problem));
    };
    let units = diptych::translation_units(source, target, &joined.alignment);
    Ok(units.into_iter().map(to_python).collect())
}

#[pyfunction]
pub(crate) fn _write_tmx(py: Python<'_>, units: &Bound<'_, PyAny>) -> PyResult<String> {
    let units = self::units(units)?;
    Ok(py.detach(|| diptych::write_tmx(&units)))
}

#[pyfunction]
pub(crate) fn _write_xliff(py: Python<'_>, units: &Bound<'_, PyAny>) -> PyResult<String> {
    let units = self::units(units)?;
    py.detach(|| diptych::write_xliff(&units)).ok_or_else(|| {
        bad_value("units", "expected one pair of languages, of which XLIFF has one a file")
    })
}

#[pyfunction]
pub(crate) fn _read_tmx(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Vec<Unit>> {
    let text = Utf8::argument("text", text)?;
    let units = py.detach(|| diptych::read_tmx(text.as_ref()));
    let units = units.map_err(|error| bad_value("text", error))?;
    Ok(units.into_iter().map(to_python).collect())
}

#[pyfunction]
pub(crate) fn _read_xliff(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Vec<Unit>> {
    let text = Utf8::argument("text", text)?;
    let units = py.detach(|| diptych::read_xliff(text.as_ref()));
    let units = units.map_err(|error| bad_value("text", error))?;
    Ok(units.into_iter().map(to_python).collect())
}

#[pyfunction]
pub(crate) fn _conllu<'py>(
    py: Python<'py>,
    document: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyString>> {
    let document = self::document(document)?;
    let document = document.get().document();
    Ok(PyString::new(py, &py.detach(|| diptych::conllu(document))))
}

#[pyfunction]
pub(crate) fn _web_annotations<'py>(
    py: Python<'py>,
    document: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let document = self::document(document)?;
    let document = document.get().document();
    json::to_python(py, &py.detach(|| diptych::web_annotations(document)))
}

fn document<'a, 'py>(value: &'a Bound<'py, PyAny>) -> PyResult<&'a Bound<'py, PyDocument>> {
    value.cast::<PyDocument>().map_err(|_| bad_type("document", "a Document", value))
}
