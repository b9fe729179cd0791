//! What is known of names before any text is read: places, institutions, peoples, events, given
//! names, and words that stand beside names.

use std::sync::LazyLock;

use diptych_text::Span;
use rustc_hash::FxHashMap;

use super::inflect::{inflect, parts};
use super::token::{Shape, Stretches, Token, is_alphanumeric};
use crate::Kind;

/// The longest name, in words.
const LONGEST: usize = 8;

/// Names of so many letters are matched in their own case only: `US`, the Dutch `Est`.
const SHORT: usize = 3;

macro_rules! classes {
    ($($name:ident $bit:literal $doc:literal,)*) => {
        /// What a name or word is known as; a set of bits.
        impl Class { $(
            #[doc = $doc]
            pub(crate) const $name: Self = Self(1 << $bit);
        )* }
    };
}

/// What a name or word is known as: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(pub(crate) u32);

classes! {
    COUNTRY 0 "A country, state or area larger than one.",
    REGION 1 "A region, sea, river, or a city well known enough for a table by hand.",
    CITY 2 "A city above 500,000, or one that gives a time zone its name.",
    TOWN 3 "A city above 15,000.",
    GROUP 4 "A people, religion, political family.",
    ORGANIZATION 5 "An institution, firm, club.",
    EVENT 6 "A war, cup, holiday.",
    GIVEN 7 "A given name.",
    TITLE 8 "A title or role before a person's name.",
    COMPANY 9 "A word that ends the name of a firm or club.",
    INSTITUTION 10 "A word within the name of an institution.",
    PLACE 11 "A word within the name of a place.",
    OCCASION 12 "A word within the name of an event.",
    NOT 13 "A word that is capitalised but names nothing: months, days, words that start sentences.",
    PARTICLE 14 "A small word inside the names of people: `bin`, `von`, `de la`.",
    TIE 15 "A small word that ties the parts of an institution's name: `University of Leeds`.",
    PREPOSITION 16 "A word before a place: `in Lagos`, « à Lille ».",
}

impl Class {
    /// Names that stand for something with an id.
    pub(crate) const NAMED: Self = Self(0x7f);
    /// What the models look at beside names; the others serve the patterns alone.
    pub(crate) const SEEN: Self = Self(0x3f80);
    /// Places of any size.
    pub(crate) const PLACES: Self = Self(0x0f);

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What is known under one key.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) classes: Class,
    /// How the tables write what is named.
    written: Case,
    /// How the tables write the words beside names.
    cue: Case,
    /// Two or three letters: only the case of the tables is matched.
    short: bool,
    /// A longer name starts with this one.
    prefix: bool,
    /// The tables write it like this, not a form of it alone.
    plain: bool,
    /// The languages of which it is a word of grammar.
    function: u8,
    ids: [Option<&'static str>; 4],
}

/// How a name is written: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Case(u8);

impl Case {
    /// `israéliens`, `ministère de la Défense`.
    const SMALL: Self = Self(1);
    /// `Egypt`, `New York`.
    const TITLE: Self = Self(2);
    /// `US`, `OMS`.
    const CAPITALS: Self = Self(4);

    /// How a name of these tokens is written.
    const fn of(first: Shape, words: usize) -> Self {
        match first {
            _ if !first.capital => Self::SMALL,
            _ if words == 1 && first.is_acronym() => Self::CAPITALS,
            _ => Self::TITLE,
        }
    }

    /// Whether a name that the tables write like this may stand in a text as `found`: what is
    /// small may begin a sentence, any but a short one may be in capitals; never the reverse.
    const fn matches(self, found: Self, short: bool) -> bool {
        let wanted = match found {
            Self::SMALL => Self::SMALL.0,
            Self::CAPITALS if short => Self::CAPITALS.0,
            Self::CAPITALS => Self::SMALL.0 | Self::TITLE.0 | Self::CAPITALS.0,
            _ => Self::SMALL.0 | Self::TITLE.0,
        };
        self.0 & wanted != 0
    }
}

