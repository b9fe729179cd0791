//! What a text says for the languages: the sum of the vectors of its n-grams.

use crate::grams::Grams;
use crate::model::{DIMENSION, Model, weight};
use crate::script::Script;

/// n-grams that wait until their vectors are added, so that one look-up need not wait for another.
/// As many can be added in 16 bits: 128 · 128 < 2^15.
const WAITING: usize = 128;

/// What was found of one script that languages share.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    /// n-grams of the model.
    pub(crate) count: u32,
    sum: [f32; DIMENSION],
}

impl Evidence {
    /// The sum of the vectors, by [`weight`].
    pub(crate) fn vector(&self) -> [f32; DIMENSION] {
        let weight = weight(self.count);
        self.sum.map(|x| x * weight)
    }

    fn add(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        for (sum, x) in self.sum.iter_mut().zip(other.sum) {
            *sum += x;
        }
    }
}

/// Adds up the vectors of the n-grams of a text, for each script apart.
#[derive(Debug)]
pub(crate) struct Sum {
    model: &'static Model,
    letters: [u32; Script::COUNT],
    shared: [Evidence; Script::SHARED],
    /// The n-grams since the last word: those that were added, and the places of the others.
    word: Evidence,
    places: [u32; WAITING],
    waiting: usize,
}

impl Sum {
    pub(crate) fn new(model: &'static Model) -> Self {
        Self {
            model,
            letters: [0; Script::COUNT],
            shared: [Evidence::default(); Script::SHARED],
            word: Evidence::default(),
            places: [0; WAITING],
            waiting: 0,
        }
    }

    /// Letters of a script.
    pub(crate) fn letters(&self, script: Script) -> u32 {
        self.letters[script as usize]
    }

    /// What was found of a script; nothing for one that has a single language.
    pub(crate) fn evidence(&self, script: Script) -> Evidence {
        self.shared.get(script as usize).copied().unwrap_or_default()
    }

    /// Adds the vectors that wait.
    fn add_waiting(&mut self) {
        let mut sum = [0_i16; DIMENSION];
        for &place in &self.places[..self.waiting] {
            for (sum, &x) in sum.iter_mut().zip(self.model.row(place as usize)) {
                *sum += i16::from(x.cast_signed());
            }
        }
        for (sum, x) in self.word.sum.iter_mut().zip(sum) {
            *sum += f32::from(x);
        }
        self.word.count = self.word.count.saturating_add(u32::try_from(self.waiting).unwrap_or(0));
        self.waiting = 0;
    }
}

impl Grams for Sum {
    #[inline]
    fn gram(&mut self, hash: u64) {
        let (place, found) = self.model.find(hash);
        // Written always, kept if found: which it is cannot be foreseen, so no branch.
        self.places[self.waiting] = u32::try_from(place).unwrap_or(0);
        self.waiting += usize::from(found);
        if self.waiting == WAITING {
            self.add_waiting();
        }
    }

    fn word(&mut self, script: Script, letters: u32, in_language: bool) {
        if in_language {
            let all = &mut self.letters[script as usize];
            *all = all.saturating_add(letters);
            self.add_waiting();
            if let Some(all) = self.shared.get_mut(script as usize) {
                all.add(&self.word);
            }
        }
        self.waiting = 0;
        self.word = Evidence::default();
    }
}
