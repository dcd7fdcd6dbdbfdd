//! What an article is to others in view: log odds, by their numbers. There are a hundred of them to an article, so they stand close
//! together: eight bytes each.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Links that room is made for before they are read.
const MOST_AT_ONCE: usize = 1024;

/// Log odds with other articles, in order of their numbers. Saved as a map of numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Links {
    /// The number that others are counted from: that of the first link. Two that are more than two thousand million arrivals
    /// apart are never in view together.
    base: i64,
    list: Vec<(i32, f32)>,
}

impl Links {
    fn place(&self, seq: i64) -> Option<Result<usize, usize>> {
        let offset = i32::try_from(seq.checked_sub(self.base)?).ok()?;
        // Nearly every new link is with the latest arrival.
        if self.list.last().is_none_or(|(last, _)| *last < offset) {
            return Some(Err(self.list.len()));
        }
        Some(self.list.binary_search_by_key(&offset, |(offset, _)| *offset))
    }

    /// The log odds with an article.
    pub(super) fn get(&self, seq: i64) -> Option<f32> {
        let place = self.place(seq)?.ok()?;
        self.list.get(place).map(|(_, logit)| *logit)
    }

    /// Sets the log odds with an article.
    pub(super) fn insert(&mut self, seq: i64, logit: f32) {
        if self.list.is_empty() {
            self.base = seq;
        }
        let Some(offset) = seq.checked_sub(self.base).and_then(|offset| i32::try_from(offset).ok()) else { return };
        // Grown by an eighth: to double would leave a quarter of all that links take unused.
        if self.list.len() == self.list.capacity() {
            self.list.reserve_exact(self.list.len() / 8 + 4);
        }
        match self.place(seq) {
            Some(Ok(known)) => self.list[known].1 = logit,
            Some(Err(place)) => self.list.insert(place, (offset, logit)),
            None => {}
        }
    }

    /// Takes the link with an article away.
    pub(super) fn remove(&mut self, seq: i64) {
        if let Some(Ok(place)) = self.place(seq) {
            self.list.remove(place);
        }
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (i64, f32)> {
        self.list.iter().map(|(offset, logit)| (self.base + i64::from(*offset), *logit))
    }

    /// The articles they are with.
    pub(super) fn seqs(&self) -> impl Iterator<Item = i64> {
        self.iter().map(|(seq, _)| seq)
    }
}

impl FromIterator<(i64, f32)> for Links {
    fn from_iter<I: IntoIterator<Item = (i64, f32)>>(all: I) -> Self {
        let mut links = Links::default();
        all.into_iter().for_each(|(seq, logit)| links.insert(seq, logit));
        links
    }
}

impl Serialize for Links {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.list.len()))?;
        for (seq, logit) in self.iter() {
            map.serialize_entry(&seq, &logit)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Links {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Links;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("log odds by number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Links, A::Error> {
        let mut links = Links::default();
        // All the room at once; a damaged snapshot may name any number.
        links.list.reserve_exact(map.size_hint().unwrap_or_default().min(MOST_AT_ONCE));
        while let Some((seq, logit)) = map.next_entry()? {
            links.insert(seq, logit);
        }
        links.list.shrink_to_fit();
        Ok(links)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn numbers_too_far_apart_are_left_out() {
        let links: Links = [(i64::MIN, 1.0), (i64::MAX, 2.0)].into_iter().collect();
        assert_eq!(links.iter().collect::<Vec<_>>(), [(i64::MIN, 1.0)]);
    }

    proptest::proptest! {
        #[test]
        fn they_are_a_map(steps in proptest::collection::vec((0_i64..40, proptest::option::of(-7.0_f32..7.0)), 0..80)) {
            let (mut links, mut map) = (Links::default(), BTreeMap::new());
            for (seq, logit) in steps {
                match logit {
                    Some(logit) => { links.insert(seq, logit); map.insert(seq, logit); }
                    None => { links.remove(seq); map.remove(&seq); }
                }
            }
            proptest::prop_assert!((0..40).all(|seq| links.get(seq) == map.get(&seq).copied()));
            proptest::prop_assert!(links.iter().eq(map.iter().map(|(seq, logit)| (*seq, *logit))));
            let saved = postcard::to_extend(&links, Vec::new()).unwrap();
            proptest::prop_assert_eq!(&saved, &postcard::to_extend(&map, Vec::new()).unwrap());
            proptest::prop_assert_eq!(postcard::from_bytes::<Links>(&saved).unwrap().iter().collect::<Vec<_>>(), links.iter().collect::<Vec<_>>());
        }
    }
}
