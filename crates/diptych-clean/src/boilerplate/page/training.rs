//! Training of the line model; only built with the feature `train`.

use diptych_text::{Language, ModelError};

use super::features::{self, COLUMNS, Column, Group, scale};
use super::model::Model;
use crate::boilerplate::document::{self, Judge};
use crate::boilerplate::scan::Facts;
use crate::trees::{Columns, DEPTH, Forest, LEAVES, Test, Tree, UNIT};

/// A page with what is known of its lines.
#[derive(Clone, Debug)]
pub struct Example {
    /// The lines of the page.
    pub lines: Vec<String>,
    /// For each line whether it is main text; `None` when not known.
    pub keep: Vec<Option<bool>>,
    /// The language, [`Language::UND`] when not known.
    pub language: Language,
    /// How much each line counts.
    pub weight: f32,
    /// Pages of one group are never on both sides of a split.
    pub group: u64,
}

/// Lines of at least this probability are kept.
pub const KEEP: f64 = super::KEEP;

/// How a model is trained.
#[derive(Clone, Debug)]
pub struct TrainOptions {
    /// Trees of the first and of the second look.
    pub trees: [usize; 2],
    /// How much of each tree is believed.
    pub rate: f32,
    /// Weight of doubt in each leaf.
    pub lambda: f32,
    /// Share of the features that a tree may choose from.
    pub features: f32,
    /// Share of the lines that a tree sees.
    pub rows: f32,
    /// Into how many parts the pages are split for the first look of lines that are not its own.
    pub parts: u64,
    /// Names of groups of columns that are left out.
    pub without: Vec<String>,
    /// Where chance starts.
    pub seed: u64,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self {
            trees: [150, 250],
            rate: 0.08,
            lambda: 6.0,
            features: 0.3,
            rows: 0.7,
            parts: 5,
            without: Vec::new(),
            seed: 20_261_121,
        }
    }
}

/// A model for lines of pages.
#[derive(Clone, Debug)]
pub struct LineModel(Model);

impl LineModel {
    /// Reads a model file.
    ///
    /// # Errors
    ///
    /// When the bytes are no model, or one of another version.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        Model::read(bytes).map(Self)
    }

    /// The model of the package.
    #[must_use]
    pub fn shipped() -> Self {
        Self(super::model().clone())
    }

    /// Trains a model.
    #[must_use]
    pub fn train(examples: &[Example], options: &TrainOptions) -> Self {
        let mut pages: Vec<Page> = examples.iter().map(Page::new).collect();
        Self(fit(&mut pages, options))
    }

    /// Sets slope and intercept of the probabilities by logits of lines that were not trained on,
    /// with their labels and weights.
    pub fn calibrate(&mut self, lines: &[(f32, bool, f32)]) {
        (self.0.slope, self.0.intercept) = platt(lines);
    }

    /// The logit of each line of a page to be main text, before calibration.
    #[must_use]
    pub fn logits<S: AsRef<str>>(&self, lines: &[S], language: Language) -> Vec<f32> {
        let mut page = super::Page::read(lines, language);
        let logits = page.judge(&self.0, super::is_settled);
        let of = |paragraph: Option<usize>| paragraph.map_or(-8.0, |p| logits[p] as f32 / UNIT);
        page.paragraphs.iter().map(|&paragraph| of(paragraph)).collect()
    }

    /// For each line how likely it is text if it stays when the lines are cleaned as a document,
    /// with this model: `brief` and `prose` are the probabilities below which lines of few words and of running
    /// text go; with 0 the model is not asked.
    #[must_use]
    pub fn document(
        &self,
        lines: &[&str],
        language: Language,
        (brief, prose): (f64, f64),
    ) -> Vec<Option<f64>> {
        let by = Judge { model: &self.0, brief, prose };
        let texts: Vec<&str> =
            lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        let mut verdicts = document::judge(&texts, language, by).0.into_iter();
        let mut chance = || verdicts.next().filter(|one| one.keep).map(|one| one.probability);
        lines.iter().map(|line| if line.trim().is_empty() { None } else { chance() }).collect()
    }

    /// The probability of a logit.
    #[must_use]
    pub fn probability(&self, logit: f32) -> f64 {
        1.0 / (1.0 + f64::from(-(self.0.slope * logit + self.0.intercept)).exp())
    }

    /// The bytes of the model file.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        self.0.write()
    }
}

