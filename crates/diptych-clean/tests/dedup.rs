//! What holds for duplicates in any collection.

use diptych_clean::{DedupOptions, Deduplicator, LineDeduplicator, Piece, Verify};
use proptest::prelude::*;

/// Notices that differ in a few words, so that many pairs lie on either side of the threshold.
fn notice() -> impl Strategy<Value = String> {
    let word = |words: &'static [&'static str]| proptest::sample::select(words);
    let fee = word(&["fee", "toll", "rent"]);
    let month = word(&["March", "April", "May", "June"]);
    let quay = word(&["north", "south"]);
    let tail =
        word(&["", " No dogs.", " Bring the old card.", " 渡轮停航。", " Hunde bleiben draußen."]);
    (fee, month, quay, tail, 1..60_u32).prop_map(|(fee, month, quay, tail, sum)| {
        format!(
            "All who hold a mooring on the {quay} quay pay the {fee} of {sum} euros before the \
             last day of {month}, at the desk by the lock or by post. Who pays late loses the \
             place and must wait until another one falls free, which may take two years.{tail}"
        )
    })
}

fn clusters<'t>(
    options: &DedupOptions,
    texts: impl Iterator<Item = &'t String>,
) -> Vec<Vec<usize>> {
    let mut deduplicator = Deduplicator::with_options(options.clone());
    for text in texts {
        deduplicator.add(text);
    }
    assert_eq!(deduplicator.capped(), 0);
    deduplicator.clusters()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn clusters_do_not_depend_on_order(
        texts in proptest::collection::vec(notice(), 1..30),
        exact in any::<bool>(),
        threshold in 0.3..1.0,
    ) {
        let verify = if exact { Verify::Exact } else { Verify::Estimate };
        let options = DedupOptions::default().threshold(threshold).expect("it is in range");
        let options = options.ngram(3).expect("it is positive").verify(verify);
        let forward = clusters(&options, texts.iter());
        let last = texts.len() - 1;
        let mut backward: Vec<Vec<usize>> = clusters(&options, texts.iter().rev())
            .into_iter()
            .map(|set| set.into_iter().rev().map(|i| last - i).collect())
            .collect();
        backward.sort();
        prop_assert_eq!(forward, backward);
    }

    #[test]
    fn what_differs_in_white_space_alone_is_found(
        texts in proptest::collection::vec(any::<String>(), 1..12),
        again in any::<proptest::sample::Index>(),
    ) {
        let mut deduplicator = Deduplicator::new();
        for text in &texts {
            deduplicator.add(text);
        }
        let text = again.get(&texts);
        let spaced = format!(" {}\n", text.split_whitespace().collect::<Vec<_>>().join("\t "));
        let found = deduplicator.add(&spaced).expect("it came before");
        prop_assert!(found.exact && found.similarity == 1.0);
        let before: Vec<&str> = texts[found.of].split_whitespace().collect();
        prop_assert_eq!(before, text.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn thinned_text_is_what_its_map_says(
        texts in proptest::collection::vec("([ab]{0,2}[ \n]{0,2}){0,12}", 1..6),
        paragraphs in any::<bool>(),
    ) {
        let piece = if paragraphs { Piece::Paragraph } else { Piece::Line };
        let mut lines = LineDeduplicator::new(piece);
        for text in &texts {
            let thinned = lines.add(text);
            let (mut left, mut at) = (String::new(), 0);
            for hunk in thinned.map.hunks() {
                left.push_str(&text[at..hunk.source.start]);
                at = hunk.source.end;
                prop_assert!(hunk.target.is_empty());
            }
            left.push_str(&text[at..]);
            prop_assert_eq!(&left, &thinned.text);
            for repeat in &thinned.repeats {
                prop_assert!(!text[repeat.span].trim().is_empty());
                prop_assert!(repeat.copies > 1 && repeat.first < lines.len());
            }
            prop_assert!(piece == Piece::Paragraph || lines.clone().thin(&left, 1).text.trim().is_empty());
        }
    }
}

const ENGLISH: &str = "The council of Sainte-Orlane rations water from Monday. Gardens may be \
    watered twice a week, after eight in the evening, and cars not at all, said the mayor.";
const FRENCH: &str = "La commune de Sainte-Orlane rationne l’eau dès lundi. Les jardins peuvent être \
    arrosés deux fois par semaine, après vingt heures, et les voitures jamais, dit le maire.";

#[test]
fn a_translation_is_no_duplicate() {
    let options = DedupOptions::default().threshold(0.05).expect("it is in range");
    assert_eq!(
        clusters(&options, [ENGLISH, FRENCH].map(String::from).iter()),
        [] as [Vec<usize>; 0]
    );
    assert_eq!(options.similarity(ENGLISH, FRENCH), 0.0);
}

#[test]
fn the_same_contract_with_other_sums_is_told_by_its_similarity() {
    let contract = |sum: &str, date: &str| {
        let clause = "The tenant shall keep the mooring in good repair and give notice of any damage \
            within three days of finding it. The landlord may enter at any hour when the safety of \
            the quay is at stake, and shall else announce each visit two days before. ";
        format!(
            "{clause}The rent is {sum} euros a month, due on the {date} day of each. {}",
            clause.replace("mooring", "shed")
        )
    };
    let (a, b) = (contract("410", "first"), contract("455", "third"));
    let options = DedupOptions::default();
    let counted = options.similarity(&a, &b);
    let mut deduplicator = Deduplicator::with_options(
        options.clone().threshold(0.5).expect("in range").verify(Verify::Exact),
    );
    deduplicator.add(&a);
    let found = deduplicator.add(&b).expect("most of it is the same");
    assert_eq!(found.similarity, counted);
    assert!(!found.exact && (0.6..0.9).contains(&counted), "{counted}");
    // A threshold above tells them apart.
    let strict = options.threshold(0.95).expect("in range");
    assert_eq!(clusters(&strict, [a, b].iter()), [] as [Vec<usize>; 0]);
}

#[test]
fn a_flood_of_near_duplicates_is_capped_and_said() {
    let mut deduplicator = Deduplicator::with_options(DedupOptions::default().candidates(5));
    for i in 0..40 {
        let text = format!("{ENGLISH} {ENGLISH} So much for number {i}.");
        let found = deduplicator.add(&text);
        assert_eq!(found.is_some(), i > 0, "{i}: {found:?}");
    }
    assert!(deduplicator.capped() > 30);
    assert_eq!(deduplicator.clusters().len(), 1);
}

#[test]
fn options_out_of_range_are_errors() {
    let options = DedupOptions::default;
    for threshold in [0.0, -1.0, 1.1, f64::NAN] {
        let error = options().threshold(threshold).expect_err("it is out of range").to_string();
        assert!(error.contains("above 0 and up to 1"), "{error}");
    }
    assert!(options().permutations(8).is_err() && options().permutations(4096).is_err());
    assert!(options().ngram(0).is_err());
}
