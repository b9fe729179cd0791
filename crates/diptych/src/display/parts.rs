//! Small pieces that several displays share.

use maud::{Markup, html};

use diptych_clean::Block;
use diptych_pair::{Discrepancy, Severity};

use super::Column;

/// `1 bead`, `2 beads`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A score as a short bar with its figure.
pub(crate) fn score(value: f64) -> Markup {
    let value = value.clamp(0.0, 1.0);
    html! {
        span.score {
            span.bar aria-hidden="true" { span style={ "width:" (format!("{:.0}%", value * 100.0)) } {} }
            (format!("{value:.2}"))
        }
    }
}

/// How many discrepancies there are of each of [`GRAVEST_FIRST`].
pub(crate) type Tally = [usize; 3];

const GRAVEST_FIRST: [Severity; 3] = [Severity::High, Severity::Medium, Severity::Low];

pub(crate) fn tally<'d>(discrepancies: impl Iterator<Item = &'d Discrepancy>) -> Tally {
    let mut tally = [0; 3];
    for discrepancy in discrepancies {
        for (n, severity) in tally.iter_mut().zip(GRAVEST_FIRST) {
            *n += usize::from(discrepancy.severity == severity);
        }
    }
    tally
}

pub(crate) fn severities(tally: Tally) -> Markup {
    html! {
        @if tally == [0; 3] {
            span.none { "none" }
        }
        @for (n, severity) in tally.into_iter().zip(GRAVEST_FIRST).filter(|&(n, _)| n > 0) {
            span.severity.(severity.as_str()) { (n) " " (severity.as_str()) } " "
        }
    }
}

/// A name that the user gave, set apart from the direction of the text around it.
pub(crate) fn name(name: &str) -> Markup {
    html! { bdi.id { @if name.is_empty() { "(no id)" } @else { (name) } } }
}

/// `en → fr`; nothing where neither language is known.
pub(crate) fn languages(source: &Column<'_>, target: &Column<'_>) -> Markup {
    let tag = |column: &Column<'_>| column.language().map_or("?".into(), |l| l.to_string());
    html! {
        @if source.language().is_some() || target.language().is_some() {
            (tag(source)) " → " (tag(target))
        }
    }
}

/// What each look of an alignment means.
pub(crate) fn legend() -> Markup {
    html! {
        p.legend {
            "Stands on both sides: "
            mark.number { "number" } " " mark.date { "date" } " " mark.name { "name" } " "
            mark.word { "word" }
            ". Differs: " span.differs.high.end { "high" } " " span.differs.medium.end { "medium" } " "
            span.differs.low.end { "low" }
            ". Point at a mark to see its partner."
        }
    }
}

/// The blocks of `source` that cleaning dropped, each with the reasons.
pub(crate) fn dropped_list<'b>(
    source: &str,
    blocks: impl Iterator<Item = &'b Block>,
    language: Option<String>,
) -> Markup {
    html! {
        ul lang=[language] {
            @for block in blocks {
                li {
                    s.text dir="auto" { (source[block.span]) }
                    " " span.reason lang="en" {
                        (block.kind) ", " (format!("{:.2}", block.probability))
                        @for reason in &block.reasons { " · " (reason) }
                    }
                }
            }
        }
    }
}
