//! Gradient boosting of small trees (Friedman 2001), by histograms (Ke et al. 2017).

use diptych_clean::training::{Tree, Trees};

/// Examples: features row by row, with a label (0 to 1) and a weight each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Examples {
    pub(crate) width: usize,
    pub(crate) features: Vec<f32>,
    pub(crate) labels: Vec<f32>,
    pub(crate) weights: Vec<f32>,
}

impl Examples {
    pub(crate) fn len(&self) -> usize {
        self.labels.len()
    }
}

/// How the trees are grown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BoostOptions {
    pub(crate) trees: usize,
    /// How much of what a tree says is believed.
    pub(crate) rate: f32,
    /// Share of the features that a tree may use, and of the examples that it sees.
    pub(crate) columns: f64,
    pub(crate) rows: f64,
    /// Weight of examples that a leaf needs (second derivatives), and its pull towards 0.
    pub(crate) leaf: f32,
    pub(crate) ridge: f32,
    pub(crate) seed: u64,
}

const BINS: usize = 40;
const DEPTH: usize = 4;

/// SplitMix64 (Steele et al. 2014).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are kept")]
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Learns trees whose sum is the log-odds of the labels.
pub(crate) fn boost(examples: &Examples, options: &BoostOptions) -> Trees {
    let (n, width) = (examples.len(), examples.width);
    let thresholds: Vec<Vec<f32>> = (0..width).map(|f| thresholds(examples, f)).collect();
    let mut bins = vec![0u8; n * width];
    for f in 0..width {
        for i in 0..n {
            let x = examples.features[i * width + f];
            // Bin b holds what is above b thresholds.
            let bin = thresholds[f].partition_point(|&t| x > t);
            bins[f * n + i] = u8::try_from(bin).expect("fewer bins than 256");
        }
    }
    let total: f32 = examples.weights.iter().sum();
    let yes: f32 = examples.labels.iter().zip(&examples.weights).map(|(y, w)| y * w).sum();
    let share = (yes / total.max(f32::MIN_POSITIVE)).clamp(0.001, 0.999);
    let bias = (share / (1.0 - share)).ln();
    let mut scores = vec![bias; n];
    let mut random = Random(options.seed);
    let mut trees = Vec::new();
    let (mut slopes, mut bends) = (vec![0.0f32; n], vec![0.0f32; n]);
    for _ in 0..options.trees {
        let mut rows = Vec::new();
        for i in 0..n {
            if random.share() < options.rows {
                let p = 1.0 / (1.0 + (-scores[i]).exp());
                slopes[i] = examples.weights[i] * (examples.labels[i] - p);
                bends[i] = examples.weights[i] * (p * (1.0 - p)).max(1e-6);
                rows.push(i);
            }
        }
        let columns: Vec<usize> = (0..width).filter(|_| random.share() < options.columns).collect();
        let data = Data { bins: &bins, n, thresholds: &thresholds, slopes: &slopes, bends: &bends };
        let tree = data.grow(&rows, &columns, options);
        let one = Trees { features: 0, bias: 0.0, trees: vec![tree] };
        for (score, row) in scores.iter_mut().zip(examples.features.chunks_exact(width)) {
            *score += one.score(row);
        }
        trees.extend(one.trees);
    }
    let features = u16::try_from(width).expect("fewer features than 65536");
    Trees { features, bias, trees }
}

/// The thresholds of a feature: quantiles between different values.
fn thresholds(examples: &Examples, feature: usize) -> Vec<f32> {
    let mut values: Vec<f32> =
        examples.features.iter().skip(feature).step_by(examples.width).copied().collect();
    values.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::new();
    for k in 1..BINS {
        let i = values.len() * k / BINS;
        if i == 0 || i >= values.len() {
            continue;
        }
        let value = values[i];
        // The threshold lies between two values, so that neither is on the edge.
        let next = values[i..].iter().copied().find(|&x| x > value);
        let before = values[..i].iter().rev().copied().find(|&x| x < value);
        for edge in [before.map(|x| f32::midpoint(x, value)), next.map(|x| f32::midpoint(x, value))]
            .into_iter()
            .flatten()
        {
            if out.last().is_none_or(|&last| edge > last) {
                out.push(edge);
            }
        }
    }
    out
}

