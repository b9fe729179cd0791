//! What is said of a sentence and a translation that differs from it.

use diptych::{Language, align_sentences};

/// Sentences around the one in question, so that there is something to align.
const AROUND: [(&str, &str); 2] = [
    (
        "The ferry left the old harbour before dawn.",
        "Le ferry a quitté le vieux port avant l’aube.",
    ),
    ("Nobody on board had slept.", "Personne à bord n’avait dormi."),
];

/// The kinds of discrepancies told of an English sentence and its French translation, and what they
/// are about.
fn told(english: &str, french: &str) -> Vec<(String, String, String)> {
    let [before, after] = AROUND;
    let (source, target) = ([before.0, english, after.0], [before.1, french, after.1]);
    let alignment = align_sentences(&source, &target, Some(Language::EN), Some(Language::FR), &[]);
    let found = alignment.discrepancies.iter();
    found
        .map(|d| {
            let text = |side: [&str; 3], place: Option<diptych::Place>| {
                place.map_or(String::new(), |p| side[p.sentence][p.span.range()].to_owned())
            };
            (d.kind.as_str().to_owned(), text(source, d.source), text(target, d.target))
        })
        .collect()
}

#[track_caller]
fn check(english: &str, french: &str, expected: &[(&str, &str, &str)]) {
    let found = told(english, french);
    let found: Vec<_> = found.iter().map(|f| (&*f.0, &*f.1, &*f.2)).collect();
    assert_eq!(found, expected, "{english} | {french}");
}

#[test]
fn one_number_for_another() {
    check(
        "The co-operative sold 340 crates of plums, 57 percent of the harvest.",
        "La coopérative a vendu 340 caisses de prunes, 75 % de la récolte.",
        &[("number", "57 percent", "75 %")],
    );
    check(
        "Kessler won the final 3-1 in Antwerp.",
        "Kessler a remporté la finale 3-2 à Anvers.",
        &[("number", "1", "2")],
    );
    check(
        "The grant reached 5 million farmers.",
        "La subvention a touché 6 millions d’agriculteurs.",
        &[("number", "5 million", "6 millions")],
    );
    check("Six officers were hurt.", "9 agents ont été blessés.", &[("number", "Six", "9")]);
}

#[test]
fn a_number_that_another_one_hides() {
    // Both 34 of the target are like the one of the source: the 33 is lost.
    check(
        "The brothers, aged 33 and 34, own the mill.",
        "Les frères, âgés de 34 et 34 ans, possèdent le moulin.",
        &[("number", "33", "34 ans")],
    );
}

#[test]
fn amounts_of_two_systems() {
    check("They walked 40 miles.", "Ils ont marché 65 km.", &[]);
    check("He is 6-foot-4 and plays in goal.", "Il mesure 1,93 m et joue gardien de but.", &[]);
    check("They walked 40 miles.", "Ils ont marché 90 km.", &[("number", "40 miles", "90 km")]);
    check(
        "The channel is 3 inches deep.",
        "Le chenal a une profondeur de 7,9 cm.",
        &[("number", "3 inches", "7,9 cm")],
    );
}

#[test]
fn the_same_amount_written_otherwise() {
    check("Eleven of them stayed.", "11 d’entre eux sont restés.", &[]);
    check("The tower is from the 19th century.", "La tour est du XIXe siècle.", &[]);
    check("The bus leaves at 6:30 p.m.", "Le bus part à 18 h 30.", &[]);
    check("It cost 1.4 million euros.", "Cela a coûté 1 400 000 euros.", &[]);
    check("Two thirds of the 220 pages are blank.", "2/3 des 220 pages sont vides.", &[]);
}

#[test]
fn dates_of_two_years() {
    check(
        "The bridge opened on 30 September 2018.",
        "Le pont a été inauguré le 30 septembre 2012.",
        &[("date", "30 September 2018", "30 septembre 2012")],
    );
    check("The bridge opened on 30 September.", "Le pont a ouvert le 30 septembre 2012.", &[]);
}

#[test]
fn digits_alone_are_compared_without_rules_for_a_language() {
    let told = |english: &str, finnish: &str| -> Vec<&str> {
        let source = [AROUND[0].0, english];
        let target = ["Lautta lähti vanhasta satamasta ennen aamunkoittoa.", finnish];
        let finnish = "fi".parse().expect("a language");
        let alignment = align_sentences(&source, &target, Some(Language::EN), Some(finnish), &[]);
        alignment.discrepancies.iter().map(|d| d.kind.as_str()).collect()
    };
    let lost = "The ferry Aurora lost 340 passengers in 1987.";
    assert_eq!(told(lost, "Lautta Aurora menetti 370 matkustajaa vuonna 1987."), ["number"]);
    assert!(told(lost, "Lautta Aurora menetti 340 matkustajaa vuonna 1987.").is_empty());
    let miles = "The ferry Aurora sailed 40 miles on 12 June 1987.";
    assert!(told(miles, "Lautta Aurora purjehti 65 kilometriä 12.6.1987.").is_empty());
}
