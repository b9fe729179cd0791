//! Reads a page: tokens by `html5gum`, the tree and the blocks by this module.
//!
//! Weighed on the 97 pages of html-aeb (17.8 MB, 2 cores, 2026-11-21), tokens alone: `html5gum`
//! 840 MB/s, `tl` 650 (not spec-compliant, last release 2023), `lol_html` 500 (a rewriter with ten
//! dependencies). `html5ever` and the trees made of it have no byte offsets. `html5gum` follows
//! the HTML Standard, has no dependencies and no unsafe code, and tells where it is in bytes.
//!
//! The tree is not that of the standard, which moves misplaced elements: here every element stays
//! where it stands, so that all spans are in order. End tags that are left out are understood.

use std::convert::Infallible;
use std::hash::Hasher;

use diptych_text::Span;
use html5gum::emitters::{Emitter, ForwardingEmitter, naive_next_state};
use html5gum::{Error, State, Tokenizer};
use rustc_hash::FxHasher;

use super::hints::{Hint, Hints};
use super::page::{Block, Element, Fact, FactKind, Page, Piece};
use super::tag::Tag;

/// Reads a page, whatever it holds.
pub(crate) fn parse(html: &str) -> Page {
    let mut builder = Builder::new(html);
    let Ok(()) = Tokenizer::new_with_emitter(html, ByReference(&mut builder)).finish();
    builder.flush();
    builder.page
}

/// Lends a builder to a tokenizer, which keeps what it is given.
struct ByReference<'b, 'h>(&'b mut Builder<'h>);

impl ForwardingEmitter for ByReference<'_, '_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        self.0
    }
}

/// Slots for the names that [`Tag`] does not tell apart.
const OTHER_NAMES: usize = 64;

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    element: usize,
    tag: Tag,
    /// Tells apart names that share a slot.
    name: u64,
    slot: usize,
    /// The place on the stack of the next open element of its slot; 0 for none.
    same: usize,
    /// The place of the nearest block element, itself included; so with the others.
    block: usize,
    scope: usize,
    table: usize,
}

/// What an attribute is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    No,
    Hints,
    ItemProperty,
    Relation,
    Style,
    AriaHidden,
    Type,
}

/// Builds a page out of tokens.
struct Builder<'h> {
    html: &'h str,
    page: Page,
    /// The stack of open elements, the root at place 0.
    open: Vec<Open>,
    /// For each slot the place of its innermost open element; 0 for none.
    nearest: [usize; Tag::COUNT + OTHER_NAMES],
    /// How many open elements are not read.
    unread: usize,
    /// The place of the open link.
    link: Option<usize>,
    /// The block that is being read: its first piece, its links, and the length that the stack
    /// had at least since its first piece.
    first: usize,
    links: usize,
    floor: usize,

    // The state of the token that is being read.
    position: usize,
    /// Where the last `<` stands.
    tag_start: usize,
    /// Where the text after the last tag begins, and where the last characters of it were seen.
    text_start: usize,
    text_seen: usize,
    is_end: bool,
    name: Vec<u8>,
    last_start: Vec<u8>,
    attribute: Vec<u8>,
    value: Vec<u8>,
    wanted: Wanted,
    hints: Hints,
    has_href: bool,
    has_property: bool,
    is_json_ld: bool,
}

impl<'h> Builder<'h> {
    fn new(html: &'h str) -> Self {
        let root = Element {
            tag: Tag::Root,
            parent: 0,
            depth: 0,
            own: Hints::NONE,
            around: Hints::NONE,
            tags: 0,
            row: 0,
            cell: 0,
        };
        let open = Open {
            element: 0,
            tag: Tag::Root,
            name: 0,
            slot: Tag::Root as usize,
            same: 0,
            block: 0,
            scope: 0,
            table: 0,
        };
        Self {
            html,
            page: Page { elements: vec![root], ..Page::default() },
            open: vec![open],
            nearest: [0; Tag::COUNT + OTHER_NAMES],
            unread: 0,
            link: None,
            first: 0,
            links: 0,
            floor: 1,
            position: 0,
            tag_start: 0,
            text_start: 0,
            text_seen: 0,
            is_end: false,
            name: Vec::new(),
            last_start: Vec::new(),
            attribute: Vec::new(),
            value: Vec::new(),
            wanted: Wanted::No,
            hints: Hints::NONE,
            has_href: false,
            has_property: false,
            is_json_ld: false,
        }
    }

