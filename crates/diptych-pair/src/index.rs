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
}

/// A key in more documents than this share of the collection says nothing …
const MAX_SHARE: f32 = 0.2;
/// … unless they are this few …
const FEW: usize = 6;
/// … and one in more documents than this costs too much, whatever their share.
const MANY: usize = 500;
/// How many documents each one is compared with before margins are known.
const NEAREST: usize = 10;
/// How many are kept after.
const KEPT: usize = 4;
/// Neighbours that make up what is usual for a document.
const USUAL: usize = 4;

/// The likely pairs among documents of these keys, lengths and languages, by first and second.
///
/// Two documents of one known language are never a pair.
pub(crate) fn candidates(
    keys: &[Vec<Key>],
    lengths: &[f32],
    languages: &[Language],
) -> Vec<Likeness> {
    let mut postings: FxHashMap<u64, Vec<(u32, f32)>> = FxHashMap::default();
    for (document, keys) in keys.iter().enumerate() {
        for &(key, weight) in keys {
            postings.entry(key).or_default().push((crate::document::id(document), weight));
        }
    }
    let foreign =
        |a: usize, b: usize| a != b && (languages[a] != languages[b] || !languages[a].is_known());
    let total = keys.len() as f32;
    let most = FEW.max(floor(MAX_SHARE * total)).min(MANY.max(FEW));
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
                found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                found.truncate(NEAREST);
                found
            },
        )
        .collect();
    let usual: Vec<f32> = nearest
        .iter()
        .map(|near| near.iter().take(USUAL).map(|n| n.1).sum::<f32>() / USUAL as f32)
        .collect();
    let mut found = Vec::new();
    for (document, near) in nearest.iter().enumerate() {
        let mut likely: Vec<Likeness> = near
            .iter()
            .map(|&(other, cosine)| {
                let other = other as usize;
                let margin = cosine / (0.5 * (usual[document] + usual[other])).max(1e-6);
                let (first, second) = (document.min(other), document.max(other));
                Likeness { first, second, cosine, margin }
            })
            .collect();
        likely.sort_by(|a, b| b.margin.total_cmp(&a.margin).then(b.cosine.total_cmp(&a.cosine)));
        likely.truncate(KEPT);
        found.extend(likely);
    }
    found.sort_by_key(|pair| (pair.first, pair.second));
    found.dedup_by_key(|pair| (pair.first, pair.second));
    found
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
