//! Keys of a value that are the same in every language.

use super::{Amount, Ordinal, Reading, Value};
use crate::Kind;

impl Value {
    /// Keys that a translation of the text shares, the most telling first; none for a value that
    /// names nothing exact, such as an open range.
    ///
    /// A day gives its full date and, because a translation may leave out the year, the bare month
    /// and day; one without a year gives the latter and the dates it resolves to at best. `1,400`
    /// and « mille quatre cents » are `number:1400`; an amount of money gives its currency's key
    /// and, since signs are ambiguous, the bare number; so does a quantity, whose unit may be
    /// converted elsewhere in the sentence. By that last key `1,400 euros` meets « 1 400
    /// personnes » too: who asks for the unit must look at the first key alone.
    ///
    /// `58 years old`, « 58 ans » and `, 58,` may be the same age: an age shares a key with a
    /// duration of that length, and both, in years, one with the plain number. A number that may
    /// be a year (« erstmals 2011 gefordert ») ends with the key of that year.
    ///
    /// ```
    /// use diptych_extract::Value;
    ///
    /// let value: Value = "date:2023-10-07|p=2023-10-07".parse()?;
    /// assert_eq!(value.anchor_keys(), ["date:2023-10-07", "date:--10-07"]);
    /// # Ok::<(), diptych_extract::ValueError>(())
    /// ```
    #[must_use]
    pub fn anchor_keys(&self) -> Vec<String> {
        let amount_key = |kind: &str, amount: &Amount| format!("{kind}:{amount}");
        match self {
            Self::Number(amount) => {
                let mut keys = vec![amount_key("number", amount)];
                keys.extend(year_key(amount));
                keys
            }
            Self::Percent(amount) => vec![amount_key("percent", amount)],
            Self::Ordinal(ordinal @ Ordinal::Exact(_)) => vec![format!("ordinal:{ordinal}")],
            Self::Ordinal(Ordinal::Relative { .. }) => Vec::new(),
            Self::Money(money) => vec![
                format!("money:{} {}", money.amount, money.currency),
                amount_key("number", &money.amount),
            ],
            Self::Quantity { amount, unit, .. } => {
                vec![format!("quantity:{amount} {unit}"), amount_key("number", amount)]
            }
            Self::Temperature { amount, .. } => vec![amount_key("temperature", amount)],
            Self::Age { amount, unit } => vec![
                format!("age:{amount} {unit}"),
                format!("duration:P{amount}{}", duration_letter(unit)),
                amount_key("number", amount),
            ],
            Self::Time(time) => time_keys(time.kind, &time.timex, &time.resolved),
            Self::Name(name) => name.id.iter().cloned().collect(),
            Self::Sequence { kind, value } => vec![format!("{kind}:{value}")],
        }
    }
}

/// The key of the year that a whole number from 1900 to 2099 may be.
fn year_key(amount: &Amount) -> Option<String> {
    let Amount::Exact(value) = amount else {
        return None;
    };
    let year = value.to_integer().filter(|year| (1900..2100).contains(year))?;
    Some(format!("date:{year}"))
}

/// The count of a duration in whole years: `P58Y`. Shorter ones are never said without their unit.
fn whole_years(timex: &str) -> Option<&str> {
    let count = timex.strip_prefix('P')?.strip_suffix('Y')?;
    count.bytes().all(|b| b.is_ascii_digit()).then_some(count).filter(|count| !count.is_empty())
}

const fn duration_letter(unit: &str) -> &'static str {
    match unit.as_bytes() {
        b"a" => "Y",
        b"mo" => "M",
        b"wk" => "W",
        _ => "D",
    }
}

fn time_keys(kind: Kind, timex: &str, resolved: &[Reading]) -> Vec<String> {
    if timex.is_empty() {
        return Vec::new();
    }
    if matches!(kind, Kind::Duration | Kind::Set | Kind::Time | Kind::TimeZone) {
        let years = whole_years(timex).filter(|_| kind == Kind::Duration);
        let mut keys = vec![format!("{kind}:{timex}")];
        keys.extend(years.map(|count| format!("number:{count}")));
        return keys;
    }
    let mut keys = Vec::new();
    let day = match resolved.first() {
        Some(Reading::Point(text)) => text.get(..10),
        _ => timex.get(..10),
    };
    if let Some(day) = day.filter(|day| is_day(day)) {
        if !day.starts_with('X') {
            keys.push(format!("date:{day}"));
        }
        keys.push(format!("date:-{}", &day[4..]));
    } else {
        keys.push(format!("date:{timex}"));
    }
    if kind == Kind::DateTime {
        keys.insert(0, format!("datetime:{timex}"));
    }
    keys
}

/// Whether it reads `dddd-dd-dd`, with `X` allowed for the digits of the year.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            0..4 => b.is_ascii_digit() || b == b'X',
            _ => b.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &[&str]) {
        assert_eq!(value.parse::<Value>().expect(value).anchor_keys(), expected, "{value}");
    }

    #[test]
    fn keys() {
        check("number:1400", &["number:1400"]);
        check("date:XXXX-10-07", &["date:--10-07"]);
        check("date:2023-10-07|p=2023-10-07", &["date:2023-10-07", "date:--10-07"]);
        check("date:2023-10|i=2023-10-01/2023-11-01", &["date:2023-10"]);
        check("date:XXXX-WXX-1", &["date:XXXX-WXX-1"]);
        check("money:20 dollar|USD", &["money:20 dollar", "number:20"]);
        check("duration:P6W|s=3628800", &["duration:P6W"]);
        check("duration:P58Y|s=1829088000", &["duration:P58Y", "number:58"]);
        check("age:58 a", &["age:58 a", "duration:P58Y", "number:58"]);
        check("number:2011", &["number:2011", "date:2011"]);
        check("ordinal:current+1", &[]);
    }
}
