//! Quality signals: what can be counted about a text, and rules on the counts.

mod filter;
mod measure;
mod phrases;
mod repetition;
mod rules;
mod signal;
#[cfg(test)]
mod tests;

use diptych_text::Language;

pub use filter::QualityFilter;
pub use rules::{Bound, FailedRule, Rule, RuleError, Rules, Verdict};
pub use signal::Signal;

/// The quality signals of a text: those on which C4 (Raffel et al. 2020), Gopher (Rae et al. 2021)
/// and FineWeb (Penedo et al. 2024) decide, by name.
///
/// [`Signal`] says what each is; [`Rules`] hold them against thresholds.
///
/// ```
/// use diptych_clean::{Quality, Signal};
/// use diptych_text::Language;
///
/// let quality = Quality::measure("Le bac est parti.\n\nPersonne n’a vu les deux chats.", Language::FR);
/// assert_eq!(quality.get(Signal::Words), Some(10.0));
/// assert_eq!(quality.get(Signal::StopWords), Some(2.0)); // le, les
/// assert_eq!(quality.get(Signal::BadWords), None); // no list was given
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Quality {
    language: Language,
    /// In the order of `Signal::ALL`, NaN for what was not measured.
    values: [f64; Signal::COUNT],
}

impl Quality {
    /// Measures `text`, in one pass and linear time.
    ///
    /// The language is that of the stop words; with one that has no list, as [`Language::UND`],
    /// they are not measured, and nothing else changes. All signals of a blank text are 0.
    #[must_use]
    pub fn measure(text: &str, language: Language) -> Self {
        measure::measure(text, language)
    }

    /// The language that was given.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The value of a signal; `None` when it was not measured.
    #[must_use]
    pub fn get(&self, signal: Signal) -> Option<f64> {
        let value = self.values[signal as usize];
        (!value.is_nan()).then_some(value)
    }

    /// All signals that were measured, in the order of [`Signal::ALL`].
    pub fn signals(&self) -> impl Iterator<Item = (Signal, f64)> + '_ {
        Signal::ALL.iter().filter_map(|&signal| Some((signal, self.get(signal)?)))
    }
}

/// The language, and the signals that were measured with their values.
#[cfg(feature = "serde")]
impl serde::Serialize for Quality {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.language, self.signals().collect::<Vec<_>>()).serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Quality {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (language, signals) = <(Language, Vec<(Signal, f64)>)>::deserialize(deserializer)?;
        let mut values = [f64::NAN; Signal::COUNT];
        for (signal, value) in signals {
            values[signal as usize] = value;
        }
        Ok(Self { language, values })
    }
}

impl PartialEq for Quality {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language && self.signals().eq(other.signals())
    }
}
