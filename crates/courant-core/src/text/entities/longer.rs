//! Short forms of names of several words: "the Crossing Company" after "the Skerry Crossing Company".

use std::collections::{BTreeMap, BTreeSet};

use super::{cues, known};
use crate::model::EntityKind;

/// Words that make another body of the same name: the Social Democratic Party is not the Democratic Party.
const APART: &[&str] = &[
    "social",
    "christian",
    "liberal",
    "new",
    "old",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "upper",
    "lower",
    "young",
    "former",
    "free",
    "junior",
    "real",
    "great",
    "greater",
    "nueva",
    "nuevo",
    "nouveau",
    "nouvelle",
    "neue",
    "neuer",
];

/// Bodies that every country or state has one of, so that the bare name may mean the reader's own.
const EVERYWHERE: &[&str] =
    &["court", "party", "senate", "house", "congress", "parliament", "assembly", "league", "cup", "series", "guard"];

/// Bodies that most countries or towns have one of: the bare name means the one that was named as long as the text turns to
/// no other country or town.
#[rustfmt::skip]
const MANY: &[&str] = &[
    "ministry", "bank", "force", "forces", "army", "navy", "police", "department", "agency", "union", "office", "theatre",
    "theater", "council", "authority", "commission", "federation", "association", "university", "orchestra", "museum", "corps",
    "cross", "crescent", "bureau", "board", "service", "services", "institute", "academy", "society", "church", "government",
    "embassy", "railway", "railways", "airlines", "airways", "chamber", "team", "health", "justice", "defence", "defense",
    "finance", "education", "state", "affairs", "times", "post", "opera",
];

/// Words behind a body before the place where it has its seat, in the languages that the names of bodies are joined in.
#[rustfmt::skip]
const SEATED: &[&str] = &[
    "in", "of", "at", "for", "near", "from", "de", "à", "du", "des", "en", "del", "di", "a", "da", "do", "em", "no", "na", "aus",
    "von", "te", "van", "w", "we", "i", "в", "во", "на",
];

/// Articles between such a word and the place.
const ARTICLES: &[&str] = &["the", "la", "le", "les", "el", "los", "las", "der", "den", "dem", "o", "os", "as"];

/// Most words that a longer name has more: what has still more is a headline or a caption that ran into a name.
const MORE: usize = 2;

/// Letters that a country and its people have in common at least: Norway, Norwegian.
const ROOT: usize = 4;

/// A name where it stands, its place in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'a> {
    /// The name with single blanks, or what it stands for.
    pub name: &'a str,
    /// What it names.
    pub kind: EntityKind,
    /// Its first byte in the text and one past its last.
    pub place: (usize, usize),
}

/// For each mention of a body or place of several words, the longer name of the same kind that the text has introduced before
/// and that ends in its words, where it is the only one and nothing speaks for another body of the same words. `mentions`
/// are the text's names in order. People are joined by surname instead, and what is of no known kind by nothing.
pub fn fuller<'a>(text: &str, mentions: &[Mention<'a>]) -> Vec<Option<(&'a str, EntityKind)>> {
    let longer = longer_names(mentions);
    // Short forms that meant another body last, until the long form stands again.
    let mut apart: BTreeSet<&str> = BTreeSet::new();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::with_capacity(mentions.len());
    for (at, mention) in mentions.iter().enumerate() {
        let long = longer.get(mention.name).copied();
        if let Some((long, _)) = long {
            let between = mentions.get(last.get(long).map_or(0, |at| at + 1)..at).unwrap_or_default();
            let other = is_seated_elsewhere(text, mention, long) || is_one_of_many(mention.name, long, between);
            if other {
                apart.insert(long);
            }
        } else {
            apart.remove(mention.name);
            last.insert(mention.name, at);
        }
        found.push(long.filter(|(long, _)| !apart.contains(long)));
    }
    found
}

/// Each short form of a text with what it may stand for.
fn longer_names<'a>(mentions: &[Mention<'a>]) -> BTreeMap<&'a str, (&'a str, EntityKind)> {
    let mut known: Vec<(&str, EntityKind)> = Vec::new();
    for Mention { name, kind, .. } in mentions {
        if matches!(kind, EntityKind::Organisation | EntityKind::Place)
            && name.contains(' ')
            && known.iter().all(|(other, _)| other != name)
        {
            known.push((name, *kind));
        }
    }
    let longer = |at: usize| {
        let (short, of_kind) = known[at];
        let mut longer =
            known.iter().enumerate().filter(|(_, (long, kind))| *kind == of_kind && is_short_form(short, long));
        let only = longer.next().filter(|(before, _)| *before < at && longer.next().is_none());
        only.map(|(_, long)| (short, *long))
    };
    (0..known.len()).filter_map(longer).collect()
}

