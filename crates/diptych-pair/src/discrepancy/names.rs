//! Names that stand on one side only.

use rustc_hash::FxHashSet;

use super::discrepancy;
use crate::document::{Document, hash, id};
use crate::sides::{Side, Sides, Token};
use crate::tokens::{Class, tokenise};
use crate::{Discrepancy, DiscrepancyKind, Severity};

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

/// Reports names without their like in the bead and the two around it: two of a sort as one
/// difference; a person or place of the target alone when the whole source knows nothing like it.
/// One that the target lacks is often a pronoun there.
pub(super) fn report(
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
pub(super) fn same_name(a: &str, b: &str) -> bool {
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
