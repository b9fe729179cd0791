//! Evidence from elsewhere: anything that can say how far sentences translate each other.

use std::fmt;
use std::ops::Range;

use crate::VectorError;
use crate::path::Cell;

/// Judges the sentences of one pair of documents, beside the built-in evidence: sentence vectors
/// ([`VectorScorer`](crate::VectorScorer)), a translation model, scores from a file.
///
/// ```
/// use std::ops::Range;
/// use diptych_pair::{Aligner, PairScorer, Profile};
/// use diptych_text::Language;
///
/// /// Knows that the second sentence of the source translates the first of the target.
/// #[derive(Debug)]
/// struct Known;
///
/// impl PairScorer for Known {
///     fn sentences(&self) -> (usize, usize) {
///         (2, 1)
///     }
///
///     fn evidence(&self, source: Range<usize>, target: Range<usize>) -> f32 {
///         if (source, target) == (1..2, 0..1) { 6.0 } else { -6.0 }
///     }
/// }
///
/// let source = Profile::from_sentences(Language::EN, &["Fog again.", "No boats."]);
/// let target = Profile::from_sentences("eu".parse()?, &["Ez da ontzirik."]);
/// let alignment = Aligner::new().align_with_scorer(&source, &target, &[], &Known)?;
/// assert_eq!((alignment.beads[1].source.clone(), alignment.beads[1].target.clone()), (1..2, 0..1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait PairScorer: fmt::Debug + Sync {
    /// How many sentences of source and target it can judge.
    fn sentences(&self) -> (usize, usize);

    /// The log-likelihood ratio, natural, that these sentences of the source, together, translate
    /// these of the target: above 0 they rather do, 0 tells nothing. It counts from -20 to 20 for
    /// each sentence; what is no number tells nothing.
    ///
    /// A bead's score gains this times [`AlignParameters::scorer`](crate::AlignParameters::scorer),
    /// so it should grow with the number of sentences. The same sentences must always give the same.
    fn evidence(&self, source: Range<usize>, target: Range<usize>) -> f32;
}

/// The most that one sentence may gain or lose.
const MOST: f32 = 20.0;

/// A scorer as the solver sees it, which may have exchanged the sides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judge<'a> {
    scorer: &'a dyn PairScorer,
    exchanged: bool,
}

impl<'a> Judge<'a> {
    /// A scorer that knows as many sentences as there are.
    pub(crate) fn new(
        scorer: &'a dyn PairScorer,
        source: usize,
        target: usize,
    ) -> Result<Self, VectorError> {
        VectorError::check(scorer.sentences(), (source, target))?;
        Ok(Self { scorer, exchanged: false })
    }

    /// The same with source and target exchanged.
    pub(crate) fn exchanged(self) -> Self {
        Self { exchanged: !self.exchanged, ..self }
    }

    /// What the scorer says of a bead; 0 where a side is empty.
    pub(crate) fn evidence(self, (source, target): &Cell) -> f32 {
        if source.is_empty() || target.is_empty() {
            return 0.0;
        }
        let most = MOST * (source.len() + target.len()) as f32 / 2.0;
        let (source, target) = (source.clone(), target.clone());
        let evidence = if self.exchanged {
            self.scorer.evidence(target, source)
        } else {
            self.scorer.evidence(source, target)
        };
        if evidence.is_nan() { 0.0 } else { evidence.clamp(-most, most) }
    }
}
