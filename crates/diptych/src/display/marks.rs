//! A piece of text with marks in it.

use maud::{Markup, html};

use diptych_pair::{AnchorKind, Severity};
use diptych_text::Span;

/// Something to mark in the text of a document.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    /// Where, in bytes of the text.
    pub(super) span: Span,
    pub(super) what: What<'a>,
}

#[derive(Clone, Debug)]
pub(super) enum What<'a> {
    /// Matched; `number` is the same on both sides of a bead and on no other mark of it.
    Shared { kind: AnchorKind, number: usize, key: &'a str },
    /// Differs; `link` is the id of its entry in the list, if that has one.
    Differs { severity: Severity, link: Option<String>, message: &'a str },
    /// Was found: of which group of kinds, what it is, and its value to be read.
    Found { group: &'static str, kind: &'static str, value: String },
}

/// The piece `within` of `text` with the marks that touch it; marks may overlap.
///
/// The text is cut wherever a mark starts or ends, and each cut carries all marks over it. Takes
/// O(n log n) for n marks, times how many lie over each other.
pub(super) fn marked(text: &str, within: Span, marks: &[Mark<'_>]) -> Markup {
    let clip = |span: Span| Span {
        start: span.start.clamp(within.start, within.end),
        end: span.end.clamp(within.start, within.end),
    };
    // (offset, ends before starts, number of the mark)
    let mut events: Vec<(usize, bool, usize)> = Vec::with_capacity(2 * marks.len());
    for (i, mark) in marks.iter().enumerate() {
        let span = clip(mark.span);
        if span.start < span.end {
            events.push((span.start, true, i));
            events.push((span.end, false, i));
        }
    }
    events.sort_unstable();
    let mut pieces = Vec::with_capacity(events.len() + 1);
    let mut over: Vec<usize> = Vec::new();
    let mut at = within.start;
    for (offset, starts, i) in events {
        if offset > at {
            pieces.push(piece(Span { start: at, end: offset }, text, &over, marks));
            at = offset;
        }
        if starts {
            over.push(i);
        } else {
            over.retain(|&mark| mark != i);
        }
    }
    pieces.push(piece(Span { start: at, end: within.end }, text, &over, marks));
    html! { @for piece in pieces { (piece) } }
}

/// The piece `span` of `text` under the marks `over` it: the strongest match gives the look, all
/// can be pointed at; a discrepancy goes around, and carries its sign where it ends. What was found
/// goes around in the order in which it starts, and says its kind where it ends.
fn piece(span: Span, text: &str, over: &[usize], marks: &[Mark<'_>]) -> Markup {
    let text = &text[span];
    let mut shared: Vec<(AnchorKind, usize, &str)> = Vec::new();
    let mut differs: Option<(Severity, Option<&str>, &str, bool)> = None;
    let mut found: Vec<(&str, &str, &str, bool)> = Vec::new();
    for &i in over {
        let ends = marks[i].span.end <= span.end;
        match &marks[i].what {
            What::Shared { kind, number, key } => shared.push((*kind, *number, key)),
            What::Differs { severity, link, message } => {
                if differs.is_none_or(|(gravest, ..)| gravest < *severity) {
                    differs = Some((*severity, link.as_deref(), message, ends));
                }
            }
            What::Found { group, kind, value } => found.push((group, kind, value, ends)),
        }
    }
    shared.sort_unstable();
    let mut inner = html! {
        @match shared.first() {
            Some((kind, ..)) => {
                mark.(kind.as_str())
                    data-k=(join(shared.iter().map(|(_, number, _)| number.to_string())))
                    title=[hints(&shared)] { (text) }
            }
            None => (text),
        }
    };
    for (group, kind, value, ends) in found.into_iter().rev() {
        inner = html! {
            mark.found.(group) title=(value) { (inner) @if ends { small { (kind) } } }
        };
    }
    match differs {
        Some((severity, Some(link), message, ends)) => html! {
            a.differs.(severity.as_str()).end[ends] href={ "#" (link) } title=(message) { (inner) }
        },
        Some((severity, None, message, ends)) => html! {
            span.differs.(severity.as_str()).end[ends] title=(message) { (inner) }
        },
        None => inner,
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" ")
}

/// The keys for a person to read: `number:1400`. Of two words there is none, as each is the key
/// of the other: it lights up with it.
fn hints(shared: &[(AnchorKind, usize, &str)]) -> Option<String> {
    let keys = shared.iter().filter(|(kind, ..)| *kind != AnchorKind::Word);
    let keys = join(keys.map(|(_, _, key)| (*key).to_owned()));
    (!keys.is_empty()).then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(start: usize, end: usize, number: usize) -> Mark<'static> {
        let what = What::Shared { kind: AnchorKind::Word, number, key: "a=b" };
        Mark { span: Span::new(start, end), what }
    }

    #[test]
    fn overlapping_marks_are_cut_at_their_ends() {
        let html = marked("abcdef", Span::new(0, 6), &[shared(1, 4, 0), shared(3, 5, 1)]);
        let keys: Vec<&str> =
            html.0.split("data-k=\"").skip(1).map(|s| &s[..s.find('"').unwrap()]).collect();
        assert_eq!(keys, ["0", "0 1", "1"]);
        assert!(html.0.starts_with('a') && html.0.ends_with('f'));
    }

    #[test]
    fn what_is_found_inside_another_stands_inside_it() {
        let found = |start, end, kind| {
            let what = What::Found { group: "time", kind, value: "v".to_owned() };
            Mark { span: Span::new(start, end), what }
        };
        let html = marked("abcdef", Span::new(0, 6), &[found(0, 5, "event"), found(2, 4, "date")]);
        let flat = html.0.replace(" class=\"found time\" title=\"v\"", "");
        let expected = "<mark>ab</mark><mark><mark>cd<small>date</small></mark></mark>\
            <mark>e<small>event</small></mark>f";
        assert_eq!(flat, expected);
    }

    #[test]
    fn text_stays_text() {
        let html = marked("<script>\"x\"", Span::new(0, 11), &[shared(0, 4, 0)]);
        assert!(!html.0.contains("<script"));
    }

    #[test]
    fn marks_beyond_the_piece_are_clipped() {
        let html = marked("abcdef", Span::new(2, 4), &[shared(0, 6, 0)]);
        assert!(html.0.ends_with(">cd</mark>"), "{}", html.0);
    }
}
