//! What a question who or why says was done, and on which side of it stands who is asked for.

use std::collections::BTreeSet;

use super::asked::{Deed, Sort};
use super::kin::Words;
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};

/// Helpers of a verb. Behind the first few a participle says what was suffered, and a noun what somebody is.
#[rustfmt::skip]
const BEING: &[&str] = &[
    "is", "was", "are", "were", "been", "be", "being", "ist", "war", "sind", "waren", "wird", "wurde", "wurden", "werden", "worden", "est",
    "était", "sont", "été", "furent", "fut", "es", "era", "fue", "son", "fueron", "sido", "eran",
];
#[rustfmt::skip]
const HAVING: &[&str] = &[
    "has", "have", "had", "will", "would", "could", "can", "may", "might", "also", "first", "now", "hat", "haben", "hatte", "hatten", "a", "ont",
    "avait", "ha", "han", "había", "s", "se", "s’", "s'", "l’", "l'", "le", "la", "lo",
];
const DOING: &[&str] = &["did", "does", "do"];
/// English participles that do not end in "ed".
#[rustfmt::skip]
const PARTICIPLES: &[&str] = &[
    "shot", "found", "taken", "chosen", "caught", "hurt", "held", "lost", "made", "sent", "sold", "bought", "beaten", "hit", "stolen",
    "told", "paid", "brought", "seen", "given", "driven", "thrown", "struck", "born", "left", "cut", "put", "bitten", "hidden", "freed",
];

/// What is asked of somebody.
pub fn of_who(question: &Reading<'_>, stems: &Words<'_>, terms: &BTreeSet<String>) -> Deed {
    let words: Vec<&Token<'_>> = question.tokens.iter().filter(|token| token.kind == TokenKind::Word).collect();
    let lowers: Vec<String> = words.iter().map(|token| token.text.to_lowercase()).collect();
    let stem =
        |at: usize| words.get(at).and_then(|token| stems.of_token(token).into_iter().find(|stem| terms.contains(stem)));
    // A form of address or the answer to come may be the question's own: nothing is read into a word that is no term.
    let whom = matches!(lowers.first().map(String::as_str), Some("whom" | "wen" | "wem"));
    let mut at = 1;
    let (mut is, mut does) = (false, false);
    while let Some(lower) = lowers.get(at).map(String::as_str) {
        is |= BEING.contains(&lower);
        does |= DOING.contains(&lower);
        if !(BEING.contains(&lower) || HAVING.contains(&lower) || DOING.contains(&lower)) {
            break;
        }
        at += 1;
    }
    let last = (at..words.len()).rev().find(|last| stem(*last).is_some() && !words[*last].capital());
    let parted_verb = question.language == "de" && at > 1;
    if does || whom || parted_verb && !is {
        return last
            .and_then(stem)
            .map_or(Deed::None, |stem| if does || whom { Deed::Suffers(stem) } else { Deed::Does(stem) });
    }
    if !is {
        // A verb that bears no meaning by itself ("wants") has to be there all the same.
        let verb = words.get(at).and_then(|token| stem(at).or_else(|| stems.of_any(token).into_iter().next()));
        return verb.map_or(Deed::None, Deed::Does);
    }
    let participle = if question.language == "de" { last.filter(|last| *last + 1 == words.len()) } else { Some(at) };
    let suffered = participle.filter(|at| lowers.get(*at).is_some_and(|lower| is_participle(question.language, lower)));
    match suffered.and_then(stem) {
        Some(stem) => Deed::Suffers(stem),
        None => {
            // "the winner of the race" is a winner, and of the race.
            let noun = |at: &usize| (!words[*at].capital() || question.language == "de") && stem(*at).is_some();
            let from = (at..words.len()).find(noun).unwrap_or(words.len());
            let nouns: Vec<String> = (from..words.len()).take_while(noun).map(|at| lowers[at].clone()).collect();
            if nouns.is_empty() { Deed::None } else { Deed::Is(nouns) }
        }
    }
}

/// How noun-like a word is used at most that is rather a verb.
const VERB: u8 = 3;

/// The stems of an English question's words that are verbs rather than nouns.
pub fn verbs(question: &Reading<'_>, stems: &Words<'_>, terms: &BTreeSet<String>) -> BTreeSet<String> {
    let rather = |token: &&Token<'_>| {
        let facts = lexicon::english(&token.text.to_lowercase());
        question.language == "en" && !token.capital() && facts.is_some_and(|facts| facts.noun <= VERB)
    };
    question
        .tokens
        .iter()
        .filter(rather)
        .flat_map(|token| stems.of_token(token))
        .filter(|stem| terms.contains(stem))
        .collect()
}

/// What a reason is asked for: behind "what caused" the first word of the question that is no name, behind "why" the last.
pub fn of_why(question: &Reading<'_>, stems: &Words<'_>, terms: &BTreeSet<String>) -> Deed {
    let plain = |token: &&Token<'_>| token.kind == TokenKind::Word && (!token.capital() || question.language == "de");
    let term = |token: &Token<'_>| stems.of_token(token).into_iter().find(|stem| terms.contains(stem));
    let mut known = question.tokens.iter().filter(plain).filter_map(term);
    let first =
        question.tokens.iter().find(|token| token.kind == TokenKind::Word).map(|token| token.text.to_lowercase());
    let causes = first.is_some_and(|first| ["what", "was", "qu’est-ce", "qu’", "qué"].contains(&first.as_str()));
    let found = if causes { known.next() } else { known.next_back() };
    found.map_or(Deed::None, Deed::Does)
}

/// The stems that have to stand in the very sentence, for what is not told by what is said around it.
pub fn needed(
    sort: Sort,
    deed: &Deed,
    words: bool,
    plain: &BTreeSet<String>,
    verbs: BTreeSet<String>,
    stems: &Words<'_>,
) -> BTreeSet<String> {
    match (sort, deed) {
        (Sort::Who, _) if words => BTreeSet::new(),
        (Sort::Who, Deed::Is(nouns)) => {
            let nouns: BTreeSet<String> = nouns.iter().map(|noun| stems.stem(noun)).collect();
            plain.difference(&nouns).cloned().collect()
        }
        (Sort::Who, _) => plain.clone(),
        (Sort::Where | Sort::When | Sort::HowMany, _) => verbs,
        (Sort::Why, _) => plain.clone(),
        _ => BTreeSet::new(),
    }
}

fn is_participle(language: &str, lower: &str) -> bool {
    let ends = |endings: &[&str]| lower.chars().count() > 3 && endings.iter().any(|ending| lower.ends_with(ending));
    match language {
        "en" => ends(&["ed"]) || PARTICIPLES.contains(&lower),
        "de" => {
            ends(&["t", "en"])
                && (lower.starts_with("ge") || lower.contains("ge") || lower.starts_with(['v', 'b', 'e', 'z']))
        }
        "fr" => ends(&["é", "és", "ée", "ées", "is", "it", "u", "us", "ert"]),
        "es" => ends(&["ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "erto", "erta", "sto"]),
        _ => false,
    }
}
