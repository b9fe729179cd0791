//! The layer of values: each grammar where it may begin, then the best candidates that are
//! disjoint.

use diptych_text::Span;

use crate::scan::{Candidate, Rule, Scan};
use crate::tags::{Tag, Tags};
use crate::{Entity, Kind, sequence};

/// A grammar for values of some kinds.
struct Grammar {
    kinds: &'static [Kind],
    rule: Rule<Candidate>,
}

/// What makes a number of an article: alone it is none, and with a dash before it neither.
const COUNTED: Tags = Tags::of(&[
    Tag::Card,
    Tag::Mult,
    Tag::Collective,
    Tag::Vague,
    Tag::Half,
    Tag::AndHalf,
    Tag::Minus,
    Tag::Denominator,
    Tag::Fraction,
    Tag::Ord,
    Tag::Place,
    Tag::OrdMult,
    Tag::Avo,
    Tag::Point,
    Tag::Digits,
    Tag::DigitFraction,
    Tag::LoneArticle,
]);

const SIGNED: Tags = Tags::NUMBER.with(Tag::Dash);

const GRAMMARS: [Grammar; 12] = [
    Grammar {
        kinds: &[Kind::Number],
        rule: Rule { starts: SIGNED, needs: COUNTED, read: |scan, i| scan.number_candidate(i) },
    },
    Grammar {
        kinds: &[Kind::Percent],
        rule: Rule {
            starts: SIGNED.or(Tags::of(&[Tag::Percent, Tag::PercentBefore])),
            needs: Tags::of(&[Tag::Percent, Tag::PercentSign, Tag::PercentBefore, Tag::Share]),
            read: |scan, i| scan.percent(i),
        },
    },
    Grammar {
        kinds: &[Kind::Quantity],
        rule: Rule {
            starts: SIGNED,
            needs: Tags::of(&[Tag::Unit, Tag::Degree, Tag::Turn, Tag::InchSign, Tag::DegreeSign]),
            read: |scan, i| scan.quantity(i),
        },
    },
    Grammar {
        kinds: &[Kind::Temperature],
        rule: Rule {
            starts: SIGNED.or(Tags::of(&[Tag::Scale, Tag::Degree])),
            needs: Tags::of(&[Tag::Scale, Tag::Degree, Tag::BelowZero, Tag::DegreeSign]),
            read: |scan, i| scan.temperature(i),
        },
    },
    Grammar {
        kinds: &[Kind::Duration],
        rule: Rule {
            starts: Tags::NUMBER.or(Tags::of(&[Tag::Few, Tag::Whole, Tag::Sized])),
            needs: Tags::of(&[Tag::TimeUnit, Tag::Sized]),
            read: |scan, i| scan.duration(i),
        },
    },
    Grammar {
        kinds: &[Kind::Money],
        rule: Rule {
            starts: SIGNED.or(Tags::of(&[Tag::Currency, Tag::Country, Tag::MoneySign])),
            needs: Tags::of(&[Tag::Currency, Tag::Subunit, Tag::MoneySign]),
            read: |scan, i| scan.money(i),
        },
    },
    Grammar {
        kinds: &[Kind::Age],
        rule: Rule {
            starts: Tags::SPELLED.or(Tags::of(&[Tag::Digits, Tag::Aged, Tag::HasAge])),
            needs: Tags::of(&[Tag::TimeUnit, Tag::AgeWord, Tag::Aged, Tag::HasAge]),
            read: |scan, i| scan.age(i),
        },
    },
    Grammar {
        kinds: &[Kind::Ordinal],
        rule: Rule {
            starts: Tags::NUMBER.or(Tags::ORDINAL).with(Tag::Relative).with(Tag::OrdinalMark),
            // digits take an ending that is no word
            needs: Tags::ORDINAL.or(Tags::of(&[Tag::Relative, Tag::Digits])),
            read: |scan, i| scan.ordinal_candidate(i),
        },
    },
    Grammar {
        kinds: &[Kind::Date, Kind::Time, Kind::DateTime],
        rule: Rule { starts: TIME_STARTS, needs: TIME_NEEDS, read: |scan, i| scan.time(i) },
    },
    Grammar {
        kinds: &[Kind::Set],
        rule: Rule { starts: SET, needs: SET, read: |scan, i| scan.set(i) },
    },
    Grammar {
        kinds: &[Kind::TimeZone],
        rule: Rule { starts: ZONE, needs: ZONE, read: |scan, i| scan.zone(i) },
    },
    Grammar {
        kinds: &[Kind::Set],
        rule: Rule {
            starts: TIME_STARTS,
            needs: Tags::of(&[Tag::Every, Tag::Set]),
            read: |scan, i| scan.set_after_clock(i),
        },
    },
];

