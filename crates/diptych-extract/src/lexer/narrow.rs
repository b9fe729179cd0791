//! Digits and signs of other scripts, read as their ASCII equals.

use std::borrow::Cow;

use diptych_text::Span;

/// The zeros of the decimal digits that news is written in (Unicode 16, general category Nd).
const ZEROS: [char; 13] = [
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
    '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}',
];

/// A text with ASCII digits and signs for those of other scripts: `１２％`, `١٢٬٥`, `१२`.
#[derive(Debug)]
pub(crate) struct Narrow<'t> {
    pub text: Cow<'t, str>,
    /// After each place where a longer character stood: the byte in `text`, and how many bytes the
    /// source is ahead from there on.
    ahead: Vec<(usize, usize)>,
}

impl<'t> Narrow<'t> {
    /// Borrows where nothing changes.
    pub(crate) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        // the first bytes of such characters in UTF-8
        let first = memchr::memchr3(0xd9, 0xe0, 0xef, bytes)
            .into_iter()
            .chain(memchr::memchr2(0xd8, 0xdb, bytes))
            .min();
        let Some(first) = first else {
            return Self { text: Cow::Borrowed(text), ahead: Vec::new() };
        };
        let (mut narrow, mut ahead) = (String::new(), Vec::new());
        let (mut copied, mut saved) = (0, 0);
        for (at, c) in text[first..].char_indices() {
            if let Some(plain) = ascii(c) {
                let at = first + at;
                narrow.push_str(&text[copied..at]);
                narrow.push(plain);
                copied = at + c.len_utf8();
                saved += c.len_utf8() - 1;
                ahead.push((narrow.len(), saved));
            }
        }
        if ahead.is_empty() {
            return Self { text: Cow::Borrowed(text), ahead };
        }
        narrow.push_str(&text[copied..]);
        Self { text: Cow::Owned(narrow), ahead }
    }

    /// The span of the source that a span of the text was made from.
    pub(crate) fn source(&self, span: Span) -> Span {
        let source = |at: usize| {
            let passed = self.ahead.partition_point(|&(from, _)| from <= at);
            at + passed.checked_sub(1).map_or(0, |last| self.ahead[last].1)
        };
        Span::new(source(span.start), source(span.end))
    }
}

/// The ASCII character that says the same.
fn ascii(c: char) -> Option<char> {
    let code = u32::from(c);
    let plain = match c {
        '\u{ff01}'..='\u{ff5e}' => code - 0xff01 + 0x21,
        '٫' => u32::from('.'),
        '٬' | '،' => u32::from(','),
        '٪' => u32::from('%'),
        _ => {
            let zero = ZEROS.into_iter().find(|&zero| zero <= c && code < u32::from(zero) + 10)?;
            code - u32::from(zero) + u32::from('0')
        }
    };
    char::from_u32(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back() {
        let text = "à １２％ (١٢٬٥)，१२";
        let narrow = Narrow::new(text);
        assert_eq!(narrow.text, "à 12% (12,5),12");
        for (plain, wide) in [("12%", "１２％"), ("12,5", "١٢٬٥"), ("%", "％"), (",12", "，१२")]
        {
            let start = narrow.text.rfind(plain).expect("it is there");
            let span = narrow.source(Span::new(start, start + plain.len()));
            assert_eq!(&text[span.start..span.end], wide);
        }
        assert!(matches!(Narrow::new("ا \u{feff}é 12").text, Cow::Borrowed(_)));
    }
}