/// "The Air Force in Tehran" after the Israeli Air Force, "Kyiv's Foreign Ministry" after the Russian one.
fn is_seated_elsewhere(text: &str, mention: &Mention<'_>, long: &str) -> bool {
    let (start, end) = mention.place;
    let after = text.get(end..).unwrap_or_default();
    let mut words = after.split_whitespace();
    let seat = words.next().filter(|word| after.starts_with(' ') && SEATED.contains(word));
    let place = seat.and_then(|_| words.find(|word| !ARTICLES.contains(word)));
    let before = text.get(..start).unwrap_or_default().trim_end();
    let owner = ["’s", "'s"].iter().find_map(|mark| before.strip_suffix(mark));
    let owner = owner.and_then(|owner| owner.split_whitespace().next_back());
    [place, owner].into_iter().flatten().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.starts_with(char::is_uppercase) && !cues::is_calendar(&word.to_lowercase()) && !shares_root(word, long)
    })
}

/// Whether the body's country or town is left out and another was named since the body was (`between`).
fn is_one_of_many(short: &str, long: &str, between: &[Mention<'_>]) -> bool {
    let more = long.strip_suffix(short).unwrap_or_default().trim_end();
    let tail = short.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let elsewhere = |mention: &Mention<'_>| {
        let named = mention.kind == EntityKind::Place || is_country(mention.name);
        named && !mention.name.split(' ').any(|word| shares_root(word, long))
    };
    MANY.contains(&tail.as_str()) && is_country(more) && between.iter().any(elsewhere)
}

/// Whether a place or people known to all is in these words.
fn is_country(words: &str) -> bool {
    let known = |name: &str| known::is_place(name) || known::is_people(name);
    known(words) || words.split(' ').any(known)
}

fn shares_root(word: &str, long: &str) -> bool {
    let root: String = word.chars().take(ROOT).collect();
    long.split(' ').any(|other| other == word || root.chars().count() == ROOT && other.starts_with(&root))
}

/// Whether the one is the end of the other, and what the other has more parts nothing else from it.
fn is_short_form(short: &str, long: &str) -> bool {
    let Some(more) = long.strip_suffix(short).and_then(|more| more.strip_suffix(' ')) else { return false };
    let last = more.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let owned = more.ends_with(['’', '\'']) || last.ends_with("’s") || last.ends_with("'s");
    let joined = cues::is_particle(&last)
        || matches!(last.as_str(), "of" | "for" | "the" | "and" | "in" | "by" | "&")
        || last.ends_with("-based");
    let tail = short.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let national = (known::is_place(more) || known::is_people(more)) && EVERYWHERE.contains(&tail.as_str());
    let ran_in = more.split(' ').count() > MORE || long.matches(short).count() > 1;
    !(ran_in
        || owned
        || joined
        || national
        || APART.contains(&last.as_str())
        || known::is_place(short)
        || known::is_people(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&'static str], expected: &str) {
        let mention = |name: &&'static str| Mention { name, kind: EntityKind::Organisation, place: (0, 0) };
        let found = fuller("", &names.iter().map(mention).collect::<Vec<_>>());
        let joined = names.iter().zip(found).filter_map(|(short, long)| Some(format!("{short}={}", long?.0)));
        assert_eq!(joined.collect::<Vec<_>>().join(", "), expected, "{names:?}");
    }

    #[test]
    fn a_short_form_means_what_was_introduced_in_full() {
        check(&["Skerry Crossing Company", "Crossing Company"], "Crossing Company=Skerry Crossing Company");
        check(
            &["Wexcombe Police Department", "Halden", "Police Department"],
            "Police Department=Wexcombe Police Department",
        );
        check(&["Skerry Crossing Company", "Company"], "");
        // Named before it was introduced, it may be another.
        check(&["Crossing Company", "Skerry Crossing Company"], "");
        check(&["Skerry River Board", "Lenn River Board", "River Board"], "");
        check(&["Social Democratic Party", "Democratic Party"], "");
        check(&["Norway Supreme Court", "Supreme Court"], "");
        check(&["University of South Halden", "South Halden"], "");
        check(&["Bank of Halden", "Bank of Halden Museum"], "");
    }
}
