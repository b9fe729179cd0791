//! Training of the tagger: stochastic gradient with AdaGrad (Duchi, Hazan & Singer 2011) on the
//! likelihood of what the data say, where they may be silent about some kinds.

use rustc_hash::FxHashMap;

use super::Stretch;
use super::features::{FeatureGroup, Features};
use super::gazetteer::Gazetteer;
use super::model::{Chain, KINDS, LABELS, Scores, Transitions, WIDTH, factors, write};
use super::rows::Row;
use super::token::Stretches;
use super::words::CommonWords;
use crate::Kind;
use crate::training::{Example, TrainOptions};

/// One stretch: the features of each token, and the set of labels each may have.
struct Instance {
    features: Vec<u32>,
    ends: Vec<usize>,
    allowed: Vec<u16>,
}

impl Instance {
    fn of(&self, i: usize) -> &[u32] {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.features[start..self.ends[i]]
    }
}

/// The label of each kind that a set does not mark: group and event stay open.
const OPEN: u16 = 1 | 0b11 << 7 | 0b11 << 9;

pub(crate) fn train(examples: &[Example<'_>], options: &TrainOptions) -> Vec<u8> {
    let mut instances = Vec::new();
    for example in examples {
        read(example, options, &mut instances);
    }
    let ids = index(&mut instances, options.occurrences);
    let mut weights = vec![[0.0_f32; WIDTH]; ids.len()];
    let mut squares = vec![[1e-2_f32; WIDTH]; ids.len()];
    let mut transitions: Transitions = [[0.0; WIDTH]; LABELS + 1];
    let mut transition_squares = [[1e-2_f32; WIDTH]; LABELS + 1];
    let mut order: Vec<usize> = (0..instances.len()).collect();
    let mut random = options.seed.max(1);
    let (mut free, mut bound) = (Chain::default(), Chain::default());
    let mut emissions: Vec<Scores> = Vec::new();
    let (mut kept, mut kept_ends) = (Vec::new(), Vec::new());
    let scale = 1.0 / (1.0 - options.dropout);
    for _ in 0..options.epochs {
        shuffle(&mut order, &mut random);
        for instance in order.iter().map(|&i| &instances[i]) {
            emissions.clear();
            kept.clear();
            kept_ends.clear();
            for i in 0..instance.ends.len() {
                let mut scores = [0.0; WIDTH];
                for &feature in instance.of(i) {
                    if options.dropout > 0.0 && uniform(&mut random) < options.dropout {
                        continue;
                    }
                    kept.push(feature);
                    for (score, weight) in scores.iter_mut().zip(&weights[feature as usize]) {
                        *score += weight;
                    }
                }
                kept_ends.push(kept.len());
                emissions.push(scores.map(|score| score * scale));
            }
            let allowed = |i: usize, label: usize| instance.allowed[i] >> label & 1 == 1;
            let factors = factors(&transitions);
            if !bound.run(&emissions, &factors, allowed)
                || !free.run(&emissions, &factors, |_, _| true)
            {
                continue;
            }
            for i in 0..emissions.len() {
                let mut gradient = free.marginals[i];
                for (value, wanted) in gradient.iter_mut().zip(&bound.marginals[i]) {
                    *value -= wanted;
                }
                let scaled = gradient.map(|slope| slope * scale);
                let start = if i == 0 { 0 } else { kept_ends[i - 1] };
                for &feature in &kept[start..kept_ends[i]] {
                    let feature = feature as usize;
                    step(&mut weights[feature], &mut squares[feature], &scaled, options);
                }
                if i == 0 {
                    step(
                        &mut transitions[LABELS],
                        &mut transition_squares[LABELS],
                        &gradient,
                        options,
                    );
                    continue;
                }
                let (free, bound) = (free.pairs(&factors, i), bound.pairs(&factors, i));
                for before in 0..LABELS {
                    let mut gradient = free[before];
                    for (value, wanted) in gradient.iter_mut().zip(&bound[before]) {
                        *value -= wanted;
                    }
                    step(
                        &mut transitions[before],
                        &mut transition_squares[before],
                        &gradient,
                        options,
                    );
                }
            }
        }
    }
    pack(&ids, &weights, &transitions, options.rows)
}

fn step(weights: &mut Scores, squares: &mut Scores, gradient: &Scores, options: &TrainOptions) {
    for label in 0..WIDTH {
        let slope = gradient[label] + options.decay * weights[label];
        squares[label] += slope * slope;
        weights[label] -= options.rate * slope / squares[label].sqrt();
    }
}

/// Xorshift (Marsaglia 2003).
const fn next(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    *random
}

/// From 0 up to 1.
fn uniform(random: &mut u64) -> f32 {
    (next(random) >> 40) as f32 / (1_u64 << 24) as f32
}

/// After Fisher and Yates.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for i in (1..order.len()).rev() {
        let j = usize::try_from(next(random) % (i as u64 + 1)).expect("an index");
        order.swap(i, j);
    }
}

