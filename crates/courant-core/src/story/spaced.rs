//! Ascending numbers of articles, two bytes each.
//!
//! The articles that hold a word follow each other by less than sixty-five thousand arrivals nearly always where there are enough of them
//! to count, so each is written as its distance from the one before.

/// What stands before a distance that takes more than two bytes.
const FAR: u16 = u16::MAX;
/// Where the distances begin: before them stands the last number, which new ones are counted from.
const HEAD: usize = 2;

/// Ascending numbers, each once.
#[derive(Debug, Clone)]
pub(super) struct Spaced(Vec<u16>);

/// Reads them in order.
#[derive(Debug, Clone)]
pub(super) struct Walk<'a> {
    at: u32,
    rest: &'a [u16],
}

/// A distance, how many places it takes, and what stands behind it.
fn distance(code: &[u16]) -> Option<(u32, usize, &[u16])> {
    match code {
        [FAR, low, high, rest @ ..] => Some((u32::from(*high) << 16 | u32::from(*low), 3, rest)),
        [near, rest @ ..] => Some((u32::from(*near), 1, rest)),
        [] => None,
    }
}

/// What a distance is written as, and how many of the places count.
fn written(distance: u32) -> ([u16; 3], usize) {
    match u16::try_from(distance) {
        Ok(near) if near != FAR => ([near, 0, 0], 1),
        _ => ([FAR, distance as u16, (distance >> 16) as u16], 3),
    }
}

impl Iterator for Walk<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (distance, _, rest) = distance(self.rest)?;
        self.rest = rest;
        self.at = self.at.wrapping_add(distance);
        Some(self.at)
    }
}

impl Spaced {
    /// Numbers that are in order, with no room for more.
    pub(super) fn of(numbers: &[u32]) -> Self {
        let mut code = vec![0; HEAD];
        let mut before = 0;
        for number in numbers {
            let (places, count) = written(number - before);
            code.extend(places.into_iter().take(count));
            before = *number;
        }
        let mut all = Spaced(code);
        all.set_last(before);
        all.0.shrink_to_fit();
        all
    }

    /// All of them.
    pub(super) fn walk(&self) -> Walk<'_> {
        Walk { at: 0, rest: self.0.get(HEAD..).unwrap_or_default() }
    }

    /// The last one.
    pub(super) fn last(&self) -> u32 {
        match self.0.as_slice() {
            [low, high, ..] => u32::from(*high) << 16 | u32::from(*low),
            _ => 0,
        }
    }

    fn set_last(&mut self, last: u32) {
        if let [low, high, ..] = self.0.as_mut_slice() {
            (*low, *high) = (last as u16, (last >> 16) as u16);
        }
    }

    /// Adds a number; whether it was not there.
    pub(super) fn add(&mut self, number: u32) -> bool {
        let (mut before, mut place) = (0, HEAD);
        if number > self.last() {
            (before, place) = (self.last(), self.0.len());
        }
        while let Some((distance, taken, _)) = distance(self.0.get(place..).unwrap_or_default()) {
            let next = before + distance;
            if next == number {
                return false;
            }
            if next > number {
                self.replace(place, taken, &[number - before, next - number]);
                return true;
            }
            (before, place) = (next, place + taken);
        }
        self.replace(place, 0, &[number - before]);
        self.set_last(number);
        true
    }

    /// Takes a number out; whether it was there.
    pub(super) fn remove(&mut self, number: u32) -> bool {
        let (mut before, mut place) = (0, HEAD);
        while let Some((first, taken, rest)) = distance(self.0.get(place..).unwrap_or_default()) {
            let next = before + first;
            if next > number {
                return false;
            }
            if next == number {
                match distance(rest) {
                    Some((second, also, _)) => self.replace(place, taken + also, &[first + second]),
                    None => {
                        self.0.truncate(place);
                        self.set_last(before);
                    }
                }
                return true;
            }
            (before, place) = (next, place + taken);
        }
        false
    }

    fn replace(&mut self, place: usize, taken: usize, distances: &[u32]) {
        // Grown by an eighth: to double would leave a quarter of all that lists take unused.
        if self.0.capacity() < self.0.len() + 6 {
            self.0.reserve_exact(self.0.len() / 8 + 6);
        }
        let places = distances.iter().flat_map(|distance| {
            let (places, count) = written(*distance);
            places.into_iter().take(count)
        });
        self.0.splice(place..place + taken, places);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn they_are_a_set(
            first in proptest::collection::btree_set(0_u32..200_000, 0..20),
            steps in proptest::collection::vec((0_usize..8, 0_u32..200_000, proptest::bool::weighted(0.7)), 0..60),
        ) {
            let (mut set, mut spaced) = (first.clone(), Spaced::of(&first.into_iter().collect::<Vec<_>>()));
            for (which, number, comes) in steps {
                // One that is there, one beside it, as far as may be or just not, or any.
                let known = set.iter().nth(which).copied().unwrap_or_default();
                let near = [known, known.saturating_add(1), known.saturating_add(65_534), known.saturating_add(65_535), known.saturating_add(65_536), number, number, u32::MAX - number];
                let number = near[which];
                if comes {
                    proptest::prop_assert_eq!(spaced.add(number), set.insert(number));
                } else {
                    proptest::prop_assert_eq!(spaced.remove(number), set.remove(&number));
                }
                let all: Vec<u32> = set.iter().copied().collect();
                proptest::prop_assert_eq!(spaced.walk().collect::<Vec<_>>(), all.clone());
                proptest::prop_assert_eq!(spaced.last(), all.last().copied().unwrap_or_default());
                proptest::prop_assert_eq!(&spaced.0, &Spaced::of(&all).0);
            }
        }
    }
}
