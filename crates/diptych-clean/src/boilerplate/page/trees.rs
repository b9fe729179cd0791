//! Boosted oblivious trees: the same test for all nodes of a level (Kohavi 1994; Prokhorenkova et
//! al. 2018), so that a tree is six comparisons and one look-up.

use std::sync::OnceLock;

use diptych_text::ModelError;

use super::features::{BLOCK, COLUMNS, Columns, REACH};
use super::reasons::Phrases;

/// Tests of a tree, one after the other.
pub(super) const DEPTH: usize = 6;

/// Leaves of a tree.
pub(super) const LEAVES: usize = 1 << DEPTH;

/// Leaves hold logits in this many parts of one.
pub(super) const UNIT: f32 = 4096.0;

/// Blocks of lines that go through a tree one after the other, while it is at hand.
const TOGETHER: usize = 16;

const MAGIC: &[u8; 8] = b"dptlines";
const VERSION: u8 = 1;

/// Bytes of a tree: tests, leaves, weights of leaves.
const TREE: usize = DEPTH * 3 + LEAVES * 2 + LEAVES;

/// Whether the number of a column, `shift` lines on, is more than `border`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Test {
    pub(super) column: u8,
    pub(super) shift: i8,
    /// 255 is never passed.
    pub(super) border: u8,
}

/// One tree; leaf `i` is that of lines that pass the tests whose bits are set in `i`.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub(super) tests: [Test; DEPTH],
    pub(super) leaves: [i16; LEAVES],
    /// How many lines of the training data came to each leaf: 16 steps a doubling.
    pub(super) cover: [u8; LEAVES],
}

/// Trees whose leaves are summed up.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    pub(super) base: i32,
    pub(super) trees: Vec<Tree>,
}

impl Forest {
    /// The logit of each paragraph.
    ///
    /// Where the `known` logits of all of [`BLOCK`] paragraphs are `settled`, they are given as
    /// they are.
    pub(super) fn logits(
        &self,
        columns: &Columns,
        known: &[i32],
        settled: impl Fn(usize, i32) -> bool,
    ) -> Vec<i32> {
        let mut logits = Vec::with_capacity(columns.len() + BLOCK);
        let mut open = Vec::with_capacity(columns.len() / BLOCK + 1);
        for line in (0..columns.len()).step_by(BLOCK) {
            let before = known.get(line..columns.len().min(line + BLOCK)).unwrap_or(&[]);
            if before.is_empty() || !(line..).zip(before).all(|(i, &logit)| settled(i, logit)) {
                open.push(line);
            }
            logits.extend_from_slice(before);
            logits.resize(line + BLOCK, 0);
        }
        for lines in open.chunks(TOGETHER) {
            let sums = self.blocks(columns, lines);
            for (&line, sums) in lines.iter().zip(&sums) {
                logits[line..line + BLOCK].copy_from_slice(sums);
            }
        }
        logits.truncate(columns.len());
        logits
    }

    /// The logits of the paragraphs from each of some `lines` on.
    fn blocks(&self, columns: &Columns, lines: &[usize]) -> [[i32; BLOCK]; TOGETHER] {
        let mut sums = [[self.base; BLOCK]; TOGETHER];
        for tree in &self.trees {
            for (&line, sums) in lines.iter().zip(&mut sums) {
                let leaf = tree.leaves_of(columns, line);
                for k in 0..BLOCK {
                    sums[k] += i32::from(tree.leaves[usize::from(leaf[k]) % LEAVES]);
                }
            }
        }
        sums
    }
}

impl Tree {
    /// The leaf to which each of the [`BLOCK`] paragraphs from `line` on comes.
    #[inline]
    pub(super) fn leaves_of(&self, columns: &Columns, line: usize) -> [u8; BLOCK] {
        let mut leaf = [0_u8; BLOCK];
        for test in self.tests.iter().rev() {
            let values = columns.block(usize::from(test.column), test.shift, line);
            for k in 0..BLOCK {
                leaf[k] = leaf[k] << 1 | u8::from(values[k] > test.border);
            }
        }
        leaf
    }

    /// How much the logit would fall if the test of a level were not known, at a leaf: by the lines
    /// of the training data that came to the two leaves that it parts.
    pub(super) fn share(&self, leaf: usize, level: usize) -> i16 {
        let weight = |cover: u8| if cover == 0 { 0.0 } else { (f32::from(cover) / 16.0).exp2() };
        let other = leaf ^ (1 << level);
        let (here, there) = (weight(self.cover[leaf]), weight(self.cover[other]));
        if there <= 0.0 {
            return 0;
        }
        let gap = f32::from(self.leaves[leaf]) - f32::from(self.leaves[other]);
        #[expect(clippy::cast_possible_truncation, reason = "casts saturate")]
        let share = (gap * there / (here + there)).round() as i16;
        share
    }
}

/// Two forests: a first look at each line, and a second one that knows what the first said of its
/// neighbours; and the scale that makes probabilities of logits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(super) first: Forest,
    pub(super) second: Forest,
    /// Slope and intercept (Platt 2000).
    pub(super) slope: f32,
    pub(super) intercept: f32,
    /// What the first look says in words; made when first asked for.
    phrases: OnceLock<Box<Phrases>>,
}

