//! Scripts, and which letters count.

use std::sync::LazyLock;

/// A script that at least one language of the model is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names are those of Unicode")]
pub enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Hebrew,
    Han,
    Kana,
    Hangul,
    Greek,
    Armenian,
    Georgian,
    Bengali,
    Gurmukhi,
    Gujarati,
    Oriya,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Myanmar,
    Khmer,
    Ethiopic,
    /// Any other: no language of the model is written in it.
    Other,
}

impl Script {
    /// How many there are.
    pub const COUNT: usize = Self::Other as usize + 1;

    /// How many several languages share; they come first.
    pub const SHARED: usize = Self::Han as usize + 1;

    /// All of them, in the order of their numbers.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Arabic,
        Self::Devanagari,
        Self::Hebrew,
        Self::Han,
        Self::Kana,
        Self::Hangul,
        Self::Greek,
        Self::Armenian,
        Self::Georgian,
        Self::Bengali,
        Self::Gurmukhi,
        Self::Gujarati,
        Self::Oriya,
        Self::Tamil,
        Self::Telugu,
        Self::Kannada,
        Self::Malayalam,
        Self::Sinhala,
        Self::Thai,
        Self::Lao,
        Self::Myanmar,
        Self::Khmer,
        Self::Ethiopic,
        Self::Other,
    ];

    /// Whether several languages of the model are written in it.
    #[inline]
    pub(crate) fn is_shared(self) -> bool {
        (self as usize) < Self::SHARED
    }

    /// How much a letter says: a character of Chinese or Japanese is a syllable or a word, a block
    /// of Hangul a syllable, so that « iPhone 手机壳 » is Chinese.
    pub(crate) fn weight(self) -> u64 {
        match self {
            Self::Han | Self::Kana | Self::Hangul => 3,
            _ => 1,
        }
    }
}

/// What a character is to the detector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A letter, in lower case.
    Letter(Script, u32),
    /// Part of the word it stands in, without a say of its own: marks, joiners, soft hyphens.
    Silent,
    /// Anything else ends a word.
    Break,
}

/// Where the table of cased scripts ends: Latin, Greek, Cyrillic and Armenian lie below.
const CASED: usize = 0x590;

/// The kinds of the characters below [`CASED`].
static KINDS: LazyLock<[Kind; CASED]> = LazyLock::new(|| {
    let mut kinds = [Kind::Break; CASED];
    for (kind, c) in kinds.iter_mut().zip('\0'..) {
        *kind = cased(c);
    }
    kinds
});

/// The table behind [`kind`], to be fetched once a text.
pub(crate) fn kinds() -> &'static [Kind; CASED] {
    &KINDS
}

/// What `c` is; `kinds` comes from [`kinds`].
#[inline]
pub(crate) fn kind(kinds: &[Kind; CASED], c: char) -> Kind {
    match kinds.get(c as usize) {
        Some(&kind) => kind,
        None => uncased(c),
    }
}

/// The first letter of the lower case of `c` (`i` for `İ`).
fn lower(c: char) -> u32 {
    u32::from(c.to_lowercase().next().unwrap_or(c))
}

fn cased(c: char) -> Kind {
    if c == '\u{ad}' {
        return Kind::Silent;
    }
    if ('\u{300}'..='\u{36f}').contains(&c) {
        // Tones and dots of decomposed Yoruba or Vietnamese tell these languages apart.
        return Kind::Letter(Script::Latin, u32::from(c));
    }
    if !c.is_alphabetic() || matches!(c, 'ª' | 'º' | 'µ') {
        return Kind::Break;
    }
    let script = match u32::from(c) {
        0..=0x24f => Script::Latin,
        // Letters of Azerbaijani and of African languages; the rest of the block is phonetic.
        0x250..=0x2af => Script::Latin,
        0x370..=0x3ff => Script::Greek,
        0x400..=0x52f => Script::Cyrillic,
        0x530..=0x58f => Script::Armenian,
        // Modifier letters: the apostrophe of Ukrainian and the glottal stops of Uzbek.
        _ => return Kind::Silent,
    };
    Kind::Letter(script, lower(c))
}

