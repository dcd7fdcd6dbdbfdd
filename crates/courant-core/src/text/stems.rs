//! Words made comparable: stems of the words that carry meaning.

use std::collections::BTreeSet;

use frostem::Stemmer;

use super::lexicon;
use super::reading::Reading;
use super::words::{Token, TokenKind};

/// A language's stemmer; languages without one leave words as they are.
pub struct Stems<'a> {
    language: &'a str,
    stemmer: Option<Stemmer>,
}

impl<'a> Stems<'a> {
    /// The stemmer of a BCP 47 primary subtag.
    #[must_use]
    pub fn of(language: &'a str) -> Self {
        Self { language, stemmer: Stemmer::try_from_name(language).ok() }
    }

    /// The stem of a word.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        match &self.stemmer {
            Some(stemmer) if lower.len() < 64 => stemmer.stem(&lower).to_string(),
            _ => lower,
        }
    }

    /// The stems of a token that carries meaning: a number as it stands, a word that is no stop word, and pairs of
    /// characters where words are not parted.
    #[must_use]
    pub fn of_token(&self, token: &Token<'_>) -> Vec<String> {
        match token.kind {
            TokenKind::Mark => Vec::new(),
            TokenKind::Number => vec![token.text.to_owned()],
            TokenKind::Word => {
                let lower = token.text.to_lowercase();
                // "ont-ils", "a-t-elle": turned round in a question, helpers are one word.
                let is_helper = |part: &str| part == "t" || lexicon::is_stop(self.language, part);
                let helper = lower.split('-').all(is_helper) && !is_kept(&lower);
                if helper { Vec::new() } else { vec![self.stem(&lower)] }
            }
            TokenKind::Run => {
                let chars: Vec<char> = token.text.chars().collect();
                chars.windows(2).map(|pair| pair.iter().collect()).collect()
            }
        }
    }

    /// The meaning-carrying stems of a sentence, each once.
    #[must_use]
    pub fn of_sentence(&self, reading: &Reading<'_>, sentence: usize) -> BTreeSet<String> {
        reading.tokens_of(sentence).iter().flat_map(|token| self.of_token(token)).collect()
    }
}

/// Words that stop-word lists hold although news turns on them.
fn is_kept(lower: &str) -> bool {
    matches!(
        lower,
        "people"
            | "fire"
            | "home"
            | "homes"
            | "state"
            | "world"
            | "members"
            | "cases"
            | "system"
            | "cost"
            | "costs"
            | "water"
            | "work"
            | "bill"
            | "opened"
            | "opening"
            | "open"
            | "opens"
            | "turned"
            | "asked"
            | "taken"
            | "research"
            | "group"
            | "room"
            | "site"
            | "line"
            | "place"
            | "number"
            | "year"
            | "years"
            | "part"
            | "order"
            | "point"
            | "interest"
            | "problem"
            | "led"
            | "power"
            | "name"
            | "named"
            | "found"
            | "began"
            | "begin"
            | "ended"
    )
}
