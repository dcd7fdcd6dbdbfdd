//! How old somebody is: an age counts only where it is that person's own, and "ten years ago" is nobody's.

use super::asked::Asked;
use super::kin::Words;
use super::who;
use crate::text::entities::is_calendar;
use crate::text::numbers::Numeral;
use crate::text::reading::Reading;
use crate::text::speech::is_saying;
use crate::text::words::TokenKind;

/// The ages that a person may have.
const OLDEST: f64 = 120.0;
/// Tokens between an age and the name behind it: "the 20-year-old harbour student Ida Brandt".
const NEAR: usize = 6;
/// Words that end a noun phrase: what stands behind them is somebody else.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "of", "in", "by", "with", "who", "whose", "that", "was", "is", "are", "were", "has", "had", "and", "or", "from", "to", "at", "for", "on",
    "after", "as", "told", "shot", "met", "hit", "saw", "said", "took", "left", "beat", "won", "lost", "near", "when", "while", "but", "than",
];
/// Words between a name and its age in a whole sentence: "Tor Lind, who is only 20 years old".
const COPULAS: &[&str] =
    &["is", "was", "turned", "turns", "only", "just", "about", "now", "who", ",", "almost", "nearly"];
/// Words by which somebody's age is that of the end.
const DYING: &[&str] = &["died", "dies", "dead", "death", "passed", "dying", "killed"];
/// Somebody else beside a name: whose age follows is open.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "he", "she", "they", "it", "wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "grandfather", "grandmother",
    "widow", "widower", "uncle", "aunt", "nephew", "niece", "cousin", "friend", "child", "children", "parents",
];
/// Forms of address before a name, which are no given names.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "sen", "rep", "gov", "gen", "sgt", "sir", "judge", "justice", "senator", "president", "mayor",
    "representative", "governor", "general", "chief", "minister", "king", "queen", "pope", "professor", "captain", "officer", "attorney",
    "secretary", "chancellor", "chairman", "sheriff", "father", "sister", "former",
];
/// Deeds from which a thing's age counts: "opened 23 years ago".
#[rustfmt::skip]
const MADE: &[&str] = &[
    "opened", "built", "founded", "erected", "established", "completed", "created", "launched", "inaugurated", "constructed", "finished",
    "installed", "laid", "formed",
];

/// Whose age a question asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Of a thing: "How old is the tunnel?".
    Thing,
    /// Of somebody by name: the last word of it and the given name, in lower case.
    Named(String, Option<String>),
    /// Of somebody by what he or she is, as a stem: "How old is the driver?".
    Called(String),
    /// Of somebody who cannot be told from others: nothing answers.
    Unclear,
}

/// Reads whose age an English question asks for; `given` finds the given name that the reports have beside a surname.
pub fn whose(question: &Reading<'_>, words: &Words<'_>, given: impl Fn(&str) -> Option<String>) -> Whose {
    let lower = |at: usize| question.tokens[at].text.to_lowercase();
    // "How old is", "How old was".
    let rest = 3.min(question.tokens.len())..question.tokens.len();
    let is_name = |at: &usize| {
        let token = &question.tokens[*at];
        token.kind == TokenKind::Word && token.capital() && !TITLES.contains(&lower(*at).as_str())
    };
    let names: Vec<usize> = rest.clone().filter(is_name).collect();
    let is_one = |at: &usize| who::is_somebody(question.language, &lower(*at)) || OTHERS.contains(&lower(*at).as_str());
    let called: Vec<usize> = rest.clone().filter(is_one).collect();
    let the = rest.clone().next().is_some_and(|at| matches!(lower(at).as_str(), "the" | "this" | "its" | "a" | "an"));
    match (names.as_slice(), called.as_slice()) {
        ([], []) => Whose::Thing,
        ([], [one]) if the => Whose::Called(words.stem(&lower(*one))),
        ([_, ..], []) if the => Whose::Thing,
        ([first, .., last], []) if last - first + 1 == names.len() => Whose::Named(lower(*last), Some(lower(*first))),
        ([only], []) => Whose::Named(lower(*only), given(&lower(*only))),
        _ => Whose::Unclear,
    }
}

