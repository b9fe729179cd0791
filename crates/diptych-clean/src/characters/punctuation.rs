//! Punctuation left over by scraping or machine translation.

use diptych_text::Span;

use crate::history::Editor;

/// Takes out marks that stand twice or apart: `partie. .`, `word ,`, `so,, he`.
///
/// Ellipses (`...`, `. . .`), `?!`, and everything that may be code or a face stay.
pub(crate) fn repair(editor: &mut Editor<'_>) {
    let source = editor.source();
    let bytes = source.as_bytes();
    // Whether the run of commas at hand stands after a word.
    let mut after_word = false;
    for place in memchr::memchr2_iter(b'.', b',', bytes) {
        let Some(before) = place.checked_sub(1) else { continue };
        let mark = bytes[place];
        if mark == b',' && bytes[before] == b',' && bytes.get(place.wrapping_sub(2)) != Some(&b',')
        {
            after_word = source[..before].ends_with(char::is_alphanumeric);
        }
        if !ends_word(bytes.get(place + 1).copied(), &bytes[(place + 2).min(bytes.len())..]) {
            continue;
        }
        let one = Span::new(place, place + 1);
        if bytes[before] == b' ' {
            let Some(left) = before.checked_sub(1) else { continue };
            let last = source[..before].chars().next_back().unwrap_or(' ');
            // The spaced ellipsis: part of three or more `. . .`.
            let dots = bytes[left] == b'.' || bytes[place + 1..].starts_with(b" .");
            if mark == b'.' && dots {
                let ellipsis = before >= 3
                    && bytes[before - 1] == b'.'
                    && matches!(bytes[before - 2], b' ' | b'.')
                    || bytes[place + 1..].starts_with(b" .");
                if !ellipsis && source[..left].ends_with(closes_sentence) {
                    editor.replace(Span::new(before, place + 1), "", "full stop twice");
                }
            } else if mark == b'.' && matches!(last, '!' | '?' | '…') {
                editor.replace(Span::new(before, place + 1), "", "full stop after an end mark");
            } else if mark == b',' && bytes[left] == b',' {
                if source[..left].ends_with(char::is_alphanumeric) {
                    editor.replace(Span::new(before, place + 1), "", "comma twice");
                }
            } else if (last.is_alphabetic() || matches!(last, '»' | '”' | ')'))
                && is_prose(source, before)
            {
                editor.replace(Span::new(before, place), "", "space before a mark");
            }
        } else if mark == b',' && bytes[before] == b',' {
            // Two commas before a word are a low quote; after one, a leftover.
            if after_word {
                editor.replace(one, "", "comma twice");
            }
        }
    }
}

/// Whether a mark is followed by a space, a line end, a closing quote or nothing.
fn ends_word(next: Option<u8>, after: &[u8]) -> bool {
    match next {
        None | Some(b' ' | b'\n') => true,
        Some(b',') => matches!(after.first(), None | Some(b' ' | b'\n' | b',')),
        _ => false,
    }
}

/// What a full stop of a sentence stands after.
fn closes_sentence(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ')' | ']' | '"' | '”' | '»' | '’' | '%' | '€')
}

/// Whether the line has at least four words before the place, the last of two letters or more:
/// `git add .` is a command.
fn is_prose(source: &str, place: usize) -> bool {
    let head = &source[..place];
    let line = &head[memchr::memrchr(
        b'\n',
        head.as_bytes().get(place.saturating_sub(200)..).unwrap_or(&[]),
    )
    .map_or_else(
        || floor_boundary(head, place.saturating_sub(200)),
        |i| place.saturating_sub(200) + i + 1,
    )..];
    let mut words = line.split(' ').rev().filter(|word| !word.is_empty());
    let long = words
        .next()
        .is_some_and(|word| word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some());
    let ordinary = |word: &&str| {
        word.chars().all(|c| {
            c.is_alphanumeric() || !c.is_ascii() || matches!(c, '\'' | ',' | '-' | '"' | '(')
        })
    };
    long && words.filter(ordinary).nth(2).is_some()
}

/// The first character boundary at or after `place`.
fn floor_boundary(text: &str, mut place: usize) -> usize {
    while !text.is_char_boundary(place) {
        place += 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut editor = Editor::new(text);
        repair(&mut editor);
        assert_eq!(editor.finish().text, expected, "in {text:?}");
    }

    #[test]
    fn leftovers() {
        check("Les travaux s’arrêtent. .", "Les travaux s’arrêtent.");
        check("Il est parti. . Elle reste.", "Il est parti. Elle reste.");
        check("So he left,, and, , she stayed.", "So he left, and, she stayed.");
        check("Who paid for it? . Nobody.", "Who paid for it? Nobody.");
        check(
            "the mayor of Bree said on Monday , then left .",
            "the mayor of Bree said on Monday, then left.",
        );
    }

    #[test]
    fn what_is_meant_stays() {
        for text in [
            "Wait... what",
            "Wait . . . what",
            "He paused. . . . Then he spoke.",
            "Really?!",
            "Hmm....",
            ",,Dobrze'' powiedział",
            "git add .",
            "a .5 share of .NET",
            "No . . .",
            "x, y,z",
            "1 , 2",
        ] {
            check(text, text);
        }
    }
}
