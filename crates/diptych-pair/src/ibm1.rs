//! Word translation probabilities from sentence pairs: IBM model 1 with a null word
//! (Brown et al. 1993, section 4).

/// Sentence pairs as word numbers, flat.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bitext {
    source: Vec<u32>,
    target: Vec<u32>,
    ends: Vec<(usize, usize)>,
}

/// The longest side of a pair that is learnt from, in words: what is longer is badly cut.
const MAX_WORDS: usize = 80;

impl Bitext {
    /// Adds a pair; one that is empty or too long on a side is left out.
    pub(crate) fn push(
        &mut self,
        source: impl IntoIterator<Item = u32>,
        target: impl IntoIterator<Item = u32>,
    ) {
        let (s, t) = self.ends.last().copied().unwrap_or_default();
        self.source.extend(source);
        self.target.extend(target);
        let good = 1..=MAX_WORDS;
        if good.contains(&(self.source.len() - s)) && good.contains(&(self.target.len() - t)) {
            self.ends.push((self.source.len(), self.target.len()));
        } else {
            self.source.truncate(s);
            self.target.truncate(t);
        }
    }

    /// The number of pairs.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The same, the other way round.
    pub(crate) fn reversed(&self) -> Self {
        Self {
            source: self.target.clone(),
            target: self.source.clone(),
            ends: self.ends.iter().map(|&(s, t)| (t, s)).collect(),
        }
    }

    fn pairs(&self) -> impl Iterator<Item = (&[u32], &[u32])> {
        let starts = std::iter::once((0, 0)).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(a, b)| (&self.source[a.0..b.0], &self.target[a.1..b.1]))
    }
}

/// What each source word becomes: `(target word, probability)` by target word, for source words
/// `0..words`.
pub(crate) fn train(bitext: &Bitext, iterations: usize) -> Vec<Vec<(u32, f32)>> {
    let words = bitext.source.iter().max().map_or(0, |&w| w as usize + 1);
    // The null word takes the last row.
    let mut seen: Vec<Vec<u32>> = vec![Vec::new(); words + 1];
    // Rows are made distinct whenever they have doubled, so that common words do not fill them.
    let mut limits = vec![1_024; words + 1];
    for (source, target) in bitext.pairs() {
        for row in source.iter().map(|&s| s as usize).chain([words]) {
            seen[row].extend(target);
            if seen[row].len() > limits[row] {
                seen[row].sort_unstable();
                seen[row].dedup();
                limits[row] = 2 * seen[row].len() + 1_024;
            }
        }
    }
    let mut table: Vec<Vec<(u32, f32)>> = seen
        .into_iter()
        .map(|mut row| {
            row.sort_unstable();
            row.dedup();
            row.into_iter().map(|t| (t, 1.0)).collect()
        })
        .collect();
    let mut counts: Vec<Vec<f32>> = table.iter().map(|row| vec![0.0; row.len()]).collect();
    let mut cells = Vec::new();
    for _ in 0..iterations {
        for (source, target) in bitext.pairs() {
            for &t in target {
                cells.clear();
                let mut sum = 0.0;
                for s in source.iter().map(|&s| s as usize).chain([words]) {
                    let row = &table[s];
                    let at = row.partition_point(|&(other, _)| other < t);
                    sum += row[at].1;
                    cells.push((s, at));
                }
                if sum > 0.0 {
                    for &(s, at) in &cells {
                        counts[s][at] += table[s][at].1 / sum;
                    }
                }
            }
        }
        for (row, counts) in table.iter_mut().zip(&mut counts) {
            let total: f32 = counts.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            for (cell, count) in row.iter_mut().zip(counts) {
                cell.1 = *count / total;
                *count = 0.0;
            }
        }
    }
    table.pop();
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_who_goes_with_whom() {
        // the house / das haus, the book / das buch, a book / ein buch
        let mut bitext = Bitext::default();
        bitext.push([0, 1], [10, 11]);
        bitext.push([0, 2], [10, 12]);
        bitext.push([3, 2], [13, 12]);
        bitext.push([], [13]);
        assert_eq!(bitext.len(), 3);
        let table = train(&bitext, 20);
        let best = |s: usize| table[s].iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|c| c.0);
        assert_eq!([0, 1, 2, 3].map(best), [Some(10), Some(11), Some(12), Some(13)]);
        let back = train(&bitext.reversed(), 20);
        assert_eq!(back[12].len(), 3);
    }
}
