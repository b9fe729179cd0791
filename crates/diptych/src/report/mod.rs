//! Pairs as one page for a browser: side by side, sentence by sentence, with what matched and
//! what differs.
//!
//! The page holds everything it needs: no request leaves it, and its content security policy
//! forbids any. Text of documents reaches it through the templates of `maud` only, which escape
//! it (chosen over askama: a page of nested loops reads better as functions than as template
//! files, and a mark inside a sentence is code, not a template).

mod marks;
mod pair;

use std::borrow::Borrow;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use diptych_pair::{Candidate, Discrepancy, DocumentPair, Found, Rejection, Severity};

use crate::{Document, VERSION};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Nothing may be loaded, sent or framed; only the styles and the script inside the page run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
    img-src data:; form-action 'none'; base-uri 'none'";

/// One self-contained HTML page that shows the pairs `found` among `documents` side by side, and
/// lists the documents without a partner, each with the likeliest one that was turned down.
///
/// Pairs are shown in the order given; their indices are those of `documents`. The page needs
/// nothing beside it, works in light and dark and on a phone, and treats whatever the documents
/// hold as text.
///
/// ```
/// use diptych::{Pipeline, find_pairs_with_candidates, report};
///
/// let documents = Pipeline::new().annotate_all(&["One <b>word</b> & more."]);
/// let page = report(&documents, &find_pairs_with_candidates(&documents, None));
/// assert!(page.starts_with("<!DOCTYPE html>") && !page.contains("<b>"));
/// ```
///
/// # Panics
///
/// When a pair names a document that is not there.
#[must_use]
pub fn report<D: Borrow<Document>>(documents: &[D], found: &Found) -> String {
    let documents: Vec<&Document> = documents.iter().map(Borrow::borrow).collect();
    page(&documents, found)
}

fn page(documents: &[&Document], found: &Found) -> String {
    let pairs = found.pairs.as_slice();
    let title = format!(
        "{} among {}",
        count(pairs.len(), "translation pair", "translation pairs"),
        count(documents.len(), "document", "documents")
    );
    let mut paired = vec![false; documents.len()];
    for pair in pairs {
        paired[pair.source] = true;
        paired[pair.target] = true;
    }
    let alone: Vec<usize> = (0..documents.len()).filter(|&i| !paired[i]).collect();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "diptych " (VERSION) };
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#pairs" { "To the pairs" }
                header {
                    h1 { (title) }
                    (counts(documents, pairs, alone.len()))
                    (legend())
                }
                main {
                    (overview(documents, pairs))
                    section #pairs aria-label="Pairs" {
                        @for (i, pair) in pairs.iter().enumerate() {
                            (pair::section(i + 1, documents[pair.source], documents[pair.target], pair))
                        }
                    }
                    (unpaired(documents, &alone, &found.rejected))
                }
                footer { "Made by diptych " (VERSION) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// `1 bead`, `2 beads`.
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A score as a short bar with its figure.
fn score(value: f64) -> Markup {
    let value = value.clamp(0.0, 1.0);
    html! {
        span.score {
            span.bar aria-hidden="true" { span style={ "width:" (format!("{:.0}%", value * 100.0)) } {} }
            (format!("{value:.2}"))
        }
    }
}

/// How many discrepancies there are of each of [`GRAVEST_FIRST`].
type Tally = [usize; 3];

const GRAVEST_FIRST: [Severity; 3] = [Severity::High, Severity::Medium, Severity::Low];

fn tally<'d>(discrepancies: impl Iterator<Item = &'d Discrepancy>) -> Tally {
    let mut tally = [0; 3];
    for discrepancy in discrepancies {
        for (n, severity) in tally.iter_mut().zip(GRAVEST_FIRST) {
            *n += usize::from(discrepancy.severity == severity);
        }
    }
    tally
}

fn severities(tally: Tally) -> Markup {
    html! {
        @if tally == [0; 3] {
            span.none { "none" }
        }
        @for (n, severity) in tally.into_iter().zip(GRAVEST_FIRST).filter(|&(n, _)| n > 0) {
            span.severity.(severity.as_str()) { (n) " " (severity.as_str()) } " "
        }
    }
}

