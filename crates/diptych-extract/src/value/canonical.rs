//! The canonical text of a value, written and read back.

use std::fmt;
use std::fmt::Write as _;
use std::str::FromStr;

use super::{Amount, Money, Name, Ordinal, Origin, Reading, Time, Value};
use crate::{Kind, Rational};

impl fmt::Display for Amount {
    /// An exact number as it is, a range as `200..999`, with an open side left empty.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => number.fmt(f),
            Self::Range { low, high } => {
                if let Some(low) = low {
                    low.fmt(f)?;
                }
                f.write_str("..")?;
                high.map_or(Ok(()), |high| high.fmt(f))
            }
        }
    }
}

impl FromStr for Amount {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let error = |_| ValueError::new(text, "an amount, such as 12.5 or 200..999");
        let bound = |side: &str| {
            if side.is_empty() { Ok(None) } else { side.parse::<Rational>().map(Some) }
        };
        match text.split_once("..") {
            Some((low, high)) => Ok(Self::Range {
                low: bound(low).map_err(error)?,
                high: bound(high).map_err(error)?,
            }),
            None => text.parse().map(Self::Exact).map_err(error),
        }
    }
}

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => number.fmt(f),
            Self::Relative { from, offset } => {
                let from = match from {
                    Origin::Current => "current",
                    Origin::End => "end",
                };
                write!(f, "{from}{offset:+}")
            }
        }
    }
}

impl FromStr for Ordinal {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let error = || ValueError::new(text, "a place, such as 3 or current+1");
        for (word, from) in [("current", Origin::Current), ("end", Origin::End)] {
            if let Some(offset) = text.strip_prefix(word) {
                let offset = offset.parse().map_err(|_| error())?;
                return Ok(Self::Relative { from, offset });
            }
        }
        text.parse().map(Self::Exact).map_err(|_| error())
    }
}

/// The canonical text: the name of the kind, a colon, and the content, whose parts stand between
/// `|`. It is read back by [`FromStr`], for every value whose inner `kind` fits its variant.
///
/// | value | text |
/// |---|---|
/// | number, percent | `number:1400`, `number:200..999`, `percent:12.5` |
/// | ordinal | `ordinal:3`, `ordinal:current+1` |
/// | money | `money:12.5 EUR`, `money:20 dollar\|USD,CAD`, `money:50 cent\|USD\|0.5 USD` |
/// | quantity, temperature, age | `quantity:5 km\|length`, `temperature:20 Cel`, `age:8 mo` |
/// | times | `date:2023-10-07\|p=2023-10-07`, `duration:P6W\|s=3628800`, readings `p=`oint, `c=`lock, `i=`from`/`to, `s=`econds |
/// | names | `location:Egypt\|place:eg` |
/// | sequences | `email:info@example.org` |
///
/// In free text the characters `%`, `|`, `,`, `/`, white space and controls stand as `%` and two
/// hexadecimal digits a byte (`,` and `/` only where they part a list).
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.kind())?;
        match self {
            Self::Number(amount) | Self::Percent(amount) => amount.fmt(f),
            Self::Ordinal(ordinal) => ordinal.fmt(f),
            Self::Money(money) => {
                write!(f, "{} {}", money.amount, escaped(&money.currency))?;
                if !money.candidates.is_empty() || money.major.is_some() {
                    f.write_char('|')?;
                }
                for (i, candidate) in money.candidates.iter().enumerate() {
                    write!(f, "{}{}", if i == 0 { "" } else { "," }, escaped(candidate))?;
                }
                match &money.major {
                    None => Ok(()),
                    Some((amount, None)) => write!(f, "|{amount}"),
                    Some((amount, Some(unit))) => write!(f, "|{amount} {}", escaped(unit)),
                }
            }
            Self::Quantity { amount, unit, dimension } => {
                write!(f, "{amount} {}|{}", escaped(unit), escaped(dimension))
            }
            Self::Temperature { amount, unit } | Self::Age { amount, unit } => {
                write!(f, "{amount} {}", escaped(unit))
            }
            Self::Time(time) => {
                write!(f, "{}", escaped(&time.timex))?;
                for reading in &time.resolved {
                    match reading {
                        Reading::Point(text) => write!(f, "|p={}", escaped(text))?,
                        Reading::Clock(text) => write!(f, "|c={}", escaped(text))?,
                        Reading::Seconds(number) => write!(f, "|s={number}")?,
                        Reading::Interval(from, to) => {
                            let side = |text: &Option<String>| {
                                text.as_ref().map_or(String::new(), |t| escaped(t).to_string())
                            };
                            write!(f, "|i={}/{}", side(from), side(to))?;
                        }
                    }
                }
                Ok(())
            }
            Self::Name(Name { name, id, .. }) => {
                write!(f, "{}", escaped(name))?;
                id.as_ref().map_or(Ok(()), |id| write!(f, "|{}", escaped(id)))
            }
            Self::Sequence { value, .. } => write!(f, "{}", escaped(value)),
        }
    }
}

