//! What lines that are not text say, language by language.
//!
//! Written by hand from common page furniture (2026-11); all languages are looked up for every
//! document, for a page in one language often carries widgets in another.

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
}

/// All languages that have a lexicon.
pub(crate) const ALL: [(&str, &Locale); 7] = [
    ("en", &en::LOCALE),
    ("fr", &fr::LOCALE),
    ("de", &de::LOCALE),
    ("es", &es::LOCALE),
    ("it", &it::LOCALE),
    ("pt", &pt::LOCALE),
    ("nl", &nl::LOCALE),
];
