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
/// bits, and the count of digits when there is nothing else.
pub(super) fn literal(
    bytes: &[u8],
    text: &str,
    start: usize,
    locale: &Locale,
) -> (usize, Option<Rational>, u8) {
    let run = |from: usize| {
        let mut i = from;
        while i < bytes.len() && bytes[i].is_ascii_digit() {
            i += 1;
        }
        i
    };
    let first = run(start);
    let mut digits: i128 = 0;
    let mut fits = first - start <= 36;
    let mut add = |from: usize, to: usize| {
        for byte in &bytes[from..to] {
            match digits.checked_mul(10).and_then(|d| d.checked_add(i128::from(byte - b'0'))) {
                Some(next) if fits => digits = next,
                _ => {
                    fits = false;
                    return;
                }
            }
        }
    };
    add(start, first);
    let mut end = first;
    let mut groups: u32 = 0;
    if (1..=3).contains(&(first - start)) && !(bytes[start] == b'0' && first - start > 1) {
        let mut sign = None;
        while let Some(c) = text[end..].chars().next() {
            let groups_by = locale.groups.contains(&c)
                || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')
                || (c == ' ' && loose_group(bytes, end, groups));
            let after = end + c.len_utf8();
            let stop = run(after);
            if !groups_by || sign.is_some_and(|s| s != c) || stop - after != 3 || groups > 12 {
                break;
            }
            // « 1.400 » in a list such as 1,2,345 is no group; `0.123` is a decimal
            if bytes[start] == b'0' && groups == 0 {
                break;
            }
            sign = Some(c);
            add(after, stop);
            end = stop;
            groups += 1;
        }
    }
    let mut places: i32 = 0;
    let decimal = bytes.get(end).is_some_and(|&b| char::from(b) == locale.decimal)
        || (groups == 0
            && first > start
            && bytes.get(end) == Some(&b'.')
            && locale.decimal != '.'
            && !matches!(run(end + 1) - end, 1 | 4));
    if decimal && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        let stop = run(end + 1);
        places = i32::try_from(stop - end - 1).unwrap_or(i32::MAX);
        // zeros at the end say nothing and could leave the range
        let mut last = stop;
        while last > end + 1 && bytes[last - 1] == b'0' && places > 6 {
            last -= 1;
            places -= 1;
        }
        add(end + 1, last);
        end = stop;
    }
    let mut exponent = 0;
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let mut at = end + 1;
        let negative = bytes.get(at) == Some(&b'-');
        at += usize::from(matches!(bytes.get(at), Some(b'-' | b'+')));
        let stop = run(at);
        let next = text[stop..].chars().next().is_some_and(char::is_alphanumeric);
        if (1..=2).contains(&(stop - at)) && !next {
            let size = small(bytes, at).1.and_then(|e| i32::try_from(e).ok()).unwrap_or(0);
            exponent = if negative { -size } else { size };
            end = stop;
        }
    }
    let plain = if end == first { u8::try_from(first - start).unwrap_or(0) } else { 0 };
    let value = if fits { Rational::decimal(digits, exponent - places) } else { None };
    (end, value, plain)
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
