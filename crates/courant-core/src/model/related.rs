//! Typed links between articles, and why they hold.

use serde::{Deserialize, Serialize};

/// A link from one article to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// The other article.
    pub id: String,
    /// Probability that the link holds, 0 to 1, for ranking.
    pub score: f64,
    /// What the other article is to this one.
    pub kind: LinkKind,
    /// Evidence, strongest first; never empty for a link that is shown.
    pub why: Vec<Why>,
}

/// What one article is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Both report one event.
    SameEvent,
    /// The other tells what came before.
    Earlier,
    /// The other tells what happened next.
    FollowUp,
    /// The other explains.
    Background,
    /// The other tells a similar event elsewhere or the opposite.
    Contrast,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// What sort of evidence.
    pub kind: WhyKind,
    /// For entity, number and phrase: words that stand in both articles. For time, copied, thread: a plain phrase.
    pub text: String,
}

/// Sorts of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyKind {
    /// A name both texts have.
    Entity,
    /// A number both texts have.
    Number,
    /// Words both texts have.
    Phrase,
    /// How near in time, such as `40 minutes apart`.
    Time,
    /// One text is a copy of the other.
    Copied,
    /// Both belong to one course of events.
    Thread,
}
