//! Which lines of a whole page, menus and all, are its text.
//!
//! A line is read once ([`scan`]), hard-wrapped lines are put together ([`wrap`]), each paragraph
//! becomes a row of small numbers ([`features`]) and two forests judge the rows ([`model`]): the
//! second one knows what the first one said of the neighbours.

mod features;
pub(crate) mod model;
mod reasons;
#[cfg(feature = "train")]
pub(crate) mod training;
mod wrap;

use std::borrow::Cow;
use std::sync::LazyLock;

use diptych_text::Language;

use self::model::Model;
use self::reasons::Speaker;
use crate::boilerplate::scan::Facts;
use crate::locale;
use crate::trees::Columns;

/// Whether a line is main text, how surely, and why.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct LineLabel {
    /// Whether the line is main text.
    pub keep: bool,
    /// How sure `keep` is, 0.4 to 1: how many of the lines that got this label so surely were such.
    pub probability: f64,
    /// Why, for a person to read; never empty.
    pub reasons: Vec<Cow<'static, str>>,
}

/// The model of the package; `data/README.md` says what it learned from.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("../../../data/lines.bin")).expect("the shipped model is tested")
});

pub(super) fn model() -> &'static Model {
    &MODEL
}

/// The locale whose stop words count for a page: that of the language, or, when it has none, the
/// one most words of the page are of.
fn lane(facts: &[Facts], language: Language) -> usize {
    let named = locale::ALL.iter().position(|(code, _)| *code == language.code());
    named.filter(|&lane| lane > 0).unwrap_or_else(|| {
        let mut sums = [0_u64; 8];
        for one in facts {
            for (sum, &stops) in sums.iter_mut().zip(&one.stop_words) {
                *sum += u64::from(stops);
            }
        }
        (0..8).rev().max_by_key(|&lane| sums[lane]).unwrap_or(0)
    })
}

/// White space, and what takes no room: U+200B to U+200F, U+2060, U+FEFF.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim_matches(is_blank),
    }
}

/// A page that was read.
struct Page {
    facts: Vec<Facts>,
    columns: Columns,
    /// The paragraph of each line; none for blank lines.
    paragraphs: Vec<Option<usize>>,
}

impl Page {
    fn read<S: AsRef<str>>(texts: &[S], language: Language) -> Self {
        let mut paragraphs = Vec::with_capacity(texts.len());
        let mut facts = Vec::with_capacity(texts.len());
        for text in texts {
            let text = trim(text.as_ref());
            paragraphs.push((!text.is_empty()).then_some(facts.len()));
            if !text.is_empty() {
                facts.push(Facts::new(text));
            }
        }
        let mut page = Self::of(facts, language);
        for paragraph in &mut paragraphs {
            *paragraph = paragraph.and_then(|line| page.paragraphs[line]);
        }
        page.paragraphs = paragraphs;
        page
    }

    /// A page of lines that are not blank.
    fn of(mut facts: Vec<Facts>, language: Language) -> Self {
        let paragraphs = wrap::join(&mut facts).into_iter().map(Some).collect();
        let columns = features::columns(&facts, lane(&facts, language));
        Self { facts, columns, paragraphs }
    }

    /// The logit of each paragraph to be text.
    ///
    /// There is no second look where all of [`crate::trees::BLOCK`] paragraphs are settled by what the
    /// first one said.
    fn judge(&mut self, model: &Model, settled: impl Fn(usize, i32) -> bool) -> Vec<i32> {
        let first = model.first.logits(&self.columns, &[], &settled);
        if model.second.trees.is_empty() {
            return first;
        }
        features::second(&mut self.columns, &first, &self.facts);
        model.second.logits(&self.columns, &first, &settled)
    }
}

/// What a model says of the lines of a text that are not blank.
pub(crate) struct Look<'m> {
    model: &'m Model,
    speaker: Speaker<'m>,
    page: Page,
    logits: Vec<i32>,
}

