//! What a page is about, in a few words: enough to tell pages on different matters apart.
//!
//! Furniture stands on pages whatever they are about. A paragraph that tells a long affair's beginning once more stands on
//! the pages of that affair only, and those have names in common.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::text::{language, lexicon};

/// Words that are kept of a page: those that come most often.
const WORDS: usize = 8;
/// A word that comes less often is not what the page is about, unless its headline has it.
const TIMES: usize = 2;
/// Shorter words name little.
const LETTERS: usize = 4;
/// A word of the headline counts like so many in the text.
const HEADLINE: usize = 2;

/// Hashes of the words that say what a page is about, in order; none where words are not parted by blanks.
pub fn matter<'a>(title: &str, prose: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let text = prose.collect::<Vec<_>>().join("\n");
    let language = language::detect(&text);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (text, weight) in [(title, HEADLINE), (text.as_str(), 1)] {
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            let word = word.to_lowercase();
            if word.chars().count() >= LETTERS && !word.starts_with(char::is_numeric) && !is_common(language, &word) {
                *counts.entry(word).or_default() += weight;
            }
        }
    }
    let mut order: Vec<(usize, u32)> = counts
        .into_iter()
        .filter(|(_, times)| *times >= TIMES)
        .map(|(word, times)| (times, (xxh3_64(word.as_bytes()) >> 32) as u32))
        .collect();
    order.sort_unstable_by_key(|(times, hash)| (std::cmp::Reverse(*times), *hash));
    order.truncate(WORDS);
    let mut words: Vec<u32> = order.into_iter().map(|(_, hash)| hash).collect();
    words.sort_unstable();
    words
}

/// Whether two pages are about different matters, as far as can be told: both say what they are about, and no word is
/// common to them.
pub fn are_apart(one: &[u32], other: &[u32]) -> bool {
    !one.is_empty() && !other.is_empty() && !one.iter().any(|word| other.contains(word))
}

fn is_common(language: &str, word: &str) -> bool {
    lexicon::is_stop_letters(language, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_affair_have_words_in_common() {
        let page = |title: &str, text: &str| matter(title, std::iter::once(text));
        let recall = page(
            "Kestrel calls its pumps back",
            "Kestrel said on Monday that every pump goes back. A pump may stop without a sound.",
        );
        let chief = page(
            "Pump maker's chief leaves",
            "The head of Kestrel has left. Kestrel will look for another one by the spring.",
        );
        let orchid = page(
            "Orchid flowers again",
            "The orchid was thought lost. It stands beside the railway, and the railway is proud of it.",
        );
        assert!(!are_apart(&recall, &chief));
        assert!(are_apart(&recall, &orchid) && are_apart(&chief, &orchid));
        assert!(!are_apart(&orchid, &page("", "")), "nothing is known of a page without words");
    }
}
