//! How far two texts say the same, without regard to where they stand.

use std::ops::Range;

use crate::Lexicon;
use crate::association::{Association, Table};
use crate::document::{Document, Form, id};
use crate::function_words::function_words;
use crate::tokens::Class;

/// How many signs a similarity is made of.
pub(crate) const SIGNS: usize = 5;
/// What each adds to the log odds: logistic regression, `diptych-dev train similarity --data DIR`, on
/// one-to-one pairs of NTREX perturbed and Text+Berg dev and as many wrong ones. The seven pairs of
/// languages with a lexicon (9,800 pairs, 98.5 % told right) and the six without (8,400 pairs, 80.0 %)
/// gave nearly the same weights but for the constant: these are the means. 2026-11-21.
const WEIGHTS: [f32; SIGNS] = [13.74, 12.18, -3.53, 0.72, -3.66];

/// Compares sentences of two documents.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    source: Side<'a>,
    target: Side<'a>,
    association: &'a Association,
    /// 1 when the words were looked up in a lexicon, else 0: without one, less is to be expected.
    lexicon: f32,
}

/// One document and room to work in.
#[derive(Debug)]
struct Side<'a> {
    document: &'a Document,
    /// How much each form says.
    weights: Vec<f32>,
    /// How probably words of the other side become each form, for those in `touched`.
    best: Vec<f32>,
    touched: Vec<u32>,
}

impl<'a> Comparison<'a> {
    pub(crate) fn new(
        source: &'a Document,
        target: &'a Document,
        association: &'a Association,
        lexicon: Option<&Lexicon>,
    ) -> Self {
        let lexicon = f32::from(u8::from(lexicon.is_some()));
        Self { source: Side::new(source), target: Side::new(target), association, lexicon }
    }

    /// How likely some sentences translate others, 0 to 1; 0 when one side has no word.
    pub(crate) fn similarity(&mut self, source: Range<usize>, target: Range<usize>) -> f64 {
        let signs = self.signs(source, target);
        let x: f32 = signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum();
        if signs == [0.0; SIGNS] { 0.0 } else { 1.0 / (1.0 + f64::from(-x).exp()) }
    }

    /// What that is made of: the share of each text's words, by weight, that the other one
    /// translates (their geometric mean, the smaller one), the difference in length, 1, and
    /// whether there is a lexicon; zeros when one side has no word.
    pub(crate) fn signs(&mut self, source: Range<usize>, target: Range<usize>) -> [f32; SIGNS] {
        let (s, t) = (self.source.document, self.target.document);
        let tokens = (&s.tokens[s.places(source.clone())], &t.tokens[t.places(target.clone())]);
        if tokens.0.is_empty() || tokens.1.is_empty() {
            return [0.0; SIGNS];
        }
        let forward = self.target.covered(tokens.1, tokens.0, &self.association.forward);
        let backward = self.source.covered(tokens.0, tokens.1, &self.association.backward);
        let length =
            |d: &Document, range: Range<usize>| d.lengths[range].iter().sum::<f32>().max(1.0);
        let difference = (length(s, source) / length(t, target)).ln().abs().min(3.0);
        [(forward * backward).sqrt(), forward.min(backward), difference, 1.0, self.lexicon]
    }
}

impl<'a> Side<'a> {
    fn new(document: &'a Document) -> Self {
        let small = function_words(document.language);
        let forms = document.forms.iter().enumerate().map(|(k, form)| {
            let is_small =
                form.class == Class::Word && small.binary_search(&document.form(id(k))).is_ok();
            if is_small { SMALL } else { weight(form) }
        });
        let weights: Vec<f32> = forms.collect();
        Self { document, best: vec![0.0; weights.len()], weights, touched: Vec::new() }
    }

    /// The share of some words of this side, by weight, that words of the other side become, 0 to 1.
    fn covered(&mut self, seen: &[u32], given: &[u32], table: &Table) -> f32 {
        for form in self.touched.drain(..) {
            self.best[form as usize] = 0.0;
        }
        for &word in given {
            for &(form, p) in table.row(word) {
                let best = &mut self.best[form as usize];
                if *best == 0.0 {
                    self.touched.push(form);
                }
                *best = best.max(p);
            }
        }
        let (mut sum, mut total) = (0.0, 1e-3);
        for &form in seen {
            let weight = self.weights[form as usize];
            sum += weight * self.best[form as usize].sqrt();
            total += weight;
        }
        sum / total
    }
}

/// How much a function word says.
const SMALL: f32 = 0.1;

/// How much a word says: short words are common, long ones and numbers are rare.
fn weight(form: &Form) -> f32 {
    match (form.class, form.chars) {
        (Class::Mark, _) => 0.3,
        (Class::Number | Class::Anchor(_), _) => 2.0,
        (Class::Word, 0..=2) => 0.2,
        (Class::Word, 3) => 0.4,
        (Class::Word, 4) => 0.8,
        (Class::Word, 5..=6) => 1.2,
        (Class::Word, _) => 1.6,
    }
}

#[cfg(test)]
mod tests {
    use diptych_text::Language;

    use crate::{Aligner, Profile};

    fn similarity(english: &str, french: &str) -> f64 {
        let (english, french) = ([english], [french]);
        let source = Profile::from_sentences(Language::EN, &english);
        let target = Profile::from_sentences(Language::FR, &french);
        Aligner::new().similarity(&source, &target)
    }

    #[test]
    fn translations_are_more_alike() {
        let english = "The hospital received 41 patients after the flood.";
        let right = similarity(english, "L’hôpital a reçu 41 patients après l’inondation.");
        let near = similarity(english, "L’hôpital a fermé ses portes lundi matin.");
        let wrong = similarity(english, "Le maire promet un nouveau stade.");
        assert!(right > 0.7, "{right}");
        assert!(right > near && near > wrong, "{right} {near} {wrong}");
        assert!(wrong < 0.2, "{wrong}");
        assert_eq!(similarity("", ""), 0.0);
    }
}
