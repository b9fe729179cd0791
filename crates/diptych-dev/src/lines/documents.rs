//! What cleaning makes of pages, and of text that was taken from them.

use std::io::{self, Write};

use diptych_clean::training::{Example, LineModel, TrainOptions};

use super::data::{Labelled, excerpt};
use super::fold_of;
use super::score::{tenth, tenths};
use crate::boosting::Random;

/// Kinds of documents: what they are, and the share of the lines around the text; none for pages.
const KINDS: [(&str, Option<f64>); 4] = [
    ("whole page", None),
    ("six in ten lines around", Some(0.6)),
    ("two in ten lines around", Some(0.2)),
    ("text alone", Some(0.0)),
];

/// Limits of the probability for brief lines and for running text.
const LIMITS: [(f64, f64); 6] =
    [(0.0, 0.0), (0.05, 0.0), (0.05, 0.02), (0.1, 0.02), (0.1, 0.05), (0.2, 0.1)];

/// Counts of lines of one kind of documents.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Lines of text that stay and go.
    text: (usize, usize),
    /// Other lines that stay and go.
    other: (usize, usize),
    pages: usize,
    /// Documents that lose a line of text.
    losing: usize,
    /// Lines that stay, by tenth of their probability: those of text, and all.
    tenths: [(usize, usize); 10],
}

/// Prints for each kind of documents and each pair of limits what stays.
///
/// Each page of the first set, all of whose lines have labels, is cleaned with the model of its
/// fold.
pub(super) fn documents(
    pages: &[Labelled],
    models: &[LineModel],
    options: &TrainOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    for (name, share) in KINDS {
        for limits in LIMITS {
            let mut counts = Counts::default();
            for (i, page) in pages.iter().enumerate().filter(|(_, page)| page.set == 0) {
                let fold = fold_of(page, models.len() as u64, options);
                let model = models.get(usize::try_from(fold).unwrap_or(0));
                // Other lines than those of the excerpts that models learn from.
                let mut random = Random(!(i as u64));
                let document = match share {
                    Some(share) => excerpt(&page.example, share, &mut random),
                    None => page.example.clone(),
                };
                if let Some(model) = model {
                    counts.add(&document, model, limits);
                }
            }
            let share = |(a, b): (usize, usize)| a as f64 / (a + b).max(1) as f64;
            let precision = share((counts.text.0, counts.other.0));
            writeln!(
                out,
                "{name:<24} limits {:.2} {:.2} n {} text kept {:.4} others dropped {:.3} P {:.3} documents that lose text {}",
                limits.0,
                limits.1,
                counts.pages,
                share(counts.text),
                1.0 - share(counts.other),
                precision,
                counts.losing,
            )?;
            writeln!(out, "  stay {}", tenths(&counts.tenths))?;
        }
    }
    Ok(())
}

impl Counts {
    fn add(&mut self, page: &Example, model: &LineModel, limits: (f64, f64)) {
        let lines: Vec<&str> = page.lines.iter().map(String::as_str).collect();
        let stays = model.document(&lines, page.language, limits);
        let lost = self.text.1;
        for (keep, stays) in page.keep.iter().zip(stays) {
            if let Some(probability) = stays {
                let tenth = &mut self.tenths[tenth(probability)];
                *tenth = (tenth.0 + usize::from(*keep == Some(true)), tenth.1 + 1);
            }
            match (keep, stays.is_some()) {
                (Some(true), true) => self.text.0 += 1,
                (Some(true), false) => self.text.1 += 1,
                (_, true) => self.other.0 += 1,
                (_, false) => self.other.1 += 1,
            }
        }
        self.pages += 1;
        self.losing += usize::from(self.text.1 > lost);
    }
}
