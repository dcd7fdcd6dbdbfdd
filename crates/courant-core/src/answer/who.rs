//! Whether a sentence says who did something, or to whom it was done: it holds the deed asked for, with somebody on that side of it.

use super::asked::{Asked, Deed};
use super::kin::Words;
use crate::text::entities::is_calendar;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};

/// Forms of "to be" before a participle.
const BE: &[&str] = &["was", "were", "is", "are", "been", "be", "being", "get", "got"];
/// Words that name somebody by what he or she is, where no name is known yet.
#[rustfmt::skip]
const SOMEBODY: &[(&str, &str)] = &[
    ("en", "man woman men women boy girl driver suspect suspects teenager teenagers couple student students officer officers soldier \
        soldiers worker workers mother father brother sister son daughter pilot captain gunman guard neighbour neighbor employee nurse \
        teacher pupil passenger passengers resident residents police firefighters"),
    ("de", "mann frau männer frauen junge mädchen fahrer fahrerin verdächtiger verdächtige jugendlicher jugendliche paar student schüler \
        soldat beamter mitarbeiter mutter vater bruder schwester sohn tochter pilot kapitän lehrer nachbar täter"),
    ("fr", "homme femme hommes femmes garçon fille conducteur conductrice suspect suspects adolescent adolescente étudiant soldat employé \
        mère père frère sœur fils pilote capitaine voisin"),
    ("es", "hombre mujer hombres mujeres niño niña conductor conductora sospechoso sospechosos joven jóvenes estudiante soldado empleado \
        madre padre hermano hermana hijo hija piloto capitán vecino"),
];
/// Tokens between somebody and what he or she is said to be: "Tor Lind, who police say is the attacker".
const BESIDE: usize = 7;
/// Tokens between who did something and what was done, an apposition not counted.
const NEAR: usize = 4;
/// Tokens behind a deed among which stands to whom it was done.
const DONE_TO: usize = 9;

/// Whether what stands between two tokens of the sentence can be who is asked for.
pub fn fits(
    asked: &Asked,
    reading: &Reading<'_>,
    number: usize,
    words: &Words<'_>,
    (start, end): (usize, usize),
) -> bool {
    let (first, last) = reading.bounds.get(number).copied().unwrap_or_default();
    let of = |at: usize, stem: &str| words.of_any(&reading.tokens[at]).iter().any(|other| other == stem);
    let deeds = |stem: &str| (first..last).filter(|at| of(*at, stem)).collect::<Vec<_>>();
    let english = reading.language == "en";
    match &asked.deed {
        Deed::None => true,
        Deed::Does(stem) => deeds(stem).into_iter().any(|at| {
            let by = start > at && reading.tokens[at + 1..start].iter().rev().take(4).any(|token| token.is("by"));
            !english || by || end <= at && is_done(asked, reading, (first, last), words, at)
        }),
        Deed::Suffers(stem) => deeds(stem).into_iter().any(|at| {
            let near = start > at && start - at <= DONE_TO;
            let behind = near && !reading.tokens[at + 1..start].iter().any(|token| token.is("by"));
            !english || if is_passive(reading, first, at) { end <= at } else { behind }
        }),
        Deed::Is(nouns) => nouns.iter().all(|noun| {
            let forms = (first..last).filter(|at| words.is_form(noun, &reading.tokens[*at].text.to_lowercase()));
            forms.into_iter().any(|at| {
                // "won" of who was the winner.
                let does = !reading.tokens[at].text.to_lowercase().starts_with(noun.as_str());
                let did = does && end <= at && at - end < NEAR;
                !english || did || !does && is_said_to_be(reading, first, at, (start, end))
            })
        }),
    }
}

/// Whether a name between two tokens is called the noun at `at`: "gunman Tor Lind", "Tor Lind, the gunman", "the gunman, Tor Lind",
/// "Tor Lind was the gunman", "the gunman was identified as Tor Lind"; but not "the brother of the gunman, Tor Lind".
fn is_said_to_be(reading: &Reading<'_>, first: usize, at: usize, (start, end): (usize, usize)) -> bool {
    let lower = |at: usize| reading.tokens[at].text.to_lowercase();
    let article = |word: &str| matches!(word, "the" | "a" | "an" | "its" | "their" | "his" | "her");
    let before = at.checked_sub(1).filter(|before| *before >= first).map(lower).unwrap_or_default();
    let outer = if article(&before) { at.checked_sub(2) } else { at.checked_sub(1) };
    let owned = outer
        .filter(|outer| *outer >= first)
        .is_some_and(|outer| matches!(lower(outer).as_str(), "of" | "s" | "’" | "'"));
    let between = |from: usize, to: usize| -> Vec<String> { (from..to).map(lower).collect() };
    if owned {
        return false;
    }
    if start > at {
        let words = between(at + 1, start);
        let comma = words.len() == 1 && words[0] == ",";
        let named = words.iter().any(|word| matches!(word.as_str(), "identified" | "named" | "called" | "is" | "was"));
        return words.is_empty() || comma || named && words.len() <= BESIDE;
    }
    let words = between(end, at);
    let is =
        words.iter().any(|word| matches!(word.as_str(), "is" | "was" | "are" | "were" | "became" | "becomes" | "as"));
    let beside = words.first().is_some_and(|word| word == ",");
    (is || beside)
        && words.len() <= BESIDE
        && !words.iter().any(|word| matches!(word.as_str(), "of" | "for" | "who" | "that" | "whose"))
}

