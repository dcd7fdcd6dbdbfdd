//! Which words of a text are nouns, so that no verb, participle, adverb or adjective becomes a hashtag.
//!
//! There is no tagger: what stands before and behind a word wherever it occurs speaks for or against, and so do its
//! ending, in German its capital, and in English how news use it. Where a language has articles a word needs something
//! that speaks for it; elsewhere nothing may speak against it.

mod english;
pub mod grammar;
mod places;

use grammar::{Grammar, Order};
use places::Sentence;

use super::vocabulary::{Spelling, Vocabulary};
use crate::text::reading::Reading;
use crate::text::words::TokenKind;

/// From here on a word counts as a noun.
pub const NOUN: f64 = 0.5;
/// Below this a word is surely none.
pub const UNCLEAR: f64 = 0.25;

/// Where nothing speaks for a word and nothing against.
const SILENT: f64 = 0.35;
/// For a word that something speaks against, and nothing for.
pub const SURELY_NONE: f64 = 0.05;

/// The places of a word that speak for a noun and against one.
#[derive(Debug, Clone, Copy, Default)]
struct Places {
    noun: u32,
    other: u32,
}

/// How noun-like each word of a text's vocabulary is, by its number, 0 to 1; words that say nothing are not judged.
pub fn nounness(reading: &Reading<'_>, vocabulary: &Vocabulary, title: &Reading<'_>) -> Vec<f64> {
    let grammar = Grammar::of(reading.language);
    let mut places = vec![Places::default(); vocabulary.len()];
    if reading.language == "de" || grammar.is_some() {
        note(reading, vocabulary, grammar, |spelling, noun| places[spelling.word].note(noun));
        if !capitalised(title) {
            let words = Vocabulary::of(title, |_, _| true);
            note(title, &words, grammar, |spelling, noun| {
                if let Some(word) = vocabulary.word(&spelling.lower) {
                    places[word].note(noun);
                }
            });
        }
    }
    let mut nouns = vec![0.0; vocabulary.len()];
    for spelling in vocabulary.spellings().iter().filter(|spelling| spelling.content) {
        nouns[spelling.word] = of_word(reading.language, grammar, &spelling.lower, places[spelling.word]);
    }
    nouns
}

impl Places {
    fn note(&mut self, noun: bool) {
        if noun { self.noun += 1 } else { self.other += 1 }
    }
}

fn of_word(language: &str, grammar: Option<&Grammar>, lower: &str, places: Places) -> f64 {
    match (language, grammar) {
        ("en", _) => english::nounness(lower, places.noun, places.other),
        ("de", _) => german(lower, places),
        ("nl", Some(grammar)) if is_dutch_participle(lower) && places.noun < 2 => {
            by_grammar(grammar, lower, places).min(SILENT)
        }
        (_, Some(grammar)) => by_grammar(grammar, lower, places),
        _ => 0.55,
    }
}

/// Tells `noted` what each place of a word that says something shows, if it shows anything.
fn note(
    reading: &Reading<'_>,
    vocabulary: &Vocabulary,
    grammar: Option<&Grammar>,
    mut noted: impl FnMut(&Spelling, bool),
) {
    for (first, end) in &reading.bounds {
        let sentence =
            Sentence { tokens: &reading.tokens[*first..*end], first: *first, vocabulary, language: reading.language };
        for at in 0..sentence.tokens.len() {
            let Some(spelling) = vocabulary.at(first + at).filter(|spelling| spelling.content) else { continue };
            let said = match grammar {
                Some(grammar) => sentence.says(grammar, at),
                None => sentence.german(at),
            };
            said.into_iter().for_each(|noun| noted(spelling, noun));
        }
    }
}

/// Whether endings tell adjectives, so that "Национального" with the capital of a name's first word is no name.
pub fn tells_adjectives(language: &str) -> bool {
    matches!(language, "ru" | "uk" | "pl" | "nl" | "sv" | "el" | "tr")
}

/// Whether nearly every word of a headline has a capital, so that what stands beside a word is cut and says little.
pub fn capitalised(title: &Reading<'_>) -> bool {
    let words = || title.tokens.iter().filter(|token| token.kind == TokenKind::Word && token.text.chars().count() > 3);
    words().count() >= 3 && words().filter(|token| token.capital()).count() * 10 >= words().count() * 8
}

fn by_grammar(grammar: &Grammar, lower: &str, places: Places) -> f64 {
    if grammar.is_never(lower) {
        return SURELY_NONE;
    }
    let ending = grammar.ending(lower);
    let bare = !matches!(grammar.order, Order::NounFirst | Order::NounLast | Order::Joined);
    match (ending, places.noun > places.other) {
        // "Le déjeuner", "los heridos": an article makes a noun of a verb's form, but once may be chance.
        (Some(false), true) if !bare && places.other == 0 && places.noun > 1 => 0.6,
        (Some(false), true) if !bare => SILENT,
        (Some(false), _) => SURELY_NONE,
        (Some(true), _) if places.other <= places.noun => 1.0,
        (_, true) => 0.9,
        (_, false) if places.other > 0 => 0.15,
        (_, false) => {
            if bare {
                0.55
            } else {
                SILENT
            }
        }
    }
}

/// German nouns have a capital inside a sentence; one that only opens sentences may be anything.
fn german(lower: &str, places: Places) -> f64 {
    const NOUNS: &[&str] = &["ung", "ungen", "heit", "keit", "schaft", "schaften", "tion", "tionen", "ität", "ismus"];
    const TIMES: &[&str] = &[
        "morgen",
        "vormittag",
        "mittag",
        "nachmittag",
        "abend",
        "nacht",
        "stunde",
        "stunden",
        "woche",
        "wochen",
        "jahren",
        "jahre",
        "fache",
        "ende",
    ];
    let time = TIMES.iter().any(|ending| lower.ends_with(ending));
    match places.noun > places.other {
        true if time => 0.3,
        true => 1.0,
        false if places.other == 0 && NOUNS.iter().any(|ending| lower.ends_with(ending)) => 0.8,
        false if places.other == 0 => 0.2,
        false => SURELY_NONE,
    }
}

/// "Gestolen", "vastgelopen", "omgerekend".
fn is_dutch_participle(lower: &str) -> bool {
    const PARTED: &[&str] = &[
        "", "aan", "af", "door", "in", "mee", "om", "onder", "op", "over", "terug", "toe", "uit", "vast", "voor", "weg",
    ];
    let begins =
        PARTED.iter().any(|head| lower.strip_prefix(head).is_some_and(|rest| rest.starts_with("ge") && rest.len() > 5));
    begins && (lower.ends_with(['d', 't']) || lower.ends_with("en"))
}
