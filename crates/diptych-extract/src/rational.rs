//! Exact numbers.

/// An exact number: a reduced fraction of two 128-bit integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rational {
    numerator: i128,
    denominator: i128,
}

impl Rational {
    /// The whole number `value`.
    #[must_use]
    pub const fn integer(value: i128) -> Self {
        Self { numerator: value, denominator: 1 }
    }

    /// The numerator of the reduced fraction; it carries the sign.
    #[must_use]
    pub const fn numerator(&self) -> i128 {
        self.numerator
    }

    /// The denominator of the reduced fraction, at least 1.
    #[must_use]
    pub const fn denominator(&self) -> i128 {
        self.denominator
    }
}
