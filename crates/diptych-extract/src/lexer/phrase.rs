//! Phrases: words that mean something together.

use super::{Sep, Tok, Token};
use crate::lexicon::Lexicon;
use crate::tags::{Tag, Tags};

/// Joins the words of phrases, the longest phrase first.
pub(super) fn join(tokens: &mut Vec<Token>, lexicon: &Lexicon) {
    let (mut i, mut joined) = (0, 0_usize);
    while i < tokens.len() {
        let last = joined.checked_sub(1).map(|last| &tokens[last]);
        let phrase = longest(&tokens[i..], last, lexicon);
        // never beyond what has been read
        if joined < i {
            tokens[joined] = tokens[i];
        }
        i += 1;
        if let Some((more, phrase)) = phrase {
            i += more;
            let Token { end, dot, .. } = tokens[i - 1];
            let token = &mut tokens[joined];
            (token.end, token.dot, token.tok) = (end, dot, Tok::Word(phrase));
        }
        joined += 1;
    }
    tokens.truncate(joined);
}

/// The longest phrase that begins with the first token, after `last`: how many tokens more it has,
/// and the phrase.
fn longest(tokens: &[Token], last: Option<&Token>, lexicon: &Lexicon) -> Option<(usize, u32)> {
    let Tok::Word(word) = tokens[0].tok else {
        return None;
    };
    let phrases = lexicon.phrases(word);
    if phrases.is_empty() {
        return None;
    }
    let led = tokens[0].sep != Sep::Gap && last.is_some_and(|last| is_number(last, lexicon));
    let (rest, phrase) = phrases.iter().find(|(rest, phrase)| {
        let fits = rest.iter().enumerate().all(|(k, word)| is_word(tokens, k + 1, *word));
        let of_number = || is_of_number(tokens, rest.len() + 1, *phrase, lexicon);
        fits && (led || !lexicon.tags(*phrase).any(COUNTED) || of_number())
    })?;
    Some((rest.len(), *phrase))
}

/// Whether the token at `i` is this word, and nothing breaks before it.
fn is_word(tokens: &[Token], i: usize, word: u32) -> bool {
    tokens.get(i).is_some_and(|t| t.sep != Sep::Gap && matches!(t.tok, Tok::Word(w) if w == word))
}

/// `per cent of 210`: whether a percentage goes on so at `i`.
fn is_of_number(tokens: &[Token], i: usize, phrase: u32, lexicon: &Lexicon) -> bool {
    let next = |i: usize| tokens.get(i).filter(|t| t.sep != Sep::Gap).map(|t| t.tok);
    let of = |word| lexicon.tags(word).has(Tag::Of);
    lexicon.tags(phrase).has(Tag::Percent)
        && matches!(next(i), Some(Tok::Word(word)) if of(word))
        && matches!(next(i + 1), Some(Tok::Literal { .. }))
}

/// Phrases that are some only after a number: « pour cent ».
const COUNTED: Tags = Tags::of(&[Tag::Percent, Tag::Unit]);
/// Words that a number may end in.
const NUMBER: Tags = Tags::of(&[
    Tag::Card,
    Tag::One,
    Tag::Article,
    Tag::Mult,
    Tag::Of,
    Tag::Half,
    Tag::AndHalf,
    Tag::Fraction,
    Tag::Collective,
    Tag::Vague,
    Tag::Denominator,
    Tag::Avo,
    Tag::Ord,
    Tag::Place,
    Tag::OrdMult,
]);

fn is_number(token: &Token, lexicon: &Lexicon) -> bool {
    match token.tok {
        Tok::Literal { .. } | Tok::Fraction { .. } => true,
        Tok::Word(word) => lexicon.tags(word).any(NUMBER),
        _ => false,
    }
}