fn counts(documents: &[&Document], pairs: &[DocumentPair], alone: usize) -> Markup {
    let sentences: usize = documents.iter().map(|document| document.sentences.len()).sum();
    let beads: usize = pairs.iter().map(|pair| pair.alignment.beads.len()).sum();
    let discrepancies = pairs.iter().flat_map(|pair| &pair.alignment.discrepancies);
    let mut languages: Vec<String> =
        documents.iter().map(|document| document.language.language.to_string()).collect();
    languages.sort();
    languages.dedup();
    html! {
        dl.counts {
            div { dt { "documents" } dd { (documents.len()) } }
            div { dt { "sentences" } dd { (sentences) } }
            div { dt { "languages" } dd { (languages.join(" ")) } }
            div { dt { "pairs" } dd { (pairs.len()) } }
            div { dt { "beads" } dd { (beads) } }
            div { dt { "discrepancies" } dd { (severities(tally(discrepancies))) } }
            div { dt { "unpaired" } dd { (alone) } }
        }
    }
}

fn legend() -> Markup {
    html! {
        p.legend {
            "Stands on both sides: "
            mark.number { "number" } " " mark.date { "date" } " " mark.name { "name" } " "
            mark.word { "word" }
            ". Differs: " span.differs.high.end { "high" } " " span.differs.medium.end { "medium" } " "
            span.differs.low.end { "low" }
            ". Point at a mark to see its partner; in a bead, the arrow keys go from mark to mark."
        }
    }
}

fn overview(documents: &[&Document], pairs: &[DocumentPair]) -> Markup {
    if pairs.is_empty() {
        return html! { p.empty { "No two of these documents are translations of each other." } };
    }
    html! {
        section.overview aria-label="Overview" {
            table {
                thead { tr {
                    th { "#" } th { "Source" } th { "Target" } th { "Languages" } th { "Score" }
                    th { "Beads" } th { "Discrepancies" }
                } }
                tbody {
                    @for (i, pair) in pairs.iter().enumerate() {
                        @let (source, target) = (documents[pair.source], documents[pair.target]);
                        tr {
                            td { a href={ "#p" (i + 1) } { (i + 1) } }
                            td { (name(source)) }
                            td { (name(target)) }
                            td { (source.language.language) " → " (target.language.language) }
                            td { (score(pair.score)) }
                            td { (pair.alignment.beads.len()) }
                            td { (severities(tally(pair.alignment.discrepancies.iter()))) }
                        }
                    }
                }
            }
        }
    }
}

/// The documents `alone`, each with the best of the candidates that were turned down.
fn unpaired(documents: &[&Document], alone: &[usize], rejected: &[Candidate]) -> Markup {
    if alone.is_empty() {
        return html! {};
    }
    // `rejected` is sorted, the best first.
    let mut best: Vec<Option<&Candidate>> = vec![None; documents.len()];
    for candidate in rejected {
        for index in [candidate.source, candidate.target] {
            best[index].get_or_insert(candidate);
        }
    }
    html! {
        section.unpaired #unpaired {
            h2 { "Without a translation" }
            table {
                thead { tr {
                    th { "Document" } th { "Language" } th { "Sentences" } th { "First sentence" }
                    th { "Likeliest partner" }
                } }
                tbody {
                    @for &index in alone {
                        @let document = documents[index];
                        tr {
                            td { (name(document)) }
                            td data-label="Language" { (document.language.language) }
                            td data-label="Sentences" { (document.sentences.len()) }
                            td.first lang=(document.language.language) dir="auto" {
                                @match document.sentences.first() {
                                    Some(&first) => (document.text[first]),
                                    None => "–",
                                }
                            }
                            td data-label="Likeliest partner" { (partner(documents, index, best[index])) }
                        }
                    }
                }
            }
        }
    }
}

/// Who came nearest to document `index`, and why it was turned down.
fn partner(documents: &[&Document], index: usize, candidate: Option<&Candidate>) -> Markup {
    let Some(candidate) = candidate else {
        return html! { span.none { "none" } };
    };
    let other = if candidate.source == index { candidate.target } else { candidate.source };
    let why = match candidate.rejection {
        Rejection::Coverage => "too little of the two texts matches",
        Rejection::Taken => "it belongs to a better pair",
        _ => "turned down",
    };
    html! { (name(documents[other])) " " (score(candidate.score)) br; span.reason { (why) } }
}

/// The id of a document, set apart from the direction of the text around it.
fn name(document: &Document) -> Markup {
    html! { bdi.id { (document.id.as_deref().unwrap_or("(no id)")) } }
}
