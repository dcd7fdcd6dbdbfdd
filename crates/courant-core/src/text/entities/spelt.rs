//! Names that the text itself spells by their first letters: "Deferred Aid for Coastal Towns (DACT)" is one name, however many
//! small words stand inside.

use std::collections::HashSet;

use super::Named;
use crate::model::EntityKind;
use crate::text::reading::Reading;

/// Words and marks that stand between the parts of such a name.
const JOINTS: [&str; 8] = ["of", "for", "on", "and", "the", "in", "&", ","];
/// Most of them between two parts, and most parts.
const MOST_JOINTS: usize = 3;
const MOST_PARTS: usize = 5;
/// Fewest letters of an acronym that says so: two letters are met by chance.
const LETTERS: usize = 3;

/// Makes one name of neighbours whose first letters stand in the text as an acronym.
pub fn merge(reading: &Reading<'_>, names: Vec<Named>) -> Vec<Named> {
    let spelt: HashSet<&str> =
        reading.tokens.iter().filter(|token| token.all_capitals()).map(|token| token.text).collect();
    if spelt.is_empty() {
        return names;
    }
    let mut out = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    let mut waiting: Vec<Named> = Vec::new();
    while let Some(name) = names.next() {
        waiting.push(name);
        while waiting.len() < MOST_PARTS && names.peek().is_some_and(|next| joins(reading, &waiting, next)) {
            waiting.extend(names.next());
        }
        settle(reading, &spelt, &mut waiting, &mut out);
    }
    out
}

fn joins(reading: &Reading<'_>, waiting: &[Named], next: &Named) -> bool {
    let Some(last) = waiting.last() else { return false };
    let between = reading.tokens.get(last.last..next.first).unwrap_or_default();
    (1..=MOST_JOINTS).contains(&between.len()) && between.iter().all(|token| JOINTS.contains(&token.text))
}

/// Puts out the longest stretches that are spelt, and what is none as it was.
fn settle(reading: &Reading<'_>, spelt: &HashSet<&str>, waiting: &mut Vec<Named>, out: &mut Vec<Named>) {
    let mut parts: &[Named] = waiting;
    while let Some((first, rest)) = parts.split_first() {
        let is_spelt = |end: usize| spelt.contains(initials(reading, first.first, parts[end].last).as_str());
        let end = (1..parts.len()).rev().find(|&end| !is_list(reading, &parts[..=end]) && is_spelt(end));
        match end {
            Some(end) => {
                let last = parts[end].last;
                let body = parts[..=end].iter().any(|part| part.kind == EntityKind::Organisation);
                let kind = if body { EntityKind::Organisation } else { EntityKind::Other };
                let full = super::words(reading, first.first, last);
                out.push(Named { first: first.first, last, kind, full, sure: true });
                parts = &parts[end + 1..];
            }
            None => {
                out.push(first.clone());
                parts = rest;
            }
        }
    }
    waiting.clear();
}

/// Whether the parts are places that are listed: "Britain, Brazil and China" beside "BBC" are three.
fn is_list(reading: &Reading<'_>, parts: &[Named]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let between = reading.tokens.get(first.last..last.first).unwrap_or_default();
    first.kind == EntityKind::Place && between.iter().any(|token| token.is(","))
}

/// The first letters of the words with a capital; nothing where they are fewer than an acronym has.
fn initials(reading: &Reading<'_>, first: usize, last: usize) -> String {
    let capitals = reading.tokens[first..last].iter().filter(|token| token.capital());
    let letters: String = capitals.filter_map(|token| token.text.chars().next()).collect();
    if letters.chars().count() >= LETTERS { letters } else { String::new() }
}
