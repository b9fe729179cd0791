//! The lines of a page as columns of small numbers, for trees to look at.
//!
//! Every feature is a number from 0 to 255: counts on a scale of logarithms, shares of 255. So a
//! test of a tree is one comparison of bytes, for many lines at once, and the feature of a
//! neighbour is the same column, shifted.

use crate::boilerplate::Furniture;
use crate::boilerplate::lexicon::Mark;
use crate::boilerplate::scan::{Ending, Facts, First};

/// A tree may look at this many lines before and after a line; what is beyond a page is 0.
pub(super) const REACH: usize = 8;

/// Lines that are looked at together.
pub(super) const BLOCK: usize = 16;

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
    /// Place in the page, and the page.
    Page,
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
    Position Page "at the end of the page" "at the head of the page"
    TextBefore Page "most text stands before" "most text stands after"
    Lines Page "a page of many lines" "a page of few lines"
    PageWords Page "a page of many words" "a page of few words"
    PageProse Page "a page of running text" "a page of little running text"
    PageLongest Page "long paragraphs on the page" "no long paragraphs on the page"
    Relative Page "as long as the paragraphs of the page" "shorter than the paragraphs of the page"
    Block Page "in the largest passage of the page" "not in the largest passage of the page"
    BlockShare Page "in a large passage" "not in a large passage"
    FromBlock Page "after the main passage" "before the main passage"
    SinceRelated Page "no heading of other articles before" "after a heading of other articles"
    SinceComments Page "no heading of comments before" "after a heading of comments"
    SinceDate Page "far after a date line" "soon after a date line"
    UntilFurniture Page "no widget soon after" "before a widget"
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

/// A page of paragraphs.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    len: usize,
    stride: usize,
    data: Vec<u8>,
}

impl Columns {
    fn new(len: usize) -> Self {
        let stride = len + 2 * REACH + BLOCK;
        Self { len, stride, data: vec![0; COLUMNS.len() * stride] }
    }

    /// Paragraphs.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The numbers of `BLOCK` lines from `line + shift` on.
    #[inline]
    pub(super) fn block(&self, column: usize, shift: i8, line: usize) -> &[u8; BLOCK] {
        let start = (column * self.stride + REACH + line).wrapping_add_signed(isize::from(shift));
        self.data[start..].first_chunk().expect("columns are padded by reach and block")
    }

    /// The number of a line `shift` lines on; 0 beyond the page.
    #[cfg(feature = "train")]
    pub(super) fn get(&self, column: usize, shift: i8, line: usize) -> u8 {
        self.block(column, shift, line)[0]
    }

    fn fill(&mut self, column: Column, mut value: impl FnMut(usize) -> u8) {
        let start = column as usize * self.stride + REACH;
        for (i, slot) in self.data[start..start + self.len].iter_mut().enumerate() {
            *slot = value(i);
        }
    }

    /// The columns before [`Group::Second`].
    ///
    /// `lane` is the locale whose stop words count.
    pub(super) fn of(facts: &[Facts], lane: usize) -> Self {
        let mut columns = Self::new(facts.len());
        columns.lines(facts, lane);
        let prose: Vec<u32> = facts.iter().map(|one| prose(one, lane)).collect();
        columns.windows(facts, lane, &prose);
        columns.page(facts, &prose);
        columns
    }

