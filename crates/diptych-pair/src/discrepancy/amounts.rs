//! Numbers, dates and names that stand on one side of a bead only.

use super::discrepancy;
use super::names::{self, Strangers, same_name};
use super::units::{self, converted};
use crate::path::Cell;
use crate::sides::{Side, Sides, Token};
use crate::tokens::Class;
use crate::{AnchorKind, Discrepancy, DiscrepancyKind, Severity};

/// A bead with more tokens on a side is no translated sentence but a table or a binary file: what
/// has no like is looked for among all of the other side, which would take time in its square.
const MAX_TOKENS: usize = 2_000;

/// Compares the numbers, dates and names of a bead; `near` is the bead with its two neighbours,
/// where translators also put things.
pub(super) fn compare(
    sides: &Sides<'_>,
    strangers: &Strangers,
    bead: &Cell,
    near: &Cell,
    found: &mut Vec<Discrepancy>,
) {
    let here = (sides.source.tokens(bead.0.clone()), sides.target.tokens(bead.1.clone()));
    let around = (sides.source.tokens(near.0.clone()), sides.target.tokens(near.1.clone()));
    if here.0.len().max(here.1.len()) > MAX_TOKENS {
        return;
    }
    for kind in [AnchorKind::Number, AnchorKind::Date, AnchorKind::Name] {
        let strength = |s: u32, t: u32| sides.association.strength(s, t);
        let left = unmatched((&sides.source, &here.0), (&sides.target, &around.1), kind, strength);
        let strength = |t: u32, s: u32| sides.association.strength(s, t);
        let right = unmatched((&sides.target, &here.1), (&sides.source, &around.0), kind, strength);
        if kind == AnchorKind::Name {
            names::report(sides, strangers, &left, &right, found);
        } else {
            report(sides, kind, &left, &right, found);
        }
    }
}

