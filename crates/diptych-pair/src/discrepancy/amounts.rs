//! Numbers and dates that stand on one side of a bead only.

use rustc_hash::FxHashMap;

use super::discrepancy;
use super::items::{Item, Items, Like, roman};
use super::units::{self, converted};
use crate::path::Cell;
use crate::sides::{Side, Sides, Token};
use crate::tokens::Class;
use crate::{AnchorKind, Discrepancy, DiscrepancyKind, Place, Severity};

/// Of more items than this without their like on a side only so many are compared with those of
/// the other, for amounts written otherwise: a bead that holds so many is a table or a binary
/// file, and comparing all with all would take time in its square.
const MAX_COMPARED: usize = 200;

/// The amounts and dates of a bead: what stands on each side, and how far its like was found on the
/// other.
#[derive(Clone, Debug, Default)]
pub(super) struct Amounts {
    source: Items,
    target: Items,
}

/// A side of the pair and what one of its beads holds.
type Held<'a> = (&'a Side<'a>, &'a Items);

impl Amounts {
    /// Compares the two sides of a bead: first what has the very same key, then what may be the
    /// same written otherwise, each with one of the other side; then what says the same as
    /// something that has gone with another (`60 … 60` for one `60`) or stands inside something else.
    pub(super) fn of(sides: &Sides<'_>, bead: &Cell) -> Self {
        let source = Items::of(&sides.source, bead.0.clone());
        let target = Items::of(&sides.target, bead.1.clone());
        let mut found = Self { source, target };
        if found.source.items.is_empty() && found.target.items.is_empty() {
            return found;
        }
        found.pair_same(sides);
        found.pair_alike(sides);
        let (source, target) = (&found.source, &found.target);
        let (s, t) = ((&sides.source, source), (&sides.target, target));
        let left: Vec<_> = source.missing().map(|k| (k, elsewhere(s, k, t))).collect();
        let right: Vec<_> = target.missing().map(|k| (k, elsewhere(t, k, s))).collect();
        left.into_iter().for_each(|(k, like)| found.source.items[k].like = like);
        right.into_iter().for_each(|(k, like)| found.target.items[k].like = like);
        found
    }

    /// Pairs items of the same key, each once, in their order.
    fn pair_same(&mut self, sides: &Sides<'_>) {
        let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for item in (0..self.target.items.len()).rev() {
            for token in self.target.keys(item) {
                let hash = sides.target.document.forms[token.form as usize].hash;
                places.entry(hash).or_default().push(item);
            }
        }
        for item in 0..self.source.items.len() {
            let other = self.source.keys(item).iter().find_map(|token| {
                let hash = sides.source.document.forms[token.form as usize].hash;
                let free = places.get_mut(&hash)?;
                while let Some(&last) = free.last()
                    && self.target.items[last].like != Like::Missing
                {
                    free.pop();
                }
                let fits = |&other: &usize| {
                    let texts = (
                        text((&sides.source, &self.source), item),
                        text((&sides.target, &self.target), other),
                    );
                    let dates = self.target.items[other].kind == AnchorKind::Date;
                    self.target.items[other].like == Like::Missing
                        && !(dates && years_apart(texts.0, texts.1))
                };
                free.iter().copied().rev().take(MAX_COMPARED).find(fits)
            });
            if let Some(other) = other {
                self.source.items[item].like = Like::Found;
                self.target.items[other].like = Like::Found;
            }
        }
    }

    /// Pairs what is left with what may be the same written otherwise.
    fn pair_alike(&mut self, sides: &Sides<'_>) {
        let left: Vec<usize> = self.source.missing().take(MAX_COMPARED).collect();
        let mut right: Vec<usize> = self.target.missing().take(MAX_COMPARED).collect();
        for item in left {
            let alike = right.iter().position(|&other| {
                let (s, t) = ((&sides.source, &self.source), (&sides.target, &self.target));
                self.target.keys(other).iter().any(|u| is_like(s, item, t.0, u))
            });
            if let Some(k) = alike {
                let other = right.remove(k);
                self.source.items[item].like = Like::Found;
                self.target.items[other].like = Like::Found;
            }
        }
    }

    /// Takes back what one bead lacks and the next one has too much: translators move things across
    /// the end of a sentence.
    pub(super) fn settle(sides: &Sides<'_>, before: &mut Self, after: &mut Self) {
        across((&sides.source, &mut before.source), (&sides.target, &mut after.target));
        across((&sides.source, &mut after.source), (&sides.target, &mut before.target));
    }

