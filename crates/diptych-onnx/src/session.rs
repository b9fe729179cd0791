//! An ONNX file, opened and checked.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ort::logging::LogLevel;
use ort::session::Session;
use ort::value::{Outlet, Tensor, TensorElementType, ValueType};

use crate::OnnxError;

/// What a model may be given for each token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Input {
    Ids,
    Attention,
    Types,
}

/// What the inputs are called, in all exporters.
const INPUTS: [(&str, Input); 3] = [
    ("input_ids", Input::Ids),
    ("attention_mask", Input::Attention),
    ("token_type_ids", Input::Types),
];

/// An ONNX model that reads tokens.
pub(crate) struct TokenSession {
    path: PathBuf,
    /// Running it needs it alone; it works on several threads by itself.
    session: Mutex<Session>,
    inputs: Vec<(String, Input)>,
    output: String,
    /// The one length it can read, where it has only one.
    length: Option<usize>,
}

impl fmt::Debug for TokenSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSession").field("path", &self.path).finish_non_exhaustive()
    }
}

impl TokenSession {
    /// Opens a model whose output is called as one of `outputs`, or is its only one.
    pub(crate) fn open(
        path: &Path,
        threads: Option<usize>,
        outputs: &[&str],
    ) -> Result<Self, OnnxError> {
        // so that a file that is not there is said as of all files
        std::fs::File::open(path).map_err(|error| OnnxError::file(path, &error))?;
        let session = build(path, threads)
            .map_err(|error| OnnxError::unfit(path, error.to_string(), "a model in ONNX"))?;
        let mut inputs = Vec::new();
        let mut length = None;
        for input in session.inputs() {
            let known = INPUTS.into_iter().find(|(name, _)| *name == input.name());
            let Some((name, kind)) = known else {
                let expected = format!("no other inputs than {}", INPUTS.map(|i| i.0).join(", "));
                return Err(unfit(path, &format!("its inputs are {}", names(&session)), &expected));
            };
            length = length.or(check_input(path, input)?);
            inputs.push((name.to_owned(), kind));
        }
        let has = |kind| inputs.iter().any(|&(_, other)| other == kind);
        if !has(Input::Ids) {
            return Err(unfit(path, &format!("its inputs are {}", names(&session)), "input_ids"));
        }
        if length.is_some() && !has(Input::Attention) {
            let found = "it reads one length only and has no attention_mask";
            return Err(unfit(path, found, "an input attention_mask, or a length left open"));
        }
        let output = outputs
            .iter()
            .find_map(|name| session.outputs().iter().find(|output| output.name() == *name))
            .or_else(|| match session.outputs() {
                [only] => Some(only),
                _ => None,
            });
        let Some(output) = output else {
            let found: Vec<&str> = session.outputs().iter().map(Outlet::name).collect();
            let found = format!("its outputs are {}", found.join(", "));
            let expected = format!("one output, or one called {}", outputs.join(" or "));
            return Err(unfit(path, &found, &expected));
        };
        if !matches!(output.dtype(), ValueType::Tensor { ty: TensorElementType::Float32, .. }) {
            let found = format!("its output {} is {}", output.name(), output.dtype());
            return Err(unfit(path, &found, "numbers of 32 bits (f32)"));
        }
        let output = output.name().to_owned();
        Ok(Self { path: path.to_owned(), session: Mutex::new(session), inputs, output, length })
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The one length it can read, where it has only one.
    pub(crate) const fn length(&self) -> Option<usize> {
        self.length
    }

    /// The shape and the numbers that the model answers to some tokens.
    pub(crate) fn run(
        &self,
        ids: &[u32],
        types: &[u32],
    ) -> Result<(Vec<usize>, Vec<f32>), OnnxError> {
        self.answer(ids, types)
            .map_err(|error| OnnxError::Run { path: self.path.clone(), reason: error.to_string() })
    }

    fn answer(&self, ids: &[u32], types: &[u32]) -> ort::Result<(Vec<usize>, Vec<f32>)> {
        let length = self.length.unwrap_or(ids.len()).max(ids.len());
        let mut values = Vec::with_capacity(self.inputs.len());
        for (name, kind) in &self.inputs {
            let mut row: Vec<i64> = match kind {
                Input::Ids => ids.iter().map(|&id| i64::from(id)).collect(),
                Input::Attention => vec![1; ids.len()],
                Input::Types => types.iter().map(|&id| i64::from(id)).collect(),
            };
            row.resize(length, 0);
            values.push((name.as_str(), Tensor::from_array(([1, length], row))?));
        }
        // a run that panicked left nothing behind in the session
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let outputs = session.run(values)?;
        let (shape, numbers) = outputs[self.output.as_str()].try_extract_tensor::<f32>()?;
        let shape = shape.iter().map(|&side| usize::try_from(side).unwrap_or(0)).collect();
        Ok((shape, numbers.to_vec()))
    }
}

fn build(path: &Path, threads: Option<usize>) -> ort::Result<Session> {
    // what goes wrong is told by errors, nothing is printed
    let mut builder = Session::builder()?.with_log_level(LogLevel::Fatal)?;
    if let Some(threads) = threads {
        builder = builder.with_intra_threads(threads)?;
    }
    builder.commit_from_file(path)
}

fn unfit(path: &Path, found: &str, expected: &str) -> OnnxError {
    OnnxError::unfit(path, found, expected)
}

fn names(session: &Session) -> String {
    session.inputs().iter().map(Outlet::name).collect::<Vec<_>>().join(", ")
}

/// Checks type and shape of an input; gives its length where it has only one.
fn check_input(path: &Path, input: &Outlet) -> Result<Option<usize>, OnnxError> {
    let expected = "whole numbers of 64 bits (i64), one text by its tokens";
    let found = || format!("its input {} is {}", input.name(), input.dtype());
    let ValueType::Tensor { ty: TensorElementType::Int64, shape, .. } = input.dtype() else {
        return Err(unfit(path, &found(), expected));
    };
    let &[texts, tokens] = shape.as_ref() else { return Err(unfit(path, &found(), expected)) };
    if texts != -1 && texts != 1 {
        return Err(unfit(path, &found(), expected));
    }
    Ok(usize::try_from(tokens).ok())
}
