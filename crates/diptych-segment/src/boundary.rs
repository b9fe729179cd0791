//! Candidates in order, and the sentences between those that are boundaries.

use std::iter::FusedIterator;

use diptych_text::Span;

use crate::Segmenter;
use crate::context;
use crate::features::Features;
use crate::layout::Lines;
use crate::memory::{self, Memory};
use crate::rules::Rule;
use crate::scan::{Candidate, Gap, Kind};

/// Log odds that a boundary where the rules see no full mark must have over none.
///
/// Habits of single treebanks sit there; with 0.5 boundary F1 on their dev splits in 5 folds falls
/// from 98.01 to 97.98 in the mean, and rises where they were not trained on: English GUM from
/// 97.98 to 98.11 (1545 boundaries), English news from 91.43 to 91.52 (864 boundaries; `eval segment
/// --folds 5`, 2026-11-21).
const CAUTION: f32 = 0.5;

/// Bytes of text that pay for one question to the learned judge.
///
/// A question takes as long as the scan of some thousand bytes. Prose asks one in 60 to 200 bytes;
/// where more are asked for longer than [`CREDIT`] allows, there is no prose to judge and the rules
/// decide what is over.
const PRICE: usize = 24;

/// Bytes that may be owed: a paragraph starts with this many questions times [`PRICE`].
///
/// With it 15 of the 16 dev treebanks are decided as without, English EWT loses one boundary in
/// 1683; 64 questions of 64 bytes cost a boundary in three treebanks (`eval segment --folds 5`,
/// 2026-11-21). A megabyte of `A. ` takes a fifth of the time it took.
const CREDIT: usize = 128 * PRICE;

/// A capital after no mark is told of from this probability on; there are too many others.
const WORTH_TELLING: f32 = 0.1;

/// What was decided about one place where a sentence might have ended.
///
/// ```
/// use diptych_segment::Segmenter;
/// use diptych_text::Language;
///
/// let text = "Dr. Osei left. It rained.";
/// let segmenter = Segmenter::new(Language::EN);
/// let decisions: Vec<_> = segmenter.explain(text).collect();
/// assert_eq!((decisions[0].span.range(), decisions[0].is_boundary), (2..3, false));
/// assert!(decisions[1].is_boundary);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decision {
    /// The marks and the closing signs after them, in bytes; empty where the text before a bullet
    /// or a line break ends without a mark. A boundary lies at its end.
    pub span: Span,
    /// Whether a sentence ends here.
    pub is_boundary: bool,
    /// What the rules say.
    pub rule: Rule,
    /// How likely a sentence ends here, from 0 to 1: 0 or 1 where the rules alone decide, else by
    /// the model, which has seen the rule too. A boundary from one half up.
    pub probability: f32,
    /// What the model found to say most, the strongest first: the name of a feature and the log
    /// odds it adds, negative against a boundary. None where the rules alone decide.
    pub reasons: [Option<(&'static str, f32)>; 3],
}

/// The candidates of a text with what was decided about each, in order: see [`Segmenter::explain`].
#[derive(Clone, Debug)]
pub struct Candidates<'s, 't> {
    segmenter: &'s Segmenter,
    text: &'t str,
    /// No candidate starts here or later: what follows it may not have been read yet.
    limit: usize,
    pub(crate) state: State,
    /// Whether the model tells its reasons.
    explains: bool,
    memory: Option<Box<Memory>>,
}

/// Where the walk through a text stands: all that one decision leaves to the next.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// Where the scan goes on.
    pub(crate) at: usize,
    /// Where the open sentence starts.
    pub(crate) start: usize,
    /// Whether a paragraph or a line starts there too.
    pub(crate) opens_block: bool,
    pub(crate) lines: Lines,
    /// Up to where the questions put to the learned judge are paid for, each with [`PRICE`] bytes.
    pub(crate) paid: usize,
    /// What follows the last candidate that was put to the learned judge or that a policy keeps: the
    /// judge is not asked there again about a boundary without a mark.
    pub(crate) decided: usize,
}

