//! Names by tables and patterns: for languages without a trained model of their script.

use diptych_text::Span;

use super::document::Votes;
use super::gazetteer::{Class, Gazetteer, Hit};
use super::model::KINDS;
use super::token::Token;
use super::{Mention, Stretch};
use crate::Kind;

/// A person below this may be a people of the tables.
const DOUBTFUL: f64 = 0.6;

/// Scores: an order of trust among the patterns, set by hand, not measured; below 0.6 the rest of
/// the document may overrule a name.
mod score {
    pub(super) const KNOWN: f64 = 0.85;
    pub(super) const TOWN: f64 = 0.55;
    pub(super) const GROUP: f64 = 0.5;
    pub(super) const TITLED: f64 = 0.8;
    pub(super) const GIVEN: f64 = 0.8;
    pub(super) const WORDED: f64 = 0.65;
    pub(super) const SHAPED: f64 = 0.4;
}

/// The names of one stretch.
pub(super) fn tag(
    stretch: &Stretch<'_>,
    barred: &[bool],
    nouns_are_capitals: bool,
    found: &mut Vec<Mention>,
) {
    let tokens = stretch.tokens;
    let mut hits = stretch.hits.iter().peekable();
    let mut i = 0;
    while i < tokens.len() {
        while hits.next_if(|hit| hit.start < i).is_some() {}
        let hit = hits.peek().copied().filter(|hit| hit.start == i);
        let mention = hit.and_then(|hit| Some((hit, known(stretch, hit, nouns_are_capitals)?)));
        if let Some((hit, mention)) = mention {
            found.push(mention);
            i = hit.end;
            continue;
        }
        let end = run_end(stretch, barred, i);
        if end == i {
            i += 1;
            continue;
        }
        if let Some(mention) = typed(stretch, i, end, nouns_are_capitals) {
            found.push(mention);
        }
        i = end;
    }
}

/// Peoples and families of the tables that a model left out or took for places: `israéliens` means
/// nothing else.
pub(super) fn add_groups(stretch: &Stretch<'_>, found: &mut Vec<Mention>) {
    let tagged = found.len();
    for hit in stretch.hits.iter().filter(|hit| hit.classes.0 & Class::NAMED.0 == Class::GROUP.0) {
        let group = mention(stretch.tokens, hit.start, hit.end, Kind::Group, score::GROUP);
        for other in found[..tagged].iter_mut().filter(|other| other.span == group.span) {
            if other.kind != Kind::Person || other.score < DOUBTFUL {
                other.kind = Kind::Group;
            }
        }
        let apart = |other: &Mention| {
            other.span.end <= group.span.start || group.span.end <= other.span.start
        };
        if found[..tagged].iter().all(apart) {
            found.push(group);
        }
    }
    found.sort_by_key(|mention| mention.span.start);
}

/// A hit of the gazetteer that stands alone, as a mention.
fn known(stretch: &Stretch<'_>, hit: &Hit, nouns_are_capitals: bool) -> Option<Mention> {
    let tokens = stretch.tokens;
    let single = hit.end == hit.start + 1;
    let town = is_town(hit.classes);
    let marks = stretch.marks[hit.start];
    if single && (marks.has(Class::NOT) || town && (hit.start == 0 || marks.has(Class::GIVEN))) {
        return None;
    }
    // `am Ende`: a small town may be a noun; `in Ahlen` is none
    let placed = hit.start > 0 && stretch.marks[hit.start - 1].has(Class::PREPOSITION);
    if single && town && nouns_are_capitals && !placed {
        return None;
    }
    // `Chelsea Clinton`, `Boston Celtics`: a longer name decides for itself.
    let next = tokens.get(hit.end);
    let joined = |a: &Token, b: &Token| a.end + 1 == b.start && b.shape.capital;
    if hit.classes.has(Class::PLACES) && next.is_some_and(|next| joined(&tokens[hit.end - 1], next))
    {
        return None;
    }
    let kind = kind_of(hit.classes)?;
    let score = if town { score::TOWN } else { score::KNOWN };
    Some(mention(tokens, hit.start, hit.end, kind, score))
}

/// Nothing but a small town.
const fn is_town(classes: Class) -> bool {
    classes.0 & Class::NAMED.0 == Class::TOWN.0
}

/// The kind of a known name.
pub(super) fn kind_of(classes: Class) -> Option<Kind> {
    let order = [
        (Class::COUNTRY, Kind::Location),
        (Class::REGION, Kind::Location),
        (Class::GROUP, Kind::Group),
        (Class::ORGANIZATION, Kind::Organization),
        (Class::EVENT, Kind::Event),
        (Class::PLACES, Kind::Location),
    ];
    order.into_iter().find(|(class, _)| classes.has(*class)).map(|(_, kind)| kind)
}

