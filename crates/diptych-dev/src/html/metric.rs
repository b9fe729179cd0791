//! How much of an article was found: bags of sequences of four words.

use std::collections::HashMap;

/// The words of a text: letters, figures and underscores.
pub(crate) fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

/// How often each sequence of four words stands in a text; of a shorter one all its words.
pub(crate) fn shingles<'t>(words: &[&'t str]) -> HashMap<Vec<&'t str>, usize> {
    let mut bag = HashMap::new();
    if words.is_empty() {
        return bag;
    }
    for start in 0..words.len().saturating_sub(3).max(1) {
        let shingle = words[start..(start + 4).min(words.len())].to_vec();
        *bag.entry(shingle).or_default() += 1;
    }
    bag
}

/// Precision, recall and F1: means over pages, F1 that of the means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Score {
    precision: Vec<f64>,
    recall: Vec<f64>,
}

fn mean(values: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "there are few pages")]
    let count = values.len().max(1) as f64;
    values.iter().sum::<f64>() / count
}

impl Score {
    /// Takes in a page; gives its precision and recall. Where nothing was found there is no
    /// precision, where nothing is to be found no recall.
    pub(crate) fn add(&mut self, gold: &str, found: &str) -> (Option<f64>, Option<f64>) {
        let (gold, found) = (words(gold), words(found));
        let (gold, found) = (shingles(&gold), shingles(&found));
        let hits: usize =
            gold.iter().map(|(key, &n)| n.min(found.get(key).copied().unwrap_or(0))).sum();
        let share = |bag: &HashMap<Vec<&str>, usize>| {
            let total: usize = bag.values().sum();
            #[expect(clippy::cast_precision_loss, reason = "a page has few words")]
            (total > 0).then(|| hits as f64 / total as f64)
        };
        let (precision, recall) = (share(&found), share(&gold));
        self.precision.extend(precision);
        self.recall.extend(recall);
        (precision, recall)
    }

    pub(crate) fn precision(&self) -> f64 {
        mean(&self.precision)
    }

    pub(crate) fn recall(&self) -> f64 {
        mean(&self.recall)
    }

    pub(crate) fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}
