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

/// The names of a text in a language without a model of its own, each with its kind.
#[track_caller]
fn check_other(code: &str, text: &str, expected: &[(&str, Kind)]) {
    let found = Names::new(code.parse().expect("a code")).find(text, |_| true);
    let found: Vec<_> = found.iter().map(|entity| (&text[entity.span], entity.kind())).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn other_languages() {
    use Kind::{Location, Organization, Person};
    check_other(
        "sv",
        "Statsministern Ulf Sundgren reste på tisdagen till Paris för att träffa Unesco.",
        &[("Ulf Sundgren", Person), ("Paris", Location), ("Unesco", Organization)],
    );
    // FIXME: « Orlen »: firms without a word for it are not told
    check_other(
        "pl",
        "Premier Jan Wolski spotkał się w Berlinie z prezesem Orlenu i wrócił do Warszawy.",
        &[("Jan Wolski", Person), ("Berlinie", Location), ("Warszawy", Location)],
    );
    check_other(
        "cs",
        "Ministr Karel Dvořáček přijel ve středu do Prahy, kde ho čekala Jana Novotná.",
        &[("Karel Dvořáček", Person), ("Prahy", Location), ("Jana Novotná", Person)],
    );
    check_other(
        "tr",
        "Bakan Ayşe Yıldız, Ankara'da konuştu; sonra İstanbul'a gitti.",
        &[("Ayşe Yıldız", Person), ("Ankara", Location), ("İstanbul", Location)],
    );
    check_other(
        "ru",
        "Министр Анна Белова прилетела в Пекин. Её встретил посол России. В Москве шёл снег.",
        &[("Анна Белова", Person), ("Пекин", Location), ("России", Location), ("Москве", Location)],
    );
    check_other(
        "el",
        "Ο υπουργός Νίκος Δημητρίου έφτασε στην Αθήνα. Η Ελλάδα ψήφισε με τη Γαλλία.",
        &[
            ("Νίκος Δημητρίου", Person),
            ("Αθήνα", Location),
            ("Ελλάδα", Location),
            ("Γαλλία", Location),
        ],
    );
    // In scripts without capitals only what the tables have is found: countries and big cities.
    check_other(
        "ar",
        "وصل الوزير إلى القاهرة ثم سافر إلى فرنسا وبلجيكا.",
        &[("القاهرة", Location), ("فرنسا", Location), ("بلجيكا", Location)],
    );
    check_other("he", "השר הגיע לפריז ומשם לגרמניה.", &[("פריז", Location), ("גרמניה", Location)]);
    check_other("zh", "部长昨天抵达北京,明天去法国。", &[("北京", Location), ("法国", Location)]);
    check_other(
        "ja",
        "大臣は昨日フランスから北京に着いた。",
        &[("フランス", Location), ("北京", Location)],
    );
    check_other(
        "ko",
        "장관은 어제 프랑스에서 이집트로 떠났다.",
        &[("프랑스", Location), ("이집트", Location)],
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
