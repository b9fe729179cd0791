//! Sequences of UTF-8 that stand in text as characters of a single-byte encoding.

use super::charset::{Charset, LOST, TABLE, starts_sequence};

/// The most characters of a sequence: a surrogate pair, three bytes each.
pub(super) const LONGEST: usize = 6;

/// Characters that were one before they were read in a wrong encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    /// How many characters it takes.
    pub(super) length: usize,
    /// What they were; U+FFFD when a byte was lost.
    pub(super) meant: char,
    /// Whether a space stands after it that does not stand in the text.
    pub(super) space_after: bool,
}

impl Sequence {
    const fn new(length: usize, meant: char) -> Option<Self> {
        Some(Self { length, meant, space_after: false })
    }

    /// The sequence that `chars` starts with when read in `charset`.
    ///
    /// What careless programs did to the bytes is made good: `0xA0` taken for a space (`Ã ` for
    /// « à », where spaces are `lenient`), surrogate pairs written as two sequences (CESU-8,
    /// Unicode TR 26). A sequence of which a byte was lost (U+FFFD, or `?` where that is sure) is
    /// U+FFFD.
    pub(super) fn at(chars: &[char], charset: Charset, lenient: bool) -> Option<Self> {
        let byte = |i: usize| chars.get(i).and_then(|&c| TABLE.byte(c, charset));
        let lead = byte(0).filter(|&b| starts_sequence(b))?;
        let [one, two, three] = [byte(1), byte(2), byte(3)];
        strict(lead, [one, two, three])
            .or_else(|| surrogates(lead, [one, two, three, byte(4), byte(5)]))
            .or_else(|| {
                let lenient = lenient && charset.has_no_break_space;
                lenient.then(|| spaced(lead, [one, two, three], &chars[1..])).flatten()
            })
            .or_else(|| {
                let lost = [one, two, three, byte(4), byte(5)];
                charset.is_lossy.then(|| lossy(lead, lost)).flatten()
            })
    }
}

const fn continues(b: Option<u8>) -> bool {
    matches!(b, Some(0x80..=0xbf))
}

/// Well-formed UTF-8.
fn strict(lead: u8, [one, two, three]: [Option<u8>; 3]) -> Option<Sequence> {
    let low = |b: Option<u8>| b.filter(|b| matches!(b, 0x80..=0xbf)).map(|b| u32::from(b & 0x3f));
    let (length, code) = match lead {
        0xc2..=0xdf => (2, (u32::from(lead & 0x1f) << 6) | low(one)?),
        0xe0..=0xef => (3, (u32::from(lead & 0x0f) << 12) | (low(one)? << 6) | low(two)?),
        _ => {
            let high = (u32::from(lead & 0x07) << 18) | (low(one)? << 12);
            (4, high | (low(two)? << 6) | low(three)?)
        }
    };
    let shortest = match length {
        3 => code >= 0x800,
        4 => code >= 0x1_0000,
        _ => true,
    };
    char::from_u32(code).filter(|_| shortest).and_then(|c| Sequence::new(length, c))
}

/// A surrogate pair, three bytes each.
fn surrogates(lead: u8, [a, b, c, d, e]: [Option<u8>; 5]) -> Option<Sequence> {
    let (0xed, Some(a @ 0xa0..=0xaf), Some(b), Some(0xed), Some(d @ 0xb0..=0xbf), Some(e)) =
        (lead, a, b, c, d, e)
    else {
        return None;
    };
    if !continues(Some(b)) || !continues(Some(e)) {
        return None;
    }
    let high = (u32::from(a & 0x0f) << 6) | u32::from(b & 0x3f);
    let low = (u32::from(d & 0x0f) << 6) | u32::from(e & 0x3f);
    char::from_u32(0x1_0000 + (high << 10) + low).and_then(|c| Sequence::new(6, c))
}

/// A sequence of which `0xA0` became a space.
fn spaced(lead: u8, [one, two, three]: [Option<u8>; 3], rest: &[char]) -> Option<Sequence> {
    const SPACE: Option<u8> = Some(b' ');
    const NO_BREAK: Option<u8> = Some(0xa0);
    // A continuation that is not a space, nor the ellipsis that stands before one.
    let inner = |b: Option<u8>| matches!(b, Some(0x80..=0x84 | 0x86..=0x9f | 0xa1..=0xbf));
    match lead {
        0xc3 if one == SPACE => {
            // « à » before a word has lost the space after it too; "às", "àquele" have not.
            let after: String = rest[1..].iter().take(5).collect();
            let joined =
                [" ", "quele", "quela", "quilo", "s "].iter().any(|word| after.starts_with(word));
            Some(Sequence { length: 2, meant: 'à', space_after: !joined })
        }
        0xc2 | 0xc5 | 0xce | 0xd0 | 0xd9 if one == SPACE => strict(lead, [NO_BREAK, None, None]),
        0xe2 | 0xe3 if one == SPACE && inner(two) => strict(lead, [NO_BREAK, two, None]),
        0xe0..=0xe3 if inner(one) && two == SPACE => strict(lead, [one, NO_BREAK, None]),
        0xf0 if one == SPACE => strict(lead, [NO_BREAK, two, three]),
        0xf0 if two == SPACE => strict(lead, [one, NO_BREAK, three]),
        0xf0 if three == SPACE => strict(lead, [one, two, NO_BREAK]),
        _ => None,
    }
}

/// A sequence of which a byte was lost.
fn lossy(lead: u8, [one, two, three, four, five]: [Option<u8>; 5]) -> Option<Sequence> {
    let lost = |b: Option<u8>| matches!(b, Some(LOST | b'?'));
    let next = |b: Option<u8>| matches!(b, Some(LOST | 0x80..=0xbf));
    let pair = |b: Option<u8>, high: u8| b.is_some_and(|b| b & 0xf0 == high);
    let length = match lead {
        0xc2..=0xdf if one == Some(LOST) => 2,
        0xc2 | 0xc3 if one == Some(b'?') => 2,
        0xed if pair(one, 0xa0)
            && three == Some(0xed)
            && pair(four, 0xb0)
            && ((lost(two) && (next(five) || lost(five))) || (next(two) && lost(five))) =>
        {
            6
        }
        0xe0..=0xef if (lost(one) && next(two)) || (next(one) && lost(two)) => 3,
        0xf0..=0xf4
            if (lost(one) && next(two) && next(three))
                || (next(one) && lost(two) && next(three))
                || (next(one) && next(two) && lost(three)) =>
        {
            4
        }
        _ => return None,
    };
    Sequence::new(length, '\u{fffd}')
}
