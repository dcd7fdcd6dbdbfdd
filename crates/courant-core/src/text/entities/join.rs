//! Lets the whole text speak for each name: one kind for one form, full names for bare surnames and short forms, bodies for
//! acronyms.

use std::collections::BTreeMap;

use super::{Named, known, longer};
use crate::model::EntityKind;
use crate::text::reading::Reading;

/// Settles kinds and full names.
pub fn join(reading: &Reading<'_>, names: &mut [Named]) {
    settle(reading, names);
    let fuller = longer::fuller(names.iter().map(|name| (name.full.as_str(), name.kind)));
    let fuller: BTreeMap<String, (String, EntityKind)> =
        fuller.into_iter().map(|(short, (long, kind))| (short.to_owned(), (long.to_owned(), kind))).collect();
    for name in names.iter_mut().filter(|name| name.kind != EntityKind::Person) {
        if let Some((long, kind)) = fuller.get(&name.full) {
            (name.full, name.kind) = (long.clone(), *kind);
        }
    }
}

/// One kind for one form, full names for surnames and acronyms.
fn settle(reading: &Reading<'_>, names: &mut [Named]) {
    agree(names);
    let people = surnames(names);
    let bodies = acronyms(reading, names);
    for name in names.iter_mut() {
        if let Some(body) = bodies.get(&name.full) {
            (name.kind, name.full) = (EntityKind::Organisation, body.clone());
            continue;
        }
        let single = !name.full.contains(' ');
        // "in Lee's view" makes no place of Ann Lee.
        let unknown_place = name.kind == EntityKind::Place && !known::is_place(&name.full);
        if single
            && (name.kind == EntityKind::Person || !name.sure || unknown_place)
            && let Some(full) = people.get(&name.full)
        {
            (name.kind, name.sure) = (EntityKind::Person, true);
            name.full = full.clone().unwrap_or_else(|| name.full.clone());
        }
    }
}

/// One form has one kind: the one with the most reason in the text.
fn agree(names: &mut [Named]) {
    let mut votes: BTreeMap<String, BTreeMap<EntityKind, usize>> = BTreeMap::new();
    for name in names.iter() {
        *votes.entry(name.full.clone()).or_default().entry(name.kind).or_default() += if name.sure { 4 } else { 1 };
    }
    for name in names.iter_mut() {
        let best = votes
            .get(&name.full)
            .and_then(|votes| votes.iter().max_by_key(|(kind, votes)| (**votes, std::cmp::Reverse(**kind))));
        if let Some((kind, votes)) = best {
            name.sure |= *votes >= 4;
            name.kind = *kind;
        }
    }
}

/// First and last words of people's full names, with the first full name that has them; with none where two people
/// share the word, so that nobody is given what the other said.
fn surnames(names: &[Named]) -> BTreeMap<String, Option<String>> {
    let mut people: BTreeMap<String, Option<String>> = BTreeMap::new();
    for name in names.iter().filter(|name| name.kind == EntityKind::Person) {
        let Some(ends) = ends(&name.full) else { continue };
        for word in [ends.0, ends.1] {
            let known = people.entry(word.to_owned()).or_insert_with(|| Some(name.full.clone()));
            // With a middle name or without, it is one person.
            if known.as_deref().and_then(self::ends).is_some_and(|other| other != ends) {
                *known = None;
            }
        }
    }
    people
}

/// The first and the last word of a name that has more than one.
fn ends(full: &str) -> Option<(&str, &str)> {
    let mut words = full.split(' ');
    words.next().zip(words.next_back())
}

/// `European Space Agency (ESA)`: the acronym stands for the body before it.
fn acronyms(reading: &Reading<'_>, names: &[Named]) -> BTreeMap<String, String> {
    let mut bodies = BTreeMap::new();
    for pair in names.windows(2) {
        let [body, short] = pair else { continue };
        let bracket = short.first == body.last + 1 && reading.tokens[body.last].is("(");
        if bracket && short.last == short.first + 1 && reading.tokens[short.first].all_capitals() {
            let initials: String = body
                .full
                .split([' ', '-'])
                .filter_map(|word| word.chars().next())
                .filter(|c| c.is_uppercase())
                .collect();
            if initials.contains(&short.full) || short.full.chars().all(|c| initials.contains(c)) {
                bodies.insert(short.full.clone(), body.full.clone());
                bodies.insert(body.full.clone(), body.full.clone());
            }
        }
    }
    bodies
}
