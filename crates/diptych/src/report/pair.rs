//! One pair: what differs, the two columns, what was left out.

use std::ops::Range;

use maud::{Markup, html};

use diptych_pair::{Bead, Discrepancy, DiscrepancyKind, DocumentPair, Place};

use super::marks::{Mark, What, marked};
use super::{count, name, score, severities, tally};
use crate::{Document, bead_of};

/// Pair number `number`, folded but for the first.
pub(super) fn section(
    number: usize,
    source: &Document,
    target: &Document,
    pair: &DocumentPair,
) -> Markup {
    let alignment = &pair.alignment;
    let places: Vec<Option<usize>> =
        alignment.discrepancies.iter().map(|d| bead_of(alignment, d)).collect();
    // The discrepancies of each bead, so that a bead does not look through all of them.
    let mut of_bead = vec![Vec::new(); alignment.beads.len()];
    for (i, place) in places.iter().enumerate() {
        if let Some(bead) = *place {
            of_bead[bead].push(i);
        }
    }
    html! {
        details.pair #{ "p" (number) } open[number == 1] {
            summary {
                span.number { (number) }
                span.names { (name(source)) " = " (name(target)) }
                span.languages { (source.language.language) " → " (target.language.language) }
                (score(pair.score))
                span.found { (severities(tally(alignment.discrepancies.iter()))) }
            }
            @if !alignment.discrepancies.is_empty() {
                (differences(number, &alignment.discrepancies, &places))
            }
            div.diptych {
                div.heads {
                    div.gutter {}
                    h3 { (name(source)) " " span.language { (source.language.language) } }
                    h3 { (name(target)) " " span.language { (target.language.language) } }
                }
                @for (i, bead) in alignment.beads.iter().enumerate() {
                    (row(number, i, bead, source, target, &of_bead[i], &alignment.discrepancies))
                }
            }
            (dropped(source, target))
        }
    }
}

/// The list of discrepancies, the gravest first.
fn differences(number: usize, discrepancies: &[Discrepancy], places: &[Option<usize>]) -> Markup {
    let mut order: Vec<usize> = (0..discrepancies.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(discrepancies[i].severity));
    html! {
        ul.differences aria-label="Discrepancies" {
            @for i in order {
                @let discrepancy = &discrepancies[i];
                li #{ (link(number, i)) } {
                    span.severity.(discrepancy.severity.as_str()) { (discrepancy.severity.as_str()) }
                    " " b { (discrepancy.kind.as_str()) } " "
                    span dir="auto" { (discrepancy.message) }
                    @if let Some(bead) = places[i] {
                        " " a href={ "#p" (number) "b" (bead + 1) } { "bead " (bead + 1) }
                    }
                }
            }
        }
    }
}

/// The id of the entry of discrepancy `i` of pair `number`.
fn link(number: usize, i: usize) -> String {
    format!("p{number}d{}", i + 1)
}

/// One bead: both sides in a row.
fn row(
    number: usize,
    i: usize,
    bead: &Bead,
    source: &Document,
    target: &Document,
    differing: &[usize],
    discrepancies: &[Discrepancy],
) -> Markup {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (n, evidence) in bead.evidence.iter().enumerate() {
        let what = What::Shared { kind: evidence.kind, number: n, key: &evidence.key };
        left.push(Mark { span: evidence.source.span, what: what.clone() });
        right.push(Mark { span: evidence.target.span, what });
    }
    for &d in differing {
        let discrepancy = &discrepancies[d];
        let what = || What::Differs {
            severity: discrepancy.severity,
            link: link(number, d),
            message: &discrepancy.message,
        };
        // Of a whole sentence the row says it; marking all of it would hide the rest.
        let small = |place: Option<Place>, document: &Document| {
            place.filter(|place| document.sentences.get(place.sentence) != Some(&place.span))
        };
        left.extend(small(discrepancy.source, source).map(|p| Mark { span: p.span, what: what() }));
        right
            .extend(small(discrepancy.target, target).map(|p| Mark { span: p.span, what: what() }));
    }
    let whole = differing.iter().map(|&d| (d, &discrepancies[d])).find(|(_, d)| {
        matches!(
            d.kind,
            DiscrepancyKind::Omission | DiscrepancyKind::Addition | DiscrepancyKind::Moved
        )
    });
    let id = format!("p{number}b{}", i + 1);
    let lonely = bead.source.is_empty() || bead.target.is_empty();
    html! {
        div.bead.lonely[lonely] #(id) tabindex="0" role="group" aria-label={ "bead " (i + 1) } {
            div.gutter {
                a href={ "#" (id) } { (i + 1) }
                @if !lonely { (score(bead.score)) }
                @if let Some((d, discrepancy)) = whole {
                    a.severity.(discrepancy.severity.as_str()) href={ "#" (link(number, d)) }
                        title=(discrepancy.message) { (discrepancy.kind.as_str()) }
                }
            }
            (side(source, &bead.source, &left))
            (side(target, &bead.target, &right))
        }
    }
}

fn side(document: &Document, sentences: &Range<usize>, marks: &[Mark<'_>]) -> Markup {
    if sentences.is_empty() {
        return html! { div.side.nothing { "nothing on this side" } };
    }
    html! {
        div.side lang=(document.language.language) {
            @for &sentence in &document.sentences[sentences.clone()] {
                p dir="auto" { (marked(&document.text, sentence, marks)) }
            }
        }
    }
}

/// The parts of both texts that cleaning dropped, and why.
fn dropped(source: &Document, target: &Document) -> Markup {
    let of = |document: &Document| document.blocks.iter().filter(|block| !block.keep).count();
    let (left, right) = (of(source), of(target));
    if left + right == 0 {
        return html! {};
    }
    html! {
        details.dropped {
            summary {
                "Left out as not part of the text: " (count(left, "part", "parts")) " of the source, "
                (right) " of the target"
            }
            div.columns {
                @for document in [source, target] {
                    ul lang=(document.language.language) {
                        @for block in document.blocks.iter().filter(|block| !block.keep) {
                            li {
                                span.text dir="auto" { (document.source[block.span]) }
                                span.reason lang="en" {
                                    (block.kind)
                                    @for reason in &block.reasons { " · " (reason) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
