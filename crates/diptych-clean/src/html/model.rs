//! Which blocks of a page are its text: two rounds of learned trees.
//!
//! The first round sees each block with its surroundings, the second also what the first said of
//! the blocks around it, near in the text and in the tree (stacked sequential learning, Cohen and
//! Carvalho 2005).

use std::sync::LazyLock;

use super::features::{FEATURES, Measured};
use super::page::Page;
use super::trees::Trees;

/// The two rounds of trees.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) first: Trees,
    pub(crate) second: Trees,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let bytes = include_bytes!("../../data/html.bin");
    Model::from_bytes(bytes).expect("the model in the crate is whole")
});

/// How many numbers [`context`] gives for a block.
pub(crate) const CONTEXT: usize = 17 + 8 + 7;

impl Model {
    /// The model that comes with the crate.
    pub(crate) fn shipped() -> &'static Self {
        &MODEL
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (first, rest) = Trees::from_bytes(bytes).ok()?;
        let (second, rest) = Trees::from_bytes(rest).ok()?;
        let fits = usize::from(first.features) == FEATURES
            && usize::from(second.features) == FEATURES + CONTEXT
            && rest.is_empty();
        fits.then_some(Self { first, second })
    }

    /// For each block how likely it is text, 0 to 1.
    pub(crate) fn probabilities(&self, page: &Page, measured: &Measured) -> Vec<f32> {
        const WIDTH: usize = FEATURES + CONTEXT;
        let mut rows = measured.features(page, CONTEXT);
        debug_assert_eq!(rows.len(), measured.shapes.len() * WIDTH);
        let score = |trees: &Trees, rows: &[f32]| -> Vec<f32> {
            rows.chunks_exact(WIDTH).map(|row| logistic(trees.score(row))).collect()
        };
        let context = context(page, measured, &score(&self.first, &rows));
        for (row, around) in rows.chunks_exact_mut(WIDTH).zip(context.chunks_exact(CONTEXT)) {
            row[FEATURES..].copy_from_slice(around);
        }
        score(&self.second, &rows)
    }
}

/// The probability of log-odds.
pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// What the first round says of the blocks around each block, [`CONTEXT`] numbers each.
pub(crate) fn context(page: &Page, measured: &Measured, first: &[f32]) -> Vec<f32> {
    let mut out = Vec::with_capacity(first.len() * CONTEXT);
    let masses = Masses::new(page, measured, first);
    let references = [
        Reference::new(page, masses.top),
        Reference::new(page, masses.anchor.map_or(0, |i| measured.shapes[i].container)),
    ];
    let runs = Runs::new(measured, first, masses.anchor);
    for i in 0..first.len() {
        masses.near(page, measured, first, i, &mut out);
        for reference in &references {
            reference.distance(page, page.blocks[i].element, &masses, &mut out);
        }
        runs.around(i, &mut out);
    }
    out
}

/// A count as a feature.
#[expect(clippy::cast_precision_loss, reason = "features need seven digits at most")]
fn number(count: usize) -> f32 {
    count as f32
}

/// How far one place is after another, in blocks, up to fifty.
fn steps(from: Option<usize>, to: usize) -> f32 {
    from.map_or(50.0, |from| (number(to) - number(from)).clamp(-50.0, 50.0))
}

/// Where the text is, by the first round.
struct Masses {
    /// Characters, and characters of text, in each element.
    elements: Vec<(f32, f32)>,
    /// The same over all blocks before one.
    before: Vec<(f32, f32)>,
    all: f32,
    best: f32,
    /// The first and the last block that is surely text.
    start: Option<usize>,
    end: Option<usize>,
    /// The block in which the article most likely begins.
    anchor: Option<usize>,
    /// The element that holds most of the text the closest.
    top: usize,
}

impl Masses {
    fn new(page: &Page, measured: &Measured, first: &[f32]) -> Self {
        let shapes = &measured.shapes;
        let n = first.len();
        let mut elements = vec![(0.0f32, 0.0f32); page.elements.len()];
        let mut before = vec![(0.0f32, 0.0f32)];
        for (shape, &p) in shapes.iter().zip(first) {
            let own = &mut elements[shape.container];
            own.0 += shape.chars;
            own.1 += shape.chars * p;
            let (chars, text) = before.last().copied().unwrap_or_default();
            before.push((chars + shape.chars, text + shape.chars * p));
        }
        for i in (1..elements.len()).rev() {
            let inner = elements[i];
            let outer = &mut elements[page.elements[i].parent];
            outer.0 += inner.0;
            outer.1 += inner.1;
        }
        let sure = |i: &usize| first[*i] > 0.5 && shapes[*i].words >= 8.0;
        let after = |from: Option<usize>| (from.unwrap_or(0)..n).find(sure);
        let lead = measured.lead.filter(|&i| first[i] > 0.2);
        // The deepest element that still holds most of the text.
        let all = elements[0].1.max(1.0);
        let top = (0..elements.len()).rfind(|&i| elements[i].1 > 0.6 * all).unwrap_or(0);
        Self {
            all,
            best: first.iter().copied().fold(0.0, f32::max),
            start: after(None),
            end: (0..n).rev().find(sure),
            anchor: lead.or_else(|| after(measured.headline)).or_else(|| after(None)),
            top,
            elements,
            before,
        }
    }

