//! Lines beside the text that say something about it: date, author, source.

use diptych_text::Language;

use super::Furniture;
use super::dates::header_date;
use super::lexicon::lookup;
use super::line::Line;
use crate::locale;

/// No line of more bytes gives a fact. Set by hand (2026-11).
const LONGEST: usize = 200;

/// A source of more words is a sentence. Set by hand (2026-11).
const SOURCE_WORDS: usize = 8;

/// What a line says about the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// `date`, `author` or `source`.
    pub(crate) key: &'static str,
    /// A date in ISO 8601, names as they stand.
    pub(crate) value: String,
    /// Why, for a person.
    pub(super) reason: &'static str,
}

/// What a line before the text says about the document, if that is all it says.
pub(super) fn before_text(line: &Line<'_>, language: Language) -> Option<Fact> {
    if line.text.len() > LONGEST || line.prose {
        return None;
    }
    let fact = |key, value, reason| Some(Fact { key, value, reason });
    if line.dated
        && let Some(date) = header_date(line.text, language)
    {
        return fact("date", date, "header line with a date");
    }
    if let Some(author) = author(line.text, line.by) {
        return fact("author", author, "author line");
    }
    source(line)
}

/// The source in `Source: Dale Mail`, before or after the text.
pub(super) fn source(line: &Line<'_>) -> Option<Fact> {
    if line.words > SOURCE_WORDS || line.text.len() > LONGEST {
        return None;
    }
    let (mark, name) = line.text.split_once(':')?;
    let is_source = lookup(mark).whole() == Some(Furniture::Source);
    let name = name.trim();
    (is_source && !name.is_empty()).then(|| Fact {
        key: "source",
        value: name.to_owned(),
        reason: "source line",
    })
}

/// The author in `By Ann Other` or `By Ann Other and Jo Doe`: after the mark of `by` words, names
/// of two words or more and nothing else but what stands after a bar or a comma.
fn author(text: &str, by: u8) -> Option<String> {
    if by == 0 {
        return None;
    }
    let mut rest = text;
    for _ in 0..by {
        rest = rest.trim_start().split_once(char::is_whitespace)?.1;
    }
    let names = rest.split(['|', ',', '•', '·', '(']).next().unwrap_or(rest).trim();
    let count = names.split_whitespace().count();
    let name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
    };
    let joins = |word: &str| locale::ALL.iter().any(|(_, one)| one.joins.contains(&word));
    let all = names.split_whitespace().all(|word| name(word) || joins(word));
    let first = names.split_whitespace().next().is_some_and(name);
    ((2..=8).contains(&count) && all && first && !text.ends_with(['.', '!', '?', ':']))
        .then(|| names.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found = before_text(&Line::new(text), Language::UND);
        let found = found.as_ref().map(|fact| (fact.key, fact.value.as_str()));
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn facts_of_lines() {
        check("Published: 3 May 2021", Some(("date", "2021-05-03")));
        check("Par Inès Le Goff | Brest", Some(("author", "Inès Le Goff")));
        check("Von Klara Huber und Jo Ruf", Some(("author", "Klara Huber und Jo Ruf")));
        check("Source : Agence du Sud", Some(("source", "Agence du Sud")));
        check("By the sea", None);
        check("Source: the minister, who would not say where he had heard of it", None);
        check("Sources: three", None);
    }
}
