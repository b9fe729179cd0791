//! What a cleaner does.

use std::fmt;
use std::str::FromStr;

use diptych_text::Language;

use crate::{Step, Typography};

/// What a [`crate::Cleaner`] does: each [`Step`] is on unless it is switched off, but
/// for [`Step::Width`], which is to be switched on; [`Step::Typography`] does something only under
/// a named [`Typography`].
///
/// ```
/// use diptych_clean::{CleanOptions, Cleaner, Preset, Step};
/// use diptych_text::Language;
///
/// let options = CleanOptions::default().language(Language::EN).without(Step::Boilerplate);
/// let cleaned = Cleaner::with_options(options).clean("A short text.\nLeave a reply");
/// assert!(cleaned.edits.is_empty());
///
/// let options = CleanOptions::preset(Preset::Encoding).with(Step::WhiteSpace);
/// assert_eq!(Cleaner::with_options(options).clean("Le  cafÃ©. .").text, "Le café. .");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanOptions {
    pub(crate) language: Language,
    /// One bit a step.
    off: u16,
    pub(crate) boilerplate: Boilerplate,
    pub(crate) typography: Option<Typography>,
}

impl Default for CleanOptions {
    fn default() -> Self {
        let (language, boilerplate) = (Language::UND, Boilerplate::default());
        Self { language, off: 0, boilerplate, typography: None }.without(Step::Width)
    }
}

/// What happens to lines that are not part of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Boilerplate {
    /// They are dropped: what the phrases of page furniture give away and, where there is such
    /// furniture, what the model of [`crate::label_lines`] is sure is no text. A text without
    /// furniture loses nothing but the lines that give its date, author and source.
    #[default]
    Drop,
    /// They stay in the text; their blocks say that they are not part of it.
    Label,
    /// The text is a page with its menus: only lines that prove to be text stay, as
    /// [`crate::label_lines`] has it. They are judged among all lines of the page, so that
    /// cleaning what is left once more may drop more.
    Page,
    /// No line is looked at, and there are no blocks.
    Ignore,
}

/// A named choice of steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Preset {
    /// All steps but [`Step::Width`]: for text that somebody took from a page, with some lines too many.
    #[default]
    Default,
    /// All repair of characters, no line is looked at: for text without boilerplate.
    Characters,
    /// Wrong encodings and HTML entities only.
    Encoding,
    /// What changes no visible character of a text that was read right: wrong encodings,
    /// control and invisible characters, line ends, composition.
    Minimal,
    /// All steps, for pages from which only the tags were taken: most lines are menus.
    Web,
}

/// A name that is not among the known ones: of a [`Step`], a [`Preset`], a [`Typography`] or a
/// [`Boilerplate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    what: &'static str,
    name: String,
    known: Vec<&'static str>,
}

impl CleanOptions {
    /// The options of a preset, for a language that is not known.
    #[must_use]
    pub fn preset(preset: Preset) -> Self {
        match preset {
            Preset::Default => Self::default(),
            Preset::Characters => Self::default().without(Step::Boilerplate),
            Preset::Encoding => Self::default().only(&[Step::Encoding, Step::Entities]),
            Preset::Minimal => Self::default().only(&[Step::Encoding, Step::Unicode]),
            Preset::Web => Self::default().boilerplate(Boilerplate::Page),
        }
    }

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

    /// Switches these steps on and all others off.
    #[must_use]
    pub fn only(mut self, steps: &[Step]) -> Self {
        for step in Step::ALL {
            self = if steps.contains(&step) { self.with(step) } else { self.without(step) };
        }
        self
    }

    /// What happens to lines that are not part of the text.
    #[must_use]
    pub const fn boilerplate(mut self, boilerplate: Boilerplate) -> Self {
        self = match boilerplate {
            Boilerplate::Ignore => self.without(Step::Boilerplate),
            _ => self.with(Step::Boilerplate),
        };
        self.boilerplate = boilerplate;
        self
    }

    /// Sets quotes, dashes and spaces as a profile has them, or, with `None`, leaves them alone.
    #[must_use]
    pub const fn typography(mut self, profile: Option<Typography>) -> Self {
        self.typography = profile;
        if profile.is_some() { self.with(Step::Typography) } else { self }
    }

    pub(crate) const fn is_on(&self, step: Step) -> bool {
        let is_off = self.off & (1 << step as u8) != 0;
        !is_off && (!matches!(step, Step::Typography) || self.typography.is_some())
    }

    /// The language whose spaces are left alone: a profile sets spaces that must stay.
    pub(crate) fn language_of_spaces(&self) -> Language {
        match self.typography {
            Some(profile) if self.is_on(Step::Typography) => profile.language(self.language),
            _ => self.language,
        }
    }
}

impl Boilerplate {
    /// All choices.
    pub const ALL: [Self; 4] = [Self::Drop, Self::Label, Self::Page, Self::Ignore];

    /// The name used in Python and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Label => "label",
            Self::Page => "page",
            Self::Ignore => "ignore",
        }
    }
}

impl Preset {
    /// All presets.
    pub const ALL: [Self; 5] =
        [Self::Default, Self::Characters, Self::Encoding, Self::Minimal, Self::Web];

    /// The name used in Python and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Characters => "characters",
            Self::Encoding => "encoding",
            Self::Minimal => "minimal",
            Self::Web => "web",
        }
    }
}

/// Reads a name, as one of `known`.
fn by_name<T: Copy>(
    what: &'static str,
    known: &[T],
    as_str: fn(T) -> &'static str,
    name: &str,
) -> Result<T, NameError> {
    known.iter().copied().find(|&one| as_str(one) == name).ok_or_else(|| NameError {
        what,
        name: name.to_owned(),
        known: known.iter().map(|&one| as_str(one)).collect(),
    })
}

impl FromStr for Preset {
    type Err = NameError;

    fn from_str(name: &str) -> Result<Self, NameError> {
        by_name("preset", &Self::ALL, Self::as_str, name)
    }
}

impl FromStr for Boilerplate {
    type Err = NameError;

    fn from_str(name: &str) -> Result<Self, NameError> {
        by_name("choice", &Self::ALL, Self::as_str, name)
    }
}

impl FromStr for Step {
    type Err = NameError;

    fn from_str(name: &str) -> Result<Self, NameError> {
        by_name("step", &Self::ALL, Self::as_str, name)
    }
}

impl FromStr for Typography {
    type Err = NameError;

    fn from_str(name: &str) -> Result<Self, NameError> {
        by_name("typography profile", &Self::ALL, Self::as_str, name)
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no {} {:?}: expected one of {}", self.what, self.name, self.known.join(", "))
    }
}

impl std::error::Error for NameError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for preset in Preset::ALL {
            assert_eq!(preset.as_str().parse(), Ok(preset));
        }
        for step in Step::ALL {
            assert_eq!(step.as_str().parse(), Ok(step));
        }
        for profile in Typography::ALL {
            assert_eq!(profile.as_str().parse(), Ok(profile));
        }
        let error = "fr-BE".parse::<Typography>().map_err(|error| error.to_string());
        let message = error.expect_err("there is no such profile");
        assert!(
            message.starts_with("no typography profile \"fr-BE\": expected one of plain, en-US")
        );
    }

    #[test]
    fn a_typography_step_without_a_profile_is_off() {
        assert!(!CleanOptions::default().is_on(Step::Typography));
        assert!(!CleanOptions::default().with(Step::Typography).is_on(Step::Typography));
        let options = CleanOptions::preset(Preset::Encoding).typography(Some(Typography::FrFr));
        assert!(options.is_on(Step::Typography) && !options.is_on(Step::WhiteSpace));
    }
}
