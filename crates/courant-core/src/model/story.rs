//! What a story page shows, each part resting on a place in a report.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{LinkKind, SourceSpan, Tag, Why};

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

/// What a story's page holds beyond its row. Stored as JSON; every part may be missing. Article ids are the store's.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StoryDetail {
    /// Names of the outlets that carry it, each once: the lead article's first, reporters before those who copied.
    pub outlets: Vec<String>,
    /// What is known, sentence by sentence.
    pub summary: Vec<SummarySentence>,
    /// Figures on which the reports differ.
    pub disagreements: Vec<Disagreement>,
    /// What happened when, earliest first.
    pub timeline: Vec<TimelineEvent>,
    /// Who said what.
    pub quotes: Vec<StoryQuote>,
    /// Hashtags, best first.
    pub tags: Vec<Tag>,
    /// The picture that stands for the story.
    pub image: Option<StoryImage>,
    /// Other stories with a reason to read them.
    pub related: Vec<StoryLink>,
    /// Stories of the same course of events, nearest first: on a front page they stand together. No link is said by it.
    pub thread: Vec<i64>,
    /// Articles that came near and were kept out, with the reason.
    pub left_out: Vec<LeftOut>,
    /// Why each member belongs.
    pub members: Vec<MemberWhy>,
    /// Copies: article to the article whose text it repeats.
    pub copies: BTreeMap<i64, i64>,
    /// Reports that were there when the page was written; 0 on pages of earlier versions.
    #[serde(default)]
    pub counted: usize,
}

/// A quotation on a story's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryQuote {
    /// The words and their quotation marks, byte-equal to the source.
    pub text: String,
    /// Who said it, as the report names them.
    pub speaker: Option<String>,
    /// Where it stands.
    pub source: SourceSpan,
    /// When the article came out.
    pub at: Option<Timestamp>,
}

/// A story's picture, which belongs to one of its articles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StoryImage {
    /// The article it stands in.
    pub article: i64,
    /// Absolute address at the publisher.
    pub url: String,
    /// Alternative text.
    pub alt: String,
    /// Caption without the credit.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// Pixels; 0 when unknown.
    pub width: u32,
    /// Pixels; 0 when unknown.
    pub height: u32,
}

/// A link from one story to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryLink {
    /// The other story.
    pub story: i64,
    /// What it is to this one.
    pub kind: LinkKind,
    /// Evidence, strongest first.
    pub why: Vec<Why>,
    /// The other story's headline.
    pub title: String,
}

/// An article that came near a story and was kept out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The article.
    pub article: i64,
    /// Its headline.
    pub title: String,
    /// Its publisher's name.
    pub publisher: String,
    /// Why it was kept out, one plain sentence.
    pub reason: String,
    /// How likely the engine held it that it reports the event, 0 to 1; missing where nothing was weighed.
    #[serde(default)]
    pub probability: Option<f64>,
}

/// Why an article belongs to its story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberWhy {
    /// The article.
    pub article: i64,
    /// Evidence, strongest first.
    pub why: Vec<Why>,
    /// Probability that it belongs, 0 to 1, for ranking only.
    pub score: f64,
}
