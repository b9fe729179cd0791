//! Phrases: words that mean something together.

use super::{Sep, Tok, Token};
use crate::lexicon::Lexicon;
use crate::tags::{Tag, Tags};

/// Joins the words of phrases, the longest phrase first.
pub(super) fn join(tokens: &mut Vec<Token>, lexicon: &Lexicon) {
    let (mut i, mut joined) = (0, 0_usize);
    while i < tokens.len() {
        let mut token = tokens[i];
        i += 1;
        if let Tok::Word(word) = token.tok
            && let phrases @ [_, ..] = lexicon.phrases(word)
        {
            let led = token.sep != Sep::Gap
                && joined.checked_sub(1).is_some_and(|last| is_number(&tokens[last], lexicon));
            let found = phrases.iter().find(|(rest, phrase)| {
                let fits = rest.iter().enumerate().all(|(k, word)| is_word(tokens, i + k, *word));
                let of_number = || is_of_number(tokens, i + rest.len(), *phrase, lexicon);
                fits && (led || !lexicon.tags(*phrase).any(COUNTED) || of_number())
            });
            if let Some((rest, phrase)) = found {
                i += rest.len();
                let Token { end, dot, .. } = tokens[i - 1];
                token = Token { end, dot, tok: Tok::Word(*phrase), ..token };
            }
        }
        // never beyond what has been read
        tokens[joined] = token;
        joined += 1;
    }
    tokens.truncate(joined);
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
