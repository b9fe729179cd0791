//! Runs of spaces, stray no-break spaces, blank lines.

use diptych_text::{Language, Span};

use crate::history::Editor;

/// Trims lines, brings runs of spaces to one, and runs of newlines to two at most.
///
/// A no-break space stays where print wants one (beside figures, before « : », after « « »,
/// between an initial and a name); between ordinary words it is a leftover of page editors.
///
/// The text is a line or a few: newlines at its ends stay, as many as two.
pub(crate) fn normalize(editor: &mut Editor<'_>, language: Language) {
    let source = editor.source();
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(start) = next_run(source, at) {
        let rest = &source[start..];
        let end = source.len() - rest.trim_start().len();
        let run = Span::new(start, end);
        at = end;
        let newlines = memchr::memchr_iter(b'\n', &bytes[run.range()]).count();
        let (replacement, reason) = match newlines {
            0 if start == 0 => ("", "space at the start of a line"),
            0 if end == source.len() => ("", "space at the end of a line"),
            0 if run.len() == rest.chars().next().map_or(0, char::len_utf8) => {
                (kept_space(source, run, language), "unusual space between words")
            }
            0 => (kept_space(source, run, language), "run of spaces"),
            1 => ("\n", "space at the end of a line"),
            2 => ("\n\n", "space at the end of a line"),
            _ => ("\n\n", "blank lines"),
        };
        editor.replace(run, replacement, reason);
    }
}

/// Brings runs of newlines to two, and to none at the ends of the text.
pub(crate) fn drop_blank_lines(editor: &mut Editor<'_>) {
    let source = editor.source();
    let bytes = source.as_bytes();
    let newlines = |bytes: &[u8]| bytes.iter().take_while(|&&b| b == b'\n').count();
    let start = newlines(bytes);
    let end = bytes.len() - bytes[start..].iter().rev().take_while(|&&b| b == b'\n').count();
    editor.replace(Span::new(0, start), "", "blank at the ends of the text");
    let three = memchr::memmem::Finder::new("\n\n\n");
    let mut at = start;
    while let Some(skip) = three.find(&bytes[at..end]) {
        let from = at + skip + 2;
        at = from + newlines(&bytes[from..end]);
        editor.replace(Span::new(from, at), "", "blank lines");
    }
    editor.replace(Span::new(end, source.len()), "", "blank at the ends of the text");
}

/// Whether the white space `c` at `at` is one that stands alone and is right there.
pub(crate) fn stays(source: &str, at: usize, c: char, language: Language) -> bool {
    let run = Span::new(at, at + c.len_utf8());
    let inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    inside(source[..at].chars().next_back())
        && inside(source[run.end..].chars().next())
        && kept_space(source, run, language) == &source[run]
}

