//! What a question asks for, and about what.

use std::collections::BTreeSet;

use super::age::{self, Whose};
use super::deed;
use super::kin::Words;
use super::measure::Measure;
use super::rate::Rate;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind, tokens};

/// The sort of thing that would answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A person or body.
    Who,
    /// A place.
    Where,
    /// A time or day.
    When,
    /// A count of the thing named.
    HowMany,
    /// A sum of money.
    HowMuch,
    /// A measure: how long, how high.
    Quantity,
    /// A reason.
    Why,
    /// Anything: what, how.
    Other,
}

impl Sort {
    /// Whether a figure answers.
    pub fn is_count(self) -> bool {
        matches!(self, Self::HowMany | Self::HowMuch | Self::Quantity)
    }
}

/// What somebody did, for [`Sort::Who`] and [`Sort::Why`], in stems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// The question names none.
    None,
    /// Whoever is asked for did it: "Who opened the gate?".
    Does(String),
    /// It was done to whoever is asked for: "Who was arrested?", "Whom did they elect?".
    Suffers(String),
    /// Whoever is asked for is all that, in the question's own words in lower case: "Who is the mayor?".
    Is(Vec<String>),
}

/// A question as read.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What would answer.
    pub sort: Sort,
    /// Whether it asks for words: who said so.
    pub words: bool,
    /// Stems of what it names.
    pub terms: BTreeSet<String>,
    /// What somebody did.
    pub deed: Deed,
    /// The stem of the thing to be counted, for [`Sort::HowMany`].
    pub counted: Option<String>,
    /// Stems that have to stand in the very sentence that answers.
    pub needed: BTreeSet<String>,
    /// Stems of its words that are no names.
    pub plain: BTreeSet<String>,
    /// Whether people are counted, whom a report need not call so: "84 dead".
    pub people: bool,
    /// What a figure has to measure, for [`Sort::Quantity`].
    pub measure: Option<Measure>,
    /// The share or change that is asked for.
    pub rate: Option<Rate>,
    /// Whose age is asked for.
    pub age: Option<Whose>,
    /// Things that the question calls by a name before them ("the Halden race"): both in stems.
    pub owners: Vec<(String, String)>,
    /// Its words and marks in lower case, a blank around each.
    flat: String,
    /// A German verb that the question takes apart ("drang … ein"): its stem there, and the stem of the whole.
    pub parted: Option<(String, String)>,
}

/// German prefixes that a question puts at its end.
const PARTED: &[&str] = &[
    "ab", "an", "auf", "aus", "bei", "ein", "fest", "los", "mit", "nach", "um", "vor", "weg", "zu", "zurück",
    "zusammen",
];