/// The stretches of an example.
fn read(example: &Example<'_>, options: &TrainOptions, instances: &mut Vec<Instance>) {
    let gazetteer = Gazetteer::get();
    let mut stretches = Stretches::new(example.text);
    let (mut tokens, mut hits, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    let mut features = Features::default();
    while stretches.next_into(&mut tokens) {
        gazetteer.find(&tokens, &mut hits, &mut marks);
        let words = CommonWords::get().list(example.language.code());
        features.read(&Stretch {
            text: example.text,
            tokens: &tokens,
            hits: &hits,
            marks: &marks,
            words,
        });
        let mut instance = Instance { features: Vec::new(), ends: Vec::new(), allowed: Vec::new() };
        for (i, token) in tokens.iter().enumerate() {
            let seen = |place: usize| {
                FeatureGroup::at(place).is_none_or(|group| !options.blind.contains(&group))
            };
            let all = features.of(i).iter().enumerate();
            instance.features.extend(all.filter(|(place, _)| seen(*place)).map(|(_, hash)| hash));
            instance.ends.push(instance.features.len());
            let inside = example.names.iter().find(|(s, e, _)| *s < token.end && token.start < *e);
            instance.allowed.push(match inside {
                None if example.complete => 1,
                None => OPEN,
                Some((start, _, kind)) => {
                    let first = i == 0 || tokens[i - 1].end <= *start;
                    1 << label(*kind, first)
                }
            });
        }
        instances.push(instance);
    }
}

fn label(kind: Kind, first: bool) -> usize {
    let kind = KINDS.iter().position(|k| *k == kind).expect("a kind of name");
    1 + 2 * kind + usize::from(!first)
}

/// Numbers the features that occur often enough; the instances then hold numbers, not hashes.
fn index(instances: &mut [Instance], occurrences: u32) -> Vec<u32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for hash in instances.iter().flat_map(|instance| &instance.features) {
        *counts.entry(*hash).or_default() += 1;
    }
    let mut ids: Vec<u32> = counts
        .into_iter()
        .filter(|(_, count)| *count >= occurrences)
        .map(|(hash, _)| hash)
        .collect();
    ids.sort_unstable();
    let numbers: FxHashMap<u32, u32> = ids.iter().copied().zip(0..).collect();
    for instance in instances {
        let mut kept = Vec::with_capacity(instance.features.len());
        let mut start = 0;
        for end in &mut instance.ends {
            kept.extend(instance.features[start..*end].iter().filter_map(|hash| numbers.get(hash)));
            start = *end;
            *end = kept.len();
        }
        instance.features = kept;
    }
    ids
}

/// The heaviest rows in eight bits.
fn pack(ids: &[u32], weights: &[Scores], transitions: &Transitions, rows: usize) -> Vec<u8> {
    let spread = |row: &Scores| {
        let row = &row[..LABELS];
        let mean = row.iter().sum::<f32>() / LABELS as f32;
        row.iter().map(|weight| (weight - mean).abs()).fold(0.0, f32::max)
    };
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by(|&a, &b| spread(&weights[b]).total_cmp(&spread(&weights[a])).then(a.cmp(&b)));
    order.truncate(rows);
    order.sort_unstable();
    let top =
        order.iter().flat_map(|&i| weights[i]).map(f32::abs).fold(f32::MIN_POSITIVE, f32::max);
    let unit = top / 127.0;
    #[expect(clippy::cast_possible_truncation, reason = "at most 127 by the choice of the unit")]
    let rows: Vec<(u32, Row)> = order
        .iter()
        .map(|&i| {
            let mut row = [0; LABELS];
            for (row, weight) in row.iter_mut().zip(weights[i]) {
                *row = (weight / unit).round() as i8;
            }
            (ids[i], row)
        })
        .collect();
    write(unit, transitions, &rows)
}
