//! Paragraphs, list items and headings.

use diptych_text::Span;

use crate::layout::{self, Break, Lines};

/// Splits `text` into paragraphs.
///
/// Gives spans in **bytes**, in order, disjoint, without outer white space; together they cover
/// every character that is not white space. A blank line ends a paragraph, and so does a single
/// line break, as scraped text has it, unless it only wraps a line: the lines around it are of like
/// length, none longer than a printed page is wide, and the next word would not have fitted. A list
/// item and a heading are paragraphs of their own when a line break says so.
///
/// ```
/// use diptych_segment::paragraphs;
///
/// let text = "A heading\nOne paragraph on one line.\n\n- an item\n- another";
/// let found: Vec<&str> = paragraphs(text).into_iter().map(|s| &text[s]).collect();
/// assert_eq!(found, ["A heading", "One paragraph on one line.", "- an item", "- another"]);
/// ```
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    let mut at = start;
    let mut lines = Lines::default();
    lines.restart(start);
    let stop = |c: char| crate::chars::is_line_break(c);
    while let Some(found) = text[at..].find(stop) {
        let end = at + text[at..at + found].trim_end().len();
        let (breaks, next) = layout::gap(text, end);
        let ends = match breaks {
            Break::None => false,
            Break::Line => next < text.len() && !lines.is_wrap(text, end, next),
            Break::Paragraph => {
                lines.restart(next);
                true
            }
        };
        if ends {
            spans.push(Span::new(start, end));
            start = next;
        }
        at = next;
    }
    let last = Span::new(start, text.len()).trim(text);
    if !last.is_empty() {
        spans.push(last);
    }
    spans
}
