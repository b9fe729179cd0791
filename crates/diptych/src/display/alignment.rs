//! Two texts side by side: what differs, the beads, what cleaning left out.

use std::ops::Range;

use maud::{Markup, html};

use diptych_pair::{Alignment, Bead, Discrepancy, DiscrepancyKind, Place};

use super::marks::{Mark, What, marked};
use super::parts::{count, dropped_list, languages, name, score, severities, tally};
use super::{Column, Room};
use crate::bead_of;

/// Two texts and what joins them, ready to be shown.
///
/// ```
/// use diptych::display::{Column, Joined};
///
/// let (source, target) = (["It rained."], ["Il a plu."]);
/// let alignment = diptych::align_sentences(&source, &target, None, None, &[]);
/// let joined = Joined::new(Column::of_sentences(source), Column::of_sentences(target), &alignment);
/// assert!(joined.to_html().contains("Il a plu."));
/// ```
#[derive(Clone, Debug)]
pub struct Joined<'a> {
    source: Column<'a>,
    target: Column<'a>,
    alignment: &'a Alignment,
    score: f64,
}

impl<'a> Joined<'a> {
    /// An alignment with the two sides it was made of.
    #[must_use]
    pub const fn new(source: Column<'a>, target: Column<'a>, alignment: &'a Alignment) -> Self {
        Self { source, target, alignment, score: alignment.score }
    }

    /// With another score than that of the alignment: that of a pair.
    #[must_use]
    pub const fn score(mut self, score: f64) -> Self {
        self.score = score;
        self
    }

    /// The two columns, bead by bead, as HTML for a notebook: see the [module](super).
    ///
    /// # Panics
    ///
    /// When the sides are not those the alignment was made of.
    #[must_use]
    pub fn to_html(&self) -> String {
        let alignment = self.alignment;
        let pieces = alignment.beads.iter().map(|bead| bead.evidence.len()).max().unwrap_or(0);
        super::fragment_with(
            &partners(pieces),
            &html! {
                div.pair {
                    (self.heading(None))
                    (super::parts::legend())
                    (self.body(None, Room::LIMITED))
                }
            },
        )
    }

