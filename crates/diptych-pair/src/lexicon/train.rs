//! Lexicons learnt from sentences that translate each other.

use diptych_text::Language;
use rustc_hash::FxHashMap;

use super::Lexicon;
use super::words::stem;
use crate::association::Link;
use crate::document::id;
use crate::ibm1::{self, Bitext};
use crate::tokens::{Class, tokenise};

/// How a [`Lexicon`] is learnt.
#[derive(Clone, Debug)]
pub struct TrainOptions {
    min_count: u32,
    min_probability: f32,
    max_entries: usize,
    iterations: usize,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self { min_count: 2, min_probability: 0.04, max_entries: 50_000, iterations: 5 }
    }
}

impl TrainOptions {
    /// The least number of times a word must have been seen; 2 by default.
    #[must_use]
    pub fn min_count(mut self, min_count: u32) -> Self {
        self.min_count = min_count;
        self
    }

    /// The least probability, in either direction, of a word pair that is kept; 0.04 by default.
    #[must_use]
    pub fn min_probability(mut self, min_probability: f32) -> Self {
        self.min_probability = min_probability;
        self
    }

    /// How many word pairs are kept at most, the most often seen first; 50,000 by default.
    #[must_use]
    pub fn max_entries(mut self, max_entries: usize) -> Self {
        self.max_entries = max_entries;
        self
    }
}

impl Lexicon {
    /// Learns a lexicon from pairs of sentences that translate each other, source first: IBM
    /// model 1 in both directions (Brown et al. 1993), five iterations.
    ///
    /// Needs no seed: the same pairs in the same order give the same lexicon.
    #[must_use]
    pub fn train<'a>(
        languages: [Language; 2],
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        options: &TrainOptions,
    ) -> Self {
        let mut sides = (Counter::default(), Counter::default());
        let mut bitext = Bitext::default();
        for (source, target) in pairs {
            let source = sides.0.read(source);
            let target = sides.1.read(target);
            bitext.push(source, target);
        }
        let forward = ibm1::train(&bitext, options.iterations);
        let backward = ibm1::train(&bitext.reversed(), options.iterations);
        let (source, target) = sides;
        let mut found: Vec<(f32, Link)> = Vec::new();
        for (s, row) in forward.iter().enumerate() {
            let s = id(s);
            for &(t, p) in row {
                let back = &backward[t as usize];
                let q = back.binary_search_by_key(&s, |c| c.0).map_or(0.0, |at| back[at].1);
                let seen = source.counts[s as usize].min(target.counts[t as usize]);
                if seen >= options.min_count && p.max(q) >= options.min_probability {
                    // Pairs likely in one direction only are mostly rare words in company.
                    let often =
                        source.counts[s as usize] as f32 * p + target.counts[t as usize] as f32 * q;
                    let link = Link { source: s, target: t, forward: p, backward: q };
                    found.push((often * (p * q).sqrt().max(0.05), link));
                }
            }
        }
        found.sort_by(|a, b| {
            b.0.total_cmp(&a.0).then((a.1.source, a.1.target).cmp(&(b.1.source, b.1.target)))
        });
        found.truncate(options.max_entries);
        let mut entries: Vec<Link> = found.into_iter().map(|(_, link)| link).collect();
        let source = source.keep(entries.iter_mut().map(|l| &mut l.source));
        let target = target.keep(entries.iter_mut().map(|l| &mut l.target));
        Self::from_parts(languages.map(Language::primary), [source, target], entries)
    }
}

/// Numbers the words of one side and counts them.
#[derive(Debug, Default)]
struct Counter {
    words: Vec<Box<str>>,
    counts: Vec<u32>,
    index: FxHashMap<Box<str>, u32>,
}

impl Counter {
    fn read(&mut self, text: &str) -> Vec<u32> {
        let mut read = Vec::new();
        tokenise(text, |form, class, _| {
            if class == Class::Word {
                let word = stem(form);
                let number = self.index.get(word).copied().unwrap_or_else(|| {
                    let number = id(self.words.len());
                    self.words.push(word.into());
                    self.counts.push(0);
                    self.index.insert(word.into(), number);
                    number
                });
                self.counts[number as usize] += 1;
                read.push(number);
            }
        });
        read
    }

    /// The words that are used, sorted; their numbers are set anew.
    fn keep<'a>(self, used: impl Iterator<Item = &'a mut u32>) -> Vec<Box<str>> {
        let used: Vec<&mut u32> = used.collect();
        let mut kept: Vec<u32> = used.iter().map(|n| **n).collect();
        kept.sort_unstable_by(|&a, &b| self.words[a as usize].cmp(&self.words[b as usize]));
        kept.dedup();
        let mut numbers = vec![0; self.words.len()];
        for (new, &old) in kept.iter().enumerate() {
            numbers[old as usize] = id(new);
        }
        for number in used {
            *number = numbers[*number as usize];
        }
        kept.into_iter().map(|old| self.words[old as usize].clone()).collect()
    }
}
