//! Two passes over a pair of documents.

use std::ops::Range;

use crate::Lexicon;
use crate::aligner::{AlignOptions, Bootstrap};
use crate::association::{Association, Link};
use crate::band::{Band, chain};
use crate::document::{Document, id};
use crate::ibm1::{self, Bitext};
use crate::links::Links;
use crate::model::Model;
use crate::path::{Cell, Scorer};
use crate::scorer::Judge;
use crate::similarity::Comparison;

/// One pair of documents to be aligned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Solver<'a> {
    pub(crate) source: &'a Document,
    pub(crate) target: &'a Document,
    pub(crate) options: &'a AlignOptions,
    /// Evidence from elsewhere.
    pub(crate) judge: Option<Judge<'a>>,
}

/// What a solver finds.
#[derive(Clone, Debug)]
pub(crate) struct Solution {
    pub(crate) beads: Vec<Cell>,
    /// How sure each bead is, 0 to 1.
    pub(crate) scores: Vec<f32>,
    /// What the words were compared by.
    pub(crate) association: Association,
}

impl Solution {
    /// The same the other way round.
    pub(crate) fn swap(&mut self) {
        for (source, target) in &mut self.beads {
            std::mem::swap(source, target);
        }
        std::mem::swap(&mut self.association.forward, &mut self.association.backward);
    }

    /// The share of both texts that beads which hold cover, in characters.
    pub(crate) fn coverage(&self, source: &Document, target: &Document) -> f64 {
        self.weigh(source, target, |score| if score >= HOLDS { 1.0 } else { 0.0 })
    }

    /// The mean score of the beads, by characters.
    pub(crate) fn strength(&self, source: &Document, target: &Document) -> f64 {
        self.weigh(source, target, f64::from)
    }

    fn weigh(&self, source: &Document, target: &Document, value: impl Fn(f32) -> f64) -> f64 {
        let sum = |document: &Document, range: Range<usize>| {
            document.lengths[range].iter().map(|&length| f64::from(length)).sum::<f64>()
        };
        let total = sum(source, 0..source.len()) + sum(target, 0..target.len());
        let beads = self.beads.iter().zip(&self.scores);
        let held: f64 = beads
            .map(|((s, t), &score)| {
                value(score) * (sum(source, s.clone()) + sum(target, t.clone()))
            })
            .sum();
        if total > 0.0 { (held / total).min(1.0) } else { 0.0 }
    }
}

/// The score from which a bead holds.
pub(crate) const HOLDS: f32 = 0.5;
/// Rows and columns of the grid that are solved at once: it bounds the memory.
const PART: usize = 1_000;
/// Words are learnt from a pair that has this many sure beads.
const ENOUGH: usize = 30;

