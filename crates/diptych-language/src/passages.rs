//! The languages of a text in several: one passage after the other.

use diptych_text::{Language, Span};

use crate::detect::{LanguageGuess, best, likelihood, script};
use crate::evidence::Sum;
use crate::grams::scan;
use crate::model::{DIMENSION, MODEL, Model};
use crate::script::Script;

/// A stretch of text in one language.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Passage {
    /// Where, in bytes, without outer white space.
    pub span: Span,
    /// The language of its lines and how sure that is.
    pub guess: LanguageGuess,
}

/// Languages that passages of one text can be in: the ones with the most letters in lines that tell
/// their language by themselves. A text in more gets the nearest of these.
const LANGUAGES: usize = 12;

/// A line tells its language by itself from this probability on.
const SURE: f32 = 0.8;

/// Log-odds that a line is in the language of the one before it. Set by hand: a line has to be some
/// fifty times likelier in another language to stand alone.
const STAY: f32 = 4.0;

/// How much less likely, in log-odds, a language is for each letter in a script it is not written
/// in, and at most.
const FOREIGN_LETTER: (f32, f32) = (0.7, 12.0);

/// No line makes a language less likely than this: names and quotations are everywhere.
const LEAST: f32 = 1e-4;

/// Splits `text` into passages of one language each.
///
/// Gives spans in **bytes** of `text`, in order, disjoint, from the start of a line to the end of one;
/// none where no language can be told. A line is the smallest unit: a quotation inside a line
/// stays in it, and a line too short to tell goes with its neighbours (the likeliest path through
/// the lines, where a change of language has its price). The score says how likely the passage as a
/// whole is in its language, as in [`crate::detect_language`]. Linear in the length of `text`; all
/// of it is read.
///
/// ```
/// use diptych_language::detect_languages;
///
/// let text = "The ferry was late again this morning.\nNobody knew why.\n\n\
///             Le bac était encore en retard ce matin.\nOn ne sait pas pourquoi.";
/// let found = detect_languages(text);
/// let codes: Vec<&str> = found.iter().map(|p| p.guess.language.code()).collect();
/// assert_eq!(codes, ["en", "fr"]);
/// assert!(text[found[1].span].starts_with("Le bac"));
/// ```
#[must_use]
pub fn detect_languages(text: &str) -> Vec<Passage> {
    passages(&MODEL, text)
}

fn passages(model: &'static Model, text: &str) -> Vec<Passage> {
    let lines = lines(model, text);
    let languages = languages(model, text, &lines);
    let mut passages: Vec<Passage> = Vec::new();
    for (line, language) in lines.iter().zip(path(model, &lines, &languages)) {
        match passages.last_mut() {
            Some(last) if last.guess.language == language => last.span.end = line.span.end,
            _ => {
                let guess = LanguageGuess { language, score: 0.0 };
                passages.push(Passage { span: line.span, guess });
            }
        }
    }
    for passage in &mut passages {
        passage.guess.score = likelihood(model, &text[passage.span], passage.guess.language);
    }
    passages
}

/// A line with letters.
struct Line {
    span: Span,
    script: Script,
    letters: u32,
    vector: [f32; DIMENSION],
}

fn lines(model: &'static Model, text: &str) -> Vec<Line> {
    let (mut lines, mut end) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let span = Span::new(end, end + line.len()).trim(text);
        end += line.len();
        let mut sum = Sum::new(model);
        scan(&text[span], &mut sum);
        if let Some(script) = script(model, &sum) {
            let (letters, vector) = (sum.letters(script), sum.evidence(script).vector());
            lines.push(Line { span, script, letters, vector });
        }
    }
    lines
}

/// The languages of the lines that tell theirs, most letters first, and that of the whole.
fn languages(model: &'static Model, text: &str, lines: &[Line]) -> Vec<Language> {
    let mut sure: Vec<(u64, Language)> = Vec::new();
    for line in lines {
        let group = model.group(line.script);
        let shares = group.shares(&line.vector);
        let first = group.languages.iter().zip(shares).find(|&(_, share)| share >= SURE);
        if let Some((&language, _)) = first {
            let letters = u64::from(line.letters);
            match sure.iter_mut().find(|(_, known)| *known == language) {
                Some((sum, _)) => *sum += letters,
                None => sure.push((letters, language)),
            }
        }
    }
    sure.sort_by_key(|&(letters, language)| (std::cmp::Reverse(letters), language));
    let mut languages: Vec<Language> = sure.into_iter().map(|(_, language)| language).collect();
    languages.truncate(LANGUAGES);
    let whole = best(model, text).language;
    if whole.is_known() && !languages.contains(&whole) {
        languages.push(whole);
    }
    languages
}

