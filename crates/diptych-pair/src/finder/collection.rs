//! Many documents, prepared to be compared.

use diptych_text::Language;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::learning::Aligners;
use crate::association::Table;
use crate::document::{Document, id};
use crate::index::{Likely, Likeness, Search, candidates};
use crate::keys::keys;
use crate::scorer::Judge;
use crate::solver::{HOLDS, Solution};
use crate::tokens::Class;
use crate::{PairScorer, Profile};

/// The documents of a collection.
#[derive(Debug)]
pub(super) struct Collection<'a> {
    pub(super) profiles: &'a [Profile<'a>],
    pub(super) documents: Vec<Document>,
    /// In how many documents each form stands.
    spread: FxHashMap<u64, u32>,
}

/// Evidence from elsewhere for the sentences of two documents.
pub(super) type Scorers<'s> = &'s (dyn Fn(usize, usize) -> Option<Box<dyn PairScorer>> + Sync);

/// How far two aligned documents look like translations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Comparison {
    pub(super) source: usize,
    pub(super) target: usize,
    /// Their languages.
    pub(super) languages: [Language; 2],
    /// The share of source and of target that beads which hold cover.
    pub(super) shares: [f32; 2],
    /// The mean score of the beads, by characters.
    pub(super) strength: f32,
    /// The share of the words of source and of target that the other document has a translation
    /// of, by rarity in the collection.
    pub(super) explained: [f32; 2],
    /// Cosine of the keys, weighted by rarity.
    pub(super) cosine: f32,
    /// Letters and digits of source and target.
    pub(super) lengths: [f32; 2],
}

impl Comparison {
    /// The candidate that was compared.
    pub(super) fn likeness(&self) -> Likeness {
        let (first, second) = (self.source, self.target);
        Likeness { first, second, cosine: self.cosine, margin: 0.0, near: true }
    }
}

impl<'a> Collection<'a> {
    pub(super) fn new(profiles: &'a [Profile<'a>]) -> Self {
        let documents: Vec<Document> = profiles.par_iter().map(Document::new).collect();
        let mut spread = FxHashMap::default();
        for form in documents.iter().flat_map(|document| &document.forms) {
            *spread.entry(form.hash).or_default() += 1;
        }
        Self { profiles, documents, spread }
    }

    /// A document in both its forms.
    pub(super) fn side(&self, number: usize) -> (&Profile<'a>, &Document) {
        (&self.profiles[number], &self.documents[number])
    }

    /// The likely pairs among these documents.
    pub(super) fn candidates(
        &self,
        among: &[usize],
        aligners: &Aligners,
        search: Search,
    ) -> Likely {
        let of = |k: &usize| &self.documents[*k];
        let keys: Vec<_> =
            among.par_iter().map(|k| keys(of(k), &aligners.pivots(of(k).language))).collect();
        let lengths: Vec<f32> = among.iter().map(|k| of(k).lengths.iter().sum()).collect();
        let languages: Vec<_> = among.iter().map(|k| of(k).language).collect();
        let mut found = candidates(&keys, &lengths, &languages, search);
        for pair in &mut found.pairs {
            (pair.first, pair.second) = (among[pair.first], among[pair.second]);
        }
        found.keyless.iter_mut().for_each(|k| *k = among[*k]);
        found
    }

    /// Aligns candidates, in one pass.
    pub(super) fn compare(
        &self,
        candidates: &[Likeness],
        aligners: &Aligners,
        scorers: Scorers<'_>,
    ) -> Vec<Comparison> {
        candidates
            .par_iter()
            .map(|candidate| {
                let (source, target) = (candidate.first, candidate.second);
                let aligner = aligners.quick(self, source, target);
                let scorer = scorers(source, target);
                let judge = scorer.as_deref().map(|scorer| self.judge(scorer, source, target));
                let (s, t) = (self.side(source), self.side(target));
                let solution = aligner.solve_judged(s, t, &[], judge);
                self.weigh(candidate, &solution)
            })
            .collect()
    }

    /// A scorer of two documents, as the aligner takes it.
    pub(super) fn judge<'s>(
        &self,
        scorer: &'s dyn PairScorer,
        source: usize,
        target: usize,
    ) -> Judge<'s> {
        let (s, t) = (self.documents[source].len(), self.documents[target].len());
        Judge::new(scorer, s, t).expect("vectors were counted before")
    }

    fn weigh(&self, candidate: &Likeness, solution: &Solution) -> Comparison {
        let (source, target) = (candidate.first, candidate.second);
        let (s, t) = (&self.documents[source], &self.documents[target]);
        Comparison {
            source,
            target,
            languages: [s.language, t.language],
            shares: shares(s, t, solution),
            strength: narrow(solution.strength(s, t)),
            explained: [
                self.explained(s, t, &solution.association.backward),
                self.explained(t, s, &solution.association.forward),
            ],
            cosine: candidate.cosine,
            lengths: [s, t].map(|document| document.lengths.iter().sum()),
        }
    }

    /// The share of the words of `seen` that `given` has a translation of: each distinct one once,
    /// by its rarity, so that formulas which many documents share say little.
    fn explained(&self, seen: &Document, given: &Document, table: &Table) -> f32 {
        let mut best = vec![0.0_f32; seen.forms.len()];
        for word in 0..id(given.forms.len()) {
            for &(form, p) in table.row(word) {
                best[form as usize] = best[form as usize].max(p);
            }
        }
        let (mut sum, mut total) = (0.0, 1e-3);
        let all = self.documents.len() as f32 + 1.0;
        for (form, p) in seen.forms.iter().zip(best) {
            if form.class != Class::Mark {
                let rarity = (all / self.spread[&form.hash] as f32).ln();
                sum += rarity * p.sqrt();
                total += rarity;
            }
        }
        sum / total
    }
}

/// The share of the characters of source and of target that beads which hold cover.
pub(super) fn shares(source: &Document, target: &Document, solution: &Solution) -> [f32; 2] {
    let (mut held, sum) = ([0.0_f32; 2], |d: &Document| d.lengths.iter().sum::<f32>());
    for ((s, t), &score) in solution.beads.iter().zip(&solution.scores) {
        if score >= HOLDS {
            held[0] += source.lengths[s.clone()].iter().sum::<f32>();
            held[1] += target.lengths[t.clone()].iter().sum::<f32>();
        }
    }
    let share = |held: f32, all: f32| if all > 0.0 { (held / all).min(1.0) } else { 0.0 };
    [share(held[0], sum(source)), share(held[1], sum(target))]
}

#[expect(clippy::cast_possible_truncation, reason = "a share: what is lost is noise")]
fn narrow(share: f64) -> f32 {
    share as f32
}
