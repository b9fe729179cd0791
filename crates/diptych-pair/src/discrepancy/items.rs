//! The numbers and dates of a bead, each with all its keys.

use std::cmp::Reverse;
use std::ops::Range;

use diptych_text::Span;

use crate::AnchorKind;
use crate::sides::{Side, Token};
use crate::tokens::Class;

/// One amount or date where it stands, with everything that lies inside it: `1.4 million` is
/// 1,400,000, and holds 1.4.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) kind: AnchorKind,
    pub(super) sentence: usize,
    pub(super) span: Span,
    /// Whether it stands inside a name: `125th Street`, `Boeing 737`.
    pub(super) in_name: bool,
    /// How far its like was found on the other side.
    pub(super) like: Like,
    /// Its own keys; any of them will do.
    keys: Range<usize>,
    /// Its keys and those of its parts.
    all: Range<usize>,
}

/// How far the like of an item was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Like {
    /// Not at all.
    Missing,
    /// Its like is there, but goes with another item that says the same.
    Taken,
    /// It has one of its own.
    Found,
}

/// What one side of a bead holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    /// Keys and digits, by where they stand, the widest first.
    pub(super) tokens: Vec<Token>,
    /// The item each of them belongs to; Roman numerals belong to none.
    pub(super) owners: Vec<Option<usize>>,
    pub(super) items: Vec<Item>,
}

impl Items {
    /// The items of some sentences.
    pub(super) fn of(side: &Side<'_>, sentences: Range<usize>) -> Self {
        let document = side.document;
        let mut found = Self::default();
        let mut names: Vec<(usize, Span)> = Vec::new();
        for sentence in sentences {
            for k in document.places(sentence..sentence + 1) {
                let form = document.tokens[k];
                let class = document.class(form);
                let counts = match class {
                    Class::Anchor(AnchorKind::Name) => {
                        names.push((sentence, document.spans[k]));
                        false
                    }
                    Class::Number | Class::Anchor(_) => true,
                    Class::Word => roman(document.form(form)).is_some(),
                    Class::Mark => false,
                };
                let token = Token { form, class, sentence, span: document.spans[k] };
                // A pronoun, an article and a name (`I`, `i`, `Xi`) are no numerals.
                let numeral = || {
                    let text = side.text(&token);
                    text != "I" && text.bytes().all(|b| b.is_ascii_uppercase())
                };
                if counts && (class != Class::Word || numeral()) {
                    found.tokens.push(token);
                }
            }
        }
        // Keys from outside come first among those of one place, in the order they were given.
        found.tokens.sort_by_key(|t| {
            let inner = !matches!(t.class, Class::Anchor(_));
            (t.sentence, t.span.start, Reverse(t.span.end), inner)
        });
        names.sort_unstable();
        for (k, token) in found.tokens.iter().enumerate() {
            let inside = found
                .items
                .last_mut()
                .filter(|last| last.sentence == token.sentence && last.span.contains(token.span));
            let owner = match (inside, token.class.kind()) {
                (Some(item), _) => {
                    item.all.end = k + 1;
                    if item.span == token.span && item.keys.end == k {
                        item.keys.end = k + 1;
                    }
                    Some(found.items.len() - 1)
                }
                (None, Some(kind)) if kind != AnchorKind::Word => {
                    let (sentence, span) = (token.sentence, token.span);
                    let (keys, all) = (k..k + 1, k..k + 1);
                    let before = names.partition_point(|n| *n <= (sentence, span));
                    let near = &names[before.saturating_sub(1)..(before + 1).min(names.len())];
                    let in_name = near.iter().any(|n| n.0 == sentence && n.1.contains(span));
                    let like = Like::Missing;
                    found.items.push(Item { kind, sentence, span, in_name, like, keys, all });
                    Some(found.items.len() - 1)
                }
                _ => None,
            };
            found.owners.push(owner);
        }
        found
    }

    /// The keys of an item.
    pub(super) fn keys(&self, item: usize) -> &[Token] {
        &self.tokens[self.items[item].keys.clone()]
    }

    /// What lies inside an item and is not all of it.
    pub(super) fn parts(&self, item: usize) -> impl Iterator<Item = &Token> {
        let span = self.items[item].span;
        self.tokens[self.items[item].all.clone()].iter().filter(move |t| t.span != span)
    }

    /// Those without their like.
    pub(super) fn missing(&self) -> impl Iterator<Item = usize> {
        (0..self.items.len()).filter(|&k| self.items[k].like == Like::Missing)
    }

    /// Whether a token may still be the like of something: it belongs to nothing that has its own.
    pub(super) fn is_free(&self, token: usize) -> bool {
        self.owners[token].is_none_or(|owner| self.items[owner].like == Like::Missing)
    }
}

/// The value of a Roman numeral in lower case, up to 39.
pub(super) fn roman(word: &str) -> Option<f64> {
    if word.len() > 7 {
        return None;
    }
    let mut sum = 0.0;
    let mut last = 0.0;
    for c in word.bytes().rev() {
        let value = match c {
            b'i' => 1.0,
            b'v' => 5.0,
            b'x' => 10.0,
            _ => return None,
        };
        sum += if value < last { -value } else { value };
        last = value;
    }
    (sum > 0.0).then_some(sum)
}