    /// The innermost open element.
    fn top(&self) -> Open {
        *self.open.last().expect("the root is never closed")
    }

    /// Takes in the text before `end`.
    fn text(&mut self, end: usize) {
        let span = Span::new(self.text_start, end.max(self.text_start));
        let seen = self.text_seen > self.text_start;
        self.text_start = self.position;
        if !seen || span.is_empty() {
            return;
        }
        let top = self.top();
        match top.tag {
            Tag::Title if self.unread == 1 => self.fact(FactKind::Title, span),
            Tag::Script if self.is_json_ld => self.fact(FactKind::JsonLd, span),
            _ => {}
        }
        if self.unread > 0 || top.tag == Tag::Head {
            return;
        }
        let blank = self.html.as_bytes()[span.range()].iter().all(u8::is_ascii_whitespace);
        let is_preformatted = self.nearest[Tag::Pre as usize] > 0;
        if self.page.pieces.len() == self.first {
            if blank {
                return;
            }
            self.floor = self.open.len();
        }
        self.page.pieces.push(Piece { span, is_link: self.link.is_some(), is_preformatted });
    }

    fn fact(&mut self, kind: FactKind, span: Span) {
        self.page.facts.push(Fact { kind, span });
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        let end = self.page.pieces.len();
        if end > self.first {
            let element = self.open[self.floor.min(self.open.len()) - 1].element;
            self.page.blocks.push(Block { element, first: self.first, end, links: self.links });
        }
        self.first = end;
        self.links = 0;
    }

    /// A line break; the second in a row ends the block.
    fn line_break(&mut self) {
        if self.page.pieces.len() == self.first || self.unread > 0 {
            return;
        }
        let bytes = self.html.as_bytes();
        let last_text = self.page.pieces[self.first..].iter().rev().find(|piece| {
            !bytes[piece.span.range()].iter().all(u8::is_ascii_whitespace) || piece.span.is_empty()
        });
        if last_text.is_some_and(|piece| piece.span.is_empty()) {
            self.flush();
        } else {
            let span = Span::new(self.tag_start, self.tag_start);
            self.page.pieces.push(Piece { span, is_link: false, is_preformatted: false });
        }
    }

    /// Closes the elements from place `at` on.
    fn close_from(&mut self, at: usize) {
        while self.open.len() > at.max(1) {
            if self.top().tag.is_block() {
                self.flush();
            }
            let Some(closed) = self.open.pop() else { return };
            self.nearest[closed.slot] = closed.same;
            self.unread -= usize::from(closed.tag.is_unread());
            self.floor = self.floor.min(self.open.len());
            if self.link.is_some_and(|place| place >= self.open.len()) {
                self.link = None;
            }
        }
    }

    /// The place of the innermost open element with this tag.
    fn place(&self, tag: Tag) -> usize {
        self.nearest[tag as usize]
    }

    /// Closes the innermost element of `tag` unless one of `border` is nearer.
    fn close_implied(&mut self, tag: Tag, border: usize) {
        let place = self.place(tag);
        if place > border {
            self.close_from(place);
        }
    }

    fn slot(&self, tag: Tag) -> (usize, u64) {
        if matches!(tag, Tag::Inline | Tag::Custom | Tag::Skipped) {
            let mut hasher = FxHasher::default();
            hasher.write(&self.name);
            let name = hasher.finish();
            let slot = usize::try_from(name >> 40).unwrap_or(0) % OTHER_NAMES;
            (Tag::COUNT + slot, name)
        } else {
            (tag as usize, 0)
        }
    }

