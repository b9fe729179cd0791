//! Tells the language of a text.
//!
//! By `whatlang` (69 languages, trigrams and alphabets), with two things added: between nine
//! languages in Latin script `whichlang` decides, which knows them better; and when a text is
//! short or `whatlang` unsure, a language in which much is written is likelier than its small
//! neighbour.
//!
//! Accuracy on 20 languages, up to 300 texts of each, English and French among them (2026-11-21;
//! sentences n = 5,908, word pairs n = 6,000, single words n = 5,789; one core of a busy machine,
//! short texts, where the cost of a call tells):
//!
//! | | sentences | word pairs | single words | MB/s on sentences |
//! |---|---|---|---|---|
//! | this crate | .974 | .832 | .669 | 1.5 |
//! | `whatlang` 0.18 alone | .950 | .675 | .519 | 1.5 |
//! | `whichlang` 0.1 alone (16 languages) | .742 | .630 | .504 | 44 |
//!
//! The numbers in the code were set on the same texts. Sentences of 27 other languages pay for
//! it: .894 of 5,400, where `whatlang` alone gets .933; texts of a paragraph and more are settled
//! by `whatlang` being sure, or by the nine. `lingua` was not taken: its models weigh some 100
//! times as much, and published figures give it 0.01 MB/s.

mod detect;

pub use detect::{LanguageGuess, detect_language};
