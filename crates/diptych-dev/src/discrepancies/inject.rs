//! Errors of translation, made on purpose.

use std::ops::Range;

use diptych::{DiscrepancyKind, Entity, ExtractOptions, Kind, Language, entities};

use super::data::{Sentences, words};

/// A name of a text, and its kind.
pub(super) type Name = (Kind, String);

/// An error that was put in.
#[derive(Clone, Debug)]
pub(super) struct Injected {
    pub(super) kind: DiscrepancyKind,
    /// The sentence of the source; the target's differs by the sentences left out before it.
    pub(super) source: usize,
    pub(super) target: usize,
    /// What was changed, in bytes of the target sentence; empty for an omission.
    pub(super) span: Range<usize>,
}

/// The kinds of errors, in the order they are tried.
pub(super) const KINDS: [DiscrepancyKind; 5] = [
    DiscrepancyKind::Date,
    DiscrepancyKind::Number,
    DiscrepancyKind::Name,
    DiscrepancyKind::Untranslated,
    DiscrepancyKind::Omission,
];

/// One sentence in so many gets an error.
const ONE_IN: usize = 5;

/// The numbers of Steele, Lea and Flood's SplitMix (2014): the same on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `n`, which is not 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).expect("it is below a usize")
    }
}

/// The names of a collection of sentences, to put in the place of others.
pub(super) fn names(documents: &[Sentences]) -> Vec<Name> {
    let mut names = Vec::new();
    for document in documents {
        for sentence in &document.target {
            let found = extract(sentence, document.languages.1);
            let plain = found.iter().filter(|entity| is_plain_name(entity, sentence));
            names.extend(plain.map(|e| (e.kind(), sentence[e.span.range()].to_owned())));
        }
    }
    names.sort();
    names.dedup();
    names
}

/// A copy of the document with errors in some sentences of the target, at most one in each.
pub(super) fn inject(
    document: &Sentences,
    names: &[Name],
    random: &mut Random,
) -> (Vec<String>, Vec<Injected>) {
    let mut target = Vec::new();
    let mut injected = Vec::new();
    for (source, sentence) in document.target.iter().enumerate() {
        let new = |kind, span| Injected { kind, source, target: target.len(), span };
        if random.below(ONE_IN) == 0 {
            // Few sentences hold digits: every other time those are what is looked for first.
            let first = if random.below(2) == 0 { 0 } else { random.below(KINDS.len()) };
            let mut kinds = KINDS.iter().cycle().skip(first).take(KINDS.len());
            let made = kinds.find_map(|&kind| {
                let (changed, span) = change(kind, document, source, names, random)?;
                Some((changed, new(kind, span)))
            });
            if let Some((changed, error)) = made {
                injected.push(error);
                target.extend(changed);
                continue;
            }
        }
        target.push(sentence.clone());
    }
    (target, injected)
}