    pub(crate) const fn source(&self) -> &Column<'a> {
        &self.source
    }

    pub(crate) const fn target(&self) -> &Column<'a> {
        &self.target
    }

    pub(crate) const fn alignment(&self) -> &'a Alignment {
        self.alignment
    }

    pub(crate) const fn value(&self) -> f64 {
        self.score
    }

    /// Which texts these are, and how well they match.
    pub(crate) fn heading(&self, number: Option<usize>) -> Markup {
        let names = !self.source.name().is_empty() || !self.target.name().is_empty();
        html! {
            div.heading {
                @if let Some(number) = number { span.number { (number) } }
                span.names {
                    @if names { (name(self.source.name())) " = " (name(self.target.name())) }
                    @else { (count(self.alignment.beads.len(), "bead", "beads")) }
                }
                " " span.languages { (languages(&self.source, &self.target)) } " "
                (score(self.score))
                " " span.about {
                    span.soft { "discrepancies " }
                    (severities(tally(self.alignment.discrepancies.iter())))
                }
            }
        }
    }

    /// All below the heading. With a `number`, that of the pair in its page, parts have ids and
    /// link to each other.
    pub(crate) fn body(&self, number: Option<usize>, room: Room) -> Markup {
        let Alignment { beads, discrepancies, .. } = self.alignment;
        let places: Vec<Option<usize>> =
            discrepancies.iter().map(|d| bead_of(self.alignment, d)).collect();
        // The discrepancies of each bead, so that a bead does not look through all of them.
        let mut of_bead = vec![Vec::new(); beads.len()];
        for (i, place) in places.iter().enumerate() {
            if let Some(bead) = *place {
                of_bead[bead].push(i);
            }
        }
        let bytes = |bead: &Bead| {
            let side = |column: &Column<'_>, sentences: &Range<usize>| -> usize {
                sentences.clone().map(|i| column.sentence(i).1.len()).sum()
            };
            side(&self.source, &bead.source) + side(&self.target, &bead.target)
        };
        let shown = room.fits(beads.iter().map(bytes));
        html! {
            @if !discrepancies.is_empty() { (differences(number, discrepancies, &places)) }
            div.beads {
                div.heads {
                    div.gutter {}
                    @for (column, side) in [(&self.source, "source"), (&self.target, "target")] {
                        div.head {
                            b { @if column.name().is_empty() { (side) } @else { (name(column.name())) } }
                            @if let Some(language) = column.language() {
                                " " span.soft { (language) }
                            }
                        }
                    }
                }
                @for (i, bead) in beads[..shown].iter().enumerate() {
                    (self.row(number, i, bead, &of_bead[i]))
                }
            }
            @if shown < beads.len() {
                p.more { "… " (count(beads.len() - shown, "more bead", "more beads")) " not shown" }
            }
            (self.dropped())
        }
    }

    /// One bead: both sides in a row.
    fn row(&self, number: Option<usize>, i: usize, bead: &Bead, differing: &[usize]) -> Markup {
        let discrepancies = &self.alignment.discrepancies;
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for (n, evidence) in bead.evidence.iter().enumerate() {
            let what = What::Shared { kind: evidence.kind, number: n, key: &evidence.key };
            left.push((evidence.source, what.clone()));
            right.push((evidence.target, what));
        }
        for &d in differing {
            let discrepancy = &discrepancies[d];
            let what = || What::Differs {
                severity: discrepancy.severity,
                link: number.map(|number| link(number, d)),
                message: &discrepancy.message,
            };
            // Of a whole sentence the row says it; marking all of it would hide the rest.
            let part = |place: &Place, column: &Column<'_>| {
                place.sentence < column.sentences()
                    && column.sentence(place.sentence).1 != place.span
            };
            left.extend(discrepancy.source.filter(|p| part(p, &self.source)).map(|p| (p, what())));
            right.extend(discrepancy.target.filter(|p| part(p, &self.target)).map(|p| (p, what())));
        }
        let whole = differing.iter().map(|&d| (d, &discrepancies[d])).find(|(_, d)| {
            matches!(
                d.kind,
                DiscrepancyKind::Omission | DiscrepancyKind::Addition | DiscrepancyKind::Moved
            )
        });
        let id = number.map(|number| format!("p{number}b{}", i + 1));
        let lonely = bead.source.is_empty() || bead.target.is_empty();
        html! {
            div.bead.lonely[lonely].marked[!differing.is_empty()] id=[id.as_deref()]
                tabindex=[number.map(|_| "0")] role="group" aria-label={ "bead " (i + 1) } {
                div.gutter {
                    @match &id {
                        Some(id) => a.n href={ "#" (id) } { (i + 1) },
                        None => span.n { (i + 1) },
                    }
                    " " @if !lonely { (score(bead.score)) }
                    @if let Some((d, discrepancy)) = whole {
                        @let severity = discrepancy.severity.as_str();
                        @match number {
                            Some(number) => a.severity.(severity) href={ "#" (link(number, d)) }
                                title=(discrepancy.message) { (discrepancy.kind.as_str()) },
                            None => span.severity.(severity) title=(discrepancy.message) {
                                (discrepancy.kind.as_str())
                            },
                        }
                    }
                }
                (side(&self.source, &bead.source, &left))
                (side(&self.target, &bead.target, &right))
            }
        }
    }

    /// The parts of both texts that cleaning dropped, and why.
    fn dropped(&self) -> Markup {
        let of = |column: &Column<'_>| {
            let blocks = column.document().map_or(&[][..], |document| &document.blocks);
            blocks.iter().filter(|block| !block.keep).count()
        };
        let (left, right) = (of(&self.source), of(&self.target));
        if left + right == 0 {
            return html! {};
        }
        html! {
            details.dropped {
                summary {
                    "Left out as not part of the text: " (count(left, "part", "parts"))
                    " of the source, " (right) " of the target"
                }
                div.columns {
                    @for column in [&self.source, &self.target] {
                        div {
                            @if let Some(document) = column.document() {
                                @let dropped = document.blocks.iter().filter(|block| !block.keep);
                                @let language = column.language().map(|l| l.to_string());
                                (dropped_list(&document.source, dropped, language))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The list of discrepancies, the gravest first.
fn differences(
    number: Option<usize>,
    discrepancies: &[Discrepancy],
    places: &[Option<usize>],
) -> Markup {
    let mut order: Vec<usize> = (0..discrepancies.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(discrepancies[i].severity));
    html! {
        ul.differences aria-label="Discrepancies" {
            @for i in order {
                @let discrepancy = &discrepancies[i];
                li id=[number.map(|number| link(number, i))] {
                    span.severity.(discrepancy.severity.as_str()) { (discrepancy.severity.as_str()) }
                    " " b { (discrepancy.kind.as_str()) } " "
                    span dir="auto" { (discrepancy.message) }
                    @if let Some(bead) = places[i].map(|bead| bead + 1) {
                        " " @match number {
                            Some(number) => a href={ "#p" (number) "b" (bead) } { "bead " (bead) },
                            None => span.soft { "bead " (bead) },
                        }
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

fn side(column: &Column<'_>, sentences: &Range<usize>, marks: &[(Place, What<'_>)]) -> Markup {
    if sentences.is_empty() {
        return html! { div.side.nothing { "nothing on this side" } };
    }
    html! {
        div.side lang=[column.language().map(|l| l.to_string())] {
            @for i in sentences.clone() {
                @let (text, within) = column.sentence(i);
                @let own: Vec<Mark<'_>> = marks.iter().filter(|(place, _)| place.sentence == i)
                    .map(|(place, what)| Mark { span: place.span, what: what.clone() }).collect();
                p dir="auto" { (marked(text, within, &own)) }
            }
        }
    }
}

/// The rules that light both ends of a match when one is pointed at, without a script: one for
/// each of the numbers below `pieces`, that of the matches in the richest bead.
fn partners(pieces: usize) -> String {
    let rule = |k: usize| {
        format!(
            ".diptych .bead:has([data-k~=\"{k}\"]:hover) [data-k~=\"{k}\"]\
            {{background:var(--on);outline:2px solid var(--focus)}}"
        )
    };
    (0..pieces).map(rule).collect()
}
