//! What holds for any text.

use diptych_pair::{AlignOptions, AlignParameters, Aligner, Alignment, PairFinder, Profile};
use diptych_text::Language;
use proptest::prelude::*;

fn align(source: &[String], target: &[String], links: &[(usize, usize)]) -> Alignment {
    let source = Profile::from_sentences(Language::EN, source);
    let target = Profile::from_sentences(Language::FR, target);
    Aligner::new().align_with_anchors(&source, &target, links)
}

/// Sentences of few words, so that some recur and some match.
fn sentences() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[a-d]{1,6}",
        "(le|la|der|the|port|Port|1,400|1 400|12|2023|Gaza|Bergen|café|«|»|\\.|\\?|京都|Москва)",
        "\\PC{0,3}",
    ];
    let sentence = prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "));
    prop::collection::vec(sentence, 0..70)
}

fn check_cover(alignment: &Alignment, source: usize, target: usize) {
    let (mut i, mut j) = (0, 0);
    for bead in &alignment.beads {
        assert_eq!((bead.source.start, bead.target.start), (i, j));
        (i, j) = (bead.source.end, bead.target.end);
        match (bead.source.len(), bead.target.len()) {
            (0, n) | (n, 0) => {
                assert_eq!(n, 1);
                assert_eq!(bead.score, 0.0);
            }
            _ => assert!((0.0..=1.0).contains(&bead.score)),
        }
    }
    assert_eq!((i, j), (source, target));
    assert!((0.0..=1.0).contains(&alignment.score));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn beads_cover_every_sentence_once(source in sentences(), target in sentences()) {
        check_cover(&align(&source, &target, &[]), source.len(), target.len());
    }

    #[test]
    fn swapping_the_sides_swaps_the_beads(source in sentences(), target in sentences()) {
        let there = align(&source, &target, &[]);
        let (english, french) = (Profile::from_sentences(Language::EN, &source), Profile::from_sentences(Language::FR, &target));
        let back = Aligner::new().align(&french, &english);
        let beads = |a: &Alignment| a.beads.iter().map(|b| (b.source.clone(), b.target.clone(), b.score)).collect::<Vec<_>>();
        let swapped: Vec<_> = beads(&back).into_iter().map(|(s, t, x)| (t, s, x)).collect();
        prop_assert_eq!(beads(&there), swapped);
        prop_assert_eq!(there.score, back.score);
    }

    #[test]
    fn a_text_is_its_own_translation(source in sentences()) {
        let found = align(&source, &source, &[]);
        prop_assert!(found.beads.iter().all(|b| b.source == b.target && b.source.len() == 1));
    }

    #[test]
    fn any_links_do(source in sentences(), target in sentences(), links in prop::collection::vec((0..80_usize, 0..80_usize), 0..6)) {
        let found = align(&source, &target, &links);
        check_cover(&found, source.len(), target.len());
        if diptych_pair::check_links(source.len(), target.len(), &links).is_ok() {
            for (i, j) in links {
                prop_assert!(found.beads.iter().any(|b| b.source.contains(&i) && b.target.contains(&j)));
            }
        }
    }

    #[test]
    fn similarity_is_symmetric(a in sentences(), b in sentences()) {
        let (a, b) = (a.concat(), b.concat());
        let profile = |s: &'_ String| s.clone();
        let (a, b) = ([profile(&a)], [profile(&b)]);
        let (a, b) = (Profile::from_sentences(Language::UND, &a), Profile::from_sentences(Language::UND, &b));
        let score = Aligner::new().similarity(&a, &b);
        prop_assert!((0.0..=1.0).contains(&score));
        prop_assert_eq!(score, Aligner::new().similarity(&b, &a));
    }
}

#[test]
fn long_texts_take_linear_time() {
    let words = ["harbour", "storm", "crate", "mayor", "bridge", "vote", "flood", "lamp"];
    let sentence =
        |i: usize| format!("{} {} {} {}", words[i % 8], words[i / 3 % 8], words[i / 7 % 8], i / 5);
    let many: Vec<String> = (0..20_000).map(sentence).collect();
    check_cover(&align(&many, &many[500..], &[]), many.len(), many.len() - 500);
    let blank = vec![String::new(); 20_000];
    check_cover(&align(&blank, &many, &[]), blank.len(), many.len());
    let one = [".".repeat(3_000_000), "7".repeat(3_000_000), "x".repeat(3_000_000)];
    check_cover(&align(&one, &many, &[]), 3, many.len());
}

#[test]
fn absurd_parameters_do_no_harm() {
    let mut parameters = AlignParameters::default();
    parameters.variance = -1.0;
    parameters.single = f32::NEG_INFINITY;
    parameters.double = f32::NAN;
    parameters.lexical = f32::INFINITY;
    parameters.inertia = 0.0;
    let aligner = Aligner::with_options(AlignOptions::default().parameters(parameters));
    let text: Vec<String> = (0..60).map(|i| format!("Pier {i} closed {}", i * 7)).collect();
    let (source, target) = (
        Profile::from_sentences(Language::EN, &text),
        Profile::from_sentences(Language::FR, &text[5..]),
    );
    check_cover(&aligner.align(&source, &target), 60, 55);
}

#[test]
fn pairs_do_not_depend_on_threads() {
    let story = |place: &str, base: usize| -> Vec<String> {
        (0..12).map(|i| format!("{place} {} harbour {} storm {}", base + i, i * base, i)).collect()
    };
    let texts: Vec<Vec<String>> = (0..8)
        .map(|k| story(["Lisbon", "Bergen", "Turin", "Graz"][k % 4], 100 * (k % 4 + 1)))
        .collect();
    let profiles: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(k, t)| Profile::from_sentences(if k < 4 { Language::EN } else { Language::DE }, t))
        .collect();
    let found = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| PairFinder::new().find(&profiles))
    };
    let alone = found(1);
    assert_eq!(
        alone.iter().map(|p| (p.source, p.target)).collect::<std::collections::BTreeSet<_>>(),
        (0..4).map(|k| (k, k + 4)).collect()
    );
    assert_eq!(alone, found(4));
    assert!(PairFinder::new().find(&[]).is_empty());
}