impl<'m> Look<'m> {
    /// Looks twice where a line that is `asked` for is not surely text at first sight.
    pub(crate) fn at(
        facts: Vec<Facts>,
        language: Language,
        model: &'m Model,
        asked: impl Fn(usize) -> bool,
    ) -> Self {
        let mut page = Page::of(facts, language);
        let mut open = vec![false; page.facts.len()];
        for (line, paragraph) in page.paragraphs.iter().enumerate() {
            if let Some(paragraph) = *paragraph {
                open[paragraph] |= asked(line);
            }
        }
        let logits = page.judge(model, |i, logit| !open[i] || logit > SURE);
        Self { model, speaker: Speaker::new(model), page, logits }
    }

    fn paragraph(&self, line: usize) -> usize {
        self.page.paragraphs[line].unwrap_or(0)
    }

    /// How likely a line is text.
    pub(crate) fn probability(&self, line: usize) -> f64 {
        self.model.probability(self.logits[self.paragraph(line)])
    }

    /// What speaks most against a line, in words, the weightiest first.
    pub(crate) fn against(&mut self, line: usize) -> Vec<Cow<'static, str>> {
        let paragraph = self.paragraph(line);
        self.speaker.reasons(&self.page.columns, paragraph, false)
    }
}

/// The logit of a line that the first look is sure not to be text; where all lines are such, there
/// is no second look. In parts of a logit, see [`crate::trees::UNIT`]; set by hand (2026-11-21), for speed.
const SETTLED: i32 = -3 * 4096;

fn is_settled(_: usize, logit: i32) -> bool {
    logit < SETTLED
}

/// The logit from which a line is text at first sight, for a look at documents; set by hand too.
const SURE: i32 = 4096;

/// Lines of at least this probability are kept. Of the thresholds of the pages the model was not
/// trained on, the one with the best F1 of both sets together; see `data/README.md`.
pub(super) const KEEP: f64 = 0.4;

/// Whether each line of a page, taken as it stood, frame included, is text.
pub(crate) fn keep<S: AsRef<str>>(texts: &[S], language: Language) -> Vec<bool> {
    let model = model();
    let mut page = Page::read(texts, language);
    let logits = page.judge(model, is_settled);
    let keep = |paragraph: &Option<usize>| {
        paragraph.is_some_and(|paragraph| model.probability(logits[paragraph]) >= KEEP)
    };
    page.paragraphs.iter().map(keep).collect()
}

/// As [`keep`], with how surely and why.
pub(crate) fn label<S: AsRef<str>>(texts: &[S], language: Language) -> Vec<LineLabel> {
    label_where(texts, language, |_, _| true)
}

