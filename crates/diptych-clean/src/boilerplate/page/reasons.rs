//! Why a line was judged as it was, in words.
//!
//! The tests of the first look on the line, and what the logit would lose without each, summed up
//! by what they say. The second look goes by what the first one said of the lines around: no reason
//! that a person could check.

use std::borrow::Cow;

use super::features::{BLOCK, COLUMNS, Columns};
use super::trees::{DEPTH, LEAVES, Model, Test, Tree};

/// Most reasons of a label.
pub(super) const REASONS: usize = 3;

/// What the trees of the first look say in words.
#[derive(Clone, Debug)]
pub(super) struct Phrases {
    /// Each once; the first stands for what is not said.
    names: Vec<&'static str>,
    trees: Vec<Weights>,
}

/// What the tests of a tree say.
#[derive(Clone, Debug)]
struct Weights {
    /// For each test the phrases of no and yes, as numbers of names.
    phrases: [[u8; 2]; DEPTH],
    /// How much each says at each leaf; see [`Tree::share`].
    shares: [[i16; DEPTH]; LEAVES],
}

impl Phrases {
    pub(super) fn of(model: &Model) -> Self {
        let mut names = vec![""];
        // In the order of the columns, so that of equal reasons the first column's comes first.
        let all = COLUMNS.iter().flat_map(|&(_, _, high, low)| [low, high]);
        let numbers: Vec<u8> = all
            .map(|name| {
                let known = names.iter().position(|&one| one == name);
                let number = known.unwrap_or_else(|| {
                    names.push(name);
                    names.len() - 1
                });
                u8::try_from(number).expect("there are two phrases to a column, and few columns")
            })
            .collect();
        let trees = model.first.trees.iter().map(|tree| Weights::of(tree, &numbers)).collect();
        Self { names, trees }
    }
}

impl Weights {
    fn of(tree: &Tree, numbers: &[u8]) -> Self {
        // What single lines around are like, a person would have to look up.
        let phrases = tree.tests.map(|Test { column, shift, .. }| match shift {
            0 => [numbers[2 * usize::from(column)], numbers[2 * usize::from(column) + 1]],
            _ => [0; 2],
        });
        let mut shares = [[0; DEPTH]; LEAVES];
        for (leaf, shares) in shares.iter_mut().enumerate() {
            for (level, share) in shares.iter_mut().enumerate() {
                *share = tree.share(leaf, level);
            }
        }
        Self { phrases, shares }
    }
}

/// Gives reasons for lines of a page.
#[derive(Clone, Debug)]
pub(super) struct Speaker<'m> {
    model: &'m Model,
    /// The leaves of all trees for the lines from the first on.
    leaves: Option<(usize, Vec<[u8; BLOCK]>)>,
}

impl<'m> Speaker<'m> {
    pub(super) const fn new(model: &'m Model) -> Self {
        Self { model, leaves: None }
    }

    /// What spoke most for the label of a line, in words, the weightiest first.
    ///
    /// Quick for lines in order.
    pub(super) fn reasons(
        &mut self,
        columns: &Columns,
        line: usize,
        keep: bool,
    ) -> Vec<Cow<'static, str>> {
        let phrases = self.model.phrases();
        let start = line - line % BLOCK;
        let known = self.leaves.take().filter(|&(known, _)| known == start);
        let (_, leaves) = self.leaves.insert(known.unwrap_or_else(|| {
            let trees = self.model.first.trees.iter();
            (start, trees.map(|tree| tree.leaves_of(columns, start)).collect())
        }));
        let mut sums = [0_i32; 256];
        for (weights, leaves) in phrases.trees.iter().zip(leaves) {
            let leaf = usize::from(leaves[line - start]) % LEAVES;
            for (level, (phrases, &share)) in
                weights.phrases.iter().zip(&weights.shares[leaf]).enumerate()
            {
                sums[usize::from(phrases[leaf >> level & 1])] += i32::from(share);
            }
        }
        sums[0] = 0;
        let sign = if keep { 1 } else { -1 };
        let mut reasons = Vec::with_capacity(REASONS);
        for _ in 0..REASONS {
            let numbers = (0..phrases.names.len()).rev();
            let Some(best) = numbers.max_by_key(|&i| sign * sums[i]) else { break };
            if sign * sums[best] <= 0 {
                break;
            }
            sums[best] = 0;
            reasons.push(Cow::Borrowed(phrases.names[best]));
        }
        if reasons.is_empty() {
            let other = if keep { "like text in its place" } else { "unlike text in its place" };
            reasons.push(Cow::Borrowed(other));
        }
        reasons
    }
}
