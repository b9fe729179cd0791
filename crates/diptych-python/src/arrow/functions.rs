//! What is done to columns. The functions are those of `diptych.arrow`, which documents them.

use arrow_array::ArrayRef;
use arrow_schema::DataType;
use arrow_select::concat::concat;
use diptych::{
    Cleaner, ExtractOptions, HtmlExtractor, HtmlOptions, Language, OffsetUnit, Offsets,
    QualityFilter, Signal, Span, Value, entity_json, main_value,
};
use pyo3::prelude::*;
use pyo3::types::PyString;
use rayon::prelude::*;

use crate::arguments::{self, bad_value};
use crate::arrow::build::{Rows, Values, fields, list};
use crate::arrow::column::{Chunks, Texts};
use crate::arrow::result::{PyArrowColumn, field};
use crate::cleaner::PyCleaner;
use crate::name_model::PyNameModel;
use crate::quality_filter::PyQualityFilter;
use crate::segmenter::PySegmenter;
use crate::vocabulary::PyVocabulary;
use crate::work;

type Argument<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// Rows that one thread takes on at a time, at most: enough to be worth a column of their own.
const BLOCK: usize = 256;
/// Bytes below which a chunk is not worth other threads.
const SMALL: usize = 1 << 16;

/// The languages of the rows: one for all, or a column that is read along.
enum Languages {
    All(Option<Language>),
    Each(Chunks, Vec<Option<Language>>),
}

impl Languages {
    fn argument(value: Argument<'_, '_>) -> PyResult<Self> {
        let Some(column) = value.filter(|v| !v.is_none() && !v.is_instance_of::<PyString>()) else {
            return Ok(Self::All(arguments::language("language", value)?));
        };
        if column.hasattr("__arrow_c_array__")? || column.hasattr("__arrow_c_stream__")? {
            return Ok(Self::Each(Chunks::argument("language", column)?, Vec::new()));
        }
        Ok(Self::All(arguments::language("language", value)?))
    }

    /// The languages of the next `count` rows.
    fn next(&mut self, py: Python<'_>, count: usize) -> PyResult<Vec<Option<Language>>> {
        let (chunks, ahead) = match self {
            Self::All(language) => return Ok(vec![*language; count]),
            Self::Each(chunks, ahead) => (chunks, ahead),
        };
        while ahead.len() < count {
            let Some(tags) = chunks.next(py)? else {
                return Err(bad_value("language", "expected as many rows as in the column"));
            };
            for row in 0..tags.len() {
                let language = tags.get(row).map(str::parse::<Language>).transpose();
                let language = language.map_err(|error| bad_value("language", error))?;
                ahead.push(language.filter(|language| language.is_known()));
            }
        }
        Ok(ahead.drain(..count).collect())
    }

    /// There are no more languages than texts.
    fn end(self, py: Python<'_>) -> PyResult<()> {
        let Self::Each(mut chunks, ahead) = self else { return Ok(()) };
        let mut more = !ahead.is_empty();
        while let Some(tags) = chunks.next(py)? {
            more |= tags.len() > 0;
        }
        if more {
            return Err(bad_value("language", "expected as many rows as in the column, got more"));
        }
        Ok(())
    }
}

/// Writes a row for each text: chunk by chunk as they come, the rows of a chunk on many threads.
/// Only one chunk of the texts is held at a time.
fn map(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    language: Argument<'_, '_>,
    threads: Option<isize>,
    data_type: &DataType,
    write: impl Fn(&mut Rows, &str, Option<Language>) + Sync,
) -> PyResult<PyArrowColumn> {
    let threads = arguments::threads(threads)?;
    let mut chunks = Chunks::argument("column", column)?;
    let mut languages = Languages::argument(language)?;
    let mut pool = None;
    let mut results = Vec::new();
    while let Some(texts) = chunks.next(py)? {
        let languages = languages.next(py, texts.len())?;
        let block = |range: std::ops::Range<usize>| {
            let mut rows = Rows::new(data_type);
            for row in range {
                match texts.get(row) {
                    Some(text) => write(&mut rows, text, languages[row]),
                    None => rows.null(),
                }
            }
            rows.finish()
        };
        if threads == Some(1) && texts.len() <= BLOCK || is_small(&texts) {
            results.push(py.detach(|| block(0..texts.len())));
            continue;
        }
        if pool.is_none() {
            pool = Some(work::pool(threads, texts.len())?);
        }
        let pool = pool.as_ref().expect("it was made just now");
        let size = (texts.len() / (8 * pool.current_num_threads())).clamp(1, BLOCK);
        let starts = (0..texts.len()).step_by(size);
        let blocks: Vec<_> = starts.map(|start| start..texts.len().min(start + size)).collect();
        let chunk = work::run(py, pool, None, |progress| {
            let block = |range| progress.step().is_continue().then(|| block(range));
            let blocks: Vec<ArrayRef> = blocks.into_par_iter().map(block).collect::<Option<_>>()?;
            let parts: Vec<_> = blocks.iter().map(AsRef::as_ref).collect();
            Some(concat(&parts).expect("parts of one type, with offsets of 64 bits"))
        })?;
        results.push(chunk.expect("work that was not stopped is complete"));
    }
    languages.end(py)?;
    Ok(PyArrowColumn::new(results, field(data_type.clone())))
}

