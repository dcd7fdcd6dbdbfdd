//! What an English run of capitals names where its words say otherwise than each of them alone: "Anita Hill" is no hill, "The Hill" no
//! place, "House GOP" nobody.

use super::{cues, hills, kinds, known};
use crate::model::EntityKind;
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::word_set::WordSet;
use crate::text::words::{Token, TokenKind};

/// Heads of places, bodies and things that are surnames too.
static SURNAMES: WordSet = WordSet::of(&[
    "hill", "lake", "beach", "hall", "lane", "park", "forest", "castle", "church", "post", "falls", "day", "law",
]);

/// Words before a name by which it is somewhere.
static WHERE: WordSet = WordSet::of(&["in", "on", "near", "along", "across", "through", "the", "around"]);

/// States that are written by two letters with points, the last of which may have ended the sentence.
const STATES: [&str; 10] = ["N.C", "S.C", "N.Y", "N.J", "N.H", "N.M", "N.D", "S.D", "D.C", "R.I"];

/// Letters of a body's short form at least: "Ed RO" may be somebody.
const LETTERS: usize = 3;

/// Titles that as well stand before what somebody is of: "a former Ferrymag model".
static OF_THINGS: WordSet = WordSet::of(&["former", "first", "home", "foreign", "deputy", "vice"]);

/// What somebody is to somebody: "a former Marlow aide".
#[rustfmt::skip]
static OF_PEOPLE: WordSet = WordSet::of(&[
    "aide", "aides", "adviser", "advisers", "advisor", "advisors", "lawyer", "lawyers", "attorney", "campaign", "official", "officials",
    "administration", "staffer", "staffers", "ally", "allies", "supporter", "supporters", "associate", "associates", "confidant", "fixer",
    "strategist", "chief", "director", "press", "spokesman", "spokeswoman", "voters", "appointee", "appointees", "rival", "staff",
]);

/// The kind, where the words of an English run tell it.
pub fn kind(reading: &Reading<'_>, first: usize, last: usize, lowers: &[String]) -> Option<(EntityKind, bool)> {
    let tokens = reading.tokens.get(first..last)?;
    let (head, tail) = (lowers.first()?, lowers.last()?);
    let before = first.checked_sub(1).map(|at| reading.tokens[at]);
    if known::is_body(&super::words(reading, first, last)) {
        return Some((EntityKind::Organisation, true));
    }
    if let [one] = tokens {
        let bare = one.text.trim_end_matches('.');
        if STATES.contains(&bare) && before.is_some_and(|before| before.is(",")) {
            return Some((EntityKind::Place, true));
        }
        if is_exit(head) {
            return Some((EntityKind::Other, true));
        }
        let body = cues::is_organisation(head) && !one.all_capitals() && !SURNAMES.has(head);
        return body.then_some((EntityKind::Organisation, true));
    }
    if is_surname_of(head, tail) && lowers.len() == 2 {
        let somewhere = before.is_some_and(|before| WHERE.has(&before.text.to_lowercase()));
        return (!somewhere).then_some((EntityKind::Person, true));
    }
    if lowers.len() == 2 && hills::is_person(reading, first) {
        return Some((EntityKind::Person, true));
    }
    if head == "the" && lowers.len() == 2 && (cues::is_place(tail) || cues::is_thing(tail)) {
        return Some((EntityKind::Other, true)); // "The Hill"
    }
    if head == "new" {
        return of_new(tokens, tail);
    }
    let given = known::is_given_name(head);
    let people = !given && lowers.len() == 2 && known::is_people(tokens[1].text) && !cues::is_title(head, "en");
    let of_place = known::is_place(tokens[0].text) && !GIVEN.has(head);
    let adjective = lexicon::english(head).is_some() || known::is_people(tokens[0].text);
    if people && (adjective || of_place || BEFORE_PEOPLE.has(head)) {
        return Some((EntityKind::Other, true)); // "Native American", "North Korean"
    }
    if !given && lowers.len() == 2 && known::is_people(tokens[0].text) && known::is_place(tokens[1].text) {
        return Some((EntityKind::Place, true)); // "Nazi Germany"
    }
    nobody_by_shape(tokens, lowers)
}

