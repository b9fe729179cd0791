//! Counts of boundaries that are right, found and wanted.

use std::collections::BTreeSet;

use diptych::{SegmentOptions, Segmenter, Span};

use super::data::Document;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) right: usize,
    pub(super) found: usize,
    pub(super) gold: usize,
}

impl Counts {
    fn share(part: usize, whole: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts of boundaries are small")]
        let share = part as f64 / whole.max(1) as f64;
        100.0 * share
    }

    pub(super) fn precision(self) -> f64 {
        Self::share(self.right, self.found)
    }

    pub(super) fn recall(self) -> f64 {
        Self::share(self.right, self.gold)
    }

    pub(super) fn f1(self) -> f64 {
        Self::share(2 * self.right, self.found + self.gold)
    }

    /// Splits `document` and adds what was right, found and wanted.
    pub(super) fn add(&mut self, document: &Document, options: &SegmentOptions) {
        let segmenter = Segmenter::with_options(document.language, options.clone());
        let gold = boundaries(&document.text, document.sentences.iter().copied());
        let found = boundaries(&document.text, segmenter.sentences(&document.text));
        self.right += gold.intersection(&found).count();
        self.found += found.len();
        self.gold += gold.len();
    }
}

/// The ends of the spans but that of the text, as numbers of characters that are no white space.
fn boundaries(text: &str, spans: impl Iterator<Item = Span>) -> BTreeSet<usize> {
    let (mut at, mut rank) = (0, 0);
    let solid = |piece: &str| piece.chars().filter(|c| !c.is_whitespace()).count();
    let mut ends = BTreeSet::new();
    for span in spans {
        rank += solid(&text[at..span.end]);
        at = span.end;
        ends.insert(rank);
    }
    ends.remove(&(rank + solid(&text[at..])));
    ends
}

/// Prints every boundary of `document` that was missed or made up, with the text around it.
pub(super) fn errors(
    out: &mut impl std::io::Write,
    name: &str,
    document: &Document,
    options: &SegmentOptions,
) -> std::io::Result<()> {
    let segmenter = Segmenter::with_options(document.language, options.clone());
    let text = document.text.as_str();
    let gold: BTreeSet<usize> = document.sentences.iter().map(|span| span.end).collect();
    let decisions: Vec<_> = segmenter.explain(text).collect();
    let found: BTreeSet<usize> = segmenter.sentences(text).map(|span| span.end).collect();
    for &at in gold.symmetric_difference(&found) {
        let kind = if gold.contains(&at) { "missed" } else { "made" };
        let decision = decisions.iter().find(|decision| decision.span.end == at);
        let rule = decision.map_or("no candidate".to_owned(), |decision| {
            format!("{:?} {:.2}", decision.rule, decision.probability)
        });
        let past: String =
            text[..at].chars().rev().take(50).collect::<Vec<_>>().iter().rev().collect();
        let rest: String = text[at..].chars().take(40).collect();
        writeln!(out, "{kind}\t{name}\t{rule}\t{past:?}\t{rest:?}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_do_not_see_white_space() {
        let text = "Ab c.  De.\nF.";
        let spans = [Span::new(0, 5), Span::new(7, 10), Span::new(11, 13)];
        assert_eq!(boundaries(text, spans.into_iter()), BTreeSet::from([4, 7]));
    }
}
