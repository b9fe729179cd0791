//! Which forms of two documents may translate each other, and how probably.

use rustc_hash::FxHashMap;

use crate::document::{Document, Form, id};
use crate::tokens::Class;

/// Probabilities that forms of one document become forms of the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Association {
    /// From source forms to target forms.
    pub(crate) forward: Table,
    /// From target forms to source forms.
    pub(crate) backward: Table,
}

/// One form of each side that may translate each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) source: u32,
    pub(crate) target: u32,
    /// p(target | source).
    pub(crate) forward: f32,
    /// p(source | target).
    pub(crate) backward: f32,
}

/// Sparse rows of `(column, probability)`, sorted by column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    ends: Vec<usize>,
    cells: Vec<(u32, f32)>,
}

impl Table {
    pub(crate) fn row(&self, row: u32) -> &[(u32, f32)] {
        let row = row as usize;
        &self.cells[if row == 0 { 0 } else { self.ends[row - 1] }..self.ends[row]]
    }

    pub(crate) fn get(&self, row: u32, column: u32) -> f32 {
        let row = self.row(row);
        row.binary_search_by_key(&column, |c| c.0).map_or(0.0, |at| row[at].1)
    }

    /// From cells sorted by row, then column.
    fn new(rows: usize, cells: impl Iterator<Item = (u32, u32, f32)>) -> Self {
        let mut table = Self { ends: Vec::with_capacity(rows), cells: Vec::new() };
        for (row, column, p) in cells.filter(|c| c.2 > 0.0) {
            while table.ends.len() < row as usize {
                table.ends.push(table.cells.len());
            }
            table.cells.push((column, p));
        }
        table.ends.resize(rows, table.cells.len());
        table
    }
}

impl Association {
    /// How far two forms stand for each other, 0 to 1: the mean of both directions.
    pub(crate) fn strength(&self, source: u32, target: u32) -> f32 {
        0.5 * (self.forward.get(source, target) + self.backward.get(target, source))
    }

    /// The best of the given links, identity and likeness.
    pub(crate) fn new(source: &Document, target: &Document, mut links: Vec<Link>) -> Self {
        identical(source, target, &mut links);
        cognate(source, target, &mut links);
        links.sort_unstable_by(|a, b| {
            let key = |l: &Link| (l.source, l.target);
            key(a).cmp(&key(b)).then(b.forward.total_cmp(&a.forward))
        });
        links.dedup_by(|next, kept| {
            let same = (next.source, next.target) == (kept.source, kept.target);
            if same {
                kept.forward = kept.forward.max(next.forward);
                kept.backward = kept.backward.max(next.backward);
            }
            same
        });
        let cells = links.iter().map(|l| (l.source, l.target, l.forward));
        let forward = Table::new(source.forms.len(), cells);
        links.sort_unstable_by_key(|l| (l.target, l.source));
        let cells = links.iter().map(|l| (l.target, l.source, l.backward));
        let backward = Table::new(target.forms.len(), cells);
        Self { forward, backward }
    }
}

/// How far an identical form is its own translation. Short words are often alike by chance, so
/// they count little. Values tuned on Text+Berg dev (422 beads), 2026-11.
fn sameness(form: &Form, text: &str) -> f32 {
    match form.class {
        Class::Number | Class::Anchor(_) => 0.9,
        Class::Mark => 0.6,
        Class::Word if form.chars >= 4 || !text.is_ascii() => 0.9,
        Class::Word if form.chars >= 2 => 0.15,
        Class::Word => 0.0,
    }
}

fn identical(source: &Document, target: &Document, links: &mut Vec<Link>) {
    for (number, form) in source.forms.iter().enumerate() {
        let number = id(number);
        let p = sameness(form, source.form(number));
        if p > 0.0
            && let Some(other) = target.find(form.hash)
        {
            links.push(Link { source: number, target: other, forward: p, backward: p });
        }
    }
}

/// The least overlap of trigrams (Dice) at which two words are taken for cognates.
const MIN_DICE: f32 = 0.5;
/// A trigram that stands in more words than this says nothing and costs time.
const MAX_POSTINGS: usize = 400;

fn cognate(source: &Document, target: &Document, links: &mut Vec<Link>) {
    let mut grams = Vec::new();
    let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut sizes = vec![0_u32; target.forms.len()];
    for number in words(target) {
        trigrams(target.form(number), &mut grams);
        sizes[number as usize] = id(grams.len());
        for &gram in &grams {
            postings.entry(gram).or_default().push(number);
        }
    }
    let mut shared = vec![0_u32; target.forms.len()];
    let mut touched = Vec::new();
    for number in words(source) {
        trigrams(source.form(number), &mut grams);
        for gram in &grams {
            for &other in
                postings.get(gram).filter(|p| p.len() <= MAX_POSTINGS).into_iter().flatten()
            {
                if shared[other as usize] == 0 {
                    touched.push(other);
                }
                shared[other as usize] += 1;
            }
        }
        for other in touched.drain(..) {
            let both = std::mem::take(&mut shared[other as usize]) as f32;
            let dice = 2.0 * both / (grams.len() as f32 + sizes[other as usize] as f32);
            if dice >= MIN_DICE {
                let p = if dice < 1.0 { dice - 0.3 } else { 0.85 };
                links.push(Link { source: number, target: other, forward: p, backward: p });
            }
        }
    }
}

/// The words long enough to be compared by trigrams; not those of absurd length.
fn words(document: &Document) -> impl Iterator<Item = u32> {
    let long = |form: &Form| form.class == Class::Word && (4..64).contains(&form.chars);
    document.forms.iter().enumerate().filter(move |(_, form)| long(form)).map(|(i, _)| id(i))
}

/// The distinct trigrams of a word, each as one number.
pub(crate) fn trigrams(word: &str, grams: &mut Vec<u64>) {
    grams.clear();
    let mut window = 0_u64;
    for (i, c) in word.chars().enumerate() {
        window = (window << 21 | u64::from(u32::from(c))) & ((1 << 63) - 1);
        if i >= 2 {
            grams.push(window);
        }
    }
    grams.sort_unstable();
    grams.dedup();
}
