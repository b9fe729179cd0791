//! Sequences with a form of their own: URL, e-mail address, phone number, hashtag and the like.

use std::net::{Ipv4Addr, Ipv6Addr};

use diptych_text::Span;

use crate::scan::Candidate;
use crate::{Kind, Value};

/// What a byte of a text may be to a sequence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    /// White space, or a sign that stands around a sequence.
    Break,
    /// The first byte of several of which some are the same.
    Lead,
    /// The beginning of a phone number.
    Phone,
    /// `@`, `#`: a sign that only sequences have inside.
    Sign,
    /// `.`, `:`: the same where no word ends with it.
    Joint,
}

/// The class of each byte.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Plain; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        classes[byte as usize] = match byte {
            b'\t'..=b'\r' | b' ' | b'<' | b'>' | b'"' => Class::Break,
            // U+0085, U+00A0, « »; U+1680; U+2000 to U+205F with “ ”; U+3000
            0xc2 | 0xe1 | 0xe2 | 0xe3 => Class::Lead,
            b'0'..=b'9' | b'+' | b'(' => Class::Phone,
            b'@' | b'#' => Class::Sign,
            b'.' | b':' => Class::Joint,
            _ => Class::Plain,
        };
        byte += 1;
    }
    classes
};

/// All sequences of `text`, in order; each word (between white space) holds at most one.
///
/// A word is looked at only where it has a sign that sequences alone have, or the length of a GUID.
pub(crate) fn find(text: &str) -> Vec<Candidate> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut start, mut marked, mut phone_from) = (0, false, 0);
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        let mut width = 1;
        let mut breaks = false;
        match CLASSES[usize::from(byte)] {
            Class::Plain => {}
            Class::Break => breaks = true,
            Class::Lead => {
                let c = text[i..].chars().next().unwrap_or_default();
                width = c.len_utf8();
                breaks = c.is_whitespace() || matches!(c, '«' | '»' | '“' | '”');
            }
            Class::Phone => {
                let follows = i > 0 && bytes[i - 1].is_ascii_alphanumeric();
                if i >= phone_from
                    && !follows
                    && let Some(end) = phone(text, i)
                {
                    found.push(candidate(Kind::Phone, i, end, digits(&text[i..end])));
                    phone_from = end;
                }
            }
            Class::Sign => marked = true,
            Class::Joint => {
                let next = bytes.get(i + 1);
                marked |= next.is_some_and(|b| {
                    b.is_ascii_alphanumeric() || !b.is_ascii() || (byte == b':' && *b != b' ')
                });
            }
        }
        if breaks {
            if marked || i - start >= GUID {
                word(text, start, i, &mut found);
            }
            (start, marked) = (i + width, false);
        }
        i += width;
    }
    if marked || i - start >= GUID {
        word(text, start, i, &mut found);
    }
    found
}

fn candidate(kind: Kind, start: usize, end: usize, value: String) -> Candidate {
    let span = Span::new(start, end);
    Candidate {
        span,
        extended: span,
        value: Value::Sequence { kind, value },
        modifier: None,
        score: 0.95,
    }
}

/// The sequence in one word, without the punctuation around it.
fn word(text: &str, from: usize, to: usize, found: &mut Vec<Candidate>) {
    // No sequence people write is longer; it bounds the work below.
    const LONGEST: usize = 2000;
    let whole = &text[from..to];
    if whole.len() > LONGEST || whole.len() < 3 {
        return;
    }
    let lead = whole.len() - whole.trim_start_matches(['(', '[', '{', '\'', '‘', '*', ',']).len();
    let start = from + lead;
    let mut word =
        text[start..to].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', ']', '}']);
    if word.ends_with(')') && !word.contains('(') {
        word = word.trim_end_matches([')', '.', ',']);
    }
    let end = start + word.len();
    let mut push = |kind, start, end, value: &str| {
        found.push(candidate(kind, start, end, value.to_owned()));
    };
    if let Some(tag) = word.strip_prefix('#') {
        let len = tag.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tag.len());
        if tag[..len].contains(char::is_alphabetic) {
            push(Kind::Hashtag, start, start + 1 + len, &word[..=len]);
        }
        return;
    }
    if let Some(name) = word.strip_prefix('@') {
        let len = name
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.' | '-'))
            .unwrap_or(name.len());
        let len = name[..len].trim_end_matches('.').len();
        if name[..len].contains(|c: char| c.is_ascii_alphabetic()) {
            push(Kind::Mention, start, start + 1 + len, &word[..=len]);
        }
        return;
    }
    let bare = word.strip_prefix("mailto:").unwrap_or(word);
    if is_email(bare) {
        push(Kind::Email, end - bare.len(), end, bare);
    } else if is_url(word) {
        push(Kind::Url, start, end, word);
    } else if is_guid(word.trim_matches(['{', '(', ')'])) {
        push(Kind::Guid, start, end, &word.to_ascii_lowercase());
    } else if word.parse::<Ipv4Addr>().is_ok()
        || (word.contains("::") || word.matches(':').count() == 7)
            && word.parse::<Ipv6Addr>().is_ok()
            && word.len() > 2
    {
        push(Kind::Ip, start, end, word);
    }
}

