//! Lines and paragraphs that come again, in one text or over a collection.

use std::borrow::Cow;

use diptych_text::{OffsetMap, Rewriter, Span};
use rustc_hash::FxHashMap;

use super::hash;

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Piece {
    /// What stands between line ends.
    #[default]
    Line,
    /// What stands between blank lines.
    Paragraph,
}

impl Piece {
    /// The name in Python and on the command line: `line`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Paragraph => "paragraph",
        }
    }
}

/// Drops lines or paragraphs that stood before in a collection of texts.
///
/// Either in one pass, [`add`](Self::add), where the first copy stays; or in two, first
/// [`count`](Self::count) all texts, then [`thin`](Self::thin) them, where no copy of what is too
/// frequent stays. Pieces are compared without regard to white space. What is kept is about 30
/// bytes a different piece: a hash of 64 bits (among n pieces, two share one with a chance of
/// n² / 2^65: one in 3,700 for 100 million), a count and the first text.
///
/// ```
/// use diptych_clean::{LineDeduplicator, Piece};
///
/// let mut lines = LineDeduplicator::new(Piece::Line);
/// assert_eq!(lines.add("Harbour news\nThe ferry is late.").text, "Harbour news\nThe ferry is late.");
/// let thinned = lines.add("Harbour  news\nThe crane is back.");
/// assert_eq!(thinned.text, "The crane is back.");
/// assert_eq!((thinned.repeats[0].first, thinned.repeats[0].copies), (0, 2));
/// ```
#[derive(Clone, Debug, Default)]
pub struct LineDeduplicator {
    piece: Piece,
    least: usize,
    counts: FxHashMap<u64, Count>,
    texts: u32,
}

#[derive(Clone, Copy, Debug)]
struct Count {
    copies: u32,
    first: u32,
}

/// A text without the pieces that came before.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thinned<'t> {
    /// What is left; borrowed when nothing was dropped.
    pub text: Cow<'t, str>,
    /// From `text` back to the source.
    pub map: OffsetMap,
    /// What was dropped, in order.
    pub repeats: Vec<Repeat>,
}

/// A piece that was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Repeat {
    /// Where it stood in the source, in bytes, without outer white space.
    pub span: Span,
    /// The number of the text it stood in first, from 0.
    pub first: usize,
    /// How many copies there are: up to this one after [`LineDeduplicator::add`], all that were
    /// counted after [`LineDeduplicator::thin`].
    pub copies: usize,
}

impl LineDeduplicator {
    /// One that knows no text yet.
    #[must_use]
    pub fn new(piece: Piece) -> Self {
        Self { piece, ..Self::default() }
    }

    /// Leaves pieces of fewer code points alone; 0 unless given. Dialogue has many short lines that
    /// come again and belong where they are.
    #[must_use]
    pub const fn min_characters(mut self, characters: usize) -> Self {
        self.least = characters;
        self
    }

    /// How many texts were added or counted.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.texts as usize
    }

    /// Whether none was.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.texts == 0
    }

    /// Drops from `text` what stood in it or in an earlier text before, and remembers the rest.
    pub fn add<'t>(&mut self, text: &'t str) -> Thinned<'t> {
        let number = self.begin();
        let pieces = self.pieces(text);
        let gone: Vec<Option<Repeat>> = pieces
            .iter()
            .map(|piece| {
                let Count { copies, first } = self.note(piece.hash?, number);
                (copies > 1).then(|| Repeat::new(piece.span, first, copies))
            })
            .collect();
        without(text, &pieces, gone)
    }

    /// Counts the pieces of `text` and changes nothing.
    pub fn count(&mut self, text: &str) {
        let number = self.begin();
        for piece in self.pieces(text) {
            if let Some(hash) = piece.hash {
                self.note(hash, number);
            }
        }
    }

    /// Drops from `text` every piece of which `copies` or more were counted.
    #[must_use]
    pub fn thin<'t>(&self, text: &'t str, copies: usize) -> Thinned<'t> {
        let pieces = self.pieces(text);
        let gone: Vec<Option<Repeat>> = pieces
            .iter()
            .map(|piece| {
                let count = self.counts.get(&piece.hash?)?;
                let repeat = Repeat::new(piece.span, count.first, count.copies);
                (repeat.copies >= copies).then_some(repeat)
            })
            .collect();
        without(text, &pieces, gone)
    }

    /// The number of a text that begins.
    fn begin(&mut self) -> u32 {
        let number = self.texts;
        self.texts = number.saturating_add(1);
        number
    }

    fn note(&mut self, hash: u64, text: u32) -> Count {
        let count = self.counts.entry(hash).or_insert(Count { copies: 0, first: text });
        count.copies = count.copies.saturating_add(1);
        *count
    }

    /// The pieces of a text.
    fn pieces(&self, text: &str) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut start = 0;
        let mut blank = true;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            let span = Span::new(start, end).trim(text);
            match found.last_mut() {
                _ if span.is_empty() => {}
                Some(last) if self.piece == Piece::Paragraph && !blank => last.span.end = span.end,
                _ => found.push(Found { start, span, hash: None }),
            }
            blank = span.is_empty();
            start = end + 1;
        }
        for piece in &mut found {
            let text = &text[piece.span];
            let long = self.least == 0 || text.chars().nth(self.least - 1).is_some();
            piece.hash = long.then(|| hash(text));
        }
        found
    }
}

