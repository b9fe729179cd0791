//! Text damaged on purpose is repaired, sound text is not touched.

#[allow(dead_code, reason = "`diptych-dev eval encoding` uses the rest")]
mod damage;

use diptych_clean::{CleanOptions, Cleaner, Step, repair_encoding};

/// A sample of the set that `diptych-dev eval encoding` runs whole.
#[test]
fn damaged_sentences_come_back() {
    let (mut right, mut all) = (0, 0);
    for case in damage::cases(211) {
        all += 1;
        right += usize::from(repair_encoding(&case.damaged) == case.sound);
    }
    assert!(all > 700, "{all} cases");
    // 97.7 % of the whole set, 2026-11-21.
    assert!(right * 100 >= all * 96, "{right} of {all}");
}

#[test]
fn sound_sentences_stay() {
    let sentences: Vec<&str> = damage::sentences().map(|(_, sentence)| sentence).collect();
    for (one, two) in sentences.iter().zip(sentences.iter().rev()) {
        let line = format!("{one} {two}");
        assert_eq!(repair_encoding(&line), line);
    }
}

#[test]
fn no_other_step_finds_anything_in_sound_sentences() {
    let steps = [Step::Entities, Step::Unicode, Step::Ligatures, Step::Width];
    let cleaner = Cleaner::with_options(CleanOptions::default().only(&steps));
    for (_, sentence) in damage::sentences() {
        assert_eq!(cleaner.clean(sentence).edits, [], "in {sentence:?}");
    }
}

#[test]
fn reasons_name_the_chain() {
    let wrong = damage::Wrong::all();
    let read = |text: &str, names: &[&str]| {
        names.iter().fold(text.to_owned(), |text, name| {
            wrong.iter().find(|wrong| wrong.name == *name).expect("it is known").read(&text)
        })
    };
    for (names, reason) in [
        (&["Windows-1252"][..], "UTF-8 read as Windows-1252"),
        (&["Windows-1251", "Windows-1251"], "UTF-8 read as Windows-1251, twice"),
        (&["Windows-1252", "DOS 437"], "UTF-8 read as Windows-1252, then as DOS 437"),
    ] {
        let damaged = read("Onneksi löytyi ‘vähän’ leipää", names);
        let cleaned = Cleaner::new().clean(&damaged);
        assert_eq!(cleaned.text, "Onneksi löytyi ‘vähän’ leipää");
        for edit in &cleaned.edits {
            assert_eq!((edit.step, &*edit.reason), (Step::Encoding, reason));
        }
    }
}
