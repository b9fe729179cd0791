//! Text that was decoded in a wrong encoding is read again in the right one.

mod charset;
pub(crate) mod gate;
mod suspicion;

use std::borrow::Cow;

use diptych_text::Span;

use crate::history::Editor;
use charset::{CHARSETS, Charset, windows_1252};
pub(crate) use suspicion::is_suspicious;

/// More layers than this are not undone; three have been seen in the wild.
const LAYERS: usize = 12;

const REASON: &str = "text decoded in a wrong encoding";

/// Repairs text that was decoded in a wrong encoding, and nothing else.
///
/// UTF-8 read as Windows-1252, 1251, 1250, 1253, 1254, 1257, Latin-1, Latin-2, MacRoman or DOS 437
/// is read again, layer by layer; C1 controls become the Windows-1252 characters that were meant.
/// Each line goes by itself. A line is only touched when it holds sequences that hardly stand in
/// text (the heuristic of ftfy 6.3), and only when what comes out is valid UTF-8. Where bytes were
/// lost (`â€\u{fffd}`), U+FFFD stands for the character.
///
/// ```
/// use diptych_clean::repair_encoding;
///
/// assert_eq!(repair_encoding("Le cafÃ© nâ€™ouvre pas"), "Le café n’ouvre pas");
/// assert_eq!(repair_encoding("PÃO DE AÇÚCAR"), "PÃO DE AÇÚCAR");
/// ```
#[must_use]
pub fn repair_encoding(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut editor = Editor::new(text);
    repair(&mut editor);
    editor.finish().text
}

/// Repairs every line; the edits are as small as the damage.
pub(crate) fn repair(editor: &mut Editor<'_>) {
    let source = editor.source();
    if source.is_ascii() {
        return;
    }
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if !line.is_ascii()
            && let Some(repaired) = repair_line(line)
        {
            replace(editor, Span::new(at, at + line.len()), &repaired);
        }
        at += line.len();
    }
}

/// Replaces a line part by part: its plain letters and figures come through repair unchanged.
fn replace(editor: &mut Editor<'_>, span: Span, repaired: &str) {
    let source = editor.source();
    let line = &source[span];
    let plain = |text: &str| -> Vec<Span> {
        let mut runs = Vec::new();
        let mut start = None;
        for (i, b) in text.bytes().chain([b' ']).enumerate() {
            match (b.is_ascii_alphanumeric(), start) {
                (true, None) => start = Some(i),
                (false, Some(from)) => {
                    runs.push(Span::new(from, i));
                    start = None;
                }
                _ => {}
            }
        }
        runs
    };
    let (old, new) = (plain(line), plain(repaired));
    let same =
        old.len() == new.len() && old.iter().zip(&new).all(|(&a, &b)| line[a] == repaired[b]);
    if !same {
        editor.replace(span, repaired, REASON);
        return;
    }
    let ends = (Span::new(line.len(), line.len()), Span::new(repaired.len(), repaired.len()));
    let (mut a, mut b) = (0, 0);
    for (old, new) in old.into_iter().zip(new).chain([ends]) {
        editor.replace(Span::new(a, old.start).shift(span.start), &repaired[b..new.start], REASON);
        (a, b) = (old.end, new.end);
    }
}

/// The line without its wrong layers; `None` when there is none.
fn repair_line(line: &str) -> Option<String> {
    let mut current: Option<String> = None;
    for _ in 0..LAYERS {
        let text = current.as_deref().unwrap_or(line);
        match undo_layer(text, true).filter(|better| better != text) {
            Some(better) => current = Some(better),
            None => break,
        }
    }
    current
}

/// Undoes one layer; looks for damage within right text when `embedded`.
fn undo_layer(text: &str, embedded: bool) -> Option<String> {
    if text.is_ascii() || !is_suspicious(text) {
        return None;
    }
    for charset in CHARSETS.iter() {
        let bytes: Option<Vec<u8>> = text.chars().map(|c| charset.byte(c)).collect();
        if let Some(decoded) = bytes.and_then(|bytes| decode(bytes, charset)) {
            return Some(decoded);
        }
    }
    if embedded && let Some(better) = undo_embedded(text) {
        return Some(better);
    }
    text.contains(|c| matches!(c, '\u{80}'..='\u{9f}')).then(|| {
        text.chars()
            .map(|c| if matches!(c, '\u{80}'..='\u{9f}') { windows_1252(c) } else { c })
            .collect()
    })
}

