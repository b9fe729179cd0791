//! What is known of each block of a page, as numbers for the model.

use std::sync::LazyLock;

use diptych_text::Span;

use super::hints::{Hint, Hints};
use super::metadata::{Claim, Key, bare};
use super::page::{Block, Page};
use super::tag::Tag;
use super::text::push_text;
use crate::boilerplate::line::{Evidence, Line};

/// A block as a reader sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Its text in [`Measured::texts`].
    pub(crate) text: Span,
    /// Characters, and those of them in links.
    pub(crate) chars: f32,
    pub(crate) link_chars: f32,
    pub(crate) words: f32,
    pub(crate) commas: f32,
    pub(crate) digits: f32,
    pub(crate) capitals: f32,
    pub(crate) lines: f32,
    /// Whether it ends as a sentence does.
    pub(crate) terminal: bool,
    pub(crate) prose: bool,
    pub(crate) evidence: Evidence,
    /// The nearest block element.
    pub(crate) container: usize,
    /// Whether the same text stands earlier in the page.
    pub(crate) repeated: bool,
    /// Whether it is the title that the page gives itself, or begins as its description does.
    pub(crate) is_title: bool,
    pub(crate) is_lead: bool,
}

/// Sums over an element and all inside it.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    chars: f32,
    link_chars: f32,
    /// Characters in running text outside of links.
    prose: f32,
    blocks: f32,
    /// Blocks that are running text.
    paragraphs: f32,
    /// Votes of the paragraphs in and near it.
    votes: f32,
}

/// The blocks of a page with what was measured of them.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    pub(crate) texts: String,
    pub(crate) shapes: Vec<Shape>,
    sums: Vec<Sums>,
    /// The element that holds most of the running text the closest.
    top: usize,
    /// The block with the title that the page gives itself, or the first in an `<h1>`.
    pub(crate) headline: Option<usize>,
    /// The first block that begins as the page's description of itself.
    pub(crate) lead: Option<usize>,
    articles: usize,
}

impl Measured {
    /// Measures the blocks of a page; those without a letter or figure are left out of it.
    pub(crate) fn new(html: &str, page: &mut Page, claims: &[Claim]) -> Self {
        let mut texts = String::new();
        let mut seen = rustc_hash::FxHashSet::default();
        let clues = Clues::new(claims);
        let mut shapes = Vec::with_capacity(page.blocks.len());
        let mut blocks = std::mem::take(&mut page.blocks);
        blocks.retain(|block| {
            let start = texts.len();
            push_text(html, page.pieces(block), &mut texts);
            let text = Span::new(start, texts.len());
            if !texts[text].contains(char::is_alphanumeric) {
                texts.truncate(start);
                return false;
            }
            let mut shape = shape(page, block, &texts, text);
            shape.repeated = !seen.insert(hash(&texts[text]));
            (shape.is_title, shape.is_lead) = clues.tell(&texts[text]);
            shapes.push(shape);
            true
        });
        page.blocks = blocks;
        let mut measured = Self {
            texts,
            shapes,
            sums: vec![Sums::default(); page.elements.len()],
            top: 0,
            headline: None,
            lead: None,
            articles: page.elements.iter().filter(|e| e.tag == Tag::Article).count(),
        };
        measured.sum(page);
        let in_h1 = |i: &usize| page.element(page.blocks[*i].element).is_in(Tag::H1);
        let titles = (0..page.blocks.len()).filter(|&i| measured.shapes[i].is_title);
        let is_heading =
            |i: &usize| matches!(page.element(measured.shapes[*i].container).tag, Tag::Heading);
        measured.headline = titles
            .clone()
            .find(in_h1)
            .or_else(|| titles.clone().find(is_heading))
            .or_else(|| (0..page.blocks.len()).find(in_h1))
            .or_else(|| titles.clone().next());
        measured.lead = measured
            .shapes
            .iter()
            .enumerate()
            .filter(|(_, shape)| shape.is_lead)
            .max_by_key(|(i, shape)| {
                (shape.prose, shape.link_chars < 0.5 * shape.chars, std::cmp::Reverse(*i))
            })
            .map(|(i, _)| i);
        measured
    }

