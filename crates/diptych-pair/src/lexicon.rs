//! Bilingual word tables.

use std::sync::OnceLock;

use diptych_text::Language;
use rustc_hash::FxHashMap;

use crate::association::Link;
use crate::document::{Document, hash, id};
use crate::ibm1::{self, Bitext};
use crate::tokens::{Class, tokenise};

mod file;

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

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq)]
struct Words {
    /// Sorted.
    words: Vec<Box<str>>,
    index: FxHashMap<u64, u32>,
}

impl Words {
    fn new(words: Vec<Box<str>>) -> Self {
        let index = words.iter().enumerate().map(|(i, word)| (hash(word), id(i))).collect();
        Self { words, index }
    }

    fn find(&self, word: &str) -> Option<u32> {
        self.index.get(&hash(stem(word))).copied()
    }
}

/// Letters of a word that are kept. Tuned on NTREX perturbed and Text+Berg dev, 2026-11-21.
const STEM: usize = 7;

/// A word without what follows its seventh letter.
fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end])
}

/// How a [`Lexicon`] is learnt.
#[derive(Clone, Debug)]
pub struct TrainOptions {
    min_count: u32,
    min_probability: f32,
    max_entries: usize,
    iterations: usize,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self { min_count: 2, min_probability: 0.04, max_entries: 50_000, iterations: 5 }
    }
}

impl TrainOptions {
    /// The least number of times a word must have been seen; 2 by default.
    #[must_use]
    pub fn min_count(mut self, min_count: u32) -> Self {
        self.min_count = min_count;
        self
    }

    /// The least probability, in either direction, of a word pair that is kept; 0.04 by default.
    #[must_use]
    pub fn min_probability(mut self, min_probability: f32) -> Self {
        self.min_probability = min_probability;
        self
    }

    /// How many word pairs are kept at most, the most often seen first; 50,000 by default.
    #[must_use]
    pub fn max_entries(mut self, max_entries: usize) -> Self {
        self.max_entries = max_entries;
        self
    }
}

impl Lexicon {
    /// Learns a lexicon from pairs of sentences that translate each other, source first: IBM
    /// model 1 in both directions (Brown et al. 1993), five iterations.
    ///
    /// Needs no seed: the same pairs in the same order give the same lexicon.
    #[must_use]
    pub fn train<'a>(
        languages: [Language; 2],
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        options: &TrainOptions,
    ) -> Self {
        let mut sides = (Counter::default(), Counter::default());
        let mut bitext = Bitext::default();
        for (source, target) in pairs {
            let source = sides.0.read(source);
            let target = sides.1.read(target);
            bitext.push(source, target);
        }
        let forward = ibm1::train(&bitext, options.iterations);
        let backward = ibm1::train(&bitext.reversed(), options.iterations);
        let (source, target) = sides;
        let mut found: Vec<(f32, Link)> = Vec::new();
        for (s, row) in forward.iter().enumerate() {
            let s = id(s);
            for &(t, p) in row {
                let back = &backward[t as usize];
                let q = back.binary_search_by_key(&s, |c| c.0).map_or(0.0, |at| back[at].1);
                let seen = source.counts[s as usize].min(target.counts[t as usize]);
                if seen >= options.min_count && p.max(q) >= options.min_probability {
                    // Pairs likely in one direction only are mostly rare words in company.
                    let often =
                        source.counts[s as usize] as f32 * p + target.counts[t as usize] as f32 * q;
                    let link = Link { source: s, target: t, forward: p, backward: q };
                    found.push((often * (p * q).sqrt().max(0.05), link));
                }
            }
        }
        found.sort_by(|a, b| {
            b.0.total_cmp(&a.0).then((a.1.source, a.1.target).cmp(&(b.1.source, b.1.target)))
        });
        found.truncate(options.max_entries);
        let mut entries: Vec<Link> = found.into_iter().map(|(_, link)| link).collect();
        let source = source.keep(entries.iter_mut().map(|l| &mut l.source));
        let target = target.keep(entries.iter_mut().map(|l| &mut l.target));
        Self::from_parts(languages.map(Language::primary), [source, target], entries)
    }

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

    /// The built-in lexicon of two languages, whichever comes first; none when there is none.
    ///
    /// English with French, Spanish and Portuguese.
    #[must_use]
    pub fn for_pair(a: Language, b: Language) -> Option<&'static Self> {
        static LEXICONS: [OnceLock<Lexicon>; BUILT_IN.len()] =
            [const { OnceLock::new() }; BUILT_IN.len()];
        let (a, b) = (a.primary(), b.primary());
        let k = BUILT_IN
            .iter()
            .position(|(languages, _)| *languages == [a, b] || *languages == [b, a])?;
        Some(LEXICONS[k].get_or_init(|| {
            Self::from_bytes(BUILT_IN[k].1).expect("a built-in lexicon is whole: a test reads it")
        }))
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
        let mut forms: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (form, word) in self.known(target, &self.target) {
            forms.entry(word).or_default().push(form);
        }
        let mut links = Vec::new();
        for (form, word) in self.known(source, &self.source) {
            let first = self.entries.partition_point(|l| l.source < word);
            for entry in self.entries[first..].iter().take_while(|l| l.source == word) {
                for &other in forms.get(&entry.target).into_iter().flatten() {
                    links.push(Link { source: form, target: other, ..*entry });
                }
            }
        }
        links
    }

    /// The forms of a document that stand in the lexicon, and their words.
    fn known<'a>(
        &'a self,
        document: &'a Document,
        words: &'a Words,
    ) -> impl Iterator<Item = (u32, u32)> + 'a {
        let forms = document.forms.iter().enumerate().filter(|(_, form)| form.class == Class::Word);
        forms.filter_map(|(k, _)| Some((id(k), words.find(document.form(id(k)))?)))
    }

    /// The likeliest source words of the words of a document in the target language, by form:
    /// `(form, word, p(word | form))`, two a form at most, those of four letters or more.
    pub(crate) fn pivots<'a>(
        &'a self,
        document: &'a Document,
    ) -> impl Iterator<Item = (u32, &'a str, f32)> + 'a {
        self.known(document, &self.target).flat_map(move |(form, word)| {
            let at = |k: u32| &self.entries[k as usize];
            let first = self.by_target.partition_point(|&k| at(k).target < word);
            let all = self.by_target[first..].iter().map(move |&k| at(k));
            let mut best: Vec<&Link> = all.take_while(|l| l.target == word).collect();
            best.sort_by(|a, b| b.backward.total_cmp(&a.backward).then(a.source.cmp(&b.source)));
            best.truncate(2);
            best.into_iter()
                .map(move |l| (form, &*self.source.words[l.source as usize], l.backward))
                .filter(|(_, word, p)| word.len() >= 4 && *p >= 0.1)
        })
    }
}

