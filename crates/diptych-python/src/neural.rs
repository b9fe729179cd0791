//! Neural models of the user's own: names and sentence vectors.

use std::path::PathBuf;
#[cfg(feature = "onnx")]
use std::sync::Arc;

#[cfg(feature = "onnx")]
use diptych::{ModelFiles, NameLabels, NameTagger, OnnxError, SentenceEncoder};
#[cfg(not(feature = "onnx"))]
use pyo3::exceptions::PyNotImplementedError;
use pyo3::prelude::*;
#[cfg(feature = "onnx")]
use pyo3::types::PyBytes;

use crate::arguments;
#[cfg(feature = "onnx")]
use crate::arguments::{bad_file, bad_value};
use crate::text::{Text, Utf8};

/// Finds names with a token classifier in ONNX (BERT and its kin) that you give; `extract`,
/// `annotate`, `annotate_all` and `find_pairs` take it as `names`.
///
/// `labels` is the `config.json` of the model, a JSON or text file with its labels, or a list of
/// them; `kinds` says what types mean that diptych does not know: `{"SHIP": "organization", "LAW":
/// None}`. `runtime` is the library of ONNX Runtime 1.17 or later; without it, the environment
/// variable `ORT_DYLIB_PATH` says where it is. Texts longer than `max_tokens` are read in windows that
/// overlap. Wheels are built without neural models unless the feature `onnx` is asked for
/// (`maturin build --features onnx`); then making one raises `NotImplementedError`.
///
/// >>> import diptych
/// >>> try:
/// ...     diptych.NameTagger("no/model.onnx", "no/tokenizer.json", ["O", "B-PER"])
/// ... except (OSError, NotImplementedError):
/// ...     print("not here")
/// not here
#[pyclass(name = "NameTagger", module = "diptych", frozen)]
pub(crate) struct PyNameTagger {
    #[cfg(feature = "onnx")]
    tagger: Arc<NameTagger>,
}

/// Turns sentences into vectors with an encoder in ONNX that you give, for `align_sentences`.
///
/// Files and other arguments are as for `NameTagger`. A vector is the mean over the tokens of a
/// sentence (multilingual E5, paraphrase-multilingual-MiniLM and their kin), brought to length 1.
///
/// >>> import diptych
/// >>> try:
/// ...     diptych.SentenceEncoder("no/model.onnx", "no/tokenizer.json")
/// ... except (OSError, NotImplementedError):
/// ...     print("not here")
/// not here
#[pyclass(name = "SentenceEncoder", module = "diptych", frozen)]
pub(crate) struct PySentenceEncoder {
    #[cfg(feature = "onnx")]
    encoder: SentenceEncoder,
}

#[cfg(feature = "onnx")]
fn files(
    model: PathBuf,
    tokenizer: PathBuf,
    runtime: Option<PathBuf>,
    max_tokens: Option<usize>,
    threads: Option<isize>,
) -> PyResult<ModelFiles> {
    let mut files = ModelFiles::new(model, tokenizer);
    if let Some(runtime) = runtime {
        files = files.runtime(runtime);
    }
    if let Some(tokens) = max_tokens {
        files = files.max_tokens(tokens);
    }
    if let Some(threads) = arguments::threads(threads)? {
        files = files.threads(threads);
    }
    Ok(files)
}

/// Files that are not there are an `OSError`, those that do not fit a `ValueError`.
#[cfg(feature = "onnx")]
fn failed(error: &OnnxError) -> PyErr {
    match error {
        OnnxError::Unfit { .. } => pyo3::exceptions::PyValueError::new_err(error.to_string()),
        OnnxError::Run { .. } => pyo3::exceptions::PyRuntimeError::new_err(error.to_string()),
        _ => bad_file(error),
    }
}

#[cfg(not(feature = "onnx"))]
fn missing<T>() -> PyResult<T> {
    Err(PyNotImplementedError::new_err(
        "this build of diptych has no neural models: expected one built with the feature onnx \
         (maturin build --features onnx)",
    ))
}

