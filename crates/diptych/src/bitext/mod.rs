//! Which pairs of sentences are good enough to learn from.

mod measure;
mod rules;
mod signal;

use diptych_text::Language;

pub use rules::{FailedPairRule, PairRule, PairRuleError, PairRules, PairVerdict};
pub use signal::PairSignal;

use measure::Measured;

/// Holds pairs of sentences against rules; built once, used for many, from many threads.
///
/// What it looks at are named signals ([`PairSignal`]), each with a value; a rule is a signal and a
/// threshold. The set `hardrules` holds the rules of bicleaner-hardrules (Ramírez-Sánchez et al.
/// 2020) and their thresholds, written anew; further rules are the caller's.
///
/// ```
/// use diptych::{Language, PairFilter};
///
/// let filter = PairFilter::new("hardrules,similarity>=0.5".parse()?)
///     .languages(Some(Language::EN), Some(Language::FR));
/// assert!(filter.judge("Nobody came to the harbour.", "Personne n’est venu au port.").passed());
///
/// let verdict = filter.judge("The ferry takes 40 cars.", "Le ferry prend 60 voitures.");
/// assert_eq!(verdict.failed[0].reason, "the number of amounts and dates that differ is 1, hardrules allows at most 0");
/// # Ok::<(), diptych::PairRuleError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct PairFilter {
    rules: PairRules,
    source: Option<Language>,
    target: Option<Language>,
}

impl PairFilter {
    /// A filter with these rules, for sentences of any language.
    #[must_use]
    pub fn new(rules: PairRules) -> Self {
        Self { rules, source: None, target: None }
    }

    /// The languages the sides should be in; one that is not given is not judged, and detected
    /// where a rule needs to know it.
    #[must_use]
    pub const fn languages(mut self, source: Option<Language>, target: Option<Language>) -> Self {
        (self.source, self.target) = (source, target);
        self
    }

    /// The rules.
    #[must_use]
    pub const fn rules(&self) -> &PairRules {
        &self.rules
    }

    /// What the rules say of a pair. Only the signals that have a rule are measured.
    #[must_use]
    pub fn judge(&self, source: &str, target: &str) -> PairVerdict {
        let measured = Measured::new([source, target], [self.source, self.target]);
        self.rules.judge(|signal| measured.value(signal))
    }