/// Whether a chunk has few bytes.
fn is_small(texts: &Texts) -> bool {
    let mut left = SMALL;
    (0..texts.len().min(SMALL)).all(|row| {
        let bytes = texts.get(row).map_or(1, |text| text.len() + 1);
        let fits = bytes <= left;
        left = left.saturating_sub(bytes);
        fits
    }) && texts.len() < SMALL
}

/// Writes a list of spans: `start`, `end` in code points, and `text` if it is wanted.
fn write_spans(row: &mut Values, text: &str, spans: &[Span], with_text: bool) {
    let offsets = Offsets::new(text, OffsetUnit::CodePoints);
    let lists = row.list();
    for &span in spans {
        let (first, last) = offsets.span(span);
        let values = lists.rows().fields();
        values[0].integer(first);
        values[1].integer(last);
        if with_text {
            values[2].text(Some(&text[span]));
        }
    }
    lists.end();
}

fn spans(with_text: bool) -> DataType {
    let (start, end) = (("start", DataType::Int64), ("end", DataType::Int64));
    list(match with_text {
        true => fields([start, end, ("text", DataType::LargeUtf8)]),
        false => fields([start, end]),
    })
}

#[pyfunction]
#[pyo3(signature = (column, language=None, *, segmenter=None, text=true, threads=None))]
pub(crate) fn _arrow_sentences(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    language: Argument<'_, '_>,
    segmenter: Argument<'_, '_>,
    text: bool,
    threads: Option<isize>,
) -> PyResult<PyArrowColumn> {
    let own = PySegmenter::given("segmenter", segmenter)?;
    if own.is_some() && language.is_some_and(|language| !language.is_none()) {
        return Err(bad_value("language", "expected None beside a segmenter, which has its own"));
    }
    map(py, column, language, threads, &spans(text), |rows, source, language| {
        let found: Vec<Span> = match &own {
            Some(segmenter) => segmenter.sentences(source).collect(),
            None => diptych::sentences(source, language),
        };
        let [row] = rows.row();
        write_spans(row, source, &found, text);
    })
}

#[pyfunction]
#[pyo3(signature = (column, language=None, *, text=true, threads=None))]
pub(crate) fn _arrow_words(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    language: Argument<'_, '_>,
    text: bool,
    threads: Option<isize>,
) -> PyResult<PyArrowColumn> {
    map(py, column, language, threads, &spans(text), |rows, source, language| {
        let [row] = rows.row();
        write_spans(row, source, &diptych::words(source, language), text);
    })
}

#[pyfunction]
#[pyo3(signature = (
    column, language=None, *, reference=None, kinds=None, vocabulary=None, name_model=None, threads=None
))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
pub(crate) fn _arrow_extract(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    language: Argument<'_, '_>,
    reference: Argument<'_, '_>,
    kinds: Argument<'_, '_>,
    vocabulary: Argument<'_, '_>,
    name_model: Argument<'_, '_>,
    threads: Option<isize>,
) -> PyResult<PyArrowColumn> {
    let mut options = ExtractOptions::default()
        .reference(arguments::reference("reference", reference)?)
        .vocabulary(PyVocabulary::given("vocabulary", vocabulary)?)
        .name_model(PyNameModel::argument("name_model", name_model)?);
    if let Some(kinds) = arguments::kinds(kinds)? {
        options = options.kinds(kinds);
    }
    let data_type = list(fields([
        ("start", DataType::Int64),
        ("end", DataType::Int64),
        ("text", DataType::LargeUtf8),
        ("kind", DataType::LargeUtf8),
        ("value", DataType::LargeUtf8),
        ("unit", DataType::LargeUtf8),
        ("id", DataType::LargeUtf8),
        ("modifier", DataType::LargeUtf8),
        ("score", DataType::Float64),
        ("details", DataType::LargeUtf8),
    ]));
    map(py, column, language, threads, &data_type, |rows, source, language| {
        let offsets = Offsets::new(source, OffsetUnit::CodePoints);
        let [entities] = rows.row();
        let lists = entities.list();
        for entity in diptych::entities(source, language, options.clone()) {
            let (first, last) = offsets.span(entity.span);
            let [start, end, text, kind, value, unit, id, modifier, score, details] =
                lists.rows().row();
            start.integer(first);
            end.integer(last);
            text.text(Some(&source[entity.span]));
            kind.text(Some(entity.kind().as_str()));
            value.text(main_value(&entity.value).as_deref());
            unit.text(match &entity.value {
                Value::Money(money) => Some(&money.currency),
                Value::Quantity { unit, .. }
                | Value::Temperature { unit, .. }
                | Value::Age { unit, .. } => Some(unit),
                _ => None,
            });
            id.text(match &entity.value {
                Value::Name(name) => name.id.as_deref(),
                _ => None,
            });
            modifier.text(entity.modifier.map(|modifier| modifier.as_str()));
            score.float(Some(entity.score));
            details.text(Some(&entity_json(&entity, &offsets).to_string()));
        }
        lists.end();
    })
}

