//! Work is linear in the input, whatever the input: texts made to hurt, at one size and at four
//! times that size.

use std::time::{Duration, Instant};

use diptych::{
    Aligner, Cleaner, Extractor, Language, Pipeline, Profile, Segmenter, main_text, repair_encoding,
};

/// Repeated without end, each hurts some algorithm.
const PATTERNS: &[&str] = &[
    "a",
    ".",
    ". ",
    "\"",
    "“",
    "«",
    "»",
    "(",
    "[",
    ")",
    "\n",
    " ",
    "\u{a0}",
    "\r",
    "\t",
    "-",
    "'",
    "’",
    "…",
    "A. ",
    "A.B.",
    "1",
    "1,",
    "1 ",
    "1.",
    "0.",
    "1,000 ",
    "one hundred ",
    "million ",
    "vingt ",
    "quatre-vingt-",
    "hundert",
    "ein",
    "three and ",
    "more than ",
    "between 1 and ",
    "1-",
    "1/",
    "12:",
    "Monday ",
    "12 March ",
    "mars ",
    "€",
    "$1 ",
    "%",
    "&",
    "&amp;",
    "&amp",
    "&#",
    "&#38;",
    "<",
    "<div>",
    "</b>",
    "<a href=\"",
    "<!--",
    "Ã",
    "Ã©",
    "â€",
    "Â",
    "ÃƒÂ",
    "\u{301}",
    "e\u{301}",
    "\u{200d}",
    "\u{feff}",
    "\u{202e}",
    "@",
    "a@",
    "#",
    "http://",
    "www.",
    "://",
    "x.",
    "Mr. ",
    "Mr. A ",
    "Paris ",
    "Al ",
    "United ",
    "Jean-",
    "de ",
    "of the ",
    "John and ",
    "“a” ",
    "« a ",
    "date 2024-03\n",
    "Share\n",
    "\n\n",
    " \n",
    "- a\n",
    "a\n",
    "中",
    "。",
    "ก",
    "אב ",
    "🇫🇷",
    "👨\u{200d}",
    "\u{0}",
];

fn text(pattern: &str, size: usize) -> String {
    pattern.repeat(size / pattern.len() + 1)
}

fn time(work: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Runs `work` on every pattern; the time for four times the text must stay below ten times the
/// time for one (16 would be quadratic), not counting what is too short to be measured. A slow run
/// is repeated: other programs may have held it up.
fn check(size: usize, work: impl Fn(&str)) {
    let mut slow = Vec::new();
    for &pattern in PATTERNS {
        let (small, large) = (text(pattern, size), text(pattern, 4 * size));
        let is_linear = (0..5).any(|_| {
            let once = time(&mut || work(&small)).max(Duration::from_millis(8));
            time(&mut || work(&large)) < 10 * once
        });
        if !is_linear {
            slow.push(pattern);
        }
    }
    assert!(slow.is_empty(), "more than linear on repeated {slow:?}");
}

const SIZE: usize = 24_000;

#[test]
fn cleaning() {
    check(SIZE, |text| drop(Cleaner::new().clean(text)));
}

#[test]
fn repair_of_encodings() {
    check(SIZE, |text| drop(repair_encoding(text)));
}

#[test]
fn pages() {
    check(SIZE, |text| drop(main_text(text)));
}

#[test]
fn sentences_and_words() {
    for language in [Language::EN, Language::FR] {
        let segmenter = Segmenter::new(language);
        check(SIZE, |text| {
            segmenter.sentences(text).for_each(drop);
            segmenter.words(text).into_iter().for_each(drop);
        });
    }
}

#[test]
fn entities() {
    for language in [Language::EN, Language::FR, Language::DE] {
        let extractor = Extractor::new(language);
        check(SIZE, |text| drop(extractor.entities(text)));
    }
}

#[test]
fn documents() {
    check(SIZE, |text| drop(Pipeline::new().annotate(text)));
}

#[test]
fn alignment_of_the_same_sentence_again_and_again() {
    let aligner = Aligner::new();
    let run = |n: usize| {
        let (source, target) = (vec!["12 goats ran."; n], vec!["12 chèvres ont couru."; n]);
        let source = Profile::from_sentences(Language::EN, &source);
        let target = Profile::from_sentences(Language::FR, &target);
        drop(aligner.align(&source, &target));
    };
    let is_linear = (0..5).any(|_| {
        let once = time(&mut || run(500)).max(Duration::from_millis(8));
        time(&mut || run(2_000)) < 10 * once
    });
    assert!(is_linear, "more than linear in the number of equal sentences");
}
