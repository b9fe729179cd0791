//! One look at a text before the steps that work on its characters: most have nothing to do.

use crate::Step;

/// Bytes looked at together. The loop over them has no branch, so that it compiles to vector code.
const BLOCK: usize = 256;

/// What a text holds that some step may have to change.
///
/// A false alarm costs a closer look, never a wrong change; what is not raised is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    /// Bytes outside ASCII.
    high: bool,
    /// An `&`.
    ampersand: bool,
    /// ASCII controls other than `\n`.
    control: bool,
    /// White space beside white space, or at an end of the text.
    space: bool,
    /// A full stop or comma after a space, or a comma after a comma.
    mark: bool,
}

impl Findings {
    /// Looks through `text` once.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut all = Seen::default();
        let mut at = 0;
        while let Some(block) = bytes.get(at..at + BLOCK + 2) {
            all.add(block);
            at += BLOCK;
        }
        // The rest, with spaces after it that raise no alarm: what follows the last byte is below.
        let mut rest = [b'a'; BLOCK + 4];
        let length = bytes.len() - at;
        rest[..length].copy_from_slice(&bytes[at..]);
        all.add(&rest[..length + 2]);
        let blank = |b: Option<&u8>| b.is_some_and(u8::is_ascii_whitespace);
        Self {
            high: all.high >= 0x80,
            ampersand: all.ampersand != 0,
            control: all.control != 0,
            space: all.space != 0 || blank(bytes.first()) || blank(bytes.last()),
            mark: all.mark != 0,
        }
    }

    /// Whether a step may have something to do.
    pub(crate) const fn concern(self, step: Step) -> bool {
        match step {
            Step::Encoding => self.high,
            Step::Entities => self.ampersand,
            Step::Unicode => self.high || self.control,
            Step::WhiteSpace => self.high || self.control || self.space,
            Step::Punctuation => self.mark,
            Step::Boilerplate => true,
        }
    }
}

/// Findings as bytes, for the loop.
#[derive(Default)]
struct Seen {
    high: u8,
    ampersand: u8,
    control: u8,
    space: u8,
    mark: u8,
}

impl Seen {
    /// Adds a block; its last two bytes are only looked at as what follows others.
    fn add(&mut self, block: &[u8]) {
        let length = block.len() - 2;
        let (first, second, third) = (&block[..length], &block[1..=length], &block[2..length + 2]);
        let (mut high, mut ampersand, mut control, mut space, mut mark) = (0u8, 0u8, 0u8, 0u8, 0u8);
        for ((&a, &b), &c) in first.iter().zip(second).zip(third) {
            high |= a;
            ampersand |= u8::from(a == b'&');
            control |= u8::from((a < b' ') & (a != b'\n')) | u8::from(a == 0x7f);
            let (blank, next_blank) = ((a == b' ') | (a == b'\n'), (b == b' ') | (b == b'\n'));
            let paragraph = (a == b'\n') & (b == b'\n') & (c != b'\n');
            // The second newline of a paragraph is seen with what follows it.
            space |= u8::from(blank & next_blank & !paragraph);
            mark |= u8::from((a == b' ') & ((b == b'.') | (b == b',')));
            mark |= u8::from((a == b',') & (b == b','));
        }
        self.high |= high;
        self.ampersand |= ampersand;
        self.control |= control;
        self.space |= space;
        self.mark |= mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 5] =
        [Step::Encoding, Step::Entities, Step::Unicode, Step::WhiteSpace, Step::Punctuation];

    #[track_caller]
    fn check(text: &str, expected: &[Step]) {
        let findings = Findings::of(text);
        let found: Vec<Step> = STEPS.into_iter().filter(|&s| findings.concern(s)).collect();
        assert_eq!(found, expected, "in {text:?}");
        // The same anywhere in a long text.
        for length in [BLOCK - 3, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7] {
            let long = format!("{}{text}{}", "x".repeat(length), "y".repeat(length));
            let findings = Findings::of(&long);
            let found: Vec<Step> = STEPS.into_iter().filter(|&s| findings.concern(s)).collect();
            let ends = expected == [Step::WhiteSpace] && text.trim().len() + 1 == text.len();
            assert!(found == expected || (ends && found.is_empty()), "in {text:?} after {length}");
        }
    }

    #[test]
    fn plain_text() {
        check("", &[]);
        check("a", &[]);
        check("A ferry, late.\nAnother... one\n\nlater", &[]);
    }

    #[test]
    fn what_steps_look_for() {
        check("fish &amp; chips", &[Step::Entities]);
        check("a  b", &[Step::WhiteSpace]);
        check("a \nb", &[Step::WhiteSpace]);
        check("a\n\n\nb", &[Step::WhiteSpace]);
        check("a\n b", &[Step::WhiteSpace]);
        check(" a", &[Step::WhiteSpace]);
        check("a\n", &[Step::WhiteSpace]);
        check("a\tb", &[Step::Unicode, Step::WhiteSpace]);
        check("a .", &[Step::Punctuation]);
        check("a,,b", &[Step::Punctuation]);
        check("né", &[Step::Encoding, Step::Unicode, Step::WhiteSpace]);
    }
}
