//! One look at a text before the steps that work on its characters: most have nothing to do.

use diptych_text::{Language, Span};

use super::{kinds, space};
use crate::encoding::gate;

/// Bytes looked at together. The loops over them have no branch, so that they compile to vector
/// code.
const BLOCK: usize = 128;

/// The next block at or after `from` that may hold something to change, with what stands beside
/// what at its ends; `None` when all of the rest is clean.
///
/// Any byte outside ASCII is an alarm. The fastest way to see that a text needs nothing.
pub(crate) fn next_alarm(bytes: &[u8], from: usize) -> Option<Span> {
    let blank = |b: Option<&u8>| b.is_some_and(|&b| b <= b' ');
    if from == 0 && blank(bytes.first()) {
        return Some(Span::new(0, 1));
    }
    let mut at = from;
    while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk::<{ BLOCK + 2 }>) {
        if is_alarming(block) {
            return Some(Span::new(at, at + BLOCK));
        }
        at += BLOCK;
    }
    // The rest, with letters after it that raise no alarm: the last byte is looked at below.
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    let mut block = [b'a'; BLOCK * 2 + 2];
    block[..rest.len()].copy_from_slice(rest);
    let is_found = block
        .windows(BLOCK + 2)
        .step_by(BLOCK)
        .take(rest.len().div_ceil(BLOCK))
        .filter_map(<[u8]>::first_chunk::<{ BLOCK + 2 }>)
        .any(is_alarming);
    (is_found || blank(rest.last())).then(|| Span::new(at, bytes.len()))
}

/// Whether a block holds anything that a step may act on; its last two bytes are only looked at as
/// what follows others. Of ASCII this is what [`Seen`] tells apart.
#[inline]
fn is_alarming(block: &[u8; BLOCK + 2]) -> bool {
    let (first, second, third) = (&block[..BLOCK], &block[1..=BLOCK], &block[2..]);
    let (mut highest, mut lowest, mut least) = (0_u8, u8::MAX, u8::MAX);
    for ((&a, &b), &c) in first.iter().zip(second).zip(third) {
        highest = highest.max(a);
        // Below 0x1f for controls but `\n`, which becomes the highest.
        lowest = lowest.min((a ^ b'\n').wrapping_sub(1));
        // Each is zero for what is looked for. Of blanks side by side only newlines give a
        // newline; other controls are seen above.
        let two = a.max(b);
        let blanks = (two ^ b' ').min(two.max(c) ^ b'\n');
        // A space or comma (or `$`, `(`) before a full stop or comma.
        let mark = ((a ^ b' ') & !0x0c) | ((b ^ b',') & !0x02);
        least = least.min(a ^ b'&').min(a ^ b'\\').min(blanks.min(mark));
    }
    highest >= 0x7f || lowest < 0x1f || least == 0
}

/// What a text holds that some step may have to change.
///
/// A false alarm costs a closer look, never a wrong change; what is not raised is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    /// Characters that may be damage of a wrong decoding.
    pub(crate) encoding: bool,
    /// An `&` or a `\`.
    pub(crate) entities: bool,
    /// Controls other than `\n`, and characters nobody sees.
    pub(crate) invisible: bool,
    /// Characters that NFC may change.
    pub(crate) marks: bool,
    /// Ligatures and characters of another width.
    pub(crate) forms: bool,
    /// White space that may have to change.
    pub(crate) space: bool,
    /// A full stop or comma after a space or a comma.
    pub(crate) punctuation: bool,
}

impl Findings {
    /// Looks through a line, or a few.
    pub(crate) fn of(text: &str, language: Language) -> Self {
        let seen = Seen::of(text.as_bytes());
        let mut found = seen.findings(false);
        if seen.has_high() {
            let delete = memchr::memchr(0x7f, text.as_bytes()).is_some();
            found.invisible |= delete;
            found.add_high(text, language);
        }
        found
    }

    /// Adds what the characters outside ASCII raise.
    fn add_high(&mut self, text: &str, language: Language) {
        let bytes = text.as_bytes();
        let mut at = 0;
        // The kind of the character that ends at `at`, when it is outside ASCII, and its start.
        let (mut before, mut before_at) = (kinds::NONE, 0);
        while let Some(skip) = next_high(&bytes[at..]) {
            if skip > 0 {
                before = kinds::NONE;
                at += skip;
            }
            let c = text[at..].chars().next().expect("a lead byte starts a character");
            let kind = kinds::of(c);
            let end = at + c.len_utf8();
            if !kind.is_plain_after(before) {
                self.encoding = self.encoding
                    || (kind.tells_after(before) && gate::starts_sequence(&text[before_at..]))
                    || kind.tells_before(bytes.get(end).copied());
                self.invisible |= kind.is_invisible();
                self.marks |= kind.may_compose();
                self.forms |= kind.is_form();
                self.space |= kind.is_space() && !space::stays(text, at, c, language);
            }
            (before, before_at) = (kind, at);
            at = end;
        }
    }
}

