//! The lines of a page as columns of small numbers, for trees to look at.
//!
//! Every feature is a number from 0 to 255: counts on a scale of logarithms, shares of 255. What is
//! counted in the lines around is the difference of two sums from the head of the page on, and so
//! are loops that compilers do for many lines at once.

use crate::boilerplate::Furniture;
use crate::boilerplate::lexicon::Mark;
use crate::boilerplate::scan::{Ending, Facts, First};
use crate::trees::{Columns, UNIT};

macro_rules! columns {
    ($($name:ident $group:ident $high:literal $low:literal)*) => {
        /// What a column says of a line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Column { $($name),* }

        /// Name, group, and what a high and a low number mean, for a person; nothing for those of
        /// a second look.
        pub(super) const COLUMNS: &[(&str, Group, &str, &str)] =
            &[$((stringify!($name), Group::$group, $high, $low)),*];
    };
}

/// What columns have in common; the unit of an ablation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Length, marks, capitals, figures of the line.
    Line,
    /// Words of the locales.
    Words,
    /// Lines around.
    Windows,
    /// What a first look made of the lines around.
    Second,
}

columns! {
    Chars Line "long line" "short line"
    Length Line "long line" "short line"
    Ending Line "ends as a sentence does" "does not end as a sentence does"
    Commas Line "commas as in running text" "no commas"
    Within Line "several sentences" "no more than one sentence"
    Capital Line "many capitals" "small letters as in running text"
    Capitals Line "words in capitals" "no words in capitals"
    Digits Line "many figures" "few figures"
    Separators Line "items set apart by signs" "no signs between items"
    Brackets Line "brackets" "no brackets"
    Quotes Line "quotation marks" "no quotation marks"
    First Line "opens as text does" "opens with a bullet, bracket or sign"
    Closed Line "closes with a quotation mark or bracket" "no closing mark"
    WordLength Line "long words" "short words"
    Longest Line "a very long word" "no long word"
    Short Line "short words as in running text" "few short words"
    Link Line "an address or link" "no address or link"
    Repeats Line "stands in the text more than once" "stands in the text once"
    Stops Words "words of running text" "few words of running text"
    StopCount Words "words of running text" "few words of running text"
    Whole Words "label of a menu or widget" "no label of a menu or widget"
    Start Words "opens like a widget" "does not open like a widget"
    Anywhere Words "phrase of a widget or notice" "no phrase of a widget or notice"
    Weak Words "name of a section or button" "no name of a section or button"
    Social Words "names of services to share with" "no names of services"
    Service Words "words of prompts" "no words of prompts"
    Header Words "words of a date line" "few words of a date line"
    Date Words "a date or time" "no date"
    By Words "opens like an author line" "no author line"
    Copyright Words "copyright sign" "no copyright sign"
    Prose2 Windows "among running text" "no running text beside it"
    Prose6 Windows "among running text" "little running text around"
    Prose15 Windows "among running text" "little running text around"
    Prose40 Windows "in the text of the page" "far from running text"
    Share2 Windows "among running text" "among other lines"
    Share6 Windows "among running text" "among other lines"
    Share15 Windows "among running text" "among other lines"
    Share40 Windows "in the text of the page" "among other lines"
    Stops2 Windows "words of running text around" "few words of running text around"
    Stops6 Windows "words of running text around" "few words of running text around"
    Stops15 Windows "words of running text around" "few words of running text around"
    Furniture2 Windows "beside menus or widgets" "not beside menus or widgets"
    Furniture6 Windows "among menus or widgets" "not among menus or widgets"
    Furniture15 Windows "among menus or widgets" "not among menus or widgets"
    Brief2 Windows "beside short lines" "not beside short lines"
    Brief6 Windows "among short lines" "not among short lines"
    Brief15 Windows "among short lines" "not among short lines"
    Before3 Windows "running text right before" "no running text right before"
    After3 Windows "running text right after" "no running text right after"
    Before12 Windows "running text before" "no running text before"
    After12 Windows "running text after" "no running text after"
    FurnitureBefore Windows "menus or widgets before" "no menus or widgets before"
    FurnitureAfter Windows "menus or widgets after" "no menus or widgets after"
    Run Windows "in a row of short lines" "not in a row of short lines"
    Alike Windows "in a row of lines that open alike" "opens unlike its neighbours"
    SincePassage Windows "far after running text" "soon after running text"
    UntilPassage Windows "far before running text" "soon before running text"
    First0 Second "" ""
    FirstMean2 Second "" ""
    FirstMean5 Second "" ""
    FirstMean12 Second "" ""
    FirstBefore Second "" ""
    FirstAfter Second "" ""
    FirstMass Second "" ""
    InSegment Second "" ""
    FromSegment Second "" ""
    SegmentShare Second "" ""
    SinceText Second "" ""
    UntilText Second "" ""
}

