//! Segmenters, built once per language and shared.
//!
//! To build one takes 40 µs, as long as splitting a few thousand bytes (2 cores, 2026-11-21): that
//! is felt by whoever splits short texts one by one.

use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use diptych_segment::{SegmentOptions, Segmenter};
use diptych_text::Language;
use rustc_hash::FxHashMap;

/// Languages that are kept at most, so that made-up tags do not fill the memory; a segmenter for
/// one more is built anew each time.
const KEPT: usize = 64;

/// Segmenters of one set of options by language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segmenters {
    options: SegmentOptions,
    shared: Arc<RwLock<FxHashMap<Language, Arc<Segmenter>>>>,
}

impl Segmenters {
    pub(crate) fn with_options(options: SegmentOptions) -> Self {
        Self { options, shared: Arc::default() }
    }

    /// The one for `language`; its region and script do not matter.
    pub(crate) fn of(&self, language: Language) -> Arc<Segmenter> {
        let language = language.primary();
        // A map that another thread left while it panicked is whole: an insertion is the last step.
        let shared = self.shared.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = shared.get(&language) {
            return found.clone();
        }
        drop(shared);
        let made = Arc::new(Segmenter::with_options(language, self.options.clone()));
        let mut shared = self.shared.write().unwrap_or_else(PoisonError::into_inner);
        if shared.len() < KEPT {
            shared.insert(language, made.clone());
        }
        made
    }
}

/// A segmenter for `language` with the default options.
pub(crate) fn segmenter(language: Language) -> Arc<Segmenter> {
    static SHARED: LazyLock<Segmenters> = LazyLock::new(Segmenters::default);
    SHARED.of(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_for_each_language_up_to_a_limit() {
        let canada: Language = "fr-CA".parse().expect("a tag");
        assert!(Arc::ptr_eq(&segmenter(Language::FR), &segmenter(canada)));
        for i in 0..2 * KEPT {
            let letter = |i: usize| char::from(b'a' + u8::try_from(i % 26).expect("below 26"));
            let tag = format!("q{}{}", letter(i / 26), letter(i));
            let language: Language = tag.parse().expect("a tag");
            assert_eq!(segmenter(language).language(), language);
        }
    }
}
