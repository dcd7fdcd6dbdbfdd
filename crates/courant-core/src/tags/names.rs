//! A name as a hashtag: without what a text puts before it, and not at all where capitals alone made one of it.

use super::plain::is_plain;
use super::spelling::fold;
use crate::model::EntityKind;
use crate::text::entities::{is_given_name, is_people, is_place, is_title};
use crate::text::lexicon;

/// Words that end an office before its holder's name: "Chief Executive Hock Tan".
const OFFICES: &[&str] =
    &["executive", "agent", "chief", "officer", "leader", "whip", "a.g.", "ag", "rep.", "sen.", "gov."];

/// What firms are under the law, as it ends their names.
const FIRMS: &[&str] =
    &["Ltd", "Inc", "Corp", "Co", "NV", "plc", "PLC", "AG", "GmbH", "LLC", "SA", "S.A.", "SpA", "AB", "Oyj", "SE"];

/// Heads of compounds that say what belongs to a name: "Lindvik-based", "Skerry-led".
const JOINED: &[&str] = &[
    "-based",
    "-born",
    "-backed",
    "-led",
    "-flagged",
    "-controlled",
    "-owned",
    "-affiliated",
    "-run",
    "-bound",
    "-made",
];

/// Given names that are words too.
#[rustfmt::skip]
const WORDS_TOO: &[&str] = &[
    "Rich", "Bill", "Will", "Mark", "Grant", "Chase", "Art", "Gene", "Dean", "Hope", "Grace", "Faith", "Joy", "Dick", "Jack", "Pat",
    "Sue", "Rob", "Drew", "Chip", "Buck", "Guy", "Bob", "Frank", "Ray", "Rose", "Lily", "Ruby", "Amber", "Dawn", "Summer", "April",
    "June", "May", "Max", "Miles", "Pierce", "Cliff", "Bud", "Nick", "Josh", "Tony", "Sunny", "Crystal", "Gray", "Reed", "Lance",
];

/// Short forms of states, which say little without the place before them.
const STATES: &[&str] =
    &["Calif", "Mass", "Penn", "Conn", "Ariz", "Colo", "Wash", "Mich", "Minn", "Tenn", "Okla", "Nev", "Ill", "Wis"];

/// The name to print for the fullest form of a name in a text; `None` where it is none.
pub fn cleaned(full: &str, kind: EntityKind, language: &str) -> Option<String> {
    let mut words: Vec<&str> = full.trim_start_matches("The ").split(' ').collect();
    // "Skerry Ferries Ltd": what it is under the law stands on no hashtag.
    if words.len() > 1 && kind != EntityKind::Person && words.last().is_some_and(|word| FIRMS.contains(word)) {
        words.pop();
        if words.len() > 1 && words.last() == Some(&"&") {
            words.pop();
        }
    }
    if language != "en" {
        // "Burmistrz Michał Tarnik", "Жителям Орловска": the capital of what stands before is the sentence's.
        let plain = |word: &str| is_plain(language, &fold(word, language)) || is_title(&word.to_lowercase(), language);
        let inflected = matches!(language, "ru" | "uk" | "pl");
        if inflected && kind == EntityKind::Person && words.len() > 1 && plain(words[0]) {
            words.remove(0);
            return (words.len() > 1).then(|| words.join(" "));
        }
        return Some(words.join(" "));
    }
    while words.len() > 1 && words.first().is_some_and(|word| matches!(*word, "A" | "An") || is_joined(word)) {
        words.remove(0);
    }
    if words.last().is_some_and(|word| is_joined(word)) {
        return None;
    }
    if kind == EntityKind::Person {
        words = person(words)?;
    }
    let several = words.len() > 1;
    let stop = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && *word != "Year"
            && lexicon::is_stop("en", &word.to_lowercase())
    };
    // "Will Ring", "Security With": a headline's words, not a name's.
    if several && kind != EntityKind::Organisation && !is_place(&words.join(" ")) && words.iter().skip(1).any(&stop)
        || several && words.first().is_some_and(|word| stop(word) && !matches!(*word, "New" | "First"))
    {
        return None;
    }
    // "North Korean", "House Democrat": who somebody is, not what a text is about.
    let people = words.last().is_some_and(|word| is_people(word) && !word.ends_with('s'));
    let state = !several && words.first().is_some_and(|word| STATES.contains(word));
    (!(state || people && several)).then(|| spelt(&words.join(" "), kind))
}

fn is_joined(word: &str) -> bool {
    let lower = word.to_lowercase();
    JOINED.iter().any(|ending| lower.ends_with(ending))
}