#[pymethods]
impl PyNameTagger {
    #[new]
    #[pyo3(signature = (
        model, tokenizer, labels, *, kinds=None, runtime=None, max_tokens=None, threads=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    #[cfg_attr(
        not(feature = "onnx"),
        expect(
            unused_variables,
            clippy::needless_pass_by_value,
            reason = "nothing to give them to"
        )
    )]
    fn new(
        py: Python<'_>,
        model: PathBuf,
        tokenizer: PathBuf,
        labels: &Bound<'_, PyAny>,
        kinds: Option<std::collections::BTreeMap<String, Option<String>>>,
        runtime: Option<PathBuf>,
        max_tokens: Option<usize>,
        threads: Option<isize>,
    ) -> PyResult<Self> {
        #[cfg(feature = "onnx")]
        {
            let read = match labels.extract::<PathBuf>() {
                Ok(path) => NameLabels::read(path),
                Err(_) => NameLabels::new(
                    arguments::strings("labels", labels)?.iter().map(|label| label.as_ref()),
                ),
            };
            let mut labels = read.map_err(|error| failed(&error))?;
            for (name, kind) in kinds.unwrap_or_default() {
                let kind = kind.map(|kind| kind.parse()).transpose();
                let kind = kind.map_err(|error| bad_value("kinds", error))?;
                labels = labels.kind(&name, kind).map_err(|error| failed(&error))?;
            }
            let files = files(model, tokenizer, runtime, max_tokens, threads)?;
            let tagger = py.detach(|| NameTagger::open(&files, &labels));
            Ok(Self { tagger: Arc::new(tagger.map_err(|error| failed(&error))?) })
        }
        #[cfg(not(feature = "onnx"))]
        missing()
    }

    /// The names in `text`, sorted, disjoint: start and end in code points, kind, score from 0 to 1.
    fn names(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
    ) -> PyResult<Vec<(usize, usize, &'static str, f64)>> {
        let text = Text::argument("text", text)?;
        let names = py.detach(|| self.find(text.as_str()))?;
        let tuple = |name: &diptych::NameSpan| {
            let (start, end) = text.offsets().span(name.span);
            (start, end, name.kind.as_str(), name.score)
        };
        Ok(names.iter().map(tuple).collect())
    }
}

impl PyNameTagger {
    /// The names in a text.
    #[cfg_attr(not(feature = "onnx"), expect(clippy::unused_self, reason = "there is none"))]
    pub(crate) fn find(&self, text: &str) -> PyResult<Vec<diptych::NameSpan>> {
        #[cfg(feature = "onnx")]
        return self.tagger.names(text).map_err(|error| failed(&error));
        #[cfg(not(feature = "onnx"))]
        {
            let _ = text;
            missing()
        }
    }
}

#[pymethods]
impl PySentenceEncoder {
    #[new]
    #[pyo3(signature = (model, tokenizer, *, runtime=None, max_tokens=None, threads=None))]
    #[cfg_attr(
        not(feature = "onnx"),
        expect(
            unused_variables,
            clippy::needless_pass_by_value,
            reason = "nothing to give them to"
        )
    )]
    fn new(
        py: Python<'_>,
        model: PathBuf,
        tokenizer: PathBuf,
        runtime: Option<PathBuf>,
        max_tokens: Option<usize>,
        threads: Option<isize>,
    ) -> PyResult<Self> {
        #[cfg(feature = "onnx")]
        {
            let files = files(model, tokenizer, runtime, max_tokens, threads)?;
            let encoder = py.detach(|| SentenceEncoder::open(&files));
            Ok(Self { encoder: encoder.map_err(|error| failed(&error))? })
        }
        #[cfg(not(feature = "onnx"))]
        missing()
    }

    /// One vector for each sentence: a `memoryview` of 32-bit floats, row by row
    /// (`numpy.asarray` takes it as it is).
    #[cfg_attr(not(feature = "onnx"), expect(clippy::unused_self, reason = "there is none"))]
    fn encode<'py>(
        &self,
        py: Python<'py>,
        sentences: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let sentences: Vec<Utf8> = arguments::strings("sentences", sentences)?;
        #[cfg(feature = "onnx")]
        {
            let vectors = py.detach(|| self.encoder.encode(&sentences));
            let vectors = vectors.map_err(|error| failed(&error))?;
            let rows = (0..vectors.len()).flat_map(|row| vectors.row(row));
            let bytes: Vec<u8> = rows.flat_map(|value| value.to_ne_bytes()).collect();
            let view =
                py.import("builtins")?.getattr("memoryview")?.call1((PyBytes::new(py, &bytes),))?;
            if vectors.is_empty() {
                return view.call_method1("cast", ("f",)); // a shape has no side of 0
            }
            view.call_method1("cast", ("f", [vectors.len(), vectors.dimension()]))
        }
        #[cfg(not(feature = "onnx"))]
        {
            let _ = (py, sentences);
            missing()
        }
    }
}
