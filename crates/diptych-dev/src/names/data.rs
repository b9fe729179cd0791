//! Sentences with names marked.

use serde::Deserialize;

/// A sentence; spans are code points.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Row {
    pub text: String,
    pub lang: String,
    pub entities: Vec<(usize, usize, String)>,
}

impl Row {
    /// The names as spans of bytes.
    pub(crate) fn spans(&self) -> Vec<(usize, usize, &str)> {
        let mut bytes: Vec<usize> = self.text.char_indices().map(|(i, _)| i).collect();
        bytes.push(self.text.len());
        let at = |i: usize| bytes.get(i).copied().unwrap_or(self.text.len());
        self.entities
            .iter()
            .map(|(start, end, kind)| (at(*start), at(*end), kind.as_str()))
            .collect()
    }
}
