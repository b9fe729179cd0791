//! A chunk of a column of texts, in whatever way Arrow holds it.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::DataType;
use pyo3::prelude::*;
use pyo3_arrow::ffi::ArrayReader;
use pyo3_arrow::input::AnyArray;

use crate::arguments::{bad_type, bad_value};

/// What a column may be.
const EXPECTED: &str = "an Arrow column of strings (an object with __arrow_c_array__ or \
    __arrow_c_stream__, such as a polars, pyarrow or pandas Series, or a table of one column)";

/// The chunks of a column, one after the other; read once.
pub(crate) struct Chunks {
    name: String,
    reader: Box<dyn ArrayReader + Send>,
}

impl Chunks {
    /// The chunks of an argument.
    pub(crate) fn argument(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let has = |method| value.hasattr(method);
        if !has("__arrow_c_array__")? && !has("__arrow_c_stream__")? {
            return Err(bad_type(name, EXPECTED, value));
        }
        let reader = value.extract::<AnyArray>()?.into_reader()?;
        let field = reader.field();
        if !is_text(field.data_type()) {
            return Err(bad_value(name, format!("expected {EXPECTED}, got {}", field.data_type())));
        }
        Ok(Self { name: name.to_owned(), reader })
    }

    /// The next chunk. Whoever makes it may need the interpreter, so it is let go.
    pub(crate) fn next(&mut self, py: Python<'_>) -> PyResult<Option<Texts>> {
        let chunk = py.detach(|| self.reader.next());
        let chunk = chunk.transpose().map_err(|error| bad_value(&self.name, error))?;
        chunk
            .map(|chunk| {
                Texts::new(&chunk).ok_or_else(|| {
                    let problem = format!("expected {EXPECTED}, got {}", chunk.data_type());
                    bad_value(&self.name, problem)
                })
            })
            .transpose()
    }
}

/// Whether texts can be read from a column of this type.
fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        DataType::Struct(fields) => fields.len() == 1 && is_text(fields[0].data_type()),
        _ => false,
    }
}

/// The texts of a chunk.
pub(crate) enum Texts {
    Small(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
    /// Each text once; a row is the number of its text, `None` for null.
    Dictionary(Vec<Option<usize>>, Box<Texts>),
    /// So many nulls.
    Null(usize),
}

impl Texts {
    /// `None` for an array that holds no texts.
    fn new(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Small(array.as_string().clone()),
            DataType::LargeUtf8 => Self::Large(array.as_string().clone()),
            DataType::Utf8View => Self::View(array.as_string_view().clone()),
            DataType::Null => Self::Null(array.len()),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                let keys = dictionary.keys();
                let numbers = dictionary.normalized_keys();
                let row = |(row, number)| keys.is_valid(row).then_some(number);
                let rows = numbers.into_iter().enumerate().map(row).collect();
                Self::Dictionary(rows, Box::new(Self::new(dictionary.values())?))
            }
            DataType::Struct(fields) if fields.len() == 1 => {
                let table = array.as_struct();
                let texts = Self::new(table.column(0))?;
                match table.nulls() {
                    None => texts,
                    Some(nulls) => {
                        let row = |row| nulls.is_valid(row).then_some(row);
                        Self::Dictionary((0..table.len()).map(row).collect(), Box::new(texts))
                    }
                }
            }
            _ => return None,
        })
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Small(texts) => texts.len(),
            Self::Large(texts) => texts.len(),
            Self::View(texts) => texts.len(),
            Self::Dictionary(rows, _) => rows.len(),
            Self::Null(count) => *count,
        }
    }

    /// The text of a row; `None` for null.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        match self {
            Self::Small(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Dictionary(rows, texts) => texts.get(rows[row]?),
            Self::Null(_) => None,
        }
    }
}