/// A person's own names: no office before them, no second name run into them.
fn person(mut words: Vec<&str>) -> Option<Vec<&str>> {
    let office = |word: &&str| {
        let lower = word.to_lowercase();
        is_title(&lower, "en")
            || OFFICES.contains(&lower.as_str())
            || lower.split_once('-').is_some_and(|(_, last)| is_title(last, "en"))
    };
    let given = |word: &&str| is_given_name(&word.to_lowercase()) || WORDS_TOO.contains(word);
    // The last office, unless nothing would be left behind it.
    if let Some(at) = words.iter().rposition(office).filter(|at| at + 1 < words.len()) {
        words.drain(..=at);
    }
    // "GETTY Oda Vane": whose picture it is.
    if words.len() > 1 && is_shouted(words[0]) && words[0].len() > 3 && !is_shouted(words[1]) {
        words.remove(0);
    }
    // "Broker Peter Vane": what a text runs into a name stands before the given name.
    let at = words.iter().position(given).filter(|at| (1..=2).contains(at) && words.len() - at == 2);
    let run_in = |at: &usize| is_common(words[at - 1]) || lexicon::english(&words[0].to_lowercase()).is_some();
    if let Some(at) = at.filter(run_in) {
        words.drain(..at);
    }
    if words.len() > 2 && words.iter().any(|word| is_glued(word)) {
        words.truncate(2);
        if !words.first().is_some_and(&given) || words.iter().any(|word| is_glued(word)) {
            return None;
        }
    }
    let known = words.first().is_some_and(|word| given(word) || word.ends_with('.'));
    let doubtful = words.len() > 1 && !known && words.iter().any(|word| is_common(word));
    (!doubtful).then_some(words)
}

/// "BrownThere": two words that lost the blank between them.
fn is_glued(word: &str) -> bool {
    let rest =
        ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "Du", "Fitz"].iter().find_map(|head| word.strip_prefix(head));
    let rest = rest.unwrap_or(word);
    rest.chars().zip(rest.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// Whether an English word is written small nearly everywhere.
fn is_common(word: &str) -> bool {
    lexicon::english(&word.to_lowercase()).is_some_and(|facts| facts.small >= 8)
        || lexicon::is_stop("en", &word.to_lowercase())
        || matches!(word, "GOP" | "House" | "Senate")
}

fn is_shouted(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase())
}

/// Capitals of a dateline or a headline made small: `SEOUL`, `IDA BRANDT`. Initials stay.
fn spelt(name: &str, kind: EntityKind) -> String {
    let title = |word: &str| {
        let mut chars = word.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    };
    let small = name.split(' ').map(title).collect::<Vec<_>>().join(" ");
    let shouted = name.split(' ').all(is_shouted);
    let person = kind == EntityKind::Person && name.contains(' ');
    if shouted && (is_place(&small) && name.chars().count() > 3 || person) { small } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_stands_on_the_door() {
        use EntityKind::{Organisation, Other, Person, Place};
        for (full, kind, expected) in [
            ("Vice-chancellor Louise Tarn", Person, Some("Louise Tarn")),
            ("Secretary Brackwell", Person, Some("Brackwell")),
            ("Skerry Chief Executive Oda Vane", Person, Some("Oda Vane")),
            ("Broker Peter Vane", Person, Some("Peter Vane")),
            ("GETTY Oda Vane", Person, Some("Oda Vane")),
            ("Anna Vane Peter BrackwellThere", Person, Some("Anna Vane")),
            ("Famous Lindvik", Person, None),
            ("Anna Vane Announces He", Person, None),
            ("A Wexcombe", Place, Some("Wexcombe")),
            ("SEOUL", Place, Some("Seoul")),
            ("IDA BRANDT", Person, Some("Ida Brandt")),
            ("NATO", Organisation, Some("NATO")),
            ("North Korean", Place, None),
            ("North Korea", Place, Some("North Korea")),
            ("Lindvik-based Skerry Company", Organisation, Some("Skerry Company")),
            ("Skerry-led", Other, None),
            ("Will Ring", Other, None),
            ("Ewan McVane", Person, Some("Ewan McVane")),
            ("Bureau of Tides", Organisation, Some("Bureau of Tides")),
            ("New Year", Other, Some("New Year")),
            ("Skerry Ferries Ltd", Organisation, Some("Skerry Ferries")),
            ("Vane & Co", Organisation, Some("Vane")),
        ] {
            assert_eq!(cleaned(full, kind, "en").as_deref(), expected, "{full}");
        }
    }
}
