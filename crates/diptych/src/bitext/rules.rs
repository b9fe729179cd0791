//! Thresholds on the signals of a pair, and what they say of one.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use diptych_clean::Bound;

use super::PairSignal;

/// One threshold: a signal, and the value it must reach or may not exceed.
///
/// ```
/// use diptych::{Bound, PairRule, PairSignal};
///
/// let rule: PairRule = "words>=5".parse()?;
/// assert_eq!((rule.signal, rule.bound, rule.threshold), (PairSignal::Words, Bound::AtLeast, 5.0));
/// # Ok::<(), diptych::PairRuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PairRule {
    /// What is looked at.
    pub signal: PairSignal,
    /// On which side of the threshold it must lie.
    pub bound: Bound,
    /// The threshold, which itself is allowed.
    pub threshold: f64,
    /// The set the rule belongs to: `hardrules`; `own` for one of the caller's.
    pub set: Cow<'static, str>,
}

impl PairRule {
    /// A rule of one's own.
    #[must_use]
    pub const fn new(signal: PairSignal, bound: Bound, threshold: f64) -> Self {
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

    /// What a value that is not allowed is told as.
    fn reason(&self, value: f64) -> String {
        let who = if self.set == "own" { "the rule" } else { &*self.set };
        let wants = match self.bound {
            Bound::AtLeast => "wants at least",
            Bound::AtMost => "allows at most",
        };
        let value = if self.signal.is_count() { format!("{value}") } else { format!("{value:.2}") };
        let what = self.signal.description();
        format!("{what} is {value}, {who} {wants} {}", self.threshold)
    }
}

const fn sign(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => ">=",
        Bound::AtMost => "<=",
    }
}

impl fmt::Display for PairRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.signal, sign(self.bound), self.threshold)
    }
}

impl FromStr for PairRule {
    type Err = PairRuleError;

    fn from_str(text: &str) -> Result<Self, PairRuleError> {
        for bound in [Bound::AtLeast, Bound::AtMost] {
            if let Some((signal, threshold)) = text.split_once(sign(bound)) {
                let threshold: Option<f64> = threshold.trim().parse().ok();
                let threshold = threshold.filter(|value| value.is_finite());
                let threshold = threshold.ok_or_else(|| PairRuleError::no_number(text))?;
                return Ok(Self::new(signal.trim().parse()?, bound, threshold));
            }
        }
        Err(PairRuleError::no_rule(text))
    }
}

type Row = (PairSignal, Bound, f64);

/// The rules of bicleaner-hardrules 2.10 and their thresholds. Those off there by default are told
/// in [`PairSignal`]; not among them are its language model and its list of vulgar words.
const HARDRULES: [Row; 20] = [
    (PairSignal::Empty, Bound::AtMost, 0.0),
    (PairSignal::Characters, Bound::AtMost, 1_023.0),
    (PairSignal::Words, Bound::AtLeast, 3.0),
    (PairSignal::LengthRatio, Bound::AtMost, 3.0),
    (PairSignal::Identical, Bound::AtMost, 0.0),
    (PairSignal::LetterRatio, Bound::AtLeast, 0.1),
    (PairSignal::DigitRatio, Bound::AtMost, 0.5),
    (PairSignal::UrlRatio, Bound::AtMost, 0.5),
    (PairSignal::Breadcrumbs, Bound::AtMost, 2.0),
    (PairSignal::Literals, Bound::AtMost, 0.0),
    (PairSignal::GluedWords, Bound::AtMost, 0.0),
    (PairSignal::RepeatedWords, Bound::AtMost, 0.0),
    (PairSignal::SpacedLetters, Bound::AtMost, 0.0),
    (PairSignal::Escapes, Bound::AtMost, 0.0),
    (PairSignal::BadEncoding, Bound::AtMost, 0.0),
    (PairSignal::UnbalancedBrackets, Bound::AtMost, 0.0),
    (PairSignal::TitleCase, Bound::AtMost, 0.0),
    (PairSignal::WrongLanguage, Bound::AtMost, 0.0),
    (PairSignal::NumbersDiffer, Bound::AtMost, 0.0),
    (PairSignal::Untranslated, Bound::AtMost, 0.0),
];

