//! Sentence pairs in two lists that are in no order.

use crate::association::{Association, Table};
use crate::document::{Document, id};
use crate::similarity::Comparison;
use crate::solver::Solver;
use crate::{Aligner, Profile};

/// Two sentences that translate each other.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SentencePair {
    /// The number of the source sentence.
    pub source: usize,
    /// The number of the target sentence.
    pub target: usize,
    /// How likely they are translations, 0 to 1: [`Aligner::similarity`] with the words of the whole
    /// lists known.
    pub score: f64,
    /// The score against what is usual for the likeliest others of both sentences, 1 when they are
    /// alike (Artetxe and Schwenk 2019).
    pub margin: f64,
}

/// How many sentences each one is compared with: those that share most with it.
const COMPARED: usize = 8;
/// A form in more sentences than this, and than one in a hundred, is no key: it would cost time in
/// the square of the lists and says little.
const COMMON: usize = 50;
/// Neighbours that make up what is usual for a sentence.
const USUAL: usize = 4;

impl Aligner {
    /// The sentences of two lists that translate each other, wherever they stand, one-to-one, the
    /// best first; those of at least `min_score`, 0 to 1 (0.5 is even odds).
    ///
    /// Each sentence is compared with the eight of the other list that share most rare words, names
    /// and numbers with it, by the lexicon and as they look; the pair that stands out most against
    /// its rivals is taken first. Takes what comparable corpora give: most sentences may have no
    /// partner. Time grows linearly with the lists as long as they hold rare words.
    ///
    /// ```
    /// use diptych_pair::{Aligner, Profile};
    /// use diptych_text::Language;
    ///
    /// let english = ["Nobody came to the harbour.", "The doctor bought 12 horses in winter."];
    /// let french = ["En hiver, le médecin acheta 12 chevaux.", "La reine dort."];
    /// let source = Profile::from_sentences(Language::EN, &english);
    /// let target = Profile::from_sentences(Language::FR, &french);
    /// let pairs = Aligner::new().mine(&source, &target, 0.5);
    /// assert_eq!(pairs.len(), 1);
    /// assert_eq!((pairs[0].source, pairs[0].target), (1, 0));
    /// ```
    #[must_use]
    pub fn mine(
        &self,
        source: &Profile<'_>,
        target: &Profile<'_>,
        min_score: f64,
    ) -> Vec<SentencePair> {
        let (s, t) = (Document::new(source), Document::new(target));
        let solver = Solver { source: &s, target: &t, options: self.options(), judge: None };
        let known = solver.known();
        let association = Association::new(&s, &t, known);
        let mut candidates: Vec<(usize, usize)> = likeliest(&s, &t, &association.forward);
        let back = likeliest(&t, &s, &association.backward);
        candidates.extend(back.into_iter().map(|(j, i)| (i, j)));
        candidates.sort_unstable();
        candidates.dedup();
        let mut comparison = Comparison::new(&s, &t, &association, solver.lexicon());
        let scores: Vec<f64> =
            candidates.iter().map(|&(i, j)| comparison.similarity(i..i + 1, j..j + 1)).collect();
        let usual = [
            usual(&candidates, &scores, s.len(), |c| c.0),
            usual(&candidates, &scores, t.len(), |c| c.1),
        ];
        let mut pairs: Vec<SentencePair> = candidates
            .iter()
            .zip(&scores)
            .filter(|(_, score)| **score >= min_score)
            .map(|(&(i, j), &score)| {
                let margin = score / (0.5 * (usual[0][i] + usual[1][j])).max(1e-9);
                SentencePair { source: i, target: j, score, margin }
            })
            .collect();
        pairs.sort_by(|a, b| {
            let rank = |pair: &SentencePair| pair.score * pair.margin;
            rank(b).total_cmp(&rank(a)).then((a.source, a.target).cmp(&(b.source, b.target)))
        });
        let mut taken = (vec![false; s.len()], vec![false; t.len()]);
        pairs.retain(|pair| {
            let free = !taken.0[pair.source] && !taken.1[pair.target];
            if free {
                (taken.0[pair.source], taken.1[pair.target]) = (true, true);
            }
            free
        });
        pairs
    }
}

/// For each sentence of `given` the few of `seen` that share most with it.
fn likeliest(given: &Document, seen: &Document, table: &Table) -> Vec<(usize, usize)> {
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); seen.forms.len()];
    for sentence in 0..seen.len() {
        for &form in seen.sentence(sentence) {
            let places = &mut places[form as usize];
            if places.last() != Some(&id(sentence)) {
                places.push(id(sentence));
            }
        }
    }
    let most = COMMON.max(seen.len() / 100);
    let mut shared = vec![0.0_f32; seen.len()];
    let mut found = Vec::new();
    for sentence in 0..given.len() {
        let mut touched: Vec<u32> = Vec::new();
        for &word in given.sentence(sentence) {
            for &(form, p) in table.row(word) {
                let places = &places[form as usize];
                if places.len() > most {
                    continue;
                }
                let rarity = (seen.len() as f32 / places.len() as f32).ln() + 0.1;
                for &other in places {
                    if shared[other as usize] == 0.0 {
                        touched.push(other);
                    }
                    shared[other as usize] += p.sqrt() * rarity;
                }
            }
        }
        let mut near: Vec<(f32, u32)> = touched
            .into_iter()
            .map(|other| (std::mem::take(&mut shared[other as usize]), other))
            .collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.extend(near.iter().take(COMPARED).map(|&(_, other)| (sentence, other as usize)));
    }
    found
}

/// The mean of the best scores of each sentence, over as many as are usual.
fn usual(
    candidates: &[(usize, usize)],
    scores: &[f64],
    sentences: usize,
    side: impl Fn(&(usize, usize)) -> usize,
) -> Vec<f64> {
    let mut best: Vec<Vec<f64>> = vec![Vec::new(); sentences];
    for (candidate, &score) in candidates.iter().zip(scores) {
        best[side(candidate)].push(score);
    }
    let mean = |mut scores: Vec<f64>| {
        scores.sort_unstable_by(|a, b| b.total_cmp(a));
        scores.iter().take(USUAL).sum::<f64>() / USUAL as f64
    };
    best.into_iter().map(mean).collect()
}

#[cfg(test)]
mod tests {
    use diptych_text::Language;

    use super::*;

    #[test]
    fn pairs_are_found_wherever_they_stand() {
        let english = [
            "The mayor opened the new bridge on Monday.",
            "Three hundred horses crossed the river at night.",
            "She sings in the church.",
        ];
        let german = [
            "Das Wetter bleibt kalt.",
            "Dreihundert Pferde überquerten nachts den Fluss.",
            "Am Montag eröffnete der Bürgermeister die neue Brücke.",
        ];
        let source = Profile::from_sentences(Language::EN, &english);
        let target = Profile::from_sentences(Language::DE, &german);
        let pairs = Aligner::new().mine(&source, &target, 0.5);
        let mut found: Vec<_> = pairs.iter().map(|pair| (pair.source, pair.target)).collect();
        found.sort_unstable();
        assert_eq!(found, [(0, 2), (1, 1)]);
        let none = Profile::new(Language::DE);
        assert_eq!(Aligner::new().mine(&source, &none, 0.0), []);
    }
}
