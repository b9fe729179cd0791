//! Thresholds on signals, in named sets, and what they say of a text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::{Quality, Signal};

/// One threshold: a signal, and the value it must reach or may not exceed.
///
/// ```
/// use diptych_clean::{Bound, Rule, Signal};
///
/// let rule: Rule = "words>=50".parse()?;
/// assert_eq!((rule.signal, rule.bound, rule.threshold), (Signal::Words, Bound::AtLeast, 50.0));
/// assert_eq!(rule.to_string(), "words>=50");
/// # Ok::<(), diptych_clean::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Rule {
    /// What is looked at.
    pub signal: Signal,
    /// On which side of the threshold it must lie.
    pub bound: Bound,
    /// The threshold, which itself is allowed.
    pub threshold: f64,
    /// The set the rule belongs to: `gopher`; `own` for one of the caller's.
    pub set: Cow<'static, str>,
}

/// The side of a threshold on which a value must lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Bound {
    /// The threshold or more.
    AtLeast,
    /// The threshold or less.
    AtMost,
}

impl Bound {
    /// The name in Python and in JSON: `at_least`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
        }
    }
}

impl Rule {
    /// A rule of one's own.
    #[must_use]
    pub const fn new(signal: Signal, bound: Bound, threshold: f64) -> Self {
        Self { signal, bound, threshold, set: Cow::Borrowed("own") }
    }

    /// Whether `value` is on the right side.
    #[must_use]
    pub fn allows(&self, value: f64) -> bool {
        match self.bound {
            Bound::AtLeast => value >= self.threshold,
            Bound::AtMost => value <= self.threshold,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.signal, self.bound.sign(), self.threshold)
    }
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        for bound in [Bound::AtLeast, Bound::AtMost] {
            if let Some((signal, threshold)) = text.split_once(bound.sign()) {
                let threshold: Option<f64> = threshold.trim().parse().ok();
                let threshold = threshold.filter(|value| value.is_finite());
                let threshold = threshold.ok_or_else(|| RuleError::no_number(text))?;
                return Ok(Self::new(signal.trim().parse()?, bound, threshold));
            }
        }
        Err(RuleError::no_rule(text))
    }
}

/// A set of rules; a text passes when it breaks none.
///
/// The published sets, with the thresholds of their papers, and sets of one's own. As text the
/// names of sets and single rules stand between commas; a single rule takes the place of those
/// before it on the same side of the same signal, so `gopher,words>=20` is Gopher for shorter texts.
///
/// ```
/// use diptych_clean::{Quality, Rules};
/// use diptych_text::Language;
///
/// let quality = Quality::measure("# # #\n# # #\nBuy now ...", Language::EN);
/// let verdict = Rules::gopher().judge(&quality);
/// assert!(!verdict.passed());
/// assert_eq!(verdict.failed[0].reason, "the number of words is 2, gopher wants at least 50");
///
/// let rules: Rules = "gopher,words>=1".parse()?;
/// assert_eq!(rules.judge(&quality).failed[0].rule.to_string(), "hash_ratio<=0.1");
/// # Ok::<(), diptych_clean::RuleError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    rules: Vec<Rule>,
}

type Row = (Signal, Bound, f64);

/// Raffel et al. (2020), section 2.2, applied to pages: what is left of a page when C4 has dropped
/// its lines must have three sentences.
const C4: [Row; 4] = [
    (Signal::C4Sentences, Bound::AtLeast, 3.0),
    (Signal::LoremIpsum, Bound::AtMost, 0.0),
    (Signal::CurlyBraces, Bound::AtMost, 0.0),
    (Signal::BadWords, Bound::AtMost, 0.0),
];

/// Rae et al. (2021), appendix A.1.1: quality filtering, and table A1: repetition removal.
const GOPHER: [Row; 23] = [
    (Signal::Words, Bound::AtLeast, 50.0),
    (Signal::Words, Bound::AtMost, 100_000.0),
    (Signal::MeanWordLength, Bound::AtLeast, 3.0),
    (Signal::MeanWordLength, Bound::AtMost, 10.0),
    (Signal::HashRatio, Bound::AtMost, 0.1),
    (Signal::EllipsisRatio, Bound::AtMost, 0.1),
    (Signal::BulletLineRatio, Bound::AtMost, 0.9),
    (Signal::EllipsisLineRatio, Bound::AtMost, 0.3),
    (Signal::AlphabeticWordRatio, Bound::AtLeast, 0.8),
    (Signal::StopWords, Bound::AtLeast, 2.0),
    (Signal::DuplicateLineRatio, Bound::AtMost, 0.3),
    (Signal::DuplicateParagraphRatio, Bound::AtMost, 0.3),
    (Signal::DuplicateLineCharacterRatio, Bound::AtMost, 0.2),
    (Signal::DuplicateParagraphCharacterRatio, Bound::AtMost, 0.2),
    (Signal::Top2GramRatio, Bound::AtMost, 0.2),
    (Signal::Top3GramRatio, Bound::AtMost, 0.18),
    (Signal::Top4GramRatio, Bound::AtMost, 0.16),
    (Signal::Duplicate5GramRatio, Bound::AtMost, 0.15),
    (Signal::Duplicate6GramRatio, Bound::AtMost, 0.14),
    (Signal::Duplicate7GramRatio, Bound::AtMost, 0.13),
    (Signal::Duplicate8GramRatio, Bound::AtMost, 0.12),
    (Signal::Duplicate9GramRatio, Bound::AtMost, 0.11),
    (Signal::Duplicate10GramRatio, Bound::AtMost, 0.1),
];

