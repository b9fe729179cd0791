//! A document with what was found in it.

use std::cmp::Reverse;

use maud::{Markup, html};
use serde_json::Value;

use diptych_extract::Entity;
use diptych_text::Span;

use super::marks::{Mark, What, marked};
use super::parts::{count, dropped_list, name};
use super::{Room, fragment, table};
use crate::Document;

/// The document as HTML for a notebook: its text with all entities marked, the normalised value at
/// the mark (`title`), then what cleaning dropped and a table of the entities, both folded. See the
/// [module](super).
///
/// ```
/// use diptych::{Pipeline, display};
///
/// let html = display::document(&Pipeline::new().annotate("The <b>mill</b> cost $1,400 in May 1987."));
/// assert!(html.contains("amount 1400 · currency dollar") && !html.contains("<b>mill"));
/// ```
#[must_use]
pub fn document(document: &Document) -> String {
    let dropped = document.blocks.iter().filter(|block| !block.keep);
    let left_out = dropped.clone().count();
    let entities: Vec<(&str, &Entity)> =
        document.entities.iter().map(|entity| (&document.text[entity.span], entity)).collect();
    fragment(&html! {
        div.pair {
            div.heading {
                span.names {
                    @match &document.id {
                        Some(id) => (name(id)),
                        None => b { "Document" },
                    }
                }
                " " span.about {
                    (document.language.language)
                    @if let Some(reference) = document.reference { " · " (reference) }
                    " · " (count(document.sentences.len(), "sentence", "sentences"))
                    " · " (count(document.entities.len(), "entity", "entities"))
                }
            }
            (text(document))
            @if left_out > 0 {
                details.dropped {
                    summary {
                        "Left out as not part of the text: " (count(left_out, "part", "parts"))
                    }
                    (dropped_list(&document.source, dropped, language(document)))
                }
            }
            @if !entities.is_empty() {
                details.dropped {
                    summary { (count(entities.len(), "entity", "entities")) }
                    (table::of_entities(&entities))
                }
            }
        }
    })
}

fn language(document: &Document) -> Option<String> {
    let language = document.language.language;
    language.is_known().then(|| language.to_string())
}

/// The paragraphs with the sentences in them and the entities in those.
fn text(document: &Document) -> Markup {
    let sentences = document.sentences.as_slice();
    let shown = Room::LIMITED.fits(sentences.iter().map(|span| span.len()));
    let mut paragraphs: Vec<Vec<Markup>> = Vec::new();
    let mut ends = document.paragraphs.iter().map(|paragraph| paragraph.end).peekable();
    let mut entities = document.entities.as_slice();
    for (i, &sentence) in sentences[..shown].iter().enumerate() {
        let mut starts = i == 0;
        while ends.next_if(|&end| end <= sentence.start).is_some() {
            starts = true;
        }
        if starts {
            paragraphs.push(Vec::new());
        }
        let (own, rest) = of_sentence(entities, sentence);
        entities = rest;
        let marked = html! { span.sentence { (marked(&document.text, sentence, &own)) } " " };
        paragraphs.last_mut().expect("the first sentence opens one").push(marked);
    }
    html! {
        div.text lang=[language(document)] {
            @for paragraph in paragraphs {
                p dir="auto" { @for sentence in paragraph { (sentence) } }
            }
        }
        @if shown < sentences.len() {
            p.more {
                "… " (count(sentences.len() - shown, "more sentence", "more sentences")) " not shown"
            }
        }
    }
}

/// The marks of the entities that touch `sentence`, and the entities that end behind it.
fn of_sentence(entities: &[Entity], sentence: Span) -> (Vec<Mark<'_>>, &[Entity]) {
    let inside = entities.partition_point(|entity| entity.span.start < sentence.end);
    let mut own: Vec<&Entity> =
        entities[..inside].iter().filter(|entity| entity.span.end > sentence.start).collect();
    own.sort_by_key(|entity| (entity.span.start, Reverse(entity.span.end)));
    let mark = |entity: &Entity| Mark {
        span: entity.span,
        what: What::Found {
            group: group(entity),
            kind: entity.kind().as_str(),
            value: facts(entity),
        },
    };
    let done = entities.partition_point(|entity| entity.span.start < sentence.start);
    (own.into_iter().map(mark).collect(), &entities[done..])
}

/// The look of its kind.
pub(super) fn group(entity: &Entity) -> &'static str {
    let kind = entity.kind();
    match () {
        () if kind.is_name() => "name",
        () if kind.is_time() => "date",
        () if matches!(entity.value, diptych_extract::Value::Sequence { .. }) => "link",
        () => "number",
    }
}

/// All that is known of an entity beside its place: `money · amount 1400 · currency EUR`.
fn facts(entity: &Entity) -> String {
    format!("{} · {}", entity.kind().as_str(), value(entity))
}

/// The normalised value: `amount 1400 · currency EUR`.
pub(super) fn value(entity: &Entity) -> String {
    let keys = serde_json::to_value(&entity.value).ok();
    let keys = keys.as_ref().and_then(Value::as_object).into_iter().flatten();
    let said = keys.filter(|(_, value)| !value.is_null());
    let facts = said.map(|(key, value)| format!("{key} {}", plain(value)));
    let modifier = entity.modifier.map(|modifier| format!("modifier {}", modifier.as_str()));
    facts.chain(modifier).collect::<Vec<_>>().join(" · ")
}

/// JSON as words.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(keys) => {
            let keys = keys.iter().map(|(key, value)| format!("{key} {}", plain(value)));
            keys.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
