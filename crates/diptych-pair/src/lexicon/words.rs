//! The words of one language, looked up as they stand or by a part of them.

use diptych_text::Language;
use rustc_hash::FxHashMap;

use crate::document::{hash, id};

/// Words by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words {
    /// Sorted.
    pub(super) words: Vec<Box<str>>,
    index: FxHashMap<u64, u32>,
}

/// Letters of a word that are kept. Tuned on NTREX perturbed and Text+Berg dev, 2026-11-21.
pub(super) const STEM: usize = 7;

/// A word without what follows its seventh letter.
pub(super) fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end])
}

/// Letters that an ending may have, and that must stay before it.
const ENDING: usize = 3;
const ROOT: usize = 4;
/// How far a word found without its ending is trusted.
const INFLECTED: f32 = 0.7;
/// Letters that each part of a compound has at least, and how far a part is trusted.
const PART: usize = 4;
const COMPOUND: f32 = 0.6;

impl Words {
    pub(super) fn new(words: Vec<Box<str>>) -> Self {
        let index = words.iter().enumerate().map(|(i, word)| (hash(word), id(i))).collect();
        Self { words, index }
    }

    /// The number of a word, cut like all.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.index.get(&hash(stem(word))).copied()
    }

    /// The words that a form of a text may be, and how far each is to be trusted, 0 to 1: itself;
    /// else, without up to three letters at its end; else, in a language that writes compounds as
    /// one word, its parts.
    pub(super) fn matches(&self, form: &str, language: Language, found: &mut Vec<(u32, f32)>) {
        found.clear();
        if let Some(word) = self.find(form) {
            found.push((word, 1.0));
        }
        let ends: Vec<usize> = form.char_indices().map(|(at, _)| at).collect();
        if compounds(language) && ends.len() > STEM {
            // The last part says what the thing is: the longest that is a word.
            let last = (PART..=ends.len() - PART).find_map(|k| {
                let (head, tail) = form.split_at(ends[k]);
                Some((head, self.find(tail)?, tail)).filter(|_| tail.len() < form.len())
            });
            if let Some((head, word, tail)) = last {
                let first = self.find(head).or_else(|| self.uninflected(head));
                if first.is_some() || tail.chars().count() > PART {
                    let first = first.filter(|_| found.is_empty());
                    found.extend(first.into_iter().chain([word]).map(|w| (w, COMPOUND)));
                }
            }
        }
        if found.is_empty()
            && let Some(word) = self.uninflected(form)
        {
            found.push((word, INFLECTED));
        }
    }

    /// A word that is the form without its ending.
    fn uninflected(&self, form: &str) -> Option<u32> {
        let form = stem(form);
        let starts = form.char_indices().map(|(at, _)| at).skip(ROOT);
        let mut ends: Vec<usize> = starts.collect();
        ends.reverse();
        ends.iter().take(ENDING).find_map(|&end| self.index.get(&hash(&form[..end])).copied())
    }
}

/// Whether a language writes compounds as one word.
fn compounds(language: Language) -> bool {
    matches!(language.primary().code(), "de" | "nl" | "sv" | "da" | "nb" | "no" | "fi" | "et")
}