/// What a tree is grown from.
struct Data<'a> {
    /// The bin of each example, feature after feature.
    bins: &'a [u8],
    n: usize,
    thresholds: &'a [Vec<f32>],
    /// First and second derivatives of the loss.
    slopes: &'a [f32],
    bends: &'a [f32],
}

/// The best question of a node: what it gains, its feature and its bin.
type Split = (f32, usize, usize);

/// A question must gain this much.
const LEAST_GAIN: f32 = 1e-3;

impl Data<'_> {
    /// One tree, level by level, from some examples and features.
    fn grow(&self, rows: &[usize], columns: &[usize], options: &BoostOptions) -> Tree {
        let mut tree = Tree {
            features: [0; (1 << DEPTH) - 1],
            thresholds: [f32::INFINITY; (1 << DEPTH) - 1],
            leaves: [0.0; 1 << DEPTH],
        };
        let mut node = vec![0usize; rows.len()];
        for level in 0..DEPTH {
            let first = (1 << level) - 1;
            let best = self.best_splits(rows, &node, level, columns, options);
            for (one, &(gain, f, bin)) in best.iter().enumerate() {
                if gain > LEAST_GAIN {
                    tree.features[first + one] =
                        u16::try_from(f).expect("fewer features than 65536");
                    tree.thresholds[first + one] = self.thresholds[f][bin];
                }
            }
            for (node, &i) in node.iter_mut().zip(rows) {
                let (gain, f, bin) = best[*node - first];
                let yes = gain > LEAST_GAIN && usize::from(self.bins[f * self.n + i]) > bin;
                *node = 2 * *node + 1 + usize::from(yes);
            }
        }
        let mut sums = [(0.0f32, 0.0f32); 1 << DEPTH];
        for (node, &i) in node.iter().zip(rows) {
            let sum = &mut sums[*node + 1 - (1 << DEPTH)];
            sum.0 += self.slopes[i];
            sum.1 += self.bends[i];
        }
        for (leaf, (g, h)) in tree.leaves.iter_mut().zip(sums) {
            *leaf = options.rate * (g / (h + options.ridge)).clamp(-4.0, 4.0);
        }
        tree
    }

    /// The best question of each node of a level.
    fn best_splits(
        &self,
        rows: &[usize],
        node: &[usize],
        level: usize,
        columns: &[usize],
        options: &BoostOptions,
    ) -> Vec<Split> {
        let first = (1 << level) - 1;
        let mut best: Vec<Split> = vec![(LEAST_GAIN, 0, 0); 1 << level];
        for &f in columns {
            let width = self.thresholds[f].len() + 1;
            if width == 1 {
                continue;
            }
            let mut sums = vec![(0.0f32, 0.0f32); best.len() * width];
            let column = &self.bins[f * self.n..(f + 1) * self.n];
            for (&i, &node) in rows.iter().zip(node) {
                let sum = &mut sums[(node - first) * width + usize::from(column[i])];
                sum.0 += self.slopes[i];
                sum.1 += self.bends[i];
            }
            let gain = |g: f32, h: f32| g * g / (h + options.ridge);
            for (best, sums) in best.iter_mut().zip(sums.chunks_exact(width)) {
                let (g, h) = sums.iter().fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
                let (mut low_g, mut low_h) = (0.0, 0.0);
                for (bin, sum) in sums[..width - 1].iter().enumerate() {
                    low_g += sum.0;
                    low_h += sum.1;
                    if low_h < options.leaf || h - low_h < options.leaf {
                        continue;
                    }
                    let better = gain(low_g, low_h) + gain(g - low_g, h - low_h) - gain(g, h);
                    if better > best.0 {
                        *best = (better, f, bin);
                    }
                }
            }
        }
        best
    }
}
