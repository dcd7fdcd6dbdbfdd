//! A feed as parsed: one model for RSS, RDF, Atom and JSON Feed.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// One poll's document, and what was wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ParsedFeed {
    /// The dialect.
    pub format: FeedFormat,
    /// The feed's title, plain text.
    pub title: String,
    /// The publisher's page for the feed, absolute where a base is known.
    pub link: String,
    /// In document order.
    pub entries: Vec<ParsedEntry>,
    /// Plain sentences about what was repaired or could not be read.
    pub problems: Vec<String>,
    /// Whether the document breaks off before its end.
    #[serde(skip)]
    pub cut: bool,
    /// Language the feed claims, where it does.
    #[serde(skip)]
    pub language: Option<String>,
    /// Minutes the publisher asks to wait between polls (RSS `ttl`), where given.
    #[serde(skip)]
    pub ttl_minutes: Option<u32>,
    /// Hours and days on which the publisher asks not to be polled (RSS `skipHours`, `skipDays`).
    #[serde(skip)]
    pub quiet: QuietTimes,
    /// The feed's own picture, where given.
    #[serde(skip)]
    pub icon: Option<String>,
    /// Hubs that tell subscribers about news (WebSub), absolute, in document order.
    #[serde(skip)]
    pub hubs: Vec<String>,
    /// The address that the feed gives as its own, absolute; a hub knows it by this one.
    #[serde(skip)]
    pub self_link: Option<String>,
}

/// When a publisher asks not to be polled; nothing by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuietTimes {
    /// Hours of the day in UTC: bit 0 is the hour from midnight on, bit 23 the last.
    pub hours: u32,
    /// Days of the week in UTC: bit 0 is Monday, bit 6 Sunday.
    pub days: u8,
}

/// Feed dialects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedFormat {
    /// RSS 0.9x to 2.0.
    Rss,
    /// RDF Site Summary 0.90 and 1.0.
    Rdf,
    /// Atom 0.3 and 1.0.
    Atom,
    /// JSON Feed.
    Json,
    /// Not a feed.
    #[default]
    None,
}

/// One item as published.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ParsedEntry {
    /// The publisher's id; unique only inside its source; falls back to the link.
    pub external_id: String,
    /// Absolute link where a base is known, empty when there is none.
    pub url: String,
    /// Plain text, character references resolved.
    pub title: String,
    /// Names.
    pub authors: Vec<String>,
    /// UTC, to the second.
    #[serde(serialize_with = "to_second")]
    pub published_at: Option<Timestamp>,
    /// UTC, to the second.
    #[serde(serialize_with = "to_second")]
    pub updated_at: Option<Timestamp>,
    /// Short description as given, HTML or text, not yet safe to show.
    pub summary: String,
    /// Full content as given, not yet safe to show; empty when the feed has none.
    pub content_html: String,
    /// Attached files and pictures.
    pub enclosures: Vec<ParsedEnclosure>,
    /// The publisher's own categories.
    pub tags: Vec<String>,
}

/// A file attached to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ParsedEnclosure {
    /// Absolute address.
    pub url: String,
    /// Media type where given, such as `image/jpeg`.
    pub content_type: Option<String>,
    /// Bytes where given.
    pub length: Option<u64>,
}

fn to_second<S: Serializer>(value: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(timestamp) => serializer.collect_str(&timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")),
        None => serializer.serialize_none(),
    }
}
