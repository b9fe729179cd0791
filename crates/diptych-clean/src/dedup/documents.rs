//! Documents that come again, as they were or nearly.

use std::fmt;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::bands::{Bands, Node};
use super::clusters::Forest;
use super::hash;
use super::minhash::{MOST_SLOTS, jaccard, signature, similarity};
use super::shingles::shingles;

/// How duplicates are looked for.
///
/// Two documents are *exact* duplicates when they differ in white space alone. They are *near* ones
/// when their sets of shingles, runs of `ngram` words without case and punctuation, have a Jaccard
/// similarity of the threshold or more. In scripts without spaces a character stands in for a word.
#[derive(Clone, Debug, PartialEq)]
pub struct DedupOptions {
    threshold: f64,
    permutations: usize,
    ngram: usize,
    verify: Verify,
    candidates: usize,
}

/// How a pair that may be near is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verify {
    /// By the share of equal places of their signatures: an estimate with a standard deviation of
    /// √(J (1 - J) / permutations), 0.035 at J = 0.8 and 128.
    #[default]
    Estimate,
    /// By their shingles, which are kept: 8 bytes a different one, more than the text itself.
    Exact,
}

/// An option that makes no sense.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DedupError {
    /// The threshold is not above 0 and up to 1.
    Threshold(f64),
    /// The number of permutations is not from 16 to 2048.
    Permutations(usize),
    /// A shingle of no word.
    Ngram,
}

impl fmt::Display for DedupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Threshold(value) => {
                write!(f, "threshold: expected a number above 0 and up to 1, got {value}")
            }
            Self::Permutations(value) => {
                write!(f, "permutations: expected 16 to {MOST_SLOTS}, got {value}")
            }
            Self::Ngram => write!(f, "ngram: expected at least 1, got 0"),
        }
    }
}

impl std::error::Error for DedupError {}

impl Default for DedupOptions {
    /// A similarity of 0.8, 128 permutations, 5 words, by estimate, 1000 candidates.
    fn default() -> Self {
        Self {
            threshold: 0.8,
            permutations: 128,
            ngram: 5,
            verify: Verify::Estimate,
            candidates: 1000,
        }
    }
}

impl DedupOptions {
    /// How similar near duplicates are at least, above 0 and up to 1.
    ///
    /// # Errors
    /// When it is not.
    pub fn threshold(mut self, threshold: f64) -> Result<Self, DedupError> {
        if !(threshold > 0.0 && threshold <= 1.0) {
            return Err(DedupError::Threshold(threshold));
        }
        self.threshold = threshold;
        Ok(self)
    }

    /// How many numbers a signature has, 16 to 2048: more are more exact and take more room.
    ///
    /// # Errors
    /// When it has fewer or more.
    pub fn permutations(mut self, permutations: usize) -> Result<Self, DedupError> {
        if !(16..=MOST_SLOTS).contains(&permutations) {
            return Err(DedupError::Permutations(permutations));
        }
        self.permutations = permutations;
        Ok(self)
    }

    /// How many words a shingle has: fewer find looser likeness. A shorter text is one shingle.
    ///
    /// # Errors
    /// When it has none.
    pub fn ngram(mut self, ngram: usize) -> Result<Self, DedupError> {
        if ngram == 0 {
            return Err(DedupError::Ngram);
        }
        self.ngram = ngram;
        Ok(self)
    }

    /// How a pair that may be near is looked at.
    #[must_use]
    pub const fn verify(mut self, verify: Verify) -> Self {
        self.verify = verify;
        self
    }

    /// With how many earlier documents one is compared at the most, so that a million near
    /// duplicates of one page do not take a million million comparisons. Documents that reached it
    /// are counted: [`Deduplicator::capped`].
    #[must_use]
    pub const fn candidates(mut self, candidates: usize) -> Self {
        self.candidates = candidates;
        self
    }

