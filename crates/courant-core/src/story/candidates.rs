//! Which earlier articles are worth comparing: those that share rare terms or names, and those whose title's embedding
//! is near. In other languages: those that share names by their sound or numbers, and those whose lead's embedding is near.

use std::collections::BTreeSet;

use super::article::{Key, StoryArticle, Term};
use super::languages::Languages;
use super::pair::{Prepared, lead_cosine, title_cosine};
use super::postings::{Heaps, Holders, Postings};
use super::recent::{KEPT, Recent};

/// Terms an article is found by.
const TERMS: usize = 40;
/// Names and numbers an article is found by.
const KEYS: usize = 24;
/// A term found in more articles than this finds nothing.
const MOST_HOLDERS: usize = 3000;
/// Articles compared in full.
const MOST: usize = 96;
/// Neighbouring numbers whose sums are made at once: half a megabyte.
const TABLE: usize = 1 << 16;
/// Latest articles whose embeddings are looked at.
pub(super) const SCANNED: usize = 4000;
/// Articles taken for their embedding alone.
const MOST_NEAR: usize = 24;
/// Least cosine of titles that makes a candidate.
const NEAR: f32 = 0.5;
/// Articles in other languages that are compared for their names and numbers.
const MOST_FOREIGN: usize = 32;
/// Articles in other languages taken for their embeddings alone: these stand less near than those of one's own, in
/// nineteen of twenty true pairs at least so far.
const MOST_FOREIGN_NEAR: usize = 16;
/// The language of an article that none was found for: it is compared as one's own.
pub(super) const UNKNOWN: &str = "und";
/// Least cosine of the leads that makes a candidate in another language.
const FOREIGN_NEAR: f32 = 0.28;

/// Finds articles by rare terms, by the sound of their names and by their embeddings.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// The first number ever added: lists hold the steps above it.
    base: Option<i64>,
    /// By terms.
    words: Postings,
    /// By names and numbers.
    names: Postings,
    /// By the sound of their names.
    sounds: Postings,
    all: BTreeSet<i64>,
    languages: Languages,
    pub(super) recent: Recent,
}

impl Index {
    /// Adds an article under its number; `at` is when it came out, in milliseconds.
    pub fn add(&mut self, seq: i64, at: i64, article: &StoryArticle, prepared: &Prepared) {
        self.base.get_or_insert(seq);
        if let Some(step) = self.step(seq) {
            terms(&article.terms).iter().for_each(|(hash, _)| self.words.add(*hash, step));
            keys(&article.keys).iter().for_each(|(hash, _)| self.names.add(*hash, step));
            article.sounds.iter().for_each(|sound| self.sounds.add(sound.hash, step));
        }
        self.languages.add(seq, &article.language);
        let language = self.languages.of(seq);
        self.all.insert(seq);
        // Where all that are at hand were removed, one that stands before others in view may not be the first again.
        if self.recent.len() > 0 || self.all.range(seq + 1..).next().is_none() {
            self.recent.add(seq, at, language, article, prepared);
        }
    }

    /// Forgets an article; `article` must be what was added.
    pub fn remove(&mut self, seq: i64, article: &StoryArticle) {
        if let Some(step) = self.step(seq) {
            terms(&article.terms).iter().for_each(|(hash, _)| self.words.remove(*hash, step));
            keys(&article.keys).iter().for_each(|(hash, _)| self.names.remove(*hash, step));
            article.sounds.iter().for_each(|sound| self.sounds.remove(sound.hash, step));
        }
        self.languages.remove(seq);
        self.all.remove(&seq);
        self.recent.remove(seq);
    }

    /// Room for four thousand million arrivals after the first one in view when the program started.
    fn step(&self, seq: i64) -> Option<u32> {
        u32::try_from(seq.checked_sub(self.base?)?).ok()
    }

