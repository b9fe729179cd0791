//! The model: a small vector for each of the n-grams that tell most, and one for each language.

use std::sync::LazyLock;

use diptych_text::Language;

use crate::script::Script;

/// Numbers in a vector.
pub const DIMENSION: usize = 20;

/// Languages in one script, at most.
pub(crate) const MOST: usize = 64;

/// The languages written in one script.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) languages: Vec<Language>,
    /// Log of how much likelier each is than others before a letter is read.
    priors: [f32; MOST],
    /// Below all others where there is no language.
    biases: [f32; MOST],
    /// The vectors of the languages, number by number.
    columns: [[f32; MOST]; DIMENSION],
}

/// What was learned. An n-gram has a place by the high bits of its hash, and counts if the next
/// eight bits are those of the n-gram that was given this place.
#[derive(Debug)]
pub(crate) struct Model {
    /// The languages of each script, by its number.
    groups: Vec<Group>,
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
        let mut groups: Vec<Group> = Script::ALL.iter().map(|_| Group::new()).collect();
        let (entries, bytes) = bytes.split_at_checked(usize::from(count) * ENTRY)?;
        for entry in entries.chunks_exact(ENTRY) {
            let (tag, entry) = entry.split_first_chunk()?;
            let (&script, numbers) = entry.split_first()?;
            groups.get_mut(usize::from(script))?.push(tag, numbers)?;
        }
        let (marks, bytes) = bytes.split_at_checked(1 << bits)?;
        let (rows, rest) = bytes.as_chunks();
        let alone = groups[Script::SHARED..].iter().all(|group| group.languages.len() <= 1);
        let whole = rows.len() == marks.len() && rest.is_empty();
        (alone && whole).then_some(Self { groups, shift: 64 - u32::from(bits), marks, rows })
    }

    pub(crate) fn group(&self, script: Script) -> &Group {
        &self.groups[script as usize]
    }

    /// The place of an n-gram, and whether it is the one that was given this place.
    #[inline]
    pub(crate) fn find(&self, hash: u64) -> (usize, bool) {
        let (place, mark) = place(hash, self.shift);
        (place, self.marks[place] == mark)
    }

    /// The vector at a place.
    #[inline]
    pub(crate) fn row(&self, place: usize) -> &[u8; DIMENSION] {
        &self.rows[place]
    }
}

/// Bytes of a language in a model file.
const ENTRY: usize = 8 + 1 + 4 + 4 + 4 * DIMENSION;

impl Group {
    fn new() -> Self {
        Self {
            languages: Vec::new(),
            priors: [0.0; MOST],
            biases: [f32::NEG_INFINITY; MOST],
            columns: [[0.0; MOST]; DIMENSION],
        }
    }

    fn push(&mut self, tag: &[u8; 8], numbers: &[u8]) -> Option<()> {
        let i = self.languages.len();
        let tag = std::str::from_utf8(tag).ok()?.trim_end_matches('\0');
        self.languages.push(tag.parse().ok()?);
        let mut numbers = numbers.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b));
        *self.priors.get_mut(i)? = numbers.next()?;
        self.biases[i] = numbers.next()?;
        for column in &mut self.columns {
            column[i] = numbers.next()?;
        }
        Some(())
    }

    /// The probabilities of the languages, 0 to 1, when the n-grams add up to `vector`.
    pub(crate) fn shares(&self, vector: &[f32; DIMENSION]) -> [f32; MOST] {
        let mut scores = self.scores(vector);
        for (score, prior) in scores.iter_mut().zip(self.priors) {
            *score += prior;
        }
        self.normal(scores)
    }

    /// The same if each were as likely before a letter is read.
    pub(crate) fn even_shares(&self, vector: &[f32; DIMENSION]) -> [f32; MOST] {
        self.normal(self.scores(vector))
    }

    /// Log-probabilities but for a constant.
    fn scores(&self, vector: &[f32; DIMENSION]) -> [f32; MOST] {
        let mut scores = self.biases;
        if self.languages.len() > 1 {
            for (x, column) in vector.iter().zip(&self.columns) {
                for (score, y) in scores.iter_mut().zip(column) {
                    *score += x * y;
                }
            }
        }
        scores
    }

    fn normal(&self, mut scores: [f32; MOST]) -> [f32; MOST] {
        let of = &mut scores[..self.languages.len()];
        let most = of.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut all = 0.0;
        for score in &mut *of {
            let less = *score - most;
            *score = if less < NEVER { 0.0 } else { less.exp() };
            all += *score;
        }
        for score in of {
            *score /= all;
        }
        scores
    }
}

/// Log-odds below which a probability is none.
const NEVER: f32 = -16.0;

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
