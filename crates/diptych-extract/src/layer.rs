//! The layer of values: every grammar at every token, then the best candidates that are disjoint.

use crate::lexer::Tok;
use crate::locale::{Starts, currency_sign};
use crate::scan::{Candidate, Scan};
use crate::{Entity, Kind, sequence};

/// The values of a text of the wanted kinds, sorted and disjoint.
pub(crate) fn values(mut scan: Scan<'_>, wanted: impl Fn(Kind) -> bool) -> Vec<Entity> {
    let kinds =
        [Kind::Url, Kind::Email, Kind::Phone, Kind::Hashtag, Kind::Mention, Kind::Ip, Kind::Guid];
    let sequences =
        if kinds.into_iter().any(&wanted) { sequence::find(scan.text) } else { Vec::new() };
    let mut sequences = sequences.into_iter().peekable();
    let (mut entities, mut found) = (Vec::<Entity>::new(), Vec::new());
    let mut start = 0;
    while let Some(end) = scan.read(start) {
        candidates(&scan, &wanted, &mut found);
        while let Some(sequence) = sequences.next_if(|sequence| sequence.span.start < end) {
            found.push(sequence);
        }
        // a sequence may reach over the end of its piece
        let taken = entities.last().map_or(0, |last| last.span.end);
        found.retain(|candidate| candidate.span.start >= taken && wanted(candidate.value.kind()));
        disjoint(&mut found, &mut entities);
        start = end;
    }
    entities
}

/// What the grammars find at the tokens of a piece.
fn candidates(scan: &Scan<'_>, wanted: &impl Fn(Kind) -> bool, found: &mut Vec<Candidate>) {
    let times = [Kind::Date, Kind::Time, Kind::DateTime].into_iter().any(wanted);
    for i in 0..scan.tokens.len() {
        let starts = starts(scan, i);
        if starts.any(Starts::NUMBER) {
            if wanted(Kind::Number) {
                found.extend(scan.number_candidate(i));
            }
            if wanted(Kind::Percent) {
                found.extend(scan.percent(i));
            }
            if wanted(Kind::Quantity) {
                found.extend(scan.quantity(i));
            }
            if wanted(Kind::Temperature) {
                found.extend(scan.temperature(i));
            }
            if wanted(Kind::Duration) {
                found.extend(scan.duration(i));
            }
        }
        if starts.any(Starts::MONEY) && wanted(Kind::Money) {
            found.extend(scan.money(i));
        }
        if starts.any(Starts::AGE) && wanted(Kind::Age) {
            found.extend(scan.age(i));
        }
        if starts.any(Starts::ORDINAL) && wanted(Kind::Ordinal) {
            found.extend(scan.ordinal_candidate(i));
        }
        if starts.any(Starts::TIME) && times {
            found.extend(scan.time(i));
        }
        if starts.any(Starts::SET) && wanted(Kind::Set) {
            found.extend(scan.set(i));
        }
        if starts.any(Starts::ZONE) && wanted(Kind::TimeZone) {
            found.extend(scan.zone(i));
        }
        if starts.any(Starts::TIME) && wanted(Kind::Set) {
            found.extend(scan.set_after_clock(i));
        }
    }
}

/// What may begin at token `i`.
fn starts(scan: &Scan<'_>, i: usize) -> Starts {
    let number = Starts::NUMBER.or(Starts::MONEY);
    match scan.tokens[i].tok {
        Tok::Word(word) => scan.lexicon.starts(word),
        Tok::Literal { .. } => number.or(Starts::AGE).or(Starts::ORDINAL).or(Starts::TIME),
        Tok::Fraction { .. } => number.or(Starts::TIME),
        Tok::Ordinal(_) => Starts::ORDINAL.or(Starts::TIME),
        Tok::Clock { .. } | Tok::Date { .. } => Starts::TIME,
        Tok::Sign('-' | '−' | '–') => number,
        Tok::Sign(c) if currency_sign(c).is_some() => Starts::MONEY,
        Tok::Sign(_) => Starts::default(),
    }
}

/// The candidates to keep: from the left, of those that overlap the longest one, then the one of
/// the more telling kind. Each is compared with its neighbours alone, so the work is linear but
/// for the sort.
fn disjoint(found: &mut Vec<Candidate>, entities: &mut Vec<Entity>) {
    found.sort_by(|a, b| {
        let key =
            |c: &Candidate| (c.span.start, std::cmp::Reverse(c.span.end), rank(c.value.kind()));
        key(a).cmp(&key(b))
    });
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in found.drain(..) {
        let mut keep = true;
        while let Some(last) = kept.last()
            && last.span.overlaps(candidate.span)
        {
            let telling = rank(last.value.kind()) < rank(candidate.value.kind())
                && last.span.len() * 2 > candidate.span.len();
            if candidate.span.len() <= last.span.len() || telling {
                keep = false;
                break;
            }
            kept.pop();
        }
        if keep {
            kept.push(candidate);
        }
    }
    let entity = |c: Candidate| Entity {
        span: c.span,
        extended: c.extended.cover(c.span),
        value: c.value,
        modifier: c.modifier,
        score: c.score,
    };
    entities.extend(kept.into_iter().map(entity));
}

/// Which kind wins at the same length: the more telling first.
const fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Url | Kind::Email | Kind::Guid | Kind::Ip => 0,
        Kind::Hashtag | Kind::Mention => 1,
        Kind::DateTime => 2,
        Kind::Set => 3,
        Kind::Age => 4,
        Kind::Money => 5,
        Kind::Percent | Kind::Temperature => 6,
        Kind::Date => 7,
        Kind::Time => 8,
        Kind::Duration => 9,
        Kind::Quantity => 10,
        Kind::Phone => 11,
        Kind::Ordinal => 12,
        _ => 13,
    }
}