/// The built-in lexicons.
const BUILT_IN: [([Language; 2], &[u8]); 3] = [
    ([Language::EN, Language::FR], include_bytes!("../data/lexicon/en-fr.bin")),
    ([Language::EN, Language::ES], include_bytes!("../data/lexicon/en-es.bin")),
    ([Language::EN, Language::PT], include_bytes!("../data/lexicon/en-pt.bin")),
];

/// Numbers the words of one side and counts them.
#[derive(Debug, Default)]
struct Counter {
    words: Vec<Box<str>>,
    counts: Vec<u32>,
    index: FxHashMap<Box<str>, u32>,
}

impl Counter {
    fn read(&mut self, text: &str) -> Vec<u32> {
        let mut read = Vec::new();
        tokenise(text, |form, class, _| {
            if class == Class::Word {
                let word = stem(form);
                let number = self.index.get(word).copied().unwrap_or_else(|| {
                    let number = id(self.words.len());
                    self.words.push(word.into());
                    self.counts.push(0);
                    self.index.insert(word.into(), number);
                    number
                });
                self.counts[number as usize] += 1;
                read.push(number);
            }
        });
        read
    }

    /// The words that are used, sorted; their numbers are set anew.
    fn keep<'a>(self, used: impl Iterator<Item = &'a mut u32>) -> Vec<Box<str>> {
        let used: Vec<&mut u32> = used.collect();
        let mut kept: Vec<u32> = used.iter().map(|n| **n).collect();
        kept.sort_unstable_by(|&a, &b| self.words[a as usize].cmp(&self.words[b as usize]));
        kept.dedup();
        let mut numbers = vec![0; self.words.len()];
        for (new, &old) in kept.iter().enumerate() {
            numbers[old as usize] = id(new);
        }
        for number in used {
            *number = numbers[*number as usize];
        }
        kept.into_iter().map(|old| self.words[old as usize].clone()).collect()
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

    #[test]
    fn built_in_lexicons_are_whole() {
        for (languages, bytes) in BUILT_IN {
            let lexicon = Lexicon::from_bytes(bytes).expect("built in");
            assert_eq!(lexicon.languages, languages);
            assert!(bytes.len() <= 1_000_000);
        }
    }
}
