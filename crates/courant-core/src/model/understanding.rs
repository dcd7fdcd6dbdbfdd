//! What is read out of one article, once, before stories are decided.

use serde::{Deserialize, Serialize};

use super::{Entity, NumberMention, Quote, Tag};

/// Everything that `understand_article` stores beside the text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Understanding {
    /// BCP 47 primary subtag, or `und` when it cannot be told.
    pub language: String,
    /// Names, in the order of the text.
    pub entities: Vec<Entity>,
    /// Numbers, in the order of the text.
    pub numbers: Vec<NumberMention>,
    /// Direct quotations, in the order of the text.
    pub quotes: Vec<Quote>,
    /// Hashtags as readers would pick them, best first.
    pub tags: Vec<Tag>,
    /// Hashtags as an editor would print them, best first: what pages show.
    #[serde(default)]
    pub printed: Vec<Tag>,
}
