//! The words of a language, looked up by their folded form.

use std::sync::OnceLock;

use diptych_text::Language;
use rustc_hash::FxHashMap;

use crate::lexer::is_unspaced;
use crate::locale::{COMMON, Locale, Numeral, Sense, Unspaced};
use crate::number;
use crate::tags::Tags;
use crate::vocabulary::Term;

/// The words and phrases of one language with their senses.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: FxHashMap<Box<str>, u32>,
    /// The words of ASCII letters by their [`key`].
    plain: FxHashMap<u128, u32>,
    /// A bit for each key of `plain`, by its hash: most words of a text have none.
    filter: Box<[u64; FILTER / 64]>,
    entries: Vec<Entry>,
    /// By their first character: the words of scripts without spaces, the longest first.
    unspaced: FxHashMap<char, Vec<(Box<str>, u32)>>,
    /// The same for numerals in characters.
    numerals: FxHashMap<char, Vec<(&'static str, Numeral)>>,
    /// Forms of numbers inside compounds, the longest first: `vier`, `und`, `zwanzig`.
    pieces: Vec<(Box<str>, u32)>,
    /// Words that tell whether the dates near them lie ahead.
    tenses: FxHashMap<&'static str, bool>,
    /// By the first two letters of a piece, a bit for each third one.
    begins: Box<[u32; PAIRS]>,
}

/// The longest word that has a key.
pub(crate) const KEY: usize = 16;

/// A word of at most [`KEY`] ASCII letters in one number.
pub(crate) const fn key(word: &[u8]) -> u128 {
    let (mut key, mut i) = (0, 0);
    while i < word.len() {
        key = key << 8 | (word[i] | 0x20) as u128;
        i += 1;
    }
    key
}

/// The key of the first `length` of some letters, at least one.
#[inline]
pub(crate) const fn key_of(letters: &[u8; KEY], length: usize) -> u128 {
    const SMALL: u128 = u128::from_be_bytes([0x20; KEY]);
    (u128::from_be_bytes(*letters) | SMALL) >> (8 * (KEY - length))
}

/// Pairs of letters, with room for 32 in a row.
const PAIRS: usize = 26 * 32;

/// The place of the pair of letters that a word begins with, where they are ASCII.
fn pair(word: &[u8]) -> Option<usize> {
    let letter = |i: usize| {
        let byte = word.get(i)?.to_ascii_lowercase();
        byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'))
    };
    Some(letter(0)? * 32 + letter(1)?)
}

/// Bits of the filter: 8 kB, for some 5000 words.
const FILTER: usize = 1 << 16;

/// The place of a key in the filter (Fibonacci hashing, Knuth, The Art of Computer Programming,
/// volume 3, section 6.4).
const fn place(key: u128) -> usize {
    const GOLDEN: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834;
    let [.., low, high] = key.wrapping_mul(GOLDEN).to_le_bytes();
    u16::from_le_bytes([low, high]) as usize
}

/// A word, or a whole phrase.
#[derive(Debug, Default)]
struct Entry {
    senses: Vec<Sense>,
    tags: Tags,
    /// What may follow for a phrase, the longest first, and the entry of the phrase.
    phrases: Vec<(Box<[u32]>, u32)>,
}

