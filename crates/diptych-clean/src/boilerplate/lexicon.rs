//! Words and phrases of all locales in one table under their keys (see [`words`](super::words)).

use std::sync::LazyLock;

use super::Furniture;
use super::words::{self, join};
use crate::locale;

/// Most words of a phrase that is looked for at the start or inside of a line.
pub(crate) const LONGEST: usize = 8;

/// What is known of a word or phrase; nothing for most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry(u64);

/// Marks of which the words of a line are counted: one bit each, from bit 8 of an [`Entry`] on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Word of a line that gives date or section; names of months too.
    Header,
    Month,
    /// A service to share with, or a thing that is counted there.
    Social,
    /// One of them that other lines are made of too.
    Filler,
    /// What prompts are about.
    Service,
    /// A frequent word of sentences, in any of the locales.
    Stop,
}

impl Entry {
    const MARKS: u32 = 8;
    const BY: u64 = 1 << 16;
    const WEAK: u64 = 1 << 17;
    const SHARES: u64 = 1 << 18;
    const CAPTION: u64 = 1 << 19;
    const MONTH: u32 = 20;
    const LONGEST_START: u32 = 24;
    const LONGEST_ANYWHERE: u32 = 28;
    const WHOLE: u32 = 32;
    const START: u32 = 36;
    const ANYWHERE: u32 = 40;

    /// Whether nothing is known of it.
    #[inline]
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn is(self, bit: u64) -> bool {
        self.0 & bit != 0
    }

    const fn nibble(self, at: u32) -> u8 {
        (self.0 >> at).to_le_bytes()[0] & 15
    }

    /// One bit for each of [`locale::ALL`] in which it is a stop word.
    #[inline]
    pub(crate) const fn stop(self) -> u8 {
        self.0.to_le_bytes()[0]
    }

    /// One bit for each [`Mark`].
    #[inline]
    pub(crate) const fn marks(self) -> u8 {
        self.0.to_le_bytes()[1]
    }

    pub(crate) const fn has(self, mark: Mark) -> bool {
        self.is(mark.bit())
    }

    /// What an author's name follows.
    pub(crate) const fn is_by(self) -> bool {
        self.is(Self::BY)
    }

    /// What is furniture beside furniture.
    pub(crate) const fn is_weak(self) -> bool {
        self.is(Self::WEAK)
    }

    /// The verb of a share button.
    pub(crate) const fn shares(self) -> bool {
        self.is(Self::SHARES)
    }

    /// The first word of what opens captions.
    pub(crate) const fn opens_captions(self) -> bool {
        self.is(Self::CAPTION)
    }

    /// The month, 1 to 12.
    #[inline]
    pub(crate) fn month(self) -> Option<u8> {
        Some(self.nibble(Self::MONTH)).filter(|&month| month > 0)
    }

    /// The most words of a phrase looked for at the start of lines that opens with this word.
    #[inline]
    pub(crate) fn longest_start(self) -> usize {
        usize::from(self.nibble(Self::LONGEST_START))
    }

    /// The same for phrases looked for anywhere.
    #[inline]
    pub(crate) fn longest_anywhere(self) -> usize {
        usize::from(self.nibble(Self::LONGEST_ANYWHERE))
    }

    /// The furniture that a line is which says just this.
    pub(crate) fn whole(self) -> Option<Furniture> {
        Furniture::numbered(self.nibble(Self::WHOLE))
    }

    /// The same for lines that start so.
    pub(crate) fn start(self) -> Option<Furniture> {
        Furniture::numbered(self.nibble(Self::START))
    }

    /// The same for lines that say so anywhere.
    pub(crate) fn anywhere(self) -> Option<Furniture> {
        Furniture::numbered(self.nibble(Self::ANYWHERE))
    }

    /// Sets four bits unless one of them is set.
    fn set_nibble(&mut self, at: u32, number: u8) {
        if self.nibble(at) == 0 {
            self.0 |= u64::from(number) << at;
        }
    }

    fn raise(&mut self, at: u32, number: usize) {
        let number = u8::try_from(number.min(LONGEST)).unwrap_or(0);
        if number > self.nibble(at) {
            self.0 = self.0 & !(15 << at) | u64::from(number) << at;
        }
    }
}

impl Mark {
    pub(crate) const ALL: [Self; 6] =
        [Self::Header, Self::Month, Self::Social, Self::Filler, Self::Service, Self::Stop];

    const fn bit(self) -> u64 {
        1 << (Entry::MARKS + self as u32)
    }
}

/// The table: open addressing with linear probing, at most half full.
#[derive(Debug)]
pub(crate) struct Lexicon {
    slots: Box<[(u64, Entry)]>,
    /// One bit for each start of a key that is in use: most words are in no table, and this fits a
    /// near cache.
    filter: Box<[u64; 1 << (FILTER_BITS - 6)]>,
}

/// Bits of a key that the filter tells apart.
const FILTER_BITS: u32 = 16;