/// In which of `parts` a group is; the same for the same group and seed.
#[must_use]
pub fn part(group: u64, parts: u64, seed: u64) -> u64 {
    Random(group ^ seed.wrapping_mul(0x2545_f491_4f6c_dd1d)).next() % parts
}

/// A page that was read.
struct Page {
    facts: Vec<Facts>,
    columns: Columns,
    /// Paragraph, whether text (0 to 1), weight.
    rows: Vec<(usize, f32, f32)>,
    group: u64,
}

impl Page {
    fn new(example: &Example) -> Self {
        let super::Page { facts, columns, paragraphs } =
            super::Page::read(&example.lines, example.language);
        let mut labels = vec![(0.0, 0.0); facts.len()];
        for (paragraph, keep) in paragraphs.iter().zip(&example.keep) {
            if let (&Some(paragraph), Some(keep)) = (paragraph, keep) {
                labels[paragraph].0 += f32::from(u8::from(*keep));
                labels[paragraph].1 += 1.0;
            }
        }
        let rows = labels.iter().enumerate().filter(|(_, (_, n))| *n > 0.0);
        let rows = rows.map(|(i, (keep, n))| (i, keep / n, example.weight)).collect();
        Self { facts, columns, rows, group: example.group }
    }
}

/// Both looks; the second one learns from first looks at pages that the first did not learn from.
fn fit(pages: &mut [Page], options: &TrainOptions) -> Model {
    let all: Vec<usize> = (0..pages.len()).collect();
    let first = grow(pages, &all, options, 0);
    let mut second = Forest::default();
    if options.trees[1] > 0 {
        for one in 0..options.parts {
            let (held, rest): (Vec<usize>, Vec<usize>) = all
                .iter()
                .partition(|&&i| part(pages[i].group, options.parts, options.seed) == one);
            let forest = grow(pages, &rest, options, 0);
            for i in held {
                let logits = forest.logits(&pages[i].columns, &[], super::is_settled);
                let page = &mut pages[i];
                features::second(&mut page.columns, &logits, &page.facts);
            }
        }
        second = grow(pages, &all, options, 1);
    }
    Model::new(first, second)
}

/// Columns that trees may look at on other lines too.
const SHIFTED: &[Column] = &[
    Column::Chars,
    Column::Length,
    Column::Ending,
    Column::First,
    Column::Capital,
    Column::Stops,
    Column::Commas,
    Column::Whole,
    Column::Start,
    Column::Header,
    Column::Within,
    Column::First0,
];

/// A feature with the borders that tests of it may have, and the bin of each row.
struct Feature {
    column: u8,
    shift: i8,
    borders: Vec<u8>,
    bins: Vec<u8>,
}

/// Most borders of a feature.
const BORDERS: usize = 31;

