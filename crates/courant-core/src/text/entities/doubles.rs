//! Surnames of two words that "y" (Spanish) or "e" (Portuguese) joins: Ortega y Gasset, Costa e Silva.

use std::collections::{HashMap, HashSet};

use super::{cues, known};
use crate::text::reading::Reading;

/// Words back from a surname among which its given name stands: "Luís da Costa", "Juan Carlos de la Vega".
const BACK: usize = 5;

/// How a pair of words stands in a text.
#[derive(Default)]
struct Pair {
    /// How often.
    stands: usize,
    /// How often behind a given name.
    whole: usize,
    /// Whether a particle was between.
    particle: bool,
}

/// The pairs of words that are one surname in this text. Two people are joined by the same words ("Pedro Soler y Vidal came"),
/// so a pair counts where it stands twice or has a particle ("de la Vega y Ruiz"), and its second word never stands alone.
pub fn doubles(reading: &Reading<'_>) -> HashSet<(String, String)> {
    let joint = match reading.language {
        "es" => "y",
        "pt" => "e",
        _ => return HashSet::new(),
    };
    let tokens = &reading.tokens;
    let mut pairs: HashMap<(&str, &str), Pair> = HashMap::new();
    let (mut alone, mut shared): (HashSet<&str>, HashSet<&str>) = (HashSet::new(), HashSet::new());
    for at in 0..tokens.len() {
        let second = tokens[at];
        if !second.capital() {
            continue;
        }
        let first = at.checked_sub(2).filter(|first| tokens[at - 1].is(joint) && tokens[*first].capital());
        match first {
            Some(first) if may_be_surname(tokens[first].text) && may_be_surname(second.text) => {
                let (given, particle) = lead(reading, first);
                let pair = pairs.entry((tokens[first].text, second.text)).or_default();
                pair.stands += 1;
                pair.whole += usize::from(given);
                pair.particle |= given && particle;
            }
            _ => {
                let behind = at.checked_sub(1).is_some_and(|before| tokens[before].capital());
                if behind { &mut shared } else { &mut alone }.insert(second.text);
            }
        }
    }
    pairs
        .into_iter()
        .filter(|((_, second), pair)| {
            // Where somebody else bears the second word too, it has to be the whole name that recurs.
            let least = if shared.contains(second) { 2 } else { 1 };
            pair.whole >= least && (pair.stands > 1 || pair.particle) && !alone.contains(second)
        })
        .map(|((first, second), _)| (first.to_owned(), second.to_owned()))
        .collect()
}

/// Whether a given name stands before a surname, and whether a particle stands between.
fn lead(reading: &Reading<'_>, surname: usize) -> (bool, bool) {
    let mut particle = false;
    for at in (surname.saturating_sub(BACK)..surname).rev() {
        let token = reading.tokens[at];
        if known::is_given_name(&token.text.to_lowercase()) && token.capital() {
            return (true, particle);
        }
        let joins = matches!(token.text, "de" | "da" | "do" | "dos" | "das" | "del" | "la" | "las" | "los");
        if !token.capital() && !joins {
            break;
        }
        particle |= joins;
    }
    (false, false)
}

fn may_be_surname(word: &str) -> bool {
    let lower = word.to_lowercase();
    let body = cues::is_organisation(&lower) || cues::is_place(&lower) || cues::is_calendar(&lower);
    !body && !known::is_given_name(&lower) && !known::is_place(word) && !known::is_people(word)
}
