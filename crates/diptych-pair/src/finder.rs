//! Finds the pairs among many documents.

use diptych_text::Language;
use rayon::prelude::*;

use crate::document::Document;
use crate::index::candidates;
use crate::keys::keys;
use crate::{Aligner, DocumentPair, Lexicon, Profile};

/// Finds the pairs among many documents.
///
/// Documents are looked up by what survives translation (numbers, names, words that look alike,
/// weighted by rarity); the likely pairs are aligned, and held to be translations when sure beads
/// cover enough of both texts. No language labels are needed, but two documents of the same known
/// language are never a pair.
///
/// ```
/// use diptych_pair::{PairFinder, Profile};
/// use diptych_text::Language;
///
/// let texts = [
///     (Language::EN, ["The ferry to Bergen carried 212 passengers.", "Captain Moe saw no danger."]),
///     (Language::EN, ["The airport of Turin stays closed.", "Snow fell on 14 flights."]),
///     (Language::FR, ["Le ferry pour Bergen transportait 212 passagers.", "Le capitaine Moe ne vit aucun danger."]),
/// ];
/// let profiles: Vec<_> = texts.iter().map(|(l, t)| Profile::from_sentences(*l, t)).collect();
/// let pairs = PairFinder::new().find(&profiles);
/// assert_eq!(pairs.len(), 1);
/// assert_eq!((pairs[0].source, pairs[0].target), (0, 2));
/// ```
#[derive(Clone, Debug, Default)]
pub struct PairFinder {
    min_score: Option<f64>,
    aligner: Aligner,
}

/// What a [`PairFinder`] gives, with what it turned down.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Found {
    /// The pairs, one-to-one, best first.
    pub pairs: Vec<DocumentPair>,
    /// Pairs that were aligned and turned down, best first.
    pub rejected: Vec<Candidate>,
}

/// Two documents that were compared.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Candidate {
    /// Index of the document that comes first.
    pub source: usize,
    /// Index of the other.
    pub target: usize,
    /// The share of both texts that beads which hold cover, 0 to 1.
    pub score: f64,
    /// Why it is no pair.
    pub rejection: Rejection,
}

/// Why two documents are no pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// Too little of them is joined.
    Coverage,
    /// One of the two belongs to a better pair.
    Taken,
}

/// The coverage from which two documents are a pair. Tuned on 425 English and French documents of
/// six sources together (NTREX, WMT21, manual pages, a handbook, laws; 166 pairs: F1 .99 from .2
/// to .5), 2026-11-21.
const MIN_COVERAGE: f64 = 0.4;
/// How much the likeness of keys weighs against coverage when two candidates compete.
const LIKENESS: f64 = 0.25;

/// One candidate, aligned.
#[derive(Debug)]
struct Aligned {
    source: usize,
    target: usize,
    coverage: f64,
    /// What candidates are ranked by.
    rank: f64,
}

impl PairFinder {
    /// A finder with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Aligns with this aligner instead of the default one.
    #[must_use]
    pub fn aligner(mut self, aligner: Aligner) -> Self {
        self.aligner = aligner;
        self
    }

    /// Gives pairs of at least this score (0 to 1) only, instead of the calibrated default.
    #[must_use]
    pub const fn min_score(mut self, min_score: Option<f64>) -> Self {
        self.min_score = min_score;
        self
    }

    /// The pairs among `documents`, one-to-one, best first; in each the document that comes first
    /// is the source.
    #[must_use]
    pub fn find(&self, documents: &[Profile<'_>]) -> Vec<DocumentPair> {
        self.find_with_candidates(documents).pairs
    }

    /// The lexicon that gives the words of a language in another.
    fn pivot(&self, language: Language) -> Option<&Lexicon> {
        let lexicon = self.aligner.options().lexicon_for(Language::EN, language)?;
        (lexicon.target() == language).then_some(lexicon)
    }

    /// The same, with the likely pairs that were turned down.
    #[must_use]
    pub fn find_with_candidates(&self, documents: &[Profile<'_>]) -> Found {
        let prepared: Vec<Document> = documents.par_iter().map(Document::new).collect();
        let side = |k: usize| (&documents[k], &prepared[k]);
        let keys: Vec<_> = prepared.par_iter().map(|d| keys(d, self.pivot(d.language))).collect();
        let lengths: Vec<f32> = prepared.iter().map(|d| d.lengths.iter().sum()).collect();
        let languages: Vec<_> = prepared.iter().map(|d| d.language).collect();
        let likely = candidates(&keys, &lengths, &languages);
        let quick = self.aligner.clone().one_pass();
        let mut aligned: Vec<Aligned> = likely
            .par_iter()
            .map(|pair| {
                let (source, target) = (pair.first, pair.second);
                let solution = quick.solve(side(source), side(target), &[]);
                let coverage = solution.coverage(&prepared[source], &prepared[target]);
                let rank = solution.strength(&prepared[source], &prepared[target])
                    + LIKENESS * f64::from(pair.cosine);
                Aligned { source, target, coverage, rank }
            })
            .collect();
        aligned.sort_by(|a, b| {
            let place = (a.source, a.target).cmp(&(b.source, b.target));
            b.rank.total_cmp(&a.rank).then(place)
        });
        let least = self.min_score.unwrap_or(MIN_COVERAGE);
        let mut taken = vec![false; documents.len()];
        let (mut chosen, mut rejected) = (Vec::new(), Vec::new());
        for Aligned { source, target, coverage, .. } in aligned {
            let rejection = if coverage < least {
                Rejection::Coverage
            } else if taken[source] || taken[target] {
                Rejection::Taken
            } else {
                (taken[source], taken[target]) = (true, true);
                chosen.push((source, target));
                continue;
            };
            rejected.push(Candidate { source, target, score: coverage, rejection });
        }
        let mut pairs: Vec<DocumentPair> = chosen
            .into_par_iter()
            .map(|(source, target)| {
                let solution = self.aligner.solve(side(source), side(target), &[]);
                let alignment = self.aligner.report(side(source), side(target), &solution);
                DocumentPair { source, target, score: alignment.score, alignment }
            })
            .collect();
        pairs.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then((a.source, a.target).cmp(&(b.source, b.target)))
        });
        Found { pairs, rejected }
    }
}
