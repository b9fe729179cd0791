//! How much of a text repeats itself.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Signal;
use super::measure::Values;

/// A token as far as repetition goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// The hash of its text, 64 bits: two tokens of a text of a million share one by chance once in
    /// 40 million texts.
    pub(super) hash: u64,
    /// The characters of the text up to its end.
    pub(super) end: usize,
}

/// Counts pieces, lines or paragraphs, that stood before.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    seen: FxHashSet<u64>,
    pub(super) count: usize,
    repeated: usize,
    repeated_characters: usize,
}

impl Pieces {
    pub(super) fn add(&mut self, hash: u64, characters: usize) {
        self.count += 1;
        if !self.seen.insert(hash) {
            self.repeated += 1;
            self.repeated_characters += characters;
        }
    }

    pub(super) fn report(
        &self,
        values: &mut Values,
        share: Signal,
        of_characters: Signal,
        all: usize,
    ) {
        values.ratio(share, self.repeated, self.count);
        values.ratio(of_characters, self.repeated_characters, all);
    }
}

/// The n-grams whose most frequent one is measured.
const TOP: [(usize, Signal); 3] =
    [(2, Signal::Top2GramRatio), (3, Signal::Top3GramRatio), (4, Signal::Top4GramRatio)];

/// The n-grams of which all that stood before are measured.
const DUPLICATE: [(usize, Signal); 6] = [
    (5, Signal::Duplicate5GramRatio),
    (6, Signal::Duplicate6GramRatio),
    (7, Signal::Duplicate7GramRatio),
    (8, Signal::Duplicate8GramRatio),
    (9, Signal::Duplicate9GramRatio),
    (10, Signal::Duplicate10GramRatio),
];

/// An n-gram that starts at a token.
#[derive(Clone, Copy, Debug)]
struct Gram {
    start: usize,
    hash: u64,
    /// Of its kind among the n-grams of this length.
    kind: u32,
}

/// All n-grams that are alike.
#[derive(Clone, Copy, Debug)]
struct Kind {
    count: u32,
    /// The first token that none of them covers yet.
    free: usize,
    /// The characters they cover.
    characters: usize,
}

/// Measures repeated n-grams, in time linear in the number of tokens.
///
/// An n-gram can come twice only where both its (n-1)-grams do, so each length looks at what the
/// one before left: in running text that is one token in three for pairs and next to none for
/// ten.
pub(super) fn n_grams(tokens: &[Token], values: &mut Values) {
    let all = tokens.last().map_or(0, |token| token.end);
    let mut grams: Vec<Gram> = tokens
        .iter()
        .enumerate()
        .map(|(start, token)| Gram { start, hash: token.hash, kind: 0 })
        .collect();
    let mut ids = FxHashMap::default();
    let mut kinds = Vec::new();
    let begin = |start: usize| if start == 0 { 0 } else { tokens[start - 1].end };
    for n in 1..=10 {
        if n > 1 {
            grams = longer(&grams, &kinds, tokens, n);
        }
        classify(&mut grams, &mut ids, &mut kinds);
        if let Some((_, signal)) = TOP.iter().find(|(length, _)| *length == n) {
            for gram in &grams {
                let kind = &mut kinds[gram.kind as usize];
                let from = gram.start.max(kind.free);
                kind.free = gram.start + n;
                kind.characters += tokens[gram.start + n - 1].end - begin(from);
            }
            let repeated = kinds.iter().filter(|kind| kind.count > 1);
            let top = repeated.max_by_key(|kind| (kind.count, kind.characters));
            values.ratio(*signal, top.map_or(0, |kind| kind.characters), all);
        }
        if let Some((_, signal)) = DUPLICATE.iter().find(|(length, _)| *length == n) {
            let (mut covered, mut free) = (0, 0);
            for gram in &grams {
                // The first of a kind is no repetition; `free` marks that it went by.
                let kind = &mut kinds[gram.kind as usize];
                if kind.free == 0 {
                    kind.free = 1;
                    continue;
                }
                covered += tokens[gram.start + n - 1].end - begin(gram.start.max(free));
                free = gram.start + n;
            }
            values.ratio(*signal, covered, all);
        }
    }
}

/// The n-grams both of whose (n-1)-grams come twice.
fn longer(grams: &[Gram], kinds: &[Kind], tokens: &[Token], n: usize) -> Vec<Gram> {
    let repeated = |gram: &Gram| kinds[gram.kind as usize].count > 1;
    let pairs = grams.windows(2).filter(|pair| {
        pair[0].start + 1 == pair[1].start && repeated(&pair[0]) && repeated(&pair[1])
    });
    pairs
        .map(|pair| {
            let Gram { start, hash, .. } = pair[0];
            Gram { start, hash: join(hash, tokens[start + n - 1].hash), kind: 0 }
        })
        .collect()
}

/// Tells which n-grams are alike.
fn classify(grams: &mut [Gram], ids: &mut FxHashMap<u64, u32>, kinds: &mut Vec<Kind>) {
    ids.clear();
    ids.reserve(grams.len() / 2);
    kinds.clear();
    for gram in grams {
        let next = u32::try_from(kinds.len()).expect("a text has fewer than 2^32 tokens");
        gram.kind = match ids.entry(gram.hash) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                kinds.push(Kind { count: 0, free: 0, characters: 0 });
                *entry.insert(next)
            }
        };
        kinds[gram.kind as usize].count += 1;
    }
}

/// The hash of a sequence that goes on, order and all.
pub(super) const fn join(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(23) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}
