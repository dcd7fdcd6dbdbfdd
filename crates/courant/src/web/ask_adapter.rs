//! The one place that calls the extractive answerer.

use courant_core::model::{Article, SummarySentence, Understanding};

/// Sentences that answer a question.
pub struct Answer {
    /// Each byte-equal to its source.
    pub sentences: Vec<SummarySentence>,
}

/// No answer yet.
pub fn answer(_question: &str, _articles: &[(&Article, &Understanding)]) -> Option<Answer> {
    None
}
