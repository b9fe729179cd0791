//! What can be wrong with a model of the user's own.

use std::fmt;
use std::path::{Path, PathBuf};

/// A neural model that cannot be used: which file, what it is like, what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnnxError {
    /// The library of ONNX Runtime cannot be loaded.
    Library {
        /// Where it was looked for.
        path: PathBuf,
        /// Why it cannot be loaded.
        reason: String,
    },
    /// A file that is not there or cannot be read.
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file that is not what it should be.
    Unfit {
        /// Which.
        path: PathBuf,
        /// What it is like.
        found: String,
        /// What it should be like.
        expected: String,
    },
    /// The model failed on a text.
    Run {
        /// The model file.
        path: PathBuf,
        /// What ONNX Runtime says.
        reason: String,
    },
}

impl OnnxError {
    /// A file that is not what it should be.
    #[must_use]
    pub fn unfit(path: &Path, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::Unfit { path: path.to_owned(), found: found.into(), expected: expected.into() }
    }

    /// A file that is not there or cannot be read.
    #[must_use]
    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::File { path: path.to_owned(), reason: error.to_string() }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn read(path: &Path) -> Result<Vec<u8>, Self> {
        std::fs::read(path).map_err(|error| Self::file(path, &error))
    }
}

impl fmt::Display for OnnxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Library { path, reason } => write!(
                f,
                "ONNX Runtime cannot be loaded from {}: {reason}: expected the library of version \
                 1.17 or later; give its file as the option `runtime` or in the environment \
                 variable ORT_DYLIB_PATH (the Python package onnxruntime holds one, \
                 onnxruntime/capi/libonnxruntime.so.*)",
                path.display()
            ),
            Self::File { path, reason } => {
                write!(f, "{} cannot be read: {reason}", path.display())
            }
            Self::Unfit { path, found, expected } => {
                write!(f, "{}: {found}: expected {expected}", path.display())
            }
            Self::Run { path, reason } => {
                write!(f, "{}: the model failed: {reason}", path.display())
            }
        }
    }
}

impl std::error::Error for OnnxError {}
