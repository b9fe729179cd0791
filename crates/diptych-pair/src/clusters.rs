//! Which documents are translations of one text, in any number of languages.

use std::collections::BTreeMap;

use diptych_text::Language;

use crate::{DocumentPair, PairKind};

/// The documents that are translations of one text: sets of two and more, by their numbers, each
/// sorted, in the order of their first documents.
///
/// Pairs join documents, the surest pair first; one that would bring two documents of one known
/// language together is passed over, so that one wrong pair does not join two stories. Merged
/// documents ([`PairKind::Merged`]) belong to several texts and join nothing.
///
/// ```
/// use diptych_pair::{PairFinder, Profile, clusters};
/// use diptych_text::Language;
///
/// let texts = [
///     (Language::EN, ["The ferry to Bergen carried 212 passengers.", "Captain Moe saw no danger."]),
///     (Language::FR, ["Le ferry pour Bergen transportait 212 passagers.", "Le capitaine Moe ne vit aucun danger."]),
///     (Language::DE, ["Die Fähre nach Bergen hatte 212 Passagiere.", "Kapitän Moe sah keine Gefahr."]),
/// ];
/// let profiles: Vec<_> = texts.iter().map(|(l, t)| Profile::from_sentences(*l, t)).collect();
/// let pairs = PairFinder::new().find(&profiles);
/// assert_eq!(clusters(&pairs), [[0, 1, 2]]);
/// ```
#[must_use]
pub fn clusters(pairs: &[DocumentPair]) -> Vec<Vec<usize>> {
    let whole = pairs.iter().filter(|pair| pair.kind != PairKind::Merged);
    let link = |pair: &DocumentPair| {
        let (from, to) = pair.languages;
        ([(pair.source, from), (pair.target, to)], pair.score)
    };
    clusters_of(whole.map(link).collect())
}

/// The same of pairs that somebody else numbered: two documents with their languages, and a score; no
/// part of the interface.
#[doc(hidden)]
#[must_use]
pub fn clusters_of(mut links: Vec<([(usize, Language); 2], f64)>) -> Vec<Vec<usize>> {
    links.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut number: BTreeMap<usize, usize> = BTreeMap::new();
    let mut members: Vec<Vec<(usize, Language)>> = Vec::new();
    for (ends, _) in links {
        let [a, b] = ends.map(|end| {
            *number.entry(end.0).or_insert_with(|| {
                members.push(vec![end]);
                members.len() - 1
            })
        });
        if a == b {
            continue;
        }
        let (large, small) = if members[a].len() >= members[b].len() { (a, b) } else { (b, a) };
        let known = |language: Language| {
            language.is_known() && members[large].iter().any(|member| member.1 == language)
        };
        if members[small].iter().any(|member| known(member.1)) {
            continue;
        }
        for member in std::mem::take(&mut members[small]) {
            number.insert(member.0, large);
            members[large].push(member);
        }
    }
    let mut sets: Vec<Vec<usize>> = members
        .into_iter()
        .filter(|set| set.len() > 1)
        .map(|set| {
            let mut set: Vec<usize> = set.into_iter().map(|member| member.0).collect();
            set.sort_unstable();
            set
        })
        .collect();
    sets.sort_unstable();
    sets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Alignment;

    fn pair(ends: [(usize, Language); 2], score: f64, kind: PairKind) -> DocumentPair {
        let [(source, from), (target, to)] = ends;
        let alignment = Alignment::default();
        DocumentPair {
            source,
            target,
            languages: (from, to),
            score,
            kind,
            coverage: (1.0, 1.0),
            alignment,
        }
    }

    #[test]
    fn a_wrong_pair_joins_no_two_stories() {
        use Language as L;
        let [en, fr, de] = [(0, L::EN), (1, L::FR), (2, L::DE)];
        let [other_fr, other_de] = [(3, L::FR), (4, L::DE)];
        let full = PairKind::Full;
        let pairs = [
            pair([en, fr], 0.9, full),
            pair([en, other_de], 0.6, full),
            pair([fr, de], 0.8, full),
            pair([other_fr, other_de], 0.9, full),
        ];
        assert_eq!(clusters(&pairs), [vec![0, 1, 2], vec![3, 4]]);
        assert_eq!(clusters(&[pair([en, fr], 0.9, PairKind::Merged)]), Vec::<Vec<usize>>::new());
    }
}
