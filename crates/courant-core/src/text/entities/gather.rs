//! The names of a text as a list for readers: each thing once, with how often it is named.

use std::collections::BTreeMap;

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
/// name that the text introduces, and so does a short form of a longer name. A single word of no known kind that only ever opens a sentence is left out: its
/// capital may be the sentence's. `text` is what the entities' places refer to.
#[must_use]
pub fn gathered(text: &str, entities: &[Entity]) -> Vec<Gathered> {
    let full = full_names(entities);
    let fuller = longer::fuller(entities.iter().map(|entity| (entity.text.as_str(), entity.kind)));
    let opens = openings(text, entities);
    let inner: Vec<&str> =
        entities.iter().zip(&opens).filter(|(_, opens)| !**opens).map(|(entity, _)| entity.text.as_str()).collect();
    let mut found: Vec<Gathered> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for entity in entities {
        let single = !entity.text.contains(char::is_whitespace);
        if single && entity.kind == EntityKind::Other && !inner.contains(&entity.text.as_str()) {
            continue;
        }
        let person = single && entity.kind == EntityKind::Person;
        let name = full.get(entity.text.as_str()).filter(|_| person).copied().unwrap_or(&entity.text);
        let name = fuller.get(name).map_or(name, |(long, _)| *long);
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

/// The key of a name, what `/entity/…` links to: lower-case letters and digits, joined by hyphens.
#[must_use]
pub fn entity_key(name: &str) -> String {
    let words = name.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// A single word in capitals that is too long for an acronym: `NORDERHAGEN`.
fn is_dateline(name: &str) -> bool {
    name.chars().count() > 7 && name.chars().all(char::is_uppercase)
}

fn first_capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// First and last words of people's full names; the first full name with a word keeps it.
fn full_names(entities: &[Entity]) -> BTreeMap<&str, &str> {
    let mut names = BTreeMap::new();
    for entity in entities.iter().filter(|entity| entity.kind == EntityKind::Person) {
        let mut words = entity.text.split_whitespace();
        if let (Some(given), Some(last)) = (words.next(), words.next_back()) {
            names.entry(last).or_insert(entity.text.as_str());
            names.entry(given).or_insert(entity.text.as_str());
        }
    }
    names
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
        let found = gathered(text, &entities(&reading, &names(&reading)));
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
        check("Dunlin rose. Police searched the farm near Dunlin.", "Dunlin 2");
        check("The NORDERHAGEN office called. Wells in Norderhagen are salt.", "Norderhagen 2");
        check("Brackwater filled the hall. The mayor went to Norway.", "Norway 1");
    }
}
