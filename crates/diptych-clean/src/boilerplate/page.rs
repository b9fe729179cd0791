//! Which lines of a whole page, menus and all, are its text.

use std::borrow::Cow;

use super::line::{Evidence, Line};
use super::phrases::Words;

/// Whether a line is main text, how surely, and why.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct LineLabel {
    /// Whether the line is main text.
    pub keep: bool,
    /// How sure `keep` is, 0.5 to 1.
    pub probability: f64,
    /// Why, for a person to read; never empty.
    pub reasons: Vec<Cow<'static, str>>,
}

/// Judges lines that were taken from a page as they stood, frame included: most are not text.
///
/// A line is text when it ends as a sentence does and stands among such lines; a short line
/// between two of them is a subheading. Gives the probability of each line to be text, with why.
///
/// The numbers are set by hand (2026-11): F1 .797 on 97 English pages (18,096 lines), .840 on the
/// 2,986 labelled lines of 487 pages, most of them German. They are not trained, so the figures
/// are those of the pages they were set on.
pub(crate) fn label(texts: &[&str]) -> Vec<LineLabel> {
    let mut words = Words::default();
    let lines: Vec<Line<'_>> = texts.iter().map(|text| Line::new(text, &mut words)).collect();
    let own: Vec<f64> = lines.iter().map(own).collect();
    let weights: Vec<f64> = lines.iter().zip(&own).map(|(line, own)| own * weight(line)).collect();
    let total: f64 = weights.iter().sum();
    (0..lines.len())
        .map(|i| {
            // The weight of text in the lines around this one, itself left out.
            let window = i.saturating_sub(REACH)..(i + REACH + 1).min(lines.len());
            let around: f64 = window.filter(|&j| j != i).map(|j| weights[j]).sum();
            let near = |j: Option<usize>| j.and_then(|j| own.get(j)).is_some_and(|&p| p >= 0.6);
            let between = near(i.checked_sub(1)) && near(Some(i + 1));
            // A short page cannot have more around a line than all the rest of it.
            let full = FULL.min(total - weights[i]);
            let support = if full > 1.0 { (around / full).min(1.0) } else { 1.0 };
            one(&lines[i], own[i], support, between)
        })
        .collect()
}

/// The label of a line with its `own` probability, `support` by its surroundings (0 to 1), and
/// whether it stands right between two lines of text.
fn one(line: &Line<'_>, own: f64, support: f64, between: bool) -> LineLabel {
    let mut reasons: Vec<Cow<'static, str>> = Vec::new();
    let probability = match line.evidence {
        Evidence::Strong(furniture) => {
            reasons.push(Cow::Borrowed(furniture.reason()));
            0.02
        }
        Evidence::Half(furniture) => {
            reasons.push(Cow::Borrowed(furniture.reason()));
            0.05
        }
        Evidence::Weak => {
            reasons.push(Cow::Borrowed("label of a menu or widget"));
            0.05
        }
        Evidence::None => {
            if line.terminal {
                reasons.push(Cow::Borrowed("ends as a sentence does"));
            }
            if line.words < 8 {
                reasons.push(Cow::Borrowed("short line"));
            }
            let near = if support >= 0.5 { "among running text" } else { "little text around" };
            reasons.push(Cow::Borrowed(near));
            if line.text.starts_with(['•', '[', '|']) {
                reasons.push(Cow::Borrowed("opens with the mark of a list or button"));
                own * 0.5 + support * 0.1
            } else if between && line.words >= 2 {
                reasons.push(Cow::Borrowed("right between two lines of text"));
                own.max(0.3) + 0.35 * support
            } else {
                own * (0.4 + 0.75 * support)
            }
        }
    };
    let probability = probability.clamp(0.0, 0.99);
    let keep = probability >= 0.5;
    LineLabel { keep, probability: if keep { probability } else { 1.0 - probability }, reasons }
}

/// Lines to each side that count as surroundings.
const REACH: usize = 12;

/// Words of text within reach that make full support.
const FULL: f64 = 220.0;

/// What a line says of itself: 0 to 1.
fn own(line: &Line<'_>) -> f64 {
    if line.evidence != Evidence::None {
        return 0.0;
    }
    match (line.terminal, line.words) {
        (true, 0..=3) => 0.2,
        (true, 4..=7) => 0.55,
        (true, 8..=14) => 0.75,
        (true, _) => 0.95,
        (false, 0..=7) => 0.05,
        (false, 8..=17) => 0.15,
        (false, 18..=29) => 0.4,
        (false, _) => 0.7,
    }
}

/// How much a line counts for its neighbours: its words, up to forty.
fn weight(line: &Line<'_>) -> f64 {
    f64::from(u8::try_from(line.words.min(40)).unwrap_or(40))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_page_is_judged_by_its_own_measure() {
        let lines = [
            "The pier at Oronsay was closed again on Monday after a plank broke under a postman.",
            "He was pulled out dry, with all of his letters, by two boys who had been fishing there.",
            "Share this page",
        ];
        let keep: Vec<bool> = label(&lines).iter().map(|label| label.keep).collect();
        assert_eq!(keep, [true, true, false]);
        assert!(label(&lines[..1])[0].keep);
    }

    #[test]
    fn a_page_with_its_frame() {
        let text = "The ferry to Oronsay was late again on Monday, and nobody on the pier could say why it was so.";
        let mut lines = vec![
            "• Home",
            "• Sport",
            "Ferry late",
            "Sign in",
            text,
            text,
            "Islanders run out of patience",
        ];
        lines.extend([text; 6]);
        lines.extend(["Related Articles", "• Bridge opens", "• Rain again", "© 2018 Dale Mail"]);
        let keep: Vec<bool> = label(&lines).iter().map(|label| label.keep).collect();
        let expected: Vec<bool> = (0..lines.len()).map(|i| (4..13).contains(&i)).collect();
        assert_eq!(keep, expected);
    }
}
