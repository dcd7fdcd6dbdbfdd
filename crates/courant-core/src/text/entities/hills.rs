//! "Quorvan Hill said", "Rep. French Hill": somebody whose surname heads the names of places, whatever the given name.

use super::{cues, known};
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::word_set::WordSet;
use crate::text::words::Token;

/// Words before a name by which it is somewhere.
static WHERE: WordSet = WordSet::of(&[
    "in",
    "on",
    "near",
    "along",
    "across",
    "through",
    "the",
    "around",
    "at",
    "from",
    "to",
    "of",
    "over",
    "inside",
    "outside",
    "throughout",
    "into",
    "off",
    "around",
    "behind",
    "above",
    "below",
]);

/// Titles that stand before nobody but people.
static TITLES: WordSet = WordSet::of(&[
    "rep",
    "sen",
    "gov",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "congressman",
    "congresswoman",
    "senator",
    "judge",
    "sheriff",
]);

/// What somebody is who is told of behind the name: "Quorvan Hill, an adviser".
static ROLES: WordSet = WordSet::of(&[
    "adviser",
    "advisor",
    "strategist",
    "lawyer",
    "attorney",
    "consultant",
    "spokesman",
    "spokeswoman",
    "aide",
    "analyst",
    "pollster",
]);

/// Words that may stand between "a" and what somebody is.
const BETWEEN: usize = 3;

/// Whether the two words from `first` on are a person by what stands beside them, here or elsewhere in the text.
pub fn is_person(reading: &Reading<'_>, first: usize) -> bool {
    let Some([given, tail]) = reading.tokens.get(first..first + 2) else { return false };
    if !matches!(tail.text, "Hill" | "Lake") || !given.capital() || is_somewhere(reading, first) {
        return false;
    }
    let same = |pair: &[Token<'_>]| pair[0].text == given.text && pair[1].text == tail.text;
    reading.tokens.windows(2).enumerate().any(|(at, pair)| same(pair) && is_told(reading, at))
}

/// Whether what stands beside two words is said of people alone.
fn is_told(reading: &Reading<'_>, first: usize) -> bool {
    let word = |at: usize| reading.tokens.get(at).map_or_else(String::new, |token| token.text.to_lowercase());
    let is = |at: usize, mark: &str| reading.tokens.get(at).is_some_and(|token| token.is(mark));
    if is_somewhere(reading, first) {
        return false;
    }
    let before = first.checked_sub(1).filter(|before| !is(*before, ".")).or(first.checked_sub(2));
    let titled = before.is_some_and(|before| reading.tokens[before].capital() && TITLES.has(&word(before)));
    let seat = is(first + 2, "(") && reading.tokens.get(first + 3).is_some_and(|mark| super::is_party_mark(mark.text));
    let common = lexicon::english(&word(first)).is_some();
    let small = reading.tokens.get(first + 2).is_some_and(|next| !next.capital());
    let speaks = small && !common && speech::is_saying(reading.language, &word(first + 2));
    let behind = first + 4..first + 5 + BETWEEN;
    let role = is(first + 2, ",") && matches!(word(first + 3).as_str(), "a" | "an") && {
        let mark = |at: &usize| !(is(*at, ",") || is(*at, "."));
        behind.take_while(mark).any(|at| ROLES.has(&word(at)))
    };
    titled || seat || speaks || role
}

/// Whether a word for where stands before.
fn is_somewhere(reading: &Reading<'_>, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|before| WHERE.has(&reading.tokens[before].text.to_lowercase()))
        || known::is_place(&super::words(reading, first, first + 2))
        || cues::is_place(&reading.tokens[first].text.to_lowercase())
}