/// Penedo et al. (2024), section 3.6, and the code that made FineWeb for the last one.
const FINEWEB: [Row; 4] = [
    (Signal::TerminalLineRatio, Bound::AtLeast, 0.12),
    (Signal::ShortLineRatio, Bound::AtMost, 0.67),
    (Signal::DuplicateLineCharacterRatio, Bound::AtMost, 0.01),
    (Signal::LineEndRatio, Bound::AtMost, 0.3),
];

impl Rules {
    /// The names of the published sets.
    pub const NAMES: [&str; 3] = ["c4", "gopher", "fineweb"];

    /// No rule at all: every text passes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The rules of C4 for pages (Raffel et al. 2020). Those for lines are in the signals
    /// `c4_line_ratio` and `c4_sentences`.
    #[must_use]
    pub fn c4() -> Self {
        Self::of("c4", &C4)
    }

    /// The rules of Gopher (Rae et al. 2021): quality and repetition.
    #[must_use]
    pub fn gopher() -> Self {
        Self::of("gopher", &GOPHER)
    }

    /// The rules that FineWeb adds to those of others (Penedo et al. 2024).
    #[must_use]
    pub fn fineweb() -> Self {
        Self::of("fineweb", &FINEWEB)
    }

    fn of(name: &'static str, rows: &[Row]) -> Self {
        let rule = |&(signal, bound, threshold): &Row| Rule {
            signal,
            bound,
            threshold,
            set: Cow::Borrowed(name),
        };
        Self { rules: rows.iter().map(rule).collect() }
    }

    /// Adds a rule; one on the same side of the same signal goes.
    #[must_use]
    pub fn with(mut self, rule: Rule) -> Self {
        let same = |other: &Rule| (other.signal, other.bound) == (rule.signal, rule.bound);
        self.rules.retain(|other| !same(other));
        self.rules.push(rule);
        self
    }

    /// Takes away all rules on a signal.
    #[must_use]
    pub fn without(mut self, signal: Signal) -> Self {
        self.rules.retain(|rule| rule.signal != signal);
        self
    }

    /// The rules of both; where two published sets have a rule on the same side of the same
    /// signal, both stay, for each names the set that failed.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for rule in other.rules {
            if rule.set == "own" {
                self = self.with(rule);
            } else if !self.rules.contains(&rule) {
                self.rules.push(rule);
            }
        }
        self
    }

    /// The rules, in the order in which they are judged.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Holds the signals of a text against the rules.
    #[must_use]
    pub fn judge(&self, quality: &Quality) -> Verdict {
        let mut verdict = Verdict::default();
        for rule in &self.rules {
            match quality.get(rule.signal) {
                None if verdict.not_judged.contains(&rule.signal) => {}
                None => verdict.not_judged.push(rule.signal),
                Some(value) if rule.allows(value) => {}
                Some(value) => verdict.failed.push(FailedRule::new(rule.clone(), value)),
            }
        }
        verdict
    }
}

impl FromStr for Rules {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        let mut rules = Self::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            rules = rules.and(match part {
                "c4" => Self::c4(),
                "gopher" => Self::gopher(),
                "fineweb" => Self::fineweb(),
                rule => Self::new().with(rule.parse()?),
            });
        }
        Ok(rules)
    }
}

/// What a set of rules says of a text.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Verdict {
    /// The rules that the text breaks, in the order of the set.
    pub failed: Vec<FailedRule>,
    /// Signals that have rules but were not measured: stop words of a language without a list, bad
    /// words without a list, the length of words in scripts without spaces.
    pub not_judged: Vec<Signal>,
}

impl Verdict {
    /// Whether no rule is broken.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failed.is_empty()
    }
}

/// A rule that a text breaks.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FailedRule {
    /// The rule.
    pub rule: Rule,
    /// The value of its signal.
    pub value: f64,
    /// A sentence for a person to read.
    pub reason: String,
}

impl FailedRule {
    fn new(rule: Rule, value: f64) -> Self {
        let wanted = match rule.bound {
            Bound::AtLeast => "wants at least",
            Bound::AtMost => "allows at most",
        };
        let set = if rule.set == "own" { "the rule" } else { &*rule.set };
        let (value_shown, threshold) = shown(value, rule.threshold);
        let reason =
            format!("{} is {value_shown}, {set} {wanted} {threshold}", rule.signal.description());
        #[cfg(debug_assertions)]
        assert!(crate::reasons::is_listed(&reason), "{reason:?} is no listed reason");
        Self { rule, value, reason }
    }
}

/// A value and the threshold that it breaks: with three digits after the point at most, or as many
/// more as tell them apart.
fn shown(value: f64, threshold: f64) -> (String, String) {
    let round = |x: f64, digits: i32| {
        let unit = 10_f64.powi(digits);
        ((x * unit).round() / unit).to_string()
    };
    let mut pairs = (3..=9).map(|digits| (round(value, digits), round(threshold, digits)));
    let apart = pairs.find(|(value, threshold)| value != threshold);
    apart.unwrap_or_else(|| (value.to_string(), threshold.to_string()))
}

/// A rule that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    message: String,
}

impl RuleError {
    pub(super) fn no_signal(name: &str) -> Self {
        let names: Vec<&str> = Signal::ALL.iter().map(|signal| signal.as_str()).collect();
        Self { message: format!("{name:?} is no signal: expected one of {}", names.join(", ")) }
    }

    fn no_number(rule: &str) -> Self {
        Self { message: format!("{rule:?} has no threshold: expected a number, as in words>=50") }
    }

    fn no_rule(text: &str) -> Self {
        let expected = "c4, gopher, fineweb or a rule such as words>=50 or short_line_ratio<=0.5";
        Self { message: format!("{text:?} is no rule: expected {expected}") }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for RuleError {}