/// `name@host.tld` (RFC 5322 dot-atom, RFC 1123 host).
fn is_email(word: &str) -> bool {
    let Some((name, host)) = word.rsplit_once('@') else {
        return false;
    };
    let atom = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    !name.is_empty()
        && name.chars().all(atom)
        && !name.starts_with('.')
        && !name.ends_with('.')
        && is_host(host)
}

fn is_host(host: &str) -> bool {
    let mut labels = host.split('.');
    let fine = labels.clone().all(|label| {
        !label.is_empty()
            && label.len() < 64
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
    });
    fine && labels.clone().count() > 1
        && labels
            .next_back()
            .is_some_and(|tld| tld.len() > 1 && tld.chars().all(char::is_alphabetic))
}

/// A scheme and host, `www.` and host, or a host under a top-level domain of everyday use.
fn is_url(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "com", "org", "net", "edu", "gov", "int", "info", "io", "eu", "uk", "fr", "de", "es", "it",
        "pt", "nl", "be", "ch", "ca", "au", "us", "br", "ru", "jp", "cn", "in",
    ];
    let rest = ["http://", "https://", "ftp://", "ftps://"].iter().find_map(|scheme| {
        let (head, rest) = word.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    let bare = rest.unwrap_or(word);
    let host = &bare[..bare.find(['/', '?', '#']).unwrap_or(bare.len())];
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    if !port.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    if rest.is_some() {
        return is_host(host)
            || host.eq_ignore_ascii_case("localhost")
            || host.parse::<Ipv4Addr>().is_ok();
    }
    let tld = host.rsplit('.').next().unwrap_or_default();
    let www = host.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www."));
    (www || COMMON.iter().any(|common| tld.eq_ignore_ascii_case(common))) && is_host(host)
}

/// The length of a GUID.
const GUID: usize = 36;

/// Eight, four, four, four and twelve hexadecimal digits (RFC 9562).
fn is_guid(word: &str) -> bool {
    word.len() == GUID
        && word.bytes().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

/// Where a phone number that begins at `start` ends: with `+`, with a leading zero, or in three or
/// more groups; 8 to 15 digits (ITU-T E.164).
fn phone(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| {
        c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '.' | ',' | '-' | '/' | '+' | '_')
    }) {
        return None;
    }
    let international = text[start..].starts_with('+');
    let (mut end, mut count, mut groups, mut group, mut joined) = (start, 0, 0, 0, false);
    let mut dashes = 0;
    for (i, c) in text[start..].char_indices().take(32) {
        let at = start + i;
        match c {
            '0'..='9' => {
                if group == 0 {
                    groups += 1;
                }
                group += 1;
                count += 1;
                end = at + 1;
                joined = false;
            }
            '+' if i == 0 => {}
            '(' | ')' => {
                group = 0;
                joined = false;
            }
            ' ' | '-' | '.' | '\u{a0}' if !joined => {
                dashes += usize::from(c != '\u{a0}');
                group = 0;
                joined = c != ' ';
            }
            _ => break,
        }
    }
    let follows = text[end..].chars().next();
    let clean = follows.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '%' | '€' | '$'));
    let fits = (8..=15).contains(&count) && clean;
    let grouped = groups >= 3 && dashes >= 2 && count >= 9;
    // no amount begins with 0: 0176 12345678
    let trunk = text[start..].starts_with('0') && count >= 9;
    (fits && (international || grouped || trunk)).then_some(end)
}

fn digits(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Kind, &str)]) {
        let found: Vec<(Kind, &str)> =
            find(text).into_iter().map(|c| (c.value.kind(), &text[c.span])).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn sequences() {
        check(
            "See https://example.org/a?b=1, or www.example.net.",
            &[(Kind::Url, "https://example.org/a?b=1"), (Kind::Url, "www.example.net")],
        );
        check("(write to desk@example.org)", &[(Kind::Email, "desk@example.org")]);
        check("Call +44 20 7946 0018 now", &[(Kind::Phone, "+44 20 7946 0018")]);
        check(
            "#floods by @riverwatch_1.",
            &[(Kind::Hashtag, "#floods"), (Kind::Mention, "@riverwatch_1")],
        );
        check("from 192.0.2.17", &[(Kind::Ip, "192.0.2.17")]);
        check(
            "id 123e4567-e89b-12d3-a456-426614174000",
            &[(Kind::Guid, "123e4567-e89b-12d3-a456-426614174000")],
        );
    }

    #[test]
    fn what_is_none() {
        check("1,400 people; 12 500 000 more; 3-2; e.g. this.That; #1; user@; 10.5.", &[]);
    }
}
