//! One guess for one text.

use diptych_text::Language;

use crate::evidence::Sum;
use crate::grams::scan;
use crate::model::{MODEL, Model};
use crate::script::Script;

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
    /// Cannot be told.
    pub(crate) const NONE: Self = Self { language: Language::UND, score: 0.0 };

    /// A language and how sure it is, 0 to 1: what another detector said, or what was written down.
    #[must_use]
    pub const fn new(language: Language, score: f64) -> Self {
        Self { language, score }
    }

    /// A language somebody named: score 1, or 0 for [`Language::UND`].
    #[must_use]
    pub fn given(language: Language) -> Self {
        Self { language, score: if language.is_known() { 1.0 } else { 0.0 } }
    }
}

/// Longer texts are sampled, in bytes.
const WHOLE: usize = 16 * 1024;

/// Pieces read of a longer text, evenly spread.
const PIECES: usize = 16;

/// Bytes of a piece.
const PIECE: usize = 512;

/// Tells the language of `text`.
///
/// Gives an ISO 639-1 code where there is one (`fr`), else ISO 639-3, and [`Language::UND`] with
/// score 0 for text without letters, or in a script that no language of the model is written in.
/// The script in which most is written is told first, then the language among those written in it;
/// so a text in two languages gets the one that fills more of it. URLs and addresses are passed
/// over, case does not matter.
///
/// Of a text above 16 KiB, sixteen evenly spread pieces of 512 bytes are read: time does not grow
/// with the length.
///
/// ```
/// use diptych_language::detect_language;
/// use diptych_text::Language;
///
/// assert_eq!(detect_language("Le bac de sept heures est encore en retard.").language, Language::FR);
/// assert_eq!(detect_language("12 / 34 --").language, Language::UND);
/// ```
#[must_use]
pub fn detect_language(text: &str) -> LanguageGuess {
    best(&MODEL, text)
}

pub(crate) fn best(model: &'static Model, text: &str) -> LanguageGuess {
    let sum = sum(model, text);
    let Some(script) = script(model, &sum) else { return LanguageGuess::NONE };
    let group = model.group(script);
    let shares = group.shares(&sum.evidence(script).vector());
    let mut best = LanguageGuess::NONE;
    for (&language, share) in group.languages.iter().zip(shares) {
        if f64::from(share) > best.score {
            best = LanguageGuess { language, score: f64::from(share) };
        }
    }
    best
}

/// How likely `text` is in `language`, 0 to 1, in the script that most of it is written in.
pub(crate) fn likelihood(model: &'static Model, text: &str, language: Language) -> f64 {
    let sum = sum(model, text);
    let Some(script) = script(model, &sum) else { return 0.0 };
    let group = model.group(script);
    let shares = group.shares(&sum.evidence(script).vector());
    let of = group.languages.iter().zip(shares).find(|&(&of, _)| of == language);
    of.map_or(0.0, |(_, share)| f64::from(share))
}

/// What the n-grams of a text, or of pieces of a long one, add up to.
fn sum(model: &'static Model, text: &str) -> Sum {
    let mut sum = Sum::new(model);
    if text.len() <= WHOLE {
        scan(text, &mut sum);
    } else {
        for i in 0..PIECES {
            let start = text.len() / PIECES * i;
            let piece = &text[boundary(text, start)..boundary(text, start + PIECE)];
            // A word cut in two is none; a piece without white space is read from its start.
            scan(piece.split_once(char::is_whitespace).map_or(piece, |(_, rest)| rest), &mut sum);
        }
    }
    sum
}

/// The last character boundary at or before `place`.
fn boundary(text: &str, place: usize) -> usize {
    (0..=place).rev().find(|&i| text.is_char_boundary(i)).unwrap_or_default()
}

/// The script that says most in a text, if a language is written in it.
pub(crate) fn script(model: &Model, sum: &Sum) -> Option<Script> {
    let said = |script: Script| u64::from(sum.letters(script)) * script.weight();
    let east = said(Script::Han) + said(Script::Kana);
    let mut most = (0, Script::Other);
    for script in Script::ALL {
        let said = match script {
            Script::Han => east,
            Script::Kana => 0,
            _ => said(script),
        };
        if said > most.0 {
            most = (said, script);
        }
    }
    let (_, mut script) = most;
    // Chinese is written without kana, but for a name here and there.
    if script == Script::Han && said(Script::Kana) * 20 > east {
        script = Script::Kana;
    }
    // In Latin script, letters that are in no n-gram of the model say nothing.
    let told = sum.evidence(script).count > 0 || script != Script::Latin;
    (told && !model.group(script).languages.is_empty()).then_some(script)
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
            "El barco de las siete volvió a llegar tarde esta mañana y nadie explicó nada.",
            "es",
        );
        check("O barco das sete voltou a chegar tarde esta manhã e ninguém explicou nada.", "pt");
        check("De boot van zeven uur was vanochtend weer te laat en niemand wist waarom.", "nl");
        check("Этим утром паром опять опоздал, и никто не объяснил, почему.", "ru");
        check("Цього ранку пором знову запізнився, і ніхто не пояснив чому.", "uk");
        check("フェリーは今朝もまた遅れました。", "ja");
        check("渡轮今天早上又晚点了。", "zh");
        check("渡輪今天早上又誤點了。", "zh");
        check("وصلت العبارة متأخرة هذا الصباح مرة أخرى.", "ar");
        check("کشتی امروز صبح دوباره دیر رسید و کسی نگفت چرا.", "fa");
        check("नाव आज सुबह फिर देर से आई और किसी ने नहीं बताया क्यों।", "hi");
        check("เรือข้ามฟากมาสายอีกแล้วเช้านี้", "th");
    }

    #[test]
    fn short_texts() {
        check("the harbour master", "en");
        check("le capitaine du port", "fr");
        check("начальник станции", "ru");
        check("начальник їдальні", "uk");
        check("Die Fähre", "de");
        check("港", "zh");
    }

    #[test]
    fn typed_in_a_hurry() {
        check("le bac est en retard et personne ne sait ou il a ete repare", "fr");
        check("LA BARCA DE LAS SIETE LLEGA TARDE", "es");
        check("jutro rano prom znow sie spozni o godzine", "pl");
    }

    #[test]
    fn the_fuller_part_of_a_mixed_text() {
        check("新しいiPhoneケースを買いました", "ja");
        check("Він купив «Moby Dick» у книгарні на розі.", "uk");
        check(
            "Voir https://example.com/the/harbour/was/closed/and/nobody/knew pour la suite.",
            "fr",
        );
    }

    #[test]
    fn nothing_to_tell_by() {
        for text in
            ["", "   ", "1234", "?!…", "\u{0}\u{fffd}", "🙂🚢", "https://example.com/a-b", "ᚠᚢᚦ"]
        {
            check(text, "und");
            assert!(detect_language(text).score.abs() < f64::EPSILON);
        }
    }

    #[test]
    fn a_long_text_is_sampled() {
        check(&"Le bac est en retard et personne ne sait pourquoi. ".repeat(20_000), "fr");
        check(
            &format!("The ferry is late. {}", "Le bac est en retard ce matin. ".repeat(5_000)),
            "fr",
        );
        let scores = [16_000, 1_000_000].map(|n| detect_language(&"é".repeat(n)).score);
        assert!(scores.iter().all(|score| score.is_finite()), "{scores:?}");
    }
}
