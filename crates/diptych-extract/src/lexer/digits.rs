//! Numbers written in digits, and Roman ones.

use crate::Rational;
use crate::locale::Locale;

/// The digits at `start`, at most nine: where they end, and their value.
pub(super) fn small(bytes: &[u8], start: usize) -> (usize, Option<u32>) {
    let (mut i, mut value) = (start, 0_u32);
    while i < bytes.len() && bytes[i].is_ascii_digit() && i < start + 10 {
        value = value.wrapping_mul(10).wrapping_add(u32::from(bytes[i] - b'0'));
        i += 1;
    }
    (i, (i > start && i < start + 10).then_some(value))
}

/// The longest number in digits at `start`: where it ends, its value when that is exact in 128
/// bits, and the count of digits when there is nothing else. A chain such as an address or a
/// version (`10.4.2`) has no value.
pub(super) fn literal(
    bytes: &[u8],
    text: &str,
    start: usize,
    locale: &Locale,
) -> (usize, Option<Rational>, u8) {
    let first = run(bytes, start);
    let (end, mark) = separated(bytes, text, start, first, locale);
    let chain = |at: usize| {
        bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    };
    if chain(end) && end > first {
        let mut after = end;
        while chain(after) {
            after = run(bytes, after + 1);
        }
        return (after, None, 0);
    }
    let mut end = end;
    let value = digits(&bytes[start..end], mark.map(|mark| mark - start));
    let mut plain = if end == first { u8::try_from(first - start).unwrap_or(0) } else { 0 };
    let mut value = value.and_then(|(digits, places)| Rational::decimal(digits, -places));
    if let Some((after, exponent)) = exponent(bytes, text, end) {
        let scale = Rational::decimal(1, exponent);
        value = value.zip(scale).and_then(|(value, scale)| value.checked_mul(scale));
        (end, plain) = (after, 0);
    }
    if let Some((after, exponent)) = power(bytes, end)
        && let Some(power) = value.and_then(|value| raised(value, exponent))
    {
        (end, plain, value) = (after, 0, Some(power));
    }
    (end, value, plain)
}

/// Where the digits from `from` on end.
fn run(bytes: &[u8], from: usize) -> usize {
    let length = bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    from + length
}

/// Where a number whose first digits end at `first` ends, and where its decimal mark stands.
///
/// The marks are those of the locale, or of another one where they can be nothing else: `1.111,11`
/// in English, `0.683` in French.
fn separated(
    bytes: &[u8],
    text: &str,
    start: usize,
    first: usize,
    locale: &Locale,
) -> (usize, Option<usize>) {
    let other = if locale.decimal == '.' { ',' } else { '.' };
    let is_mark = |at: usize, mark: char| {
        bytes.get(at).is_some_and(|&b| char::from(b) == mark)
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    };
    let (mut end, mut groups) = (first, 0);
    // no group follows a zero, nor more than three digits
    let leads = (1..=3).contains(&(first - start)) && bytes[start] != b'0';
    if leads {
        end = indian(bytes, start, first, locale).unwrap_or(first);
        groups = u32::from(end > first);
        let mut sign = None;
        while let Some(c) = text[end..].chars().next().filter(|_| groups < 13) {
            let groups_by = locale.groups.contains(&c)
                || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')
                || (c == ' ' && loose_group(bytes, end, groups));
            let after = end + c.len_utf8();
            let stop = run(bytes, after);
            if !groups_by || sign.is_some_and(|s| s != c) || stop - after != 3 {
                break;
            }
            (sign, end) = (Some(c), stop);
            groups += 1;
        }
    }
    if is_mark(end, locale.decimal) {
        let stop = run(bytes, end + 1);
        if groups == 0 && leads {
            // 1.111,11 and 1.234.567 as others write them
            let (mut at, mut threes) = (first, 0);
            while is_mark(at, locale.decimal) && run(bytes, at + 1) - at == 4 {
                (at, threes) = (at + 4, threes + 1);
            }
            if threes > 0 && is_mark(at, other) && !is_mark(at, locale.decimal) {
                return (run(bytes, at + 1), Some(at));
            }
            if threes > 1 && !is_mark(at, locale.decimal) {
                return (at, None);
            }
        }
        return (stop, Some(end));
    }
    // in a list such as 22,24,26 the mark parts numbers
    let listed =
        start > 1 && matches!(bytes[start - 1], b',' | b'.') && bytes[start - 2].is_ascii_digit();
    if groups == 0 && first > start && !listed && is_mark(end, other) {
        let stop = run(bytes, end + 1);
        let places = stop - end - 1;
        let lone = !is_mark(stop, other) && !is_mark(stop, locale.decimal);
        let decimal = match places {
            3 => !leads,
            1 | 2 => lone || other == '.',
            _ => lone && (other == '.' || !leads),
        };
        // `2008,121 boats`: a year and a comma
        let year = other == ',' && first - start == 4 && matches!(bytes[start], b'1' | b'2');
        if decimal && !year {
            return (stop, Some(end));
        }
    }
    (end, None)
}

