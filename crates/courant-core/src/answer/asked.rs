//! What a question asks for, and about what.

use std::collections::BTreeSet;

use super::measure::Measure;
use crate::text::reading::Reading;
use crate::text::stems::Stems;
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
    /// Anything: what, why, how.
    Other,
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
    /// The stem of the thing to be counted, for [`Sort::HowMany`].
    pub counted: Option<String>,
    /// What a figure has to measure, for [`Sort::Quantity`].
    pub measure: Option<Measure>,
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
    ("what", "en", Sort::Other),
    ("why", "en", Sort::Other),
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
    ("warum", "de", Sort::Other),
    ("weshalb", "de", Sort::Other),
    ("was", "de", Sort::Other),
    ("welche", "de", Sort::Other),
    ("wie", "de", Sort::Other),
    ("combien de temps", "fr", Sort::Quantity),
    ("combien", "fr", Sort::HowMany),
    ("qui", "fr", Sort::Who),
    ("où", "fr", Sort::Where),
    ("quand", "fr", Sort::When),
    ("à quelle heure", "fr", Sort::When),
    ("pourquoi", "fr", Sort::Other),
    ("quel", "fr", Sort::Other),
    ("quelle", "fr", Sort::Other),
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
    ("por qué", "es", Sort::Other),
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
    pub fn read(question: &str, language: &str) -> Option<Self> {
        let reading = Reading::new(question, language);
        let stems = Stems::of(language);
        let measure = Measure::of(question);
        let asks = |lower: &str| ASKING.contains(&lower) || measure.is_some_and(|measure| measure.asks(lower));
        let names = |token: &&Token<'_>| token.kind != TokenKind::Mark && !asks(&token.text.to_lowercase());
        let mut terms = BTreeSet::new();
        let mut counted = None;
        let mut money = false;
        for token in reading.tokens.iter().filter(names) {
            let lower = token.text.to_lowercase();
            money |= MONEY.contains(&lower.as_str());
            for stem in stems.of_token(token) {
                counted = counted.or_else(|| Some(stem.clone()));
                terms.insert(stem);
            }
        }
        let mut sort = opening(question).map_or(Sort::Other, |(_, _, sort)| sort);
        // "What will the repair cost?" asks for a sum; "how much water" for a measure.
        match sort {
            Sort::Other
                if money
                    && question
                        .to_lowercase()
                        .split_whitespace()
                        .next()
                        .is_some_and(|word| word != "why" && word != "warum" && word != "pourquoi") =>
            {
                sort = Sort::HowMuch
            }
            Sort::HowMany if money => sort = Sort::HowMuch,
            Sort::HowMuch if !money => sort = Sort::Quantity,
            _ => {}
        }
        let parted = if language == "de" { parted(&reading, &stems) } else { None };
        (!terms.is_empty()).then_some(Self {
            sort,
            words: super::says::asks_for_words(&reading),
            terms,
            parted,
            measure,
            counted: counted.filter(|_| sort == Sort::HowMany),
        })
    }

    /// Asks for the whole verb where the reports write it so, and for a word's nearest relative where they have only that.
    pub fn join(&mut self, stands: impl Fn(&str) -> bool) {
        if let Some((part, whole)) =
            self.parted.take().filter(|(part, whole)| self.terms.contains(part) && stands(whole))
        {
            self.terms.remove(&part);
            self.terms.insert(whole);
        }
        for term in self.terms.clone() {
            let Some(relative) = (!stands(&term)).then(|| relative(&term, &stands)).flatten() else { continue };
            self.terms.remove(&term);
            if self.counted.as_ref() == Some(&term) {
                self.counted = Some(relative.clone());
            }
            self.terms.insert(relative);
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

/// Stems of one word that the stemmer parts: "injured" and "injuries". Endings alone do not tell: "police" is no "policy".
const KIN: &[[&str; 2]] = &[["injur", "injuri"], ["inquir", "inquiri"], ["enquir", "enquiri"]];

/// The other stem of a word, where the reports have only that.
fn relative(term: &str, stands: impl Fn(&str) -> bool) -> Option<String> {
    let other = |[a, b]: &[&'static str; 2]| if term == *a { Some(*b) } else { (term == *b).then_some(*a) };
    KIN.iter().find_map(other).filter(|other| stands(other)).map(str::to_owned)
}

fn parted(reading: &Reading<'_>, stems: &Stems<'_>) -> Option<(String, String)> {
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
