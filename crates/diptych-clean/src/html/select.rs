//! From probabilities to decisions: what is kept, what it is called, and why.

use std::borrow::Cow;

use super::features::{Measured, Shape};
use super::hints::{Hint, Hints};
use super::options::HtmlOptions;
use super::page::{Element, Page};
use super::tag::Tag;
use crate::block::BlockKind;
use crate::boilerplate::line::Evidence;

/// What is decided of a block.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub(crate) kind: BlockKind,
    pub(crate) keep: bool,
    /// How likely it is text, 0 to 1.
    pub(crate) probability: f32,
}

/// Where no block reaches the threshold, those of this share of the best probability are kept.
const NEARLY_BEST: f32 = 0.6;

/// Below this no block of a page is taken for its article, and all that can be seen is kept.
const NO_ARTICLE: f32 = 0.02;

/// Decides for each block of a page, given how likely it is text.
pub(crate) fn decide(
    page: &Page,
    measured: &Measured,
    probabilities: &[f32],
    options: &HtmlOptions,
) -> Vec<Decision> {
    let best = probabilities.iter().copied().fold(0.0, f32::max);
    let threshold = options.favor.threshold();
    let threshold = if page.blocks.iter().all(|block| block.links == 0) {
        // A page without a link has no frame: it was taken out of one.
        0.0
    } else if best >= threshold {
        threshold
    } else if best >= NO_ARTICLE {
        best * NEARLY_BEST
    } else {
        0.0
    };
    let mut decisions: Vec<Decision> = measured
        .shapes
        .iter()
        .zip(probabilities)
        .zip(&page.blocks)
        .map(|((shape, &probability), block)| {
            let element = page.element(block.element);
            let kind = kind(page, shape, element);
            let keep = probability >= threshold && !(options.without_tables && element.row > 0);
            Decision { kind, keep, probability }
        })
        .collect();
    let first = decisions.iter().position(|one| one.keep);
    let last = decisions.iter().rposition(|one| one.keep);
    for (i, one) in decisions.iter_mut().enumerate() {
        let shape = &measured.shapes[i];
        let reads = shape.words >= 3.0 && shape.link_chars < 0.5 * shape.chars;
        let below = first.is_some_and(|first| i > first);
        let within = below && last.is_some_and(|last| i < last);
        one.keep |= (options.with_comments && one.kind == BlockKind::Comment && reads && below)
            || (options.with_captions && one.kind == BlockKind::Caption && reads && within);
        if !one.keep
            && !matches!(one.kind, BlockKind::Caption | BlockKind::Comment | BlockKind::Headline)
        {
            one.kind = BlockKind::Boilerplate;
        }
    }
    decisions
}

fn kind(page: &Page, shape: &Shape, element: &Element) -> BlockKind {
    match page.element(shape.container).tag {
        Tag::H1 | Tag::Heading => BlockKind::Headline,
        Tag::Caption => BlockKind::Caption,
        _ if element.around.has(Hint::Comment) => BlockKind::Comment,
        _ if element.is_in(Tag::Blockquote) => BlockKind::Quote,
        _ if element.is_in(Tag::Figure) => BlockKind::Caption,
        Tag::Li | Tag::Definition => BlockKind::ListItem,
        Tag::Cell => BlockKind::Table,
        _ => BlockKind::Paragraph,
    }
}

/// Why a block is kept or not, the weightiest first, for a person to read.
pub(crate) fn reasons(
    page: &Page,
    measured: &Measured,
    block: usize,
    decision: &Decision,
) -> Vec<Cow<'static, str>> {
    let shape = &measured.shapes[block];
    let element = page.element(page.blocks[block].element);
    let mut reasons = Vec::new();
    if decision.keep {
        match decision.kind {
            BlockKind::Comment => reasons.push("comments are wanted"),
            BlockKind::Caption => reasons.push("stands under a picture of the article"),
            _ => {}
        }
        if element.around.has(Hint::ArticleBody) {
            reasons.push("its element is named as the body of an article");
        } else if element.is_in(Tag::Article) || element.is_in(Tag::Main) {
            reasons.push("stands in the article of the page");
        }
        if shape.is_lead {
            reasons.push("begins as the page describes itself");
        }
        reasons.push(if shape.prose || shape.terminal {
            "running text"
        } else {
            "stands among the text"
        });
    } else {
        if let Evidence::Strong(furniture) | Evidence::Half(furniture) = shape.evidence {
            reasons.push(furniture.reason());
        }
        if shape.is_title {
            reasons.push("title of the page");
        }
        if let Some(reason) = frame(element.own).or_else(|| frame(element.around)) {
            reasons.push(reason);
        }
        match () {
            () if element.is_in(Tag::Nav) => reasons.push("stands in the navigation"),
            () if element.is_in(Tag::Footer) => reasons.push("stands in a footer"),
            () if element.is_in(Tag::Aside) => reasons.push("stands beside the article"),
            () if element.is_in(Tag::Figure) => reasons.push("belongs to a picture"),
            () if element.is_in(Tag::Form) => reasons.push("stands in a form"),
            () => {}
        }
        if shape.link_chars > 0.6 * shape.chars {
            reasons.push("mostly links");
        }
        if reasons.is_empty() {
            reasons.push(if shape.words < 8.0 { "short line" } else { "apart from the article" });
        }
    }
    reasons.dedup();
    reasons.truncate(3);
    #[cfg(debug_assertions)]
    for reason in &reasons {
        assert!(crate::reasons::is_listed(reason), "{reason:?} is no listed reason");
    }
    reasons.into_iter().map(Cow::Borrowed).collect()
}

/// What the name of an element says that is not text.
fn frame(hints: Hints) -> Option<&'static str> {
    const FRAMES: [(Hint, &str); 13] = [
        (Hint::Hidden, "hidden"),
        (Hint::Comment, "comment of a reader"),
        (Hint::Share, "share widget"),
        (Hint::Advertisement, "advertisement"),
        (Hint::Prompt, "newsletter or subscription prompt"),
        (Hint::Related, "link to other articles"),
        (Hint::Navigation, "site navigation"),
        (Hint::Footer, "footer of the page"),
        (Hint::Side, "beside the article"),
        (Hint::Byline, "author or date line"),
        (Hint::Keywords, "keywords of the article"),
        (Hint::Media, "belongs to a picture"),
        (Hint::Title, "title or summary"),
    ];
    FRAMES.iter().find(|(hint, _)| hints.has(*hint)).map(|&(_, reason)| reason)
}

/// What stands in the text between a kept block and the kept one before it.
pub(crate) fn gap(page: &Page, measured: &Measured, before: usize, block: usize) -> &'static str {
    let element = |i: usize| page.element(page.blocks[i].element);
    let (one, other) = (element(before), element(block));
    if one.row > 0 && one.row == other.row && one.cell != other.cell {
        // A cell of a table, not a column of the page.
        let is_short = |i: usize| measured.shapes[i].chars <= LONGEST_CELL;
        return if is_short(before) && is_short(block) { " | " } else { "\n\n" };
    }
    let parent = |i: usize| page.element(measured.shapes[i].container).parent;
    let is_item = |i: usize| page.element(measured.shapes[i].container).tag == Tag::Li;
    let rows = one.row > 0 && other.row > 0;
    let beside = rows && page.element(one.row).parent == page.element(other.row).parent;
    if (is_item(before) && is_item(block) && parent(before) == parent(block)) || beside {
        "\n"
    } else {
        "\n\n"
    }
}

/// Bytes of text in the longest cell that is set on one line with its neighbours; set by hand.
const LONGEST_CELL: f32 = 200.0;
