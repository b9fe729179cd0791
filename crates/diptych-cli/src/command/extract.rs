//! `diptych extract`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use diptych::{
    Document, Entity, OffsetUnit, Offsets, Pipeline, VERSION, Vocabulary, entity_json, main_value,
};
use serde_json::{Value, json};

use super::{line, one_line, options, some_documents};
use crate::arguments::{Extract, ResultFormat};
use crate::input::Record;
use crate::messages::{SOME_FAILED, say};
use crate::tagger::{Tagger, with_name_models};

pub(crate) fn run(arguments: &Extract) -> anyhow::Result<ExitCode> {
    let mut options = options(&arguments.input).raw(arguments.raw);
    if let Some(reference) = arguments.reference.reference {
        options = options.reference(reference);
    }
    if let Some(kinds) = &arguments.kinds {
        options = options.kinds(kinds.iter().copied());
    }
    if let Some(vocabulary) = vocabulary(&arguments.vocabulary)? {
        options = options.vocabulary(Some(vocabulary));
    }
    let pipeline = Pipeline::with_options(with_name_models(options, &arguments.names)?);
    let tagger = Tagger::open(&arguments.names)?;
    let unit = arguments.output.offsets.into();
    let failed = AtomicBool::new(false);
    let work = |record: &Record, format: ResultFormat| {
        let document = match tagger.annotate(&pipeline, &record.input()) {
            Ok(document) => document,
            Err(error) => {
                failed.store(true, Ordering::Relaxed);
                say(&format!("{}: {error:#}", record.origin));
                return None;
            }
        };
        Some(match format {
            ResultFormat::Text => text(&document, unit),
            ResultFormat::Jsonl => line(&json(&document, unit)),
        })
    };
    let Extract { paths, input, output, format, .. } = arguments;
    let code = some_documents(paths, input, output, *format, work, |_| ())?;
    let failed = failed.load(Ordering::Relaxed) && code == ExitCode::SUCCESS;
    Ok(if failed { ExitCode::from(SOME_FAILED) } else { code })
}

/// The rows of all files, those of the first one first.
fn vocabulary(paths: &[PathBuf]) -> anyhow::Result<Option<Vocabulary>> {
    let mut all: Option<Vocabulary> = None;
    for path in paths {
        let rows = fs::read_to_string(path);
        let rows = rows.with_context(|| format!("cannot read {}", path.display()))?;
        let found = Vocabulary::named(&path.display().to_string(), &rows)?;
        all = Some(all.map_or_else(|| found.clone(), |all| all.and(&found)));
    }
    Ok(all)
}

fn json(document: &Document, unit: OffsetUnit) -> Value {
    let source = Offsets::new(document.source.as_str(), unit);
    let text = Offsets::new(document.text.as_str(), unit);
    let entities = document.entities.iter().map(|entity| {
        let mut json = entity_json(entity, &text);
        let (start, end) = source.span(document.to_source(entity.span));
        json["original"] = json!([start, end]);
        json
    });
    json!({
        "id": document.id,
        "language": document.language.language.to_string(),
        "reference": document.reference.map(|reference| reference.to_string()),
        "text": document.text,
        "entities": entities.collect::<Vec<_>>(),
        "version": VERSION,
    })
}

/// One entity a line: start, end, kind, value, text.
fn text(document: &Document, unit: OffsetUnit) -> Vec<u8> {
    let offsets = Offsets::new(document.text.as_str(), unit);
    let mut text = String::new();
    for entity in &document.entities {
        let json = entity_json(entity, &offsets);
        let found = one_line(&document.text[entity.span]);
        let (start, end) = offsets.span(entity.span);
        text += &format!("{start}\t{end}\t{}\t{}\t{found}\n", entity.kind(), value(entity, &json));
    }
    text.into_bytes()
}

/// The value of an entity in a few words: what `to_dict` spreads over several keys.
fn value(entity: &Entity, json: &Value) -> String {
    let plain = |key: &str| match json.get(key)? {
        Value::String(text) => Some(one_line(text)),
        Value::Null => None,
        other => Some(other.to_string()),
    };
    let range = || {
        let (low, high) = (plain("low"), plain("high"));
        (low.is_some() || high.is_some())
            .then(|| format!("{}..{}", low.unwrap_or_default(), high.unwrap_or_default()))
    };
    let main = main_value(&entity.value).map(|value| one_line(&value)).or_else(range);
    let parts = [plain("modifier"), main, plain("currency"), plain("unit"), plain("id")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