/// The given name that stands most often before a surname in the reports, in lower case.
pub fn given_name<'a>(readings: impl Iterator<Item = &'a Reading<'a>>, surname: &str) -> Option<String> {
    let mut counts = std::collections::BTreeMap::new();
    for reading in readings {
        for pair in reading.tokens.windows(2) {
            let before = pair[0].text.to_lowercase();
            let name = pair[0].kind == TokenKind::Word && pair[0].capital() && !TITLES.contains(&before.as_str());
            if name && pair[1].text.to_lowercase() == surname && reading.text[pair[0].end..pair[1].start] == *" " {
                *counts.entry(before).or_insert(0) += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name)
}

/// Whether a number is the age that is asked for.
pub fn owns(
    whose: &Whose,
    asked: &Asked,
    reading: &Reading<'_>,
    numeral: &Numeral,
    bounds: (usize, usize),
    words: &Words<'_>,
) -> bool {
    let age = Age { whose, asked, reading, bounds, words };
    match whose {
        Whose::Thing => age.of_thing(numeral),
        Whose::Unclear => false,
        _ => numeral.value >= 1.0 && numeral.value < OLDEST && numeral.value.fract() == 0.0 && age.of_person(numeral),
    }
}

struct Age<'q, 'r, 'a> {
    whose: &'q Whose,
    asked: &'q Asked,
    reading: &'r Reading<'a>,
    bounds: (usize, usize),
    words: &'q Words<'q>,
}

