//! Names that stand on one side only.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::discrepancy;
use crate::document::{Document, hash, id};
use crate::path::Cell;
use crate::sides::{Side, Sides, Token};
use crate::tokens::{Class, tokenise};
use crate::{AnchorKind, Discrepancy, DiscrepancyKind, Severity};

/// A bead with more tokens on a side is no translated sentence but a table or a binary file: what
/// has no like is looked for among all of the other side, which would take time in its square.
const MAX_TOKENS: usize = 2_000;

/// What tells whether a name of the target is known anywhere in the source.
#[derive(Clone, Debug, Default)]
pub(super) struct Strangers {
    /// How the words of the source begin; none when its letters cannot be compared.
    beginnings: Option<FxHashSet<u64>>,
}

/// From this share of words in Latin letters on (after transliteration) names can be compared.
const COMPARABLE: f64 = 0.8;
/// A word of a name that a word anywhere in the source becomes at least this likely is a
/// translation.
const TRANSLATED: f32 = 0.1;

impl Strangers {
    pub(super) fn of(sides: &Sides<'_>) -> Self {
        let comparable = is_latin(sides.source.document) && is_latin(sides.target.document);
        let beginnings = comparable.then(|| {
            let document = sides.source.document;
            let forms = (0..id(document.forms.len())).map(|form| document.form(form));
            forms.filter_map(beginning).map(|word| hash(&word)).collect()
        });
        Self { beginnings }
    }

    /// Whether nothing in the whole source is like this name of the target: no word that begins
    /// like one of its words, none that one of them translates, no name of the same key.
    fn holds(&self, sides: &Sides<'_>, name: &Token, text: &str) -> bool {
        let Some(beginnings) = &self.beginnings else { return false };
        let (source, target) = (sides.source.document, sides.target.document);
        // Organisations are translated in many ways; and what recurs is the translator's word.
        let key = target.form(name.form);
        if key.starts_with("org:") || target.forms[name.form as usize].count > 1 {
            return false;
        }
        let mut words = 0;
        let mut known = source.find(hash(key)).is_some();
        tokenise(text, |form, class, _| {
            if class != Class::Word {
                return;
            }
            let begins = beginning(form);
            words += usize::from(begins.is_some());
            known |= begins.is_some_and(|word| beginnings.contains(&hash(&word)));
            let translated = target.find(hash(form)).is_some_and(|form| {
                sides.association.backward.row(form).iter().any(|cell| cell.1 >= TRANSLATED)
            });
            known |= translated && form.len() >= 4;
        });
        words > 0 && !known
    }
}

/// Compares the names of a bead; `near` is the bead with its two neighbours, where translators also
/// put things.
pub(super) fn compare(
    sides: &Sides<'_>,
    strangers: &Strangers,
    bead: &Cell,
    near: &Cell,
    found: &mut Vec<Discrepancy>,
) {
    let (source, target) = (&sides.source, &sides.target);
    if !has_names(source, bead.0.clone()) && !has_names(target, bead.1.clone()) {
        return;
    }
    let here = (source.tokens(bead.0.clone()), target.tokens(bead.1.clone()));
    let around = (source.tokens(near.0.clone()), target.tokens(near.1.clone()));
    if here.0.len().max(here.1.len()) > MAX_TOKENS {
        return;
    }
    let strength = |s: u32, t: u32| sides.association.strength(s, t);
    let left = unmatched((source, &here.0), (target, &around.1), strength);
    let strength = |t: u32, s: u32| sides.association.strength(s, t);
    let right = unmatched((target, &here.1), (source, &around.0), strength);
    report(sides, strangers, &left, &right, found);
}

/// Whether some sentences hold a name.
fn has_names(side: &Side<'_>, sentences: Range<usize>) -> bool {
    let document = side.document;
    let names = |&form: &u32| document.class(form) == Class::Anchor(AnchorKind::Name);
    document.tokens[document.places(sentences)].iter().any(names)
}

