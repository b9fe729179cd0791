//! What a token may be, in one word of bits: most questions of the grammars are answered by it,
//! without a look at the senses.

use crate::Modifier;
use crate::lexer::Tok;
use crate::locale::{Sense, currency_sign};

/// One bit for each kind of sense (`Sense::Month(1)` and `Sense::Month(2)` share theirs), then one
/// for each form of a token and for what stands before it.
macro_rules! tags {
    (senses: $($sense:ident)*; forms: $($(#[$doc:meta])* $form:ident)*) => {
        /// A bit of [`Tags`].
        #[derive(Clone, Copy, Debug)]
        #[repr(u8)]
        pub(crate) enum Tag {
            $($sense,)*
            $($(#[$doc])* $form,)*
        }

        impl Sense {
            /// The bit of this sense.
            #[inline]
            pub(crate) const fn tag(self) -> Tag {
                match self {
                    $(Self::$sense { .. } => Tag::$sense,)*
                }
            }
        }
    };
}

tags! {
    senses:
        Card One Article Mult Collective Vague Ord Place OrdMult Denominator Avo Half AndHalf
        Fraction Relative And Of The OutOf OutOfThe QuarterName Past Point With Minus Few Both
        Exactly More Whole Business Workweek For Starting AfterNext WeekOf Close Weekdays Sized
        Fiscal HalfName Toward ClockTo Other Often Determiner Block Percent Currency Country
        Subunit Unit Per Turn Degree BelowZero Scale Month WeakMonth Weekday WeakWeekday TimeUnit
        Part By Day DayAndPart Now Weekend Rel Stretch Ago AgoBefore Later InAmount InPeriod OnDay
        AtClock From To Between Mod ModAfter Every Set Old OldApart Only Aged AgeWord HasAge Am Pm
        Clock Hour YearWord Holiday Feast Zone WeakSeason Season Reference AfterNumber
        PercentBefore Mark Share RangeEnd Period OrdinalMark Counter Era;
    forms:
        /// A number in digits.
        Digits
        /// `3/4`, `½`.
        DigitFraction
        /// `12:30`.
        DigitClock
        /// `2023-10-07`.
        DigitDate
        /// `2nd`.
        DigitOrdinal
        /// `$`, `¢`.
        MoneySign
        /// `%`, `‰`.
        PercentSign
        /// `°`, `℃`.
        DegreeSign
        /// `"`.
        InchSign
        /// `-`, `–`, `−`.
        Dash
        /// Any other sign.
        OtherSign
        /// Start, middle or end of what follows: `early`.
        Side
        /// Nothing breaks between the token and the one before.
        Joined
        /// An article that is all there is in the text: a number.
        LoneArticle
        /// Four digits, as years have.
        Year
        /// After a hyphen.
        Hyphen
        /// A letter right after digits: `9a`.
        GluedLetter
        /// A number, or an article, with a word before it that may make an hour, day or year of it:
        /// « à une », `the 5`.
        Led
}

/// A set of tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tags(u128);

impl Tags {
    /// Words that begin numbers. An article stands for one before what is counted.
    pub(crate) const SPELLED: Self = Self::of(&[
        Tag::Card,
        Tag::Mult,
        Tag::Collective,
        Tag::Vague,
        Tag::Half,
        Tag::Minus,
        Tag::Denominator,
        Tag::Fraction,
        Tag::Point,
        Tag::Article,
        Tag::One,
    ]);
    /// What begins numbers.
    pub(crate) const NUMBER: Self = Self::SPELLED.or(Self::of(&[Tag::Digits, Tag::DigitFraction]));
    /// What makes a number an ordinal.
    pub(crate) const ORDINAL: Self =
        Self::of(&[Tag::Ord, Tag::Place, Tag::OrdMult, Tag::DigitOrdinal]);
    /// What begins lengths of time.
    pub(crate) const LENGTH: Self =
        Self::NUMBER.or(Self::of(&[Tag::Few, Tag::Both, Tag::Whole, Tag::Sized]));
    /// Units of time, which no length of time does without.
    pub(crate) const UNIT: Self = Self::of(&[Tag::TimeUnit, Tag::Sized]);

    #[cfg(test)]
    pub(crate) const ALL: Self = Self(u128::MAX);

    /// These tags.
    pub(crate) const fn of(tags: &[Tag]) -> Self {
        let (mut all, mut i) = (0, 0);
        while i < tags.len() {
            all |= 1 << tags[i] as u8;
            i += 1;
        }
        Self(all)
    }

    /// What a word with this sense may be.
    pub(crate) const fn of_sense(sense: Sense) -> Self {
        let tags = Self(1 << sense.tag() as u8);
        match sense {
            Sense::Mod(Modifier::Start | Modifier::Mid | Modifier::End) => tags.with(Tag::Side),
            _ => tags,
        }
    }

    /// The form of a token that is no word.
    pub(crate) const fn of_form(tok: Tok) -> Self {
        Self::of(&[match tok {
            Tok::Word(_) => return Self(0),
            Tok::Literal { plain: 4, .. } => return Self::of(&[Tag::Digits, Tag::Year]),
            Tok::Literal { .. } => Tag::Digits,
            Tok::Fraction { .. } => Tag::DigitFraction,
            Tok::Clock { .. } => Tag::DigitClock,
            Tok::Date { .. } => Tag::DigitDate,
            Tok::Ordinal(_) => Tag::DigitOrdinal,
            Tok::Sign('-' | '−' | '–') => Tag::Dash,
            Tok::Sign('%' | '％' | '‰') => Tag::PercentSign,
            Tok::Sign('°' | '℃' | '℉') => Tag::DegreeSign,
            Tok::Sign('"' | '″') => Tag::InchSign,
            Tok::Sign('¢') => Tag::MoneySign,
            Tok::Sign(c) if currency_sign(c).is_some() => Tag::MoneySign,
            Tok::Sign(_) => Tag::OtherSign,
        }])
    }

    #[inline]
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    pub(crate) const fn with(self, tag: Tag) -> Self {
        self.or(Self::of(&[tag]))
    }

    #[inline]
    pub(crate) const fn has(self, tag: Tag) -> bool {
        self.any(Self::of(&[tag]))
    }

    /// Whether one of `other` is among them.
    #[inline]
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
