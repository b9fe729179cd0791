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
    "a", "about", "after", "an", "and", "are", "as", "at", "be", "been", "before", "but", "by",
    "can", "did", "do", "for", "from", "had", "has", "have", "he", "her", "his", "if", "in",
    "into", "is", "it", "its", "not", "of", "on", "or", "our", "out", "over", "she", "so", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "up",
    "was", "we", "were", "what", "when", "where", "which", "while", "who", "will", "with", "would",
    "you",
];
const FR: &[&str] = &[
    "apres", "au", "aussi", "aux", "avait", "avec", "ce", "ces", "cet", "cette", "comme", "dans",
    "de", "des", "dont", "du", "elle", "en", "entre", "est", "et", "etait", "etre", "il", "ils",
    "la", "le", "les", "leur", "lui", "mais", "meme", "ne", "nous", "on", "ont", "ou", "par",
    "pas", "plus", "pour", "que", "qui", "sa", "sans", "se", "ses", "si", "son", "sont", "sous",
    "sur", "un", "une", "vers", "vous",
];
const DE: &[&str] = &[
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "beim", "bis", "das", "dass", "dem",
    "den", "der", "des", "die", "durch", "ein", "eine", "einem", "einen", "einer", "er", "es",
    "fur", "haben", "hat", "ich", "im", "in", "ist", "kann", "mit", "nach", "nicht", "nur", "oder",
    "sich", "sie", "sind", "so", "uber", "um", "und", "vom", "von", "vor", "war", "waren", "was",
    "wenn", "wie", "wir", "wird", "wurde", "zu", "zum", "zur",
];
const ES: &[&str] = &[
    "a", "al", "como", "con", "cuando", "de", "del", "desde", "e", "el", "ella", "en", "entre",
    "es", "esta", "este", "fue", "ha", "han", "hasta", "la", "las", "le", "les", "lo", "los",
    "mas", "muy", "ni", "no", "o", "para", "pero", "por", "porque", "que", "se", "si", "sin",
    "sobre", "son", "su", "sus", "tambien", "un", "una", "y", "ya",
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
