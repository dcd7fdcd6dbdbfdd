//! Hashtags: a few short labels that say what a text is about.
//!
//! Names, nouns and recurring pairs of words compete by how often and how early they stand, whether the headline has
//! them, and how rare they are in other texts. All spellings of one word are one tag.

mod candidates;
mod measures;
pub mod spelling;
mod unparted;

use candidates::Candidate;

use crate::model::{Tag, TagKind};
use crate::text::entities::Named;
use crate::text::reading::Reading;

/// Most tags of one text.
const MOST: usize = 10;

/// The hashtags of a text with its headline, best first.
#[must_use]
pub fn tags(reading: &Reading<'_>, title: &Reading<'_>, names: &[Named]) -> Vec<Tag> {
    let mut candidates = candidates::collect(reading, title, names);
    let mut scored: Vec<(f64, Candidate)> = candidates.drain(..).map(|candidate| (weight(&candidate), candidate)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.first.total_cmp(&b.1.first)).then_with(|| a.1.words.cmp(&b.1.words)));
    let mut chosen: Vec<(f64, &Candidate)> = Vec::new();
    for (weight, candidate) in scored.iter().filter(|(_, candidate)| !candidate.spare) {
        if chosen.len() < MOST && *weight > 0.0 && !chosen.iter().any(|(_, other)| repeats(candidate, other)) {
            chosen.push((*weight, candidate));
        }
    }
    // A text whose words are all common still has a subject.
    for (weight, candidate) in scored.iter().filter(|(_, candidate)| candidate.spare) {
        if chosen.len() < 3 && !chosen.iter().any(|(_, other)| repeats(candidate, other)) {
            chosen.push((*weight * 0.5, candidate));
        }
    }
    chosen.iter().filter_map(|(weight, candidate)| tag(*weight, candidate)).collect()
}

fn weight(candidate: &Candidate) -> f64 {
    let often = (1.0 + candidate.count as f64).ln();
    let early = 1.0 + 0.6 * (1.0 - candidate.first).powi(3);
    let titled = if candidate.titled { 1.6 } else { 1.0 };
    let name = match candidate.kind {
        TagKind::Topic => 1.0,
        TagKind::Event => 1.15,
        TagKind::Person | TagKind::Place | TagKind::Organisation => 1.1,
    };
    often * early * titled * name * candidate.rarity
}

/// Whether a candidate says no more than one that is already chosen: all words of one are words of the other.
fn repeats(candidate: &Candidate, chosen: &Candidate) -> bool {
    let within = |a: &Candidate, b: &Candidate| a.folded.iter().all(|word| b.folded.contains(word));
    within(candidate, chosen) && candidate.count <= chosen.count * 2
        || within(chosen, candidate) && chosen.count <= candidate.count * 2
        || spelling::key(&candidate.words) == spelling::key(&chosen.words)
        || candidate.folded.len() == 1 && chosen.folded.len() == 1 && is_stretch_of(&candidate.folded[0], &chosen.folded[0])
}

/// For scripts that do not part words: one inside the other.
fn is_stretch_of(a: &str, b: &str) -> bool {
    let east = a.chars().next().is_some_and(crate::text::words::is_unparted);
    east && (a.contains(b) || b.contains(a))
}

fn tag(weight: f64, candidate: &Candidate) -> Option<Tag> {
    let label = spelling::label(&candidate.words);
    let tag = spelling::key(&label);
    let letters = tag.chars().any(char::is_alphabetic);
    letters.then(|| Tag { tag, label, kind: candidate.kind, score: weight / (weight + 2.0) })
}

#[cfg(test)]
mod tests;
