//! Which places ask for a closer look: a quick test that lets nothing by.
//!
//! Only what holds a sequence of UTF-8 read in one of the encodings can be read back, so a character
//! that leads one must stand before one that continues it, and the rest of the sequence after it;
//! what is named too much costs time only.

use super::charset::{CHARSETS, TABLE};
use super::sequence::{LONGEST, Sequence};

/// The encodings in which a character beyond ASCII continues a sequence, a bit each below `1 << 16`.
pub(crate) fn class(c: char) -> u32 {
    TABLE.roles(c) >> 16
}

/// The encodings in which it leads one: [`class`]es that ask for a closer look right after it.
pub(crate) fn next(c: char) -> u32 {
    TABLE.roles(c) & 0xffff
}

/// Whether a character asks for a closer look when no ASCII letter follows: C1 controls, and
/// letters before a no-break space that became a space.
pub(crate) const fn tells_alone(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | 'Â' | 'Ã')
}

/// Whether a text starts with a sequence in any of the encodings: asked where its first two
/// characters may be one.
pub(crate) fn starts_sequence(text: &str) -> bool {
    let mut chars = [' '; LONGEST];
    for (slot, c) in chars.iter_mut().zip(text.chars()) {
        *slot = c;
    }
    let columns = TABLE.readable_in(chars[0], chars[1]);
    CHARSETS.into_iter().any(|charset| {
        columns >> charset.column & 1 == 1 && Sequence::at(&chars, charset, true).is_some()
    })
}
