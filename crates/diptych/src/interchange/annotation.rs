//! The Web Annotation data model (W3C Recommendation, 2017).

use serde_json::{Value, json};

use crate::{Document, OffsetUnit, Offsets, entity_json};

/// Code points of text around an annotation that help to find it again.
const AROUND: usize = 32;

/// What was found in a document, as a page of Web Annotations on its **source**.
///
/// Each has a tag (the kind), what is known of it (the keys of [`entity_json`]) and where it stands:
/// a position in code points and a quote with up to 32 of them around. `id` of the document is the
/// target, `about:blank` where there is none.
///
/// ```
/// let document = diptych::Pipeline::new().annotate("The  ferry left on 3 May.");
/// let page = diptych::web_annotations(&document);
/// let quote = &page["items"][0]["target"]["selector"][1];
/// assert_eq!((quote["exact"].as_str(), quote["suffix"].as_str()), (Some("3 May"), Some(".")));
/// ```
#[must_use]
pub fn web_annotations(document: &Document) -> Value {
    let source = Offsets::new(document.source.as_str(), OffsetUnit::CodePoints);
    let text = Offsets::new(document.text.as_str(), OffsetUnit::CodePoints);
    let mut cursor = document.map.cursor();
    let target = document.id.as_deref().unwrap_or("about:blank");
    let item = |(i, entity): (usize, &diptych_extract::Entity)| {
        let span = cursor.to_source(entity.span);
        let (start, end) = source.span(span);
        let (before, after) = document.source.split_at(span.start);
        let after = &after[span.len()..];
        let prefix =
            before.char_indices().rev().take(AROUND).last().map_or("", |(i, _)| &before[i..]);
        let suffix = after.char_indices().nth(AROUND).map_or(after, |(i, _)| &after[..i]);
        json!({
            "id": format!("#entity-{}", i + 1),
            "type": "Annotation",
            "motivation": "tagging",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": entity.kind().as_str()},
                {
                    "type": "TextualBody",
                    "purpose": "describing",
                    "format": "application/json",
                    "value": entity_json(entity, &text).to_string(),
                },
            ],
            "target": {
                "source": target,
                "selector": [
                    {"type": "TextPositionSelector", "start": start, "end": end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": &document.source[span],
                        "prefix": prefix,
                        "suffix": suffix,
                    },
                ],
            },
        })
    };
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": document.entities.iter().enumerate().map(item).collect::<Vec<_>>(),
    })
}
