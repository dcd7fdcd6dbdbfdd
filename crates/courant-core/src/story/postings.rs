//! Which articles hold a word: lists of numbers in order of arrival.

use rustc_hash::{FxBuildHasher, FxHashMap};

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
    // Boxed, so that the table of lists stays as small as it is with a few.
    #[allow(clippy::box_collection, reason = "sixteen bytes a list instead of twenty-four")]
    Many(Box<Vec<u32>>),
}

/// As many as there is room for where otherwise the way to a list would stand.
const FEW: usize = 3;
/// Heaps in which many are put in order.
const HEAPS: usize = 256;

impl List {
    fn steps(&self) -> &[u32] {
        match self {
            List::Few(count, steps) => steps.get(..usize::from(*count)).unwrap_or_default(),
            List::Many(steps) => steps,
        }
    }

    fn of(steps: &[u32]) -> Self {
        let mut few = [0; FEW];
        match few.get_mut(..steps.len()) {
            Some(room) => room.copy_from_slice(steps),
            None => return List::Many(Box::new(steps.to_vec())),
        }
        List::Few(steps.len() as u8, few)
    }

    fn add(&mut self, step: u32) {
        let place = match self.steps().last() {
            Some(last) if *last >= step => self.steps().binary_search(&step),
            _ => Err(self.steps().len()),
        };
        let Err(place) = place else { return };
        match self {
            List::Few(..) => {
                let mut steps = self.steps().to_vec();
                steps.insert(place, step);
                *self = List::of(&steps);
            }
            List::Many(steps) => steps.insert(place, step),
        }
    }

    /// Takes a step out; whether nothing is left.
    fn remove(&mut self, step: u32) -> bool {
        let Ok(place) = self.steps().binary_search(&step) else { return self.steps().is_empty() };
        match self {
            // In its place: the lists of common names are long, and every article that leaves the window is in some.
            List::Many(steps) if steps.len() > FEW + 1 => {
                steps.remove(place);
            }
            _ => {
                let mut steps = self.steps().to_vec();
                steps.remove(place);
                *self = List::of(&steps);
            }
        }
        self.steps().is_empty()
    }
}

fn by_word(heap: &[u64]) -> impl Iterator<Item = &[u64]> {
    heap.chunk_by(|a, b| a >> 32 == b >> 32)
}

impl Postings {
    /// The lists of many articles at once, so that each list and the table are made in the size that they need. One by one most of
    /// the time goes into waiting for memory.
    pub fn filled(pairs: impl Iterator<Item = (u32, u32)>) -> Self {
        // In heaps by the hash's last bits, each small enough for the processor's cache while it is put in order.
        let mut heaps: Vec<Vec<u64>> = vec![Vec::new(); HEAPS];
        for (hash, step) in pairs {
            if let Some(heap) = heaps.get_mut(hash as usize % HEAPS) {
                heap.push(u64::from(hash) << 32 | u64::from(step));
            }
        }
        let mut words = 0;
        for heap in &mut heaps {
            heap.sort_unstable();
            heap.dedup();
            words += by_word(heap).count();
        }
        let mut lists = FxHashMap::with_capacity_and_hasher(words, FxBuildHasher);
        let mut steps = Vec::new();
        for heap in heaps {
            for same in by_word(&heap) {
                steps.clear();
                steps.extend(same.iter().map(|pair| *pair as u32));
                lists.insert(same.first().map_or(0, |pair| (pair >> 32) as u32), List::of(&steps));
            }
        }
        Self { lists }
    }

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
    pub fn of(&self, hash: u32) -> &[u32] {
        self.lists.get(&hash).map(List::steps).unwrap_or_default()
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
            let mut postings = Postings::filled(first.into_iter().map(|(key, step)| (word(key), step)));
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
                proptest::prop_assert_eq!(postings.of(key), &set[..]);
                proptest::prop_assert_eq!(postings.lists.contains_key(&key), !set.is_empty());
            }
        }
    }
}
