//! Which articles hold a word: lists of numbers in order of arrival.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::spaced::{Spaced, Walk};

/// For the hash of each word the numbers of the articles that hold it, ascending, as steps above a number that the caller knows.
/// Nothing goes by the order of the hashes.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    lists: FxHashMap<u32, List>,
}

/// Most words stand in one article or a few, and there are very many: those need no list of their own.
#[derive(Debug, Clone)]
enum List {
    /// How many, and which.
    Few(u8, [u32; FEW]),
    /// How many, and which. Boxed, so that the table of lists stays as small as it is with a few.
    Many(u32, Box<Spaced>),
}

/// As many as there is room for where otherwise the way to a list would stand.
const FEW: usize = 3;
/// Heaps in which many are put in order.
const HEAPS: usize = 256;

/// The articles that hold a word, in order.
#[derive(Debug, Clone)]
pub enum Holders<'a> {
    /// Those of a short list.
    Few(&'a [u32]),
    /// How many those of a long one are, all of them, and those that were not walked by.
    Many(usize, &'a Spaced, Walk<'a>),
}

impl Holders<'_> {
    /// How many there are, if none was walked by.
    pub fn len(&self) -> usize {
        match self {
            Holders::Few(steps) => steps.len(),
            Holders::Many(count, ..) => *count,
        }
    }

    /// The last one of all.
    pub fn latest(&self) -> Option<u32> {
        match self {
            Holders::Few(steps) => steps.last().copied(),
            Holders::Many(_, steps, _) => Some(steps.last()),
        }
    }
}

impl Iterator for Holders<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match self {
            Holders::Few(steps) => steps.split_off_first().copied(),
            Holders::Many(.., rest) => rest.next(),
        }
    }
}

impl List {
    fn holders(&self) -> Holders<'_> {
        match self {
            List::Few(count, steps) => Holders::Few(steps.get(..usize::from(*count)).unwrap_or_default()),
            List::Many(count, steps) => Holders::Many(*count as usize, steps, steps.walk()),
        }
    }

    fn of(steps: &[u32]) -> Self {
        let mut few = [0; FEW];
        match few.get_mut(..steps.len()) {
            Some(room) => room.copy_from_slice(steps),
            None => return List::Many(steps.len() as u32, Box::new(Spaced::of(steps))),
        }
        List::Few(steps.len() as u8, few)
    }

    fn add(&mut self, step: u32) {
        match self {
            List::Few(..) => {
                let mut steps: Vec<u32> = self.holders().collect();
                let Err(place) = steps.binary_search(&step) else { return };
                steps.insert(place, step);
                *self = List::of(&steps);
            }
            List::Many(count, steps) => *count += u32::from(steps.add(step)),
        }
    }

    /// Takes a step out; whether nothing is left.
    fn remove(&mut self, step: u32) -> bool {
        match self {
            // In its place: the lists of common names are long, and every article that leaves the window is in some.
            List::Many(count, steps) if *count as usize > FEW + 1 => *count -= u32::from(steps.remove(step)),
            _ => {
                let steps: Vec<u32> = self.holders().filter(|other| *other != step).collect();
                *self = List::of(&steps);
            }
        }
        self.holders().len() == 0
    }
}

/// Lists of many articles that are made at once, so that each list and the table are made in the size that they need. One by one most of
/// the time goes into waiting for memory.
#[derive(Debug)]
pub struct Heaps {
    /// Words and steps by the last bits of the words, each small enough for the processor's cache while it is put in order.
    heaps: Vec<Vec<u64>>,
}

impl Heaps {
    /// With room for so many words of articles.
    pub fn new(room: usize) -> Self {
        // What is not used costs nothing where there is much of it: it is never touched.
        Self { heaps: (0..HEAPS).map(|_| Vec::with_capacity(room / HEAPS)).collect() }
    }

    /// An article's step for a word.
    pub fn add(&mut self, hash: u32, step: u32) {
        if let Some(heap) = self.heaps.get_mut(hash as usize % HEAPS) {
            heap.push(u64::from(hash) << 32 | u64::from(step));
        }
    }

    /// The lists.
    pub fn lists(mut self) -> Postings {
        let by_word = |heap: &mut Vec<u64>| {
            heap.sort_unstable();
            heap.dedup();
            heap.chunk_by(|a, b| a >> 32 == b >> 32).count()
        };
        let words = self.heaps.iter_mut().map(by_word).sum();
        let mut lists = FxHashMap::with_capacity_and_hasher(words, FxBuildHasher);
        let mut steps = Vec::new();
        for heap in self.heaps {
            for same in heap.chunk_by(|a, b| a >> 32 == b >> 32) {
                steps.clear();
                steps.extend(same.iter().map(|pair| *pair as u32));
                lists.insert(same.first().map_or(0, |pair| (pair >> 32) as u32), List::of(&steps));
            }
        }
        Postings { lists }
    }
}

impl Postings {
    /// Adds an article's step to the list of a word, once. Articles come nearly always in order; a revised one goes to its old place.
    pub fn add(&mut self, hash: u32, step: u32) {
        self.lists.entry(hash).and_modify(|list| list.add(step)).or_insert_with(|| List::of(&[step]));
    }

    /// Takes an article's step out of the list of a word.
    pub fn remove(&mut self, hash: u32, step: u32) {
        if self.lists.get_mut(&hash).is_some_and(|list| list.remove(step)) {
            self.lists.remove(&hash);
        }
    }

    /// The list of a word; empty when nothing holds it.
    pub fn of(&self, hash: u32) -> Holders<'_> {
        self.lists.get(&hash).map_or(Holders::Few(&[]), List::holders)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    proptest::proptest! {
        #[test]
        fn lists_stay_in_order_whatever_comes_and_goes(
            first in proptest::collection::vec((0_u32..6, 0_u32..30), 0..60),
            steps in proptest::collection::vec((0_u32..6, 0_u32..40, proptest::bool::weighted(0.7)), 0..120),
        ) {
            // Three of them in each of two heaps.
            let word = |key: u32| key % 3 * HEAPS as u32 + key / 3;
            let mut sets = BTreeMap::<u32, BTreeSet<u32>>::new();
            first.iter().for_each(|(key, step)| { sets.entry(word(*key)).or_default().insert(*step); });
            let mut heaps = Heaps::new(9);
            first.into_iter().for_each(|(key, step)| heaps.add(word(key), step));
            let mut postings = heaps.lists();
            for (key, step, comes) in steps {
                let key = word(key);
                if comes {
                    postings.add(key, step);
                    sets.entry(key).or_default().insert(step);
                } else {
                    postings.remove(key, step);
                    sets.entry(key).or_default().remove(&step);
                }
            }
            for key in (0..6).map(word) {
                let set: Vec<u32> = sets.get(&key).into_iter().flatten().copied().collect();
                let found = postings.of(key);
                proptest::prop_assert_eq!((found.len(), found.latest()), (set.len(), set.last().copied()));
                proptest::prop_assert_eq!(found.collect::<Vec<_>>(), &set[..]);
                proptest::prop_assert_eq!(postings.lists.contains_key(&key), !set.is_empty());
            }
        }
    }
}
