//! Boosted oblivious trees: the same test for all nodes of a level (Kohavi 1994; Prokhorenkova et
//! al. 2018), so that a tree is six comparisons and one look-up.

mod columns;
mod file;

use diptych_text::ModelError;

pub(crate) use columns::{BLOCK, Columns, REACH};
pub(crate) use file::Source;

/// Tests of a tree, one after the other.
pub(crate) const DEPTH: usize = 6;

/// Leaves of a tree.
pub(crate) const LEAVES: usize = 1 << DEPTH;

/// Leaves hold logits in this many parts of one.
pub(crate) const UNIT: f32 = 4096.0;

/// Blocks of lines that go through a tree one after the other, while their numbers are at hand.
const TOGETHER: usize = 64;

/// Bytes of a tree in a file: tests, leaves, weights of leaves.
const BYTES: usize = DEPTH * 3 + LEAVES * 2 + LEAVES;

/// Whether the number of a column, `shift` lines on, is more than `border`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Test {
    pub(crate) column: u8,
    pub(crate) shift: i8,
    /// 255 is never passed.
    pub(crate) border: u8,
}

/// One tree; leaf `i` is that of lines that pass the tests whose bits are set in `i`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) tests: [Test; DEPTH],
    /// As many as a byte has values, so that no number is out of bounds; those from [`LEAVES`] on
    /// are not used.
    pub(crate) leaves: [i16; 256],
    /// How many lines of the training data came to each leaf: 16 steps a doubling.
    pub(crate) cover: [u8; LEAVES],
}

/// Trees whose leaves are summed up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forest {
    pub(crate) base: i32,
    pub(crate) trees: Vec<Tree>,
}

impl Forest {
    /// The logit of each line.
    ///
    /// Where the `known` logits of all of [`BLOCK`] lines are `settled`, they are given as they
    /// are.
    pub(crate) fn logits(
        &self,
        columns: &Columns,
        known: &[i32],
        settled: impl Fn(usize, i32) -> bool,
    ) -> Vec<i32> {
        let mut logits = vec![[self.base; BLOCK]; columns.len().div_ceil(BLOCK)];
        // The first and last blocks of runs of those that are not settled.
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (block, logits) in logits.iter_mut().enumerate() {
            let line = block * BLOCK;
            let before = known.get(line..columns.len().min(line + BLOCK)).unwrap_or(&[]);
            if !before.is_empty() && (line..).zip(before).all(|(i, &logit)| settled(i, logit)) {
                logits[..before.len()].copy_from_slice(before);
                continue;
            }
            match runs.last_mut() {
                Some((_, end)) if *end == block && block % TOGETHER != 0 => *end += 1,
                _ => runs.push((block, block + 1)),
            }
        }
        for near in runs.chunk_by(|(a, _), (b, _)| a / TOGETHER == b / TOGETHER) {
            for tree in &self.trees {
                for &(start, end) in near {
                    tree.add(columns, start * BLOCK, &mut logits[start..end]);
                }
            }
        }
        let mut logits = logits.into_flattened();
        logits.truncate(columns.len());
        logits
    }

    /// Reads base, number of trees (four bytes each) and trees that look at so many `columns`.
    ///
    /// # Errors
    ///
    /// When the file ends before them, or a test looks at a column that there is not or too far.
    pub(crate) fn read(source: &mut Source<'_>, columns: usize) -> Result<Self, ModelError> {
        let base = i32::from_le_bytes(source.array("a base")?);
        let size = u32::from_le_bytes(source.array("a number of trees")?);
        let mut forest = Self { base, trees: Vec::new() };
        for _ in 0..size {
            let tree = Tree::read(source.take(BYTES, "a tree")?);
            let fits = |test: &Test| {
                usize::from(test.column) < columns
                    && usize::from(test.shift.unsigned_abs()) <= REACH
            };
            if !tree.tests.iter().all(fits) {
                return Err(source.error(BYTES, "tests of columns within reach"));
            }
            forest.trees.push(tree);
        }
        Ok(forest)
    }

    /// Writes what [`Forest::read`] reads.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.base.to_le_bytes());
        let size = u32::try_from(self.trees.len()).expect("a forest has few trees");
        bytes.extend(size.to_le_bytes());
        self.trees.iter().for_each(|tree| tree.write(bytes));
    }
}

impl Tree {
    /// Adds the leaves of lines, from the first of a block on, to their sums.
    #[inline]
    fn add(&self, columns: &Columns, line: usize, sums: &mut [[i32; BLOCK]]) {
        let [a, b, c, d, e, f] = self
            .tests
            .map(|Test { column, shift, .. }| columns.run(column, shift, line, sums.len()).iter());
        let tests = a.zip(b).zip(c).zip(d).zip(e).zip(f);
        for (sums, (((((a, b), c), d), e), f)) in sums.iter_mut().zip(tests) {
            for (sum, leaf) in sums.iter_mut().zip(self.leaves_of([a, b, c, d, e, f])) {
                *sum += i32::from(self.leaves[usize::from(leaf)]);
            }
        }
    }

    /// The leaf to which each line of the block comes that `line` opens.
    #[inline]
    pub(crate) fn block(&self, columns: &Columns, line: usize) -> [u8; BLOCK] {
        self.leaves_of(
            self.tests.map(|Test { column, shift, .. }| &columns.run(column, shift, line, 1)[0]),
        )
    }

    /// The leaves for the numbers that the tests look at.
    #[inline]
    fn leaves_of(&self, numbers: [&[u8; BLOCK]; DEPTH]) -> [u8; BLOCK] {
        let mut leaves = [0; BLOCK];
        for (x, leaf) in leaves.iter_mut().enumerate() {
            let pass = |level: usize| u8::from(numbers[level][x] > self.tests[level].border);
            *leaf =
                pass(0) | pass(1) << 1 | pass(2) << 2 | pass(3) << 3 | pass(4) << 4 | pass(5) << 5;
        }
        leaves
    }

    /// How much the logit would fall if the test of a level were not known, at a leaf: by the lines
    /// of the training data that came to the two leaves that it parts.
    pub(crate) fn share(&self, leaf: usize, level: usize) -> i16 {
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

    fn read(bytes: &[u8]) -> Self {
        let (tests, rest) = bytes.split_at(DEPTH * 3);
        let (leaves, cover) = rest.split_at(LEAVES * 2);
        let mut tree =
            Self { tests: [Test::default(); DEPTH], leaves: [0; 256], cover: [0; LEAVES] };
        for (test, b) in tree.tests.iter_mut().zip(tests.chunks_exact(3)) {
            *test = Test { column: b[0], shift: i8::from_le_bytes([b[1]]), border: b[2] };
        }
        for (leaf, b) in tree.leaves.iter_mut().zip(leaves.chunks_exact(2)) {
            *leaf = i16::from_le_bytes([b[0], b[1]]);
        }
        tree.cover.copy_from_slice(cover);
        tree
    }

    #[cfg(any(test, feature = "train"))]
    fn write(&self, bytes: &mut Vec<u8>) {
        for test in self.tests {
            bytes.extend([test.column, test.shift.to_le_bytes()[0], test.border]);
        }
        bytes.extend(self.leaves[..LEAVES].iter().flat_map(|leaf| leaf.to_le_bytes()));
        bytes.extend(self.cover);
    }
}
