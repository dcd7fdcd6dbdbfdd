//! Words somebody said, word for word.

use serde::{Deserialize, Serialize};

/// A direct quotation. `text` is byte-equal to the article's text between `start` and `end` and includes its quotation marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words and their quotation marks.
    pub text: String,
    /// Who said it, as the article names them; `None` when it cannot be told.
    pub speaker: Option<String>,
    /// First code point in the article's text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}
