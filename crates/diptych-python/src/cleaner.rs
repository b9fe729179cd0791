//! A configured cleaner.

use diptych::{CleanOptions, Cleaner};
use pyo3::prelude::*;

use crate::arguments;
use crate::cleaned::PyCleaned;
use crate::text::Text;

/// Cleans texts; configured once, used many times, from many threads.
///
/// >>> import diptych
/// >>> cleaner = diptych.Cleaner(language="fr")
/// >>> cleaner.clean("Il  pleut.").text
/// 'Il pleut.'
#[pyclass(name = "Cleaner", module = "diptych", frozen)]
pub(crate) struct PyCleaner {
    cleaner: Cleaner,
}

#[pymethods]
impl PyCleaner {
    #[new]
    #[pyo3(signature = (*, language=None))]
    fn new(language: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let mut options = CleanOptions::default();
        if let Some(language) = arguments::language("language", language)? {
            options = options.language(language);
        }
        Ok(Self { cleaner: Cleaner::with_options(options) })
    }

    /// Cleans `text`.
    fn clean(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyCleaned> {
        Ok(PyCleaned::new(py, Text::argument("text", text)?, &self.cleaner))
    }
}