fn choices(pages: &[Page], which: &[usize], options: &TrainOptions, look: usize) -> Vec<Feature> {
    let mut list: Vec<(usize, i8)> = Vec::new();
    for (i, (_, group, ..)) in COLUMNS.iter().enumerate() {
        let out = options.without.iter().any(|name| *name == format!("{group:?}"));
        if out || (*group == Group::Second && look == 0) {
            continue;
        }
        list.push((i, 0));
        let shifted = SHIFTED.iter().any(|&column| column as usize == i);
        if shifted && !options.without.iter().any(|name| name == "Shifts") {
            let reach = if i == Column::First0 as usize { 8 } else { 5 };
            list.extend((1..=reach).flat_map(|shift| [(i, shift), (i, -shift)]));
        }
    }
    let of = |(column, shift): (usize, i8)| {
        let number = u8::try_from(column).expect("columns are numbered by one byte");
        let mut values = Vec::new();
        for &page in which {
            let page = &pages[page];
            values.extend(page.rows.iter().map(|row| page.columns.get(number, shift, row.0)));
        }
        let mut sorted = values.clone();
        sorted.sort_unstable();
        let mut borders: Vec<u8> =
            (1..=BORDERS).map(|k| sorted[(sorted.len() - 1) * k / (BORDERS + 1)]).collect();
        // The bulk of many columns is 0: their other values have quantiles of their own.
        let rest = &sorted[sorted.partition_point(|&v| v == sorted[0])..];
        if !rest.is_empty() {
            borders.extend((0..12).map(|k| rest[(rest.len() - 1) * k / 12].saturating_sub(1)));
            borders.push(sorted[0]);
        }
        borders.sort_unstable();
        borders.dedup();
        borders.retain(|&b| b < sorted[sorted.len() - 1]);
        let mut bin = [0_u8; 256];
        for (value, bin) in (0..=255_u8).zip(&mut bin) {
            let below = borders.iter().filter(|&&b| value > b).count();
            *bin = u8::try_from(below).expect("there are few borders");
        }
        let bins = values.iter().map(|&v| bin[usize::from(v)]).collect();
        Feature { column: number, shift, borders, bins }
    };
    list.into_iter().map(of).filter(|feature| !feature.borders.is_empty()).collect()
}

/// One forest (Friedman 2001, with the second order of Chen & Guestrin 2016).
fn grow(pages: &[Page], which: &[usize], options: &TrainOptions, look: usize) -> Forest {
    let mut random = Random(options.seed + look as u64);
    let features = choices(pages, which, options, look);
    let rows: Vec<(f32, f32)> = which
        .iter()
        .flat_map(|&page| pages[page].rows.iter().map(|&(_, keep, weight)| (keep, weight)))
        .collect();
    let (sum, total) = rows.iter().fold((0.0, 0.0), |(s, t), &(y, w)| (s + y * w, t + w));
    let mean = (sum / f32::max(total, 1.0)).clamp(0.01, 0.99);
    let base = (mean / (1.0 - mean)).ln();
    let mut logits = vec![base; rows.len()];
    let mut forest = Forest { base: units(base), trees: Vec::new() };
    for _ in 0..options.trees[look] {
        let gradients: Vec<(f32, f32)> = rows
            .iter()
            .zip(&logits)
            .map(|(&(keep, weight), &logit)| {
                let p = 1.0 / (1.0 + (-logit).exp());
                (weight * (p - keep), weight * p * (1.0 - p))
            })
            .collect();
        let sample: Vec<usize> =
            (0..rows.len()).filter(|_| random.share() < options.rows).collect();
        let chosen: Vec<&Feature> =
            features.iter().filter(|_| random.share() < options.features).collect();
        let (tests, tested) = split(&chosen, &gradients, &sample, options);
        let mut leaf_of = vec![0_u8; rows.len()];
        for (level, feature) in tested.iter().enumerate() {
            for (leaf, &bin) in leaf_of.iter_mut().zip(&feature.0.bins) {
                *leaf |= u8::from(usize::from(bin) > feature.1) << level;
            }
        }
        let mut sums = [(0.0_f32, 0.0_f32, 0_u32); LEAVES];
        for &i in &sample {
            let sum = &mut sums[usize::from(leaf_of[i])];
            *sum = (sum.0 + gradients[i].0, sum.1 + gradients[i].1, sum.2 + 1);
        }
        let mut tree = Tree { tests, leaves: [0; 256], cover: [0; LEAVES] };
        for (i, (g, h, n)) in sums.into_iter().enumerate() {
            let value = -options.rate * g / (h + options.lambda);
            tree.leaves[i] = i16::try_from(units(value)).unwrap_or(0);
            tree.cover[i] = if n == 0 { 0 } else { scale(n) };
        }
        for (logit, &leaf) in logits.iter_mut().zip(&leaf_of) {
            *logit += f32::from(tree.leaves[usize::from(leaf)]) / UNIT;
        }
        forest.trees.push(tree);
    }
    forest
}

