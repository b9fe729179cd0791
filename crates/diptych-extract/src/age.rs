//! Ages: `29 years old`, « âgé de 29 ans », « Odile Carpentier, 61 ans, ».

use crate::locale::{Sense, TimeUnit};
use crate::number::Number;
use crate::scan::{Candidate, Scan};
use crate::{Rational, Value};

impl Scan<'_> {
    /// The age that begins at `i`. A stretch of time is one where a word beside it says so, where it
    /// is said of a person (« un homme de 71 ans »), or where it stands alone between commas after a
    /// name or in parentheses. A bare number (`, 58, a teacher`) stays a number.
    pub(crate) fn age(&self, i: usize) -> Option<Candidate> {
        self.age_after_word(i).or_else(|| {
            let number = self.number(i).filter(whole)?;
            // 46-Jährige, 71-jarige, 71enne
            if self.next_is(number.end, Sense::AgeWord) {
                return Some(self.age_candidate(i, number.end + 1, &number, "a"));
            }
            let unit = self.next_sense(number.end, age_unit)?;
            let end = number.end + 1;
            if self.next_is(end, Sense::Old) {
                return Some(self.age_candidate(i, end + 1, &number, unit));
            }
            if self.next_is(end, Sense::OldApart) {
                let mut found = self.age_candidate(i, end, &number, unit);
                found.extended.end = self.tokens[end].end;
                return Some(found);
            }
            let fits = !number.article && (self.is_of_person(i) || self.stands_apart(i, end));
            fits.then(|| self.age_candidate(i, end, &number, unit))
        })
    }

    /// `aged 29`, « a 12 ans ».
    fn age_after_word(&self, i: usize) -> Option<Candidate> {
        let aged = self.is(i, Sense::Aged);
        if !aged && !self.is(i, Sense::HasAge) {
            return None;
        }
        let between = |s: &Sense| matches!(s, Sense::Mod(_) | Sense::Only);
        let at = (i + 1..i + 3).find(|&at| !self.next_senses(at).iter().any(between))?;
        self.next(at)?;
        let number = self.number(at).filter(|n| !n.article && whole(n))?;
        let unit = self.next_sense(number.end, age_unit);
        // « a deux mois de retard » is no age; neither is « a 33 blessés »
        if !aged && (unit.is_none() || self.next_is(number.end + 1, Sense::Of)) {
            return None;
        }
        let (end, unit) = unit.map_or((number.end, "a"), |unit| (number.end + 1, unit));
        let mut found = self.age_candidate(at, end, &number, unit);
        found.extended.start = self.tokens[i].start;
        if self.next_is(end, Sense::OldApart) {
            found.extended.end = self.tokens[end].end;
        }
        Some(found)
    }

    /// « un homme de 71 ans », `una mujer de 46 años`.
    fn is_of_person(&self, i: usize) -> bool {
        if i == 0 || self.next(i).is_none() || !self.is(i - 1, Sense::Of) {
            return false;
        }
        let before = self.text[..self.tokens[i - 1].start].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        word.len() < 40 && self.locale.people.contains(&word.to_lowercase().as_str())
    }

    /// « Odile Carpentier, 61 ans, » and « (61 ans) »: nothing else stands between the commas, and
    /// before the first one a name.
    fn stands_apart(&self, i: usize, end: usize) -> bool {
        let before = self.text[..self.tokens[i].start].trim_end();
        let after = self.text[self.tokens[end - 1].end..].trim_start();
        if before.ends_with('(') {
            return after.starts_with([')', ',', ';']);
        }
        let Some(before) = before.strip_suffix(',') else {
            return false;
        };
        // two words with a capital, as German writes every noun with one
        let mut words = before.rsplit(' ').take(2);
        let mut capital = || words.next().is_some_and(|w| w.starts_with(char::is_uppercase));
        capital() && capital() && after.starts_with([',', '.', ';', ')'])
    }

    fn age_candidate(&self, start: usize, end: usize, number: &Number, unit: &str) -> Candidate {
        let value = Value::Age { amount: number.amount.clone(), unit: unit.to_owned() };
        self.amount(start, end, value)
    }
}

/// Whether it may be an age: a range, or a number below a thousand.
fn whole(number: &Number) -> bool {
    number.exact().is_none_or(|n| n < Rational::integer(1000))
}

const fn age_unit(sense: Sense) -> Option<&'static str> {
    match sense {
        Sense::TimeUnit(TimeUnit::Year) => Some("a"),
        Sense::TimeUnit(TimeUnit::Month) => Some("mo"),
        Sense::TimeUnit(TimeUnit::Week) => Some("wk"),
        Sense::TimeUnit(TimeUnit::Day) => Some("d"),
        _ => None,
    }
}
