//! Words in capitals that are shouted ("it is a DISGRACE, and RIGGED") and no names.

use std::collections::{BTreeSet, HashSet};

use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};

/// Letters from which on a common word in capitals is no body's short form.
const LONG: usize = 6;
/// Letters of a shortest word that is shouted.
const SHORT: usize = 3;
/// Shorter ones that are shouted and no body's letters.
const TWO: [&str; 12] = ["BE", "TO", "OF", "IS", "SO", "MY", "WE", "IF", "HE", "IN", "BY", "AN"];
/// Different common words in capitals by which a text shouts.
const LOUD: usize = 2;
/// How often small, of nine, a word is at least that is common.
const SMALL: u8 = 7;
/// Common words that are bodies' short forms too.
const BODIES: [&str; 2] = ["who", "aids"];
/// Endings of words that no name has, with the letters of the shortest that counts.
const ENDINGS: [&str; 9] = ["less", "ing", "ed", "ly", "ous", "ful", "tion", "able", "ment"];
const WITH_ENDING: usize = 7;

/// The words that the text has in capitals and that are no names: common words that also stand small, are long or help other words
/// along; all of them where it shouts several.
pub fn shouted(reading: &Reading<'_>, small: &HashSet<String>) -> HashSet<String> {
    if reading.language != "en" {
        return HashSet::new();
    }
    // "Immigration and Customs Enforcement (ICE)"
    let in_brackets: HashSet<&str> = reading
        .tokens
        .windows(3)
        .filter(|three| three[0].is("(") && three[2].is(")"))
        .map(|three| three[1].text)
        .collect();
    let capitals: BTreeSet<&str> = reading
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word && token.all_capitals() && !in_brackets.contains(token.text))
        .filter(|token| is_plain(token))
        .map(|token| token.text)
        .collect();
    let helps = |lower: &str| lexicon::is_stop("en", lower) && !BODIES.contains(&lower);
    let common =
        |lower: &str| lexicon::english(lower).is_some_and(|facts| facts.small >= SMALL) && !BODIES.contains(&lower);
    let loud =
        capitals.iter().filter(|word| common(&word.to_lowercase()) || helps(&word.to_lowercase())).count() >= LOUD;
    capitals
        .into_iter()
        .filter(|word| {
            let (lower, letters) = (word.to_lowercase(), word.chars().count());
            let ends = letters >= WITH_ENDING && ENDINGS.iter().any(|ending| lower.ends_with(ending));
            helps(&lower) || common(&lower) && (loud || letters >= LONG || small.contains(&lower)) || ends
        })
        .map(str::to_owned)
        .collect()
}

/// Whether a word is one of several in capitals, and none that only helps others along: a headline is known by its length.
pub fn is_among_capitals(reading: &Reading<'_>, at: usize) -> bool {
    let loud = |at: Option<usize>| {
        at.and_then(|at| reading.tokens.get(at))
            .is_some_and(|token| token.all_capitals() && token.text.chars().count() > SHORT)
    };
    let helps = lexicon::is_stop("en", &reading.tokens[at].text.to_lowercase());
    !helps && (loud(at.checked_sub(1)) || loud(Some(at + 1)))
}

/// Letters only, and no fewer than a word has.
fn is_plain(token: &Token<'_>) -> bool {
    TWO.contains(&token.text) || token.text.chars().count() >= SHORT && token.text.chars().all(char::is_alphabetic)
}
