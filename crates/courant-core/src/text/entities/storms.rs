//! Storms that have people's and towns' names: in a text on Hurricane Maria, Maria is the storm.

use std::collections::BTreeMap;

use super::{Named, cues, kinds, known};
use crate::model::EntityKind;
use crate::text::reading::Reading;

/// What storms are called by, before the name that they have of their own.
const STORMS: [&str; 7] = ["hurricane", "typhoon", "cyclone", "storm", "depression", "superstorm", "ex-hurricane"];

/// The bare names of storms, each with the first name in full that has it.
pub fn of_names<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, &'a str> {
    let mut found = BTreeMap::new();
    for full in names {
        let words: Vec<&str> = full.split(' ').collect();
        let bare = match words[..] {
            [storm, bare] if is_storm(storm) => bare,
            [tropical, storm, bare] if tropical.to_lowercase().ends_with("tropical") && is_storm(storm) => bare,
            _ => continue,
        };
        let lower = bare.to_lowercase();
        let head = cues::is_organisation(&lower) || cues::is_place(&lower) || cues::is_thing(&lower);
        if !head && !kinds::is_common(&lower) && bare.starts_with(char::is_uppercase) {
            found.entry(bare).or_insert(full);
        }
    }
    found
}

fn is_storm(word: &str) -> bool {
    STORMS.contains(&word.to_lowercase().as_str())
}

/// Gives a storm its bare name, unless the text has somebody called so, or a town: "in Florence, South Carolina".
pub fn settle(reading: &Reading<'_>, names: &mut [Named]) {
    let known: Vec<String> = names.iter().map(|name| name.full.clone()).collect();
    let storms = of_names(known.iter().map(String::as_str));
    for name in names.iter_mut() {
        let Some(storm) = storms.get(name.full.as_str()) else { continue };
        let borne = |other: &String| {
            other.split(' ').next() == Some(name.full.as_str())
                && other.contains(' ')
                && known::is_given_name(&name.full.to_lowercase())
        };
        if !is_town(reading, name) && !known.iter().any(borne) {
            (name.kind, name.sure, name.full) = (EntityKind::Other, true, (*storm).to_owned());
        }
    }
}

/// Whether a place that is known follows behind a comma.
fn is_town(reading: &Reading<'_>, name: &Named) -> bool {
    let token = |at: usize| reading.tokens.get(at);
    token(name.last).is_some_and(|comma| comma.is(","))
        && token(name.last + 1).is_some_and(|place| known::is_place(place.text) || place.all_capitals())
}
