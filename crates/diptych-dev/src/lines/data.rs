//! Pages with labelled lines.

use std::collections::HashMap;
use std::path::Path;

use diptych_clean::training::Example;
use serde::Deserialize;

use crate::boosting::Random;
use crate::rows;

/// The sets, and how much a line of each counts in training: lines of the second are few, for most
/// of its lines have no label.
pub(crate) const SETS: [(&str, f32); 2] = [("lines-aeb", 1.0), ("lines-trafilatura", 1.5)];

/// A page as it stands in the data.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Page {
    url: String,
    lang: String,
    lines: Vec<String>,
    keep: Vec<Option<bool>>,
}

/// A page ready for training, with the number of its set.
#[derive(Clone, Debug)]
pub(crate) struct Labelled {
    pub(crate) set: usize,
    pub(crate) example: Example,
}

/// The pages of all sets; those of one site, or with lines in common, are one group.
pub(crate) fn read(folder: &Path) -> anyhow::Result<Vec<Labelled>> {
    let mut pages = Vec::new();
    for (set, (name, weight)) in SETS.into_iter().enumerate() {
        for page in rows::read::<Page>(&folder.join(format!("{name}.jsonl.gz")))? {
            pages.push((set, weight, page));
        }
    }
    let groups = groups(&pages.iter().map(|(_, _, page)| page).collect::<Vec<_>>());
    let labelled = pages.into_iter().zip(groups).map(|((set, weight, page), group)| {
        let language = page.lang.parse()?;
        let (lines, keep) = (page.lines, page.keep);
        Ok(Labelled { set, example: Example { lines, keep, language, weight, group } })
    });
    labelled.collect()
}

/// Bytes of a line that two sites hardly share by chance.
const LONG: usize = 40;

/// So many different long lines in common make two pages one group.
const COMMON: usize = 3;

/// A number for each page, the same for pages of one site or with lines in common.
fn groups(pages: &[&Page]) -> Vec<u64> {
    let mut parents: Vec<usize> = (0..pages.len()).collect();
    fn root(parents: &mut [usize], mut i: usize) -> usize {
        while parents[i] != i {
            parents[i] = parents[parents[i]];
            i = parents[i];
        }
        i
    }
    let mut sites: HashMap<String, usize> = HashMap::new();
    let mut lines: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, page) in pages.iter().enumerate() {
        if let Some(site) = site(&page.url) {
            let first = *sites.entry(site).or_insert(i);
            let (a, b) = (root(&mut parents, first), root(&mut parents, i));
            parents[b] = a;
        }
        for line in page.lines.iter().filter(|line| line.len() >= LONG) {
            let seen = lines.entry(line).or_default();
            if seen.last() != Some(&i) {
                seen.push(i);
            }
        }
    }
    let mut common: HashMap<(usize, usize), usize> = HashMap::new();
    // A line of many sites is that of a tool, such as a cookie notice.
    for seen in lines.values().filter(|seen| (2..=8).contains(&seen.len())) {
        for (k, &a) in seen.iter().enumerate() {
            for &b in &seen[k + 1..] {
                *common.entry((a, b)).or_default() += 1;
            }
        }
    }
    for (&(a, b), _) in common.iter().filter(|(_, n)| **n >= COMMON) {
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        parents[a.max(b)] = a.min(b);
    }
    (0..pages.len()).map(|i| root(&mut parents, i) as u64).collect()
}

/// The registrable part of a host, roughly: its last two labels, three below a short one (`co.uk`).
/// A page of an archive is one of the site that was archived.
fn site(url: &str) -> Option<String> {
    let start = url.rfind("://").map_or(0, |i| i + 3);
    let host = url[start..].split(['/', ':', '?']).next().filter(|host| !host.is_empty())?;
    let labels: Vec<&str> = host.split('.').collect();
    let second = labels.len().checked_sub(2).map(|i| labels[i].len());
    let keep = if second.is_some_and(|n| n <= 3) && labels.len() > 2 { 3 } else { 2 };
    Some(labels[labels.len().saturating_sub(keep)..].join("."))
}

/// The page with all lines of more than `width` characters cut, as mail and consoles do.
pub(crate) fn wrapped(page: &Example, width: usize) -> Example {
    let mut out = Example { lines: Vec::new(), keep: Vec::new(), ..page.clone() };
    for (line, keep) in page.lines.iter().zip(&page.keep) {
        let mut open = String::new();
        for word in line.split_whitespace() {
            if !open.is_empty() && open.chars().count() + 1 + word.chars().count() > width {
                out.lines.push(std::mem::take(&mut open));
                out.keep.push(*keep);
            }
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(word);
        }
        out.lines.push(open);
        out.keep.push(*keep);
    }
    out
}

/// Lines around the text of a page from which an excerpt takes some.
const EDGE: usize = 12;

/// The text of a page as somebody took it: all lines of text, and of the lines around and between
/// a share, in runs.
pub(crate) fn excerpt(page: &Example, share: f64, random: &mut Random) -> Example {
    let mut out = Example { lines: Vec::new(), keep: Vec::new(), ..page.clone() };
    let is_text = |keep: &Option<bool>| *keep == Some(true);
    let first = page.keep.iter().position(is_text).unwrap_or(0).saturating_sub(EDGE);
    let last = page.keep.iter().rposition(is_text).map_or(0, |i| i + 1 + EDGE);
    let mut inside = random.share() < share;
    for (line, keep) in page.lines.iter().zip(&page.keep).take(last).skip(first) {
        // Runs of four lines on average.
        if random.share() < 0.25 {
            inside = random.share() < share;
        }
        if is_text(keep) || inside {
            out.lines.push(line.clone());
            out.keep.push(*keep);
        }
    }
    out
}
