//! Two documents and what joins them, as evidence and discrepancies look at them.

use std::cmp::Reverse;
use std::ops::Range;

use diptych_text::Span;

use crate::association::Association;
use crate::document::Document;
use crate::tokens::Class;
use crate::{AnchorKind, Place, Profile};

/// One document of a pair: what came in, and its tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side<'a> {
    pub(crate) profile: &'a Profile<'a>,
    pub(crate) document: &'a Document,
}

/// Both documents, and which of their forms go together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides<'a> {
    pub(crate) source: Side<'a>,
    pub(crate) target: Side<'a>,
    pub(crate) association: &'a Association,
}

/// One token where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) form: u32,
    pub(crate) class: Class,
    pub(crate) sentence: usize,
    /// In bytes of the sentence.
    pub(crate) span: Span,
}

impl<'a> Side<'a> {
    /// The tokens of some sentences, in the order they were cut; keys from outside come last in
    /// each sentence.
    pub(crate) fn tokens(&self, sentences: Range<usize>) -> Vec<Token> {
        let document = self.document;
        let mut tokens = Vec::new();
        for sentence in sentences {
            tokens.extend(document.places(sentence..sentence + 1).map(|k| Token {
                form: document.tokens[k],
                class: document.class(document.tokens[k]),
                sentence,
                span: document.spans[k],
            }));
        }
        tokens
    }

    /// For each of these tokens, the key from outside whose place holds it, if there is one.
    pub(crate) fn covers(&self, tokens: &[Token]) -> Vec<Option<usize>> {
        let mut order: Vec<usize> = (0..tokens.len()).collect();
        // The widest first among those that start together.
        let key = |k: usize| {
            let Token { sentence, span, class, .. } = tokens[k];
            (sentence, span.start, Reverse(span.end), !matches!(class, Class::Anchor(_)), k)
        };
        order.sort_unstable_by_key(|&k| key(k));
        let mut covers = vec![None; tokens.len()];
        let mut widest: Option<usize> = None;
        for k in order {
            let token = &tokens[k];
            let holds = |w: usize| {
                tokens[w].sentence == token.sentence && tokens[w].span.contains(token.span)
            };
            covers[k] = widest.filter(|&w| holds(w));
            if matches!(token.class, Class::Anchor(_)) && covers[k].is_none() {
                widest = Some(k);
            }
        }
        covers
    }

    /// What a token looks like in the text.
    pub(crate) fn text(&self, token: &Token) -> &'a str {
        &self.profile.sentences[token.sentence].text[token.span]
    }

    /// Where a piece of a sentence stands.
    pub(crate) fn place(&self, sentence: usize, span: Span) -> Place {
        Place { sentence, span: span.shift(self.profile.sentences[sentence].start) }
    }

    /// The place of a whole sentence.
    pub(crate) fn whole(&self, sentence: usize) -> Place {
        self.place(sentence, Span::new(0, self.profile.sentences[sentence].text.len()))
    }
}

impl Class {
    /// What a token of this class is called in evidence; none for punctuation.
    pub(crate) fn kind(self) -> Option<AnchorKind> {
        match self {
            Self::Word => Some(AnchorKind::Word),
            Self::Number => Some(AnchorKind::Number),
            Self::Anchor(kind) => Some(kind),
            Self::Mark => None,
        }
    }
}
