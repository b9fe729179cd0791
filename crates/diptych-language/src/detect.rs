//! One guess for one text.

use std::sync::LazyLock;

use diptych_text::Language;
use whatlang::{Detector, Info, Lang, Script};

/// The language of a text and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct LanguageGuess {
    /// The language; [`Language::UND`] when it cannot be told.
    pub language: Language,
    /// How sure, 0 to 1; 0 for [`Language::UND`].
    pub score: f64,
}

impl LanguageGuess {
    /// A language somebody named: score 1, or 0 for [`Language::UND`].
    #[must_use]
    pub fn given(language: Language) -> Self {
        Self { language, score: if language.is_known() { 1.0 } else { 0.0 } }
    }
}

/// Bytes read from the start of a text.
const HEAD: usize = 4096;

/// Bytes read from its middle when it is longer than that.
const MIDDLE: usize = 2048;

/// Tells the language of `text`.
///
/// Gives an ISO 639-1 code where there is one (`fr`), else ISO 639-3, and [`Language::UND`] with
/// score 0 for text without letters, or in a script that no known language is written in. Of a
/// long text, the first 4096 bytes and 2048 from the middle are read: time does not grow with the
/// length.
///
/// ```
/// use diptych_language::detect_language;
/// use diptych_text::Language;
///
/// assert_eq!(detect_language("Le bac de sept heures est encore en retard ce matin.").language, Language::FR);
/// assert_eq!(detect_language("12 / 34 --").language, Language::UND);
/// ```
#[must_use]
pub fn detect_language(text: &str) -> LanguageGuess {
    let und = LanguageGuess { language: Language::UND, score: 0.0 };
    let sample;
    let text = if text.len() <= HEAD + MIDDLE {
        text
    } else {
        let head = boundary(text, HEAD);
        let middle = boundary(text, (text.len() / 2).max(head));
        let end = boundary(text, middle + MIDDLE);
        sample = format!("{} {}", &text[..head], &text[middle..end]);
        sample.as_str()
    };
    let Some(info) = whatlang::detect(text) else { return und };
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(FEW_LETTERS).count();
    let sure = info.is_reliable() || (letters == FEW_LETTERS && info.confidence() >= DOUBT);
    let lang = if sure { info.lang() } else { likelier(text, &info) };
    let lang = among_nine(text, lang);
    let Ok(language) = code(lang).parse() else { return und };
    let most = if lang == info.lang() { 1.0 } else { 0.5 };
    LanguageGuess { language, score: info.confidence().clamp(0.0, most) }
}

// Set on the texts named in the crate docs; of 0, 30 and 40 letters and doubts of 0, .1, .2 and
// .35 these win most on the 20 languages for what they cost the others.

/// A text of fewer letters is short: too few trigrams tell.
const FEW_LETTERS: usize = 30;

/// Below this confidence (0 to 1) a longer text is unsure too.
const DOUBT: f64 = 0.1;

/// The languages in Latin script that come first when a text is short or unsure.
static COMMON: LazyLock<Detector> = LazyLock::new(|| {
    Detector::with_allowlist(vec![
        Lang::Eng,
        Lang::Spa,
        Lang::Deu,
        Lang::Fra,
        Lang::Por,
        Lang::Ita,
        Lang::Nld,
        Lang::Pol,
        Lang::Tur,
        Lang::Ces,
        Lang::Ind,
        Lang::Swe,
        Lang::Fin,
    ])
});

/// The likeliest language of a short or unsure text: the one in which most is written in its
/// script, unless it has letters that this one lacks.
fn likelier(text: &str, info: &Info) -> Lang {
    let has = |letters: &[char]| text.contains(letters);
    match info.script() {
        Script::Latin => COMMON.detect_lang(text).unwrap_or(info.lang()),
        // Ukrainian, Belarusian, Serbian and Macedonian letters.
        Script::Cyrillic
            if !has(&['і', 'ї', 'є', 'ґ', 'ў', 'ј', 'љ', 'њ', 'ћ', 'ђ', 'џ', 'ѓ', 'ќ', 'ѕ']) =>
        {
            Lang::Rus
        }
        // Persian and Urdu letters.
        Script::Arabic
            if !has(&['پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ٹ', 'ڈ', 'ڑ', 'ں', 'ے', 'ہ', 'ھ']) =>
        {
            Lang::Ara
        }
        Script::Devanagari => Lang::Hin,
        _ => info.lang(),
    }
}

/// Lets `whichlang` choose when `lang` is one of nine languages between which it does so better.
fn among_nine(text: &str, lang: Lang) -> Lang {
    const NINE: [(Lang, whichlang::Lang); 9] = [
        (Lang::Eng, whichlang::Lang::Eng),
        (Lang::Fra, whichlang::Lang::Fra),
        (Lang::Deu, whichlang::Lang::Deu),
        (Lang::Spa, whichlang::Lang::Spa),
        (Lang::Ita, whichlang::Lang::Ita),
        (Lang::Por, whichlang::Lang::Por),
        (Lang::Nld, whichlang::Lang::Nld),
        (Lang::Swe, whichlang::Lang::Swe),
        (Lang::Tur, whichlang::Lang::Tur),
    ];
    if NINE.iter().all(|&(one, _)| one != lang) {
        return lang;
    }
    let choice = whichlang::detect_language(text);
    NINE.iter().find(|&&(_, other)| other == choice).map_or(lang, |&(one, _)| one)
}

/// The first character boundary at or after `place`.
fn boundary(text: &str, place: usize) -> usize {
    (place..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

/// The shortest ISO 639 code of a language.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(detect_language(text).language.code(), expected, "in {text:?}");
    }

    #[test]
    fn sentences() {
        check("The seven o'clock ferry was late again this morning, and nobody said why.", "en");
        check("Die Fähre um sieben Uhr hatte heute Morgen wieder Verspätung.", "de");
        check(
            "El barco de las siete volvió a llegar tarde esta mañana y nadie explicó el motivo del retraso.",
            "es",
        );
        check(
            "Этим утром паром опять опоздал, и никто из пассажиров не объяснил, почему это случилось.",
            "ru",
        );
        check("フェリーは今朝もまた遅れました。", "ja");
    }

    #[test]
    fn short_texts() {
        check("the harbour master", "en");
        check("le capitaine du port", "fr");
        check("капитан порта", "ru");
        check("начальник їдальні", "uk");
        check("Die Fähre", "de");
    }

    #[test]
    fn nothing_to_tell_by() {
        for text in ["", "   ", "1234", "?!…", "\u{0}\u{fffd}"] {
            check(text, "und");
            assert!(detect_language(text).score.abs() < f64::EPSILON);
        }
    }

    #[test]
    fn a_long_text_is_sampled() {
        check(&"Le bac est en retard et personne ne sait pourquoi. ".repeat(200_000), "fr");
        assert_eq!(detect_language(&"é".repeat(5_000_000)), detect_language(&"é".repeat(4_096)));
    }
}
