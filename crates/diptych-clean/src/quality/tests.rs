use super::*;

const TIDY: &str = "The ferry to Oronsay left at nine with forty cars and a hearse on the deck.\n\
    Nobody waved, for it was raining and the pier has no roof to stand under.\n\
    By noon the wind had turned, and the master of the ship asked the harbour to be ready.\n\
    They have two tugs there, one of them older than the crane that lifts it in winter.";

#[track_caller]
fn check(text: &str, signal: Signal, expected: f64) {
    let value = Quality::measure(text, Language::EN).get(signal).expect("it is measured");
    assert!((value - expected).abs() < 1e-9, "{signal} of {text:?} is {value}");
}

#[track_caller]
fn fails(rules: &Rules, text: &str, expected: &[Signal]) {
    let verdict = rules.judge(&Quality::measure(text, Language::EN));
    let failed: Vec<Signal> = verdict.failed.iter().map(|failed| failed.rule.signal).collect();
    assert_eq!(failed, expected, "{text:?}");
}

#[test]
fn tidy_text_passes() {
    for rules in [Rules::gopher(), Rules::c4(), Rules::fineweb()] {
        fails(&rules, TIDY, &[]);
    }
}

#[test]
fn words_and_characters() {
    check("One, two -- (three) 4!", Signal::Words, 4.0);
    check("One, two -- (three) 4!", Signal::MeanWordLength, 12.0 / 4.0);
    check("a well-known one", Signal::LongestWord, 10.0);
    check("a b\u{a0}c\u{202f}!", Signal::Characters, 4.0);
    check("ab 12", Signal::DigitRatio, 0.5);
    check("AbcD 1", Signal::UppercaseRatio, 0.5);
}

#[test]
fn blank_lines_count_in_no_ratio() {
    let dense = "- One here\n- Two here\nThree follows.\nThree follows.";
    let loose = dense.replace('\n', "\n\n  \n");
    let (dense, loose) =
        (Quality::measure(dense, Language::EN), Quality::measure(&loose, Language::EN));
    for &signal in Signal::ALL {
        let paragraphs = signal.as_str().contains("paragraph");
        assert!(paragraphs || dense.get(signal) == loose.get(signal), "{signal}");
    }
    assert_eq!(loose.get(Signal::DuplicateParagraphRatio), Some(0.25));
    assert_eq!(loose.get(Signal::BulletLineRatio), Some(0.5));
}

#[test]
fn symbols() {
    check("#a #b c d", Signal::HashRatio, 0.5);
    check("a... b… c...... d", Signal::EllipsisRatio, 1.0);
    check("Read more...\nSee all …\nFine.\nWait. . .", Signal::EllipsisLineRatio, 0.5);
    // Marks that French sets apart are no words, and count neither way.
    check("« Non ! » dit-il : « jamais » ?", Signal::AlphabeticWordRatio, 1.0);
    check("| 1 | 2 | a |", Signal::AlphabeticWordRatio, 1.0 / 7.0);
}

#[test]
fn lines_and_sentences() {
    check("It rained. Nobody came! \"Why?\" he asked.", Signal::Sentences, 3.0);
    check("He left.\nShe did not\n(not then.)\n« Non. »\n他走了。", Signal::TerminalLineRatio, 0.8);
    check("他走了。她没有走。", Signal::Sentences, 2.0);
    check("Short\nA line that is longer than thirty characters", Signal::ShortLineRatio, 0.5);
}

#[test]
fn stop_words_are_those_of_the_language() {
    let french = "Le maire de la ville et les élus ont vu que des arbres manquent en mai.";
    let quality = |language| Quality::measure(french, language).get(Signal::StopWords);
    assert_eq!(quality(Language::FR), Some(8.0));
    assert_eq!(quality(Language::EN), Some(0.0));
    assert_eq!(quality(Language::UND), None);
    let verdict = Rules::gopher().judge(&Quality::measure(french, Language::UND));
    assert_eq!(verdict.not_judged, [Signal::StopWords]);
}

#[test]
fn characters_stand_in_for_words_without_spaces() {
    let language = "zh".parse().expect("a tag");
    let quality = Quality::measure("渡轮昨天 下午在 Oronsay 附近搁浅了。", language);
    assert_eq!(quality.get(Signal::Words), Some(13.0));
    assert_eq!(quality.get(Signal::MeanWordLength), None);
    assert_eq!(quality.get(Signal::StopWords), Some(2.0));
}

