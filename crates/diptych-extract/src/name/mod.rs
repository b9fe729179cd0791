//! The layer of names: persons, organisations, places, peoples, events.

mod document;
mod features;
mod fold;
mod gazetteer;
mod inflect;
mod link;
mod model;
mod never;
mod rows;
mod rules;
mod token;
#[cfg(feature = "train")]
mod train;
mod words;

pub use self::model::NameModel;

use std::sync::OnceLock;

use diptych_text::{Language, Span};

use self::document::{Document, Votes};
use self::gazetteer::{Class, Gazetteer, Hit};
use self::model::Room;
use self::never::Never;
use self::token::{Stretches, Token};
use self::words::CommonWords;
use crate::{Entity, Kind, NameSpan};

#[cfg(feature = "train")]
pub use self::features::FeatureGroup;
#[cfg(feature = "train")]
pub(crate) use self::fold::slug;
#[cfg(not(feature = "train"))]
use self::fold::slug;
#[cfg(feature = "train")]
pub(crate) use self::train::train;
#[cfg(feature = "train")]
pub(crate) use self::words::write as write_words;

/// The models of the package: English, French and German have their own; the last learned from
/// seven languages.
const SHIPPED: [(&str, &[u8]); 4] = [
    ("en.bin", include_bytes!("../../data/names/en.bin")),
    ("fr.bin", include_bytes!("../../data/names/fr.bin")),
    ("de.bin", include_bytes!("../../data/names/de.bin")),
    ("mul.bin", include_bytes!("../../data/names/mul.bin")),
];

/// A model of the package, decoded at its first use.
fn shipped(i: usize) -> NameModel {
    static MODELS: [OnceLock<NameModel>; SHIPPED.len()] =
        [const { OnceLock::new() }; SHIPPED.len()];
    let (name, bytes) = SHIPPED[i];
    let read = || NameModel::read(name, bytes).expect("a test reads each model of the package");
    MODELS[i].get_or_init(read).clone()
}

/// Languages of other scripts than Latin: the third model knows no words of them, tables and
/// patterns do better (Russian, WikiNEuRal val, n 11,540, 2026-11-21: strict F1 32.5 against 28.6).
const OTHER_SCRIPTS: &[&str] = &[
    "ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "el", "hy", "ka", "he", "yi", "ar",
    "fa", "ur", "ps", "hi", "bn", "mr", "ne", "pa", "gu", "ta", "te", "kn", "ml", "si", "th", "lo",
    "my", "km", "zh", "ja", "ko", "am", "ti",
];

/// Finds names in texts of one language.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    gazetteer: &'static Gazetteer,
    /// `None`: tables and patterns alone.
    model: Option<NameModel>,
    never: Never,
    /// The list of common words of the language.
    words: Option<usize>,
    nouns_are_capitals: bool,
}

/// A stretch of text, read: its tokens, the names of the gazetteer in it, what each word is.
#[derive(Clone, Copy, Debug)]
struct Stretch<'a> {
    text: &'a str,
    tokens: &'a [Token],
    hits: &'a [Hit],
    marks: &'a [Class],
    /// The list of common words of the language.
    words: Option<usize>,
}

impl Stretch<'_> {
    /// The text of token `i`.
    fn word(&self, i: usize) -> &str {
        &self.text[self.tokens[i].start..self.tokens[i].end]
    }
}

/// A name before it is known what it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mention {
    span: Span,
    kind: Kind,
    score: f64,
    /// Probabilities of the kinds.
    votes: Votes,
    /// The words of its surface, see [`document::key`].
    key: u64,
}

impl Default for Names {
    fn default() -> Self {
        Self::new(Language::UND)
    }
}

impl Names {
    /// Names as `language` writes them, by the model of the package.
    pub(crate) fn new(language: Language) -> Self {
        let model = match language.code() {
            "en" => Some(shipped(0)),
            "fr" => Some(shipped(1)),
            code if OTHER_SCRIPTS.contains(&code) => None,
            "de" => Some(shipped(2)),
            _ => Some(shipped(3)),
        };
        Self::with(language, model)
    }

    /// The same by a model of one's own.
    pub(crate) fn with_model(language: Language, model: NameModel) -> Self {
        Self::with(language, Some(model))
    }

    fn with(language: Language, model: Option<NameModel>) -> Self {
        let nouns_are_capitals = matches!(language.code(), "de" | "lb");
        let never = Never::new(language);
        let words = CommonWords::get().list(language.code());
        Self { gazetteer: Gazetteer::get(), model, never, words, nouns_are_capitals }
    }

    /// The names of `text` of the wanted kinds, sorted and disjoint.
    pub(crate) fn find(&self, text: &str, wanted: impl Fn(Kind) -> bool) -> Vec<Entity> {
        if !Kind::ALL.into_iter().any(|kind| kind.is_name() && wanted(kind)) {
            return Vec::new();
        }
        let mut mentions = Vec::new();
        let mut document = Document::default();
        let mut stretches = Stretches::new(text);
        let mut room = Room::default();
        let (mut tokens, mut hits, mut marks) = (Vec::new(), Vec::new(), Vec::new());
        let (mut barred, mut found) = (Vec::new(), Vec::new());
        while stretches.next_into(&mut tokens) {
            self.gazetteer.find(&tokens, &mut hits, &mut marks);
            self.never.bar(text, &tokens, &mut barred);
            hits.retain(|hit: &Hit| !barred[hit.start..hit.end].contains(&true));
            let words = self.words;
            let stretch = Stretch { text, tokens: &tokens, hits: &hits, marks: &marks, words };
            match &self.model {
                Some(model) => {
                    model.get().tag(&stretch, &barred, &mut room, &mut found);
                    rules::add_groups(&stretch, &mut found);
                }
                None => rules::tag(&stretch, &barred, self.nouns_are_capitals, &mut found),
            }
            found.retain(|mention| self.never.allows(&stretch, mention));
            document.read(&stretch, &mut found);
            mentions.append(&mut found);
        }
        document.settle(text, self.never, &mut mentions);
        for mention in &mut mentions {
            mention.span = self.gazetteer.bare(text, mention.span, &mut tokens);
        }
        link::link(text, mentions, wanted)
    }
}

/// What names that somebody else found, disjoint, stand for; the wanted kinds only, sorted.
pub(crate) fn link_given(
    text: &str,
    mut names: Vec<NameSpan>,
    wanted: impl Fn(Kind) -> bool,
) -> Vec<Entity> {
    names.sort_by_key(|name| name.span.start);
    let mentions = names.into_iter().map(|NameSpan { span, kind, score }| Mention {
        span,
        kind,
        score,
        votes: Votes::default(),
        key: 0,
    });
    link::link(text, mentions.collect(), wanted)
}

#[cfg(test)]
mod tests;