/// The languages whose words of grammar are known, as bits of a set.
const LANGUAGES: [&str; 7] = ["en", "fr", "de", "es", "it", "pt", "nl"];

/// The bit of a language; none for one without words of grammar here.
pub(crate) fn language_bit(code: &str) -> u8 {
    LANGUAGES.iter().position(|known| *known == code).map_or(0, |i| 1 << i)
}

impl Entry {
    /// The id without its prefix, for a name of this kind.
    pub(crate) fn id(&self, kind: Kind) -> Option<&'static str> {
        slot(kind).and_then(|slot| self.ids[slot])
    }

    /// Whether it is a word of grammar of the language with this bit.
    pub(crate) const fn is_function(&self, language: u8) -> bool {
        self.function & language != 0
    }
}

const fn slot(kind: Kind) -> Option<usize> {
    match kind {
        Kind::Location => Some(0),
        Kind::Organization => Some(1),
        Kind::Group => Some(2),
        Kind::Event => Some(3),
        _ => None,
    }
}

/// A name of the gazetteer found in a stretch of tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// The first token.
    pub(crate) start: usize,
    /// The token after the last.
    pub(crate) end: usize,
    pub(crate) classes: Class,
}

/// All tables, keyed by the hash of a name's words.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    entries: FxHashMap<u64, Entry>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

