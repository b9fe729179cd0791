//! Bilingual word tables.

use diptych_text::Language;
use rustc_hash::FxHashMap;

use crate::association::Link;
use crate::document::{Document, id};
use crate::tokens::{Class, tokenise};

mod built_in;
mod file;
mod joined;
mod train;
mod words;

pub use train::TrainOptions;
use words::Words;

/// Which words of two languages translate each other, and how probably.
///
/// Words are kept in lower case, without accents, and cut after their seventh letter, so that
/// inflected forms fall together.
///
/// ```
/// use diptych_pair::Lexicon;
/// use diptych_text::Language;
///
/// let lexicon = Lexicon::for_pair(Language::FR, Language::EN).expect("one is built in");
/// assert_eq!(lexicon.source(), Language::EN);
/// assert!(lexicon.probability("weeks", "semaine") > 0.5);
/// assert_eq!(lexicon.probability("weeks", "fromage"), 0.0);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    languages: [Language; 2],
    source: Words,
    target: Words,
    /// Sorted by source, then target.
    entries: Vec<Link>,
    /// Numbers of the entries, sorted by target, then source.
    by_target: Vec<u32>,
}

impl Lexicon {
    /// Puts a lexicon together; the words are sorted, the entries need not be.
    fn from_parts(
        languages: [Language; 2],
        words: [Vec<Box<str>>; 2],
        mut entries: Vec<Link>,
    ) -> Self {
        entries.sort_unstable_by_key(|l| (l.source, l.target));
        let mut by_target: Vec<u32> = (0..id(entries.len())).collect();
        by_target.sort_unstable_by_key(|&k| (entries[k as usize].target, k));
        let [source, target] = words.map(Words::new);
        Self { languages, source, target, entries, by_target }
    }

    /// The language of the source words.
    #[must_use]
    pub fn source(&self) -> Language {
        self.languages[0]
    }

    /// The language of the target words.
    #[must_use]
    pub fn target(&self) -> Language {
        self.languages[1]
    }

    /// The number of word pairs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no word pair.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How probably `source` becomes `target`, 0 to 1; 0 when it is not known.
    #[must_use]
    pub fn probability(&self, source: &str, target: &str) -> f64 {
        let folded = |word: &str| {
            let mut folded = String::new();
            tokenise(word, |form, _, _| folded.push_str(form));
            folded
        };
        let (source, target) = (folded(source), folded(target));
        let Some(key) = self.source.find(&source).zip(self.target.find(&target)) else {
            return 0.0;
        };
        let found = self.entries.binary_search_by_key(&key, |l| (l.source, l.target));
        found.map_or(0.0, |k| f64::from(self.entries[k].forward))
    }

    /// The links between the forms of two documents. Which document is in which language is told
    /// by their labels, else by their words.
    pub(crate) fn links(&self, source: &Document, target: &Document) -> Vec<Link> {
        if self.fits(source, target) {
            self.directed(source, target)
        } else {
            let swap = |l: Link| Link {
                source: l.target,
                target: l.source,
                forward: l.backward,
                backward: l.forward,
            };
            self.directed(target, source).into_iter().map(swap).collect()
        }
    }

    /// Whether the first document is in the language of the source.
    fn fits(&self, first: &Document, second: &Document) -> bool {
        let labelled = |document: &Document, k: usize| document.language == self.languages[k];
        if labelled(first, 0) || labelled(second, 1) {
            return true;
        }
        if labelled(first, 1) || labelled(second, 0) {
            return false;
        }
        let known = |document: &Document, words: &Words| -> usize {
            let forms = document.forms.iter().enumerate();
            let known = |k: usize| words.find(document.form(id(k))).is_some();
            forms.filter(|(k, _)| known(*k)).map(|(_, form)| form.count as usize).sum()
        };
        known(first, &self.source) + known(second, &self.target)
            >= known(first, &self.target) + known(second, &self.source)
    }