    /// Reports what is left: two of a kind as one difference, one alone when it is telling.
    pub(super) fn report(&self, sides: &Sides<'_>, found: &mut Vec<Discrepancy>) {
        if sides.source.profile.shallow != sides.target.profile.shallow {
            self.report_digits(sides, found);
            return;
        }
        for kind in [AnchorKind::Number, AnchorKind::Date] {
            self.report_kind(sides, kind, found);
        }
    }

    /// Reports bare numbers where one side is read without rules for its language: as many on both
    /// sides, and nothing else that lacks its like, which may be said in words there.
    fn report_digits(&self, sides: &Sides<'_>, found: &mut Vec<Discrepancy>) {
        let (source, target) = ((&sides.source, &self.source), (&sides.target, &self.target));
        let (left, right): (Vec<_>, Vec<_>) =
            (self.source.missing().collect(), self.target.missing().collect());
        let bare = |held: Held<'_>, item: usize| {
            held.1.items[item].kind == AnchorKind::Number
                && sort(held, item).is_empty()
                && text(held, item).chars().all(|c| c.is_numeric() || is_separator(c))
        };
        let all = left.iter().all(|&s| bare(source, s)) && right.iter().all(|&t| bare(target, t));
        if !all || left.len() != right.len() {
            return;
        }
        for (s, t) in left.into_iter().zip(right) {
            // « 3 тыс. » is 3,000.
            let digits = |held: Held<'_>, item: usize| {
                let digits: String = text(held, item).chars().filter(|c| c.is_numeric()).collect();
                digits.trim_end_matches('0').to_owned()
            };
            if digits(source, s) != digits(target, t) {
                found.push(difference(source, s, target, t));
            }
        }
    }

    fn report_kind(&self, sides: &Sides<'_>, kind: AnchorKind, found: &mut Vec<Discrepancy>) {
        let of = |items: &Items, like: Like| -> Vec<usize> {
            let wanted = |item: &Item| item.kind == kind && item.like == like;
            (0..items.items.len()).filter(|&k| wanted(&items.items[k])).collect()
        };
        let mut left = of(&self.source, Like::Missing);
        let mut right = of(&self.target, Like::Missing);
        if left.is_empty() && right.is_empty() {
            return;
        }
        let (source, target) = ((&sides.source, &self.source), (&sides.target, &self.target));
        let mut differ = |left: &mut Vec<usize>, right: &mut Vec<usize>| {
            left.retain(|&s| {
                let sort = |t: &&usize| sort(source, s) == sort(target, **t);
                let fits = |t: &&usize| comparable(source, s, target, **t);
                let best = right.iter().find(|t| fits(t) && sort(t));
                let best = best.or_else(|| right.iter().find(fits)).copied();
                let other = best.and_then(|best| right.iter().position(|&t| t == best));
                let other = other.map(|k| right.remove(k));
                if let Some(t) = other {
                    found.push(difference(source, s, target, t));
                }
                other.is_none()
            });
        };
        differ(&mut left, &mut right);
        differ(&mut left, &mut of(&self.target, Like::Taken));
        differ(&mut of(&self.source, Like::Taken), &mut right);
        // Of one that is left on each side it cannot be told that it is missing: it may be said in
        // other words, as 80 °F and 27 °C are.
        let both = left.len().min(right.len());
        left.drain(..both);
        right.drain(..both);
        let name = name(kind);
        for s in left.into_iter().filter(|&s| tells(source, s)) {
            let a = text(source, s);
            let message = format!("The {name} “{a}” of the source is missing in the target.");
            found.push(discrepancy(
                discrepancy_kind(kind),
                Severity::Medium,
                place(source, s),
                None,
                message,
            ));
        }
        for t in right.into_iter().filter(|&t| tells(target, t)) {
            let b = text(target, t);
            let message =
                format!("The {name} “{b}” of the target has no counterpart in the source.");
            found.push(discrepancy(
                discrepancy_kind(kind),
                Severity::Medium,
                None,
                place(target, t),
                message,
            ));
        }
    }
}

/// Marks what one side of a bead lacks and the other side of the next bead has too much, or has.
fn across((side, here): (&Side<'_>, &mut Items), (other, there): (&Side<'_>, &mut Items)) {
    for item in here.missing().take(MAX_COMPARED).collect::<Vec<_>>() {
        let like = |k: &usize| is_like((side, here), item, other, &there.tokens[*k]);
        let free = (0..there.tokens.len()).filter(|&k| there.is_free(k)).find(like);
        if let Some(k) = free {
            here.items[item].like = Like::Found;
            if let Some(owner) = there.owners[k] {
                there.items[owner].like = Like::Found;
            }
        } else {
            here.items[item].like = elsewhere((side, here), item, (other, there));
        }
    }
}

