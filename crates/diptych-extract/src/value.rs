//! Normalised values: exact, comparable, the same in every language.

use std::fmt;

use crate::{Kind, Rational};

mod anchor;
mod canonical;
#[cfg(feature = "serde")]
mod json;

pub use canonical::ValueError;
#[cfg(feature = "serde")]
pub(crate) use json::canonical_text;

/// What an entity means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Value {
    /// A plain number: `1,400`, `one-third`, `hundreds`.
    Number(Amount),
    /// A place in an order: `first`, `the next`.
    Ordinal(Ordinal),
    /// A percentage: 12.5 for `12,5 %`.
    Percent(Amount),
    /// A sum of money.
    Money(Money),
    /// An amount of a physical quantity.
    Quantity {
        /// How much.
        amount: Amount,
        /// The unit, as a UCUM code: `km`, `[mi_i]`.
        unit: String,
        /// What the unit measures: `length`, `mass`, `area`.
        dimension: String,
    },
    /// A temperature.
    Temperature {
        /// How much.
        amount: Amount,
        /// `Cel`, `[degF]`, `K`, or `deg` when the scale is not said.
        unit: String,
    },
    /// The age of a person or thing.
    Age {
        /// How much.
        amount: Amount,
        /// `a`, `mo`, `wk` or `d` (UCUM).
        unit: String,
    },
    /// A date, time, duration, set or time zone.
    Time(Time),
    /// A name.
    Name(Name),
    /// A sequence with a form of its own: URL, e-mail address, phone number.
    Sequence {
        /// `url` to `guid`.
        kind: Kind,
        /// The canonical form.
        value: String,
    },
}

/// An exact amount, or what is known of its size.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Amount {
    /// Exactly this.
    Exact(Rational),
    /// Between two bounds, each included and each perhaps unknown: `hundreds`, `5 to 7`.
    Range {
        /// The lower bound.
        low: Option<Rational>,
        /// The upper bound.
        high: Option<Rational>,
    },
}

/// A place in an order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ordinal {
    /// The n-th.
    Exact(Rational),
    /// Counted from the current one or from the end: `current+1`, `end-1`.
    Relative {
        /// From where it is counted.
        from: Origin,
        /// How many places further.
        offset: i32,
    },
}

/// From where a relative ordinal is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Origin {
    /// From the current one.
    Current,
    /// From the last one.
    End,
}

/// A sum of money.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Money {
    /// How many of the currency's unit, or of its subunit when that was said.
    pub amount: Amount,
    /// ISO 4217 code; the family word of an ambiguous sign (`dollar`, `peso`); the word of a
    /// subunit (`cent`, `penny`).
    pub currency: String,
    /// The currencies an ambiguous one may be, the likeliest first; empty when it is clear.
    pub candidates: Vec<String>,
    /// For a subunit: the amount in the main unit and that unit, when it is known.
    pub major: Option<(Amount, Option<String>)>,
}

/// A time expression: TIMEX3 value and what it resolves to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Time {
    /// `date`, `time`, `datetime`, `duration`, `set` or `timezone`.
    pub kind: Kind,
    /// The TIMEX3 value (TimeML 1.2.1): `2023-10-07`, `XXXX-10-07`, `P6W`.
    pub timex: String,
    /// All readings, the best first; empty when nothing can be told.
    pub resolved: Vec<Reading>,
}

/// One way to understand a time expression; all texts are ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reading {
    /// A day or a moment: `2023-10-07`, `2023-10-07T09:00:00`.
    Point(String),
    /// A time of day: `09:00:00`.
    Clock(String),
    /// From, inclusive, to, exclusive; either may be open.
    Interval(Option<String>, Option<String>),
    /// A nominal length (a month is 30 days, a year 365).
    Seconds(Rational),
}

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Name {
    /// `person` to `event`.
    pub kind: Kind,
    /// The name without article, title and possessive.
    pub name: String,
    /// The same in every language: `place:eg`, `org:united-nations`, `person:antony-blinken`.
    pub id: Option<String>,
}

/// How the words around an amount or a time change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each name says all there is to say")]
pub enum Modifier {
    About,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
    UpTo,
    Before,
    After,
    Start,
    Mid,
    End,
}

impl Modifier {
    /// All modifiers, in the order of their declaration.
    pub const ALL: [Self; 11] = [
        Self::About,
        Self::MoreThan,
        Self::AtLeast,
        Self::LessThan,
        Self::AtMost,
        Self::UpTo,
        Self::Before,
        Self::After,
        Self::Start,
        Self::Mid,
        Self::End,
    ];

    /// The name used in Python and in JSON: `more_than`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::MoreThan => "more_than",
            Self::AtLeast => "at_least",
            Self::LessThan => "less_than",
            Self::AtMost => "at_most",
            Self::UpTo => "up_to",
            Self::Before => "before",
            Self::After => "after",
            Self::Start => "start",
            Self::Mid => "mid",
            Self::End => "end",
        }
    }
}

impl fmt::Display for Modifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Value {
    /// Whether it is an amount between bounds.
    pub(crate) const fn is_range(&self) -> bool {
        match self {
            Self::Number(amount)
            | Self::Percent(amount)
            | Self::Quantity { amount, .. }
            | Self::Temperature { amount, .. }
            | Self::Age { amount, .. }
            | Self::Money(Money { amount, .. }) => matches!(amount, Amount::Range { .. }),
            _ => false,
        }
    }

    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Ordinal(_) => Kind::Ordinal,
            Self::Percent(_) => Kind::Percent,
            Self::Money(_) => Kind::Money,
            Self::Quantity { .. } => Kind::Quantity,
            Self::Temperature { .. } => Kind::Temperature,
            Self::Age { .. } => Kind::Age,
            Self::Time(time) => time.kind,
            Self::Name(name) => name.kind,
            Self::Sequence { kind, .. } => *kind,
        }
    }
}
