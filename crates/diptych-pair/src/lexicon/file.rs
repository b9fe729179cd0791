//! Lexicons as bytes.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `DPLX` |
//! | 1 | version, 1 |
//! | 1 | letters a word is cut after |
//! | 2 × 3 | the two language codes, padded with zeros |
//! | 3 × 4 | number of source words, target words, entries, little-endian |
//! | | the words of each side, sorted: length shared with the word before, length of the rest, the rest |
//! | | by source word: number of entries, then for each the step from the target word before (all LEB128), and the square roots of p(t\|s) and p(s\|t) in 255ths |

use diptych_text::{Language, ModelError};

use super::Lexicon;
use super::words::STEM;
use crate::association::Link;
use crate::document::id;

const MAGIC: &[u8; 4] = b"DPLX";
const VERSION: u8 = 1;

impl Lexicon {
    /// The lexicon as bytes, for a file; probabilities are rounded.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend(MAGIC);
        bytes.push(VERSION);
        bytes.push(u8::try_from(STEM).expect("a few letters"));
        for language in self.languages {
            let mut code = [0; 3];
            code[..language.code().len()].copy_from_slice(language.code().as_bytes());
            bytes.extend(code);
        }
        for n in [self.source.words.len(), self.target.words.len(), self.entries.len()] {
            bytes.extend(id(n).to_le_bytes());
        }
        for words in [&self.source.words, &self.target.words] {
            let mut last = "";
            for word in words {
                let mut shared = word.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
                while !word.is_char_boundary(shared) {
                    shared -= 1;
                }
                write_number(&mut bytes, shared);
                write_number(&mut bytes, word.len() - shared);
                bytes.extend(&word.as_bytes()[shared..]);
                last = word;
            }
        }
        let mut rest = self.entries.as_slice();
        for source in 0..id(self.source.words.len()) {
            let count = rest.iter().take_while(|l| l.source == source).count();
            write_number(&mut bytes, count);
            let mut last = 0;
            for link in &rest[..count] {
                write_number(&mut bytes, (link.target - last) as usize);
                bytes.extend([round(link.forward), round(link.backward)]);
                last = link.target;
            }
            rest = &rest[count..];
        }
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// The first byte that is not as expected.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader { bytes, offset: 0 };
        reader.expect(MAGIC, "a lexicon (DPLX)")?;
        reader.expect(&[VERSION], "version 1")?;
        reader
            .expect(&[u8::try_from(STEM).expect("a few letters")], "words cut after 7 letters")?;
        let languages = [reader.language()?, reader.language()?];
        let counts = [reader.count()?, reader.count()?, reader.count()?];
        let words = [reader.words(counts[0])?, reader.words(counts[1])?];
        let mut entries = Vec::new();
        for source in 0..id(counts[0]) {
            let count = reader.number()?;
            let mut target = 0;
            for k in 0..count {
                let step = reader.number()?;
                if k > 0 && step == 0 {
                    return Err(reader.error("entries in the order of their target words"));
                }
                target += step;
                if target >= counts[1] || entries.len() == counts[2] {
                    return Err(reader.error("no more words and entries than announced"));
                }
                let forward = reader.probability()?;
                let backward = reader.probability()?;
                entries.push(Link { source, target: id(target), forward, backward });
            }
        }
        if entries.len() != counts[2] {
            return Err(reader.error("as many entries as announced"));
        }
        if reader.offset != bytes.len() {
            return Err(reader.error("the end"));
        }
        Ok(Self::from_parts(languages, words, entries))
    }
}

/// A probability as a byte, finer near 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
fn round(p: f32) -> u8 {
    (p.clamp(0.0, 1.0).sqrt() * 255.0).round() as u8
}

fn write_number(bytes: &mut Vec<u8>, mut n: usize) {
    while n >= 0x80 {
        bytes.push(u8::try_from(n & 0x7f).expect("seven bits") | 0x80);
        n >>= 7;
    }
    bytes.push(u8::try_from(n).expect("seven bits"));
}

#[derive(Debug)]
struct Reader<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl Reader<'_> {
    fn error(&self, expected: &'static str) -> ModelError {
        ModelError::new("model", self.offset, expected)
    }

    fn take(&mut self, n: usize, expected: &'static str) -> Result<&[u8], ModelError> {
        let end = self.offset.checked_add(n);
        let taken = end.and_then(|end| self.bytes.get(self.offset..end));
        let taken = taken.ok_or_else(|| self.error(expected))?;
        self.offset += n;
        Ok(taken)
    }

    fn expect(&mut self, wanted: &[u8], expected: &'static str) -> Result<(), ModelError> {
        let error = self.error(expected);
        if self.take(wanted.len(), expected)? == wanted { Ok(()) } else { Err(error) }
    }

    fn language(&mut self) -> Result<Language, ModelError> {
        const EXPECTED: &str = "a language code of two or three letters";
        let error = self.error(EXPECTED);
        let code = self.take(3, EXPECTED)?;
        let code = std::str::from_utf8(code).ok().map(|code| code.trim_end_matches('\0'));
        code.and_then(|code| code.parse().ok()).ok_or(error)
    }

    /// A count; what it counts takes a byte at least, so the file bounds it.
    fn count(&mut self) -> Result<usize, ModelError> {
        const EXPECTED: &str = "a count that fits the file";
        let error = self.error(EXPECTED);
        let bytes = self.take(4, EXPECTED)?;
        let count = bytes.iter().rev().fold(0, |n, &byte| n << 8 | usize::from(byte));
        if count <= self.bytes.len() { Ok(count) } else { Err(error) }
    }

    fn number(&mut self) -> Result<usize, ModelError> {
        let mut n = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.take(1, "a number")?[0];
            n |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(n);
            }
        }
        Err(self.error("a number below 2^28"))
    }

    fn probability(&mut self) -> Result<f32, ModelError> {
        let root = f32::from(self.take(1, "a probability")?[0]) / 255.0;
        Ok(root * root)
    }

    fn words(&mut self, count: usize) -> Result<Vec<Box<str>>, ModelError> {
        let mut words: Vec<Box<str>> = Vec::with_capacity(count);
        let mut word = String::new();
        for _ in 0..count {
            let shared = self.number()?;
            if !word.is_char_boundary(shared) {
                return Err(self.error("the length shared with the word before"));
            }
            let length = self.number()?;
            let error = self.error("a word in UTF-8");
            let rest = std::str::from_utf8(self.take(length, "a word")?).map_err(|_| error)?;
            let next = format!("{}{rest}", &word[..shared]);
            if !words.is_empty() && next <= word {
                return Err(self.error("words in order"));
            }
            words.push(next.as_str().into());
            word = next;
        }
        Ok(words)
    }
}
