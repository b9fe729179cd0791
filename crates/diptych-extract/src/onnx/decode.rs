//! From a row of numbers for each token to names.

use diptych_text::Span;

use super::NameLabels;
use super::labels::Part;
use crate::{Kind, NameSpan};

/// The names that the rows say, sorted, disjoint, without outer white space.
///
/// `tokens` are bytes of `text`, on character boundaries; `values` hold a row for each, a number for
/// each label.
pub(super) fn names(
    text: &str,
    tokens: &[(usize, usize)],
    values: &[f32],
    labels: &NameLabels,
) -> Vec<NameSpan> {
    let labels = labels.labels();
    let mut names: Vec<NameSpan> = Vec::new();
    // the name the last word belongs to
    let mut open: Option<Kind> = None;
    let mut at = 0;
    // whether the word at hand is one of the last name
    let mut inside = false;
    for (&(start, end), row) in tokens.iter().zip(values.chunks_exact(labels.len())) {
        let span = Span { start, end }.trim(text);
        if span.is_empty() || span.end <= at {
            continue;
        }
        if continues_word(text, at, span.start) {
            // the rest of a word is what its first token is
            if inside && let Some(name) = names.last_mut() {
                name.span.end = span.end;
            }
            at = span.end;
            continue;
        }
        let span = Span { start: span.start.max(at), end: span.end };
        at = span.end;
        let best = (1..row.len()).fold(0, |best, i| if row[i] > row[best] { i } else { best });
        let label = labels[best];
        inside = label.kind.is_some();
        let Some(kind) = label.kind else {
            open = None;
            continue;
        };
        let score = probability(row, |i| labels[i].kind == Some(kind));
        match names.last_mut().filter(|_| open == label.kind && label.part == Part::Inner) {
            Some(name) => {
                name.span.end = span.end;
                name.score = name.score.min(score);
            }
            None => names.push(NameSpan { span, kind, score }),
        }
        open = label.kind;
    }
    names
}

/// Whether a token that starts at `start` goes on with the word that ended at `at`.
fn continues_word(text: &str, at: usize, start: usize) -> bool {
    let last = text[..at].chars().next_back();
    let next = text[start..].chars().next();
    start <= at && last.is_some_and(joins) && next.is_some_and(joins)
}

/// Whether a character joins the ones beside it into a word: letters and digits, but not those of
/// scripts that put no space between words.
fn joins(c: char) -> bool {
    let spaceless = matches!(c,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // kana
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'); // Han
    (c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)) && !spaceless
}

/// The probability of the labels that `wanted` names (softmax over the row), 0 to 1.
fn probability(row: &[f32], wanted: impl Fn(usize) -> bool) -> f64 {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let (mut sum, mut all) = (0.0, 0.0);
    for (i, &value) in row.iter().enumerate() {
        let share = f64::from(value - top).exp();
        all += share;
        if wanted(i) {
            sum += share;
        }
    }
    let probability: f64 = sum / all;
    if probability.is_finite() { probability.clamp(0.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces of the text, each with the label it is taken for.
    #[track_caller]
    fn check(text: &str, pieces: &[(&str, usize)], expected: &[(&str, Kind)]) {
        let labels = NameLabels::new(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]).expect("known");
        let (mut at, mut tokens, mut values) = (0, Vec::new(), Vec::new());
        for &(piece, label) in pieces {
            let start = at + text[at..].find(piece).expect("pieces stand in order");
            at = start + piece.len();
            tokens.push((start, at));
            let mut row = [0.0; 5];
            row[label] = 9.0;
            values.extend(row);
        }
        let found = names(text, &tokens, &values, &labels);
        let spans: Vec<_> = found.iter().map(|name| (&text[name.span], name.kind)).collect();
        assert_eq!(spans, expected, "in {text:?}");
        assert!(found.iter().all(|name| name.score > 0.99 && name.score <= 1.0));
    }

    #[test]
    fn words_of_several_tokens() {
        let pieces = [("Ta", 1), ("lv", 0), ("ik", 3), (" left", 0), (" Or", 3), ("lane", 0)];
        let found = [("Talvik", Kind::Person), ("Orlane", Kind::Location)];
        check("Talvik left Orlane", &pieces, &found);
    }

    #[test]
    fn names_of_several_words() {
        let pieces = [("Mira", 1), ("Talvik", 2), ("Sol", 1), (",", 0), ("Lea", 2), ("Rome", 4)];
        let found = [
            ("Mira Talvik", Kind::Person),
            ("Sol", Kind::Person),
            ("Lea", Kind::Person),
            ("Rome", Kind::Location),
        ];
        check("Mira Talvik Sol, Lea Rome", &pieces, &found);
    }

    #[test]
    fn signs_are_words_of_their_own() {
        check("«Orlane»", &[("«", 0), ("Orlane", 3), ("»", 0)], &[("Orlane", Kind::Location)]);
        check("l’Aar", &[("l", 0), ("’", 0), ("Aar", 3)], &[("Aar", Kind::Location)]);
        check(
            "(Aar-Au)",
            &[("(", 0), ("Aar", 3), ("-", 4), ("Au", 4)],
            &[("Aar-Au", Kind::Location)],
        );
    }

    #[test]
    fn scripts_without_spaces() {
        check(
            "东京很大",
            &[("东", 3), ("京", 4), ("很", 0), ("大", 0)],
            &[("东京", Kind::Location)],
        );
    }

    #[test]
    fn scores_are_those_of_the_weakest_word() {
        let labels = NameLabels::new(["O", "B-PER", "I-PER"]).expect("known");
        let half = 2.0_f32.ln();
        let values = [0.0, half, half, 0.0, f32::NEG_INFINITY, 0.1];
        let found = names("Mira Sol", &[(0, 4), (4, 8)], &values, &labels);
        assert_eq!(found.len(), 1);
        assert!((found[0].score - 0.525).abs() < 1e-3, "{}", found[0].score);
    }
}
