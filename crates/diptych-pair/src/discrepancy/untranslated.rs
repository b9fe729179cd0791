//! Pieces of a sentence that were left in the language of the other side.

use diptych_text::{Language, Span};

use super::discrepancy;
use crate::function_words::{function_words, main_language};
use crate::path::Cell;
use crate::sides::{Side, Sides, Token};
use crate::tokens::Class;
use crate::{Discrepancy, DiscrepancyKind, Severity};

/// The languages two documents are written in: as their profiles say, or as their small words do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Languages {
    source: Language,
    target: Language,
}

/// The side on which a run of words is foreign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Foreign {
    InSource,
    InTarget,
}

impl Languages {
    pub(super) fn of(sides: &Sides<'_>) -> Self {
        let of = |side: &Side<'_>| {
            let language = side.profile.language.primary();
            if language.is_known() { language } else { main_language(side.document) }
        };
        Self { source: of(&sides.source), target: of(&sides.target) }
    }
}

/// Reports runs of words that stand in both sides of a bead in the same order and that no
/// translator would keep: a name or a title is kept, `who have been released` is not. The side in
/// error is the one whose language the run is not in.
pub(super) fn find(
    sides: &Sides<'_>,
    languages: Languages,
    bead: &Cell,
    found: &mut Vec<Discrepancy>,
) {
    if !languages.source.is_known()
        || !languages.target.is_known()
        || languages.source == languages.target
    {
        return;
    }
    let source = words(&sides.source, bead.0.clone());
    let target = words(&sides.target, bead.1.clone());
    let same = |i: usize, j: usize| {
        sides.source.document.form(source[i].form) == sides.target.document.form(target[j].form)
    };
    // Where the forms of the source stand, to start runs from.
    let mut starts: Vec<(u64, usize)> = source
        .iter()
        .enumerate()
        .map(|(i, t)| (sides.source.document.forms[t.form as usize].hash, i))
        .collect();
    starts.sort_unstable();
    let mut j = 0;
    while j < target.len() {
        let hash = sides.target.document.forms[target[j].form as usize].hash;
        let first = starts.partition_point(|s| s.0 < hash);
        let mut best: Option<(usize, usize)> = None;
        // A form that recurs very often in one sentence is no start worth trying everywhere.
        for &(_, i) in starts[first..].iter().take_while(|s| s.0 == hash).take(16) {
            let mut length = 0;
            while i + length < source.len()
                && j + length < target.len()
                && target[j + length].sentence == target[j].sentence
                && source[i + length].sentence == source[i].sentence
                && same(i + length, j + length)
            {
                length += 1;
            }
            if length > best.map_or(0, |b| b.1) {
                best = Some((i, length));
            }
        }
        let Some((i, length)) = best.filter(|b| b.1 >= 2) else {
            j += 1;
            continue;
        };
        let runs = (&source[i..i + length], &target[j..j + length]);
        if let Some(foreign) = foreign(sides, languages, runs) {
            let cover = |tokens: &[Token]| tokens[0].span.cover(tokens[tokens.len() - 1].span);
            let span: Span = cover(&target[j..j + length]);
            let origin = cover(&source[i..i + length]);
            let message = match foreign {
                Foreign::InTarget => {
                    let text = &sides.target.profile.sentences[target[j].sentence].text[span];
                    format!("“{text}” was left untranslated.")
                }
                Foreign::InSource => {
                    let text = &sides.source.profile.sentences[source[i].sentence].text[origin];
                    format!("“{text}” stands in the source in the language of the target.")
                }
            };
            found.push(discrepancy(
                DiscrepancyKind::Untranslated,
                Severity::Medium,
                Some(sides.source.place(source[i].sentence, origin)),
                Some(sides.target.place(target[j].sentence, span)),
                message,
            ));
        }
        j += length;
    }
}

/// The words and the digits of some sentences, as they stand in the text: what an anchor says of a
/// place (`two` is 2) is no word there.
fn words(side: &Side<'_>, sentences: std::ops::Range<usize>) -> Vec<Token> {
    let mut words: Vec<Token> = Vec::new();
    for token in side.tokens(sentences) {
        let digits = || side.text(&token).starts_with(char::is_numeric);
        let written = token.class == Class::Word || token.class == Class::Number && digits();
        let next = words
            .last()
            .is_none_or(|w| w.sentence < token.sentence || w.span.start < token.span.start);
        if written && next {
            words.push(token);
        }
    }
    words
}

