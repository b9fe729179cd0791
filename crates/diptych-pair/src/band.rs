//! The part of the grid that the alignment may walk through.

use std::ops::Range;

use crate::association::Association;
use crate::document::Document;

/// For each number of source sentences passed, from 0 on, the numbers of target sentences that
/// may have been passed: an unbroken staircase from corner to corner.
#[derive(Clone, Debug)]
pub(crate) struct Band {
    /// First and last column of each row; both never go down.
    rows: Vec<(usize, usize)>,
    /// Where the cells of each row start.
    starts: Vec<usize>,
}

/// A grid with no more cells than this is walked whole.
const SMALL: usize = 1_600;
/// The widest row where anchors are missing, beyond what the two lengths demand.
const WIDEST: usize = 300;

impl Band {
    /// The band around points on the grid that were passed, sorted in both; the corners need not
    /// be among them.
    ///
    /// `margin` columns are kept on each side of what the points say, and a row reaches to the
    /// points `reach` before and after it: a wrong point does no harm.
    pub(crate) fn around(
        points: &[(usize, usize)],
        rows: usize,
        columns: usize,
        margin: usize,
        reach: usize,
    ) -> Self {
        if (rows + 1) * (columns + 1) <= SMALL {
            return Self::from_rows(vec![(0, columns); rows + 1], columns);
        }
        let at = |k: Option<usize>| {
            k.map_or((0, 0), |k| points.get(k).copied().unwrap_or((rows, columns)))
        };
        let slope = columns as f64 / rows.max(1) as f64;
        let steep = slope.ceil().max(1.0);
        let mut found = Vec::with_capacity(rows + 1);
        let mut after = 0; // the first point after the row
        for i in 0..=rows {
            while after < points.len() && points[after].0 <= i {
                after += 1;
            }
            let (low, high) = (at(after.checked_sub(reach)), at(Some(after + reach - 1)));
            let mut from = low.1.saturating_sub(margin);
            let mut to = (high.1 + margin).min(columns);
            if to - from > WIDEST {
                // No anchor nearby: stay near the straight line between the nearest ones.
                let (a, b) = (at(after.checked_sub(1)), at(Some(after)));
                let share = (i - a.0) as f64 / (b.0 - a.0).max(1) as f64;
                let middle = a.1 as f64 + share * (b.1 - a.1) as f64;
                let half = (WIDEST / 2) as f64 + steep;
                from = from.max(floor((middle - half).max(0.0)));
                to = to.min(floor(middle + half) + 1);
            }
            found.push((from, to.max(from)));
        }
        Self::from_rows(found, columns)
    }

    /// Makes the staircase whole.
    fn from_rows(mut rows: Vec<(usize, usize)>, columns: usize) -> Self {
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        if let Some(last) = rows.last_mut() {
            last.1 = columns;
        }
        let mut high = 0;
        for row in &mut rows {
            high = row.1.max(high);
            row.1 = high;
        }
        let mut low = columns;
        for i in (0..rows.len()).rev() {
            low = rows[i].0.min(low);
            rows[i].0 = low;
        }
        for i in 1..rows.len() {
            rows[i].0 = rows[i].0.min(rows[i - 1].1);
        }
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut cells = 0;
        for row in &rows {
            starts.push(cells);
            cells += row.1 - row.0 + 1;
        }
        starts.push(cells);
        Self { rows, starts }
    }

    /// The columns of a row.
    pub(crate) fn row(&self, row: usize) -> Range<usize> {
        self.rows[row].0..self.rows[row].1 + 1
    }

    /// The number of a cell, when it belongs to the band.
    pub(crate) fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let (low, high) = self.rows[row];
        (low <= column && column <= high).then(|| self.starts[row] + column - low)
    }

    /// How many cells there are.
    pub(crate) fn cells(&self) -> usize {
        self.starts[self.rows.len()]
    }
}

/// The whole part of a number that is not negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a column number: small and not negative"
)]
fn floor(x: f64) -> usize {
    x as usize
}

/// A form that stands in more sentences than this is no anchor.
const RARE: u32 = 3;

/// Points that the path surely passes near: rare forms that translate each other, as the
/// heaviest chain that goes forward on both sides.
pub(crate) fn chain(
    source: &Document,
    target: &Document,
    association: &Association,
) -> Vec<(usize, usize)> {
    if (source.len() + 1) * (target.len() + 1) <= SMALL {
        return Vec::new();
    }
    let places = |document: &Document| {
        let mut places = vec![Vec::new(); document.forms.len()];
        for sentence in 0..document.len() {
            for &form in document.sentence(sentence) {
                if document.forms[form as usize].count <= RARE {
                    places[form as usize].push(sentence);
                }
            }
        }
        places
    };
    let (left, right) = (places(source), places(target));
    let mut points: Vec<(usize, usize, f32)> = Vec::new();
    for (form, sentences) in left.iter().enumerate().filter(|(_, s)| !s.is_empty()) {
        for &(other, p) in association.forward.row(crate::document::id(form)) {
            let others = &right[other as usize];
            if p < 0.2 || others.is_empty() {
                continue;
            }
            let weight = p / (sentences.len() * others.len()) as f32;
            for &i in sentences {
                points.extend(others.iter().map(|&j| (i, j, weight)));
            }
        }
    }
    points.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    points.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    heaviest(&points, target.len()).into_iter().map(|(i, j)| (i + 1, j + 1)).collect()
}

/// The heaviest subsequence of points (sorted) that goes strictly forward on both sides.
fn heaviest(points: &[(usize, usize, f32)], columns: usize) -> Vec<(usize, usize)> {
    // A Fenwick tree over columns holds the best chain that ends there or before.
    let mut tree: Vec<(f32, usize)> = vec![(0.0, usize::MAX); columns + 1];
    let mut before = vec![usize::MAX; points.len()];
    let mut weights = vec![0.0_f32; points.len()];
    let mut from = 0;
    while from < points.len() {
        let row = points[from].0;
        let to = from + points[from..].iter().take_while(|p| p.0 == row).count();
        for k in from..to {
            let mut best = (0.0_f32, usize::MAX);
            let mut at = points[k].1;
            while at > 0 {
                if tree[at].0 > best.0 {
                    best = tree[at];
                }
                at &= at - 1;
            }
            before[k] = best.1;
            weights[k] = best.0 + points[k].2;
        }
        for k in from..to {
            let mut at = points[k].1 + 1;
            while at <= columns {
                if weights[k] > tree[at].0 {
                    tree[at] = (weights[k], k);
                }
                at += at & at.wrapping_neg();
            }
        }
        from = to;
    }
    let mut best = usize::MAX;
    for k in 0..points.len() {
        if best == usize::MAX || weights[k] > weights[best] {
            best = k;
        }
    }
    let mut chain = Vec::new();
    while best != usize::MAX {
        chain.push((points[best].0, points[best].1));
        best = before[best];
    }
    chain.reverse();
    chain
}
