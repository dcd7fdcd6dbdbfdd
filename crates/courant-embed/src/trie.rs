//! A byte trie over the vocabulary: finds every piece that a text begins with in one walk.
//!
//! Nodes lie in breadth-first order, so the children of a node are neighbours, sorted by their byte, and end where the
//! next node's children begin: nine bytes a node.

/// Nodes and what they stand for.
pub struct Trie {
    labels: Vec<u8>,
    children: Vec<u32>,
    /// Number of the key that ends at the node, plus one; 0 where none does.
    keys: Vec<u32>,
}

impl Trie {
    /// Builds the trie over `keys`; the last of equal keys wins. An empty key is never found.
    pub fn new(keys: &[(&[u8], u32)]) -> Self {
        let mut sorted = keys.to_vec();
        sorted.sort_by_key(|(key, _)| *key);
        let mut trie = Self { labels: vec![0], children: Vec::new(), keys: vec![0] };
        // Each entry is a node whose children are still to be made: the keys below it and its depth.
        let mut level = vec![(0..sorted.len(), 0usize)];
        while !level.is_empty() {
            let mut below = Vec::new();
            for (range, depth) in level {
                trie.children.push(trie.labels.len() as u32);
                trie.grow(&sorted, range, depth, &mut below);
            }
            level = below;
        }
        trie.children.push(trie.labels.len() as u32);
        for part in [&mut trie.children, &mut trie.keys] {
            part.shrink_to_fit();
        }
        trie.labels.shrink_to_fit();
        trie
    }

    fn grow(
        &mut self,
        sorted: &[(&[u8], u32)],
        range: std::ops::Range<usize>,
        depth: usize,
        below: &mut Vec<(std::ops::Range<usize>, usize)>,
    ) {
        let mut start = range.start;
        while start < range.end {
            let Some(&label) = sorted[start].0.get(depth) else {
                start += 1;
                continue;
            };
            let same = sorted[start..range.end].iter().take_while(|(key, _)| key.get(depth) == Some(&label));
            let end = start + same.count();
            let ending = sorted[start..end].iter().take_while(|(key, _)| key.len() == depth + 1).last();
            self.labels.push(label);
            self.keys.push(ending.map_or(0, |(_, number)| number + 1));
            below.push((start..end, depth + 1));
            start = end;
        }
    }

    /// Calls `found` with the length and number of each key that `text` begins with, shortest first.
    pub fn prefixes(&self, text: &[u8], mut found: impl FnMut(usize, u32)) {
        let mut node = 0;
        for (index, &byte) in text.iter().enumerate() {
            let Some(child) = self.child(node, byte) else { return };
            node = child;
            if self.keys[node] > 0 {
                found(index + 1, self.keys[node] - 1);
            }
        }
    }

    /// The number of `key`.
    pub fn get(&self, key: &[u8]) -> Option<u32> {
        let mut node = 0;
        for &byte in key {
            node = self.child(node, byte)?;
        }
        self.keys[node].checked_sub(1)
    }

    fn child(&self, node: usize, byte: u8) -> Option<usize> {
        let (first, end) = (self.children[node] as usize, self.children[node + 1] as usize);
        self.labels[first..end].binary_search(&byte).ok().map(|at| first + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_key_that_a_text_begins_with() {
        let trie = Trie::new(&[(b"ab", 0), (b"a", 1), (b"abcd", 2), (b"b", 3), (b"", 4), (b"ab", 5)]);
        let check = |text: &[u8], expected: &[(usize, u32)]| {
            let mut all = Vec::new();
            trie.prefixes(text, |length, key| all.push((length, key)));
            assert_eq!(all, expected, "{text:?}");
        };
        check(b"abcde", &[(1, 1), (2, 5), (4, 2)]);
        check(b"abce", &[(1, 1), (2, 5)]);
        check(b"ba", &[(1, 3)]);
        check(b"x", &[]);
        check(b"", &[]);
        assert_eq!(trie.get(b"abcd"), Some(2));
        assert_eq!(trie.get(b"abc"), None);
        assert_eq!(trie.get(b""), None);
        assert_eq!(Trie::new(&[]).get(b"a"), None);
    }
}
