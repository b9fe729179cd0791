//! What holds for the quality signals of any text.

use diptych_clean::{Quality, Rules, Signal};
use diptych_text::Language;
use proptest::prelude::*;

proptest! {
    #[test]
    fn shares_lie_between_nothing_and_all(text in "(\\PC|[ab .\n#…-]|[ab]{1,3}[ \n]){0,60}") {
        let quality = Quality::measure(&text, Language::EN);
        for (signal, value) in quality.signals() {
            let free = ["hash_ratio", "ellipsis_ratio"].contains(&signal.as_str());
            let share = signal.as_str().ends_with("_ratio") && !free;
            prop_assert!(value >= 0.0 && (!share || value <= 1.0), "{} is {}", signal, value);
        }
        let lines = text.split('\n').filter(|line| !line.trim().is_empty()).count();
        prop_assert_eq!(quality.get(Signal::Lines), Some(lines as f64));
        let verdict = Rules::gopher().and(Rules::fineweb()).judge(&quality);
        prop_assert_eq!(verdict.passed(), verdict.failed.is_empty());
    }
}
