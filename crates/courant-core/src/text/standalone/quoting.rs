//! Sentences that open with somebody's words and say whose they are.

use super::super::reading::Reading;
use crate::model::Quote;

/// Fewest words of such a sentence, and fewest outside the marks.
const WORDS: usize = 8;
const OUTSIDE: usize = 2;

/// Whether a sentence that opens with somebody's words, one of the `quotes` of the text, also names who said them.
pub fn quoting(reading: &Reading<'_>, number: usize, quotes: &[Quote]) -> bool {
    let Some(sentence) = reading.sentences.get(number) else { return false };
    let Some(quote) = quotes.iter().find(|quote| quote.start == sentence.start) else { return false };
    let stands = reading.offsets.slice(quote.start, quote.end) == quote.text && quote.end < sentence.end;
    let after = reading.offsets.slice(quote.end, sentence.end);
    let last = quote.speaker.as_deref().and_then(|speaker| speaker.split_whitespace().last());
    stands
        && words(reading.words_of(number)) >= WORDS
        && words(after) >= OUTSIDE
        && last.is_some_and(|last| after.contains(last))
        && after.ends_with(['.', '!', '。'])
}

fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}
