//! How well lines are told apart.

use std::fmt;
use std::io::{self, Write};

use super::Judged;

/// Counts of lines.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pages: usize,
    right: usize,
    wrong: usize,
    missed: usize,
    dropped: usize,
}

impl Score {
    /// Lines of at least the probability `threshold` are kept.
    pub(crate) fn of(lines: &[&Judged], threshold: f64) -> Self {
        let mut score = Self::default();
        let mut last = None;
        for line in lines {
            score.pages += usize::from(last != Some(line.page));
            last = Some(line.page);
            match (line.keep, line.probability >= threshold) {
                (true, true) => score.right += 1,
                (false, true) => score.wrong += 1,
                (true, false) => score.missed += 1,
                (false, false) => score.dropped += 1,
            }
        }
        score
    }

    fn f1(right: usize, wrong: usize, missed: usize) -> f64 {
        let all = 2 * right + wrong + missed;
        if all == 0 { 0.0 } else { 2.0 * right as f64 / all as f64 }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        write!(
            f,
            "pages {} lines {} P {:.3} R {:.3} F1 {:.3} boilerplate F1 {:.3}",
            self.pages,
            self.right + self.wrong + self.missed + self.dropped,
            share(self.right, self.right + self.wrong),
            share(self.right, self.right + self.missed),
            Self::f1(self.right, self.wrong, self.missed),
            Self::f1(self.dropped, self.missed, self.wrong),
        )
    }
}

/// Figures for a row of thresholds.
pub(crate) fn curve(lines: &[&Judged], out: &mut impl Write) -> io::Result<()> {
    for step in 2_u8..=14 {
        let threshold = f64::from(step) * 0.05;
        writeln!(out, "  {threshold:.2} {}", Score::of(lines, threshold))?;
    }
    Ok(())
}

/// For each tenth of the probability the share of lines that are text, and how many lines.
pub(crate) fn calibration(lines: &[&Judged]) -> String {
    let mut bins = [(0_usize, 0_usize); 10];
    for line in lines {
        let bin = &mut bins[tenth(line.probability)];
        bin.0 += usize::from(line.keep);
        bin.1 += 1;
    }
    tenths(&bins)
}

/// Which tenth a probability is in, from 0.
pub(crate) fn tenth(probability: f64) -> usize {
    (1..10_u8).filter(|&k| probability >= f64::from(k) / 10.0).count()
}

/// Lines of text and all lines of each tenth, as shares.
pub(crate) fn tenths(bins: &[(usize, usize); 10]) -> String {
    let share =
        |&(keep, all): &(usize, usize)| format!("{:.2} ({all})", keep as f64 / all.max(1) as f64);
    format!(
        "text by tenth of probability: {}",
        bins.iter().map(share).collect::<Vec<_>>().join(" ")
    )
}