/// Compass words and houses of parliament before a word for people: "South Korean", "Senate Republican".
static BEFORE_PEOPLE: WordSet =
    WordSet::of(&["north", "south", "east", "west", "northern", "southern", "eastern", "western", "house", "senate"]);

/// What has a person's shape and is nobody: "Plan B", "Jim Crow", "King & Marlow".
fn nobody_by_shape(tokens: &[Token<'_>], lowers: &[String]) -> Option<(EntityKind, bool)> {
    let (head, tail) = (lowers.first()?, lowers.last()?);
    let given = known::is_given_name(head);
    let letter = tail.chars().count() == 1 && lowers.len() == 2 && tokens.iter().all(Token::capital);
    if letter && !given && kinds::is_common(head) || lowers == ["jim", "crow"] {
        return Some((EntityKind::Other, true));
    }
    let body = cues::is_organisation(tail) || cues::is_place(tail) || cues::is_thing(tail);
    if body || kinds::is_common(tail) || has_letters(tokens) || !tokens.iter().any(|token| token.is("&")) {
        return None;
    }
    Some((EntityKind::Other, true))
}

/// Whether a word tells where something is or whose time it is of, and names nothing: "York-based", "US-led".
pub fn is_by_place(word: &str) -> bool {
    ["-based", "-born", "-led", "-era"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a person may be called by these two words, the second of which is the head of a place or a body elsewhere.
fn is_surname_of(given: &str, tail: &str) -> bool {
    SURNAMES.has(tail) && known::gender_of_given_name(given).is_some() && !known::is_place(&capital(given))
}

/// Whether a bare word may be the surname of somebody whom the text has by such a name.
pub fn may_be_surname(reading: &Reading<'_>, at: usize, lower: &str) -> bool {
    let before = at.checked_sub(1).and_then(|at| reading.tokens.get(at)).map(|token| token.text.to_lowercase());
    let article = before.is_some_and(|before| matches!(before.as_str(), "the" | "a" | "an"));
    let named = |pair: &[Token<'_>]| {
        let [given, last] = pair else { return false };
        given.capital()
            && last.capital()
            && last.text.to_lowercase() == lower
            && is_surname_of(&given.text.to_lowercase(), lower)
    };
    reading.language == "en" && SURNAMES.has(lower) && !article && reading.tokens.windows(2).any(named)
}

/// "New Yorkers", "New York Democrat", "New York Yankees": not the place itself.
fn of_new(tokens: &[Token<'_>], tail: &str) -> Option<(EntityKind, bool)> {
    let place = |words: &str| known::is_place(words);
    let last = tokens.last()?.text;
    let stem = ["ers", "er"].iter().find_map(|ending| last.strip_suffix(ending));
    if tokens.len() == 2 && stem.is_some_and(|stem| place(&format!("New {stem}"))) {
        return Some((EntityKind::Other, true));
    }
    let of_place = tokens.len() == 3 && place(&format!("New {}", tokens[1].text));
    if !of_place || cues::is_place(tail) || cues::is_organisation(tail) || cues::is_thing(tail) {
        return None;
    }
    if known::is_people(last) {
        return Some((EntityKind::Other, true));
    }
    tail.ends_with('s').then_some((EntityKind::Organisation, true))
}

/// Leaving a union: "Brexit" and what is made like it.
fn is_exit(lower: &str) -> bool {
    lower
        .strip_suffix("xit")
        .is_some_and(|rest| rest.chars().count() > 1 && rest.ends_with('e') && lexicon::english(lower).is_none())
}

/// Places that people are called by as well: "Paris Hilton".
#[rustfmt::skip]
static GIVEN: WordSet = WordSet::of(&[
    "paris", "kent", "chad", "london", "holland", "kenya", "india", "china", "jordan", "israel", "georgia", "virginia", "carolina", "dakota",
    "austin", "dallas", "houston", "cleveland", "lincoln", "madison", "sydney", "florence", "chelsea", "brooklyn", "savannah", "charlotte",
    "victoria", "adelaide", "alexandria", "sofia", "vienna", "asia", "america", "trenton", "camden", "milan", "devon", "ireland", "troy",
    "orlando", "santiago", "regina", "jackson", "washington", "verona", "malaga", "cuba", "tyrone", "diego",
]);

/// What a run of English names that looks like somebody's and begins with a place ("Hanoi Hilton", a team: "Halden Bruins") or holds a
/// body's letters ("House GOP").
pub fn shape(tokens: &[Token<'_>], lowers: &[String]) -> Option<EntityKind> {
    let (first, tail) = (tokens.first()?, lowers.last()?);
    if has_letters(tokens) && !known::is_given_name(lowers.first()?) {
        return Some(EntityKind::Organisation);
    }
    let of_place = known::is_place(first.text) && !GIVEN.has(lowers.first()?) && !known::is_given_name(lowers.first()?);
    let team = lowers.len() == 2 && tail.ends_with('s') && !tail.ends_with("ss") && !kinds::is_common(tail);
    of_place.then_some(if team { EntityKind::Organisation } else { EntityKind::Other })
}

/// Where somebody's name begins in an English run that begins with a place or a body's letters: "Halden Ann Lee".
pub fn person_behind(reading: &Reading<'_>, begin: usize, end: usize) -> Option<usize> {
    let lower = |at: usize| reading.tokens[at].text.to_lowercase();
    if reading.language != "en" || end < begin + 3 || known::is_given_name(&lower(begin)) || GIVEN.has(&lower(begin)) {
        return None;
    }
    let first = &reading.tokens[begin];
    let letters = first.all_capitals() && first.text.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS;
    let named = |at: &usize| known::is_place(&super::words(reading, begin, *at)) || letters && *at == begin + 1;
    let at = (begin + 1..(begin + 3).min(end - 1)).find(named)?;
    let head =
        |at: usize| cues::is_organisation(&lower(at)) || cues::is_place(&lower(at)) || cues::is_thing(&lower(at));
    (known::gender_of_given_name(&lower(at)).is_some() && reading.tokens[at].capital() && !(at..end).any(head))
        .then_some(at)
}

/// Whether a body's letters stand among other words.
fn has_letters(tokens: &[Token<'_>]) -> bool {
    let letters =
        |token: &Token<'_>| token.all_capitals() && token.text.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS;
    let mixed = tokens.iter().any(|token| token.kind == TokenKind::Word && token.text.chars().any(char::is_lowercase));
    mixed && tokens.iter().any(letters)
}

/// Whether an English run is nobody although it speaks or looks like a name of two words: it begins with "The", is all of common words,
/// or has a body's letters in it ("House GOP").
pub fn is_nobody(tokens: &[Token<'_>], lowers: &[String]) -> bool {
    let Some(head) = lowers.first().filter(|_| lowers.len() > 1) else {
        return lowers.iter().any(|one| kinds::is_common(one) && !known::is_given_name(one));
    };
    if known::is_given_name(head) {
        return false;
    }
    // "Federal Reserve", "Daily Beast": a word that is no noun begins nobody's name.
    let adjective = lexicon::english(head).is_some_and(|facts| facts.small >= 5 && facts.noun <= 2);
    let given = matches!(head.as_str(), "grant" | "drew" | "will" | "rich" | "rob" | "pat");
    head == "the" || adjective && !given || lowers.iter().all(|lower| kinds::is_common(lower)) || has_letters(tokens)
}

/// Whether a title before a name tells what somebody is of, and not who: "a former Ferrymag model".
pub fn is_of_thing(reading: &Reading<'_>, title: &str, last: usize) -> bool {
    let next = reading.tokens.get(last).filter(|next| next.kind == TokenKind::Word && !next.capital());
    let noun = |next: &Token<'_>| lexicon::english(&next.text.to_lowercase()).is_some_and(|facts| facts.noun >= 4);
    let of_somebody = next.is_some_and(|next| OF_PEOPLE.has(next.text));
    !of_somebody && reading.language == "en" && OF_THINGS.has(title) && next.is_some_and(noun)
}

fn capital(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
