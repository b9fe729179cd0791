//! Sets of hashes as short signatures that tell how alike the sets are.

/// A slot that no element fell into.
const EMPTY: u64 = u64::MAX;
/// Bits of a slot that hold the hash; those above hold the round.
const VALUE: u64 = (1 << 52) - 1;

/// The most slots a signature may have: rounds fit into 12 bits.
pub(super) const MOST_SLOTS: usize = 2048;

/// The signature of a set of hashes, `slots` numbers; `None` of no set.
///
/// Fast similarity sketching (Dahlgaard, Knudsen, Thorup, FOCS 2017): each round throws every
/// element into one slot, which keeps the least; rounds go on until no slot is empty, and from round
/// `slots` on fill slot after slot. The share of equal slots of two signatures is an unbiased
/// estimate of the Jaccard similarity of the sets, with at most the variance of as many independent
/// permutations, J (1 - J) / slots. A set of n elements takes n + slots · ln(slots) steps, not
/// n · slots.
pub(super) fn signature(elements: &[u64], slots: usize) -> Option<Box<[u32]>> {
    if elements.is_empty() {
        return None;
    }
    let mut least = vec![EMPTY; slots];
    let width = slots as u64;
    for round in 0..2 * width {
        let (seed, tag) = (mix(round, 0xd6e8_feb8_6659_fd93), round << 52);
        if round < width {
            for &element in elements {
                let hash = mix(element, seed);
                let slot = ((hash >> 32) * width) >> 32;
                // The high bits choose the slot, the low ones the least.
                let slot = &mut least[index(slot)];
                *slot = (*slot).min(tag | (hash & VALUE));
            }
        } else if least[index(round - width)] == EMPTY {
            let values = elements.iter().map(|&element| tag | (mix(element, seed) & VALUE));
            least[index(round - width)] = values.min().unwrap_or(EMPTY);
        }
        if !least.contains(&EMPTY) {
            break;
        }
    }
    // The low bits say which element it was; the high ones, being least, say little.
    #[expect(clippy::cast_possible_truncation, reason = "the low bits are what is wanted")]
    let low = |value: u64| value as u32;
    Some(least.into_iter().map(low).collect())
}

fn index(slot: u64) -> usize {
    usize::try_from(slot).expect("a slot is below their number, which is a usize")
}

/// A hash of an element, another one for each odd `seed`.
fn mix(element: u64, seed: u64) -> u64 {
    let product = u128::from(element ^ seed) * u128::from(seed.rotate_left(32) | 1);
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    let folded = (product >> 64) as u64 ^ product as u64;
    let folded = folded.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    folded ^ (folded >> 32)
}

/// The share of equal slots.
pub(super) fn similarity(a: &[u16], b: &[u16]) -> f64 {
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count();
    share(equal, a.len())
}

/// The Jaccard similarity of two sorted lists without duplicates; 0 when both are empty.
pub(super) fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    share(common, a.len() + b.len() - common)
}

#[expect(clippy::cast_precision_loss, reason = "no text has 2^53 tokens")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and root mean square of the error of the estimate, and the latter for permutations,
    /// over `trials` pairs of sets with `common` of `size` elements in common.
    fn error(size: u64, common: u64, trials: u64) -> (f64, f64, f64) {
        let (mut sum, mut squares) = (0.0, 0.0);
        let own = (size - common) / 2;
        let expected = common as f64 / size as f64;
        for trial in 0..trials {
            let element = |i: u64| mix(i + trial * 1_000_003, 0x1234_5678_9abc_def1);
            let a: Vec<u64> = (0..common + own).map(element).collect();
            let b: Vec<u64> = (0..common).chain(common + own..size).map(element).collect();
            let short = |set: &[u64]| -> Vec<u16> {
                let signature = signature(set, 128).expect("it is not empty");
                signature.iter().map(|&slot| (slot & 0xffff) as u16).collect()
            };
            let error = similarity(&short(&a), &short(&b)) - expected;
            sum += error;
            squares += error * error;
        }
        let theory = (expected * (1.0 - expected) / 128.0).sqrt();
        let trials = trials as f64;
        (sum / trials, (squares / trials).sqrt(), theory)
    }

    #[test]
    fn estimate_is_unbiased_and_as_sure_as_permutations() {
        for size in [10, 40, 150, 600, 4000] {
            for tenths in [2, 5, 8, 9] {
                let (bias, rmse, theory) = error(size, size * tenths / 10, 400);
                // 400 trials: four standard errors of the mean, and 15 % of the deviation.
                assert!(bias.abs() < 4.0 * theory / 20.0, "{size} {tenths}: bias {bias}");
                assert!(rmse < 1.15 * theory, "{size} {tenths}: {rmse}, theory {theory}");
            }
        }
    }

    #[test]
    fn signatures_do_not_depend_on_order_or_repetition() {
        let elements: Vec<u64> = (0..300).map(|i| mix(i, 99)).collect();
        let mut other: Vec<u64> = elements.iter().rev().copied().collect();
        other.extend(&elements[..50]);
        assert_eq!(signature(&elements, 128), signature(&other, 128));
        assert_eq!(signature(&[], 128), None);
        assert!(signature(&[7], MOST_SLOTS).is_some_and(|signature| signature.len() == MOST_SLOTS));
    }

    #[test]
    fn jaccard_of_sorted_lists() {
        assert_eq!(jaccard(&[1, 2, 3], &[2, 3, 4]), 0.5);
        assert_eq!(jaccard(&[], &[1]), 0.0);
        assert_eq!(jaccard(&[], &[]), 0.0);
    }
}
