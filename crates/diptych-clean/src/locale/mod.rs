//! What lines that are not text say, language by language.
//!
//! Written by hand from common page furniture (2026-11); all languages are looked up for every
//! document, for a page in one language often carries widgets in another.

mod any;
mod de;
mod en;
mod es;
mod fr;
mod it;
mod nl;
mod pt;

use crate::boilerplate::Furniture;

/// The lexicon of one language. Phrases are lower case, words separated by one space; `#` is any
/// number.
pub(crate) struct Locale {
    /// Lines that say just this.
    pub(crate) whole: &'static [(Furniture, &'static [&'static str])],
    /// Short lines that start so.
    pub(crate) start: &'static [(Furniture, &'static [&'static str])],
    /// Lines of up to 40 words that say so anywhere.
    pub(crate) anywhere: &'static [(Furniture, &'static [&'static str])],
    /// Lines that say just this are furniture beside furniture, and may be text elsewhere.
    pub(crate) weak: &'static [&'static str],
    /// Words of a line that gives date and section: `Published`, `News`.
    pub(crate) header: &'static [&'static str],
    /// What an author's name follows: `By`.
    pub(crate) by: &'static [&'static str],
    /// Names of the months, January first, with their short forms.
    pub(crate) months: [&'static [&'static str]; 12],
    /// Frequent words that sentences have and menus do not.
    pub(crate) stop: &'static [&'static str],
    /// Marks of time and of pages: `# min read`.
    pub(crate) counted: &'static [&'static str],
    /// Names of share buttons and what is counted on them, each alone or in a row.
    pub(crate) social: &'static [&'static str],
    /// Those of `social` that other lines are made of too: `You in?`
    pub(crate) filler: &'static [&'static str],
    /// The verbs of share buttons.
    pub(crate) share: &'static [&'static str],
    /// What prompts for newsletters, comments and the like are about.
    pub(crate) service: &'static [&'static str],
    /// What stands in and between the names of authors.
    pub(crate) joins: &'static [&'static str],
    /// How captions open.
    pub(crate) captions: &'static [&'static str],
    /// How picture credits end, brackets left out.
    pub(crate) credits: &'static [&'static str],
    /// What may follow a figure in a date or time, as it is written: `3rd`, `14h`.
    pub(crate) ordinals: &'static [&'static str],
}

impl Locale {
    /// Says nothing.
    const EMPTY: Self = Self {
        whole: &[],
        start: &[],
        anywhere: &[],
        weak: &[],
        header: &[],
        by: &[],
        months: [&[]; 12],
        stop: &[],
        counted: &[],
        social: &[],
        filler: &[],
        share: &[],
        service: &[],
        joins: &[],
        captions: &[],
        credits: &[],
        ordinals: &[],
    };

    /// An upper bound of how many different words and phrases it has, first words included.
    pub(crate) fn size(&self) -> usize {
        let kinds = [self.whole, self.start, self.anywhere].concat();
        let lists =
            [self.weak, self.header, self.by, self.stop, self.counted, self.social, self.service];
        2 * kinds.iter().map(|(_, phrases)| phrases.len()).sum::<usize>()
            + self.months.concat().len()
            + lists.iter().map(|list| list.len()).sum::<usize>()
    }
}

/// All languages that have a lexicon, and what holds in any.
pub(crate) const ALL: [(&str, &Locale); 8] = [
    ("und", &any::LOCALE),
    ("en", &en::LOCALE),
    ("fr", &fr::LOCALE),
    ("de", &de::LOCALE),
    ("es", &es::LOCALE),
    ("it", &it::LOCALE),
    ("pt", &pt::LOCALE),
    ("nl", &nl::LOCALE),
];
