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
                && (is_prose(source, before)
                    || (mark == b',' && parts_clauses(source, Span::new(before, place + 1))))
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

/// Whether ` ,` at `span` stands between words of a sentence: two words or more before it on the
/// line, the last of two letters or more, a word after it, and one of the two in lower case:
/// `Name , Age , Town` is the head of a table.
fn parts_clauses(source: &str, span: Span) -> bool {
    let word =
        |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
    let mut before = line_before(source, span.start).split(' ').rev().filter(|w| !w.is_empty());
    let (Some(last), Some(first)) = (before.next(), before.next()) else { return false };
    let Some(next) = source[span.end..].strip_prefix(' ') else { return false };
    let next = next.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    word(last)
        && last.chars().nth(1).is_some()
        && word(first)
        && !next.is_empty()
        && word(next)
        && (is_small(last) || is_small(next))
}

/// What stands before a place on its line, up to 200 bytes.
fn line_before(source: &str, place: usize) -> &str {
    let start = place.saturating_sub(200);
    let start = memchr::memrchr(b'\n', &source.as_bytes()[start..place])
        .map_or_else(|| floor_boundary(source, start), |i| start + i + 1);
    &source[start..place]
}

/// Whether the line has at least four words before the place, the last of two letters or more:
/// `git add .` is a command.
fn is_prose(source: &str, place: usize) -> bool {
    let line = line_before(source, place);
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
    fn commas_set_apart_early_in_a_sentence() {
        check("The miller , who was deaf, waved.", "The miller, who was deaf, waved.");
        check("Le meunier , sourd , agite la main .", "Le meunier, sourd, agite la main.");
        check("Der Müller , taub seit Mai", "Der Müller, taub seit Mai");
        for text in ["Name , Age , Town", "x , y", "rm , now", "a b , c", "sum( one , two )"] {
            check(text, text);
        }
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