/// Reads bytes as UTF-8, with what careless programs did to it made good.
fn decode(bytes: Vec<u8>, charset: &Charset) -> Option<String> {
    let bytes = if charset.has_no_break_space { restore_no_break_spaces(&bytes) } else { bytes };
    let bytes = if charset.is_lossy { replace_lost(&bytes) } else { bytes };
    let bytes = if bytes.contains(&0xed) || bytes.contains(&0xc0) {
        join_surrogates(&bytes)
    } else {
        bytes
    };
    String::from_utf8(bytes).ok()
}

/// Puts back `0xA0` where a program took it for a space: `C3 20` for « à ».
fn restore_no_break_spaces(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 8);
    // A continuation that is not a space, nor the ellipsis that stands before one.
    let inner =
        |b: Option<&u8>| b.is_some_and(|b| matches!(b, 0x80..=0x84 | 0x86..=0x9f | 0xa1..=0xbf));
    let any = |b: Option<&u8>| b.is_some_and(|b| matches!(b, 0x80..=0xbf));
    let space = |b: Option<&u8>| b == Some(&b' ');
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        let [one, two, three] = [bytes.get(i + 1), bytes.get(i + 2), bytes.get(i + 3)];
        let length = match b {
            0xc3 if space(one) => {
                let rest = &bytes[i + 2..];
                // « à » before a word has lost the space after it too; "às", "àquele" have not.
                let joined = [&b" "[..], b"quele", b"quela", b"quilo", b"s "]
                    .iter()
                    .any(|w| rest.starts_with(w));
                if !joined {
                    out.extend([0xc3, 0xa0, b' ']);
                    i += 2;
                    continue;
                }
                2
            }
            0xc2 | 0xc5 | 0xce | 0xd0 | 0xd9 if space(one) => 2,
            0xe2 | 0xe3 if space(one) && inner(two) => 3,
            0xe0..=0xe3 if inner(one) && space(two) => 3,
            0xf0 if space(one) && any(two) && any(three) => 4,
            0xf0 if any(one) && space(two) && any(three) => 4,
            0xf0 if any(one) && any(two) && space(three) => 4,
            _ => 1,
        };
        out.extend(
            bytes[i..i + length].iter().map(|&b| if length > 1 && b == b' ' { 0xa0 } else { b }),
        );
        i += length;
    }
    out
}

/// Sequences of which a byte was lost (`0x1A`, or `?` where that is sure) become U+FFFD.
fn replace_lost(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let lost = |b: Option<&u8>| b.is_some_and(|&b| b == 0x1a || b == b'?');
    let next = |b: Option<&u8>| b.is_some_and(|&b| b == 0x1a || matches!(b, 0x80..=0xbf));
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        let at = |n: usize| bytes.get(i + n);
        let pair = |n: usize, low: u8, high: u8| at(n).is_some_and(|b| (low..=high).contains(b));
        let length = match b {
            0xc2..=0xdf if at(1) == Some(&0x1a) => 2,
            0xc2 | 0xc3 if at(1) == Some(&b'?') => 2,
            0xed if pair(1, 0xa0, 0xaf)
                && at(3) == Some(&0xed)
                && pair(4, 0xb0, 0xbf)
                && ((lost(at(2)) && (next(at(5)) || lost(at(5))))
                    || (next(at(2)) && lost(at(5)))) =>
            {
                6
            }
            0xe0..=0xef if (lost(at(1)) && next(at(2))) || (next(at(1)) && lost(at(2))) => 3,
            0xf0..=0xf4
                if (lost(at(1)) && next(at(2)) && next(at(3)))
                    || (next(at(1)) && lost(at(2)) && next(at(3)))
                    || (next(at(1)) && next(at(2)) && lost(at(3))) =>
            {
                4
            }
            0x1a => 1,
            _ => {
                out.push(b);
                i += 1;
                continue;
            }
        };
        out.extend_from_slice("\u{fffd}".as_bytes());
        i += length;
    }
    out
}

