//! Characters that stand for others in a certain form: ligatures, full and half width.

use diptych_text::Span;
use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

use crate::history::Editor;

/// The ligatures of Latin print, U+FB00 to U+FB06, in letters.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// Whether either of the steps may change a character.
pub(super) const fn is_form(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fb06}') || is_other_width(c)
}

/// Spells ligatures out; they are left over from typeset pages (`ﬁn`). Letters of their own
/// (`œ`, `æ`, `ĳ`) are none.
pub(crate) fn spell_ligatures(editor: &mut Editor<'_>) {
    let source = editor.source();
    let mut at = 0;
    for place in memchr::memmem::find_iter(source.as_bytes(), b"\xef\xac") {
        let c = source[place..].chars().next().unwrap_or_default();
        let number = usize::try_from(u32::from(c) - 0xfb00).unwrap_or(usize::MAX);
        if let Some(letters) = LIGATURES.get(number) {
            debug_assert!(at <= place, "places come in order");
            at = place + c.len_utf8();
            editor.replace(Span::new(place, at), letters, "ligature");
        }
    }
}

/// Brings full-width letters and figures to ASCII and half-width kana to full width, each with the
/// mark of voicing that follows it (NFKC, UAX #15). Punctuation stays: `！`, `，` and `｡` are as
/// wide as print in Chinese and Japanese has them.
pub(crate) fn set_width(editor: &mut Editor<'_>) {
    const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfkc();
    let source = editor.source();
    let mut at = 0;
    while let Some(skip) = source[at..].find(is_other_width) {
        let start = at + skip;
        let rest = &source[start..];
        at = start + rest.find(|c| !is_other_width(c)).unwrap_or(rest.len());
        let run = Span::new(start, at);
        let is_latin = rest.starts_with(is_wide_ascii);
        let reason = if is_latin { "full-width letters" } else { "half-width kana" };
        editor.replace(run, &NFKC.normalize(&source[run]), reason);
    }
}

/// Full-width figures and letters, half-width kana.
const fn is_other_width(c: char) -> bool {
    is_wide_ascii(c) || matches!(c, '\u{ff66}'..='\u{ff9f}')
}

const fn is_wide_ascii(c: char) -> bool {
    matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(repair: fn(&mut Editor<'_>), text: &str, expected: &str) {
        let mut editor = Editor::new(text);
        repair(&mut editor);
        assert_eq!(editor.finish().text, expected, "in {text:?}");
    }

    #[test]
    fn ligatures() {
        check(spell_ligatures, "ﬁrst oﬃce, ﬂat ﬀ, fa\u{fb05}", "first office, flat ff, fast");
        check(spell_ligatures, "œuvre, æon, ĳs, \u{fb13}", "œuvre, æon, ĳs, \u{fb13}");
    }

    #[test]
    fn width() {
        check(set_width, "ＡＢＣ１２３号、ｶﾞｽ！（ａ）", "ABC123号、ガス！（a）");
        check(set_width, "「ｱｲｳ」｡ ￥５", "「アイウ」｡ ￥5");
        check(set_width, "ガス、한국", "ガス、한국");
    }
}
