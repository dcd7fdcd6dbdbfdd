//! Numbers that say something: tolls, sums, shares.

use serde::{Deserialize, Serialize};

/// A number as it stands in a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NumberMention {
    /// The number's value; words and scale are resolved ("two million" is 2000000).
    pub value: f64,
    /// The words as they stand between `start` and `end`.
    pub text: String,
    /// What is counted or measured, lower-cased, as it stands beside the number ("people", "%", "$"); `None` when unclear.
    pub unit: Option<String>,
    /// Whether the text calls it inexact ("about", "at least", "more than").
    pub approximate: bool,
    /// First code point in the article's text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}
