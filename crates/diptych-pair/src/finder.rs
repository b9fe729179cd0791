//! Finds the pairs among many documents.

mod collection;
pub(crate) mod decision;
mod kind;
mod learning;

use std::collections::BTreeSet;

use diptych_text::Language;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::index::{Likely, Likeness, Search};
use crate::{
    Aligner, Bootstrap, DocumentPair, PairScorer, Profile, SentenceVectors, VectorError,
    VectorScorer,
};
use collection::{Collection, Comparison, Scorers};
use decision::{Judged, assign, judge};
use learning::{Aligners, ordered};

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
    bootstrap: Bootstrap,
    search: Search,
}

/// What a [`PairFinder`] gives, with what it turned down.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Found {
    /// The pairs, best first; one-to-one between any two languages, but for merged documents
    /// ([`PairKind::Merged`](crate::PairKind::Merged)).
    pub pairs: Vec<DocumentPair>,
    /// Pairs that were aligned and turned down, best first.
    pub rejected: Vec<Candidate>,
    /// Documents that hold nothing rare enough to be looked up by, and so were compared with none;
    /// blank ones are not among them.
    pub keyless: Vec<usize>,
}

/// Two documents that were compared.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Candidate {
    /// Index of the document that comes first.
    pub source: usize,
    /// Index of the other.
    pub target: usize,
    /// How sure it is that they are translations, 0 to 1.
    pub score: f64,
    /// Why it is no pair.
    pub rejection: Rejection,
}

/// Why two documents are no pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// Too little of them is joined, or as much of one is joined with other documents.
    Coverage,
    /// One of the two belongs to a better pair.
    Taken,
}