impl FromStr for Value {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let error = || ValueError::new(text, "a value, such as number:1400 or date:2023-10-07");
        let (kind, content) = text.split_once(':').ok_or_else(error)?;
        let kind: Kind = kind.parse().map_err(|_| error())?;
        let mut parts = content.split('|');
        let first = parts.next().unwrap_or_default();
        let measured = |part: &str| -> Result<(Amount, String), ValueError> {
            let (amount, unit) = part.split_once(' ').ok_or_else(error)?;
            Ok((amount.parse()?, unescaped(unit).ok_or_else(error)?))
        };
        let value = match kind {
            Kind::Number => Self::Number(first.parse()?),
            Kind::Percent => Self::Percent(first.parse()?),
            Kind::Ordinal => Self::Ordinal(first.parse()?),
            Kind::Money => {
                let (amount, currency) = measured(first)?;
                let listed = parts.next().unwrap_or_default();
                let candidates = listed.split(',').filter(|c| !c.is_empty()).map(unescaped);
                let candidates = candidates.collect::<Option<_>>().ok_or_else(error)?;
                let major = match parts.next() {
                    None => None,
                    Some(part) if part.contains(' ') => {
                        measured(part).map(|(amount, unit)| Some((amount, Some(unit))))?
                    }
                    Some(part) => Some((part.parse()?, None)),
                };
                Self::Money(Money { amount, currency, candidates, major })
            }
            Kind::Quantity => {
                let (amount, unit) = measured(first)?;
                let dimension = parts.next().and_then(unescaped).ok_or_else(error)?;
                Self::Quantity { amount, unit, dimension }
            }
            Kind::Temperature => {
                let (amount, unit) = measured(first)?;
                Self::Temperature { amount, unit }
            }
            Kind::Age => {
                let (amount, unit) = measured(first)?;
                Self::Age { amount, unit }
            }
            kind if kind.is_time() => {
                let resolved = parts.by_ref().map(|part| reading(part).ok_or_else(error));
                let resolved = resolved.collect::<Result<_, _>>()?;
                let timex = unescaped(first).ok_or_else(error)?;
                Self::Time(Time { kind, timex, resolved })
            }
            kind if kind.is_name() => {
                let name = unescaped(first).ok_or_else(error)?;
                let id = parts.next().map(|id| unescaped(id).ok_or_else(error)).transpose()?;
                Self::Name(Name { kind, name, id })
            }
            kind => Self::Sequence { kind, value: unescaped(first).ok_or_else(error)? },
        };
        if parts.next().is_some() { Err(error()) } else { Ok(value) }
    }
}

fn reading(part: &str) -> Option<Reading> {
    let (key, content) = part.split_once('=')?;
    let side = |text: &str| {
        if text.is_empty() { Some(None) } else { unescaped(text).map(Some) }
    };
    Some(match key {
        "p" => Reading::Point(unescaped(content)?),
        "c" => Reading::Clock(unescaped(content)?),
        "s" => Reading::Seconds(content.parse().ok()?),
        "i" => {
            let (from, to) = content.split_once('/')?;
            Reading::Interval(side(from)?, side(to)?)
        }
        _ => return None,
    })
}

