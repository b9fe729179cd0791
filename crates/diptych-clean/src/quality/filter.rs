//! Rules and lists, set up once for many texts.

use diptych_text::Language;
use rustc_hash::FxHashMap;

use super::{Quality, Rules, Signal, Verdict};
use crate::unspaced::is_unspaced;

/// Measures texts and holds them against rules; built once, used many times, from many threads.
///
/// ```
/// use diptych_clean::{QualityFilter, Rules, Signal};
/// use diptych_text::Language;
///
/// let filter = QualityFilter::new(Rules::c4()).bad_words(["drat", "son of a gun"]);
/// let text = "He swore again, the old fool. The son of a gun left by the door. Nobody waved at him.";
/// let (quality, verdict) = filter.judge(text, Language::EN);
/// assert_eq!(quality.get(Signal::BadWords), Some(1.0));
/// assert_eq!(verdict.failed.len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct QualityFilter {
    rules: Rules,
    bad_words: Option<Phrases>,
}

/// Phrases in small letters by their first word: what follows it.
type Phrases = FxHashMap<String, Vec<Vec<String>>>;

impl QualityFilter {
    /// A filter with these rules.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self { rules, bad_words: None }
    }

    /// The list of bad words and phrases, for the signal `bad_words`. They are compared whole, word
    /// by word, without regard to case and punctuation; in scripts without spaces, character by
    /// character.
    #[must_use]
    pub fn bad_words<S: AsRef<str>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        let mut phrases = Phrases::default();
        for phrase in words {
            let mut words = words_of(phrase.as_ref());
            if !words.is_empty() {
                let rest = words.split_off(1);
                phrases.entry(words.remove(0)).or_default().push(rest);
            }
        }
        self.bad_words = Some(phrases);
        self
    }

    /// The rules.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The signals of `text`: as [`Quality::measure`], with bad words when there is a list.
    #[must_use]
    pub fn measure(&self, text: &str, language: Language) -> Quality {
        let mut quality = Quality::measure(text, language);
        if let Some(phrases) = &self.bad_words {
            let found = count(phrases, &words_of(text));
            #[expect(clippy::cast_precision_loss, reason = "no text has 2^53 words")]
            let found = found as f64;
            quality.values[Signal::BadWords as usize] = found;
        }
        quality
    }

    /// The signals of `text`, and what the rules say of them.
    #[must_use]
    pub fn judge(&self, text: &str, language: Language) -> (Quality, Verdict) {
        let quality = self.measure(text, language);
        let verdict = self.rules.judge(&quality);
        (quality, verdict)
    }
}

/// The words of `text` in small letters, without punctuation.
fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words = Vec::new();
    for word in lower.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
        let mut start = 0;
        for (at, c) in word.char_indices().filter(|&(_, c)| is_unspaced(c)) {
            words.push(&word[start..at]);
            start = at + c.len_utf8();
            words.push(&word[at..start]);
        }
        words.push(word[start..].trim_matches(['\'', '’']));
    }
    words.into_iter().filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn count(phrases: &Phrases, words: &[String]) -> usize {
    let at = |i: usize| {
        let rests = phrases.get(&words[i]).map_or(&[][..], Vec::as_slice);
        rests.iter().any(|rest| words[i + 1..].starts_with(rest))
    };
    (0..words.len()).filter(|&i| at(i)).count()
}
