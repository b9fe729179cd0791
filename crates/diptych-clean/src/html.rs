//! The main content of HTML pages, and the charset of their bytes.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dom_smoothie::{CandidateSelectMode, Config, Readability, TextMode};
use encoding_rs::{Encoding, UTF_8};

/// Pages nested deeper than this are not given to the parser, whose walks recurse; their text is
/// taken as it stands. Set by hand (2026-11).
const DEEPEST: usize = 400;

/// Bytes of text between two tags beyond which it is cut for the parser; see [`cut_long_texts`].
const LONGEST_TEXT: usize = 1024;

/// Bytes in which a page must name its charset (HTML Standard, 13.2.3.2).
const PRESCAN: usize = 1024;

/// The main content of an HTML page, as text: one paragraph a line, blank lines between.
///
/// Finds the content as Mozilla's Readability does (by `dom_smoothie`). A page in which no content
/// can be told, or that is nested beyond reason, gives all its visible text; one without any gives
/// an empty string. Never fails, whatever the input.
///
/// ```
/// use diptych_clean::main_text;
///
/// assert_eq!(main_text("<p>The ferry is late.</p><script>x()</script>"), "The ferry is late.");
/// assert_eq!(main_text(""), "");
/// ```
#[must_use]
pub fn main_text(html: &str) -> String {
    if html.contains('<') && nesting(html) <= DEEPEST {
        let config = Config {
            text_mode: TextMode::Formatted,
            candidate_select_mode: CandidateSelectMode::DomSmoothie,
            disable_json_ld: true,
            ..Config::default()
        };
        let article = Readability::new(&*cut_long_texts(html), None, Some(config))
            .and_then(|mut page| page.parse());
        if let Ok(article) = article {
            let text = tidy(&article.text_content);
            if !text.is_empty() {
                return text;
            }
        }
    }
    tidy(&visible_text(html))
}

/// The main content of an HTML page in bytes, whose charset is detected.
///
/// A byte order mark decides, then valid UTF-8, then what the page says in its first 1024 bytes,
/// then the bytes themselves (by `chardetng`).
///
/// ```
/// use diptych_clean::main_text_bytes;
///
/// let page = b"<meta charset=iso-8859-1><p>Le caf\xe9 est ferm\xe9.</p>";
/// assert_eq!(main_text_bytes(page), "Le café est fermé.");
/// ```
#[must_use]
pub fn main_text_bytes(html: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(html) {
        return main_text(&encoding.decode_without_bom_handling(&html[length..]).0);
    }
    if let Ok(text) = std::str::from_utf8(html) {
        return main_text(text);
    }
    let encoding = named_charset(html).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(html, true);
        detector.guess(None, Utf8Detection::Allow)
    });
    main_text(&encoding.decode_without_bom_handling(html).0)
}

/// The charset that a page names. UTF-16 cannot be what such a page is in: UTF-8 is meant.
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

/// The page with empty elements (`<wbr>`) in long stretches without a tag.
///
/// The writer of `html5ever` 0.40 looks from every `&` and every lead byte 0xC2 to the end of the
/// text node: quadratic on long ones. Short nodes make that linear. Texts are cut where no entity
/// can be, and only those in which it would cost more than a look at each byte 1024 times; what
/// readers see is the same.
fn cut_long_texts(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let is_dear = |text: &[u8]| {
        text.len() > LONGEST_TEXT && memchr::memchr2_iter(b'&', 0xc2, text).nth(1023).is_some()
    };
    let mut out = String::new();
    let mut copied = 0;
    let mut start = 0;
    for end in memchr::memchr_iter(b'<', bytes).chain([bytes.len()]) {
        // In a tag or a comment nothing is cut before it ends.
        let text = memchr::memchr(b'>', &bytes[start..end]).map_or(start, |i| start + i + 1);
        if is_dear(&bytes[text..end]) {
            let mut last = text;
            let cuts = |b: u8| b == b'&' || b.is_ascii_whitespace() || b >= 0xc2;
            while let Some(cut) = bytes[..end]
                .get(last + LONGEST_TEXT..)
                .and_then(|rest| rest.iter().position(|&b| cuts(b)))
                .map(|i| last + LONGEST_TEXT + i)
            {
                out.push_str(&html[copied..cut]);
                out.push_str("<wbr>");
                (copied, last) = (cut, cut);
            }
        }
        start = end;
    }
    if copied == 0 { Cow::Borrowed(html) } else { Cow::Owned(out + &html[copied..]) }
}

/// How deep elements nest at most, by their tags alone.
///
/// An end tag closes the nearest of the last 16 open elements of its name, else nothing, as in a
/// parser; so no end tags can hide how deep a page is.
fn nesting(html: &str) -> usize {
    let bytes = html.as_bytes();
    let mut open: Vec<&[u8]> = Vec::new();
    let mut deepest = 0;
    for start in memchr::memchr_iter(b'<', bytes) {
        let tag = &bytes[start + 1..];
        let (ends, tag) = tag.strip_prefix(b"/").map_or((false, tag), |tag| (true, tag));
        let length = tag.iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
        let name = &tag[..length];
        if !name.first().is_some_and(u8::is_ascii_alphabetic) || is_self_closing(name) {
            continue;
        }
        if ends {
            let recent = open.len().saturating_sub(16);
            if let Some(i) = open[recent..].iter().rposition(|one| one.eq_ignore_ascii_case(name)) {
                open.truncate(recent + i);
            }
        } else {
            open.push(name);
            deepest = deepest.max(open.len());
        }
    }
    deepest
}

