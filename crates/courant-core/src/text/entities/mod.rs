//! Finds people, places and organisations in one text.
//!
//! Method: runs of capitalised words (Latin, Cyrillic, Greek scripts), cut at titles and calendar words, joined over
//! particles and owners ("Scholars’ Quarter"); a kind from cue words, known names and what stands beside the run; then the whole text votes, and a bare
//! surname takes the full name it was introduced with. Where every noun has a capital (German) a run needs more reason.
//! Scripts without capitals yield nothing: nothing safe can be said there without a dictionary.

mod bearers;
mod cues;
mod doubles;
mod english;
mod gather;
mod hills;
mod join;
mod kinds;
mod known;
mod longer;
mod mentions;
mod months;
mod namesakes;
mod offices;
mod owners;
mod runs;
mod shouts;
mod spelt;
mod storms;
mod surnames;
mod titles;
mod trim;

pub use cues::{is_calendar, is_title};
pub use gather::{Gathered, asked_keys, entity_key, gathered, gathered_among};
pub use known::{gender_of_given_name, is_given_name, is_people, is_place};
pub use mentions::Mentions;
pub use surnames::full_names;

use super::reading::Reading;
use crate::model::{Entity, EntityKind};

/// A name in a text, by its tokens, with the full name it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub last: usize,
    /// What is named.
    pub kind: EntityKind,
    /// The fullest form of this name in the text: `Ann Lee` for a later `Lee`.
    pub full: String,
    /// Whether something beside the capitals speaks for the kind.
    pub sure: bool,
}

/// The names of a text in order.
#[must_use]
pub fn names(reading: &Reading<'_>) -> Vec<Named> {
    let found: Vec<Named> = runs::runs(reading)
        .into_iter()
        .filter(|&(first, last)| {
            !(reading.language == "en" && last == first + 1 && is_party_mark(reading.tokens[first].text))
        })
        .map(|(first, last)| {
            let (kind, sure) = kinds::kind(reading, first, last);
            Named { first, last, kind, full: words(reading, first, last), sure }
        })
        .collect();
    let mut found = spelt::merge(reading, found);
    join::join(reading, &mut found);
    found
}

/// "R-Texas", "D-N.Y.": a member's party and state.
fn is_party_mark(word: &str) -> bool {
    word.split_once('-').is_some_and(|(party, state)| {
        matches!(party, "R" | "D" | "I")
            && !matches!(state, "Day" | "Mark")
            && state.chars().next().is_some_and(char::is_uppercase)
    })
}

/// The names as they are stored, with places in code points.
#[must_use]
pub fn entities(reading: &Reading<'_>, names: &[Named]) -> Vec<Entity> {
    names
        .iter()
        .map(|name| {
            let (start, end) = (reading.tokens[name.first].start, reading.tokens[name.last - 1].end);
            Entity {
                text: reading.text[start..end].to_owned(),
                kind: name.kind,
                start: reading.offsets.to_chars(start),
                end: reading.offsets.to_chars(end),
            }
        })
        .collect()
}

/// The words of some tokens as they stand, runs of blanks made one.
fn words(reading: &Reading<'_>, first: usize, last: usize) -> String {
    let (start, end) = (reading.tokens[first].start, reading.tokens[last - 1].end);
    reading.text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
