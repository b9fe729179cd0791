//! Sentence vectors of the user's own: the optional embedding backend.

use std::fmt;
use std::ops::Range;

use crate::PairScorer;
use crate::parameters::WIDTH;

/// One vector for each sentence of a document, from a model that puts translations near each other
/// (LaBSE, multilingual E5 and their kin).
///
/// ```
/// use diptych_pair::SentenceVectors;
///
/// let vectors = SentenceVectors::new(&[3.0, 4.0, 0.0, 1.0], 2)?;
/// assert_eq!((vectors.len(), vectors.dimension()), (2, 2));
/// assert!(SentenceVectors::new(&[3.0, 4.0, 0.0], 2).is_err());
/// # Ok::<(), diptych_pair::VectorError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SentenceVectors {
    dimension: usize,
    /// Row by row, each of length 1, or of nothing but zeros.
    values: Vec<f32>,
}

impl SentenceVectors {
    /// Vectors row by row: `dimension` numbers for each sentence, in the order of the sentences. They
    /// are brought to length 1; one of zeros tells nothing.
    ///
    /// # Errors
    /// The numbers do not make whole rows, or one of them is not finite.
    pub fn new(values: &[f32], dimension: usize) -> Result<Self, VectorError> {
        if !values.len().is_multiple_of(dimension) {
            return Err(VectorError::Shape { values: values.len(), dimension });
        }
        let mut values = values.to_vec();
        for (row, vector) in values.chunks_exact_mut(dimension.max(1)).enumerate() {
            if !vector.iter().all(|value| value.is_finite()) {
                return Err(VectorError::NotFinite { row });
            }
            unit(vector, 0.0);
        }
        Ok(Self { dimension, values })
    }

