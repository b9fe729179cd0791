//! Measures sentence boundaries.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use diptych::{CharOffsets, Segmenter, Span};
use serde::Deserialize;

use crate::rows;

/// Boundaries of sentences: precision, recall and F1 of a data set each, and their plain mean.
///
/// A boundary is told by the number of characters before it that are not white space; the end of a
/// document is none.
#[derive(Debug, Args)]
pub(crate) struct EvalSegment {
    /// Data sets: JSON Lines with `text`, `lang` and `sents` (code points), gzipped or not.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    lang: String,
    sents: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    fn share(part: usize, whole: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts of boundaries are small")]
        let share = part as f64 / whole.max(1) as f64;
        100.0 * share
    }

    fn f1(self) -> f64 {
        Self::share(2 * self.right, self.found + self.gold)
    }
}

impl EvalSegment {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{:<40} {:>6} {:>6} {:>6} {:>6}", "boundaries", "n", "P", "R", "F1")?;
        let mut sum = 0.0;
        for file in &self.files {
            let mut counts = Counts::default();
            for row in rows::read::<Row>(file)? {
                count(&row, &mut counts)?;
            }
            let Counts { right, found, gold } = counts;
            let (p, r) = (Counts::share(right, found), Counts::share(right, gold));
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            writeln!(out, "{name:<40} {gold:>6} {p:>6.1} {r:>6.1} {:>6.1}", counts.f1())?;
            sum += counts.f1();
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of files")]
        let mean = sum / self.files.len() as f64;
        Ok(writeln!(out, "{:<40} {:>6} {:>6} {:>6} {mean:>6.1}", "mean", "", "", "")?)
    }
}

fn count(row: &Row, counts: &mut Counts) -> anyhow::Result<()> {
    let offsets = CharOffsets::new(row.text.as_str());
    let byte = |place| offsets.byte_of_code_point(place).unwrap_or(row.text.len());
    let gold = row.sents.iter().map(|&(start, end)| Span::new(byte(start), byte(end)));
    let segmenter = Segmenter::new(row.lang.parse()?);
    let gold = boundaries(&row.text, gold);
    let found = boundaries(&row.text, segmenter.sentences(&row.text));
    counts.right += gold.intersection(&found).count();
    counts.found += found.len();
    counts.gold += gold.len();
    Ok(())
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