impl Lexicon {
    /// The lexicon of `language`, built at its first use.
    pub(crate) fn of(language: Language) -> &'static Self {
        static TABLES: [OnceLock<Lexicon>; Locale::COUNT] =
            [const { OnceLock::new() }; Locale::COUNT];
        TABLES[Locale::place(language)].get_or_init(|| Self::build(Locale::of(language), &[]))
    }

    /// The lexicon of `locale` with terms of the user's, which go before.
    pub(crate) fn build(locale: &'static Locale, own: &[(String, Term)]) -> Self {
        let mut lexicon = Self {
            words: FxHashMap::default(),
            plain: FxHashMap::default(),
            filter: Box::new([0; FILTER / 64]),
            entries: Vec::new(),
            unspaced: FxHashMap::default(),
            numerals: FxHashMap::default(),
            pieces: Vec::new(),
            tenses: FxHashMap::default(),
            begins: Box::new([0; PAIRS]),
        };
        for (form, term) in own {
            let sense = match term {
                Term::Means(sense) => *sense,
                Term::Never => Sense::Block,
            };
            lexicon.add(form, sense);
        }
        let tables = [COMMON, locale.numbers, locale.times, locale.words];
        for &(forms, sense) in tables.into_iter().flatten() {
            for form in forms.split('|') {
                match form.strip_suffix('*') {
                    None => lexicon.add_variants(form, sense, locale),
                    Some(stem) => {
                        for ending in locale.endings {
                            lexicon.add_variants(&format!("{stem}{ending}"), sense, locale);
                        }
                    }
                }
            }
        }
        lexicon.add_measures(locale);
        lexicon.tenses.extend(locale.past.iter().map(|&word| (word, false)));
        lexicon.tenses.extend(locale.future.iter().map(|&word| (word, true)));
        for (form, _) in own.iter().filter(|(_, term)| *term == Term::Never) {
            lexicon.block(form);
        }
        for entry in &mut lexicon.entries {
            let tags = entry.senses.iter().map(|&sense| Tags::of_sense(sense));
            entry.tags = tags.fold(Tags::default(), Tags::or);
            entry.phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        if locale.compounds {
            lexicon.collect_pieces();
        }
        if let Some(unspaced) = locale.unspaced {
            lexicon.collect_unspaced(unspaced);
        }
        for (form, &word) in &lexicon.words {
            if form.len() <= KEY && form.bytes().all(|b| b.is_ascii_lowercase()) {
                let key = key(form.as_bytes());
                lexicon.plain.insert(key, word);
                lexicon.filter[place(key) / 64] |= 1 << (place(key) % 64);
            }
        }
        lexicon
    }

    /// The generated names of units and currencies. A currency's code stands in capitals: `try` and
    /// `all` are words.
    fn add_measures(&mut self, locale: &'static Locale) {
        for row in locale.measures.lines().filter(|row| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let (Some(code), Some(dimension)) = (columns.next(), columns.next()) else {
                continue;
            };
            let money = dimension == "money";
            let sense = if money { Sense::Currency(code) } else { Sense::Unit(code, dimension) };
            if money {
                self.add(code, sense);
            }
            let forms = columns.next().unwrap_or_default().split('|');
            for form in forms.filter(|form| !form.is_empty()) {
                self.add_variants(form, sense, locale);
            }
        }
    }

    /// A form, and how it is typed without accents.
    fn add_variants(&mut self, form: &str, sense: Sense, locale: &Locale) {
        self.add(form, sense);
        let plain: String = form.chars().map(without_accent).collect();
        if plain != form && plain.len() > 3 && !OTHER_WORDS.contains(&plain.as_str()) {
            self.add(&plain, sense);
        }
        let mut digraphs = String::new();
        for c in form.chars() {
            match locale.digraphs.iter().find(|(letter, _)| *letter == c) {
                Some((_, pair)) => digraphs.push_str(pair),
                None => digraphs.push(c),
            }
        }
        if digraphs != form {
            self.add(&digraphs, sense);
        }
    }

    fn add(&mut self, form: &str, sense: Sense) {
        let mut words = form.split(' ');
        let first = self.intern(words.next().unwrap_or_default());
        let rest: Box<[u32]> = words.map(|word| self.intern(word)).collect();
        if rest.is_empty() {
            let senses = &mut self.entries[first as usize].senses;
            if !senses.contains(&sense) {
                senses.push(sense);
            }
            return;
        }
        let known = self.entries[first as usize].phrases.iter().find(|(known, _)| *known == rest);
        let phrase = match known {
            Some(&(_, phrase)) => phrase,
            None => {
                let phrase = self.push(Entry::default());
                self.entries[first as usize].phrases.push((rest, phrase));
                phrase
            }
        };
        let senses = &mut self.entries[phrase as usize].senses;
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    /// Takes from a form all that it means.
    fn block(&mut self, form: &str) {
        let mut words = form.split(' ');
        let first = self.intern(words.next().unwrap_or_default());
        let rest: Box<[u32]> = words.map(|word| self.intern(word)).collect();
        let phrase = self.entries[first as usize].phrases.iter().find(|(known, _)| *known == rest);
        let entry = if rest.is_empty() { Some(first) } else { phrase.map(|&(_, entry)| entry) };
        if let Some(entry) = entry {
            self.entries[entry as usize].senses = vec![Sense::Block];
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        let word: String = word.chars().filter_map(letter).collect();
        if let Some(&known) = self.words.get(word.as_str()) {
            return known;
        }
        let place = self.push(Entry::default());
        self.words.insert(word.into(), place);
        place
    }

    fn push(&mut self, entry: Entry) -> u32 {
        self.entries.push(entry);
        u32::try_from(self.entries.len() - 1).expect("a table has some hundred rows")
    }

    fn collect_pieces(&mut self) {
        for (form, &entry) in &self.words {
            let numeric = |sense: &Sense| {
                matches!(
                    sense,
                    Sense::Card(_)
                        | Sense::One
                        | Sense::Mult(_)
                        | Sense::And
                        | Sense::Ord(_)
                        | Sense::Place(_)
                        | Sense::OrdMult(_)
                        | Sense::Denominator(_)
                        | Sense::Avo
                        | Sense::AndHalf
                )
            };
            if self.entries[entry as usize].senses.iter().any(numeric) && form.len() > 1 {
                self.pieces.push((form.clone(), entry));
            }
        }
        self.pieces.sort_by(|a, b| {
            let first = |piece: &str| piece.as_bytes()[0];
            first(&a.0).cmp(&first(&b.0)).then(b.0.len().cmp(&a.0.len())).then(a.0.cmp(&b.0))
        });
        for (form, _) in &self.pieces {
            let form = form.as_bytes();
            if let Some(pair) = pair(form) {
                // a piece of two letters is followed by any
                let third = form.get(2).filter(|b| b.is_ascii_lowercase());
                self.begins[pair] |= third.map_or(u32::MAX, |b| 1 << (b - b'a'));
            }
        }
    }

    fn collect_unspaced(&mut self, unspaced: &Unspaced) {
        for (form, &word) in &self.words {
            if let Some(first) = form.chars().next().filter(|c| is_unspaced(*c)) {
                self.unspaced.entry(first).or_default().push((form.clone(), word));
            }
        }
        for &(forms, numeral) in unspaced.numerals {
            for form in forms.split('|') {
                let first = form.chars().next().expect("a form has a character");
                self.numerals.entry(first).or_default().push((form, numeral));
            }
        }
        for forms in self.unspaced.values_mut() {
            forms.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        }
        for forms in self.numerals.values_mut() {
            forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        }
    }

    /// The longest word that `rest` begins with in a script without spaces: its bytes and the word.
    pub(crate) fn unspaced_word(&self, rest: &str) -> Option<(usize, u32)> {
        self.unspaced_words(rest).next()
    }

    /// All words that `rest` begins with in a script without spaces, the longest first.
    pub(crate) fn unspaced_words<'r>(
        &'r self,
        rest: &'r str,
    ) -> impl Iterator<Item = (usize, u32)> + 'r {
        let forms = rest.chars().next().and_then(|first| self.unspaced.get(&first));
        let found = forms.into_iter().flatten().filter(|(form, _)| rest.starts_with(form.as_ref()));
        found.map(|(form, word)| (form.len(), *word))
    }

    /// The longest numeral character or word that `rest` begins with, and its bytes.
    pub(crate) fn numeral(&self, rest: &str) -> Option<(usize, Numeral)> {
        let forms = self.numerals.get(&rest.chars().next()?)?;
        let found = forms.iter().find(|(form, _)| rest.starts_with(form));
        found.map(|(form, numeral)| (form.len(), *numeral))
    }

    /// The forms that begin as `rest` does with their words, the longest first.
    fn pieces_of<'p>(&'p self, rest: &'p str) -> impl Iterator<Item = (u32, usize)> + 'p {
        let first = rest.as_bytes().first().copied().unwrap_or(0);
        let from = self.pieces.partition_point(|(form, _)| form.as_bytes()[0] < first);
        self.pieces[from..]
            .iter()
            .take_while(move |(form, _)| form.as_bytes()[0] == first)
            .filter(move |(form, _)| rest.starts_with(form.as_ref()))
            .map(|&(ref form, entry)| (entry, form.len()))
    }

    /// The word with this folded form.
    pub(crate) fn word(&self, folded: &str) -> Option<u32> {
        self.words.get(folded).copied()
    }

    /// The word of ASCII letters with this [`key`].
    #[inline]
    pub(crate) fn plain_word(&self, key: u128) -> Option<u32> {
        let place = place(key);
        if self.filter[place / 64] & (1 << (place % 64)) == 0 {
            return None;
        }
        self.plain.get(&key).copied()
    }

    /// Whether a word of ASCII letters begins as some number in one word does.
    pub(crate) fn begins_compound(&self, word: &[u8]) -> bool {
        match (pair(word), word.get(2)) {
            (Some(pair), Some(third)) => self.begins[pair] & (1 << ((third | 0x20) - b'a')) != 0,
            _ => false,
        }
    }

    /// Whether a word puts the dates near it in the future; `None` where it tells nothing.
    pub(crate) fn tense(&self, folded: &str) -> Option<bool> {
        self.tenses.get(folded).copied()
    }

    /// What a word or phrase may mean.
    #[inline]
    pub(crate) fn senses(&self, word: u32) -> &[Sense] {
        &self.entries[word as usize].senses
    }

    /// The kinds of senses of a word or phrase.
    #[inline]
    pub(crate) fn tags(&self, word: u32) -> Tags {
        self.entries[word as usize].tags
    }

    /// The phrases a word begins: what follows, the longest first, and the phrase.
    #[inline]
    pub(crate) fn phrases(&self, word: u32) -> &[(Box<[u32]>, u32)] {
        &self.entries[word as usize].phrases
    }

    /// Splits a number written in one word (« dreiundzwanzig ») into its words with their lengths
    /// in bytes; none when it is no such number. The longest piece that leaves a way to the end is
    /// taken first.
    pub(crate) fn compound(&self, folded: &str, locale: &Locale) -> Option<Vec<(u32, usize)>> {
        // The longest one below a million in German has 65 letters, with an ordinal ending 69.
        const LONGEST: usize = 100;
        if self.pieces.is_empty() || folded.len() > LONGEST {
            return None;
        }
        self.pieces_of(folded).next()?;
        // from the end: the piece that leads on from each place, by its length
        let mut leads = [None::<(u32, usize)>; LONGEST + 1];
        for at in (0..folded.len()).rev().filter(|&at| folded.is_char_boundary(at)) {
            leads[at] = self
                .pieces_of(&folded[at..])
                .find(|&(_, len)| at + len == folded.len() || leads[at + len].is_some());
        }
        let (mut at, mut found) = (0, Vec::new());
        while let Some(piece) = leads[at] {
            found.push(piece);
            at += piece.1;
        }
        let senses = found.iter().map(|&(word, _)| self.senses(word));
        (found.len() > 1 && number::is_one_word(senses, locale)).then_some(found)
    }
}

/// The letter that stands for this one in the tables; none for a sign that may be left out.
///
/// Arabic: the seats of hamza and alif maqsura, which many write without; vowel signs and tatweel.
/// Devanagari: nukta, and chandrabindu for anusvara.
pub(crate) const fn letter(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' => 'ي',
        'ـ' | '\u{64b}'..='\u{652}' | '\u{93c}' | '\u{200c}' | '\u{200d}' => return None,
        '\u{901}' => '\u{902}',
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        '\u{95f}' => 'य',
        c => c,
    })
}

/// Forms that are other words without their accents: « passe » is a verb, `meta` a goal.
const OTHER_WORDS: [&str; 2] = ["passe", "meta"];

/// The letter without its accent, for forms typed without.
pub(crate) const fn without_accent(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        c => c,
    }
}