/// The next run of white space at or after `at` that is not a single space or newline.
fn next_run(source: &str, mut at: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    while at < bytes.len() {
        let b = bytes[at];
        if b > b' ' && b < 0x80 {
            at += 1;
            continue;
        }
        if b < 0x80 {
            if !b.is_ascii_whitespace() && b != 0xb {
                at += 1;
                continue;
            }
            let next = bytes.get(at + 1).copied();
            let ordinary = match (b, next) {
                (_, None) => false,
                (b' ', Some(next)) => next > b' ' && !may_be_space(next),
                (b'\n', Some(b'\n')) => {
                    bytes.get(at + 2).is_some_and(|&b| b > b' ' && !may_be_space(b))
                }
                (b'\n', Some(next)) => next > b' ' && !may_be_space(next),
                _ => false,
            };
            if at > 0 && ordinary {
                at += if next == Some(b'\n') { 2 } else { 1 };
                continue;
            }
            let plain = at > 0
                && match (b, &source[at + 1..]) {
                    (b' ', rest) => rest.starts_with(|c: char| !c.is_whitespace()),
                    (b'\n', rest) => rest
                        .strip_prefix('\n')
                        .unwrap_or(rest)
                        .starts_with(|c: char| !c.is_whitespace()),
                    _ => false,
                };
            if plain {
                at += if next == Some(b'\n') { 2 } else { 1 };
                continue;
            }
            return Some(at);
        }
        if !may_be_space(b) {
            at += 1;
            continue;
        }
        let c = source[at..].chars().next().expect("a lead byte starts a character");
        if c.is_whitespace() {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

/// Lead bytes of white space outside ASCII: U+0085, U+00A0, U+1680, U+2000 to U+205F, U+3000.
const fn may_be_space(b: u8) -> bool {
    matches!(b, 0xc2 | 0xe1 | 0xe2 | 0xe3)
}

/// What a run of spaces inside a line becomes.
fn kept_space(source: &str, run: Span, language: Language) -> &str {
    let fixed = source[run].char_indices().find(|(_, c)| !matches!(c, ' ' | '\t'));
    let Some((i, c)) = fixed else { return " " };
    let start = run.start + i;
    let place = &source[start..start + c.len_utf8()];
    let before = source[..run.start].chars().next_back();
    let after = source[run.end..].chars().next();
    let (Some(before), Some(after)) = (before, after) else { return " " };
    match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\u{2008}' | '\u{200a}' | '\u{2006}'
            if is_typographic(
                before,
                after,
                &source[..run.start],
                &source[run.end..],
                language,
            ) =>
        {
            place
        }
        // Between ideographs and kana, and after Ogham letters, this is the ordinary space.
        '\u{3000}' if is_wide(before) || is_wide(after) => place,
        '\u{1680}' => place,
        _ => " ",
    }
}

/// Whether print sets a space that does not break between two characters.
///
/// For a language that is not known the rule is the union of all: it stays where any would set it.
fn is_typographic(before: char, after: char, head: &str, tail: &str, language: Language) -> bool {
    if before.is_numeric() || after.is_numeric() {
        return true;
    }
    let signs = |c: char| {
        matches!(
            c,
            '«' | '»'
                | '‹'
                | '›'
                | '%'
                | '‰'
                | '€'
                | '£'
                | '¥'
                | '$'
                | '°'
                | '§'
                | '№'
                | '¶'
                | '×'
        )
    };
    if signs(before) || signs(after) {
        return true;
    }
    let code = language.code();
    if code == "en" {
        return false;
    }
    // French sets them before high punctuation and around dashes; Polish, Czech and Russian too
    // around dashes.
    if matches!(after, ':' | ';' | '!' | '?' | '–' | '—') || matches!(before, '–' | '—') {
        return true;
    }
    // « M. Dupont », « J. Brel », "s. r. o."
    if before == '.' {
        let word =
            head[..head.len() - 1].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        return word.chars().nth(3).is_none() && !word.is_empty() && after.is_alphanumeric();
    }
    // Slavic print ties one-letter prepositions to the next word: "w domu", "в доме".
    let ties = matches!(code, "pl" | "cs" | "sk" | "sl" | "ru" | "uk" | "be" | "bg" | "und");
    let mut letters = head.chars().rev();
    let one_letter = letters.next().is_some_and(char::is_alphabetic)
        && letters.next().is_none_or(|c| !c.is_alphanumeric());
    ties && one_letter && tail.starts_with(char::is_alphabetic)
}

/// Ideographs, kana, full-width forms.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, text: &str, expected: &str) {
        let mut editor = Editor::new(text);
        normalize(&mut editor, language);
        assert_eq!(editor.finish().text, expected, "in {text:?}");
    }

    #[test]
    fn runs_and_ends() {
        check(Language::UND, " \n a  b\t c \n\n \n\nd \ne\n", "\na b c\n\nd\ne\n");
        check(Language::UND, "a b\nc\n\nd", "a b\nc\n\nd");
        check(Language::UND, " \u{a0}", "");
    }

    #[test]
    fn blank_lines() {
        let cases = [
            ("", ""),
            ("\n\n\n\n", ""),
            ("\na\n", "a"),
            ("a\n\nb\n\n\n\n\nc\n\n\nd", "a\n\nb\n\nc\n\nd"),
        ];
        for (text, expected) in cases {
            let mut editor = Editor::new(text);
            drop_blank_lines(&mut editor);
            assert_eq!(editor.finish().text, expected, "in {text:?}");
        }
    }

    #[test]
    fn no_break_spaces_between_words_are_leftovers() {
        for language in [Language::UND, Language::EN, Language::FR] {
            check(language, "the\u{a0}river Tamar,\u{a0}which", "the river Tamar, which");
            check(language, "rose by\u{a0}\u{a0}half", "rose by half");
        }
    }

    #[test]
    fn no_break_spaces_of_print_stay() {
        for text in [
            "«\u{a0}Oui\u{202f}!\u{a0}»",
            "12\u{202f}500\u{a0}km",
            "Lyon\u{a0}: la suite",
            "M.\u{a0}Perrin",
        ] {
            check(Language::FR, text, text);
            check(Language::UND, text, text);
        }
        check(Language::UND, "mieszka w\u{a0}domu", "mieszka w\u{a0}domu");
        check(Language::EN, "it is a\u{a0}pity\u{a0}; no", "it is a pity ; no");
        check(Language::UND, "春\u{3000}夏", "春\u{3000}夏");
    }
}
