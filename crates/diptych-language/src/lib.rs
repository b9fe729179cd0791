//! Tells the language of a text.
//!
//! A word is a run of letters of one script. Most scripts are written in one language, and that is
//! the answer; where several share one (Latin, Cyrillic, Arabic, Devanagari, Hebrew, Chinese
//! characters), the character n-grams of the words decide: each of the 65,536 that tell most has a
//! small vector, their sum is compared with a vector for each language. The model is compiled in
//! and read where it lies; nothing is allocated. Its card, `data/README.md`, says what it learned
//! from and how well it does.

#![cfg_attr(not(feature = "train"), allow(unreachable_pub, reason = "public for a trainer only"))]

mod detect;
mod evidence;
mod grams;
mod model;
mod passages;
mod script;
#[cfg(feature = "train")]
pub mod train;

pub use detect::{LanguageGuess, detect_language};
pub use passages::{Passage, detect_languages};