    /// The text of a block.
    pub(crate) fn text(&self, block: usize) -> &str {
        &self.texts[self.shapes[block].text]
    }

    fn sum(&mut self, page: &Page) {
        for shape in &self.shapes {
            let free = shape.chars - shape.link_chars;
            let density = shape.link_chars / shape.chars.max(1.0);
            let is_paragraph =
                shape.words >= 12.0 && density < 0.4 && (shape.terminal || shape.prose);
            let own = &mut self.sums[shape.container];
            own.chars += shape.chars;
            own.link_chars += shape.link_chars;
            own.blocks += 1.0;
            if !is_paragraph {
                continue;
            }
            own.prose += free;
            own.paragraphs += 1.0;
            // As Readability has it (Arc90, 2009): a paragraph votes for the elements around it,
            // the nearer the more.
            let vote = (1.0 + shape.commas.min(8.0) + (free / 100.0).min(4.0)) * (1.0 - density);
            let is_line = page.element(shape.container).tag.is_line();
            let shares = [1.0, 0.6, 0.35, 0.2, 0.1];
            for (share, element) in
                shares.iter().zip(page.ancestors(shape.container).skip(usize::from(is_line)))
            {
                self.sums[element].votes += vote * share;
            }
        }
        for i in (1..page.elements.len()).rev() {
            let inner = self.sums[i];
            let outer = &mut self.sums[page.elements[i].parent];
            outer.chars += inner.chars;
            outer.link_chars += inner.link_chars;
            outer.prose += inner.prose;
            outer.blocks += inner.blocks;
            outer.paragraphs += inner.paragraphs;
        }
        let score = |i: usize| {
            let sums = &self.sums[i];
            sums.votes * (1.0 - sums.link_chars / sums.chars.max(1.0))
        };
        self.top = (0..page.elements.len())
            .max_by(|&a, &b| score(a).total_cmp(&score(b)).then(b.cmp(&a)))
            .unwrap_or(0);
    }
}

fn hash(text: &str) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// What the page says of itself, to be known again in its blocks.
struct Clues {
    titles: Vec<String>,
    leads: Vec<String>,
}

/// Letters and figures of a description that a block must begin with.
const LEAD: usize = 36;

/// Bytes of a text that are compared with titles.
const LONGEST_TITLE: usize = 400;

/// The first bytes of a text, about `length` of them, in whole characters.
fn head(text: &str, length: usize) -> &str {
    let end = (length..text.len()).find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(text.len())]
}

