//! The invariants of `crates/README.md`, on any Unicode.
//!
//! `PROPTEST_CASES=100000 cargo test --release -p diptych-tests --test properties` digs deeper.

mod messy;
mod samples;

use std::borrow::Cow;
use std::collections::HashSet;

use diptych::{
    Alignment, Cleaned, Cleaner, Entity, ExtractOptions, Extractor, Input, Kind, Language,
    PairKind, Pipeline, Place, Profile, Segmenter, Span, Value, align, find_pairs, label_lines,
    main_text, paragraphs, profile, repair_encoding,
};
use messy::{language, lines, text};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

/// `cases` unless `PROPTEST_CASES` says otherwise.
fn cases(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    config
}

/// Spans lie on character boundaries inside `text`, hold something, are sorted and disjoint.
fn in_order(text: &str, spans: impl IntoIterator<Item = Span>) -> TestCaseResult {
    let mut last = 0;
    for span in spans {
        prop_assert!(last <= span.start, "{} starts before {}", span, last);
        prop_assert!(text.get(span.range()).is_some(), "{} is no piece of the text", span);
        prop_assert!(!span.is_empty(), "{} is empty", span);
        last = span.end;
    }
    Ok(())
}

/// Spans are as above, without outer white space, and together hold all that is not white.
fn covering(text: &str, spans: &[Span]) -> TestCaseResult {
    in_order(text, spans.iter().copied())?;
    let mut at = 0;
    for &span in spans {
        prop_assert_eq!(span, span.trim(text));
        prop_assert!(
            text[at..span.start].trim().is_empty(),
            "{:?} is left out",
            &text[at..span.start]
        );
        at = span.end;
    }
    prop_assert!(text[at..].trim().is_empty(), "{:?} is left out", &text[at..]);
    Ok(())
}

fn check_cleaned(source: &str, cleaned: &Cleaned<'_>) -> TestCaseResult {
    let (mut replayed, mut at) = (String::new(), 0);
    for edit in &cleaned.edits {
        prop_assert!(at <= edit.span.start, "{:?} is out of order", edit);
        prop_assert!(source.get(edit.span.range()).is_some(), "{:?} is no piece", edit);
        prop_assert!(source[edit.span] != *edit.replacement, "{:?} changes nothing", edit);
        replayed.push_str(&source[at..edit.span.start]);
        replayed.push_str(&edit.replacement);
        at = edit.span.end;
    }
    replayed.push_str(&source[at..]);
    prop_assert_eq!(&replayed, &*cleaned.text);
    prop_assert_eq!(matches!(cleaned.text, Cow::Borrowed(_)), cleaned.edits.is_empty());
    in_order(source, cleaned.blocks.iter().map(|block| block.span))?;
    for block in &cleaned.blocks {
        prop_assert!((0.0..=1.0).contains(&block.probability), "{:?}", block);
    }
    for fact in &cleaned.metadata {
        prop_assert!(source.get(fact.span.range()).is_some(), "{:?}", fact);
    }
    let (mut start, mut end) = (0, 0);
    for (i, c) in cleaned.text.char_indices() {
        let span = cleaned.map.to_source(Span::new(i, i + c.len_utf8()));
        prop_assert!(source.get(span.range()).is_some(), "{} is no piece of the source", span);
        prop_assert!(start <= span.start && end <= span.end, "{} goes back", span);
        (start, end) = (span.start, span.end);
    }
    Ok(())
}

fn check_entities(text: &str, entities: &[Entity]) -> TestCaseResult {
    prop_assert!(entities.is_sorted_by_key(|entity| entity.span.start), "{:?}", entities);
    for of_names in [true, false] {
        let layer = entities.iter().filter(|entity| entity.kind().is_name() == of_names);
        in_order(text, layer.map(|entity| entity.span))?;
    }
    for entity in entities {
        prop_assert!(entity.extended.contains(entity.span), "{:?}", entity);
        prop_assert!(text.get(entity.extended.range()).is_some(), "{:?}", entity);
        prop_assert!((0.0..=1.0).contains(&entity.score), "{:?}", entity);
        let written = entity.value.to_string();
        let parsed = written.parse::<Value>();
        prop_assert_eq!(parsed.as_ref(), Ok(&entity.value), "from {}", written);
    }
    Ok(())
}

