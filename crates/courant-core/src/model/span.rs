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