/// The languages of the lines on the likeliest path (Viterbi).
fn path(model: &'static Model, lines: &[Line], languages: &[Language]) -> Vec<Language> {
    let mut scores = vec![0.0_f32; languages.len()];
    let mut origins: Vec<[u8; LANGUAGES + 1]> = Vec::with_capacity(lines.len());
    for line in lines {
        let (best, most) = largest(&scores);
        let group = model.group(line.script);
        // What a language is likely by itself is not said again at each line.
        let shares = group.even_shares(&line.vector);
        let mut origin = [0; LANGUAGES + 1];
        for (i, (score, language)) in scores.iter_mut().zip(languages).enumerate() {
            let moved = most - STAY > *score;
            origin[i] = u8::try_from(if moved { best } else { i }).unwrap_or_default();
            // Kept below zero: a long text shall not use up the digits.
            *score = if moved { -STAY } else { *score - most };
            let of = group.languages.iter().zip(shares).find(|(of, _)| *of == language);
            *score += match of {
                Some((_, share)) => share.max(LEAST).ln(),
                None => -(FOREIGN_LETTER.0 * count(line.letters)).min(FOREIGN_LETTER.1),
            };
        }
        origins.push(origin);
    }
    let (mut at, _) = largest(&scores);
    let mut path: Vec<Language> = Vec::with_capacity(lines.len());
    for origin in origins.iter().rev() {
        path.extend(languages.get(at));
        at = usize::from(origin[at]);
    }
    path.reverse();
    path
}

#[expect(clippy::cast_precision_loss, reason = "only small counts matter")]
fn count(letters: u32) -> f32 {
    letters as f32
}

/// The place and the value of the largest; the first of equals.
fn largest(values: &[f32]) -> (usize, f32) {
    let mut most = (0, f32::NEG_INFINITY);
    for (i, &value) in values.iter().enumerate() {
        if value > most.1 {
            most = (i, value);
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> = detect_languages(text)
            .iter()
            .map(|p| (text[p.span].split_whitespace().next().unwrap_or_default(), p))
            .map(|(first, p)| (first, p.guess.language))
            .map(|(first, language)| (first, code(language)))
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    fn code(language: Language) -> &'static str {
        ["en", "fr", "ru", "ja", "de"].into_iter().find(|c| *c == language.code()).unwrap_or("?")
    }

    const ENGLISH: &str = "The ferry was late again this morning, and nobody on the quay knew why.";
    const FRENCH: &str =
        "Le bac était encore en retard ce matin, et personne sur le quai ne savait pourquoi.";
    const RUSSIAN: &str = "Паром этим утром снова опоздал, и никто на причале не знал почему.";

    #[test]
    fn one_language_is_one_passage() {
        check(&format!("{ENGLISH}\n\n{ENGLISH}\n{ENGLISH}\n"), &[("The", "en")]);
    }

    #[test]
    fn passages_follow_the_lines() {
        check(
            &format!("  {ENGLISH}\n{FRENCH}\n\n{RUSSIAN}"),
            &[("The", "en"), ("Le", "fr"), ("Паром", "ru")],
        );
    }

    #[test]
    fn a_short_line_goes_with_its_neighbours() {
        check(&format!("{FRENCH}\nParis, mardi\nRestaurant\n12 h\n{FRENCH}"), &[("Le", "fr")]);
        check(&format!("{RUSSIAN}\nOK\n{RUSSIAN}"), &[("Паром", "ru")]);
    }

    #[test]
    fn a_headline_of_names_alone() {
        check("Moby Dick", &[("Moby", "en")]);
    }

    #[test]
    fn nothing_to_tell_by() {
        for text in ["", "\n\n", "1\n2\n3", "🙂"] {
            check(text, &[]);
        }
    }

    #[test]
    fn many_lines_take_no_time() {
        let found = detect_languages(&"a\n".repeat(100_000));
        assert!(found.len() <= 1, "{}", found.len());
    }
}
