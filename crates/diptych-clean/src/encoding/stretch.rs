//! A stretch of characters that can be read back, and what may stand under it.

use super::charset::{CHARSETS, Charset};
use super::oddness::oddness;
use super::sequence::Sequence;

/// Layers that are undone at once in a stretch; those below follow in the next round.
const DEPTH: usize = 4;

/// Ways to read one stretch that are weighed at most; ordinary damage has fewer than ten. It bounds
/// the work on text that is built to be readable in many ways.
const READINGS: usize = 64;

/// Characters looked at on either side of a stretch.
const CONTEXT: usize = 2;

/// A stretch of characters and one way to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// In characters of the line.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meant: Vec<char>,
    /// The encodings it was read in by mistake, the last one first.
    pub(super) chain: Vec<Charset>,
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
pub(super) fn readings(
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
    let mut open = vec![(vec![charset], meant)];
    let mut left = READINGS;
    while let Some((chain, meant)) = open.pop() {
        left -= 1;
        if left == 0 {
            return;
        }
        if chain.len() < DEPTH {
            let mut seen: Vec<Vec<char>> = Vec::new();
            for charset in CHARSETS {
                let Some(deeper) = read_all(&meant, charset) else { continue };
                if !seen.contains(&deeper) {
                    let mut chain = chain.clone();
                    chain.push(charset);
                    seen.push(deeper.clone());
                    open.push((chain, deeper));
                }
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