#[expect(clippy::cast_possible_truncation, reason = "logits are small, and casts saturate")]
fn units(logit: f32) -> i32 {
    (logit * UNIT).round() as i32
}

/// The tests of a tree, with the features and numbers of borders they are made of.
fn split<'f>(
    features: &[&'f Feature],
    gradients: &[(f32, f32)],
    sample: &[usize],
    options: &TrainOptions,
) -> ([Test; DEPTH], Vec<(&'f Feature, usize)>) {
    const BINS: usize = 48;
    let mut tests = [Test { column: 0, shift: 0, border: 255 }; DEPTH];
    let mut chosen: Vec<(&Feature, usize)> = Vec::new();
    let mut leaf_of = vec![0_u8; sample.len()];
    let mut sums = vec![[0.0_f32; 2]; LEAVES * BINS];
    let score = |g: f32, h: f32| g * g / (h + options.lambda);
    let mut before = 0.0;
    for (level, test) in tests.iter_mut().enumerate() {
        let leaves = 1 << level;
        let mut best: Option<(f32, &Feature, usize)> = None;
        for &feature in features {
            sums[..leaves * BINS].fill([0.0; 2]);
            for (&i, &leaf) in sample.iter().zip(&leaf_of) {
                let sum = &mut sums[usize::from(leaf) * BINS + usize::from(feature.bins[i])];
                sum[0] += gradients[i].0;
                sum[1] += gradients[i].1;
            }
            let mut gains = [0.0_f32; BINS];
            for leaf in sums[..leaves * BINS].chunks_exact(BINS) {
                let (g, h) = leaf.iter().fold((0.0, 0.0), |(g, h), s| (g + s[0], h + s[1]));
                let (mut left_g, mut left_h) = (0.0, 0.0);
                for (gain, s) in gains.iter_mut().zip(leaf).take(feature.borders.len()) {
                    left_g += s[0];
                    left_h += s[1];
                    *gain += score(left_g, left_h) + score(g - left_g, h - left_h);
                }
            }
            for (border, &gain) in gains.iter().enumerate().take(feature.borders.len()) {
                if best.is_none_or(|(most, ..)| gain > most) {
                    best = Some((gain, feature, border));
                }
            }
        }
        let Some((gain, feature, border)) = best else { break };
        if gain <= before + 1e-3 {
            break;
        }
        before = gain;
        *test =
            Test { column: feature.column, shift: feature.shift, border: feature.borders[border] };
        for (leaf, &i) in leaf_of.iter_mut().zip(sample) {
            *leaf |= u8::from(usize::from(feature.bins[i]) > border) << level;
        }
        chosen.push((feature, border));
    }
    (tests, chosen)
}

/// Slope and intercept that make probabilities of logits (Platt 2000), by Newton's method.
fn platt(lines: &[(f32, bool, f32)]) -> (f32, f32) {
    let (mut a, mut b) = (1.0_f64, 0.0_f64);
    for _ in 0..30 {
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
        for &(x, keep, weight) in lines {
            let (x, w) = (f64::from(x), f64::from(weight));
            let p = 1.0 / (1.0 + (-(a * x + b)).exp());
            let (d, h) = (w * (p - f64::from(u8::from(keep))), w * p * (1.0 - p));
            ga += d * x;
            gb += d;
            haa += h * x * x;
            hab += h * x;
            hbb += h;
        }
        let det = haa * hbb - hab * hab;
        a -= (ga * hbb - gb * hab) / det;
        b -= (gb * haa - ga * hab) / det;
    }
    #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
    (a as f32, b as f32)
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// From 0 up to 1.
    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }
}