/// Whether an English verb at `at` is done by who stands before it, to what stands behind it: "Strzok's firing" is nobody's that is
/// named before it, who "hopes to win" has won nothing, and who "won support in the election" has not won that.
fn is_done(asked: &Asked, reading: &Reading<'_>, (first, last): (usize, usize), words: &Words<'_>, at: usize) -> bool {
    let of = |at: usize| words.of_any(&reading.tokens[at]);
    let deed = of(at);
    let object = |other: &usize| of(*other).iter().any(|stem| asked.terms.contains(stem) && !deed.contains(stem));
    let objects: Vec<usize> = (first..last).filter(object).collect();
    let before =
        at.checked_sub(1).filter(|before| *before >= first).map(|before| reading.tokens[before].text.to_lowercase());
    let meant = before.is_some_and(|before| matches!(before.as_str(), "to" | "can" | "could" | "would" | "might"));
    let lower = |at: usize| reading.tokens[at].text.to_lowercase();
    let parts = |at: usize| PARTING.contains(&lower(at).as_str()) && !asked.says(&lower(at));
    let direct = |object: &usize| *object > at && !(at + 1..*object).any(parts);
    // "the embarrassing resignations": what was done, by nobody that is named.
    let noun = ["tion", "tions", "sion", "sions", "ment", "ments"].iter().any(|ending| lower(at).ends_with(ending));
    !meant && !noun && !is_passive(reading, first, at) && (objects.is_empty() || objects.iter().any(direct))
}

/// Words that part a verb from what it is not done to.
const PARTING: &[&str] =
    &["in", "for", "at", "by", "to", "from", "with", "on", "after", "before", "as", "against", "over", "into"];

/// Whether a lower-case word names somebody by what he or she is.
pub fn is_somebody(language: &str, lower: &str) -> bool {
    let row = SOMEBODY.iter().find(|(of, _)| *of == language).map_or("", |(_, row)| row);
    row.split_ascii_whitespace().any(|word| word == lower)
}

/// Whether the thing of the question is another's in the sentence, by the name right before it: of "the Halden race" the Wexcombe race
/// tells nothing.
pub fn is_of_another_name(asked: &Asked, reading: &Reading<'_>, number: usize, words: &Words<'_>) -> bool {
    let (first, last) = reading.bounds.get(number).copied().unwrap_or_default();
    let other = |at: usize| {
        let (name, thing) = (&reading.tokens[at - 1], &reading.tokens[at]);
        let stems = words.of_any(name);
        let owned = asked.owners.iter().find(|(_, thing)| words.of_any(&reading.tokens[at]).contains(thing));
        let is_name =
            name.kind == TokenKind::Word && name.capital() && at > first + 1 && !is_calendar(&name.text.to_lowercase());
        !thing.capital() && is_name && owned.is_some() && !stems.iter().any(|stem| asked.terms.contains(stem))
    };
    (first + 1..last).any(other)
}

/// Whether somebody without a name is who was asked for: "a 42-year-old man was arrested", "police shot the driver".
pub fn describes(asked: &Asked, reading: &Reading<'_>, number: usize, words: &Words<'_>) -> bool {
    let (Deed::Suffers(stem) | Deed::Does(stem)) = &asked.deed else { return false };
    let (first, last) = reading.bounds.get(number).copied().unwrap_or_default();
    let is_somebody = |at: usize| {
        let lower = reading.tokens[at].text.to_lowercase();
        is_somebody(reading.language, &lower) && !asked.terms.contains(&words.stem(&lower))
    };
    let english = reading.language == "en";
    let mut done = (first..last).filter(|at| words.of_any(&reading.tokens[*at]).contains(stem));
    if matches!(asked.deed, Deed::Does(_)) {
        return english
            && done.any(|at| {
                (at.saturating_sub(NEAR).max(first)..at).any(is_somebody)
                    && is_done(asked, reading, (first, last), words, at)
            });
    }
    done.any(|at| {
        let before = (at.saturating_sub(DONE_TO).max(first)..at).any(is_somebody);
        let behind = (at + 1..(at + DONE_TO).min(last)).any(is_somebody);
        match english {
            true if is_passive(reading, first, at) => before,
            true => behind,
            false => before || behind,
        }
    })
}

/// Whether a form of "to be" stands before the participle, over adverbs.
fn is_passive(reading: &Reading<'_>, first: usize, at: usize) -> bool {
    let adverb = |token: &&Token<'_>| {
        let lower = token.text.to_lowercase();
        token.kind == TokenKind::Word
            && (lower.ends_with("ly") || matches!(lower.as_str(), "not" | "also" | "later" | "first" | "then"))
    };
    let before = reading.tokens[first..at].iter().rev().find(|token| !adverb(token));
    before.is_some_and(|token| BE.contains(&token.text.to_lowercase().as_str()))
}
