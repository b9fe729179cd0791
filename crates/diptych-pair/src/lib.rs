//! Finds documents and sentences that are translations of each other, and says why.

mod alignment;
mod profile;

pub use alignment::{
    Alignment, Bead, Discrepancy, DiscrepancyKind, DocumentPair, Evidence, Place, Severity,
};
pub use profile::{Anchor, AnchorKind, Profile, Sentence};

/// Aligns the sentences of two documents.
#[derive(Clone, Debug, Default)]
pub struct Aligner {}

impl Aligner {
    /// An aligner with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Aligns two documents.
    #[must_use]
    pub fn align(&self, source: &Profile<'_>, target: &Profile<'_>) -> Alignment {
        self.align_with_anchors(source, target, &[])
    }

    /// Aligns two documents; `links` are pairs of sentence numbers that a person knows to belong
    /// together.
    #[must_use]
    pub fn align_with_anchors(
        &self,
        source: &Profile<'_>,
        target: &Profile<'_>,
        links: &[(usize, usize)],
    ) -> Alignment {
        let _ = (source, target, links);
        Alignment::default()
    }

    /// How likely one sentence translates the other, 0 to 1.
    #[must_use]
    pub fn similarity(&self, source: &Profile<'_>, target: &Profile<'_>) -> f64 {
        let _ = (source, target);
        0.0
    }
}

/// Finds the pairs among many documents.
#[derive(Clone, Debug, Default)]
pub struct PairFinder {
    min_score: Option<f64>,
}

impl PairFinder {
    /// A finder with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives pairs of at least this score (0 to 1) only, instead of the calibrated default.
    #[must_use]
    pub const fn min_score(mut self, min_score: Option<f64>) -> Self {
        self.min_score = min_score;
        self
    }

    /// The pairs among `documents`, one-to-one, best first.
    #[must_use]
    pub fn find(&self, documents: &[Profile<'_>]) -> Vec<DocumentPair> {
        let _ = (documents, self.min_score);
        Vec::new()
    }
}
