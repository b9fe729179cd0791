//! Pairs as one page for a browser: side by side, sentence by sentence, with what matched and
//! what differs.
//!
//! The page holds everything it needs: no request leaves it, and its content security policy
//! forbids any. Its parts are those of [`crate::display`]; the script adds search, filters, order,
//! keys and files to take away, and the page can be read without it.

use std::borrow::Borrow;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use diptych_pair::{Candidate, Found, Rejection};

use crate::display::parts::{count, legend, name, score, severities, tally};
use crate::display::{self, Column, Joined, Room};
use crate::{Document, VERSION};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("script.js");

/// Nothing may be loaded, sent or framed; only the styles and the script inside the page run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
    img-src data:; form-action 'none'; base-uri 'none'";

/// Pairs up to which the first one stands open: beyond, a list that fits the screen says more.
const FEW: usize = 8;

/// One self-contained HTML page that shows the pairs `found` among `documents` side by side, and
/// lists the documents without a partner, each with the likeliest one that was turned down.
///
/// Pairs are shown in the order given; their indices are those of `documents`. The page needs
/// nothing beside it, works in light and dark, on a phone and on paper, and treats whatever the
/// documents hold as text. In it pairs can be searched, filtered and sorted, discrepancies gone
/// through by keys, and what is shown copied or saved as TMX or CSV.
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
    let pairs: Vec<Joined<'_>> = found
        .pairs
        .iter()
        .map(|pair| {
            let column = |index: usize| Column::of_document(documents[index]);
            let (source, target) = (column(pair.source), column(pair.target));
            Joined::new(source, target, &pair.alignment).score(pair.score)
        })
        .collect();
    let mut paired = vec![false; documents.len()];
    for pair in &found.pairs {
        paired[pair.source] = true;
        paired[pair.target] = true;
    }
    let alone: Vec<usize> = (0..documents.len()).filter(|&i| !paired[i]).collect();
    let title = format!(
        "{} among {}",
        count(pairs.len(), "translation pair", "translation pairs"),
        count(documents.len(), "document", "documents")
    );
    page(&title, &pairs, alone.len(), &unpaired(&documents, &alone, &found.rejected))
}

/// The same page for alignments that were made one by one, in the order given.
///
/// ```
/// use diptych::display::{Column, Joined};
///
/// let (source, target) = (["It rained."], ["Il a plu."]);
/// let alignment = diptych::align_sentences(&source, &target, None, None, &[]);
/// let source = Column::of_sentences(source).named("draft.txt");
/// let page = diptych::report_of(&[Joined::new(source, Column::of_sentences(target), &alignment)]);
/// assert!(page.contains("<title>1 translation pair</title>"));
/// ```
#[must_use]
pub fn report_of(pairs: &[Joined<'_>]) -> String {
    let title = count(pairs.len(), "translation pair", "translation pairs");
    page(&title, pairs, 0, &html! {})
}

fn page(title: &str, pairs: &[Joined<'_>], alone: usize, unpaired: &Markup) -> String {
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
                style { (PreEscaped(display::STYLE)) (PreEscaped(STYLE)) }
            }
            body.diptych {
                a.skip href="#pairs" { "To the pairs" }
                header {
                    h1 { (title) }
                    (counts(pairs, alone))
                    (legend())
                }
                main {
                    section #pairs aria-label="Pairs" {
                        @if pairs.is_empty() {
                            p.empty { "No two of these documents are translations of each other." }
                        }
                        @for (i, pair) in pairs.iter().enumerate() {
                            (section(i + 1, pair, pairs.len() <= FEW))
                        }
                    }
                    (unpaired)
                }
                footer { "Made by diptych " (VERSION) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// Pair number `number`, folded but for the first of a few.
fn section(number: usize, pair: &Joined<'_>, few: bool) -> Markup {
    let discrepancies = &pair.alignment().discrepancies;
    let [high, medium, low] = tally(discrepancies.iter());
    let mut kinds: Vec<&str> = discrepancies.iter().map(|d| d.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let tag = |column: &Column<'_>| column.language().map(|language| language.to_string());
    html! {
        details.pair #{ "p" (number) } open[number == 1 && few]
            data-score=(format!("{:.4}", pair.value())) data-beads=(pair.alignment().beads.len())
            data-severities={ (high) " " (medium) " " (low) } data-kinds=(kinds.join(" "))
            data-source=(pair.source().name()) data-target=(pair.target().name())
            data-source-language=[tag(pair.source())] data-target-language=[tag(pair.target())] {
            summary { (pair.heading(Some(number))) }
            // Only text while there is a script, which makes elements of it when it is looked at.
            noscript { (pair.body(Some(number), Room::ALL)) }
        }
    }
}

fn counts(pairs: &[Joined<'_>], alone: usize) -> Markup {
    let beads: usize = pairs.iter().map(|pair| pair.alignment().beads.len()).sum();
    let discrepancies = pairs.iter().flat_map(|pair| &pair.alignment().discrepancies);
    let mut languages: Vec<String> = pairs
        .iter()
        .flat_map(|pair| [pair.source().language(), pair.target().language()])
        .flatten()
        .map(|language| language.to_string())
        .collect();
    languages.sort();
    languages.dedup();
    html! {
        dl.counts {
            div { dt { "pairs" } dd { (pairs.len()) } }
            div { dt { "languages" } dd { (languages.join(" ")) } }
            div { dt { "beads" } dd { (beads) } }
            div { dt { "discrepancies" } dd { (severities(tally(discrepancies))) } }
            div { dt { "unpaired" } dd { (alone) } }
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
                            td { (name(document.id_or_empty())) }
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
    html! { (name(documents[other].id_or_empty())) " " (score(candidate.score)) br; span.reason { (why) } }
}