    fn start_tag(&mut self, tag: Tag, span: Span) {
        match tag {
            Tag::Meta => return self.fact(FactKind::Meta, span),
            Tag::Link => return self.fact(FactKind::Link, span),
            Tag::Br => return self.line_break(),
            Tag::Void => return,
            Tag::Html => self.fact(FactKind::Html, span),
            Tag::Time => self.fact(FactKind::Time, span),
            _ => {}
        }
        if self.has_property {
            self.fact(FactKind::Property, span);
        }
        if tag == Tag::Hr {
            return self.flush();
        }
        if matches!(tag, Tag::Html | Tag::Body) && self.place(tag) > 0 {
            return;
        }
        if tag.is_block() {
            self.flush();
            self.close_before(tag);
        }
        self.push(tag);
    }

    /// Closes the elements whose end tags may be left out before `tag`.
    fn close_before(&mut self, tag: Tag) {
        let scope = self.top().scope;
        if tag == Tag::Body {
            self.close_implied(Tag::Head, 0);
        }
        self.close_implied(Tag::P, scope);
        let table = self.top().table;
        match tag {
            Tag::Li => self.close_implied(Tag::Li, self.place(Tag::List).max(self.top().scope)),
            Tag::Definition => {
                self.close_implied(Tag::Definition, self.place(Tag::Dl).max(self.top().scope));
            }
            Tag::Option => self.close_implied(Tag::Option, 0),
            Tag::Cell => self.close_implied(Tag::Cell, table),
            Tag::Tr => self.close_implied(Tag::Tr, table),
            Tag::RowGroup => self.close_implied(Tag::RowGroup, table),
            Tag::H1 | Tag::Heading if matches!(self.top().tag, Tag::H1 | Tag::Heading) => {
                self.close_from(self.open.len() - 1);
            }
            _ => {}
        }
    }

    fn push(&mut self, tag: Tag) {
        let top = self.top();
        let parent = top.element;
        let around = self.page.elements[parent];
        let own = if matches!(tag, Tag::Html | Tag::Body) { Hints::NONE } else { self.hints };
        let element = self.page.elements.len();
        let (row, cell) = match tag {
            Tag::Table => (0, 0),
            Tag::Tr => (element, 0),
            Tag::Cell => (around.row, element),
            _ => (around.row, around.cell),
        };
        self.page.elements.push(Element {
            tag,
            row,
            cell,
            parent,
            depth: around.depth + 1,
            own,
            around: around.around | own,
            tags: around.tags | 1 << tag as u32,
        });
        let place = self.open.len();
        let (slot, name) = self.slot(tag);
        self.open.push(Open {
            element,
            tag,
            name,
            slot,
            same: self.nearest[slot],
            block: if tag.is_block() { place } else { top.block },
            scope: if tag.is_scope() { place } else { top.scope },
            table: if tag == Tag::Table { place } else { top.table },
        });
        self.nearest[slot] = place;
        self.unread += usize::from(tag.is_unread());
        if tag == Tag::A {
            // A link in a link ends the outer one (HTML Standard, 13.2.6.4.7).
            self.link = self.has_href.then_some(place);
            self.links += usize::from(self.has_href && self.unread == 0);
        }
    }

    fn end_tag(&mut self, tag: Tag) {
        match tag {
            Tag::Br => return self.line_break(),
            Tag::Html | Tag::Body | Tag::Root => return,
            Tag::A => self.link = None,
            _ if tag.is_void() => return,
            _ => {}
        }
        let (slot, name) = self.slot(tag);
        let place = self.nearest[slot];
        if place == 0 || self.open[place].name != name {
            return;
        }
        let top = self.top();
        let border = match tag {
            Tag::Table | Tag::Skipped | Tag::Script | Tag::Title => 0,
            Tag::Tr | Tag::RowGroup | Tag::Cell => top.table,
            _ if tag.is_block() => top.scope,
            // What is misnested with blocks ends where its block does.
            _ => top.block,
        };
        if place >= border {
            self.close_from(place);
        }
    }

