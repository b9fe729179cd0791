//! Words: UAX #29 with clitics, numbers and addresses.

use diptych_text::Span;
use unicode_segmentation::UnicodeSegmentation;

use crate::locale::Locale;

/// Bytes of a domain name at the most (RFC 1035, section 2.3.4).
const LONGEST_DOMAIN: usize = 255;

/// The words of `text`: see [`crate::Segmenter::words`].
pub(crate) fn words(locale: &Locale, text: &str) -> Vec<Span> {
    collect(locale, text, Segments { text, at: 0 })
}

/// A segment of UAX #29.
#[derive(Clone, Copy, Debug)]
struct Segment {
    span: Span,
    /// ASCII letters before a sign that cannot go on with them: a word as it stands.
    plain: bool,
}

/// The segments of a text that may be words or parts of them; most words are found without asking
/// for the properties of their letters.
#[derive(Clone, Debug)]
struct Segments<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Segments<'_> {
    type Item = Segment;

    fn next(&mut self) -> Option<Segment> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        // A combining sign after such a sign would belong to it.
        let ascii = |at: usize| bytes.get(at).is_none_or(u8::is_ascii);
        while bytes.get(start).is_some_and(|&b| ends_word(b)) && ascii(start + 1) {
            start += 1;
        }
        let letters = bytes[start..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let mut end = start + letters;
        let stopped = bytes.get(end) == Some(&b'.')
            && bytes.get(end + 1).is_none_or(|b| b.is_ascii_whitespace());
        let plain = letters > 0 && (bytes.get(end).is_none_or(|&b| ends_word(b)) || stopped);
        if !plain {
            // UAX #29 joins words over U+202F, the space of French print: `100 km`, `mot »`.
            let word = self.text[start..].split_word_bounds().next()?;
            let lead = word.len() - word.trim_start().len();
            let length = word[lead..].find(char::is_whitespace).unwrap_or(word.len() - lead);
            end = start + lead + length;
        }
        self.at = end;
        Some(Segment { span: Span::new(start, end), plain })
    }
}

/// Whether `b` neither belongs to a word nor joins two, whatever stands around it.
fn ends_word(b: u8) -> bool {
    matches!(b, b' ' | b'\n' | b'\t' | b',' | b'!' | b'?' | b';' | b'(' | b')' | b'"' | b'[' | b']')
}

/// Makes words of the segments of `text`.
fn collect(locale: &Locale, text: &str, segments: impl Iterator<Item = Segment>) -> Vec<Span> {
    let mut spans = Vec::with_capacity(text.len() / 6);
    // Where the last word that took more than its segment ends.
    let mut taken = 0;
    for segment in segments {
        let start = segment.span.start;
        if start < taken {
            continue;
        }
        if segment.plain {
            spans.push(segment.span);
            continue;
        }
        let word = &text[segment.span];
        if !word.contains(char::is_alphanumeric) {
            // `#tag` and `@name` take their sign along.
            if matches!(word, "#" | "@") {
                let end = start + 1 + name_length(&text[start + 1..]);
                let glued = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
                if end > start + 1 && !glued {
                    spans.push(Span::new(start, end));
                    taken = end;
                }
            }
            continue;
        }
        // A combining sign after white space makes one segment with it.
        let start = start + (word.len() - word.trim_start().len());
        let word = word.trim_start();
        if let Some(end) = address(text, start) {
            spans.push(Span::new(start, end));
            taken = end;
            continue;
        }
        let mut end = start + word.len();
        if word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
            end = number(text, start, end);
        }
        end = hyphenated(text, end);
        taken = end;
        let mut from = start;
        while let Some(length) = elided(locale, &text[from..end]) {
            spans.push(Span::new(from, from + length));
            from += length;
        }
        spans.push(Span::new(from, end));
    }
    spans
}

/// The length of a hashtag or a name after its sign.
fn name_length(text: &str) -> usize {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    if text[..end].contains(char::is_alphabetic) { end } else { 0 }
}

/// The end of an URL or an e-mail address that starts at `start`.
fn address(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let bytes = rest.as_bytes();
    let local = bytes.iter().take(64).take_while(|b| is_local(**b)).count();
    let scheme = ["http://", "https://", "ftp://", "www."].iter().any(|scheme| {
        bytes.len() > scheme.len() && bytes[..scheme.len()].eq_ignore_ascii_case(scheme.as_bytes())
    });
    if !scheme && bytes.get(local) != Some(&b'@') {
        return None;
    }
    if !scheme {
        let domain = crate::context::ahead(text, start + local + 1, LONGEST_DOMAIN);
        let host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
        let length = domain.find(|c| !host(c)).unwrap_or(domain.len());
        let domain = domain[..length].trim_end_matches(['.', '-']);
        return domain.contains('.').then(|| start + local + 1 + domain.len());
    }
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|');
    let token = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let loose = |c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '}');
    let open = token.contains('(');
    let token = token.trim_end_matches(|c| loose(c) || c == ')' && !open);
    (!token.is_empty()).then(|| start + token.len())
}

