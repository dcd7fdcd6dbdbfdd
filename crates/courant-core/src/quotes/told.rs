//! Whom the sentences before a quotation tell of: the search that a pronoun, or words with nothing beside them, start.

use std::ops::Range;

use super::Speech;
use super::between;
use super::cast::is_people_word;
use super::clause;
use super::subject::{ASIDE, can_speak, is_bound, is_pronoun, is_said, leads, pronoun};
use crate::model::EntityKind;
use crate::text::entities::Named;
use crate::text::reading::Reading;

/// Names before a pronoun among which its person is sought, and names of one sentence that are looked at.
const NAMES_BACK: usize = 12;

/// Whom a sentence tells of.
pub enum Told<'a> {
    /// This person.
    Of(&'a str),
    /// Somebody, and who cannot be said.
    Open,
    /// Nobody, or somebody of before.
    Nobody,
}

/// The last sentence before the place `at` that tells of somebody by name, none older than who spoke last. `read` is the
/// pronoun that stands there, if one does.
pub fn told_of<'a>(
    reading: &Reading<'_>,
    names: &'a [Named],
    at: usize,
    read: Option<&str>,
    speech: &'a Speech<'a>,
) -> Told<'a> {
    let since = speech.since;
    let mut end = names.partition_point(|name| name.first < at);
    let oldest = end.saturating_sub(NAMES_BACK);
    while end > oldest {
        let Some(sentence) = reading.sentence_at(reading.tokens[names[end - 1].first].start) else { break };
        let (first, last) = reading.bounds[sentence];
        if reading.tokens[first].start < since {
            break;
        }
        let begin = names.partition_point(|name| name.first < first);
        let inside = begin..end.min(begin + NAMES_BACK);
        match in_sentence(reading, names, inside, (first, last.min(at)), (at < last, read), speech) {
            Told::Nobody => end = begin,
            found => return found,
        }
    }
    Told::Nobody
}

/// Whom one sentence tells of, by the names in it (`inside`): the first of them that is nobody's owner or object. Nobody
/// where a pronoun that may mean the same person (`read`) stands before: then it goes on about somebody of before. `own`
/// says that it is the sentence of the place that is read.
fn in_sentence<'a>(
    reading: &Reading<'_>,
    names: &'a [Named],
    inside: Range<usize>,
    (first, end): (usize, usize),
    (own, read): (bool, Option<&str>),
    speech: &'a Speech<'a>,
) -> Told<'a> {
    let quoted = |at: usize| speech.is_marked(reading.tokens[at].start);
    let last = speech.last.as_deref();
    let bounds =
        reading.sentence_at(reading.tokens[first].start).map_or((first, end), |sentence| reading.bounds[sentence]);
    let voice = |name: &&Named| between::is_voice(reading, name) && !quoted(name.first);
    let brought = names[inside.clone()].iter().filter(voice).any(|name| speech.cast.person(name, last) != last);
    let sourced = |name: &&Named| {
        can_speak(reading, name)
            && name.kind != EntityKind::Organisation
            && between::is_source(reading, name)
            && !quoted(name.first)
    };
    let source = names[inside.clone()].iter().find(sourced).map(|name| name.first);
    let mut free = names[inside]
        .iter()
        .filter(|name| !quoted(name.first) && (between::is_source(reading, name) || !is_bound(reading, name, None)))
        .filter(|name| !clause::is_compared(reading, name.first, bounds))
        .map(|name| (name, speech.cast.person(name, last)))
        .peekable();
    // Whom a name means that several bear, or that nothing is known of, is open; an older sentence tells of somebody else.
    let unknown = |name: &Named| {
        let alone = name.kind == EntityKind::Other && !is_people_word(&name.full) && !clause::is_thing(&name.full);
        let opens = if clause::is_read(reading) {
            between::opens(reading, name, first, |at| leads(reading, at))
        } else {
            name.first <= first + 1
        };
        alone && opens || clause::is_read(reading) && speech.cast.bears(name)
    };
    let opening = free.peek().filter(|(name, person)| person.is_none() && unknown(name)).map(|(name, _)| *name);
    let people: Vec<(&Named, &str)> = free.filter_map(|(name, person)| Some((name, person?))).collect();
    let asks = end > first && reading.tokens[end - 1].is("?");
    let place = opening.or(people.first().map(|(name, _)| *name)).map_or(first, |name| name.first);
    let before = || (first..place).filter(|at| is_pronoun(reading, &reading.tokens[*at]) && !quoted(*at));
    let resumes = before().any(|at| may_mean(reading, at, read));
    if resumes || !people.is_empty() && asks {
        return Told::Nobody;
    }
    let Some(&(name, who)) = people.first() else {
        return if opening.is_some() || brought || source.is_some() { Told::Open } else { Told::Nobody };
    };
    let says = |name: &Named| clause::is_read(reading) && reading.tokens.get(name.last).is_some_and(is_said);
    let aside = ASIDE.contains(&reading.tokens[first].text.to_lowercase().as_str());
    let accounted = source.is_some_and(|source| source != name.first);
    let parted = aside && between::is_behind_comma(reading, place, |at| leads(reading, at));
    if accounted || before().next().is_some() && !parted {
        return Told::Open;
    }
    let others: Vec<(&Named, &str)> = people.iter().filter(|(_, other)| *other != who).copied().collect();
    match (opening, others.as_slice()) {
        // "That, Quay Board head Ann Lee said": whoever says something there is who it tells of.
        (Some(opening), _) if says(opening) || !says(name) => Told::Open,
        (Some(_), _) => Told::Of(who),
        (None, _) if !aside || parted => Told::Of(who),
        (None, []) if !own => Told::Of(who),
        // "Asked about Ann Lee, Bo Dahl said".
        (None, [.., (name, other)]) if says(name) => Told::Of(other),
        _ => Told::Open,
    }
}

/// Whether the pronoun at `at` may mean whoever the pronoun `read` means, or one person where none is read. In languages
/// whose pronouns are not told apart by number, any may.
fn may_mean(reading: &Reading<'_>, at: usize, read: Option<&str>) -> bool {
    let one = pronoun(&reading.tokens[at]);
    !clause::is_read(reading) || read.map_or(one != "they", |read| read == one)
}
