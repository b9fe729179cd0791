//! Cuts a sentence into the forms the aligner compares.

use std::ops::Range;

use diptych_text::Span;
use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

use crate::AnchorKind;

/// What a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Letters, in lower case without accents; two characters of a script without spaces.
    Word,
    /// Digits, as `#` and a plain decimal.
    Number,
    /// Punctuation that translations keep.
    Mark,
    /// A key from outside.
    Anchor(AnchorKind),
}

/// Calls `sink` with the form, its class and its span for each token of `text`, in order.
///
/// Words are letters between other characters, so that an elided article stands alone
/// (`l'école` is `l`, `ecole`). Scripts without spaces give overlapping pairs of characters.
/// Numbers lose their separators: `1,400`, `1.400` and `1 400` are all `#1400`.
pub(crate) fn tokenise(text: &str, mut sink: impl FnMut(&str, Class, Span)) {
    let mut form = String::new();
    let mut rest = text.char_indices().peekable();
    while let Some(&(start, c)) = rest.peek() {
        form.clear();
        if digit(c).is_some() {
            let end = number(text, start, &mut form);
            sink(&form, Class::Number, Span::new(start, end));
            while rest.next_if(|&(i, _)| i < end).is_some() {}
        } else if is_unspaced(c) {
            rest.next();
            let mut last = (start, c);
            let mut single = true;
            while let Some((i, next)) = rest.next_if(|&(_, next)| is_unspaced(next)) {
                form.clear();
                form.extend([last.1, next]);
                sink(&form, Class::Word, Span::new(last.0, i + next.len_utf8()));
                last = (i, next);
                single = false;
            }
            if single {
                form.push(c);
                sink(&form, Class::Word, Span::new(start, start + c.len_utf8()));
            }
        } else if c.is_alphabetic() {
            let mut end = start;
            let inside = |c: char| (c.is_alphabetic() && !is_unspaced(c)) || is_mark(c);
            while let Some((i, c)) = rest.next_if(|&(_, c)| inside(c)) {
                fold(c, &mut form);
                end = i + c.len_utf8();
            }
            if !form.is_empty() {
                sink(&form, Class::Word, Span::new(start, end));
            }
        } else {
            rest.next();
            if let Some(mark) = mark(c) {
                sink(mark, Class::Mark, Span::new(start, start + c.len_utf8()));
            }
        }
    }
}

/// Scripts whose words are not separated: Han, kana, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        && (c.is_alphabetic() || c >= '\u{3041}' || is_mark(c))
}

/// Marks that stand inside words: combining accents, vowel signs, viramas, joiners.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{200c}' | '\u{200d}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
        || (matches!(c, '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
            && !c.is_alphanumeric()
            && !matches!(c, '\u{964}' | '\u{965}'))
}

/// Appends `c` in lower case, without accents, Cyrillic and Greek in Latin letters.
fn fold(c: char, form: &mut String) {
    if c.is_ascii() {
        form.push(c.to_ascii_lowercase());
        return;
    }
    for mut c in c.to_lowercase() {
        if c < '\u{530}' || ('\u{1e00}'..'\u{2000}').contains(&c) {
            while let Decomposed::Expansion(base, _) | Decomposed::Singleton(base) =
                CanonicalDecompositionBorrowed::new().decompose(c)
            {
                c = base;
            }
        }
        match c {
            'œ' => form.push_str("oe"),
            'æ' => form.push_str("ae"),
            'ß' => form.push_str("ss"),
            'ø' => form.push('o'),
            'ł' => form.push('l'),
            'đ' | 'ð' => form.push('d'),
            'þ' => form.push_str("th"),
            'ı' => form.push('i'),
            _ if is_mark(c) => {}
            _ => match latin(c) {
                Some(latin) => form.push_str(latin),
                None => form.push(c),
            },
        }
    }
}

/// The Latin letters of a Cyrillic or Greek letter in lower case, as names are usually written in
/// English (BGN/PCGN without its marks).
fn latin(c: char) -> Option<&'static str> {
    const CYRILLIC: [&str; 32] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s",
        "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    const GREEK: [&str; 25] = [
        "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s",
        "s", "t", "y", "f", "ch", "ps", "o",
    ];
    let at = |table: &'static [&'static str], first: char| {
        table.get((u32::from(c) - u32::from(first)) as usize).copied()
    };
    match c {
        'а'..='я' => at(&CYRILLIC, 'а'),
        'α'..='ω' => at(&GREEK, 'α'),
        'і' => Some("i"),
        'є' => Some("e"),
        'ґ' => Some("g"),
        'ј' => Some("j"),
        'љ' => Some("lj"),
        'њ' => Some("nj"),
        'ћ' => Some("c"),
        'ђ' => Some("dj"),
        'џ' => Some("dz"),
        _ => None,
    }
}