fn uncased(c: char) -> Kind {
    let code = u32::from(c);
    let script = match code {
        0x5d0..=0x5f2 => Script::Hebrew,
        // Vowel points and the elongation of a line: seldom written, the same in all languages.
        0x591..=0x5c7 | 0x610..=0x61a | 0x640 | 0x64b..=0x65f | 0x670 | 0x6d6..=0x6ed => {
            return Kind::Silent;
        }
        0x620..=0x64a | 0x66e..=0x6d5 | 0x6ee..=0x6ef | 0x6fa..=0x6ff | 0x750..=0x77f => {
            Script::Arabic
        }
        0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc => Script::Arabic,
        0x900..=0x963 | 0x970..=0x97f => Script::Devanagari,
        0x980..=0x9e3 | 0x9f0..=0x9f1 => Script::Bengali,
        0xa01..=0xa5e | 0xa70..=0xa75 => Script::Gurmukhi,
        0xa81..=0xae3 => Script::Gujarati,
        0xb01..=0xb63 => Script::Oriya,
        0xb82..=0xbd7 => Script::Tamil,
        0xc00..=0xc63 => Script::Telugu,
        0xc80..=0xce3 => Script::Kannada,
        0xd00..=0xd63 => Script::Malayalam,
        0xd81..=0xddf => Script::Sinhala,
        0xe01..=0xe3a | 0xe40..=0xe4e => Script::Thai,
        0xe81..=0xecd | 0xedc..=0xedf => Script::Lao,
        0x1000..=0x103f | 0x1050..=0x108f => Script::Myanmar,
        0x10a0..=0x10fa | 0x10fc..=0x10ff | 0x2d00..=0x2d2d => Script::Georgian,
        // The capitals of Georgian, which only all-caps text has.
        0x1c90..=0x1cbf => return Kind::Letter(Script::Georgian, lower(c)),
        0x1200..=0x135f | 0x1380..=0x139f => Script::Ethiopic,
        0x1780..=0x17d3 => Script::Khmer,
        0x1e00..=0x1eff => return Kind::Letter(Script::Latin, lower(c)),
        0x1f00..=0x1fff => return Kind::Letter(Script::Greek, lower(c)),
        // Joiners inside Persian and Indic words.
        0x200b..=0x200d | 0x2060 | 0xfeff => return Kind::Silent,
        0x3041..=0x3096 | 0x309d..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x31f0..=0x31ff => {
            Script::Kana
        }
        0xff66..=0xff9d => Script::Kana,
        0x3005..=0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff => Script::Han,
        0x2_0000..=0x3_ffff => Script::Han,
        0x1100..=0x11ff | 0x3131..=0x318e | 0xac00..=0xd7a3 => Script::Hangul,
        // Full-width letters of East Asian typing; styled mathematical ones stay unread.
        0xff21..=0xff3a => return Kind::Letter(Script::Latin, code - 0xff21 + u32::from('a')),
        0xff41..=0xff5a => return Kind::Letter(Script::Latin, code - 0xff41 + u32::from('a')),
        0x2c60..=0x2c7f | 0xa720..=0xa7ff => return Kind::Letter(Script::Latin, lower(c)),
        0xa640..=0xa69f => return Kind::Letter(Script::Cyrillic, lower(c)),
        // A mark continues its word, a letter of an unknown script is one.
        _ if c.is_alphabetic() && !matches!(code, 0x2000..=0x2bff | 0x1_d400..=0x1_d7ff) => {
            Script::Other
        }
        _ => return Kind::Break,
    };
    Kind::Letter(script, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Script) {
        for c in text.chars() {
            let found = kind(kinds(), c);
            assert!(
                matches!(found, Kind::Letter(script, _) if script == expected),
                "{c:?} {found:?}"
            );
        }
    }

    #[test]
    fn letters_know_their_script() {
        check("aZéßøŁƏəșẤ", Script::Latin);
        check("яЇљѣ", Script::Cyrillic);
        check("بپکے", Script::Arabic);
        check("你々龍", Script::Han);
        check("かナー", Script::Kana);
        check("한글", Script::Hangul);
        check("ᚠ𐌰", Script::Other);
    }

    #[test]
    fn capitals_are_lowered() {
        assert_eq!(kind(kinds(), 'É'), kind(kinds(), 'é'));
        assert_eq!(kind(kinds(), 'Ж'), kind(kinds(), 'ж'));
        assert_eq!(kind(kinds(), 'İ'), kind(kinds(), 'i'));
        assert_eq!(kind(kinds(), 'Ａ'), kind(kinds(), 'a'));
    }

    #[test]
    fn what_is_no_letter() {
        for c in "1 .–🙂٣".chars() {
            assert_eq!(kind(kinds(), c), Kind::Break, "{c:?}");
        }
        for c in "\u{ad}\u{200c}\u{64e}ʼ".chars() {
            assert_eq!(kind(kinds(), c), Kind::Silent, "{c:?}");
        }
    }

    #[test]
    fn numbers_of_scripts_are_their_places() {
        for (i, script) in Script::ALL.into_iter().enumerate() {
            assert_eq!(script as usize, i);
        }
    }
}