impl State {
    /// At `start`, where a paragraph opens.
    pub(crate) fn new(start: usize) -> Self {
        Self {
            at: start,
            start,
            opens_block: true,
            lines: Lines::new(start),
            paid: start,
            decided: start,
        }
    }
}

impl<'s, 't> Candidates<'s, 't> {
    pub(crate) fn new(segmenter: &'s Segmenter, text: &'t str) -> Self {
        let state = State::new(text.len() - text.trim_start().len());
        let memory = segmenter.memory(text).map(Box::new);
        Self { segmenter, text, limit: text.len(), state, explains: true, memory }
    }

    /// Goes on at `state`, without reasons, as far as the candidates that start before `limit`.
    pub(crate) fn resume(
        segmenter: &'s Segmenter,
        text: &'t str,
        limit: usize,
        state: State,
    ) -> Self {
        Self { segmenter, text, limit, state, explains: false, memory: None }
    }
}

impl<'t> Candidates<'_, 't> {
    /// The next candidate, with the verdict of the rules.
    pub(crate) fn candidate(&mut self) -> Option<(Candidate, (bool, Rule))> {
        let candidate = loop {
            let state = &mut self.state;
            let candidate = self.segmenter.scan.next(self.text, self.limit, state)?;
            if candidate.kind != Kind::Bare
                || self.may_ask(&candidate) && self.is_worth_asking(&candidate)
            {
                break candidate;
            }
            self.state.at = candidate.next + 1;
            while !self.text.is_char_boundary(self.state.at) {
                self.state.at += 1;
            }
        };
        let verdict = if self.is_blind(&candidate) {
            (false, Rule::GoesOn)
        } else {
            self.segmenter.rules().decide(self.text, self.state.start, &candidate)
        };
        if matches!(verdict.1, Rule::InsideQuote | Rule::OwnAbbreviation | Rule::OwnKeep) {
            self.state.decided = candidate.next;
        }
        // White space was looked at; a bullet must not be found twice.
        self.state.at = match candidate.kind {
            Kind::Bullet | Kind::Bare => self.text[candidate.next..]
                .chars()
                .next()
                .map_or(candidate.next, |c| candidate.next + c.len_utf8()),
            _ => candidate.next.max(candidate.span.end),
        };
        Some((candidate, verdict))
    }

    /// Whether a capital after no mark may open a sentence at all: a word that often does, or a word
    /// after something else than a plain word. Names in mid-sentence, the bulk, are passed over
    /// before anything dear is computed.
    fn is_worth_asking(&self, candidate: &Candidate) -> bool {
        let last = self.text.as_bytes()[candidate.span.end - 1];
        let plain = last.is_ascii_lowercase() || last >= 0x80 || last == b',';
        let next = self.text.as_bytes()[candidate.next];
        !plain && !next.is_ascii_digit()
            || !next.is_ascii_alphabetic() && next < 0x80
            || self.segmenter.opens_sentence(context::after(self.text, candidate.next).word)
    }

    /// Whether the learned judge may be asked.
    pub(crate) fn is_open(&self, candidate: &Candidate, rule: Rule) -> bool {
        self.may_ask(candidate)
            && (self.is_blind(candidate)
                || self.segmenter.rules().is_open(self.text, candidate, rule))
    }

    /// Whether the rules do not look at `candidate`: see [`SegmentOptions::model_only`].
    ///
    /// [`SegmentOptions::model_only`]: crate::SegmentOptions::model_only
    #[cfg(feature = "train")]
    fn is_blind(&self, candidate: &Candidate) -> bool {
        self.segmenter.options().model_only
            && matches!(candidate.kind, Kind::Mark(_))
            && matches!(candidate.gap, Gap::None | Gap::Space)
    }

    #[cfg(not(feature = "train"))]
    #[expect(clippy::unused_self, reason = "there is nothing to look at without training")]
    const fn is_blind(&self, _: &Candidate) -> bool {
        false
    }

    /// Whether the text up to `candidate` pays for another question.
    fn may_ask(&self, candidate: &Candidate) -> bool {
        self.state.paid <= candidate.span.start + CREDIT
    }

    /// What the learned judge sees, for its price.
    pub(crate) fn features(&mut self, candidate: &Candidate, verdict: (bool, Rule)) -> Features {
        self.state.paid = self.state.paid.max(candidate.span.start) + PRICE;
        self.state.decided = candidate.next;
        self.segmenter.features(
            self.text,
            self.state.start,
            self.state.opens_block,
            candidate,
            verdict,
        )
    }

    /// Goes on past `candidate`, which is or is not a boundary.
    pub(crate) fn advance(&mut self, candidate: &Candidate, is_boundary: bool) {
        if candidate.gap == Gap::Paragraph {
            self.state.paid = 0;
        }
        if is_boundary {
            self.state.start = candidate.next;
            // At the end of what has been read a paragraph may open as well.
            self.state.opens_block = !matches!(candidate.gap, Gap::None | Gap::Space);
        }
    }
}

