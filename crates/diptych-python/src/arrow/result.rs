//! A column that is given back.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, new_empty_array};
use arrow_schema::{Field, FieldRef};
use arrow_select::concat::concat;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{
    ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule,
};

use crate::repr::count;

/// A column of results, which Arrow readers take over without a copy: `polars.Series(column)`,
/// `pyarrow.chunked_array(column)`, `pyarrow.array(column)`, `duckdb`, `pandas`; may be read many
/// times.
///
/// >>> import diptych.arrow
/// >>> import pyarrow
/// >>> column = diptych.arrow.detect_language(pyarrow.array(["Nobody knew why.", None]))
/// >>> column
/// ArrowColumn(2 rows, 1 chunk, Struct("language": LargeUtf8, "score": Float64))
/// >>> pyarrow.array(column).null_count
/// 1
#[pyclass(name = "ArrowColumn", module = "diptych", frozen)]
pub(crate) struct PyArrowColumn {
    chunks: Vec<ArrayRef>,
    field: FieldRef,
}

impl PyArrowColumn {
    /// Chunks that are all of the type of `field`.
    pub(crate) const fn new(chunks: Vec<ArrayRef>, field: FieldRef) -> Self {
        Self { chunks, field }
    }

    fn field(&self) -> FieldRef {
        self.field.clone()
    }
}

/// The field of a column of results.
pub(crate) fn field(data_type: arrow_schema::DataType) -> FieldRef {
    Arc::new(Field::new("", data_type, true))
}

#[pymethods]
impl PyArrowColumn {
    /// The type, as an Arrow schema capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.field.as_ref())
    }

    /// All rows as one Arrow array: capsules of its type and of itself.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyTuple>> {
        let whole = match self.chunks.as_slice() {
            [] => new_empty_array(self.field.data_type()),
            [chunk] => chunk.clone(),
            chunks => {
                let chunks: Vec<&dyn Array> = chunks.iter().map(AsRef::as_ref).collect();
                py.detach(|| concat(&chunks))?
            }
        };
        to_array_pycapsules(py, self.field(), &whole, requested_schema)
    }

    /// The chunks as an Arrow stream: a capsule.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let chunks = self.chunks.clone().into_iter().map(Ok);
        to_stream_pycapsule(
            py,
            Box::new(ArrayIterator::new(chunks, self.field())),
            requested_schema,
        )
    }

    fn __len__(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len()).sum()
    }

    fn __repr__(&self) -> String {
        let (rows, chunks) = (count(self.__len__(), "row"), count(self.chunks.len(), "chunk"));
        format!("ArrowColumn({rows}, {chunks}, {})", self.field.data_type())
    }
}