impl Gazetteer {
    /// The tables, read once.
    pub(crate) fn get() -> &'static Self {
        &GAZETTEER
    }

    fn load() -> Self {
        let mut gazetteer = Self::default();
        let tables = [
            (include_str!("../../data/names/regions.txt"), Class::REGION, Kind::Location),
            (
                include_str!("../../data/names/organizations.txt"),
                Class::ORGANIZATION,
                Kind::Organization,
            ),
            (include_str!("../../data/names/events.txt"), Class::EVENT, Kind::Event),
            (include_str!("../../data/names/places.txt"), Class::TOWN, Kind::Location),
        ];
        for (table, class, kind) in tables {
            gazetteer.read_names(table, class, kind);
        }
        gazetteer.read_groups(include_str!("../../data/names/groups.txt"));
        for name in rows(include_str!("../../data/names/given.txt")).flat_map(str::split_whitespace)
        {
            gazetteer.add(name, Class::GIVEN, None);
        }
        gazetteer.read_cues(include_str!("../../data/names/cues.txt"));
        gazetteer
    }

    /// `id|name|name`, or a name alone whose slug is its id; `[section]` lines set the class.
    fn read_names(&mut self, table: &'static str, class: Class, kind: Kind) {
        let slot = slot(kind).expect("tables of names are of kinds with ids");
        let mut class = class;
        for row in rows(table) {
            match row {
                "[country]" => class = Class::COUNTRY,
                "[city]" => class = Class::CITY,
                "[town]" => class = Class::TOWN,
                _ => match row.split_once('|') {
                    Some((id, names)) => {
                        let country = slot == 0 && id.len() == 2;
                        let class = if country { Class::COUNTRY } else { class };
                        for name in names.split('|') {
                            if let Some(language) = inflected(name) {
                                inflect(language, name, |form| {
                                    self.add(form, class, Some((slot, id)));
                                });
                            }
                            if let Some(entry) = self.add(name, class, Some((slot, id))) {
                                entry.plain = true;
                            }
                        }
                    }
                    None => {
                        self.add(row, class, Some((slot, "")));
                    }
                },
            }
        }
    }

    /// `id|en form form|fr form`, inflected.
    fn read_groups(&mut self, table: &'static str) {
        for row in rows(table) {
            let mut parts = row.split('|');
            let id = parts.next().unwrap_or_default();
            for part in parts {
                let mut forms = part.split(' ');
                let language = forms.next().unwrap_or_default();
                for form in forms {
                    let plain = form.replace('_', " ");
                    match plain.strip_prefix('=') {
                        Some(fixed) => {
                            self.add(fixed, Class::GROUP, Some((2, id)));
                        }
                        None => inflect(language, &plain, |form| {
                            self.add(form, Class::GROUP, Some((2, id)));
                        }),
                    }
                }
            }
        }
    }

    /// `[class] language`, then words.
    fn read_cues(&mut self, table: &'static str) {
        let mut class = Class::NOT;
        let mut function = 0;
        for row in rows(table) {
            if let Some((head, language)) =
                row.strip_prefix('[').and_then(|row| row.split_once(']'))
            {
                function = 0;
                class = match head {
                    "title" => Class::TITLE,
                    "company" => Class::COMPANY,
                    "institution" => Class::INSTITUTION,
                    "place" => Class::PLACE,
                    "event" => Class::OCCASION,
                    "particle" => Class::PARTICLE,
                    "tie" => Class::TIE,
                    "preposition" => Class::PREPOSITION,
                    "function" => {
                        function = language_bit(language.trim());
                        Class::NOT
                    }
                    _ => Class::NOT,
                };
                continue;
            }
            for word in row.split_whitespace() {
                if let Some(entry) = self.add(word, class, None) {
                    entry.function |= function;
                }
            }
        }
    }

    /// Adds a class to a name; gives its entry, `None` for one without words.
    fn add(
        &mut self,
        name: &str,
        class: Class,
        id: Option<(usize, &'static str)>,
    ) -> Option<&mut Entry> {
        let mut tokens = Vec::new();
        Stretches::new(name).next_into(&mut tokens);
        tokens.retain(|token| token.shape.word);
        let (last, before) = tokens.split_last()?;
        let mut key = 0;
        for token in before {
            key = extend(key, token);
            self.entries.entry(key).or_default().prefix = true;
        }
        let entry = self.entries.entry(extend(key, last)).or_default();
        let case = Case::of(tokens[0].shape, tokens.len());
        entry.classes.0 |= class.0;
        if class.has(Class::NAMED) {
            entry.written.0 |= case.0;
            entry.short = name.chars().filter(|c| is_alphanumeric(*c)).count() <= SHORT;
        } else {
            entry.cue.0 |= case.0;
        }
        if let Some((slot, id)) = id {
            entry.ids[slot].get_or_insert(id);
        }
        Some(entry)
    }

    /// The names of `tokens`, the longest at each place, from left to right, and in `marks` what
    /// each single word is known as.
    pub(crate) fn find(&self, tokens: &[Token], hits: &mut Vec<Hit>, marks: &mut Vec<Class>) {
        hits.clear();
        marks.clear();
        let mut covered = 0;
        for (i, token) in tokens.iter().enumerate() {
            let single = self.entries.get(&extend(0, token)).filter(|_| token.shape.word);
            let Some(single) = single else {
                marks.push(Class::default());
                continue;
            };
            let fits = single.cue != Case::CAPITALS || token.shape.is_acronym();
            marks.push(Class(if fits { single.classes.0 & !Class::NAMED.0 } else { 0 }));
            if i < covered {
                continue;
            }
            if let Some((end, entry)) = self.longest(tokens, i, Class::NAMED) {
                hits.push(Hit { start: i, end, classes: entry.classes });
                covered = end;
            }
        }
    }

    /// The longest name that starts with token `start` and is of one of `classes`.
    fn longest(&self, tokens: &[Token], start: usize, classes: Class) -> Option<(usize, &Entry)> {
        let mut best = None;
        let mut key = 0;
        let mut words = 0;
        for (i, token) in tokens.iter().enumerate().skip(start) {
            if !token.shape.word {
                let gap = tokens[i - 1].end == token.start || token.end - token.start == 1;
                if gap && i + 1 < tokens.len() && token.end - token.start <= 3 {
                    continue; // hyphens, stops and apostrophes between words
                }
                break;
            }
            words += 1;
            if words > LONGEST || i - start > 2 * LONGEST {
                break;
            }
            key = extend(key, token);
            let Some(entry) = self.entries.get(&key) else { break };
            let case = Case::of(tokens[start].shape, words);
            if entry.classes.has(classes) && entry.written.matches(case, entry.short) {
                best = Some((i + 1, entry));
            }
            if !entry.prefix {
                break;
            }
        }
        best
    }

    /// The part of a span that is the name of the tables, without small words that are written
    /// together with it: `בחיפה`, `서울에서`. A whole span where the tables have none or have it so.
    pub(crate) fn bare(&self, text: &str, span: Span, tokens: &mut Vec<Token>) -> Span {
        let surface = &text[span];
        let Some(language) = inflected(surface) else { return span };
        let mut is_plain = |part: &str| {
            Stretches::new(part).next_into(tokens);
            self.lookup(tokens).is_some_and(|entry| entry.plain)
        };
        if is_plain(surface) {
            return span;
        }
        let part = parts(language, surface).find(|(_, part)| is_plain(part));
        part.map_or(span, |(at, part)| {
            let start = span.start + at;
            Span { start, end: start + part.len() }
        })
    }

    /// What is known of a whole name.
    pub(crate) fn lookup(&self, tokens: &[Token]) -> Option<&Entry> {
        let words = tokens.iter().filter(|token| token.shape.word);
        let key = words.fold(0, extend);
        self.entries.get(&key).filter(|entry| entry.classes != Class::default())
    }
}

