//! How much of a text repeats itself.

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

/// The shortest n-grams of which all that stood before are measured …
const SHORTEST: usize = 5;

/// … and the signals of these and longer ones.
const DUPLICATE: [Signal; 6] = [
    Signal::Duplicate5GramRatio,
    Signal::Duplicate6GramRatio,
    Signal::Duplicate7GramRatio,
    Signal::Duplicate8GramRatio,
    Signal::Duplicate9GramRatio,
    Signal::Duplicate10GramRatio,
];

/// An n-gram that starts at a token.
#[derive(Clone, Copy, Debug)]
struct Gram {
    start: usize,
    hash: u64,
}

/// Measures repeated n-grams, in time linear in the number of tokens.
///
/// An n-gram can come twice only where both its (n-1)-grams do, so each length looks at what the
/// one before left: in running text that is one token in three for pairs and next to none for
/// five.
pub(super) fn n_grams(tokens: &[Token], values: &mut Values) {
    let all = tokens.last().map_or(0, |token| token.end);
    let gram = |(start, token): (usize, &Token)| Gram { start, hash: token.hash };
    let mut grams: Vec<Gram> = tokens.iter().enumerate().map(gram).collect();
    let (mut twice, mut kinds) = (Twice::default(), Kinds::default());
    twice.retain(&mut grams);
    for (n, signal) in TOP {
        lengthen(&mut grams, tokens, n);
        twice.retain(&mut grams);
        values.ratio(signal, kinds.characters_of_top(&grams, tokens, n), all);
    }
    lengthen(&mut grams, tokens, SHORTEST);
    twice.retain(&mut grams);
    for (signal, characters) in DUPLICATE.into_iter().zip(duplicates(&grams, tokens)) {
        values.ratio(signal, characters, all);
    }
}

/// The characters of the text before a token.
fn begin(tokens: &[Token], start: usize) -> usize {
    if start == 0 { 0 } else { tokens[start - 1].end }
}

/// Turns (n-1)-grams into the n-grams that are made of two of them.
fn lengthen(grams: &mut Vec<Gram>, tokens: &[Token], n: usize) {
    let mut kept = 0;
    for i in 1..grams.len() {
        let Gram { start, hash } = grams[i - 1];
        if start + 1 == grams[i].start {
            grams[kept] = Gram { start, hash: join(hash, tokens[start + n - 1].hash) };
            kept += 1;
        }
    }
    grams.truncate(kept);
}

/// The characters of all n-grams that stood before, for each length of [`DUPLICATE`]; `grams` are
/// the shortest ones, all that come twice among them.
///
/// Where a long n-gram stood before so did the shorter ones it starts with, so the longest is
/// looked up first: of text that repeats itself all the time that is one question a token.
fn duplicates(grams: &[Gram], tokens: &[Token]) -> [usize; DUPLICATE.len()] {
    let mut seen = FxHashSet::default();
    let (mut covered, mut free) = ([0; DUPLICATE.len()], [0; DUPLICATE.len()]);
    for &Gram { start, hash } in grams {
        let mut hashes = [hash; DUPLICATE.len()];
        let next = &tokens[start + SHORTEST..];
        let lengths = (next.len() + 1).min(DUPLICATE.len());
        for i in 1..lengths {
            hashes[i] = join(hashes[i - 1], next[i - 1].hash);
        }
        let longest = (0..lengths).rev().find(|&i| !seen.insert(hashes[i]));
        for i in 0..longest.map_or(0, |i| i + 1) {
            let end = start + SHORTEST + i;
            covered[i] += tokens[end - 1].end - begin(tokens, start.max(free[i]));
            free[i] = end;
        }
    }
    covered
}

/// All n-grams that are alike.
#[derive(Clone, Copy, Debug, Default)]
struct Kind {
    count: u32,
    /// The first token that none of them covers yet.
    free: usize,
    /// The characters they cover.
    characters: usize,
}

/// Counts n-grams that are alike; used again for each length.
#[derive(Debug, Default)]
struct Kinds {
    ids: FxHashMap<u64, usize>,
    kinds: Vec<Kind>,
}

impl Kinds {
    /// The characters that the most frequent n-gram covers; 0 when none comes twice.
    fn characters_of_top(&mut self, grams: &[Gram], tokens: &[Token], n: usize) -> usize {
        let Self { ids, kinds } = self;
        ids.clear();
        kinds.clear();
        for &Gram { start, hash } in grams {
            let id = *ids.entry(hash).or_insert(kinds.len());
            if id == kinds.len() {
                kinds.push(Kind::default());
            }
            let kind = &mut kinds[id];
            kind.count += 1;
            kind.characters += tokens[start + n - 1].end - begin(tokens, start.max(kind.free));
            kind.free = start + n;
        }
        let repeated = kinds.iter().filter(|kind| kind.count > 1);
        let top = repeated.max_by_key(|kind| (kind.count, kind.characters));
        top.map_or(0, |kind| kind.characters)
    }
}

/// Tells n-grams that come once from most others, by two bits for a part of their hash: far less
/// memory than a table of all of them, so that it stays near the processor.
#[derive(Debug, Default)]
struct Twice {
    /// Which hashes came, and which came again, 64 of them side by side.
    words: Vec<(u64, u64)>,
}

impl Twice {
    /// Drops n-grams that come once; some by chance stay.
    fn retain(&mut self, grams: &mut Vec<Gram>) {
        // Four places an n-gram: one in five that come once shares its place with another.
        let places = (grams.len() * 4).next_power_of_two().max(64);
        self.words.clear();
        self.words.resize(places / 64, (0, 0));
        let shift = u64::BITS - places.trailing_zeros();
        let place = |hash: u64| {
            let place = usize::try_from(hash >> shift).expect("it is below the number of places");
            (place / 64, 1 << (place % 64))
        };
        for gram in &*grams {
            let (word, bit) = place(gram.hash);
            let (came, again) = &mut self.words[word];
            *again |= *came & bit;
            *came |= bit;
        }
        grams.retain(|gram| {
            let (word, bit) = place(gram.hash);
            self.words[word].1 & bit != 0
        });
    }
}

/// The hash of a sequence that goes on, order and all.
pub(super) const fn join(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(23) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}
