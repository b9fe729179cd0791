//! The numbers behind the score of a bead.

/// The shapes a bead may have: sentences of the source, sentences of the target.
pub(crate) const SHAPES: [(usize, usize); 12] = [
    (1, 1),
    (1, 0),
    (0, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (1, 4),
    (4, 1),
    (2, 3),
    (3, 2),
];
/// The most sentences on one side of a bead.
pub(crate) const WIDTH: usize = 4;

/// The weights of the model that scores beads, in natural logarithms.
///
/// A bead's score is the prior of its shape, plus `lexical` times the log-likelihood ratio of its
/// words in both directions (IBM model 1 against chance, an uncovered word counts nothing), minus
/// `length` times the squared length difference of Gale and Church (1993); where a
/// [`PairScorer`](crate::PairScorer) is given, plus `scorer` times what it says.
///
/// The defaults were tuned by 67 random steps (`diptych-dev train aligner --data DIR --steps 67`, seed
/// 20261121) on Text+Berg dev (de-fr, 422 beads, counted three times) and NTREX perturbed (13 pairs of
/// languages, 903 beads each), with the built-in lexicons and without: mean strict F1 .937 to .945,
/// 2026-11-21.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct AlignParameters {
    /// Share of the translation model in the mixture with chance, 0 to 1.
    pub mixture: f32,
    /// Weight of the words.
    pub lexical: f32,
    /// Weight of the length difference.
    pub length: f32,
    /// Variance of the length difference for each character.
    pub variance: f32,
    /// Prior of 1-0 and 0-1, against that of 1-1.
    pub single: f32,
    /// Prior of 1-2 and 2-1.
    pub double: f32,
    /// Prior of 2-2.
    pub square: f32,
    /// Prior of 1-3 and 3-1.
    pub triple: f32,
    /// Prior of 1-4 and 4-1.
    pub quadruple: f32,
    /// Prior of 2-3 and 3-2.
    pub uneven: f32,
    /// Weight of a [`PairScorer`](crate::PairScorer), where one is given; 1 takes its log-likelihood
    /// ratios as they are. Not tuned: no model comes with the package.
    pub scorer: f32,
    /// How many beads of the first pass count as much as the default priors when the priors are
    /// learnt again from the pair itself.
    pub inertia: f32,
}

impl Default for AlignParameters {
    fn default() -> Self {
        Self {
            mixture: 0.515,
            lexical: 0.376,
            length: 0.927,
            variance: 4.37,
            single: -2.53,
            double: -3.12,
            square: -3.57,
            triple: -5.72,
            quadruple: -7.27,
            uneven: -5.13,
            scorer: 1.0,
            inertia: 144.0,
        }
    }
}

impl AlignParameters {
    /// The same with every weight finite and inside its bounds, so that every bead has a score.
    pub(crate) fn bounded(self) -> Self {
        let usual = Self::default();
        let within = |value: f32, usual: f32, low: f32, high: f32| {
            if value.is_nan() { usual } else { value.clamp(low, high) }
        };
        let prior = |value: f32, usual: f32| within(value, usual, -30.0, 30.0);
        Self {
            mixture: within(self.mixture, usual.mixture, 0.0, 1.0),
            lexical: within(self.lexical, usual.lexical, 0.0, 1e3),
            length: within(self.length, usual.length, 0.0, 1e3),
            variance: within(self.variance, usual.variance, 1e-3, 1e6),
            single: prior(self.single, usual.single),
            double: prior(self.double, usual.double),
            square: prior(self.square, usual.square),
            triple: prior(self.triple, usual.triple),
            quadruple: prior(self.quadruple, usual.quadruple),
            uneven: prior(self.uneven, usual.uneven),
            scorer: within(self.scorer, usual.scorer, 0.0, 1e3),
            // The learnt priors stay above zero.
            inertia: within(self.inertia, usual.inertia, 1.0, 1e9),
        }
    }

    /// The prior of each shape, in the order of `SHAPES`.
    pub(crate) fn priors(&self) -> [f32; SHAPES.len()] {
        SHAPES.map(|shape| match shape {
            (1, 1) => 0.0,
            (0, _) | (_, 0) => self.single,
            (1, 2) | (2, 1) => self.double,
            (2, 2) => self.square,
            (1, 3) | (3, 1) => self.triple,
            (1, 4) | (4, 1) => self.quadruple,
            _ => self.uneven,
        })
    }
}