/// On which side a run of words that both sides hold is running text of the other language: it
/// holds a small word that only that language has, and is no title. Where no table tells, three
/// words or more in lower case are in the language of the document that uses them elsewhere.
fn foreign(sides: &Sides<'_>, languages: Languages, runs: (&[Token], &[Token])) -> Option<Foreign> {
    let run = runs.1;
    let tables = (function_words(languages.source), function_words(languages.target));
    let form = |t: &Token| sides.target.document.form(t.form);
    let lower = |t: &Token| sides.target.text(t).starts_with(char::is_lowercase);
    let small = |t: &Token| tables.0.contains(&form(t)) || tables.1.contains(&form(t));
    let plain: Vec<usize> = (0..run.len()).filter(|&k| lower(&run[k])).collect();
    // A title starts with a capital, and its small words alone are in lower case.
    let is_title = |side: &Side<'_>, run: &[Token]| {
        let upper = |t: &Token| side.text(t).starts_with(char::is_uppercase);
        let lower = |t: &Token| side.text(t).starts_with(char::is_lowercase);
        let capitals = run.iter().filter(|t| upper(t)).count();
        let form = |t: &Token| side.document.form(t.form);
        let small = |t: &Token| tables.0.contains(&form(t)) || tables.1.contains(&form(t));
        upper(&run[0]) && capitals >= 2 && run.iter().all(|t| !lower(t) || small(t))
    };
    if is_title(&sides.source, runs.0) || is_title(&sides.target, runs.1) {
        return None;
    }
    let only = |ours: &[&str], theirs: &[&str]| {
        let telling = |k: &&usize| {
            let form = form(&run[**k]);
            form.len() >= 2 && ours.contains(&form) && !theirs.contains(&form)
        };
        plain.iter().filter(telling).count()
    };
    if !tables.0.is_empty() && !tables.1.is_empty() {
        let (of_source, of_target) = (only(tables.0, tables.1), only(tables.1, tables.0));
        if of_source != of_target {
            return Some(if of_source > of_target { Foreign::InTarget } else { Foreign::InSource });
        }
    }
    if plain.iter().filter(|&&k| !small(&run[k])).count() < 3 {
        return None;
    }
    let uses = |side: &Side<'_>, run: &[Token]| -> u32 {
        let elsewhere = |k: &usize| {
            let here = run.iter().filter(|t| t.form == run[*k].form).count();
            let count = side.document.forms[run[*k].form as usize].count;
            count - u32::try_from(here).unwrap_or(count).min(count)
        };
        plain.iter().map(elsewhere).sum()
    };
    let (in_source, in_target) = (uses(&sides.source, runs.0), uses(&sides.target, runs.1));
    Some(if in_target > in_source { Foreign::InSource } else { Foreign::InTarget })
}

#[cfg(test)]
mod tests {
    use crate::{Aligner, DiscrepancyKind, Profile};
    use diptych_text::Language;

    const EN: [&str; 4] = [
        "The harbour master of Tarvin closed the quay on Monday because of the swell.",
        "Nobody was hurt when the tug from Leith hit the wall, he told the paper.",
        "“We go from two miles to two metres within a quarter of an hour,” said the pilot.",
        "The tug will be towed to the yard at Port Alma before the end of the week.",
    ];
    const FR: [&str; 4] = [
        "Le capitaine du port de Tarvin a fermé le quai lundi à cause de la houle.",
        "Personne n’a été blessé quand le remorqueur de Leith a heurté le mur, a-t-il dit au journal.",
        "« On passe de deux milles à deux mètres en un quart d’heure », a dit le pilote.",
        "Le remorqueur sera conduit au chantier de Port Alma avant la fin de la semaine.",
    ];

    /// What is reported as untranslated when a sentence of either side reads otherwise: in the
    /// source (the French text), in the target.
    #[track_caller]
    fn check(labels: bool, number: usize, fr: &str, en: &str, expected: &[(&str, &str)]) {
        let (mut french, mut english) = (FR, EN);
        (french[number], english[number]) = (fr, en);
        let language = |l| if labels { l } else { Language::UND };
        let source = Profile::from_sentences(language(Language::FR), &french);
        let target = Profile::from_sentences(language(Language::EN), &english);
        let found = Aligner::new().align(&source, &target).discrepancies;
        let piece = |p: Option<crate::Place>, side: &[&'static str; 4], own: &str| {
            let p = p.expect("it stands on both sides");
            let text = if p.sentence == number { own } else { side[p.sentence] };
            text[p.span].to_owned()
        };
        let found: Vec<(String, String)> = found
            .iter()
            .filter(|d| d.kind == DiscrepancyKind::Untranslated)
            .map(|d| {
                let side = if d.message.contains("left") { "target" } else { "source" };
                (side.to_owned(), piece(d.target, &EN, en))
            })
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_faithful_text_has_none() {
        check(true, 0, FR[0], EN[0], &[]);
    }

    #[test]
    fn the_side_in_error_is_the_one_of_the_other_language() {
        let fr =
            "Personne n’a été blessé quand le remorqueur [from Leith,] a heurté le mur, dit-il.";
        check(true, 1, fr, EN[1], &[("source", "from Leith")]);
        check(false, 1, fr, EN[1], &[("source", "from Leith")]);
        let en = "Nobody was hurt quand le remorqueur de Leith hit the wall, he told the paper.";
        check(true, 1, FR[1], en, &[("target", "quand le remorqueur de Leith")]);
    }

    #[test]
    fn names_are_kept() {
        let fr =
            "Le remorqueur sera conduit au chantier de Mar de la Plata avant la fin de la semaine.";
        let en = "The tug will be towed to the yard at Mar de la Plata before the end of the week.";
        check(true, 3, fr, en, &[]);
    }
}
