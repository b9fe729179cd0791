//! Language tables: facts in `locale/<code>.rs`, abbreviations in `data/abbreviations/<code>.txt`.

use diptych_text::Language;

mod bg;
mod caseless;
mod cs;
mod da;
mod de;
mod el;
mod en;
mod es;
mod fi;
mod fr;
mod it;
mod nl;
mod pl;
mod pt;
mod ro;
mod ru;
mod sk;
mod sv;
mod tr;
mod uk;

/// What the rules know about one language.
#[derive(Debug)]
pub(crate) struct Locale {
    /// The rows of the abbreviation table.
    pub(crate) abbreviations: &'static str,
    /// Words, in lower case, that often open a sentence and seldom stand inside a name.
    pub(crate) starters: &'static [&'static str],
    /// Verbs of saying that follow a speaker's name after a quotation.
    pub(crate) attribution: &'static [&'static str],
    /// Month names, as they stand after an ordinal number with a stop.
    pub(crate) months: &'static [&'static str],
    /// Whether ordinal numbers are written with a stop: `7. Oktober`, `XIV.`
    pub(crate) ordinal_stop: bool,
    /// Words, in lower case and without their apostrophe, that elide before a vowel.
    pub(crate) elisions: &'static [&'static str],
    /// How compounds end that are cut off with a stop before a number: `Innstr. 4`.
    pub(crate) abbreviation_tails: &'static [&'static str],
    /// Words with a capital that go on after an abbreviation which else ends its sentence, such as a
    /// week day after `5 p.m.`
    pub(crate) continuations: &'static [&'static str],
    /// What goes on with the sentence right after a quotation that closes on a mark: particles.
    pub(crate) after_quote: &'static [&'static str],
    /// Small words inside a name with capitals, as in a speaker's.
    pub(crate) name_particles: &'static [&'static str],
    /// Words in lower case that open a sentence before a capital: Dutch `'s Nachts`.
    pub(crate) small_openers: &'static [&'static str],
    /// ASCII marks that end sentences in this language alone: `;` in Greek, `:` in Armenian.
    pub(crate) stops: &'static [char],
}

impl Locale {
    /// What holds for a language without a table: titles and Latin abbreviations that are
    /// international, and no more.
    pub(crate) const GENERAL: Self = Self {
        abbreviations: include_str!("../data/abbreviations/und.txt"),
        starters: &[],
        attribution: &[],
        months: &[],
        ordinal_stop: false,
        elisions: &[],
        abbreviation_tails: &[],
        continuations: &[],
        after_quote: &[],
        name_particles: &["de", "van", "von", "der", "da", "di", "al", "bin", "the"],
        small_openers: &[],
        stops: &[],
    };

    pub(crate) fn is_month(&self, word: &str) -> bool {
        self.months.contains(&word)
    }
}

/// Small differences from the general table, for languages without a file of their own.
const ORDINAL_STOP: Locale = Locale { ordinal_stop: true, ..Locale::GENERAL };
const ARMENIAN: Locale = Locale { stops: &[':'], ..Locale::GENERAL };
const ELIDING: Locale =
    Locale { elisions: &["l", "d", "s", "m", "t", "n", "qu"], ..Locale::GENERAL };

/// Every table, for the tests.
#[cfg(test)]
pub(crate) const ALL: &[&Locale] = &[
    &Locale::GENERAL,
    &bg::BG,
    &cs::CS,
    &da::DA,
    &de::DE,
    &en::EN,
    &es::ES,
    &fr::FR,
    &it::IT,
    &nl::NL,
    &pl::PL,
    &pt::PT,
    &ru::RU,
    &sk::SK,
    &sv::SV,
    &uk::UK,
    &ro::RO,
    &el::EL,
    &tr::TR,
    &fi::FI,
    &caseless::AR,
    &caseless::HE,
    &caseless::FA,
    &caseless::HI,
    &caseless::TH,
];

/// The table of `language`; the general one when it has none.
pub(crate) fn of(language: Language) -> &'static Locale {
    match language.code() {
        "bg" => &bg::BG,
        "cs" => &cs::CS,
        "da" | "nb" | "nn" | "no" => &da::DA,
        "de" => &de::DE,
        "en" => &en::EN,
        "es" => &es::ES,
        "fr" => &fr::FR,
        "it" => &it::IT,
        "nl" => &nl::NL,
        "pl" => &pl::PL,
        "pt" => &pt::PT,
        "ru" => &ru::RU,
        "sk" => &sk::SK,
        "sv" => &sv::SV,
        "uk" => &uk::UK,
        "ro" => &ro::RO,
        "el" => &el::EL,
        "tr" => &tr::TR,
        "fi" => &fi::FI,
        "ar" => &caseless::AR,
        "he" => &caseless::HE,
        "fa" => &caseless::FA,
        "hi" | "mr" | "ne" => &caseless::HI,
        "th" => &caseless::TH,
        "ko" => &caseless::KO,
        "ja" => &caseless::JA,
        "zh" => &caseless::ZH,
        "ca" | "oc" => &ELIDING,
        "hy" => &ARMENIAN,
        // Ordinals are written with a stop, and capitals after them are rare.
        "hu" | "sl" | "hr" | "bs" | "sr" | "et" | "lv" => &ORDINAL_STOP,
        _ => &Locale::GENERAL,
    }
}
