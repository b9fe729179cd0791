//! What is wrong with a line, and what stands under it.

use std::collections::BTreeMap;
use std::ops::Range;

use diptych_text::Span;
use rustc_hash::FxHashMap;

use super::charset::{CHARSETS, TABLE, meant_by_control};
use super::languages::{Votes, languages};
use super::marked::makes_word;
use super::oddness::{Scripts, oddness};
use super::stretch::{Chain, Reading, readings, sequences};
use super::suspicion::is_suspicious;

/// How much less odd a stretch must become to be repaired on its own evidence. This one and the
/// next: `diptych-dev eval encoding` with its sound lines, 2026-11-21.
const ENOUGH: i32 = 4;

/// How much less odd all stretches of a line with the same mistake must become together for those
/// to follow that say nothing by themselves (`Рё` for « и »).
const ENOUGH_IN_LINE: i32 = 6;

/// What it counts that a stretch becomes letters of the script that the line is written in.
const CONFIRMED: i32 = 4;

/// What each letter counts that the language of the line, told by its words, does not use.
const FOREIGN: i32 = 2;

/// What it counts that a stretch becomes part of a common word, and that it came out of another
/// one that was repaired. Of 25,337 damaged lines (`diptych-dev eval encoding --stride 7`,
/// 2026-11-21) 98.00 % come back exactly with 0 and 2, 98.43 with 2 and 2, 98.57 with 4 and 3.
const WORD: i32 = 4;
const REPAIRED: i32 = 3;

/// Votes from which the language of a line is known, and from which it is guessed: a guess only
/// helps to choose among readings (of the same lines 98.57 % come back without it, 98.71 with it).
const KNOWN: u32 = 4;
const GUESSED: u32 = 2;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// UTF-8 was read in these encodings, the last one first.
    Readings(Chain),
    /// Windows-1252 was read as Latin-1.
    WindowsControls,
    /// MacRoman was read as Latin-1.
    MacControls,
}

/// A stretch that is to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fix {
    /// In bytes of the line.
    pub(super) span: Span,
    pub(super) text: String,
    pub(super) cause: Cause,
}

/// What is to be replaced to undo a layer of mistakes or several, in order; nothing in sound text.
///
/// `repaired` are the spans, in order, that the layer before gave.
pub(super) fn fixes(text: &str, repaired: &[Span]) -> Vec<Fix> {
    let chars: Vec<char> = text.chars().collect();
    let readings = if is_suspicious(text) { whole(&chars) } else { None };
    let readings = readings.unwrap_or_else(|| embedded(&chars, &in_characters(text, repaired)));
    let places =
        || -> Vec<usize> { text.char_indices().map(|(i, _)| i).chain([text.len()]).collect() };
    if readings.is_empty() {
        return if chars.iter().copied().any(is_control) {
            controls(&chars, &places())
        } else {
            Vec::new()
        };
    }
    let places = places();
    let fix = |reading: Reading| Fix {
        span: Span::new(places[reading.start], places[reading.end]),
        text: reading.meant.into_iter().collect(),
        cause: Cause::Readings(reading.chain),
    };
    readings.into_iter().map(fix).collect()
}

/// Spans in order as ranges of characters.
fn in_characters(text: &str, spans: &[Span]) -> Vec<Range<usize>> {
    let (mut at, mut count) = (0, 0);
    let mut place = |byte: usize| {
        count += text[at..byte].chars().count();
        at = byte;
        count
    };
    spans.iter().map(|span| place(span.start)..place(span.end)).collect()
}

/// The readings in an encoding that accounts for every character of the line; `None` when there is
/// none, or several that give different lines.
fn whole(chars: &[char]) -> Option<Vec<Reading>> {
    let mut only: Option<Vec<Reading>> = None;
    let columns = TABLE.readable_whole(chars);
    for charset in CHARSETS.into_iter().filter(|charset| columns >> charset.column & 1 == 1) {
        let Some(found) = sequences(chars, charset, true).filter(|found| !found.is_empty()) else {
            continue;
        };
        if let Some(known) = &only {
            let same = |(one, two): (&Reading, &(usize, usize, Vec<char>))| {
                (one.start, one.end) == (two.0, two.1) && one.meant == two.2
            };
            if known.len() == found.len() && known.iter().zip(&found).all(same) {
                continue;
            }
            return None;
        }
        let chain = Chain::new(charset);
        let reading = |(start, end, meant)| Reading { start, end, meant, chain, gain: 0 };
        only = Some(found.into_iter().map(reading).collect());
    }
    only
}