impl Solver<'_> {
    /// A document and its copy.
    pub(crate) fn same(&self) -> Solution {
        let beads: Vec<Cell> = (0..self.source.len()).map(|i| (i..i + 1, i..i + 1)).collect();
        let association = Association::new(self.source, self.target, self.known());
        let scores = vec![1.0; beads.len()];
        Solution { beads, scores, association }
    }

    /// Both documents as one bead that holds.
    pub(crate) fn whole(&self) -> Solution {
        let association = Association::new(self.source, self.target, self.known());
        let bead = (0..self.source.len(), 0..self.target.len());
        Solution { beads: vec![bead], scores: vec![1.0], association }
    }

    /// How likely the two documents, each taken as one sentence, are translations.
    pub(crate) fn similarity(&self) -> f64 {
        let association = Association::new(self.source, self.target, self.known());
        let (s, t) = (self.source, self.target);
        Comparison::new(s, t, &association, self.lexicon()).similarity(0..s.len(), 0..t.len())
    }

    /// What the lexicon knows.
    pub(crate) fn known(&self) -> Vec<Link> {
        let (source, target) = (self.source, self.target);
        self.lexicon().map_or_else(Vec::new, |lexicon| lexicon.links(source, target))
    }

    /// Where words are looked up.
    pub(crate) fn lexicon(&self) -> Option<&Lexicon> {
        self.options.lexicon_for(self.source.language, self.target.language)
    }

    /// Aligns, learns, and aligns again.
    pub(crate) fn solve(&self, links: &Links) -> Solution {
        let (s, t) = (self.source, self.target);
        let mut association = Association::new(s, t, self.known());
        let mut model = Model::new(self.options.parameters, s, t);
        let mixture = model.parameters.mixture;
        let points = chain(s, t, &association);
        let mut scorer = Scorer::new(s, t, &association, mixture).judged(self.judge);
        let mut beads = walk(&mut scorer, &model, links, &points, FIRST);
        let mut scores = model.confidences(&mut scorer, &beads);
        if self.options.bootstrap == Bootstrap::On {
            if let Some(mut learnt) = learn(s, t, &beads, &scores) {
                learnt.extend(self.known());
                association = Association::new(s, t, learnt);
                scorer = Scorer::new(s, t, &association, mixture).judged(self.judge);
                model.learn_priors(&beads);
            }
            let corners = corners(&beads);
            beads = walk(&mut scorer, &model, links, &corners, SECOND);
            scores = model.confidences(&mut scorer, &beads);
        }
        part(&mut beads, &mut scores, links);
        Solution { beads, scores, association }
    }
}

/// A bead that is less sure than this is no translation: its sentences stand alone. At .005 strict F1
/// fell by up to .003 on NTREX perturbed (en-fr, en-nl, de-fr; `diptych-dev eval alignment --data DIR`,
/// 2026-11-21): there some free translations were parted.
const PARTED: f32 = 0.000_5;

/// Parts the beads of two single sentences that are surely no translations, but for those a person
/// made.
fn part(beads: &mut Vec<Cell>, scores: &mut Vec<f32>, links: &Links) {
    let surely_none = |bead: &Cell, score: f32| {
        bead.0.len() == 1 && bead.1.len() == 1 && score < PARTED && !links.groups().contains(bead)
    };
    if !beads.iter().zip(&*scores).any(|(bead, &score)| surely_none(bead, score)) {
        return;
    }
    let whole: Vec<(Cell, f32)> = std::mem::take(beads).into_iter().zip(scores.drain(..)).collect();
    for (bead, score) in whole {
        if surely_none(&bead, score) {
            let (source, target) = bead;
            beads.push((source.clone(), target.start..target.start));
            beads.push((source.end..source.end, target));
            scores.extend([0.0; 2]);
        } else {
            beads.push(bead);
            scores.push(score);
        }
    }
}

/// How far the path may go from the points that guide it.
#[derive(Clone, Copy, Debug)]
struct Slack {
    margin: usize,
    reach: usize,
}

/// Around anchors, which may be wrong.
const FIRST: Slack = Slack { margin: 8, reach: 3 };
/// Around the path of the first pass.
const SECOND: Slack = Slack { margin: 6, reach: 2 };

/// Solves the grid part by part, between the links and near the points given.
fn walk(
    scorer: &mut Scorer<'_>,
    model: &Model,
    links: &Links,
    points: &[(usize, usize)],
    slack: Slack,
) -> Vec<Cell> {
    let mut beads = Vec::new();
    let mut from = (0, 0);
    let end = (scorer.source.len(), scorer.target.len());
    let pins = links.groups().iter().cloned().map(Some).chain([None]);
    for pin in pins {
        let to = pin.as_ref().map_or(end, |(s, t)| (s.start, t.start));
        for part in parts(from, to, points) {
            let (low, high) = ((part.0.start, part.1.start), (part.0.end, part.1.end));
            let inside = points
                .iter()
                .filter(|p| p.0 > low.0 && p.1 > low.1 && p.0 <= high.0 && p.1 <= high.1)
                .map(|p| (p.0 - low.0, p.1 - low.1));
            let inside: Vec<_> = inside.collect();
            let band = Band::around(&inside, part.0.len(), part.1.len(), slack.margin, slack.reach);
            beads.extend(scorer.best(model, &part, &band));
        }
        if let Some((s, t)) = pin {
            from = (s.end, t.end);
            beads.push((s, t));
        }
    }
    beads
}

