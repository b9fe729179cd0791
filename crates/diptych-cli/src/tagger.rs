//! Names by a neural model of the user's own.

use diptych::{Document, Input, Pipeline};

use crate::arguments::NameArguments;

/// The model of the options, if they name one.
#[derive(Debug)]
pub(crate) struct Tagger {
    #[cfg(feature = "onnx")]
    tagger: Option<diptych::NameTagger>,
}

#[cfg(feature = "onnx")]
impl Tagger {
    /// Opens the model that is asked for.
    pub(crate) fn open(arguments: &NameArguments) -> anyhow::Result<Self> {
        let NameArguments { names_model, names_tokenizer, names_labels, onnx_runtime } = arguments;
        let (Some(model), Some(tokenizer), Some(labels)) =
            (names_model, names_tokenizer, names_labels)
        else {
            return Ok(Self { tagger: None });
        };
        let mut files = diptych::ModelFiles::new(model, tokenizer);
        if let Some(library) = onnx_runtime {
            files = files.runtime(library);
        }
        let labels = diptych::NameLabels::read(labels)?;
        Ok(Self { tagger: Some(diptych::NameTagger::open(&files, &labels)?) })
    }

    /// Annotates one text, with the names of the model if there is one.
    pub(crate) fn annotate(
        &self,
        pipeline: &Pipeline,
        input: &Input<'_>,
    ) -> anyhow::Result<Document> {
        match &self.tagger {
            Some(tagger) => pipeline.annotate_with_names(input, |text| Ok(tagger.names(text)?)),
            None => Ok(pipeline.annotate_input(input)),
        }
    }
}

#[cfg(not(feature = "onnx"))]
impl Tagger {
    /// No model can be opened.
    pub(crate) fn open(arguments: &NameArguments) -> anyhow::Result<Self> {
        let NameArguments { names_model, .. } = arguments;
        anyhow::ensure!(
            names_model.is_none(),
            "--names-model: this diptych has no neural models: expected one built with the feature \
             onnx (cargo install --features onnx)"
        );
        Ok(Self {})
    }

    /// Annotates one text.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "as with models")]
    pub(crate) fn annotate(
        &self,
        pipeline: &Pipeline,
        input: &Input<'_>,
    ) -> anyhow::Result<Document> {
        Ok(pipeline.annotate_input(input))
    }
}
