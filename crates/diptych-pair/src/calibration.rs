//! What the score of a bead is made of, for the recipe that weighs it; no part of the interface.

use crate::association::Association;
use crate::document::Document;
use crate::model::{Model, SIGNS};
use crate::path::{Cell, Scorer};
use crate::similarity::{self, Comparison};
use crate::solver::Solver;
use crate::{AlignOptions, Aligner, Profile};

/// The beads with two sides of two documents and the signs each is scored by.
#[must_use]
pub fn signs(
    options: AlignOptions,
    source: &Profile<'_>,
    target: &Profile<'_>,
) -> Vec<(Cell, [f32; SIGNS])> {
    let parameters = options.parameters;
    let aligner = Aligner::with_options(options);
    let (s, t) = (Document::new(source), Document::new(target));
    let solution = aligner.solve((source, &s), (target, &t), &[]);
    let model = Model::new(parameters, &s, &t);
    let mut scorer = Scorer::new(&s, &t, &solution.association, parameters.mixture);
    let joined = solution.beads.into_iter().filter(|(s, t)| !s.is_empty() && !t.is_empty());
    joined.map(|bead| (bead.clone(), model.signs(&mut scorer, &bead))).collect()
}

/// What the similarity of two sentences is made of.
#[must_use]
pub fn similarity_signs(source: &Profile<'_>, target: &Profile<'_>) -> [f32; similarity::SIGNS] {
    let (s, t) = (Document::new(source), Document::new(target));
    let options = AlignOptions::default();
    let solver = Solver { source: &s, target: &t, options: &options, judge: None };
    let association = Association::new(&s, &t, solver.known());
    Comparison::new(&s, &t, &association, solver.lexicon()).signs(0..s.len(), 0..t.len())
}

impl Aligner {
    /// The beads alone, without evidence and discrepancies.
    #[doc(hidden)]
    #[must_use]
    pub fn beads(&self, source: &Profile<'_>, target: &Profile<'_>) -> Vec<Cell> {
        let (s, t) = (Document::new(source), Document::new(target));
        self.solve((source, &s), (target, &t), &[]).beads
    }
}