impl Age<'_, '_, '_> {
    fn lower(&self, at: usize) -> String {
        self.reading.tokens[at].text.to_lowercase()
    }

    fn is(&self, at: Option<usize>, words: &[&str]) -> bool {
        at.is_some_and(|at| (self.bounds.0..self.bounds.1).contains(&at) && words.contains(&self.lower(at).as_str()))
    }

    fn before(&self, at: usize, back: usize) -> Option<usize> {
        at.checked_sub(back).filter(|at| *at >= self.bounds.0)
    }

    /// Whether the token ends the name, or is the word, of who is asked for.
    fn is_asked(&self, at: usize) -> bool {
        match self.whose {
            Whose::Named(surname, given) => {
                let before = self.before(at, 1).filter(|before| {
                    let token = &self.reading.tokens[*before];
                    token.kind == TokenKind::Word && token.capital() && !TITLES.contains(&self.lower(*before).as_str())
                });
                let named = before.map(|before| self.lower(before));
                // "Ida Marie Brandt" and "Ida M. Brandt" are Ida Brandt.
                let over = given.is_some()
                    && [2, 3].iter().any(|back| self.before(at, *back).map(|at| self.lower(at)) == *given);
                self.lower(at) == *surname && (named.is_none() || given.is_none() || named == *given || over)
            }
            Whose::Called(stem) => self.words.stem(&self.lower(at)) == *stem,
            _ => false,
        }
    }

    fn of_thing(&self, numeral: &Numeral) -> bool {
        let behind =
            (numeral.last..self.bounds.1).filter(|at| self.reading.tokens[*at].kind != TokenKind::Mark).take(3);
        let behind: Vec<String> = behind.map(|at| self.lower(at)).collect();
        let made = (self.bounds.0..numeral.first).any(|at| MADE.contains(&self.lower(at).as_str()));
        behind.iter().any(|word| word == "old") || made && behind.iter().any(|word| word == "ago")
    }

    fn of_person(&self, numeral: &Numeral) -> bool {
        let (first, end) = self.bounds;
        let (at, last) = (numeral.first, numeral.last);
        let from = self.reading.tokens[last - 1].end;
        let to = self.reading.tokens[end - 1].end.max(from);
        let rest = self.reading.text[from..to].to_lowercase().replace(['‑', '–'], "-");
        if let Some(form) = ["-year-old", " year-old", "-year old"].iter().find(|form| rest.starts_with(**form)) {
            let next = (last..end).find(|at| self.reading.tokens[*at].start >= from + form.len()).unwrap_or(end);
            return self.is_named_behind(next, end) || self.is_named_before(at);
        }
        let one = self.before(at, 1);
        if rest.starts_with(" years old") || self.is(one, &["turned", "turns"]) {
            let owner = (first..at).rev().find(|at| !COPULAS.contains(&self.lower(*at).as_str()));
            return owner.is_some_and(|owner| self.is_asked(owner)) && owner != one;
        }
        let closed = last >= end || self.reading.tokens[last].kind == TokenKind::Mark;
        let apart =
            self.is(one, &[",", "("]) && last < end && matches!(self.reading.tokens[last].text, "," | ")" | "." | ";");
        if apart {
            return self
                .before(at, 2)
                .is_some_and(|owner| self.reading.tokens[owner].capital() && self.is_asked(owner));
        }
        let aged = self.is(one, &["aged", "age"]) || self.is(one, &["of"]) && self.is(self.before(at, 2), &["age"]);
        let dies = self.is(one, &["at"])
            && closed
            && (first..at).rev().take(4).any(|at| DYING.contains(&self.lower(at).as_str()));
        (aged || dies) && self.is_last_named(at)
    }

    /// "20-year-old Ida Brandt", "the 20-year-old student, Ida Brandt".
    fn is_named_behind(&self, from: usize, end: usize) -> bool {
        let mut comma = false;
        for at in from..end.min(from + NEAR) {
            let token = &self.reading.tokens[at];
            let lower = self.lower(at);
            if self.is_asked(at) {
                // "the driver’s son" is another.
                return !(at + 1 < end && matches!(self.reading.tokens[at + 1].text, "’" | "'" | "’s" | "'s"));
            }
            let next_is_name = at + 1 < end && self.reading.tokens[at + 1].capital();
            let verb =
                token.kind == TokenKind::Word && !token.capital() && (lower.ends_with("ed") || lower.ends_with("ing"));
            match token.kind {
                TokenKind::Mark if token.is(",") && next_is_name && !comma => comma = true,
                TokenKind::Mark if token.is("-") || token.is(".") && TITLES.contains(&self.lower(at - 1).as_str()) => {}
                TokenKind::Word if !ENDS.contains(&lower.as_str()) && !verb && !is_saying("en", &lower) => {}
                _ => return false,
            }
        }
        false
    }

    /// "Ida Brandt, a 20-year-old student".
    fn is_named_before(&self, at: usize) -> bool {
        self.is(self.before(at, 1), &["a", "an", "the"])
            && self.is(self.before(at, 2), &[","])
            && self.before(at, 3).is_some_and(|owner| self.is_asked(owner))
    }

    /// "Ida Brandt died on Saturday at the age of": the last that is named is who is asked for, and nobody else is between.
    fn is_last_named(&self, at: usize) -> bool {
        let (first, _) = self.bounds;
        let named = |at: &usize| {
            let token = &self.reading.tokens[*at];
            let lower = self.lower(*at);
            self.is_asked(*at)
                || token.kind == TokenKind::Word && token.capital() && !is_calendar(&lower)
                || OTHERS.contains(&lower.as_str())
        };
        let Some(owner) = (first..at).rev().find(named).filter(|owner| self.is_asked(*owner)) else { return false };
        let between = owner + 1..at;
        let dies = between.clone().any(|at| DYING.contains(&self.lower(at).as_str()));
        let asked = between
            .clone()
            .any(|at| self.words.of_any(&self.reading.tokens[at]).iter().any(|stem| self.asked.plain.contains(stem)));
        dies || asked || between.len() <= 3
    }
}
