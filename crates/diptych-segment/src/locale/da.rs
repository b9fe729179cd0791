//! Danish and Norwegian.

use super::Locale;

pub(crate) const DA: Locale = Locale {
    abbreviations: include_str!("../../data/abbreviations/da.txt"),
    starters: &[
        "den", "det", "de", "en", "et", "denne", "dette", "disse", "han", "hun", "vi", "i", "jeg",
        "du", "man", "hans", "hendes", "hennes", "deres", "vores", "vår", "min", "din", "sin",
        "på", "af", "av", "til", "fra", "med", "uden", "uten", "for", "om", "under", "over",
        "mellem", "mellom", "ved", "efter", "etter", "før", "siden", "ifølge", "mod", "mot", "når",
        "hvor", "her", "der", "da", "nu", "nå", "som", "at", "fordi", "mens", "men", "og", "eller",
        "så", "også", "bare", "kun", "allerede", "dag", "hvad", "hva", "hvem", "hvilken",
        "hvorfor", "hvordan", "alle", "alt", "mange", "nogle", "noen", "hver", "andre", "ikke",
        "er", "var", "har", "havde", "hadde", "kan", "skal", "vil", "bliver", "blir", "dog", "to",
        "tre", "hvis", "ja", "nej", "nei",
    ],
    attribution: &[
        "sagde", "sa", "siger", "sier", "spurgte", "spurte", "spørger", "spør", "råbte", "ropte",
        "svarede", "svarte", "svarer",
    ],
    months: &[
        "januar",
        "februar",
        "marts",
        "mars",
        "april",
        "maj",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
        "desember",
    ],
    ordinal_stop: true,
    ..Locale::GENERAL
};
