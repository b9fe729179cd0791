//! The steps that work on characters, each of them within a line.
//!
//! Lines are cleaned one by one, each until no step changes it any more. What comes out is a text
//! of settled lines, so cleaning it again changes nothing, whatever lines are dropped from it.

pub(crate) mod entities;
pub(crate) mod forms;
mod kinds;
mod legacy;
pub(crate) mod punctuation;
mod scan;
pub(crate) mod space;
pub(crate) mod typography;
pub(crate) mod unicode;

use std::borrow::Cow;
use std::hash::Hasher as _;

use diptych_text::Span;

use crate::cleaner::Unsettled;
use crate::encoding;
use crate::history::{Editor, History};
use crate::{CleanOptions, Edit, Step};
use scan::Findings;

/// How often the steps are run on a line until nothing changes. Three rounds settle all ordinary
/// text; a line that takes more than these was built to resist and is left as it came.
const ROUNDS: usize = 16;

impl Findings {
    /// Whether a step that is switched on may have something to do.
    fn concern_any(self, options: &CleanOptions) -> bool {
        (self.encoding && options.is_on(Step::Encoding))
            || (self.entities && options.is_on(Step::Entities))
            || ((self.invisible || self.marks) && options.is_on(Step::Unicode))
            || (self.forms && options.is_on(Step::Ligatures))
            || (self.forms && options.is_on(Step::Width))
            || (self.space && options.is_on(Step::WhiteSpace))
            || (self.punctuation && options.is_on(Step::Punctuation))
            || options.is_on(Step::Typography)
    }
}

/// Runs the steps before [`Step::Boilerplate`] on a text that has not been changed yet.
///
/// Gives the lines that did not settle; they are as they came.
pub(crate) fn repair(history: &mut History<'_>, options: &CleanOptions) -> Vec<Unsettled> {
    let source = history.source();
    let (edits, unsettled, known) = (Vec::new(), Vec::new(), Vec::new());
    let mut repair = Repair { options, source, edits, unsettled, known };
    let has_alarms = repair.text();
    let Repair { edits, unsettled, .. } = repair;
    history.start_with(edits);
    if has_alarms && options.is_on(Step::WhiteSpace) {
        history.apply(Step::WhiteSpace, space::drop_blank_lines);
    }
    unsettled
}

/// The repair of a text line by line.
struct Repair<'t, 'o> {
    options: &'o CleanOptions,
    source: &'t str,
    /// On the source, in order, disjoint.
    edits: Vec<Edit>,
    unsettled: Vec<Unsettled>,
    /// Short lines that were repaired last, each in the place of its hash, with the first of their
    /// edits and how many these are: menus and logs have the same damage over and over.
    known: Vec<(Span, usize, usize)>,
}

/// Lines of at most so many bytes are remembered, and how many at most; set by hand (2026-11).
const SHORT: usize = 64;
const KNOWN: usize = 256;

impl Repair<'_, '_> {
    /// Repairs the lines around each alarm; tells whether there was any.
    fn text(&mut self) -> bool {
        let bytes = self.source.as_bytes();
        if self.options.is_on(Step::Typography) {
            self.lines(Span::new(0, bytes.len()));
            return true;
        }
        let mut has_alarms = false;
        // Where the next line starts; the newline before it is looked at with it.
        let mut start = 0_usize;
        while let Some(alarm) = scan::next_alarm(bytes, start.saturating_sub(1)) {
            has_alarms = true;
            let (from, to) = (alarm.start.max(start), alarm.end.max(start));
            let before = memchr::memrchr(b'\n', &bytes[start..from]);
            let after = memchr::memchr(b'\n', &bytes[to..]);
            let end = after.map_or(bytes.len(), |i| to + i);
            self.lines(Span::new(before.map_or(start, |i| start + i + 1), end));
            start = end + 1;
            if start > bytes.len() {
                break;
            }
        }
        has_alarms
    }

