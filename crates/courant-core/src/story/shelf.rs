//! What is known of each article in view, by its number: found with one step, and gone through in order of arrival.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Neighbouring numbers that stand together. Numbers far apart cost a drawer each.
const DRAWER: usize = 64;

/// A map in order of the numbers. Arrivals have neighbouring ones, so sixty-four stand in one drawer, and the tree of drawers
/// stays small enough for the processor's cache where a tree of a million articles does not. Saved as a map of numbers.
#[derive(Debug, Clone)]
pub(super) struct Shelf<T> {
    drawers: BTreeMap<i64, Drawer<T>>,
    filled: usize,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { drawers: BTreeMap::new(), filled: 0 }
    }
}

fn place(seq: i64) -> (i64, usize) {
    (seq.div_euclid(DRAWER as i64), seq.rem_euclid(DRAWER as i64) as usize)
}

impl<T> Shelf<T> {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.filled
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.filled == 0
    }

    /// What stands under a number.
    pub(super) fn get(&self, seq: i64) -> Option<&T> {
        let (drawer, at) = place(seq);
        self.drawers.get(&drawer)?[at].as_deref()
    }

    /// The same, to be changed.
    pub(super) fn get_mut(&mut self, seq: i64) -> Option<&mut T> {
        let (drawer, at) = place(seq);
        self.drawers.get_mut(&drawer)?[at].as_deref_mut()
    }

    /// Puts something under a number; what stood there goes.
    pub(super) fn insert(&mut self, seq: i64, value: T) {
        let (drawer, at) = place(seq);
        let drawer = self.drawers.entry(drawer).or_insert_with(|| Box::new([const { None }; DRAWER]));
        self.filled += usize::from(drawer[at].replace(Box::new(value)).is_none());
    }

    /// Takes away what stands under a number.
    pub(super) fn remove(&mut self, seq: i64) -> Option<T> {
        let (number, at) = place(seq);
        let drawer = self.drawers.get_mut(&number)?;
        let taken = drawer[at].take()?;
        self.filled -= 1;
        if drawer.iter().all(Option::is_none) {
            self.drawers.remove(&number);
        }
        Some(*taken)
    }

    /// All in order of the numbers.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (i64, &T)> + Clone {
        numbered(self.drawers.iter())
    }

    /// Those with lesser numbers than `end`, in order.
    pub(super) fn before(&self, end: i64) -> impl DoubleEndedIterator<Item = (i64, &T)> + Clone {
        numbered(self.drawers.range(..=place(end).0)).filter(move |(seq, _)| *seq < end)
    }

    /// All values in order of the numbers.
    pub(super) fn values(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.iter().map(|(_, value)| value)
    }

    /// The same numbers with something else under each. What was there goes at once, so that both are never held whole.
    pub(super) fn map<U>(self, mut to: impl FnMut(T) -> U) -> Shelf<U> {
        let mut shelf = Shelf::default();
        for (number, drawer) in self.drawers {
            let values = (0..).zip(*drawer).filter_map(|(at, value)| Some((at, *value?)));
            values.for_each(|(at, value)| shelf.insert(number * DRAWER as i64 + at, to(value)));
        }
        shelf
    }

    /// All values in order of the numbers, to be changed.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.drawers.values_mut().flat_map(|drawer| drawer.iter_mut()).filter_map(Option::as_deref_mut)
    }
}

type Drawer<T> = Box<[Option<Box<T>>; DRAWER]>;

fn numbered<'a, T: 'a>(
    drawers: impl DoubleEndedIterator<Item = (&'a i64, &'a Drawer<T>)> + Clone,
) -> impl DoubleEndedIterator<Item = (i64, &'a T)> + Clone {
    drawers.flat_map(|(number, drawer)| {
        let each = drawer.iter().enumerate();
        each.filter_map(move |(at, value)| Some((number * DRAWER as i64 + at as i64, value.as_deref()?)))
    })
}

impl<T: Serialize> Serialize for Shelf<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(Some(self.filled))?;
        for (seq, value) in self.iter() {
            map.serialize_entry(&seq, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shelf<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reading(PhantomData))
    }
}

struct Reading<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reading<T> {
    type Value = Shelf<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("values by number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shelf<T>, A::Error> {
        let mut shelf = Shelf::default();
        while let Some((seq, value)) = map.next_entry()? {
            shelf.insert(seq, value);
        }
        Ok(shelf)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    proptest::proptest! {
        #[test]
        fn it_is_a_map(steps in proptest::collection::vec((-300_i64..300, proptest::option::of(0_u8..9)), 0..120), end in -400_i64..400) {
            let (mut shelf, mut map) = (Shelf::default(), BTreeMap::new());
            for (seq, value) in steps {
                match value {
                    Some(value) => { shelf.insert(seq, value); map.insert(seq, value); }
                    None => { proptest::prop_assert_eq!(shelf.remove(seq), map.remove(&seq)); }
                }
            }
            proptest::prop_assert_eq!((shelf.len(), shelf.is_empty()), (map.len(), map.is_empty()));
            proptest::prop_assert!((-310..310).all(|seq| shelf.get(seq) == map.get(&seq)));
            proptest::prop_assert!(shelf.iter().eq(map.iter().map(|(seq, value)| (*seq, value))));
            proptest::prop_assert!(shelf.before(end).rev().eq(map.range(..end).rev().map(|(seq, value)| (*seq, value))));
            let saved = postcard::to_extend(&shelf, Vec::new()).unwrap();
            proptest::prop_assert_eq!(&saved, &postcard::to_extend(&map, Vec::new()).unwrap());
            let mut back = postcard::from_bytes::<Shelf<u8>>(&saved).unwrap();
            back.values_mut().for_each(|value| *value += 1);
            proptest::prop_assert!(back.values().eq(map.values().map(|value| value + 1).collect::<Vec<_>>().iter()));
        }
    }
}