/// As [`label`], with reasons only where `explained` says so of the number of a line and of whether
/// it is kept. Lines that share a label share its reasons.
pub(crate) fn label_where<S: AsRef<str>>(
    texts: &[S],
    language: Language,
    explained: impl Fn(usize, bool) -> bool,
) -> Vec<LineLabel> {
    let model = model();
    let mut page = Page::read(texts, language);
    let logits = page.judge(model, is_settled);
    let mut labels = Vec::with_capacity(texts.len());
    let mut speaker = Speaker::new(model);
    let mut last: Option<(usize, LineLabel)> = None;
    for (line, &paragraph) in page.paragraphs.iter().enumerate() {
        let Some(paragraph) = paragraph else {
            let reasons = vec![Cow::Borrowed("blank line")];
            labels.push(LineLabel { keep: false, probability: 1.0, reasons });
            continue;
        };
        // The lines of a hard-wrapped paragraph share their label.
        let mut label = match last.take() {
            Some((number, label)) if number == paragraph => label,
            _ => {
                let probability = model.probability(logits[paragraph]);
                let keep = probability >= KEEP;
                let probability = if keep { probability } else { 1.0 - probability };
                LineLabel { keep, probability, reasons: Vec::new() }
            }
        };
        if label.reasons.is_empty() && explained(line, label.keep) {
            label.reasons = speaker.reasons(&page.columns, paragraph, label.keep);
        }
        labels.push(label.clone());
        last = Some((paragraph, label));
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::reasons::REASONS;
    use super::*;

    const TEXT: [&str; 9] = [
        "The ferry to Oronsay was late again on Monday, and nobody on the pier could say why it was so.",
        "It had left Port Askaig at nine, with forty passengers, two cows and the post, in a light wind.",
        "“We saw it turn round off the point and go back for something,” said Una McPhee, who keeps the shop.",
        "The harbour master did not answer his telephone, which is kept in a shed that is locked at noon.",
        "Nor did the company, whose office on the mainland opens on the first Tuesday of the month.",
        "By four o’clock the milk had been given to the cats, and the school sent the children home.",
        "The boat came in at dusk. Its engine, the crew said, had been warm, and so they had waited.",
        "Nobody was hurt, and the cows were led off first, as they always are when it rains.",
        "The next sailing is on Thursday, if the wind allows it and somebody finds the mate.",
    ];

    const HEAD: [&str; 9] = [
        "Skip to content",
        "• Home",
        "• News",
        "• Sport",
        "• Weather",
        "• Jobs",
        "Sign in",
        "Search",
        "Menu",
    ];

    const TAIL: [&str; 9] = [
        "Share this article",
        "Facebook",
        "Twitter",
        "Related Articles",
        "• Bridge to open in spring",
        "• Rain again, and more to come",
        "Leave a Reply",
        "Privacy policy",
        "© 2018 Dale Mail. All rights reserved.",
    ];

    /// The lines of a page and whether they are text.
    fn page(text: &[&'static str]) -> (Vec<&'static str>, Vec<bool>) {
        let lines = [&HEAD[..], text, &TAIL[..]].concat();
        let is_text = |i: usize| (HEAD.len()..HEAD.len() + text.len()).contains(&i);
        let expected = (0..lines.len()).map(is_text).collect();
        (lines, expected)
    }

    #[test]
    fn a_page_with_its_frame() {
        let (lines, expected) = page(&TEXT);
        assert_eq!(keep(&lines, Language::EN), expected);
        assert_eq!(keep(&lines, Language::UND), expected);
    }

    #[test]
    fn a_hard_wrapped_page() {
        let wrapped = [
            "The ferry to Oronsay was late again on Monday, and nobody on the pier",
            "could say why it was so. It had left Port Askaig at nine, with forty",
            "passengers, two cows and the post, in a light wind.",
            "The harbour master did not answer his telephone, which is kept in a",
            "shed that is locked at noon. Nor did the company, whose office on the",
            "mainland opens on the first Tuesday of the month.",
            "By four o’clock the milk had been given to the cats, and the school",
            "sent the children home. The boat came in at dusk. Its engine, the crew",
            "said, had been warm, and so they had waited. Nobody was hurt, and the",
            "cows were led off first, as they always are when it rains.",
        ];
        let (lines, expected) = page(&wrapped);
        assert_eq!(keep(&lines, Language::EN), expected);
    }

    #[test]
    fn a_text_without_a_frame_stays() {
        assert_eq!(keep(&TEXT, Language::EN), [true; 9]);
    }

    #[test]
    fn labels_say_why() {
        let (mut lines, expected) = page(&TEXT);
        lines.push(" \u{200b}");
        let labels = label(&lines, Language::EN);
        for (label, expected) in labels.iter().zip(&expected) {
            assert_eq!(label.keep, *expected);
            assert!((KEEP..=1.0).contains(&label.probability));
            assert!((1..=REASONS).contains(&label.reasons.len()));
            assert!(label.reasons.iter().all(|reason| crate::reasons::is_listed(reason)));
        }
        assert_eq!(labels[lines.len() - 1].reasons, ["blank line"]);
        assert!(keep::<&str>(&[], Language::EN).is_empty());
    }
}