    /// Repairs lines; `span` ends before the newline of the last one.
    fn lines(&mut self, span: Span) {
        let bytes = self.source.as_bytes();
        // A `\r` is no part of the line before it. Alone it is a line end for the step that says
        // so, and white space for the other one.
        let ends_alone = self.options.is_on(Step::Unicode);
        let ends_with_newline = !ends_alone && self.options.is_on(Step::WhiteSpace);
        let mut start = span.start;
        while start <= span.end {
            let rest = &bytes[start..span.end];
            let end = if ends_alone {
                memchr::memchr2(b'\n', b'\r', rest)
            } else {
                memchr::memchr(b'\n', rest)
            };
            let end = end.map_or(span.end, |i| start + i);
            if ends_alone && end < span.end && bytes[end] == b'\r' {
                let is_pair = bytes.get(end + 1) == Some(&b'\n');
                self.line(Span::new(start, end));
                self.line_end(end, if is_pair { "" } else { "\n" }, Step::Unicode);
                start = end + if is_pair { 2 } else { 1 };
                continue;
            }
            let has_return =
                ends_with_newline && (start < end && end < bytes.len()) && bytes[end - 1] == b'\r';
            self.line(Span::new(start, end - usize::from(has_return)));
            if has_return {
                self.line_end(end - 1, "", Step::WhiteSpace);
            }
            start = end + 1;
        }
    }

    /// Notes what becomes of a `\r`.
    fn line_end(&mut self, place: usize, replacement: &str, step: Step) {
        self.edits.push(Edit {
            span: Span::new(place, place + 1),
            replacement: replacement.to_owned(),
            step,
            reason: Cow::Borrowed("line end"),
        });
    }

    fn line(&mut self, span: Span) {
        let line = &self.source[span];
        let mut found = Findings::of(line, self.options.language_of_spaces());
        if !found.concern_any(self.options) {
            return;
        }
        let slot = self.slot(line);
        if let Some((known, first, count)) = slot.map(|slot| self.known[slot])
            && self.source[known] == *line
        {
            for i in first..first + count {
                let edit = self.edits[i].clone();
                let start = span.start + edit.span.start - known.start;
                self.edits.push(Edit { span: Span::new(start, start + edit.span.len()), ..edit });
            }
            return;
        }
        let mut history = History::new(line);
        let mut last = None;
        for _ in 0..ROUNDS {
            let Some(step) = self.round(&mut history, &mut found) else {
                let (_, edits, _) = history.finish();
                if let Some(slot) = slot {
                    self.known[slot] = (span, self.edits.len(), edits.len());
                }
                self.edits.extend(
                    edits
                        .into_iter()
                        .map(|edit| Edit { span: edit.span.shift(span.start), ..edit }),
                );
                return;
            };
            last = Some(step);
        }
        self.unsettled.extend(last.map(|step| Unsettled { span, step }));
    }

    /// Where a line is remembered, if it is short.
    fn slot(&mut self, line: &str) -> Option<usize> {
        if line.is_empty() || line.len() > SHORT {
            return None;
        }
        if self.known.is_empty() {
            self.known = vec![(Span::new(0, 0), 0, 0); KNOWN];
        }
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(line.as_bytes());
        usize::try_from(hasher.finish() % KNOWN as u64).ok()
    }