/// The columns before [`Group::Second`]; `lane` is the locale whose stop words count.
pub(super) fn columns(facts: &[Facts], lane: usize) -> Columns {
    let mut columns = Columns::new(COLUMNS.len(), facts.len());
    lines(&mut columns, facts, lane);
    windows(&mut columns, facts, lane);
    columns
}

/// What each line says of itself: the groups `Line` and `Words`.
fn lines(columns: &mut Columns, facts: &[Facts], lane: usize) {
    use Column as C;
    let repeats = repeats(facts);
    let mut columns = columns.first::<{ C::Copyright as usize + 1 }>();
    for (i, one) in facts.iter().enumerate() {
        let mut set = |column: Column, value: u8| columns[column as usize][i] = value;
        let per_seen = 255.0 / one.seen.max(1) as f32;
        let per_word = 255.0 / one.words.max(1) as f32;
        let per_char = 255.0 / one.chars.max(1) as f32;
        let stops = u32::from(one.stop_words[lane]);
        set(C::Chars, scale(one.chars));
        set(C::Length, scale(one.words));
        set(C::Ending, one.ending as u8);
        set(C::Commas, byte(one.commas as f32 * per_word * 4.0));
        set(C::Within, cap(one.stops_within));
        set(C::Capital, byte(one.capital as f32 * per_seen));
        set(C::Capitals, byte(one.capitals as f32 * per_seen));
        set(C::Digits, byte(one.digits as f32 * per_char));
        set(C::Separators, cap(one.separators));
        set(C::Brackets, cap(one.brackets));
        set(C::Quotes, cap(one.quotes));
        set(C::First, one.first as u8);
        set(C::Closed, u8::from(one.closed));
        set(C::WordLength, byte(one.chars as f32 / one.words.max(1) as f32 * 12.0));
        set(C::Longest, cap(one.longest));
        set(C::Short, byte(one.short as f32 * per_seen));
        set(C::Link, u8::from(one.link));
        set(C::Repeats, cap(repeats[i]));
        set(C::Stops, byte(stops as f32 * per_seen));
        set(C::StopCount, cap(stops));
        set(C::Whole, number(one.whole));
        set(C::Start, number(one.start.map(|(furniture, _)| furniture)));
        set(C::Anywhere, number(one.anywhere));
        set(C::Weak, u8::from(one.weak));
        set(C::Social, byte(one.marked(Mark::Social) as f32 * per_seen));
        set(C::Service, cap(one.marked(Mark::Service)));
        let header = one.marked(Mark::Header) + one.numbers;
        set(C::Header, byte(header as f32 * per_seen));
        set(C::Date, u8::from(one.month) + u8::from(one.year) + u8::from(one.clock));
        set(C::By, u8::from(one.by > 0));
        set(C::Copyright, u8::from(one.copyright));
    }
}

