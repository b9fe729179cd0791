//! Rules that users bring along.

use std::fmt;
use std::str::FromStr;

use crate::chars;

/// Bytes of one side of a rule at the most.
const LONGEST: usize = 256;

/// A rule of the user's: between these two strings a sentence ends, or none does.
///
/// Both are taken as they stand, case and all, but a word is only found whole (`Co` not in `Cobh`).
/// White space may stand between them. One of the two may be empty, and then says nothing. A rule
/// goes before everything but the ends of lines and paragraphs: those are a matter of
/// [`Newlines`](crate::Newlines). Of a place where both kinds hold no sentence ends.
///
/// As text a rule is `keep BEFORE | AFTER` or `split BEFORE | AFTER`, the bar with a space on both
/// sides; without ` | ` it is all `BEFORE`.
///
/// ```
/// use diptych_segment::{OwnRule, SegmentOptions, Segmenter};
/// use diptych_text::Language;
///
/// let rules: Vec<OwnRule> = ["keep Yahoo! | Japan".parse()?, "split //".parse()?].into();
/// let options = SegmentOptions::default().rules(rules);
/// let text = "We rang Yahoo! Japan twice // nobody came // so what";
/// let segmenter = Segmenter::with_options(Language::EN, options);
/// let found: Vec<&str> = segmenter.sentences(text).map(|s| &text[s]).collect();
/// assert_eq!(found, ["We rang Yahoo! Japan twice //", "nobody came //", "so what"]);
/// # Ok::<(), diptych_segment::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnRule {
    splits: bool,
    before: Box<str>,
    after: Box<str>,
}

/// A rule or an abbreviation that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    line: Option<usize>,
    found: String,
    expected: &'static str,
}

impl RuleError {
    fn new(found: &str, expected: &'static str) -> Self {
        let mut found: String = found.chars().take(80).collect();
        if found.is_empty() {
            found.push_str("nothing");
        }
        Self { line: None, found, expected }
    }

    /// The line of the file it stands in, from 1; none for a rule that came alone.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }
}

/// The problem alone: whoever knows the file says its name and [`RuleError::line`].
impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: expected {}", self.found, self.expected)
    }
}

impl std::error::Error for RuleError {}

impl OwnRule {
    /// No sentence ends after `before` where `after` follows.
    ///
    /// # Errors
    ///
    /// When both are blank, or one is longer than 256 bytes or holds a line break.
    pub fn keep(before: &str, after: &str) -> Result<Self, RuleError> {
        Self::new(false, before, after)
    }

    /// A sentence ends after `before` where `after` follows.
    ///
    /// # Errors
    ///
    /// As [`OwnRule::keep`].
    pub fn split(before: &str, after: &str) -> Result<Self, RuleError> {
        Self::new(true, before, after)
    }

    fn new(splits: bool, before: &str, after: &str) -> Result<Self, RuleError> {
        let (before, after) = (before.trim(), after.trim());
        if before.is_empty() && after.is_empty() {
            return Err(RuleError::new("", "what stands before or after the place"));
        }
        for side in [before, after] {
            if side.len() > LONGEST || side.contains(['\n', '\r']) {
                return Err(RuleError::new(side, "at most 256 bytes in one line"));
            }
        }
        Ok(Self { splits, before: before.into(), after: after.into() })
    }

    pub(crate) const fn splits(&self) -> bool {
        self.splits
    }

    /// The first byte of what tells the place.
    pub(crate) fn first_byte(&self) -> u8 {
        let sign = if self.before.is_empty() { &self.after } else { &self.before };
        sign.as_bytes()[0]
    }

    /// Whether it holds between the texts before `end` and from `next` on.
    pub(crate) fn holds(&self, text: &str, end: usize, next: usize) -> bool {
        text[..end].ends_with(&*self.before)
            && is_whole(text, end - self.before.len(), &self.before)
            && self.follows(text, next)
    }

    fn follows(&self, text: &str, next: usize) -> bool {
        text[next..].starts_with(&*self.after) && is_whole(text, next, &self.after)
    }

