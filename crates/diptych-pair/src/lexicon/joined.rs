//! Two lexicons as one.

use rustc_hash::FxHashMap;

use super::Lexicon;
use crate::association::Link;
use crate::document::id;

impl Lexicon {
    /// All word pairs of both lexicons, each with the higher of its probabilities, in the languages
    /// of `self`; of `other` nothing when its languages are not these, either way round.
    #[must_use]
    pub(crate) fn joined(&self, other: &Self) -> Self {
        let sides = match other.languages {
            [s, t] if [s, t] == self.languages => [0, 1],
            [s, t] if [t, s] == self.languages => [1, 0],
            _ => return self.clone(),
        };
        let mut entries: FxHashMap<[&str; 2], (f32, f32)> = FxHashMap::default();
        for (lexicon, sides) in [(self, [0, 1]), (other, sides)] {
            for link in &lexicon.entries {
                let words = [
                    &lexicon.source.words[link.source as usize],
                    &lexicon.target.words[link.target as usize],
                ];
                let p = [link.forward, link.backward];
                let entry = entries.entry(sides.map(|side: usize| &**words[side])).or_default();
                *entry = (entry.0.max(p[sides[0]]), entry.1.max(p[sides[1]]));
            }
        }
        let words = [0, 1].map(|side: usize| {
            let mut words: Vec<Box<str>> = entries.keys().map(|pair| pair[side].into()).collect();
            words.sort_unstable();
            words.dedup();
            words
        });
        let number = |side: usize, word: &str| {
            let found = words[side].binary_search_by(|known| (**known).cmp(word));
            id(found.expect("each word was collected"))
        };
        let links = entries.iter().map(|(pair, &(forward, backward))| Link {
            source: number(0, pair[0]),
            target: number(1, pair[1]),
            forward,
            backward,
        });
        let links = links.collect();
        Self::from_parts(self.languages, words, links)
    }
}

#[cfg(test)]
mod tests {
    use diptych_text::Language;

    use crate::{Lexicon, TrainOptions};

    #[test]
    fn the_higher_probability_stays() {
        let lamps = [("the lamp", "la lampe"), ("a lamp", "une lampe"), ("the", "la")];
        let doors = [("la porte", "the door"), ("une porte", "a door"), ("la", "the")];
        let options = TrainOptions::default();
        let lamps = Lexicon::train([Language::EN, Language::FR], lamps, &options);
        let doors = Lexicon::train([Language::FR, Language::EN], doors, &options);
        let both = lamps.joined(&doors);
        assert!(both.probability("lamp", "lampe") >= lamps.probability("lamp", "lampe"));
        assert!(both.probability("door", "porte") > 0.3, "{}", both.probability("door", "porte"));
        assert_eq!(both.source(), Language::EN);
        let other = Lexicon::train([Language::DE, Language::EN], [("tor", "door")], &options);
        assert_eq!(lamps.joined(&other), lamps);
    }
}
