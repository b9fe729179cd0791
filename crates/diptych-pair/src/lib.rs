//! Finds documents and sentences that are translations of each other, and says why.
//!
//! A document comes as a [`Profile`]: its sentences, and in each the [anchors](Anchor), keys that
//! survive translation, such as `number:1400` or `place:eg`. Where those come from is not looked at;
//! the crate `diptych` makes them from what it extracts.
//!
//! ```
//! use diptych_pair::{Aligner, Profile};
//! use diptych_text::Language;
//!
//! let english = ["The ferry was late.", "Nobody came to the harbour."];
//! let french = ["Le ferry était en retard.", "Personne n’est venu au port."];
//! let source = Profile::from_sentences(Language::EN, &english);
//! let target = Profile::from_sentences(Language::FR, &french);
//! let alignment = Aligner::new().align(&source, &target);
//! assert_eq!(alignment.beads.len(), 2);
//! assert!(alignment.beads.iter().all(|bead| bead.score > 0.5));
//! ```
//!
//! # Where to look
//!
//! - *Which sentences belong together*: [`Aligner::align`] gives an [`Alignment`] of [beads](Bead),
//!   each with its [`Evidence`]; [links](check_links) that a person knows may be pinned.
//! - *What differs*: [`Alignment::discrepancies`], each a [`Discrepancy`] with a kind, a
//!   [`Severity`] and a message.
//! - *Which documents belong together*: [`PairFinder`], which also tells what it [turned
//!   down](Candidate) and why.
//! - *Sentence pairs out of order*: [`Aligner::mine`].
//! - *Evidence of your own*: [`SentenceVectors`] of any encoder, a [`PairScorer`], or a [`Lexicon`]
//!   learned from your texts.

mod profile;

mod aligner;
mod alignment;
mod association;
mod band;
#[doc(hidden)]
pub mod calibration;
mod clusters;
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
    Alignment, Bead, Discrepancy, DiscrepancyKind, DocumentPair, Evidence, PairKind, Place,
    Severity,
};
pub use clusters::{clusters, clusters_of};
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
