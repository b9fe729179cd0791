//! Finds documents and sentences that are translations of each other, and says why.

mod profile;

mod aligner;
mod alignment;
mod association;
mod band;
#[doc(hidden)]
pub mod calibration;
mod discrepancy;
mod document;
mod evidence;
mod finder;
mod function_words;
mod ibm1;
mod index;
mod keys;
mod lexical;
mod lexicon;
mod links;
mod mine;
mod model;
#[cfg(feature = "onnx")]
mod onnx;
mod parameters;
mod path;
mod scorer;
mod sides;
mod similarity;
mod solver;
mod tokens;
mod vectors;

#[cfg(feature = "onnx")]
pub use diptych_onnx::{ModelFiles, OnnxError};
pub use diptych_text::ModelError;

pub use aligner::{AlignOptions, Aligner, Bootstrap};
pub use alignment::{
    Alignment, Bead, Discrepancy, DiscrepancyKind, DocumentPair, Evidence, Place, Severity,
};
pub use finder::{Candidate, Found, PairFinder, Rejection};
pub use lexicon::{Lexicon, TrainOptions};
pub use links::{LinkError, LinkProblem, check_links};
pub use mine::SentencePair;
#[cfg(feature = "onnx")]
pub use onnx::SentenceEncoder;
pub use parameters::AlignParameters;
pub use profile::{Anchor, AnchorKind, Profile, Sentence};
pub use scorer::PairScorer;
pub use vectors::{SentenceVectors, VectorError, VectorScorer};
