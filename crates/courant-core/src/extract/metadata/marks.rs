//! Words in the names of elements and in lines, looked for all at once: a page has thousands of both.

use std::sync::LazyLock;

use regex::Regex;

/// Words that are looked for together.
pub type Words = LazyLock<Option<Regex>>;

/// One automaton for words without signs of their own. Capital letters of ASCII count as small ones.
pub fn in_names(words: &[&str]) -> Option<Regex> {
    Regex::new(&format!("(?i-u:{})", words.join("|"))).ok()
}

/// One automaton for words in texts that are in small letters already.
pub fn in_lines(words: &[&str]) -> Option<Regex> {
    Regex::new(&words.join("|")).ok()
}

/// Whether one of the words stands in a text, alone or within another word.
pub fn has(text: &str, words: &Words) -> bool {
    words.as_ref().is_some_and(|words| words.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_within_others() {
        static NAMES: Words = LazyLock::new(|| in_names(&["post-date", "byline"]));
        static LINES: Words = LazyLock::new(|| in_lines(&["publié", "mis à jour"]));
        assert!(has("c-Post-Date", &NAMES) && has("BYLINES", &NAMES) && !has("post date", &NAMES));
        assert!(has("republié", &LINES) && has("mis à jour hier", &LINES) && !has("Publié", &LINES));
    }
}
