//! One text, read once: what every part of the understanding starts from.

use super::offsets::Offsets;
use super::sentences::{Sentence, sentences};
use super::words::{Token, tokens};

/// A text with its tokens, sentences and places.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The text.
    pub text: &'a str,
    /// BCP 47 primary subtag or `und`.
    pub language: &'a str,
    /// Bytes and code points.
    pub offsets: Offsets<'a>,
    /// Words, numbers and marks in order.
    pub tokens: Vec<Token<'a>>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// For each sentence: its first token and one past its last.
    pub bounds: Vec<(usize, usize)>,
}

impl<'a> Reading<'a> {
    /// Reads the text in the language.
    #[must_use]
    pub fn new(text: &'a str, language: &'a str) -> Self {
        let tokens = tokens(text, matches!(language, "fr" | "it" | "ca" | "oc"));
        let sentences = sentences(text, language);
        let mut at = 0;
        let mut bounds = Vec::with_capacity(sentences.len());
        for sentence in &sentences {
            let first = at;
            while tokens.get(at).is_some_and(|token| token.start < sentence.bytes.end) {
                at += 1;
            }
            bounds.push((first, at));
        }
        Self { text, language, offsets: Offsets::new(text), tokens, sentences, bounds }
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: usize) -> &[Token<'a>] {
        self.bounds.get(sentence).map_or(&[], |(first, end)| &self.tokens[*first..*end])
    }

    /// The words of a sentence as they stand.
    #[must_use]
    pub fn words_of(&self, sentence: usize) -> &'a str {
        self.sentences.get(sentence).map_or("", |sentence| &self.text[sentence.bytes.clone()])
    }

    /// The sentence that holds the byte, by number.
    #[must_use]
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        let number = self.sentences.partition_point(|sentence| sentence.bytes.end <= byte);
        (number < self.sentences.len()).then_some(number)
    }
}
