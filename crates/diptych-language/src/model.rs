//! The model: a small vector for each of the commonest n-grams, and one for each language.

use std::sync::LazyLock;

use diptych_text::Language;

use crate::grams::Grams;
use crate::script::Script;

/// Numbers in a vector.
pub const DIMENSION: usize = 20;

/// n-grams whose vectors are added in 16 bits before they are moved to 32: 128 · 127 < 2^15.
const FEW: u32 = 128;

/// Languages in one script, at most.
pub(crate) const MOST: usize = 64;

/// A language of the model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) language: Language,
    pub(crate) script: Script,
    /// Log of how much likelier it is than others before a letter is read.
    prior: f32,
    bias: f32,
    vector: [f32; DIMENSION],
}

/// What was learned. An n-gram has a place by the high bits of its hash, and counts if the next
/// eight bits are those of the n-gram that was given this place.
#[derive(Debug)]
pub(crate) struct Model {
    entries: Vec<Entry>,
    /// The part of `entries` in a script: they are sorted by it.
    ranges: [(usize, usize); Script::COUNT],
    /// 64 less the number of bits of a place.
    shift: u32,
    marks: &'static [u8],
    rows: &'static [[u8; DIMENSION]],
}

/// The model of this crate.
pub(crate) static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("../data/model.bin")).expect("the model is part of the crate")
});

/// First bytes of a model file, with the version of the format.
pub const MAGIC: &[u8; 8] = b"dptlang1";

/// The place and the mark of an n-gram in a table of `64 - shift` bits.
#[must_use]
#[inline]
pub fn place(hash: u64, shift: u32) -> (usize, u8) {
    #[expect(clippy::cast_possible_truncation, reason = "a place has fewer than 32 bits, a mark 8")]
    let found = ((hash >> shift) as usize, (hash >> (shift - 8)) as u8);
    found
}

impl Model {
    /// Reads a model: [`MAGIC`], bits of a place and number of languages (a byte each), then
    /// every language (tag in 8 bytes, number of its script in one, prior, bias and vector as
    /// little-endian `f32`), the marks, and the vectors of the n-grams in bytes, signed. Nothing
    /// may follow.
    pub(crate) fn read(bytes: &'static [u8]) -> Option<Self> {
        let (magic, bytes) = bytes.split_first_chunk()?;
        let (&[bits, count], bytes) = bytes.split_first_chunk()?;
        if magic != MAGIC || !(8..=24).contains(&bits) {
            return None;
        }
        let (entries, bytes) = bytes.split_at_checked(usize::from(count) * ENTRY)?;
        let entries: Vec<Entry> =
            entries.chunks_exact(ENTRY).map(Entry::read).collect::<Option<_>>()?;
        let (marks, bytes) = bytes.split_at_checked(1 << bits)?;
        let (rows, rest) = bytes.as_chunks();
        if rows.len() != marks.len() || !rest.is_empty() || !entries.is_sorted_by_key(|e| e.script)
        {
            return None;
        }
        let ranges = Script::ALL.map(|script| {
            (
                entries.partition_point(|e| e.script < script),
                entries.partition_point(|e| e.script <= script),
            )
        });
        if ranges.iter().any(|&(start, end)| end - start > MOST) {
            return None;
        }
        Some(Self { entries, ranges, shift: 64 - u32::from(bits), marks, rows })
    }

    pub(crate) fn entries(&self, script: Script) -> &[Entry] {
        let (start, end) = self.ranges[script as usize];
        &self.entries[start..end]
    }
}

/// Bytes of a language in a model file.
const ENTRY: usize = 8 + 1 + 4 + 4 + 4 * DIMENSION;

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (tag, bytes) = bytes.split_first_chunk::<8>()?;
        let (&number, bytes) = bytes.split_first()?;
        let tag = std::str::from_utf8(tag).ok()?.trim_end_matches('\0');
        let mut numbers = bytes.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b));
        let (prior, bias) = (numbers.next()?, numbers.next()?);
        let mut vector = [0.0; DIMENSION];
        for x in &mut vector {
            *x = numbers.next()?;
        }
        let script = *Script::ALL.get(usize::from(number))?;
        Some(Self { language: tag.parse().ok()?, script, prior, bias, vector })
    }

    /// The score of this language, a log-probability but for a constant, of a text whose n-grams
    /// have the mean vector `mean`.
    pub(crate) fn score(&self, mean: &[f32; DIMENSION]) -> f32 {
        let dot: f32 = self.vector.iter().zip(mean).map(|(a, b)| a * b).sum();
        dot + self.bias
    }

    pub(crate) fn prior(&self) -> f32 {
        self.prior
    }
}

/// The power in [`weight`]: of 0.3 and 0.5 the one that gave more (three sets of 20 languages of
/// `diptych-dev eval language`, 5 million texts learned from, 2026-11-21: .9942, .9365, .8216 and .9948,
/// .9367, .8186; all 75 languages .9258, .8016, .6487 and .9228, .7967, .6465).
const POWER: f32 = 0.3;

/// How much the sum of `count` vectors is worth: more n-grams tell more, but not as much more as
/// they are, since they overlap and words come in phrases.
#[must_use]
pub fn weight(count: u32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "half a million n-grams more or less")]
    let count = count.max(1) as f32;
    count.powf(-POWER)
}

/// What was found of one script.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    pub(crate) letters: u32,
    /// n-grams of the model.
    pub(crate) count: u32,
    sum: [i32; DIMENSION],
}

impl Evidence {
    /// The sum of the vectors, by [`weight`].
    pub(crate) fn vector(&self) -> [f32; DIMENSION] {
        let weight = weight(self.count);
        #[expect(clippy::cast_precision_loss, reason = "24 bits of a sum are enough")]
        self.sum.map(|x| x as f32 * weight)
    }
}

/// Adds up the vectors of the n-grams of a text, for each script apart.
#[derive(Debug)]
pub(crate) struct Sum {
    model: &'static Model,
    pub(crate) scripts: [Evidence; Script::COUNT],
    /// The n-grams since the last word, without the `few`.
    word: Evidence,
    few: [i16; DIMENSION],
    count: u32,
}

impl Sum {
    pub(crate) fn new(model: &'static Model) -> Self {
        Self {
            model,
            scripts: [Evidence::default(); Script::COUNT],
            word: Evidence::default(),
            few: [0; DIMENSION],
            count: 0,
        }
    }

    fn carry(&mut self) {
        for (sum, few) in self.word.sum.iter_mut().zip(&mut self.few) {
            *sum = sum.saturating_add(i32::from(std::mem::take(few)));
        }
        self.word.count = self.word.count.saturating_add(std::mem::take(&mut self.count));
    }
}

impl Grams for Sum {
    #[inline]
    fn gram(&mut self, hash: u64) {
        let (place, mark) = place(hash, self.model.shift);
        if self.model.marks[place] != mark {
            return;
        }
        for (sum, &x) in self.few.iter_mut().zip(&self.model.rows[place]) {
            *sum += i16::from(x.cast_signed());
        }
        self.count += 1;
        if self.count == FEW {
            self.carry();
        }
    }

    fn word(&mut self, script: Script, letters: u32, in_language: bool) {
        self.carry();
        let word = std::mem::take(&mut self.word);
        if in_language {
            let all = &mut self.scripts[script as usize];
            all.letters = all.letters.saturating_add(letters);
            all.count = all.count.saturating_add(word.count);
            for (sum, x) in all.sum.iter_mut().zip(word.sum) {
                *sum = sum.saturating_add(x);
            }
        }
    }
}
