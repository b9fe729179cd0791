//! Which documents hang together.

/// Documents in sets that are joined over time (union-find with path halving).
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    parents: Vec<u32>,
}

impl Forest {
    /// Adds a document, alone.
    pub(super) fn push(&mut self) {
        let number = u32::try_from(self.parents.len());
        self.parents.push(number.expect("memory ends long before four billion documents"));
    }

    pub(super) const fn len(&self) -> usize {
        self.parents.len()
    }

    /// The first document of the set.
    fn first(&mut self, mut document: u32) -> u32 {
        while self.parents[document as usize] != document {
            let parent = self.parents[document as usize];
            self.parents[document as usize] = self.parents[parent as usize];
            document = self.parents[document as usize];
        }
        document
    }

    /// Joins the sets of two documents; the earlier first one stays the first.
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        self.parents[a.max(b) as usize] = a.min(b);
    }

    /// The sets of two documents and more, each in order, by their first ones.
    pub(super) fn sets(&self) -> Vec<Vec<usize>> {
        let mut first: Vec<usize> = Vec::with_capacity(self.len());
        let mut sizes = vec![0_usize; self.len()];
        for (document, &parent) in self.parents.iter().enumerate() {
            // A parent is an earlier document, so its first one is known.
            let root = if parent as usize == document { document } else { first[parent as usize] };
            first.push(root);
            sizes[root] += 1;
        }
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let mut places = vec![usize::MAX; self.len()];
        for (document, &root) in first.iter().enumerate() {
            if sizes[root] < 2 {
                continue;
            }
            if places[root] == usize::MAX {
                places[root] = sets.len();
                sets.push(Vec::with_capacity(sizes[root]));
            }
            sets[places[root]].push(document);
        }
        sets
    }
}
