//! A sum of small decision trees (gradient boosting, Friedman 2001), read from a file.

#![cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "public for training alone"))]

use std::fmt;

/// What a file of trees begins with.
const MAGIC: &[u8; 8] = b"dptrees1";

/// Questions on the way from the root of a tree to a leaf.
pub(crate) const DEPTH: usize = 4;
pub(crate) const QUESTIONS: usize = (1 << DEPTH) - 1;
pub(crate) const LEAVES: usize = 1 << DEPTH;

/// A complete binary tree.
///
/// Question `i` is whether feature `features[i]` is above `thresholds[i]`; the next one is
/// `2 i + 1` when it is not and `2 i + 2` when it is. A question that is not needed is never
/// answered with yes: its threshold is infinite.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// The feature of each question.
    pub features: [u16; QUESTIONS],
    /// What it is compared with.
    pub thresholds: [f32; QUESTIONS],
    /// What the tree adds to the sum.
    pub leaves: [f32; LEAVES],
}

/// Trees, whose sum is the log-odds of a yes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trees {
    /// How many features there are.
    pub features: u16,
    /// The log-odds before any tree.
    pub bias: f32,
    /// The trees.
    pub trees: Vec<Tree>,
}

/// A file of trees that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreesError {
    expected: &'static str,
}

impl fmt::Display for TreesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "trees are not readable: expected {}", self.expected)
    }
}

impl std::error::Error for TreesError {}

#[cfg(any(feature = "train", test))]
impl Trees {
    /// The bytes of a file.
    ///
    /// All numbers are little-endian: the magic `dptrees1`, the numbers of features (16 bits) and
    /// trees (32 bits), the bias, then the features, thresholds and leaves of each tree.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.features.to_le_bytes());
        out.extend(u32::try_from(self.trees.len()).unwrap_or(u32::MAX).to_le_bytes());
        out.extend(self.bias.to_le_bytes());
        for tree in &self.trees {
            out.extend(tree.features.iter().flat_map(|x| x.to_le_bytes()));
            out.extend(tree.thresholds.iter().flat_map(|x| x.to_le_bytes()));
            out.extend(tree.leaves.iter().flat_map(|x| x.to_le_bytes()));
        }
        out
    }
}

impl Trees {
    /// The log-odds of a yes for an example with these features.
    #[must_use]
    pub fn score(&self, features: &[f32]) -> f32 {
        let mut sum = self.bias;
        for tree in &self.trees {
            let mut at = 0;
            for _ in 0..DEPTH {
                let feature = usize::from(tree.features[at]);
                at = 2 * at + 1 + usize::from(features[feature] > tree.thresholds[at]);
            }
            sum += tree.leaves[at - QUESTIONS];
        }
        sum
    }

    /// Reads what `to_bytes` wrote: the trees, and the bytes that follow them.
    ///
    /// # Errors
    /// When the bytes are not those of trees, or end early, or a tree asks for a feature that
    /// there is not.
    pub fn from_bytes(bytes: &[u8]) -> Result<(Self, &[u8]), TreesError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(TreesError { expected: "dptrees1" })?;
        let features = u16::from_le_bytes(take(&mut rest)?);
        let count = u32::from_le_bytes(take(&mut rest)?);
        let bias = f32::from_le_bytes(take(&mut rest)?);
        let mut trees = Vec::new();
        for _ in 0..count {
            let mut tree = Tree {
                features: [0; QUESTIONS],
                thresholds: [0.0; QUESTIONS],
                leaves: [0.0; LEAVES],
            };
            for feature in &mut tree.features {
                *feature = u16::from_le_bytes(take(&mut rest)?);
                if *feature >= features {
                    return Err(TreesError { expected: "features that there are" });
                }
            }
            for number in tree.thresholds.iter_mut().chain(&mut tree.leaves) {
                *number = f32::from_le_bytes(take(&mut rest)?);
            }
            trees.push(tree);
        }
        Ok((Self { features, bias, trees }, rest))
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], TreesError> {
    let (head, tail) = rest.split_first_chunk().ok_or(TreesError { expected: "more bytes" })?;
    *rest = tail;
    Ok(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stump() -> Trees {
        let mut tree = Tree {
            features: [0; QUESTIONS],
            thresholds: [f32::INFINITY; QUESTIONS],
            leaves: [-1.0; LEAVES],
        };
        tree.features[0] = 1;
        tree.thresholds[0] = 0.5;
        tree.leaves[LEAVES / 2] = 2.0;
        Trees { features: 2, bias: 0.25, trees: vec![tree] }
    }

    #[test]
    fn questions_lead_to_leaves() {
        assert_eq!(stump().score(&[9.0, 0.5]), -0.75);
        assert_eq!(stump().score(&[0.0, 0.6]), 2.25);
    }

    #[test]
    fn bytes_and_back() {
        let bytes = [stump().to_bytes(), b"rest".to_vec()].concat();
        assert_eq!(Trees::from_bytes(&bytes), Ok((stump(), &b"rest"[..])));
        let error = Trees::from_bytes(&bytes[..40]).expect_err("it ends early");
        assert_eq!(error.to_string(), "trees are not readable: expected more bytes");
        assert!(Trees::from_bytes(b"something else").is_err());
        let mut wrong = stump();
        wrong.trees[0].features[3] = 2;
        assert!(Trees::from_bytes(&wrong.to_bytes()).is_err());
    }
}
