//! What differs between the two sides of an alignment.

mod amounts;
mod items;
mod names;
mod units;
mod untranslated;

use rustc_hash::FxHashMap;

use amounts::Amounts;

use crate::document::Document;
use crate::path::{Cell, Scorer};
use crate::sides::{Side, Sides};
use crate::solver::{HOLDS, Solution};
use crate::tokens::Class;
use crate::{AlignParameters, Discrepancy, DiscrepancyKind, Place, Severity};

/// All that differs, in the order of the beads.
pub(crate) fn discrepancies(
    sides: &Sides<'_>,
    solution: &Solution,
    parameters: &AlignParameters,
) -> Vec<Discrepancy> {
    let moved = moved(sides, solution, parameters);
    let languages = untranslated::Languages::of(sides);
    let strangers = names::Strangers::of(sides);
    let mut found = Vec::new();
    // What stands before the first bead that holds is a headline, a dek, a header line.
    let body = solution.scores.iter().position(|&score| score >= HOLDS);
    // What a bead lacks may stand in the next one: three beads are looked at together.
    let amounts = |k: usize| solution.beads.get(k).map(|bead| Amounts::of(sides, bead));
    let mut next = amounts(0).unwrap_or_default();
    for (k, bead) in solution.beads.iter().enumerate() {
        let head = body.is_some_and(|body| k < body);
        let mut here = std::mem::replace(&mut next, amounts(k + 1).unwrap_or_default());
        Amounts::settle(sides, &mut here, &mut next);
        match (bead.0.is_empty(), bead.1.is_empty()) {
            (false, true) => match moved.iter().find(|m| m.0 == k) {
                Some(&(_, other)) => found.push(elsewhere(sides, solution, k, other)),
                None => found.push(alone(sides, Missing::InTarget, bead.0.start, head)),
            },
            (true, false) if moved.iter().all(|m| m.1 != k) => {
                found.push(alone(sides, Missing::InSource, bead.1.start, head));
            }
            (false, false) if solution.scores[k] >= AMOUNTS => {
                here.report(sides, &mut found);
                if solution.scores[k] < HOLDS {
                    continue;
                }
                let near = neighbourhood(&solution.beads, k);
                if !sides.source.profile.shallow && !sides.target.profile.shallow {
                    names::compare(sides, &strangers, bead, &near, &mut found);
                }
                untranslated::find(sides, languages, bead, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// Numbers and dates are compared in beads from this score on: a wrong number makes a bead less sure.
const AMOUNTS: f32 = 0.2;

/// The sentences of a bead and of the two beads around it.
fn neighbourhood(beads: &[Cell], k: usize) -> Cell {
    let (first, last) = (&beads[k.saturating_sub(1)], &beads[(k + 1).min(beads.len() - 1)]);
    (first.0.start..last.0.end, first.1.start..last.1.end)
}

/// A new discrepancy.
fn discrepancy(
    kind: DiscrepancyKind,
    severity: Severity,
    source: Option<Place>,
    target: Option<Place>,
    message: String,
) -> Discrepancy {
    Discrepancy { kind, severity, source, target, message }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    InTarget,
    InSource,
}

/// A sentence that stands on one side only.
fn alone(sides: &Sides<'_>, missing: Missing, sentence: usize, head: bool) -> Discrepancy {
    let words = |side: &Side<'_>| {
        side.tokens(sentence..sentence + 1).iter().filter(|t| t.class == Class::Word).count()
    };
    let side = if missing == Missing::InTarget { &sides.source } else { &sides.target };
    let severity = if head || words(side) < 4 { Severity::Low } else { Severity::Medium };
    let place = Some(side.whole(sentence));
    match missing {
        Missing::InTarget => {
            let message =
                format!("Sentence {} of the source is missing in the target.", sentence + 1);
            discrepancy(DiscrepancyKind::Omission, severity, place, None, message)
        }
        Missing::InSource => {
            let message = format!(
                "Sentence {} of the target has no counterpart in the source.",
                sentence + 1
            );
            discrepancy(DiscrepancyKind::Addition, severity, None, place, message)
        }
    }
}

/// A sentence that stands elsewhere on the other side.
fn elsewhere(sides: &Sides<'_>, solution: &Solution, k: usize, other: usize) -> Discrepancy {
    let (i, j) = (solution.beads[k].0.start, solution.beads[other].1.start);
    discrepancy(
        DiscrepancyKind::Moved,
        Severity::Low,
        Some(sides.source.whole(i)),
        Some(sides.target.whole(j)),
        format!(
            "Sentence {} of the source stands elsewhere in the target, as sentence {}.",
            i + 1,
            j + 1
        ),
    )
}

/// Of the sentences left alone in the target, the likeliest few are compared with each one of the
/// source: those that share most with it, rare words counting most.
const COMPARED: usize = 4;
/// The score from which two of them are the same passage.
const MOVED: f32 = 0.9;

/// Beads of one sentence that translate each other: numbers of an omission and an addition.
fn moved(
    sides: &Sides<'_>,
    solution: &Solution,
    parameters: &AlignParameters,
) -> Vec<(usize, usize)> {
    let alone = |empty: fn(&Cell) -> bool| -> Vec<usize> {
        let beads = solution.beads.iter().enumerate();
        beads.filter(|(_, bead)| empty(bead)).map(|(k, _)| k).collect()
    };
    let (left, right) = (alone(|bead| bead.1.is_empty()), alone(|bead| bead.0.is_empty()));
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    let (source, target) = (sides.source.document, sides.target.document);
    let mut scorer = Scorer::new(source, target, sides.association, parameters.mixture);
    let model = crate::model::Model::new(*parameters, source, target);
    let mut pairs = Vec::new();
    let places = places(target, right.iter().map(|&j| (j, solution.beads[j].1.start)));
    for &i in &left {
        for j in likeliest(sides, solution.beads[i].0.start, &places) {
            let bead = (solution.beads[i].0.clone(), solution.beads[j].1.clone());
            let score = model.confidence(&mut scorer, &bead);
            if score >= MOVED {
                pairs.push((score, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in pairs {
        if moved.iter().all(|m| m.0 != i && m.1 != j) {
            moved.push((i, j));
        }
    }
    moved
}

/// The beads in which each form of a document stands, of the beads and their sentences given.
fn places(
    document: &Document,
    beads: impl Iterator<Item = (usize, usize)>,
) -> FxHashMap<u32, Vec<usize>> {
    let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (bead, sentence) in beads {
        for &form in document.sentence(sentence) {
            let beads = places.entry(form).or_default();
            if beads.last() != Some(&bead) {
                beads.push(bead);
            }
        }
    }
    places
}

/// The beads that share most with a sentence of the source, best first.
fn likeliest(
    sides: &Sides<'_>,
    sentence: usize,
    places: &FxHashMap<u32, Vec<usize>>,
) -> Vec<usize> {
    /// A form in more of the sentences left alone says too little to look them up by.
    const RARE: usize = 20;
    let mut shared: FxHashMap<usize, f32> = FxHashMap::default();
    for &form in sides.source.document.sentence(sentence) {
        for &(other, p) in sides.association.forward.row(form) {
            let beads = places.get(&other).filter(|beads| beads.len() <= RARE);
            for &bead in beads.into_iter().flatten() {
                *shared.entry(bead).or_default() += p / beads.map_or(1, Vec::len) as f32;
            }
        }
    }
    let mut shared: Vec<(usize, f32)> = shared.into_iter().collect();
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    shared.into_iter().take(COMPARED).map(|(bead, _)| bead).collect()
}