/// Where the next byte outside ASCII is.
fn next_high(bytes: &[u8]) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    if bytes.first().is_some_and(|b| !b.is_ascii()) {
        return Some(0);
    }
    let (words, rest) = bytes.as_chunks::<8>();
    for (i, word) in words.iter().enumerate() {
        let high = u64::from_le_bytes(*word) & HIGH;
        if high != 0 {
            return Some(i * 8 + high.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|b| !b.is_ascii()).map(|i| words.len() * 8 + i)
}

/// Findings as bytes, for the loop: not zero for found.
#[derive(Default)]
struct Seen {
    high: u8,
    escape: u8,
    control: u8,
    space: u8,
    mark: u8,
}

impl Seen {
    fn of(bytes: &[u8]) -> Self {
        let mut all = Self::default();
        let mut at = 0;
        while let Some(block) = bytes.get(at..at + BLOCK + 2) {
            all.add(block);
            at += BLOCK;
        }
        // The rest, with letters after it that raise no alarm: what follows the last byte is below.
        let length = bytes.len() - at;
        if length > BLOCK / 2 {
            all.add_rest::<{ BLOCK + 4 }>(&bytes[at..]);
        } else if length > 16 {
            all.add_rest::<{ BLOCK / 2 + 2 }>(&bytes[at..]);
        } else {
            all.add_rest::<18>(&bytes[at..]);
        }
        let blank = |b: Option<&u8>| u8::from(b.is_some_and(|&b| b <= b' '));
        all.space |= blank(bytes.first()) | blank(bytes.last());
        all
    }

    fn add_rest<const N: usize>(&mut self, rest: &[u8]) {
        let mut block = [b'a'; N];
        block[..rest.len()].copy_from_slice(rest);
        self.add(&block);
    }

    /// Adds a block; its last two bytes are only looked at as what follows others.
    #[inline]
    fn add(&mut self, block: &[u8]) {
        let length = block.len() - 2;
        let (first, second, third) = (&block[..length], &block[1..=length], &block[2..length + 2]);
        let (mut high, mut escape, mut control, mut space, mut mark) = (0u8, 0u8, 0u8, 0u8, 0u8);
        for ((&a, &b), &c) in first.iter().zip(second).zip(third) {
            // One up, DEL is outside ASCII too; there is no 0xff in UTF-8.
            high |= a.wrapping_add(1);
            escape |= u8::from(a == b'&') | u8::from(a == b'\\');
            control |= u8::from(a < b' ') & u8::from(a != b'\n');
            // Of two that are blank, ORed, only newlines give a newline; controls are seen above.
            let two = u8::from(a.max(b) <= b' ') & u8::from(a | b != b'\n');
            space |= two | u8::from(a | b | c == b'\n');
            // A space or comma (or `$`, `(`) before a full stop or comma.
            mark |= u8::from(a | 0x0c == b',') & u8::from(b | 0x02 == b'.');
        }
        self.high |= high;
        self.escape |= escape;
        self.control |= control;
        self.space |= space;
        self.mark |= mark;
    }

    const fn has_high(&self) -> bool {
        self.high >= 0x80
    }

    /// What ASCII raises; with `high`, what other characters may raise as well.
    const fn findings(&self, high: bool) -> Findings {
        let control = self.control != 0 || high;
        Findings {
            encoding: false,
            entities: self.escape != 0,
            invisible: control,
            marks: false,
            forms: false,
            space: self.space != 0 || control,
            punctuation: self.mark != 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of what is found.
    fn found(findings: Findings) -> Vec<&'static str> {
        let Findings { encoding, entities, invisible, marks, forms, space, punctuation } = findings;
        [
            (encoding, "encoding"),
            (entities, "entities"),
            (invisible, "invisible"),
            (marks, "marks"),
            (forms, "forms"),
            (space, "space"),
            (punctuation, "punctuation"),
        ]
        .into_iter()
        .filter_map(|(is_found, name)| is_found.then_some(name))
        .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(found(Findings::of(text, Language::UND)), expected, "in {text:?}");
        let alarm = next_alarm(text.as_bytes(), 0);
        assert!(alarm.is_some() || expected.is_empty(), "no alarm in {text:?}");
        // The same anywhere in a long text, but for what is only looked for at its ends.
        for length in [14, 15, 16, 17, 62, 63, 64, BLOCK - 3, BLOCK - 1, BLOCK, 2 * BLOCK + 7] {
            let long = format!("{}{text}{}", "x".repeat(length), "y".repeat(length));
            let again = found(Findings::of(&long, Language::UND));
            let at_ends = text.trim() != text && expected == ["space"];
            let alarm = next_alarm(long.as_bytes(), 0);
            assert!(alarm.is_some() || again.is_empty(), "no alarm in {long:?}");
            assert!(again == expected || (at_ends && again.is_empty()), "{again:?} in {text:?}");
        }
    }

    #[test]
    fn plain_text() {
        check("", &[]);
        check("a", &[]);
        check("A ferry, late.\nAnother... one\n\nlater", &[]);
        check("né à Orléans\u{a0}: « l’été\u{202f}! » – 5\u{a0}€", &[]);
        check("Größe „so“ ¿qué? «Дом» — 春，夏 שלום", &[]);
    }

    #[test]
    fn what_steps_look_for() {
        check("fish &amp; chips", &["entities"]);
        check("a  b", &["space"]);
        check("a \nb", &["space"]);
        check("a\n\n\nb", &["space"]);
        check("a\n b", &["space"]);
        check(" a", &["space"]);
        check("a\n", &["space"]);
        check("an\u{a0}ox", &["space"]);
        check("a \\ud83d", &["entities"]);
        check("ﬁn", &["forms"]);
        check("１", &["forms"]);
        check("a\tb", &["invisible", "space"]);
        check("a\u{7f}b", &["invisible"]);
        check("a\u{ad}b", &["invisible"]);
        check("a .", &["punctuation"]);
        check("a,,b", &["punctuation"]);
        check("e\u{301}", &["marks"]);
        check("nÃ©", &["encoding"]);
        check("nÂ b", &["encoding"]);
        check("a\u{92}s", &["encoding", "invisible"]);
    }
}