impl Candidates<'_, '_> {
    /// Decides the next candidate.
    fn decide(&mut self) -> Option<Decision> {
        let start = self.state.start;
        let (candidate, verdict) = self.candidate()?;
        let (mut is_boundary, mut rule) = verdict;
        let is_remembered = !matches!(rule, Rule::OwnKeep | Rule::OwnAbbreviation)
            && self.memory.as_ref().is_some_and(|m| m.knows(self.text, start, &candidate));
        let mut probability = f32::from(u8::from(is_boundary));
        let mut reasons = [None; 3];
        let model = self.segmenter.model();
        if let Some(model) = model.filter(|_| self.is_open(&candidate, rule)) {
            let features = self.features(&candidate, verdict);
            let score = model.score(&features, is_boundary);
            let daring = matches!(rule, Rule::Bare | Rule::Colon | Rule::Semicolon);
            let score = if daring { score - CAUTION } else { score };
            let score = if is_remembered { score - memory::WEIGHT } else { score };
            is_boundary = score >= 0.0;
            probability = 1.0 / (1.0 + (-score).exp());
            if self.explains {
                reasons = model.reasons(&features);
            }
        } else if is_remembered {
            (is_boundary, probability) = (false, 0.0);
        }
        if is_remembered && !is_boundary {
            rule = Rule::Remembered;
        }
        self.advance(&candidate, is_boundary);
        Some(Decision { span: candidate.span, is_boundary, rule, probability, reasons })
    }
}

impl Candidates<'_, '_> {
    /// The end of the open sentence, if it is found.
    pub(crate) fn boundary(&mut self) -> Option<usize> {
        loop {
            let decision = self.decide()?;
            if decision.is_boundary {
                return Some(decision.span.end);
            }
        }
    }
}

impl Iterator for Candidates<'_, '_> {
    type Item = Decision;

    fn next(&mut self) -> Option<Decision> {
        loop {
            let decision = self.decide()?;
            if decision.rule != Rule::Bare || decision.probability >= WORTH_TELLING {
                return Some(decision);
            }
        }
    }
}

impl FusedIterator for Candidates<'_, '_> {}

/// The sentences of a text, in order, found as the iterator advances: see [`Segmenter::sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'s, 't> {
    candidates: Candidates<'s, 't>,
}

impl<'s, 't> Sentences<'s, 't> {
    pub(crate) fn new(segmenter: &'s Segmenter, text: &'t str) -> Self {
        Self { candidates: Candidates { explains: false, ..Candidates::new(segmenter, text) } }
    }
}

impl Iterator for Sentences<'_, '_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let text = self.candidates.text;
        loop {
            let start = self.candidates.state.start;
            let end = self.candidates.boundary().unwrap_or_else(|| {
                self.candidates.state.start = text.len();
                self.candidates.state.at = text.len();
                text.len()
            });
            if start >= text.len() {
                return None;
            }
            let span = Span::new(start, end.max(start)).trim(text);
            if !span.is_empty() {
                return Some(span);
            }
        }
    }
}

impl FusedIterator for Sentences<'_, '_> {}
