//! The layer of names: persons, organisations, places, peoples, events.

mod fold;
mod gazetteer;
mod inflect;
mod link;
mod rules;
mod token;

use diptych_text::{Language, Span};

use self::gazetteer::{Class, Gazetteer, Hit};
use self::token::{Stretches, Token};
use crate::{Entity, Kind};

pub(crate) use self::fold::slug;

/// Finds names in texts of one language.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    gazetteer: &'static Gazetteer,
    nouns_are_capitals: bool,
}

/// A stretch of text, read: its tokens, the names of the gazetteer in it, what each word is.
#[derive(Clone, Copy, Debug)]
struct Stretch<'a> {
    text: &'a str,
    tokens: &'a [Token],
    hits: &'a [Hit],
    marks: &'a [Class],
}

impl Stretch<'_> {
    /// The text of token `i`.
    fn word(&self, i: usize) -> &str {
        &self.text[self.tokens[i].start..self.tokens[i].end]
    }
}

/// A name before it is known what it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mention {
    span: Span,
    kind: Kind,
    score: f64,
}

impl Default for Names {
    fn default() -> Self {
        Self::new(Language::UND)
    }
}

impl Names {
    /// Names as `language` writes them.
    pub(crate) fn new(language: Language) -> Self {
        let nouns_are_capitals = matches!(language.code(), "de" | "lb");
        Self { gazetteer: Gazetteer::get(), nouns_are_capitals }
    }

    /// The names of `text` of the wanted kinds, sorted and disjoint.
    pub(crate) fn find(&self, text: &str, wanted: impl Fn(Kind) -> bool) -> Vec<Entity> {
        if !Kind::ALL.into_iter().any(|kind| kind.is_name() && wanted(kind)) {
            return Vec::new();
        }
        let mut mentions = Vec::new();
        let mut stretches = Stretches::new(text);
        let (mut tokens, mut hits, mut marks) = (Vec::new(), Vec::new(), Vec::new());
        while stretches.next_into(&mut tokens) {
            self.gazetteer.find(&tokens, &mut hits, &mut marks);
            let stretch = Stretch { text, tokens: &tokens, hits: &hits, marks: &marks };
            rules::tag(&stretch, self.nouns_are_capitals, &mut mentions);
        }
        link::link(text, mentions, wanted)
    }
}

#[cfg(test)]
mod tests;
