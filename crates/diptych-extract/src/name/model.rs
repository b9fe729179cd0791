//! A linear-chain tagger with small weights: a conditional random field (Lafferty, McCallum &
//! Pereira 2001) over hashed features, decoded after Viterbi.

use std::ops::Range;
use std::sync::Arc;

use diptych_text::{ModelError, Span};

use super::document::Votes;
use super::features::Features;
use super::rows::Rows;
use super::{Mention, Stretch};
use crate::Kind;

/// Outside, then first and further tokens of each kind.
pub(crate) const LABELS: usize = 11;

/// Labels and one that is never given, so that their scores fill whole vectors.
pub(crate) const WIDTH: usize = LABELS + 1;

/// The kinds in the order of their labels.
pub(crate) const KINDS: [Kind; 5] =
    [Kind::Person, Kind::Location, Kind::Organization, Kind::Group, Kind::Event];

/// The first bytes of a model file.
const MAGIC: &[u8; 7] = b"DPTNAME";

/// The byte after them.
const VERSION: u8 = 1;

/// The score of a label that a token must not have: far below any sum of weights, and finite.
const BARRED: f32 = -1e4;

/// Scores of labels for one token.
pub(crate) type Scores = [f32; WIDTH];

/// `[before][label]`, the last row for the start of a stretch.
pub(crate) type Transitions = [Scores; LABELS + 1];

/// Whether `label` may follow `before`: an inner token only continues its own kind.
pub(crate) const fn may_follow(before: Option<usize>, label: usize) -> bool {
    let inner = label != 0 && label.is_multiple_of(2);
    match before {
        _ if label >= LABELS => false,
        _ if !inner => true,
        None => false,
        Some(before) => before == label || before + 1 == label,
    }
}

/// A trained model of names, to use in place of the ones in the package; cheap to clone.
///
/// # Training one
///
/// The development tool of the repository learns from sentences with names marked:
///
/// ```text
/// cargo run --release -p diptych-dev -- train names --data DIR --lang sv --out sv.bin
/// cargo run --release -p diptych-dev -- eval names --model sv.bin --lang sv HELD_OUT.conll
/// ```
///
/// `DIR` holds files of two forms, gzipped or not:
///
/// - `.conll`, `.bio`, `.iob`, `.iob2`, `.tsv`: a token and its label a line, a blank line after a
///   sentence, `-DOCSTART-` before a document. The first column is the token and the last its label,
///   or as `--columns 2,3` says; the schemes IOB1, IOB2, BIOES and BILOU are understood. Tokens are
///   joined by spaces, but for signs that stand without one.
/// - `.jsonl`: `{"text": "Ada Low sov.", "entities": [[0, 7, "PER"]]}`, offsets in code points.
///
/// Labels are `PER`, `LOC`, `ORG`, `GRP`, `EVT`, their long forms, or `GPE`, `FAC`, `NORP`; others
/// are left out, and said so. A file without any group or event is taken to be silent about them,
/// not to deny them. The same files give the same bytes. It is meant for languages written with
/// spaces and capitals.
///
/// # Using it
///
/// Rust: [`ExtractOptions::name_model`](crate::ExtractOptions::name_model), and the same of the
/// pipeline by language; Python: `diptych.NameModel("sv.bin")`; command line:
/// `diptych extract --name-model sv=sv.bin`.
#[derive(Clone, Debug)]
pub struct NameModel(Arc<Model>);

impl NameModel {
    /// Reads the bytes of a model file; `name` is what an error calls it, such as its path.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of names of a version that is known, cut, or followed by more.
    ///
    /// ```
    /// use diptych_extract::NameModel;
    ///
    /// let error = NameModel::read("my.bin", b"DPTNAME\x07").unwrap_err();
    /// assert_eq!(error.to_string(), "my.bin is not readable at byte 7: expected version 1");
    /// ```
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, ModelError> {
        Model::read(name, bytes).map(|model| Self(Arc::new(model)))
    }

    pub(crate) fn get(&self) -> &Model {
        &self.0
    }
}

/// Weights of features and of pairs of labels.
#[derive(Debug)]
pub(crate) struct Model {
    rows: Rows,
    /// One unit of a weight.
    unit: f32,
    /// What a label gains after another.
    transitions: Transitions,
    /// The same as factors of probabilities.
    factors: Transitions,
}

