//! Quality and duplicates of many texts.

use std::ops::ControlFlow;

use diptych_clean::{DedupOptions, Deduplicator, Duplicate, Quality};
use diptych_language::detect_language;
use diptych_text::Language;
use rayon::prelude::*;

/// How many fingerprints are made before they are compared, so that few are held at a time.
const BATCH: usize = 4096;

/// Measures the quality signals of `text`, as [`Quality::measure`]; a language that is not given is
/// detected.
///
/// ```
/// use diptych::{Language, Rules, Signal, quality};
///
/// let quality = quality("Le maire a promis que les arbres de la ville seront sauvés.", None);
/// assert_eq!((quality.language(), quality.get(Signal::Words)), (Language::FR, Some(12.0)));
/// let verdict = Rules::gopher().judge(&quality);
/// assert_eq!(verdict.failed[0].reason, "the number of words is 12, gopher wants at least 50");
/// ```
#[must_use]
pub fn quality(text: &str, language: Option<Language>) -> Quality {
    Quality::measure(text, language_or_detected(text, language))
}

/// The language given, or the detected one.
#[must_use]
pub fn language_or_detected(text: &str, given: Option<Language>) -> Language {
    given.filter(|l| l.is_known()).unwrap_or_else(|| detect_language(text).language)
}

/// The duplicates among many texts.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Duplicates {
    /// For each text the earlier one that it duplicates.
    pub found: Vec<Option<Duplicate>>,
    /// The texts that hang together: lists of two numbers and more, each in order, by their first
    /// ones. They do not depend on the order of the texts.
    pub clusters: Vec<Vec<usize>>,
    /// How many texts were compared with as many others as the options allow.
    pub capped: usize,
}

/// Finds the duplicates among `texts`, exact and near ones, on all cores.
///
/// The result is that of a [`Deduplicator`] that is given the texts one after the other, with any
/// number of threads.
///
/// ```
/// use diptych::{DedupOptions, dedup};
///
/// let notice = "The council asks all who hold a mooring on the north quay to pay the fee for the \
///     year before the last day of March, at the desk or by post, and to bring the old card.";
/// let texts = [notice, "It snowed all night.", &notice.replace("card", "key")];
/// let duplicates = dedup(&texts, &DedupOptions::default());
/// assert_eq!(duplicates.clusters, [[0, 2]]);
/// assert_eq!(duplicates.found[2].map(|duplicate| duplicate.of), Some(0));
/// ```
#[must_use]
pub fn dedup<S: AsRef<str> + Sync>(texts: &[S], options: &DedupOptions) -> Duplicates {
    try_dedup(texts, options, || ControlFlow::Continue(())).unwrap_or_default()
}

/// The same, but `step` is called before each text, on the thread that takes it on: it may count,
/// and once it says `Break` no more texts are begun and the result is `None`.
#[must_use]
pub fn try_dedup<S: AsRef<str> + Sync>(
    texts: &[S],
    options: &DedupOptions,
    step: impl Fn() -> ControlFlow<()> + Sync,
) -> Option<Duplicates> {
    let mut deduplicator = Deduplicator::with_options(options.clone());
    let mut found = Vec::with_capacity(texts.len());
    for batch in texts.chunks(BATCH) {
        let fingerprint =
            |text: &S| step().is_continue().then(|| options.fingerprint(text.as_ref()));
        let fingerprints: Option<Vec<_>> = batch.par_iter().map(fingerprint).collect();
        found.extend(fingerprints?.into_iter().map(|print| deduplicator.add_fingerprint(print)));
    }
    let (clusters, capped) = (deduplicator.clusters(), deduplicator.capped());
    Some(Duplicates { found, clusters, capped })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_do_not_change_the_result() {
        let texts: Vec<String> = (0..5000)
            .map(|i| {
                let (crane, ship) = (i * 7919 % 97, i % 61);
                format!(
                    "Crane {crane} lifted the anchor of ship {ship} on the quay behind the old \
                     fish hall, where nobody has lifted an anchor since the hall was shut, and \
                     put it down again at noon without a word from the master of the harbour."
                )
            })
            .collect();
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads start").install(|| dedup(&texts, &DedupOptions::default()))
        };
        let one = run(1);
        assert_eq!(one, run(7));
        assert!(one.found.iter().any(Option::is_some) && one.found[0].is_none());
    }
}
