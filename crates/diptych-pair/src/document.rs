//! A document, tokenised and counted once.

use std::hash::Hasher;
use std::ops::Range;

use diptych_text::{Language, Span};
use rustc_hash::{FxHashMap, FxHasher};

use crate::tokens::{Class, tokenise};
use crate::{AnchorKind, Profile};

/// The sentences of one document as numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    pub(crate) language: Language,
    /// Every distinct form, in order of first appearance.
    pub(crate) forms: Vec<Form>,
    text: String,
    index: FxHashMap<u64, u32>,
    /// The tokens of all sentences, one after the other.
    pub(crate) tokens: Vec<u32>,
    /// Where each token stands, in bytes of its sentence.
    pub(crate) spans: Vec<Span>,
    /// The first token of each sentence, and one more for the end.
    offsets: Vec<usize>,
    /// Letters and digits of each sentence, by its number.
    pub(crate) lengths: Vec<f32>,
}

/// One distinct form of a document.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    text: Range<usize>,
    pub(crate) hash: u64,
    pub(crate) class: Class,
    /// How often it stands in the document.
    pub(crate) count: u32,
    /// Its length in characters, 255 at most.
    pub(crate) chars: u8,
}

impl Document {
    pub(crate) fn new(profile: &Profile<'_>) -> Self {
        let mut document = Self { language: profile.language.primary(), ..Self::default() };
        document.offsets.push(0);
        let mut key = String::new();
        for sentence in &profile.sentences {
            let first = document.tokens.len();
            tokenise(sentence.text, |form, class, span| document.push(form, class, span));
            for anchor in &sentence.anchors {
                if sentence.text.get(anchor.span.range()).is_none() {
                    continue; // a span from elsewhere: there is nothing to show for it
                }
                key.clear();
                let class = match anchor.key.strip_prefix("number:") {
                    Some(value) if anchor.kind == AnchorKind::Number => {
                        key.push('#');
                        key.push_str(value);
                        Class::Number
                    }
                    _ => {
                        key.push_str(&anchor.key);
                        Class::Anchor(anchor.kind)
                    }
                };
                let known = document.find(hash(&key)).is_some_and(|form| {
                    (first..document.tokens.len()).any(|k| {
                        document.tokens[k] == form && document.spans[k].overlaps(anchor.span)
                    })
                });
                if !known {
                    document.push(&key, class, anchor.span);
                }
            }
            document.offsets.push(document.tokens.len());
            document.lengths.push(length(sentence.text));
        }
        document
    }

    fn push(&mut self, form: &str, class: Class, span: Span) {
        let hash = hash(form);
        let next = id(self.forms.len());
        let number = *self.index.entry(hash).or_insert_with(|| {
            let start = self.text.len();
            self.text.push_str(form);
            let chars = u8::try_from(form.chars().count()).unwrap_or(u8::MAX);
            self.forms.push(Form { text: start..self.text.len(), hash, class, count: 0, chars });
            next
        });
        self.forms[number as usize].count += 1;
        self.tokens.push(number);
        self.spans.push(span);
    }

    /// The number of sentences.
    pub(crate) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Where the tokens of some sentences stand in `tokens` and `spans`.
    pub(crate) fn places(&self, sentences: Range<usize>) -> Range<usize> {
        self.offsets[sentences.start]..self.offsets[sentences.end]
    }

    /// The tokens of one sentence.
    pub(crate) fn sentence(&self, number: usize) -> &[u32] {
        &self.tokens[self.places(number..number + 1)]
    }

    /// The class of a form.
    pub(crate) fn class(&self, number: u32) -> Class {
        self.forms[number as usize].class
    }

    /// The text of a form.
    pub(crate) fn form(&self, number: u32) -> &str {
        &self.text[self.forms[number as usize].text.clone()]
    }

    /// The number of the form with this hash.
    pub(crate) fn find(&self, hash: u64) -> Option<u32> {
        self.index.get(&hash).copied()
    }
}

/// The key of a form: the same in every document and on every machine of one word size.
pub(crate) fn hash(form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(form.as_bytes());
    hasher.finish()
}

/// A count as a 32-bit number.
pub(crate) fn id(n: usize) -> u32 {
    u32::try_from(n).expect("a document has fewer than 2^32 forms")
}

/// The length of a sentence for the length model: its characters, white space aside, where a
/// character of an ideographic script counts three (about what it takes in Latin letters).
fn length(text: &str) -> f32 {
    let mut sum = 0.0;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        sum +=
            if matches!(c, '\u{3041}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}') { 3.0 } else { 1.0 };
    }
    sum
}