/// The items of a kind on one side without their like on the other.
fn unmatched(
    (side, here): (&Side<'_>, &[Token]),
    (other, there): (&Side<'_>, &[Token]),
    kind: AnchorKind,
    strength: impl Fn(u32, u32) -> f32,
) -> Vec<Token> {
    let is_item = |t: &Token| t.class.kind() == Some(kind);
    let covers = side.covers(here);
    // The digits of a date are part of the date, whatever kind is asked for.
    let inside =
        |k: usize| covers[k].is_some_and(|c| kind != AnchorKind::Name || is_item(&here[c]));
    let matches_any = |key: &str, t: &Token| {
        there.iter().any(|u| {
            let other_key = other.document.form(u.form);
            key == other_key
                || match kind {
                    AnchorKind::Number => {
                        same_amount(key, other_key)
                            || converted(key, other_key)
                            || is_part(key, other_key)
                            || is_part(other_key, key)
                    }
                    AnchorKind::Date => {
                        let years = (year(side.text(t)), year(other.text(u)));
                        let apart = matches!(years, (Some(a), Some(b)) if a != b);
                        same_date(key, other_key) && !apart
                    }
                    _ => {
                        let (a, b) = (side.text(t), other.text(u));
                        u.class != Class::Mark && same_name(a, b)
                    }
                }
        })
    };
    // One thing may have several keys at one place: any of them will do.
    let like = |t: &Token| {
        let range = || side.document.form(t.form).contains("..");
        if kind == AnchorKind::Number && whole_recurs(side, here, t, other, there) {
            return true;
        }
        if (kind == AnchorKind::Date || kind == AnchorKind::Number && range())
            && digits_recur(side, here, t, other, there)
        {
            return true;
        }
        if kind == AnchorKind::Name && is_translated(here, t, there, &strength) {
            return true;
        }
        let keys = here.iter().filter(|u| u.sentence == t.sentence && u.span == t.span);
        keys.map(|u| side.document.form(u.form)).any(|key| matches_any(key, t))
    };
    let items = here.iter().enumerate().filter(|(k, t)| is_item(t) && !inside(*k));
    items.map(|(_, t)| t).filter(|t| !like(t)).copied().collect()
}

/// From this strength on one word of a name translates a word of the other side. On 716 pairs of
/// sentences of NTREX each, en-fr, en-de, en-es, false alarms of names fall from 9, 10, 9 to
/// 2, 6, 3 (2026-11-21).
const TRANSLATES: f32 = 0.1;

/// Whether the other side holds a translation of a word of a name: « Sénat » for `Senate`,
/// `Paris` in another name.
fn is_translated(
    here: &[Token],
    name: &Token,
    there: &[Token],
    strength: impl Fn(u32, u32) -> f32,
) -> bool {
    let long = |t: &&Token| t.class == Class::Word && t.span.len() >= 4;
    let inside = |t: &&Token| t.sentence == name.sentence && name.span.contains(t.span);
    let mut words = here.iter().filter(long).filter(inside);
    words.any(|w| there.iter().filter(long).any(|u| strength(w.form, u.form) >= TRANSLATES))
}

/// Whether a time that is no calendar day (a year, a clock time, a duration), or a range, has all
/// its digits on the other side: there it may be taken for something else or for two, and counted in half days
/// (`18 heures`, `6 p.m.`).
fn digits_recur(
    side: &Side<'_>,
    here: &[Token],
    t: &Token,
    other: &Side<'_>,
    there: &[Token],
) -> bool {
    // `2/3` may be a fraction.
    let plain = side.text(t).chars().all(|c| c.is_numeric() || c == '/')
        && side.text(t).matches('/').count() <= 1;
    if side.document.form(t.form).starts_with("date:") && !plain {
        return false;
    }
    let inside = |u: &&Token| {
        u.class == Class::Number
            && u.sentence == t.sentence
            && t.span.contains(u.span)
            && u.form != t.form
    };
    let mut digits = here.iter().filter(inside).peekable();
    digits.peek().is_some()
        && digits.all(|u| {
            let key = side.document.form(u.form);
            there.iter().any(|v| {
                let other_key = other.document.form(v.form);
                key == other_key
                    || v.class == Class::Number
                        && (half_day_apart(key, other_key) || short_year(key, other_key))
            })
        })
}

/// Whether a number and a fraction (`220 2/3`) has its whole part on the other side, where the
/// fraction may be in words.
fn whole_recurs(
    side: &Side<'_>,
    here: &[Token],
    t: &Token,
    other: &Side<'_>,
    there: &[Token],
) -> bool {
    if !side.text(t).contains('/') {
        return false;
    }
    let starts = |u: &&Token| {
        u.class == Class::Number
            && u.sentence == t.sentence
            && u.span.start == t.span.start
            && u.span.end < t.span.end
    };
    here.iter().find(starts).is_some_and(|whole| {
        let key = side.document.form(whole.form);
        key.len() > 2 && there.iter().any(|v| other.document.form(v.form) == key)
    })
}

/// Reports what is left: two of a kind as one difference, one alone when it is telling.
fn report(
    sides: &Sides<'_>,
    kind: AnchorKind,
    left: &[Token],
    right: &[Token],
    found: &mut Vec<Discrepancy>,
) {
    let (name, kind) = match kind {
        AnchorKind::Date => ("date", DiscrepancyKind::Date),
        _ => ("number", DiscrepancyKind::Number),
    };
    let place = |side: &Side<'_>, t: &Token| Some(side.place(t.sentence, t.span));
    let both = left.len().min(right.len());
    for (s, t) in left.iter().zip(right) {
        let (a, b) = (sides.source.text(s), sides.target.text(t));
        if !comparable(kind, a, b) || (kind == DiscrepancyKind::Number && degrees(sides, s, t)) {
            continue;
        }
        found.push(discrepancy(
            kind,
            Severity::High,
            place(&sides.source, s),
            place(&sides.target, t),
            format!("The {name} “{a}” of the source is “{b}” in the target."),
        ));
    }
    let tells = |side: &Side<'_>, t: &Token| {
        let key = side.document.form(t.form);
        // Sure to 100 percent is sure.
        telling(kind, side.text(t)) && !is_period(key) && key != "percent:100"
    };
    for s in left[both..].iter().filter(|s| tells(&sides.source, s)) {
        let a = sides.source.text(s);
        let message = format!("The {name} “{a}” of the source is missing in the target.");
        found.push(discrepancy(kind, Severity::Medium, place(&sides.source, s), None, message));
    }
    for t in right[both..].iter().filter(|t| tells(&sides.target, t)) {
        let b = sides.target.text(t);
        let message = format!("The {name} “{b}” of the target has no counterpart in the source.");
        found.push(discrepancy(kind, Severity::Medium, None, place(&sides.target, t), message));
    }
}

/// Whether a key is a decade or a century (`date:193`, `date:18`): they are named in many ways.
fn is_period(key: &str) -> bool {
    let years = key.strip_prefix("date:").unwrap_or_default();
    (1..4).contains(&years.len()) && years.bytes().all(|b| b.is_ascii_digit())
}

/// Whether two amounts or dates without their like are worth a report together: a word such as
/// `one` may be an article on the other side, and a weekday says nothing exact.
fn comparable(kind: DiscrepancyKind, a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().any(char::is_numeric);
    match kind {
        DiscrepancyKind::Date => digits(a) && digits(b),
        _ => digits(a) || digits(b),
    }
}

/// Whether two numbers are degrees of two scales, in sentences that speak of degrees Celsius.
fn degrees(sides: &Sides<'_>, s: &Token, t: &Token) -> bool {
    let value = |side: &Side<'_>, token: &Token| -> Option<f64> {
        let text = side.text(token);
        let from = text.find(|c: char| c.is_ascii_digit())?;
        let rest = &text[from..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok()
    };
    let celsius = |side: &Side<'_>, token: &Token| {
        let text = side.profile.sentences[token.sentence].text;
        ["°C", "ºC", "° C", "º C", "° Celsius", "degrés", "Grad", "grados", "gradi", "graus"]
            .iter()
            .any(|sign| text.contains(sign))
    };
    let (Some(a), Some(b)) = (value(&sides.source, s), value(&sides.target, t)) else {
        return false;
    };
    let on_scales = |f: f64, c: f64| units::is_celsius(f, c);
    celsius(&sides.target, t) && on_scales(a, b) || celsius(&sides.source, s) && on_scales(b, a)
}