/// What stands around each line: the group `Windows`.
fn windows(columns: &mut Columns, facts: &[Facts], lane: usize) {
    use Column as C;
    let prose: Vec<u32> = facts.iter().map(|one| prose(one, lane)).collect();
    let words = Sums::of(facts.iter().map(|one| one.words.min(MOST_WORDS)));
    let text = Sums::of(prose.iter().copied());
    let seen = Sums::of(facts.iter().map(|one| one.seen));
    let stops = Sums::of(facts.iter().map(|one| u32::from(one.stop_words[lane])));
    let furniture = Sums::of(facts.iter().map(|one| u32::from(is_furniture(one))));
    let brief = Sums::of(facts.iter().map(|one| u32::from(is_brief(one))));
    let lines = Sums::of(facts.iter().map(|_| 1));
    for (column, r) in [(C::Prose2, 2), (C::Prose6, 6), (C::Prose15, 15), (C::Prose40, 40)] {
        fill(columns, column, text.others(r).map(scale));
    }
    let shares = [
        (C::Share2, 2, &text, &words),
        (C::Share6, 6, &text, &words),
        (C::Share15, 15, &text, &words),
        (C::Share40, 40, &text, &words),
        (C::Stops2, 2, &stops, &seen),
        (C::Stops6, 6, &stops, &seen),
        (C::Stops15, 15, &stops, &seen),
        (C::Furniture2, 2, &furniture, &lines),
        (C::Furniture6, 6, &furniture, &lines),
        (C::Furniture15, 15, &furniture, &lines),
        (C::Brief2, 2, &brief, &lines),
        (C::Brief6, 6, &brief, &lines),
        (C::Brief15, 15, &brief, &lines),
    ];
    for (column, r, part, whole) in shares {
        fill(columns, column, part.others(r).zip(whole.others(r)).map(share));
    }
    fill(columns, C::Before3, text.between(-3, 0).map(scale));
    fill(columns, C::After3, text.between(1, 4).map(scale));
    fill(columns, C::Before12, text.between(-12, 0).map(scale));
    fill(columns, C::After12, text.between(1, 13).map(scale));
    fill(columns, C::FurnitureBefore, furniture.between(-5, 0).map(cap));
    fill(columns, C::FurnitureAfter, furniture.between(1, 6).map(cap));
    let is_passage: Vec<bool> = prose.iter().map(|&words| words > 0).collect();
    distances(columns, (C::SincePassage, C::UntilPassage), &is_passage);
    runs(columns, C::Run, |i| is_brief(&facts[i]), |_, _| true);
    let alike =
        |i: usize, j: usize| facts[i].first == facts[j].first && facts[i].ending == facts[j].ending;
    runs(columns, C::Alike, |_| true, alike);
}

fn fill(columns: &mut Columns, column: Column, values: impl Iterator<Item = u8>) {
    for (slot, value) in columns.column(column as usize).iter_mut().zip(values) {
        *slot = value;
    }
}

/// The length of the row of lines that are `of` a kind and `alike` with the one before.
fn runs(
    columns: &mut Columns,
    column: Column,
    of: impl Fn(usize) -> bool,
    alike: impl Fn(usize, usize) -> bool,
) {
    let slots = columns.column(column as usize);
    let mut start = 0;
    while start < slots.len() {
        let mut end = start + 1;
        if of(start) {
            while end < slots.len() && of(end) && alike(end, end - 1) {
                end += 1;
            }
        }
        slots[start..end].fill(if of(start) { scale(count(end - start)) } else { 0 });
        start = end;
    }
}

/// For each line the distances to the last line before and the next one after that `is` so; 255
/// when there is none.
fn distances(columns: &mut Columns, (since, until): (Column, Column), is: &[bool]) {
    let step = |distance: &mut Option<u32>, is: bool| {
        let value = distance.map_or(255, scale);
        *distance = if is { Some(0) } else { distance.map(|d| d + 1) };
        value
    };
    let mut distance = None;
    for (slot, &is) in columns.column(since as usize).iter_mut().zip(is) {
        *slot = step(&mut distance, is);
    }
    let mut distance = None;
    for (slot, &is) in columns.column(until as usize).iter_mut().zip(is).rev() {
        *slot = step(&mut distance, is);
    }
}

