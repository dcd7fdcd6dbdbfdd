//! Which articles hold a word: lists of numbers in order of arrival.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// For each key the numbers of the articles that hold it, ascending, as steps above a number that the caller knows. Nothing goes
/// by the order of the keys.
#[derive(Debug, Clone)]
pub struct Postings<K> {
    lists: FxHashMap<K, List>,
}

/// Most words stand in one article only, and there are very many.
#[derive(Debug, Clone)]
enum List {
    One(u32),
    // Boxed, so that the table of lists has half the size.
    #[allow(clippy::box_collection, reason = "sixteen bytes a word instead of twenty-four")]
    Many(Box<Vec<u32>>),
}

impl List {
    fn steps(&self) -> &[u32] {
        match self {
            List::One(step) => std::slice::from_ref(step),
            List::Many(steps) => steps,
        }
    }

    fn add(&mut self, step: u32) {
        match self {
            List::One(one) if *one == step => {}
            List::One(one) => *self = List::Many(Box::new(vec![step.min(*one), step.max(*one)])),
            List::Many(steps) if steps.last().is_none_or(|last| *last < step) => steps.push(step),
            List::Many(steps) => {
                if let Err(place) = steps.binary_search(&step) {
                    steps.insert(place, step);
                }
            }
        }
    }

    /// Takes a step out; whether nothing is left.
    fn remove(&mut self, step: u32) -> bool {
        match self {
            List::One(one) => *one == step,
            List::Many(steps) => {
                if let Ok(place) = steps.binary_search(&step) {
                    steps.remove(place);
                }
                if let [last] = steps[..] {
                    *self = List::One(last);
                }
                false
            }
        }
    }
}

impl<K> Default for Postings<K> {
    fn default() -> Self {
        Self { lists: FxHashMap::default() }
    }
}

impl<K: Hash + Eq> Postings<K> {
    /// Adds an article's step to the list of a key, once. Articles come nearly always in order; a revised one goes to its old place.
    pub fn add(&mut self, key: K, step: u32) {
        self.lists.entry(key).and_modify(|list| list.add(step)).or_insert(List::One(step));
    }

    /// Takes an article's step out of the list of a key.
    pub fn remove(&mut self, key: &K, step: u32) {
        if self.lists.get_mut(key).is_some_and(|list| list.remove(step)) {
            self.lists.remove(key);
        }
    }

    /// The list of a key; empty when nothing holds it.
    pub fn of(&self, key: &K) -> &[u32] {
        self.lists.get(key).map(List::steps).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_stay_in_order_whatever_comes_and_goes() {
        let mut postings = Postings::default();
        for step in [3, 5, 9, 4, 5] {
            postings.add("word", step);
        }
        assert_eq!(postings.of(&"word"), [3, 4, 5, 9]);
        postings.remove(&"word", 5);
        postings.remove(&"word", 7);
        assert_eq!(postings.of(&"word"), [3, 4, 9]);
        for step in [3, 4, 9] {
            postings.remove(&"word", step);
        }
        assert!(postings.lists.is_empty() && postings.of(&"word").is_empty());
    }
}