/// Free text with the characters that part the canonical text escaped.
fn escaped(text: &str) -> impl fmt::Display + '_ {
    struct Escaped<'t>(&'t str);
    impl fmt::Display for Escaped<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            for c in self.0.chars() {
                if matches!(c, '%' | '|' | ',' | '/') || c.is_whitespace() || c.is_control() {
                    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                        write!(f, "%{byte:02X}")?;
                    }
                } else {
                    f.write_char(c)?;
                }
            }
            Ok(())
        }
    }
    Escaped(text)
}

fn unescaped(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |b: Option<u8>| char::from(b?).to_digit(16);
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Not the canonical text of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    text: String,
    expected: &'static str,
}

impl ValueError {
    fn new(text: &str, expected: &'static str) -> Self {
        Self { text: text.to_owned(), expected }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} cannot be read: expected {}", self.text, self.expected)
    }
}

impl std::error::Error for ValueError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let value: Value = text.parse().expect(text);
        assert_eq!(value.to_string(), text);
    }

    #[test]
    fn canonical_texts() {
        for text in [
            "number:1400",
            "number:200..999",
            "number:..5",
            "ordinal:current+1",
            "ordinal:end-1",
            "percent:12.5",
            "money:12.5 EUR",
            "money:20 dollar|USD,CAD",
            "money:50 cent|USD|0.5 USD",
            "money:50 cent||0.5",
            "quantity:5 km%2Fh|speed",
            "temperature:20 Cel",
            "age:8 mo",
            "date:2023-10-07|p=2023-10-07",
            "date:2025-W09-WE|i=2025-03-01/2025-03-03",
            "time:T09:00|c=09:00:00|i=/10:00",
            "duration:P6W|s=3628800",
            "location:Egypt|place:eg",
            "person:Amina%20Diallo",
            "email:info@example.org",
        ] {
            check(text);
        }
    }

    #[test]
    fn other_text_is_an_error() {
        for text in ["", "number", "number:", "number:x", "date:2023|x=1", "age:5", "number:1|2"] {
            assert!(text.parse::<Value>().is_err(), "{text}");
        }
    }

    fn rational() -> impl Strategy<Value = Rational> {
        (any::<i64>(), 1..1000_i128)
            .prop_map(|(n, d)| Rational::new(i128::from(n), d).expect("d > 0"))
    }

    fn amount() -> impl Strategy<Value = Amount> {
        prop_oneof![
            rational().prop_map(Amount::Exact),
            (proptest::option::of(rational()), proptest::option::of(rational()))
                .prop_map(|(low, high)| Amount::Range { low, high }),
        ]
    }

    proptest! {
        #[test]
        fn amounts_round_trip(amount in amount()) {
            prop_assert_eq!(amount.to_string().parse::<Amount>(), Ok(amount));
        }

        #[test]
        fn values_round_trip(amount in amount(), a in "\\PC{1,8}", b in "\\PC{0,8}", c in "\\PC{1,5}") {
            let money = Money {
                amount: amount.clone(),
                currency: a.clone(),
                candidates: vec![a.clone(), c.clone()],
                major: Some((amount.clone(), Some(b.clone()))),
            };
            let time = Time {
                kind: Kind::Date,
                timex: b.clone(),
                resolved: vec![
                    Reading::Point(b.clone()),
                    Reading::Interval(Some(a.clone()), None),
                    Reading::Clock(c.clone()),
                ],
            };
            for value in [
                Value::Money(money),
                Value::Time(time),
                Value::Quantity { amount, unit: a.clone(), dimension: b.clone() },
                Value::Name(Name { kind: Kind::Person, name: a, id: Some(b) }),
                Value::Sequence { kind: Kind::Url, value: c },
            ] {
                prop_assert_eq!(value.to_string().parse::<Value>(), Ok(value));
            }
        }

        #[test]
        fn any_text_reads_without_panic(text in "\\PC{0,30}") {
            let _ = text.parse::<Value>();
        }
    }
}
