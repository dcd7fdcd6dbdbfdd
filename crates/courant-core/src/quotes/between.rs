//! What stands between a quotation and the one before: whom it tells of though no name is known, and whose voice it is.

use super::clause;
use crate::text::entities::{Named, is_calendar};
use crate::text::reading::Reading;
use crate::text::word_set::WordSet;
use crate::text::words::TokenKind;

/// Tokens between "according" and whose account it is: "according to reporting from Ann Lee".
const ACCOUNT: usize = 6;

/// Whether a name is whose account a sentence gives: "according to Ann Lee".
pub fn is_source(reading: &Reading<'_>, name: &Named) -> bool {
    let before = || (name.first.saturating_sub(ACCOUNT)..name.first).rev().map(|at| &reading.tokens[at]);
    let same = || before().take_while(|token| !matches!(token.text, "," | ";" | "—" | "–" | "(" | ")" | "”" | "\""));
    clause::is_read(reading) && same().any(|token| token.text.eq_ignore_ascii_case("according"))
}

/// What somebody says is called by.
#[rustfmt::skip]
static VOICE: WordSet = WordSet::of(&[
    "statement", "statements", "answer", "answers", "reply", "response", "tweet", "tweets", "letter", "letters", "post", "posts",
    "email", "e-mail", "speech", "remarks", "words", "testimony", "column", "essay", "op-ed", "message",
]);

/// Whether a name is whose voice a sentence brings in: "Ann Lee’s answer", "Ann Lee (@annlee)".
pub fn is_voice(reading: &Reading<'_>, name: &Named) -> bool {
    let token = |at: usize| reading.tokens.get(at).map_or("", |token| token.text);
    let owner = match (token(name.last), token(name.last + 1)) {
        ("’" | "'", "s") => name.last + 2,
        ("’s" | "'s" | "’" | "'", _) => name.last + 1,
        ("(", next) if next.starts_with('@') => return true,
        _ => return false,
    };
    clause::is_read(reading) && (owner..owner + 2).any(|at| VOICE.has(&token(at).to_lowercase()))
}

/// Most tokens before a comma that only say when, where or how: "Later that day, Ann Lee".
const OPENING: usize = 12;

/// Whether a name opens the sentence that begins at `first`, over titles (`leads`), words that say when, and a part of it that
/// a comma closes.
pub fn opens(reading: &Reading<'_>, name: &Named, first: usize, leads: impl Fn(usize) -> bool) -> bool {
    let tokens = &reading.tokens;
    let at = over_titles(reading, name.first, first.max(name.first.saturating_sub(clause::BACK)), leads);
    let comma = at > first && tokens[at - 1].is(",");
    let says_when = |at: usize| {
        let word = tokens[at].text.to_lowercase();
        word.ends_with("ly")
            || is_calendar(&word)
            || matches!(word.as_str(), "then" | "but" | "and" | "so" | "yet" | "later")
    };
    at <= first + 1 || comma && at - first <= OPENING || (first..at).all(says_when)
}

/// Whether the name at `place` stands right behind a comma, over titles.
pub fn is_behind_comma(reading: &Reading<'_>, place: usize, leads: impl Fn(usize) -> bool) -> bool {
    let at = over_titles(reading, place, place.saturating_sub(clause::BACK), leads);
    at > 0 && reading.tokens[at - 1].is(",")
}

/// Where what a name is called by begins: its titles, and words with capitals.
fn over_titles(reading: &Reading<'_>, place: usize, first: usize, leads: impl Fn(usize) -> bool) -> usize {
    let joins = |at: usize| leads(at) || reading.tokens[at].kind == TokenKind::Word && reading.tokens[at].capital();
    (first..place).rev().take_while(|at| joins(*at)).last().unwrap_or(place)
}
