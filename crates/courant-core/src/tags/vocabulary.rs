//! The words of a text, each looked up once: what is asked of them is asked at many places.

use std::collections::HashMap;
use std::sync::Arc;

use super::nouns::grammar::Grammar;
use crate::text::lexicon;
use crate::text::reading::Reading;
use crate::text::words::{Token, TokenKind};

/// One spelling of a word, or a mark or number as it stands.
pub struct Spelling {
    /// In lower case.
    pub lower: Arc<str>,
    /// The same number for all spellings that differ in case only.
    pub word: usize,
    /// Whether it says what a text is about.
    pub content: bool,
    /// Whether a noun phrase goes on behind it, see [`Grammar::leads`].
    pub leads: bool,
    /// Whether a verb follows it, see [`Grammar::helps`].
    pub helps: bool,
    /// Whether it is one of the many words of a language rather than one of the few that hold sentences together.
    pub open: bool,
}

/// Every token's spelling.
pub struct Vocabulary {
    of: Vec<usize>,
    spellings: Vec<Spelling>,
    words: HashMap<Arc<str>, usize>,
}

impl Vocabulary {
    /// Looks up each spelling once; `content` judges a token with its lower-case form.
    pub fn of(reading: &Reading<'_>, content: impl Fn(&Token<'_>, &str) -> bool) -> Self {
        let grammar = Grammar::of(reading.language);
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut made =
            Self { of: Vec::with_capacity(reading.tokens.len()), spellings: Vec::new(), words: HashMap::new() };
        for token in &reading.tokens {
            let next = made.spellings.len();
            let number = *known.entry(token.text).or_insert(next);
            if number == next {
                made.learn(reading.language, grammar, token, &content);
            }
            made.of.push(number);
        }
        made
    }

    fn learn(
        &mut self,
        language: &str,
        grammar: Option<&Grammar>,
        token: &Token<'_>,
        content: impl Fn(&Token<'_>, &str) -> bool,
    ) {
        let is_word = token.kind == TokenKind::Word;
        let lower: Arc<str> = if is_word { Arc::from(token.text.to_lowercase()) } else { Arc::from(token.text) };
        let next = self.words.len();
        let word = *self.words.entry(lower.clone()).or_insert(next);
        let content = is_word && content(token, &lower);
        let open = || {
            lower.chars().count() > 2
                && !lexicon::is_stop(language, &lower)
                && lexicon::common_rank(language, &lower).is_none_or(|rank| rank > 100)
        };
        let leads = is_word && grammar.is_some_and(|grammar| grammar.leads(&lower));
        let helps = is_word && grammar.is_some_and(|grammar| grammar.helps(&lower));
        let open = is_word && grammar.is_some() && open();
        self.spellings.push(Spelling { lower, word, content, leads, helps, open });
    }

    /// The spelling of a token.
    pub fn at(&self, token: usize) -> Option<&Spelling> {
        self.of.get(token).and_then(|number| self.spellings.get(*number))
    }

    /// The lower-case form of a token that says what the text is about.
    pub fn content(&self, token: usize) -> Option<&Arc<str>> {
        self.at(token).filter(|spelling| spelling.content).map(|spelling| &spelling.lower)
    }

    /// The number of a lower-case word.
    pub fn word(&self, lower: &str) -> Option<usize> {
        self.words.get(lower).copied()
    }

    /// How many words there are, spellings that differ in case only counted once.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The spellings, each once.
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }
}
