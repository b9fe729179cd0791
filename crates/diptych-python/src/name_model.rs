//! A model of names read from a file.

use std::fs;
use std::path::{Path, PathBuf};

use diptych::{Language, NameModel};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::arguments::{self, bad_type, bad_value};

/// A trained model of names, read from the file at `path`, to use in place of the ones in the
/// package.
///
/// A file that cannot be read raises `OSError`; one that is no model, of another version or cut,
/// `ValueError`.
///
/// >>> import diptych
/// >>> model = diptych.NameModel("sv.bin")  # doctest: +SKIP
/// >>> diptych.extract(text, "sv", name_model=model)  # doctest: +SKIP
/// >>> diptych.annotate(text, name_models={"sv": model})  # doctest: +SKIP
#[pyclass(name = "NameModel", module = "diptych", frozen)]
pub(crate) struct PyNameModel {
    model: NameModel,
    path: PathBuf,
}

type Argument<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

impl PyNameModel {
    /// The model in an argument.
    pub(crate) fn argument(name: &str, value: Argument<'_, '_>) -> PyResult<Option<NameModel>> {
        let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
        let own = value.cast::<Self>().map_err(|_| bad_type(name, "a NameModel or None", value))?;
        Ok(Some(own.get().model.clone()))
    }

    /// Models by their languages.
    pub(crate) fn by_language(
        name: &str,
        value: Argument<'_, '_>,
    ) -> PyResult<Vec<(Language, NameModel)>> {
        let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(Vec::new()) };
        let expected = "a dict of languages and NameModels or None";
        let models = value.cast::<PyDict>().map_err(|_| bad_type(name, expected, value))?;
        let mut all = Vec::with_capacity(models.len());
        for (language, model) in models {
            let language = arguments::language(name, Some(&language))?;
            let model = Self::argument(name, Some(&model))?;
            all.push(language.zip(model).ok_or_else(|| bad_type(name, expected, value))?);
        }
        Ok(all)
    }
}

#[pymethods]
impl PyNameModel {
    #[new]
    fn new(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let name = path.display().to_string();
        let model = py.detach(|| Ok(NameModel::read(&name, &fs::read(&path)?)));
        let model = model.map_err(|error: std::io::Error| {
            match error.raw_os_error() {
                // as `open` does, so that it is a FileNotFoundError and names the file
                Some(code) => pyo3::exceptions::PyOSError::new_err((code, error.to_string(), name)),
                None => error.into(),
            }
        })?;
        let model = model.map_err(|error| bad_value("path", error))?;
        Ok(Self { model, path })
    }

    /// The path is written, and the model read from there again.
    fn __getnewargs__(&self) -> (&Path,) {
        (&self.path,)
    }

    fn __repr__(&self) -> String {
        format!("NameModel({:?})", self.path.display().to_string())
    }
}
