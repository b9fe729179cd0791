//! How much better a group of sentences explains the words of another than chance does.

use std::ops::Range;

use crate::association::{Association, Table};
use crate::document::{Document, Form, id};
use crate::parameters::WIDTH;

/// One direction of the model: the words of `seen` given words of `given`.
#[derive(Debug)]
pub(crate) struct Direction<'a> {
    given: &'a Document,
    seen: &'a Document,
    table: &'a Table,
    /// How probable each form of `seen` is by chance.
    chance: Vec<f32>,
    mixture: f32,
    /// p(form | group) summed over the group, for the forms in `touched`.
    sums: Vec<f32>,
    touched: Vec<u32>,
    /// The highest p(form | word) of any word of `given`.
    best: Vec<f32>,
    /// The log-likelihood ratio of each form for groups of one, two, … sentences.
    ratios: Vec<[f32; WIDTH]>,
}

impl<'a> Direction<'a> {
    /// The words of the target given those of the source.
    pub(crate) fn forward(
        source: &'a Document,
        target: &'a Document,
        association: &'a Association,
        mixture: f32,
    ) -> Self {
        Self::new(source, target, &association.forward, mixture)
    }

    /// The words of the source given those of the target.
    pub(crate) fn backward(
        source: &'a Document,
        target: &'a Document,
        association: &'a Association,
        mixture: f32,
    ) -> Self {
        Self::new(target, source, &association.backward, mixture)
    }

    fn new(given: &'a Document, seen: &'a Document, table: &'a Table, mixture: f32) -> Self {
        let forms = seen.forms.len();
        let mut best = vec![0.0_f32; forms];
        for word in 0..id(given.forms.len()) {
            for &(form, p) in table.row(word) {
                best[form as usize] = best[form as usize].max(p);
            }
        }
        Self {
            best,
            given,
            seen,
            table,
            chance: chances(seen),
            mixture,
            sums: vec![0.0; forms],
            touched: Vec::new(),
            ratios: vec![[0.0; WIDTH]; forms],
        }
    }

    /// Sets the ratios of groups that end before sentence `end` of `given` and start at `first`
    /// or later.
    pub(crate) fn groups_before(&mut self, end: usize, first: usize) {
        for form in self.touched.drain(..) {
            self.sums[form as usize] = 0.0;
            self.ratios[form as usize] = [0.0; WIDTH];
        }
        let mut size = 0.0_f32;
        for width in 0..WIDTH.min(end - first) {
            let sentence = self.given.sentence(end - 1 - width);
            for &word in sentence {
                for &(form, p) in self.table.row(word) {
                    let sum = &mut self.sums[form as usize];
                    if *sum == 0.0 {
                        self.touched.push(form);
                    }
                    *sum += p;
                }
            }
            size += sentence.len() as f32;
            for &form in &self.touched {
                let form = form as usize;
                let p = (self.sums[form] / size).min(1.0);
                let odds = (1.0 - self.mixture) + self.mixture * p / self.chance[form];
                self.ratios[form][width] = ln(odds);
            }
        }
    }

    /// The share of the words of some sentences of `seen` that words of `given` become, and that
    /// words anywhere in its document would, weighted by what each word says beyond chance, 0 to 1.
    pub(crate) fn covered(&mut self, given: &Range<usize>, seen: &Range<usize>) -> (f32, f32) {
        for form in self.touched.drain(..) {
            self.sums[form as usize] = 0.0;
            self.ratios[form as usize] = [0.0; WIDTH];
        }
        for &word in &self.given.tokens[self.given.places(given.clone())] {
            for &(form, p) in self.table.row(word) {
                let best = &mut self.sums[form as usize];
                if *best == 0.0 {
                    self.touched.push(form);
                }
                *best = best.max(p);
            }
        }
        let (mut sum, mut most, mut total) = (0.0, 0.0, 1e-3);
        for &form in &self.seen.tokens[self.seen.places(seen.clone())] {
            let weight = (-ln(self.chance[form as usize]) - COMMON).max(0.1);
            sum += weight * self.sums[form as usize].sqrt();
            most += weight * self.best[form as usize].sqrt();
            total += weight;
        }
        (sum / total, most / total)
    }

    /// The log-likelihood ratio of one sentence of `seen` for each group.
    pub(crate) fn explain(&self, sentence: usize) -> [f32; WIDTH] {
        let mut sums = [0.0; WIDTH];
        for &form in self.seen.sentence(sentence) {
            let ratios = &self.ratios[form as usize];
            for (sum, ratio) in sums.iter_mut().zip(ratios) {
                *sum += ratio;
            }
        }
        sums
    }
}

/// The information in nats of a word that says nothing: one in 33.
const COMMON: f32 = 3.5;

/// How probable each form is by chance: its share of the document, smoothed by what is usual for
/// words of its length (short words are common, long words and numbers are rare).
fn chances(document: &Document) -> Vec<f32> {
    /// The weight of the usual share, in tokens.
    const PRIOR: f32 = 60.0;
    let tokens = document.tokens.len() as f32;
    let usual = |chars: u8| match chars {
        0..=1 => 0.02_f32,
        2 => 0.01,
        3 => 0.006,
        4 => 0.002,
        5..=6 => 0.001,
        _ => 0.0005,
    };
    let share = |form: &Form| (form.count as f32 + PRIOR * usual(form.chars)) / (tokens + PRIOR);
    document.forms.iter().map(share).collect()
}

/// log2 between 1 and 2 as a polynomial through the six Chebyshev nodes, highest power first.
const LOG2: [f32; 6] =
    [0.043_004_96, -0.402_513_4, 1.589_474_3, -3.489_878_5, 5.047_855_4, -2.787_926_2];

/// The natural logarithm of a positive number, to about 1 part in 10,000: the exponent, and a
/// polynomial for the rest.
fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = ((bits >> 23) & 0xff) as f32 - 127.0;
    let m = f32::from_bits((bits & 0x7f_ffff) | 0x3f80_0000);
    let mut log2 = 0.0;
    for coefficient in LOG2 {
        log2 = log2 * m + coefficient;
    }
    (exponent + log2) * std::f32::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn logarithm_is_close() {
        for k in 1..2000_u16 {
            let x = f32::from(k) * 0.037;
            assert!((ln(x) - x.ln()).abs() < 5e-4, "ln {x} = {} not {}", ln(x), x.ln());
        }
    }
}
