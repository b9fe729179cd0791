//! Names by models of the user's own.

use std::fs;
use std::path::Path;

use anyhow::anyhow;
use diptych::{Document, Input, NameModel, Pipeline, PipelineOptions};

use crate::arguments::NameArguments;
use crate::input::reason;

/// The options with the models of names that are asked for.
pub(crate) fn with_name_models(
    options: PipelineOptions,
    arguments: &NameArguments,
) -> anyhow::Result<PipelineOptions> {
    arguments.name_model.iter().try_fold(options, |options, (language, path)| {
        Ok(options.name_model(*language, name_model(path)?))
    })
}

fn name_model(path: &Path) -> anyhow::Result<NameModel> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| anyhow!("{name}: {}", reason(&error)))?;
    Ok(NameModel::read(&name, &bytes)?)
}

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
        let NameArguments { name_tagger, tagger_tokenizer, tagger_labels, onnx_runtime, .. } =
            arguments;
        let (Some(model), Some(tokenizer), Some(labels)) =
            (name_tagger, tagger_tokenizer, tagger_labels)
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
        let NameArguments { name_tagger, .. } = arguments;
        anyhow::ensure!(
            name_tagger.is_none(),
            "--name-tagger: this diptych has no neural models: expected one built with the feature \
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
