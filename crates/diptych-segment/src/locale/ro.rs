//! Romanian.

use super::Locale;

pub(crate) const RO: Locale = Locale {
    abbreviations: include_str!("../../data/abbreviations/ro.txt"),
    starters: &[
        "în", "la", "de", "din", "cu", "fără", "pe", "pentru", "prin", "după", "până", "între",
        "sub", "peste", "despre", "el", "ea", "ei", "ele", "noi", "voi", "eu", "tu", "acest",
        "această", "acești", "aceste", "acel", "acea", "un", "o", "unii", "unele", "lui", "lor",
        "nostru", "ce", "cine", "unde", "când", "cum", "dacă", "deși", "dar", "și", "sau", "însă",
        "apoi", "acum", "atunci", "ieri", "azi", "mâine", "aici", "acolo", "toți", "toate",
        "fiecare", "alt", "alte", "mulți", "multe", "doi", "două", "trei", "era", "erau", "este",
        "sunt", "are", "au", "a", "nu", "da", "potrivit", "conform", "astfel", "totuși", "deci",
        "nici",
    ],
    attribution: &[
        "spus",
        "spune",
        "întrebat",
        "întreabă",
        "răspuns",
        "răspunde",
        "strigat",
        "adăugat",
        "zis",
        "zice",
    ],
    ..Locale::GENERAL
};