    /// The same from one slice for each sentence.
    ///
    /// # Errors
    /// The slices differ in length, or a number is not finite.
    pub fn from_rows<R: AsRef<[f32]>>(rows: &[R]) -> Result<Self, VectorError> {
        let dimension = rows.first().map_or(0, |row| row.as_ref().len());
        let mut values = Vec::with_capacity(dimension * rows.len());
        for (row, vector) in rows.iter().enumerate() {
            let found = vector.as_ref().len();
            if found != dimension || dimension == 0 {
                return Err(VectorError::Ragged { row, found, expected: dimension.max(1) });
            }
            values.extend(vector.as_ref());
        }
        Self::new(&values, dimension)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len().checked_div(self.dimension).unwrap_or(0)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many numbers a vector has; 0 when there are none.
    #[must_use]
    pub const fn dimension(&self) -> usize {
        self.dimension
    }

    /// The same without what all of them share, again of length 1.
    fn centred(mut self) -> Self {
        let count = self.len();
        let mut mean = vec![0.0; self.dimension];
        for sentence in 0..count {
            add(&mut mean, self.row(sentence));
        }
        for value in &mut mean {
            *value /= count.max(1) as f32;
        }
        for vector in self.values.chunks_exact_mut(self.dimension.max(1)) {
            if vector.iter().any(|&value| value != 0.0) {
                for (value, mean) in vector.iter_mut().zip(&mean) {
                    *value -= mean;
                }
                unit(vector, ROUNDING);
            }
        }
        self
    }

    /// The vector of a sentence, of length 1.
    #[must_use]
    pub fn row(&self, sentence: usize) -> &[f32] {
        &self.values[sentence * self.dimension..][..self.dimension]
    }
}

/// What is wrong with sentence vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VectorError {
    /// The numbers do not make whole rows.
    Shape {
        /// How many numbers there are.
        values: usize,
        /// How many a row was said to have.
        dimension: usize,
    },
    /// A row is shorter or longer than the first, or empty.
    Ragged {
        /// Which, from 0.
        row: usize,
        /// How many numbers it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A row holds something else than numbers: NaN, infinity.
    NotFinite {
        /// Which, from 0.
        row: usize,
    },
    /// The vectors of the two sides cannot be compared.
    Dimension {
        /// Numbers in a vector of the source.
        source: usize,
        /// Numbers in a vector of the target.
        target: usize,
    },
    /// There is not one vector for each sentence.
    Count {
        /// Vectors for source and target.
        vectors: (usize, usize),
        /// Sentences of source and target.
        sentences: (usize, usize),
    },
    /// There are not vectors for each document.
    Documents {
        /// Lists of vectors.
        vectors: usize,
        /// Documents.
        documents: usize,
    },
    /// There is not one vector for each sentence of a document.
    Sentences {
        /// Which document, from 0.
        document: usize,
        /// Vectors for it.
        vectors: usize,
        /// Its sentences.
        sentences: usize,
    },
    /// The vectors of a document cannot be compared with those of the documents before.
    Unlike {
        /// Which document, from 0.
        document: usize,
        /// Numbers in one of its vectors.
        found: usize,
        /// Numbers in a vector of those before.
        expected: usize,
    },
}

impl VectorError {
    /// Whether there is a vector for each sentence.
    pub(crate) fn check(vectors: (usize, usize), sentences: (usize, usize)) -> Result<(), Self> {
        if vectors == sentences { Ok(()) } else { Err(Self::Count { vectors, sentences }) }
    }
}

impl fmt::Display for VectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Shape { values, dimension } => write!(
                f,
                "{values} numbers are no vectors of dimension {dimension}: expected whole rows, \
                 one for each sentence"
            ),
            Self::Ragged { row, found, expected } => write!(
                f,
                "vector {row} has dimension {found}: expected {expected}, the same for all"
            ),
            Self::NotFinite { row } => {
                write!(f, "vector {row} holds NaN or infinity: expected finite numbers")
            }
            Self::Dimension { source, target } => write!(
                f,
                "source vectors have dimension {source}, target vectors {target}: expected \
                 vectors of one model on both sides, one row for each sentence"
            ),
            Self::Count { vectors, sentences } => {
                write!(
                    f,
                    "{} source and {} target vectors for {} source and {} target sentences: \
                     expected one for each sentence, in their order",
                    vectors.0, vectors.1, sentences.0, sentences.1
                )?;
                if vectors == (sentences.1, sentences.0) {
                    f.write_str("; source and target seem to be exchanged")?;
                }
                Ok(())
            }
            Self::Documents { vectors, documents } => write!(
                f,
                "vectors of {vectors} documents for {documents} documents: expected those of each \
                 document, in their order"
            ),
            Self::Sentences { document, vectors, sentences } => write!(
                f,
                "{vectors} vectors for the {sentences} sentences of document {document}: expected \
                 one for each sentence, in their order"
            ),
            Self::Unlike { document, found, expected } => write!(
                f,
                "the vectors of document {document} have dimension {found}, those before {expected}: \
                 expected vectors of one model"
            ),
        }
    }
}

impl std::error::Error for VectorError {}

/// The temperature of cosines. The models named above are trained to tell a translation from other
/// sentences by softmax over cosines at about this temperature (sentence-transformers' default for
/// it is a scale of 20); it was not tuned here.
const TEMPERATURE: f32 = 0.05;
/// How many sentences of the other side a sentence is compared with to learn what chance gives.
const SAMPLE: usize = 256;

