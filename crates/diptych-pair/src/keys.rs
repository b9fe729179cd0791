//! What a document is looked up by: keys that translations share.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::Lexicon;
use crate::document::Document;
use crate::tokens::Class;

/// A key and how much of it the document holds.
pub(crate) type Key = (u64, f32);

/// The keys of a document, sorted: numbers and keys from outside, words of four letters or more
/// as they are, the first five letters of longer ones, and what lexicons make of them.
pub(crate) fn keys(document: &Document, lexicons: &[&Lexicon]) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for (number, form) in document.forms.iter().enumerate() {
        let count = 1.0 + (form.count as f32).ln();
        let text = document.form(crate::document::id(number));
        match form.class {
            Class::Number | Class::Anchor(_) => keys.push((key(0, text), count)),
            Class::Word if form.chars >= 4 || !text.is_ascii() => {
                keys.push((key(1, text), count));
                if form.chars >= 6
                    && let Some((end, _)) = text.char_indices().nth(5)
                {
                    keys.push((key(2, &text[..end]), count));
                }
            }
            _ => {}
        }
    }
    for (form, word, p) in lexicons.iter().flat_map(|l| l.pivots(document)) {
        let count = p * (1.0 + (document.forms[form as usize].count as f32).ln());
        keys.push((key(1, word), count));
        if word.len() >= 6 && word.is_ascii() {
            keys.push((key(2, &word[..5]), count));
        }
    }
    keys.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    keys.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = kept.1.max(next.1);
        }
        same
    });
    keys
}

fn key(space: u8, text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(space);
    hasher.write(text.as_bytes());
    hasher.finish()
}
