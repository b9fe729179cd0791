//! Exact numbers.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An exact number: a reduced fraction of two 128-bit integers.
///
/// It displays as a decimal when that is exact (the denominator has no prime factor but 2 and 5)
/// and as a fraction otherwise; [`FromStr`] reads both back.
///
/// ```
/// use diptych_extract::Rational;
///
/// let third: Rational = "2/6".parse()?;
/// assert_eq!(third.to_string(), "1/3");
/// assert_eq!("12.50".parse::<Rational>()?.to_string(), "12.5");
/// assert!(third < "0.34".parse()?);
/// # Ok::<(), diptych_extract::RationalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rational {
    numerator: i128,
    denominator: i128,
}

impl Rational {
    /// Nothing.
    pub const ZERO: Self = Self::integer(0);
    /// One.
    pub const ONE: Self = Self::integer(1);

    /// The whole number `value`.
    #[must_use]
    pub const fn integer(value: i128) -> Self {
        Self { numerator: value, denominator: 1 }
    }

    /// The fraction, reduced; `None` when the denominator is 0 or a part leaves 128 bits.
    ///
    /// ```
    /// # use diptych_extract::Rational;
    /// assert_eq!(Rational::new(6, -4).map(|r| r.to_string()).as_deref(), Some("-1.5"));
    /// assert_eq!(Rational::new(1, 0), None);
    /// ```
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        match denominator {
            0 => return None,
            1 => return Some(Self::integer(numerator)),
            _ => {}
        }
        let shared = i128::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs()));
        let shared = shared.ok()?;
        let (numerator, denominator) = (numerator / shared, denominator / shared);
        if denominator < 0 {
            let (n, d) = (numerator.checked_neg()?, denominator.checked_neg()?);
            return Some(Self { numerator: n, denominator: d });
        }
        Some(Self { numerator, denominator })
    }

    /// `digits` × 10^`exponent`, when it fits.
    #[must_use]
    pub fn decimal(digits: i128, exponent: i32) -> Option<Self> {
        let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
        if exponent >= 0 {
            digits.checked_mul(power).map(Self::integer)
        } else {
            Self::new(digits, power)
        }
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

    /// The value when it is a whole number.
    #[must_use]
    pub const fn to_integer(&self) -> Option<i128> {
        if self.denominator == 1 { Some(self.numerator) } else { None }
    }

    /// The sum; `None` when it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if let (Some(a), Some(b)) = (self.to_integer(), other.to_integer()) {
            return a.checked_add(b).map(Self::integer);
        }
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The product; `None` when it does not fit.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        if let (Some(a), Some(b)) = (self.to_integer(), other.to_integer()) {
            return a.checked_mul(b).map(Self::integer);
        }
        let a = Self::new(self.numerator, other.denominator)?;
        let b = Self::new(other.numerator, self.denominator)?;
        Self::new(a.numerator.checked_mul(b.numerator)?, a.denominator.checked_mul(b.denominator)?)
    }

    /// The quotient; `None` when `other` is 0 or it does not fit.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        self.checked_mul(Self::new(other.denominator, other.numerator)?)
    }

    /// The number with the other sign; `None` when it does not fit.
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        Some(Self { numerator: self.numerator.checked_neg()?, ..self })
    }

    /// The digits and decimal places, when the number is a decimal that fits.
    fn as_decimal(self) -> Option<(i128, usize)> {
        let (mut rest, mut twos, mut fives) = (self.denominator, 0_u32, 0_u32);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        if rest != 1 {
            return None;
        }
        let places = twos.max(fives);
        let scale = 10_i128.checked_pow(places)? / self.denominator;
        Some((self.numerator.checked_mul(scale)?, usize::try_from(places).ok()?))
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl From<i128> for Rational {
    fn from(value: i128) -> Self {
        Self::integer(value)
    }
}

impl Ord for Rational {
    /// Exact, by the continued fractions of the two: no product that could overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Some(a), Some(b)) = (self.to_integer(), other.to_integer()) {
            return a.cmp(&b);
        }
        let (mut a, mut b) = (*self, *other);
        let mut turned = false;
        loop {
            let (whole_a, whole_b) =
                (a.numerator.div_euclid(a.denominator), b.numerator.div_euclid(b.denominator));
            let (rest_a, rest_b) =
                (a.numerator.rem_euclid(a.denominator), b.numerator.rem_euclid(b.denominator));
            let order = match whole_a.cmp(&whole_b) {
                Ordering::Equal if rest_a == 0 || rest_b == 0 => rest_a.cmp(&rest_b),
                order => order,
            };
            if order != Ordering::Equal || rest_a == 0 || rest_b == 0 {
                return if turned { order.reverse() } else { order };
            }
            a = Self { numerator: a.denominator, denominator: rest_a };
            b = Self { numerator: b.denominator, denominator: rest_b };
            turned = !turned;
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_decimal() {
            Some((digits, 0)) => write!(f, "{digits}"),
            Some((digits, places)) => {
                let sign = if digits < 0 { "-" } else { "" };
                let digits = format!("{:0>width$}", digits.unsigned_abs(), width = places + 1);
                let (whole, part) = digits.split_at(digits.len() - places);
                write!(f, "{sign}{whole}.{part}")
            }
            None => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}

impl FromStr for Rational {
    type Err = RationalError;

    /// Reads `-12`, `12.5` and `1/3`.
    fn from_str(text: &str) -> Result<Self, RationalError> {
        let error = || RationalError { text: text.to_owned() };
        let signed = |part: &str| {
            let digits = part.strip_prefix('-').unwrap_or(part);
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse::<i128>().ok()).flatten()
        };
        if let Some((numerator, denominator)) = text.split_once('/') {
            let parts = signed(numerator).zip(signed(denominator));
            return parts.and_then(|(n, d)| Self::new(n, d)).ok_or_else(error);
        }
        let Some((whole, part)) = text.split_once('.') else {
            return signed(text).map(Self::integer).ok_or_else(error);
        };
        if whole.trim_start_matches('-').is_empty()
            || part.is_empty()
            || !part.bytes().all(|b| b.is_ascii_digit())
        {
            return Err(error());
        }
        let places = i32::try_from(part.len()).map_err(|_| error())?;
        let digits = signed(&format!("{whole}{part}")).ok_or_else(error)?;
        Self::decimal(digits, -places).ok_or_else(error)
    }
}

/// Not an exact number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RationalError {
    text: String,
}

