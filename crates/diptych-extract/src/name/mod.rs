//! The layer of names: persons, organisations, places, peoples, events.

use diptych_text::Language;

use crate::{Entity, Kind};

/// Finds names in texts of one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {}

impl Names {
    /// Names as `language` writes them.
    pub(crate) fn new(_language: Language) -> Self {
        Self {}
    }

    /// The names of `text` of the wanted kinds, sorted and disjoint.
    #[expect(clippy::unused_self, reason = "the tables of a language will live here")]
    pub(crate) fn find(&self, _text: &str, _wanted: impl Fn(Kind) -> bool) -> Vec<Entity> {
        Vec::new()
    }
}