/// A set of rules; a pair passes when it breaks none.
///
/// As text, names of sets and single rules stand between commas; a single rule takes the place of
/// those before it on the same side of the same signal, so `hardrules,words>=1` lets short ones pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairRules {
    rules: Vec<PairRule>,
}

impl PairRules {
    /// No rule at all: every pair passes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The rules of bicleaner-hardrules (Ramírez-Sánchez et al. 2020).
    #[must_use]
    pub fn hardrules() -> Self {
        let rule = |&(signal, bound, threshold): &Row| PairRule {
            set: Cow::Borrowed("hardrules"),
            ..PairRule::new(signal, bound, threshold)
        };
        Self { rules: HARDRULES.iter().map(rule).collect() }
    }

    /// Adds a rule; one on the same side of the same signal goes.
    #[must_use]
    pub fn with(mut self, rule: PairRule) -> Self {
        let same = |other: &PairRule| (other.signal, other.bound) == (rule.signal, rule.bound);
        self.rules.retain(|other| !same(other));
        self.rules.push(rule);
        self
    }

    /// The rules, in their order.
    #[must_use]
    pub fn rules(&self) -> &[PairRule] {
        &self.rules
    }

    /// What the rules say of the values of a pair.
    pub(super) fn judge(&self, value: impl Fn(PairSignal) -> Option<f64>) -> PairVerdict {
        let mut verdict = PairVerdict::default();
        for rule in &self.rules {
            match value(rule.signal) {
                Some(value) if !rule.allows(value) => {
                    let reason = rule.reason(value);
                    verdict.failed.push(FailedPairRule { rule: rule.clone(), value, reason });
                }
                Some(_) => {}
                None if verdict.not_judged.contains(&rule.signal) => {}
                None => verdict.not_judged.push(rule.signal),
            }
        }
        verdict
    }
}

impl fmt::Display for PairRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (k, rule) in self.rules.iter().enumerate() {
            write!(f, "{}{rule}", if k > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}

impl FromStr for PairRules {
    type Err = PairRuleError;

    fn from_str(text: &str) -> Result<Self, PairRuleError> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.into_iter().try_fold(Self::new(), |rules, part| {
            Ok(match part {
                "hardrules" => Self::hardrules().rules.into_iter().fold(rules, Self::with),
                rule => rules.with(rule.parse()?),
            })
        })
    }
}

/// What a set of rules says of a pair.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PairVerdict {
    /// The rules that the pair breaks, in the order of the set.
    pub failed: Vec<FailedPairRule>,
    /// The signals that have rules but cannot be told of this pair.
    pub not_judged: Vec<PairSignal>,
}

impl PairVerdict {
    /// Whether no rule is broken.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failed.is_empty()
    }
}

/// A rule that a pair breaks.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FailedPairRule {
    /// The rule.
    pub rule: PairRule,
    /// The value of its signal.
    pub value: f64,
    /// A sentence for a person to read.
    pub reason: String,
}

/// A rule or a set that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairRuleError {
    message: String,
}

impl PairRuleError {
    pub(super) fn no_signal(name: &str) -> Self {
        let names: Vec<&str> = PairSignal::ALL.iter().map(|signal| signal.as_str()).collect();
        Self {
            message: format!("there is no signal {name:?}: expected one of {}", names.join(", ")),
        }
    }

    fn no_number(rule: &str) -> Self {
        Self { message: format!("the rule {rule:?} has no number: expected one as in words>=3") }
    }

    fn no_rule(text: &str) -> Self {
        Self {
            message: format!(
                "{text:?} is no rule: expected hardrules or one as words>=3, words<=80"
            ),
        }
    }
}

impl fmt::Display for PairRuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PairRuleError {}