/// Room that is used again for each stretch.
#[derive(Debug, Default)]
pub(crate) struct Room {
    features: Features,
    emissions: Vec<Scores>,
    back: Vec<[u8; WIDTH]>,
    labels: Vec<usize>,
    chain: Chain,
}

impl Model {
    /// Reads a model: magic, version, unit, transitions, count, keys, weights, all little-endian.
    pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Self, ModelError> {
        let mut rest = bytes;
        let error = |rest: &[u8], expected| {
            ModelError::new(name.to_owned(), bytes.len() - rest.len(), expected)
        };
        if take(&mut rest) != Some(*MAGIC) {
            return Err(error(bytes, "DPTNAME, a model of names"));
        }
        if take(&mut rest) != Some([VERSION]) {
            return Err(error(&bytes[MAGIC.len()..], "version 1"));
        }
        let mut number = || {
            let before = rest;
            let number = take(&mut rest).map(f32::from_le_bytes).filter(|n| n.is_finite());
            number.ok_or_else(|| error(before, "a finite number of four bytes"))
        };
        let unit = number()?;
        let mut transitions: Transitions = [[0.0; WIDTH]; LABELS + 1];
        for weight in transitions.iter_mut().flat_map(|row| &mut row[..LABELS]) {
            *weight = number()?;
        }
        let before = rest;
        let count =
            take(&mut rest).and_then(|count| usize::try_from(u32::from_le_bytes(count)).ok());
        let size = count.and_then(|count| count.checked_mul(4 + LABELS));
        let Some((count, _)) = count.zip(size).filter(|&(_, size)| size == rest.len()) else {
            return Err(error(before, "the number of rows that follow, to the end"));
        };
        let (keys, weights) = rest.split_at(count * 4);
        let (keys, _) = keys.as_chunks::<4>();
        let (weights, _) = weights.as_chunks::<LABELS>();
        let weights = weights.iter().map(|row| row.map(u8::cast_signed));
        let rows = Rows::new(keys.iter().map(|key| u32::from_le_bytes(*key)).zip(weights))
            .ok_or_else(|| error(&before[4..], "keys that differ, none of them 0"))?;
        let factors = factors(&transitions);
        for (before, row) in transitions.iter_mut().enumerate() {
            for (label, score) in row.iter_mut().enumerate() {
                if !may_follow((before < LABELS).then_some(before), label) {
                    *score = BARRED;
                }
            }
        }
        Ok(Self { rows, unit, transitions, factors })
    }

    /// Adds the names of a stretch to `found`; none holds a token that is barred.
    ///
    /// Tokens without features, far from anything that looks like a name, are outside; what lies
    /// between them is decided by itself.
    pub(super) fn tag(
        &self,
        stretch: &Stretch<'_>,
        barred: &[bool],
        room: &mut Room,
        found: &mut Vec<Mention>,
    ) {
        room.features.read(stretch);
        let count = stretch.tokens.len();
        let mut start = 0;
        while start < count {
            if room.features.of(start).is_empty() {
                start += 1;
                continue;
            }
            let mut end = start + 1;
            while end < count && !room.features.of(end).is_empty() {
                end += 1;
            }
            // one token outside on each side, where there is one
            self.tag_part(
                stretch,
                barred,
                start.saturating_sub(1)..count.min(end + 1),
                room,
                found,
            );
            start = end;
        }
    }

    /// Adds the names among some tokens of a stretch.
    fn tag_part(
        &self,
        stretch: &Stretch<'_>,
        barred: &[bool],
        part: Range<usize>,
        room: &mut Room,
        found: &mut Vec<Mention>,
    ) {
        room.emissions.clear();
        for i in part.clone() {
            let features = room.features.of(i);
            let mut scores = self.rows.sum(features).map(|sum| f32::from(sum) * self.unit);
            if barred[i] || features.is_empty() {
                scores[1..].fill(BARRED);
            }
            room.emissions.push(scores);
        }
        self.decode(room);
        if room.labels.iter().all(|&label| label == 0) {
            return;
        }
        room.chain.run(&room.emissions, &self.factors, |_, _| true);
        let tokens = &stretch.tokens[part];
        let mut i = 0;
        while i < room.labels.len() {
            let label = room.labels[i];
            let start = i;
            i += 1;
            if label == 0 {
                continue;
            }
            let inner = label + label % 2;
            while i < room.labels.len() && room.labels[i] == inner {
                i += 1;
            }
            let sure = (start..i).map(|t| room.chain.marginals[t][room.labels[t]]);
            let mut votes = Votes::default();
            for row in &room.chain.marginals[start..i] {
                for (kind, vote) in votes.iter_mut().enumerate() {
                    *vote += (row[1 + 2 * kind] + row[2 + 2 * kind]) / (i - start) as f32;
                }
            }
            found.push(Mention {
                votes,
                key: 0,
                span: Span { start: tokens[start].start, end: tokens[i - 1].end },
                kind: KINDS[(inner - 1) / 2],
                score: f64::from(sure.fold(1.0, f32::min).clamp(0.0, 1.0)),
            });
        }
    }