/// Beads cover `source` and `target` sentences once, in order; one of a bead that has an empty
/// side holds one sentence. Places lie inside their texts.
fn check_alignment(
    alignment: &Alignment,
    source: &Profile<'_>,
    target: &Profile<'_>,
) -> TestCaseResult {
    let mut at = (0, 0);
    for bead in &alignment.beads {
        prop_assert_eq!((bead.source.start, bead.target.start), at, "{:?}", bead);
        prop_assert!(bead.source.start <= bead.source.end && bead.target.start <= bead.target.end);
        at = (bead.source.end, bead.target.end);
        match (bead.source.len(), bead.target.len()) {
            (0, n) | (n, 0) => prop_assert_eq!(n, 1, "{:?}", bead),
            _ => {}
        }
        prop_assert!((0.0..=1.0).contains(&bead.score), "{:?}", bead);
    }
    prop_assert_eq!(at, (source.sentences.len(), target.sentences.len()));
    prop_assert!((0.0..=1.0).contains(&alignment.score), "{}", alignment.score);
    let is_inside = |place: Place, profile: &Profile<'_>| {
        let sentence = &profile.sentences[place.sentence];
        let end = place.span.end - sentence.start;
        sentence.text.get(place.span.start - sentence.start..end).is_some()
    };
    let evidence = alignment.beads.iter().flat_map(|bead| &bead.evidence);
    for evidence in evidence {
        prop_assert!(is_inside(evidence.source, source), "{:?}", evidence);
        prop_assert!(is_inside(evidence.target, target), "{:?}", evidence);
    }
    for discrepancy in &alignment.discrepancies {
        prop_assert!(discrepancy.source.is_none_or(|place| is_inside(place, source)));
        prop_assert!(discrepancy.target.is_none_or(|place| is_inside(place, target)));
    }
    Ok(())
}