/// The score from which two documents are a pair: even odds.
const MIN_SCORE: f64 = 0.5;
/// The score from which a pair is not looked at again after words were learnt.
const SETTLED: f64 = 0.95;
/// The score from which a candidate is looked at again after words were learnt.
const HOPE: f64 = 0.01;

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

    /// Whether to learn words from the sure pairs of the collection and to look at the others once
    /// more; on by default.
    #[must_use]
    pub const fn bootstrap(mut self, bootstrap: Bootstrap) -> Self {
        self.bootstrap = bootstrap;
        self
    }

    /// With how many documents of each other language one is compared at most: those that share the
    /// most, by rarity, of what survives translation; 10 by default. More find more among documents
    /// that are nearly alike, and take longer.
    #[must_use]
    pub const fn candidates(mut self, candidates: usize) -> Self {
        self.search.nearest = candidates;
        self
    }

    /// In how many documents a number, name or word may stand to look documents up by it; 500 by
    /// default, and never in more than a fifth of the collection. It bounds the time for each
    /// document, however many there are.
    #[must_use]
    pub const fn max_spread(mut self, documents: usize) -> Self {
        self.search.most = documents;
        self
    }

    /// The pairs among `documents`, best first; in each the document that comes first is the source.
    ///
    /// Between any two languages the pairs are one-to-one, so that a text in five languages gives ten
    /// pairs ([`clusters`](crate::clusters) puts them together); only documents that several others
    /// translate part by part stand in several pairs of one language ([`PairKind::Merged`](crate::PairKind::Merged)).
    #[must_use]
    pub fn find(&self, documents: &[Profile<'_>]) -> Vec<DocumentPair> {
        self.find_with_candidates(documents).pairs
    }

    /// The same, with the likely pairs that were turned down.
    #[must_use]
    pub fn find_with_candidates(&self, documents: &[Profile<'_>]) -> Found {
        self.look(documents, &|_, _| None)
    }

    /// The same with a vector for each sentence of each document, all by one model that puts
    /// translations near each other: they judge the candidates, and align the pairs, beside words and
    /// lengths (see [`VectorScorer`]). What documents are looked up by is the same.
    ///
    /// # Errors
    /// There is not one list of vectors for each document and one vector for each sentence, or the
    /// vectors of two documents are of different dimensions.
    pub fn find_with_vectors(
        &self,
        documents: &[Profile<'_>],
        vectors: &[SentenceVectors],
    ) -> Result<Found, VectorError> {
        if vectors.len() != documents.len() {
            let (vectors, documents) = (vectors.len(), documents.len());
            return Err(VectorError::Documents { vectors, documents });
        }
        let mut expected = 0;
        for (document, (profile, vectors)) in documents.iter().zip(vectors).enumerate() {
            let (sentences, found) = (profile.sentences.len(), vectors.dimension());
            if vectors.len() != sentences {
                return Err(VectorError::Sentences { document, vectors: vectors.len(), sentences });
            }
            if expected != 0 && found != 0 && found != expected {
                return Err(VectorError::Unlike { document, found, expected });
            }
            expected = expected.max(found);
        }
        Ok(self.look(documents, &|source, target| {
            let (source, target) = (vectors[source].clone(), vectors[target].clone());
            if source.is_empty() || target.is_empty() {
                return None;
            }
            let scorer = VectorScorer::new(source, target).expect("all are of one dimension");
            Some(Box::new(scorer) as Box<dyn PairScorer>)
        }))
    }

    fn look(&self, documents: &[Profile<'_>], scorers: Scorers<'_>) -> Found {
        let collection = Collection::new(documents);
        let mut aligners = Aligners::new(&self.aligner);
        let (judged, keyless) = self.judged(&collection, &mut aligners, scorers);
        let chosen = assign(&judged, self.least());
        let solve = |k: usize| {
            let Judged { source, target, .. } = judged[k];
            let (s, t) = (collection.side(source), collection.side(target));
            let scorer = scorers(source, target);
            let judge = scorer.as_deref().map(|s| collection.judge(s, source, target));
            let aligner = aligners.of(&collection, source, target);
            let solution = aligner.solve_judged(s, t, &[], judge);
            let alignment = aligner.report(s, t, &solution);
            let (kind, coverage) = kind::kind(s.1, t.1, &solution);
            let languages = (s.1.language, t.1.language);
            let score = judged[k].score();
            DocumentPair { source, target, languages, score, kind, coverage, alignment }
        };
        let mut pairs: Vec<DocumentPair> = chosen.par_iter().map(|&k| solve(k)).collect();
        let parts = kind::merged(&judged, &chosen, &mut pairs, self.least(), solve);
        let rejected = judged
            .iter()
            .enumerate()
            .filter(|(k, _)| chosen.binary_search(k).is_err() && parts.binary_search(k).is_err());
        let rejected = rejected.map(|(_, pair)| Candidate {
            source: pair.source,
            target: pair.target,
            score: pair.score(),
            rejection: if pair.log_odds < self.least() {
                Rejection::Coverage
            } else {
                Rejection::Taken
            },
        });
        let rejected = rejected.collect();
        pairs.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then((a.source, a.target).cmp(&(b.source, b.target)))
        });
        Found { pairs, rejected, keyless }
    }

    /// The least log odds of a pair.
    fn least(&self) -> f64 {
        let least = self.min_score.unwrap_or(MIN_SCORE);
        log_odds(least)
    }

    /// All pairs that were compared, best first, and the documents that could not be looked up.
    fn judged(
        &self,
        collection: &Collection<'_>,
        aligners: &mut Aligners,
        scorers: Scorers<'_>,
    ) -> (Vec<Judged>, Vec<usize>) {
        let all: Vec<usize> = (0..collection.documents.len()).collect();
        let Likely { pairs, keyless } = collection.candidates(&all, aligners, self.search);
        let (near, far): (Vec<Likeness>, Vec<Likeness>) =
            pairs.into_iter().partition(|pair| pair.near);
        let mut compared = collection.compare(&near, aligners, scorers);
        // The less likely ones, where the likely ones were none.
        let open = Open::new(&compared, MIN_SCORE);
        let far: Vec<Likeness> =
            far.into_iter().filter(|p| open.holds(collection, p.first, p.second)).collect();
        compared.extend(collection.compare(&far, aligners, scorers));
        if self.bootstrap == Bootstrap::On {
            self.learn(collection, aligners, scorers, &mut compared);
        }
        (ranked(&compared), keyless)
    }

    /// Learns words from the sure pairs, and compares the documents that are in none once more.
    fn learn(
        &self,
        collection: &Collection<'_>,
        aligners: &mut Aligners,
        scorers: Scorers<'_>,
        compared: &mut Vec<Comparison>,
    ) {
        let language = |k: usize| collection.documents[k].language;
        let open = Open::new(compared, SETTLED);
        let judged = ranked(compared);
        let sure = assign(&judged, log_odds(MIN_SCORE));
        let sure: Vec<_> = sure.into_iter().map(|k| (judged[k].source, judged[k].target)).collect();
        // The languages in which candidates are left.
        let unsettled: BTreeSet<[Language; 2]> = compared
            .iter()
            .filter(|c| open.holds(collection, c.source, c.target))
            .map(|c| ordered(c.languages[0], c.languages[1]))
            .collect();
        aligners.learn(collection, &sure, |languages| unsettled.contains(&languages));
        let again = |source: usize, target: usize| {
            aligners.has_learnt(ordered(language(source), language(target)))
                && open.either(collection, source, target)
        };
        let hopeful = judged.iter().filter(|pair| pair.log_odds >= log_odds(HOPE));
        let hopeful: FxHashSet<(usize, usize)> =
            hopeful.map(|pair| (pair.source, pair.target)).collect();
        let mut candidates: Vec<Likeness> = compared
            .iter()
            .filter(|c| again(c.source, c.target) && hopeful.contains(&(c.source, c.target)))
            .map(Comparison::likeness)
            .collect();
        // What the new words lead to, for documents that are in no sure pair.
        let loose: BTreeSet<usize> = compared
            .iter()
            .filter(|c| again(c.source, c.target))
            .flat_map(|c| [c.source, c.target])
            .collect();
        let loose: Vec<usize> = loose.into_iter().collect();
        let known: FxHashSet<(usize, usize)> =
            compared.iter().map(|c| (c.source, c.target)).collect();
        let more = collection.candidates(&loose, aligners, self.search).pairs;
        candidates.extend(more.into_iter().filter(|c| {
            let pair = (c.first, c.second);
            c.near && again(c.first, c.second) && !known.contains(&pair)
        }));
        let new: FxHashSet<(usize, usize)> =
            candidates.iter().map(|c| (c.first, c.second)).collect();
        compared.retain(|c| !new.contains(&(c.source, c.target)));
        compared.extend(collection.compare(&candidates, aligners, scorers));
    }

    /// What each pair that is compared is judged by, and how; no part of the interface.
    #[doc(hidden)]
    #[must_use]
    pub fn signs(&self, documents: &[Profile<'_>]) -> Vec<(usize, usize, [f64; decision::SIGNS])> {
        let collection = Collection::new(documents);
        let mut aligners = Aligners::new(&self.aligner);
        let (judged, _) = self.judged(&collection, &mut aligners, &|_, _| None);
        judged.into_iter().map(|pair| (pair.source, pair.target, pair.signs)).collect()
    }
}

/// Comparisons judged, best first.
fn ranked(compared: &[Comparison]) -> Vec<Judged> {
    let mut judged = judge(compared);
    judged.sort_by(|a, b| {
        b.log_odds.total_cmp(&a.log_odds).then((a.source, a.target).cmp(&(b.source, b.target)))
    });
    judged
}

fn log_odds(score: f64) -> f64 {
    (score / (1.0 - score)).ln()
}

/// Which documents are in no pair yet with one of some language.
#[derive(Debug)]
struct Open {
    paired: FxHashSet<(usize, Language)>,
}

impl Open {
    /// Those that are in no pair of at least this score.
    fn new(compared: &[Comparison], score: f64) -> Self {
        let judged = ranked(compared);
        let pairs = assign(&judged, log_odds(score)).into_iter().map(|k| &judged[k]);
        let paired = pairs
            .flat_map(|pair| [(pair.source, pair.languages[1]), (pair.target, pair.languages[0])]);
        Self { paired: paired.collect() }
    }

    fn ends(&self, collection: &Collection<'_>, source: usize, target: usize) -> [bool; 2] {
        let language = |k: usize| collection.documents[k].language;
        [(source, language(target)), (target, language(source))]
            .map(|slot| !self.paired.contains(&slot))
    }

    /// Whether both documents are in no pair with one of the other's language.
    fn holds(&self, collection: &Collection<'_>, source: usize, target: usize) -> bool {
        self.ends(collection, source, target) == [true, true]
    }

    /// Whether one of them is in none.
    fn either(&self, collection: &Collection<'_>, source: usize, target: usize) -> bool {
        self.ends(collection, source, target) != [false, false]
    }
}

#[cfg(test)]
mod tests;
