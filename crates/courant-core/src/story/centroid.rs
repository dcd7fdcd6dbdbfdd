//! What a story of bare titles is about, all its members taken together.
//!
//! Hundreds of outlets head one event in as many ways, and most pairs of such titles share nothing. The middle of all of them is
//! steadier than any pair: two stories of bare titles with nearly the same middle are one event in two wordings. Only in a stream
//! of bare titles, and among what came within a few days: of one large subject everything is near the middle of everything.

use super::article::StoryArticle;
use super::assign::STAY;
use super::pair::{DAY, Prepared, over, shared, title_weights};
use super::state::State;

/// What the embeddings say of how near two middles are; the words say the rest.
const VECTORS: f32 = 0.6;
/// The latest members that make a story's middle: more would say the same.
const LATEST: usize = 64;
/// How much less near two middles are for each day between the latest of one and the first of the other.
const A_DAY: f32 = 0.1;
/// How near two stories must be to be one, and a title to a story to join it: chosen on three sets of titles, where lower bounds
/// serve a dense stream a little better and a thin one much worse.
const ONE: f32 = 0.5;
const JOINS: f32 = 0.4;
/// A title joins a story by its middle from so many members on: the middle of fewer is one wording.
pub(super) const LEAST_MEMBERS: usize = 4;
/// Log odds for each unit that middles are nearer than they must be. Chosen, not fitted.
const STEEP: f32 = 10.0;

/// The sum of some titles: their words by weight, the directions of their embeddings, and the time they span.
#[derive(Debug, Clone, Default)]
pub(super) struct Centroid {
    words: Vec<(u32, f32)>,
    vector: Vec<f32>,
    /// Lengths of both.
    lengths: (f32, f32),
    /// The first and the latest time, in milliseconds.
    span: Option<(i64, i64)>,
    titles: usize,
}

impl Centroid {
    /// The middle of one title.
    pub(super) fn of(article: &StoryArticle, at: i64) -> Self {
        let mut centroid = Centroid::default();
        centroid.add(article, &Prepared::of(article), at);
        centroid.measured()
    }

    /// The middle of a story's latest members; `None` unless nearly all of them are bare titles.
    pub(super) fn of_titles(state: &State, members: impl DoubleEndedIterator<Item = i64>) -> Option<Self> {
        let (mut centroid, mut all, mut article) = (Centroid::default(), 0, StoryArticle::default());
        for member in members.rev().take(LATEST).filter_map(|seq| state.members.get(seq)) {
            all += 1;
            if member.prepared.bare {
                member.article.compared(&mut article);
                centroid.add(&article, &member.prepared, member.at);
            }
        }
        (centroid.titles * 10 > all * 9).then(|| centroid.measured())
    }

    /// Log odds that two stories are one; below [`STAY`] they are not.
    pub(super) fn one(&self, other: &Self) -> f32 {
        STAY + (self.likeness(other) - ONE) * STEEP
    }

    /// Log odds that a title belongs to this story; `None` where it does not, or where there are too few to tell.
    pub(super) fn takes(&self, title: &Self) -> Option<f32> {
        let nearer = self.likeness(title) - JOINS;
        (self.titles >= LEAST_MEMBERS && nearer >= 0.0).then_some(STAY + nearer * STEEP)
    }

    /// Each title weighs the same, however long it is.
    fn add(&mut self, article: &StoryArticle, prepared: &Prepared, at: i64) {
        let part = over(1.0, prepared.title_norm);
        self.words.extend(title_weights(article).map(|(word, weight)| (word, weight * part)));
        if self.vector.is_empty() {
            self.vector = vec![0.0; article.title_vector.len()];
        }
        if self.vector.len() == article.title_vector.len() {
            let part = over(1.0, prepared.title_length);
            self.vector.iter_mut().zip(&article.title_vector).for_each(|(sum, value)| *sum += f32::from(*value) * part);
        }
        let (first, latest) = self.span.unwrap_or((at, at));
        self.span = Some((first.min(at), latest.max(at)));
        self.titles += 1;
    }

