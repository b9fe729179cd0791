//! Many results as a table.

use std::borrow::Borrow;

use maud::{Markup, html};

use diptych_extract::Entity;

use super::document::{group, value};
use super::parts::{count, languages, name, score, severities, tally};
use super::{Joined, fragment};
use crate::Document;

/// Rows of a table in a notebook at most; the table says how many more there are. About what a
/// screen and a half hold.
pub(super) const ROWS: usize = 60;

/// Documents as a table for a notebook: id, language, how much there is in each, how it begins. At
/// most 60 rows, then how many more there are. See the [module](super).
///
/// ```
/// use diptych::{Pipeline, display};
///
/// let html = display::documents(&Pipeline::new().annotate_all(&["One. Two.", "Three."]));
/// assert_eq!(html.matches("<tr>").count(), 3);
/// ```
#[must_use]
pub fn documents<D: Borrow<Document>>(documents: &[D]) -> String {
    let shown = documents.iter().take(ROWS).map(Borrow::borrow);
    fragment(&html! {
        table {
            caption { (count(documents.len(), "document", "documents")) }
            thead { tr {
                th {} th { "Id" } th { "Language" } th { "Sentences" } th { "Entities" }
                th { "Dropped" } th { "First sentence" }
            } }
            tbody {
                @for (i, document) in shown.enumerate() {
                    tr {
                        th { (i) }
                        td { @match &document.id { Some(id) => (name(id)), None => "–" } }
                        td { (document.language.language) }
                        td { (document.sentences.len()) }
                        td { (document.entities.len()) }
                        td { (document.blocks.iter().filter(|block| !block.keep).count()) }
                        td.first dir="auto" { (document.sentence_texts().next().unwrap_or("–")) }
                    }
                }
            }
        }
        (rest(documents.len()))
    })
}

/// Pairs as a table for a notebook: who with whom, score, beads, discrepancies. At most 60 rows,
/// then how many more there are. See the [module](super).
///
/// ```
/// use diptych::display::{self, Column, Joined};
///
/// let (source, target) = (["It rained."], ["Il a plu."]);
/// let alignment = diptych::align_sentences(&source, &target, None, None, &[]);
/// let joined = Joined::new(Column::of_sentences(source), Column::of_sentences(target), &alignment);
/// assert!(display::pairs(&[joined]).contains("1 pair"));
/// ```
#[must_use]
pub fn pairs(pairs: &[Joined<'_>]) -> String {
    fragment(&html! {
        table {
            caption { (count(pairs.len(), "pair", "pairs")) }
            thead { tr {
                th {} th { "Source" } th { "Target" } th { "Languages" } th { "Score" } th { "Beads" }
                th { "Discrepancies" }
            } }
            tbody {
                @for (i, pair) in pairs.iter().take(ROWS).enumerate() {
                    tr {
                        th { (i) }
                        td { (name(pair.source().name())) }
                        td { (name(pair.target().name())) }
                        td { (languages(pair.source(), pair.target())) }
                        td { (score(pair.value())) }
                        td { (pair.alignment().beads.len()) }
                        td { (severities(tally(pair.alignment().discrepancies.iter()))) }
                    }
                }
            }
        }
        (rest(pairs.len()))
    })
}

/// Entities as a table for a notebook, each with what stands there: its kind, its normalised value.
/// At most 60 rows, then how many more there are. See the [module](super).
///
/// ```
/// use diptych::{Extractor, Language, display};
///
/// let text = "12,5 % de chances";
/// let entities = Extractor::new(Language::FR).entities(text);
/// let html = display::entities(&[(&text[entities[0].span], &entities[0])]);
/// assert!(html.contains("value 12.5"));
/// ```
#[must_use]
pub fn entities(entities: &[(&str, &Entity)]) -> String {
    fragment(&of_entities(entities))
}

pub(super) fn of_entities(entities: &[(&str, &Entity)]) -> Markup {
    html! {
        table {
            caption { (count(entities.len(), "entity", "entities")) }
            thead { tr { th {} th { "Text" } th { "Kind" } th { "Value" } th { "Score" } } }
            tbody {
                @for (i, (text, entity)) in entities.iter().take(ROWS).enumerate() {
                    tr {
                        th { (i) }
                        td dir="auto" { (text) }
                        td { mark.found.(group(entity)) { (entity.kind().as_str()) } }
                        td { (value(entity)) }
                        td { (format!("{:.2}", entity.score)) }
                    }
                }
            }
        }
        (rest(entities.len()))
    }
}

/// How many of `n` rows are not shown.
pub(super) fn rest(n: usize) -> Markup {
    html! { @if n > ROWS { p.more { "… " (count(n - ROWS, "more row", "more rows")) " not shown" } } }
}