impl Repeat {
    const fn new(span: Span, first: u32, copies: u32) -> Self {
        Self { span, first: first as usize, copies: copies as usize }
    }
}

/// A line or paragraph.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// Where its first line starts, white space and all.
    start: usize,
    span: Span,
    /// `None` for one that is too short to be looked at.
    hash: Option<u64>,
}

/// `text` without the pieces that are gone: each goes with the gap behind it, the last ones with
/// the gap before them.
fn without<'t>(text: &'t str, pieces: &[Found], gone: Vec<Option<Repeat>>) -> Thinned<'t> {
    let mut rewriter = Rewriter::new(text);
    let kept = gone.iter().rposition(Option::is_none).map_or(0, |i| i + 1);
    for i in 0..kept {
        if gone[i].is_some() {
            rewriter.delete(Span::new(pieces[i].start, pieces[i + 1].start));
        }
    }
    if kept < pieces.len() {
        let from = if kept == 0 { pieces[0].start } else { pieces[kept - 1].span.end };
        rewriter.delete(Span::new(from, pieces[pieces.len() - 1].span.end));
    }
    let (text, map) = rewriter.finish();
    Thinned { text, map, repeats: gone.into_iter().flatten().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(piece: Piece, texts: &[&str], expected: &[&str]) {
        let mut lines = LineDeduplicator::new(piece);
        for (text, expected) in texts.iter().zip(expected) {
            let thinned = lines.add(text);
            assert_eq!(thinned.text, *expected, "{text:?}");
            assert_eq!(thinned.repeats.is_empty(), thinned.map.is_identity(), "{text:?}");
        }
    }

    #[test]
    fn the_first_copy_stays() {
        check(Piece::Line, &["a\nb\na\n", "b\n\n  c\n b", "b", ""], &["a\nb\n", "  c", "", ""]);
        check(Piece::Line, &["x\n\ny\n\nz", "x\ny", "y\nw\nz\nv"], &["x\n\ny\n\nz", "", "w\nv"]);
        check(
            Piece::Paragraph,
            &["a\nb\n\nc", "b\n\na\nb\n \nd\n", "c\n\nc e"],
            &["a\nb\n\nc", "b\n\nd\n", "c e"],
        );
    }

    #[test]
    fn all_copies_of_what_is_frequent_go() {
        let mut lines = LineDeduplicator::new(Piece::Line).min_characters(2);
        let texts = ["Menu\nOne\n*", "Menu\nTwo\n*", "Menu\nOne\n*"];
        texts.iter().for_each(|text| lines.count(text));
        let thinned: Vec<_> = texts.iter().map(|text| lines.thin(text, 3).text).collect();
        assert_eq!(thinned, ["One\n*", "Two\n*", "One\n*"]);
        let repeat = lines.thin(texts[1], 3).repeats[0];
        assert_eq!((repeat.first, repeat.copies, repeat.span), (0, 3, Span::new(0, 4)));
    }
}
