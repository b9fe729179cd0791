//! Pieces of a target sentence that were left in the language of the source.

use diptych_text::Span;

use super::discrepancy;
use crate::function_words::function_words;
use crate::path::Cell;
use crate::sides::{Side, Sides, Token};
use crate::tokens::Class;
use crate::{Discrepancy, DiscrepancyKind, Severity};

/// Reports runs of words that stand in both sides of a bead in the same order and that no
/// translator would keep: a name or a title is kept, `who have been released` is not.
pub(super) fn find(sides: &Sides<'_>, bead: &Cell, found: &mut Vec<Discrepancy>) {
    let words = |side: &Side<'_>, sentences| -> Vec<Token> {
        let tokens = side.tokens(sentences);
        tokens.into_iter().filter(|t| matches!(t.class, Class::Word | Class::Number)).collect()
    };
    let source = words(&sides.source, bead.0.clone());
    let target = words(&sides.target, bead.1.clone());
    let same = |i: usize, j: usize| {
        sides.source.document.form(source[i].form) == sides.target.document.form(target[j].form)
    };
    // Where the forms of the source stand, to start runs from.
    let mut starts: Vec<(u64, usize)> = source
        .iter()
        .enumerate()
        .map(|(i, t)| (sides.source.document.forms[t.form as usize].hash, i))
        .collect();
    starts.sort_unstable();
    let mut j = 0;
    while j < target.len() {
        let hash = sides.target.document.forms[target[j].form as usize].hash;
        let first = starts.partition_point(|s| s.0 < hash);
        let mut best: Option<(usize, usize)> = None;
        // A form that recurs very often in one sentence is no start worth trying everywhere.
        for &(_, i) in starts[first..].iter().take_while(|s| s.0 == hash).take(16) {
            let mut length = 0;
            while i + length < source.len()
                && j + length < target.len()
                && target[j + length].sentence == target[j].sentence
                && source[i + length].sentence == source[i].sentence
                && same(i + length, j + length)
            {
                length += 1;
            }
            if length > best.map_or(0, |b| b.1) {
                best = Some((i, length));
            }
        }
        let Some((i, length)) = best.filter(|b| b.1 >= 2) else {
            j += 1;
            continue;
        };
        if is_foreign(sides, &target[j..j + length]) {
            let cover = |tokens: &[Token]| tokens[0].span.cover(tokens[tokens.len() - 1].span);
            let span: Span = cover(&target[j..j + length]);
            let text = &sides.target.profile.sentences[target[j].sentence].text[span];
            let origin = cover(&source[i..i + length]);
            found.push(discrepancy(
                DiscrepancyKind::Untranslated,
                Severity::Medium,
                Some(sides.source.place(source[i].sentence, origin)),
                Some(sides.target.place(target[j].sentence, span)),
                format!("“{text}” was left untranslated."),
            ));
        }
        j += length;
    }
}

/// Whether a run of words is running text of the source language: it holds a small word that
/// only that language has, and is no title; without tables for both languages, three words or
/// more in lower case.
fn is_foreign(sides: &Sides<'_>, run: &[Token]) -> bool {
    let (ours, theirs) = (
        function_words(sides.target.profile.language),
        function_words(sides.source.profile.language),
    );
    if !sides.source.profile.language.is_known()
        || sides.source.profile.language.primary() == sides.target.profile.language.primary()
    {
        return false;
    }
    let lower = |t: &Token| sides.target.text(t).starts_with(char::is_lowercase);
    let form = |t: &Token| sides.target.document.form(t.form);
    let telling = |t: &Token| theirs.contains(&form(t)) && !ours.contains(&form(t));
    let small = |t: &Token| theirs.contains(&form(t)) || ours.contains(&form(t));
    let plain = run.iter().filter(|t| lower(t)).count();
    if theirs.is_empty() || ours.is_empty() {
        return plain >= 4;
    }
    let capitals = run.iter().filter(|t| sides.target.text(t).starts_with(char::is_uppercase));
    // A title starts with a capital, and its small words alone are in lower case.
    let title =
        !lower(&run[0]) && capitals.count() >= 2 && run.iter().all(|t| !lower(t) || small(t));
    plain >= 1 && run.iter().any(|t| telling(t) && lower(t)) && !title
        || plain >= 3 && run.iter().filter(|t| lower(t) && !small(t)).count() >= 3
}
