//! Lexicons learnt from the collection itself.

use std::collections::BTreeMap;
use std::ops::Range;

use diptych_text::Language;
use rayon::prelude::*;

use super::collection::Collection;
use crate::solver::HOLDS;
use crate::{Aligner, Lexicon, Profile, TrainOptions};

/// The aligners for each two languages: with what was learnt, where something was.
#[derive(Clone, Debug)]
pub(super) struct Aligners {
    usual: Aligner,
    learnt: BTreeMap<[Language; 2], (Aligner, Lexicon)>,
}

/// Fewer sentence pairs than this teach nothing; more than `MOST` nothing new: the gain of a
/// lexicon is reached at 2,000 to 3,000 sentence pairs of the same field (measured on news with a
/// prototype, 2026-11).
const LEAST: usize = 100;
const MOST: usize = 4_000;

impl Aligners {
    pub(super) fn new(usual: &Aligner) -> Self {
        Self { usual: usual.clone(), learnt: BTreeMap::new() }
    }

    /// The aligner for two documents.
    pub(super) fn of(&self, collection: &Collection<'_>, source: usize, target: usize) -> &Aligner {
        let language = |k: usize| collection.documents[k].language;
        let languages = ordered(language(source), language(target));
        self.learnt.get(&languages).map_or(&self.usual, |learnt| &learnt.0)
    }

    /// The same in one pass.
    pub(super) fn quick(
        &self,
        collection: &Collection<'_>,
        source: usize,
        target: usize,
    ) -> Aligner {
        self.of(collection, source, target).clone().one_pass()
    }

    /// The lexicons that give the words of a language in another.
    pub(super) fn pivots(&self, language: Language) -> Vec<&Lexicon> {
        let known = self.usual.options().lexicon_for(Language::EN, language);
        let learnt = self.learnt.values().map(|learnt| &learnt.1);
        known.into_iter().chain(learnt).filter(|lexicon| lexicon.target() == language).collect()
    }

    /// The languages something was learnt for.
    pub(super) fn has_learnt(&self, languages: [Language; 2]) -> bool {
        self.learnt.contains_key(&languages)
    }

    /// Learns words from pairs of documents that are sure, best first, for those pairs of
    /// languages that are `wanted`.
    pub(super) fn learn(
        &mut self,
        collection: &Collection<'_>,
        pairs: &[(usize, usize)],
        wanted: impl Fn([Language; 2]) -> bool,
    ) {
        let mut groups: BTreeMap<[Language; 2], Vec<[usize; 2]>> = BTreeMap::new();
        for &(source, target) in pairs {
            let language = |k: usize| collection.documents[k].language;
            let languages = ordered(language(source), language(target));
            if languages.iter().all(|l| l.is_known()) && wanted(languages) {
                let straight = language(source) == languages[0];
                let pair = if straight { [source, target] } else { [target, source] };
                groups.entry(languages).or_default().push(pair);
            }
        }
        let learnt: Vec<_> = groups
            .into_par_iter()
            .filter_map(|(languages, pairs)| {
                let bitext = self.bitext(collection, &pairs);
                if bitext.len() < LEAST {
                    return None;
                }
                let pairs = bitext.iter().map(|(s, t)| (&**s, &**t));
                let lexicon = Lexicon::train(languages, pairs, &TrainOptions::default());
                let known = self.usual.options().lexicon_for(languages[0], languages[1]);
                let both = known.map_or_else(|| lexicon.clone(), |known| lexicon.joined(known));
                let options = self.usual.options().clone().lexicon(both);
                Some((languages, (Aligner::with_options(options), lexicon)))
            })
            .collect();
        self.learnt.extend(learnt);
    }

    /// The sentences of sure beads.
    fn bitext(&self, collection: &Collection<'_>, pairs: &[[usize; 2]]) -> Vec<(String, String)> {
        let mut bitext = Vec::new();
        for &[source, target] in pairs {
            if bitext.len() >= MOST {
                break;
            }
            let (s, t) = (collection.side(source), collection.side(target));
            let solution = self.usual.clone().one_pass().solve(s, t, &[]);
            for ((i, j), score) in solution.beads.into_iter().zip(solution.scores) {
                if score >= HOLDS {
                    bitext.push((text(s.0, i), text(t.0, j)));
                }
            }
        }
        bitext
    }
}

fn text(profile: &Profile<'_>, sentences: Range<usize>) -> String {
    let sentences: Vec<&str> = profile.sentences[sentences].iter().map(|s| s.text).collect();
    sentences.join(" ")
}

/// Two languages in the order in which lexicons are kept: English first, as it is the one that
/// documents are looked up by.
pub(super) fn ordered(a: Language, b: Language) -> [Language; 2] {
    let rank = |language: Language| (language != Language::EN, language);
    if rank(a) <= rank(b) { [a, b] } else { [b, a] }
}