    /// Seventeen numbers: what stands near block `i`, in the text and in the tree.
    fn near(&self, page: &Page, measured: &Measured, first: &[f32], i: usize, out: &mut Vec<f32>) {
        let n = first.len();
        let p = |j: Option<usize>| j.and_then(|j| first.get(j)).copied().unwrap_or(-1.0);
        out.push(first[i]);
        out.extend([p(i.checked_sub(1)), p(Some(i + 1)), p(i.checked_sub(2)), p(Some(i + 2))]);
        for reach in [3, 10] {
            let (a, b) =
                (self.before[i.saturating_sub(reach)], self.before[(i + reach + 1).min(n)]);
            let own = measured.shapes[i].chars;
            out.push((b.1 - a.1 - own * first[i]) / (b.0 - a.0 - own).max(1.0));
        }
        let mut levels = 0;
        for element in page.ancestors(measured.shapes[i].container).skip(1).take(3) {
            let (chars, text) = self.elements[element];
            out.extend([text / chars.max(1.0), text / self.all]);
            levels += 1;
        }
        out.extend(std::iter::repeat_n(-1.0, 6 - 2 * levels));
        let to_end = -steps(self.end, i);
        out.extend([steps(self.start, i), to_end, self.best, self.before[i].1 / self.all]);
    }
}

/// An element, and for all others how far they are from it in the tree.
struct Reference {
    element: usize,
    depth: u32,
    /// For each element the innermost one that holds both it and the reference.
    meeting: Vec<usize>,
}

impl Reference {
    fn new(page: &Page, element: usize) -> Self {
        let mut meeting = vec![usize::MAX; page.elements.len()];
        for one in page.ancestors(element) {
            meeting[one] = one;
        }
        for i in 0..meeting.len() {
            if meeting[i] == usize::MAX {
                meeting[i] = meeting[page.elements[i].parent];
            }
        }
        Self { element, depth: page.element(element).depth, meeting }
    }

    /// Four numbers: how far both are below the element in which they meet, how much of the text
    /// that one holds, and whether the other is inside the reference.
    fn distance(&self, page: &Page, other: usize, masses: &Masses, out: &mut Vec<f32>) {
        let meeting = self.meeting[other];
        let depth = page.element(meeting).depth;
        let below = |of: u32| number((of - depth).min(30) as usize);
        out.push(below(self.depth));
        out.push(below(page.element(other).depth));
        out.push(masses.elements[meeting].1 / masses.all);
        out.push(f32::from(u8::from(meeting == self.element)));
    }
}

/// Blocks of text that follow each other with little else between.
struct Runs {
    /// For each block its run, or the last one before it.
    run: Vec<usize>,
    /// For each run its first block, its characters and the characters of no text before it.
    runs: Vec<(usize, f32, f32)>,
    all: f32,
    largest: usize,
    anchor: Option<usize>,
    first: Vec<f32>,
}

/// Characters of no text that end a run.
const BREAK: f32 = 250.0;

impl Runs {
    fn new(measured: &Measured, first: &[f32], anchor: Option<usize>) -> Self {
        let mut runs: Vec<(usize, f32, f32)> = vec![(0, 0.0, 0.0)];
        let mut run = Vec::with_capacity(first.len());
        let mut gap = 0.0;
        for (i, (shape, &p)) in measured.shapes.iter().zip(first).enumerate() {
            if p > 0.5 {
                if gap > BREAK || runs.len() == 1 {
                    runs.push((i, 0.0, gap));
                }
                gap = 0.0;
            } else {
                gap += shape.chars;
            }
            if let Some(last) = runs.last_mut() {
                last.1 += shape.chars * p;
            }
            run.push(runs.len() - 1);
        }
        let largest = (0..runs.len()).max_by(|&a, &b| runs[a].1.total_cmp(&runs[b].1)).unwrap_or(0);
        let all = runs.iter().map(|run| run.1).sum::<f32>().max(1.0);
        let anchor = anchor.map(|anchor| run[anchor]);
        Self { run, runs, all, largest, anchor, first: first.to_vec() }
    }

    /// Seven numbers: which run it is in, how large and how far that is from the others.
    fn around(&self, i: usize, out: &mut Vec<f32>) {
        let run = self.run[i];
        let (start, mass, gap) = self.runs[run];
        out.push(number(run.min(20)));
        out.push(mass / self.all);
        out.push((1.0 + gap).ln());
        out.push(number(i - start).ln_1p());
        out.push(steps(Some(self.largest), run));
        out.push(steps(self.anchor, run));
        out.push(if self.first[i] > 0.5 { 1.0 } else { 0.0 });
    }
}