impl Model {
    /// Reads a model file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut rest = bytes;
        let error = |at, expected| ModelError::new("line model", at, expected);
        let mut take = |n: usize, expected: &'static str| {
            let at = bytes.len() - rest.len();
            let (head, tail) = rest.split_at_checked(n).ok_or_else(|| error(at, expected))?;
            rest = tail;
            Ok::<_, ModelError>((at, head))
        };
        let is = |at: usize, ok: bool, expected| {
            if ok { Ok(()) } else { Err(error(at, expected)) }
        };
        let (at, magic) = take(8, "the magic `dptlines`")?;
        is(at, magic == MAGIC, "the magic `dptlines`")?;
        let (at, head) = take(2, "version and number of columns")?;
        is(at, head[0] == VERSION, "version 1")?;
        is(at + 1, usize::from(head[1]) == COLUMNS.len(), "as many columns as there are features")?;
        let mut model = Self::default();
        let mut number = |expected| take(4, expected).map(|(_, b)| [b[0], b[1], b[2], b[3]]);
        model.slope = f32::from_le_bytes(number("a slope")?);
        model.intercept = f32::from_le_bytes(number("an intercept")?);
        let mut sizes = Vec::new();
        for forest in [&mut model.first, &mut model.second] {
            forest.base = i32::from_le_bytes(number("a base")?);
            sizes.push(u32::from_le_bytes(number("a number of trees")?));
        }
        for (forest, size) in [&mut model.first, &mut model.second].into_iter().zip(sizes) {
            for _ in 0..size {
                let (at, bytes) = take(TREE, "a tree")?;
                let tree = Tree::read(bytes);
                let fits = |test: &Test| {
                    usize::from(test.column) < COLUMNS.len()
                        && usize::from(test.shift.unsigned_abs()) <= REACH
                };
                is(at, tree.tests.iter().all(fits), "tests of columns within reach")?;
                forest.trees.push(tree);
            }
        }
        let end = bytes.len() - rest.len();
        is(end, rest.is_empty(), "the end of the file")?;
        Ok(model)
    }

    /// A model whose logits are not calibrated yet.
    #[cfg(feature = "train")]
    pub(super) fn new(first: Forest, second: Forest) -> Self {
        Self { first, second, slope: 1.0, ..Self::default() }
    }

    /// The bytes of a model file.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.push(u8::try_from(COLUMNS.len()).expect("columns are numbered by one byte"));
        bytes.extend(self.slope.to_le_bytes());
        bytes.extend(self.intercept.to_le_bytes());
        for forest in [&self.first, &self.second] {
            bytes.extend(forest.base.to_le_bytes());
            let size = u32::try_from(forest.trees.len()).expect("a forest has few trees");
            bytes.extend(size.to_le_bytes());
        }
        for tree in self.first.trees.iter().chain(&self.second.trees) {
            for test in tree.tests {
                bytes.extend([test.column, test.shift.to_le_bytes()[0], test.border]);
            }
            bytes.extend(tree.leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
            bytes.extend(tree.cover);
        }
        bytes
    }

    /// What the first look says in words.
    pub(super) fn phrases(&self) -> &Phrases {
        self.phrases.get_or_init(|| Box::new(Phrases::of(self)))
    }

    /// The probability that a line with this logit is text.
    pub(super) fn probability(&self, logit: i32) -> f64 {
        let x = self.slope * (logit as f32 / UNIT) + self.intercept;
        1.0 / (1.0 + f64::from(-x).exp())
    }
}

impl Tree {
    fn read(bytes: &[u8]) -> Self {
        let (tests, rest) = bytes.split_at(DEPTH * 3);
        let (leaves, cover) = rest.split_at(LEAVES * 2);
        let mut tree =
            Self { tests: [Test::default(); DEPTH], leaves: [0; LEAVES], cover: [0; LEAVES] };
        for (test, b) in tree.tests.iter_mut().zip(tests.chunks_exact(3)) {
            *test = Test { column: b[0], shift: i8::from_le_bytes([b[1]]), border: b[2] };
        }
        for (leaf, b) in tree.leaves.iter_mut().zip(leaves.chunks_exact(2)) {
            *leaf = i16::from_le_bytes([b[0], b[1]]);
        }
        tree.cover.copy_from_slice(cover);
        tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &[u8] = include_bytes!("../../../data/lines.bin");

    #[test]
    fn what_is_read_is_written() {
        assert_eq!(Model::read(SHIPPED).map(|model| model.write()), Ok(SHIPPED.to_vec()));
    }

    #[test]
    fn broken_files() {
        #[track_caller]
        fn check(bytes: &[u8], offset: usize) {
            assert_eq!(Model::read(bytes).map_err(|error| error.offset()).err(), Some(offset));
        }
        check(b"", 0);
        check(b"something else", 0);
        check(&SHIPPED[..SHIPPED.len() - 1], SHIPPED.len() - TREE);
        check(&[SHIPPED, b"!"].concat(), SHIPPED.len());
        let mut newer = SHIPPED.to_vec();
        newer[8] += 1;
        check(&newer, 8);
        let mut beyond = SHIPPED.to_vec();
        let trees = SHIPPED.len() % TREE;
        beyond[trees] = 255;
        check(&beyond, trees);
    }
}
