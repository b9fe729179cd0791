//! The model of one pair of documents: priors, lengths, what words earn.

use std::ops::Range;

use crate::document::Document;
use crate::parameters::{AlignParameters, SHAPES};
use crate::path::{Cell, Scorer};

/// How many signs there are.
pub(crate) const SIGNS: usize = 15;

/// What each sign of `Model::signs` adds to the log odds: logistic regression, `diptych-dev train
/// beads --data DIR`; 51,699 beads of Text+Berg dev and NTREX perturbed (13 pairs of languages), with
/// lexicon and without, whole and in pieces, 86.2 % told right, 2026-11-21.
const WEIGHTS: [f32; SIGNS] = [
    0.388, 0.737, -0.244, -2.290, 9.187, -4.989, 13.779, -0.468, -1.036, -0.419, 0.526, -9.709,
    8.648, 5.235, 1.025,
];

/// What scores the beads of one pair of documents.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) parameters: AlignParameters,
    pub(crate) priors: [f32; SHAPES.len()],
    /// Length of the target for one character of the source.
    pub(crate) ratio: f32,
}

impl Model {
    pub(crate) fn new(parameters: AlignParameters, source: &Document, target: &Document) -> Self {
        let sum = |document: &Document| document.lengths.iter().sum::<f32>().max(1.0);
        Self {
            parameters,
            priors: parameters.priors(),
            ratio: (sum(target) / sum(source)).clamp(0.5, 2.0),
        }
    }

    /// How sure each bead is, 0 to 1.
    pub(crate) fn confidences(&self, scorer: &mut Scorer<'_>, beads: &[Cell]) -> Vec<f32> {
        beads.iter().map(|bead| self.confidence(scorer, bead)).collect()
    }

    /// How sure it is that the two sides of a bead are translations, 0 to 1.
    pub(crate) fn confidence(&self, scorer: &mut Scorer<'_>, bead: &Cell) -> f32 {
        if bead.0.is_empty() || bead.1.is_empty() {
            return 0.0;
        }
        1.0 / (1.0 + (-self.log_odds(scorer, bead)).exp())
    }

    /// The odds of that, as their natural logarithm. What a [`PairScorer`](crate::PairScorer) says is
    /// added as it is, as evidence of its own.
    pub(crate) fn log_odds(&self, scorer: &mut Scorer<'_>, bead: &Cell) -> f32 {
        let signs = self.signs(scorer, bead);
        signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum::<f32>()
            + self.parameters.scorer * scorer.judgement(bead)
    }

    /// What the odds of a bead are made of.
    pub(crate) fn signs(&self, scorer: &mut Scorer<'_>, bead: &Cell) -> [f32; SIGNS] {
        let (source, target) = bead;
        let (forward, backward) = scorer.ratios(bead);
        let [(there, most), (back, most_back)] = scorer.covered(bead);
        let reach = most + most_back;
        let size = |d: &Document, r: &Range<usize>| d.places(r.clone()).len().max(1) as f32;
        let (s, t) = (size(scorer.source, source), size(scorer.target, target));
        let both = forward + backward;
        let deviation = scorer.deviation(self, source, target).abs().min(6.0);
        let wide = (source.len() + target.len()) as f32 - 2.0;
        [
            both.max(0.0).sqrt(),
            forward.min(backward).clamp(-30.0, 60.0),
            both.clamp(-60.0, 120.0),
            forward / t + backward / s,
            (forward / t).min(backward / s),
            there + back,
            there.min(back),
            deviation,
            wide,
            (s + t).ln(),
            (there + back) * (s + t).ln(),
            reach,
            (there + back) * reach,
            (there + back) / (reach + 0.1),
            1.0,
        ]
    }

    /// Learns how common each shape is in this pair.
    pub(crate) fn learn_priors(&mut self, beads: &[Cell]) {
        let usual = self.parameters.priors();
        let total: f32 = usual.iter().map(|p| p.exp()).sum();
        let inertia = self.parameters.inertia;
        let mut counts = usual.map(|p| (inertia * p.exp() / total).max(1e-9));
        for (source, target) in beads {
            let shape = (source.len(), target.len());
            if let Some(k) = SHAPES.iter().position(|&s| s == shape) {
                counts[k] += 1.0;
            }
        }
        let straight = counts[0];
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
