//! Training of the model that weighs what the rules leave open.
//!
//! A logistic regression over hashed features with a fixed offset for the verdict of the rules, so
//! that a weight is only learned where the rules err; trained by dual coordinate descent (Yu, Huang
//! & Lin 2011), which has no rate to tune and is deterministic.

use diptych_text::{Language, Span};

use crate::model::Model;
use crate::options::SegmentOptions;
use crate::rules::Rule;
use crate::segmenter::Segmenter;

/// A text whose sentences are known.
#[derive(Clone, Debug)]
pub struct Example<'t> {
    /// The text.
    pub text: &'t str,
    /// Its language.
    pub language: Language,
    /// Its sentences, in bytes, sorted.
    pub sentences: Vec<Span>,
    /// The data set it comes from; sets share the weight, see [`TrainOptions::balance`].
    pub set: &'t str,
}

/// How a model is trained.
#[derive(Clone, Debug)]
pub struct TrainOptions {
    /// The table has 2 to the power of this many weights.
    pub bits: u8,
    /// How often all candidates are visited.
    pub epochs: usize,
    /// How much a candidate may pull at the weights: the inverse of the L2 penalty.
    pub cost: f32,
    /// Log odds of a verdict of the rules.
    pub trust: f32,
    /// Sets of data count as their size to this power: 0 all alike, 1 as they are.
    pub balance: f32,
    /// Seed of the order of visits.
    pub seed: u64,
    /// Whether the model learns to do without the rules: see [`SegmentOptions::model_only`].
    pub model_only: bool,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self {
            bits: 16,
            epochs: 15,
            cost: 1.0,
            trust: 3.0,
            balance: 0.5,
            seed: 20_261_121,
            model_only: false,
        }
    }
}

/// One candidate as a row of places.
struct Row {
    places: Vec<u32>,
    is_boundary: bool,
    verdict: bool,
    set: usize,
}

/// Trains a model; the same examples in the same order give the same model.
///
/// # Panics
///
/// When the options ask for more than 2^20 weights.
#[must_use]
pub fn train(examples: &[Example<'_>], options: &TrainOptions) -> Model {
    assert!(options.bits <= 20, "a table of at most 2^20 weights");
    let mut languages: Vec<Box<str>> =
        examples.iter().map(|example| example.language.code().into()).collect();
    languages.sort();
    languages.dedup();
    let mut sets: Vec<&str> = examples.iter().map(|example| example.set).collect();
    sets.sort_unstable();
    sets.dedup();
    let rows = rows(examples, &languages, &sets, options);
    let weights = descend(&rows, sets.len(), options);
    Model::quantised(languages, &weights, options.trust)
}

fn rows(
    examples: &[Example<'_>],
    languages: &[Box<str>],
    sets: &[&str],
    options: &TrainOptions,
) -> Vec<Row> {
    let blank = Model::quantised(languages.to_vec(), &vec![0.0; 1 << options.bits], options.trust);
    let mask = (1 << options.bits) - 1;
    let mut rows = Vec::new();
    for example in examples {
        let segmenter = Segmenter::with_options(
            example.language,
            SegmentOptions::default().model(blank.clone()).model_only(options.model_only),
        );
        let ends: Vec<usize> = example.sentences.iter().map(|span| span.end).collect();
        let set = sets.binary_search(&example.set).unwrap_or_default();
        let mut candidates = segmenter.explain(example.text);
        while let Some((candidate, verdict)) = candidates.candidate() {
            let mut is_boundary = verdict.0;
            if candidates.is_open(&candidate, verdict.1) {
                is_boundary = ends.binary_search(&candidate.span.end).is_ok();
                let features = candidates.features(&candidate, verdict);
                let place = |place| u32::try_from(place).expect("less than 2^20");
                let places = features.indices(mask).map(place).collect();
                rows.push(Row { places, is_boundary, verdict: verdict.0, set });
                let known = matches!(verdict.1, Rule::Bare | Rule::Colon | Rule::Semicolon);
                if !known && rows.len() % 3 == 0 {
                    // As a text in an unknown language, so that what holds for all is learned.
                    let features = features.without_language();
                    let places = features.indices(mask).map(place).collect();
                    rows.push(Row { places, is_boundary, verdict: verdict.0, set });
                }
            }
            candidates.advance(&candidate, is_boundary);
        }
    }
    rows
}

/// Dual coordinate descent for logistic regression with an offset.
fn descend(rows: &[Row], sets: usize, options: &TrainOptions) -> Vec<f32> {
    let mut sizes = vec![0_usize; sets];
    for row in rows {
        sizes[row.set] += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of candidates are small")]
    let share = |size: usize| (size.max(1) as f32).powf(options.balance - 1.0);
    #[expect(clippy::cast_precision_loss, reason = "counts of candidates are small")]
    let mean: f32 =
        rows.iter().map(|row| share(sizes[row.set])).sum::<f32>() / rows.len().max(1) as f32;
    let costs: Vec<f32> = sizes.iter().map(|&size| options.cost * share(size) / mean).collect();

    let mut weights = vec![0.0_f32; 1 << options.bits];
    let mut duals = vec![0.0_f32; rows.len()];
    for (row, dual) in rows.iter().zip(&mut duals) {
        *dual = costs[row.set] * 0.001;
        let sign = if row.is_boundary { 1.0 } else { -1.0 };
        for &place in &row.places {
            weights[place as usize] += sign * *dual;
        }
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut seed = options.seed | 1;
    for _ in 0..options.epochs {
        for i in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            #[expect(clippy::cast_possible_truncation, reason = "less than `order.len()`")]
            order.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        for &i in &order {
            let row = &rows[i];
            let sign = if row.is_boundary { 1.0 } else { -1.0 };
            let trust = if row.verdict { options.trust } else { -options.trust };
            let sum: f32 = row.places.iter().map(|&place| weights[place as usize]).sum();
            #[expect(clippy::cast_precision_loss, reason = "some hundred places")]
            let norm = row.places.len() as f32;
            let next = step(duals[i], costs[row.set], norm, sign * (sum + trust));
            let change = sign * (next - duals[i]);
            duals[i] = next;
            for &place in &row.places {
                weights[place as usize] += change;
            }
        }
    }
    weights
}

/// The dual variable in `0..cost` that is best while all others stay: the zero of
/// `ln(z / (cost - z)) + norm * (z - old) + margin`, found in log odds, where it is monotone.
fn step(old: f32, cost: f32, norm: f32, margin: f32) -> f32 {
    let mut odds = (old / (cost - old)).ln().clamp(-20.0, 20.0);
    for _ in 0..8 {
        let share = 1.0 / (1.0 + (-odds).exp());
        let value = odds + norm * (cost * share - old) + margin;
        let change = value / (1.0 + norm * cost * share * (1.0 - share));
        odds = (odds - change.clamp(-4.0, 4.0)).clamp(-20.0, 20.0);
        if change.abs() < 1e-4 {
            break;
        }
    }
    cost / (1.0 + (-odds).exp())
}
