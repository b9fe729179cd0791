//! What is measured, by name.

use std::fmt;
use std::str::FromStr;

macro_rules! signals {
    ($($name:ident $text:literal $what:literal $doc:literal;)*) => {
        /// One measure of a text; [`Signal::as_str`] is its name in Python, on the command line and
        /// in JSON.
        ///
        /// A *line* is a stretch between line ends that is not blank, a *paragraph* one between
        /// blank lines: blank lines count in no ratio, so that a text whose paragraphs are parted by
        /// one is judged as one whose paragraphs are not. A *token* stands between white space; a
        /// *word* is a token with a letter or a digit. In scripts without spaces (Chinese, Japanese,
        /// Thai, Lao, Burmese, Khmer, Tibetan) every character is a token. *Characters* are code
        /// points that are no white space.
        ///
        /// ```
        /// use diptych_clean::Signal;
        ///
        /// let signal: Signal = "short_line_ratio".parse()?;
        /// assert_eq!(signal.to_string(), "short_line_ratio");
        /// assert_eq!(Signal::ALL.len(), 38);
        /// # Ok::<(), diptych_clean::RuleError>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[non_exhaustive]
        pub enum Signal {
            $(#[doc = $doc] #[cfg_attr(feature = "serde", serde(rename = $text))] $name,)*
        }

        impl Signal {
            /// All of them, in the order in which they are reported.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name: `words`, `short_line_ratio`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What is measured, for a sentence: `the number of words`.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$name => $what,)* }
            }
        }
    };
}

signals! {
    Characters "characters" "the number of characters" "Characters.";
    Words "words" "the number of words" "Words.";
    Lines "lines" "the number of lines" "Lines.";
    Paragraphs "paragraphs" "the number of paragraphs" "Paragraphs.";
    Sentences "sentences" "the number of sentences" "Sentences, roughly: in each line one, and one more after each token with final punctuation that no small letter follows.";
    MeanWordLength "mean_word_length" "the mean length of a word" "The mean length of a word in code points, from its first letter or digit to its last; not measured when half of the words or more are characters of scripts without spaces.";
    LongestWord "longest_word" "the length of the longest token" "The length of the longest token in code points.";
    HashRatio "hash_ratio" "the number of # for each word" "`#` for each word.";
    EllipsisRatio "ellipsis_ratio" "the number of ellipses for each word" "`…` and `...` for each word.";
    BulletLineRatio "bullet_line_ratio" "the share of lines that start with a bullet" "The share of lines that start with one of `•‣▪▫◦●○■□·∙*-–`.";
    EllipsisLineRatio "ellipsis_line_ratio" "the share of lines that end in an ellipsis" "The share of lines that end in `…` or `...`.";
    AlphabeticWordRatio "alphabetic_word_ratio" "the share of tokens with a letter" "The share of tokens that have a letter; tokens of punctuation alone (quotation marks, stops, dashes, brackets) are not counted, for French sets « and ? apart.";
    StopWords "stop_words" "the number of different stop words" "Different stop words of the language, of eight; not measured when the language has no list.";
    DuplicateLineRatio "duplicate_line_ratio" "the share of lines that stood before" "The share of lines that stood before in the text.";
    DuplicateLineCharacterRatio "duplicate_line_character_ratio" "the share of characters in lines that stood before" "The share of characters in lines that stood before.";
    DuplicateParagraphRatio "duplicate_paragraph_ratio" "the share of paragraphs that stood before" "The share of paragraphs that stood before in the text.";
    DuplicateParagraphCharacterRatio "duplicate_paragraph_character_ratio" "the share of characters in paragraphs that stood before" "The share of characters in paragraphs that stood before.";
    Top2GramRatio "top_2gram_ratio" "the share of characters in the most frequent pair of tokens" "The share of characters that the most frequent pair of tokens covers; 0 when none comes twice. Of several the one that covers most.";
    Top3GramRatio "top_3gram_ratio" "the share of characters in the most frequent three tokens" "The same for three tokens.";
    Top4GramRatio "top_4gram_ratio" "the share of characters in the most frequent four tokens" "The same for four tokens.";
    Duplicate5GramRatio "duplicate_5gram_ratio" "the share of characters in five tokens that stood before" "The share of characters in runs of five tokens that stood before; a character in several runs counts once.";
    Duplicate6GramRatio "duplicate_6gram_ratio" "the share of characters in six tokens that stood before" "The same for six tokens.";
    Duplicate7GramRatio "duplicate_7gram_ratio" "the share of characters in seven tokens that stood before" "The same for seven tokens.";
    Duplicate8GramRatio "duplicate_8gram_ratio" "the share of characters in eight tokens that stood before" "The same for eight tokens.";
    Duplicate9GramRatio "duplicate_9gram_ratio" "the share of characters in nine tokens that stood before" "The same for nine tokens.";
    Duplicate10GramRatio "duplicate_10gram_ratio" "the share of characters in ten tokens that stood before" "The same for ten tokens.";
    TerminalLineRatio "terminal_line_ratio" "the share of lines that end in final punctuation" "The share of lines that end in final punctuation of any script or in a quotation mark; brackets and quotation marks may follow it.";
    ShortLineRatio "short_line_ratio" "the share of lines of up to 30 characters" "The share of lines of up to 30 code points, spaces included.";
    LineEndRatio "line_end_ratio" "the number of line ends for each token" "Ends between lines for each token.";
    C4LineRatio "c4_line_ratio" "the share of lines that C4 keeps" "The share of lines that C4 keeps: with final punctuation and no ellipsis, of at least five words, without `javascript`, without a policy phrase, without a token over 1,000 code points.";
    C4Sentences "c4_sentences" "the number of sentences in lines that C4 keeps" "Sentences in the lines that C4 keeps.";
    JavascriptLines "javascript_lines" "the number of lines that say javascript" "Lines that say `javascript`, in any case.";
    PolicyLines "policy_lines" "the number of lines about cookies, privacy or terms of use" "Lines with a phrase about cookies, privacy or terms of use, of any of seven languages.";
    LoremIpsum "lorem_ipsum" "the number of times it says lorem ipsum" "`lorem ipsum`, in any case.";
    CurlyBraces "curly_braces" "the number of curly braces" "`{` and `}`.";
    BadWords "bad_words" "the number of words on the list of bad words" "Words and phrases on the caller's list; not measured without a list.";
    DigitRatio "digit_ratio" "the share of characters that are digits" "The share of characters that are digits.";
    UppercaseRatio "uppercase_ratio" "the share of letters that are capitals" "The share of capitals among the letters that have case.";
}

impl Signal {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::ALL.len();

    /// Whether the value is a count, which has no fraction.
    #[must_use]
    pub fn is_count(self) -> bool {
        let name = self.as_str();
        !name.ends_with("_ratio") && self != Self::MeanWordLength
    }
}

impl fmt::Display for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Signal {
    type Err = super::RuleError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().find(|signal| signal.as_str() == name);
        found.copied().ok_or_else(|| super::RuleError::no_signal(name))
    }
}
