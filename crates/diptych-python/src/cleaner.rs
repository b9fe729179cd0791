//! A configured cleaner.

use diptych::{Boilerplate, CleanOptions, Cleaner, Step};
use pyo3::prelude::*;

use crate::arguments::{self, bad_value};
use crate::cleaned::PyCleaned;
use crate::text::{Text, Utf8};

/// Cleans texts; configured once, used many times, from many threads.
///
/// Each step is on unless it is switched off: `encoding` (text read in a wrong encoding),
/// `entities` (of HTML), `unicode` (control characters, line ends, composition), `white_space`,
/// `punctuation` (stray marks). `boilerplate` says what happens to lines that are not part of the
/// text: `"drop"` them, only `"label"` their blocks, or `"ignore"` them all.
///
/// >>> import diptych
/// >>> cleaner = diptych.Cleaner(language="fr", punctuation=False)
/// >>> cleaner.clean("Il  pleut. .").text
/// 'Il pleut. .'
#[pyclass(name = "Cleaner", module = "diptych", frozen)]
pub(crate) struct PyCleaner {
    cleaner: Cleaner,
}

#[pymethods]
impl PyCleaner {
    #[new]
    #[pyo3(signature = (
        *, language=None, encoding=true, entities=true, unicode=true, white_space=true,
        punctuation=true, boilerplate=None
    ), text_signature = "(*, language=None, encoding=True, entities=True, unicode=True, \
        white_space=True, punctuation=True, boilerplate='drop')")]
    fn new(
        language: Option<&Bound<'_, PyAny>>,
        encoding: bool,
        entities: bool,
        unicode: bool,
        white_space: bool,
        punctuation: bool,
        boilerplate: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let mut options = CleanOptions::default();
        if let Some(language) = arguments::language("language", language)? {
            options = options.language(language);
        }
        for (step, on) in [
            (Step::Encoding, encoding),
            (Step::Entities, entities),
            (Step::Unicode, unicode),
            (Step::WhiteSpace, white_space),
            (Step::Punctuation, punctuation),
        ] {
            options = if on { options.with(step) } else { options.without(step) };
        }
        if let Some(name) = boilerplate {
            let name = Utf8::argument("boilerplate", name)?;
            let choice = match name.as_ref() {
                "drop" => Boilerplate::Drop,
                "label" => Boilerplate::Label,
                "ignore" => Boilerplate::Ignore,
                other => {
                    let problem = format!("expected 'drop', 'label' or 'ignore', got {other:?}");
                    return Err(bad_value("boilerplate", problem));
                }
            };
            options = options.boilerplate(choice);
        }
        Ok(Self { cleaner: Cleaner::with_options(options) })
    }

    /// Cleans `text`.
    fn clean(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<PyCleaned> {
        Ok(PyCleaned::new(py, Text::argument("text", text)?, &self.cleaner))
    }
}