    /// The best labels (Viterbi 1967).
    fn decode(&self, room: &mut Room) {
        let Room { emissions, back, labels, .. } = room;
        back.clear();
        labels.clear();
        let mut best = [0.0; WIDTH];
        for (i, emission) in emissions.iter().enumerate() {
            let mut next = [f32::NEG_INFINITY; WIDTH];
            let mut from = [0_u32; WIDTH]; // as wide as a score, to stay within vectors
            if i == 0 {
                next = self.transitions[LABELS];
            } else {
                for (before, (score, row)) in
                    (0_u32..).zip(best[..LABELS].iter().zip(&self.transitions))
                {
                    for label in 0..WIDTH {
                        let score = score + row[label];
                        let better = score > next[label];
                        next[label] = if better { score } else { next[label] };
                        from[label] = if better { before } else { from[label] };
                    }
                }
            }
            for (score, emission) in next.iter_mut().zip(emission) {
                *score += emission;
            }
            best = next;
            let mut row = [0; WIDTH];
            for (byte, label) in row.iter_mut().zip(from) {
                [*byte, ..] = label.to_le_bytes(); // a label is below 256
            }
            back.push(row);
        }
        let mut label =
            (0..LABELS).fold(0, |top, label| if best[label] > best[top] { label } else { top });
        for from in back.iter().rev() {
            labels.push(label);
            label = usize::from(from[label]);
        }
        labels.reverse();
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(*head)
}

/// Probabilities of labels, forward and backward (Rabiner 1989, scaled).
#[derive(Debug, Default)]
pub(crate) struct Chain {
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    potentials: Vec<Scores>,
    /// For each token, the probability of each label.
    pub(crate) marginals: Vec<Scores>,
}

/// What transitions multiply probabilities by: nothing where a label may not follow.
pub(crate) fn factors(transitions: &Transitions) -> Transitions {
    let mut factors = transitions.map(|row| row.map(f32::exp));
    for (before, row) in factors.iter_mut().enumerate() {
        for (label, factor) in row.iter_mut().enumerate() {
            if !may_follow((before < LABELS).then_some(before), label) {
                *factor = 0.0;
            }
        }
    }
    factors
}

impl Chain {
    /// Fills `marginals`, over the paths that `allowed(token, label)` leaves; `false` when it
    /// leaves none.
    pub(crate) fn run(
        &mut self,
        emissions: &[Scores],
        factors: &Transitions,
        allowed: impl Fn(usize, usize) -> bool,
    ) -> bool {
        self.potentials.clear();
        self.forward.clear();
        let count = emissions.len();
        for (i, emission) in emissions.iter().enumerate() {
            let top = emission.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let mut potential = emission.map(|score| (score - top).exp());
            for (label, potential) in potential.iter_mut().enumerate() {
                if !allowed(i, label) {
                    *potential = 0.0;
                }
            }
            let mut row = [0.0; WIDTH];
            if i == 0 {
                row = factors[LABELS];
            } else {
                let last = self.forward[i - 1];
                for (weight, factors) in last[..LABELS].iter().zip(factors) {
                    for (sum, factor) in row.iter_mut().zip(factors) {
                        *sum += weight * factor;
                    }
                }
            }
            for (value, potential) in row.iter_mut().zip(potential) {
                *value *= potential;
            }
            if !normalise(&mut row) {
                return false;
            }
            self.potentials.push(potential);
            self.forward.push(row);
        }
        self.backward.clear();
        self.backward.resize(count, [1.0; WIDTH]);
        for i in (1..count).rev() {
            let mut ahead = self.potentials[i];
            for (value, backward) in ahead.iter_mut().zip(&self.backward[i]) {
                *value *= backward;
            }
            let mut row = [0.0; WIDTH];
            for (value, factors) in row[..LABELS].iter_mut().zip(factors) {
                *value = factors.iter().zip(&ahead).map(|(factor, ahead)| factor * ahead).sum();
            }
            normalise(&mut row);
            self.backward[i - 1] = row;
        }
        self.marginals.clear();
        for (forward, backward) in self.forward.iter().zip(&self.backward) {
            let mut row = *forward;
            for (value, backward) in row.iter_mut().zip(backward) {
                *value *= backward;
            }
            if !normalise(&mut row) {
                return false;
            }
            self.marginals.push(row);
        }
        true
    }

