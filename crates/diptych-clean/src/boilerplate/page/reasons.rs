//! Why a line was judged as it was, in words.
//!
//! The tests of the first look on the line, and what the logit would lose without each, summed up
//! by what they say. The second look goes by what the first one said of the lines around: no reason
//! that a person could check.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::features::COLUMNS;
use super::model::Model;
use crate::trees::{BLOCK, Columns, DEPTH, LEAVES, Tree};

/// Most reasons of a label.
pub(super) const REASONS: usize = 3;

/// What the trees of the first look say in words.
#[derive(Clone, Debug)]
pub(super) struct Phrases {
    /// Each once; the first stands for what is not said.
    names: Vec<&'static str>,
    trees: Vec<Said>,
}

/// What the leaves of a tree say.
#[derive(Clone, Debug)]
struct Said {
    /// One leaf after the other: the number of a phrase, and how much it weighs; see
    /// [`Tree::share`].
    weights: Vec<(u8, i16)>,
    /// Where those of each leaf end.
    ends: [u16; LEAVES],
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
        let trees = model.first.trees.iter().map(|tree| Said::by(tree, &numbers)).collect();
        Self { names, trees }
    }
}

impl Said {
    fn by(tree: &Tree, numbers: &[u8]) -> Self {
        let (mut weights, mut ends) = (Vec::new(), [0; LEAVES]);
        for (leaf, end) in ends.iter_mut().enumerate() {
            for (level, test) in tree.tests.iter().enumerate() {
                let number = numbers[2 * usize::from(test.column) + (leaf >> level & 1)];
                let share = tree.share(leaf, level);
                // What single lines around are like, a person would have to look up.
                if test.shift == 0 && number > 0 && share != 0 {
                    weights.push((number, share));
                }
            }
            const { assert!(LEAVES * DEPTH <= u16::MAX as usize) };
            *end = u16::try_from(weights.len()).unwrap_or(u16::MAX);
        }
        Self { weights, ends }
    }

    fn at(&self, leaf: usize) -> &[(u8, i16)] {
        let start = leaf.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.weights[usize::from(start)..usize::from(self.ends[leaf])]
    }
}

/// Gives reasons for lines of a page.
#[derive(Clone, Debug)]
pub(super) struct Speaker<'m> {
    model: &'m Model,
    /// The leaves of all trees for the block of lines that begins with the first.
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
            (start, trees.map(|tree| tree.block(columns, start)).collect())
        }));
        let mut sums = [0_i32; 256];
        for (said, leaves) in phrases.trees.iter().zip(leaves) {
            for &(phrase, share) in said.at(usize::from(leaves[line - start])) {
                sums[usize::from(phrase)] += i32::from(share);
            }
        }
        let sign = if keep { 1 } else { -1 };
        // The weightiest, of equal ones the first.
        let mut best = [(0, Reverse(0)); REASONS];
        for (name, &sum) in sums[..phrases.names.len()].iter().enumerate().skip(1) {
            let mut one = (sign * sum, Reverse(name));
            for slot in &mut best {
                if one > *slot {
                    std::mem::swap(&mut one, slot);
                }
            }
        }
        let said = best.into_iter().take_while(|&(weight, _)| weight > 0);
        let mut reasons: Vec<_> =
            said.map(|(_, Reverse(name))| Cow::Borrowed(phrases.names[name])).collect();
        if reasons.is_empty() {
            let other = if keep { "like text in its place" } else { "unlike text in its place" };
            reasons.push(Cow::Borrowed(other));
        }
        reasons
    }
}