/// The columns of [`Group::Second`]: `first` has the logits that a first look gave to the lines.
pub(super) fn second(columns: &mut Columns, first: &[i32], facts: &[Facts]) {
    use Column as C;
    let odds: Vec<u8> = first.iter().map(|&logit| probability(logit)).collect();
    let sums = Sums::of(odds.iter().map(|&p| u32::from(p)));
    let lines = Sums::of(odds.iter().map(|_| 1));
    columns.column(C::First0 as usize).copy_from_slice(&odds);
    let means = [
        (C::FirstMean2, -2, 3),
        (C::FirstMean5, -5, 6),
        (C::FirstMean12, -12, 13),
        (C::FirstBefore, -3, 0),
        (C::FirstAfter, 1, 4),
    ];
    for (column, from, to) in means {
        let pairs = sums.between(from, to).zip(lines.between(from, to));
        fill(columns, column, pairs.map(|(sum, lines)| byte(real(sum) / real(lines.max(1)))));
    }
    let words = |i: usize| i64::from(facts[i].words.min(MOST_WORDS));
    let mass: i64 = (0..odds.len()).map(|i| words(i) * i64::from(odds[i]) / 255).sum();
    let total = scale(u32::try_from(mass).unwrap_or(u32::MAX));
    columns.column(C::FirstMass as usize).fill(total);
    // The article: the stretch with the most words of text less those of other lines.
    let (mut best, mut sum, mut start) = ((0, 0, 0), 0, 0);
    for (i, &odds) in odds.iter().enumerate() {
        if sum <= 0 {
            (sum, start) = (0, i);
        }
        sum += (words(i) + 4) * (i64::from(odds) - 100);
        if sum > best.0 {
            best = (sum, start, i + 1);
        }
    }
    let (_, start, end) = best;
    columns.column(C::InSegment as usize)[start..end].fill(1);
    fill(columns, C::FromSegment, (0..odds.len()).map(|i| from(i, start, end)));
    let inside: i64 = (start..end).map(|i| words(i) * i64::from(odds[i]) / 255).sum();
    let share = byte(255.0 * inside as f32 / mass.max(1) as f32);
    columns.column(C::SegmentShare as usize).fill(share);
    let is_text: Vec<bool> = odds.iter().map(|&odds| odds >= 128).collect();
    distances(columns, (C::SinceText, C::UntilText), &is_text);
}

/// 128 within `start..end`, less before and more after, by the distance.
fn from(i: usize, start: usize, end: usize) -> u8 {
    if i < start {
        127 - scale(count(start - i)).min(127)
    } else if i >= end {
        129 + scale(count(i - end)).min(126)
    } else {
        128
    }
}

/// Sums of a number of each line from the head of the page on, with [`MARGIN`] lines of 0 before
/// and after.
struct Sums(Vec<u32>);

/// As far as windows reach.
const MARGIN: usize = 41;

impl Sums {
    fn of(values: impl ExactSizeIterator<Item = u32>) -> Self {
        let mut sums = Vec::with_capacity(values.len() + 2 * MARGIN + 1);
        sums.resize(MARGIN + 1, 0);
        let mut sum = 0_u32;
        for value in values {
            sum = sum.wrapping_add(value);
            sums.push(sum);
        }
        sums.resize(sums.len() + MARGIN, sum);
        Self(sums)
    }

    /// For each line the sum of the lines from so many lines on up to so many.
    fn between(&self, from: isize, to: isize) -> impl Iterator<Item = u32> {
        let lines = self.0.len() - 2 * MARGIN - 1;
        let at = |shift: isize| &self.0[MARGIN.saturating_add_signed(shift)..][..lines];
        at(from).iter().zip(at(to)).map(|(from, to)| to.wrapping_sub(*from))
    }

