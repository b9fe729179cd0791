//! What differs between languages: stop words, and phrases of policies.
//!
//! Written by hand (2026-11). The English stop words are the eight of Rae et al. (2021); those of
//! the others are as many of the commonest articles, prepositions, conjunctions and auxiliary
//! verbs. In scripts without spaces they are single characters.

/// The stop words of a language, in small letters: eight.
pub(super) fn stop_words(code: &str) -> Option<&'static [&'static str; 8]> {
    // Bokmål and Nynorsk share their commonest words.
    let code = if matches!(code, "nb" | "nn") { "no" } else { code };
    STOP_WORDS.iter().find(|(language, _)| *language == code).map(|(_, words)| words)
}

const STOP_WORDS: [(&str, [&str; 8]); 29] = [
    ("ar", ["في", "من", "على", "إلى", "أن", "عن", "التي", "مع"]),
    ("bg", ["на", "и", "в", "да", "се", "от", "за", "с"]),
    ("ca", ["de", "la", "el", "i", "que", "en", "els", "per"]),
    ("cs", ["a", "v", "se", "na", "je", "že", "s", "z"]),
    ("da", ["og", "i", "det", "at", "er", "en", "til", "af"]),
    ("de", ["der", "die", "und", "in", "den", "von", "zu", "das"]),
    ("el", ["και", "το", "να", "του", "η", "της", "με", "που"]),
    ("en", ["the", "be", "to", "of", "and", "that", "have", "with"]),
    ("es", ["de", "la", "que", "el", "en", "y", "los", "con"]),
    ("fi", ["ja", "on", "ei", "se", "että", "oli", "mutta", "hän"]),
    ("fr", ["de", "la", "le", "et", "les", "des", "en", "que"]),
    ("he", ["של", "את", "על", "לא", "הוא", "זה", "עם", "כי"]),
    ("hi", ["के", "में", "है", "की", "को", "से", "का", "और"]),
    ("hr", ["i", "u", "je", "se", "na", "da", "su", "za"]),
    ("hu", ["a", "az", "és", "hogy", "nem", "is", "egy", "volt"]),
    ("id", ["yang", "dan", "di", "dengan", "untuk", "dari", "ini", "pada"]),
    ("it", ["di", "che", "la", "e", "il", "un", "per", "in"]),
    ("ja", ["の", "に", "は", "を", "た", "が", "で", "と"]),
    ("nl", ["de", "het", "van", "een", "en", "in", "dat", "met"]),
    ("no", ["og", "i", "det", "er", "på", "en", "til", "av"]),
    ("pl", ["w", "i", "na", "się", "z", "do", "nie", "że"]),
    ("pt", ["de", "a", "o", "que", "e", "do", "da", "em"]),
    ("ro", ["de", "și", "în", "a", "la", "cu", "pe", "care"]),
    ("ru", ["и", "в", "не", "на", "что", "с", "по", "как"]),
    ("sv", ["och", "i", "att", "det", "som", "en", "på", "av"]),
    ("tr", ["ve", "bir", "bu", "de", "da", "için", "ile", "çok"]),
    ("uk", ["і", "в", "на", "не", "що", "з", "у", "до"]),
    ("vi", ["và", "của", "là", "có", "được", "trong", "cho", "không"]),
    ("zh", ["的", "一", "是", "不", "了", "在", "有", "人"]),
];

/// Phrases of cookie banners and footers, in small letters. The English ones are those of the code
/// that made C4.
pub(super) const POLICY: [&str; 33] = [
    // English
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
    // French
    "conditions d'utilisation",
    "conditions d’utilisation",
    "politique de confidentialité",
    "politique de cookies",
    "utilise des cookies",
    "utilisons des cookies",
    "utilisation de cookies",
    "utilisation des cookies",
    // German
    "nutzungsbedingungen",
    "datenschutzerklärung",
    "cookie-richtlinie",
    "verwendet cookies",
    "verwendung von cookies",
    // Spanish
    "términos de uso",
    "política de privacidad",
    "política de cookies",
    "utiliza cookies",
    "uso de cookies",
    // Italian
    "condizioni d'uso",
    "informativa sulla privacy",
    "utilizza cookie",
    "uso dei cookie",
    // Portuguese; the rest is as in Spanish
    "termos de uso",
    "política de privacidade",
    // Dutch
    "gebruiksvoorwaarden",
    "privacybeleid",
    "gebruikt cookies",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_in_small_letters() {
        assert!(STOP_WORDS.is_sorted_by(|a, b| a.0 < b.0));
        for (language, words) in STOP_WORDS {
            for (i, word) in words.iter().enumerate() {
                assert_eq!(word.to_lowercase(), *word);
                assert!(!words[..i].contains(word), "{language}: {word} comes twice");
            }
        }
    }
}