/// Whether something that one side lacks is worth a report: a number of two digits or more
/// (small ones become words), a date in digits.
fn telling(kind: DiscrepancyKind, text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    match kind {
        DiscrepancyKind::Date => digits >= 1,
        _ => digits >= 2 && !matches!(text, "10" | "11" | "12"),
    }
}

/// Whether two number keys may be the same amount written otherwise: `15` and `3` (p.m.), `1995`
/// and `95`, `1.4` (million) and `1400000`, `19` and `XIX`.
fn same_amount(a: &str, b: &str) -> bool {
    let value = |key: &str| {
        let value = key.strip_prefix('#').or_else(|| Some(key.split_once(':')?.1))?;
        value.split(' ').next()?.parse::<f64>().ok()
    };
    match (value(a), value(b)) {
        (Some(x), Some(y)) => {
            let (low, high) = if x < y { (x, y) } else { (y, x) };
            let clock = (1.0..12.0).contains(&low) && high == low + 12.0;
            let year =
                (10.0..100.0).contains(&low) && (high == 1900.0 + low || high == 2000.0 + low);
            let ratio = high / low;
            let scale = low > 0.0
                && [1e3, 1e4, 1e6, 1e8, 1e9].iter().any(|s| (ratio / s - 1.0).abs() < 1e-9);
            x == y || clock || year || scale
        }
        (Some(x), None) => roman(b) == Some(x),
        (None, Some(y)) => roman(a) == Some(y),
        (None, None) => false,
    }
}

