//! What is measured of a pair, by name.

use std::fmt;
use std::str::FromStr;

use super::PairRuleError;

macro_rules! signals {
    ($($name:ident $text:literal $what:literal $doc:literal;)*) => {
        /// One measure of a pair of sentences; [`PairSignal::as_str`] is its name in Python, on the
        /// command line and in JSON.
        ///
        /// *Characters* are code points. Where both sides have a value of their own, it is that of
        /// the worse one. In brackets: the rule of bicleaner-hardrules it stands for.
        ///
        /// ```
        /// use diptych::PairSignal;
        ///
        /// let signal: PairSignal = "length_ratio".parse()?;
        /// assert_eq!(signal.description(), "the length of the longer side for one of the shorter");
        /// # Ok::<(), diptych::PairRuleError>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum PairSignal {
            $(#[doc = $doc] $name,)*
        }

        impl PairSignal {
            /// All of them, in the order in which they are reported.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name: `words`, `length_ratio`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What is measured, for a sentence: `the number of words of the shorter side`.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$name => $what,)* }
            }
        }
    };
}

signals! {
    Empty "empty" "the number of blank sides" "Sides without anything but white space (`no_empty`).";
    Characters "characters" "the number of characters of the longer side" "Characters of the longer side (`not_too_long`).";
    Words "words" "the number of words of the shorter side" "Words between white space of the shorter side; in scripts without spaces (Chinese, Japanese, Thai, Lao, Burmese, Khmer) each character is one (`not_too_short`).";
    LengthRatio "length_ratio" "the length of the longer side for one of the shorter" "Length of the longer side for one of the shorter, at least 1; a character of a script without spaces counts as the three bytes it takes (`length_ratio`). With a blank side, the length of the other.";
    Identical "identical" "the number of identical sides" "1 when both sides have the same letters in the same order, case aside, else 0 (`no_identical`).";
    LetterRatio "letter_ratio" "the share of characters that are letters" "The share of characters that are letters, marks among them (`no_only_symbols`).";
    DigitRatio "digit_ratio" "the share of characters that are digits" "The share of characters that are digits, white space and punctuation aside (`no_only_numbers`, which counts them among all characters).";
    UrlRatio "url_ratio" "the share of characters in web and mail addresses" "The share of characters in web and mail addresses (`no_urls`, which is off there and allows none).";
    Breadcrumbs "breadcrumbs" "the number of separators of a menu path" "`>`, `»`, `|`, `→`, `·`, `•` and `/` between spaces, as in `Home > News > Coast` (`no_breadcrumbs`).";
    Literals "literals" "the number of leftovers of templates and markup" "`{{`, `}}`, `%s`, `+++`, `***`, `=\"` and a leading `Re:` (`no_literals`).";
    GluedWords "glued_words" "the number of words glued together" "Words of three parts or more that each begin with a capital: `HomePageTitle` (`no_glued_words`).";
    RepeatedWords "repeated_words" "the number of words that stood right before" "Words that stood right before, the comma not between them, less one (`no_repeated_words`).";
    SpacedLetters "spaced_letters" "the number of words with spaces between the letters" "Runs of four letters or more with a space between any two: `l a t e` (`no_space_noise`).";
    Escapes "escapes" "the number of escaped characters" "`\\u00e9`, `\\xe9` and entities such as `&eacute;` and `&#233;` (`no_escaped_unicode`).";
    BadEncoding "bad_encoding" "the number of sides in a wrong encoding" "Sides that `repair_encoding` changes, or that hold U+FFFD (`no_bad_encoding`, `no_unicode_noise`).";
    UnbalancedBrackets "unbalanced_brackets" "the number of brackets without a partner" "Brackets without a partner on their side; those both sides have alike, as in `b)`, do not count (`no_paren`).";
    TitleCase "title_case" "the number of sides in title case" "2 when all words of both sides, two or more, begin with a capital, else 0 (`no_titles`).";
    WrongLanguage "wrong_language" "the number of sides in another language" "Sides that are detected to be in another language than said; when that is sure; not told when none is said, or of sides of fewer than 20 letters (`no_wrong_language`).";
    NumbersDiffer "numbers_differ" "the number of amounts and dates that differ" "Amounts and dates without their like on the other side, as discrepancies of an alignment are (`no_number_inconsistencies`, which compares digits and is off there).";
    Untranslated "untranslated" "the number of pieces left untranslated" "Pieces of one side that stand in the other, as discrepancies of an alignment are; no rule there.";
    Similarity "similarity" "the similarity" "How likely one side translates the other, 0 to 1, as `similarity` tells; no rule there.";
}

impl PairSignal {
    /// Whether the value is a count, which has no fraction.
    #[must_use]
    pub fn is_count(self) -> bool {
        !self.as_str().ends_with("_ratio") && self != Self::Similarity
    }
}

impl fmt::Display for PairSignal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for PairSignal {
    type Err = PairRuleError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().find(|signal| signal.as_str() == name);
        found.copied().ok_or_else(|| PairRuleError::no_signal(name))
    }
}
