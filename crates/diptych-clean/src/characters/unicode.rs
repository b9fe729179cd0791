//! Control characters, line ends, invisible characters, composition.

use diptych_text::Span;
use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

use crate::history::Editor;

/// Takes out what no reader sees and brings line ends to `\n`.
pub(crate) fn repair(editor: &mut Editor<'_>) {
    let source = editor.source();
    let bytes = source.as_bytes();
    let mut bidi = Bidi::default();
    let mut at = 0;
    while let Some(skip) = bytes[at..].iter().position(|&b| is_suspicious(b)) {
        at += skip;
        let c = source[at..].chars().next().expect("`at` is on a boundary before the end");
        let end = at + c.len_utf8();
        let mut span = Span::new(at, end);
        match c {
            '\r' => {
                if bytes.get(end) == Some(&b'\n') {
                    editor.replace(span, "", "line end");
                } else {
                    editor.replace(span, "\n", "line end");
                }
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                editor.replace(span, "\n", "line end");
            }
            '\u{1b}' => {
                span.end += terminal_sequence(&bytes[end..]);
                editor.replace(span, "", "terminal escape sequence");
            }
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => editor.replace(span, "", "control character"),
            '\u{ad}' => editor.replace(span, "", "soft hyphen"),
            '\u{feff}' => editor.replace(span, "", "byte order mark"),
            '\u{200b}' | '\u{2060}' | '\u{180e}' if !breaks_words(source, span) => {
                editor.replace(span, "", "zero-width space");
            }
            '\u{200c}' | '\u{200d}' if !joins(source, span) => {
                editor.replace(span, "", "zero-width joiner without effect");
            }
            '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
                if !bidi.keeps(source, span, c) =>
            {
                editor.replace(span, "", "direction mark without effect");
            }
            '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => {
                editor.replace(span, "", "control character");
            }
            '\u{fdd0}'..='\u{fdef}' => editor.replace(span, "", "not a character"),
            _ if u32::from(c) & 0xfffe == 0xfffe => editor.replace(span, "", "not a character"),
            _ => {}
        }
        at = span.end;
    }
}

/// Bytes that may start something to repair: controls, and leads of the blocks above.
const fn is_suspicious(b: u8) -> bool {
    (b < 0x20 && b != b'\n' && b != b'\t')
        || matches!(b, 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf0..=0xf4)
}

/// The length of what follows ESC in a terminal sequence: `[31m`; 0 when it is none.
fn terminal_sequence(rest: &[u8]) -> usize {
    if rest.first() != Some(&b'[') {
        return 0;
    }
    let parameters = rest[1..].iter().take(32).take_while(|b| matches!(b, 0x20..=0x3f)).count();
    match rest.get(1 + parameters) {
        Some(0x40..=0x7e) => parameters + 2,
        _ => 0,
    }
}

/// A zero-width space is a word boundary in scripts that write none.
fn breaks_words(source: &str, span: Span) -> bool {
    let written_together = |c: char| {
        matches!(c,
            '\u{e00}'..='\u{eff}' // Thai, Lao
            | '\u{f00}'..='\u{fff}' // Tibetan
            | '\u{1000}'..='\u{109f}' // Myanmar
            | '\u{1780}'..='\u{17ff}' // Khmer
            | '\u{1950}'..='\u{19df}' // Tai Le, New Tai Lue
            | '\u{1b00}'..='\u{1b7f}' | '\u{a980}'..='\u{a9df}') // Balinese, Javanese
    };
    source[..span.start].chars().next_back().is_some_and(written_together)
        && source[span.end..].chars().next().is_some_and(written_together)
}

/// Joiners shape Arabic, Indic and Mongolian scripts and build emoji; elsewhere they do nothing.
fn joins(source: &str, span: Span) -> bool {
    let shaped = |c: char| {
        matches!(c,
            '\u{600}'..='\u{8ff}' // Arabic, Syriac, NKo, Mandaic
            | '\u{900}'..='\u{dff}' // Indic
            | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' // Myanmar, Khmer
            | '\u{1800}'..='\u{18af}' // Mongolian
            | '\u{fb50}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
    };
    let pictured = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}');
    let before = source[..span.start].chars().next_back();
    let after = source[span.end..].chars().next();
    before.is_some_and(shaped)
        || (source[span].starts_with('\u{200d}')
            && before.is_some_and(pictured)
            && after.is_some_and(pictured))
}

/// Which direction marks have an effect, line by line.
#[derive(Default)]
struct Bidi {
    /// The end of the line that has been looked at.
    line_end: usize,
    /// Whether it holds letters that run from right to left.
    has_rtl: bool,
    /// The marks that open or close a pair, by place, in order; looked through once.
    paired: Vec<usize>,
}

