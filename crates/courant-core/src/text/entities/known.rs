//! Plain facts: countries and large cities in several languages, words for peoples, common given names.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

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

/// Whether this, in lower case, is a common given name.
#[must_use]
pub fn is_given_name(lower: &str) -> bool {
    static CELL: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    let names = table(&CELL, include_str!("../data/given_names.txt"));
    names.contains(lower) || lower.split_once(['-', '‐']).is_some_and(|(a, b)| names.contains(a) && names.contains(b))
}
