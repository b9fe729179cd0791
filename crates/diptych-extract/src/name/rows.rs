//! The weights of hashed features, each beside its key, so that a look-up reads one place.

use super::model::LABELS;

/// The weights of one feature.
pub(crate) type Row = [i8; LABELS];

/// A feature and its weights; the key 0 marks a free slot.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u32,
    weights: Row,
}

/// A hash table with open addresses, filled to three quarters.
#[derive(Debug)]
pub(crate) struct Rows {
    slots: Vec<Slot>,
}

impl Rows {
    /// The rows with their keys; `None` when a key is 0 or comes twice.
    pub(crate) fn new(rows: impl ExactSizeIterator<Item = (u32, Row)>) -> Option<Self> {
        let mut table = Self { slots: vec![Slot::default(); rows.len() * 4 / 3 + 2] };
        for (key, weights) in rows {
            let slot = table.slot(key);
            if key == 0 || table.slots[slot].key == key {
                return None;
            }
            table.slots[slot] = Slot { key, weights };
        }
        Some(table)
    }

    /// How many features have weights.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.slots.iter().filter(|slot| slot.key != 0).count()
    }

    /// The weights of a feature; none for one that was not learned.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<&Row> {
        let slot = &self.slots[self.slot(key)];
        (slot.key == key && key != 0).then_some(&slot.weights)
    }

    /// The slot of a key, or the free one where it would stand.
    #[inline]
    fn slot(&self, key: u32) -> usize {
        let mixed = u64::from(key.wrapping_mul(0x9e37_79b1));
        let slot = (mixed * self.slots.len() as u64) >> 32;
        let mut slot = usize::try_from(slot).expect("below the number of slots");
        while self.slots[slot].key != key && self.slots[slot].key != 0 {
            slot += 1;
            if slot == self.slots.len() {
                slot = 0;
            }
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_weights() {
        let row = |n: i8| [n; LABELS];
        let all = [(7, row(1)), (u32::MAX, row(2)), (1, row(3)), (0x8000_0000, row(4))];
        let rows = Rows::new(all.into_iter()).expect("different keys");
        assert_eq!(rows.len(), 4);
        for (key, weights) in all {
            assert_eq!(rows.get(key), Some(&weights));
        }
        assert_eq!((rows.get(2), rows.get(0)), (None, None));
        assert!(Rows::new([(3, row(1)), (3, row(2))].into_iter()).is_none());
        assert!(Rows::new([(0, row(1))].into_iter()).is_none());
    }
}
