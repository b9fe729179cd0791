//! The signals of a pair, each measured when it is asked for.

use std::borrow::Cow;
use std::cell::OnceCell;

use diptych_clean::repair_encoding;
use diptych_language::{LanguageGuess, detect_language};
use diptych_pair::{Aligner, Discrepancy, DiscrepancyKind};
use diptych_text::Language;

use super::PairSignal;
use crate::pairing::{sentence_profile, similarity};

/// A pair under measure.
pub(super) struct Measured<'t> {
    sides: [&'t str; 2],
    said: [Option<Language>; 2],
    detected: [OnceCell<LanguageGuess>; 2],
    discrepancies: OnceCell<Vec<Discrepancy>>,
}

/// Fewer letters than this do not tell a language.
const LETTERS: usize = 20;
/// A side is in another language when that is as sure as this; 0 to 1.
const SURE: f64 = 0.8;

impl<'t> Measured<'t> {
    pub(super) fn new(sides: [&'t str; 2], said: [Option<Language>; 2]) -> Self {
        let sides = sides.map(str::trim);
        let said = said.map(|language| language.filter(|language| language.is_known()));
        Self { sides, said, detected: Default::default(), discrepancies: OnceCell::new() }
    }

    /// The value of a signal; none when it cannot be told.
    pub(super) fn value(&self, signal: PairSignal) -> Option<f64> {
        Some(match signal {
            PairSignal::Empty => self.sum(|text| usize::from(text.is_empty())),
            PairSignal::Characters => self.most(|text| number(text.chars().count())),
            PairSignal::Words => self.least(|text| number(words(text))),
            PairSignal::LengthRatio => self.length_ratio(),
            PairSignal::Identical => {
                let [source, target] = self.sides.map(|text| {
                    let letters = text.chars().filter(|c| c.is_alphabetic());
                    letters.flat_map(char::to_lowercase).collect::<String>()
                });
                number(usize::from(source == target))
            }
            PairSignal::LetterRatio => {
                // A blank side is told by `empty`.
                self.least(|text| if text.is_empty() { 1.0 } else { share(text, is_letter) })
            }
            PairSignal::DigitRatio => self.most(|text| {
                let written: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
                share(&written, char::is_numeric)
            }),
            PairSignal::UrlRatio => self.most(url_ratio),
            PairSignal::Breadcrumbs => self.most(|text| number(breadcrumbs(text))),
            PairSignal::Literals => self.sum(literals),
            PairSignal::GluedWords => self.sum(glued_words),
            PairSignal::RepeatedWords => self.most(|text| number(repeated_words(text))),
            PairSignal::SpacedLetters => self.sum(spaced_letters),
            PairSignal::Escapes => self.sum(escapes),
            PairSignal::BadEncoding => self.sum(|text| {
                let repaired = matches!(repair_encoding(text), Cow::Owned(other) if other != text);
                usize::from(repaired || text.contains('\u{fffd}'))
            }),
            PairSignal::UnbalancedBrackets => {
                let [source, target] = self.sides.map(alone);
                number((0..source.len()).map(|k| source[k].abs_diff(target[k])).sum())
            }
            PairSignal::TitleCase => {
                let both = self.sides.iter().all(|text| is_title(text));
                number(2 * usize::from(both))
            }
            PairSignal::WrongLanguage => return self.wrong_language(),
            PairSignal::NumbersDiffer => {
                self.count(&[DiscrepancyKind::Number, DiscrepancyKind::Date])
            }
            PairSignal::Untranslated => self.count(&[DiscrepancyKind::Untranslated]),
            PairSignal::Similarity => {
                let [source, target] = self.sides;
                let [from, to] = [self.language(0), self.language(1)];
                similarity(source, target, Some(from), Some(to))
            }
        })
    }

    fn sum(&self, count: impl Fn(&str) -> usize) -> f64 {
        number(self.sides.iter().map(|text| count(text)).sum())
    }

    fn most(&self, value: impl Fn(&str) -> f64) -> f64 {
        self.sides.iter().map(|text| value(text)).fold(0.0, f64::max)
    }

    fn least(&self, value: impl Fn(&str) -> f64) -> f64 {
        self.sides.iter().map(|text| value(text)).fold(f64::INFINITY, f64::min)
    }

    fn length_ratio(&self) -> f64 {
        let [s, t] = self.sides.map(|text| {
            let size = |c: char| if is_unspaced(c) { c.len_utf8() } else { 1 };
            number(text.chars().map(size).sum::<usize>().max(1))
        });
        s.max(t) / s.min(t)
    }

    /// The language of a side: as said, or as detected.
    fn language(&self, side: usize) -> Language {
        self.said[side].unwrap_or_else(|| self.detected(side).language)
    }

    fn detected(&self, side: usize) -> &LanguageGuess {
        self.detected[side].get_or_init(|| detect_language(self.sides[side]))
    }

    fn wrong_language(&self) -> Option<f64> {
        let mut wrong = None;
        for side in 0..2 {
            let letters = self.sides[side].chars().filter(|&c| is_letter(c)).count();
            let Some(said) = self.said[side].filter(|_| letters >= LETTERS) else { continue };
            let guess = self.detected(side);
            let detected = guess.language.primary();
            let sure = detected.is_known() && guess.score >= SURE;
            let other = sure && detected != said.primary();
            *wrong.get_or_insert(0.0) += f64::from(u8::from(other));
        }
        wrong
    }

    fn count(&self, kinds: &[DiscrepancyKind]) -> f64 {
        let found = self.discrepancies.get_or_init(|| {
            let [source, target] = self.sides.map(|text| [text]);
            let source = sentence_profile(&source, Some(self.language(0)));
            let target = sentence_profile(&target, Some(self.language(1)));
            Aligner::new().compare(&source, &target)
        });
        number(found.iter().filter(|d| kinds.contains(&d.kind)).count())
    }
}

#[expect(clippy::cast_precision_loss, reason = "no sentence has 2^53 of anything")]
fn number(count: usize) -> f64 {
    count as f64
}

/// Scripts whose words are not separated: Han, kana, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A letter, or a mark of a script that is written with many.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{93e}'..='\u{94d}')
}