/// Opening words, with their language and sort. Longer ones first.
const OPENINGS: &[(&str, &str, Sort)] = &[
    ("how many", "en", Sort::HowMany),
    ("how much", "en", Sort::HowMuch),
    ("how long", "en", Sort::Quantity),
    ("how high", "en", Sort::Quantity),
    ("how far", "en", Sort::Quantity),
    ("how old", "en", Sort::Quantity),
    ("how fast", "en", Sort::Quantity),
    ("what time", "en", Sort::When),
    ("which day", "en", Sort::When),
    ("who", "en", Sort::Who),
    ("whom", "en", Sort::Who),
    ("where", "en", Sort::Where),
    ("when", "en", Sort::When),
    ("what caused", "en", Sort::Why),
    ("what is the cause of", "en", Sort::Why),
    ("what was the cause of", "en", Sort::Why),
    ("what is the reason for", "en", Sort::Why),
    ("what was the reason for", "en", Sort::Why),
    ("what led to", "en", Sort::Why),
    ("what", "en", Sort::Other),
    ("why", "en", Sort::Why),
    ("which", "en", Sort::Other),
    ("how", "en", Sort::Other),
    ("did", "en", Sort::Other),
    ("is", "en", Sort::Other),
    ("wie viele", "de", Sort::HowMany),
    ("wieviele", "de", Sort::HowMany),
    ("wie viel", "de", Sort::HowMuch),
    ("wieviel", "de", Sort::HowMuch),
    ("wie lange", "de", Sort::Quantity),
    ("wie hoch", "de", Sort::Quantity),
    ("wie lang", "de", Sort::Quantity),
    ("um wie viel uhr", "de", Sort::When),
    ("wer", "de", Sort::Who),
    ("wen", "de", Sort::Who),
    ("wem", "de", Sort::Who),
    ("wohin", "de", Sort::Where),
    ("woher", "de", Sort::Where),
    ("wo", "de", Sort::Where),
    ("wann", "de", Sort::When),
    ("warum", "de", Sort::Why),
    ("weshalb", "de", Sort::Why),
    ("was verursachte", "de", Sort::Why),
    ("wodurch", "de", Sort::Why),
    ("wieso", "de", Sort::Why),
    ("was", "de", Sort::Other),
    ("welche", "de", Sort::Other),
    ("wie", "de", Sort::Other),
    ("combien de temps", "fr", Sort::Quantity),
    ("combien", "fr", Sort::HowMany),
    ("qui", "fr", Sort::Who),
    ("où", "fr", Sort::Where),
    ("quand", "fr", Sort::When),
    ("à quelle heure", "fr", Sort::When),
    ("pourquoi", "fr", Sort::Why),
    ("quel", "fr", Sort::Other),
    ("quelle", "fr", Sort::Other),
    ("qu’est-ce qui a causé", "fr", Sort::Why),
    ("qu’est-ce qui a provoqué", "fr", Sort::Why),
    ("que", "fr", Sort::Other),
    ("qu’", "fr", Sort::Other),
    ("comment", "fr", Sort::Other),
    ("cuántos", "es", Sort::HowMany),
    ("cuántas", "es", Sort::HowMany),
    ("cuánto", "es", Sort::HowMuch),
    ("cuánta", "es", Sort::Quantity),
    ("quién", "es", Sort::Who),
    ("quiénes", "es", Sort::Who),
    ("dónde", "es", Sort::Where),
    ("adónde", "es", Sort::Where),
    ("cuándo", "es", Sort::When),
    ("a qué hora", "es", Sort::When),
    ("por qué", "es", Sort::Why),
    ("qué causó", "es", Sort::Why),
    ("qué provocó", "es", Sort::Why),
    ("qué", "es", Sort::Other),
    ("cuál", "es", Sort::Other),
    ("cómo", "es", Sort::Other),
];

/// Words that turn any question into one about money.
const MONEY: &[&str] = &[
    "cost", "costs", "price", "pay", "paid", "kosten", "kostet", "kostete", "preis", "coûte", "coûter", "coûtera",
    "coût", "prix", "cuesta", "costar", "costará", "precio", "coste",
];

/// Words that ask rather than name.
const ASKING: &[&str] = &[
    "who",
    "whom",
    "whose",
    "what",
    "when",
    "where",
    "why",
    "which",
    "how",
    "many",
    "much",
    "long",
    "time",
    "did",
    "does",
    "do",
    "was",
    "were",
    "is",
    "are",
    "has",
    "have",
    "had",
    "will",
    "happen",
    "happened",
    "happens",
    "tell",
    "know",
    "known",
    "please",
    "wie",
    "viele",
    "viel",
    "lange",
    "wer",
    "was",
    "wann",
    "wo",
    "warum",
    "welche",
    "welcher",
    "welches",
    "passiert",
    "geschah",
    "gibt",
    "combien",
    "qui",
    "quand",
    "où",
    "pourquoi",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "comment",
    "est-ce",
    "passé",
    "passe",
    "y",
    "a-t-il",
    "cuántos",
    "cuántas",
    "cuánto",
    "quién",
    "cuándo",
    "dónde",
    "qué",
    "cuál",
    "cómo",
    "pasó",
    "ocurrió",
    "hay",
    "hubo",
    "uhr",
    "heure",
    "hora",
    "people's",
    "temps",
    "anyone",
    "anybody",
    "someone",
    "somebody",
    "anything",
    "something",
    "jemand",
    "jemanden",
    "etwas",
    "quelqu’un",
    "quelque",
    "chose",
    "alguien",
    "algo",
];

/// Words for people as they are counted: what is done to them says more.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "people", "persons", "person", "victims", "casualties", "menschen", "personen", "leute", "opfer", "personnes", "gens", "victimes",
    "personas", "víctimas", "gente",
];
/// Words that ask for a reason, and are no part of what it explains.
#[rustfmt::skip]
const REASON: &[&str] = &["caused", "cause", "reason", "led", "verursachte", "causé", "provoqué", "causó", "provocó"];

/// Whether a lower-case word is one for people at large.
pub fn is_people(lower: &str) -> bool {
    PEOPLE.contains(&lower)
}

/// Whether a question asks how many.
pub fn asks_how_many(question: &str) -> bool {
    opening(question).is_some_and(|(_, _, sort)| sort == Sort::HowMany)
}