/// The end of the run of capitalised words that starts at token `start`; `start` when none does.
fn run_end(stretch: &Stretch<'_>, barred: &[bool], start: usize) -> usize {
    let tokens = stretch.tokens;
    if !tokens[start].shape.capital
        || barred[start]
        || starts_sentence(stretch, start)
            && (stretch.marks[start].has(Class::NOT)
                || stretch.marks[start].has(Class::PREPOSITION))
    {
        return start;
    }
    let mut end = start + 1;
    let mut institution = stretch.marks[start].has(Class::INSTITUTION);
    let mut i = end;
    while i < tokens.len() && i < end + 4 && !barred[i] {
        let word = stretch.word(i);
        if tokens[i].shape.capital && tokens[i].start <= tokens[i - 1].end + 2 {
            institution |= stretch.marks[i].has(Class::INSTITUTION);
            i += 1;
            end = i;
        } else if stretch.marks[i].has(Class::PARTICLE)
            || institution && (stretch.marks[i].has(Class::TIE) || word == "&")
            || matches!(word, "-" | "." | "’" | "'") && tokens[i].start == tokens[i - 1].end
        {
            i += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether nothing but signs stands before token `i`.
fn starts_sentence(stretch: &Stretch<'_>, i: usize) -> bool {
    stretch.tokens[..i].iter().rev().take(3).all(|token| !token.shape.word)
}

/// A run of capitalised words as a mention, when something tells what it is.
fn typed(
    stretch: &Stretch<'_>,
    start: usize,
    end: usize,
    nouns_are_capitals: bool,
) -> Option<Mention> {
    let (tokens, marks) = (stretch.tokens, stretch.marks);
    let mut start = start;
    let mut titled = start > 0 && marks[start - 1].has(Class::TITLE)
        || start > 1 && stretch.word(start - 1) == "." && marks[start - 2].has(Class::TITLE);
    while start < end
        && (marks[start].has(Class::TITLE) && !marks[start].has(Class::GIVEN)
            || !tokens[start].shape.word)
    {
        titled |= tokens[start].shape.word;
        start += 1;
    }
    if start == end {
        return None;
    }
    let words = (start..end).filter(|&i| tokens[i].shape.capital).count();
    let any = |class: Class| (start..end).any(|i| marks[i].has(class));
    let whole = Gazetteer::get().lookup(&tokens[start..end]).map(|entry| entry.classes);
    let noun = |classes: &Class| nouns_are_capitals && words == 1 && is_town(*classes);
    let whole = whole.filter(|classes| !noun(classes)).and_then(kind_of);
    let begins = starts_sentence(stretch, start);
    let placed = start > 0 && marks[start - 1].has(Class::PREPOSITION);
    let (kind, score) = if let Some(kind) = whole.filter(|_| !(begins && words == 1)) {
        (kind, score::KNOWN)
    } else if any(Class::COMPANY) && words > 1 {
        (Kind::Organization, score::WORDED)
    } else if titled {
        (Kind::Person, score::TITLED)
    } else if marks[start].has(Class::GIVEN) && words > 1 {
        (Kind::Person, score::GIVEN)
    } else if any(Class::INSTITUTION) && words > 1 {
        (Kind::Organization, score::WORDED)
    } else if any(Class::OCCASION) && words > 1 {
        (Kind::Event, score::WORDED)
    } else if any(Class::PLACE) && words > 1 {
        (Kind::Location, score::WORDED)
    } else if any(Class::NOT) && words == 1 {
        return None;
    } else if tokens[start].shape.is_acronym() && words == 1 {
        (Kind::Organization, score::SHAPED)
    } else if nouns_are_capitals || begins && words == 1 {
        return None;
    } else if placed {
        (Kind::Location, score::SHAPED)
    } else {
        (Kind::Person, score::SHAPED)
    };
    Some(mention(tokens, start, end, kind, score))
}

fn mention(tokens: &[Token], start: usize, end: usize, kind: Kind, score: f64) -> Mention {
    let mut votes = Votes::default();
    #[expect(clippy::cast_possible_truncation, reason = "one of the scores above")]
    let vote = score as f32;
    votes[KINDS.iter().position(|one| *one == kind).expect("a kind of name")] = vote;
    let span = Span { start: tokens[start].start, end: tokens[end - 1].end };
    Mention { span, kind, score, votes, key: 0 }
}