/// Whether an item without its like stands on the other side all the same: inside something else,
/// in pieces, or once for two.
fn elsewhere(here: Held<'_>, item: usize, (other, there): Held<'_>) -> Like {
    let mut like = Like::Missing;
    for (k, token) in there.tokens.iter().enumerate() {
        if is_like(here, item, other, token) {
            if there.is_free(k) {
                return Like::Found;
            }
            like = Like::Taken;
        }
    }
    let range = || here.1.keys(item).iter().any(|t| here.0.document.form(t.form).contains(".."));
    if here.1.items[item].kind == AnchorKind::Date || range() {
        like = like.max(digits_recur(here, item, (other, there)));
    }
    like.max(whole_recurs(here, item, (other, there)))
}

/// Whether an item may be what a key of the other side says.
fn is_like((side, items): Held<'_>, item: usize, other: &Side<'_>, token: &Token) -> bool {
    let key = other.document.form(token.form);
    let kind = items.items[item].kind;
    let dates = kind == AnchorKind::Date && token.class.kind() == Some(AnchorKind::Date);
    if dates && years_apart(text((side, items), item), other.text(token)) {
        return false;
    }
    items.keys(item).iter().any(|own| {
        let own = side.document.form(own.form);
        own == key
            || match kind {
                // `2/3` may be a fraction.
                AnchorKind::Date => {
                    let written = text((side, items), item);
                    same_date(own, key) || key.strip_prefix('#') == Some(written)
                }
                AnchorKind::Number => {
                    same_amount(own, key)
                        || converted(own, key)
                        || is_part(own, key)
                        || is_part(key, own)
                }
                AnchorKind::Name | AnchorKind::Word => false,
            }
    })
}

/// Whether a time that is no calendar day (a year, a clock time, a duration), or a range, has all
/// its digits on the other side: there it may be taken for something else or for two, and counted
/// in half days (`18 heures`, `6 p.m.`).
fn digits_recur(here: Held<'_>, item: usize, (other, there): Held<'_>) -> Like {
    // `2/3` may be a fraction.
    let text = text(here, item);
    let plain = text.chars().all(|c| c.is_numeric() || c == '/') && text.matches('/').count() <= 1;
    let (side, items) = here;
    let first = &items.keys(item)[0];
    if side.document.form(first.form).starts_with("date:") && !plain {
        return Like::Missing;
    }
    let digits = items.parts(item).chain(items.keys(item)).filter(|t| t.class == Class::Number);
    let digits = digits.filter(|t| t.form != first.form);
    let likes = digits.map(|u| {
        let key = side.document.form(u.form);
        let same = |k: &usize| {
            let other_key = other.document.form(there.tokens[*k].form);
            key == other_key
                || there.tokens[*k].class == Class::Number
                    && (half_day_apart(key, other_key) || short_year(key, other_key))
        };
        best(there, (0..there.tokens.len()).filter(same))
    });
    likes.min().unwrap_or(Like::Missing)
}

/// Whether a number and a fraction (`220 2/3`) has its whole part on the other side, where the
/// fraction may be in words.
fn whole_recurs(here: Held<'_>, item: usize, (other, there): Held<'_>) -> Like {
    if !text(here, item).contains('/') {
        return Like::Missing;
    }
    let (side, items) = here;
    let start = items.items[item].span.start;
    let mut parts = items.parts(item).filter(|t| t.class == Class::Number);
    let Some(whole) = parts.find(|t| t.span.start == start) else { return Like::Missing };
    let key = side.document.form(whole.form);
    let same = |k: &usize| other.document.form(there.tokens[*k].form) == key && key.len() > 2;
    best(there, (0..there.tokens.len()).filter(same))
}

/// The best that can be said of some tokens that are like something.
fn best(items: &Items, like: impl Iterator<Item = usize>) -> Like {
    let like = like.map(|k| if items.is_free(k) { Like::Found } else { Like::Taken });
    like.max().unwrap_or(Like::Missing)
}

/// What an item looks like.
fn text<'a>((side, items): Held<'a>, item: usize) -> &'a str {
    let item = &items.items[item];
    &side.profile.sentences[item.sentence].text[item.span]
}

/// Where an item stands.
fn place((side, items): Held<'_>, item: usize) -> Option<Place> {
    let item = &items.items[item];
    Some(side.place(item.sentence, item.span))
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
}

