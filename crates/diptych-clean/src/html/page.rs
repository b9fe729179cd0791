//! A page as a tree of elements and a list of blocks of text.

use diptych_text::Span;

use super::hints::Hints;
use super::tag::Tag;

/// A page that was read: its elements and blocks in document order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// The root first; each element before those inside it.
    pub(crate) elements: Vec<Element>,
    /// Stretches of text; those of a block lie together.
    pub(crate) pieces: Vec<Piece>,
    /// The runs of text between which a line ends.
    pub(crate) blocks: Vec<Block>,
    /// What `<head>` and attributes say of the page.
    pub(crate) facts: Vec<Fact>,
}

/// An element that can hold others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element {
    pub(crate) tag: Tag,
    /// The element around it; the root is its own.
    pub(crate) parent: usize,
    /// How many elements are around it.
    pub(crate) depth: u32,
    /// What its own attributes say.
    pub(crate) own: Hints,
    /// What those of the elements around it say, its own included.
    pub(crate) around: Hints,
    /// The tags of the elements around it, its own included, one bit each.
    pub(crate) tags: u64,
    /// The row and the cell of a table that it stands in; 0 for none.
    pub(crate) row: usize,
    pub(crate) cell: usize,
}

/// A stretch of text without a tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Where it stands in the page, entities and all; empty for a line break.
    pub(crate) span: Span,
    /// Whether it is part of a link.
    pub(crate) is_link: bool,
    /// Whether its line ends are those of the text.
    pub(crate) is_preformatted: bool,
}

/// Text that no block element, rule or double line break divides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// The smallest element around all of it.
    pub(crate) element: usize,
    /// Its first piece.
    pub(crate) first: usize,
    /// After its last piece.
    pub(crate) end: usize,
    /// Links that begin in it.
    pub(crate) links: usize,
}

/// A tag that says something of the page as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) kind: FactKind,
    /// The tag, or for what stands between tags the text there.
    pub(crate) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FactKind {
    /// A `<meta>` tag.
    Meta,
    /// A `<link>` tag.
    Link,
    /// The `<html>` tag.
    Html,
    /// A `<time>` tag.
    Time,
    /// A start tag with an `itemprop` or `rel="author"`.
    Property,
    /// The text of `<title>`.
    Title,
    /// The text of a script that is JSON-LD.
    JsonLd,
}

impl Element {
    /// Whether it is, or stands inside of, an element with this tag.
    pub(crate) const fn is_in(&self, tag: Tag) -> bool {
        self.tags >> tag as u32 & 1 == 1
    }
}

impl Page {
    /// The element at `index`.
    pub(crate) fn element(&self, index: usize) -> &Element {
        &self.elements[index]
    }

    /// The elements around `index`, itself first, the root last.
    pub(crate) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        let mut next = Some(index);
        std::iter::from_fn(move || {
            let one = next?;
            next = (one != 0).then(|| self.element(one).parent);
            Some(one)
        })
    }

    /// The nearest block element: `index` or one around it.
    pub(crate) fn container(&self, index: usize) -> usize {
        // Inline elements in a row are few on real pages; the bound keeps hostile ones linear.
        self.ancestors(index).take(32).find(|&i| self.element(i).tag.is_block()).unwrap_or(index)
    }

    /// Where a block stands in `html`, without outer white space.
    pub(crate) fn span(&self, html: &str, block: &Block) -> Span {
        let mut all: Option<Span> = None;
        for piece in self.pieces(block) {
            let span = piece.span.trim(html);
            if !span.is_empty() {
                all = Some(all.map_or(span, |all| all.cover(span)));
            }
        }
        all.unwrap_or_default()
    }

    /// The pieces of a block.
    pub(crate) fn pieces(&self, block: &Block) -> &[Piece] {
        &self.pieces[block.first..block.end]
    }
}