    /// Runs every step once; gives the last one that changed something.
    fn round(&self, history: &mut History<'_>, found: &mut Findings) -> Option<Step> {
        let language = self.options.language_of_spaces();
        let mut changed = None;
        let mut run =
            |step, is_concerned: fn(&Findings) -> bool, repair: &dyn Fn(&mut Editor<'_>)| {
                if is_concerned(found) && self.options.is_on(step) && history.apply(step, repair) {
                    changed = Some(step);
                    *found = Findings::of(history.text(), language);
                }
            };
        run(Step::Encoding, |found| found.encoding, &encoding::repair);
        run(Step::Entities, |found| found.entities, &entities::decode);
        run(Step::Unicode, |found| found.invisible, &unicode::repair);
        run(Step::Unicode, |found| found.marks, &unicode::compose);
        run(Step::Ligatures, |found| found.forms, &forms::spell_ligatures);
        run(Step::Width, |found| found.forms, &forms::set_width);
        let normalize = |editor: &mut Editor<'_>| space::normalize(editor, language);
        run(Step::WhiteSpace, |found| found.space, &normalize);
        run(Step::Punctuation, |found| found.punctuation, &punctuation::repair);
        if let Some(profile) = self.options.typography {
            let set = |editor: &mut Editor<'_>| typography::set(editor, profile);
            run(Step::Typography, |_| true, &set);
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use diptych_text::Language;
    use proptest::prelude::*;

    use super::*;

    /// Lines made of what steps look for.
    fn line() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            4 => proptest::char::range('\u{a0}', '\u{17f}'),
            3 => proptest::sample::select(
                "ÃÂÎÐœŒ×à√≈‚âóÄв„Ђāβ€™ВГРСўЎœΒΓΞΟØÙ°µ²¹½·´–—…’¦¤¬†‡‰ª¢£¥¡«¿©‘“•‹®»˝”›¶§─│█\u{9d}\u{85}"
                    .chars()
                    .collect::<Vec<char>>()
            ),
            3 => proptest::sample::select(" .,;:!?&aeszAEZ09_-\t\r\u{a0}\u{202f}\u{3000}".chars().collect::<Vec<char>>()),
            1 => proptest::char::range('\u{300}', '\u{36f}'),
            1 => proptest::char::range('\u{370}', '\u{5ff}'),
            1 => proptest::char::range('\u{2000}', '\u{26ff}'),
            1 => proptest::char::range('\u{fb00}', '\u{fb08}'),
            1 => proptest::char::range('\u{ff00}', '\u{ffa0}'),
            1 => any::<char>(),
        ];
        proptest::collection::vec(character, 0..12)
            .prop_map(|characters| characters.into_iter().filter(|&c| c != '\n').collect())
    }

    #[test]
    fn lines_that_come_again() {
        let options = CleanOptions::default();
        let lines = ["cafÃ© &amp; bar", "a  b", "cafÃ© &amp; bar", "plain", "a  b"];
        let text = lines.join("\n");
        let mut history = History::new(&text);
        assert!(repair(&mut history, &options).is_empty());
        assert_eq!(history.text(), "café & bar\na b\ncafé & bar\nplain\na b");
        let (_, edits, _) = history.finish();
        let steps: Vec<(usize, Step)> =
            edits.iter().map(|one| (one.span.start, one.step)).collect();
        use Step::{Encoding, Entities, WhiteSpace};
        let again = text.rfind("cafÃ").expect("it comes again");
        assert_eq!(steps[..2], [(3, Encoding), (9, Entities)]);
        assert_eq!(steps[3..5], [(again + 3, Encoding), (again + 9, Entities)]);
        assert_eq!((steps[2].1, steps[5].1, steps.len()), (WhiteSpace, WhiteSpace, 6));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

        #[test]
        fn what_a_step_changes_was_found(line in line()) {
            let language = Language::UND;
            let found = Findings::of(&line, language);
            let is_alarming = scan::next_alarm(line.as_bytes(), 0).is_some();
            let check = |name, is_found, repair: &dyn Fn(&mut Editor<'_>)| {
                let mut editor = Editor::new(&line);
                repair(&mut editor);
                let changed = editor.finish().text != line;
                prop_assert!(is_found || !changed, "{name} is not found");
                prop_assert!(is_alarming || !is_found, "{name} gives no alarm");
                Ok(())
            };
            check("encoding", found.encoding, &encoding::repair)?;
            check("entities", found.entities, &entities::decode)?;
            check("invisible", found.invisible, &unicode::repair)?;
            check("marks", found.marks, &unicode::compose)?;
            check("ligatures", found.forms, &forms::spell_ligatures)?;
            check("width", found.forms, &forms::set_width)?;
            check("space", found.space, &|editor| space::normalize(editor, language))?;
            check("punctuation", found.punctuation, &punctuation::repair)?;
        }
    }
}
