//! A value as a flat map of JSON keys.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Amount, Money, Name, Ordinal, Reading, Time, Value};
use crate::{Kind, Rational};

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

/// The keys of a value with the `kind` of its entity; other keys are read over.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let keys = Keys::deserialize(deserializer)?;
        keys.into_value().map_err(D::Error::custom)
    }
}

/// All keys that a value may have.
#[derive(serde::Deserialize)]
struct Keys {
    kind: Kind,
    value: Option<String>,
    relative: Option<String>,
    amount: Option<String>,
    low: Option<String>,
    high: Option<String>,
    currency: Option<String>,
    #[serde(default)]
    candidates: Vec<String>,
    major: Option<(String, Option<String>)>,
    unit: Option<String>,
    dimension: Option<String>,
    timex: Option<String>,
    #[serde(default)]
    resolved: Vec<Reading>,
    name: Option<String>,
    id: Option<String>,
}

impl Keys {
    fn into_value(self) -> Result<Value, String> {
        let kind = self.kind;
        let missing = |key: &str| format!("expected the key {key:?} of the kind {kind}");
        let text = |value: Option<String>, key: &str| value.ok_or_else(|| missing(key));
        let number = |text: String| text.parse::<Rational>().map_err(|error| error.to_string());
        let amount = |exact: Option<String>| match exact {
            Some(exact) => number(exact).map(Amount::Exact),
            None => {
                let low = self.low.clone().map(number).transpose()?;
                let high = self.high.clone().map(number).transpose()?;
                Ok(Amount::Range { low, high })
            }
        };
        Ok(match kind {
            Kind::Number => Value::Number(amount(self.value)?),
            Kind::Percent => Value::Percent(amount(self.value)?),
            Kind::Ordinal => {
                let place = text(self.value.or(self.relative), "value")?;
                Value::Ordinal(place.parse().map_err(|error: super::ValueError| error.to_string())?)
            }
            Kind::Money => {
                let major = self.major.map(|(amount, unit)| {
                    let amount =
                        amount.parse().map_err(|error: super::ValueError| error.to_string());
                    amount.map(|amount: Amount| (amount, unit))
                });
                Value::Money(Money {
                    amount: amount(self.amount)?,
                    currency: text(self.currency, "currency")?,
                    candidates: self.candidates,
                    major: major.transpose()?,
                })
            }
            Kind::Quantity => Value::Quantity {
                amount: amount(self.amount)?,
                unit: text(self.unit, "unit")?,
                dimension: text(self.dimension, "dimension")?,
            },
            Kind::Temperature => {
                Value::Temperature { amount: amount(self.amount)?, unit: text(self.unit, "unit")? }
            }
            Kind::Age => {
                Value::Age { amount: amount(self.amount)?, unit: text(self.unit, "unit")? }
            }
            _ if self.timex.is_some() => {
                let timex = text(self.timex, "timex")?;
                Value::Time(Time { kind, timex, resolved: self.resolved })
            }
            _ if kind.is_name() => {
                Value::Name(Name { kind, name: text(self.name, "name")?, id: self.id })
            }
            _ => Value::Sequence { kind, value: text(self.value, "value")? },
        })
    }
}

impl<'de> Deserialize<'de> for Reading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "lowercase")]
        enum Written {
            Point(String),
            Clock(String),
            Interval(Option<String>, Option<String>),
            Seconds(String),
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Point(text) => Self::Point(text),
            Written::Clock(text) => Self::Clock(text),
            Written::Interval(from, to) => Self::Interval(from, to),
            Written::Seconds(number) => Self::Seconds(number.parse().map_err(D::Error::custom)?),
        })
    }
}

/// A value as its canonical text, which says all of it in one string.
pub(crate) mod canonical_text {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::Value;

    pub(crate) fn serialize<S: Serializer>(value: &Value, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
        std::borrow::Cow::<str>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
