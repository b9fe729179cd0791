//! Entities that HTML reads without `;`, and surrogate pairs escaped as in JSON.

use diptych_text::Span;

use super::entities::{LONGEST, is_quoted};
use crate::history::Editor;

/// Decodes what a line holds of either, outside code; `at` is where the line starts in the source.
///
/// HTML reads some hundred old names without `;` even before letters (`&notit`). Here a name is
/// only read where no letter, figure or `=` follows, as in attributes (HTML, section 13.2.5.73),
/// but for names of letters (`&eacutet&eacute`), which begin no word of their own; and never in an
/// address.
pub(super) fn decode_line(editor: &mut Editor<'_>, line: &str, at: usize) {
    let mut done = 0;
    let mut ticks = 0;
    let mut address = Address::default();
    for place in memchr::memchr2_iter(b'&', b'\\', line.as_bytes()) {
        if place < done {
            continue;
        }
        ticks += memchr::memchr_iter(b'`', &line.as_bytes()[done..place]).count();
        address.read(&line[done..place]);
        done = place;
        let rest = &line[place..];
        let (length, c, reason) =
            match surrogate_pair(rest).or_else(|| old_entity(&line[..place], rest)) {
                Some(found) if ticks % 2 == 0 && !address.is_open => found,
                _ => continue,
            };
        let span = Span::new(place, place + length);
        if !is_quoted(line, span) {
            editor.replace(span.shift(at), c.encode_utf8(&mut [0; 4]), reason);
            done = span.end;
        }
    }
}

/// Whether the word at hand is an address, of which all has been read so far.
#[derive(Debug, Default)]
struct Address {
    is_open: bool,
}

impl Address {
    fn read(&mut self, text: &str) {
        let start = text.rfind([' ', '\t', '\u{a0}', '"', '<', '>']);
        let word = &text[start.unwrap_or(0)..];
        if start.is_some() {
            self.is_open = false;
        }
        let word = word.trim_start_matches([' ', '"', '(']);
        self.is_open |= word.contains("://") || word.contains('?') || word.starts_with("www.");
    }
}

/// Old names that are words: right after a letter they may be meant (`cut&copy`).
const WORDS: [&str; 11] =
    ["cent", "copy", "not", "para", "pound", "reg", "shy", "THORN", "thorn", "times", "yen"];

type Found = (usize, char, &'static str);

/// The surrogate pair that a text starts with, in the escapes of JSON.
fn surrogate_pair(text: &str) -> Option<Found> {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
    };
    let pair = [unit(text)?, unit(text.get(6..)?)?];
    let c = char::decode_utf16(pair).next()?.ok().filter(|&c| c > '\u{ffff}')?;
    Some((12, c, "escaped surrogate pair"))
}

/// The entity without `;` that a text starts with, `before` which another one ends.
fn old_entity(before: &str, text: &str) -> Option<Found> {
    const REASON: &str = "HTML entity without semicolon";
    let body = text.strip_prefix('&')?;
    let numeric = usize::from(body.starts_with('#'));
    let is_digit =
        |b: &u8| if numeric > 0 { b.is_ascii_digit() } else { b.is_ascii_alphanumeric() };
    let length = numeric + body.bytes().skip(numeric).take(LONGEST).take_while(is_digit).count();
    let (run, rest) = body.split_at(length);
    if rest.starts_with(['=', ';']) || length < 2 {
        return None;
    }
    if let Some(digits) = run.strip_prefix('#') {
        // A code point that can be seen; `&#1` may be a place in a list.
        let c = digits.parse().ok().and_then(char::from_u32).filter(|&c| c > ' ')?;
        return (digits.len() > 1 && !matches!(c, '\u{7f}'..='\u{9f}')).then_some((
            1 + length,
            c,
            REASON,
        ));
    }
    let entity = &text[..=length];
    let known = htmlize::unescape(entity);
    let c = known.chars().next().filter(|_| known != entity)?;
    // Old names stand for one character each; what follows the name is as it was.
    let name = (1 + length).checked_sub(known.len() - c.len_utf8())?;
    let is_whole = name == 1 + length && !rest.starts_with(char::is_alphanumeric);
    // `&eth` and `&thorn` begin words; the other names of letters do not.
    let is_letter = c.is_alphabetic() && !matches!(c, 'ð' | 'Ð' | 'þ' | 'Þ' | 'ª' | 'º' | 'µ');
    let is_word = WORDS.contains(&&entity[1..name]) && before.ends_with(char::is_alphabetic);
    ((is_whole && !is_word) || is_letter).then_some((name, c, REASON))
}
