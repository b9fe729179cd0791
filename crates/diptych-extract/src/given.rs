//! Names that somebody else found.

use std::fmt;

use diptych_text::Span;

use crate::Kind;

/// A name that somebody else found: where it stands, what it is, how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct NameSpan {
    /// Bytes of the text.
    pub span: Span,
    /// Person, organization, location, group or event.
    pub kind: Kind,
    /// How sure it is, 0 to 1.
    pub score: f64,
}

impl NameSpan {
    /// A name with all it has.
    #[must_use]
    pub const fn new(span: Span, kind: Kind, score: f64) -> Self {
        Self { span, kind, score }
    }
}

/// A name that cannot be one of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameSpanError {
    /// Which of the names, from 0.
    index: usize,
    problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Place(Span, usize),
    Kind(Kind),
    Score,
    Overlap(usize),
}

impl NameSpanError {
    /// Which of the names it is, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.index
    }
}

impl fmt::Display for NameSpanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "name {}: ", self.index)?;
        match self.problem {
            Problem::Place(span, length) => write!(
                f,
                "{} to {} is no piece of the text: expected its characters, up to {length}, and \
                 not white space alone",
                span.start, span.end
            ),
            Problem::Kind(kind) => write!(
                f,
                "{kind} is no kind of name: expected person, organization, location, group or event"
            ),
            Problem::Score => f.write_str("its score is out of bounds: expected 0 to 1"),
            Problem::Overlap(other) => {
                write!(f, "it overlaps name {other}: expected names that are disjoint")
            }
        }
    }
}

impl std::error::Error for NameSpanError {}

/// The names without their outer white space, when they all can be names of `text`.
pub(crate) fn checked(text: &str, names: &[NameSpan]) -> Result<Vec<NameSpan>, NameSpanError> {
    let mut checked = Vec::with_capacity(names.len());
    for (index, &name) in names.iter().enumerate() {
        let error = |problem| NameSpanError { index, problem };
        let Span { start, end } = name.span;
        let piece = text.get(start..end).filter(|piece| !piece.trim().is_empty());
        if piece.is_none() {
            return Err(error(Problem::Place(name.span, text.len())));
        }
        if !name.kind.is_name() {
            return Err(error(Problem::Kind(name.kind)));
        }
        if !(0.0..=1.0).contains(&name.score) {
            return Err(error(Problem::Score));
        }
        checked.push(NameSpan { span: name.span.trim(text), ..name });
    }
    let mut order: Vec<usize> = (0..checked.len()).collect();
    order.sort_by_key(|&index| checked[index].span.start);
    for pair in order.windows(2) {
        let (before, after) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
        if checked[pair[0]].span.end > checked[pair[1]].span.start {
            return Err(NameSpanError { index: after, problem: Problem::Overlap(before) });
        }
    }
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use diptych_text::Language;

    use super::*;
    use crate::{ExtractOptions, Extractor};

    #[track_caller]
    fn check(names: &[(usize, usize, Kind, f64)], expected: &str) {
        let names: Vec<_> = names
            .iter()
            .map(|&(start, end, kind, score)| NameSpan::new(Span { start, end }, kind, score))
            .collect();
        let error = checked("Été à Orlane.", &names).expect_err("a wrong name");
        assert!(error.to_string().starts_with(expected), "{error}");
    }

    #[test]
    fn what_is_no_name() {
        check(&[(1, 4, Kind::Event, 1.0)], "name 0: 1 to 4 is no piece of the text");
        check(&[(9, 40, Kind::Location, 1.0)], "name 0: 9 to 40 is no piece of the text");
        check(&[(15, 9, Kind::Location, 1.0)], "name 0: 15 to 9 is no piece of the text");
        check(&[(5, 6, Kind::Location, 1.0)], "name 0: 5 to 6 is no piece of the text");
        check(&[(9, 15, Kind::Date, 1.0)], "name 0: date is no kind of name");
        check(&[(9, 15, Kind::Person, 1.5)], "name 0: its score is out of bounds");
        check(&[(9, 15, Kind::Person, f64::NAN)], "name 0: its score is out of bounds");
        check(
            &[(9, 15, Kind::Location, 0.5), (0, 5, Kind::Event, 0.5), (13, 15, Kind::Group, 0.5)],
            "name 2: it overlaps name 0",
        );
    }

    #[test]
    fn they_are_linked_like_the_built_in_ones() {
        let text = "Mira Talvik left Paris. Talvik was paid 40 euros.";
        let names = [
            NameSpan::new(Span::new(16, 22), Kind::Location, 0.25),
            NameSpan::new(Span::new(24, 30), Kind::Person, 0.5),
            NameSpan::new(Span::new(0, 11), Kind::Person, 0.75),
        ];
        let all = Extractor::new(Language::EN);
        let found = all.entities_with_names(text, &names).expect("names of the text");
        let found: Vec<String> = found.iter().map(|e| e.value.to_string()).collect();
        let person = "person:Mira%20Talvik|person:mira-talvik";
        assert_eq!(found, [person, "location:Paris|place:paris", person, "money:40 EUR"]);

        let options = ExtractOptions::default().kinds([Kind::Location]);
        let places = Extractor::with_options(Language::EN, options);
        let found = places.entities_with_names(text, &names).expect("names of the text");
        assert_eq!(found.len(), 1);
        assert_eq!((&text[found[0].span], found[0].score), ("Paris", 0.25));
    }
}