/// Elements without content, and those whose end tag is commonly left out.
fn is_self_closing(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 26] = [
        b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta",
        b"param", b"source", b"track", b"wbr", b"p", b"li", b"dt", b"dd", b"tr", b"td", b"th",
        b"option", b"thead", b"tbody", b"path", b"use",
    ];
    NAMES.iter().any(|one| name.eq_ignore_ascii_case(one))
}

/// All text outside of tags, scripts and styles; a tag of a block ends the line.
fn visible_text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let tag = &rest[start + 1..];
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            out.push('<');
            rest = tag;
            continue;
        }
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take(12)
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        rest = tag.find('>').map_or("", |end| &tag[end + 1..]);
        let inline = [
            "a", "b", "i", "em", "strong", "span", "u", "s", "small", "sup", "sub", "abbr", "cite",
            "q", "code", "font", "mark", "time",
        ];
        if !inline.contains(&&*name) {
            out.push('\n');
        }
        if matches!(&*name, "script" | "style" | "noscript" | "template" | "head" | "textarea")
            && !tag.starts_with('/')
        {
            rest = skip_element(rest, &name);
        }
    }
    out.push_str(rest);
    htmlize::unescape(out).into_owned()
}

/// What follows the end tag of an element whose content is not text; all when there is none.
fn skip_element<'h>(rest: &'h str, name: &str) -> &'h str {
    // An end tag that is missing is looked for once: nothing is left after it.
    let mut at = 0;
    while let Some(i) = rest[at..].find("</") {
        at += i + 2;
        if rest.as_bytes()[at..]
            .get(..name.len())
            .is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
        {
            return rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
        }
    }
    ""
}

/// Trimmed lines with single spaces, at most one blank line between.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines() {
        let mut words = line.split([' ', '\t', '\r', '\u{c}']).filter(|word| !word.is_empty());
        let Some(first) = words.next().filter(|_| !line.trim().is_empty()) else {
            blank = true;
            continue;
        };
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        out.push_str(first);
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        let paragraph = "<p>The ferry to Oronsay was late again on Monday, and nobody on the pier could say why it was so, or when it would sail.</p>";
        format!(
            "<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><article><h2>Ferry late</h2>{}{body}</article><footer>© Dale Mail</footer></body></html>",
            paragraph.repeat(6)
        )
    }

    #[test]
    fn content_without_its_frame() {
        let text = main_text(&page(
            "<p>A <b>bold</b> claim &amp; more of it, said by the harbour master himself.</p>",
        ));
        assert!(text.contains("\n\nA bold claim & more of it"), "{text}");
        assert!(!text.contains("Dale Mail") && !text.contains("News"), "{text}");
    }

    #[test]
    fn pages_with_nothing() {
        for html in
            ["", " ", "<html></html>", "<script>a()</script>", "<!-- -->", "<!--", "<script>"]
        {
            assert_eq!(main_text(html), "", "in {html:?}");
        }
    }

    #[test]
    fn charsets() {
        let text = page("<p>Les îles, où l’été tarde, ont été prévenues.</p>");
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        assert!(main_text_bytes(&latin).contains("Les îles, où l’été"));
        let named = format!(
            "<meta charset=\"windows-1251\">{}",
            page("<p>Паром опоздал и сегодня, сказал капитан порта.</p>")
        );
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(&named);
        assert!(main_text_bytes(&cyrillic).contains("Паром опоздал"));
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert!(main_text_bytes(&utf16).contains("Les îles"));
    }

    #[test]
    fn a_text_without_tags_keeps_its_lines() {
        assert_eq!(
            main_text("Ferry late\n\n\nFish &amp; chips,  cold."),
            "Ferry late\n\nFish & chips, cold."
        );
    }

    #[test]
    fn long_texts_take_linear_time_and_stay() {
        for piece in ["& ", "»", "« a ", "&amp; ", "&nbsp;x "] {
            let long = piece.repeat(400_000 / piece.len());
            let text = main_text(&page(&format!("<p>It was late. {long}</p>")));
            let seen = htmlize::unescape(piece);
            let c = seen.chars().rfind(|c| !c.is_whitespace()).expect("a piece is not blank");
            let there = text.chars().filter(|&found| found == c).count();
            assert!(there >= 400_000 / piece.len(), "{there} of {piece:?}");
        }
    }

    #[test]
    fn hostile_pages_end() {
        for piece in [
            "<div>",
            "<b>",
            "<table><tr><td>",
            "</div>",
            "<",
            "<a href=",
            "<!--",
            "<p>",
            "<font><p>",
            "<div></p>",
            "<div></b>",
        ] {
            let _ = main_text(&format!("{}x", piece.repeat(100_000 / piece.len())));
        }
        assert_eq!(
            main_text(&format!("{}deep{}", "<div>".repeat(100_000), "</div>".repeat(100_000))),
            "deep"
        );
    }
}
