//! Nouns that say what every day's news is made of, and so nothing about one text: a statement, an administration, a photo.
//!
//! `data/plain.tsv` lists them, for each language that has a list, in their dictionary form. Chosen by reading which words
//! stood as hashtags on hundreds of real reports that had nothing else in common; the other languages by sense.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::spelling::fold;

const WORDS: &str = include_str!("data/plain.tsv");

/// Whether a word, folded by [`fold`], says nothing about one text by itself.
#[must_use]
pub fn is_plain(language: &str, folded: &str) -> bool {
    static TABLE: OnceLock<FxHashMap<&'static str, FxHashSet<String>>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            let lines = WORDS.lines().filter_map(|line| line.split_once('\t'));
            let folded = |language: &str, words: &str| words.split(' ').map(|word| fold(word, language)).collect();
            lines.map(|(language, words)| (language, folded(language, words))).collect()
        })
        .get(language)
        .is_some_and(|words| words.contains(folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_plain_word_is_plain() {
        for (language, word, expected) in [
            ("en", "Administration", true),
            ("en", "statements", true),
            ("en", "advertisement", true),
            ("en", "tunnel", false),
            ("en", "immigration", false),
            ("de", "Behörden", true),
            ("de", "Brücke", false),
            ("fr", "déclarations", true),
            ("es", "vecinos", true),
            ("it", "passeggeri", true),
            ("pt", "moradores", true),
            ("ru", "заявления", true),
            ("ru", "мост", false),
            ("xx", "statement", false),
        ] {
            assert_eq!(is_plain(language, &fold(word, language)), expected, "{language} {word}");
        }
    }
}