/// Whether `b` may stand in the local part of an e-mail address.
fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-')
}

/// The end of a number that goes on after spaces between groups of three digits, or after a colon
/// or a slash: `1 400`, `12:30`, `1/2`.
fn number(text: &str, start: usize, mut end: usize) -> usize {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    let grouped =
        (1..=3).contains(&(end - start)) && bytes[start..end].iter().all(u8::is_ascii_digit);
    loop {
        let rest = &text[end..];
        let Some(c) = rest.chars().next() else { return end };
        let next = end + c.len_utf8();
        let length = digits(next.min(bytes.len()));
        let group = grouped
            && matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')
            && length == 3;
        let clock = matches!(c, ':' | '/') && (1..=4).contains(&length);
        let decimal = matches!(c, '.' | ',') && length > 0;
        if !(group || clock || decimal) {
            return end;
        }
        end = next + length;
        while bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
    }
}

/// The end of a word that goes on after hyphens.
fn hyphenated(text: &str, mut end: usize) -> usize {
    loop {
        let rest = &text[end..];
        let Some(tail) = rest.strip_prefix(['-', '\u{2010}', '\u{2011}']) else { return end };
        let sign = rest.len() - tail.len();
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '_');
        let length = tail.find(|c| !inner(c)).unwrap_or(tail.len());
        let piece = tail[..length].trim_end_matches(['\'', '’']);
        if !piece.starts_with(char::is_alphanumeric) {
            return end;
        }
        end += sign + piece.len();
    }
}

/// The length of an elided word with its apostrophe at the start of `word`.
fn elided(locale: &Locale, word: &str) -> Option<usize> {
    if locale.elisions.is_empty() {
        return None;
    }
    let at = word.find(['\'', '’'])?;
    let sign = word[at..].chars().next().map_or(1, char::len_utf8);
    if at > 8 || at + sign >= word.len() {
        return None;
    }
    let head = &word[..at];
    locale.elisions.iter().any(|elision| elision.eq_ignore_ascii_case(head)).then_some(at + sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Segmenter;
    use diptych_text::Language;
    use proptest::prelude::*;

    #[track_caller]
    fn check(language: Language, text: &str, expected: &[&str]) {
        let spans = Segmenter::new(language).words(text);
        let found: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn elision_in_french_and_italian() {
        check(
            Language::FR,
            "jusqu’à l'usine d’Albi",
            &["jusqu’", "à", "l'", "usine", "d’", "Albi"],
        );
        check(Language::FR, "qu’l’on s’en aille", &["qu’", "l’", "on", "s’", "en", "aille"]);
        check(Language::FR, "aujourd’hui, quelqu’un", &["aujourd’hui", "quelqu’un"]);
        check(Language::IT, "dell’anno, un'altra", &["dell’", "anno", "un'", "altra"]);
        check(Language::EN, "Lena’s dog don't bark", &["Lena’s", "dog", "don't", "bark"]);
    }

    #[test]
    fn hyphens_stay() {
        check(
            Language::EN,
            "a well-known, semi- or full-time job",
            &["a", "well-known", "semi", "or", "full-time", "job"],
        );
        check(Language::FR, "Viendra-t-il ?", &["Viendra-t-il"]);
        check(Language::FR, "l’arc-en-ciel", &["l’", "arc-en-ciel"]);
    }

    #[test]
    fn numbers_are_whole() {
        check(Language::FR, "1 400 et 12 000,50 €", &["1 400", "et", "12 000,50"]);
        check(
            Language::FR,
            "100\u{202f}km à 1\u{202f}400\u{202f}€\u{202f}!",
            &["100", "km", "à", "1\u{202f}400"],
        );
        check(Language::FR, "en 2023 400 cas", &["en", "2023", "400", "cas"]);
        check(Language::EN, "$1,400.25 at 12:30, 3/4", &["1,400.25", "at", "12:30", "3/4"]);
    }

    #[test]
    fn addresses_are_whole() {
        check(
            Language::EN,
            "see https://ex.org/a_(b)?q=1. Or me@ex-co.org.",
            &["see", "https://ex.org/a_(b)?q=1", "Or", "me@ex-co.org"],
        );
        check(
            Language::EN,
            "#rain2 by @mia_k, no. 5 a@b",
            &["#rain2", "by", "@mia_k", "no", "5", "a", "b"],
        );
    }

    proptest! {
        #[test]
        fn plain_words_are_those_of_uax_29(
            text in prop_oneof![any::<String>(), "([a-zA-Z0-9éは, .'’@#:_\\-\n\u{301}\u{ad}!?]){0,60}"],
        ) {
            let text = text.replace('\u{202f}', " ");
            let segments = text.split_word_bound_indices().map(|(start, word)| Segment {
                span: Span::new(start, start + word.len()),
                plain: false,
            });
            let found = Segmenter::new(Language::FR).words(&text);
            prop_assert_eq!(found, collect(crate::locale::of(Language::FR), &text, segments));
        }
    }
}
