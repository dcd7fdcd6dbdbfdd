//! Plain facts: countries and large cities in several languages, words for peoples, common given names.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::speech::Gender;
use crate::text::word_set::WordSet;

fn table(cell: &'static OnceLock<FxHashSet<&'static str>>, lines: &'static str) -> &'static FxHashSet<&'static str> {
    cell.get_or_init(|| lines.lines().collect())
}

/// Whether this, with its capitals, is a country, region or large city.
#[must_use]
pub fn is_place(name: &str) -> bool {
    static CELL: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    table(&CELL, include_str!("../data/places.txt")).contains(name)
}

/// Whether this, with its capitals, is a word for a people, a faith or a party's members.
#[must_use]
pub fn is_people(name: &str) -> bool {
    static CELL: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    table(&CELL, include_str!("../data/peoples.txt")).contains(name)
}

/// Bodies that nothing else tells from people: outlets and firms of one or two words.
static BODIES: WordSet = WordSet::of(&["Politico", "Intercept", "Goldman Sachs"]);

/// Whether this, with its capitals, is a well-known body.
pub fn is_body(name: &str) -> bool {
    BODIES.has(name)
}

/// Whether this, in lower case, is a common given name.
#[must_use]
pub fn is_given_name(lower: &str) -> bool {
    let names = given_names();
    names.contains_key(lower)
        || lower.split_once(['-', '‐']).is_some_and(|(a, b)| names.contains_key(a) && names.contains_key(b))
}

/// Whose given name this is, in lower case: `None` where it is not known, or where men and women bear it.
#[must_use]
pub fn gender_of_given_name(lower: &str) -> Option<Gender> {
    let first = lower.split(['-', '‐']).next().unwrap_or(lower);
    let whole = given_names().get(lower).copied().flatten();
    whole.or_else(|| given_names().get(first).copied().flatten().filter(|_| is_given_name(lower)))
}

/// Given names, each with an `m` or an `f` behind a tab where only men or only women bear it, in any language of the list.
fn given_names() -> &'static FxHashMap<&'static str, Option<Gender>> {
    static CELL: OnceLock<FxHashMap<&'static str, Option<Gender>>> = OnceLock::new();
    CELL.get_or_init(|| {
        let row = |line: &'static str| match line.split_once('\t') {
            Some((name, "m")) => (name, Some(Gender::Male)),
            Some((name, _)) => (name, Some(Gender::Female)),
            None => (line, None),
        };
        include_str!("../data/given_names.txt").lines().map(row).collect()
    })
}