pub(super) fn extend(key: u64, token: &Token) -> u64 {
    (key.rotate_left(23) ^ token.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The language whose rules tell the forms of a name, from its letters: endings of names of one word,
/// and what is written together with the word after it.
fn inflected(name: &str) -> Option<&'static str> {
    let all = |of: fn(char) -> bool| name.chars().all(of);
    if all(|c| matches!(c, '\u{400}'..='\u{4ff}')) {
        Some("ru")
    } else if all(|c| matches!(c, '\u{370}'..='\u{3ff}')) {
        Some("el")
    } else if all(|c| matches!(c, '\u{5d0}'..='\u{5ea}' | ' ')) {
        Some("he")
    } else if all(|c| matches!(c, '\u{620}'..='\u{64a}' | ' ')) {
        Some("ar")
    } else if all(|c| matches!(c, '\u{ac00}'..='\u{d7a3}' | ' ')) {
        Some("ko")
    } else {
        None
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|row| !row.is_empty() && !row.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, kind: Kind, expected: Option<&str>) {
        let mut tokens = Vec::new();
        Stretches::new(name).next_into(&mut tokens);
        let found = Gazetteer::get().lookup(&tokens).and_then(|entry| entry.id(kind));
        assert_eq!(found, expected, "{name:?}");
    }

    #[test]
    fn ids_are_the_same_in_every_language() {
        for name in ["Egypt", "Égypte", "Ägypten", "Egipto", "Egitto", "Egito", "Egypte"] {
            check(name, Kind::Location, Some("eg"));
        }
        for name in ["Israélienne", "israelíes", "Israeli", "israelische", "Israëliërs"] {
            check(name, Kind::Group, Some("il"));
        }
        for name in ["ONU", "United Nations", "Nations unies", "VN"] {
            check(name, Kind::Organization, Some("united-nations"));
        }
        check("Nirgendheim", Kind::Location, None);
    }

    #[test]
    fn capitals_and_longest() {
        let text = "US aid helps us in New York State and in Guinea-Bissau";
        let mut tokens = Vec::new();
        Stretches::new(text).next_into(&mut tokens);
        let (mut hits, mut marks) = (Vec::new(), Vec::new());
        Gazetteer::get().find(&tokens, &mut hits, &mut marks);
        let found: Vec<&str> =
            hits.iter().map(|h| &text[tokens[h.start].start..tokens[h.end - 1].end]).collect();
        assert_eq!(found, ["US", "New York State", "Guinea-Bissau"]);
    }
}