#[test]
fn repetition_is_what_stood_before() {
    check("Same line\nSame line\nOther text", Signal::DuplicateLineRatio, 1.0 / 3.0);
    check("Same line\nSame line\nOther text", Signal::DuplicateLineCharacterRatio, 8.0 / 25.0);
    check("a b\nc d\n\na b\nc d\n\ne f", Signal::DuplicateParagraphRatio, 1.0 / 3.0);
    // "a b" twice of six tokens; overlapping occurrences cover what they cover once.
    check("a b c a b d", Signal::Top2GramRatio, 4.0 / 6.0);
    check("a a a a", Signal::Top2GramRatio, 1.0);
    check("a b c d", Signal::Top2GramRatio, 0.0);
    check("a b c d e f a b c d e g", Signal::Duplicate5GramRatio, 5.0 / 12.0);
    check("a b c d e f g a b c d e f h", Signal::Duplicate5GramRatio, 6.0 / 14.0);
    check("a b c d e f g a b c d e f h", Signal::Duplicate7GramRatio, 0.0);
    check(&"la ".repeat(30), Signal::Duplicate10GramRatio, 29.0 / 30.0);
}

/// The n-grams by counting all of them, as the definition says.
#[test]
fn repetition_agrees_with_counting_everything() {
    let mut state = 7_u32;
    let mut words = Vec::new();
    for _ in 0..3000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        words.push(["ab", "c", "def", "gh"][(state >> 30) as usize]);
    }
    let quality = Quality::measure(&words.join(" "), Language::EN);
    let all: usize = words.iter().map(|word| word.len()).sum();
    for (n, signal) in [(5, Signal::Duplicate5GramRatio), (8, Signal::Duplicate8GramRatio)] {
        let mut seen = std::collections::HashSet::new();
        let mut covered = vec![false; words.len()];
        for i in 0..=words.len() - n {
            if !seen.insert(&words[i..i + n]) {
                covered[i..i + n].fill(true);
            }
        }
        let covered: usize =
            words.iter().zip(covered).filter(|(_, c)| *c).map(|(word, _)| word.len()).sum();
        let expected = covered as f64 / all as f64;
        assert!((quality.get(signal).expect("measured") - expected).abs() < 1e-12, "{signal}");
    }
}

#[test]
fn c4_looks_at_lines() {
    let page = format!("{TIDY}\nPlease enable JavaScript to go on reading this page.\nHome\n");
    check(&page, Signal::JavascriptLines, 1.0);
    check(&page, Signal::C4LineRatio, 4.0 / 6.0);
    check(&page, Signal::C4Sentences, 4.0);
    check("This site uses cookies, see our Privacy Policy.", Signal::PolicyLines, 1.0);
    fails(
        &Rules::c4(),
        "Lorem ipsum dolor { }",
        &[Signal::C4Sentences, Signal::LoremIpsum, Signal::CurlyBraces],
    );
}

#[test]
fn rules_are_named_changed_and_explained() {
    let rules: Rules = "gopher, fineweb, words>=2, words<=3".parse().expect("good rules");
    let quality = Quality::measure("The men of the town wait", Language::EN);
    let verdict = rules.judge(&quality);
    let reasons: Vec<&str> = verdict.failed.iter().map(|failed| failed.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "the share of lines that end in final punctuation is 0, fineweb wants at least 0.12",
            "the share of lines of up to 30 characters is 1, fineweb allows at most 0.67",
            "the number of words is 6, the rule allows at most 3",
        ]
    );
    for (text, problem) in [
        ("gofer", "no rule"),
        ("wrods>=2", "no signal"),
        ("words>=", "no threshold"),
        ("words>=nan", "no threshold"),
    ] {
        let error = text.parse::<Rules>().expect_err(text).to_string();
        assert!(error.contains(problem), "{error}");
    }
}

#[test]
fn a_value_is_told_from_its_threshold() {
    let text =
        "The men of the town wait for the ferry.\nNobody has told them that it sank.\nIt rains.";
    let rules: Rules = "short_line_ratio<=0.333".parse().expect("a good rule");
    let verdict = rules.judge(&Quality::measure(text, Language::EN));
    let reason =
        "the share of lines of up to 30 characters is 0.3333, the rule allows at most 0.333";
    assert_eq!(verdict.failed[0].reason, reason);
}

#[test]
fn blank_text_is_measured() {
    for text in ["", " \n\u{a0}\n"] {
        let quality = Quality::measure(text, Language::EN);
        assert!(quality.signals().all(|(_, value)| value == 0.0), "{quality:?}");
    }
}
