//! What a cleaner does.

use diptych_text::Language;

use crate::Step;

/// What a [`crate::Cleaner`] does: each [`Step`] is on unless it is switched off.
///
/// ```
/// use diptych_clean::{CleanOptions, Cleaner, Step};
/// use diptych_text::Language;
///
/// let options = CleanOptions::default().language(Language::EN).without(Step::Boilerplate);
/// let cleaned = Cleaner::with_options(options).clean("A short text.\nLeave a reply");
/// assert!(cleaned.edits.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanOptions {
    pub(crate) language: Language,
    /// One bit a step.
    off: u8,
    pub(crate) label_only: bool,
}

/// What happens to lines that are not part of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Boilerplate {
    /// They are dropped.
    #[default]
    Drop,
    /// They stay in the text; their blocks say that they are not part of it.
    Label,
    /// No line is looked at, and there are no blocks.
    Ignore,
}

impl CleanOptions {
    /// The language of the texts, [`Language::UND`] when not known.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Switches a step off.
    #[must_use]
    pub const fn without(mut self, step: Step) -> Self {
        self.off |= 1 << step as u8;
        self
    }

    /// Switches a step on.
    #[must_use]
    pub const fn with(mut self, step: Step) -> Self {
        self.off &= !(1 << step as u8);
        self
    }

    /// What happens to lines that are not part of the text.
    #[must_use]
    pub const fn boilerplate(mut self, boilerplate: Boilerplate) -> Self {
        self = match boilerplate {
            Boilerplate::Ignore => self.without(Step::Boilerplate),
            Boilerplate::Drop | Boilerplate::Label => self.with(Step::Boilerplate),
        };
        self.label_only = matches!(boilerplate, Boilerplate::Label);
        self
    }

    pub(crate) const fn is_on(&self, step: Step) -> bool {
        self.off & (1 << step as u8) == 0
    }
}