    /// What is kept of `text`: most of the work, and it can be done on many threads.
    #[must_use]
    pub fn fingerprint(&self, text: &str) -> Fingerprint {
        let mut shingles = shingles(text, self.ngram);
        let signature = signature(&shingles, self.permutations);
        if self.verify == Verify::Exact {
            shingles.sort_unstable();
            shingles.dedup();
        } else {
            shingles = Vec::new();
        }
        Fingerprint { exact: hash(text), signature, shingles: shingles.into_boxed_slice() }
    }

    /// The Jaccard similarity of the shingles of two texts, 0 to 1, counted and not estimated; 1 for
    /// two texts that differ in white space alone.
    ///
    /// ```
    /// use diptych_clean::DedupOptions;
    ///
    /// let options = DedupOptions::default().ngram(2)?;
    /// assert_eq!(options.similarity("the fee is 40 euros", "The fee is 45 euros!"), 2.0 / 6.0);
    /// # Ok::<(), diptych_clean::DedupError>(())
    /// ```
    #[must_use]
    pub fn similarity(&self, a: &str, b: &str) -> f64 {
        if hash(a) == hash(b) {
            return 1.0;
        }
        let set = |text| {
            let mut shingles = shingles(text, self.ngram);
            shingles.sort_unstable();
            shingles.dedup();
            shingles
        };
        jaccard(&set(a), &set(b))
    }
}

/// What a [`Deduplicator`] needs to know of a document: see [`DedupOptions::fingerprint`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    exact: u64,
    signature: Option<Box<[u32]>>,
    shingles: Box<[u64]>,
}

/// The earlier document that one duplicates.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Duplicate {
    /// Its number, in the order in which documents were added, from 0: of several the most similar
    /// one, of equally similar ones the first.
    pub of: usize,
    /// How similar the two are, from the threshold to 1: estimated or counted, see [`Verify`].
    pub similarity: f64,
    /// Whether they differ in white space alone.
    pub exact: bool,
}

/// Tells of each document whether it came before, and finds out which hang together.
///
/// Documents are numbered from 0 in the order in which they are added. What is kept is 600 to
/// 800 bytes a document at the default options (256 of signature, the rest of bands and hashes; 775
/// measured at 120,000, when the tables had just grown), and 4 for an exact duplicate, whatever the
/// length of the texts.
///
/// ```
/// use diptych_clean::Deduplicator;
///
/// let notice = "The council of Tarvin asks all who hold a mooring on the north quay to pay the fee \
///     for the year before the last day of March, at the desk or by post, and to bring the old card.";
/// let mut deduplicator = Deduplicator::new();
/// assert_eq!(deduplicator.add(notice), None);
/// assert_eq!(deduplicator.add("It snowed all night in Tarvin, and no boat left the north quay."), None);
/// let again = deduplicator.add(&notice.replace("card", "key")).expect("it came before");
/// assert_eq!((again.of, again.exact), (0, false));
/// assert!(deduplicator.add(&notice.replace(' ', "\n")).is_some_and(|again| again.exact));
/// assert_eq!(deduplicator.clusters(), [[0, 2, 3]]);
/// ```
#[derive(Clone, Debug)]
pub struct Deduplicator {
    options: DedupOptions,
    /// The first document with an exact hash.
    exact: FxHashMap<u64, u32>,
    /// The node with a whole signature, when that is all there is to compare.
    same: FxHashMap<u64, Node>,
    bands: Bands,
    /// 16 bits of each slot, for all nodes in a row: two slots are equal by chance once in 65,536.
    slots: Vec<u16>,
    shingles: Vec<Box<[u64]>>,
    /// The document of a node, and the last document it was compared with.
    nodes: Vec<(u32, u32)>,
    forest: Forest,
    capped: usize,
}

impl Default for Deduplicator {
    fn default() -> Self {
        Self::with_options(DedupOptions::default())
    }
}

impl Deduplicator {
    /// One with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One with options of one's own.
    #[must_use]
    pub fn with_options(options: DedupOptions) -> Self {
        let bands = Bands::new(options.permutations, options.threshold);
        Self {
            options,
            exact: FxHashMap::default(),
            same: FxHashMap::default(),
            bands,
            slots: Vec::new(),
            shingles: Vec::new(),
            nodes: Vec::new(),
            forest: Forest::default(),
            capped: 0,
        }
    }

