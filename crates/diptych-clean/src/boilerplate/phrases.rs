//! Lines as words, and the phrases of all languages in one table.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Furniture;
use crate::locale;

/// Longest phrase that is looked for at the start or inside of a line.
const LONGEST: usize = 6;

/// What a phrase tells of the line it is found in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phrase {
    pub(crate) whole: Option<Furniture>,
    pub(crate) start: Option<Furniture>,
    pub(crate) anywhere: Option<Furniture>,
    pub(crate) weak: bool,
    pub(crate) header: bool,
    pub(crate) by: bool,
    pub(crate) stop: bool,
    /// A service to share with, or a thing that is counted there.
    pub(crate) social: bool,
    /// One of them that other lines are made of too.
    pub(crate) filler: bool,
    /// The verb of a share button.
    pub(crate) shares: bool,
    /// What prompts are about.
    pub(crate) service: bool,
    /// The month, 1 to 12.
    pub(crate) month: Option<u8>,
    /// The most words that a phrase has that begins with this word and is looked for inside of
    /// lines: at their start, or anywhere.
    longest_start: u8,
    longest_anywhere: u8,
}

static TABLE: LazyLock<FxHashMap<String, Phrase>> = LazyLock::new(|| {
    let mut table: FxHashMap<String, Phrase> = FxHashMap::default();
    let mut words = Words::default();
    let mut key = |phrase: &str| {
        words.read(&phrase.replace('#', "0"));
        words.normal.clone()
    };
    for (_, locale) in locale::ALL {
        for &(furniture, phrases) in locale.whole {
            for phrase in phrases {
                table.entry(key(phrase)).or_default().whole.get_or_insert(furniture);
            }
        }
        for &(furniture, phrases) in locale.start {
            for phrase in phrases {
                table.entry(key(phrase)).or_default().start.get_or_insert(furniture);
            }
        }
        for &(furniture, phrases) in locale.anywhere {
            for phrase in phrases {
                table.entry(key(phrase)).or_default().anywhere.get_or_insert(furniture);
            }
        }
        for word in locale.weak {
            table.entry(key(word)).or_default().weak = true;
        }
        for word in locale.header {
            table.entry(key(word)).or_default().header = true;
        }
        for word in locale.by {
            table.entry(key(word)).or_default().by = true;
        }
        for word in locale.stop {
            table.entry(key(word)).or_default().stop = true;
        }
        for (month, names) in (1..).zip(locale.months) {
            for name in names {
                table.entry(key(name)).or_default().month.get_or_insert(month);
            }
        }
    }
    let firsts: Vec<(String, u8, bool)> = table
        .iter()
        .filter(|(_, phrase)| phrase.start.is_some() || phrase.anywhere.is_some())
        .map(|(key, phrase)| {
            let words = key.split(' ').count().min(LONGEST);
            let first = key.split(' ').next().unwrap_or_default().to_owned();
            (first, u8::try_from(words).unwrap_or(u8::MAX), phrase.anywhere.is_some())
        })
        .collect();
    for (first, words, anywhere) in firsts {
        let entry = table.entry(first).or_default();
        entry.longest_start = entry.longest_start.max(words);
        if anywhere {
            entry.longest_anywhere = entry.longest_anywhere.max(words);
        }
    }
    // What is not looked for inside of lines.
    for (_, locale) in locale::ALL {
        for word in locale.social {
            table.entry(key(word)).or_default().social = true;
        }
        for word in locale.filler {
            table.entry(key(word)).or_default().filler = true;
        }
        for word in locale.share {
            table.entry(key(word)).or_default().shares = true;
        }
        for word in locale.service {
            table.entry(key(word)).or_default().service = true;
        }
        for phrase in locale.counted {
            table.entry(key(phrase)).or_default().whole.get_or_insert(Furniture::Navigation);
        }
    }
    table
});

/// The words that open a phrase which is looked for anywhere.
static OPENERS: LazyLock<Filter> = LazyLock::new(|| {
    let mut filter = Filter([0; 64]);
    for (word, phrase) in TABLE.iter() {
        if phrase.longest_anywhere > 0 {
            filter.add(word);
        }
    }
    filter
});

/// A set of words that says at once of most others that they are not in it (Bloom 1970).
struct Filter([u64; 64]);

impl Filter {
    /// The bit of a word: of its length, its first two bytes and its last one.
    fn bit(word: &str) -> usize {
        let bytes = word.as_bytes();
        let at = |i: usize| bytes.get(i).map_or(0, |&b| usize::from(b));
        let last = bytes.last().map_or(0, |&b| usize::from(b));
        (at(0) * 31 + at(1) * 7 + last * 131 + bytes.len() * 517) % 4096
    }