impl Clues {
    fn new(claims: &[Claim]) -> Self {
        let values = |key| {
            let mut all: Vec<String> = claims
                .iter()
                .filter(|claim| claim.key == key)
                .take(8)
                .map(|claim| bare(head(&claim.value, LONGEST_TITLE)).into_owned())
                .filter(|value| value.len() >= 12)
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let mut leads = values(Key::Description);
        leads.retain(|lead| lead.len() >= LEAD);
        for lead in &mut leads {
            *lead = head(lead, LEAD).to_owned();
        }
        Self { titles: values(Key::Title), leads }
    }

    /// Whether a text is a title, and whether it begins as a description.
    fn tell(&self, text: &str) -> (bool, bool) {
        if text.len() < 12 || (self.titles.is_empty() && self.leads.is_empty()) {
            return (false, false);
        }
        let text = bare(head(text, LONGEST_TITLE)).into_owned();
        // The name of the site may follow the title, on the page or in what it says.
        let is_title = text.len() >= 12
            && self.titles.iter().any(|title| {
                title.starts_with(&text)
                    || (text.starts_with(&**title) && text.len() < title.len() + 30)
            });
        (is_title, self.leads.iter().any(|lead| text.starts_with(&**lead)))
    }
}

fn shape(page: &Page, block: &Block, texts: &str, span: Span) -> Shape {
    let text = &texts[span];
    let line = Line::new(text);
    let mut linked = 0;
    let mut all = 0;
    for piece in page.pieces(block) {
        all += piece.span.len();
        linked += if piece.is_link { piece.span.len() } else { 0 };
    }
    let (mut commas, mut digits, mut capitals, mut lines) = (0u32, 0u32, 0u32, 1u32);
    let mut previous = b' ';
    for &b in text.as_bytes() {
        commas += u32::from(b == b',');
        digits += u32::from(b.is_ascii_digit());
        lines += u32::from(b == b'\n');
        capitals += u32::from(previous == b' ' && b.is_ascii_uppercase());
        previous = b;
    }
    let chars = number(text.len());
    Shape {
        text: span,
        chars,
        link_chars: chars * number(linked) / number(all.max(1)),
        words: number(line.words),
        commas: number(commas as usize),
        digits: number(digits as usize),
        capitals: number(capitals as usize),
        lines: number(lines as usize),
        terminal: line.terminal,
        prose: line.prose,
        evidence: line.evidence,
        container: page.container(block.element),
        repeated: false,
        is_title: false,
        is_lead: false,
    }
}

/// A count as a feature.
#[expect(clippy::cast_precision_loss, reason = "features need seven digits at most")]
fn number(count: usize) -> f32 {
    count as f32
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// The logarithm of one more, so that 0 stays 0.
fn log(x: f32) -> f32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts saturate")]
    let whole = x as usize;
    match LOGS.get(whole) {
        // Most are those of counts.
        Some(&log) if number(whole) == x => log,
        _ => x.max(0.0).ln_1p(),
    }
}

static LOGS: LazyLock<Vec<f32>> =
    LazyLock::new(|| (0..4096).map(|count| number(count).ln_1p()).collect());

const ALL_HINTS: [Hint; 17] = [
    Hint::Subject,
    Hint::Body,
    Hint::ArticleBody,
    Hint::Comment,
    Hint::Share,
    Hint::Related,
    Hint::Navigation,
    Hint::Footer,
    Hint::Side,
    Hint::Advertisement,
    Hint::Prompt,
    Hint::Byline,
    Hint::Keywords,
    Hint::Media,
    Hint::Hidden,
    Hint::Title,
    Hint::Quote,
];

const ALL_TAGS: [Tag; 12] = [
    Tag::Article,
    Tag::Main,
    Tag::Li,
    Tag::Table,
    Tag::Blockquote,
    Tag::Figure,
    Tag::Aside,
    Tag::Nav,
    Tag::Header,
    Tag::Footer,
    Tag::Form,
    Tag::Section,
];

/// How many numbers [`Measured::features`] gives for a block.
pub(crate) const FEATURES: usize = 17 * 2 + 12 + 2 + 19 + 2 + 4 * 8 + 12 + 4 * 4 + 6;

impl Measured {
    /// The features of all blocks, one block after the other: [`FEATURES`] numbers each, and room
    /// for some `more`.
    pub(crate) fn features(&self, page: &Page, more: usize) -> Vec<f32> {
        let mut out = Vec::with_capacity(self.shapes.len() * (FEATURES + more));
        let total: f32 = self.shapes.iter().map(|shape| shape.chars).sum::<f32>().max(1.0);
        let mut before = 0.0;
        let places = Places::new(self, page);
        for i in 0..self.shapes.len() {
            self.own(page, i, &mut out);
            self.containers(page, i, &mut out);
            // Where it stands.
            let shape = &self.shapes[i];
            out.push(before / total);
            out.push((before / total - 0.5).abs());
            before += shape.chars;
            out.push(log(total));
            for mark in [self.headline, self.lead] {
                let from = mark.map_or(0.0, |mark| number(i) - number(mark));
                out.push(from.signum() * log(from.abs()));
                out.push(flag(mark.is_some()));
            }
            out.push(log(number(places.first_prose[i])));
            out.push(log(number(places.since_prose[i])));
            out.push(log(number(places.until_prose[i])));
            out.push(log(number(places.since_heading[i])));
            out.push(log(number(self.articles)));
            for step in [-1isize, 1, -2, 2] {
                self.neighbour(page, i, i.checked_add_signed(step), &mut out);
            }
            out.extend(places.near[i]);
            out.extend(places.far[i]);
            out.extend(std::iter::repeat_n(0.0, more));
        }
        out
    }

