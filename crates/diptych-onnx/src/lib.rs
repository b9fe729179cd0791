//! Neural models of the user's own for the diptych crates, through ONNX Runtime.
//!
//! Nothing here comes with a model, and nothing is ever downloaded: the user gives an ONNX file,
//! its `tokenizer.json`, and the library of ONNX Runtime 1.17 or later (the Python package
//! `onnxruntime` holds one). `TextModel` (feature `runtime`) is what `diptych-extract` and `diptych-pair` build on
//! under their feature `onnx`; it reads whole texts, in windows that overlap, and gives one row of
//! numbers for each token.
//!
//! Without the feature `runtime` the crate holds only what needs no foreign code.

mod cut;
mod error;
#[cfg(feature = "runtime")]
mod library;
#[cfg(feature = "runtime")]
mod model;
#[cfg(feature = "runtime")]
mod session;

pub use cut::{Window, windows};
pub use error::OnnxError;
#[cfg(feature = "runtime")]
pub use model::{ModelFiles, Rows, TextModel};
