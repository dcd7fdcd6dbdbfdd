//! Hashtags.

use serde::{Deserialize, Serialize};

/// A short label for what a text is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// The key: lower-case letters and digits of `label`, what `/tag/…` links to.
    pub tag: String,
    /// Its words as a reader would write them in a sentence: `Skerry Tunnel`. A page writes it `#SkerryTunnel`
    /// ([`written`](crate::tags::spelling::written)).
    pub label: String,
    /// What the label names.
    pub kind: TagKind,
    /// How specific it is to the text, between 0 and 1.
    pub score: f64,
}

/// What a tag names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TagKind {
    /// A human being.
    Person,
    /// Somewhere on a map.
    Place,
    /// A body of people.
    Organisation,
    /// A subject.
    Topic,
    /// Something that happens.
    Event,
}
