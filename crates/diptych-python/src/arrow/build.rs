//! Columns of results. Every list, string and number is of the large kind (64 bits), so that no
//! column is too long for its type; polars takes them over without a copy.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, LargeStringBuilder};
use arrow_array::{ArrayRef, LargeListArray, StructArray};
use arrow_buffer::{BooleanBufferBuilder, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Fields};

/// The values of one field, row after row.
pub(crate) enum Values {
    Text(LargeStringBuilder),
    Integer(Int64Builder),
    Float(Float64Builder),
    Flag(BooleanBuilder),
    List(Box<Lists>),
}

impl Values {
    /// None yet, of a type that this module has.
    fn new(data_type: &DataType) -> Self {
        match data_type {
            DataType::LargeUtf8 => Self::Text(LargeStringBuilder::new()),
            DataType::Int64 => Self::Integer(Int64Builder::new()),
            DataType::Float64 => Self::Float(Float64Builder::new()),
            DataType::Boolean => Self::Flag(BooleanBuilder::new()),
            DataType::LargeList(item) => Self::List(Box::new(Lists::new(item.data_type()))),
            other => unreachable!("no result is a column of {other}"),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Text(mut values) => Arc::new(values.finish()),
            Self::Integer(mut values) => Arc::new(values.finish()),
            Self::Float(mut values) => Arc::new(values.finish()),
            Self::Flag(mut values) => Arc::new(values.finish()),
            Self::List(lists) => lists.finish(),
        }
    }

    /// A text, or null.
    pub(crate) fn text(&mut self, value: Option<&str>) {
        match self {
            Self::Text(values) => values.append_option(value),
            _ => unreachable!("the field is one of texts"),
        }
    }

    /// A whole number; offsets fit, as no text is longer than `isize::MAX`.
    pub(crate) fn integer(&mut self, value: usize) {
        match self {
            Self::Integer(values) => {
                values.append_value(i64::try_from(value).expect("an offset fits in 63 bits"));
            }
            _ => unreachable!("the field is one of whole numbers"),
        }
    }

    /// A number, or null.
    pub(crate) fn float(&mut self, value: Option<f64>) {
        match self {
            Self::Float(values) => values.append_option(value),
            _ => unreachable!("the field is one of numbers"),
        }
    }

    /// True or false, or null.
    pub(crate) fn flag(&mut self, value: Option<bool>) {
        match self {
            Self::Flag(values) => values.append_option(value),
            _ => unreachable!("the field is one of flags"),
        }
    }

    /// The lists of the field.
    pub(crate) fn list(&mut self) -> &mut Lists {
        match self {
            Self::List(lists) => lists,
            _ => unreachable!("the field is one of lists"),
        }
    }
}

/// Rows of several fields, or of one.
pub(crate) struct Rows {
    fields: Option<Fields>,
    values: Vec<Values>,
    valid: BooleanBufferBuilder,
}

impl Rows {
    /// No rows yet, of a struct or of a single value.
    pub(crate) fn new(data_type: &DataType) -> Self {
        let (fields, values) = match data_type {
            DataType::Struct(fields) => {
                let values = fields.iter().map(|field| Values::new(field.data_type())).collect();
                (Some(fields.clone()), values)
            }
            single => (None, vec![Values::new(single)]),
        };
        Self { fields, values, valid: BooleanBufferBuilder::new(0) }
    }

    /// Begins a row that is there; its values are appended to each field.
    pub(crate) fn row<const N: usize>(&mut self) -> &mut [Values; N] {
        self.valid.append(true);
        self.values.as_mut_slice().try_into().expect("a row is written with all of its fields")
    }

    /// Begins a row of which the fields are appended by number.
    pub(crate) fn fields(&mut self) -> &mut [Values] {
        self.valid.append(true);
        &mut self.values
    }

    /// A row that is null.
    pub(crate) fn null(&mut self) {
        self.valid.append(false);
        for values in &mut self.values {
            match values {
                Values::Text(values) => values.append_null(),
                Values::Integer(values) => values.append_null(),
                Values::Float(values) => values.append_null(),
                Values::Flag(values) => values.append_null(),
                Values::List(lists) => lists.null(),
            }
        }
    }

    /// The column.
    pub(crate) fn finish(mut self) -> ArrayRef {
        let length = self.valid.len();
        let columns: Vec<ArrayRef> = self.values.into_iter().map(Values::finish).collect();
        match self.fields {
            None => columns.into_iter().next().expect("one value a row"),
            Some(fields) => {
                let nulls = nulls(&mut self.valid);
                let rows = StructArray::try_new_with_length(fields, columns, nulls, length);
                Arc::new(rows.expect("fields and their values were made for each other"))
            }
        }
    }
}

/// Lists of rows.
pub(crate) struct Lists {
    item: DataType,
    rows: Rows,
    ends: Vec<i64>,
    valid: BooleanBufferBuilder,
}

impl Lists {
    fn new(item: &DataType) -> Self {
        let (rows, valid) = (Rows::new(item), BooleanBufferBuilder::new(0));
        Self { item: item.clone(), rows, ends: vec![0], valid }
    }

    /// The rows of the list that is being written.
    pub(crate) fn rows(&mut self) -> &mut Rows {
        &mut self.rows
    }

    /// Ends the list that is being written.
    pub(crate) fn end(&mut self) {
        self.close(true);
    }

    fn null(&mut self) {
        self.close(false);
    }

    fn close(&mut self, valid: bool) {
        self.valid.append(valid);
        let rows = i64::try_from(self.rows.valid.len()).expect("a count fits in 63 bits");
        self.ends.push(rows);
    }

    fn finish(mut self) -> ArrayRef {
        let offsets = OffsetBuffer::new(ScalarBuffer::from(self.ends));
        let nulls = nulls(&mut self.valid);
        let item = Arc::new(item(self.item));
        let lists = LargeListArray::try_new(item, offsets, self.rows.finish(), nulls);
        Arc::new(lists.expect("lists and their rows were made for each other"))
    }
}

fn nulls(valid: &mut BooleanBufferBuilder) -> Option<NullBuffer> {
    Some(NullBuffer::new(valid.finish())).filter(|nulls| nulls.null_count() > 0)
}

fn item(data_type: DataType) -> Field {
    Field::new("item", data_type, true)
}

/// `list<item>`.
pub(crate) fn list(data_type: DataType) -> DataType {
    DataType::LargeList(Arc::new(item(data_type)))
}

/// `struct<…>`.
pub(crate) fn fields<const N: usize>(fields: [(&str, DataType); N]) -> DataType {
    let field = |(name, data_type)| Field::new(name, data_type, true);
    DataType::Struct(fields.into_iter().map(field).collect())
}