    fn directed(&self, source: &Document, target: &Document) -> Vec<Link> {
        let mut forms: FxHashMap<u32, Vec<(u32, f32)>> = FxHashMap::default();
        self.known(target, 1, |form, word, trust| {
            forms.entry(word).or_default().push((form, trust));
        });
        let mut links = Vec::new();
        self.known(source, 0, |form, word, trust| {
            let first = self.entries.partition_point(|l| l.source < word);
            for entry in self.entries[first..].iter().take_while(|l| l.source == word) {
                for &(other, its) in forms.get(&entry.target).into_iter().flatten() {
                    let trust = trust * its;
                    let (forward, backward) = (trust * entry.forward, trust * entry.backward);
                    links.push(Link { source: form, target: other, forward, backward });
                }
            }
        });
        links
    }

    /// Calls `sink` with the forms of a document that stand in the lexicon, the word of the given
    /// side each may be, and how far that is to be trusted.
    fn known(&self, document: &Document, side: usize, mut sink: impl FnMut(u32, u32, f32)) {
        let words = [&self.source, &self.target][side];
        let mut found = Vec::new();
        for (k, form) in document.forms.iter().enumerate() {
            if form.class == Class::Word {
                words.matches(document.form(id(k)), self.languages[side], &mut found);
                found.iter().for_each(|&(word, trust)| sink(id(k), word, trust));
            }
        }
    }

    /// The likeliest source words of the words of a document in the target language, by form:
    /// `(form, word, p(word | form))`, two a form at most, those of four letters or more.
    pub(crate) fn pivots(&self, document: &Document) -> Vec<(u32, &str, f32)> {
        let at = |k: u32| &self.entries[k as usize];
        let mut pivots = Vec::new();
        self.known(document, 1, |form, word, trust| {
            let first = self.by_target.partition_point(|&k| at(k).target < word);
            let all = self.by_target[first..].iter().map(|&k| at(k));
            let mut best: Vec<&Link> = all.take_while(|l| l.target == word).collect();
            best.sort_by(|a, b| b.backward.total_cmp(&a.backward).then(a.source.cmp(&b.source)));
            best.truncate(2);
            let words = best
                .into_iter()
                .map(|l| (form, &*self.source.words[l.source as usize], trust * l.backward));
            pivots.extend(words.filter(|(_, word, p)| word.len() >= 4 && *p >= 0.1));
        });
        pivots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIRS: [(&str, &str); 5] = [
        ("the red lamp", "la lampe rouge"),
        ("the red door", "la porte rouge"),
        ("a lamp", "une lampe"),
        ("a door", "une porte"),
        ("the door", "la porte"),
    ];

    fn lexicon() -> Lexicon {
        Lexicon::train([Language::EN, Language::FR], PAIRS, &TrainOptions::default())
    }

    #[test]
    fn learns_words() {
        let lexicon = lexicon();
        assert!(lexicon.probability("lamp", "lampe") > 0.5);
        assert!(lexicon.probability("Door", "porte") > 0.5);
        assert_eq!(lexicon.probability("door", "fenêtre"), 0.0);
    }

    #[test]
    fn survives_bytes() {
        let lexicon = lexicon();
        let bytes = lexicon.to_bytes();
        let again = Lexicon::from_bytes(&bytes).expect("what was written is read");
        assert_eq!(again.to_bytes(), bytes);
        assert_eq!(
            (again.len(), again.source(), again.target()),
            (lexicon.len(), Language::EN, Language::FR)
        );
    }

    #[test]
    fn broken_bytes_are_errors() {
        let bytes = lexicon().to_bytes();
        for end in 0..bytes.len() {
            assert!(Lexicon::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
        }
        let mut longer = bytes.clone();
        longer.push(0);
        assert!(Lexicon::from_bytes(&longer).is_err());
        for k in 0..bytes.len() {
            let mut other = bytes.clone();
            other[k] ^= 0x81;
            let _ = Lexicon::from_bytes(&other); // an error or a lexicon, never a panic
        }
        let error = Lexicon::from_bytes(b"PK\x03\x04").expect_err("no lexicon");
        assert!(error.to_string().starts_with("model is not readable at byte 0"), "{error}");
    }
}
