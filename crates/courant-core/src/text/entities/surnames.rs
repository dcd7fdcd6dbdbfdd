//! Whose surname a bare one is, among the full names of several texts on one matter.

use std::collections::{BTreeMap, BTreeSet};

use super::bearers::Mention;
use super::{known, titles};
use crate::model::{Article, Entity, EntityKind, Understanding};
use crate::text::speech::Gender;
use crate::text::words::tokens;

/// The full names of people that a report has: those of its text, and of its headline a known given name with the word behind it.
#[must_use]
pub fn full_names(article: &Article, understanding: &Understanding) -> Vec<String> {
    let people = understanding.entities.iter().filter(|entity: &&Entity| entity.kind == EntityKind::Person);
    let mut names: BTreeSet<String> =
        people.map(|entity| entity.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    names.retain(|name| name.contains(' '));
    let words = tokens(&article.title, false);
    for pair in words.windows(2) {
        let [given, last] = pair else { continue };
        let apart =
            article.title.get(given.end..last.start).is_some_and(|gap| !gap.is_empty() && gap.trim().is_empty());
        if apart && given.capital() && last.capital() && known::is_given_name(&given.text.to_lowercase()) {
            names.insert(format!("{} {}", given.text, last.text));
        }
    }
    names.into_iter().collect()
}

/// Who bears the surnames of one text, which may introduce them itself or stand among others that do.
pub struct Bearers<'a> {
    /// By surname and given name: the full names of who bears them.
    surnames: BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<&'a str>>>,
    /// What the text's titles before a bare surname say of who is meant.
    genders: BTreeMap<&'a str, BTreeSet<bool>>,
}

impl<'a> Bearers<'a> {
    /// Of a text with these people and of others with these full names.
    pub fn of(text: &str, language: &str, mentions: &[Mention<'a>], others: &'a [String]) -> Self {
        let mut surnames: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        let mut genders: BTreeMap<&str, BTreeSet<bool>> = BTreeMap::new();
        for name in mentions.iter().map(|mention| mention.name).chain(others.iter().map(String::as_str)) {
            let mut words = name.split_whitespace();
            let (Some(given), Some(last)) = (words.next(), words.next_back()) else { continue };
            surnames.entry(last).or_default().entry(given).or_default().insert(name);
        }
        for mention in mentions.iter().filter(|mention| !mention.name.contains(' ')) {
            let title = titles::title_before(text, language, mention.start);
            let gender = title.and_then(|title| titles::gender(&title.word.to_lowercase(), language));
            genders.entry(mention.name).or_default().extend(gender.map(|gender| gender == Gender::Female));
        }
        Self { surnames, genders }
    }

    /// The full name of the only one whom a bare surname can mean; of a full name with an initial the one without, where that is used
    /// as well and there is no other initial.
    pub fn full(&self, name: &str) -> Option<String> {
        let mut words = name.split_whitespace();
        if let (Some(given), Some(last)) = (words.next(), words.next_back()) {
            let plain = plain(self.surnames.get(last)?.get(given)?);
            return plain.filter(|_| words.next().is_some()).map(str::to_owned);
        }
        let bearers = self.surnames.get(name)?;
        let (given, names) = bearers.iter().next().filter(|_| bearers.len() == 1)?;
        let known = known::gender_of_given_name(&given.to_lowercase());
        let said = self.genders.get(name);
        let another = known.is_some_and(|known| {
            said.is_some_and(|said| said.iter().any(|female| *female != (known == Gender::Female)))
        });
        let full = plain(names).or_else(|| names.iter().min_by_key(|name| (name.len(), **name)).copied())?;
        (!another && !titles::is_titled(full)).then(|| full.to_owned())
    }
}

/// Of the forms of one name the one of two words, where what the others have more is one and the same initial.
fn plain<'a>(names: &BTreeSet<&'a str>) -> Option<&'a str> {
    let middle = |name: &&'a str| -> Vec<&'a str> {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.get(1..words.len().saturating_sub(1)).unwrap_or_default().to_vec()
    };
    let short = names.iter().find(|name| middle(name).is_empty())?;
    let more: BTreeSet<Vec<&str>> = names.iter().map(middle).filter(|middle| !middle.is_empty()).collect();
    let initial = |words: &Vec<&str>| words.len() == 1 && words[0].trim_end_matches('.').chars().count() == 1;
    (more.len() < 2 && more.iter().all(initial)).then_some(*short)
}
