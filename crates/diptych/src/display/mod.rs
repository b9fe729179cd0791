//! Results as HTML for people: what a notebook shows, and the parts of the [report](crate::report()).
//!
//! Each function gives a fragment to be put into a page as it is. Its styles apply to itself alone
//! and it has no ids, so that many can stand in one page; it has no script and asks for nothing
//! from outside; whatever texts hold stays text. It follows the colour scheme of the page or of the
//! notebook around it, says nothing by colour alone, and can be read where styles are taken away,
//! as in a notebook that is not trusted.
//!
//! A notebook keeps what it shows: a fragment has the first 60,000 bytes of text and 60 rows of a
//! table, and says what it left out. The report is whole.
//!
//! Text reaches the fragments through the templates of `maud` only, which escape it (chosen over
//! askama: a page of nested loops reads better as functions than as template files, and a mark
//! inside a sentence is code, not a template).

mod alignment;
mod cleaned;
mod column;
mod document;
mod marks;
pub(crate) mod parts;
mod table;

use maud::{Markup, PreEscaped, html};

pub use alignment::Joined;
pub use cleaned::cleaned;
pub use column::Column;
pub use document::document;
pub use table::{documents, entities, pairs};

/// The look of all parts, inside of `.diptych`.
pub(crate) const STYLE: &str = include_str!("display.css");

fn fragment(content: &Markup) -> String {
    fragment_with("", content)
}

fn fragment_with(rules: &str, content: &Markup) -> String {
    let fragment = html! {
        div.diptych {
            style { (PreEscaped(STYLE)) (PreEscaped(rules)) }
            (content)
        }
    };
    fragment.into_string()
}

/// How much text is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room(usize);

impl Room {
    /// All of it.
    pub(crate) const ALL: Self = Self(usize::MAX);
    /// What one output of a notebook may hold, in bytes of text: about 10,000 words. The file of
    /// the notebook keeps it, at three to six times its length with the marks.
    pub(crate) const LIMITED: Self = Self(60_000);

    /// How many of the first items, each with its length in bytes, are shown: at least one.
    fn fits(self, lengths: impl Iterator<Item = usize>) -> usize {
        let mut sum = 0_usize;
        let fit = lengths.enumerate().take_while(|&(i, length)| {
            sum = sum.saturating_add(length);
            i == 0 || sum <= self.0
        });
        fit.count()
    }

    /// How many of the first bytes of `text` are shown.
    fn bytes(self, text: &str) -> usize {
        let end = self.0.min(text.len());
        (0..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_filled_from_the_front_and_never_empty() {
        assert_eq!(Room(10).fits([4, 6, 1].into_iter()), 2);
        assert_eq!(Room(10).fits([40, 6].into_iter()), 1);
        assert_eq!(Room(10).fits([].into_iter()), 0);
        assert_eq!(Room(3).bytes("aéé"), 3);
        assert_eq!(Room(2).bytes("aéé"), 1);
    }

    #[test]
    fn a_long_document_says_what_it_leaves_out() {
        let text = "It rained on the harbour all day. ".repeat(3_000);
        let html = document(&crate::Pipeline::new().annotate(&text));
        assert!(html.contains("more sentences not shown"), "{}", html.len());
        assert!(html.len() < 12 * Room::LIMITED.0, "{}", html.len());
    }
}
