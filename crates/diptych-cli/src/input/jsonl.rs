//! One JSON record of a line.

use std::borrow::Cow;

use diptych::{Language, Reference};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What a line says.
#[derive(Debug)]
pub(crate) struct Fields {
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) language: Option<Language>,
    pub(crate) reference: Option<Reference>,
    /// What was mended or left out.
    pub(crate) notes: Vec<String>,
}

#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    text: Option<Value>,
    language: Option<Value>,
    lang: Option<Value>,
    reference: Option<Value>,
    date: Option<Value>,
}

/// Reads the record `line`; the error says what was expected.
pub(crate) fn parse(line: &str) -> Result<Fields, String> {
    let mut notes = Vec::new();
    if !line.trim_start().starts_with('{') {
        return Err("not a JSON record: expected {\"id\": …, \"text\": …}".to_owned());
    }
    let line: Line = match serde_json::from_str(line) {
        Ok(line) => line,
        Err(error) => {
            // JSON can spell half of a surrogate pair, which is no character; Python writes it.
            let (mended, halves) = replace_lone_surrogates(line);
            let mended = if halves == 0 { Err(error) } else { serde_json::from_str(&mended) };
            let record = mended.map_err(|error| describe(&error))?;
            let count = if halves == 1 {
                "1 lone surrogate".to_owned()
            } else {
                format!("{halves} lone surrogates")
            };
            notes.push(format!("{count} became U+FFFD"));
            record
        }
    };
    let text = match line.text {
        Some(Value::String(text)) => text,
        Some(other) => return Err(format!("\"text\" is {}: expected a string", kind(&other))),
        None => return Err("no \"text\": expected {\"id\": …, \"text\": …}".to_owned()),
    };
    let id = match line.id {
        Some(Value::String(id)) => Some(id),
        Some(Value::Number(id)) => Some(id.to_string()),
        None | Some(Value::Null) => None,
        Some(other) => {
            notes.push(format!("\"id\" is {}: expected a string", kind(&other)));
            None
        }
    };
    let language = field("language", line.language.or(line.lang), &mut notes);
    let reference = field("reference", line.reference.or(line.date), &mut notes);
    Ok(Fields { id, text, language, reference, notes })
}

/// All fields of a record that was read; none when `line` is no record.
pub(crate) fn fields(line: &str) -> Map<String, Value> {
    let mended = || serde_json::from_str(&replace_lone_surrogates(line).0).ok();
    serde_json::from_str(line).ok().or_else(mended).unwrap_or_default()
}

/// The value of an optional field. One that makes no sense is left out and noted: the text is
/// worth more than its label.
fn field<T>(name: &str, value: Option<Value>, notes: &mut Vec<String>) -> Option<T>
where
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    match value? {
        Value::Null => None,
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                notes.push(format!("\"{name}\" left out: {error}"));
                None
            }
        },
        other => {
            notes.push(format!("\"{name}\" left out: it is {}, expected a string", kind(&other)));
            None
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// What is wrong and in which column; the line is known already.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    format!("not a JSON record: {what} at column {}", error.column())
}

/// `json` with every `\ud800` to `\udfff` that is not part of a pair as `\ufffd`, and their number.
fn replace_lone_surrogates(json: &str) -> (Cow<'_, str>, usize) {
    let unit = |at: usize| -> Option<u16> {
        let escape = json.as_bytes().get(at..at + 6)?;
        let digits = std::str::from_utf8(escape.strip_prefix(b"\\u")?).ok()?;
        u16::from_str_radix(digits, 16).ok()
    };
    let bytes = json.as_bytes();
    let (mut out, mut copied, mut count, mut at) = (String::new(), 0, 0, 0);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match unit(at) {
            Some(0xd800..=0xdbff) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                out.push_str(&json[copied..at]);
                out.push_str("\\ufffd");
                at += 6;
                copied = at;
                count += 1;
            }
            _ => at += 2,
        }
    }
    if count == 0 {
        return (Cow::Borrowed(json), 0);
    }
    out.push_str(&json[copied..]);
    (Cow::Owned(out), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_kept() {
        let fields = parse(r#"{"text": "a\ud800b \ud83c\udf89 \udc00\\ud800"}"#).unwrap();
        assert_eq!(fields.text, "a\u{fffd}b 🎉 \u{fffd}\\ud800");
        assert_eq!(fields.notes, ["2 lone surrogates became U+FFFD"]);
    }

    #[test]
    fn synonyms_and_numbers_are_understood() {
        let fields = parse(r#"{"id": 7, "text": "", "lang": "fr", "date": "2023-10-23"}"#).unwrap();
        assert_eq!(fields.id.as_deref(), Some("7"));
        assert_eq!(fields.language, Some(Language::FR));
        assert!(fields.reference.is_some());
    }

    #[test]
    fn a_bad_label_does_not_lose_the_text() {
        let fields =
            parse(r#"{"id": [1], "text": "x", "language": "English", "date": 3}"#).unwrap();
        assert_eq!((fields.id, fields.language, fields.notes.len()), (None, None, 3));
    }

    #[test]
    fn errors_say_what_was_expected() {
        let error = |line| parse(line).unwrap_err();
        assert_eq!(error("[1]"), "not a JSON record: expected {\"id\": …, \"text\": …}");
        assert_eq!(error("{\"text\": 3}"), "\"text\" is a number: expected a string");
        assert!(error("{\"id\": 1}").starts_with("no \"text\""));
        assert!(error("{\"text\": \"a").ends_with("at column 11"), "{}", error("{\"text\": \"a"));
    }
}
