//! Adds up the words of a number from left to right.

use crate::locale::{Locale, Sense};

/// What a word gives to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A number below 1000: `seven`, `quinientos`.
    Unit(i128),
    /// A power of ten.
    Power(u32),
    /// `and`.
    And,
}

/// What kind of number a word ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Seven.
    Cardinal,
    /// Seventh.
    Ordinal,
    /// As `Ordinal`, but never after a cardinal: « premier ».
    Place,
    /// The lower part of a fraction alone: `sevenths`.
    Part,
}

/// The piece that a sense gives, if any, and what it ends.
pub(super) fn piece(sense: Sense) -> Option<(Piece, Ending)> {
    Some(match sense {
        Sense::Card(n) => (Piece::Unit(i128::from(n)), Ending::Cardinal),
        Sense::One => (Piece::Unit(1), Ending::Cardinal),
        Sense::Mult(power) => (Piece::Power(power), Ending::Cardinal),
        Sense::And => (Piece::And, Ending::Cardinal),
        Sense::Ord(n) => (Piece::Unit(i128::from(n)), Ending::Ordinal),
        Sense::Place(n) => (Piece::Unit(i128::from(n)), Ending::Place),
        Sense::OrdMult(power) => (Piece::Power(power), Ending::Ordinal),
        Sense::Denominator(n) if n < 100 => (Piece::Unit(i128::from(n)), Ending::Part),
        Sense::Denominator(n) => (Piece::Power(n.ilog10()), Ending::Part),
        _ => return None,
    })
}

/// A number as far as it has been said: parts with scale words, each smaller than the one before,
/// then a group below 1000 (with `twenty-five hundred`, below 10,000).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    parts: [(i128, u32); PARTS],
    count: usize,
    group: Option<i128>,
}

/// Scale words in one number; the tables hold fewer.
const PARTS: usize = 8;

impl Sum {
    fn tail(&self) -> i128 {
        self.group.unwrap_or(0) % 100
    }

    /// Whether the word for and may follow.
    pub(super) fn takes_and(&self, locale: &Locale) -> bool {
        let tail = self.tail();
        match self.group {
            None => self.count > 0,
            Some(group) if tail == 0 => group > 0,
            Some(_) => {
                (locale.units_first && tail < 10)
                    || (locale.and_after_tens && tail % 10 == 0 && tail > 0)
            }
        }
    }

    /// Whether the word for and belongs to the number here: « treinta y dos ».
    pub(super) fn and_is_inside(&self) -> bool {
        self.tail() > 0
    }

    /// Whether a comma may follow: after a scale word.
    pub(super) fn takes_comma(&self) -> bool {
        self.group.is_none() && self.count > 0
    }

    /// Whether there are hundreds below the last scale word.
    pub(super) fn has_hundreds(&self) -> bool {
        self.group.is_some_and(|group| group >= 100)
    }

    /// Whether a hyphen may stand before units: `twenty - five`.
    pub(super) fn takes_hyphen(&self) -> bool {
        self.tail() >= 20 && self.tail() % 10 == 0
    }

    /// Adds a number below 1000; gives whether it fits.
    pub(super) fn unit(
        &mut self,
        n: i128,
        after_and: bool,
        ordinal: bool,
        locale: &Locale,
    ) -> bool {
        let Some(before) = self.group else {
            // « ألفين », two thousand
            if n >= 1000 && self.count < PARTS {
                let power = if n >= 1_000_000 { n.ilog10() / 3 * 3 } else { 3 };
                let above = self.count.checked_sub(1).map(|last| self.parts[last].1);
                self.parts[self.count] = (n, power);
                self.count += 1;
                return above.is_none_or(|above| power < above);
            }
            self.group = Some(n);
            return n > 0 || self.count == 0;
        };
        let tail = self.tail();
        let fits = if before == 0 {
            // zero five, as codes are read
            (1..10).contains(&n) && self.count == 0
        } else if n >= 100 {
            false
        } else if tail == 0 {
            n > 0
        } else if tail == 10 {
            // décimo tercero, diez y seis
            (1..10).contains(&n) && (ordinal && locale.last_follows || after_and && n > 5)
        } else if tail % 10 == 0 {
            let teens = locale.vigesimal && matches!(tail, 60 | 80) && (10..20).contains(&n);
            (1..10).contains(&n) && !locale.units_first || teens
        } else {
            // drei und zwanzig
            after_and && locale.units_first && tail < 10 && n >= 20 && n % 10 == 0
        };
        self.group = Some(before + n);
        fits
    }

    /// Multiplies by a power of ten; gives whether it fits.
    pub(super) fn power(&mut self, power: u32) -> bool {
        if power == 2 {
            let fits = self.group.is_none_or(|n| (1..100).contains(&n));
            self.group = Some(self.group.unwrap_or(1) * 100);
            return fits;
        }
        // three thousand millions: what is below goes up
        let (mut count, mut factor) = (self.count, self.group.unwrap_or(0));
        while power >= 6 && count > 0 && self.parts[count - 1].1 < 6 {
            count -= 1;
            factor += self.parts[count].0;
        }
        if factor == 0 {
            if self.group.is_some() || (count > 0 && power != 3) {
                return false;
            }
            factor = 1;
        }
        let above = count.checked_sub(1).map(|last| self.parts[last].1);
        let amount = 10_i128.checked_pow(power).and_then(|size| factor.checked_mul(size));
        let Some(amount) = amount.filter(|_| count < PARTS) else {
            return false;
        };
        let room = above.and_then(|above| 10_i128.checked_pow(above));
        if room.is_some_and(|room| amount >= room) {
            return false;
        }
        self.parts[count] = (amount, power);
        (self.count, self.group) = (count + 1, None);
        true
    }

    pub(super) fn push(
        &mut self,
        piece: Piece,
        after_and: bool,
        ordinal: bool,
        locale: &Locale,
    ) -> bool {
        match piece {
            Piece::Unit(n) => self.unit(n, after_and, ordinal, locale),
            Piece::Power(power) => self.power(power),
            Piece::And => false,
        }
    }

    /// The number; `None` when it leaves 128 bits.
    pub(super) fn value(&self) -> Option<i128> {
        let parts = self.parts[..self.count].iter();
        parts.map(|part| part.0).try_fold(self.group.unwrap_or(0), i128::checked_add)
    }
}

/// Whether the pieces of a word make one number, in this order.
pub(crate) fn is_one_word<'s>(
    pieces: impl ExactSizeIterator<Item = &'s [Sense]>,
    locale: &Locale,
) -> bool {
    let (mut sum, mut after_and, last) = (Sum::default(), false, pieces.len() - 1);
    for (i, senses) in pieces.enumerate() {
        if senses.iter().any(|sense| matches!(sense, Sense::Avo | Sense::AndHalf)) {
            return i > 0 && i == last && !after_and;
        }
        let Some((piece, ending)) = senses.iter().find_map(|&sense| piece(sense)) else {
            return false;
        };
        if piece == Piece::And {
            if after_and || i == 0 || !sum.takes_and(locale) {
                return false;
            }
            after_and = true;
            continue;
        }
        let ordinal = ending != Ending::Cardinal;
        if !sum.push(piece, after_and, ordinal, locale) || (ordinal && i != last) {
            return false;
        }
        after_and = false;
    }
    !after_and
}
