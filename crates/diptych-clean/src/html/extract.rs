//! Main text with all that is known of it.

use diptych_text::{OffsetMap, Span};

use super::features::Measured;
use super::metadata;
use super::model::Model;
use super::options::HtmlOptions;
use super::page::Page;
use super::parse::parse;
use super::select::{self, Decision};
use super::text::Writer;
use crate::block::Block;
use crate::cleaner::Metadata;

/// The main text of a page, with its place in the page, byte by byte.
///
/// All spans of the page are in bytes of the HTML text that was given (of decoded characters, not
/// of the bytes of a file; see [`decode_html`](crate::decode_html)).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct MainText {
    /// The text, entities decoded and tags dropped: one paragraph a line with blank lines between,
    /// the items of a list and the rows of a table one a line without.
    pub text: String,
    /// Where each part of the text stands in the HTML.
    pub map: OffsetMap,
    /// All blocks of the page that a reader can see, kept or not, sorted and disjoint, as spans of
    /// the HTML (tags inside them included).
    pub blocks: Vec<Block>,
    /// What the page says of itself: `title`, `date` (ISO 8601), `author`, `site`, `language`
    /// (BCP 47), `url` and `description`, each once, in this order, with the place where it says
    /// so in the HTML.
    pub metadata: Vec<Metadata>,
}

impl MainText {
    /// The smallest span of the HTML that holds what `span` of the text was made from.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        self.map.to_source(span)
    }

    /// What the page says of itself under `key`; see [`MainText::metadata`].
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<&str> {
        self.metadata.iter().find(|one| one.key == key).map(|one| &*one.value)
    }
}

/// Finds the main text of HTML pages; made once, used for many.
///
/// A page is divided into blocks of text, which are measured (their words and links, the names
/// and classes of the elements around them, the blocks beside them) and judged by decision trees
/// that were trained on news pages and blogs; see the card in `data/`. Pages of other kinds, and
/// such as hold several articles, are judged less well.
///
/// Work and memory are linear in the page, whatever it holds.
///
/// ```
/// use diptych_clean::HtmlExtractor;
/// use diptych_text::Span;
///
/// let html = "<title>Pier</title><p>The <b>old</b> pier &amp; the new one are closed.</p>";
/// let page = HtmlExtractor::new().extract(html);
/// assert_eq!(page.text, "The old pier & the new one are closed.");
/// assert_eq!(page.fact("title"), Some("Pier"));
/// assert_eq!(&html[page.to_source(Span::new(4, 7))], "old");
/// assert_eq!(&html[page.to_source(Span::new(13, 14))], "&amp;");
/// ```
#[derive(Clone, Debug, Default)]
pub struct HtmlExtractor {
    options: HtmlOptions,
}

/// A page with a decision for each of its blocks.
struct Decided {
    page: Page,
    measured: Measured,
    metadata: Vec<Metadata>,
    decisions: Vec<Decision>,
}

impl HtmlExtractor {
    /// An extractor with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An extractor with options of one's own.
    #[must_use]
    pub const fn with_options(options: HtmlOptions) -> Self {
        Self { options }
    }

    /// The main text of a page with its offsets, blocks and metadata.
    ///
    /// A page in which no article can be told gives what is likeliest to be text; one without any
    /// visible text gives an empty one. Never fails.
    #[must_use]
    pub fn extract(&self, html: &str) -> MainText {
        let decided = self.decide(html);
        let (text, map) = write(html, &decided);
        let blocks = decided
            .decisions
            .iter()
            .enumerate()
            .map(|(i, decision)| {
                let p = f64::from(decision.probability);
                Block {
                    span: decided.page.span(html, &decided.page.blocks[i]),
                    kind: decision.kind,
                    keep: decision.keep,
                    probability: if decision.keep { p } else { 1.0 - p },
                    reasons: select::reasons(&decided.page, &decided.measured, i, decision),
                }
            })
            .collect();
        MainText { text, map, blocks, metadata: decided.metadata }
    }

    /// The main text of a page alone.
    #[must_use]
    pub fn text(&self, html: &str) -> String {
        let Decided { page, measured, decisions, .. } = self.decide(html);
        let mut text = String::new();
        let mut before = None;
        for (i, _) in decisions.iter().enumerate().filter(|(_, one)| one.keep) {
            text.push_str(before.map_or("", |before| select::gap(&page, &measured, before, i)));
            text.push_str(measured.text(i));
            before = Some(i);
        }
        text.shrink_to_fit();
        text
    }

    fn decide(&self, html: &str) -> Decided {
        let mut page = parse(html);
        let claims = metadata::claims(html, &page);
        let measured = Measured::new(html, &mut page, &claims);
        let probabilities = Model::shipped().probabilities(&page, &measured);
        let decisions = select::decide(&page, &measured, &probabilities, &self.options);
        Decided { page, measured, metadata: metadata::best(&claims), decisions }
    }
}

/// The kept blocks as one text.
fn write(html: &str, decided: &Decided) -> (String, OffsetMap) {
    let Decided { page, measured, decisions, .. } = decided;
    let mut writer = Writer::new(html);
    let mut before = None;
    for (i, _) in decisions.iter().enumerate().filter(|(_, one)| one.keep) {
        let gap = before.map_or("", |before| select::gap(page, measured, before, i));
        writer.block(page.pieces(&page.blocks[i]), gap);
        before = Some(i);
    }
    writer.finish()
}
