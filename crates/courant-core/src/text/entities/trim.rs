//! Takes off a run of capitals what is no part of a name: titles, peoples, offices and stray words.

use super::runs::Seen;
use super::{cues, english, kinds, known, offices};
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};

/// Takes titles, peoples and stray words off a run, which may leave several names or none.
pub fn trim(
    reading: &Reading<'_>,
    seen: &Seen,
    first: usize,
    last: usize,
    sentence: usize,
    titled: bool,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut begin, mut end) = (first, last);
    while begin < end {
        let token = reading.tokens[begin];
        let lower = token.text.to_lowercase();
        if token.is(".") || is_title_here(reading, seen, begin, end, &lower) {
            begin += 1;
        } else if known::is_people(token.text) && end - begin > 1 && splits_after_people(reading, begin, end) {
            found.push((begin, begin + 1));
            begin += 1;
        } else if begin == sentence
            && end - begin > 1
            && !titled
            && seen.small.contains(&lower)
            && !known::is_given_name(&lower)
            && !known::is_place(token.text)
            && !known::is_place(&super::words(reading, begin, end))
        {
            begin += 1; // "Police Chief Lee": the first word has its capital from the sentence
        } else {
            break;
        }
    }
    if let Some(cut) = offices::before_person(reading, begin, end) {
        if offices::is_named(reading, begin, cut) {
            found.push((begin, cut));
        }
        begin = cut;
    }
    if let Some(person) = english::person_behind(reading, begin, end) {
        found.push((begin, person));
        begin = person;
    }
    if let Some((role, holder)) = offices::role_within(reading, begin, end, &seen.surnames) {
        if offices::is_body(reading, begin, role) {
            found.push((begin, role));
        }
        begin = holder;
    }
    if let Some(cut) = offices::behind_person(reading, begin, end) {
        found.push((cut, end));
        end = cut;
    }
    while end > begin && reading.tokens[end - 1].is(".") {
        end -= 1;
    }
    let tokens = reading.tokens.get(begin..end).unwrap_or_default();
    let shouts = tokens.iter().all(Token::all_capitals) && tokens.iter().any(|token| seen.shouted.contains(token.text));
    if begin < end && !shouts && stands(reading, begin, end) {
        found.push((begin, end));
    }
    found.sort_unstable();
    found
}

/// Whether a title's word begins a name here: "General Electric", "Home Depot", "Saint Petersburg", "Miss Universe". It is a
/// title before another title, a given name, or a surname that the text has behind a given name.
fn is_head_of_name(reading: &Reading<'_>, seen: &Seen, at: usize, end: usize, lower: &str) -> bool {
    let word = |at: usize| reading.tokens[at].text.to_lowercase();
    let next = word(at + 1);
    let title = |at: usize| at < end && cues::is_title(&word(at), reading.language);
    let person = known::is_given_name(&next) || seen.surnames.contains(&next);
    let common = kinds::is_common(&next) || next.strip_suffix('s').is_some_and(kinds::is_common);
    match lower {
        "saint" => true,
        // "Foreign Affairs Minister"
        "first" | "home" | "prime" | "foreign" | "vice" => !(title(at + 1) || title(at + 2) || person),
        "captain" | "miss" => {
            let short = end - at == 2 && reading.tokens[at + 1].kind == TokenKind::Word;
            (common || short) && !title(at + 1) && !person
        }
        "general" | "father" | "major" | "king" | "queen" | "prince" => common && !title(at + 1) && !person,
        _ => false,
    }
}

fn is_title_here(reading: &Reading<'_>, seen: &Seen, at: usize, end: usize, lower: &str) -> bool {
    if !cues::is_title(lower, reading.language) {
        return false;
    }
    if end - at > 1 && is_head_of_name(reading, seen, at, end, lower) {
        return false;
    }
    // "King & Marlow"
    if reading.language == "en" && at + 2 < end && reading.tokens[at + 1].is("&") {
        return false;
    }
    // "First National Bank", "Home Office", "King County" and "Prince" alone are names or heads of names.
    let rest_is_body = (at + 1..end).any(|token| {
        let lower = reading.tokens[token].text.to_lowercase();
        cues::is_organisation(&lower) || cues::is_place(&lower) || cues::is_thing(&lower)
    });
    !(rest_is_body
        && matches!(
            lower,
            "first"
                | "home"
                | "foreign"
                | "king"
                | "queen"
                | "prince"
                | "general"
                | "major"
                | "vice"
                | "interior"
                | "defense"
                | "defence"
                | "finance"
                | "justice"
                | "prime"
                | "saint"
                | "don"
                | "premier"
                | "sr"
                | "m"
        ))
        && (lower != "m" || reading.language == "fr")
        && (lower != "don" || reading.language == "es")
}

