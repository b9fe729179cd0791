//! The steps that work on characters, each of them within a line.
//!
//! Lines are cleaned one by one, each until no step changes it any more. What comes out is a text
//! of settled lines, so cleaning it again changes nothing, whatever lines are dropped from it.

pub(crate) mod entities;
mod kinds;
pub(crate) mod punctuation;
mod scan;
pub(crate) mod space;
pub(crate) mod typography;
pub(crate) mod unicode;

use std::borrow::Cow;

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
    let glance = Findings::at_a_glance(source);
    if !glance.concern_any(options) {
        return Vec::new();
    }
    let mut repair = Repair { options, source, edits: Vec::new(), unsettled: Vec::new() };
    repair.lines();
    let Repair { edits, unsettled, .. } = repair;
    let may_have_blank_lines = glance.space || !edits.is_empty();
    history.apply_edits(edits);
    if may_have_blank_lines && options.is_on(Step::WhiteSpace) {
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
}

impl Repair<'_, '_> {
    fn lines(&mut self) {
        let bytes = self.source.as_bytes();
        let drops_returns =
            self.options.is_on(Step::Unicode) || self.options.is_on(Step::WhiteSpace);
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
            // The `\r` of a line end is no part of the line.
            let has_return =
                drops_returns && start < end && end < bytes.len() && bytes[end - 1] == b'\r';
            let line = Span::new(start, end - usize::from(has_return));
            self.line(line);
            if has_return {
                self.edits.push(Edit {
                    span: Span::new(line.end, end),
                    replacement: String::new(),
                    step: if self.options.is_on(Step::Unicode) {
                        Step::Unicode
                    } else {
                        Step::WhiteSpace
                    },
                    reason: Cow::Borrowed("line end"),
                });
            }
            start = end + 1;
        }
    }

    fn line(&mut self, span: Span) {
        let line = &self.source[span];
        let mut found = Findings::of(line, self.options.language_of_spaces());
        if !found.concern_any(self.options) {
            return;
        }
        let mut history = History::new(line);
        let mut last = None;
        for _ in 0..ROUNDS {
            let Some(step) = self.round(&mut history, &mut found) else {
                let (_, edits, _) = history.finish();
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
            1 => any::<char>(),
        ];
        proptest::collection::vec(character, 0..12)
            .prop_map(|characters| characters.into_iter().filter(|&c| c != '\n').collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

        #[test]
        fn what_a_step_changes_was_found(line in line()) {
            let language = Language::UND;
            let found = Findings::of(&line, language);
            let glance = Findings::at_a_glance(&line);
            let check = |name, is_found, is_glanced, repair: &dyn Fn(&mut Editor<'_>)| {
                let mut editor = Editor::new(&line);
                repair(&mut editor);
                let changed = editor.finish().text != line;
                prop_assert!(is_found || !changed, "{name} is not found");
                prop_assert!(is_glanced || !is_found, "{name} is not seen at a glance");
                Ok(())
            };
            check("encoding", found.encoding, glance.encoding, &encoding::repair)?;
            check("entities", found.entities, glance.entities, &entities::decode)?;
            check("invisible", found.invisible, glance.invisible, &unicode::repair)?;
            check("marks", found.marks, glance.marks, &unicode::compose)?;
            check("space", found.space, glance.space, &|editor| space::normalize(editor, language))?;
            check("punctuation", found.punctuation, glance.punctuation, &punctuation::repair)?;
        }
    }
}
