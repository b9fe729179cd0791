//! What the tagger sees of each token: hashed features.

use super::Stretch;
use super::fold::fold;
use super::gazetteer::Class;
use super::token::Token;
use super::words::CommonWords;

/// How many letters of a word count for its shape and ending.
const LETTERS: usize = 40;

/// Tokens this near to a capital, a digit within a name, or a known name are looked at; the others
/// are never part of a name.
const NEAR: u8 = 2;

/// What a group of features looks at; a model can be trained without it, to measure what it gives.
#[cfg(feature = "train")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeatureGroup {
    /// The word itself.
    Word,
    /// Capitals, digits and signs of a word and its neighbours.
    Shape,
    /// Beginnings and endings of words.
    Affixes,
    /// The words around.
    Context,
    /// Names in the tables of places, institutions, peoples and events.
    Gazetteer,
    /// Words in the tables of given names, titles, and words within names.
    Cues,
    /// How common the word is, in the language and beyond.
    Common,
}

#[cfg(feature = "train")]
impl FeatureGroup {
    /// All groups.
    pub const ALL: [Self; 7] = [
        Self::Word,
        Self::Shape,
        Self::Affixes,
        Self::Context,
        Self::Gazetteer,
        Self::Cues,
        Self::Common,
    ];

    /// Its name in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Shape => "shape",
            Self::Affixes => "affixes",
            Self::Context => "context",
            Self::Gazetteer => "gazetteer",
            Self::Cues => "cues",
            Self::Common => "common",
        }
    }

    /// The group of the feature at `place` among those of a token; none of the constant one. What
    /// joins two groups belongs to the one named last above.
    pub(crate) const fn at(place: usize) -> Option<Self> {
        Some(match place {
            1 | 2 => Self::Word,
            3 | 14..=17 | 20..=22 | 39 => Self::Shape,
            4..=9 | 23 | 24 => Self::Affixes,
            10..=13 | 18 | 19 | 40 | 41 => Self::Context,
            25..=30 => Self::Gazetteer,
            31..=38 => Self::Cues,
            42..=46 => Self::Common,
            _ => return None,
        })
    }
}

/// Features of the tokens of one stretch, row by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// Hashes, all tokens one after the other.
    hashes: Vec<u32>,
    /// Where the features of each token end.
    ends: Vec<usize>,
    views: Vec<View>,
    /// How many tokens each is from one that looks like a part of a name.
    near: Vec<u8>,
}

/// One token seen by itself.
#[derive(Clone, Copy, Debug, Default)]
struct View {
    word: u32,
    exact: u32,
    shape: u32,
    starts: [u32; 3],
    endings: [u32; 3],
    known: u32,
    mark: u32,
    common: u32,
}

impl Features {
    /// The features of token `i`.
    pub(crate) fn of(&self, i: usize) -> &[u32] {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.hashes[start..self.ends[i]]
    }

    /// Reads a stretch.
    pub(crate) fn read(&mut self, stretch: &Stretch<'_>) {
        self.hashes.clear();
        self.ends.clear();
        self.views.clear();
        self.near.clear();
        let loud = |token: &Token| token.shape.capital || token.shape.capitals;
        self.near.extend(stretch.tokens.iter().map(|token| if loud(token) { 0 } else { u8::MAX }));
        for hit in stretch.hits {
            self.near[hit.start..hit.end].fill(0);
        }
        spread(&mut self.near);
        let seen = self.near.iter().enumerate();
        self.views.extend(
            seen.map(
                |(i, &steps)| {
                    if steps <= 2 * NEAR { view(stretch, i) } else { View::default() }
                },
            ),
        );
        for hit in stretch.hits {
            for i in hit.start..hit.end {
                let inner = u32::from(i > hit.start);
                let last = u32::from(i + 1 == hit.end);
                let classes = hit.classes.0 & Class::NAMED.0;
                self.views[i].known = 1 + (classes << 2 | inner << 1 | last);
            }
        }
        for i in 0..self.views.len() {
            if self.near[i] <= NEAR {
                self.token(i);
            }
            self.ends.push(self.hashes.len());
        }
    }