/// Compares sentences by their vectors.
///
/// Each side is centred first: what all its sentences share, its language for one, tells nothing. Then
/// the evidence for a bead is, summed over the sentences of both sides and halved, how much nearer a
/// sentence is to the sum of the other side than chance: the cosine over a temperature of 0.05, less
/// the logarithm of the mean of its exponential over up to 256 sentences of the other side, the nearest
/// one left out (after the estimate of mutual information that such models are trained with: van den
/// Oord et al. 2018, InfoNCE). So models whose cosines are all high, or all low, count the same. A side
/// of one sentence has nothing to be told from: then vectors tell nothing.
///
/// ```
/// use diptych_pair::{Aligner, Profile, SentenceVectors, VectorScorer};
/// use diptych_text::Language;
///
/// let source = Profile::from_sentences(Language::EN, &["Fog again.", "No boats."]);
/// let target = Profile::from_sentences("eu".parse()?, &["Berriro lainoa.", "Ez da ontzirik."]);
/// let fog = [0.1, 0.9, 0.2];
/// let boats = [0.8, 0.1, 0.0];
/// let scorer = VectorScorer::new(
///     SentenceVectors::from_rows(&[fog, boats])?,
///     SentenceVectors::from_rows(&[fog, boats])?,
/// )?;
/// let alignment = Aligner::new().align_with_scorer(&source, &target, &[], &scorer)?;
/// assert_eq!(alignment.beads.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct VectorScorer {
    source: Side,
    target: Side,
}

/// The vectors of one side, with what is computed once.
#[derive(Clone, Debug, PartialEq)]
struct Side {
    vectors: SentenceVectors,
    /// What chance gives each sentence, as an exponent.
    chance: Vec<f32>,
    /// For each sentence, the lengths of the sums of it and up to three after it.
    lengths: Vec<[f32; WIDTH]>,
}

impl VectorScorer {
    /// Vectors of the sentences of source and target, by the same model.
    ///
    /// # Errors
    /// The two are of different dimensions.
    pub fn new(source: SentenceVectors, target: SentenceVectors) -> Result<Self, VectorError> {
        if source.dimension != target.dimension && !source.is_empty() && !target.is_empty() {
            let (source, target) = (source.dimension, target.dimension);
            return Err(VectorError::Dimension { source, target });
        }
        let (source, target) = (source.centred(), target.centred());
        let (s, t) = (Side::new(source.clone(), &target), Side::new(target, &source));
        Ok(Self { source: s, target: t })
    }
}

impl PairScorer for VectorScorer {
    fn sentences(&self) -> (usize, usize) {
        (self.source.vectors.len(), self.target.vectors.len())
    }

    fn evidence(&self, source: Range<usize>, target: Range<usize>) -> f32 {
        let (s, t) = (self.source.length(&source), self.target.length(&target));
        let mut near = 0.0;
        if s > 0.0 && t > 0.0 {
            for i in source.clone() {
                let vector = self.source.vectors.row(i);
                near +=
                    target.clone().map(|j| dot(vector, self.target.vectors.row(j))).sum::<f32>();
            }
            near *= (1.0 / s + 1.0 / t) / TEMPERATURE;
        }
        0.5 * (near - self.source.chance(&source) - self.target.chance(&target))
    }
}

impl Side {
    /// Of vectors that are centred already.
    fn new(vectors: SentenceVectors, others: &SentenceVectors) -> Self {
        let count = vectors.len();
        let sample = others.len().min(SAMPLE);
        // evenly spread, each once
        let places = (0..sample).map(|k| k * others.len() / sample.max(1));
        let chance = (0..count).map(|i| {
            if sample < 2 || vectors.row(i).iter().all(|&value| value == 0.0) {
                return 0.0;
            }
            let cosines = places.clone().map(|j| dot(vectors.row(i), others.row(j)));
            // a cosine is at most 1, so no exponential overflows
            let shares = cosines.map(|cosine| ((cosine - 1.0) / TEMPERATURE).exp());
            let (sum, nearest) =
                shares.fold((0.0_f32, 0.0_f32), |(sum, top), share| (sum + share, top.max(share)));
            let rest = (sum - nearest).max(f32::MIN_POSITIVE) / (sample - 1) as f32;
            (1.0 / TEMPERATURE + rest.ln()).max(0.0)
        });
        let chance = chance.collect();
        let lengths = (0..count).map(|i| {
            let mut sum = vec![0.0; vectors.dimension];
            let mut lengths = [0.0; WIDTH];
            for (length, j) in lengths.iter_mut().zip(i..count) {
                add(&mut sum, vectors.row(j));
                *length = dot(&sum, &sum).sqrt();
            }
            lengths
        });
        let lengths = lengths.collect();
        Self { vectors, chance, lengths }
    }

