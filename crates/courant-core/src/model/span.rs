//! A place in a stored text.

use serde::{Deserialize, Serialize};

/// A stretch of one article's `text`: Unicode code points, end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceSpan {
    /// The article's id.
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// Whether exactly these words stand in a text from code point `start` to `end`: what was read out of a text may be older than
/// the text is.
pub fn stands(text: &str, start: usize, end: usize, words: &str) -> bool {
    text.chars().skip(start).take(end.saturating_sub(start)).eq(words.chars())
}