impl fmt::Display for RationalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text } = self;
        write!(f, "{text:?} is no exact number: expected one such as 1400, -12.5 or 1/3")
    }
}

impl std::error::Error for RationalError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(text.parse::<Rational>().expect(text).to_string(), expected, "{text}");
    }

    #[test]
    fn decimals_and_fractions() {
        check("1400", "1400");
        check("-0.50", "-0.5");
        check("3/8", "0.375");
        check("-2/6", "-1/3");
        check("0.001", "0.001");
        check("-7/40", "-0.175");
    }

    #[test]
    fn other_text_is_an_error() {
        for text in ["", "-", "1/0", "1,5", "1.", ".5", "1e3", "+1", "9".repeat(60).as_str()] {
            assert!(text.parse::<Rational>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn round_trip(n: i128, d in 1..i128::MAX) {
            let number = Rational::new(n, d).expect("a denominator above 0");
            prop_assert_eq!(number.to_string().parse::<Rational>(), Ok(number));
        }

        #[test]
        fn order_is_that_of_products(a: i32, b in 1..i32::MAX, c: i32, d in 1..i32::MAX) {
            let [a, b, c, d] = [a, b, c, d].map(i128::from);
            let (x, y) = (Rational::new(a, b).expect("b > 0"), Rational::new(c, d).expect("d > 0"));
            prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
        }
    }
}