    fn add(&mut self, word: &str) {
        let bit = Self::bit(word);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether the word may be in the set; `false` is sure.
    fn may_hold(&self, word: &str) -> bool {
        let bit = Self::bit(word);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// The words of a line: lower case, separated by one space, each number as `#`.
///
/// A word also ends between a figure and a letter and before a capital after a small letter, for
/// widgets run together: `12FollowersFollow` is `# followers follow`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    normal: String,
    /// Start and end of each word in `normal`.
    bounds: Vec<(usize, usize)>,
}

impl Words {
    /// Reads a line anew.
    pub(crate) fn read(&mut self, line: &str) {
        self.normal.clear();
        self.bounds.clear();
        let mut previous = ' ';
        let mut open = false;
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            // Most of a line: the rest of a word in small letters of ASCII.
            if open && previous.is_ascii_lowercase() {
                let run = rest.bytes().take_while(u8::is_ascii_lowercase).count();
                if run > 0 {
                    self.normal.push_str(&rest[..run]);
                    rest = &rest[run..];
                    continue;
                }
            }
            rest = &rest[c.len_utf8()..];
            let c = if c == '’' { '\'' } else { c };
            let next = || rest.chars().next().unwrap_or(' ');
            let inner = open
                && matches!(c, '\'' | '-')
                && next().is_alphabetic()
                && previous.is_alphabetic();
            // Groups and decimals belong to one number: `1,234`, `4.5`.
            let grouped = open
                && matches!(c, ',' | '.')
                && previous.is_ascii_digit()
                && next().is_ascii_digit();
            if c.is_alphanumeric() || inner || c == '©' {
                let cut = open
                    && ((previous.is_numeric() && c.is_alphabetic())
                        || (previous.is_alphabetic() && c.is_numeric())
                        || (previous.is_lowercase() && c.is_uppercase())
                        || c == '©'
                        || previous == '©');
                if !open || cut {
                    self.close(open);
                    if !self.normal.is_empty() {
                        self.normal.push(' ');
                    }
                    self.bounds.push((self.normal.len(), self.normal.len()));
                    open = true;
                }
                if c.is_numeric() {
                    if !self.normal.ends_with('#') {
                        self.normal.push('#');
                    }
                } else if c.is_ascii() {
                    self.normal.push(c.to_ascii_lowercase());
                } else {
                    self.normal.extend(c.to_lowercase());
                }
            } else if grouped {
                previous = '0';
                continue;
            } else {
                self.close(open);
                open = false;
            }
            previous = c;
        }
        self.close(open);
    }

    fn close(&mut self, open: bool) {
        if let (true, Some(last)) = (open, self.bounds.last_mut()) {
            last.1 = self.normal.len();
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.bounds.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bounds.is_empty()
    }

    /// The words one by one.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.bounds.iter().map(|&(start, end)| &self.normal[start..end])
    }

    /// Words `from` to `to` as one phrase.
    fn phrase(&self, from: usize, to: usize) -> &str {
        &self.normal[self.bounds[from].0..self.bounds[to - 1].1]
    }

    /// What the whole line says.
    pub(crate) fn whole(&self) -> Phrase {
        lookup(&self.normal)
    }

    /// The longest phrase at the start of the line that says something, and its length in words.
    pub(crate) fn start(&self) -> Option<(Furniture, usize)> {
        let longest = usize::from(lookup(self.iter().next()?).longest_start);
        (1..=longest.min(self.len()))
            .rev()
            .find_map(|n| Some((lookup(self.phrase(0, n)).start?, n)))
    }

    /// The first phrase anywhere in the line that says something.
    pub(crate) fn anywhere(&self) -> Option<Furniture> {
        self.iter().enumerate().find_map(|(i, word)| {
            if !OPENERS.may_hold(word) {
                return None;
            }
            let longest = usize::from(lookup(word).longest_anywhere);
            (1..=longest.min(self.len() - i)).find_map(|n| lookup(self.phrase(i, i + n)).anywhere)
        })
    }

    /// The words of an author mark (`By`) at the start; 0 for none.
    pub(crate) fn by(&self) -> usize {
        (1..=3.min(self.len())).rev().find(|&n| lookup(self.phrase(0, n)).by).unwrap_or(0)
    }
}

/// What a phrase says; nothing when it is not known.
pub(crate) fn lookup(phrase: &str) -> Phrase {
    TABLE.get(phrase).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let mut words = Words::default();
        words.read(line);
        assert_eq!(words.normal, expected);
        assert_eq!(words.iter().collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn lines_as_words() {
        check("12,400FollowersFollow", "# followers follow");
        check("- Publicité -spot_img", "publicité spot img");
        check("Suivez-nous sur l’appli, vite !", "suivez-nous sur l'appli vite");
        check("© 2019 Oak Ltd.", "© # oak ltd");
        check("", "");
    }

    #[test]
    fn phrases_of_all_languages() {
        let mut words = Words::default();
        words.read("Laisser un commentaire");
        assert_eq!(words.whole().whole, Some(Furniture::Comments));
        words.read("Lesen Sie auch: Brücke gesperrt");
        assert_eq!(words.start(), Some((Furniture::Related, 3)));
        words.read("The post Rain again appeared first on Dale Mail.");
        assert_eq!(words.anywhere(), Some(Furniture::Source));
    }
}
