//! HTML entities and escaped surrogate pairs become their characters.

use diptych_text::Span;

use super::legacy;
use crate::history::Editor;

/// Longest name between `&` and `;`: `CounterClockwiseContourIntegral` has 31 letters.
pub(super) const LONGEST: usize = 32;

const REASON: &str = "HTML entity";

/// Decodes every entity that ends in `;`, those that appear by decoding included
/// (`&amp;lt;` is `<`), so that a second run finds none; on lines without any, old names without
/// `;` (see [`legacy`]) and surrogate pairs escaped as in JSON (`\ud83d\ude00`).
///
/// Left alone: lines that hold real tags (they are source code), what stands between backticks,
/// and an entity alone in quotes (`"&amp;"`: it is spoken of, not used). Half of a surrogate pair
/// stands for nothing and stays.
pub(crate) fn decode(editor: &mut Editor<'_>) {
    let source = editor.source();
    if memchr::memchr2(b'&', b'\\', source.as_bytes()).is_none() {
        return;
    }
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if memchr::memchr2(b'&', b'\\', line.as_bytes()).is_some() && !has_tag(line) {
            let has_decoded =
                line.contains('&') && line.contains(';') && decode_line(editor, line, at);
            if !has_decoded {
                legacy::decode_line(editor, line, at);
            }
        }
        at += line.len();
    }
}

/// A decoded stretch of a line.
struct Decoded {
    /// In the line as it was.
    source: Span,
    /// Where its text starts in the output.
    start: usize,
}

/// One line; `at` is where it starts in the source. Tells whether anything was decoded.
///
/// The line is copied to `out` up to each `;`; when what stands before it there is an entity, it
/// is replaced on the spot. So an entity made of decoded characters is found as well, and the
/// work is linear: a look back is bounded by [`LONGEST`].
fn decode_line(editor: &mut Editor<'_>, line: &str, at: usize) -> bool {
    let mut out = String::with_capacity(line.len());
    let mut decoded: Vec<(Decoded, String)> = Vec::new();
    let mut copied = 0;
    let mut ticks = 0;
    for end in memchr::memchr_iter(b';', line.as_bytes()) {
        let piece = &line[copied..=end];
        ticks += piece.bytes().filter(|&b| b == b'`').count();
        out.push_str(piece);
        copied = end + 1;
        while let Some((start, character)) = entity_at_end(&out) {
            let from = source_place(&decoded, start, copied, out.len());
            if ticks % 2 == 1 || is_quoted(line, Span::new(from, copied)) {
                break;
            }
            out.truncate(start);
            out.push_str(&character);
            while decoded.last().is_some_and(|(last, _)| last.start >= start) {
                decoded.pop();
            }
            let again = character == ";";
            decoded.push((Decoded { source: Span::new(from, copied), start }, character));
            if !again {
                break;
            }
        }
    }
    let has_decoded = !decoded.is_empty();
    for (Decoded { source, .. }, character) in decoded {
        editor.replace(source.shift(at), &character, REASON);
    }
    has_decoded
}

/// The place in the line of offset `start` of the output, of which `length` bytes are made of the
/// line's first `copied`.
fn source_place(
    decoded: &[(Decoded, String)],
    start: usize,
    copied: usize,
    length: usize,
) -> usize {
    let after = decoded.iter().rev().take_while(|(one, _)| one.start > start).last();
    // Between a decoded stretch and the next one the texts are equal: count from the right end.
    let inside = decoded.iter().rev().find(|(one, _)| one.start <= start);
    if let Some((one, text)) = inside
        && start < one.start + text.len()
    {
        return one.source.start;
    }
    match after {
        Some((one, _)) => one.source.start - (one.start - start),
        None => copied - (length - start),
    }
}

/// The entity that `text` ends with: where it starts, and its characters.
fn entity_at_end(text: &str) -> Option<(usize, String)> {
    let bytes = text.as_bytes();
    let body = bytes.len() - 1;
    let name_length = bytes[..body]
        .iter()
        .rev()
        .take(LONGEST)
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
        .count();
    let start = (body - name_length).checked_sub(1).filter(|&i| bytes[i] == b'&')?;
    let entity = &text[start..];
    let name = &entity[1..entity.len() - 1];
    if name.is_empty() {
        return None;
    }
    if let Some(low @ 0xd800..=0xdfff) = number(name) {
        return surrogate_before(&text[..start]).and_then(|(start, high)| {
            let pair = String::from_utf16(&[high, low]).ok()?;
            Some((start, pair))
        });
    }
    let known = htmlize::unescape(entity);
    // A longer word that starts with an old name (`&notit;`) is not one.
    let whole =
        !known.ends_with(';') || matches!(name, "semi" | "#59" | "#x3b" | "#x3B" | "#X3b" | "#X3B");
    (known != entity && whole).then(|| (start, known.into_owned()))
}

