//! A stream of any length out of one pack's features.
//!
//! The pack is repeated as often as needed, each time as if other people in other places had done other things: half of
//! the rare words and names of a copy are its own (decided by hash), the other half and all common words are those of
//! every copy, and the embeddings are turned another way. So events do not fall together, a posting list grows
//! with the stream as it does in the world, and what an article is compared with is as much as in the pack or more.

use courant_core::story::StoryArticle;

/// Rarity in thirty-seconds of a nat from which on a word may belong to one copy alone: one text in about 150.
const RARE: u8 = 160;
/// Milliseconds in the window that the stream fills.
const WINDOW: i64 = 30 * 86_400_000;
/// When it begins, in milliseconds.
const BEGIN: i64 = 1_590_000_000_000;

/// Articles in order of arrival, evenly over thirty days; neighbours in time come from all copies by turns.
pub struct Stream<'a> {
    base: &'a [StoryArticle],
    all: usize,
    copies: usize,
    next: usize,
}

impl<'a> Stream<'a> {
    /// A stream of `all` articles.
    pub fn new(base: &'a [StoryArticle], all: usize) -> Self {
        Self { base, all, copies: all.div_ceil(base.len().max(1)).max(1), next: 0 }
    }
}

impl Iterator for Stream<'_> {
    type Item = StoryArticle;

    fn next(&mut self) -> Option<StoryArticle> {
        let number = self.next;
        let original = self.base.get(number / self.copies).filter(|_| number < self.all)?;
        self.next += 1;
        let mut article = original.clone();
        let copy = (number % self.copies) as u32;
        article.id = number.to_string();
        article.seq = number as i64 + 1;
        article.at = Some(BEGIN + WINDOW * number as i64 / self.all.max(1) as i64);
        article.terms.iter_mut().filter(|term| term.rarity >= RARE).for_each(|term| term.hash = own(term.hash, copy));
        article.keys.iter_mut().for_each(|key| key.hash = own(key.hash, copy));
        article.sounds.iter_mut().for_each(|sound| sound.hash = own(sound.hash, copy));
        article.sketch.iter_mut().for_each(|part| *part = mixed(*part, copy));
        article.terms.sort_by_key(|term| term.hash);
        article.keys.sort_by_key(|key| key.hash);
        article.sounds.sort_by_key(|sound| sound.hash);
        article.sketch.sort_unstable();
        for vector in [&mut article.title_vector, &mut article.lead_vector] {
            vector
                .iter_mut()
                .enumerate()
                .filter(|(at, _)| mixed(*at as u32, copy) & 1 == 1)
                .for_each(|(_, value)| *value = -*value);
        }
        Some(article)
    }
}

/// The hash as it is in a copy: every second one is the copy's own.
fn own(hash: u32, copy: u32) -> u32 {
    if hash & 1 == 1 { mixed(hash, copy) | 1 } else { hash }
}

/// Spreads a value by a copy's number; copy 0 is the pack itself. Each step can be undone, so nothing falls together.
fn mixed(value: u32, copy: u32) -> u32 {
    if copy == 0 {
        return value;
    }
    let mut value = value ^ copy.wrapping_mul(0x9E37_79B9);
    value = (value ^ (value >> 16)).wrapping_mul(0x85EB_CA6B);
    value = (value ^ (value >> 13)).wrapping_mul(0xC2B2_AE35);
    value ^ (value >> 16)
}

#[cfg(test)]
mod tests {
    use courant_core::story::Term;

    use super::*;

    #[test]
    fn copies_share_common_words_and_half_of_the_rare_ones() {
        let terms =
            (0..1_000).map(|hash| Term { hash, body: 1, rarity: if hash < 500 { 40 } else { 250 }, ..Term::default() });
        let base = [StoryArticle { terms: terms.collect(), title_vector: vec![3; 256], ..StoryArticle::default() }];
        let made: Vec<StoryArticle> = Stream::new(&base, 3).collect();
        assert_eq!((made.len(), made[0].at, &made[0].terms), (3, Some(BEGIN), &base[0].terms));
        let common =
            made[1].terms.iter().filter(|term| made[2].terms.iter().any(|other| other.hash == term.hash)).count();
        assert_eq!(common, 750);
        let alike: i32 =
            made[1].title_vector.iter().zip(&made[2].title_vector).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        assert!(alike.abs() < 9 * 80, "{alike}");
    }
}
