//! Named people, places and organisations.

use serde::{Deserialize, Serialize};

/// A name as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// The words as they stand between `start` and `end`.
    pub text: String,
    /// What is named.
    pub kind: EntityKind,
    /// First code point in the article's text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// Somewhere on a map.
    Place,
    /// A body of people: company, office, party, team.
    Organisation,
    /// Any other name.
    Other,
}
