//! A cleaning told to a person.

use std::fmt;

use diptych_text::Span;

use crate::{Block, Cleaned, Edit, Step, Unsettled};

/// The most characters of a text that are shown; of longer ones, how many more there are.
const SHOWN: usize = 60;

/// What was done to a text, for a person to read: see [`Cleaned::explain`].
#[derive(Clone, Copy, Debug)]
pub struct Explanation<'c> {
    source: &'c str,
    edits: &'c [Edit],
    blocks: &'c [Block],
    unsettled: &'c [Unsettled],
}

impl<'c> Explanation<'c> {
    /// The explanation of a cleaning that was taken apart; all spans are of `source`.
    #[must_use]
    pub const fn new(
        source: &'c str,
        edits: &'c [Edit],
        blocks: &'c [Block],
        unsettled: &'c [Unsettled],
    ) -> Self {
        Self { source, edits, blocks, unsettled }
    }
}

impl Cleaned<'_> {
    /// What was done to `source`, the text that was cleaned, for a person to read.
    ///
    /// First how much was changed, and by which steps; then a line for each change: where it
    /// stands as `line:column` (of the source, in characters, from 1), the step, what was there,
    /// what it became, why. What cannot be seen is escaped as in Rust. Then the lines of the
    /// source that are not part of the text, with how sure that is, and what was left alone
    /// because it did not settle.
    ///
    /// ```
    /// use diptych_clean::Cleaner;
    ///
    /// let source = "The ferry\u{a0}to Oronsay was late. .";
    /// let report = Cleaner::new().clean(source).explain(source).to_string();
    /// assert_eq!(report.lines().nth(1), Some("  white_space 1, punctuation 1"));
    /// assert!(report.contains(r#"1:10  white_space  "\u{a0}" -> " "  unusual space between words"#));
    /// ```
    #[must_use]
    pub fn explain<'c>(&'c self, source: &'c str) -> Explanation<'c> {
        Explanation::new(source, &self.edits, &self.blocks, &self.unsettled)
    }
}

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { edits, blocks, unsettled, .. } = *self;
        let dropped = blocks.iter().filter(|block| !block.keep).count();
        write!(f, "{}", count(edits.len(), "change"))?;
        if !blocks.is_empty() {
            write!(f, ", {dropped} of {} no part of the text", count(blocks.len(), "line"))?;
        }
        writeln!(f)?;
        let of_step = |step| edits.iter().filter(|edit| edit.step == step).count();
        let steps: Vec<String> = Step::ALL
            .into_iter()
            .filter(|&step| of_step(step) > 0)
            .map(|step| format!("{step} {}", of_step(step)))
            .collect();
        if !steps.is_empty() {
            writeln!(f, "  {}", steps.join(", "))?;
        }
        let mut place = Places::new(self.source);
        for edit in edits {
            let (line, column) = place.of(edit.span.start);
            let (was, is) = (shown(&self.source[edit.span]), shown(&edit.replacement));
            writeln!(f, "{line}:{column}  {}  {was} -> {is}  {}", edit.step, edit.reason)?;
        }
        if dropped > 0 {
            writeln!(f, "no part of the text:")?;
        }
        let mut place = Places::new(self.source);
        for block in blocks.iter().filter(|block| !block.keep) {
            let (line, _) = place.of(block.span.start);
            let (text, reasons) = (shown(&self.source[block.span]), block.reasons.join("; "));
            writeln!(f, "  line {line}  {:.2}  {text}  {reasons}", block.probability)?;
        }
        if !unsettled.is_empty() {
            writeln!(f, "left alone, as cleaning found no end:")?;
        }
        let mut place = Places::new(self.source);
        for one in unsettled {
            // The text as a whole is named last, and starts before the lines.
            let (line, _) = if one.span.start == 0 { (1, 1) } else { place.of(one.span.start) };
            writeln!(f, "  line {line}  {}  {}", one.step, shown(&self.source[one.span]))?;
        }
        Ok(())
    }
}

/// Lines and columns of places that come in order.
struct Places<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> Places<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    fn of(&mut self, byte: usize) -> (usize, usize) {
        let passed = &self.text[Span::new(self.at, byte.max(self.at))];
        self.at += passed.len();
        let last = match passed.rsplit_once('\n') {
            Some((before, last)) => {
                self.line += before.matches('\n').count() + 1;
                self.column = 1;
                last
            }
            None => passed,
        };
        self.column += last.chars().count();
        (self.line, self.column)
    }
}

/// A text in quotes, what cannot be seen escaped, not too long.
fn shown(text: &str) -> String {
    let mut out = String::from("\"");
    let mut chars = text.chars();
    for c in chars.by_ref().take(SHOWN) {
        if c == '\'' {
            out.push(c);
        } else {
            out.extend(c.escape_debug());
        }
    }
    out.push('"');
    match chars.count() {
        0 => out,
        more => format!("{out}… ({more} more)"),
    }
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use crate::Cleaner;

    #[test]
    fn a_report() {
        let source =
            "Ferry  late\nThe ferry to Oronsay was late again on Monday\u{ad}. .\nShare this";
        let report = Cleaner::new().clean(source).explain(source).to_string();
        let lines: Vec<&str> = report.lines().collect();
        assert!(lines[0].starts_with("4 changes, 1 of 3 lines no part of the text"), "{report}");
        assert_eq!(lines[1], "  unicode 1, white_space 1, punctuation 1, boilerplate 1");
        assert_eq!(lines[2], r#"1:7  white_space  " " -> ""  run of spaces"#);
        assert_eq!(lines[3], r#"2:46  unicode  "\u{ad}" -> ""  soft hyphen"#);
        assert!(lines[6].starts_with("no part of the text:"), "{report}");
        assert!(lines[7].contains(r#"line 3  0.97  "Share this""#), "{report}");
    }

    #[test]
    fn nothing_to_tell() {
        assert_eq!(Cleaner::new().clean("").explain("").to_string(), "0 changes\n");
    }
}