/// What an item counts: `money`, `quantity`; nothing for a bare number.
fn sort<'a>((side, items): Held<'a>, item: usize) -> &'a str {
    let key = side.document.form(items.keys(item)[0].form);
    key.split_once(':').map_or("", |(sort, _)| sort)
}

const fn name(kind: AnchorKind) -> &'static str {
    if matches!(kind, AnchorKind::Date) { "date" } else { "number" }
}

const fn discrepancy_kind(kind: AnchorKind) -> DiscrepancyKind {
    if matches!(kind, AnchorKind::Date) { DiscrepancyKind::Date } else { DiscrepancyKind::Number }
}

/// One thing that is another on the other side.
fn difference(source: Held<'_>, s: usize, target: Held<'_>, t: usize) -> Discrepancy {
    let kind = source.1.items[s].kind;
    let (name, a, b) = (name(kind), text(source, s), text(target, t));
    discrepancy(
        discrepancy_kind(kind),
        Severity::High,
        place(source, s),
        place(target, t),
        format!("The {name} “{a}” of the source is “{b}” in the target."),
    )
}

/// Whether something that one side lacks is worth a report: a number of two digits or more
/// (small ones become words), a date in digits.
fn tells(held: Held<'_>, item: usize) -> bool {
    let text = text(held, item);
    let key = held.0.document.form(held.1.keys(item)[0].form);
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    // Sure to 100 percent is sure.
    let usual = is_period(key) || key == "percent:100" || held.1.items[item].in_name;
    !usual
        && match held.1.items[item].kind {
            AnchorKind::Date => digits >= 1,
            _ => digits >= 2 && !matches!(text, "10" | "11" | "12"),
        }
}

/// Whether two amounts or dates without their like are worth a report together: a word such as
/// `one` may be an article on the other side, and a weekday says nothing exact.
fn comparable(source: Held<'_>, s: usize, target: Held<'_>, t: usize) -> bool {
    let digits = |text: &str| text.chars().any(char::is_numeric);
    let (a, b) = (digits(text(source, s)), digits(text(target, t)));
    match source.1.items[s].kind {
        AnchorKind::Date => a && b,
        _ => (a || b) && !degrees(source, s, target, t),
    }
}

/// Whether two numbers are degrees of two scales, in sentences that speak of degrees Celsius.
fn degrees(source: Held<'_>, s: usize, target: Held<'_>, t: usize) -> bool {
    let value = |held: Held<'_>, item: usize| -> Option<f64> {
        let text = text(held, item);
        let from = text.find(|c: char| c.is_ascii_digit())?;
        let rest = &text[from..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok()
    };
    let celsius = |(side, items): Held<'_>, item: usize| {
        let text = side.profile.sentences[items.items[item].sentence].text;
        ["°C", "ºC", "° C", "º C", "° Celsius", "degrés", "Grad", "grados", "gradi", "graus"]
            .iter()
            .any(|sign| text.contains(sign))
    };
    let (Some(a), Some(b)) = (value(source, s), value(target, t)) else {
        return false;
    };
    celsius(target, t) && units::is_celsius(a, b) || celsius(source, s) && units::is_celsius(b, a)
}

/// Whether a key is a decade or a century (`date:193`, `date:18`): they are named in many ways.
fn is_period(key: &str) -> bool {
    let years = key.strip_prefix("date:").unwrap_or_default();
    (1..4).contains(&years.len()) && years.bytes().all(|b| b.is_ascii_digit())
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
            // A lone digit and a power of thousand have the same key somewhere when they are the
            // same; myriads (3 億 is 300 million) have not.
            let scales: &[f64] =
                if lone_digit(low) { &[1e4, 1e8] } else { &[1e3, 1e4, 1e6, 1e8, 1e9] };
            let scale = low > 0.0 && scales.iter().any(|s| (ratio / s - 1.0).abs() < 1e-9);
            x == y || clock || year || scale
        }
        (Some(x), None) => roman(b) == Some(x),
        (None, Some(y)) => roman(a) == Some(y),
        (None, None) => false,
    }
}

/// Whether a number is one of 1 to 9.
fn lone_digit(value: f64) -> bool {
    (1.0..10.0).contains(&value) && value.fract() == 0.0
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
        minute.len() == 2
            && minute.bytes().all(|b| b.is_ascii_digit())
            && (part == hour || part == minute.trim_start_matches('0'))
    })
}

/// Whether two dates name two years.
fn years_apart(a: &str, b: &str) -> bool {
    matches!((year(a), year(b)), (Some(a), Some(b)) if a != b)
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
        assert!(!same_amount("#1", "#1000000") && same_amount("#3", "#300000000"));
        assert!(!is_part("#2", "#2..5"));
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
