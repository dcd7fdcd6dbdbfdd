//! Hashtags: a few short labels that say what a text is about.
//!
//! Names, nouns and recurring pairs of words compete by how often and how early they stand, whether the headline has
//! them, how long and how rare they are. What is surely no noun is left out, unless nothing else is there. All spellings of
//! one word are one tag.

mod candidates;
mod measures;
mod names;
mod nouns;
mod outlet;
mod plain;
mod printed;
mod same;
pub mod spelling;
mod story;
mod unparted;
mod vocabulary;

use std::collections::HashSet;

use candidates::Candidate;
pub use outlet::Makers;
pub use story::of_story;

use crate::model::{Tag, TagKind};
use crate::text::entities::{self, Named};
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::words::word_count;

/// Most tags of one text.
const MOST: usize = 10;
/// Fewest where the text has so many words that could be one.
const FEWEST: usize = 3;

/// What a text's hashtags may be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Labels {
    /// As readers would pick them, best first.
    pub picked: Vec<Tag>,
    /// As an editor would print them, best first.
    pub printed: Vec<Tag>,
}

/// The hashtags of a text with its headline, made by `makers`.
#[must_use]
pub fn labels(reading: &Reading<'_>, title: &Reading<'_>, names: &[Named], makers: &Makers) -> Labels {
    let mut candidates = candidates::collect(reading, title, names);
    // "We've" opens sentences and headlines with a capital, but no text is about it.
    let says = |candidate: &Candidate| !lexicon::is_stop_letters(reading.language, &candidate.key);
    candidates.retain(says);
    // "State by state" below "Coronavirus restrictions": a text that names nothing is about what its headline is about.
    if candidates.is_empty() {
        candidates = candidates::collect(title, title, &entities::names(title));
        candidates.retain(says);
    }
    let printing = printed::Printing { language: reading.language, words: word_count(reading.text), makers };
    let mut headed = candidates.clone();
    let known: HashSet<String> = headed.iter().map(|candidate| candidate.key.clone()).collect();
    // A headline runs names together that the text keeps apart: "Kimi Vane Skerry crash".
    let run_on = |name: &Candidate| {
        let within = |other: &Candidate| other.folded.iter().all(|word| name.folded.contains(word));
        name.folded.len() > 2 && candidates.iter().any(|other| other.named && other.folded.len() > 1 && within(other))
    };
    let new = |name: &Candidate| says(name) && !known.contains(&name.key) && !run_on(name);
    headed.extend(candidates::of_title(title).into_iter().filter(new));
    Labels { printed: printed::printed(headed, &printing), picked: picked(candidates, reading.language) }
}

/// The candidates that readers would pick, best first.
fn picked(candidates: Vec<Candidate>, language: &str) -> Vec<Tag> {
    let mut scored: Vec<(f64, Candidate)> =
        candidates.into_iter().map(|candidate| (log_odds(&candidate, language == "en"), candidate)).collect();
    scored.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then_with(|| a.1.first.total_cmp(&b.1.first)).then_with(|| a.1.words.cmp(&b.1.words))
    });
    let mut chosen: Vec<(f64, &Candidate)> = Vec::new();
    for (odds, candidate) in scored.iter().filter(|(_, candidate)| !candidate.worth.spare) {
        if let Some((_, other)) = chosen.iter_mut().find(|(_, other)| repeats(candidate, other)) {
            // "Tunnel" came first, but the text means the Skerry Tunnel.
            if is_fuller(candidate, other) {
                *other = candidate;
            }
        } else if chosen.len() < MOST {
            chosen.push((*odds, candidate));
        }
    }
    // A text whose words are all common still has a subject.
    for (odds, candidate) in scored.iter().filter(|(_, candidate)| candidate.worth.spare) {
        if chosen.len() < FEWEST && !chosen.iter().any(|(_, other)| repeats(candidate, other)) {
            chosen.push((*odds, candidate));
        }
    }
    chosen.iter().filter_map(|(odds, candidate)| tag(*odds, candidate)).collect()
}

/// Log odds that a reader would pick the candidate as a key phrase of the text. A logistic regression fitted on the nouns
/// and names of one half of KPCrowd (500 English news articles with phrases that readers chose), rounded. What a word's
/// length says there says little where words are inflected or written together; the headline takes its place.
fn log_odds(candidate: &Candidate, english: bool) -> f64 {
    let flag = |yes: bool| f64::from(u8::from(yes));
    let often = (candidate.count as f64).ln();
    let words = candidate.folded.len();
    let plural = english && words == 1 && candidate.words.ends_with('s');
    let letters = if words > 1 { 0.0 } else { candidate.words.chars().count().min(16) as f64 / 10.0 };
    let length = 3.3 * letters - 0.73 * letters * letters;
    0.75 * often - 0.1 * flag(candidate.count == 1)
        + 0.45 * (1.0 - candidate.first).powi(3)
        + 0.25 * candidate.worth.rarity
        + 0.9 * candidate.worth.noun
        + if english {
            length + 0.45 * flag(candidate.titled)
        } else {
            1.2 + 0.3 * length + 0.5 * flag(candidate.titled)
        }
        + phrase(words, often, candidate.titled)
        + kind(candidate.kind, words > 1)
        + 0.2 * flag(candidate.kind == TagKind::Person && words > 1 && candidate.count > 1)
        - 0.2 * flag(plural)
        - 3.9
}

/// What several words say more than one: readers chose them when the headline has them, less for coming often.
fn phrase(words: usize, often: f64, titled: bool) -> f64 {
    let flag = |yes: bool| f64::from(u8::from(yes));
    flag(words > 1) * (1.1 - 0.5 * often + 0.6 * flag(titled)) - 0.5 * flag(words > 2)
}

fn kind(kind: TagKind, several: bool) -> f64 {
    match (kind, several) {
        (TagKind::Organisation, false) => 0.2,
        (TagKind::Organisation, true) => 0.35,
        (TagKind::Place, false) => 0.1,
        (TagKind::Place, true) => 0.5,
        _ => 0.0,
    }
}

/// Whether a name has the chosen single word in it.
fn is_fuller(candidate: &Candidate, chosen: &Candidate) -> bool {
    candidate.kind != TagKind::Topic && chosen.folded.len() == 1 && candidate.folded.len() > 1
}

/// Whether a candidate says no more than one that is already chosen: all words of one are words of the other.
fn repeats(candidate: &Candidate, chosen: &Candidate) -> bool {
    let within = |a: &Candidate, b: &Candidate| a.folded.iter().all(|word| b.folded.contains(word));
    within(candidate, chosen) && candidate.count <= chosen.count * 2
        || within(chosen, candidate) && chosen.count <= candidate.count * 2
        || candidate.key == chosen.key
        || candidate.folded.len() == 1
            && chosen.folded.len() == 1
            && is_stretch_of(&candidate.folded[0], &chosen.folded[0])
}

/// For scripts that do not part words: one inside the other.
fn is_stretch_of(a: &str, b: &str) -> bool {
    let east = a.chars().next().is_some_and(crate::text::words::is_unparted);
    east && (a.contains(b) || b.contains(a))
}

fn tag(odds: f64, candidate: &Candidate) -> Option<Tag> {
    let label = spelling::label(&candidate.words);
    let tag = spelling::key(&label);
    let letters = tag.chars().any(char::is_alphabetic);
    letters.then(|| Tag { tag, label, kind: candidate.kind, score: 1.0 / (1.0 + (-odds).exp()) })
}

#[cfg(test)]
mod printed_tests;
#[cfg(test)]
mod tests;
