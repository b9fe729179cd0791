//! Which blocks of a page are its article, told from the article alone.

use std::collections::HashMap;

use diptych_clean::training::HtmlPage;

use super::metric::words;

/// A block that stands, as far as its words go, at a place of the article.
#[derive(Clone, Copy, Debug)]
struct Match {
    block: usize,
    /// Its words in the article, first and after the last.
    start: usize,
    end: usize,
    /// How many of its words are there.
    hits: usize,
}

/// Places of the article at which one block is tried.
const PLACES: usize = 8;

/// For each block the share of it that is in the article, and how much it counts.
///
/// Page and article hold the article in the same order, so its blocks are the chain of matches,
/// ascending on both sides, that holds the most words. That tells it from what repeats it
/// elsewhere. A block counts by its words, as a share of those of the article: pages count the
/// same.
pub(crate) fn labels(page: &HtmlPage, article: &str) -> Vec<(f32, f32)> {
    let gold = lower(article);
    let blocks: Vec<Vec<String>> = (0..page.len()).map(|i| lower(page.text(i))).collect();
    let mut labels = vec![0.0; blocks.len()];
    for one in chain(&matches(&blocks, &gold)) {
        labels[one.block] = share(one.hits, blocks[one.block].len());
    }
    let total = gold.len().max(50);
    blocks.iter().zip(labels).map(|(block, label)| (label, share(block.len() + 1, total))).collect()
}

fn matches(blocks: &[Vec<String>], gold: &[String]) -> Vec<Match> {
    let mut places: [HashMap<&[String], Vec<usize>>; 4] = Default::default();
    for (n, places) in (1..).zip(&mut places) {
        for (i, window) in gold.windows(n).enumerate() {
            places.entry(window).or_default().push(i);
        }
    }
    let mut out = Vec::new();
    for (block, words) in blocks.iter().enumerate() {
        let n = words.len();
        if n == 0 {
            continue;
        }
        let width = n.min(4);
        // The diagonals on which its sequences lie, and how many of them.
        let mut diagonals: HashMap<isize, (usize, usize, usize)> = HashMap::new();
        for (at, window) in words.windows(width).enumerate() {
            for &place in places[width - 1].get(window).into_iter().flatten().take(64) {
                let diagonal = place.cast_signed() - at.cast_signed();
                // What was left out or added shifts the rest a little.
                let entry = diagonals.entry(diagonal.div_euclid(8)).or_insert((place, place, 0));
                *entry = (entry.0.min(place), entry.1.max(place), entry.2 + 1);
            }
        }
        let mut found: Vec<Match> = diagonals
            .values()
            .map(|&(first, last, count)| Match {
                block,
                start: first,
                end: last + width,
                hits: (count + width - 1).min(n),
            })
            .filter(|one| 2 * one.hits >= n)
            .collect();
        found.sort_by_key(|one| (std::cmp::Reverse(one.hits), one.start));
        found.truncate(if n < 4 { 64 } else { PLACES });
        out.extend(found);
    }
    out
}

/// The chain with the most words: later blocks stand later in the article.
fn chain(matches: &[Match]) -> Vec<Match> {
    // For each match the best chain that ends in it: words, and the match before.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(matches.len());
    for (i, one) in matches.iter().enumerate() {
        let before = (0..i)
            .filter(|&j| matches[j].block < one.block && matches[j].end <= one.start + 2)
            .max_by_key(|&j| best[j].0);
        // Long stretches tell more than short ones.
        let own = if one.hits < 4 { one.hits } else { 4 * one.hits };
        best.push((before.map_or(0, |j| best[j].0) + own, before));
    }
    let mut out = Vec::new();
    let mut next = (0..matches.len()).max_by_key(|&i| best[i].0);
    while let Some(i) = next {
        out.push(matches[i]);
        next = best[i].1;
    }
    out.reverse();
    out
}

fn lower(text: &str) -> Vec<String> {
    words(text).into_iter().map(str::to_lowercase).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a page has few words")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}
