//! The names of a text as a list for readers: each thing once, with how often it is named.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::bearers::{self, Meant, Mention};
use super::surnames::Bearers;
use super::{known, longer, storms, titles};
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
    gathered_among(text, language, entities, &[])
}

/// The same for a text that stands among others, such as a story's reports, which have these full names of people
/// ([`super::full_names`]): a bare surname that the text itself introduces nobody by counts for the one of them who bears it, and for
/// none where two do.
#[must_use]
pub fn gathered_among(text: &str, language: &str, entities: &[Entity], people: &[String]) -> Vec<Gathered> {
    let places = byte_places(text, entities);
    let full = full_names(text, language, entities, &places, people);
    let mentions: Vec<longer::Mention<'_>> = entities
        .iter()
        .zip(full.iter().zip(&places))
        .map(|(entity, (full, place))| longer::Mention { name: full, kind: entity.kind, place: *place })
        .collect();
    let fuller = longer::fuller(text, &mentions);
    let opens = openings(text, entities);
    let inner: Vec<&str> =
        entities.iter().zip(&opens).filter(|(_, opens)| !**opens).map(|(entity, _)| entity.text.as_str()).collect();
    let titled: BTreeSet<&str> = entities
        .iter()
        .zip(&places)
        .filter(|(_, (start, _))| titles::title_before(text, language, *start).is_some())
        .map(|(entity, _)| entity.text.as_str())
        .collect();
    let storms = storms::of_names(entities.iter().map(|entity| entity.text.as_str()));
    let mut found: Vec<Gathered> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (entity, (full, fuller)) in entities.iter().zip(full.iter().zip(fuller)) {
        let single = !entity.text.contains(char::is_whitespace);
        if single && entity.kind == EntityKind::Other && !inner.contains(&entity.text.as_str()) {
            continue;
        }
        // Somebody called as a country is must not stand under the country.
        if entity.kind == EntityKind::Person && known::is_place(full) {
            continue;
        }
        // Two people of one given name are two: by it alone nobody is told.
        if single
            && entity.kind == EntityKind::Person
            && *full == entity.text
            && is_bare_given(full)
            && !titled.contains(full.as_str())
        {
            continue;
        }
        let storm = storms.get(full.as_str()).copied().filter(|_| entity.kind == EntityKind::Other);
        let full = storm.unwrap_or(full.as_str());
        let name = fuller.map_or(full, |(long, _)| long);
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

/// Titles that stand before a given name: "Prince Harry".
const OF_GIVEN: [&str; 10] =
    ["prince", "princess", "king", "queen", "pope", "emperor", "empress", "saint", "papst", "papa"];

/// Whether a single word is a given name and hardly a surname.
fn is_bare_given(name: &str) -> bool {
    known::gender_of_given_name(&name.to_lowercase()).is_some()
}

/// A text's people by given names alone, with the one title that they have there before them: "Prince Harry".
fn by_given(text: &str, language: &str, mentions: &[Mention<'_>]) -> BTreeMap<String, Option<String>> {
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| is_bare_given(mention.name)) {
        let Some(title) = titles::title_before(text, language, mention.start) else { continue };
        let capital = title.word.starts_with(char::is_uppercase);
        if capital && OF_GIVEN.contains(&title.word.to_lowercase().as_str()) {
            let whole = format!("{} {}", title.word, mention.name);
            let known = found.entry(mention.name.to_owned()).or_insert_with(|| Some(whole.clone()));
            *known = known.take().filter(|known| *known == whole);
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
fn full_names(
    text: &str,
    language: &str,
    entities: &[Entity],
    places: &[(usize, usize)],
    people: &[String],
) -> Vec<String> {
    let mut names: Vec<String> = entities.iter().map(|entity| entity.text.clone()).collect();
    let is_person = |entity: &Entity| entity.kind == EntityKind::Person;
    let found: Vec<usize> = (0..entities.len()).filter(|at| is_person(&entities[*at])).collect();
    let mentions: Vec<Mention<'_>> = found
        .iter()
        .map(|at| Mention { name: &entities[*at].text, start: places[*at].0, end: places[*at].1 })
        .collect();
    let bearers = Bearers::of(text, language, &mentions, people);
    let given = by_given(text, language, &mentions);
    for (at, (mention, meant)) in found.iter().zip(mentions.iter().zip(bearers::meant(text, language, &mentions))) {
        let full = match meant {
            // "President Lind" beside one Peter Lind who is no president: somebody of that name, by whatever office.
            Meant::Person(full) if is_of_office(text, language, mention, &full) => None,
            Meant::Person(full) => Some(bearers.full(&full).unwrap_or(full)),
            Meant::Open => None,
            Meant::Itself if given.contains_key(mention.name) => given.get(mention.name).cloned().flatten(),
            // By a given name nobody is known from other texts.
            Meant::Itself
                if is_bare_given(mention.name) && titles::title_before(text, language, mention.start).is_none() =>
            {
                titled(text, language, mention)
            }
            Meant::Itself => bearers.full(mention.name).or_else(|| titled(text, language, mention)),
        };
        if let Some(full) = full {
            names[*at] = full;
        }
    }
    names
}

/// Whether a full name is a bare one with the title of an office before it.
fn is_of_office(text: &str, language: &str, mention: &Mention<'_>, full: &str) -> bool {
    let office = titles::title_before(text, language, mention.start)
        .filter(|title| titles::is_office(&title.word.to_lowercase(), language));
    office.is_some_and(|title| {
        full.starts_with(title.word) && full.ends_with(mention.name) && !known::is_place(mention.name)
    })
}

/// A person's bare name that is a place's too, with the title before it.
fn titled(text: &str, language: &str, mention: &Mention<'_>) -> Option<String> {
    let title = Some(mention).filter(|mention| known::is_place(mention.name));
    let title = title.and_then(|mention| titles::title_before(text, language, mention.start))?;
    let words = text.get(title.start..mention.end)?;
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
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
    use super::{gathered, gathered_among};
    use crate::text::entities::{entities, names};
    use crate::text::reading::Reading;

    fn check(text: &str, expected: &str) {
        let reading = Reading::new(text, "en");
        let found = gathered(text, "en", &entities(&reading, &names(&reading)));
        let found: Vec<String> = found.iter().map(|name| format!("{} {}", name.name, name.mentions)).collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }

    #[test]
    fn a_surname_is_whose_it_is_among_other_texts() {
        for (text, people, expected) in [
            ("Mr. Marlow left. Marlow wept.", "Peter Marlow", "Peter Marlow 2"),
            ("Mr. Marlow left. Marlow wept.", "Peter Marlow,Peter J. Marlow", "Peter Marlow 2"),
            ("Mr. Marlow left. Marlow wept.", "Peter Marlow,Ann Marlow", "Marlow 2"),
            ("Mr. Marlow left. Marlow wept.", "Anna Marlow", "Marlow 2"),
            ("Ann Marlow left. Marlow wept.", "Peter Marlow", "Ann Marlow 2"),
            ("Peter spoke. We met Mr. Peter.", "Peter Marlow", "Peter 2"),
            ("Peter J. Marlow left. Marlow wept.", "Peter Marlow", "Peter Marlow 2"),
            ("Peter J. Marlow left. Marlow wept.", "Peter Marlow,Peter K. Marlow", "Peter J. Marlow 2"),
            ("Peter Marlow left. So President Marlow wept.", "Peter Marlow", "Peter Marlow 1, Marlow 1"),
            ("Harry left. So Harry said.", "Elton Harry", ""),
            ("They flew to Israel.", "Scott Israel", "Israel 1"),
            ("They met Sheriff Israel.", "Scott Israel", "Scott Israel 1"),
        ] {
            let reading = Reading::new(text, "en");
            let people: Vec<String> = people.split(',').map(str::to_owned).collect();
            let found = gathered_among(text, "en", &entities(&reading, &names(&reading)), &people);
            let found: Vec<String> = found.iter().map(|name| format!("{} {}", name.name, name.mentions)).collect();
            assert_eq!(found.join(", "), expected, "{text} among {people:?}");
        }
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
        // Two of one given name, and one who bears it in other texts.
        check("Harry Dunn met Harry Quorv. Then Harry left for Oslo.", "Harry Dunn 1, Harry Quorv 1, Oslo 1");
        check("So Harry said. They met Harry in Oslo.", "Oslo 1");
        check("Prince Harry spoke. Then Harry left for Oslo.", "Prince Harry 2, Oslo 1");
        check(
            "Hurricane Florence came. Then Florence turned to Florence, Italy.",
            "Hurricane Florence 2, Florence 1, Italy 1",
        );
        check("They met Senator Graham. Then Graham left for Oslo.", "Graham 2, Oslo 1");
        // A man called as a country is does not stand under the country.
        check("They met Sheriff Israel. Then they flew to Israel.", "Sheriff Israel 1, Israel 1");
        check("Brackwater filled the hall. The mayor went to Norway.", "Norway 1");
    }
}
