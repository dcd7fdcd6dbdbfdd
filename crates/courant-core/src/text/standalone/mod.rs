//! Which sentences can stand alone, away from the text around them.
//!
//! What stands alone is printed as known, so a sentence that may be somebody's words, may be told of somebody it does not
//! name, may be what the publisher doubts or takes back, or stands under a picture, is left where it is: silence is better than
//! falsehood.

mod captions;
mod leaning;
mod marks;
mod notices;
mod openers;
mod quoting;
mod tables;
mod unnamed;
mod voices;

use std::ops::Range;

pub(crate) use captions::ends_with_credit;
pub use quoting::quoting;

use super::reading::Reading;
use super::wire;
use super::words::{Token, TokenKind};

/// Shortest and longest sentence that may stand alone, in words (or pairs of characters where words are not parted).
const WORDS: Range<usize> = 6..64;
/// First words and marks of a sentence that may point back together.
const OPENING: usize = 8;

/// The sentences of one text, each with whether it can stand alone.
pub struct Alone<'r, 'a> {
    reading: &'r Reading<'a>,
    /// Stretches that are, or may be, somebody else's words, in bytes, in order and apart.
    voices: Vec<Range<usize>>,
}

impl<'r, 'a> Alone<'r, 'a> {
    /// Reads whose words a text is in.
    ///
    /// The quotations found in it ([`crate::quotes`]) are not asked: they pair marks, and where a quotation is opened again
    /// without having been closed, what stands between two pairs is told rightly by what the marks lean on.
    #[must_use]
    pub fn of(reading: &'r Reading<'a>) -> Self {
        let mut voices = voices::voices(reading.text, reading.language);
        voices.extend(notices::notices(reading));
        voices.extend(captions::captions(reading));
        voices.sort_by_key(|voice| (voice.start, voice.end));
        voices.dedup_by(|next, before| {
            let overlaps = next.start < before.end;
            if overlaps {
                before.end = before.end.max(next.end);
            }
            overlaps
        });
        Self { reading, voices }
    }

    /// The place of a sentence without its dateline, in bytes, if it can stand alone.
    #[must_use]
    pub fn sentence(&self, number: usize) -> Option<Range<usize>> {
        self.of_words(number, WORDS)
    }

    /// The same for a sentence of so many words.
    #[must_use]
    pub fn of_words(&self, number: usize, count: Range<usize>) -> Option<Range<usize>> {
        let bytes = self.reading.sentences.get(number)?.bytes.clone();
        let start = bytes.start + dateline(&self.reading.text[bytes.clone()]);
        let text = &self.reading.text[start..bytes.end];
        let tokens = self.reading.tokens_of(number);
        let tokens = &tokens[tokens.partition_point(|token| token.start < start)..];
        let stands = count.contains(&words(tokens))
            && ends(text, self.reading.language)
            && self.is_own(number)
            && !begins_quoted(text)
            && !self.points_back(number, start)
            && !text.contains("http");
        stands.then_some(start..bytes.end)
    }

    /// Whether a sentence is the publisher's own and whole: not cut out of somebody's words, a claim, a notice or a
    /// caption.
    #[must_use]
    pub fn is_own(&self, number: usize) -> bool {
        let Some(sentence) = self.reading.sentences.get(number).map(|sentence| sentence.bytes.clone()) else {
            return false;
        };
        let text = &self.reading.text[sentence.clone()];
        is_balanced(text)
            && !self.near(&sentence).iter().any(|voice| {
                let within = sentence.start <= voice.start && voice.end <= sentence.end;
                !within || *voice == sentence
            })
    }

    /// Whether a sentence opens by pointing to something before it, leans on it in its middle, or is put down to somebody it does not
    /// name.
    #[must_use]
    pub fn points_back(&self, number: usize, start: usize) -> bool {
        let reading = self.reading;
        let tokens = reading.tokens_of(number);
        let tokens = &tokens[tokens.partition_point(|token| token.start < start)..];
        let Some(first) = tokens.iter().position(|token| token.kind != TokenKind::Mark) else { return true };
        let opening: Vec<&str> = tokens[first..].iter().take(OPENING).map(|token| token.text).collect();
        let sentence = &reading.sentences[number].bytes;
        opening[0].chars().next().is_some_and(char::is_lowercase)
            || openers::points_back(reading.language, &opening, &reading.text[tokens[first].start..sentence.end])
            || unnamed::is_unnamed(reading, number, self.near(sentence))
            || leaning::leans(reading, number, self.near(sentence))
    }

    /// The stretches that touch a sentence.
    fn near(&self, sentence: &Range<usize>) -> &[Range<usize>] {
        let first = self.voices.partition_point(|voice| voice.end <= sentence.start);
        let end = self.voices.partition_point(|voice| voice.start < sentence.end);
        &self.voices[first..end.max(first)]
    }
}

/// Whether a token stands in one of these stretches, which are in order and apart.
fn is_quoted(voices: &[Range<usize>], token: &Token<'_>) -> bool {
    let at = voices.partition_point(|voice| voice.end < token.end);
    voices.get(at).is_some_and(|voice| voice.start <= token.start)
}

/// Words, or pairs of characters where words are not parted.
fn words(tokens: &[Token<'_>]) -> usize {
    let count = tokens.iter().map(|token| match token.kind {
        TokenKind::Mark => 0,
        TokenKind::Run => token.text.chars().count().div_ceil(2),
        _ => 1,
    });
    count.sum()
}

fn ends(text: &str, language: &str) -> bool {
    text.ends_with(['.', '!', '…', '。', '।', '؟', '۔'])
        || text.ends_with([')', '”', '"', '»', '“', '」'])
        || matches!(language, "th" | "lo" | "km")
}

fn begins_quoted(text: &str) -> bool {
    text.starts_with(['“', '"', '„', '«', '»', '「', '‘', '\'', '`', '—', '–', '-', '”'])
}

/// Quotation marks and brackets come in pairs.
fn is_balanced(text: &str) -> bool {
    let count = |set: &[char]| text.chars().filter(|c| set.contains(c)).count();
    let even = |set: &[char]| count(set).is_multiple_of(2);
    even(&['"']) && even(&['“', '„', '”']) && even(&['«', '»']) && even(&['「', '」']) && count(&['(']) == count(&[')'])
}

/// What the button of a player leaves before a text.
const BUTTON: &str = "CLOSE ";

/// The length of `ALDERMOUTH (Wire) — ` before a report's first words, and of a player's button.
pub(crate) fn dateline(text: &str) -> usize {
    let behind = text.strip_prefix(BUTTON).filter(|rest| rest.starts_with(char::is_uppercase));
    behind.map_or_else(|| wire::opening(text), |rest| BUTTON.len() + wire::opening(rest))
}

#[cfg(test)]
mod tests;