    /// What it is itself.
    fn own(&self, page: &Page, i: usize, out: &mut Vec<f32>) {
        let shape = &self.shapes[i];
        let block = &page.blocks[i];
        let element = page.element(block.element);
        let mut near = Hints::NONE;
        for one in page.ancestors(block.element).take(3) {
            near |= page.element(one).own;
        }
        out.extend(ALL_HINTS.map(|hint| flag(near.has(hint))));
        out.extend(ALL_HINTS.map(|hint| flag(element.around.has(hint))));
        out.extend(ALL_TAGS.map(|tag| flag(element.is_in(tag))));
        let tag = page.element(shape.container).tag;
        out.push(match tag {
            Tag::P => 0.0,
            Tag::Li => 1.0,
            Tag::Heading => 2.0,
            Tag::H1 => 3.0,
            Tag::Blockquote => 4.0,
            Tag::Div | Tag::Section | Tag::Article | Tag::Main | Tag::Body => 5.0,
            Tag::Cell => 6.0,
            Tag::Definition => 7.0,
            Tag::Pre => 8.0,
            Tag::Caption => 9.0,
            _ => 10.0,
        });
        out.push(flag(tag == Tag::P));
        let chars = shape.chars.max(1.0);
        out.push(log(shape.chars));
        out.push(log(shape.words));
        out.push(shape.link_chars / chars);
        out.push(log(number(block.links)));
        out.push(log(shape.commas));
        out.push(shape.digits / chars);
        out.push(shape.capitals / shape.words.max(1.0));
        out.push(shape.chars / shape.words.max(1.0));
        out.push(log(shape.lines - 1.0));
        out.push(flag(shape.terminal));
        out.push(flag(shape.prose));
        out.push(match shape.evidence {
            Evidence::None => 0.0,
            Evidence::Weak => 1.0,
            Evidence::Half(_) => 2.0,
            Evidence::Strong(_) => 3.0,
        });
        out.push(flag(shape.repeated));
        out.push(flag(shape.is_title));
        out.push(flag(shape.is_lead));
        out.push(number(element.depth as usize));
        let pieces = page.pieces(block);
        let first_link = pieces.first().is_some_and(|piece| piece.is_link);
        out.push(flag(first_link));
        out.push(flag(pieces.iter().all(|piece| piece.is_link)));
        out.push(flag(self.text(i).starts_with(['“', '"', '«', '„', '‘'])));
        out.push(flag(self.text(i).contains('|')));
        out.push(flag(self.text(i).contains(['@', '©'])));
    }

    /// What the elements around it hold: its container, and those one, two and four further out.
    fn containers(&self, page: &Page, i: usize, out: &mut Vec<f32>) {
        let all = self.sums[0];
        let best = self.sums[self.top].votes.max(1.0);
        let container = self.shapes[i].container;
        let mut wanted = [1usize, 2, 3, 5].into_iter().peekable();
        let mut last = container;
        for (steps, one) in page.ancestors(container).take(6).enumerate() {
            last = one;
            if wanted.next_if_eq(&steps).is_some() {
                self.one_container(one, &all, best, out);
            }
        }
        for _ in wanted {
            self.one_container(last, &all, best, out);
        }
    }

    fn one_container(&self, element: usize, all: &Sums, best: f32, out: &mut Vec<f32>) {
        let sums = &self.sums[element];
        let chars = sums.chars.max(1.0);
        out.push(log(sums.chars));
        out.push(sums.link_chars / chars);
        out.push(sums.prose / chars);
        out.push(log(sums.blocks));
        out.push(log(sums.paragraphs));
        out.push(sums.prose / all.prose.max(1.0));
        out.push(sums.votes / best);
        out.push(sums.chars / all.chars.max(1.0));
    }