    /// All signals of a pair, in the order of [`PairSignal::ALL`]; `None` where one cannot be told.
    ///
    /// ```
    /// use diptych::{PairFilter, PairRules, PairSignal};
    ///
    /// let signals = PairFilter::new(PairRules::new()).measure("Page 2", "Page 2");
    /// assert!(signals.contains(&(PairSignal::Identical, Some(1.0))));
    /// ```
    #[must_use]
    pub fn measure(&self, source: &str, target: &str) -> Vec<(PairSignal, Option<f64>)> {
        let measured = Measured::new([source, target], [self.source, self.target]);
        PairSignal::ALL.iter().map(|&signal| (signal, measured.value(signal))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The signals whose rules of the set `hardrules` a pair breaks.
    #[track_caller]
    fn check(source: &str, target: &str, expected: &[PairSignal]) {
        let filter = PairFilter::new(PairRules::hardrules())
            .languages(Some(Language::EN), Some(Language::FR));
        let verdict = filter.judge(source, target);
        let failed: Vec<PairSignal> = verdict.failed.iter().map(|f| f.rule.signal).collect();
        assert_eq!(failed, expected, "{source:?} {target:?}");
    }

    #[test]
    fn good_pairs_pass() {
        check("Nobody came to the old harbour.", "Personne n’est venu au vieux port.", &[]);
        check(
            "He paid 1,400 dollars (in cash) on 3 May; “never again”, he said.",
            "Il a payé 1 400 dollars (en espèces) le 3 mai ; « plus jamais », a-t-il dit.",
            &[],
        );
        check("b) the second of two gates", "b) la seconde de deux portes", &[]);
        check("What he had had was a boat.", "Ce qu’il avait eu, c’était un bateau.", &[]);
    }

    #[test]
    fn lengths() {
        use PairSignal::{Characters, Empty, LengthRatio, Words};
        check("", "Personne n’est venu au port.", &[Empty, Words, LengthRatio]);
        check("Go home.", "Rentrez donc.", &[Words]);
        check(
            "Nobody came to see it.",
            "Personne n’est venu le voir, ni le maire, ni le médecin, ni les enfants de l’école.",
            &[LengthRatio],
        );
        let english: Vec<String> = (0..220).map(|i| format!("berth {i}")).collect();
        let french: Vec<String> = (0..220).map(|i| format!("quai {i}")).collect();
        let verdict =
            PairFilter::new(PairRules::hardrules()).judge(&english.join(", "), &french.join(", "));
        assert!(verdict.failed.iter().any(|f| f.rule.signal == Characters));
    }

    #[test]
    fn what_is_no_sentence() {
        use PairSignal::{
            Breadcrumbs, DigitRatio, Escapes, GluedWords, Identical, LetterRatio, Literals,
            SpacedLetters, TitleCase, Untranslated, Words,
        };
        check(
            "14:05 14:20 14:35 15:05",
            "14 h 05 14 h 20 14 h 35 15 h 05",
            &[LetterRatio, DigitRatio],
        );
        check(
            "* * * — 4 — * * *",
            "— — — * 4 * — — —",
            &[Words, Identical, LetterRatio, DigitRatio, Literals],
        );
        check(
            "Home > News > Coast > Ferries",
            "Accueil > Actualités > Côte > Bacs",
            &[Breadcrumbs, TitleCase],
        );
        check(
            "Dear {{name}}, the boat is late.",
            "Cher {{nom}}, le bateau a du retard.",
            &[Literals],
        );
        check(
            "The HomePageOfTheTown is old.",
            "La PageDuVillageAncien est vieille.",
            &[GluedWords],
        );
        check("He is l a t e again today.", "Il est en retard aujourd’hui.", &[SpacedLetters]);
        check(
            "The caf\\u00e9 is closed now.",
            "Le caf\\u00e9 est fermé.",
            &[Escapes, Untranslated],
        );
    }

    #[test]
    fn what_is_no_translation() {
        use PairSignal::{Identical, NumbersDiffer, Untranslated, WrongLanguage};
        check(
            "The lighthouse keepers never left the island in winter.",
            "The lighthouse keepers never left the island in winter.",
            &[Identical, WrongLanguage, Untranslated],
        );
        check("The ferry takes 40 cars.", "Le ferry prend 60 voitures.", &[NumbersDiffer]);
        check(
            "The keepers of the light never left the island before spring.",
            "Los guardianes del faro nunca dejaban la isla antes de la primavera.",
            &[WrongLanguage],
        );
    }

    #[test]
    fn damage() {
        use PairSignal::{BadEncoding, RepeatedWords, UnbalancedBrackets};
        check("The mayor’s café is closed.", "Le cafÃ© du maire est fermÃ©.", &[BadEncoding]);
        check(
            "The boat (a small one is late.",
            "Le bateau (un petit) a du retard.",
            &[UnbalancedBrackets],
        );
        check(
            "The boat sails at at at at at noon.",
            "Le bateau part à midi sonnant.",
            &[RepeatedWords],
        );
    }

    #[test]
    fn rules_are_text() {
        let rules: PairRules = "hardrules, words>=5, similarity>=0.4".parse().expect("they are");
        assert_eq!(rules.to_string().matches(">=").count(), 3);
        let again: PairRules = rules.to_string().parse().expect("what is written is read");
        assert_eq!(again.rules().len(), rules.rules().len());
        let error = "words>five".parse::<PairRules>().expect_err("no rule");
        assert!(error.to_string().contains("words>five"), "{error}");
        assert!(
            "beauty>=1".parse::<PairRules>().is_err() && "words>=x".parse::<PairRules>().is_err()
        );
    }
}
