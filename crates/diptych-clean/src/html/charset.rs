//! The charset of a page in bytes.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Bytes in which a page must name its charset (HTML Standard, 13.2.3.2).
const PRESCAN: usize = 1024;

/// The characters of an HTML page in bytes.
///
/// A byte order mark decides, then valid UTF-8, then what the page says in its first 1024 bytes,
/// then the bytes themselves (by `chardetng`). Offsets that this crate gives for a page are those
/// of the text that this gives.
///
/// ```
/// use diptych_clean::decode_html;
///
/// let page = b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>\xe9t\xe9";
/// assert!(decode_html(page).ends_with("été"));
/// ```
#[must_use]
pub fn decode_html(html: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, length)) = Encoding::for_bom(html) {
        return encoding.decode_without_bom_handling(&html[length..]).0;
    }
    if let Ok(text) = std::str::from_utf8(html) {
        return Cow::Borrowed(text);
    }
    let encoding = named_charset(html).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(html, true);
        detector.guess(None, Utf8Detection::Allow)
    });
    encoding.decode_without_bom_handling(html).0
}

/// The charset that a page names, in `<meta charset>` or `http-equiv`. UTF-16 cannot be what such
/// a page is in: UTF-8 is meant.
fn named_charset(html: &[u8]) -> Option<&'static Encoding> {
    let head = html[..html.len().min(PRESCAN)].to_ascii_lowercase();
    let place = memchr::memmem::find(&head, b"charset")? + b"charset".len();
    let value = &head[place..];
    let skip = value.iter().take_while(|b| matches!(b, b' ' | b'=' | b'"' | b'\'')).count();
    let value = &value[skip..];
    let length = value
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
        .count();
    let encoding = Encoding::for_label(&value[..length])?;
    Some(if encoding.output_encoding() == encoding { encoding } else { UTF_8 })
}