/// The form of a punctuation mark that translations keep; all quotation marks are one.
fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '?' | '？' | '؟' | '¿' => "?",
        '!' | '！' | '¡' => "!",
        ':' | '：' => ":",
        ';' | '；' | '؛' => ";",
        '(' | '（' | '[' | '［' => "(",
        ')' | '）' | ']' | '］' => ")",
        '%' | '％' | '٪' => "%",
        '€' => "€",
        '$' | '＄' => "$",
        '£' | '￡' => "£",
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' => "\"",
        _ => return None,
    })
}

/// The value of a decimal digit in the scripts that news use.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{966}'..='\u{96f}' => 0x966,
        '\u{9e6}'..='\u{9ef}' => 0x9e6,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// Writes the number at `start` as `#` and a plain decimal; gives the byte after it.
///
/// One separator and exactly three digits is a group (`1.400`), unless a lone zero stands before
/// it; what looks like a dotted date or a version (`3.11.2`) gives its parts one by one.
fn number(text: &str, start: usize, form: &mut String) -> usize {
    let whole = run(text, start);
    let mut end = whole.end;
    let first: usize = text[whole.clone()].chars().count();
    form.push('#');
    form.extend(text[whole.clone()].chars().filter_map(digit));
    let point = |c: char| matches!(c, '.' | ',' | '٫');
    let mut before = text[..start].chars().rev();
    let inside = before.next().is_some_and(point) && before.next().and_then(digit).is_some();
    let mut group = None;
    if !inside && first <= 3 && &form[1..] != "0" {
        while let Some((separator, digits)) = after_separator(text, end) {
            let grouped = text[digits.clone()].chars().count() == 3;
            if !grouped || !is_group_separator(separator) || group.is_some_and(|g| g != separator) {
                break;
            }
            group = Some(separator);
            form.extend(text[digits.clone()].chars().filter_map(digit));
            end = digits.end;
        }
    }
    if let Some((separator, digits)) = after_separator(text, end).filter(|&(c, _)| point(c)) {
        let again = after_separator(text, digits.end).is_some_and(|(c, _)| c == separator);
        if group != Some(separator) && !again && !inside {
            form.push('.');
            form.extend(text[digits.clone()].chars().filter_map(digit));
            end = digits.end;
            let kept = form.trim_end_matches('0').trim_end_matches('.').len();
            form.truncate(kept.max(2));
        }
    }
    let zeros = form[1..].bytes().take_while(|&b| b == b'0').count();
    let integer = form[1..].find('.').unwrap_or(form.len() - 1);
    form.drain(1..1 + zeros.min(integer.saturating_sub(1)));
    end
}

/// The digits from `start` on.
fn run(text: &str, start: usize) -> Range<usize> {
    let length: usize =
        text[start..].chars().take_while(|&c| digit(c).is_some()).map(char::len_utf8).sum();
    start..start + length
}

/// The character at `at` and the digits right after it, when there are some.
fn after_separator(text: &str, at: usize) -> Option<(char, Range<usize>)> {
    let separator = text[at..].chars().next()?;
    if digit(separator).is_some() {
        return None;
    }
    let digits = run(text, at + separator.len_utf8());
    (!digits.is_empty()).then_some((separator, digits))
}

fn is_group_separator(c: char) -> bool {
    matches!(
        c,
        ',' | '.' | ' ' | '\'' | '’' | '٬' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2008}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut found = Vec::new();
        tokenise(text, |form, _, span| {
            assert!(text.get(span.range()).is_some(), "{span} in {text:?}");
            found.push(form.to_owned());
        });
        assert_eq!(found.join(" "), expected, "in {text:?}");
    }

    #[test]
    fn words_lose_case_and_accents() {
        check("L’École d'été, déjà vue", "l ecole d ete deja vue");
        check("Straße, cœur, Łódź", "strasse coeur lodz");
        check("Путин, Αθήνα", "putin athina");
        check("e\u{301}te\u{301}", "ete");
    }

    #[test]
    fn numbers_lose_separators() {
        check("1,400 1.400 1\u{202f}400 1 400", "#1400 #1400 #1400 #1400");
        check("12,5 % and 12.50%", "#12.5 % and #12.5 %");
        check("07.10.2023, 3.11.2", "#7 #10 #2023 #3 #11 #2");
        check("1.234.567,80", "#1234567.8");
        check("0.125 and 0, 00 000", "#0.125 and #0 #0");
        check("in 2005 300 came", "in #2005 #300 came");
        check("١٢٣", "#123");
    }

    #[test]
    fn marks_are_few() {
        check("« Oui ! » (non) – “why?”", "\" oui ! \" ( non ) \" why ? \"");
    }

    #[test]
    fn unspaced_scripts_give_pairs() {
        check("北京市 x", "北京 京市 x");
        check("京", "京");
    }
}
