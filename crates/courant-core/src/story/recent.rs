//! Embeddings of the latest articles, side by side: each arrival is compared with thousands of them.

use std::collections::VecDeque;

use super::article::StoryArticle;
use super::candidates::SCANNED;
use super::languages::Language;
use super::pair::Prepared;

/// Articles at hand: more than are looked at, so that a few may be removed.
pub(super) const KEPT: usize = SCANNED + 200;

/// The most values that an embedding may have: a longer one brings no candidates.
pub const VALUES: usize = 512;

#[derive(Debug, Clone)]
struct Slot {
    seq: i64,
    /// When it came out, in milliseconds.
    at: i64,
    language: Language,
    title: Place,
    lead: Place,
}

/// How many values an embedding has, and its length as a vector; the values stand in a row of their own.
#[derive(Debug, Clone, Copy)]
struct Place {
    values: usize,
    length: f32,
}

/// Embeddings in one stretch of memory, with nothing after the last value.
type Row = VecDeque<[i8; VALUES]>;

/// The latest articles in order of arrival: all that are in view from the oldest one here on.
#[derive(Debug, Clone, Default)]
pub struct Recent {
    slots: VecDeque<Slot>,
    titles: Row,
    leads: Row,
}

impl Recent {
    /// Adds an article; one that is older than all here is left out.
    pub fn add(&mut self, seq: i64, at: i64, language: Language, article: &StoryArticle, prepared: &Prepared) {
        let (title, title_values) = kept(&article.title_vector, prepared.title_length);
        let (lead, lead_values) = kept(&article.lead_vector, prepared.lead_length);
        let slot = Slot { seq, at, language, title, lead };
        let place = self.slots.partition_point(|other| other.seq < seq);
        match self.slots.get(place) {
            Some(known) if known.seq == seq => self.take(place),
            // Whether others stand between it and the oldest here is not known.
            Some(_) if place == 0 => return,
            _ => {}
        }
        self.slots.insert(place, slot);
        self.titles.insert(place, title_values);
        self.leads.insert(place, lead_values);
        if self.slots.len() > KEPT {
            self.take(0);
        }
    }

    fn take(&mut self, place: usize) {
        self.slots.remove(place);
        self.titles.remove(place);
        self.leads.remove(place);
    }

    /// Forgets an article.
    pub fn remove(&mut self, seq: i64) {
        if let Ok(place) = self.slots.binary_search_by_key(&seq, |slot| slot.seq) {
            self.take(place);
        }
    }

    /// How many are here, as far as they are looked at.
    pub fn len(&self) -> usize {
        self.slots.len().min(SCANNED)
    }

    /// The number of the oldest one here; above all numbers when there is none.
    pub fn oldest(&self) -> i64 {
        self.slots.front().map_or(i64::MAX, |slot| slot.seq)
    }

    /// How many of the latest `most` came out at `since` or later; `None` when fewer are here.
    pub fn since(&self, since: i64, most: usize) -> Option<usize> {
        let latest = self.slots.iter().rev().take(most);
        (self.slots.len() >= most).then(|| latest.filter(|slot| slot.at >= since).count())
    }

    /// The cosine of every title here with a title's embedding; 0 where one is missing.
    pub fn titles(&self, vector: &[i8], length: f32) -> Vec<(i64, f32)> {
        let own = Own::of(vector, length);
        let latest = self.slots.iter().zip(&self.titles).skip(self.slots.len() - self.len());
        latest.map(|(slot, values)| (slot.seq, own.cosine(slot.title, values))).collect()
    }

    /// The cosine of every lead here, in a language that is known and another than the lead's, with a lead's embedding.
    pub fn foreign_leads(&self, vector: &[i8], length: f32, language: Language) -> Vec<(i64, f32)> {
        let own = Own::of(vector, length);
        let latest = self.slots.iter().zip(&self.leads).skip(self.slots.len() - self.len());
        let foreign = latest.filter(|(slot, _)| slot.language.is_foreign_to(language));
        foreign.map(|(slot, values)| (slot.seq, own.cosine(slot.lead, values))).collect()
    }
}

fn kept(vector: &[i8], length: f32) -> (Place, [i8; VALUES]) {
    let mut row = [0; VALUES];
    match row.get_mut(..vector.len()) {
        Some(values) => values.copy_from_slice(vector),
        None => return (Place { values: 0, length: 0.0 }, row),
    }
    (Place { values: vector.len(), length }, row)
}

/// An article's own embedding, wide enough that products need no more room.
struct Own {
    place: Place,
    values: [i16; VALUES],
}

impl Own {
    fn of(vector: &[i8], length: f32) -> Self {
        let (place, values) = kept(vector, length);
        Self { place, values: values.map(i16::from) }
    }

    /// As between two articles in full, see [`super::pair::title_cosine`]; sums of whole numbers are the same in any width.
    fn cosine(&self, place: Place, values: &[i8; VALUES]) -> f32 {
        let lengths = self.place.length * place.length;
        if lengths <= 0.0 || self.place.values != place.values {
            return 0.0;
        }
        let dot: i32 = self.values.iter().zip(values).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        dot as f32 / lengths
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::pair::title_cosine;

    fn article(seq: i64) -> StoryArticle {
        let vector = (0..VALUES as i64).map(|at| ((at * 7 + seq * 13) % 255 - 127) as i8).collect();
        StoryArticle { seq, title_vector: vector, language: "en".into(), ..StoryArticle::default() }
    }

    fn add(recent: &mut Recent, seq: i64) {
        recent.add(seq, seq, Language::default(), &article(seq), &Prepared::of(&article(seq)));
    }

    #[test]
    fn cosines_are_those_of_a_pair() {
        let (mut recent, own) = (Recent::default(), article(77));
        (1..=50).for_each(|seq| add(&mut recent, seq));
        let prepared = Prepared::of(&own);
        let found = recent.titles(&own.title_vector, prepared.title_length);
        assert!(found.len() == 50 && found.iter().any(|(_, likeness)| *likeness != 0.0));
        for (seq, likeness) in found {
            assert_eq!(likeness, title_cosine((&own, &prepared), (&article(seq), &Prepared::of(&article(seq)))));
        }
    }

    #[test]
    fn the_latest_stay_and_a_revised_one_keeps_its_place() {
        let mut recent = Recent::default();
        let most = KEPT as i64;
        (1..=most + 10).for_each(|seq| add(&mut recent, seq));
        assert_eq!((recent.len(), recent.oldest()), (SCANNED, 11));
        assert_eq!([most, most + 1].map(|count| recent.since(most - 9, count as usize)), [Some(20), None]);
        recent.remove(20);
        add(&mut recent, 20);
        add(&mut recent, 3);
        assert_eq!((recent.slots.len() as i64, recent.oldest()), (most, 11));
        assert!(recent.slots.iter().zip(11..).all(|(slot, seq)| slot.seq == seq));
    }
}
