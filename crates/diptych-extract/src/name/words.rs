//! How common a word is: the most frequent words of a language are seldom names, and names are
//! listed in many languages.

use std::sync::LazyLock;

use super::token::Token;

/// The first bytes of the table.
const MAGIC: &[u8; 8] = b"dpwords1";

/// Bits of an entry that tell the class of the word; the others are its mark.
const CLASS_BITS: u32 = 3;

/// The most frequent words of several languages; see the card in `data/names`.
#[derive(Debug)]
pub(crate) struct CommonWords {
    lists: Vec<List>,
}

/// The words of one language: a hash table with open addresses, of marks and classes.
#[derive(Debug)]
struct List {
    language: [u8; 2],
    slots: &'static [[u8; 2]],
}

static WORDS: LazyLock<CommonWords> = LazyLock::new(|| {
    let bytes = include_bytes!("../../data/names/words.bin");
    CommonWords::read(bytes).expect("a test reads the table of the package")
});

impl CommonWords {
    /// The table of the package.
    pub(crate) fn get() -> &'static Self {
        &WORDS
    }

    /// Reads a table: magic, then for each list its language (two letters), the number of slots
    /// (32 bits, little-endian) and the slots; `None` when it is cut.
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut lists = Vec::new();
        while !rest.is_empty() {
            let (&language, tail) = rest.split_first_chunk::<2>()?;
            let (&count, tail) = tail.split_first_chunk::<4>()?;
            let length = usize::try_from(u32::from_le_bytes(count)).ok()?.checked_mul(2)?;
            let (slots, tail) = tail.split_at_checked(length)?;
            let (slots, _) = slots.as_chunks::<2>();
            if slots.is_empty() {
                return None;
            }
            lists.push(List { language, slots });
            rest = tail;
        }
        Some(Self { lists })
    }

    /// The place of the list of a language, by its code; `None` when there is none.
    pub(crate) fn list(&self, code: &str) -> Option<usize> {
        self.lists.iter().position(|list| list.language == code.as_bytes())
    }

    /// How common a word is in the language of `list` and beyond: 0 without a list; else one more
    /// than five times the class of its frequency (0 for a rare word, 1 to 4 the more common) and
    /// how many other languages list it (0 to 4: none, one, two or three, four or five, all).
    pub(crate) fn rate(&self, list: Option<usize>, token: &Token) -> u32 {
        let Some(own) = list else { return 0 };
        let class = self.lists[own].class(token.hash);
        let others = self.lists.iter().enumerate().filter(|&(i, _)| i != own);
        let known = others.filter(|(_, list)| list.class(token.hash) > 0).count();
        let spread = match known {
            0 => 0,
            1 => 1,
            2 | 3 => 2,
            4 | 5 => 3,
            _ => 4,
        };
        1 + 5 * class + spread
    }
}

/// Where the search for a word begins in a list of so many slots, and the mark of the word: never
/// 0, so that no entry is 0.
fn place(hash: u64, slots: usize) -> (usize, u16) {
    let mixed = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let slot = (u128::from(mixed) * slots as u128) >> 64;
    let mark = u16::try_from(mixed & 0x1fff).expect("thirteen bits").max(1);
    (usize::try_from(slot).expect("below the number of slots"), mark)
}

impl List {
    /// The class of a word, 1 to 4, by the hash of its letters; 0 when it is not listed. One word in
    /// some thousands that is not listed has the mark of one that is.
    fn class(&self, hash: u64) -> u32 {
        let (mut slot, mark) = place(hash, self.slots.len());
        loop {
            let entry = u16::from_le_bytes(self.slots[slot]);
            if entry == 0 {
                return 0;
            }
            if entry >> CLASS_BITS == mark {
                return u32::from(entry) & ((1 << CLASS_BITS) - 1);
            }
            slot += 1;
            if slot == self.slots.len() {
                slot = 0;
            }
        }
    }
}

/// Ranks up to which a word is of a class, the most common class last.
#[cfg(feature = "train")]
const RANKS: [(usize, u16); 4] = [(300, 4), (3_000, 3), (12_000, 2), (usize::MAX, 1)];

/// The bytes of a table of words, each language with its own from the most frequent on.
#[cfg(feature = "train")]
pub(crate) fn write(languages: &[(&str, Vec<String>)]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for (language, words) in languages {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut hashes = Vec::new();
        for word in words {
            let mut tokens = Vec::new();
            let mut stretches = super::token::Stretches::new(word);
            stretches.next_into(&mut tokens);
            if let [token] = tokens[..]
                && token.shape.word
                && seen.insert(token.hash)
            {
                hashes.push(token.hash);
            }
        }
        let slots = hashes.len() * 5 / 4 + 1;
        let mut table = vec![0_u16; slots];
        for (rank, hash) in hashes.into_iter().enumerate() {
            let (mut slot, mark) = place(hash, slots);
            while table[slot] != 0 {
                slot = (slot + 1) % slots;
            }
            let class = RANKS.iter().find(|(end, _)| rank < *end).map_or(1, |(_, class)| *class);
            table[slot] = mark << CLASS_BITS | class;
        }
        bytes.extend(language.as_bytes());
        bytes.extend(u32::try_from(slots).expect("a table below 4 GB").to_le_bytes());
        bytes.extend(table.into_iter().flat_map(u16::to_le_bytes));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::token::Stretches;
    use super::*;

    /// One more than the class of a word; 0 without a list.
    #[track_caller]
    fn check(language: &str, word: &str, expected: u32) {
        let mut tokens = Vec::new();
        Stretches::new(word).next_into(&mut tokens);
        let words = CommonWords::get();
        let rate = words.rate(words.list(language), &tokens[0]);
        assert_eq!(rate.div_ceil(5), expected, "{word:?} in {language}: {rate}");
    }

    #[test]
    fn rates() {
        check("de", "Und", 5);
        check("de", "Haus", 4);
        check("en", "the", 5);
        check("fr", "Zwiebackdose", 1);
        check("xx", "und", 0);
    }

    #[test]
    fn a_cut_table() {
        let bytes: &'static [u8] = include_bytes!("../../data/names/words.bin");
        assert!(CommonWords::read(bytes).is_some());
        assert!(CommonWords::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(CommonWords::read(b"dpwords2").is_none());
    }
}
