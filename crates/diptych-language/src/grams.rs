//! Character n-grams of words, hashed: all that the model knows of a text.

use crate::script::{Kind, Script, kind, kinds};

/// The longest n-gram, in characters, the edges of a word counted.
const LONGEST: usize = 5;

/// The longest in Chinese characters: nearly all words are of one or two.
const LONGEST_HAN: usize = 2;

/// Stands for the edge of a word.
const EDGE: u32 = 1;

/// Takes what [`scan`] finds.
pub trait Grams {
    /// An n-gram of the word being read. The high bits of `hash` are good ones.
    fn gram(&mut self, hash: u64);

    /// The word ends: so many letters of `script`, and the n-grams since the last word. They count
    /// if `in_language`; else it was the start of a URL or an address.
    fn word(&mut self, script: Script, letters: u32, in_language: bool);
}

/// Reads `text` and tells `grams` of each word, and in a script that several languages share of
/// its hashed character n-grams: one to five characters, edges included, and the whole word.
///
/// A word is a run of letters of one script, in lower case. URLs, addresses and `@names` are passed
/// over: they are in no language. Linear in the length of `text`, without allocation.
pub fn scan(text: &str, grams: &mut impl Grams) {
    let kinds = kinds();
    let mut word: Option<Word> = None;
    let (mut base, mut chars) = (0, text.char_indices());
    while let Some((place, c)) = chars.next() {
        match kind(kinds, c) {
            Kind::Letter(script, letter) => match &mut word {
                Some(word) if word.script == script => word.push(letter, grams),
                word => {
                    if let Some(last) = word.take() {
                        last.end(true, grams);
                    }
                    word.insert(Word::new(script)).push(letter, grams);
                }
            },
            Kind::Silent => {}
            Kind::Break => {
                let skip = no_language(text.as_bytes(), base + place);
                if let Some(last) = word.take() {
                    last.end(!skip, grams);
                }
                if skip {
                    let rest = &text[base + place..];
                    base += place + rest.find(char::is_whitespace).unwrap_or(rest.len());
                    chars = text[base..].char_indices();
                }
            }
        }
    }
    if let Some(last) = word {
        last.end(true, grams);
    }
}

/// Whether what follows the break at `at` up to the next white space is in no language: the rest of
/// a URL (`://`, `www.`), of an address or a name (`@`).
fn no_language(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'@' => true,
        b':' => bytes[at..].starts_with(b"://"),
        b'.' => bytes[..at].ends_with(b"www"),
        _ => false,
    }
}

/// A word being read.
struct Word {
    script: Script,
    letters: u32,
    /// The hashes of the n-grams that end here, shortest first; as many as `length` are whole.
    ending: [u64; LONGEST],
    length: usize,
    /// The hash of the word so far.
    whole: u64,
}

impl Word {
    fn new(script: Script) -> Self {
        let mut ending = [0; LONGEST];
        ending[0] = mix(0, EDGE);
        Self { script, letters: 0, ending, length: 1, whole: WHOLE }
    }

    #[inline]
    fn push(&mut self, letter: u32, grams: &mut impl Grams) {
        self.letters = self.letters.saturating_add(1);
        if !self.script.is_shared() {
            return;
        }
        self.step(letter);
        let longest = if self.script == Script::Han { LONGEST_HAN } else { LONGEST };
        for &hash in &self.ending[..longest.min(self.length)] {
            grams.gram(hash);
        }
        self.whole = mix(self.whole, letter);
    }

    #[inline]
    fn step(&mut self, letter: u32) {
        for n in (1..LONGEST).rev() {
            self.ending[n] = mix(self.ending[n - 1], letter);
        }
        self.ending[0] = mix(0, letter);
        self.length = (self.length + 1).min(LONGEST);
    }

    fn end(mut self, in_language: bool, grams: &mut impl Grams) {
        if in_language && self.script.is_shared() && self.script != Script::Han {
            self.step(EDGE);
            for &hash in &self.ending[1..self.length] {
                grams.gram(hash);
            }
            grams.gram(self.whole);
        }
        grams.word(self.script, self.letters, in_language);
    }
}

/// Where the hash of a whole word starts, so that it is not that of an n-gram.
const WHOLE: u64 = 0x5bd1_e995_9e37_79b9;

/// Multiplication moves what is told apart into the high bits (multiplier: 2^64 over the golden
/// ratio, as in Fibonacci hashing).
#[inline]
fn mix(hash: u64, letter: u32) -> u64 {
    (hash ^ u64::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words, and how many n-grams were found.
    #[derive(Default)]
    struct Words {
        found: Vec<(Script, u32)>,
        hashes: Vec<u64>,
        since: usize,
    }

    impl Grams for Words {
        fn gram(&mut self, hash: u64) {
            self.hashes.push(hash);
        }

        fn word(&mut self, script: Script, letters: u32, in_language: bool) {
            if in_language {
                self.found.push((script, letters));
            } else {
                self.hashes.truncate(self.since);
            }
            self.since = self.hashes.len();
        }
    }

    fn words(text: &str) -> Words {
        let mut words = Words::default();
        scan(text, &mut words);
        words
    }

    #[test]
    fn a_word_has_all_its_ngrams_once() {
        // a b c, <a ab bc c>, <ab abc bc>, <abc abc>, <abc>, and the word itself.
        let mut hashes = words("abc").hashes;
        assert_eq!(hashes.len(), 3 + 4 + 3 + 2 + 1 + 1);
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 14);
    }

    #[test]
    fn case_and_what_stands_around_do_not_matter() {
        assert_eq!(words("…Élan!").hashes, words("élan").hashes);
    }

    #[test]
    fn scripts_part_words() {
        let latin = (Script::Latin, 2);
        assert_eq!(words("ab-де fg").found, [latin, (Script::Cyrillic, 2), latin]);
        assert_eq!(words("手机ok").found, [(Script::Han, 2), latin]);
    }

    #[test]
    fn urls_and_addresses_are_passed_over() {
        for text in
            ["https://example.org/une/page", "www.example.org", "jo@example.org", "@some_one"]
        {
            let found = words(text);
            assert!(found.found.is_empty() && found.hashes.is_empty(), "{text}");
        }
        assert_eq!(words("see https://example.org/x or").found.len(), 2);
    }
}
