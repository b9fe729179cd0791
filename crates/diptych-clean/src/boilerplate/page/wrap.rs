//! Hard-wrapped text: which lines are one paragraph.

use crate::boilerplate::scan::{Facts, First};

/// Widths at which texts are wrapped.
const WIDTHS: std::ops::RangeInclusive<u32> = 40..=120;

/// Of the characters in lines that may have been wrapped, the share that must have been. Set by
/// hand (2026-11).
const SHARE: f64 = 0.4;

/// Of the lines that were, the share after which the next one opens with a small letter. Set by
/// hand (2026-11): a list of headlines of like length has none.
const SMALL: f64 = 0.25;

/// The width at which a page is wrapped, if it is.
///
/// Each line could have been cut, for its next one, at a few widths; the width at which most
/// characters stand in lines that could is that of the page, if they are enough.
fn width(lines: &[Facts]) -> Option<u32> {
    const BINS: usize = *WIDTHS.end() as usize + 2;
    let mut steps = [0_i64; BINS];
    for pair in lines.windows(2) {
        let chars = pair[0].chars;
        let end = (chars + 1 + pair[1].first_word).min(*WIDTHS.end() + 1);
        if chars < end {
            steps[chars as usize] += i64::from(chars);
            steps[end as usize] -= i64::from(chars);
        }
    }
    let (mut votes, mut best) = (0, (0, 0));
    for (width, step) in (0..).zip(steps) {
        votes += step;
        if WIDTHS.contains(&width) && votes >= best.0 {
            best = (votes, width);
        }
    }
    let width = best.1;
    let (mut open, mut full, mut small) = (0, 0, 0);
    for pair in lines.windows(2).filter(|pair| pair[0].chars * 2 > width) {
        let chars = u64::from(pair[0].chars);
        open += chars;
        if is_full(&pair[0], &pair[1], width) {
            full += chars;
            small += if pair[1].first == First::Small { chars } else { 0 };
        }
    }
    let enough = full as f64 >= SHARE * open as f64 && small as f64 >= SMALL * full as f64;
    (full > 0 && enough).then_some(width)
}

/// Whether the first word of the next line would not have fitted.
fn is_full(line: &Facts, next: &Facts, width: u32) -> bool {
    line.chars <= width && line.chars + 1 + next.first_word > width
}

/// For each line the number of its paragraph, counted from 0; `facts` becomes those of paragraphs.
///
/// Each line of a page that is not hard-wrapped is a paragraph.
pub(super) fn join(facts: &mut Vec<Facts>) -> Vec<usize> {
    let Some(width) = width(facts) else { return (0..facts.len()).collect() };
    let mut numbers = Vec::with_capacity(facts.len());
    let mut joined: Vec<Facts> = Vec::new();
    let mut open = false;
    for (i, line) in facts.iter().enumerate() {
        match joined.last_mut() {
            Some(last) if open => last.append(line),
            _ => joined.push(line.clone()),
        }
        numbers.push(joined.len() - 1);
        open = facts.get(i + 1).is_some_and(|next| is_full(line, next, width));
    }
    *facts = joined;
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &[usize]) {
        let mut facts: Vec<Facts> = lines.iter().map(|line| Facts::new(line)).collect();
        assert_eq!(join(&mut facts), expected);
    }

    #[test]
    fn wrapped_paragraphs() {
        check(
            &[
                "The ferry to Oronsay was late again on Monday, and",
                "nobody on the pier could say why.",
                "The harbour master, who had gone home, did not pick",
                "up the phone.",
                "Home",
                "Sport",
            ],
            &[0, 0, 1, 1, 2, 3],
        );
    }

    #[test]
    fn lines_of_their_own() {
        check(
            &["Home", "Sport", "A longer line of forty characters or so here", "Login"],
            &[0, 1, 2, 3],
        );
        check(&[], &[]);
    }
}
