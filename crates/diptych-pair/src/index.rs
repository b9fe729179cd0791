//! Finds, for each document, the few that may be its translation.

use diptych_text::Language;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::keys::Key;

/// Two documents that share enough to be compared, the first by number first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Likeness {
    pub(crate) first: usize,
    pub(crate) second: usize,
    /// Cosine of their keys, weighted by rarity.
    pub(crate) cosine: f32,
    /// The cosine against what is usual for both documents.
    pub(crate) margin: f32,
    /// Whether it is hardly less likely than the likeliest pair of one of them.
    pub(crate) near: bool,
}

/// How far candidates are searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Search {
    /// How many documents of each other language one is compared with at most.
    pub(crate) nearest: usize,
    /// A key in more documents than this is not looked up: it says little, and time would grow with
    /// the square of the collection.
    pub(crate) most: usize,
}

impl Default for Search {
    /// Ten nearest, keys in up to 500 documents: of 5,242 laws and regulations, the most alike of
    /// the collections at hand, 8 of 2,621 pairs have no candidate then (2026-11-22).
    fn default() -> Self {
        Self { nearest: 10, most: 500 }
    }
}

/// What a search finds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Likely {
    /// The likely pairs, by first and second.
    pub(crate) pairs: Vec<Likeness>,
    /// Documents that have keys, but none rare enough to be looked up by.
    pub(crate) keyless: Vec<usize>,
}

/// A key in more documents than this share of the collection says nothing …
const MAX_SHARE: f32 = 0.2;
/// … unless they are this few.
const FEW: usize = 6;
/// A pair whose margin is this share of the best one's is compared at once, others only when no pair
/// was found for either document.
const NEAR: f32 = 0.7;
/// How many of these others are kept, with the near ones.
const KEPT: usize = 4;
/// Neighbours that make up what is usual for a document.
const USUAL: usize = 4;

/// The likely pairs among documents of these keys, lengths and languages: for each document the
/// nearest few of each other language.
///
/// Two documents of one known language are never a pair.
pub(crate) fn candidates(
    keys: &[Vec<Key>],
    lengths: &[f32],
    languages: &[Language],
    search: Search,
) -> Likely {
    let mut postings: FxHashMap<u64, Vec<(u32, f32)>> = FxHashMap::default();
    for (document, keys) in keys.iter().enumerate() {
        for &(key, weight) in keys {
            postings.entry(key).or_default().push((crate::document::id(document), weight));
        }
    }
    let foreign =
        |a: usize, b: usize| a != b && (languages[a] != languages[b] || !languages[a].is_known());
    let total = keys.len() as f32;
    let most = FEW.max(floor(MAX_SHARE * total)).min(search.most.max(FEW));
    postings.retain(|_, documents| {
        let (first, rest) = documents.split_first().expect("a key stands somewhere");
        documents.len() <= most && rest.iter().any(|d| foreign(first.0 as usize, d.0 as usize))
    });
    let rarity = |documents: &[(u32, f32)]| ((total + 1.0) / documents.len() as f32).ln();
    let norms: Vec<f32> = keys
        .iter()
        .map(|keys| {
            let kept = keys.iter().filter_map(|(key, weight)| Some((postings.get(key)?, weight)));
            let squares = kept.map(|(documents, weight)| (weight * rarity(documents)).powi(2));
            squares.sum::<f32>().sqrt().max(f32::MIN_POSITIVE)
        })
        .collect();
    let nearest: Vec<Vec<(u32, f32)>> = (0..keys.len())
        .into_par_iter()
        .map_init(
            || vec![0.0_f32; keys.len()],
            |sums, document| {
                let mut touched: Vec<u32> = Vec::new();
                for (key, weight) in &keys[document] {
                    let Some(others) = postings.get(key) else { continue };
                    let weight = weight * rarity(others).powi(2);
                    for &(other, there) in others {
                        if sums[other as usize] == 0.0 {
                            touched.push(other);
                        }
                        sums[other as usize] += weight * there;
                    }
                }
                let mut found = Vec::with_capacity(touched.len());
                for other in touched {
                    let at = other as usize;
                    let sum = std::mem::take(&mut sums[at]);
                    if foreign(document, at) {
                        let cosine = sum / (norms[document] * norms[at]);
                        found.push((other, cosine * alike(lengths[document], lengths[at])));
                    }
                }
                let language = |near: &(u32, f32)| languages[near.0 as usize];
                found.sort_unstable_by(|a, b| {
                    let likelier = b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
                    language(a).cmp(&language(b)).then(likelier)
                });
                let mut rank = 0;
                let mut last = None;
                found.retain(|near| {
                    let this = Some(language(near));
                    rank = if this == last { rank + 1 } else { 0 };
                    last = this;
                    rank < search.nearest
                });
                found
            },
        )
        .collect();
    // What is usual between a document and those of a language.
    let usual: FxHashMap<(usize, Language), f32> = nearest
        .iter()
        .enumerate()
        .flat_map(|(document, near)| {
            let runs = near.chunk_by(|a, b| languages[a.0 as usize] == languages[b.0 as usize]);
            runs.map(move |run| {
                let sum: f32 = run.iter().take(USUAL).map(|near| near.1).sum();
                ((document, languages[run[0].0 as usize]), sum / USUAL as f32)
            })
        })
        .collect();
    let usual = |document: usize, other: usize| {
        usual.get(&(document, languages[other])).copied().unwrap_or_default()
    };
    let mut pairs = Vec::new();
    for (document, near) in nearest.iter().enumerate() {
        for run in near.chunk_by(|a, b| languages[a.0 as usize] == languages[b.0 as usize]) {
            let first = pairs.len();
            pairs.extend(run.iter().map(|&(other, cosine)| {
                let other = other as usize;
                let both = 0.5 * (usual(document, other) + usual(other, document));
                let margin = cosine / both.max(1e-6);
                let (first, second) = (document.min(other), document.max(other));
                Likeness { first, second, cosine, margin, near: false }
            }));
            let run = &mut pairs[first..];
            let best = run.iter().map(|pair| pair.margin).fold(0.0, f32::max);
            run.iter_mut().for_each(|pair| pair.near = pair.margin >= NEAR * best);
            run.sort_by(|a, b| b.margin.total_cmp(&a.margin));
            let kept = run.iter().take_while(|pair| pair.near).count().max(KEPT);
            pairs.truncate(first + kept);
        }
    }
    pairs.sort_by_key(|pair| (pair.first, pair.second, !pair.near));
    pairs.dedup_by_key(|pair| (pair.first, pair.second));
    let known = |key: &Key| postings.contains_key(&key.0);
    let keyless = (0..keys.len()).filter(|&k| !keys[k].is_empty() && !keys[k].iter().any(known));
    Likely { pairs, keyless: keyless.collect() }
}

/// How far two lengths agree, 0 to 1: translations differ by half at most.
fn alike(a: f32, b: f32) -> f32 {
    let difference = (a.max(1.0) / b.max(1.0)).ln().abs();
    (0.5 - difference).min(0.0).exp()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of documents: not negative"
)]
fn floor(x: f32) -> usize {
    x as usize
}