    fn lines(&mut self, facts: &[Facts], lane: usize) {
        use Column as C;
        let repeats = repeats(facts);
        for (i, one) in facts.iter().enumerate() {
            let mut set = |column: Column, value: u8| {
                self.data[column as usize * self.stride + REACH + i] = value;
            };
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

    fn windows(&mut self, facts: &[Facts], lane: usize, prose: &[u32]) {
        use Column as C;
        let n = facts.len();
        let words = Sums::of(facts.iter().map(|one| one.words.min(MOST_WORDS)));
        let text = Sums::of(prose.iter().copied());
        let seen = Sums::of(facts.iter().map(|one| one.seen));
        let stops = Sums::of(facts.iter().map(|one| u32::from(one.stop_words[lane])));
        let furniture = Sums::of(facts.iter().map(|one| u32::from(is_furniture(one))));
        let brief = Sums::of(facts.iter().map(|one| u32::from(is_brief(one))));
        let around = |i: usize, r: usize| (i.saturating_sub(r), (i + r + 1).min(n));
        // Itself left out: the line speaks for itself elsewhere.
        let others = |sums: &Sums, i: usize, r: usize| {
            let (from, to) = around(i, r);
            sums.between(from, to) - sums.between(i, i + 1)
        };
        let share = |part: u32, whole: u32| byte(255.0 * part as f32 / whole.max(1) as f32);
        let masses = [(C::Prose2, 2), (C::Prose6, 6), (C::Prose15, 15), (C::Prose40, 40)];
        for (column, r) in masses {
            self.fill(column, |i| scale(others(&text, i, r)));
        }
        let shares = [(C::Share2, 2), (C::Share6, 6), (C::Share15, 15), (C::Share40, 40)];
        for (column, r) in shares {
            self.fill(column, |i| share(others(&text, i, r), others(&words, i, r)));
        }
        for (column, r) in [(C::Stops2, 2), (C::Stops6, 6), (C::Stops15, 15)] {
            self.fill(column, |i| share(others(&stops, i, r), others(&seen, i, r)));
        }
        let lines = |i: usize, r: usize| {
            let (from, to) = around(i, r);
            u32::try_from(to - from - 1).unwrap_or(0)
        };
        for (column, r) in [(C::Furniture2, 2), (C::Furniture6, 6), (C::Furniture15, 15)] {
            self.fill(column, |i| share(others(&furniture, i, r), lines(i, r)));
        }
        for (column, r) in [(C::Brief2, 2), (C::Brief6, 6), (C::Brief15, 15)] {
            self.fill(column, |i| share(others(&brief, i, r), lines(i, r)));
        }
        self.fill(C::Before3, |i| scale(text.between(i.saturating_sub(3), i)));
        self.fill(C::After3, |i| scale(text.between(i + 1, (i + 4).min(n))));
        self.fill(C::Before12, |i| scale(text.between(i.saturating_sub(12), i)));
        self.fill(C::After12, |i| scale(text.between(i + 1, (i + 13).min(n))));
        self.fill(C::FurnitureBefore, |i| cap(furniture.between(i.saturating_sub(5), i)));
        self.fill(C::FurnitureAfter, |i| cap(furniture.between(i + 1, (i + 6).min(n))));
        self.runs(C::Run, |i| is_brief(&facts[i]), |_, _| true);
        self.runs(
            C::Alike,
            |_| true,
            |i, j| facts[i].first == facts[j].first && facts[i].ending == facts[j].ending,
        );
        let passage = |i: usize| prose[i] > 0;
        self.fill(C::SincePassage, since(passage));
        self.until(C::UntilPassage, passage);
    }

    /// The length of the row of lines that are `of` a kind and `alike` with the one before.
    fn runs(
        &mut self,
        column: Column,
        of: impl Fn(usize) -> bool,
        alike: impl Fn(usize, usize) -> bool,
    ) {
        let mut start = 0;
        while start < self.len {
            let mut end = start + 1;
            if of(start) {
                while end < self.len && of(end) && alike(end, end - 1) {
                    end += 1;
                }
            }
            let length = if of(start) { scale(count(end - start)) } else { 0 };
            let at = column as usize * self.stride + REACH;
            self.data[at + start..at + end].fill(length);
            start = end;
        }
    }

    /// The distance to the next line that `is` so, for each line; 255 when there is none.
    fn until(&mut self, column: Column, is: impl Fn(usize) -> bool) {
        let mut distance = None;
        let at = column as usize * self.stride + REACH;
        for i in (0..self.len).rev() {
            self.data[at + i] = distance.map_or(255, scale);
            distance = if is(i) { Some(0) } else { distance.map(|d: u32| d + 1) };
        }
    }

    fn page(&mut self, facts: &[Facts], prose: &[u32]) {
        use Column as C;
        let n = facts.len();
        let total: u32 = prose.iter().sum();
        let words: u32 = facts.iter().map(|one| one.words.min(MOST_WORDS)).sum();
        let passages = count(prose.iter().filter(|&&p| p > 0).count());
        let mean = total as f32 / passages.max(1) as f32;
        let per_line = 255.0 / count(n).max(1) as f32;
        self.fill(C::Position, |i| byte(count(i) as f32 * per_line));
        let mut before = 0;
        self.fill(C::TextBefore, |i| {
            let share = byte(255.0 * before as f32 / total.max(1) as f32);
            before += prose[i];
            share
        });
        self.fill(C::Lines, |_| scale(count(n)));
        self.fill(C::PageWords, |_| scale(words));
        self.fill(C::PageProse, |_| byte(255.0 * total as f32 / words.max(1) as f32));
        let longest = prose.iter().copied().max().unwrap_or(0);
        self.fill(C::PageLongest, |_| scale(longest));
        self.fill(C::Relative, |i| byte(64.0 * facts[i].words as f32 / mean.max(1.0)));
        self.blocks(prose, total);
        let related = |i: usize| {
            facts[i].is_heading(Furniture::Related) || facts[i].is_heading(Furniture::Follow)
        };
        self.fill(C::SinceRelated, since(related));
        self.fill(C::SinceComments, since(|i| facts[i].is_heading(Furniture::Comments)));
        self.fill(C::SinceDate, since(|i| facts[i].month && facts[i].year));
        self.until(C::UntilFurniture, |i| is_furniture(&facts[i]));
    }

    /// Passages: lines of running text with few others between them.
    fn blocks(&mut self, prose: &[u32], total: u32) {
        use Column as C;
        /// Most lines between two of one passage.
        const GAP: usize = 5;
        let mut blocks: Vec<(usize, usize, u32)> = Vec::new();
        for (i, &mass) in prose.iter().enumerate().filter(|&(_, &mass)| mass > 0) {
            match blocks.last_mut() {
                Some((_, end, sum)) if i < *end + GAP => {
                    *end = i + 1;
                    *sum += mass;
                }
                _ => blocks.push((i, i + 1, mass)),
            }
        }
        let Some(&largest) = blocks.iter().rev().max_by_key(|block| block.2) else { return };
        self.fill(C::Block, |i| u8::from((largest.0..largest.1).contains(&i)));
        self.fill(C::FromBlock, |i| from(i, largest.0, largest.1));
        let at = C::BlockShare as usize * self.stride + REACH;
        for (start, end, mass) in blocks {
            let share = byte(255.0 * mass as f32 / total.max(1) as f32);
            self.data[at + start..at + end].fill(share);
        }
    }

    /// The columns of [`Group::Second`]: `first` has the logits that a first look gave to the lines.
    pub(super) fn second(&mut self, first: &[i32], facts: &[Facts]) {
        use Column as C;
        let n = self.len;
        let odds: Vec<u8> = first.iter().map(|&logit| probability(logit)).collect();
        let sums = Sums::of(odds.iter().map(|&p| u32::from(p)));
        let mean = |from: usize, to: usize| {
            let lines = count(to - from).max(1) as f32;
            byte(sums.between(from, to) as f32 / lines)
        };
        self.fill(C::First0, |i| odds[i]);
        for (column, r) in [(C::FirstMean2, 2), (C::FirstMean5, 5), (C::FirstMean12, 12)] {
            self.fill(column, |i| mean(i.saturating_sub(r), (i + r + 1).min(n)));
        }
        self.fill(C::FirstBefore, |i| mean(i.saturating_sub(3), i));
        self.fill(C::FirstAfter, |i| mean(i + 1, (i + 4).min(n)));
        let words = |i: usize| i64::from(facts[i].words.min(MOST_WORDS));
        let mass: i64 = (0..n).map(|i| words(i) * i64::from(odds[i]) / 255).sum();
        let total = scale(u32::try_from(mass).unwrap_or(u32::MAX));
        self.fill(C::FirstMass, |_| total);
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
        self.fill(C::InSegment, |i| u8::from((start..end).contains(&i)));
        self.fill(C::FromSegment, |i| from(i, start, end));
        let inside: i64 = (start..end).map(|i| words(i) * i64::from(odds[i]) / 255).sum();
        let share = byte(255.0 * inside as f32 / mass.max(1) as f32);
        self.fill(C::SegmentShare, |_| share);
        let is_text = |i: usize| odds[i] >= 128;
        self.fill(C::SinceText, since(is_text));
        self.until(C::UntilText, is_text);
    }
}

/// The distance to the last line before that `is` so; 255 when there is none.
fn since(is: impl Fn(usize) -> bool) -> impl FnMut(usize) -> u8 {
    let mut distance: Option<u32> = None;
    move |i| {
        let value = distance.map_or(255, scale);
        distance = if is(i) { Some(0) } else { distance.map(|d| d + 1) };
        value
    }
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

/// Sums of a column up to each line.
struct Sums(Vec<u32>);

impl Sums {
    fn of(values: impl Iterator<Item = u32>) -> Self {
        let mut sums = Vec::with_capacity(values.size_hint().0 + 1);
        sums.push(0);
        let mut sum = 0_u32;
        for value in values {
            sum = sum.wrapping_add(value);
            sums.push(sum);
        }
        Self(sums)
    }

    fn between(&self, from: usize, to: usize) -> u32 {
        self.0[to].wrapping_sub(self.0[from])
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
pub(super) fn scale(x: u32) -> u8 {
    let x = x.saturating_add(1);
    let exponent = 31 - x.leading_zeros();
    let fraction = if exponent >= 4 { x >> (exponent - 4) } else { x << (4 - exponent) } & 15;
    cap(16 * exponent + fraction)
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

/// A logit in units of [`super::trees::UNIT`] as a probability of 255.
fn probability(logit: i32) -> u8 {
    byte(256.0 / (1.0 + (-logit as f32 / super::trees::UNIT).exp()))
}