/// The language that the question's opening word belongs to.
pub fn language_of(question: &str) -> Option<&'static str> {
    opening(question).map(|(_, language, _)| language)
}

fn opening(question: &str) -> Option<(&'static str, &'static str, Sort)> {
    let lower = question.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let fits = |word: &str| {
        lower.strip_prefix(word).is_some_and(|rest| word.ends_with('’') || !rest.starts_with(char::is_alphanumeric))
    };
    // "Was" opens German and English questions alike, and the rest tells which.
    let found = OPENINGS.iter().filter(|(word, ..)| fits(word)).max_by_key(|(word, ..)| word.len()).copied()?;
    let english_was = found.0 == "was" && crate::text::language::detect(question) == "en";
    Some(if english_was { ("was", "en", Sort::Other) } else { found })
}

/// Whether a figure's unit is a currency.
pub fn is_money(unit: &str) -> bool {
    matches!(
        unit.trim(),
        "$" | "€"
            | "£"
            | "¥"
            | "₹"
            | "euro"
            | "euros"
            | "dollar"
            | "dollars"
            | "pounds"
            | "pound"
            | "francs"
            | "franken"
            | "kronen"
            | "crowns"
            | "pesos"
            | "yen"
            | "rubel"
            | "rubles"
            | "livres"
            | "libras"
            | "dólares"
            | "marks"
    )
}

impl Asked {
    /// Reads a question; `None` when it names nothing that could be looked for.
    pub fn read(question: &str, language: &str, stems: &Words<'_>) -> Option<Self> {
        let reading = Reading::new(question, language);
        let measure = Measure::of(question);
        let opened = opening(question);
        let rate = Rate::of(&reading, stems);
        let reason = opened.is_some_and(|(_, _, sort)| sort == Sort::Why);
        let asks = |lower: &str| {
            ASKING.contains(&lower)
                || measure.is_some_and(|measure| measure.asks(lower))
                || rate.is_some() && Rate::asks(lower)
                || reason && REASON.contains(&lower)
        };
        let names = |token: &&Token<'_>| token.kind != TokenKind::Mark && !asks(&token.text.to_lowercase());
        let mut terms = BTreeSet::new();
        let mut counted: Option<(String, bool)> = None;
        let mut money = false;
        let mut plain = BTreeSet::new();
        for token in reading.tokens.iter().filter(names) {
            let lower = token.text.to_lowercase();
            if !token.capital() || language == "de" {
                plain.extend(stems.of_token(token));
            }
            money |= MONEY.contains(&lower.as_str());
            // "personnes" is a stop word, and what is counted all the same.
            let many = opened.is_some_and(|(_, _, sort)| sort == Sort::HowMany) && counted.is_none();
            let people = many && PEOPLE.contains(&lower.as_str());
            let found = if people { stems.of_any(token) } else { stems.of_token(token) };
            for stem in found {
                counted = counted.or_else(|| Some((stem.clone(), people)));
                terms.insert(stem);
            }
        }
        let mut sort = opened.map_or(Sort::Other, |(_, _, sort)| sort);
        // "What will the repair cost?" asks for a sum; "how much water" for a measure.
        match sort {
            Sort::Other if money => sort = Sort::HowMuch,
            Sort::HowMany if money => sort = Sort::HowMuch,
            _ if rate.is_some() => sort = Sort::Quantity,
            Sort::HowMuch if !money => sort = Sort::Quantity,
            _ => {}
        }
        let (counted, people) = counted.filter(|_| sort == Sort::HowMany).unzip();
        // "How many people died?" is answered by "84 dead".
        let people = people.unwrap_or(false) && terms.len() > 1;
        if let Some(counted) = counted.as_ref().filter(|_| people) {
            terms.remove(counted);
        }
        let parted = if language == "de" { parted(&reading, stems) } else { None };
        if terms.is_empty() {
            return None;
        }
        let plain: BTreeSet<String> = plain.intersection(&terms).cloned().collect();
        let words = super::says::asks_for_words(&reading);
        let deed = match sort {
            Sort::Who => deed::of_who(&reading, stems, &terms),
            Sort::Why => deed::of_why(&reading, stems, &terms),
            _ => Deed::None,
        };
        let verbs = deed::verbs(&reading, stems, &terms);
        let mut needed = deed::needed(sort, &deed, words, &plain, verbs, stems);
        if measure.is_some_and(Measure::is_age) {
            needed.extend(plain.iter().cloned());
        }
        // "How many years could Lind face?": who it is stands in the sentence, and what.
        if counted.as_ref().is_some_and(|counted| TERMS.iter().any(|term| stems.stem(term) == *counted)) {
            needed.extend(terms.iter().filter(|term| counted.as_ref() != Some(*term)).cloned());
        }
        let owners = owners(&reading, stems, &terms);
        let lowers: Vec<String> = reading.tokens.iter().map(|token| token.text.to_lowercase()).collect();
        let flat = format!(" {} ", lowers.join(" "));
        Some(Self {
            sort,
            words,
            deed,
            terms,
            plain,
            needed,
            counted,
            people,
            measure,
            rate,
            age: None,
            owners,
            flat,
            parted,
        })
    }

