//! Runs of tokens as hashes.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::unspaced::is_unspaced;

/// Odd, with bits all over: the base of the rolling hash.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
/// The start of a token's hash.
const SEED: u64 = 0x2545_f491_4f6c_dd1d;

/// The hashes of all runs of `n` tokens, in order; of a text with fewer tokens, one of them all, and
/// none of a text without a token.
///
/// A token is a run of letters, marks and digits in small letters; in scripts without spaces every
/// character is one. What stands between tokens counts for nothing.
pub(super) fn shingles(text: &str, n: usize) -> Vec<u64> {
    let mut hashes = tokens(text);
    if hashes.is_empty() {
        return hashes;
    }
    let n = n.clamp(1, hashes.len());
    let roll = |hash: u64, next: u64| hash.wrapping_mul(BASE).wrapping_add(next);
    let leaving = (1..n).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = hashes[..n].iter().fold(0, |hash, &token| roll(hash, token));
    for start in 0..=hashes.len() - n {
        let first = hashes[start];
        hashes[start] = hash;
        if let Some(&next) = hashes.get(start + n) {
            hash = roll(hash.wrapping_sub(first.wrapping_mul(leaving)), next);
        }
    }
    hashes.truncate(hashes.len() - n + 1);
    hashes
}

/// The hashes of all tokens, in order.
fn tokens(text: &str) -> Vec<u64> {
    let bytes = text.as_bytes();
    let mut hashes = Vec::with_capacity(bytes.len() / 5 + 1);
    let mut hash = SEED;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            at += 1;
            match SMALL[usize::from(byte)] {
                0 => end(&mut hash, &mut hashes),
                small => add(&mut hash, u64::from(small)),
            }
            continue;
        }
        let c = text[at..].chars().next().expect("at is before the end, on a boundary");
        at += c.len_utf8();
        if is_unspaced(c) {
            end(&mut hash, &mut hashes);
            add(&mut hash, u64::from(c));
            end(&mut hash, &mut hashes);
        } else if c.is_alphanumeric() {
            for small in c.to_lowercase() {
                add(&mut hash, u64::from(small));
            }
        } else if hash != SEED && c.general_category_group() == GeneralCategoryGroup::Mark {
            add(&mut hash, u64::from(c));
        } else {
            end(&mut hash, &mut hashes);
        }
    }
    end(&mut hash, &mut hashes);
    hashes
}

/// Adds a character to the hash of a token.
fn add(hash: &mut u64, c: u64) {
    *hash = (hash.rotate_left(5) ^ c).wrapping_mul(BASE);
}

/// Ends a token, if there is one.
fn end(hash: &mut u64, hashes: &mut Vec<u64>) {
    if *hash != SEED {
        hashes.push(*hash ^ (*hash >> 32));
        *hash = SEED;
    }
}

/// ASCII letters and digits in small letters; 0 for all else.
const SMALL: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(shingles(a, 3), shingles(b, 3), "{a:?} {b:?}");
    }

    #[test]
    fn case_space_and_punctuation_count_for_nothing() {
        same("The ferry left, at nine.", "THE  ferry left\nat “nine”");
        same("Été à Évian", "été à évian!");
        same("渡轮搁浅了。", "渡轮 搁浅了");
    }

    #[test]
    fn runs_are_those_of_their_tokens() {
        let whole = shingles("a b c d e f", 3);
        assert_eq!(whole.len(), 4);
        assert_eq!(whole[2..3], shingles("c d e", 3));
        assert_eq!(shingles("a b", 3), shingles("a b", 2));
        assert_ne!(shingles("a b", 3), shingles("b a", 3));
        assert_eq!(shingles("渡轮搁浅了", 3).len(), 3);
        assert!(shingles(" … !", 3).is_empty());
    }
}
