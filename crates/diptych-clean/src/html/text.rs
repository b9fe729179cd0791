//! The text of pieces: entities decoded, white space as a reader sees it, every byte with its
//! place in the page.

use std::borrow::Cow;

use diptych_text::{OffsetMap, Rewriter, Span};

use super::page::Piece;

/// A part of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Atom<'h> {
    /// Characters that stand in the page as a reader sees them: no white space at either end, and
    /// none within that collapses.
    Plain(Span),
    /// An entity and what it stands for.
    Decoded(Span, Cow<'h, str>),
    /// White space that makes one space.
    Space,
    /// The end of a line.
    Break,
}

/// The parts of a piece, in order.
pub(crate) fn atoms<'h>(html: &'h str, piece: &Piece, mut take: impl FnMut(Atom<'h>)) {
    let Span { start, end } = piece.span;
    if start == end {
        return take(Atom::Break);
    }
    let bytes = html.as_bytes();
    let stops = |b: u8| b == b'&' || b.is_ascii_whitespace();
    let stop = |from: usize| bytes[from..end].iter().position(|&b| stops(b)).map(|i| from + i);
    let mut at = start;
    while at < end {
        let mut plain = stop(at).unwrap_or(end);
        // One space between two words stands as a reader sees it.
        while plain > at && plain + 1 < end && bytes[plain] == b' ' && !stops(bytes[plain + 1]) {
            plain = stop(plain + 1).unwrap_or(end);
        }
        if plain > at {
            take(Atom::Plain(Span::new(at, plain)));
            at = plain;
        } else if bytes[at] == b'&' {
            let (length, text) = entity(&html[at..end]);
            let span = Span::new(at, at + length);
            match &*text {
                "&" if length == 1 => take(Atom::Plain(span)),
                " " | "\t" | "\n" | "\r" | "\u{c}" => take(Atom::Space),
                _ => take(Atom::Decoded(span, text)),
            }
            at += length;
        } else {
            let run = bytes[at..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
            let ends = bytes[at..at + run].contains(&b'\n');
            take(if piece.is_preformatted && ends { Atom::Break } else { Atom::Space });
            at += run;
        }
    }
}

/// Bytes in which an entity is looked for: the longest name has 31 letters.
const LONGEST_ENTITY: usize = 34;

/// The entity that `text` starts with: its length and what it stands for; `&` itself when it is
/// none.
fn entity(text: &str) -> (usize, Cow<'_, str>) {
    let name = text
        .bytes()
        .skip(1)
        .take(LONGEST_ENTITY)
        .take_while(|&b| b.is_ascii_alphanumeric() || b == b'#')
        .count();
    let closed = text.as_bytes().get(name + 1) == Some(&b';');
    let whole = &text[..1 + name + usize::from(closed)];
    let decoded = htmlize::unescape(whole);
    if decoded == whole {
        return (1, Cow::Borrowed("&"));
    }
    // A name that needs no semicolon may be followed by letters: `&ampx`.
    let kept = whole
        .bytes()
        .rev()
        .zip(decoded.bytes().rev())
        .take_while(|(a, b)| a == b && b.is_ascii())
        .count()
        .min(whole.len() - 2);
    let kept = kept.min(decoded.len().saturating_sub(1));
    let mut text = decoded.into_owned();
    text.truncate(text.len() - kept);
    (whole.len() - kept, Cow::Owned(text))
}

/// Appends the text of pieces to `out`, without outer white space; lines end with `\n`.
pub(crate) fn push_text(html: &str, pieces: &[Piece], out: &mut String) {
    let start = out.len();
    let mut gap = "";
    for piece in pieces {
        atoms(html, piece, |atom| {
            let text = match &atom {
                Atom::Plain(span) => &html[*span],
                Atom::Decoded(_, text) => text,
                Atom::Space => {
                    if gap.is_empty() {
                        gap = " ";
                    }
                    return;
                }
                Atom::Break => {
                    gap = "\n";
                    return;
                }
            };
            if out.len() > start {
                out.push_str(gap);
            }
            gap = "";
            out.push_str(text);
        });
    }
}

/// Writes blocks of a page into one text and remembers where each byte comes from.
#[derive(Clone, Debug)]
pub(crate) struct Writer<'h> {
    rewriter: Rewriter<'h>,
    /// Where what was written last ends in the page.
    done: usize,
    /// What comes before the next character.
    gap: &'static str,
    /// How much was written.
    length: usize,
}

impl<'h> Writer<'h> {
    pub(crate) fn new(html: &'h str) -> Self {
        Self { rewriter: Rewriter::new(html), done: 0, gap: "", length: 0 }
    }

    /// Writes a block after `gap`, which is left out before the first; gives the span of its text.
    pub(crate) fn block(&mut self, pieces: &[Piece], gap: &'static str) -> Span {
        self.gap = gap;
        let mut first = None;
        let html = self.rewriter.source();
        for piece in pieces {
            atoms(html, piece, |atom| match atom {
                Atom::Plain(span) => {
                    self.fill(span.start);
                    first.get_or_insert(self.length);
                    self.length += span.len();
                    self.done = span.end;
                }
                Atom::Decoded(span, text) => {
                    self.fill(span.start);
                    first.get_or_insert(self.length);
                    self.rewriter.replace(span, &text);
                    self.length += text.len();
                    self.done = span.end;
                }
                Atom::Space if self.gap.is_empty() => self.gap = " ",
                Atom::Break if matches!(self.gap, "" | " ") => self.gap = "\n",
                Atom::Space | Atom::Break => {}
            });
        }
        Span::new(first.unwrap_or(self.length), self.length)
    }

    /// Replaces what stands between the last character and the next by the gap.
    fn fill(&mut self, start: usize) {
        let gap = if self.length == 0 { "" } else { self.gap };
        if start > self.done || !gap.is_empty() {
            self.rewriter.replace(Span::new(self.done, start), gap);
        }
        self.length += gap.len();
        self.gap = "";
    }

    /// The text and its map to the page.
    pub(crate) fn finish(mut self) -> (String, OffsetMap) {
        let end = self.rewriter.source().len();
        self.rewriter.delete(Span::new(self.done, end));
        let (text, map) = self.rewriter.finish();
        let mut text = text.into_owned();
        text.shrink_to_fit();
        (text, map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let span = Span::new(0, html.len());
        let piece = Piece { span, is_link: false, is_preformatted: false };
        let mut text = String::new();
        push_text(html, &[piece], &mut text);
        assert_eq!(text, expected);
        let mut writer = Writer::new(html);
        let written = writer.block(&[piece], "\n\n");
        let (text, map) = writer.finish();
        assert_eq!(text, expected);
        assert_eq!(written, Span::new(0, expected.len()));
        assert!(map.to_source(written).end <= html.len());
    }

    #[test]
    fn entities() {
        check("Fish &amp; chips", "Fish & chips");
        check("&laquo;&nbsp;Oui&nbsp;&raquo;", "«\u{a0}Oui\u{a0}»");
        check("Q&A, R&D; &unknown; &", "Q&A, R&D; &unknown; &");
        check("&ampx &notit; &semi;&#59;&#x3b; &#32;.", "&x ¬it; ;;; .");
        check("&amp;amp;lt;", "&amp;lt;");
    }

    #[test]
    fn white_space() {
        check(" \n one\t two\r\n\u{c}three \n", "one two three");
        check(" ", "");
    }
}
