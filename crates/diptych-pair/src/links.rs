//! Links between sentences that a person knows.

use std::fmt;

use crate::path::Cell;

/// Links merged into beads that stand in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    groups: Vec<Cell>,
}

/// A link between sentences that cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkError {
    /// Which of the links, from 0.
    pub link: usize,
    /// What is wrong with it.
    pub reason: LinkProblem,
}

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkProblem {
    /// The source has no sentence of that number.
    Source,
    /// The target has no sentence of that number.
    Target,
    /// It crosses the link of this number: beads stay in order on both sides.
    Crosses(usize),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "link {} cannot be kept: ", self.link)?;
        match self.reason {
            LinkProblem::Source => f.write_str("expected the number of a source sentence"),
            LinkProblem::Target => f.write_str("expected the number of a target sentence"),
            LinkProblem::Crosses(other) => {
                write!(f, "it crosses link {other}, expected links in the same order on both sides")
            }
        }
    }
}

impl std::error::Error for LinkError {}

/// Whether an aligner can keep all these links between a source and a target of so many
/// sentences.
///
/// # Errors
/// The first link that names no sentence or crosses one before it.
///
/// ```
/// use diptych_pair::check_links;
///
/// assert!(check_links(3, 3, &[(0, 0), (1, 2)]).is_ok());
/// let error = check_links(3, 3, &[(0, 2), (1, 1)]).expect_err("they cross");
/// assert!(error.to_string().starts_with("link 1 cannot be kept: it crosses link 0"));
/// ```
pub fn check_links(
    source: usize,
    target: usize,
    links: &[(usize, usize)],
) -> Result<(), LinkError> {
    sorted(source, target, links, &mut Vec::new()).map_or(Ok(()), Err)
}

impl Links {
    /// The links that can be kept, merged where they share sentences.
    pub(crate) fn new(source: usize, target: usize, links: &[(usize, usize)]) -> Self {
        let mut kept = Vec::new();
        sorted(source, target, links, &mut kept);
        let mut groups: Vec<Cell> = Vec::new();
        for (i, j) in kept {
            match groups.last_mut() {
                Some((s, t)) if i < s.end || j < t.end => {
                    s.end = s.end.max(i + 1);
                    t.end = t.end.max(j + 1);
                }
                _ => groups.push((i..i + 1, j..j + 1)),
            }
        }
        Self { groups }
    }

    /// The beads they make, in order.
    pub(crate) fn groups(&self) -> &[Cell] {
        &self.groups
    }
}

/// Puts the links that can be kept into `kept`, in order; gives the first that cannot.
fn sorted(
    source: usize,
    target: usize,
    links: &[(usize, usize)],
    kept: &mut Vec<(usize, usize)>,
) -> Option<LinkError> {
    let mut error = None;
    // Kept links by source and by target at once: they do not cross.
    let mut order: std::collections::BTreeMap<(usize, usize), usize> =
        std::collections::BTreeMap::new();
    for (link, &(i, j)) in links.iter().enumerate() {
        let before = order.range(..(i, j)).next_back();
        let after = order.range((i, j)..).next();
        let reason = if i >= source {
            Some(LinkProblem::Source)
        } else if j >= target {
            Some(LinkProblem::Target)
        } else if let Some((_, &other)) = before.filter(|(b, _)| b.1 > j && b.0 < i) {
            Some(LinkProblem::Crosses(other))
        } else if let Some((_, &other)) = after.filter(|(a, _)| a.1 < j && a.0 > i) {
            Some(LinkProblem::Crosses(other))
        } else {
            None
        };
        match reason {
            Some(reason) => error = error.or(Some(LinkError { link, reason })),
            None => {
                order.entry((i, j)).or_insert(link);
            }
        }
    }
    kept.extend(order.into_keys());
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_share_no_sentence() {
        let links = Links::new(9, 9, &[(4, 5), (0, 0), (4, 4), (5, 5), (8, 8), (9, 1), (3, 6)]);
        assert_eq!(links.groups(), [(0..1, 0..1), (4..6, 4..6), (8..9, 8..9)]);
    }

    #[test]
    fn sentences_must_exist() {
        let error = check_links(2, 2, &[(0, 0), (1, 2)]).expect_err("no target 2");
        assert_eq!((error.link, error.reason), (1, LinkProblem::Target));
        assert!(check_links(0, 0, &[]).is_ok());
    }
}