    /// What stands beside it.
    fn neighbour(&self, page: &Page, i: usize, other: Option<usize>, out: &mut Vec<f32>) {
        let Some((shape, j)) = other.and_then(|j| Some((self.shapes.get(j)?, j))) else {
            return out.extend([-1.0; 4]);
        };
        out.push(log(shape.words));
        out.push(shape.link_chars / shape.chars.max(1.0));
        out.push(flag(shape.terminal) + flag(shape.prose));
        let parent = |k: usize| page.element(self.shapes[k].container).parent;
        out.push(flag(parent(i) == parent(j)));
    }
}

/// Where the running text is, seen from each block.
struct Places {
    first_prose: Vec<usize>,
    since_prose: Vec<usize>,
    until_prose: Vec<usize>,
    since_heading: Vec<usize>,
    /// Shares of links and of running text in four and in twelve blocks to each side; whether it
    /// is inside the element with most of the text, and how far outside.
    near: Vec<[f32; 3]>,
    far: Vec<[f32; 3]>,
}

impl Places {
    fn new(measured: &Measured, page: &Page) -> Self {
        let shapes = &measured.shapes;
        let n = shapes.len();
        let top = measured.top;
        let is_prose = |i: usize| {
            shapes[i].words >= 12.0
                && shapes[i].link_chars < 0.4 * shapes[i].chars
                && shapes[i].terminal
        };
        let mut places = Self {
            first_prose: vec![0; n],
            since_prose: vec![0; n],
            until_prose: vec![0; n],
            since_heading: vec![0; n],
            near: vec![[0.0; 3]; n],
            far: vec![[0.0; 3]; n],
        };
        let (mut count, mut since, mut heading) = (0, 200, 200);
        for (i, shape) in shapes.iter().enumerate() {
            places.first_prose[i] = count;
            places.since_prose[i] = since;
            places.since_heading[i] = heading;
            let is_heading = page.element(shape.container).tag == Tag::Heading;
            heading = if is_heading { 0 } else { heading + 1 };
            if is_prose(i) {
                count += 1;
                since = 0;
            } else {
                since += 1;
            }
        }
        let mut until = 200;
        for i in (0..n).rev() {
            places.until_prose[i] = until;
            until = if is_prose(i) { 0 } else { until + 1 };
        }
        // Elements inside the best one, and how far from it the others part.
        let mut inside = vec![false; page.elements.len()];
        let mut on_path = vec![false; page.elements.len()];
        for one in page.ancestors(top) {
            on_path[one] = true;
        }
        let mut apart = vec![0usize; page.elements.len()];
        let depth = page.element(top).depth;
        for (i, element) in page.elements.iter().enumerate() {
            inside[i] = i == top || (i > 0 && inside[element.parent]);
            apart[i] = if on_path[i] {
                depth.saturating_sub(element.depth) as usize
            } else {
                apart[element.parent]
            };
        }
        // Link density and words in windows around each block, by running sums.
        let mut sums = vec![(0.0f32, 0.0f32, 0.0f32)];
        let mut last = (0.0, 0.0, 0.0);
        for (i, shape) in shapes.iter().enumerate() {
            let prose = if is_prose(i) { shape.chars } else { 0.0 };
            last = (last.0 + shape.chars, last.1 + shape.link_chars, last.2 + prose);
            sums.push(last);
        }
        for i in 0..n {
            let reach = |k: usize| {
                let (a, b) = (sums[i.saturating_sub(k)], sums[(i + k + 1).min(n)]);
                let chars = (b.0 - a.0).max(1.0);
                (b.1 - a.1, b.2 - a.2, chars)
            };
            let (links, prose, chars) = reach(4);
            let element = page.blocks[i].element;
            places.near[i] = [links / chars, prose / chars, flag(inside[element])];
            let (links, prose, chars) = reach(12);
            places.far[i] = [links / chars, prose / chars, number(apart[element].min(30))];
        }
        places
    }
}