    fn token(&mut self, i: usize) {
        let none = View::default();
        let count = self.views.len();
        let at = |offset: isize| {
            let j = i.checked_add_signed(offset).filter(|&j| j < count);
            j.map_or(none, |j| self.views[j])
        };
        let (b2, b1, v, a1, a2) = (at(-2), at(-1), at(0), at(1), at(2));
        let edge = u32::from(i == 0) | u32::from(i + 1 == count) << 1;
        let all = [
            [0, 0],
            [v.word, 0],
            [v.exact, 0],
            [v.shape, 0],
            [v.starts[0], 0],
            [v.starts[1], 0],
            [v.starts[2], 0],
            [v.endings[0], 0],
            [v.endings[1], 0],
            [v.endings[2], 0],
            [b1.word, 0],
            [a1.word, 0],
            [b2.word, 0],
            [a2.word, 0],
            [b1.shape, 0],
            [a1.shape, 0],
            [b2.shape, 0],
            [a2.shape, 0],
            [b1.word, v.word],
            [v.word, a1.word],
            [b1.shape, v.shape],
            [v.shape, a1.shape],
            [b1.shape ^ v.shape.rotate_left(11), a1.shape],
            [b1.endings[1], 0],
            [a1.endings[1], 0],
            [v.known, 0],
            [b1.known, 0],
            [a1.known, 0],
            [v.known, v.shape],
            [v.known, b1.word],
            [v.known, a1.shape],
            [v.mark, 0],
            [b1.mark, 0],
            [a1.mark, 0],
            [b2.mark, a2.mark],
            [b1.mark, v.shape],
            [a1.mark, v.shape],
            [v.known, b1.mark],
            [v.mark, v.shape],
            [edge, v.shape],
            [b1.word, v.shape],
            [a1.word, v.shape],
            [v.common, v.shape],
            [v.common, edge],
            [b1.common, v.common],
            [v.common, a1.common],
            [v.common, v.known],
        ];
        for (template, [a, b]) in (1_u32..).zip(all) {
            self.hashes.push(mix(mix(template.wrapping_mul(0x9e37_79b1), a), b).max(1));
        }
    }
}

/// From where there is a 0, counts the steps to both sides.
fn spread(steps: &mut [u8]) {
    for i in 1..steps.len() {
        steps[i] = steps[i].min(steps[i - 1].saturating_add(1));
    }
    for i in (1..steps.len()).rev() {
        steps[i - 1] = steps[i - 1].min(steps[i].saturating_add(1));
    }
}

/// One round of a multiply-xor hash.
const fn mix(hash: u32, value: u32) -> u32 {
    let hash = (hash ^ value).wrapping_mul(0x85eb_ca6b);
    (hash ^ hash >> 15).wrapping_mul(0xc2b2_ae35) ^ hash >> 13
}

fn view(stretch: &Stretch<'_>, i: usize) -> View {
    let token = &stretch.tokens[i];
    let word = stretch.word(i);
    let mut letters = [0_u32; LETTERS];
    let mut count = 0;
    let mut exact = 7;
    let mut shape = 3;
    let mut last = (0, 0_u32);
    for c in word.chars().take(LETTERS) {
        exact = mix(exact, c as u32);
        let kind = match c {
            _ if c.is_uppercase() => 1,
            _ if c.is_lowercase() => 2,
            _ if c.is_numeric() => 3,
            _ if c.is_alphabetic() => 4,
            '’' | '‘' => u32::from('\'') + 5,
            '“' | '”' | '«' | '»' | '„' => u32::from('"') + 5,
            _ => c as u32 + 5,
        };
        last = if last.0 == kind { (kind, last.1 + 1) } else { (kind, 1) };
        if last.1 <= 2 {
            shape = mix(shape, kind);
        }
        for c in fold(c) {
            if count < LETTERS {
                letters[count] = c as u32;
                count += 1;
            }
        }
    }
    let hash = |letters: &[u32]| letters.iter().fold(5, |hash, &c| mix(hash, c));
    let letters = &letters[..count];
    let start = |n: usize| hash(&letters[..n.min(count)]);
    let ending = |n: usize| mix(hash(&letters[count.saturating_sub(n)..]), 1);
    let mark = stretch.marks[i].0 & Class::SEEN.0;
    View {
        word: hash(letters),
        exact,
        shape,
        starts: [start(2), start(3), start(4)],
        endings: [ending(2), ending(3), ending(4)],
        known: 0,
        common: CommonWords::get().rate(stretch.words, token),
        mark: if mark == 0 { 0 } else { 1 + mark },
    }
}