    fn measured(mut self) -> Self {
        // A stable sort: sums of broken numbers depend on their order.
        self.words.sort_by_key(|(word, _)| *word);
        self.words.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        let words = self.words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        let vector = self.vector.iter().map(|value| value * value).sum::<f32>().sqrt();
        self.lengths = (words, vector);
        self
    }

    /// How near two middles are, at most 1.
    fn likeness(&self, other: &Self) -> f32 {
        let (mut words, mut vectors) = (0.0, 0.0);
        shared(&self.words, &other.words, |(word, _)| *word, |(_, a), (_, b)| words += a * b);
        self.vector.iter().zip(&other.vector).for_each(|(a, b)| vectors += a * b);
        let near = VECTORS * over(vectors, self.lengths.1 * other.lengths.1)
            + (1.0 - VECTORS) * over(words, self.lengths.0 * other.lengths.0);
        near - A_DAY * self.days_from(other)
    }

    /// Days between the latest of one and the first of the other; 0 where they overlap.
    fn days_from(&self, other: &Self) -> f32 {
        let (Some((first, latest)), Some((others_first, others_latest))) = (self.span, other.span) else { return 0.0 };
        let gap = (first - others_latest).max(others_first - latest).max(0);
        (gap as f64 / DAY as f64) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::super::Term;
    use super::*;

    /// A title of some words that point somewhere.
    fn title(words: &[u32], vector: [i8; 4]) -> StoryArticle {
        let term = |hash: &u32| Term { hash: *hash, title: 1, lead: 1, body: 1, rarity: 200 };
        StoryArticle { terms: words.iter().map(term).collect(), title_vector: vector.to_vec(), ..Default::default() }
    }

    fn middle(titles: &[(&[u32], [i8; 4])], at: i64) -> Centroid {
        let mut centroid = Centroid::default();
        for (words, vector) in titles {
            let title = title(words, *vector);
            centroid.add(&title, &Prepared::of(&title), at);
        }
        centroid.measured()
    }

    #[test]
    fn middles_are_near_where_no_two_titles_are() {
        let one = middle(&[(&[1, 2], [90, 10, 0, 0]), (&[3, 4], [10, 90, 0, 0])], 0);
        let two = middle(&[(&[1, 3], [90, 90, 9, 0]), (&[2, 4], [80, 90, 0, 9])], 0);
        assert!(one.likeness(&two) > 0.95, "{}", one.likeness(&two));
        let alone = Centroid::of(&title(&[1, 2], [90, 10, 0, 0]), 0);
        let other = Centroid::of(&title(&[3, 4], [10, 90, 0, 0]), 0);
        assert!(alone.likeness(&other) < 0.2 && alone.one(&other) < STAY);
        assert_eq!(one.one(&two) - STAY, (one.likeness(&two) - ONE) * STEEP);
    }

    #[test]
    fn a_day_between_takes_away_a_tenth() {
        let words: &[u32] = &[1, 2];
        let near =
            |days: i64| middle(&[(words, [9, 0, 0, 0])], 0).likeness(&middle(&[(words, [9, 0, 0, 0])], days * DAY));
        assert!((near(0) - 1.0).abs() < 0.001 && (near(2) - 0.8).abs() < 0.001 && (near(-2) - 0.8).abs() < 0.001);
    }

    #[test]
    fn the_middle_of_a_few_takes_nobody() {
        let own = Centroid::of(&title(&[1, 2], [9, 0, 0, 0]), 0);
        let of = |count: usize| middle(&vec![(&[1, 2][..], [9, 0, 0, 0]); count], 0);
        assert_eq!(of(3).takes(&own), None);
        assert!(of(4).takes(&own).is_some_and(|score| score > 5.0));
        assert_eq!(of(4).takes(&Centroid::of(&title(&[7], [0, 9, 0, 0]), 0)), None);
    }
}