/// The number of a numeric entity by what stands between `&` and `;`, when 16 bits hold it.
fn number(name: &str) -> Option<u16> {
    let digits = name.strip_prefix('#')?;
    match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u16::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    }
}

/// The numeric entity of a surrogate that `text` ends with: where it starts, and its number.
fn surrogate_before(text: &str) -> Option<(usize, u16)> {
    let body = text.strip_suffix(';')?;
    // `#x` and at most as many digits as a name may have.
    let length = body.bytes().rev().take(LONGEST).position(|b| b == b'&')?;
    let start = body.len() - 1 - length;
    let high = number(&body[start + 1..])?;
    (0xd800..0xdc00).contains(&high).then_some((start, high))
}

/// Whether a line holds a real tag: `<p>`, `</div>`, `<a href=`.
fn has_tag(line: &str) -> bool {
    line.match_indices('<').any(|(i, _)| {
        let rest = &line.as_bytes()[i + 1..];
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        let name = rest.iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
        name > 0
            && rest[0].is_ascii_alphabetic()
            && (matches!(rest.get(name), Some(b'>' | b'/'))
                || (rest.get(name) == Some(&b' ')
                    && rest.iter().take(80).any(|&b| b == b'=' || b == b'>')))
    })
}

/// Whether quotes stand right at both ends.
pub(super) fn is_quoted(line: &str, span: Span) -> bool {
    let before = line[..span.start].trim_end_matches(['\u{a0}', ' ']).chars().next_back();
    let after = line[span.end..].trim_start_matches(['\u{a0}', ' ']).chars().next();
    matches!(
        (before, after),
        (Some('"'), Some('"'))
            | (Some('\''), Some('\''))
            | (Some('“'), Some('”'))
            | (Some('‘'), Some('’'))
            | (Some('«'), Some('»'))
            | (Some('„'), Some('“'))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut editor = Editor::new(text);
        decode(&mut editor);
        assert_eq!(editor.finish().text, expected, "in {text:?}");
    }

    #[test]
    fn entities_become_characters() {
        check("Ben &amp; Kemal&#8217;s caf&eacute;&#x2026;", "Ben & Kemal’s café…");
        check("prix&nbsp;: 5&nbsp;&euro;", "prix\u{a0}: 5\u{a0}€");
    }

    #[test]
    fn escaped_twice() {
        check("R&amp;amp;amp;D &amp;lt;3 &amp;#39;", "R&D <3 '");
        check("&amp;#&#51;8;gt;", ">");
        check("&am&#112;&semi;lt;", "<");
    }

    #[test]
    fn what_is_not_an_entity_stays() {
        check("AT&T; a &unknown; b && c; d &;", "AT&T; a &unknown; b && c; d &;");
        check("see ?a=1&copy=2 &copy=3", "see ?a=1&copy=2 &copy=3");
        check("http://ex.am/?a&copy www.ex.am/a&copy", "http://ex.am/?a&copy www.ex.am/a&copy");
        check(
            "R&D, cut&copy it, A&notB, &#1 &copyright",
            "R&D, cut&copy it, A&notB, &#1 &copyright",
        );
        check("&notit;", "&notit;");
    }

    #[test]
    fn surrogate_pairs() {
        check("so &#55357;&#56832; and &#xD83D;&#xde00;", "so 😀 and 😀");
        check("&amp;#55357;&amp;#56832;", "😀");
        check(";&#55357; ;&#56832;", ";&#55357; ;&#56832;");
        check(r"so \ud83d\ude00\uD83D\uDE00!", "so 😀😀!");
        check(
            r"half \ud83d and \ude00, &#55357; &#56832;",
            r"half \ud83d and \ude00, &#55357; &#56832;",
        );
        check(r"C:\users\udd, `\ud83d\ude00`", r"C:\users\udd, `\ud83d\ude00`");
    }

    #[test]
    fn old_names_without_a_semicolon() {
        check("caf&eacute de l'&Eacutetat &copy 2020", "café de l'État © 2020");
        check("fish &amp chips, don&#39t", "fish & chips, don't");
        check("5&nbsp&euro", "5\u{a0}&euro");
    }

    #[test]
    fn code_is_left_alone() {
        check("<p>salt &amp; pepper</p>", "<p>salt &amp; pepper</p>");
        check("write `&amp;` for it", "write `&amp;` for it");
        check("write \"&lt;\" for it", "write \"&lt;\" for it");
    }
}
