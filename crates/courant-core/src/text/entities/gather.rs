//! The names of a text as a list for readers: each thing once, with how often it is named.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::bearers::{self, Meant, Mention};
use super::longer;
use crate::model::{Entity, EntityKind};

/// Something that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// The first spelling; for a person the full name where the text has it.
    pub name: String,
    /// What is named.
    pub kind: EntityKind,
    /// How often, short forms included.
    pub mentions: i64,
}

/// Each name of `entities` once, in order of first mention. A person's bare surname or given name counts for the full
/// name that the text introduces, for none where two people share the word, and so does a short form of a longer name. A
/// single word of no known kind that only ever opens a sentence is left out: its capital may be the sentence's. `text` is
/// what the entities' places refer to.
#[must_use]
pub fn gathered(text: &str, language: &str, entities: &[Entity]) -> Vec<Gathered> {
    let places = byte_places(text, entities);
    let full = full_names(text, language, entities, &places);
    let mentions: Vec<longer::Mention<'_>> = entities
        .iter()
        .zip(full.iter().zip(&places))
        .map(|(entity, (full, place))| longer::Mention { name: full, kind: entity.kind, place: *place })
        .collect();
    let fuller = longer::fuller(text, &mentions);
    let opens = openings(text, entities);
    let inner: Vec<&str> =
        entities.iter().zip(&opens).filter(|(_, opens)| !**opens).map(|(entity, _)| entity.text.as_str()).collect();
    let mut found: Vec<Gathered> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (entity, (full, fuller)) in entities.iter().zip(full.iter().zip(fuller)) {
        let single = !entity.text.contains(char::is_whitespace);
        if single && entity.kind == EntityKind::Other && !inner.contains(&entity.text.as_str()) {
            continue;
        }
        let name = fuller.map_or(full.as_str(), |(long, _)| long);
        let name = if is_dateline(name) { first_capital(name) } else { name.to_owned() };
        let at = *places.entry(name.to_lowercase()).or_insert_with(|| {
            found.push(Gathered { name, kind: entity.kind, mentions: 0 });
            found.len() - 1
        });
        if let Some(known) = found.get_mut(at) {
            known.mentions += 1;
        }
    }
    found
}

/// Where the entities stand, in bytes.
fn byte_places(text: &str, entities: &[Entity]) -> Vec<(usize, usize)> {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let byte = |char: usize| bytes.get(char).copied().unwrap_or(text.len());
    entities.iter().map(|entity| (byte(entity.start), byte(entity.end))).collect()
}

/// For each entity the name it counts for: a person's full name as far as it can be told, and any other name as it stands.
fn full_names(text: &str, language: &str, entities: &[Entity], places: &[(usize, usize)]) -> Vec<String> {
    let mut names: Vec<String> = entities.iter().map(|entity| entity.text.clone()).collect();
    let is_person = |entity: &Entity| entity.kind == EntityKind::Person;
    let people: Vec<usize> = (0..entities.len()).filter(|at| is_person(&entities[*at])).collect();
    let mentions: Vec<Mention<'_>> = people
        .iter()
        .map(|at| Mention { name: &entities[*at].text, start: places[*at].0, end: places[*at].1 })
        .collect();
    for (at, meant) in people.iter().zip(bearers::meant(text, language, &mentions)) {
        if let Meant::Person(full) = meant {
            names[*at] = full;
        }
    }
    names
}

/// The key of a name, what `/entity/…` links to: lower-case letters and digits, joined by hyphens.
#[must_use]
pub fn entity_key(name: &str) -> String {
    let words = name.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The keys under which what somebody asks for may be kept, the likeliest first: it may be such a key itself, and what folds
/// into a letter and a mark (İ) or came in with its marks apart has another key than as one letter.
#[must_use]
pub fn asked_keys(asked: &str) -> Vec<String> {
    let composed: String = asked.trim().nfc().collect();
    let mut keys = vec![asked.trim().to_owned(), entity_key(&composed), entity_key(asked)];
    // A key in capitals, or with blanks for hyphens.
    keys.push(composed.to_lowercase().split([' ', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-"));
    let mut known = BTreeSet::new();
    keys.retain(|key| !key.is_empty() && known.insert(key.clone()));
    keys
}

/// A single word in capitals that is too long for an acronym: `NORDERHAGEN`.
fn is_dateline(name: &str) -> bool {
    name.chars().count() > 7 && name.chars().all(char::is_uppercase)
}

fn first_capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// For each entity, whether it stands where a sentence begins.
fn openings(text: &str, entities: &[Entity]) -> Vec<bool> {
    let chars: Vec<char> = text.chars().collect();
    let opens = |entity: &Entity| {
        let before = chars.get(..entity.start).unwrap_or_default().iter().rev();
        let mut before = before.skip_while(|char| **char != '\n' && (char.is_whitespace() || is_opening(**char)));
        before.next().is_none_or(|char| matches!(char, '.' | '!' | '?' | ':' | '…' | '\n' | '。'))
    };
    entities.iter().map(opens).collect()
}

fn is_opening(char: char) -> bool {
    matches!(char, '"' | '“' | '„' | '«' | '‘' | '\'' | '(' | '[' | '¿' | '¡')
}

#[cfg(test)]
mod tests {
    use super::gathered;
    use crate::text::entities::{entities, names};
    use crate::text::reading::Reading;

    fn check(text: &str, expected: &str) {
        let reading = Reading::new(text, "en");
        let found = gathered(text, "en", &entities(&reading, &names(&reading)));
        let found: Vec<String> = found.iter().map(|name| format!("{} {}", name.name, name.mentions)).collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }

    #[test]
    fn each_thing_is_gathered_once() {
        check(
            "Mayor Oda Brackwell spoke in Wexcombe. Brackwell said no. Mayor Brackwell left.",
            "Oda Brackwell 3, Wexcombe 1",
        );
        check(
            "The Skerry Crossing Company spoke. Then the Crossing Company paid in Halden.",
            "Skerry Crossing Company 2, Halden 1",
        );
        // Whose surname two people share is told of neither by it.
        check(
            "Ann Lee and Bob Lee both run for mayor. Lee wants a tram. Lee wants a bridge. Lee was born in Oslo.",
            "Ann Lee 1, Bob Lee 1, Lee 3, Oslo 1",
        );
        check(
            "Bob Lee was shot. We met Mrs. Lee in Oslo. The priest knew Lee.",
            "Bob Lee 1, Mrs. Lee 1, Oslo 1, Lee 1",
        );
        check("Dunlin rose. Police searched the farm near Dunlin.", "Dunlin 2");
        check("The NORDERHAGEN office called. Wells in Norderhagen are salt.", "Norderhagen 2");
        check("Brackwater filled the hall. The mayor went to Norway.", "Norway 1");
    }
}
