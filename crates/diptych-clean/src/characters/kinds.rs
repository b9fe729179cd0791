//! What a character outside ASCII may be a case for, told by a table.

use std::sync::LazyLock;

use super::forms;
use crate::encoding::gate;

/// Characters below this are in the table; what matters above is told by ranges.
const TABLE: u32 = 0x2600;

/// A ligature, or a character of another width.
const FORM: u64 = 1 << 59;
/// White space.
const SPACE: u64 = 1 << 60;
/// May be taken out, or be a line end.
const INVISIBLE: u64 = 1 << 61;
/// May combine, be a composed form, or change places with a mark beside it.
const MARK: u64 = 1 << 62;
/// Tells of a wrong decoding: a control anywhere, a letter before what is no letter.
const TELLS_ALONE: u64 = 1 << 63;
const CLOSER: u64 = FORM | SPACE | INVISIBLE | MARK | TELLS_ALONE;

/// Where the classes start that tell of a wrong decoding after this character.
const NEXT: u32 = 16;
const CLASSES: u64 = (1 << NEXT) - 1;

/// What is known of a character: its class for [`gate`], the classes that tell of a wrong decoding
/// after it, and a bit for each of the other steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind(u64);

/// The kind of a character that no step looks at.
pub(super) const NONE: Kind = Kind(0);

impl Kind {
    /// Whether nothing has to be looked at more closely.
    pub(super) const fn is_plain_after(self, before: Self) -> bool {
        ((before.0 >> NEXT) & self.0 & CLASSES) | (self.0 & CLOSER) == 0
    }

    /// Whether the pair of characters may be damage of a wrong decoding.
    pub(super) const fn tells_after(self, before: Self) -> bool {
        (before.0 >> NEXT) & self.0 & CLASSES != 0
    }

    /// Whether the character and the byte after it may be.
    pub(super) fn tells_before(self, next: Option<u8>) -> bool {
        self.0 & TELLS_ALONE != 0
            && (self.is_invisible() || !next.is_some_and(|b| b.is_ascii_alphabetic()))
    }

    pub(super) const fn is_space(self) -> bool {
        self.0 & SPACE != 0
    }

    pub(super) const fn is_invisible(self) -> bool {
        self.0 & INVISIBLE != 0
    }

    pub(super) const fn is_form(self) -> bool {
        self.0 & FORM != 0
    }

    pub(super) const fn may_compose(self) -> bool {
        self.0 & MARK != 0
    }
}

/// The kind of a character.
pub(super) fn of(c: char) -> Kind {
    match KINDS.get(c as usize) {
        Some(&kind) => kind,
        None => match c {
            '\u{30a0}'..='\u{a66e}' | '\u{ac00}'..='\u{d7a3}' | '\u{2600}'..='\u{2adb}' => NONE,
            _ => kind(c),
        },
    }
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    (0..TABLE).map(|c| char::from_u32(c).filter(|c| !c.is_ascii()).map_or(NONE, kind)).collect()
});

fn kind(c: char) -> Kind {
    let mut bits = gate::class(c) as u64 | (gate::next(c) as u64) << NEXT;
    if gate::tells_alone(c) {
        bits |= TELLS_ALONE;
    }
    if c.is_whitespace() {
        bits |= SPACE;
    }
    if is_invisible(c) {
        bits |= INVISIBLE;
    }
    if forms::is_form(c) {
        bits |= FORM;
    }
    if may_compose(c) {
        bits |= MARK;
    }
    Kind(bits)
}

/// Characters that [`super::unicode::repair`] may change.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
}

/// Characters that composition (NFC) may change or move, by blocks.
const fn may_compose(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{374}' | '\u{37e}' | '\u{387}' | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5cf}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' | '\u{711}' | '\u{730}'..='\u{74a}' | '\u{7eb}'..='\u{7fd}'
        | '\u{816}'..='\u{82d}' | '\u{859}'..='\u{85b}' | '\u{897}'..='\u{8ff}'
        | '\u{93c}' | '\u{94d}'..='\u{95f}' | '\u{980}'..='\u{dff}'
        | '\u{e38}'..='\u{e3a}' | '\u{e48}'..='\u{e4b}' | '\u{eb8}'..='\u{ecb}'
        | '\u{f00}'..='\u{fff}' | '\u{102d}'..='\u{103a}' | '\u{108d}' | '\u{1160}'..='\u{11ff}'
        | '\u{135d}'..='\u{135f}' | '\u{1714}'..='\u{1734}' | '\u{17d2}'..='\u{17dd}'
        | '\u{18a9}' | '\u{1939}'..='\u{193b}' | '\u{1a17}' | '\u{1a18}' | '\u{1a60}'..='\u{1bff}'
        | '\u{1c37}' | '\u{1cd0}'..='\u{1cff}' | '\u{1dc0}'..='\u{1dff}' | '\u{1f70}'..='\u{1fff}'
        | '\u{2000}' | '\u{2001}' | '\u{20d0}'..='\u{20ff}' | '\u{2126}' | '\u{212a}' | '\u{212b}'
        | '\u{2329}' | '\u{232a}' | '\u{2adc}' | '\u{2cef}'..='\u{2cf1}' | '\u{2d7f}'
        | '\u{2de0}'..='\u{2dff}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{a66f}'..='\u{abff}' | '\u{d7b0}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{fb1d}'..='\u{fb4f}' | '\u{fe20}'..='\u{fe2f}' | '\u{10000}'..='\u{1efff}'
        | '\u{2f800}'..='\u{2fa1f}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};

    use super::*;

    #[test]
    fn what_composes_is_marked() {
        let composed = ComposingNormalizer::new_nfc();
        let decomposed = DecomposingNormalizer::new_nfd();
        let mut missing = Vec::new();
        for c in ('\u{80}'..=char::MAX).filter(|&c| !may_compose(c)) {
            let alone = c.to_string();
            // A mark that is not of class 0 is sorted among others: one of 240, one of 1.
            let is_sorted = ["a\u{345}", "a\u{334}"]
                .map(|base| format!("{base}{alone}"))
                .iter()
                .any(|text| !decomposed.is_normalized(text) && decomposed.is_normalized(&alone));
            if composed.normalize(&alone) != alone || is_sorted {
                missing.push(format!("{:04X}", u32::from(c)));
            }
        }
        for c in ('\u{80}'..=char::MAX).filter(|c| c.is_alphabetic()) {
            for part in decomposed.normalize(&c.to_string()).chars().skip(1) {
                if !may_compose(part) {
                    missing.push(format!("{:04X} in {:04X}", u32::from(part), u32::from(c)));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }
}