fn words(text: &str) -> usize {
    let of = |word: &str| match word.chars().filter(|&c| is_unspaced(c)).count() {
        0 => usize::from(word.contains(char::is_alphanumeric)),
        characters => characters,
    };
    text.split_whitespace().map(of).sum()
}

fn share(text: &str, wanted: impl Fn(char) -> bool) -> f64 {
    let wanted = text.chars().filter(|&c| wanted(c)).count();
    number(wanted) / number(text.chars().count().max(1))
}

fn url_ratio(text: &str) -> f64 {
    let is_address = |word: &&str| {
        word.contains("://")
            || word.starts_with("www.")
            || word
                .split_once('@')
                .is_some_and(|(_, host)| host.trim_end_matches('.').contains('.'))
    };
    let inside: usize =
        text.split_whitespace().filter(is_address).map(|word| word.chars().count()).sum();
    number(inside) / number(text.chars().count().max(1))
}

fn breadcrumbs(text: &str) -> usize {
    let separator = |word: &&str| matches!(*word, ">" | "»" | "|" | "→" | "·" | "•" | "/" | "›");
    // A quotation has an opening mark for each closing one: « fin ».
    let quotes = text.matches('«').count();
    text.split_whitespace().filter(separator).count().saturating_sub(quotes)
}

fn literals(text: &str) -> usize {
    let inside = ["{{", "}}", "%s", "+++", "***", "=\""];
    let found: usize = inside.iter().map(|literal| text.matches(literal).count()).sum();
    let stars = text.split_whitespace().collect::<Vec<_>>();
    let spaced = stars.windows(3).filter(|w| w.iter().all(|word| *word == "*")).count();
    found + spaced + usize::from(text.starts_with("Re:"))
}

/// Words of three parts that begin with a capital and go on in small letters.
fn glued_words(text: &str) -> usize {
    let is_glued = |word: &&str| {
        let mut before = ' ';
        let mut parts = 0;
        for c in word.chars() {
            parts += usize::from(before.is_uppercase() && c.is_lowercase());
            before = c;
        }
        parts >= 3
    };
    text.split(|c: char| !c.is_alphabetic()).filter(is_glued).count()
}

/// Words that stood right before, but for the first: `had had` is English.
fn repeated_words(text: &str) -> usize {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let same = words.windows(2).filter(|w| w[0] == w[1] && w[0].contains(char::is_alphabetic));
    same.count().saturating_sub(1)
}

/// Runs of four letters and more with spaces between them.
fn spaced_letters(text: &str) -> usize {
    let (mut run, mut runs) = (0, 0);
    for word in text.split_whitespace() {
        let mut chars = word.chars();
        let letter = chars.next().is_some_and(|c| c.is_alphabetic() && !is_unspaced(c));
        run = if letter && chars.next().is_none() { run + 1 } else { 0 };
        runs += usize::from(run == 4);
    }
    runs
}

fn escapes(text: &str) -> usize {
    let hex = |rest: &str| rest.bytes().take_while(u8::is_ascii_hexdigit).count() >= 2;
    let backslash = text.match_indices('\\').filter(|(at, _)| {
        let rest = &text[at + 1..];
        rest.strip_prefix(['u', 'x']).is_some_and(hex)
    });
    let entity = text.match_indices('&').filter(|(at, _)| {
        let name = text[at + 1..].bytes().take_while(|&b| b.is_ascii_alphanumeric() || b == b'#');
        let length = name.take(12).count();
        (2..12).contains(&length) && text.as_bytes().get(at + 1 + length) == Some(&b';')
    });
    backslash.count() + entity.count()
}

/// The brackets that have no partner on their side, by sort: `(`, `)`, `[`, `]`, `{`, `}`.
fn alone(text: &str) -> [usize; 6] {
    let mut alone = [0; 6];
    for c in text.chars() {
        match "([{".find(c) {
            Some(k) => alone[2 * k] += 1,
            None => {
                if let Some(k) = ")]}".find(c) {
                    if alone[2 * k] > 0 { alone[2 * k] -= 1 } else { alone[2 * k + 1] += 1 }
                }
            }
        }
    }
    alone
}

/// Whether all words, two or more, begin with a capital and go on in small letters.
fn is_title(text: &str) -> bool {
    let mut words = 0;
    for word in text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)) {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let capital = letters.next().is_some_and(char::is_uppercase);
        if !capital || letters.any(char::is_uppercase) {
            return false;
        }
        words += 1;
    }
    words > 1
}