#[pyfunction]
#[pyo3(signature = (column, *, cleaner=None, edits=false, threads=None))]
pub(crate) fn _arrow_clean(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    cleaner: Argument<'_, '_>,
    edits: bool,
    threads: Option<isize>,
) -> PyResult<PyArrowColumn> {
    let cleaner = Cleaner::with_options(PyCleaner::options("cleaner", cleaner)?);
    if !edits {
        return map(py, column, None, threads, &DataType::LargeUtf8, |rows, source, _| {
            let [text] = rows.row();
            text.text(Some(&cleaner.clean(source).text));
        });
    }
    let edit = list(fields([
        ("start", DataType::Int64),
        ("end", DataType::Int64),
        ("replacement", DataType::LargeUtf8),
        ("step", DataType::LargeUtf8),
        ("reason", DataType::LargeUtf8),
    ]));
    let data_type = fields([("text", DataType::LargeUtf8), ("edits", edit)]);
    map(py, column, None, threads, &data_type, |rows, source, _| {
        let cleaned = cleaner.clean(source);
        let offsets = Offsets::new(source, OffsetUnit::CodePoints);
        let [text, edits] = rows.row();
        text.text(Some(&cleaned.text));
        let edits = edits.list();
        for edit in &cleaned.edits {
            let (first, last) = offsets.span(edit.span);
            let [start, end, replacement, step, reason] = edits.rows().row();
            start.integer(first);
            end.integer(last);
            replacement.text(Some(&edit.replacement));
            step.text(Some(edit.step.as_str()));
            reason.text(Some(&edit.reason));
        }
        edits.end();
    })
}

#[pyfunction]
#[pyo3(signature = (column, *, threads=None))]
pub(crate) fn _arrow_repair_encoding(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    threads: Option<isize>,
) -> PyResult<PyArrowColumn> {
    map(py, column, None, threads, &DataType::LargeUtf8, |rows, source, _| {
        let [text] = rows.row();
        text.text(Some(&diptych::repair_encoding(source)));
    })
}

#[pyfunction]
#[pyo3(signature = (column, *, threads=None))]
pub(crate) fn _arrow_main_text(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    threads: Option<isize>,
) -> PyResult<PyArrowColumn> {
    let extractor = HtmlExtractor::with_options(HtmlOptions::default());
    map(py, column, None, threads, &DataType::LargeUtf8, |rows, source, _| {
        let [text] = rows.row();
        text.text(Some(&extractor.text(source)));
    })
}

#[pyfunction]
#[pyo3(signature = (column, *, threads=None))]
pub(crate) fn _arrow_detect_language(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    threads: Option<isize>,
) -> PyResult<PyArrowColumn> {
    let data_type = fields([("language", DataType::LargeUtf8), ("score", DataType::Float64)]);
    map(py, column, None, threads, &data_type, |rows, source, _| {
        let guess = diptych::detect_language(source);
        let [language, score] = rows.row();
        language.text(Some(&guess.language.to_string()));
        score.float(Some(guess.score));
    })
}

#[pyfunction]
#[pyo3(signature = (column, language=None, *, rules=None, threads=None))]
pub(crate) fn _arrow_quality(
    py: Python<'_>,
    column: &Bound<'_, PyAny>,
    language: Argument<'_, '_>,
    rules: Argument<'_, '_>,
    threads: Option<isize>,
) -> PyResult<PyArrowColumn> {
    let rules = rules.filter(|rules| !rules.is_none());
    let judged = rules.is_some();
    let filter = match rules {
        None => QualityFilter::default(),
        Some(rules) => PyQualityFilter::given("rules", rules)?,
    };
    let signal =
        |signal: &Signal| arrow_schema::Field::new(signal.as_str(), DataType::Float64, true);
    let mut columns: Vec<arrow_schema::Field> = Signal::ALL.iter().map(signal).collect();
    if judged {
        columns.push(arrow_schema::Field::new("passed", DataType::Boolean, true));
        let reasons = list(DataType::LargeUtf8);
        columns.push(arrow_schema::Field::new("failed", reasons, true));
    }
    let data_type = DataType::Struct(columns.into());
    map(py, column, language, threads, &data_type, |rows, source, language| {
        let language = diptych::language_or_detected(source, language);
        let (quality, verdict) = if judged {
            let (quality, verdict) = filter.judge(source, language);
            (quality, Some(verdict))
        } else {
            (filter.measure(source, language), None)
        };
        let values = rows.fields();
        for (value, &signal) in values.iter_mut().zip(Signal::ALL) {
            value.float(quality.get(signal));
        }
        if let Some(verdict) = verdict {
            let [passed, failed] = &mut values[Signal::ALL.len()..] else {
                unreachable!("two fields more were made for rules");
            };
            passed.flag(Some(verdict.passed()));
            let failed = failed.list();
            for rule in &verdict.failed {
                let [reason] = failed.rows().row();
                reason.text(Some(&rule.reason));
            }
            failed.end();
        }
    })
}
