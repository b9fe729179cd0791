//! `diptych clean`.

use std::process::ExitCode;

use diptych::{Cleaner, LanguageGuess, VERSION, cleaned_json, detect_language};
use serde_json::{Value, json};

use super::{clean_options, documents, line};
use crate::arguments::{Clean, ResultFormat};
use crate::input::Record;

pub(crate) fn run(arguments: &Clean) -> anyhow::Result<ExitCode> {
    let unit = arguments.output.offsets.into();
    let work = |record: &Record, format: ResultFormat| {
        let given = record.language.or(arguments.input.language).filter(|l| l.is_known());
        let options =
            clean_options(arguments.input.keep_boilerplate).language(given.unwrap_or_default());
        let cleaned = Cleaner::with_options(options).clean(&record.text);
        if format == ResultFormat::Text {
            let mut text = cleaned.text.into_owned();
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            return text.into_bytes();
        }
        let guess = given.map_or_else(|| detect_language(&cleaned.text), LanguageGuess::given);
        let mut json = json!({"id": record.id, "language": guess.language.to_string()});
        if let (Value::Object(json), Value::Object(cleaned)) =
            (&mut json, cleaned_json(&cleaned, &record.text, unit))
        {
            json.extend(cleaned);
        }
        json["version"] = VERSION.into();
        line(&json)
    };
    documents(&arguments.paths, &arguments.input, &arguments.output, arguments.format, work)
}