/// Stretches that look better when read back, in any encodings, in order and disjoint.
///
/// What was `repaired` before, as ranges of characters, is likelier to need it again.
fn embedded(chars: &[char], repaired: &[Range<usize>]) -> Vec<Reading> {
    let (mut all, mut known) = (Vec::new(), FxHashMap::default());
    let table = &*TABLE;
    let columns = chars.windows(2).fold(0, |all, two| all | table.readable_in(two[0], two[1]));
    for charset in CHARSETS.into_iter().filter(|charset| columns >> charset.column & 1 == 1) {
        for found in sequences(chars, charset, false).unwrap_or_default() {
            readings(chars, charset, found, &mut known, &mut all);
        }
    }
    if all.is_empty() {
        return Vec::new();
    }
    let scripts = Scripts::of(chars);
    let mut sound = Votes::new();
    sound.add_words(chars);
    let language = sound.reach(KNOWN).then(|| sound.winners());
    let guess = sound.reach(GUESSED).then(|| sound.winners()).filter(|_| language.is_none());
    for reading in &mut all {
        let now = &chars[reading.start..reading.end];
        if let Some(language) = language {
            reading.gain += FOREIGN * (foreign(now, language) - foreign(&reading.meant, language));
        }
        let next = repaired.partition_point(|range| range.end <= reading.start);
        if repaired.get(next).is_some_and(|range| range.start < reading.end) {
            reading.gain += REPAIRED;
        }
        if makes_word(&chars[..reading.start], &reading.meant, &chars[reading.end..]) {
            reading.gain += WORD;
        }
        if scripts.is_strange(now, &reading.meant) {
            reading.gain += 1;
        }
        if scripts.confirm(now, &reading.meant) {
            reading.gain += CONFIRMED;
        }
    }
    // What the line as a whole says about each chain of mistakes: how much less odd it becomes, and
    // the languages whose letters it has then.
    sound.add(chars.iter().copied());
    let mut chains: BTreeMap<Chain, (i32, Votes)> = BTreeMap::new();
    for reading in &all {
        let (gain, votes) = chains.entry(reading.chain).or_insert_with(|| (0, sound.clone()));
        *gain += reading.gain.max(0);
        votes.add(reading.meant.iter().copied());
    }
    let chains: BTreeMap<Chain, (i32, u32)> =
        chains.into_iter().map(|(key, (gain, votes))| (key, (gain, votes.winners()))).collect();
    let most = chains.values().map(|&(gain, _)| gain).max().unwrap_or(0).max(1);
    let mut candidates: Vec<(i32, Reading)> = all
        .into_iter()
        .filter_map(|reading| {
            let (line, winners) = chains[&reading.chain];
            let clear = reading.gain >= ENOUGH || (reading.gain >= 0 && line >= ENOUGH_IN_LINE);
            let unlikely = guess.map_or(0, |guess| FOREIGN * foreign(&reading.meant, guess));
            let score = 8 * (reading.gain - unlikely) + 40 * line / most
                - 4 * foreign(&reading.meant, winners);
            clear.then_some((score, reading))
        })
        .collect();
    // The best first; of equals the one with fewer layers, and of those the first in the list.
    candidates.sort_by_key(|(score, reading)| (-score, reading.chain.len()));
    let mut chosen: BTreeMap<usize, Reading> = BTreeMap::new();
    for (_, reading) in candidates {
        let before = chosen.range(..reading.end).next_back();
        if before.is_none_or(|(_, other)| other.end <= reading.start) {
            chosen.insert(reading.start, reading);
        }
    }
    // Where lines are drawn, what looks like DOS may be part of the drawing.
    let drawn = |i: usize| {
        is_drawing(chars[i])
            && chosen.range(..=i).next_back().is_none_or(|(_, reading)| reading.end <= i)
    };
    let is_drawn = (0..chars.len()).any(drawn);
    let draws =
        |reading: &Reading| chars[reading.start..reading.end].iter().any(|&c| is_drawing(c));
    chosen.into_values().filter(|reading| !(is_drawn && draws(reading))).collect()
}

/// How many letters none of these languages uses.
fn foreign(text: &[char], winners: u32) -> i32 {
    let foreign = text.iter().filter(|&&c| languages(c) & winners == 0).count();
    i32::try_from(foreign).unwrap_or(i32::MAX)
}

const fn is_drawing(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{259f}')
}

const fn is_control(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// C1 controls as what they were meant to be: characters of Windows-1252, or of MacRoman when the
/// line looks less odd so.
fn controls(chars: &[char], places: &[usize]) -> Vec<Fix> {
    let is_western = |c: char| c < '\u{180}' || matches!(c, '\u{2000}'..='\u{20cf}' | '™');
    let read =
        |encoding| move |c: char| if is_control(c) { meant_by_control(c, encoding) } else { c };
    let (windows, mac) = (read(encoding_rs::WINDOWS_1252), read(encoding_rs::MACINTOSH));
    let in_windows = chars.iter().map(|&c| windows(c)).filter(|&c| !is_control(c));
    let is_mac = chars.iter().copied().all(is_western)
        && oddness(chars.iter().map(|&c| mac(c))) + 3 <= oddness(in_windows);
    let fix = |(i, &c): (usize, &char)| {
        let meant = if is_mac { mac(c) } else { windows(c) };
        (meant != c).then(|| Fix {
            span: Span::new(places[i], places[i + 1]),
            text: meant.to_string(),
            cause: if is_mac { Cause::MacControls } else { Cause::WindowsControls },
        })
    };
    chars.iter().enumerate().filter_map(fix).collect()
}
