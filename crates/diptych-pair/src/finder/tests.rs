use diptych_text::Language;

use crate::{Bootstrap, DocumentPair, PairFinder, PairKind, Profile, SentenceVectors, VectorError};

const MILL: [[&str; 2]; 8] = [
    [
        "The old mill at Pont-Croix burned for 14 hours on Sunday.",
        "Le vieux moulin de Pont-Croix a brûlé pendant 14 heures dimanche.",
    ],
    [
        "Nobody was hurt, said the mayor, Anne Le Goff.",
        "Il n’y a pas de blessé, a dit la maire, Anne Le Goff.",
    ],
    [
        "Firefighters came from Quimper and Douarnenez with 23 engines.",
        "Les pompiers sont venus de Quimper et de Douarnenez avec 23 camions.",
    ],
    ["The roof fell in shortly after midnight.", "Le toit s’est effondré peu après minuit."],
    [
        "The mill was built in 1787 and had ground no flour since 1962.",
        "Le moulin, construit en 1787, ne donnait plus de farine depuis 1962.",
    ],
    ["The owner had wanted to make a hotel of it.", "Le propriétaire voulait en faire un hôtel."],
    ["The damage is put at 840,000 euros.", "Les dégâts sont estimés à 840 000 euros."],
    ["The police are looking for witnesses.", "La police cherche des témoins."],
];
const FERRY: [[&str; 2]; 8] = [
    [
        "The ferry Skarven ran aground off Bergen with 212 passengers.",
        "Le ferry Skarven s’est échoué au large de Bergen avec 212 passagers.",
    ],
    ["Captain Moe had seen the rock too late.", "Le capitaine Moe avait vu le rocher trop tard."],
    ["The sea was calm, but the fog was thick.", "La mer était calme, mais le brouillard épais."],
    [
        "All passengers were brought to Florø in 9 boats.",
        "Tous les passagers ont été amenés à Florø par 9 bateaux.",
    ],
    ["The ship carried 37 cars and 4 lorries.", "Le navire transportait 37 voitures et 4 camions."],
    [
        "Oil ran into the fjord, about 1,500 litres.",
        "Du pétrole a coulé dans le fjord, environ 1 500 litres.",
    ],
    ["The company promised to pay for everything.", "La compagnie a promis de tout payer."],
    ["Another ferry takes over the line on Tuesday.", "Un autre ferry reprend la ligne mardi."],
];

fn side(story: &[[&'static str; 2]], language: usize) -> Vec<&'static str> {
    story.iter().map(|sentence| sentence[language]).collect()
}

fn profile<'t>(language: Language, sentences: &'t [&'t str]) -> Profile<'t> {
    Profile::from_sentences(language, sentences)
}

#[track_caller]
fn check(pairs: &[DocumentPair], expected: &[(usize, usize, PairKind)]) {
    let mut found: Vec<_> = pairs.iter().map(|p| (p.source, p.target, p.kind)).collect();
    found.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn parts_are_told_from_the_whole() {
    let [mill, ferry] = [side(&MILL, 0), side(&FERRY, 0)];
    let half = side(&MILL[..4], 1);
    let whole = side(&FERRY, 1);
    let documents = [
        profile(Language::EN, &mill),
        profile(Language::EN, &ferry),
        profile(Language::FR, &half),
        profile(Language::FR, &whole),
    ];
    let pairs = PairFinder::new().find(&documents);
    check(&pairs, &[(0, 2, PairKind::Partial), (1, 3, PairKind::Full)]);
    let part = pairs.iter().find(|pair| pair.kind == PairKind::Partial).expect("one is");
    assert!(part.coverage.1 > 0.8 && part.coverage.0 < 0.7, "{:?}", part.coverage);
}

#[test]
fn a_document_of_two_texts_has_two_pairs() {
    let [mill, ferry] = [side(&MILL, 0), side(&FERRY, 0)];
    let both = [side(&MILL, 1), side(&FERRY, 1)].concat();
    let documents =
        [profile(Language::EN, &mill), profile(Language::EN, &ferry), profile(Language::FR, &both)];
    let found = PairFinder::new().find_with_candidates(&documents);
    check(&found.pairs, &[(0, 2, PairKind::Merged), (1, 2, PairKind::Merged)]);
    assert_eq!(found.rejected, []);
}

#[test]
fn vectors_must_fit() {
    let mill = [side(&MILL, 0), side(&MILL, 1)];
    let documents = [profile(Language::EN, &mill[0]), profile(Language::FR, &mill[1])];
    let vectors = |sentences: usize, dimension: usize| {
        let row =
            |i: usize| (0..dimension).map(move |k| if k == i % dimension { 1.0 } else { 0.1 });
        let values: Vec<f32> = (0..sentences).flat_map(row).collect();
        SentenceVectors::new(&values, dimension).expect("whole rows of finite numbers")
    };
    let finder = PairFinder::new();
    let find = |vectors: &[SentenceVectors]| finder.find_with_vectors(&documents, vectors);
    let found = find(&[vectors(8, 4), vectors(8, 4)]).expect("they fit");
    check(&found.pairs, &[(0, 1, PairKind::Full)]);
    let error = |vectors: &[SentenceVectors]| find(vectors).expect_err("they do not fit");
    assert_eq!(error(&[vectors(8, 4)]), VectorError::Documents { vectors: 1, documents: 2 });
    assert_eq!(
        error(&[vectors(8, 4), vectors(7, 4)]),
        VectorError::Sentences { document: 1, vectors: 7, sentences: 8 }
    );
    assert_eq!(
        error(&[vectors(8, 4), vectors(8, 3)]),
        VectorError::Unlike { document: 1, found: 3, expected: 4 }
    );
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let texts: Vec<Vec<&str>> =
        [&MILL, &FERRY].iter().flat_map(|story| [side(*story, 0), side(*story, 1)]).collect();
    let documents: Vec<Profile<'_>> = texts
        .iter()
        .zip([Language::EN, Language::FR].into_iter().cycle())
        .map(|(text, language)| profile(language, text))
        .collect();
    let find = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads can be made").install(|| {
            let finder = PairFinder::new().bootstrap(Bootstrap::On);
            finder.find_with_candidates(&documents)
        })
    };
    assert_eq!(find(1), find(3));
}
