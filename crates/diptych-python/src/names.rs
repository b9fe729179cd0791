//! Names and sentence vectors that somebody else made, as arguments.

use diptych::{NameSpan, SentenceVectors, VectorError, VectorScorer};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::arguments::{bad_type, bad_value, items};
use crate::text::{Text, Utf8};

/// Names in code points of `text`, each a tuple.
pub(crate) fn given(value: &Bound<'_, PyAny>, text: &Text) -> PyResult<Vec<NameSpan>> {
    let one = |(index, item): (usize, Bound<'_, PyAny>)| {
        let name = format!("names[{index}]");
        let wrong = |_| bad_type(&name, "(start, end, kind) or (start, end, kind, score)", &item);
        let (start, end, kind, score): (isize, isize, Bound<'_, PyString>, f64) =
            match item.extract::<(isize, isize, Bound<'_, PyString>)>() {
                Ok((start, end, kind)) => (start, end, kind, 1.0),
                Err(_) => item.extract().map_err(wrong)?,
            };
        let span = text.span(start, end);
        let span = span.map_err(|error| bad_value(&name, error.value(item.py())))?;
        let kind = Utf8::of(&kind)?;
        let kind = kind.as_ref().parse().map_err(|error| bad_value(&name, error))?;
        Ok(NameSpan::new(span, kind, score))
    };
    let names = items("names", "(start, end, kind, score)", value)?.into_iter().enumerate();
    names.map(one).collect()
}

/// The vectors of both sides; both or none are given.
pub(crate) fn scorer(
    source: Option<&Bound<'_, PyAny>>,
    target: Option<&Bound<'_, PyAny>>,
) -> PyResult<Option<VectorScorer>> {
    let given = |value: Option<&Bound<'_, PyAny>>| value.is_some_and(|value| !value.is_none());
    match (source.filter(|_| given(source)), target.filter(|_| given(target))) {
        (None, None) => Ok(None),
        (Some(source), Some(target)) => {
            let source = vectors("source_vectors", source)?;
            let target = vectors("target_vectors", target)?;
            let scorer = VectorScorer::new(source, target).map_err(|error| unfit(&error))?;
            Ok(Some(scorer))
        }
        (Some(_), None) => {
            Err(bad_value("target_vectors", "expected, as source_vectors are given"))
        }
        (None, Some(_)) => {
            Err(bad_value("source_vectors", "expected, as target_vectors are given"))
        }
    }
}

/// The vectors of each of many documents.
pub(crate) fn document_vectors(
    value: Option<&Bound<'_, PyAny>>,
) -> PyResult<Option<Vec<SentenceVectors>>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    let all = items("vectors", "arrays of two dimensions", value)?.into_iter().enumerate();
    let one = |(i, value): (usize, Bound<'_, PyAny>)| vectors(&format!("vectors[{i}]"), &value);
    all.map(one).collect::<PyResult<_>>().map(Some)
}

/// Vectors that do not fit each other or the sentences.
pub(crate) fn unfit(error: &VectorError) -> PyErr {
    bad_value("source_vectors, target_vectors", error)
}

/// A matrix: anything with the buffer protocol and two dimensions (numpy, memoryview, array), an
/// Arrow array of lists, or rows of numbers.
fn vectors(name: &str, value: &Bound<'_, PyAny>) -> PyResult<SentenceVectors> {
    let wrong = |error: VectorError| bad_value(name, error);
    let view = value.py().import("builtins")?.getattr("memoryview")?.call1((value,));
    if let Ok(view) = view {
        let shape: Vec<usize> = view.getattr("shape")?.extract()?;
        if shape.len() != 2 && shape != [0] {
            let problem =
                format!("expected 2 dimensions, sentences and numbers, got shape {shape:?}");
            return Err(bad_value(name, problem));
        }
        let numbers = numbers(name, &view)?;
        let dimension = shape.get(1).copied().unwrap_or(0);
        if dimension == 0 && shape[0] > 0 {
            return Err(bad_value(name, format!("expected vectors, got shape {shape:?}")));
        }
        return SentenceVectors::new(&numbers, dimension).map_err(wrong);
    }
    // pyarrow and polars, whose own iterators give a wrapper for each number
    let plain =
        ["to_pylist", "to_list"].into_iter().find(|name| value.hasattr(*name).unwrap_or(false));
    let rows = match plain {
        Some(method) => items(name, "rows of numbers", &value.call_method0(method)?)?,
        None => items(name, "rows of numbers", value)?,
    };
    let row = |(index, row): (usize, &Bound<'_, PyAny>)| {
        row.extract::<Vec<f32>>()
            .map_err(|_| bad_type(&format!("{name}[{index}]"), "a row of numbers", row))
    };
    let rows: Vec<Vec<f32>> = rows.iter().enumerate().map(row).collect::<PyResult<_>>()?;
    SentenceVectors::from_rows(&rows).map_err(wrong)
}

/// The numbers of a buffer, row by row, whatever their order in memory.
fn numbers(name: &str, view: &Bound<'_, PyAny>) -> PyResult<Vec<f32>> {
    let format: String = view.getattr("format")?.extract()?;
    let bytes = view.call_method0("tobytes")?;
    let bytes = bytes.cast::<PyBytes>()?.as_bytes();
    let native =
        format.trim_start_matches(['@', '=', if cfg!(target_endian = "big") { '>' } else { '<' }]);
    match native {
        "f" => {
            let (chunks, _) = bytes.as_chunks::<4>();
            Ok(chunks.iter().map(|chunk| f32::from_ne_bytes(*chunk)).collect())
        }
        "d" => {
            let (chunks, _) = bytes.as_chunks::<8>();
            #[expect(clippy::cast_possible_truncation, reason = "directions, not amounts")]
            let narrow = |chunk: &[u8; 8]| f64::from_ne_bytes(*chunk) as f32;
            Ok(chunks.iter().map(narrow).collect())
        }
        _ => {
            let problem = format!(
                "expected 32 or 64 bit floats in the byte order of this machine, got {format:?}"
            );
            Err(bad_value(name, problem))
        }
    }
}
