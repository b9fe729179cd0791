//! What is never a name, whatever tables, patterns and tagger say: the calendar, scales and units,
//! words of grammar, parts of values and addresses.

use std::ops::Range;

use diptych_text::Language;

use super::gazetteer::{Class, Gazetteer, language_bit};
use super::token::{Token, is_degree};
use super::{Mention, Stretch};
use crate::Kind;
use crate::lexicon::Lexicon;
use crate::locale::{Sense, currency_sign};

/// Doubtful words of the calendar of so many letters need a number: `Sun`, `May`.
const SHORT: usize = 3;

/// What is never a name in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Never {
    lexicon: &'static Lexicon,
    language: u8,
}

impl Never {
    pub(super) fn new(language: Language) -> Self {
        Self { lexicon: Lexicon::of(language), language: language_bit(language.code()) }
    }

    /// Marks the tokens of a stretch that no name holds.
    pub(super) fn bar(self, text: &str, tokens: &[Token], barred: &mut Vec<bool>) {
        barred.clear();
        let mut glued = 0; // the first token that no white space parts from this one
        let mut address = false;
        for (i, token) in tokens.iter().enumerate() {
            if i > 0 && tokens[i - 1].end < token.start {
                if address {
                    barred[glued..].fill(true);
                }
                glued = i;
                address = false;
            }
            address |= i > glued && is_address(text, &tokens[glued..=i]);
            barred.push(token.shape.word && self.is_part_of_value(text, tokens, i));
        }
        if address {
            barred[glued..].fill(true);
        }
    }

    /// Whether a word belongs to the amount or handle beside it: `31 °C`, `US$75`, `EUR 40`, `@Ada`.
    fn is_part_of_value(self, text: &str, tokens: &[Token], i: usize) -> bool {
        let token = &tokens[i];
        let word = &text[token.start..token.end];
        let before = i.checked_sub(1).map(|i| &tokens[i]);
        let after = tokens.get(i + 1);
        let sign = |other: &Token| text[other.start..].chars().next().unwrap_or(' ');
        let digit = |other: Option<&Token>| other.is_some_and(|other| other.shape.digit);
        // `US$75`, `A$3`
        if token.shape.capital
            && word.len() <= 3
            && after
                .is_some_and(|next| next.start == token.end && currency_sign(sign(next)).is_some())
        {
            return true;
        }
        if before.is_some_and(|last| last.end == token.start && matches!(sign(last), '@' | '#')) {
            return true;
        }
        // `31 °C`, `31 C`; `7 M. Low` is a number and a person
        let degree = before.is_some_and(|before| is_degree(sign(before)));
        if degree || digit(before) && !word.ends_with('.') {
            let mut letters = word.chars();
            if letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() {
                return true;
            }
        }
        let near = || tokens[i.saturating_sub(2)..i].iter().any(|token| token.shape.digit);
        (token.shape.is_acronym() && word.len() == 3 && (digit(before) || digit(after))
            || token.shape.capital && word.len() > 5 && (degree || near()))
            && self.senses(word).iter().any(|sense| match sense {
                Sense::Currency(_) => token.shape.is_acronym(),
                Sense::Scale(_) => true,
                _ => false,
            })
    }

    /// Whether a mention in a stretch may be a name.
    pub(super) fn allows(self, stretch: &Stretch<'_>, mention: &Mention) -> bool {
        let (tokens, marks) = (stretch.tokens, stretch.marks);
        let first = tokens.partition_point(|token| token.start < mention.span.start);
        let end = tokens.partition_point(|token| token.start < mention.span.end);
        let mut words = (first..end).filter(|&i| tokens[i].shape.word);
        let Some(word) = words.next() else { return false };
        let single = words.next().is_none();
        if single && !marks[word].has(Class::GIVEN) && self.is_function(tokens, word) {
            return false;
        }
        let titled = marks[..first].iter().rev().take(2).any(|mark| mark.has(Class::TITLE));
        mention.kind == Kind::Event || !self.is_date(stretch.text, tokens, first..end, titled)
    }

    /// Whether the surname of a person named elsewhere in full may stand for them at token `i`.
    pub(super) fn allows_surname(self, text: &str, tokens: &[Token], i: usize) -> bool {
        !self.is_part_of_value(text, tokens, i)
            && !self.is_function(tokens, i)
            && !self.is_date(text, tokens, i..i + 1, true)
    }

    /// A word of grammar that is small or has the capital of its sentence: `Quelque`, `est`.
    fn is_function(self, tokens: &[Token], i: usize) -> bool {
        let shape = tokens[i].shape;
        let begins = || tokens[..i].iter().rev().take(3).all(|token| !token.shape.word);
        if shape.is_acronym() || shape.capital && !begins() {
            return false;
        }
        let entry = Gazetteer::get().lookup(&tokens[i..=i]);
        entry.is_some_and(|entry| entry.is_function(self.language))
    }

