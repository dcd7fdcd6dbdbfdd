//! Which earlier articles are worth comparing: those that share rare terms or names, and those whose title's embedding
//! is near. In other languages: those that share names by their sound or numbers, and those whose lead's embedding is near.

use std::collections::{BTreeMap, BTreeSet};

use super::article::StoryArticle;
use super::pair::{Prepared, lead_cosine, title_cosine};

/// Terms an article is found by.
const TERMS: usize = 40;
/// Names and numbers an article is found by.
const KEYS: usize = 24;
/// A term found in more articles than this finds nothing.
const MOST_HOLDERS: usize = 3000;
/// Articles compared in full.
const MOST: usize = 96;
/// Latest articles whose embeddings are looked at.
const SCANNED: usize = 4000;
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
const UNKNOWN: &str = "und";
/// Least cosine of the leads that makes a candidate in another language.
const FOREIGN_NEAR: f32 = 0.28;

/// Finds articles by rare terms.
#[derive(Debug, Clone, Default)]
pub struct Index {
    holders: BTreeMap<(bool, u32), Vec<i64>>,
    all: BTreeSet<i64>,
    /// Articles by the sound of their names.
    sounding: BTreeMap<u32, Vec<i64>>,
    /// Articles whose language is known, by it.
    languages: BTreeMap<String, BTreeSet<i64>>,
}

impl Index {
    /// Adds an article under its number.
    pub fn add(&mut self, seq: i64, article: &StoryArticle) {
        for (handle, _) in handles(article) {
            self.holders.entry(handle).or_default().push(seq);
        }
        for sound in &article.sounds {
            self.sounding.entry(sound.hash).or_default().push(seq);
        }
        if article.language != UNKNOWN {
            self.languages.entry(article.language.clone()).or_default().insert(seq);
        }
        self.all.insert(seq);
    }

    /// Forgets an article; `article` must be what was added.
    pub fn remove(&mut self, seq: i64, article: &StoryArticle) {
        for (handle, _) in handles(article) {
            forget(&mut self.holders, &handle, seq);
        }
        for sound in &article.sounds {
            forget(&mut self.sounding, &sound.hash, seq);
        }
        if let Some(own) = self.languages.get_mut(&article.language) {
            own.remove(&seq);
        }
        self.languages.retain(|_, own| !own.is_empty());
        self.all.remove(&seq);
    }

    /// Numbers of the articles worth comparing, in order of arrival. `get` gives an article by its number.
    pub fn candidates<'a>(
        &self,
        article: &StoryArticle,
        prepared: &Prepared,
        get: impl Fn(i64) -> Option<(&'a StoryArticle, &'a Prepared)>,
    ) -> Vec<i64> {
        let mut strength: BTreeMap<i64, f32> = BTreeMap::new();
        for (handle, weight) in handles(article) {
            let holders = self.holders.get(&handle).map(Vec::as_slice).unwrap_or_default();
            if holders.len() <= MOST_HOLDERS {
                for seq in holders {
                    *strength.entry(*seq).or_default() += weight;
                }
            }
        }
        let mut found = strongest(strength.into_iter().collect(), MOST);
        if !article.title_vector.is_empty() {
            let near = self.all.iter().rev().take(SCANNED).filter_map(|seq| {
                let likeness = title_cosine((article, prepared), get(*seq)?);
                (likeness > NEAR).then_some((*seq, likeness))
            });
            found.extend(strongest(near.collect(), MOST_NEAR));
        }
        if article.language != UNKNOWN && self.languages.keys().any(|language| *language != article.language) {
            found.extend(self.foreign(article, prepared, &get));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The same among articles in other languages: by the sound of names, by numbers and by the leads' embeddings.
    fn foreign<'a>(
        &self,
        article: &StoryArticle,
        prepared: &Prepared,
        get: &impl Fn(i64) -> Option<(&'a StoryArticle, &'a Prepared)>,
    ) -> Vec<i64> {
        // Looked up before anything is added up: in a stream of nearly one language nearly everything falls away here.
        let others = || self.languages.iter().filter(|(language, _)| **language != article.language).map(|(_, seqs)| seqs);
        let other = |seq: &i64| others().any(|seqs| seqs.contains(seq));
        let mut strength: BTreeMap<i64, f32> = BTreeMap::new();
        let sounds = article.sounds.iter().map(|sound| (self.sounding.get(&sound.hash), sound.rarity));
        let keys = article.keys.iter().map(|key| (self.holders.get(&(true, key.hash)), key.rarity));
        for (holders, rarity) in sounds.chain(keys) {
            let holders = holders.map(Vec::as_slice).unwrap_or_default();
            if holders.len() <= MOST_HOLDERS {
                holders.iter().filter(|seq| other(seq)).for_each(|seq| *strength.entry(*seq).or_default() += square(rarity));
            }
        }
        let mut found = strongest(strength.into_iter().collect(), MOST_FOREIGN);
        if !article.lead_vector.is_empty() {
            let oldest = self.all.iter().rev().take(SCANNED).last().copied().unwrap_or_default();
            let near = others().flat_map(|seqs| seqs.range(oldest..)).filter_map(|seq| {
                let likeness = lead_cosine((article, prepared), get(*seq)?);
                (likeness > FOREIGN_NEAR).then_some((*seq, likeness))
            });
            found.extend(strongest(near.collect(), MOST_FOREIGN_NEAR));
        }
        found
    }
}

fn forget<K: Ord>(holders: &mut BTreeMap<K, Vec<i64>>, handle: &K, seq: i64) {
    if let Some(found) = holders.get_mut(handle) {
        found.retain(|holder| *holder != seq);
        if found.is_empty() {
            holders.remove(handle);
        }
    }
}

fn square(rarity: u8) -> f32 {
    (f32::from(rarity) / 32.0).powi(2)
}

fn strongest(mut found: Vec<(i64, f32)>, most: usize) -> Vec<i64> {
    found.sort_by(|(a_seq, a), (b_seq, b)| b.total_cmp(a).then(b_seq.cmp(a_seq)));
    found.truncate(most);
    found.into_iter().map(|(seq, _)| seq).collect()
}

/// What an article is found by, with how much each says: `false` marks terms of its language, `true` names.
fn handles(article: &StoryArticle) -> Vec<((bool, u32), f32)> {
    let mut terms: Vec<(u32, f32)> = article
        .terms
        .iter()
        .map(|term| {
            let place = 1.0 + f32::from(u8::from(term.title > 0)) + 0.5 * f32::from(u8::from(term.lead > 0));
            (term.hash, square(term.rarity) * place * (1.0 + f32::from(term.body.min(4)) / 4.0))
        })
        .collect();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut keys: Vec<(u32, f32)> = article.keys.iter().map(|key| (key.hash, square(key.rarity))).collect();
    keys.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let terms = terms.into_iter().take(TERMS).map(|(hash, weight)| ((false, hash), weight));
    terms.chain(keys.into_iter().take(KEYS).map(|(hash, weight)| ((true, hash), weight))).collect()
}