impl Bidi {
    /// Whether the mark at `span` stays: on a line with right-to-left letters, and in balance.
    fn keeps(&mut self, source: &str, span: Span, c: char) -> bool {
        if span.start >= self.line_end {
            self.look(source, span.start);
        }
        self.has_rtl
            && (matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
                || self.paired.binary_search(&span.start).is_ok())
    }

    /// Looks at the line that holds `place`. Called once a line: what stands before its first mark
    /// is read again, the rest once.
    fn look(&mut self, source: &str, place: usize) {
        let start =
            memchr::memrchr2(b'\n', b'\r', &source.as_bytes()[..place]).map_or(0, |i| i + 1);
        let end = memchr::memchr2(b'\n', b'\r', &source.as_bytes()[place..])
            .map_or(source.len(), |i| place + i);
        self.line_end = end;
        self.has_rtl = false;
        self.paired.clear();
        let mut open: Vec<(usize, bool)> = Vec::new();
        for (i, c) in source[start..end].char_indices() {
            let i = start + i;
            match c {
                '\u{590}'..='\u{61b}'
                | '\u{61d}'..='\u{8ff}'
                | '\u{fb1d}'..='\u{fdcf}'
                | '\u{fdf0}'..='\u{fdff}'
                | '\u{fe70}'..='\u{fefe}'
                | '\u{10800}'..='\u{10fff}'
                | '\u{1e800}'..='\u{1efff}' => self.has_rtl = true,
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push((i, false)),
                '\u{2066}'..='\u{2068}' => open.push((i, true)),
                '\u{202c}' | '\u{2069}' => {
                    let isolate = c == '\u{2069}';
                    // A close ends its own kind only; a pair that would cross another is none.
                    if open.last().is_some_and(|&(_, kind)| kind == isolate) {
                        let (opened, _) = open.pop().expect("there is a last one");
                        self.paired.extend([opened, i]);
                    }
                }
                _ => {}
            }
        }
        self.paired.sort_unstable();
    }
}

/// Brings composed letters to one form (NFC, UAX #15).
pub(crate) fn compose(editor: &mut Editor<'_>) {
    const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfc();
    let source = editor.source();
    let mut at = 0;
    while at < source.len() {
        let tail = &source[at..];
        let (good, rest) = NFC.split_normalized(tail);
        if rest.is_empty() {
            return;
        }
        // Back to where the stretch starts and on to where the next one does.
        let bad = at + good.len();
        let start = source[at..bad]
            .char_indices()
            .rev()
            .find(|&(_, c)| starts_stretch(c))
            .map_or(at, |(i, _)| at + i);
        let end = source[bad..]
            .char_indices()
            .skip(1)
            .find(|&(_, c)| starts_stretch(c))
            .map_or(source.len(), |(i, _)| bad + i);
        let span = Span::new(start, end);
        editor.replace(span, &NFC.normalize(&source[span]), "composed form (NFC)");
        at = end;
    }
}

/// Characters that never combine with what stands before them, and never change its order.
const fn starts_stretch(c: char) -> bool {
    matches!(c,
        '\0'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{590}' | '\u{1e00}'..='\u{20cf}'
        | '\u{2100}'..='\u{2cee}' | '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{3098}'
        | '\u{309b}'..='\u{312f}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut editor = Editor::new(text);
        repair(&mut editor);
        let repaired = editor.finish().text.into_owned();
        let mut editor = Editor::new(&repaired);
        compose(&mut editor);
        assert_eq!(editor.finish().text, expected, "in {text:?}");
    }

    #[test]
    fn line_ends() {
        check("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne");
    }

    #[test]
    fn invisible_characters() {
        check("\u{feff}co\u{ad}op\u{200b}er\u{7}ate\u{1b}[31m!", "cooperate!");
    }

    #[test]
    fn joiners_that_mean_something() {
        check("می\u{200c}خواهم", "می\u{200c}خواهم");
        check("👩\u{200d}🚀 a\u{200d}b", "👩\u{200d}🚀 ab");
        check("क्\u{200d}ष", "क्\u{200d}ष");
    }

    #[test]
    fn direction_marks() {
        check("abc\u{200e} \u{202a}def\u{202c}", "abc def");
        check("\u{202b}שלום\u{202c} \u{202a}x", "\u{202b}שלום\u{202c} x");
        check("שלום\u{200f}!", "שלום\u{200f}!");
    }

    #[test]
    fn composition() {
        check("Cafe\u{301} a\u{323}\u{302} \u{212b}", "Café ậ Å");
        check("\u{1112}\u{1161}\u{11ab}국", "한국");
    }
}