/// Where digits in lakhs and crores end: `12,34,567`.
fn indian(bytes: &[u8], start: usize, first: usize, locale: &Locale) -> Option<usize> {
    let (mut at, mut pairs) = (first, 0);
    while first - start <= 2
        && locale.groups.contains(&',')
        && bytes.get(at) == Some(&b',')
        && run(bytes, at + 1) - at == 3
        && pairs < 6
    {
        (at, pairs) = (at + 3, pairs + 1);
    }
    let ends = bytes.get(at) == Some(&b',') && run(bytes, at + 1) - at == 4;
    (pairs > 0 && ends).then_some(at + 4)
}

/// The digits of a number without their marks, and how many stand after the decimal mark.
fn digits(number: &[u8], mark: Option<usize>) -> Option<(i128, i32)> {
    let mark = mark.unwrap_or(number.len());
    // zeros at the end of decimals say nothing and could leave the range
    let zeros = number[mark..].iter().rev().take_while(|&&b| b == b'0').count();
    let number = &number[..number.len() - zeros];
    let places = number[mark.min(number.len())..].iter().filter(|b| b.is_ascii_digit()).count();
    let value = number
        .iter()
        .filter(|b| b.is_ascii_digit())
        .try_fold(0_i128, |value, b| value.checked_mul(10)?.checked_add(i128::from(b - b'0')))?;
    Some((value, i32::try_from(places).ok()?))
}

/// `e14`, `E-3` at `at`: where it ends, and the power of ten.
fn exponent(bytes: &[u8], text: &str, at: usize) -> Option<(usize, i32)> {
    matches!(bytes.get(at), Some(b'e' | b'E')).then_some(())?;
    let negative = bytes.get(at + 1) == Some(&b'-');
    let from = at + 1 + usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'+')));
    let stop = run(bytes, from);
    let next = text[stop..].chars().next().is_some_and(char::is_alphanumeric);
    let size = small(bytes, from).1.and_then(|e| i32::try_from(e).ok())?;
    ((1..=2).contains(&(stop - from)) && !next)
        .then_some((stop, if negative { -size } else { size }))
}

/// `^-2` at `at`: where it ends, and the power.
fn power(bytes: &[u8], at: usize) -> Option<(usize, i32)> {
    (bytes.get(at) == Some(&b'^')).then_some(())?;
    let signs = bytes[at + 1..].iter().take(2).take_while(|b| matches!(b, b'-' | b'+')).count();
    let negative = bytes[at + 1..at + 1 + signs].iter().filter(|&&b| b == b'-').count() == 1;
    let (stop, size) = small(bytes, at + 1 + signs);
    let size = size.and_then(|size| i32::try_from(size).ok()).filter(|size| *size < 1000)?;
    Some((stop, if negative { -size } else { size }))
}

/// A number to a whole power, when it fits.
fn raised(base: Rational, exponent: i32) -> Option<Rational> {
    let mut product = Rational::ONE;
    for _ in 0..exponent.unsigned_abs() {
        product = product.checked_mul(base)?;
        if product == Rational::ONE || product == Rational::ZERO {
            break;
        }
    }
    if exponent < 0 { Rational::ONE.checked_div(product) } else { Some(product) }
}

/// The fraction that a character stands for: `½`.
pub(super) const fn vulgar(c: char) -> Option<(u32, u32)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

/// Whether a plain space groups thousands where it does not do so as a rule: before three zeros, or
/// in a row of groups (`1 234 567`).
fn loose_group(bytes: &[u8], space: usize, groups: u32) -> bool {
    let digits = |from: usize| {
        (from..from + 3).all(|i| bytes.get(i).is_some_and(u8::is_ascii_digit))
            && !bytes.get(from + 3).is_some_and(u8::is_ascii_digit)
    };
    digits(space + 1)
        && (groups > 0
            || &bytes[space + 1..space + 4] == b"000"
            || (bytes.get(space + 4) == Some(&b' ') && digits(space + 5)))
}

/// The value of « XXIe »: a Roman numeral in capitals with an ordinal ending.
pub(super) fn roman_ordinal(word: &str, locale: &Locale) -> Option<u32> {
    let numeral = word.bytes().take_while(|b| b"IVXLC".contains(b)).count();
    let (numeral, suffix) = word.split_at(numeral);
    if numeral.is_empty() || numeral.len() > 8 || !locale.ordinal_suffixes.contains(&suffix) {
        return None;
    }
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        _ => 100,
    };
    let bytes = numeral.as_bytes();
    let mut total = 0_i32;
    for (i, &b) in bytes.iter().enumerate() {
        let here = value(b);
        total +=
            if bytes.get(i + 1).is_some_and(|&next| value(next) > here) { -here } else { here };
    }
    u32::try_from(total).ok().filter(|n| *n > 0)
}
