//! What holds for any text, in any language.

use diptych_extract::{ExtractOptions, Extractor, Kind, Value};
use diptych_text::Language;
use proptest::prelude::*;

const LANGUAGES: [&str; 13] =
    ["en", "fr", "de", "es", "it", "pt", "nl", "und", "zh", "ja", "ko", "ar", "hi"];

/// Spans in order and on boundaries, values disjoint, canonical texts that read back.
fn check(text: &str, language: &str) {
    let language: Language = language.parse().expect("a tag");
    let reference = "2023-10-23".parse().ok();
    let options = ExtractOptions::default().reference(reference);
    let found = Extractor::with_options(language, options).entities(text);
    assert!(found.is_sorted_by_key(|entity| (entity.span.start, entity.span.end)), "{text:?}");
    let mut end = 0;
    for entity in &found {
        assert!(text.get(entity.span.range()).is_some_and(|core| !core.is_empty()), "{text:?}");
        assert!(text.get(entity.extended.range()).is_some(), "{text:?}");
        assert!(entity.extended.contains(entity.span), "{text:?}: {entity:?}");
        assert_eq!(entity.value.to_string().parse::<Value>().as_ref(), Ok(&entity.value));
        if !entity.kind().is_name() {
            assert!(end <= entity.span.start, "{text:?}: {found:?}");
            end = entity.span.end;
        }
    }
}

/// Pieces that the grammars look at, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,5}",
        "[.,:;/$€%°'’()–-]",
        Just(" ".to_owned()),
        Just("\u{202f}".to_owned()),
        proptest::sample::select(vec![
            "三",
            "百",
            "零",
            "万",
            "年",
            "月",
            "日",
            "点",
            "分之",
            "半",
            "から",
            "まで",
            "割",
            "３．５",
            "이십",
            "만 ",
            "분의",
            "و",
            "خمسة",
            "٢٥",
            "तीन",
            "में से",
            "hundred",
            "million",
            "and",
            "a",
            "half",
            "third",
            "twenty",
            "seven",
            "October",
            "Monday",
            "last",
            "week",
            "ago",
            "in",
            "to",
            "between",
            "more than",
            "years",
            "old",
            "dollars",
            "cents",
            "pm",
            "quatre",
            "vingt",
            "cent",
            "mille",
            "et",
            "demi",
            "deux",
            "lundi",
            "prochain",
            "il y a",
            "ans",
            "du",
            "au",
            "matin",
            "dreiundzwanzig",
            "vor",
            "Tagen",
            "dos",
            "fa",
            "km",
            "every",
            "due",
        ])
        .prop_map(|word| format!(" {word} ")),
        "\\PC",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,60}", language in 0..LANGUAGES.len()) {
        check(&text, LANGUAGES[language]);
    }

    #[test]
    fn any_pieces(text in pieces(), language in 0..LANGUAGES.len()) {
        check(&text, LANGUAGES[language]);
    }

    #[test]
    fn kinds_are_kept(text in pieces(), kind in 0..Kind::ALL.len()) {
        let kind = Kind::ALL[kind];
        let options = ExtractOptions::default().kinds([kind]);
        for entity in Extractor::with_options(Language::EN, options).entities(&text) {
            prop_assert_eq!(entity.kind(), kind);
        }
    }
}

/// A text is read in pieces: what is found does not depend on where they end.
#[test]
fn a_long_text_gives_what_its_paragraphs_give() {
    let paragraph = "On Friday, at least 1,400 of them paid $2.50. Dozens came two weeks ago.\n\n";
    let extractor = Extractor::new(Language::EN);
    let one = extractor.entities(paragraph).len();
    assert_eq!(extractor.entities(&paragraph.repeat(3000)).len(), 3000 * one);
}

#[test]
fn long_and_monotonous_text_passes() {
    // Small, since these are debug builds; the benches run the same on 10 MB.
    let size = 100_000;
    for piece in [
        "7",
        "1,",
        "-",
        "one hundred ",
        "a ",
        ".",
        "1 ",
        "October 7 ",
        "5 to ",
        "deux et demi ",
        "(",
        "é",
    ] {
        let text = piece.repeat(size / piece.len());
        for language in [Language::EN, Language::FR, Language::DE] {
            let _ = Extractor::new(language).entities(&text);
        }
    }
}