    /// Only days, months and numbers: `Tuesday`, `March 12`. After a title, or when its person is
    /// named in full, a doubtful word such as `May` is a date only with a number beside it.
    fn is_date(self, text: &str, tokens: &[Token], range: Range<usize>, known: bool) -> bool {
        let beside = range.start.saturating_sub(1)..tokens.len().min(range.end + 1);
        let numbered = tokens[beside].iter().any(|token| token.shape.digit);
        let is_calendar = |word: &str| {
            self.senses(word).iter().any(|sense| match sense {
                Sense::Month(_) | Sense::Weekday(_) => numbered || !known,
                Sense::WeakMonth(_) | Sense::WeakWeekday(_) => {
                    numbered || !known && word.len() > SHORT
                }
                _ => false,
            })
        };
        let joins = |word: &str| self.senses(word).contains(&Sense::Of);
        let mut words = tokens[range]
            .iter()
            .filter(|token| token.shape.word && !token.shape.digit)
            .map(|token| &text[token.start..token.end])
            .filter(|word| !joins(word)) // « 3 de marzo »
            .peekable();
        words.peek().is_some() && words.all(is_calendar)
    }

    /// What a word may mean among values.
    fn senses(self, word: &str) -> &'static [Sense] {
        let lexicon = self.lexicon;
        lexicon.word(&word.to_lowercase()).map_or(&[], |word| lexicon.senses(word))
    }
}

/// Whether the last of the tokens without white space between them shows that they are an address:
/// `https://`, `www.`, `desk@example`.
fn is_address(text: &str, glued: &[Token]) -> bool {
    let [.., before, last] = glued else { return false };
    let (before, sign) = (&text[before.start..before.end], &text[last.start..last.end]);
    match sign {
        "//" => before == ":",
        "." => before.eq_ignore_ascii_case("www"),
        "@" => before.chars().all(char::is_alphanumeric),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::Names;
    use crate::name::token::Stretches;

    /// The words of one stretch that no name holds.
    #[track_caller]
    fn check_barred(text: &str, expected: &[&str]) {
        let (mut tokens, mut barred) = (Vec::new(), Vec::new());
        Stretches::new(text).next_into(&mut tokens);
        Never::new(Language::EN).bar(text, &tokens, &mut barred);
        let words = tokens.iter().zip(barred).filter(|(token, barred)| *barred && token.shape.word);
        let words: Vec<&str> = words.map(|(token, _)| &text[token.start..token.end]).collect();
        assert_eq!(words, expected, "in {text:?}");
    }

    /// The names of a text, by the models and by the rules.
    #[track_caller]
    fn check(language: Language, text: &str, expected: &[&str]) {
        let rules = Names { model: None, ..Names::new(language) };
        for (names, way) in [(Names::new(language), "model"), (rules, "rules")] {
            let found = names.find(text, |_| true);
            let found: Vec<&str> = found.iter().map(|entity| &text[entity.span]).collect();
            assert_eq!(found, expected, "by {way} in {text:?}");
        }
    }

    #[test]
    fn parts_of_values_and_addresses() {
        check_barred("31 °C, 88 °F and 300 K", &["C", "F", "K"]);
        check_barred("88 degrees Fahrenheit or 31 Celsius", &["Fahrenheit", "Celsius"]);
        check_barred("US$75, A$3 and HK$90", &["US", "A", "HK"]);
        check_barred("EUR 40 or 40 USD", &["EUR", "USD"]);
        check_barred("thanks @Ada and #Brugge", &["Ada", "Brugge"]);
        check_barred("see www.Lisbon.example now", &["www", "Lisbon", "example"]);
        check_barred("write Ada@Lisbon.example", &["Ada", "Lisbon", "example"]);
        check_barred("at 7 M. Low saw the US; Anders Celsius did not", &[]);
    }

    #[test]
    fn calendar() {
        check(Language::EN, "It sank on February 27.", &[]);
        check(Language::EN, "Tuesday was dry, he said; in March it rained.", &[]);
        check(Language::EN, "March 12, 2019 and 3 May were wet.", &[]);
        check(Language::FR, "Mardi, il a plu ; en Mars aussi.", &[]);
        check(Language::ES, "El Martes 3 de Marzo llovió.", &[]);
        check(Language::NL, "Het was 31 °C. Mei was koud.", &[]);
        check(Language::EN, "Theresa May sat. Mrs May left on 3 May.", &["Theresa May", "May"]);
    }

    #[test]
    fn words_of_grammar() {
        check(Language::FR, "Quelque 300 moutons paissent. Un est malade.", &[]);
        check(Language::FR, "Le vent d’est souffle en fin de nuit. Est-ce froid ?", &[]);
        check(Language::EN, "Some 300 sheep graze. Who knows?", &[]);
        check(Language::DE, "Am Ende war es kalt.", &[]);
    }
}