impl Lexicon {
    fn new(phrases: usize) -> Self {
        let slots = vec![(0, Entry::default()); (2 * phrases).next_power_of_two()];
        Self { slots: slots.into_boxed_slice(), filter: Box::new([0; 1 << (FILTER_BITS - 6)]) }
    }

    fn index(&self, key: u64) -> usize {
        (key >> 32) as usize & (self.slots.len() - 1)
    }

    const fn bit(key: u64) -> (usize, u64) {
        let bit = key >> (64 - FILTER_BITS);
        (bit as usize / 64, 1 << (bit % 64))
    }

    /// The table of the package.
    pub(crate) fn shipped() -> &'static Self {
        &TABLE
    }

    /// What is known of a word or phrase.
    #[inline(always)]
    pub(crate) fn get(&self, key: u64) -> Entry {
        let (word, bit) = Self::bit(key);
        if self.filter[word] & bit == 0 {
            return Entry::default();
        }
        let mut i = self.index(key);
        loop {
            let (found, entry) = self.slots[i];
            if found == key || found == 0 {
                return entry;
            }
            i = (i + 1) & (self.slots.len() - 1);
        }
    }

    fn entry(&mut self, key: u64) -> &mut Entry {
        let mut i = self.index(key);
        while self.slots[i].0 != key && self.slots[i].0 != 0 {
            i = (i + 1) & (self.slots.len() - 1);
        }
        let (word, bit) = Self::bit(key);
        self.filter[word] |= bit;
        self.slots[i].0 = key;
        &mut self.slots[i].1
    }

    /// A phrase that is looked for at the start of lines or anywhere.
    fn opener(&mut self, words: &[u64], at: u32) {
        let first = self.entry(words[0]);
        first.raise(Entry::LONGEST_START, words.len());
        if at == Entry::ANYWHERE {
            first.raise(Entry::LONGEST_ANYWHERE, words.len());
        }
    }
}

static TABLE: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut table = Lexicon::new(locale::ALL.iter().map(|(_, locale)| locale.size()).sum());
    // `#` is any number.
    let read = |phrase: &str| words::keys(&phrase.replace('#', "0")).collect::<Vec<u64>>();
    let key = |phrase: &str| read(phrase).into_iter().reduce(join).unwrap_or(0);
    for (lane, (_, locale)) in locale::ALL.iter().enumerate() {
        let lists = [
            (locale.whole, Entry::WHOLE),
            (locale.start, Entry::START),
            (locale.anywhere, Entry::ANYWHERE),
        ];
        for (list, at) in lists {
            for (furniture, phrase) in
                list.iter().flat_map(|(furniture, list)| list.iter().map(move |p| (furniture, p)))
            {
                table.entry(key(phrase)).set_nibble(at, furniture.number());
                if at != Entry::WHOLE {
                    table.opener(&read(phrase), at);
                }
            }
        }
        for phrase in locale.counted {
            table.entry(key(phrase)).set_nibble(Entry::WHOLE, Furniture::Navigation.number());
        }
        for (month, names) in (1..).zip(locale.months) {
            for name in names {
                table.entry(key(name)).set_nibble(Entry::MONTH, month);
            }
        }
        for open in locale.captions {
            table.entry(read(open)[0]).0 |= Entry::CAPTION;
        }
        let months = locale.months.concat();
        let flags = [
            (locale.stop, Mark::Stop.bit() | 1 << lane),
            (locale.header, Mark::Header.bit()),
            (&months, Mark::Header.bit() | Mark::Month.bit()),
            (locale.social, Mark::Social.bit()),
            (locale.filler, Mark::Filler.bit()),
            (locale.service, Mark::Service.bit()),
            (locale.share, Entry::SHARES),
            (locale.by, Entry::BY),
            (locale.weak, Entry::WEAK),
        ];
        for (list, bits) in flags {
            for phrase in list {
                table.entry(key(phrase)).0 |= bits;
            }
        }
    }
    table
});

/// What is known of a word or phrase, by its text.
pub(crate) fn lookup(text: &str) -> Entry {
    TABLE.get(words::phrase(text).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_of_all_languages() {
        assert_eq!(lookup("Laisser un commentaire").whole(), Some(Furniture::Comments));
        assert_eq!(lookup("Lesen Sie auch").start(), Some(Furniture::Related));
        assert_eq!(lookup("5 MIN READ").whole(), Some(Furniture::Navigation));
        assert_eq!(lookup("The harbour was empty"), Entry::default());
        assert!(lookup("the").stop() != 0 && lookup("Tweet").shares());
        assert_eq!((lookup("février").month(), lookup("Oktober").month()), (Some(2), Some(10)));
    }

    #[test]
    fn no_phrase_is_too_long() {
        for (_, locale) in locale::ALL {
            for (_, phrases) in [locale.start, locale.anywhere].concat() {
                for phrase in phrases {
                    assert!(words::phrase(phrase).1 <= LONGEST, "{phrase:?}");
                }
            }
        }
    }
}