    /// The options.
    #[must_use]
    pub const fn options(&self) -> &DedupOptions {
        &self.options
    }

    /// How many documents were added.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.forest.len()
    }

    /// Whether none was.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many documents were compared with as many others as the options allow, so that a
    /// duplicate of theirs may have been missed.
    #[must_use]
    pub const fn capped(&self) -> usize {
        self.capped
    }

    /// Adds a document; gives the earlier one that it duplicates.
    pub fn add(&mut self, text: &str) -> Option<Duplicate> {
        let fingerprint = self.options.fingerprint(text);
        self.add_fingerprint(fingerprint)
    }

    /// Adds a document of which the fingerprint is there already, made with the same options.
    pub fn add_fingerprint(&mut self, fingerprint: Fingerprint) -> Option<Duplicate> {
        let Fingerprint { exact, signature, shingles } = fingerprint;
        let number = u32::try_from(self.len()).expect("the forest checks that");
        self.forest.push();
        if let Some(&first) = self.exact.get(&exact) {
            self.forest.join(first, number);
            return Some(Duplicate { of: first as usize, similarity: 1.0, exact: true });
        }
        self.exact.insert(exact, number);
        let signature = signature.filter(|s| s.len() == self.options.permutations)?;
        let short = |slot: &u32| u16::try_from(slot & 0xffff).expect("16 bits");
        let own: Vec<u16> = signature.iter().map(short).collect();
        let node = Node::new(self.nodes.len());
        if self.options.verify == Verify::Estimate {
            let bytes: Vec<u8> = own.iter().flat_map(|slot| slot.to_le_bytes()).collect();
            let first = *self.same.entry(xxh3_64(&bytes)).or_insert(node);
            if first != node {
                let (of, _) = self.nodes[first.index()];
                self.forest.join(of, number);
                return Some(Duplicate { of: of as usize, similarity: 1.0, exact: false });
            }
        }
        self.nodes.push((number, number));
        let best = self.compare(&signature, &own, &shingles, node);
        self.slots.extend(own);
        if self.options.verify == Verify::Exact {
            self.shingles.push(shingles);
        }
        best
    }

    /// Looks at all earlier documents that may be near, joins those that are, and gives the nearest.
    fn compare(
        &mut self,
        signature: &[u32],
        own: &[u16],
        shingles: &[u64],
        node: Node,
    ) -> Option<Duplicate> {
        let Self { options, bands, nodes, slots, forest, .. } = self;
        let number = nodes[node.index()].0;
        let mut best: Option<(f64, u32)> = None;
        let mut compared = 0;
        bands.add(signature, node, |other| {
            let (document, last) = &mut nodes[other.index()];
            if *last == number {
                return true;
            }
            if compared == options.candidates {
                return false;
            }
            *last = number;
            compared += 1;
            let width = options.permutations;
            let similarity = match options.verify {
                Verify::Estimate => similarity(own, &slots[other.index() * width..][..width]),
                Verify::Exact => jaccard(shingles, &self.shingles[other.index()]),
            };
            if similarity >= options.threshold {
                forest.join(*document, number);
                let better = |&(most, of): &(f64, u32)| {
                    similarity > most || (similarity == most && *document < of)
                };
                if best.as_ref().is_none_or(better) {
                    best = Some((similarity, *document));
                }
            }
            true
        });
        self.capped += usize::from(compared == options.candidates);
        best.map(|(similarity, of)| Duplicate { of: of as usize, similarity, exact: false })
    }

    /// The documents that hang together by exact or near likeness, directly or over others: lists of
    /// two numbers and more, each in order, by their first ones.
    ///
    /// The clusters do not depend on the order of the documents, unless one was
    /// [capped](Self::capped).
    #[must_use]
    pub fn clusters(&self) -> Vec<Vec<usize>> {
        self.forest.sets()
    }
}