/// `work` on a pool of that many threads.
fn on_threads<T: Send>(threads: usize, work: impl Fn() -> T + Send + Sync) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads start").install(work)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn cleaning_is_the_sum_of_its_edits(source in text()) {
        check_cleaned(&source, &Cleaner::new().clean(&source))?;
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(source in text()) {
        let once = Cleaner::new().clean(&source).text.into_owned();
        let twice = Cleaner::new().clean(&once);
        prop_assert_eq!(&*twice.text, &*once);
        prop_assert!(twice.edits.is_empty());
        prop_assert!(matches!(twice.text, Cow::Borrowed(_)));
    }

    #[test]
    fn repairing_the_encoding_twice_is_repairing_it_once(source in text()) {
        let once = repair_encoding(&source).into_owned();
        prop_assert_eq!(repair_encoding(&once), &*once);
    }

    #[test]
    fn plain_letters_need_no_repair(source in "[ -~\n]{0,200}") {
        prop_assert!(matches!(repair_encoding(&source), Cow::Borrowed(_)));
    }

    #[test]
    fn every_line_gets_a_label(lines in lines(), language in language()) {
        prop_assert_eq!(label_lines(&lines, language).len(), lines.len());
    }

    #[test]
    fn any_text_can_be_read_as_a_page(source in text()) {
        let _ = main_text(&source);
    }

    #[test]
    fn sentences_cover_the_text(text in text(), language in language()) {
        let spans: Vec<Span> = Segmenter::new(language).sentences(&text).collect();
        covering(&text, &spans)?;
    }

    #[test]
    fn paragraphs_cover_the_text(text in text()) {
        let spans: Vec<Span> = paragraphs(&text).into_iter().collect();
        covering(&text, &spans)?;
    }

    #[test]
    fn words_are_in_order(text in text(), language in language()) {
        let spans: Vec<Span> = Segmenter::new(language).words(&text).into_iter().collect();
        in_order(&text, spans)?;
    }

    #[test]
    fn entities_are_in_two_layers(text in text(), language in language()) {
        check_entities(&text, &Extractor::new(language).entities(&text))?;
    }

    #[test]
    fn entities_are_of_the_kinds_asked_for(
        text in text(), language in language(), kind in proptest::sample::select(&Kind::ALL[..])
    ) {
        let options = ExtractOptions::default().kinds([kind]);
        let found = Extractor::with_options(language, options).entities(&text);
        prop_assert!(found.iter().all(|entity| entity.kind() == kind), "{:?}", found);
        check_entities(&text, &found)?;
    }

    #[test]
    fn a_document_keeps_all_invariants(source in text()) {
        let document = Pipeline::new().annotate(&source);
        prop_assert_eq!(&document.source, &source);
        covering(&document.text, &document.sentences)?;
        covering(&document.text, &document.paragraphs)?;
        check_entities(&document.text, &document.entities)?;
        for &sentence in &document.sentences {
            prop_assert!(source.get(document.to_source(sentence).range()).is_some());
        }
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn beads_cover_both_sides(
        source in lines(), target in lines(), languages in (language(), language())
    ) {
        let source = Profile::from_sentences(languages.0, &source);
        let target = Profile::from_sentences(languages.1, &target);
        let aligner = diptych::Aligner::new();
        let alignment = aligner.align(&source, &target);
        check_alignment(&alignment, &source, &target)?;
        let similarity = aligner.similarity(&source, &target);
        prop_assert!((0.0..=1.0).contains(&similarity), "{}", similarity);
    }

    #[test]
    fn swapping_the_sides_swaps_the_beads(
        source in lines(), target in lines(), languages in (language(), language())
    ) {
        let source = Profile::from_sentences(languages.0, &source);
        let target = Profile::from_sentences(languages.1, &target);
        let aligner = diptych::Aligner::new();
        let here = aligner.align(&source, &target);
        let there = aligner.align(&target, &source);
        let there: Vec<_> = there.beads.iter().map(|b| (b.target.clone(), b.source.clone())).collect();
        let here: Vec<_> = here.beads.iter().map(|b| (b.source.clone(), b.target.clone())).collect();
        prop_assert_eq!(here, there);
    }

    #[test]
    fn links_of_a_person_never_break_the_beads(
        source in lines(), target in lines(),
        links in proptest::collection::vec((0usize..12, 0usize..12), 0..4),
    ) {
        let source = Profile::from_sentences(Language::EN, &source);
        let target = Profile::from_sentences(Language::FR, &target);
        let alignment = diptych::Aligner::new().align_with_anchors(&source, &target, &links);
        check_alignment(&alignment, &source, &target)?;
    }

    #[test]
    fn documents_align_with_anchors(source in text(), target in text()) {
        let (source, target) = (Pipeline::new().annotate(&source), Pipeline::new().annotate(&target));
        check_alignment(&align(&source, &target), &profile(&source), &profile(&target))?;
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn the_number_of_threads_changes_nothing(
        sources in proptest::collection::vec(text(), 0..8), languages in proptest::collection::vec(language(), 8)
    ) {
        let run = || {
            let inputs: Vec<Input<'_>> = sources
                .iter()
                .zip(&languages)
                .map(|(source, &language)| Input::new(source).language(language))
                .collect();
            let documents = Pipeline::new().annotate_inputs(&inputs);
            let pairs = find_pairs(&documents, Some(0.0));
            (documents, pairs)
        };
        let (documents, pairs) = on_threads(1, run);
        prop_assert_eq!(on_threads(4, run), (documents.clone(), pairs.clone()));
        // One-to-one between any two languages, but where one document holds several.
        let mut taken = HashSet::new();
        for pair in pairs.iter().filter(|pair| pair.kind != PairKind::Merged) {
            for (own, other) in [(pair.source, pair.target), (pair.target, pair.source)] {
                let language = documents[other].language.language;
                prop_assert!(taken.insert((own, language)), "{own} in two pairs with {language}");
            }
        }
        for pair in &pairs {
            prop_assert!(pair.source < pair.target);
            let (source, target) = (&documents[pair.source], &documents[pair.target]);
            check_alignment(&pair.alignment, &profile(source), &profile(target))?;
        }
    }
}

#[test]
fn a_number_too_large_for_a_year_is_no_panic() {
    let text = "one hundred million million 12";
    assert!(!Extractor::new(Language::EN).entities(text).is_empty());
}
