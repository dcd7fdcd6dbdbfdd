//! What the understanding and story parts read: one article's words and what is known about them.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

/// One article as the pure parts read it. Offsets into `text` are Unicode code points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Unique within one run or one store.
    pub id: String,
    /// The publisher's page, where known.
    pub url: Option<String>,
    /// The outlet a reader would name; empty when unknown.
    pub publisher: String,
    /// The moment that decisions use: the publisher's claim, never later than our fetch. `None` when unknown.
    pub at: Option<Timestamp>,
    /// Headline, plain text.
    pub title: String,
    /// The feed's or page's own short description, plain text.
    pub description: String,
    /// Paragraphs parted by a blank line, plain text.
    pub text: String,
    /// BCP 47 primary subtag such as `en`, or `None` to have it detected.
    pub language: Option<String>,
    /// Names of people or bodies in the byline.
    pub authors: Vec<String>,
}

/// One input line of the article filters (DESIGN §4), as it stands in JSON.
#[derive(Debug, Clone, Deserialize)]
pub struct ArticleInput {
    /// Identifier, copied to the output.
    pub id: String,
    /// Headline.
    #[serde(default)]
    pub title: Option<String>,
    /// Body text.
    #[serde(default)]
    pub text: Option<String>,
    /// Link.
    #[serde(default)]
    pub url: Option<String>,
    /// Outlet.
    #[serde(default)]
    pub publisher: Option<String>,
    /// RFC 3339 moment, or a bare day, which means that day 00:00Z.
    #[serde(default)]
    pub published_at: Option<String>,
    /// Short description.
    #[serde(default)]
    pub description: Option<String>,
    /// Language tag.
    #[serde(default)]
    pub language: Option<String>,
    /// One name or a list of names.
    #[serde(default, deserialize_with = "names")]
    pub authors: Vec<String>,
}

impl ArticleInput {
    /// The article, or why the line cannot be one (it needs a title or a text).
    pub fn into_article(self) -> Result<Article, String> {
        if self.title.is_none() && self.text.is_none() {
            return Err(format!("article {:?} has neither \"title\" nor \"text\"", self.id));
        }
        // What the feed says is all there is to read where the page was not read.
        let description = self.description.unwrap_or_default();
        let text = self.text.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| description.clone());
        Ok(Article {
            id: self.id,
            url: self.url,
            publisher: self.publisher.unwrap_or_default(),
            at: self.published_at.as_deref().and_then(moment),
            title: self.title.unwrap_or_default(),
            description,
            text,
            language: self.language,
            authors: self.authors,
        })
    }
}

/// RFC 3339 moments, moments without a zone (read as UTC) and bare days (00:00Z). `None` for anything else.
fn moment(value: &str) -> Option<Timestamp> {
    let value = value.trim();
    if let Ok(timestamp) = value.parse::<Timestamp>() {
        return Some(timestamp);
    }
    let utc = jiff::tz::TimeZone::UTC;
    if let Ok(datetime) = value.parse::<jiff::civil::DateTime>() {
        return utc.to_timestamp(datetime).ok();
    }
    let date = value.parse::<jiff::civil::Date>().ok()?;
    utc.to_timestamp(date.at(0, 0, 0, 0)).ok()
}

fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Names {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Option::<Names>::deserialize(deserializer)? {
        None => Vec::new(),
        Some(Names::One(name)) => vec![name],
        Some(Names::Many(names)) => names,
    })
}
