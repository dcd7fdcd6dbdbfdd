//! Words between marks that nobody says: what is only thought of, what stands on a thing, names of works.

use super::clause;
use super::marks::Marked;
use crate::text::reading::Reading;
use crate::text::speech;
use crate::text::word_set::WordSet;

/// Words before a verb of saying by which nothing is said, or not yet.
#[rustfmt::skip]
static UNSAID: WordSet = WordSet::of(&[
    "not", "never", "cannot", "without", "might", "should", "than", "gonna",
]);

/// What stands before "to" or "of" and a verb of saying by which nothing is said, or not yet.
static UNSAID_YET: WordSet =
    WordSet::of(&["going", "want", "wants", "wanted", "wanting", "if", "instead", "afraid", "refused", "supposed"]);

/// Things with words on them.
#[rustfmt::skip]
static THINGS: WordSet = WordSet::of(&[
    "shirt", "shirts", "t-shirt", "t-shirts", "sign", "signs", "banner", "banners", "flag", "flags", "hat", "hats", "cap", "caps",
    "placard", "placards", "poster", "posters", "sticker", "stickers", "slogan", "slogans", "label", "labels", "billboard",
    "billboards", "tattoo", "plaque", "button", "buttons", "pin", "pins", "mug", "mugs", "caption", "headline", "headlines",
    "sweatshirt", "hoodie", "graffiti", "chyron",
]);

/// Tokens between a thing and the verb that tells what stands on it: "a flag that says".
const ON: usize = 3;

/// Whether nobody says what the verb at `says` leads to: "rather than saying", "is going to say", "a flag that reads".
pub fn is_unsaid(reading: &Reading<'_>, from: usize, says: usize) -> bool {
    if !clause::is_read(reading) {
        return false;
    }
    let word = |back: usize| {
        says.checked_sub(back)
            .filter(|at| *at >= from)
            .map(|at| reading.tokens[at].text.to_lowercase())
            .unwrap_or_default()
    };
    let back = if word(1).ends_with("ly") || matches!(word(1).as_str(), "just" | "even" | "ever") { 2 } else { 1 };
    let near = word(back);
    let unsaid = UNSAID.has(&near) || near.ends_with("n’t") || near.ends_with("n't");
    let only = matches!(near.as_str(), "to" | "of") && UNSAID_YET.has(&word(back + 1));
    let on = (says.saturating_sub(ON).max(from)..says)
        .rev()
        .map(|at| reading.tokens[at].text.to_lowercase())
        .take_while(|word| word != "," && word != ".")
        .any(|word| THINGS.has(&word));
    unsaid || only || on && matches!(word(0).as_str(), "saying" | "says" | "said" | "read" | "reads" | "reading")
}

/// Tokens between a verb that says nothing and the words: "rather than saying to himself, “".
const LED: usize = 4;

/// Whether the words of the paragraph right before a quotation, up to the token `end`, say that nobody says it. `from` is
/// where they begin.
pub fn is_led(reading: &Reading<'_>, from: usize, end: usize) -> bool {
    let near = end.saturating_sub(LED).max(from)..end;
    let ended = |at: usize| matches!(reading.tokens[at].text, "." | "!" | "?" | ";" | "”" | "\"");
    let verb = near
        .rev()
        .take_while(|at| !ended(*at))
        .find(|at| speech::is_saying("en", &reading.tokens[*at].text.to_lowercase()));
    verb.is_some_and(|says| is_unsaid(reading, from, says))
}

/// Small words of titles that are as long as those with a capital.
static SMALL: WordSet = WordSet::of(&["with", "from", "into", "over", "than", "upon", "that", "your"]);

/// Fewest letters of a word that has a capital in titles.
const CAPITAL: usize = 4;

/// Whether marks hold a name written like the title of a work, inside somebody's sentence.
pub fn is_name(text: &str, mark: &Marked) -> bool {
    let inner = text[mark.inner.clone()].trim();
    let before = text[..mark.outer.start].trim_end();
    let words: Vec<&str> = inner.split_whitespace().collect();
    let small = |word: &&&str| word.starts_with(char::is_lowercase);
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= CAPITAL;
    let within = before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’'));
    within
        && (2..=8).contains(&words.len())
        && !inner.ends_with(['!', '?', '…'])
        && words.first().is_some_and(|word| !word.starts_with(char::is_lowercase))
        && words.iter().skip(1).any(|word| word.starts_with(char::is_uppercase) && long(word))
        && !words.iter().filter(small).any(|word| long(word) && !SMALL.has(word))
}
