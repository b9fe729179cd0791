//! Byte offsets as code points or UTF-16 units, and back.

/// Bytes between two marks: a lookup counts at most this many bytes.
const STRIDE: usize = 256;

/// Turns byte offsets of one text into code points (Python) or UTF-16 units (JavaScript, Java),
/// and back.
///
/// Built once per text in one pass, O(n); a lookup counts at most 256 bytes. A text in ASCII needs
/// no table. `T` is anything that holds the text: `&str`, `String`, `Arc<str>`.
///
/// ```
/// use diptych_text::CharOffsets;
///
/// let offsets = CharOffsets::new("né 🎉!");
/// assert_eq!(offsets.code_points(8), 4); // before the `!`
/// assert_eq!(offsets.utf16(8), 5);
/// assert_eq!(offsets.byte_of_code_point(4), Some(8));
/// assert_eq!(offsets.byte_of_code_point(6), None);
/// ```
#[derive(Clone, Debug)]
pub struct CharOffsets<T> {
    text: T,
    /// Counts before byte `i * STRIDE`; empty for ASCII.
    marks: Vec<Counts>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    code_points: usize,
    /// Code points of four bytes, which take two UTF-16 units.
    wide: usize,
}

impl Counts {
    /// Of at most [`STRIDE`] bytes of UTF-8.
    fn of(bytes: &[u8]) -> Self {
        // Eight bytes at once: a lane of `inner` counts bytes 10xxxxxx, one of `wide` 1111xxxx.
        const ONES: u64 = 0x0101_0101_0101_0101;
        let (mut inner, mut wide) = (0_u64, 0_u64);
        let (words, rest) = bytes.as_chunks();
        for &word in words {
            let word = u64::from_le_bytes(word);
            let high = word >> 7;
            inner += high & !(word >> 6) & ONES;
            wide += high & word >> 6 & word >> 5 & word >> 4 & ONES;
        }
        // The sum of the lanes, in the highest one: of 256 bytes at most 192 are 10xxxxxx.
        let sum = |lanes: u64| (lanes.wrapping_mul(ONES) >> 56) as usize;
        let inner_rest = rest.iter().filter(|&&byte| byte & 0xc0 == 0x80).count();
        let wide_rest = rest.iter().filter(|&&byte| byte >= 0xf0).count();
        Self { code_points: bytes.len() - sum(inner) - inner_rest, wide: sum(wide) + wide_rest }
    }

    fn plus(self, other: Self) -> Self {
        Self { code_points: self.code_points + other.code_points, wide: self.wide + other.wide }
    }

    fn utf16(self) -> usize {
        self.code_points + self.wide
    }
}

impl<T: AsRef<str>> CharOffsets<T> {
    /// The offsets of `text`.
    pub fn new(text: T) -> Self {
        let bytes = text.as_ref().as_bytes();
        let mut marks = Vec::new();
        if !bytes.is_ascii() {
            marks.reserve_exact(bytes.len() / STRIDE + 1);
            let mut counts = Counts::default();
            for chunk in bytes.chunks(STRIDE) {
                marks.push(counts);
                counts = counts.plus(Counts::of(chunk));
            }
        }
        Self { text, marks }
    }

    /// The text whose offsets these are.
    pub fn text(&self) -> &str {
        self.text.as_ref()
    }

    /// The holder of the text.
    pub const fn holder(&self) -> &T {
        &self.text
    }

    /// The holder of the text, back.
    pub fn into_text(self) -> T {
        self.text
    }

    fn counts(&self, byte: usize) -> Counts {
        let bytes = self.text.as_ref().as_bytes();
        let byte = byte.min(bytes.len());
        if self.marks.is_empty() {
            return Counts { code_points: byte, wide: 0 };
        }
        let block = (byte / STRIDE).min(self.marks.len() - 1);
        self.marks[block].plus(Counts::of(&bytes[block * STRIDE..byte]))
    }

    /// How many code points start before `byte`; past the end, all of them.
    pub fn code_points(&self, byte: usize) -> usize {
        self.counts(byte).code_points
    }

    /// How many UTF-16 units the code points that start before `byte` take.
    pub fn utf16(&self, byte: usize) -> usize {
        self.counts(byte).utf16()
    }

    /// The byte at which code point number `index` starts; the text's length for the number of
    /// its code points, `None` past that.
    pub fn byte_of_code_point(&self, index: usize) -> Option<usize> {
        self.find(index, |counts| counts.code_points, |_| 1)
    }

    /// The byte of a UTF-16 offset; inside a surrogate pair, that of its code point. `None` past
    /// the end.
    pub fn byte_of_utf16(&self, index: usize) -> Option<usize> {
        self.find(index, Counts::utf16, char::len_utf16)
    }

    fn find(
        &self,
        index: usize,
        count: impl Fn(Counts) -> usize,
        width: impl Fn(char) -> usize,
    ) -> Option<usize> {
        let text = self.text.as_ref();
        if self.marks.is_empty() {
            return (index <= text.len()).then_some(index);
        }
        // The last mark at or before the index. A mark may lie inside a code point, which is then
        // counted before it: the scan starts at the next boundary.
        let block = self.marks.partition_point(|&mark| count(mark) <= index) - 1;
        let mut byte = block * STRIDE;
        while !text.is_char_boundary(byte) {
            byte += 1;
        }
        let mut at = count(self.marks[block]);
        for c in text[byte..].chars() {
            if at + width(c) > index {
                return Some(byte);
            }
            at += width(c);
            byte += c.len_utf8();
        }
        (at == index).then_some(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "(\\PC|[éœ🎉a\n]){0,700}") {
            let offsets = CharOffsets::new(text.as_str());
            let (mut points, mut units) = (0, 0);
            for (byte, c) in text.char_indices() {
                prop_assert_eq!(offsets.code_points(byte), points);
                prop_assert_eq!(offsets.utf16(byte), units);
                prop_assert_eq!(offsets.byte_of_code_point(points), Some(byte));
                for unit in units..units + c.len_utf16() {
                    prop_assert_eq!(offsets.byte_of_utf16(unit), Some(byte));
                }
                points += 1;
                units += c.len_utf16();
            }
            prop_assert_eq!(offsets.code_points(text.len()), points);
            prop_assert_eq!(offsets.byte_of_code_point(points), Some(text.len()));
            prop_assert_eq!(offsets.byte_of_utf16(units), Some(text.len()));
            prop_assert_eq!(offsets.byte_of_code_point(points + 1), None);
        }
    }
}
