//! The sentence aligner.

use std::cmp::Ordering;
use std::sync::Arc;

use diptych_text::Language;

use crate::discrepancy::discrepancies;
use crate::document::Document;
use crate::evidence::evidence;
use crate::links::Links;
use crate::parameters::AlignParameters;
use crate::scorer::Judge;
use crate::sides::{Side, Sides};
use crate::solver::{Solution, Solver};
use crate::{Alignment, Bead, Discrepancy, Lexicon, PairScorer, Profile, VectorError};

/// Aligns the sentences of two documents.
///
/// Dynamic programming over beads, scored by length (Gale and Church 1993) and by words (IBM
/// model 1 in both directions, over a lexicon, identical words, numbers, names and words that
/// look alike); then once more with what the first pass has taught about this very pair. No
/// language is needed; the sides need not even be labelled.
///
/// Time and memory grow linearly with the number of sentences.
///
/// ```
/// use diptych_pair::{Aligner, Profile};
/// use diptych_text::Language;
///
/// let english = ["Two of the 310 crates were lost.", "Nobody at Port Alma noticed."];
/// let french = ["Deux des 310 caisses ont été perdues.", "Personne à Port Alma ne l’a vu."];
/// let source = Profile::from_sentences(Language::EN, &english);
/// let target = Profile::from_sentences(Language::FR, &french);
/// let alignment = Aligner::new().align(&source, &target);
/// assert_eq!(alignment.beads.len(), 2);
/// assert_eq!(alignment.beads[1].target, 1..2);
/// assert_eq!(alignment.beads[0].evidence[0].key, "number:310");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Aligner {
    options: AlignOptions,
}

/// How an [`Aligner`] works.
#[derive(Clone, Debug, Default)]
pub struct AlignOptions {
    pub(crate) parameters: AlignParameters,
    pub(crate) bootstrap: Bootstrap,
    lexicon: Vocabulary,
}

/// Where an aligner looks words up.
#[derive(Clone, Debug, Default)]
enum Vocabulary {
    /// In the built-in lexicon of the two languages, if there is one.
    #[default]
    BuiltIn,
    /// Nowhere.
    None,
    /// In this one.
    Given(Arc<Lexicon>),
}

/// Whether the aligner learns words from the pair at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bootstrap {
    /// It aligns, learns words and habits from the beads that are sure, and aligns again.
    #[default]
    On,
    /// One pass only.
    Off,
}

impl AlignOptions {
    /// Other weights for the bead score; what is out of all bounds goes to the nearest bound, what
    /// is no number to its default.
    #[must_use]
    pub fn parameters(mut self, parameters: AlignParameters) -> Self {
        self.parameters = parameters.bounded();
        self
    }

    /// Looks words up in this lexicon instead of the built-in one.
    #[must_use]
    pub fn lexicon(mut self, lexicon: impl Into<Arc<Lexicon>>) -> Self {
        self.lexicon = Vocabulary::Given(lexicon.into());
        self
    }

    /// Looks no word up.
    #[must_use]
    pub fn without_lexicon(mut self) -> Self {
        self.lexicon = Vocabulary::None;
        self
    }

    /// The lexicon for documents of these languages.
    pub(crate) fn lexicon_for(&self, source: Language, target: Language) -> Option<&Lexicon> {
        match &self.lexicon {
            Vocabulary::BuiltIn => Lexicon::for_pair(source, target),
            Vocabulary::None => None,
            Vocabulary::Given(lexicon) => Some(lexicon),
        }
    }

    /// Whether to learn from the pair itself; on by default.
    #[must_use]
    pub fn bootstrap(mut self, bootstrap: Bootstrap) -> Self {
        self.bootstrap = bootstrap;
        self
    }
}

impl Aligner {
    /// An aligner with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An aligner with these options.
    #[must_use]
    pub fn with_options(options: AlignOptions) -> Self {
        Self { options }
    }

    /// An aligner that looks words up in this lexicon.
    ///
    /// One whose languages are not those of the documents does no harm: which side is which is
    /// told by the words when the documents carry no label.
    #[must_use]
    pub fn with_lexicon(lexicon: Lexicon) -> Self {
        Self::with_options(AlignOptions::default().lexicon(lexicon))
    }

    /// Aligns two documents.
    ///
    /// The beads cover every sentence of both sides once, in order. The other way round gives
    /// the same beads, swapped. A side without sentences makes every sentence of the other an
    /// omission or an addition. Beads of more than 2,000 words a side (tables, binary files) are not
    /// searched for numbers, dates and names that differ.
    #[must_use]
    pub fn align(&self, source: &Profile<'_>, target: &Profile<'_>) -> Alignment {
        self.align_with_anchors(source, target, &[])
    }

    /// Aligns two documents; `links` are pairs of sentence numbers, source then target, that a
    /// person knows to belong together.
    ///
    /// Each link ends up inside one bead, and the rest arranges itself around. Links that share a
    /// sentence are one bead, however wide. A link that names no sentence, or crosses one given
    /// before it, is passed over: [`check_links`](crate::check_links) says which and why.
    #[must_use]
    pub fn align_with_anchors(
        &self,
        source: &Profile<'_>,
        target: &Profile<'_>,
        links: &[(usize, usize)],
    ) -> Alignment {
        self.align_judged(source, target, links, None)
    }

