//! Names by a neural model of the user's own.

mod decode;
mod labels;

pub use labels::NameLabels;

use diptych_onnx::{ModelFiles, OnnxError, TextModel};

use crate::NameSpan;

/// Finds names with a token classifier in ONNX: BERT and its kin, fine-tuned for names.
///
/// Whole documents: what is longer than the model can read at once is read in windows that overlap,
/// and nothing is cut off. Offsets are bytes of the text. A word counts as what its first token is
/// taken for, as such models are trained; in scripts without spaces each token is a word. The score
/// of a name is that of its weakest word: the probability of all labels of its kind together.
///
/// What it finds goes to [`Extractor::entities_with_names`](crate::Extractor::entities_with_names),
/// which gives it normalised names and ids.
///
/// ```no_run
/// use diptych_extract::{Extractor, ModelFiles, NameLabels, NameTagger};
/// use diptych_text::Language;
///
/// let files = ModelFiles::new("ner/model.onnx", "ner/tokenizer.json");
/// let tagger = NameTagger::open(&files, &NameLabels::read("ner/config.json")?)?;
/// let text = "Mira Talvik left The Hague.";
/// let names = tagger.names(text)?;
/// let entities = Extractor::new(Language::EN).entities_with_names(text, &names)?;
/// assert_eq!(&text[entities[1].span], "The Hague");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct NameTagger {
    model: TextModel,
    labels: NameLabels,
}

impl NameTagger {
    /// Opens a model; its output is called `logits`, or is its only one.
    ///
    /// # Errors
    /// The library of ONNX Runtime is missing; a file is missing or of another kind; inputs, outputs,
    /// shapes or the number of labels are not as expected; the tokenizer is that of another model.
    pub fn open(files: &ModelFiles, labels: &NameLabels) -> Result<Self, OnnxError> {
        let model = TextModel::open(files, &["logits"])?;
        labels.check(model.path(), model.width())?;
        Ok(Self { model, labels: labels.clone() })
    }

    /// The names in `text`, sorted, disjoint.
    ///
    /// # Errors
    /// The model fails on the text (no memory, for one).
    pub fn names(&self, text: &str) -> Result<Vec<NameSpan>, OnnxError> {
        let rows = self.model.rows(text)?;
        Ok(decode::names(text, &rows.tokens, &rows.values, &self.labels))
    }
}
