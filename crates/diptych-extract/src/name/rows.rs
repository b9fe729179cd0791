//! The weights of hashed features, each beside its key, so that a look-up reads one place.

use super::model::{LABELS, WIDTH};

/// The weights of one feature.
pub(crate) type Row = [i8; LABELS];

/// A feature and its weights; the key 0 marks a free slot.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u32,
    weights: [i8; WIDTH],
}

/// How many features are looked up at once.
const BATCH: usize = 64;

/// A hash table with open addresses, filled to two thirds, behind a filter.
///
/// Most features of a text were never learned. The filter is small enough to stay in the cache and
/// knows most of them; the table, above a megabyte, is then read without a branch, so that its
/// places are fetched side by side: 1.2 times as fast as a plain look-up of each (1.3 MB of English
/// sentences, 2026-11-21).
#[derive(Debug)]
pub(crate) struct Rows {
    slots: Vec<Slot>,
    /// One bit for each value of the first bits of a mixed key.
    filter: Vec<u64>,
    /// By how much a mixed key is shifted to get its bit.
    shift: u32,
}

impl Rows {
    /// The rows with their keys; `None` when a key is 0 or comes twice.
    pub(crate) fn new(rows: impl ExactSizeIterator<Item = (u32, Row)>) -> Option<Self> {
        let bits = (8 * rows.len()).next_power_of_two().clamp(64, 1 << 30);
        let mut table = Self {
            slots: vec![Slot::default(); rows.len() * 3 / 2 + 2],
            filter: vec![0; bits / 64],
            shift: u32::BITS - bits.ilog2(),
        };
        for (key, row) in rows {
            let slot = table.slot(key);
            if key == 0 || table.slots[slot].key == key {
                return None;
            }
            let mut weights = [0; WIDTH];
            weights[..LABELS].copy_from_slice(&row);
            table.slots[slot] = Slot { key, weights };
            let bit = mix(key) >> table.shift;
            table.filter[bit as usize / 64] |= 1 << (bit % 64);
        }
        Some(table)
    }

    /// How many features have weights.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.slots.iter().filter(|slot| slot.key != 0).count()
    }

    /// The sums of the weights of some features: at most 258 of them, so that a sum fits.
    pub(crate) fn sum(&self, features: &[u32]) -> [i16; WIDTH] {
        let mut sums = [0; WIDTH];
        for features in features.chunks(BATCH) {
            let (mut known, mut count) = ([0; BATCH], 0);
            for &key in features {
                let bit = mix(key) >> self.shift;
                known[count] = key;
                count += (self.filter[bit as usize / 64] >> (bit % 64) & 1) as usize;
            }
            let (mut moved, mut rest) = ([0; BATCH], 0);
            for &key in &known[..count] {
                let slot = &self.slots[self.home(key)];
                add(&mut sums, slot, key);
                moved[rest] = key;
                rest += usize::from(slot.key != key && slot.key != 0);
            }
            for &key in &moved[..rest] {
                add(&mut sums, &self.slots[self.slot(key)], key);
            }
        }
        sums
    }

    /// The first slot where a key may stand.
    #[inline]
    fn home(&self, key: u32) -> usize {
        let slot = (u64::from(mix(key)) * self.slots.len() as u64) >> 32;
        usize::try_from(slot).expect("below the number of slots")
    }

    /// The slot of a key, or the free one where it would stand.
    fn slot(&self, key: u32) -> usize {
        let mut slot = self.home(key);
        while self.slots[slot].key != key && self.slots[slot].key != 0 {
            slot += 1;
            if slot == self.slots.len() {
                slot = 0;
            }
        }
        slot
    }
}

const fn mix(key: u32) -> u32 {
    key.wrapping_mul(0x9e37_79b1)
}

/// Adds the weights of a slot when it is that of `key`.
#[inline]
fn add(sums: &mut [i16; WIDTH], slot: &Slot, key: u32) {
    let mask = -i8::from(slot.key == key);
    for (sum, weight) in sums.iter_mut().zip(slot.weights) {
        *sum += i16::from(weight & mask);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_weights() {
        let row = |n: i8| [n; LABELS];
        let all = [(7, row(1)), (u32::MAX, row(2)), (1, row(3)), (0x8000_0000, row(-4))];
        let rows = Rows::new(all.into_iter()).expect("different keys");
        assert_eq!(rows.len(), 4);
        let sum = |features: &[u32]| rows.sum(features)[LABELS - 1];
        for (key, weights) in all {
            assert_eq!(sum(&[key]), i16::from(weights[0]));
        }
        assert_eq!((sum(&[]), sum(&[2, 3]), sum(&[0])), (0, 0, 0));
        assert_eq!(sum(&[7, 1, 9, 0x8000_0000, 1]), 3);
        assert_eq!(sum(&[7; 200]), 200);
        assert!(Rows::new([(3, row(1)), (3, row(2))].into_iter()).is_none());
        assert!(Rows::new([(0, row(1))].into_iter()).is_none());
    }

    #[test]
    fn keys_of_one_place() {
        let keys: Vec<u32> = (1..2000).collect();
        let rows = Rows::new(keys.iter().map(|&key| (key, [1; LABELS]))).expect("different keys");
        assert_eq!(rows.sum(&keys[..250])[0], 250);
        assert_eq!(rows.sum(&[2000, 3000, 1 << 30])[0], 0);
    }
}
