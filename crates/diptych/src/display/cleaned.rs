//! What cleaning changed: a diff with reasons.

use maud::{Markup, html};

use diptych_clean::{Block, Edit, Step};
use diptych_text::Span;

use super::parts::{count, dropped_list};
use super::{Room, fragment, table};

/// What cleaning did to `source`, as HTML for a notebook: the source with what went struck through
/// and what came underlined (step and reason at each, `title`), a table of the changes and the
/// dropped lines, both folded. White space and what cannot be seen is shown by signs. See the
/// [module](super).
///
/// ```
/// use diptych::{Cleaner, display};
///
/// let source = "The ferry\u{a0}was late. .";
/// let cleaned = Cleaner::new().clean(source);
/// let html = display::cleaned(source, &cleaned.edits, &cleaned.blocks);
/// assert!(html.contains("unusual space between words"));
/// ```
///
/// # Panics
///
/// When an edit or a block lies outside of `source`.
#[must_use]
pub fn cleaned(source: &str, edits: &[Edit], blocks: &[Block]) -> String {
    let dropped = blocks.iter().filter(|block| !block.keep);
    let left_out = dropped.clone().count();
    fragment(&html! {
        div.pair {
            div.heading {
                span.names { b { "Cleaned" } }
                " " span.about {
                    @if edits.is_empty() { "nothing to change" }
                    @else { (count(edits.len(), "change", "changes")) }
                    @for step in Step::ALL {
                        @let n = edits.iter().filter(|edit| edit.step == step).count();
                        @if n > 0 { " · " (step) " " (n) }
                    }
                }
            }
            (diff(source, edits))
            @if !edits.is_empty() {
                details.dropped {
                    summary { (count(edits.len(), "change", "changes")) }
                    (changes(source, edits))
                }
            }
            @if left_out > 0 {
                details.dropped {
                    summary {
                        "Not part of the text: " (left_out) " of "
                        (count(blocks.len(), "line", "lines"))
                    }
                    (dropped_list(source, dropped, None))
                }
            }
        }
    })
}

/// The source with the edits in place.
fn diff(source: &str, edits: &[Edit]) -> Markup {
    let shown = Room::LIMITED.bytes(source);
    let mut at = 0;
    let mut pieces: Vec<Markup> = Vec::new();
    for edit in edits.iter().take_while(|edit| edit.span.end <= shown) {
        pieces.push(html! { (source[Span::new(at, edit.span.start)]) });
        at = edit.span.end;
        let title = format!("{}: {}", edit.step, edit.reason);
        let line = edit.step == Step::Boilerplate;
        pieces.push(html! {
            @if !edit.span.is_empty() {
                del.line[line] title=(title) { (visible(&source[edit.span], line)) }
            }
            @if !edit.replacement.is_empty() {
                ins title=(title) { (visible(&edit.replacement, false)) }
            }
        });
    }
    pieces.push(html! { (source[Span::new(at, shown.max(at))]) });
    html! {
        div.text.diff dir="auto" { @for piece in pieces { (piece) } }
        @if shown < source.len() {
            p.more { "… " (source[Span::new(shown, source.len())].chars().count()) " more characters not shown" }
        }
    }
}

/// A piece of text with signs for what cannot be seen. In a line that is dropped as a whole, white
/// space stays what it is.
fn visible(text: &str, line: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if line && (c == '\n' || c == ' ') => out.push(c),
            ' ' => out.push('␣'),
            '\n' => out.push_str("⏎\n"),
            '\t' => out.push('⇥'),
            _ if c.is_control() || c.is_whitespace() || is_invisible(c) => {
                out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out
}

/// Format characters: they have no look of their own, and some change the order of what follows.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    )
}

/// One row for each edit.
fn changes(source: &str, edits: &[Edit]) -> Markup {
    let shown = &edits[..edits.len().min(table::ROWS)];
    let (mut line, mut at) = (1, 0);
    let mut rows = Vec::with_capacity(shown.len());
    for edit in shown {
        line += source[Span::new(at, edit.span.start)].matches('\n').count();
        at = edit.span.start;
        rows.push((line, edit));
    }
    html! {
        table {
            thead { tr { th { "Line" } th { "Step" } th { "Was" } th { "Is" } th { "Why" } } }
            tbody {
                @for (line, edit) in rows {
                    tr {
                        td { (line) }
                        td { (edit.step) }
                        td dir="auto" { (excerpt(&visible(&source[edit.span], false))) }
                        td dir="auto" { (excerpt(&visible(&edit.replacement, false))) }
                        td { (edit.reason) }
                    }
                }
            }
        }
        (table::rest(edits.len()))
    }
}

/// Code points of a cell at most; the diff above has all of it.
const CELL: usize = 80;

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(CELL) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use diptych_clean::Cleaner;

    #[test]
    fn taking_out_what_went_gives_the_clean_text() {
        let source = "The  <i>ferry\u{a0}was</i> la\u{ad}te. .\nNobody waved.";
        let cleaned = Cleaner::new().clean(source);
        let html = diff(source, &cleaned.edits).0;
        let mut kept = String::new();
        for (i, part) in html.split("<del").enumerate() {
            kept += if i == 0 { part } else { part.split_once("</del>").unwrap().1 };
        }
        let kept = kept.split('<').map(|tag| tag.rsplit_once('>').map_or(tag, |(_, text)| text));
        let kept = kept.collect::<String>().replace("&lt;", "<").replace("&gt;", ">");
        assert_eq!(kept.replace('␣', " "), cleaned.text);
    }

    #[test]
    fn what_cannot_be_seen_is_named() {
        assert_eq!(visible("a\u{202e}b\u{a0}\t", false), "a⟨U+202E⟩b⟨U+00A0⟩⇥");
    }

    #[test]
    fn lines_are_counted() {
        let source = "One.\n\nTwo  words.\n";
        let cleaned = Cleaner::new().clean(source);
        assert!(changes(source, &cleaned.edits).0.contains("<tr><td>3</td><td>white_space</td>"));
    }
}