/// Surrogate pairs written as two sequences of three bytes (CESU-8, Unicode TR 26) become one.
fn join_surrogates(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        if let [
            0xed,
            h @ 0xa0..=0xaf,
            i2 @ 0x80..=0xbf,
            0xed,
            l @ 0xb0..=0xbf,
            j @ 0x80..=0xbf,
            ..,
        ] = bytes[i..]
        {
            let high = (u32::from(h & 0x0f) << 6) | u32::from(i2 & 0x3f);
            let low = (u32::from(l & 0x0f) << 6) | u32::from(j & 0x3f);
            if let Some(c) = char::from_u32(0x1_0000 + (high << 10) + low) {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                i += 6;
                continue;
            }
        }
        out.push(bytes[i]);
        i += 1;
    }
    out
}

/// Repairs damaged stretches within a line that is otherwise right; `None` when there is none.
fn undo_embedded(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(skip) = text[at..].find(|c: char| !c.is_ascii()) {
        at += skip;
        let longest = CHARSETS
            .iter()
            .filter(|charset| charset.is_embedded)
            .map(|charset| damaged(&text[at..], charset))
            .max()
            .unwrap_or(0);
        let piece = &text[at..at + longest];
        if longest > 0
            && longest < text.len()
            && let Some(better) = undo_layer(piece, false).filter(|better| better != piece)
        {
            out.push_str(&text[done..at]);
            out.push_str(&better);
            done = at + longest;
        }
        at += longest.max(text[at..].chars().next().map_or(1, char::len_utf8));
    }
    (done > 0).then(|| out + &text[done..])
}

/// How many bytes at the start of the text are whole UTF-8 sequences when read back.
fn damaged(text: &str, charset: &Charset) -> usize {
    let mut end = 0;
    let mut chars = text.chars();
    loop {
        let Some(lead) = chars.next() else { return end };
        let more = match charset.byte(lead) {
            Some(0xc2..=0xdf) => 1,
            Some(0xe0..=0xef) => 2,
            Some(0xf0..=0xf4) => 3,
            _ => return end,
        };
        let mut length = lead.len_utf8();
        for _ in 0..more {
            match chars.next() {
                Some(c) if matches!(charset.byte(c), Some(0x80..=0xbf)) => length += c.len_utf8(),
                _ => return end,
            }
        }
        end += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(repair_encoding(text), expected, "in {text:?}");
    }

    #[test]
    fn one_layer() {
        check("Le cafÃ© nâ€™ouvre pas", "Le café n’ouvre pas");
        check("Ã€ bientÃ´t Ã  l'Ã©cole", "À bientôt à l'école");
        check("РџР°СЂРѕРј РѕРїРѕР·РґР°Р»", "Паром опоздал");
        check("ZÄƒpadÄƒ", "Zăpadă");
        check("l√† o√π √ßa br√ªle", "là où ça brûle");
    }

    #[test]
    fn several_layers() {
        check("Le cafÃƒÂ© nÃ¢â‚¬â„¢ouvre pas", "Le café n’ouvre pas");
    }

    #[test]
    fn damage_within_right_text() {
        check("Дом: voilÃ\u{a0} un cafÃ©", "Дом: voilà un café");
    }

    #[test]
    fn lost_bytes() {
        check("the â€œold millâ€\u{fffd} burned", "the “old mill\u{fffd} burned");
    }

    #[test]
    fn right_text_stays() {
        for text in [
            "PÃO DE AÇÚCAR",
            "Où ça ? « Là »",
            "ÅNGSTRÖM",
            "Ünlü Çağ",
            "naïve café — 5 €",
            "ΑΒΓ Ωμέγα",
            "Россия — это",
            "x² ± 3½",
        ] {
            check(text, text);
        }
    }
}
