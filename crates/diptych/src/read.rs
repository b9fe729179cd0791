//! Documents read back from their JSON.

use std::fmt;

use diptych_clean::{Block, Edit, Metadata, Unsettled};
use diptych_extract::{Entity, Modifier, Value as EntityValue};
use diptych_language::LanguageGuess;
use diptych_text::{Language, Rewriter, Span};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::{Document, OffsetUnit, Offsets};

/// JSON that is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    place: String,
    problem: String,
}

impl DocumentError {
    fn new(place: impl Into<String>, problem: impl fmt::Display) -> Self {
        Self { place: place.into(), problem: problem.to_string() }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for DocumentError {}

/// The keys of [`Document::to_json`] but for those that are made anew (`passages`, `version`).
#[derive(Deserialize)]
struct Written {
    id: Option<String>,
    language: Language,
    language_score: f64,
    reference: Option<diptych_extract::Reference>,
    source: String,
    text: String,
    #[serde(default)]
    edits: Vec<Value>,
    #[serde(default)]
    blocks: Vec<Value>,
    #[serde(default)]
    metadata: Vec<Value>,
    #[serde(default)]
    unsettled: Vec<Value>,
    #[serde(default)]
    paragraphs: Vec<Value>,
    #[serde(default)]
    sentences: Vec<Value>,
    #[serde(default)]
    entities: Vec<Value>,
}

impl Document {
    /// The document that [`Document::to_json`] wrote in `unit`.
    ///
    /// It is equal to the one that was written but for scores, which have four digits there, and
    /// for the offset of `reference`, which is not written. Keys that are not known are read over.
    ///
    /// ```
    /// use diptych::{Document, OffsetUnit, Pipeline};
    ///
    /// let json = Pipeline::new().annotate("It  rained on 3 May.").to_json(OffsetUnit::Utf16);
    /// let document = Document::from_json(json.clone(), OffsetUnit::Utf16)?;
    /// assert_eq!(document.to_json(OffsetUnit::Utf16), json);
    /// # Ok::<(), diptych::DocumentError>(())
    /// ```
    ///
    /// # Errors
    /// Keys that miss or are of another type, spans that are none of their text, edits that do not
    /// lead from the source to the text. The message names the key.
    pub fn from_json(json: Value, unit: OffsetUnit) -> Result<Self, DocumentError> {
        let written: Written =
            serde_json::from_value(json).map_err(|error| DocumentError::new("document", error))?;
        let source = Offsets::new(written.source.as_str(), unit);
        let text = Offsets::new(written.text.as_str(), unit);
        let edits: Vec<Edit> = items("edits", &written.edits, &source)?;
        let map = {
            let mut rewriter = Rewriter::new(&written.source);
            let mut end = 0;
            for (i, edit) in edits.iter().enumerate() {
                if edit.span.start < end {
                    let problem = "expected spans in order, disjoint";
                    return Err(DocumentError::new(format!("edits[{i}]"), problem));
                }
                end = edit.span.end;
                rewriter.replace(edit.span, &edit.replacement);
            }
            let (made, map) = rewriter.finish();
            if made != written.text {
                return Err(DocumentError::new("edits", "expected to make the text of the source"));
            }
            map
        };
        let blocks: Vec<Block> = items("blocks", &written.blocks, &source)?;
        let metadata: Vec<Metadata> = items("metadata", &written.metadata, &source)?;
        let unsettled: Vec<Unsettled> = items("unsettled", &written.unsettled, &source)?;
        let paragraphs = spans("paragraphs", &written.paragraphs, &text)?;
        let sentences = spans("sentences", &written.sentences, &text)?;
        let entities = written.entities.iter().enumerate();
        let entities = entities.map(|(i, item)| entity(&format!("entities[{i}]"), item, &text));
        let entities = entities.collect::<Result<_, _>>()?;
        Ok(Self {
            language: LanguageGuess::new(written.language, written.language_score),
            reference: written.reference,
            edits,
            map,
            blocks,
            metadata,
            unsettled,
            paragraphs,
            sentences,
            entities,
            id: written.id,
            source: written.source,
            text: written.text,
        })
    }
}

/// The entity that [`crate::entity_json`] wrote.
fn entity(place: &str, item: &Value, text: &Offsets<&str>) -> Result<Entity, DocumentError> {
    let error = |problem: serde_json::Error| DocumentError::new(place, problem);
    let value = EntityValue::deserialize(item).map_err(error)?;
    let score = f64::deserialize(&item["score"]).map_err(error)?;
    let mut entity = Entity::new(span(place, item, text)?, value, score);
    if let Some(extended) = item.get("extended") {
        let [start, end] = <[usize; 2]>::deserialize(extended).map_err(error)?;
        entity.extended = ends(place, start, end, text)?;
    }
    if let Some(modifier) = item.get("modifier") {
        entity.modifier = Option::<Modifier>::deserialize(modifier).map_err(error)?;
    }
    Ok(entity)
}

/// Things with a span of their own in place of `start` and `end`.
fn items<T: DeserializeOwned>(
    name: &str,
    items: &[Value],
    text: &Offsets<&str>,
) -> Result<Vec<T>, DocumentError> {
    let item = |(i, item): (usize, &Value)| {
        let place = format!("{name}[{i}]");
        let span = span(&place, item, text)?;
        let mut keys: Map<String, Value> = item.as_object().cloned().unwrap_or_default();
        keys.insert("span".into(), json!({"start": span.start, "end": span.end}));
        serde_json::from_value(Value::Object(keys))
            .map_err(|error| DocumentError::new(place, error))
    };
    items.iter().enumerate().map(item).collect()
}

fn spans(name: &str, items: &[Value], text: &Offsets<&str>) -> Result<Vec<Span>, DocumentError> {
    let mut end = 0;
    let item = |(i, item): (usize, &Value)| {
        let place = format!("{name}[{i}]");
        let span = span(&place, item, text)?;
        if span.start < end {
            return Err(DocumentError::new(place, "expected spans in order, disjoint"));
        }
        end = span.end;
        Ok(span)
    };
    items.iter().enumerate().map(item).collect()
}

/// The span of an item in bytes.
fn span(place: &str, item: &Value, text: &Offsets<&str>) -> Result<Span, DocumentError> {
    let offset = |key: &str| {
        let at = item.get(key).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
        at.ok_or_else(|| DocumentError::new(place, format_args!("expected an offset {key:?}")))
    };
    ends(place, offset("start")?, offset("end")?, text)
}

fn ends(
    place: &str,
    start: usize,
    end: usize,
    text: &Offsets<&str>,
) -> Result<Span, DocumentError> {
    match (text.byte(start), text.byte(end)) {
        (Some(first), Some(last)) if first <= last => Ok(Span::new(first, last)),
        _ => {
            let problem = format_args!("{start} to {end} is no span of its text");
            Err(DocumentError::new(place, problem))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Pipeline;

    const TEXT: &str = "Share this\n\nThe  ferry left at 9 on 3 May 2021 🎉, and more than 1,400 people \
        stayed; Ms. Ito of Lyon paid 50 cents or $20.\n\nCafÃ© owners wept. . They are 40 years old.";

    #[test]
    fn what_was_written_is_read() {
        for unit in [OffsetUnit::Bytes, OffsetUnit::CodePoints, OffsetUnit::Utf16] {
            let document = Pipeline::new().annotate(TEXT);
            assert!(!document.edits.is_empty() && document.entities.len() > 4);
            let json = document.to_json(unit);
            let read = Document::from_json(json.clone(), unit).expect("our own");
            assert_eq!(read.to_json(unit), json);
            assert_eq!(read.map, document.map);
        }
    }

    #[test]
    fn exact_in_serde() {
        let document = Pipeline::new().annotate(TEXT);
        let written = serde_json::to_string(&document).expect("plain values");
        assert_eq!(serde_json::from_str::<Document>(&written).expect("our own"), document);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let json = Pipeline::new().annotate(TEXT).to_json(OffsetUnit::CodePoints);
        let check = |change: &dyn Fn(&mut Value), message: &str| {
            let mut json = json.clone();
            change(&mut json);
            let error = Document::from_json(json, OffsetUnit::CodePoints).expect_err("it is wrong");
            assert!(error.to_string().starts_with(message), "{error}");
        };
        check(&|json| json["text"] = Value::Null, "document: ");
        check(&|json| json["text"] = "The".into(), "edits: expected to make");
        check(&|json| json["sentences"][1]["end"] = 9999.into(), "sentences[1]: ");
        check(
            &|json| json["sentences"][1]["start"] = 0.into(),
            "sentences[1]: expected spans in o",
        );
        check(&|json| json["entities"][0]["kind"] = "sum".into(), "entities[0]: ");
        check(
            &|json| json["entities"][0]["start"] = (-1).into(),
            "entities[0]: expected an offset",
        );
        check(&|json| json["edits"][0]["step"] = "magic".into(), "edits[0]: ");
    }
}
