//! The best sequence of beads through a part of the grid.

use std::ops::Range;

use crate::association::Association;
use crate::band::Band;
use crate::document::Document;
use crate::lexical::Direction;
use crate::model::Model;
use crate::parameters::{SHAPES, WIDTH};
use crate::scorer::Judge;

/// Sentences of the source and of the target that belong together.
pub(crate) type Cell = (Range<usize>, Range<usize>);

/// The lexical side of a pair of documents, in both directions.
#[derive(Debug)]
pub(crate) struct Scorer<'a> {
    pub(crate) source: &'a Document,
    pub(crate) target: &'a Document,
    judge: Option<Judge<'a>>,
    forward: Direction<'a>,
    backward: Direction<'a>,
}

impl<'a> Scorer<'a> {
    pub(crate) fn new(
        source: &'a Document,
        target: &'a Document,
        association: &'a Association,
        mixture: f32,
    ) -> Self {
        Self {
            source,
            target,
            judge: None,
            forward: Direction::forward(source, target, association, mixture),
            backward: Direction::backward(source, target, association, mixture),
        }
    }

    /// The same with a judge of the user's own.
    pub(crate) fn judged(self, judge: Option<Judge<'a>>) -> Self {
        Self { judge, ..self }
    }

    /// What the judge says of one bead; 0 without one.
    pub(crate) fn judgement(&self, bead: &Cell) -> f32 {
        self.judge.map_or(0.0, |judge| judge.evidence(bead))
    }

    /// The log-likelihood ratios of one bead, forward and backward.
    pub(crate) fn ratios(&mut self, bead: &Cell) -> (f32, f32) {
        let (source, target) = bead;
        if source.is_empty() || target.is_empty() {
            return (0.0, 0.0);
        }
        let sum = |direction: &mut Direction<'_>, given: &Range<usize>, seen: &Range<usize>| {
            // A bead that a person made may be wider than the model's widest.
            let width = given.len().min(WIDTH);
            direction.groups_before(given.start + width, given.start);
            seen.clone().map(|sentence| direction.explain(sentence)[width - 1]).sum::<f32>()
        };
        (sum(&mut self.forward, source, target), sum(&mut self.backward, target, source))
    }

    /// The share of the words of each side that the other side of a bead translates, and that the
    /// other document could, by how much each says, 0 to 1: of the target, of the source.
    pub(crate) fn covered(&mut self, bead: &Cell) -> [(f32, f32); 2] {
        let (source, target) = bead;
        [self.forward.covered(source, target), self.backward.covered(target, source)]
    }

    /// The best beads for the sentences of `part`, walked inside `band` (which counts from the
    /// corner of the part).
    pub(crate) fn best(&mut self, model: &Model, part: &Cell, band: &Band) -> Vec<Cell> {
        let (rows, columns) = (part.0.len(), part.1.len());
        let (top, left) = (part.0.start, part.1.start);
        let back = self.backward_ratios(part, band);
        let mut scores = vec![f32::NEG_INFINITY; band.cells()];
        let mut steps = vec![u8::MAX; band.cells()];
        let mut forward = vec![[0.0; WIDTH]; columns + 1];
        scores[0] = 0.0;
        for i in 0..=rows {
            let row = band.row(i);
            if i > 0 {
                self.forward.groups_before(top + i, top);
                for j in row.clone().filter(|&j| j > 0) {
                    forward[j] = self.forward.explain(left + j - 1);
                }
            }
            for j in row.clone() {
                let here = band.cell(i, j).expect("a column of its row");
                let mut best = (scores[here], steps[here]);
                for (shape, &(a, b)) in SHAPES.iter().enumerate() {
                    if a > i || b > j {
                        continue;
                    }
                    let Some(from) = band.cell(i - a, j - b) else { continue };
                    let mut score = scores[from] + model.priors[shape];
                    if a > 0 && b > 0 {
                        if j - b + 1 < row.start {
                            continue;
                        }
                        let mut words = 0.0;
                        for cell in &forward[j - b + 1..=j] {
                            words += cell[a - 1];
                        }
                        let mut inside = true;
                        for k in 0..a {
                            match band.cell(i - k, j) {
                                Some(cell) => words += back[cell][b - 1],
                                None => inside = false,
                            }
                        }
                        if !inside {
                            continue;
                        }
                        score += model.parameters.lexical * words;
                        let bead = (top + i - a..top + i, left + j - b..left + j);
                        score -= self.length_cost(model, &bead.0, &bead.1);
                        score += model.parameters.scorer * self.judgement(&bead);
                    }
                    if score > best.0 {
                        best = (score, u8::try_from(shape).expect("a dozen shapes"));
                    }
                }
                (scores[here], steps[here]) = best;
            }
        }
        let (mut i, mut j) = (rows, columns);
        let mut beads = Vec::new();
        while i > 0 || j > 0 {
            let cell = band.cell(i, j).expect("steps stay in the band");
            let (a, b) = SHAPES[usize::from(steps[cell])];
            beads.push((top + i - a..top + i, left + j - b..left + j));
            (i, j) = (i - a, j - b);
        }
        beads.reverse();
        beads
    }

    /// For each cell of the band, how well the target groups that end there explain its source
    /// sentence.
    fn backward_ratios(&mut self, part: &Cell, band: &Band) -> Vec<[f32; WIDTH]> {
        let (top, left) = (part.0.start, part.1.start);
        let mut ratios = vec![[0.0; WIDTH]; band.cells()];
        let mut first = 1;
        for j in 1..=part.1.len() {
            self.backward.groups_before(left + j, left);
            while first <= part.0.len() && band.row(first).end <= j {
                first += 1;
            }
            for i in first..=part.0.len() {
                match band.cell(i, j) {
                    Some(cell) => ratios[cell] = self.backward.explain(top + i - 1),
                    None => break,
                }
            }
        }
        ratios
    }

    /// What the difference of two lengths costs.
    fn length_cost(&self, model: &Model, source: &Range<usize>, target: &Range<usize>) -> f32 {
        let parameters = &model.parameters;
        let deviation = self.deviation(model, source, target);
        0.5 * parameters.length * deviation * deviation
    }

    /// The length difference in standard deviations (Gale and Church 1993, section 3.1).
    pub(crate) fn deviation(
        &self,
        model: &Model,
        source: &Range<usize>,
        target: &Range<usize>,
    ) -> f32 {
        let s = self.source.lengths[source.clone()].iter().sum::<f32>() * model.ratio;
        let t = self.target.lengths[target.clone()].iter().sum::<f32>();
        (t - s) / (model.parameters.variance * (0.5 * (s + t)).max(1.0)).sqrt()
    }
}
