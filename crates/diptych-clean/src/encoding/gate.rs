//! Which pairs of characters ask for a closer look: a quick test that lets nothing by.
//!
//! Only what holds a sequence of UTF-8 read in one of the encodings can be read back, so a character
//! that leads one must stand before one that continues it; what is named too much costs time only.

use super::charset::TABLE;

/// The encodings in which a character beyond ASCII continues a sequence, a bit each below `1 << 30`.
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
