//! An article page as extracted.

use jiff::Timestamp;
use serde::Serialize;

/// What a page holds once its furniture is gone.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ParsedPage {
    /// The headline, without the site's suffix.
    pub title: String,
    /// People or bodies in the byline.
    pub authors: Vec<String>,
    /// As the page says, with its own offset, or only a day.
    pub published_at: Option<PageDate>,
    /// As the page says.
    pub updated_at: Option<PageDate>,
    /// Paragraphs parted by a blank line.
    pub text: String,
    /// The same with structure, sanitised: safe to store and show.
    pub html: String,
    /// The lead picture's absolute address; neither logo nor tracking pixel.
    pub image: Option<String>,
    /// The publisher's name as the page gives it.
    pub site_name: String,
    /// BCP 47 primary subtag the page claims or the text shows.
    pub language: Option<String>,
    /// The page's own short description.
    pub description: String,
    /// What sort of page.
    pub kind: PageKind,
    /// How much of it a visitor gets.
    pub access: Access,
    /// Plain sentences about what went wrong.
    pub problems: Vec<String>,
    /// The lead picture with alternative text and caption, where the page gives them.
    #[serde(skip)]
    pub lead_image: Option<ParsedImage>,
    /// The page's canonical link, absolute, where it gives one.
    #[serde(skip)]
    pub canonical_url: Option<String>,
}

/// A picture in a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ParsedImage {
    /// Absolute address.
    pub url: String,
    /// Alternative text.
    pub alt: String,
    /// Caption without the credit where they can be told apart.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// A date as a page gives it, kept in the page's own words: RFC 3339 with the page's offset, or `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PageDate(pub String);

impl PageDate {
    /// The moment; a bare day is that day 00:00Z, `None` when the words are no date.
    pub fn moment(&self) -> Option<Timestamp> {
        if let Ok(timestamp) = self.0.parse::<Timestamp>() {
            return Some(timestamp);
        }
        let date = self.0.parse::<jiff::civil::Date>().ok()?;
        jiff::tz::TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()
    }
}

/// What sort of page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageKind {
    /// A report.
    #[default]
    Report,
    /// A running log of an event.
    Live,
    /// Somebody's view.
    Opinion,
    /// Mostly pictures.
    Gallery,
    /// Mostly a film.
    Video,
    /// Many subjects in one page.
    Roundup,
    /// A correction of an earlier report.
    Correction,
    /// No article.
    None,
}

/// How much of a page a visitor gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Everything.
    #[default]
    Free,
    /// A counted number of pages.
    Metered,
    /// Only for subscribers.
    Paywalled,
    /// Only the beginning was sent.
    Truncated,
}
