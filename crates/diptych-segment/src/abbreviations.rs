//! Words that end in a stop without ending a sentence, and words that open one.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::features::Word;
use crate::locale::Locale;

/// Bytes of a word that is looked up at the most; no abbreviation and no opening word is longer.
pub(crate) const LONGEST: usize = 24;

/// What a stop after an abbreviation can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Stands before a name; a sentence never ends there before a capital.
    Title,
    /// Stands before a number; before a word as [`Kind::Any`].
    Number,
    /// May end a sentence, when what follows is a word that opens one.
    Any,
    /// Ends its sentence when a capital follows.
    Final,
    /// An abbreviation before a digit; before anything else a word like others (`No.`, `Jan.`).
    Digit,
    /// Never ends a sentence.
    Inner,
    /// One of the user's own, which never ends a sentence whatever a model thinks.
    Own,
}

/// The abbreviations of a language and those the user added; the words that open sentences.
#[derive(Clone, Debug)]
pub(crate) struct Abbreviations {
    table: Arc<FxHashMap<Box<str>, Kind>>,
    starters: Arc<FxHashSet<&'static str>>,
    /// The same words by [`Word::of`].
    function_words: Arc<FxHashSet<u64>>,
    elisions: &'static [&'static str],
    tails: &'static [&'static str],
}

impl Abbreviations {
    pub(crate) fn new(locale: &Locale, added: &[String]) -> Self {
        let mut table = FxHashMap::default();
        for line in locale.abbreviations.lines() {
            if let Some((word, kind)) = row(line) {
                table.insert(word.into(), kind);
            }
        }
        for word in added {
            table.insert(word.as_str().into(), Kind::Own);
        }
        let starters = locale.starters.iter().copied().collect();
        let function_words = locale.starters.iter().map(|word| Word::of(word).hash).collect();
        Self {
            table: Arc::new(table),
            starters: Arc::new(starters),
            function_words: Arc::new(function_words),
            elisions: locale.elisions,
            tails: locale.abbreviation_tails,
        }
    }

    /// Whether the word of this hash is one of those that open sentences, whatever its case.
    pub(crate) fn is_function_word(&self, hash: u64) -> bool {
        self.function_words.contains(&hash)
    }

    /// Whether `word`, which has a capital, is one that often opens a sentence and seldom stands
    /// inside a name; of `It's` or `C'est`, the part before the apostrophe counts.
    pub(crate) fn opens_sentence(&self, word: &str) -> bool {
        let stem = word.split(['\'', '’', '-']).next().unwrap_or(word);
        let Some(lower) = Folded::first(stem) else { return false };
        // `J` opens a sentence as `J’ai`, not in `av. J.-C.`
        self.starters.contains(lower.as_str())
            && (stem.len() < word.len() || !self.elisions.contains(&lower.as_str()))
    }

    /// The kind of `token`, given without its last stop; when the whole is unknown, that of its
    /// part after the last hyphen or apostrophe, or of a compound whose tail is cut: `Innstr`.
    pub(crate) fn get(&self, token: &str) -> Option<Kind> {
        let part = || {
            let tail = token.rsplit(['\'', '’', '-', '–']).next();
            tail.filter(|tail| tail.len() < token.len()).and_then(|tail| self.known(tail))
        };
        let compound = || {
            let cut = |tail: &&str| token.len() > tail.len() + 2 && token.ends_with(*tail);
            self.tails.iter().any(cut).then_some(Kind::Number)
        };
        self.known(token).or_else(part).or_else(compound)
    }

    /// As it stands; else, with a capital at its start or all in capitals, in lower case.
    fn known(&self, token: &str) -> Option<Kind> {
        if token.is_empty() || token.len() > LONGEST {
            return None;
        }
        if let Some(&kind) = self.table.get(token) {
            return Some(kind);
        }
        let mut signs = token.chars();
        let first = signs.next().filter(|c| c.is_uppercase())?;
        let tail = signs.as_str();
        if tail.is_empty() {
            return None;
        }
        if tail.chars().all(|c| !c.is_uppercase()) {
            return self.table.get(Folded::first(token)?.as_str()).copied();
        }
        if tail.chars().all(|c| !c.is_lowercase()) {
            let tail_in_lower = tail.chars().flat_map(char::to_lowercase);
            let title = Folded::of(std::iter::once(first).chain(tail_in_lower))?;
            // Of two capitals only a title is believed (`DR.`, `ST.`): `NO.` and `CO.` are words.
            let kind = self.table.get(title.as_str()).copied();
            return kind.filter(|&kind| tail.len() > 1 || kind == Kind::Title);
        }
        None
    }
}

/// A short word in another case, without a place on the heap: words are folded at every mark.
struct Folded {
    bytes: [u8; Self::ROOM],
    length: usize,
}

impl Folded {
    /// Twice the longest word looked up, for letters that grow with their case.
    const ROOM: usize = 48;

    /// `word` with its first letter in lower case; none when it is empty or too long to be known.
    fn first(word: &str) -> Option<Self> {
        let mut signs = word.chars();
        let first = signs.next().filter(|_| word.len() <= LONGEST)?;
        Self::of(first.to_lowercase().chain(signs))
    }

    fn of(signs: impl Iterator<Item = char>) -> Option<Self> {
        let mut folded = Self { bytes: [0; Self::ROOM], length: 0 };
        for sign in signs {
            let room = folded.bytes.get_mut(folded.length..folded.length + sign.len_utf8())?;
            sign.encode_utf8(room);
            folded.length += sign.len_utf8();
        }
        Some(folded)
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// A line `word kind`; none for a comment or a blank line.
fn row(line: &str) -> Option<(&str, Kind)> {
    if line.starts_with('#') {
        return None;
    }
    let (word, kind) = line.trim().split_once(' ')?;
    let kind = match kind {
        "title" => Kind::Title,
        "number" => Kind::Number,
        "any" => Kind::Any,
        "final" => Kind::Final,
        "digit" => Kind::Digit,
        "inner" => Kind::Inner,
        _ => return None,
    };
    Some((word, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale;

    #[test]
    fn tables_are_sorted_and_whole() {
        for locale in locale::ALL {
            let rows: Vec<&str> =
                locale.abbreviations.lines().filter(|line| !line.starts_with('#')).collect();
            for line in &rows {
                assert!(row(line).is_some(), "{line:?} is no `word kind`");
            }
            for pair in rows.windows(2) {
                let word = |line: &str| row(line).map(|(word, _)| word.to_owned());
                assert!(word(pair[0]) < word(pair[1]), "{pair:?} in order");
            }
        }
    }
}
