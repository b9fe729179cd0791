//! A stretch of characters that can be read back, and what may stand under it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::charset::{CHARSETS, Charset, TABLE};
use super::oddness::oddness;
use super::sequence::Sequence;

/// Layers that are undone at once in a stretch; those below follow in the next round.
const DEPTH: usize = 4;

/// Ways to read one stretch that are weighed at most; ordinary damage has fewer than ten. It bounds
/// the work on text that is built to be readable in many ways.
const READINGS: usize = 64;

/// Characters looked at on either side of a stretch.
const CONTEXT: usize = 2;

/// The encodings that a stretch was read in by mistake, the last one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Chain {
    length: usize,
    columns: [usize; DEPTH],
}

impl Chain {
    pub(super) const fn new(last: Charset) -> Self {
        let mut columns = [0; DEPTH];
        columns[0] = last.column;
        Self { length: 1, columns }
    }

    /// The same with one more mistake before all others; `None` when it is too long for that.
    fn before(mut self, charset: Charset) -> Option<Self> {
        *self.columns.get_mut(self.length)? = charset.column;
        self.length += 1;
        Some(self)
    }

    /// The same with another encoding read in last.
    const fn with_last(mut self, last: Charset) -> Self {
        self.columns[0] = last.column;
        self
    }

    pub(super) const fn len(self) -> usize {
        self.length
    }

    pub(super) fn charsets(self) -> impl DoubleEndedIterator<Item = Charset> {
        (0..self.length).map(move |i| CHARSETS[self.columns[i]])
    }
}

/// A stretch of characters and one way to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// In characters of the line.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meant: Vec<char>,
    pub(super) chain: Chain,
    /// How much less odd the line is with it.
    pub(super) gain: i32,
}

/// All neighbouring sequences of one encoding in a line, as spans of characters with what they
/// were. With `whole`, every character beyond ASCII must be in one of them, or there is `None`.
pub(super) fn sequences(
    chars: &[char],
    charset: Charset,
    whole: bool,
) -> Option<Vec<(usize, usize, Vec<char>)>> {
    let mut found: Vec<(usize, usize, Vec<char>)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if c.is_ascii() {
            at += 1;
            continue;
        }
        let Some(sequence) = Sequence::at(&chars[at..], charset, whole) else {
            if whole && !(c == '\u{fffd}' && charset.is_lossy) {
                return None;
            }
            at += 1;
            continue;
        };
        if found.last().is_none_or(|last| last.1 != at) {
            found.push((at, at, Vec::new()));
        }
        at += sequence.length;
        let last = found.last_mut().expect("one was added");
        last.1 = at;
        last.2.push(sequence.meant);
        if sequence.space_after {
            last.2.push(' ');
        }
    }
    Some(found)
}

/// Every way to read a stretch that starts with one encoding, undoing layer after layer.
///
/// Encodings often have the same characters for the bytes of a stretch; then only the first
/// encoding of each chain differs from readings of the stretch that are known, which `known` tells
/// by their places in `out`.
pub(super) fn readings(
    chars: &[char],
    charset: Charset,
    (start, end, meant): (usize, usize, Vec<char>),
    known: &mut FxHashMap<usize, Vec<Range<usize>>>,
    out: &mut Vec<Reading>,
) {
    let known = known.entry(start).or_default();
    let same =
        known.iter().find(|same| out[same.start].end == end && out[same.start].meant == meant);
    if let Some(same) = same {
        for i in same.clone() {
            let reading = Reading { chain: out[i].chain.with_last(charset), ..out[i].clone() };
            out.push(reading);
        }
        return;
    }
    let first = out.len();
    explore(chars, charset, (start, end, meant), out);
    known.push(first..out.len());
}

fn explore(
    chars: &[char],
    charset: Charset,
    (start, end, meant): (usize, usize, Vec<char>),
    out: &mut Vec<Reading>,
) {
    let before = &chars[start.saturating_sub(CONTEXT)..start];
    let after = &chars[end..(end + CONTEXT).min(chars.len())];
    let cost = |middle: &[char]| {
        let text = before.iter().chain(middle).chain(after).copied();
        i32::try_from(oddness(text)).unwrap_or(i32::MAX)
    };
    let now = cost(&chars[start..end]);
    let mut open = vec![(Chain::new(charset), meant)];
    let mut left = READINGS;
    while let Some((chain, meant)) = open.pop() {
        left -= 1;
        if left == 0 {
            return;
        }
        let from = open.len();
        let columns = if chain.len() < DEPTH { TABLE.readable_whole(&meant) } else { 0 };
        for charset in CHARSETS.into_iter().filter(|charset| columns >> charset.column & 1 == 1) {
            let Some(deeper) = read_all(&meant, charset) else { continue };
            let is_new = open[from..].iter().all(|(_, other)| *other != deeper);
            if let Some(chain) = chain.before(charset).filter(|_| is_new) {
                open.push((chain, deeper));
            }
        }
        let gain = now - cost(&meant);
        out.push(Reading { start, end, meant, chain, gain });
    }
}

/// A stretch read back as a whole; `None` when some of it cannot be, or nothing needs to be.
fn read_all(chars: &[char], charset: Charset) -> Option<Vec<char>> {
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    let mut changed = false;
    while let Some(&c) = chars.get(at) {
        if c.is_ascii() {
            out.push(c);
            at += 1;
            continue;
        }
        let sequence = Sequence::at(&chars[at..], charset, false)?;
        out.push(sequence.meant);
        at += sequence.length;
        changed = true;
    }
    changed.then_some(out)
}
