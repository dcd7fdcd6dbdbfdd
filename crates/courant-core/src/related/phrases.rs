//! A phrase that two articles share.

use super::names::words;
use super::why::{looked_at, stands_in};
use crate::model::Article;
use crate::text::prior::rarity;

/// Words of the beginning that are looked at.
const LOOKED_AT: usize = 200;
/// Words in the shortest and the longest phrase.
const SHORTEST: usize = 2;
const LONGEST: usize = 8;
/// Rarity a phrase's words must have together, in steps of a thirty-second.
const TELLING: u32 = 300;
/// Rarity from which one word of a phrase counts.
const WORD: u32 = 96;

/// The most telling words that stand together in both, beginning and ending with a word that says something.
pub(super) fn shared(a: &Article, b: &Article) -> Option<String> {
    let mut best: Option<(u32, &str)> = None;
    let there = looked_at(b);
    for text in [a.title.as_str(), looked_at(a)] {
        let all: Vec<(usize, &str, u32)> =
            words(text).take(LOOKED_AT).map(|(at, word)| (at, word, said_by(word))).collect();
        for (first, (start, _, rarity)) in all.iter().enumerate() {
            if *rarity < WORD {
                continue;
            }
            for size in SHORTEST..=LONGEST {
                let Some((at, last, said)) = all.get(first + size - 1) else { break };
                let end = at + last.trim_end_matches(|char: char| !char.is_alphanumeric()).len();
                let Some(phrase) = text.get(*start..end) else { break };
                if phrase.contains('\n') || !b.title.contains(phrase) && !there.contains(phrase) {
                    break;
                }
                let told: u32 =
                    all.iter().skip(first).take(size).map(|(_, _, said)| said).filter(|said| **said >= WORD).sum();
                let better = best.is_none_or(|(most, _)| told > most);
                if *said >= WORD && told >= TELLING && better && stands_in(phrase, a) && stands_in(phrase, b) {
                    best = Some((told, phrase));
                }
            }
        }
    }
    best.map(|(_, phrase)| phrase.to_owned())
}

/// How much a word says; nothing for what is no whole word.
fn said_by(word: &str) -> u32 {
    let bare = word.trim_end_matches(|char: char| !char.is_alphanumeric());
    let whole = bare.chars().count() > 2 && bare.chars().all(char::is_alphanumeric);
    if whole { u32::from(rarity(&bare.to_lowercase())) } else { 0 }
}