    /// Takes in the attribute that has just ended.
    fn finish_attribute(&mut self) {
        let value = &self.value[..];
        match self.wanted {
            Wanted::No => match &self.attribute[..] {
                b"href" => self.has_href = true,
                b"hidden" => self.hints = self.hints.with(Hint::Hidden),
                _ => {}
            },
            Wanted::Hints => self.hints.read(value),
            Wanted::ItemProperty => {
                self.hints.read(value);
                self.has_property = true;
            }
            Wanted::Relation => self.has_property |= value.eq_ignore_ascii_case(b"author"),
            Wanted::Style => {
                let bare: Vec<u8> = value
                    .iter()
                    .take(200)
                    .filter(|b| !b.is_ascii_whitespace())
                    .map(u8::to_ascii_lowercase)
                    .collect();
                let hides = |what: &[u8]| memchr::memmem::find(&bare, what).is_some();
                if hides(b"display:none") || hides(b"visibility:hidden") {
                    self.hints = self.hints.with(Hint::Hidden);
                }
            }
            Wanted::AriaHidden => {
                if value.eq_ignore_ascii_case(b"true") {
                    self.hints = self.hints.with(Hint::Hidden);
                }
            }
            Wanted::Type => {
                self.is_json_ld |= value.trim_ascii().eq_ignore_ascii_case(b"application/ld+json");
            }
        }
        self.wanted = Wanted::No;
        self.value.clear();
        self.attribute.clear();
    }

    /// The name of the attribute is read, its value comes.
    fn want_attribute(&mut self) {
        self.wanted = match &self.attribute[..] {
            b"class" | b"id" | b"role" | b"data-testid" | b"data-component" | b"data-module"
            | b"data-qa" | b"data-name" | b"aria-label" => Wanted::Hints,
            b"itemprop" => Wanted::ItemProperty,
            b"rel" => Wanted::Relation,
            b"style" => Wanted::Style,
            b"aria-hidden" => Wanted::AriaHidden,
            b"type" => Wanted::Type,
            _ => Wanted::No,
        };
    }

    fn init_tag(&mut self, is_end: bool) {
        self.is_end = is_end;
        self.name.clear();
        self.attribute.clear();
        self.value.clear();
        self.wanted = Wanted::No;
        self.hints = Hints::NONE;
        self.has_href = false;
        self.has_property = false;
        if !is_end {
            self.is_json_ld = false;
        }
    }
}

impl Emitter for Builder<'_> {
    type Token = Infallible;

    fn emit_string(&mut self, _: &[u8]) {
        self.text_seen = self.position;
    }

    fn emit_eof(&mut self) {
        // A tag that does not end is none, and no text either.
        let end = if self.text_seen > self.tag_start { self.html.len() } else { self.tag_start };
        self.text(end);
    }

    fn start_open_tag(&mut self) {
        // The `<` is read already.
        self.tag_start = self.position - 1;
    }

    fn init_start_tag(&mut self) {
        self.init_tag(false);
    }

    fn init_end_tag(&mut self) {
        self.init_tag(true);
    }

    fn push_tag_name(&mut self, s: &[u8]) {
        self.name.extend_from_slice(s);
    }

    fn init_attribute(&mut self) {
        self.finish_attribute();
    }

    fn push_attribute_name(&mut self, s: &[u8]) {
        self.attribute.extend_from_slice(s);
    }

    fn init_attribute_value(&mut self) {
        self.want_attribute();
    }

    fn push_attribute_value(&mut self, s: &[u8]) {
        if self.wanted != Wanted::No {
            self.value.extend_from_slice(s);
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.finish_attribute();
        let end = self.position;
        self.text(self.tag_start);
        let tag = Tag::of(&self.name);
        if self.is_end {
            self.end_tag(tag);
            return None;
        }
        self.start_tag(tag, Span::new(self.tag_start, end));
        std::mem::swap(&mut self.last_start, &mut self.name);
        naive_next_state(&self.last_start)
    }

    fn emit_current_comment(&mut self) {
        self.text(self.tag_start);
    }

    fn emit_current_doctype(&mut self) {
        self.text(self.tag_start);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && self.name == self.last_start
    }

    #[inline]
    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn set_last_start_tag(&mut self, _: Option<&[u8]>) {}
    fn emit_error(&mut self, _: Error) {}
    fn init_comment(&mut self) {}
    fn set_self_closing(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