    /// Where a sentence ends and where the next one starts, for a rule whose first sign stands at
    /// `at`: after `before`, or without one right before `after`.
    pub(crate) fn place(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        if self.before.is_empty() {
            return self.follows(text, at).then_some((at, at));
        }
        let end = at + self.before.len();
        if !text[at..].starts_with(&*self.before) || !is_whole(text, at, &self.before) {
            return None;
        }
        let rest = crate::context::ahead(text, end, LONGEST);
        let end = end + rest.len() - rest.trim_start_matches(chars::is_closer).len();
        let next = crate::layout::gap(text, end).1;
        self.follows(text, next).then_some((end, next))
    }
}

/// Whether `word`, which stands at `at`, is no part of a longer word.
fn is_whole(text: &str, at: usize, word: &str) -> bool {
    let joins = |a: Option<char>, b: Option<char>| {
        a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
    };
    let end = at + word.len();
    !joins(text[..at].chars().next_back(), word.chars().next())
        && !joins(word.chars().next_back(), text[end..].chars().next())
}

impl FromStr for OwnRule {
    type Err = RuleError;

    fn from_str(line: &str) -> Result<Self, RuleError> {
        let expected = "`keep BEFORE | AFTER` or `split BEFORE | AFTER`";
        let line = line.trim();
        let (verb, sides) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let sides = format!("{} ", sides.trim());
        let padded = if sides.starts_with("| ") { format!(" {sides}") } else { sides };
        let (before, after) = padded.split_once(" | ").unwrap_or((&padded, ""));
        match verb {
            "keep" => Self::keep(before, after),
            "split" => Self::split(before, after),
            _ => Err(RuleError::new(line, expected)),
        }
    }
}

impl fmt::Display for OwnRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.splits { "split" } else { "keep" };
        write!(f, "{verb} {} | {}", self.before, self.after)
    }
}

/// The lines of a file of the user's with their numbers, without blank ones and `#` comments.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate().map(|(i, line)| (i + 1, line.trim()));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// Reads a file of rules, one a line as [`OwnRule`] has them; `#` opens a comment line.
///
/// # Errors
///
/// The first line that is no rule, with its number.
pub fn read_rules(text: &str) -> Result<Vec<OwnRule>, RuleError> {
    let rule =
        |(i, line): (usize, &str)| line.parse().map_err(|e| RuleError { line: Some(i), ..e });
    lines(text).map(rule).collect()
}

/// Reads a file of abbreviations, one a line, with or without the last stop; `#` opens a comment
/// line.
///
/// ```
/// use diptych_segment::read_abbreviations;
///
/// assert_eq!(read_abbreviations("# law\nArt.\nz. B.\n"), Ok(vec!["Art.".into(), "z. B.".into()]));
/// assert_eq!(read_abbreviations("Art.\n...").map_err(|error| error.line()), Err(Some(2)));
/// ```
///
/// # Errors
///
/// The first line without a letter or digit or of more than 64 bytes, with its number.
pub fn read_abbreviations(text: &str) -> Result<Vec<String>, RuleError> {
    let word = |(i, line): (usize, &str)| {
        if line.len() > 64 || !line.contains(char::is_alphanumeric) {
            let error = RuleError::new(line, "an abbreviation of at most 64 bytes");
            return Err(RuleError { line: Some(i), ..error });
        }
        Ok(line.to_owned())
    };
    lines(text).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_and_written() {
        for line in ["keep a b | c", "split || | x", "split § | ", "keep | und"] {
            let rule: OwnRule = line.parse().expect(line);
            assert_eq!(rule.to_string().parse(), Ok(rule));
        }
        for line in ["", "keep", "join a | b", "split  | "] {
            assert!(line.parse::<OwnRule>().is_err(), "{line:?}");
        }
        let error = read_rules("# mine\n\nkeep a | b\nkeap c").expect_err("a slip of the pen");
        assert_eq!(error.line(), Some(4));
        assert!(error.to_string().starts_with("\"keap c\": expected `keep"), "{error}");
    }
}
