//! What a story page shows, each part resting on a place in a report.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::SourceSpan;

/// A sentence of a summary. With extractive summaries it is byte-equal to its one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummarySentence {
    /// The sentence.
    pub text: String,
    /// True when `text` is byte-equal to the source.
    pub quoted: bool,
    /// Where it stands.
    pub sources: Vec<SourceSpan>,
}

/// Figures for one thing on which reports differ. Never says which is right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Disagreement {
    /// What is counted, in the reports' words ("people led out").
    pub subject: String,
    /// At least two figures of different value, newest first.
    pub figures: Vec<Figure>,
}

/// One outlet's figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Value for comparing.
    pub value: f64,
    /// The figure as printed, such as `about 190`.
    pub text: String,
    /// Whether the report calls it inexact.
    pub approximate: bool,
    /// Where it stands.
    pub source: SourceSpan,
    /// When the article came out.
    pub at: Option<Timestamp>,
}

/// Something that happened at a stated time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEvent {
    /// When it happened, as the report gives it.
    pub at: Timestamp,
    /// Whether the report gives a clock time, or only a day.
    pub has_time: bool,
    /// The sentence, byte-equal to its source.
    pub text: String,
    /// Where it stands.
    pub source: SourceSpan,
}
