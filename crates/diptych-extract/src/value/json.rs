//! A value as a flat map of JSON keys.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Amount, Ordinal, Reading, Value};

/// The keys of a value, beside the `kind`, `start` and `end` of its entity: amounts are exact
/// texts, `value` (or `amount`) for an exact one, `low` and `high` for a range.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Number(amount) | Self::Percent(amount) => write(&mut map, "value", amount)?,
            Self::Ordinal(Ordinal::Exact(number)) => {
                map.serialize_entry("value", &number.to_string())?;
            }
            Self::Ordinal(relative) => {
                map.serialize_entry("relative", &relative.to_string())?;
            }
            Self::Money(money) => {
                write(&mut map, "amount", &money.amount)?;
                map.serialize_entry("currency", &money.currency)?;
                if !money.candidates.is_empty() {
                    map.serialize_entry("candidates", &money.candidates)?;
                }
                if let Some((amount, unit)) = &money.major {
                    map.serialize_entry("major", &(amount.to_string(), unit))?;
                }
            }
            Self::Quantity { amount, unit, dimension } => {
                write(&mut map, "amount", amount)?;
                map.serialize_entry("unit", unit)?;
                map.serialize_entry("dimension", dimension)?;
            }
            Self::Temperature { amount, unit } | Self::Age { amount, unit } => {
                write(&mut map, "amount", amount)?;
                map.serialize_entry("unit", unit)?;
            }
            Self::Time(time) => {
                map.serialize_entry("timex", &time.timex)?;
                map.serialize_entry("resolved", &time.resolved)?;
            }
            Self::Name(name) => {
                map.serialize_entry("name", &name.name)?;
                map.serialize_entry("id", &name.id)?;
            }
            Self::Sequence { value, .. } => map.serialize_entry("value", value)?,
        }
        map.end()
    }
}

fn write<M: SerializeMap>(map: &mut M, key: &str, amount: &Amount) -> Result<(), M::Error> {
    match amount {
        Amount::Exact(number) => map.serialize_entry(key, &number.to_string()),
        Amount::Range { low, high } => {
            map.serialize_entry("low", &low.map(|low| low.to_string()))?;
            map.serialize_entry("high", &high.map(|high| high.to_string()))
        }
    }
}

/// A map of one key: `point`, `clock`, `interval` or `seconds`.
impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Point(text) => map.serialize_entry("point", text)?,
            Self::Clock(text) => map.serialize_entry("clock", text)?,
            Self::Interval(from, to) => map.serialize_entry("interval", &(from, to))?,
            Self::Seconds(number) => map.serialize_entry("seconds", &number.to_string())?,
        }
        map.end()
    }
}