const SET: Tags = Tags::of(&[Tag::Every, Tag::Set, Tag::Often]);
const ZONE: Tags = Tags::of(&[Tag::Zone]);

/// What names a time, or a stretch of it.
const TIME_NAMES: Tags = Tags::of(&[
    Tag::Month,
    Tag::WeakMonth,
    Tag::Weekday,
    Tag::WeakWeekday,
    Tag::TimeUnit,
    Tag::Sized,
    Tag::Part,
    Tag::By,
    Tag::Day,
    Tag::DayAndPart,
    Tag::Now,
    Tag::Weekend,
    Tag::Workweek,
    Tag::WeekOf,
    Tag::Close,
    Tag::Fiscal,
    Tag::HalfName,
    Tag::QuarterName,
    Tag::Toward,
    Tag::Hour,
    Tag::Holiday,
    Tag::Feast,
    Tag::Season,
    Tag::WeakSeason,
    Tag::DigitClock,
    Tag::DigitDate,
    Tag::Period,
    Tag::Era,
]);

const TIME_STARTS: Tags = Tags::NUMBER.or(Tags::ORDINAL).or(TIME_NAMES).or(Tags::of(&[
    Tag::Relative,
    Tag::OrdinalMark,
    Tag::Few,
    Tag::Whole,
    Tag::The,
    Tag::Business,
    Tag::Side,
    Tag::Rel,
    Tag::Stretch,
    Tag::AgoBefore,
    Tag::InAmount,
]));

/// A number is a time only beside a name, with the form of one, or after a word that leads to it.
const TIME_NEEDS: Tags = TIME_NAMES.or(Tags::of(&[
    Tag::Weekdays,
    Tag::Year,
    Tag::DigitFraction,
    Tag::DigitOrdinal,
    Tag::Half,
    Tag::Denominator,
    Tag::Past,
    Tag::ClockTo,
    Tag::Clock,
    Tag::Am,
    Tag::Pm,
    Tag::GluedLetter,
    Tag::Led,
    Tag::Mark,
]));

/// The values of a text of the wanted kinds, sorted and disjoint.
pub(crate) fn values(mut scan: Scan<'_>, wanted: impl Fn(Kind) -> bool) -> Vec<Entity> {
    let kinds =
        [Kind::Url, Kind::Email, Kind::Phone, Kind::Hashtag, Kind::Mention, Kind::Ip, Kind::Guid];
    let sequences =
        if kinds.into_iter().any(&wanted) { sequence::find(scan.text) } else { Vec::new() };
    let mut sequences = sequences.into_iter().peekable();
    let grammars: Vec<&Grammar> =
        GRAMMARS.iter().filter(|grammar| grammar.kinds.iter().any(|&kind| wanted(kind))).collect();
    let (mut entities, mut found) = (Vec::<Entity>::new(), Vec::new());
    let mut start = 0;
    while let Some(end) = scan.read(start) {
        candidates(&scan, &grammars, &mut found);
        while let Some(sequence) = sequences.next_if(|sequence| sequence.span.start < end) {
            found.push(Some(sequence));
        }
        // a sequence may reach over the end of its piece
        let taken = entities.last().map_or(0, |last| last.span.end);
        let kept = disjoint(&found, |candidate| {
            candidate.span.start >= taken && wanted(candidate.value.kind())
        });
        entities.extend(kept.into_iter().filter_map(|i| found[i].take()).map(entity));
        found.clear();
        start = end;
    }
    entities
}

