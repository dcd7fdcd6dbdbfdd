//! Which person a name means: the full name behind a bare surname or given name, unless its title speaks against that.

use std::collections::{BTreeMap, BTreeSet};

use super::{cues, known, titles};
use crate::text::speech::Gender;

/// A person's name where it stands in a text, or a single word that may be one. Places are bytes.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'a> {
    /// The name with single blanks.
    pub name: &'a str,
    /// Its first byte.
    pub start: usize,
    /// One past its last.
    pub end: usize,
}

/// Whom a mention means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Nobody whose full name is known.
    Itself,
    /// A person, and not one that can be told.
    Open,
    /// The bearer of this full name; or, by title and name, somebody else than whose full name has the word: "Mrs. Lee"
    /// where only Bob Lee is named.
    Person(String),
}

/// Whom each of a text's mentions means, in their order.
pub fn meant<'a>(text: &'a str, language: &str, mentions: &[Mention<'a>]) -> Vec<Meant> {
    let mut people = People::of(text, language, mentions);
    mentions.iter().map(|mention| people.meant(text, language, mention)).collect()
}

/// The full names of a text.
#[derive(Debug, Default)]
struct People<'a> {
    /// Surnames of several words with the only full name that ends in them.
    surnames: BTreeMap<&'a str, Option<&'a str>>,
    /// First and last words with the first full name that has them; with none where two people share the word.
    words: BTreeMap<&'a str, Option<&'a str>>,
    /// What is known of who bears a full name, and where it stands.
    genders: BTreeMap<&'a str, Option<Gender>>,
    places: BTreeMap<&'a str, Vec<(usize, usize)>>,
    /// Words that stand alone behind titles for a man, and behind titles for a woman.
    men: Vec<&'a str>,
    women: Vec<&'a str>,
    /// Words that last meant somebody else than the full name with them: until that stands again, they tell nobody.
    others: Vec<&'a str>,
    /// Words that stood alone for a full name: somebody else of that word is no longer called by it alone.
    settled: Vec<&'a str>,
}

impl<'a> People<'a> {
    fn of(text: &str, language: &str, mentions: &[Mention<'a>]) -> Self {
        let mut people = Self { surnames: surnames(mentions), ..Self::default() };
        for mention in mentions {
            match ends(mention.name).filter(|_| !people.surnames.contains_key(mention.name)) {
                Some(ends) => people.introduce(text, language, mention, ends),
                None => match gender_before(text, language, mention) {
                    Some(Gender::Male) => people.men.push(mention.name),
                    Some(Gender::Female) => people.women.push(mention.name),
                    None => {}
                },
            }
        }
        people
    }

    fn introduce(&mut self, text: &str, language: &str, mention: &Mention<'a>, ends: (&'a str, &'a str)) {
        for word in [ends.0, ends.1] {
            let known = self.words.entry(word).or_insert(Some(mention.name));
            // With a middle name or without, it is one person.
            if known.and_then(self::ends).is_some_and(|other| other != ends) {
                *known = None;
            }
        }
        let gender = titles::gender_of_name(text, language, mention.name, mention.start);
        let known = self.genders.entry(mention.name).or_default();
        *known = known.or(gender);
        self.places.entry(mention.name).or_default().push((mention.start, mention.end));
    }

    fn meant(&mut self, text: &str, language: &str, mention: &Mention<'a>) -> Meant {
        let name = mention.name;
        if let Some(full) = self.surnames.get(name) {
            return full.map_or(Meant::Open, |full| Meant::Person(full.to_owned()));
        }
        if let Some((given, last)) = ends(name) {
            self.others.retain(|word| *word != given && *word != last);
            return Meant::Itself;
        }
        let Some(full) = self.words.get(name).copied() else { return Meant::Itself };
        let Some(full) = full else { return Meant::Open };
        if let Some(title) = titles::title_before(text, language, mention.start) {
            let lower = title.word.to_lowercase();
            let another = self.is_another(language, &lower, (name, full));
            if another || !self.holds(text, language, &lower, full) {
                if another || !self.settled.contains(&name) {
                    self.others.push(name);
                }
                let titled = text.get(title.start..mention.end).unwrap_or(name);
                return Meant::Person(titled.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            self.others.retain(|word| *word != name);
        }
        if self.others.contains(&name) {
            return Meant::Open;
        }
        self.settled.push(name);
        Meant::Person(full.to_owned())
    }

    /// Whether a lower-case title before one word of a full name is that of a woman and its bearer a man, or the reverse;
    /// where that is not known, whether the text has the word behind titles of both.
    fn is_another(&self, language: &str, title: &str, (word, full): (&str, &str)) -> bool {
        let both = self.men.contains(&word) && self.women.contains(&word);
        let known = self.genders.get(full).copied().flatten();
        titles::gender(title, language).is_some_and(|says| known.map_or(both, |known| known != says))
    }

    /// Whether a lower-case title is no office, or one that the bearer of a full name holds by the text.
    fn holds(&self, text: &str, language: &str, title: &str, full: &str) -> bool {
        let places = self.places.get(full).map(Vec::as_slice).unwrap_or_default();
        !titles::is_office(title, language) || places.iter().any(|place| titles::bears(text, language, title, *place))
    }
}

/// The surnames of several words that a text has alone as well, each with the only full name that ends in it.
fn surnames<'a>(mentions: &[Mention<'a>]) -> BTreeMap<&'a str, Option<&'a str>> {
    let names: BTreeSet<&'a str> = mentions.iter().map(|mention| mention.name).collect();
    let longer = |name: &str| {
        let tail = format!(" {}", name.to_lowercase());
        let mut longer = names.iter().copied().filter(|full| full.to_lowercase().ends_with(&tail));
        longer.next().map(|full| Some(full).filter(|_| longer.next().is_none()))
    };
    names.iter().filter(|name| is_surname(name)).filter_map(|name| Some((*name, longer(name)?))).collect()
}

fn gender_before(text: &str, language: &str, mention: &Mention<'_>) -> Option<Gender> {
    let title = titles::title_before(text, language, mention.start)?;
    titles::gender(&title.word.to_lowercase(), language)
}

/// The first and the last word of a name that has more than one.
fn ends(full: &str) -> Option<(&str, &str)> {
    let mut words = full.split_whitespace();
    words.next().zip(words.next_back())
}

/// Whether a name of several words may be a surname alone: "von der Leyen", "Ortega y Gasset".
fn is_surname(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let joined = words.next().is_some_and(|word| matches!(word, "y" | "e" | "i"));
    words.next().is_some() && joined && !known::is_given_name(&first)
        || cues::is_particle(&first) && name.contains(char::is_whitespace)
}
