//! What joins the two sides of a bead.

use rustc_hash::FxHashMap;

use crate::path::Cell;
use crate::sides::{Sides, Token};
use crate::tokens::Class;
use crate::{AnchorKind, Evidence};

/// Words that stand for each other less than this are not shown. It keeps chance likeness out:
/// short identical words have .15, the weakest cognates .2.
const MIN_STRENGTH: f32 = 0.2;

/// What matches in a bead, the strongest first; each place is used once.
pub(crate) fn evidence(sides: &Sides<'_>, bead: &Cell) -> Vec<Evidence> {
    let source = sides.source.tokens(bead.0.clone());
    let target = sides.target.tokens(bead.1.clone());
    // The n-th place of a form goes with the n-th place of its translation.
    let places = by_form(&target);
    let mut seen: FxHashMap<u32, usize> = FxHashMap::default();
    let mut matches: Vec<(f32, usize, usize)> = Vec::new();
    for (i, s) in source.iter().enumerate() {
        let rank = seen.entry(s.form).or_insert(0);
        for &(form, _) in sides.association.forward.row(s.form) {
            let Some(&j) = places.get(&form).and_then(|places| places.get(*rank)) else { continue };
            let strength = sides.association.strength(s.form, form);
            if s.class != Class::Mark && strength >= MIN_STRENGTH {
                matches.push((strength * weight(sides, s, &target[j]), i, j));
            }
        }
        *rank += 1;
    }
    // Among equals, those that stand at the same share of the two sides come first.
    let distance = |i: usize, j: usize| (i * target.len()).abs_diff(j * source.len());
    matches.sort_by(|a, b| {
        let near = distance(a.1, a.2).cmp(&distance(b.1, b.2));
        b.0.total_cmp(&a.0).then(near).then((a.1, a.2).cmp(&(b.1, b.2)))
    });
    let covers = (sides.source.covers(&source), sides.target.covers(&target));
    let mut partners: Vec<Option<usize>> = vec![None; source.len()];
    let mut taken = vec![false; target.len()];
    let mut found = Vec::new();
    for (score, i, j) in matches {
        if partners[i].is_some() || taken[j] {
            continue;
        }
        let (s, t) = (&source[i], &target[j]);
        // A word inside a name that is already shown says nothing new.
        let shown = covers.0[i].and_then(|cover| partners[cover]);
        if shown.is_some() && shown == covers.1[j] {
            continue;
        }
        partners[i] = Some(j);
        taken[j] = true;
        let Some(kind) = s.class.kind() else { continue };
        found.push(Evidence {
            kind,
            key: key(sides, s, t),
            source: sides.source.place(s.sentence, s.span),
            target: sides.target.place(t.sentence, t.span),
            score: f64::from(score),
        });
    }
    found
}

/// Where each form stands.
fn by_form(tokens: &[Token]) -> FxHashMap<u32, Vec<usize>> {
    let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (k, token) in tokens.iter().enumerate() {
        places.entry(token.form).or_default().push(k);
    }
    places
}

/// How much a match says, 0 to 1: keys from outside most, frequent words least.
fn weight(sides: &Sides<'_>, s: &Token, t: &Token) -> f32 {
    match s.class {
        Class::Anchor(_) => 1.0,
        Class::Number => 0.95,
        _ => {
            let share = |document: &crate::document::Document, form: u32| {
                let form = &document.forms[form as usize];
                form.count as f32 / document.tokens.len().max(50) as f32 + 0.000_5
            };
            let chance =
                share(sides.source.document, s.form).max(share(sides.target.document, t.form));
            // From 0.9 for a word seen once in a long text down to 0.3 for the most common.
            (0.12 * -chance.ln()).clamp(0.2, 0.9)
        }
    }
}

fn key(sides: &Sides<'_>, s: &Token, t: &Token) -> String {
    let source = sides.source.document.form(s.form);
    match s.class.kind() {
        Some(AnchorKind::Word) => {
            let target = sides.target.document.form(t.form);
            if source == target { source.to_owned() } else { format!("{source}={target}") }
        }
        _ => match source.strip_prefix('#') {
            Some(value) => format!("number:{value}"),
            None => source.to_owned(),
        },
    }
}
