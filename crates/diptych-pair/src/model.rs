//! The model of one pair of documents: priors, lengths, what words earn.

use std::ops::Range;

use crate::document::Document;
use crate::parameters::{AlignParameters, SHAPES};
use crate::path::{Cell, Scorer};
use crate::solver::HOLDS;

/// What scores the beads of one pair of documents.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) parameters: AlignParameters,
    pub(crate) priors: [f32; SHAPES.len()],
    /// Length of the target for one character of the source.
    pub(crate) ratio: f32,
    /// What leaving out each sentence of the source gains, and of the target.
    pub(crate) gains: (Vec<f32>, Vec<f32>),
}

impl Model {
    pub(crate) fn new(parameters: AlignParameters, source: &Document, target: &Document) -> Self {
        let sum = |document: &Document| document.lengths.iter().sum::<f32>().max(1.0);
        Self {
            parameters,
            priors: parameters.priors(),
            ratio: (sum(target) / sum(source)).clamp(0.5, 2.0),
            gains: (vec![0.0; source.len()], vec![0.0; target.len()]),
        }
    }

    /// The score of a sentence left alone, by the node of the grid where its bead ends.
    pub(crate) fn alone(&self, shape: usize, node: (usize, usize)) -> f32 {
        let (rows, columns) = (self.gains.0.len(), self.gains.1.len());
        let (source, _) = SHAPES[shape];
        let (gain, edge) = if source == 1 {
            (self.gains.0[node.0 - 1], node.1 == 0 || node.1 == columns)
        } else {
            (self.gains.1[node.1 - 1], node.0 == 0 || node.0 == rows)
        };
        let prior = self.priors[shape];
        gain + if edge { prior.max(self.parameters.edge) } else { prior }
    }

    /// How sure each bead is, 0 to 1.
    pub(crate) fn confidences(&self, scorer: &mut Scorer<'_>, beads: &[Cell]) -> Vec<f32> {
        beads.iter().map(|bead| self.confidence(scorer, bead)).collect()
    }

    /// How sure it is that the two sides of a bead are translations, 0 to 1.
    ///
    /// Logistic regression on what words earn, in both directions and against the square root of
    /// their number, and on the length difference.
    pub(crate) fn confidence(&self, scorer: &mut Scorer<'_>, bead: &Cell) -> f32 {
        let (source, target) = bead;
        if source.is_empty() || target.is_empty() {
            return 0.0;
        }
        let (forward, backward) = scorer.ratios(bead);
        let size = |d: &Document, r: &Range<usize>| d.places(r.clone()).len().max(1) as f32;
        let (s, t) = (size(scorer.source, source), size(scorer.target, target));
        let earned = forward / t.sqrt() + backward / s.sqrt();
        let share = forward / t + backward / s;
        let weaker = (forward / t).min(backward / s);
        let deviation = scorer.deviation(self, source, target).abs().min(6.0);
        let wide = (source.len() + target.len()) as f32 - 2.0;
        let x = -1.0 + 3.9 * earned - 1.1 * share - 2.9 * weaker - 0.95 * deviation
            + 0.19 * (s + t).ln()
            - 0.85 * wide;
        1.0 / (1.0 + (-x).exp())
    }

    /// Learns what words earn on average, and so what a left-out sentence gains.
    pub(crate) fn learn_gains(
        &mut self,
        scorer: &mut Scorer<'_>,
        beads: Option<(&[Cell], &[f32])>,
    ) {
        let (mut earned, mut words) = (0.0, 0.0);
        if let Some((beads, scores)) = beads {
            for (bead, &score) in beads.iter().zip(scores) {
                if score >= HOLDS && !bead.0.is_empty() && !bead.1.is_empty() {
                    let (forward, backward) = scorer.ratios(bead);
                    earned += forward + backward;
                    let size = |d: &Document, r: &Range<usize>| d.places(r.clone()).len() as f32;
                    words += size(scorer.source, &bead.0) + size(scorer.target, &bead.1);
                }
            }
        }
        // Before anything is known: what words earn without a lexicon, seen over 200 tokens.
        let average = (earned + 0.6 * 200.0) / (words + 200.0);
        let parameters = self.parameters;
        let gain = |size: usize| {
            (parameters.lexical * parameters.expected * average * size as f32)
                .min(parameters.ceiling)
        };
        self.gains.0 = (0..scorer.source.len()).map(|i| gain(scorer.source.size(i))).collect();
        self.gains.1 = (0..scorer.target.len()).map(|j| gain(scorer.target.size(j))).collect();
    }

    /// Learns how common each shape is in this pair.
    pub(crate) fn learn_priors(&mut self, beads: &[Cell]) {
        let usual = self.parameters.priors();
        let total: f32 = usual.iter().map(|p| p.exp()).sum();
        let inertia = self.parameters.inertia;
        let mut counts = usual.map(|p| inertia * p.exp() / total);
        for (source, target) in beads {
            let shape = (source.len(), target.len());
            if let Some(k) = SHAPES.iter().position(|&s| s == shape) {
                counts[k] += 1.0;
            }
        }
        let straight = counts[0].max(f32::MIN_POSITIVE);
        for (prior, count) in self.priors.iter_mut().zip(counts) {
            *prior = (count / straight).ln();
        }
        // The two sides are treated alike but for what is left out.
        for (k, &(a, b)) in SHAPES.iter().enumerate() {
            if a > b && b > 0 {
                let twin = SHAPES.iter().position(|&s| s == (b, a)).expect("shapes come in pairs");
                let mean = 0.5 * (self.priors[k] + self.priors[twin]);
                (self.priors[k], self.priors[twin]) = (mean, mean);
            }
        }
    }
}