/// Cuts a piece of the grid into parts of bounded size, at points where the path goes straight.
fn parts(from: (usize, usize), to: (usize, usize), points: &[(usize, usize)]) -> Vec<Cell> {
    let mut parts = Vec::new();
    let mut corner = from;
    let first = points.partition_point(|p| p.0 <= from.0);
    let points: Vec<(usize, usize)> = points[first..]
        .iter()
        .copied()
        .filter(|p| p.1 > from.1 && p.0 < to.0 && p.1 < to.1)
        .collect();
    let mut at = 0;
    loop {
        let (rows, columns) = (to.0 - corner.0, to.1 - corner.1);
        if rows.max(columns) <= 2 * PART {
            break;
        }
        // The straightest place among the points at a good distance.
        let far = |p: &(usize, usize)| (p.0 - corner.0).max(p.1 - corner.1);
        while at < points.len()
            && (points[at].0 <= corner.0 || points[at].1 <= corner.1 || far(&points[at]) < PART / 2)
        {
            at += 1;
        }
        let window = points[at..].iter().take_while(|p| far(p) <= 2 * PART).count();
        let straight = |k: usize| {
            let near = &points[k.saturating_sub(2)..(k + 3).min(points.len())];
            near.windows(2)
                .map(|w| (w[1].0 - w[0].0).abs_diff(w[1].1 - w[0].1) + w[1].0 - w[0].0)
                .sum::<usize>()
        };
        let next = (at..at + window).min_by_key(|&k| (straight(k), k)).map(|k| points[k]);
        let next = next.unwrap_or_else(|| {
            let steps = rows.max(columns).div_ceil(PART);
            (corner.0 + rows / steps, corner.1 + columns / steps)
        });
        parts.push((corner.0..next.0, corner.1..next.1));
        corner = next;
    }
    parts.push((corner.0..to.0, corner.1..to.1));
    parts
}

/// The corners where beads end.
fn corners(beads: &[Cell]) -> Vec<(usize, usize)> {
    let joined = beads.iter().filter(|(s, t)| !s.is_empty() && !t.is_empty());
    joined.map(|(s, t)| (s.end, t.end)).collect()
}

/// Learns words from the beads that are sure.
fn learn(s: &Document, t: &Document, beads: &[Cell], scores: &[f32]) -> Option<Vec<Link>> {
    let mut bitext = Bitext::default();
    for (bead, &score) in beads.iter().zip(scores) {
        if score >= HOLDS && !bead.0.is_empty() && !bead.1.is_empty() {
            // A word seen once would "translate itself" into its whole bead.
            let words = |d: &Document, r: &Range<usize>| {
                let tokens = d.tokens[d.places(r.clone())].iter().copied();
                tokens.filter(|&form| d.forms[form as usize].count > 1).collect::<Vec<_>>()
            };
            bitext.push(words(s, &bead.0), words(t, &bead.1));
        }
    }
    if bitext.len() < ENOUGH {
        return None;
    }
    let forward = ibm1::train(&bitext, 4);
    let backward = ibm1::train(&bitext.reversed(), 4);
    let mut links = Vec::new();
    for (source, row) in forward.iter().enumerate() {
        let source = id(source);
        for &(target, p) in row {
            let seen = s.forms[source as usize].count.min(t.forms[target as usize].count);
            let trust = (1.0 - 1.0 / seen as f32).powi(2);
            let back = &backward[target as usize];
            let q = back.binary_search_by_key(&source, |c| c.0).map_or(0.0, |at| back[at].1);
            if trust * p.max(q) >= 0.05 {
                links.push(Link { source, target, forward: trust * p, backward: trust * q });
            }
        }
    }
    Some(links)
}
