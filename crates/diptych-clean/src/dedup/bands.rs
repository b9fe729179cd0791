//! Which signatures to compare: those that agree on a whole band.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// How likely two texts exactly as similar as the threshold are compared.
const RECALL: f64 = 0.95;

/// Signatures by their bands.
///
/// A signature is cut into bands of some rows each; two are compared when they agree on one band at
/// least. With more rows fewer pairs are compared in vain: as many are taken as leave a pair at the
/// threshold t a chance of 95 % to be compared, 1 - (1 - t^rows)^bands (Leskovec, Rajaraman,
/// Ullman, chapter 3). At 0.8 and 128 slots that is 18 bands of 7 rows (98.6 %).
#[derive(Clone, Debug)]
pub(super) struct Bands {
    rows: usize,
    /// For each band the last node with a key, which is 32 bits of the band's hash: two in four
    /// billion share one by chance, and are then compared in vain.
    tables: Vec<FxHashMap<u32, u32>>,
    /// For each node and band the node before it with the same key.
    before: Vec<Option<Node>>,
}

/// The number of a signature; its own type so that `None` takes no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node(std::num::NonZeroU32);

impl Node {
    /// The node of an index below 2^32 - 1.
    pub(super) fn new(index: usize) -> Self {
        let number = u32::try_from(index + 1).ok().and_then(std::num::NonZeroU32::new);
        Self(number.expect("memory ends long before four billion signatures"))
    }

    pub(super) const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Bands {
    pub(super) fn new(slots: usize, threshold: f64) -> Self {
        let rows = rows(slots, threshold);
        Self { rows, tables: vec![FxHashMap::default(); slots / rows], before: Vec::new() }
    }

    /// Calls `each` with the nodes that share a band with `signature`, some of them more than once,
    /// until it says `false`, and adds the signature as `node`, which is one more than the last.
    pub(super) fn add(
        &mut self,
        signature: &[u32],
        node: Node,
        mut each: impl FnMut(Node) -> bool,
    ) {
        let mut goes_on = true;
        let mut bytes = Vec::with_capacity(self.rows * 4);
        for (band, table) in signature.chunks_exact(self.rows).zip(&mut self.tables) {
            bytes.clear();
            bytes.extend(band.iter().flat_map(|slot| slot.to_le_bytes()));
            #[expect(clippy::cast_possible_truncation, reason = "32 bits of the hash are wanted")]
            let key = xxh3_64(&bytes) as u32;
            let last = table.insert(key, node.0.get()).and_then(std::num::NonZeroU32::new);
            self.before.push(last.map(Node));
        }
        let count = self.tables.len();
        for band in 0..count {
            let mut next = self.before[node.index() * count + band];
            while let Some(other) = next.filter(|_| goes_on) {
                goes_on = each(other);
                next = self.before[other.index() * count + band];
            }
        }
    }
}

/// The rows of a band.
fn rows(slots: usize, threshold: f64) -> usize {
    let recall = |rows: usize| {
        let power = |base: f64, exponent| base.powi(i32::try_from(exponent).unwrap_or(i32::MAX));
        1.0 - power(1.0 - power(threshold, rows), slots / rows)
    };
    (1..=slots).rev().find(|&rows| recall(rows) >= RECALL).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_follow_the_threshold() {
        let found: Vec<usize> = [0.1, 0.5, 0.7, 0.8, 0.9, 1.0].map(|t| rows(128, t)).to_vec();
        assert_eq!(found, [1, 3, 5, 7, 12, 128]);
    }
}
