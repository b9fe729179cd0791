//! Names in texts of our own.

use diptych_text::Language;
use proptest::prelude::*;

use super::Names;
use crate::{Kind, Value};

fn names(language: Language, text: &str) -> Vec<(String, String)> {
    let found = Names::new(language).find(text, |_| true);
    let ids = found.into_iter().map(|entity| {
        let Value::Name(name) = entity.value else { panic!("a name") };
        (text[entity.span].to_owned(), name.id.unwrap_or_default())
    });
    ids.collect()
}

#[track_caller]
fn check(language: Language, text: &str, expected: &[(&str, &str)]) {
    let found = names(language, text);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn known_names_have_the_same_id() {
    check(
        Language::EN,
        "Officials in Egypt and the United Nations met Israeli envoys.",
        &[("Egypt", "place:eg"), ("United Nations", "org:united-nations"), ("Israeli", "group:il")],
    );
    check(
        Language::FR,
        "Des responsables de l’Égypte et des Nations unies ont vu des émissaires israéliens.",
        &[
            ("Égypte", "place:eg"),
            ("Nations unies", "org:united-nations"),
            ("israéliens", "group:il"),
        ],
    );
}

#[test]
fn a_surname_means_the_full_name() {
    check(
        Language::EN,
        "Deputy mayor Angela Torrance spoke first. Nobody doubted Torrance.",
        &[("Angela Torrance", "person:angela-torrance"), ("Torrance", "person:angela-torrance")],
    );
}

#[test]
fn nothing_in_nothing() {
    for text in ["", " \n", "...", "12 3", "and so on"] {
        check(Language::EN, text, &[]);
    }
}

#[test]
fn unwanted_kinds_stay_out() {
    let found =
        Names::new(Language::EN).find("Egypt met Israeli envoys.", |kind| kind == Kind::Group);
    assert_eq!(found.len(), 1);
}

#[test]
fn long_runs_are_linear() {
    for unit in ["A", ".", "7", "New ", "al-", "l’", "U.", "É\u{301}", "Ada Lowell, Lowell, "] {
        let text = unit.repeat(300_000);
        names(Language::EN, &text);
    }
}

proptest! {
    #[test]
    fn spans_are_sorted_and_disjoint(text in "(\\PC|\\n|New |Paris |U.S. |l’|Dr. Ann |\\(UN\\) ){0,40}") {
        for code in ["en", "fr", "de", "und"] {
            let language = code.parse().expect("a code");
            let mut end = 0;
            for entity in Names::new(language).find(&text, |_| true) {
                prop_assert!(entity.span.start >= end);
                prop_assert!(entity.span.end > entity.span.start);
                prop_assert!(!text[entity.span].trim().is_empty());
                prop_assert!((0.0..=1.0).contains(&entity.score));
                end = entity.span.end;
            }
        }
    }
}
