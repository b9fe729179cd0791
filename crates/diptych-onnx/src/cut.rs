//! Long texts cut into windows that overlap.

use std::ops::Range;

/// A piece of a text that a model reads at once, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Window {
    /// What the model reads.
    pub tokens: Range<usize>,
    /// What is kept of its answer: the part that has the most context on both sides.
    pub kept: Range<usize>,
}

/// Cuts `count` tokens into windows of at most `size` tokens, each sharing `overlap` with the next.
///
/// What is kept of the windows covers every token once, in order: two neighbours divide what they
/// share in its middle. An overlap as large as a window is cut to one token less; a size of 0
/// counts as 1.
///
/// ```
/// use diptych_onnx::windows;
///
/// let windows = windows(10, 6, 2);
/// assert_eq!((windows[0].tokens.clone(), windows[0].kept.clone()), (0..6, 0..5));
/// assert_eq!((windows[1].tokens.clone(), windows[1].kept.clone()), (4..10, 5..10));
/// ```
#[must_use]
pub fn windows(count: usize, size: usize, overlap: usize) -> Vec<Window> {
    let size = size.max(1);
    let step = size - overlap.min(size - 1);
    let mut windows = Vec::with_capacity(count.div_ceil(step));
    let (mut start, mut kept) = (0, 0);
    while kept < count {
        let end = count.min(start + size);
        let next = start + step;
        let last = if end == count { count } else { next + (end - next) / 2 };
        windows.push(Window { tokens: start..end, kept: kept..last });
        (start, kept) = (next, last);
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_kept_once() {
        for count in 0..40 {
            for size in 0..12 {
                for overlap in 0..14 {
                    let mut at = 0;
                    for window in windows(count, size, overlap) {
                        assert!(window.tokens.len() <= size.max(1));
                        assert_eq!(window.kept.start, at, "{count} {size} {overlap}");
                        assert!(
                            window.kept.start >= window.tokens.start && !window.kept.is_empty()
                        );
                        assert!(window.kept.end <= window.tokens.end);
                        at = window.kept.end;
                    }
                    assert_eq!(at, count, "{count} {size} {overlap}");
                }
            }
        }
    }

    #[test]
    fn a_short_text_is_one_window() {
        let all = windows(5, 512, 128);
        assert_eq!(all, [Window { tokens: 0..5, kept: 0..5 }]);
    }
}