/// The target sentence with an error and where it is; no sentence for an omission. None where such
/// an error cannot be made.
fn change(
    kind: DiscrepancyKind,
    document: &Sentences,
    number: usize,
    names: &[Name],
    random: &mut Random,
) -> Option<(Option<String>, Range<usize>)> {
    let (source, target) = (&document.source[number], &document.target[number]);
    if kind == DiscrepancyKind::Omission {
        return (words(target).len() >= 4).then_some((None, 0..0));
    }
    if kind == DiscrepancyKind::Untranslated {
        let (from, to) = (words(source), words(target));
        let length = 3 + random.below(4);
        if from.len().min(to.len()) < length + 4 {
            return None;
        }
        let at = random.below(from.len() - length);
        let there = at * (to.len() - length) / from.len();
        let piece = &source[from[at].start..from[at + length - 1].end];
        let place = to[there].start..to[there + length - 1].end;
        return Some(replaced(target, place, piece));
    }
    let found = extract(target, document.languages.1);
    let fits = |entity: &&Entity| match kind {
        DiscrepancyKind::Date => matches!(entity.kind(), Kind::Date | Kind::DateTime),
        DiscrepancyKind::Name => is_plain_name(entity, target),
        _ => is_amount(entity.kind()),
    };
    let digits = |entity: &&Entity| {
        kind == DiscrepancyKind::Name || target[entity.span.range()].contains(is_digit)
    };
    let fitting: Vec<Range<usize>> =
        found.iter().filter(fits).filter(digits).map(|entity| entity.span.range()).collect();
    if fitting.is_empty() {
        return None;
    }
    let place = fitting[random.below(fitting.len())].clone();
    let old = &target[place.clone()];
    if kind == DiscrepancyKind::Name {
        let entity = found.iter().find(|entity| entity.span.range() == place)?;
        let whole = document.source.concat();
        let other = |name: &&Name| name.0 == entity.kind() && strangers(&name.1, &whole);
        let others: Vec<&Name> = names.iter().filter(other).collect();
        let name = others.get(random.below(others.len().max(1)))?;
        return Some(replaced(target, place, &name.1));
    }
    let runs = digit_runs(old);
    let run = runs[random.below(runs.len())].clone();
    let number = &old[run.clone()];
    let other = if kind == DiscrepancyKind::Date && run.len() <= 2 {
        // Any day of any month, and any hour or minute nearly.
        let other = 1 + random.below(27);
        if number.parse() == Ok(other) { other + 1 } else { other }.to_string()
    } else {
        // A year stays near; of a number any digit may be wrong.
        let last = run.len() - 1;
        let at = if kind == DiscrepancyKind::Date { last } else { random.below(run.len()) };
        let digit = usize::from(number.as_bytes()[at] - b'0');
        let other = (digit + random.below(9)) % 9 + 1; // 1 to 9
        let other = if other == digit { other % 9 + 1 } else { other };
        format!("{}{other}{}", &number[..at], &number[at + 1..])
    };
    Some(replaced(target, place, &format!("{}{other}{}", &old[..run.start], &old[run.end..])))
}

/// The runs of digits in a text.
fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(is_digit) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// The text with something else in one place, and where that is.
fn replaced(text: &str, place: Range<usize>, by: &str) -> (Option<String>, Range<usize>) {
    let changed = format!("{}{by}{}", &text[..place.start], &text[place.end..]);
    (Some(changed), place.start..place.start + by.len())
}

/// Whether no word of a name starts a word of a text.
fn strangers(name: &str, text: &str) -> bool {
    name.split_whitespace().all(|word| {
        let stem: String = word.chars().take(4).collect();
        !text.contains(&stem)
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_amount(kind: Kind) -> bool {
    use Kind::{Age, Money, Number, Ordinal, Percent, Quantity, Temperature};
    matches!(kind, Number | Ordinal | Percent | Money | Quantity | Temperature | Age)
}

/// A person, a place or an organisation of four letters or more, in capitals as names are.
fn is_plain_name(entity: &Entity, sentence: &str) -> bool {
    let text = &sentence[entity.span.range()];
    matches!(entity.kind(), Kind::Person | Kind::Location | Kind::Organization)
        && text.starts_with(char::is_uppercase)
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

fn extract(sentence: &str, language: Language) -> Vec<Entity> {
    entities(sentence, Some(language), ExtractOptions::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_where_they_are_said_to_be() {
        let source = "On 12 May 1987 the mill near Marseille sold 340 sacks of rye to Rosa Brandt.";
        let target =
            "Le 12 mai 1987, le moulin près de Marseille a vendu 340 sacs de seigle à Rosa Brandt.";
        let document = Sentences {
            languages: (Language::EN, Language::FR),
            source: vec![source.to_owned(); 200],
            target: vec![target.to_owned(); 200],
        };
        let names = [(Kind::Person, "Ivo Lund".to_owned()), (Kind::Location, "Tarvin".to_owned())];
        let run = || inject(&document, &names, &mut Random(7));
        let (changed, injected) = run();
        assert_eq!(run().0, changed, "the seed says all");
        let left_out = injected.iter().filter(|e| e.kind == DiscrepancyKind::Omission).count();
        assert_eq!(changed.len() + left_out, 200);
        for kind in KINDS {
            assert!(injected.iter().any(|error| error.kind == kind), "{kind:?}");
        }
        for error in injected.iter().filter(|e| e.kind != DiscrepancyKind::Omission) {
            let text = &changed[error.target];
            let after = &text[error.span.end..];
            assert!(text != target, "{error:?}");
            assert!(target.starts_with(&text[..error.span.start]) && target.ends_with(after));
        }
    }
}