    /// Reads whose age an English question asks for, where it does.
    pub fn read_age(&mut self, question: &str, stems: &Words<'_>, given: impl Fn(&str) -> Option<String>) {
        if self.measure.is_some_and(Measure::is_age) {
            self.age = Some(age::whose(&Reading::new(question, "en"), stems, given));
        }
    }

    /// Whether the question holds these words as they stand.
    pub fn says(&self, words: &str) -> bool {
        self.flat.contains(&format!(" {words} "))
    }

    /// Asks for the whole verb where the reports write it so, and for who won where they name no winner.
    pub fn join(&mut self, words: &Words<'_>, stands: impl Fn(&str) -> bool) {
        let doer = |term: &String| Some((term.clone(), words.done_by(term).filter(|_| !stands(term))?));
        if let Some((doer, does)) = self.terms.iter().find_map(doer).filter(|_| matches!(self.deed, Deed::Is(_))) {
            self.terms.remove(&doer);
            self.terms.insert(does);
        }
        if let Some((part, whole)) =
            self.parted.take().filter(|(part, whole)| self.terms.contains(part) && stands(whole))
        {
            self.terms.remove(&part);
            if let Deed::Does(deed) | Deed::Suffers(deed) = &mut self.deed {
                deed.clone_from(&whole);
            }
            for set in [&mut self.plain, &mut self.needed] {
                if set.remove(&part) {
                    set.insert(whole.clone());
                }
            }
            self.terms.insert(whole);
        }
    }

    /// `on the quay`, `beside the church`: places without a name.
    pub fn holds_place_word(&self, tokens: &[Token<'_>]) -> bool {
        const PLACES: &[&str] = &[
            "near",
            "beside",
            "outside",
            "off",
            "inside",
            "north",
            "south",
            "east",
            "west",
            "nahe",
            "neben",
            "vor",
            "nördlich",
            "südlich",
            "östlich",
            "westlich",
            "près",
            "devant",
            "cerca",
            "frente",
            "junto",
        ];
        let words: Vec<String> = tokens.iter().map(|token| token.text.to_lowercase()).collect();
        words.iter().any(|word| PLACES.contains(&word.as_str()) && !tokens_of(&self.terms).contains(word))
    }
}

/// Spans of time in which a sentence or a ban is counted.
const TERMS: &[&str] = &["years", "months", "weeks", "days"];

/// Names with the plain word right behind them.
fn owners(question: &Reading<'_>, stems: &Words<'_>, terms: &BTreeSet<String>) -> Vec<(String, String)> {
    if question.language != "en" {
        return Vec::new();
    }
    let pair = |pair: &[Token<'_>]| {
        let named = pair[0].kind == TokenKind::Word && pair[0].capital() && !pair[1].capital();
        let term = |token: &Token<'_>| stems.of_token(token).into_iter().find(|stem| terms.contains(stem));
        Some((term(&pair[0]).filter(|_| named)?, term(&pair[1])?))
    };
    question.tokens.windows(2).filter_map(pair).collect()
}

fn parted(reading: &Reading<'_>, stems: &Words<'_>) -> Option<(String, String)> {
    let mut words = reading.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let verb = words.nth(1)?.text.to_lowercase();
    let prefix = words.next_back()?.text.to_lowercase();
    PARTED.contains(&prefix.as_str()).then(|| (stems.stem(&verb), stems.stem(&format!("{prefix}{verb}"))))
}

fn tokens_of(terms: &BTreeSet<String>) -> BTreeSet<String> {
    terms
        .iter()
        .flat_map(|term| tokens(term, false).iter().map(|token| token.text.to_owned()).collect::<Vec<_>>())
        .collect()
}
