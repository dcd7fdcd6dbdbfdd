//! Lets the whole text speak for each name: one kind for one form, full names for bare surnames and short forms, bodies for
//! acronyms.

use std::collections::BTreeMap;

use super::bearers::{self, Meant, Mention};
use super::{Named, known, longer, namesakes, storms};
use crate::model::EntityKind;
use crate::text::reading::Reading;

/// Settles kinds and full names.
pub fn join(reading: &Reading<'_>, names: &mut [Named]) {
    settle(reading, names);
    let mentions: Vec<longer::Mention<'_>> = names
        .iter()
        .map(|name| longer::Mention { name: &name.full, kind: name.kind, place: place(reading, name) })
        .collect();
    let fuller: Vec<Option<(String, EntityKind)>> = longer::fuller(reading.text, &mentions)
        .into_iter()
        .map(|fuller| fuller.map(|(long, kind)| (long.to_owned(), kind)))
        .collect();
    for (name, fuller) in names.iter_mut().zip(fuller) {
        if let Some((long, kind)) = fuller.filter(|_| name.kind != EntityKind::Person) {
            (name.full, name.kind) = (long, kind);
        }
    }
}

/// Where a name stands, in bytes.
fn place(reading: &Reading<'_>, name: &Named) -> (usize, usize) {
    (reading.tokens[name.first].start, reading.tokens[name.last - 1].end)
}

/// One kind for one form, full names for surnames and acronyms.
fn settle(reading: &Reading<'_>, names: &mut [Named]) {
    namesakes::settle(reading, names);
    agree(names);
    storms::settle(reading, names);
    let bodies = acronyms(reading, names);
    for name in names.iter_mut() {
        if let Some(body) = bodies.get(&name.full) {
            (name.kind, name.full) = (EntityKind::Organisation, body.clone());
        }
    }
    for (at, meant) in people(reading, names) {
        if let Some(name) = names.get_mut(at).filter(|_| meant != Meant::Itself) {
            (name.kind, name.sure) = (EntityKind::Person, true);
            if let Meant::Person(full) = meant {
                name.full = full;
            }
        }
    }
}

/// For the names that are people or may be, by their places: whom they mean.
fn people(reading: &Reading<'_>, names: &[Named]) -> Vec<(usize, Meant)> {
    let may_be = |name: &Named| {
        // "in Lee's view" makes no place of Ann Lee.
        let unknown_place = name.kind == EntityKind::Place && !known::is_place(&name.full);
        name.kind == EntityKind::Person || !name.full.contains(' ') && (!name.sure || unknown_place)
    };
    let (places, mentions): (Vec<usize>, Vec<Mention<'_>>) = names
        .iter()
        .enumerate()
        .filter(|(_, name)| may_be(name))
        .map(|(at, name)| {
            let (start, end) = place(reading, name);
            (at, Mention { name: &name.full, start, end })
        })
        .unzip();
    places.into_iter().zip(bearers::meant(reading.text, reading.language, &mentions)).collect()
}

/// One form has one kind: the one with the most reason in the text. What only has capitals for it, however often, speaks against
/// nothing: somebody who is "Mr. Lind" three times is no thing for being "Lind" twenty times.
fn agree(names: &mut [Named]) {
    let mut votes: BTreeMap<String, BTreeMap<EntityKind, (usize, usize)>> = BTreeMap::new();
    for name in names.iter() {
        let (sure, all) = votes.entry(name.full.clone()).or_default().entry(name.kind).or_default();
        *sure += usize::from(name.sure);
        *all += 1;
    }
    for name in names.iter_mut() {
        let best = votes
            .get(&name.full)
            .and_then(|votes| votes.iter().max_by_key(|(kind, votes)| (**votes, std::cmp::Reverse(**kind))));
        if let Some((kind, (sure, all))) = best {
            name.sure |= *sure > 0 || *all >= 4;
            name.kind = *kind;
        }
    }
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
