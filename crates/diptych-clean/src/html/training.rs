//! What the development tool needs to train the model of main text.

use super::features::{FEATURES, Measured};
use super::metadata;
use super::model::{self, CONTEXT};
use super::page::Page;
use super::parse::parse;
use super::{HtmlOptions, select};

/// An HTML page as the model of main text sees it.
#[derive(Clone, Debug)]
pub struct HtmlPage {
    page: Page,
    measured: Measured,
}

impl HtmlPage {
    /// How many features a block has in the first round, and how many more in the second.
    pub const FEATURES: (usize, usize) = (FEATURES, CONTEXT);

    /// Reads a page.
    #[must_use]
    pub fn new(html: &str) -> Self {
        let mut page = parse(html);
        let claims = metadata::claims(html, &page);
        let measured = Measured::new(html, &mut page, &claims);
        Self { page, measured }
    }

    /// How many blocks it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.measured.shapes.len()
    }

    /// Whether it has no block.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.measured.shapes.is_empty()
    }

    /// The text that is given when the blocks have these probabilities.
    #[must_use]
    pub fn main_text(&self, probabilities: &[f32], options: &HtmlOptions) -> String {
        let decisions = select::decide(&self.page, &self.measured, probabilities, options);
        let kept = decisions.iter().enumerate().filter(|(_, one)| one.keep);
        kept.map(|(i, _)| self.text(i)).collect::<Vec<_>>().join("\n\n")
    }

    /// The text of a block.
    #[must_use]
    pub fn text(&self, block: usize) -> &str {
        self.measured.text(block)
    }

    /// The features of the first round, those of one block after the other.
    #[must_use]
    pub fn features(&self) -> Vec<f32> {
        self.measured.features(&self.page, 0)
    }

    /// The further features of the second round, given the probabilities of the first.
    #[must_use]
    pub fn context(&self, first: &[f32]) -> Vec<f32> {
        model::context(&self.page, &self.measured, first)
    }
}