    /// The probability of each pair of labels at tokens `i - 1` and `i`.
    #[cfg(feature = "train")]
    pub(crate) fn pairs(&self, factors: &Transitions, i: usize) -> [Scores; LABELS] {
        let mut pairs = [[0.0; WIDTH]; LABELS];
        let mut total = 0.0;
        for (before, row) in pairs.iter_mut().enumerate() {
            for (label, pair) in row.iter_mut().enumerate() {
                *pair = self.forward[i - 1][before]
                    * factors[before][label]
                    * self.potentials[i][label]
                    * self.backward[i][label];
                total += *pair;
            }
        }
        for pair in pairs.iter_mut().flatten() {
            *pair /= total.max(f32::MIN_POSITIVE);
        }
        pairs
    }
}

fn normalise(row: &mut Scores) -> bool {
    let sum: f32 = row.iter().sum();
    if sum <= 0.0 || !sum.is_finite() {
        return false;
    }
    for value in row {
        *value /= sum;
    }
    true
}

/// Writes what [`Model::read`] reads.
#[cfg(feature = "train")]
pub(crate) fn write(
    unit: f32,
    transitions: &Transitions,
    rows: &[(u32, super::rows::Row)],
) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(VERSION);
    bytes.extend(unit.to_le_bytes());
    let transitions = transitions.iter().flat_map(|row| &row[..LABELS]);
    bytes.extend(transitions.flat_map(|weight| weight.to_le_bytes()));
    bytes.extend(u32::try_from(rows.len()).expect("fewer rows than hashes").to_le_bytes());
    bytes.extend(rows.iter().flat_map(|(key, _)| key.to_le_bytes()));
    bytes.extend(rows.iter().flat_map(|(_, row)| row.map(i8::cast_unsigned)));
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::SHIPPED;
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], offset: usize, expected: &str) {
        let error = Model::read("m.bin", bytes).expect_err("no model");
        assert_eq!((error.offset(), error.expected()), (offset, expected), "{error}");
    }

    #[test]
    fn shipped_models_are_readable() {
        for (name, bytes) in SHIPPED {
            let model = Model::read(name, bytes).expect("a shipped model");
            assert!(model.rows.len() > 50_000, "{name}: no two rows have one key");
        }
    }

    #[test]
    fn what_cannot_be_read() {
        let (_, whole) = SHIPPED[0];
        let count = 8 + 4 + 4 * LABELS * (LABELS + 1);
        check(b"", 0, "DPTNAME, a model of names");
        check(b"RIFFxxxxWAVE", 0, "DPTNAME, a model of names");
        check(b"DPTNAME", 7, "version 1");
        check(b"DPTNAME\x01\0\0", 8, "a finite number of four bytes");
        check(&[b"DPTNAME\x01", [0xff; 8].as_slice()].concat(), 8, "a finite number of four bytes");
        check(&whole[..count], count, "the number of rows that follow, to the end");
        check(&whole[..whole.len() - 1], count, "the number of rows that follow, to the end");
        check(&[whole, b"\n"].concat(), count, "the number of rows that follow, to the end");
    }

    #[test]
    fn marginals_sum_to_one_and_obey_the_order_of_labels() {
        let emissions = [[0.5; WIDTH], [0.0; WIDTH], [-1.0; WIDTH]];
        let mut chain = Chain::default();
        assert!(chain.run(&emissions, &factors(&[[0.0; WIDTH]; LABELS + 1]), |_, _| true));
        for row in &chain.marginals {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        }
        assert!(chain.marginals[0][2] < 1e-9, "nothing starts inside");
    }
}
