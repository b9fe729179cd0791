//! Swedish.

use super::Locale;

pub(crate) const SV: Locale = Locale {
    abbreviations: include_str!("../../data/abbreviations/sv.txt"),
    starters: &[
        "den", "det", "de", "en", "ett", "denna", "detta", "dessa", "han", "hon", "vi", "ni",
        "jag", "du", "man", "hans", "hennes", "deras", "vår", "min", "din", "sin", "i", "på", "av",
        "till", "från", "med", "utan", "för", "om", "under", "över", "mellan", "vid", "efter",
        "före", "sedan", "enligt", "mot", "när", "där", "här", "då", "nu", "som", "att",
        "eftersom", "medan", "fast", "men", "och", "eller", "så", "också", "även", "bara", "redan",
        "idag", "igår", "imorgon", "vad", "vem", "vilken", "vilka", "varför", "hur", "alla",
        "allt", "många", "några", "varje", "andra", "inte", "är", "var", "har", "hade", "kan",
        "ska", "skall", "blir", "dock", "dessutom", "två", "tre",
    ],
    attribution: &["sade", "säger", "sa", "frågade", "frågar", "ropade", "svarade", "svarar"],
    ..Locale::GENERAL
};