    /// For each line the sum of the `reach` lines before and after, without itself: the line speaks
    /// for itself elsewhere.
    fn others(&self, reach: isize) -> impl Iterator<Item = u32> {
        let own = self.between(0, 1);
        self.between(-reach, reach + 1).zip(own).map(|(all, own)| all.wrapping_sub(own))
    }
}

/// A line of more words counts as one of so many.
const MOST_WORDS: u32 = 100;

/// The words of a line of running text; 0 for another line.
fn prose(one: &Facts, lane: usize) -> u32 {
    let closes = one.ending >= Ending::Question;
    let stops = u32::from(one.stop_words[lane]);
    let reads_on = one.words >= 24 && stops * 6 >= one.seen;
    let listed = matches!(one.first, First::Bullet | First::Bracket) && one.words < 20;
    if ((closes && one.words >= 8) || reads_on) && one.whole.is_none() && !one.copyright && !listed
    {
        one.words.min(MOST_WORDS)
    } else {
        0
    }
}

fn is_furniture(one: &Facts) -> bool {
    one.whole.is_some()
        || one.start.is_some() && one.words < 20
        || one.copyright
        || one.marked(Mark::Social) * 2 > one.words
}

fn is_brief(one: &Facts) -> bool {
    one.words <= 6 && one.ending < Ending::Question
}

/// A kind of furniture as a number.
fn number(furniture: Option<Furniture>) -> u8 {
    furniture.map_or(0, Furniture::number)
}

/// How often each line stands on the page, beyond once.
fn repeats(facts: &[Facts]) -> Vec<u32> {
    let mut counts: rustc_hash::FxHashMap<u64, u32> = rustc_hash::FxHashMap::default();
    counts.reserve(facts.len());
    for one in facts {
        *counts.entry(one.key).or_default() += 1;
    }
    facts.iter().map(|one| counts.get(&one.key).map_or(0, |n| n - 1)).collect()
}

/// 16 steps for each doubling: 0 for 0, 16 for 1, 255 for 55,000 and more.
///
/// That is what exponent and the first four bits of the fraction of a floating point number are.
pub(super) fn scale(x: u32) -> u8 {
    cap((real(x.min(0xffff) + 1).to_bits() >> 19) - (127 << 4))
}

/// As a floating point number; less than 2³¹.
const fn real(x: u32) -> f32 {
    x.cast_signed() as f32
}

/// What share of a whole a part is, of 255.
fn share((part, whole): (u32, u32)) -> u8 {
    byte(255.0 * real(part) / real(whole.max(1)))
}

fn cap(x: u32) -> u8 {
    u8::try_from(x).unwrap_or(u8::MAX)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts saturate")]
fn byte(x: f32) -> u8 {
    x as u8
}

/// A logit in units of [`UNIT`] as a probability of 255.
fn probability(logit: i32) -> u8 {
    byte(256.0 / (1.0 + (-logit as f32 / UNIT).exp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_of_logarithms() {
        let steps = [0, 1, 2, 3, 16, 17, 255, 1000, 54_000, 65_535, u32::MAX];
        assert_eq!(steps.map(scale), [0, 16, 24, 32, 65, 66, 128, 159, 250, 255, 255]);
        assert!((0..70_000).is_sorted_by_key(scale));
    }

    #[test]
    fn sums_around_lines() {
        let sums = Sums::of([1, 2, 4, 8].into_iter());
        assert_eq!(sums.between(-1, 2).collect::<Vec<_>>(), [3, 7, 14, 12]);
        assert_eq!(sums.others(40).collect::<Vec<_>>(), [14, 13, 11, 7]);
        assert_eq!(Sums::of(std::iter::empty()).others(2).count(), 0);
    }
}