/// What the grammars find at the tokens of a piece.
fn candidates(scan: &Scan<'_>, grammars: &[&Grammar], found: &mut Vec<Option<Candidate>>) {
    let all = |tags: fn(&Grammar) -> Tags| {
        grammars.iter().fold(Tags::default(), |all, grammar| all.or(tags(grammar)))
    };
    let (starts, needs) = (all(|grammar| grammar.rule.starts), all(|grammar| grammar.rule.needs));
    for i in 0..scan.tokens.len() {
        let (tags, ahead) = (scan.tags(i), scan.ahead(i));
        if !tags.any(starts) || !ahead.any(needs) {
            continue;
        }
        for grammar in grammars {
            let candidate = grammar.rule.read(scan, i);
            if candidate.is_some() {
                found.push(candidate);
            }
        }
    }
}

/// Which of the candidates that `may` be kept to keep, in their order in the text: from the left,
/// of those that overlap the longest one, then the one of the more telling kind. Each is compared
/// with its neighbours alone, so the work is linear but for the sort.
fn disjoint(found: &[Option<Candidate>], may: impl Fn(&Candidate) -> bool) -> Vec<usize> {
    let key = |(i, c): (usize, &Candidate)| {
        (c.span.start, std::cmp::Reverse(c.span.end), rank(c.value.kind()), i)
    };
    let places = found.iter().enumerate().filter_map(|(i, found)| Some((i, found.as_ref()?)));
    let mut order: Vec<_> = places.filter(|(_, candidate)| may(candidate)).map(key).collect();
    order.sort_unstable();
    let mut kept: Vec<(Span, u8, usize)> = Vec::new();
    for (start, std::cmp::Reverse(end), rank, i) in order {
        let span = Span::new(start, end);
        let mut keep = true;
        while let Some(&(last, last_rank, _)) = kept.last()
            && last.overlaps(span)
        {
            let telling = last_rank < rank && last.len() * 2 > span.len();
            if span.len() <= last.len() || telling {
                keep = false;
                break;
            }
            kept.pop();
        }
        if keep {
            kept.push((span, rank, i));
        }
    }
    kept.into_iter().map(|(_, _, i)| i).collect()
}

fn entity(c: Candidate) -> Entity {
    Entity {
        span: c.span,
        extended: c.extended.cover(c.span),
        value: c.value,
        modifier: c.modifier,
        score: c.score,
    }
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

#[cfg(test)]
pub(crate) mod tests {
    use diptych_text::Language;

    use super::*;
    use crate::lexicon::Lexicon;
    use crate::locale::Locale;

    /// The values the grammars find where `all` of them are tried at each token they may begin at,
    /// or those alone that have ahead what they need.
    fn found(text: &str, language: Language, all: bool) -> Vec<String> {
        let (locale, lexicon) = (Locale::of(language), Lexicon::of(language));
        let reference = "2024-05-15T10:00".parse().ok();
        let mut scan = Scan::new(text, locale, lexicon, reference, language);
        let (grammars, mut found) = (GRAMMARS.iter().collect::<Vec<_>>(), Vec::new());
        let mut start = 0;
        while let Some(end) = scan.read(start) {
            if all {
                scan.expect_anything();
            }
            candidates(&scan, &grammars, &mut found);
            start = end;
        }
        let kept = disjoint(&found, |_| true);
        kept.into_iter().map(|i| format!("{:?}", found[i])).collect()
    }

    /// Checks that no rule finds anything without what it needs ahead; else its needs are too few.
    #[track_caller]
    pub(crate) fn check_needs(text: &str, language: Language) {
        let needed = found(text, language, false);
        assert_eq!(needed, found(text, language, true), "in {text:?}");
    }

    #[test]
    fn needs_hold_in_odd_places() {
        for text in ["at a", "9a", "between the one and the two", "one", "4-", "the one, a."] {
            check_needs(text, Language::EN);
        }
    }
}