    /// Numbers of the articles worth comparing, in order of arrival. `get` gives an article by its number.
    pub fn candidates<'a>(
        &self,
        article: &StoryArticle,
        prepared: &Prepared,
        get: impl Fn(i64) -> Option<(StoryArticle, &'a Prepared)>,
    ) -> Vec<i64> {
        // The strongest first: weights are added up in the lists' order.
        let (mut terms, mut keys) = (terms(&article.terms), keys(&article.keys));
        terms.sort_unstable_by(heavier);
        keys.sort_unstable_by(heavier);
        let lists = terms.into_iter().map(|(hash, weight)| (self.words.of(hash), weight));
        let lists = lists.chain(keys.into_iter().map(|(hash, weight)| (self.names.of(hash), weight)));
        let mut found = strongest(self.summed(lists, |_| true), MOST);
        if !article.title_vector.is_empty() {
            let cosine = |seq: i64| get(seq).map(|(other, at)| title_cosine((article, prepared), (&other, at)));
            let mut near = self.recent.titles(&article.title_vector, prepared.title_length);
            near.retain(|(_, likeness)| *likeness > NEAR);
            near.extend(
                self.before_recent()
                    .filter_map(|seq| Some((seq, cosine(seq)?)))
                    .filter(|(_, likeness)| *likeness > NEAR),
            );
            found.extend(strongest(near, MOST_NEAR));
        }
        if self.languages.others(&article.language) {
            found.extend(self.foreign(article, prepared, &get));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Those of the latest articles that are not at hand in [`Recent`], because others of them were removed.
    fn before_recent(&self) -> impl Iterator<Item = i64> {
        let missing = SCANNED.saturating_sub(self.recent.len());
        self.all.range(..self.recent.oldest()).rev().take(missing).copied()
    }

    /// The same among articles in other languages: by the sound of names, by numbers and by the leads' embeddings.
    fn foreign<'a>(
        &self,
        article: &StoryArticle,
        prepared: &Prepared,
        get: &impl Fn(i64) -> Option<(StoryArticle, &'a Prepared)>,
    ) -> Vec<i64> {
        let own = self.languages.code(&article.language);
        let other = |seq: i64| self.languages.of(seq).is_foreign_to(own);
        let sounds = article.sounds.iter().map(|sound| (self.sounds.of(sound.hash), square(sound.rarity)));
        let keys = article.keys.iter().map(|key| (self.names.of(key.hash), square(key.rarity)));
        let mut found = strongest(self.summed(sounds.chain(keys), other), MOST_FOREIGN);
        if !article.lead_vector.is_empty() {
            let mut near = self.recent.foreign_leads(&article.lead_vector, prepared.lead_length, own);
            let before = self.before_recent().filter(|seq| other(*seq));
            let cosine = |seq: i64| get(seq).map(|(other, at)| lead_cosine((article, prepared), (&other, at)));
            near.extend(before.filter_map(|seq| Some((seq, cosine(seq)?))));
            near.retain(|(_, likeness)| *likeness > FOREIGN_NEAR);
            found.extend(strongest(near, MOST_FOREIGN_NEAR));
        }
        found
    }

    /// Adds up, for each article that `wanted` lets pass, the weights of the lists that hold it, in the lists' order. Long lists
    /// are passed over. The sums stand in a table of neighbouring numbers at a time, small enough for the processor's cache.
    fn summed<'a>(
        &self,
        lists: impl Iterator<Item = (Holders<'a>, f32)>,
        wanted: impl Fn(i64) -> bool,
    ) -> Vec<(i64, f32)> {
        let (mut found, mut touched) = (Vec::new(), Vec::new());
        let short = lists.filter(|(list, _)| list.len() <= MOST_HOLDERS);
        // Each with the first that was not added up yet.
        let mut lists: Vec<(u32, Holders, f32)> =
            short.filter_map(|(mut list, weight)| Some((list.next()?, list, weight))).collect();
        let first = lists.iter().map(|(next, ..)| *next).min().unwrap_or_default();
        let last = lists.iter().map(|(next, list, _)| list.latest().unwrap_or(*next)).max().unwrap_or_default();
        let mut sums: Vec<Option<f32>> = vec![None; TABLE.min(last.saturating_sub(first) as usize + 1)];
        while let Some(first) = lists.iter().map(|(next, ..)| *next).min() {
            lists.retain_mut(|(next, list, weight)| {
                loop {
                    let at = (*next - first) as usize;
                    if at >= TABLE {
                        return true;
                    }
                    if sums[at].is_none() {
                        touched.push(at);
                    }
                    *sums[at].get_or_insert_default() += *weight;
                    match list.next() {
                        Some(step) => *next = step,
                        None => return false,
                    }
                }
            });
            for at in touched.drain(..) {
                let seq = self.base.unwrap_or_default() + i64::from(first) + at as i64;
                found.extend(sums[at].take().filter(|_| wanted(seq)).map(|sum| (seq, sum)));
            }
        }
        found
    }
}

/// An index that many articles go into at once: what it finds is what it would if they had been added one by one.
pub struct Filling {
    index: Index,
    words: Heaps,
    names: Heaps,
    sounds: Heaps,
    /// How many are still to come.
    left: usize,
}

impl Filling {
    /// One for so many articles.
    pub fn of(articles: usize) -> Self {
        let (words, names) = (Heaps::new(articles * TERMS), Heaps::new(articles * KEYS));
        Self { index: Index::default(), words, names, sounds: Heaps::new(articles * KEYS), left: articles }
    }

    /// Adds the next one in order of the numbers.
    pub fn add(&mut self, seq: i64, at: i64, article: &StoryArticle, prepared: &Prepared) {
        let index = &mut self.index;
        index.base.get_or_insert(seq);
        index.languages.add(seq, &article.language);
        index.all.insert(seq);
        if self.left <= KEPT {
            index.recent.add(seq, at, index.languages.of(seq), article, prepared);
        }
        self.left = self.left.saturating_sub(1);
        if let Some(step) = index.step(seq) {
            terms(&article.terms).iter().for_each(|(hash, _)| self.words.add(*hash, step));
            keys(&article.keys).iter().for_each(|(hash, _)| self.names.add(*hash, step));
            article.sounds.iter().for_each(|sound| self.sounds.add(sound.hash, step));
        }
    }

    /// The index.
    pub fn done(self) -> Index {
        Index { words: self.words.lists(), names: self.names.lists(), sounds: self.sounds.lists(), ..self.index }
    }
}

fn square(rarity: u8) -> f32 {
    (f32::from(rarity) / 32.0).powi(2)
}

fn strongest(mut found: Vec<(i64, f32)>, most: usize) -> Vec<i64> {
    let order = |(a_seq, a): &(i64, f32), (b_seq, b): &(i64, f32)| b.total_cmp(a).then(b_seq.cmp(a_seq));
    if found.len() > most {
        found.select_nth_unstable_by(most, order);
        found.truncate(most);
    }
    found.sort_unstable_by(order);
    found.into_iter().map(|(seq, _)| seq).collect()
}

/// The words that an article is found by, with how much each says, in no order.
fn terms(terms: &[Term]) -> Vec<(u32, f32)> {
    let weighed = terms.iter().map(|term| {
        let place = 1.0 + f32::from(u8::from(term.title > 0)) + 0.5 * f32::from(u8::from(term.lead > 0));
        (term.hash, square(term.rarity) * place * (1.0 + f32::from(term.body.min(4)) / 4.0))
    });
    heaviest(weighed.collect(), TERMS)
}

/// The same of its names and numbers.
fn keys(keys: &[Key]) -> Vec<(u32, f32)> {
    heaviest(keys.iter().map(|key| (key.hash, square(key.rarity))).collect(), KEYS)
}

/// The heaviest of all, in no order.
fn heaviest(mut all: Vec<(u32, f32)>, most: usize) -> Vec<(u32, f32)> {
    if all.len() > most {
        all.select_nth_unstable_by(most, heavier);
        all.truncate(most);
    }
    all
}

fn heavier((a_hash, a): &(u32, f32), (b_hash, b): &(u32, f32)) -> std::cmp::Ordering {
    b.total_cmp(a).then(a_hash.cmp(b_hash))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::text::sounds::Sound;

    fn article(seq: i64) -> StoryArticle {
        StoryArticle { seq, title_vector: vec![5; 64], language: "en".into(), ..StoryArticle::default() }
    }

    #[test]
    fn near_titles_are_found_whatever_was_removed_and_came_back() {
        let mut index = Index::default();
        let all: BTreeMap<i64, (StoryArticle, Prepared)> =
            (1..=4).map(|seq| (seq, (article(seq), Prepared::of(&article(seq))))).collect();
        let add = |index: &mut Index, seq: i64| index.add(seq, seq, &all[&seq].0, &all[&seq].1);
        (1..=3).for_each(|seq| add(&mut index, seq));
        // Each is revised in its place, the last goes.
        for seq in [1, 2] {
            index.remove(seq, &all[&seq].0);
            add(&mut index, seq);
        }
        index.remove(3, &all[&3].0);
        index.remove(1, &all[&1].0);
        add(&mut index, 1);
        let get = |seq: i64| all.get(&seq).map(|(article, prepared)| (article.clone(), prepared));
        assert_eq!(index.candidates(&all[&4].0, &all[&4].1, get), [1, 2]);
    }

    /// One of few words, names and sounds, in one of four languages or none that is known.
    fn made(seq: i64, mut from: u32) -> StoryArticle {
        let mut next = |below: u32| {
            from = from.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (from >> 8) % below
        };
        let terms: BTreeSet<u32> = (0..9).map(|_| next(40)).collect();
        let keys: BTreeSet<u32> = (0..3).map(|_| next(25)).collect();
        let sounds: BTreeSet<u32> = (0..3).map(|_| next(25)).collect();
        let vector: Vec<i8> = (0..16).map(|_| next(255) as i8).collect();
        StoryArticle {
            language: ["en", "de", "fr", "ru", UNKNOWN][next(5) as usize].into(),
            terms: terms.into_iter().map(|hash| Term { hash, body: 1, rarity: 99, ..Term::default() }).collect(),
            keys: keys.into_iter().map(|hash| Key { hash, rarity: 99, ..Key::default() }).collect(),
            sounds: sounds.into_iter().map(|hash| Sound { hash, rarity: 99 }).collect(),
            lead_vector: vector.clone(),
            title_vector: vector,
            ..article(seq)
        }
    }

    proptest::proptest! {
        #[test]
        fn one_filled_at_once_finds_what_one_filled_one_by_one_finds(
            seeds in proptest::collection::vec(0_u32..u32::MAX, 1..60),
            gone in proptest::collection::btree_set(1_i64..60, 0..20),
            probe: u32,
        ) {
            let all: BTreeMap<i64, (StoryArticle, Prepared)> = (1..).zip(seeds).map(|(seq, seed)| {
                let article = StoryArticle { has_body: true, ..made(seq, seed) };
                let prepared = Prepared::of(&article);
                (seq, (article, prepared))
            }).collect();
            let mut one_by_one = Index::default();
            all.iter().for_each(|(seq, (article, prepared))| one_by_one.add(*seq, *seq, article, prepared));
            gone.iter().filter_map(|seq| Some((*seq, &all.get(seq)?.0))).for_each(|(seq, article)| one_by_one.remove(seq, article));
            let left = all.iter().filter(|(seq, _)| !gone.contains(seq));
            let mut filling = Filling::of(left.clone().count());
            left.for_each(|(seq, (article, prepared))| filling.add(*seq, *seq, article, prepared));
            let at_once = filling.done();
            let own = made(99, probe);
            let found = |index: &Index| index.candidates(&own, &Prepared::of(&own), |seq| all.get(&seq).map(|(article, prepared)| (article.clone(), prepared)));
            proptest::prop_assert_eq!(found(&at_once), found(&one_by_one));
        }
    }
}
