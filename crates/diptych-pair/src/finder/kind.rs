//! Whether a pair is whole, a part, or several texts in one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use diptych_text::Language;

use super::collection::shares;
use super::decision::Judged;
use crate::document::Document;
use crate::solver::{HOLDS, Solution};
use crate::{DocumentPair, PairKind};

/// A pair is partial when one side is covered less than this share of what the other is.
const PARTIAL: f32 = 0.75;
/// How much of the sentences that two pairs cover of one document may be the same ones before the
/// two are rivals, not parts.
const OVERLAP: f64 = 0.4;

/// What a pair of documents is by itself, and the covered share of source and of target.
pub(super) fn kind(
    source: &Document,
    target: &Document,
    solution: &Solution,
) -> (PairKind, (f64, f64)) {
    let [s, t] = shares(source, target, solution);
    let kind = if s.min(t) < PARTIAL * s.max(t) { PairKind::Partial } else { PairKind::Full };
    (kind, (f64::from(s), f64::from(t)))
}

/// Finds further pairs of documents that several others translate part by part: where a document is
/// covered in part by its own pair, and in another part by one that is in no pair. Adds them to
/// `pairs`, and gives their places among `judged`, sorted.
pub(super) fn merged(
    judged: &[Judged],
    chosen: &[usize],
    pairs: &mut Vec<DocumentPair>,
    least: f64,
    solve: impl Fn(usize) -> DocumentPair,
) -> Vec<usize> {
    // The pairs of each document that covers more than its partner does, by the partner's language.
    let mut wholes: BTreeMap<(usize, Language), Vec<usize>> = BTreeMap::new();
    let mut paired: BTreeSet<(usize, Language)> = BTreeSet::new();
    for (k, pair) in pairs.iter().enumerate() {
        let (from, to) = pair.languages;
        paired.extend([(pair.source, to), (pair.target, from)]);
        if pair.kind == PairKind::Partial {
            let larger = pair.coverage.0 < pair.coverage.1;
            let whole = if larger { (pair.source, to) } else { (pair.target, from) };
            wholes.entry(whole).or_default().push(k);
        }
    }
    let mut parts = Vec::new();
    for (k, candidate) in judged.iter().enumerate() {
        let [from, to] = candidate.languages;
        let ends = [(candidate.source, to), (candidate.target, from)];
        let [whole, part] = match ends.map(|end| wholes.contains_key(&end)) {
            [true, false] => ends,
            [false, true] => [ends[1], ends[0]],
            _ => continue,
        };
        if candidate.alone < least || paired.contains(&part) || chosen.binary_search(&k).is_ok() {
            continue;
        }
        let pair = solve(k);
        let rest = &wholes[&whole];
        let is_part = pair.kind == PairKind::Partial
            && (pair.coverage.0 < pair.coverage.1) == (whole == ends[0])
            && rest.iter().all(|&other| are_parts(whole.0, &pair, &pairs[other]));
        if is_part {
            for &other in rest {
                pairs[other].kind = PairKind::Merged;
            }
            paired.insert(part);
            wholes.entry(whole).or_default().push(pairs.len());
            pairs.push(DocumentPair { kind: PairKind::Merged, ..pair });
            parts.push(k);
        }
    }
    parts
}

/// Whether two pairs cover different parts of one document.
fn are_parts(document: usize, a: &DocumentPair, b: &DocumentPair) -> bool {
    let held = |pair: &DocumentPair| -> Vec<Range<usize>> {
        let beads = pair.alignment.beads.iter().filter(|bead| bead.score >= f64::from(HOLDS));
        beads
            .map(|bead| if pair.source == document { &bead.source } else { &bead.target })
            .filter(|range| !range.is_empty())
            .cloned()
            .collect()
    };
    let (a, b) = (held(a), held(b));
    let size = |ranges: &[Range<usize>]| ranges.iter().map(Range::len).sum::<usize>();
    // Both lists are in order.
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        both += a[i].end.min(b[j].end).saturating_sub(a[i].start.max(b[j].start));
        if a[i].end <= b[j].end { i += 1 } else { j += 1 }
    }
    let least = size(&a).min(size(&b));
    least > 0 && (both as f64) <= OVERLAP * least as f64
}
