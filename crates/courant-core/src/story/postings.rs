//! Which articles hold a word: lists of numbers in order of arrival.

use rustc_hash::FxHashMap;

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

    /// Adds steps that are above all here, ascending.
    fn extend(&mut self, later: &[u32]) {
        match self {
            List::Few(..) => *self = List::of(&[self.steps(), later].concat()),
            List::Many(steps) => steps.extend_from_slice(later),
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

impl Postings {
    /// Adds steps of many articles, all of them above those that are here: in order of the words, so that each list is touched once.
    /// One by one most of the time goes into waiting for memory.
    pub fn add_all(&mut self, pairs: impl Iterator<Item = (u32, u32)>) {
        let mut pairs: Vec<u64> = pairs.map(|(hash, step)| u64::from(hash) << 32 | u64::from(step)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut steps = Vec::new();
        for same in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
            steps.clear();
            steps.extend(same.iter().map(|pair| *pair as u32));
            let hash = same.first().map_or(0, |pair| (pair >> 32) as u32);
            self.lists.entry(hash).and_modify(|list| list.extend(&steps)).or_insert_with(|| List::of(&steps));
        }
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
            let (mut postings, mut sets) = (Postings::default(), BTreeMap::<u32, BTreeSet<u32>>::new());
            let (earlier, later): (Vec<_>, Vec<_>) = first.into_iter().partition(|(_, step)| *step < 12);
            for part in [earlier, later] {
                part.iter().for_each(|(key, step)| { sets.entry(*key).or_default().insert(*step); });
                postings.add_all(part.into_iter());
            }
            for (key, step, comes) in steps {
                if comes {
                    postings.add(key, step);
                    sets.entry(key).or_default().insert(step);
                } else {
                    postings.remove(key, step);
                    sets.entry(key).or_default().remove(&step);
                }
            }
            for key in 0..6 {
                let set: Vec<u32> = sets.get(&key).into_iter().flatten().copied().collect();
                proptest::prop_assert_eq!(postings.of(key), &set[..]);
                proptest::prop_assert_eq!(postings.lists.contains_key(&key), !set.is_empty());
            }
        }
    }
}
