//! What holds for any text.

use std::borrow::Cow;

use diptych_clean::{CleanOptions, Cleaner, Step, label_lines, line_labels, repair_encoding};
use diptych_text::{Language, Span};
use proptest::prelude::*;

/// Texts of what the steps look for, mixed with anything.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-zA-Zé ]{1,12}",
        2 => "\\PC{0,6}",
        2 => any::<char>().prop_map(String::from),
        1 => any::<u16>().prop_map(|n| char::from_u32(u32::from(n) % 0x3000).map_or(String::new(), String::from)),
        4 => proptest::sample::select(PIECES).prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\t",
    "  ",
    "\u{a0}",
    "\u{202f}",
    "\u{3000}",
    "&amp;",
    "&lt;",
    "&",
    ";",
    "amp;",
    "#",
    "&#38;",
    "&nbsp;",
    "&#10;",
    "&eacute",
    "&copy",
    "&#39",
    "?a=1",
    "&#55357;",
    "&#56832;",
    "\\ud83d",
    "\\ude00",
    "ﬁ",
    "１",
    "ｶ\u{ff9e}",
    "<p>",
    "`",
    "\"",
    "«",
    "»",
    ". .",
    ". . .",
    ",,",
    " ,",
    " .",
    "...",
    "?!",
    "Ã©",
    "â€™",
    "Ã",
    "â€",
    "\u{c3}\u{a0}",
    "Ð¿Ñ",
    "√©",
    "e\u{301}",
    "\u{327}\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202b}",
    "\u{202c}",
    "\u{2066}",
    "\u{2069}",
    "א",
    "क",
    "\u{feff}",
    "\u{1b}[0m",
    "\u{fffe}",
    "12",
    "Related Articles",
    "\nShare\n",
    "\nAdvertisement\n",
    "\nSource link\n",
    "\nNews\n",
    "\ndate 2021-03 News\n",
    "0FansLike",
    "The bridge over the river was closed again on Monday, the town said.\n",
    "• ",
    "By Ann Other",
    "\n3 May 2021\n",
    "\n|\n",
];

/// 2,000 cases unless `PROPTEST_CASES` says otherwise.
fn cases() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 2_000;
    }
    config
}

fn language() -> impl Strategy<Value = Language> {
    proptest::sample::select(vec![Language::UND, Language::EN, Language::FR])
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn edits_replay_and_cleaning_twice_is_cleaning_once(
        source in text(),
        language in language(),
        with_width in any::<bool>(),
    ) {
        let options = CleanOptions::default().language(language);
        let options = if with_width { options.with(Step::Width) } else { options };
        let cleaner = Cleaner::with_options(options);
        let cleaned = cleaner.clean(&source);
        let (mut out, mut last) = (String::new(), 0);
        for edit in &cleaned.edits {
            prop_assert!(last <= edit.span.start, "edits are in order");
            prop_assert_ne!(&source[edit.span], &edit.replacement, "an edit changes something");
            out.push_str(&source[last..edit.span.start]);
            out.push_str(&edit.replacement);
            last = edit.span.end;
        }
        out.push_str(&source[last..]);
        prop_assert_eq!(&out, &*cleaned.text);
        let again = cleaner.clean(&cleaned.text);
        prop_assert_eq!(&again.text, &cleaned.text);
        prop_assert!(again.edits.is_empty());
        prop_assert!(matches!(again.text, Cow::Borrowed(_)));
    }

    #[test]
    fn source_spans_are_in_range_and_in_order(source in text()) {
        let cleaned = Cleaner::new().clean(&source);
        let mut last = 0;
        for (start, c) in cleaned.text.char_indices() {
            let span = cleaned.map.to_source(Span::new(start, start + c.len_utf8()));
            prop_assert!(last <= span.start && span.end <= source.len());
            prop_assert!(source.is_char_boundary(span.start) && source.is_char_boundary(span.end));
            last = span.start;
        }
    }

    #[test]
    fn blocks_cover_every_line(source in text()) {
        let cleaned = Cleaner::new().clean(&source);
        let mut last = 0;
        for block in &cleaned.blocks {
            prop_assert!(last <= block.span.start);
            prop_assert!(source[last..block.span.start].trim().is_empty());
            prop_assert!(!source[block.span].trim().is_empty());
            prop_assert!((0.0..=1.0).contains(&block.probability) && !block.reasons.is_empty());
            last = block.span.end;
        }
        prop_assert!(source[last..].trim().is_empty());
    }

    #[test]
    fn a_label_for_each_line(lines in proptest::collection::vec(text(), 0..10), language in language()) {
        let keep = label_lines(&lines, language);
        let labels = line_labels(&lines, language);
        prop_assert_eq!(&keep, &labels.iter().map(|label| label.keep).collect::<Vec<_>>());
        prop_assert_eq!(keep.len(), lines.len());
        for (line, label) in lines.iter().zip(&labels) {
            prop_assert!((0.0..=1.0).contains(&label.probability) && !label.reasons.is_empty());
            prop_assert!(!label.keep || !line.trim().is_empty());
        }
    }

    #[test]
    fn encoding_repair_settles(source in text()) {
        let repaired = repair_encoding(&source).into_owned();
        prop_assert_eq!(repair_encoding(&repaired), &*repaired);
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in [
        ".",
        "a",
        " ",
        "\n",
        "7",
        "&amp;",
        "&",
        "Ã",
        "Ã©",
        ". ",
        ",",
        "\u{a0}",
        "\u{301}",
        "\u{202b}",
        "א\u{202b}",
        "Share\n",
        "x\n",
        "é\u{301}",
        "\r",
        "`&lt;",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        let cleaned = Cleaner::new().clean(&text);
        assert!(cleaned.text.len() <= text.len());
    }
}

#[test]
fn long_pages_take_linear_time() {
    let blank = vec![""; 1_000_000];
    assert!(!label_lines(&blank, Language::UND).contains(&true));
    for piece in ["x", "•", "é", "Share", "9", "中", "The end.", "\u{301}"] {
        let page = vec![piece; 100_000];
        assert_eq!(label_lines(&page, Language::EN).len(), page.len());
    }
    for piece in ["a", "a ", ". ", "é", "'", "中。", "x-", "share this "] {
        let line = piece.repeat(1_000_000 / piece.len());
        assert_eq!(label_lines(&[&line], Language::UND).len(), 1);
    }
}
