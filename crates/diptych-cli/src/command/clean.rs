//! `diptych clean`.

use std::process::ExitCode;

use diptych::{
    Cleaner, Language, LanguageGuess, VERSION, cleaned_json, detect_language, detect_languages,
    passages_json,
};
use serde_json::{Map, Value, json};

use super::quality::Judge;
use super::{clean_options, line, some_documents};
use crate::arguments::{Clean, ResultFormat};
use crate::input::{Record, fields};

pub(crate) fn run(arguments: &Clean) -> anyhow::Result<ExitCode> {
    let unit = arguments.output.offsets.into();
    let judge = Judge::new(&arguments.quality)?;
    let work = |record: &Record, format: ResultFormat| {
        let given = record.language.or(arguments.input.language).filter(|l| l.is_known());
        let options = clean_options(&arguments.input.cleaning).language(given.unwrap_or_default());
        let cleaned = Cleaner::with_options(options).clean(&record.text);
        let guess = || given.map_or_else(|| detect_language(&cleaned.text), LanguageGuess::given);
        let language = (judge.is_some() || format == ResultFormat::Jsonl).then(guess);
        let language = language.map_or_else(Language::default, |guess| guess.language);
        let quality = match &judge {
            Some(judge) => Some(judge.judge(&cleaned.text, language)?),
            None => None,
        };
        if arguments.explain {
            return Some(cleaned.explain(&record.text).to_string().into_bytes());
        }
        if format == ResultFormat::Text {
            let mut text = cleaned.text.into_owned();
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            return Some(text.into_bytes());
        }
        let mut json = json!({"id": record.id, "language": language.to_string()});
        if let (Value::Object(json), Value::Object(cleaned)) =
            (&mut json, cleaned_json(&cleaned, &record.text, unit))
        {
            json.extend(cleaned);
        }
        let passages = detect_languages(&cleaned.text);
        json["passages"] = passages_json(&passages, &cleaned.text, unit);
        if let Some(quality) = quality {
            json["quality"] = quality;
        }
        if !record.page.is_empty() {
            let facts = record.page.iter().map(|fact| (fact.key.to_owned(), json!(fact.value)));
            json["page"] = Value::Object(facts.collect());
        }
        json["version"] = VERSION.into();
        if let Some(line) = &record.line {
            keep_fields(&mut json, fields(line));
        }
        Some(line(&json))
    };
    // A report is text: it needs a headline where there is more than one.
    let format = if arguments.explain { Some(ResultFormat::Text) } else { arguments.format };
    let Clean { paths, input, output, .. } = arguments;
    some_documents(paths, input, output, format, work, |messages| {
        if let Some(judge) = &judge {
            judge.report(messages);
        }
    })
}

/// Adds what a record said besides its text: under `record` where the name is taken for something
/// else.
fn keep_fields(json: &mut Value, fields: Map<String, Value>) {
    let mut taken = Map::new();
    for (key, value) in fields {
        match json.get(&key) {
            _ if key == "text" => {}
            Some(known) if *known == value => {}
            None if key != "record" => json[key] = value,
            _ => {
                taken.insert(key, value);
            }
        }
    }
    if !taken.is_empty() {
        json["record"] = Value::Object(taken);
    }
}