    /// The length of the sum of the vectors of some sentences.
    fn length(&self, sentences: &Range<usize>) -> f32 {
        if let Some(known) = sentences.len().checked_sub(1).filter(|&width| width < WIDTH) {
            return self.lengths[sentences.start][known];
        }
        let mut sum = vec![0.0; self.vectors.dimension];
        for j in sentences.clone() {
            add(&mut sum, self.vectors.row(j));
        }
        dot(&sum, &sum).sqrt()
    }

    /// What chance gives some sentences, summed.
    fn chance(&self, sentences: &Range<usize>) -> f32 {
        self.chance[sentences.clone()].iter().sum()
    }
}

/// Less than this is left of a vector of length 1 by the rounding of its numbers alone.
const ROUNDING: f64 = 1e-5;

/// Brings a vector to length 1; one no longer than `least` becomes zeros.
fn unit(vector: &mut [f32], least: f64) {
    let length = vector.iter().map(|&v| f64::from(v) * f64::from(v)).sum::<f64>().sqrt();
    for value in vector {
        #[expect(clippy::cast_possible_truncation, reason = "-1 to 1")]
        let part = if length > least { (f64::from(*value) / length) as f32 } else { 0.0 };
        *value = part;
    }
}

fn add(sum: &mut [f32], vector: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(vector) {
        *sum += value;
    }
}

