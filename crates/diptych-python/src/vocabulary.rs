//! Units, currencies and words of one's own.

use diptych::Vocabulary;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::arguments::{bad_type, bad_value};
use crate::pickle;
use crate::text::Utf8;

/// Units, currencies and words of one's own; built once, used many times, from many threads.
///
/// `rows` are lines of three columns parted by tabs: what the line adds, a value, and forms parted
/// by `|`. It adds a `unit` (UCUM code, space, dimension), a `currency` (its code), a `number` (a
/// whole one), a `scale` (a power of ten), a `modifier` (`about`, `more_than` …), a `holiday`
/// (`MM-DD`), or says that words are `never` a value (with an empty second column). Blank lines and
/// lines that begin with `#` say nothing. `name` is told in errors: `ValueError` with the name, the
/// number of the line and what was expected.
///
/// >>> import diptych
/// >>> own = diptych.Vocabulary("unit\t[fur_us] length\tfurlong|furlongs")
/// >>> found = diptych.extract("Eight furlongs.", "en", vocabulary=own)
/// >>> [(e.text, e.to_dict()["unit"]) for e in found]
/// [('Eight furlongs', '[fur_us]')]
#[pyclass(name = "Vocabulary", module = "diptych", frozen)]
pub(crate) struct PyVocabulary {
    vocabulary: Vocabulary,
    given: Py<PyDict>,
}

impl PyVocabulary {
    /// The vocabulary in an argument, none for `None`.
    pub(crate) fn given(
        name: &str,
        value: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Option<Vocabulary>> {
        let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
        let given =
            value.cast::<Self>().map_err(|_| bad_type(name, "a Vocabulary or None", value))?;
        Ok(Some(given.get().vocabulary.clone()))
    }
}

#[pymethods]
impl PyVocabulary {
    #[new]
    #[pyo3(signature = (rows, name=None))]
    fn new(rows: &Bound<'_, PyAny>, name: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let given = pickle::given(rows.py(), &[("rows", Some(rows)), ("name", name)])?;
        let rows = Utf8::argument("rows", rows)?;
        let name = name.filter(|name| !name.is_none());
        let name = name.map(|name| Utf8::argument("name", name)).transpose()?;
        let name = name.as_ref().map_or("", AsRef::as_ref);
        let vocabulary = Vocabulary::named(name, rows.as_ref());
        let vocabulary = vocabulary.map_err(|error| match name {
            "" => bad_value("rows", error),
            _ => pyo3::exceptions::PyValueError::new_err(error.to_string()),
        })?;
        Ok(Self { vocabulary, given })
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyTuple>, Bound<'py, PyDict>) {
        pickle::new_arguments(py, &self.given)
    }

    fn __len__(&self) -> usize {
        self.vocabulary.len()
    }

    fn __repr__(&self) -> String {
        format!("Vocabulary({} forms)", self.vocabulary.len())
    }
}
