//! What the score of a bead is made of, for the recipe that weighs it; no part of the interface.

use crate::document::Document;
use crate::model::{Model, SIGNS};
use crate::path::{Cell, Scorer};
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
