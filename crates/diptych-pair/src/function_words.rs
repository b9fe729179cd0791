//! Small words that betray the language of a few words.

use diptych_text::Language;

use crate::document::{Document, hash};
use crate::tokens::Class;

/// The function words of a language, in lower case without accents; none for a language without
/// a table.
pub(crate) fn function_words(language: Language) -> &'static [&'static str] {
    match language.code() {
        "en" => EN,
        "fr" => FR,
        "de" => DE,
        "es" => ES,
        "it" => IT,
        "pt" => PT,
        "nl" => NL,
        _ => &[],
    }
}

/// The languages with a table.
const LANGUAGES: [Language; 7] = [
    Language::EN,
    Language::FR,
    Language::DE,
    Language::ES,
    Language::IT,
    Language::PT,
    Language::NL,
];
/// A language is told when its small words are at least one word in this many …
const ONE_IN: u32 = 6;
/// … and there are at least so many of them.
const AT_LEAST: u32 = 5;

/// The language whose small words a document uses most; unknown when none stands out.
pub(crate) fn main_language(document: &Document) -> Language {
    let words = document.forms.iter().filter(|form| form.class == Class::Word);
    let words: u32 = words.map(|form| form.count).sum();
    let uses = |language: Language| -> u32 {
        let forms = function_words(language).iter().filter_map(|word| document.find(hash(word)));
        forms.map(|form| document.forms[form as usize].count).sum()
    };
    let mut best = LANGUAGES.map(|language| (uses(language), language));
    best.sort_by_key(|&(uses, _)| std::cmp::Reverse(uses));
    let [(first, language), (second, _), ..] = best;
    let told = first >= AT_LEAST && first * ONE_IN >= words && first > second;
    if told { language } else { Language::UND }
}

const EN: &[&str] = &[
    "about", "after", "and", "are", "as", "at", "been", "before", "but", "by", "for", "from",
    "had", "has", "have", "he", "her", "his", "into", "is", "it", "its", "not", "of", "or", "she",
    "that", "the", "their", "them", "these", "they", "this", "those", "to", "was", "were", "which",
    "who", "will", "with", "would", "you",
];
const FR: &[&str] = &[
    "au", "aux", "avec", "ce", "cette", "ces", "comme", "dans", "de", "des", "du", "elle", "en",
    "est", "et", "etait", "il", "ils", "la", "le", "les", "leur", "mais", "ne", "nous", "ont",
    "ou", "par", "pas", "pour", "qui", "sa", "ses", "son", "sont", "sur", "un", "une", "vers",
    "vous",
];
const DE: &[&str] = &[
    "als", "auch", "auf", "aus", "bei", "bis", "das", "dass", "dem", "den", "der", "des", "die",
    "ein", "eine", "einem", "einen", "einer", "es", "fur", "hat", "ich", "im", "ist", "mit",
    "nach", "nicht", "oder", "sich", "sie", "sind", "uber", "um", "und", "von", "vor", "war",
    "wie", "wird", "wurde", "zu", "zum", "zur",
];
const ES: &[&str] = &[
    "a", "al", "como", "con", "cuando", "de", "del", "desde", "el", "ella", "en", "es", "esta",
    "este", "ha", "han", "hasta", "la", "las", "lo", "los", "mas", "no", "o", "para", "pero",
    "por", "que", "se", "sin", "sobre", "son", "su", "sus", "un", "una", "y", "ya",
];
const IT: &[&str] = &[
    "al", "alla", "anche", "che", "chi", "come", "con", "da", "dal", "dalla", "dei", "del",
    "della", "delle", "di", "e", "gli", "ha", "hanno", "i", "il", "in", "la", "le", "lo", "ma",
    "nel", "nella", "non", "o", "per", "piu", "quando", "questa", "questo", "si", "sono", "su",
    "sul", "un", "una",
];
const PT: &[&str] = &[
    "a", "ao", "aos", "as", "com", "como", "da", "das", "de", "do", "dos", "e", "ela", "ele", "em",
    "entre", "esta", "foi", "mais", "mas", "na", "nao", "nas", "no", "nos", "o", "os", "ou",
    "para", "pela", "pelo", "por", "quando", "que", "se", "sem", "sua", "um", "uma",
];
const NL: &[&str] = &[
    "aan", "als", "bij", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er", "haar",
    "heeft", "het", "hij", "hun", "ik", "in", "is", "maar", "met", "na", "naar", "niet", "of",
    "om", "onder", "ook", "op", "over", "te", "tot", "uit", "van", "voor", "was", "werd", "wordt",
    "zij", "zijn",
];