/// The names of one side without their like on the other.
fn unmatched(
    (side, here): (&Side<'_>, &[Token]),
    (other, there): (&Side<'_>, &[Token]),
    strength: impl Fn(u32, u32) -> f32,
) -> Vec<Token> {
    let is_name = |t: &Token| t.class == Class::Anchor(AnchorKind::Name);
    let covers = side.covers(here);
    let inside = |k: usize| covers[k].is_some_and(|c| is_name(&here[c]));
    let like = |t: &Token| {
        // One thing may have several keys at one place: any of them will do.
        let keys = here.iter().filter(|u| u.sentence == t.sentence && u.span == t.span);
        let mut keys = keys.map(|u| side.document.form(u.form));
        let name = side.text(t);
        is_translated(here, t, there, &strength)
            || keys.any(|key| there.iter().any(|u| other.document.form(u.form) == key))
            || there.iter().any(|u| u.class != Class::Mark && same_name(name, other.text(u)))
    };
    let names = here.iter().enumerate().filter(|(k, t)| is_name(t) && !inside(*k));
    names.map(|(_, t)| t).filter(|t| !like(t)).copied().collect()
}

/// From this strength on one word of a name translates a word of the other side. On 716 pairs of
/// sentences of NTREX each, en-fr, en-de, en-es, false alarms of names fall from 9, 10, 9 to
/// 2, 6, 3 (2026-11-21).
const TRANSLATES: f32 = 0.1;

/// Whether the other side holds a translation of a word of a name: « Sénat » for `Senate`,
/// `Paris` in another name.
fn is_translated(
    here: &[Token],
    name: &Token,
    there: &[Token],
    strength: impl Fn(u32, u32) -> f32,
) -> bool {
    let long = |t: &&Token| t.class == Class::Word && t.span.len() >= 4;
    let inside = |t: &&Token| t.sentence == name.sentence && name.span.contains(t.span);
    let mut words = here.iter().filter(long).filter(inside);
    words.any(|w| there.iter().filter(long).any(|u| strength(w.form, u.form) >= TRANSLATES))
}

/// Reports names without their like in the bead and the two around it: two of a sort as one
/// difference; a person or place of the target alone when the whole source knows nothing like it.
/// One that the target lacks is often a pronoun there.
fn report(
    sides: &Sides<'_>,
    strangers: &Strangers,
    left: &[Token],
    right: &[Token],
    found: &mut Vec<Discrepancy>,
) {
    let mut taken = vec![false; left.len()];
    for t in right {
        let b = sides.target.text(t);
        if !is_name(b) {
            continue;
        }
        let place = Some(sides.target.place(t.sentence, t.span));
        let other = left.iter().enumerate().position(|(k, s)| {
            !taken[k] && is_name(sides.source.text(s)) && same_sort(sides, s, t)
        });
        if let Some(k) = other {
            taken[k] = true;
            let s = &left[k];
            let message = format!(
                "The name “{}” of the source is “{b}” in the target.",
                sides.source.text(s)
            );
            let source = Some(sides.source.place(s.sentence, s.span));
            found.push(discrepancy(
                DiscrepancyKind::Name,
                Severity::Medium,
                source,
                place,
                message,
            ));
        } else if strangers.holds(sides, t, b) {
            let message = format!("The name “{b}” of the target has no counterpart in the source.");
            found.push(discrepancy(DiscrepancyKind::Name, Severity::Medium, None, place, message));
        }
    }
}

/// Whether the words of a document are in Latin letters, or in letters that are folded to them.
fn is_latin(document: &Document) -> bool {
    let words = document.forms.iter().enumerate().filter(|(_, form)| form.class == Class::Word);
    let (latin, all) = words.fold((0_u32, 0_u32), |(latin, all), (k, _)| {
        (latin + u32::from(document.form(id(k)).is_ascii()), all + 1)
    });
    f64::from(latin) >= COMPARABLE * f64::from(all)
}

/// Whether a text looks like a name: four letters, the first in upper case.
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

/// Whether two names are of one sort: two persons, two places.
fn same_sort(sides: &Sides<'_>, s: &Token, t: &Token) -> bool {
    let sort = |side: &Side<'_>, token: &Token| {
        side.document.form(token.form).split_once(':').map(|(sort, _)| sort.to_owned())
    };
    sort(&sides.source, s) == sort(&sides.target, t)
}

/// Whether one name holds a word that starts like a word of the other, accents and case aside.
fn same_name(a: &str, b: &str) -> bool {
    let stems = |name: &str| -> Vec<String> {
        let mut stems = Vec::new();
        tokenise(name, |form, class, _| {
            if class == Class::Word {
                stems.extend(beginning(form));
            }
        });
        stems
    };
    let (a, b) = (stems(a), stems(b));
    a.iter().any(|stem| b.contains(stem))
}

/// Letters that stand for one another when names are carried over: `Congress`, `Kongress`.
const fn sound(c: char) -> char {
    match c {
        'c' | 'k' | 'q' | 'z' => 'k',
        'y' | 'j' => 'i',
        'w' => 'v',
        _ => c,
    }
}

/// How a word of three letters or more begins, as it sounds.
fn beginning(word: &str) -> Option<String> {
    let beginning: String = word.chars().take(4).map(sound).collect();
    (beginning.len() >= 3).then_some(beginning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_agree() {
        assert!(same_name("the Rafah crossing", "Rafah"));
        assert!(same_name("Sénat", "Senate") && same_name("Macedonia", "Mazedoniens"));
        assert!(!same_name("Lisbon", "Madrid"));
    }
}
