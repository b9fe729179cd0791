//! Numbers in words: cardinals, and what ends in an ordinal or the lower part of a fraction.

use super::sum::{Ending, Piece, Sum, piece};
use crate::Rational;
use crate::lexer::{Sep, Tok};
use crate::locale::Sense;
use crate::scan::Scan;
use crate::tags::{Tag, Tags};

/// A number in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    /// The token after the last one.
    pub end: usize,
    pub value: i128,
    /// Where a word for and stands that may part two numbers: the number before it.
    pub before_and: Option<i128>,
}

/// What the number is to end in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Cardinal,
    Ordinal,
    /// The lower part of a fraction: an ordinal, or a word that is nothing else.
    Part,
}

const CARDINAL: Tags = Tags::of(&[Tag::Card, Tag::One, Tag::Mult]);
/// What ends the lower part of a fraction.
const PART: Tags = Tags::ORDINAL.or(Tags::of(&[Tag::Denominator, Tag::Avo]));
/// A word with a place in a number.
const PIECE: Tags = CARDINAL.or(PART);

impl Scan<'_> {
    /// A cardinal in words; a scale word alone is one only where the language has it so (« mille »).
    pub(super) fn cardinal(&self, i: usize) -> Option<Spoken> {
        let spoken = self.spoken(i, Form::Cardinal)?;
        if spoken.end == i + 1
            && let Some(power) = self.sense(i, super::mult)
            && (power > 3 || !self.locale.bare_scales)
        {
            return None;
        }
        Some(spoken)
    }

    /// The longest number in words of this form from token `i` on.
    pub(super) fn spoken(&self, i: usize, form: Form) -> Option<Spoken> {
        // A number in words has fewer than 40 words up to 10^18.
        const LONGEST: usize = 60;
        let ends = match form {
            Form::Cardinal => CARDINAL,
            Form::Ordinal => Tags::ORDINAL,
            Form::Part => PART,
        };
        if !self.tags(i).any(PIECE) || !self.ahead(i).any(ends) {
            return None;
        }
        let (mut sum, mut found) = (Sum::default(), None);
        let (mut at, mut before_and, mut ended) = (i, None, false);
        while at < i + LONGEST {
            let mut after_and = false;
            if at > i {
                if self.next(at).is_none() {
                    break;
                }
                if self.is(at, Sense::And) && !ended {
                    if !sum.takes_and(self.locale) || self.next(at + 1).is_none() {
                        break;
                    }
                    after_and = true;
                    at += 1;
                } else if self.next_sign(at) == Some(',') && !ended {
                    if !self.is_comma_inside(at, sum) {
                        break;
                    }
                    at += 1;
                } else if self.is_loose_hyphen(at) && !ended && sum.takes_hyphen() {
                    at += 1;
                }
            } else if self.token(at).is_none() {
                break;
            }
            let Some((piece, ending)) = self.piece(at, form, ended) else {
                break;
            };
            let ends = ending != Ending::Cardinal;
            if (form == Form::Cardinal && self.word_ends_number(at))
                || (ended && (!ends || !self.locale.last_follows))
                || (ending == Ending::Place
                    && at > i
                    && !ended
                    && form == Form::Ordinal
                    && self.tokens[at].sep != Sep::None)
            {
                break;
            }
            // « vingt et un », « soixante et onze », but « vingt et trois cinquièmes » is 20 and 3/5
            let joins = !self.locale.vigesimal || matches!(piece, Piece::Unit(1 | 11));
            let before = (sum.value()?, sum.and_is_inside() && joins);
            let mut next = sum;
            if !next.push(piece, after_and, ends, self.locale) {
                break;
            }
            if after_and && !before.1 {
                before_and = Some(before.0);
            }
            // « deux cents et trois cents » are two numbers
            if after_and && !before.1 && !ends && self.scale_refuses(next, at + 1) {
                break;
            }
            sum = next;
            at += 1;
            ended |= ends;
            if ended || form == Form::Cardinal {
                found = Some(Spoken { end: at, value: sum.value()?, before_and });
            } else if form == Form::Part && self.next_is(at, Sense::Avo) {
                return Some(Spoken { end: at + 1, value: sum.value()?, before_and });
            }
        }
        if form == Form::Cardinal
            && self.locale.hundred_unsaid
            && found.is_some_and(|f| f.end == i + 1)
        {
            return self.unsaid_hundred(i).or(found);
        }
        found
    }

    /// The piece of the token at `at` that suits the form.
    fn piece(&self, at: usize, form: Form, ended: bool) -> Option<(Piece, Ending)> {
        let senses = self.senses(at).iter().filter_map(|&sense| piece(sense));
        let wanted = |ending: Ending| match form {
            Form::Cardinal => ending == Ending::Cardinal,
            Form::Ordinal => ending != Ending::Part,
            Form::Part => true,
        };
        let mut fitting = senses.filter(|(piece, ending)| wanted(*ending) && *piece != Piece::And);
        let first = fitting.next()?;
        // where an ordinal may stand, it is one: « cuarto » in a fraction is a fourth
        if form != Form::Cardinal && first.1 == Ending::Cardinal || ended && first.1 == Ending::Part
        {
            return fitting.find(|(_, ending)| *ending != Ending::Cardinal).or(Some(first));
        }
        Some(first)
    }

    /// A comma after a scale word, before hundreds or more: `one thousand, two hundred`.
    fn is_comma_inside(&self, at: usize, sum: Sum) -> bool {
        let after_scale = self.locale.commas_in_words && sum.takes_comma();
        let next = after_scale && self.next(at + 1).is_some_and(|t| matches!(t.tok, Tok::Word(_)));
        // the words after it are read once more: bounded, as no comma goes on from there
        let mut end = at + 1;
        let (mut rest, mut hundreds) = (sum, false);
        while next && end < at + 8 && self.next(end).is_some() {
            let Some((piece, _)) = self.piece(end, Form::Ordinal, false) else {
                break;
            };
            if !rest.push(piece, false, false, self.locale) {
                return false;
            }
            hundreds |= matches!(piece, Piece::Power(_)) || rest.has_hundreds();
            end += 1;
        }
        hundreds
    }

    /// A hyphen with spaces around it, as texts for machines have it: `twenty - five`.
    fn is_loose_hyphen(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let Some(after) = self.next(at + 1) else {
            return false;
        };
        match token.tok {
            Tok::Sign('-') => true,
            Tok::Sign('–' | '—') => token.sep == Sep::None && after.sep == Sep::None,
            _ => false,
        }
    }

    /// Whether the word that begins at `at` is written in one and is no cardinal as a whole:
    /// « milcincoavos ».
    fn word_ends_number(&self, at: usize) -> bool {
        if self.tokens[at].sep == Sep::None
            && at > 0
            && matches!(self.tokens[at - 1].tok, Tok::Word(_))
        {
            return false;
        }
        let mut last = at;
        while self
            .token(last + 1)
            .is_some_and(|t| t.sep == Sep::None && matches!(t.tok, Tok::Word(_)))
        {
            last += 1;
        }
        let ends = |sense: &Sense| {
            *sense == Sense::Avo
                || piece(*sense).is_some_and(|(_, ending)| ending != Ending::Cardinal)
        };
        last > at && self.senses(last).iter().any(ends)
    }

    /// Whether a scale word at `at` cannot be part of the number so far.
    fn scale_refuses(&self, sum: Sum, at: usize) -> bool {
        let mut sum = sum;
        self.next_sense(at, super::mult).is_some_and(|power| !sum.power(power))
    }

    /// `one twenty two`: units, tens and units.
    fn unsaid_hundred(&self, i: usize) -> Option<Spoken> {
        let unit = |at: usize| {
            self.next_sense(at, |sense| match sense {
                Sense::Card(n) => Some(i128::from(n)),
                _ => None,
            })
        };
        let spaced = (i + 1..i + 3).all(|at| self.token(at).is_some_and(|t| t.sep == Sep::Space));
        let first = self.sense(i, |sense| match sense {
            Sense::Card(n @ 1..10) => Some(i128::from(n)),
            _ => None,
        })?;
        let (tens, ones) = (unit(i + 1)?, unit(i + 2)?);
        let fits = spaced && tens >= 20 && tens % 10 == 0 && (1..10).contains(&ones);
        let follows = self.next_sense(i + 3, super::mult).is_some()
            || self.next(i + 3).is_some_and(|t| t.sep == Sep::Hyphen);
        (fits && !follows).then_some(Spoken {
            end: i + 3,
            value: first * 100 + tens + ones,
            before_and: None,
        })
    }

    /// The value of tokens `i..end` over `below`. The word for and parts the whole from the
    /// fraction where that is less than one (`five billion and three quarters`), but not where it
    /// joins units to tens (« treinta y dos quintos »).
    pub(super) fn over(
        &self,
        i: usize,
        end: usize,
        value: Rational,
        below: i128,
    ) -> Option<Rational> {
        let part = Rational::new(1, below)?;
        let spoken = self.cardinal(i).filter(|spoken| spoken.end == end);
        if let Some(whole) = spoken.and_then(|spoken| spoken.before_and)
            && let Some(above) = value.to_integer().and_then(|value| value.checked_sub(whole))
            && above < below
        {
            let unit = self.large_unit(whole);
            let part = part.checked_mul(unit)?.checked_mul(Rational::integer(above))?;
            return Rational::integer(whole).checked_add(part);
        }
        part.checked_mul(value)
    }

    /// What a fraction after `whole` is a part of: a million after millions, else one.
    pub(super) fn large_unit(&self, whole: i128) -> Rational {
        let unit = [12_u32, 9, 6].into_iter().find(|&power| {
            let size = 10_i128.pow(power);
            whole >= size && whole % size == 0
        });
        unit.and_then(|power| Rational::decimal(1, i32::try_from(power).ok()?))
            .unwrap_or(Rational::ONE)
    }
}