fn splits_after_people(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let next = reading.tokens[at + 1].text.to_lowercase();
    let body = (at + 1..end).any(|token| {
        let lower = reading.tokens[token].text.to_lowercase();
        cues::is_organisation(&lower) || cues::is_place(&lower) || cues::is_thing(&lower)
    });
    !body && (cues::is_title(&next, reading.language) || known::is_given_name(&next) || end - at > 2)
}

/// A name has a letter besides its first, and is no bare role.
fn stands(reading: &Reading<'_>, begin: usize, end: usize) -> bool {
    let letters: usize =
        reading.tokens[begin..end].iter().map(|token| token.text.chars().filter(|c| c.is_alphabetic()).count()).sum();
    let lower = reading.tokens[begin].text.to_lowercase();
    letters > 1
        && !(reading.language == "en" && english::is_by_place(reading.tokens[end - 1].text))
        && !is_headline(reading, begin, end)
        && !(end - begin == 1 && (cues::is_title(&lower, reading.language) || is_bare_head(reading, begin, &lower)))
}

/// Words from which on a run with words that no name has in it is a headline.
const HEADLINE: usize = 5;

/// Whether a run is a headline of capitals ("Town Seizes Ship Suspected Of Smuggling") and no name: names write their small words
/// small and hold few verbs.
fn is_headline(reading: &Reading<'_>, begin: usize, end: usize) -> bool {
    let run = &reading.tokens[begin..end];
    let shouted = run.len() >= SHOUTED && run.iter().all(|token| token.all_capitals() || token.kind != TokenKind::Word);
    if reading.language != "en" || end - begin < HEADLINE || shouted {
        return shouted;
    }
    let lower = |token: &Token<'_>| token.text.to_lowercase();
    let small =
        |token: &Token<'_>| token.capital() && !token.all_capitals() && FUNCTION.contains(&lower(token).as_str());
    let verb = |token: &&Token<'_>| {
        let lower = lower(token);
        let facts = lexicon::english(&lower).filter(|_| lower.ends_with('s') || lower.ends_with("ed"));
        token.capital() && facts.is_some_and(|facts| facts.small >= 7 && facts.noun <= 3)
    };
    let tail = lower(&run[run.len() - 1]);
    let body = cues::is_organisation(&tail) || cues::is_place(&tail) || cues::is_thing(&tail);
    run[1..].iter().any(small) || !body && run[1..].iter().filter(verb).count() > 1
}

/// Words in capitals in a row that are a headline.
const SHOUTED: usize = 4;

/// Words that no name writes with a capital in its midst.
const FUNCTION: &[&str] = &[
    "of", "to", "in", "on", "at", "by", "for", "from", "with", "over", "after", "as", "and", "or", "the", "is", "are",
    "was", "were", "will", "has", "have", "into", "about", "against", "during", "amid", "before", "that", "who", "his",
    "her", "their", "its",
];

/// `the House`, `the Senate` stay; `Street` or `Company` alone is no name.
fn is_bare_head(reading: &Reading<'_>, at: usize, lower: &str) -> bool {
    let keeps = matches!(
        lower,
        "congress"
            | "senate"
            | "parliament"
            | "house"
            | "bundestag"
            | "bundesrat"
            | "bundeswehr"
            | "senado"
            | "congreso"
    );
    !keeps
        && !english::may_be_surname(reading, at, lower)
        && (cues::is_organisation(lower) || cues::is_place(lower) || cues::is_thing(lower))
        && !reading.tokens[at].all_capitals()
        && !known::is_place(reading.tokens[at].text)
}
