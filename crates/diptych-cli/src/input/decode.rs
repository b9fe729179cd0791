//! Bytes as text, whatever their encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How many bytes tell whether a file is text.
const HEAD: usize = 64 * 1024;

/// What bytes were read as.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Decoded {
    /// Text, with a note when it was not plain UTF-8.
    Text(String, Option<String>),
    /// No text: the reason.
    Binary(String),
}

/// Reads `bytes` as text.
///
/// UTF-8, or what a byte order mark says (the mark is dropped). Else, when a few sequences are
/// broken in a text that is UTF-8 otherwise, those become U+FFFD; when none is UTF-8, the encoding
/// is guessed as browsers do (chardetng).
pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let lost = if broken { ", broken places became U+FFFD" } else { "" };
        return Decoded::Text(
            text.into_owned(),
            Some(format!("read as {}{lost}", encoding.name())),
        );
    }
    if let Some(reason) = binary(&bytes) {
        return Decoded::Binary(reason);
    }
    let bytes = without_mark(bytes);
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::Text(text, None),
        Err(error) => {
            let (text, note) = decode_other(error.as_bytes(), error.utf8_error().valid_up_to());
            Decoded::Text(text, Some(note))
        }
    }
}

fn without_mark(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    bytes
}

/// Bytes that are not UTF-8 from `first` on, as text, and a note.
fn decode_other(bytes: &[u8], first: usize) -> (String, String) {
    let (mut wide, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // In text of another encoding, a letter beyond ASCII is nearly never valid UTF-8.
    if wide < broken {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let encoding = match detector.guess(None, Utf8Detection::Deny) {
            encoding if encoding == UTF_8 => WINDOWS_1252,
            encoding => encoding,
        };
        let (text, lost) = encoding.decode_without_bom_handling(bytes);
        if !lost {
            let note = format!("not UTF-8 at byte {first}: read as {}", encoding.name());
            return (text.into_owned(), note);
        }
    }
    (String::from_utf8_lossy(bytes).into_owned(), replaced(first as u64, broken as u64))
}

/// The note that `count` places, the first of which is at byte `first`, are no UTF-8.
pub(crate) fn replaced(first: u64, count: u64) -> String {
    let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
    format!("not UTF-8 at byte {first}: {places} became U+FFFD, the rest is kept")
}

/// Why `bytes` are no text. A stray NUL in a page does not make it a binary file, and UTF-16 is
/// full of them.
pub(super) fn binary(bytes: &[u8]) -> Option<String> {
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_control = |&b: &u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let controls = head.iter().filter(|b| is_control(b)).count();
    let nul = head.iter().position(|&b| b == 0);
    // One control character in 100 with NULs, one in 10 without: text has none at all, an image
    // or archive one in 10 (27 of 256 byte values).
    match nul {
        Some(at) if controls * 100 >= head.len() => {
            Some(format!("binary file (NUL at byte {at}): skipped"))
        }
        _ if controls * 10 > head.len() => {
            Some("binary file (control characters): skipped".to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, note: Option<&str>) {
        let expected = Decoded::Text(text.to_owned(), note.map(str::to_owned));
        assert_eq!(decode(bytes.to_vec()), expected);
    }

    #[test]
    fn utf8_with_and_without_mark() {
        check("né".as_bytes(), "né", None);
        check("\u{feff}né".as_bytes(), "né", None);
        check(b"", "", None);
    }

    #[test]
    fn utf16_by_its_mark() {
        check(b"\xff\xfe\xe9\x00\x0a\x00", "é\n", Some("read as UTF-16LE"));
    }

    #[test]
    fn another_encoding_is_guessed() {
        let text = "L’été dernier, la fenêtre du café est restée fermée à clé.";
        let (bytes, _, _) = WINDOWS_1252.encode(text);
        check(&bytes, text, Some("not UTF-8 at byte 1: read as windows-1252"));
    }

    #[test]
    fn few_broken_bytes_are_replaced() {
        let note = "not UTF-8 at byte 8: 1 place became U+FFFD, the rest is kept";
        check(b"caf\xc3\xa9 th\xff \xc3\xa9t\xc3\xa9", "café th\u{fffd} été", Some(note));
    }

    #[test]
    fn binary_is_told_from_a_stray_nul() {
        assert_eq!(
            decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
            Decoded::Binary("binary file (NUL at byte 8): skipped".to_owned())
        );
        let page = format!("{}\0{}", "word ".repeat(100), "more ".repeat(100));
        check(page.as_bytes(), &page, None);
    }
}