    /// Aligns two documents with evidence from elsewhere beside the built-in one: sentence vectors
    /// ([`VectorScorer`](crate::VectorScorer)), or whatever implements [`PairScorer`].
    ///
    /// What the scorer says of a bead is added to its score, and to the odds that it holds, times
    /// [`AlignParameters::scorer`](crate::AlignParameters::scorer); `links` are as for
    /// [`align_with_anchors`](Self::align_with_anchors). What is moved is told by words alone.
    ///
    /// # Errors
    /// The scorer knows more or fewer sentences than there are.
    pub fn align_with_scorer(
        &self,
        source: &Profile<'_>,
        target: &Profile<'_>,
        links: &[(usize, usize)],
        scorer: &dyn PairScorer,
    ) -> Result<Alignment, VectorError> {
        let judge = Judge::new(scorer, source.sentences.len(), target.sentences.len())?;
        Ok(self.align_judged(source, target, links, Some(judge)))
    }

    fn align_judged(
        &self,
        source: &Profile<'_>,
        target: &Profile<'_>,
        links: &[(usize, usize)],
        judge: Option<Judge<'_>>,
    ) -> Alignment {
        // Ties are broken in one direction, whichever side comes first.
        let (s, t) = (Document::new(source), Document::new(target));
        let solution = self.solve_judged((source, &s), (target, &t), links, judge);
        self.report((source, &s), (target, &t), &solution)
    }

    /// How it works.
    pub(crate) fn options(&self) -> &AlignOptions {
        &self.options
    }

    /// The same without the second pass.
    pub(crate) fn one_pass(mut self) -> Self {
        self.options.bootstrap = Bootstrap::Off;
        self
    }

    /// Solves in the one order in which two documents are compared, so that ties fall the same
    /// way whichever side comes first.
    pub(crate) fn solve(
        &self,
        source: (&Profile<'_>, &Document),
        target: (&Profile<'_>, &Document),
        links: &[(usize, usize)],
    ) -> Solution {
        self.solve_judged(source, target, links, None)
    }

    /// The same with evidence from elsewhere.
    pub(crate) fn solve_judged(
        &self,
        source: (&Profile<'_>, &Document),
        target: (&Profile<'_>, &Document),
        links: &[(usize, usize)],
        judge: Option<Judge<'_>>,
    ) -> Solution {
        let order = order(source.0, target.0);
        if order.is_gt() {
            let links: Vec<_> = links.iter().map(|&(i, j)| (j, i)).collect();
            let mut solution =
                self.solve_judged(target, source, &links, judge.map(Judge::exchanged));
            solution.swap();
            return solution;
        }
        let (s, t) = (source.1, target.1);
        let solver = Solver { source: s, target: t, options: &self.options, judge };
        if order.is_eq() && links.is_empty() {
            return solver.same();
        }
        solver.solve(&Links::new(s.len(), t.len(), links))
    }

    /// What the solver found, as it is given out.
    pub(crate) fn report(
        &self,
        source: (&Profile<'_>, &Document),
        target: (&Profile<'_>, &Document),
        solution: &Solution,
    ) -> Alignment {
        let sides = Sides {
            source: Side { profile: source.0, document: source.1 },
            target: Side { profile: target.0, document: target.1 },
            association: &solution.association,
        };
        let beads = solution.beads.iter().zip(&solution.scores).map(|(bead, &score)| Bead {
            source: bead.0.clone(),
            target: bead.1.clone(),
            score: f64::from(score),
            evidence: evidence(&sides, bead),
        });
        Alignment {
            beads: beads.collect(),
            score: solution.coverage(source.1, target.1),
            discrepancies: discrepancies(&sides, solution, &self.options.parameters),
        }
    }

    /// What differs between two texts that are taken for translations of each other: all sentences
    /// of each profile together count as one, however unlike they are.
    ///
    /// ```
    /// use diptych_pair::{Aligner, DiscrepancyKind, Profile};
    /// use diptych_text::Language;
    ///
    /// let source = Profile::from_sentences(Language::EN, &["The ferry takes 40 cars."]);
    /// let target = Profile::from_sentences(Language::FR, &["Le ferry prend 60 voitures."]);
    /// let found = Aligner::new().compare(&source, &target);
    /// assert_eq!(found[0].kind, DiscrepancyKind::Number);
    /// ```
    #[must_use]
    pub fn compare(&self, source: &Profile<'_>, target: &Profile<'_>) -> Vec<Discrepancy> {
        if source.sentences.is_empty() || target.sentences.is_empty() {
            return Vec::new();
        }
        let (s, t) = (Document::new(source), Document::new(target));
        let solver = Solver { source: &s, target: &t, options: &self.options, judge: None };
        let solution = solver.whole();
        let sides = Sides {
            source: Side { profile: source, document: &s },
            target: Side { profile: target, document: &t },
            association: &solution.association,
        };
        discrepancies(&sides, &solution, &self.options.parameters)
    }

    /// How likely one sentence translates the other, 0 to 1; all sentences of each profile
    /// together count as one.
    #[must_use]
    pub fn similarity(&self, source: &Profile<'_>, target: &Profile<'_>) -> f64 {
        if order(source, target).is_gt() {
            return self.similarity(target, source);
        }
        let (s, t) = (Document::new(source), Document::new(target));
        if s.tokens.is_empty() || t.tokens.is_empty() {
            return 0.0;
        }
        let solver = Solver { source: &s, target: &t, options: &self.options, judge: None };
        solver.similarity()
    }
}

/// The one order in which two documents are compared: equal when their sentences are.
fn order(source: &Profile<'_>, target: &Profile<'_>) -> Ordering {
    let texts = |p: &Profile<'_>| p.sentences.iter().map(|s| s.text.len()).sum::<usize>();
    let count = source.sentences.len().cmp(&target.sentences.len());
    count.then_with(|| texts(source).cmp(&texts(target))).then_with(|| {
        let texts = source.sentences.iter().zip(&target.sentences);
        texts.map(|(a, b)| a.text.cmp(b.text)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
    })
}
