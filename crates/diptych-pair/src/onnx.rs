//! Sentence vectors by a neural model of the user's own.

use diptych_onnx::{ModelFiles, OnnxError, TextModel};

use crate::{SentenceVectors, VectorError};

/// Turns sentences into vectors with an encoder in ONNX that is trained for the mean of its tokens
/// (multilingual E5, paraphrase-multilingual-MiniLM and their kin; E5 wants `query: ` before each
/// sentence, which is the caller's to add).
///
/// A vector is the mean of what the model answers to the tokens of the sentence, special ones among
/// them, brought to length 1. A sentence longer than the model can read at once is read piece by
/// piece, and every token counts once; one without tokens has a vector of zeros, which tells nothing.
///
/// ```no_run
/// use diptych_pair::{Aligner, ModelFiles, Profile, SentenceEncoder, VectorScorer};
/// use diptych_text::Language;
///
/// let encoder = SentenceEncoder::open(&ModelFiles::new("model.onnx", "tokenizer.json"))?;
/// let source = ["Fog again.", "No boats."];
/// let target = ["Berriro lainoa.", "Ez da ontzirik."];
/// let scorer = VectorScorer::new(encoder.encode(&source)?, encoder.encode(&target)?)?;
/// let source = Profile::from_sentences(Language::EN, &source);
/// let target = Profile::from_sentences("eu".parse()?, &target);
/// let alignment = Aligner::new().align_with_scorer(&source, &target, &[], &scorer)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct SentenceEncoder {
    model: TextModel,
}

impl SentenceEncoder {
    /// Opens a model; its output is called `last_hidden_state` or `token_embeddings`, or is its only
    /// one.
    ///
    /// # Errors
    /// The library of ONNX Runtime is missing; a file is missing or of another kind; inputs, outputs
    /// or shapes are not as expected; the tokenizer is that of another model.
    pub fn open(files: &ModelFiles) -> Result<Self, OnnxError> {
        let model = TextModel::open(files, &["last_hidden_state", "token_embeddings"])?;
        Ok(Self { model })
    }

    /// How many numbers a vector has.
    #[must_use]
    pub const fn dimension(&self) -> usize {
        self.model.width()
    }

    /// One vector for each sentence, in their order.
    ///
    /// # Errors
    /// The model fails on a sentence, or answers something else than finite numbers.
    pub fn encode<S: AsRef<str>>(&self, sentences: &[S]) -> Result<SentenceVectors, OnnxError> {
        let mut values = Vec::with_capacity(sentences.len() * self.dimension());
        for sentence in sentences {
            values.extend(self.model.mean(sentence.as_ref())?);
        }
        SentenceVectors::new(&values, self.dimension()).map_err(|error| match error {
            VectorError::NotFinite { row } => {
                let found = format!("its answer to sentence {row} is not finite");
                OnnxError::unfit(self.model.path(), found, "finite numbers")
            }
            other => OnnxError::unfit(self.model.path(), other.to_string(), "whole rows"),
        })
    }
}
