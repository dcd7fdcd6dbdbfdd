//! Which articles hold a word: lists of numbers in order of arrival.

use std::collections::HashMap;
use std::hash::Hash;

/// For each key the numbers of the articles that hold it, ascending, as steps above a number that the caller knows. Nothing goes
/// by the order of the keys.
#[derive(Debug, Clone)]
pub struct Postings<K> {
    lists: HashMap<K, Vec<u32>>,
}

impl<K> Default for Postings<K> {
    fn default() -> Self {
        Self { lists: HashMap::new() }
    }
}

impl<K: Hash + Eq> Postings<K> {
    /// Adds an article's step to the list of a key, once. Articles come nearly always in order; a revised one goes to its old place.
    pub fn add(&mut self, key: K, step: u32) {
        let list = self.lists.entry(key).or_default();
        if list.last().is_none_or(|last| *last < step) {
            // Most lists stay short, and there are very many.
            if list.len() == list.capacity() && list.len() < 4 {
                list.reserve_exact(list.len().max(1));
            }
            list.push(step);
        } else if let Err(place) = list.binary_search(&step) {
            list.insert(place, step);
        }
    }

    /// Takes an article's step out of the list of a key.
    pub fn remove(&mut self, key: &K, step: u32) {
        let Some(list) = self.lists.get_mut(key) else { return };
        if let Ok(place) = list.binary_search(&step) {
            list.remove(place);
        }
        if list.is_empty() {
            self.lists.remove(key);
        }
    }

    /// The list of a key; empty when nothing holds it.
    pub fn of(&self, key: &K) -> &[u32] {
        self.lists.get(key).map(Vec::as_slice).unwrap_or_default()
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