/// Whether two whole numbers are an hour after noon and the same hour on a clock of twelve.
fn half_day_apart(a: &str, b: &str) -> bool {
    let hour = |key: &str| key.strip_prefix('#')?.parse::<u32>().ok();
    let (Some(a), Some(b)) = (hour(a), hour(b)) else { return false };
    (1..=12).contains(&a.min(b)) && a.abs_diff(b) == 12
}

/// Whether two whole numbers are a year and its last two digits (`2019`, `SS19`).
fn short_year(a: &str, b: &str) -> bool {
    let number = |key: &str| key.strip_prefix('#')?.parse::<u32>().ok();
    let (Some(a), Some(b)) = (number(a), number(b)) else { return false };
    (10..100).contains(&a.min(b)) && matches!(a.abs_diff(b), 1900 | 2000)
}

/// Whether a number is one side of the point of the other: `7.55` is written `7 h 55` elsewhere.
fn is_part(part: &str, whole: &str) -> bool {
    let point = whole.strip_prefix('#').and_then(|value| value.split_once('.'));
    point.is_some_and(|(hour, minute)| {
        let part = part.strip_prefix('#').unwrap_or_default();
        minute.len() == 2 && (part == hour || part == minute.trim_start_matches('0'))
    })
}

/// The value of a Roman numeral in lower case, up to 39.
fn roman(word: &str) -> Option<f64> {
    if word.len() > 7 {
        return None;
    }
    let mut sum = 0.0;
    let mut last = 0.0;
    for c in word.chars().rev() {
        let value = match c {
            'i' => 1.0,
            'v' => 5.0,
            'x' => 10.0,
            _ => return None,
        };
        sum += if value < last { -value } else { value };
        last = value;
    }
    (sum > 0.0).then_some(sum)
}

/// The year in four digits that a date names.
fn year(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 4)
}

/// Whether one date says what the other says, as far as it goes: `--10-07` and `2023-10-07`,
/// `2023-10` and `2023-10-07`.
fn same_date(a: &str, b: &str) -> bool {
    let bare = |key: &str| -> Option<String> {
        let (_, value) = key.split_once(':')?;
        Some(value.trim_start_matches(['X', '-']).to_owned())
    };
    let (Some(a), Some(b)) = (bare(a), bare(b)) else { return false };
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !short.is_empty() && (long.starts_with(short.as_str()) || long.ends_with(short.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_written_otherwise() {
        assert!(same_amount("#3", "#15"));
        assert!(same_amount("#1.4", "#1400000"));
        assert!(same_amount("#19", "xix"));
        assert!(same_amount("#95", "#1995"));
        assert!(!same_amount("#1400", "#1500"));
        assert!(!same_amount("#14", "#1400"));
        assert!(same_amount("money:5 USD", "money:5 dollar"));
        assert!(same_amount("percent:12.5", "#12.5"));
        assert!(is_part("#7", "#7.55") && is_part("#55", "#7.55") && !is_part("#55", "#7.5"));
    }

    #[test]
    fn hours_of_two_clocks() {
        assert!(half_day_apart("#18", "#6") && half_day_apart("#12", "#24"));
        assert!(!half_day_apart("#19", "#6") && !half_day_apart("#30", "#18"));
    }

    #[test]
    fn years_and_periods() {
        assert!(short_year("#2019", "#19") && !short_year("#2019", "#18"));
        assert!(is_period("date:193") && is_period("date:18") && !is_period("date:1930"));
    }

    #[test]
    fn dates_that_agree() {
        assert!(same_date("date:--10-07", "date:2023-10-07"));
        assert!(same_date("date:2023-10", "date:2023-10-07"));
        assert!(!same_date("date:--10-07", "date:2023-10-08"));
    }
}
