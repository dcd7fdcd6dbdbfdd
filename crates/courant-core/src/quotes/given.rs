//! Whose given name says whether "he" or "she" may stand for them.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::entities::{gender_of_given_name, is_title};
use crate::text::speech::Gender;

/// The gender that the given name of a full name says; `None` where men and women bear it. Of a name of one word only a
/// woman's counts: those of men are surnames too, "Martin", "Gordon".
pub fn gender(full: &str) -> Option<Gender> {
    let mut words = full.split_whitespace().filter(|word| !is_title(&word.trim_end_matches('.').to_lowercase(), "en"));
    let first = words.next()?.to_lowercase();
    let said = gender_of_given_name(&first).or_else(|| further().get(first.as_str()).copied());
    said.filter(|gender| *gender == Gender::Female || words.next().is_some())
}

/// Given names that the list of names does not have, because some of them are everyday words or surnames: where a person
/// is known to be one, they say the gender all the same.
fn further() -> &'static FxHashMap<&'static str, Gender> {
    static CELL: OnceLock<FxHashMap<&'static str, Gender>> = OnceLock::new();
    CELL.get_or_init(|| {
        let row = |line: &'static str| {
            let (name, gender) = line.split_once('\t')?;
            Some((name, if gender == "m" { Gender::Male } else { Gender::Female }))
        };
        include_str!("given_names.txt").lines().filter_map(row).collect()
    })
}