/// In eight lanes: the order of the sums is fixed, and the compiler uses what the machine has.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a, a_rest) = a.as_chunks::<8>();
    let (b, b_rest) = b.as_chunks::<8>();
    let mut lanes = [0.0_f32; 8];
    for (a, b) in a.iter().zip(b) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    lanes.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use diptych_text::Language;

    use super::*;
    use crate::{AlignOptions, AlignParameters, Aligner, Alignment, Profile};

    /// A vector for each topic; all of one language lie aside from those of the other.
    fn vectors(topics: &[usize], aside: f32) -> SentenceVectors {
        let row = |&topic: &usize| {
            let mut row = vec![0.2; 16];
            row[topic] = 1.0;
            row[15] += aside;
            row
        };
        SentenceVectors::from_rows(&topics.iter().map(row).collect::<Vec<_>>()).expect("rows")
    }

    fn sentences(count: usize, word: &str) -> Vec<String> {
        // no word, number or length tells them apart
        vec![format!("{word} {word} {word}"); count]
    }

    fn align(source: &[usize], target: &[usize], aligner: &Aligner) -> Alignment {
        let (s, t) = (sentences(source.len(), "oorun"), sentences(target.len(), "ilmar"));
        let (s, t) = (
            Profile::from_sentences(Language::UND, &s),
            Profile::from_sentences(Language::UND, &t),
        );
        let scorer =
            VectorScorer::new(vectors(source, 0.0), vectors(target, 0.3)).expect("one model");
        let there = aligner.align_with_scorer(&s, &t, &[], &scorer).expect("one vector a sentence");
        let back =
            VectorScorer::new(vectors(target, 0.3), vectors(source, 0.0)).expect("one model");
        let back = aligner.align_with_scorer(&t, &s, &[], &back).expect("one vector a sentence");
        let swapped = |a: &Alignment| {
            a.beads.iter().map(|b| (b.target.clone(), b.source.clone())).collect::<Vec<_>>()
        };
        let same = |a: &Alignment| {
            a.beads.iter().map(|b| (b.source.clone(), b.target.clone())).collect::<Vec<_>>()
        };
        assert_eq!(swapped(&back), same(&there), "the other way round");
        there
    }

    #[test]
    fn vectors_alone_align() {
        let alignment = align(&[0, 1, 2, 3, 4, 5], &[0, 1, 9, 2, 3, 5], &Aligner::new());
        let joined: Vec<_> = alignment
            .beads
            .iter()
            .filter(|bead| !bead.source.is_empty() && !bead.target.is_empty())
            .map(|bead| (bead.source.clone(), bead.target.clone()))
            .collect();
        assert_eq!(joined, [(0..1, 0..1), (1..2, 1..2), (2..3, 3..4), (3..4, 4..5), (5..6, 5..6)]);
    }

    #[test]
    fn a_weight_of_zero_leaves_the_built_in_evidence() {
        let parameters = AlignParameters { scorer: 0.0, ..AlignParameters::default() };
        let blind = Aligner::with_options(AlignOptions::default().parameters(parameters));
        let (s, t) = (sentences(4, "oorun"), sentences(4, "ilmar"));
        let (s, t) = (
            Profile::from_sentences(Language::UND, &s),
            Profile::from_sentences(Language::UND, &t),
        );
        assert_eq!(align(&[0, 1, 2, 3], &[3, 2, 1, 0], &blind), Aligner::new().align(&s, &t));
    }

    #[test]
    fn models_with_high_cosines_count_the_same() {
        let low =
            VectorScorer::new(vectors(&[0, 1, 2], 0.0), vectors(&[0, 1, 2], 0.0)).expect("rows");
        let row = |topic: usize| {
            let mut row = vec![2.0; 16];
            row[topic] += 1.0;
            row
        };
        let rows = SentenceVectors::from_rows(&[row(0), row(1), row(2)]).expect("rows");
        let high = VectorScorer::new(rows.clone(), rows).expect("rows");
        for scorer in [low, high] {
            let (right, wrong) = (scorer.evidence(1..2, 1..2), scorer.evidence(1..2, 0..1));
            assert!(right > 10.0 && wrong < -5.0, "{right} {wrong}");
            // what belongs together in two beads is no better in one
            assert!(scorer.evidence(0..2, 0..2) < 2.0 * right);
        }
    }

    #[test]
    fn a_vector_of_zeros_tells_nothing() {
        let source = SentenceVectors::from_rows(&[[0.0, 0.0], [1.0, 0.0]]).expect("rows");
        let scorer = VectorScorer::new(source.clone(), source).expect("rows");
        assert_eq!(scorer.evidence(0..1, 1..2), 0.0);
    }

    #[test]
    fn what_is_no_vector_of_each_sentence() {
        let said = |error: VectorError| error.to_string();
        let ragged = [vec![1.0, 2.0], vec![1.0]];
        let error = SentenceVectors::from_rows(&ragged).expect_err("ragged");
        assert_eq!(said(error), "vector 1 has dimension 1: expected 2, the same for all");
        let error = SentenceVectors::new(&[1.0; 7], 3).expect_err("no whole rows");
        assert!(said(error).starts_with("7 numbers are no vectors of dimension 3"));
        assert!(SentenceVectors::new(&[1.0], 0).is_err());
        let error = SentenceVectors::new(&[1.0, f32::NAN], 1).expect_err("no number");
        assert_eq!(error, VectorError::NotFinite { row: 1 });
        let wide = SentenceVectors::new(&[1.0; 6], 3).expect("rows");
        let error = VectorScorer::new(wide, vectors(&[0], 0.0)).expect_err("two models");
        assert!(said(error).starts_with("source vectors have dimension 3, target vectors 16"));

        let (s, t) = (sentences(2, "oorun"), sentences(3, "ilmar"));
        let (s, t) = (
            Profile::from_sentences(Language::UND, &s),
            Profile::from_sentences(Language::UND, &t),
        );
        let scorer =
            VectorScorer::new(vectors(&[0, 1, 2], 0.0), vectors(&[0, 1], 0.0)).expect("rows");
        let error = Aligner::new().align_with_scorer(&s, &t, &[], &scorer).expect_err("exchanged");
        assert!(said(error).ends_with("source and target seem to be exchanged"), "{error}");
        assert!(VectorScorer::new(vectors(&[], 0.0), vectors(&[], 0.0)).is_ok());
    }
}
