//! Which of the compared documents are pairs.

use diptych_text::Language;
use rustc_hash::FxHashMap;

use super::collection::Comparison;

/// How many signs there are.
pub(crate) const SIGNS: usize = 7;

/// What each sign adds to the log odds: logistic regression, both classes of the same weight within each
/// set (`diptych-dev train pairs --data DIR --examples FILE` gives the examples: NTREX, WMT21,
/// and 1,200 groups of manual pages, with the Debian handbook; 10,944 comparisons in 27 pairs of languages),
/// 2026-11-22. Mean F1 over these pairs .996; with the weights of the other sets .995.
const WEIGHTS: [f64; SIGNS] = [3.957, 3.531, -5.042, 6.485, 10.636, -0.525, -2.262];

/// A comparison that was judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judged {
    pub(crate) source: usize,
    pub(crate) target: usize,
    pub(crate) languages: [Language; 2],
    pub(crate) signs: [f64; SIGNS],
    pub(crate) log_odds: f64,
    /// The log odds if the two had no rivals.
    pub(crate) alone: f64,
}

impl Judged {
    /// How sure it is that the two documents are translations, 0 to 1.
    pub(crate) fn score(&self) -> f64 {
        1.0 / (1.0 + (-self.log_odds).exp())
    }
}

/// Judges comparisons: each by itself, and against the rivals of its two documents in each other's
/// language.
pub(super) fn judge(comparisons: &[Comparison]) -> Vec<Judged> {
    let leads = leads(comparisons, Comparison::explained);
    comparisons
        .iter()
        .zip(leads)
        .map(|(comparison, lead)| {
            let odds = |lead: f32| {
                let signs = signs(comparison, lead.into());
                (signs, signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum())
            };
            let (signs, log_odds) = odds(lead);
            let alone = odds(comparison.explained()).1;
            let Comparison { source, target, languages, .. } = *comparison;
            Judged { source, target, languages, signs, log_odds, alone }
        })
        .collect()
}

/// By how much each comparison is better than the best other one of its two documents with a
/// document of the same language.
fn leads(comparisons: &[Comparison], value: impl Fn(&Comparison) -> f32) -> Vec<f32> {
    let slots = |c: &Comparison| [(c.source, c.languages[1]), (c.target, c.languages[0])];
    let mut best: FxHashMap<(usize, Language), [f32; 2]> = FxHashMap::default();
    for comparison in comparisons {
        let value = value(comparison);
        for slot in slots(comparison) {
            let [first, second] = best.entry(slot).or_default();
            if value > *first {
                (*first, *second) = (value, *first);
            } else {
                *second = second.max(value);
            }
        }
    }
    let lead = |comparison: &Comparison| {
        let own = value(comparison);
        let rivals = slots(comparison).map(|slot| {
            let [first, second] = best[&slot];
            if own < first { first } else { second }
        });
        own - rivals[0].max(rivals[1])
    };
    comparisons.iter().map(lead).collect()
}

/// What the odds of a comparison are made of, given its lead over its rivals.
fn signs(comparison: &Comparison, lead: f64) -> [f64; SIGNS] {
    let [s, t] = comparison.shares.map(f64::from);
    let [a, b] = comparison.lengths.map(|length| f64::from(length.max(1.0)).ln());
    [
        s.min(t),
        f64::from(comparison.strength),
        f64::from(comparison.explained()),
        f64::from(comparison.cosine).sqrt(),
        lead,
        a.min(b),
        1.0,
    ]
}

/// Chooses pairs whose log odds are together as high as exchanges of two can make them, each
/// document in one pair at most with documents of any one language; gives their places among
/// `judged`, which holds the best first.
///
/// Starts greedily, then lets two pairs exchange partners as long as that gains; what has odds of
/// less than `least` is never chosen.
pub(super) fn assign(judged: &[Judged], least: f64) -> Vec<usize> {
    let good = judged.partition_point(|pair| pair.log_odds >= least);
    let judged = &judged[..good];
    let slots = |k: usize| {
        let Judged { source, target, languages, .. } = judged[k];
        [(source, languages[1]), (target, languages[0])]
    };
    let mut taken: FxHashMap<(usize, Language), usize> = FxHashMap::default();
    for k in 0..judged.len() {
        if slots(k).iter().all(|slot| !taken.contains_key(slot)) {
            taken.extend(slots(k).map(|slot| (slot, k)));
        }
    }
    let places: FxHashMap<(usize, usize), usize> =
        judged.iter().enumerate().map(|(k, pair)| ((pair.source, pair.target), k)).collect();
    let other = |k: usize, document: usize| judged[k].source + judged[k].target - document;
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for (k, pair) in judged.iter().enumerate() {
            let [p, q] = slots(k).map(|slot| taken.get(&slot).copied());
            let (Some(p), Some(q)) = (p, q) else { continue };
            if p == q {
                continue;
            }
            // What the two partners that are left over would make.
            let (a, b) = (other(p, pair.source), other(q, pair.target));
            let Some(&rest) = places.get(&(a.min(b), a.max(b))) else { continue };
            let log_odds = |k: usize| judged[k].log_odds;
            let gain = log_odds(k) + log_odds(rest) - log_odds(p) - log_odds(q);
            // The sum grows each time, so this ends.
            if gain > 1e-9 {
                for new in [k, rest] {
                    taken.extend(slots(new).map(|slot| (slot, new)));
                }
                changed = true;
            }
        }
    }
    let mut chosen: Vec<usize> = taken.into_values().collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

impl Comparison {
    /// The lesser share of words that the other side explains.
    fn explained(&self) -> f32 {
        self.explained[0].min(self.explained[1])
    }
}
