//! A table of small numbers, column by column, for trees to look at.

/// Lines of a table that are looked at together.
pub(crate) const BLOCK: usize = 16;

/// A test may look at this many lines before and after a line; what is beyond the table is 0.
pub(crate) const REACH: usize = 8;

/// Numbers from 0 to 255, a row for each line of a page or block of a document.
///
/// So a test is one comparison of bytes, for many lines at once, and the number of a neighbour is
/// the same column, shifted.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    len: usize,
    stride: usize,
    data: Vec<u8>,
}

impl Columns {
    /// A table of zeros, of so many `columns` and `len` lines.
    pub(crate) fn new(columns: usize, len: usize) -> Self {
        let stride = len.next_multiple_of(BLOCK) + 2 * REACH;
        Self { len, stride, data: vec![0; columns * stride] }
    }

    /// How many lines there are.
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// The numbers of one column.
    pub(crate) fn column(&mut self, column: usize) -> &mut [u8] {
        let start = column * self.stride + REACH;
        &mut self.data[start..start + self.len]
    }

    /// So many columns from the first on, all at once.
    pub(crate) fn first<const N: usize>(&mut self) -> [&mut [u8]; N] {
        let mut columns = self.data.chunks_exact_mut(self.stride.max(1));
        let len = self.len;
        std::array::from_fn(|_| {
            columns.next().map_or(&mut [][..], |column| &mut column[REACH..REACH + len])
        })
    }

    /// The numbers of `blocks` times [`BLOCK`] lines from `line + shift` on, where `line` is the
    /// first of a block.
    #[inline]
    pub(super) fn run(&self, column: u8, shift: i8, line: usize, blocks: usize) -> &[[u8; BLOCK]] {
        let start = self.place(column, shift, line);
        self.data[start..start + blocks * BLOCK].as_chunks().0
    }

    /// The number of a line `shift` lines on; 0 beyond the table.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn get(&self, column: u8, shift: i8, line: usize) -> u8 {
        self.data[self.place(column, shift, line)]
    }

    fn place(&self, column: u8, shift: i8, line: usize) -> usize {
        (usize::from(column) * self.stride + REACH + line).wrapping_add_signed(isize::from(shift))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_their_neighbours() {
        let mut columns = Columns::new(3, 20);
        for (i, slot) in (1..).zip(columns.column(1)) {
            *slot = i;
        }
        assert_eq!((columns.get(1, 0, 0), columns.get(1, -1, 0), columns.get(1, 1, 19)), (1, 0, 0));
        assert_eq!((columns.get(1, -8, 8), columns.get(1, 8, 11)), (1, 20));
        assert_eq!(columns.run(1, 3, 0, 2)[1][0], 20);
        let [first, second] = columns.first();
        assert_eq!((first.len(), second[4]), (20, 5));
    }
}
