//! What every page has around its matter: title, masthead, navigation, ribbon, progress line.

use std::fmt;

use askama::FastWritable;
use axum::response::{Html, IntoResponse, Response};
use courant_core::tags::spelling::written;

use super::assets;
use super::error::WebError;
use super::messages::{t, tf, tn};
use super::session::Viewer;
use super::state::{Reading, WebState};
use super::time::Teller;

/// Where in the navigation a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Here {
    /// The front page.
    Front,
    /// All articles, newest first.
    Latest,
    /// What the reader saved.
    Saved,
    /// What the reader follows and mutes.
    Following,
    /// Where the news comes from.
    Sources,
    /// Anywhere else.
    #[default]
    Elsewhere,
}

/// A page's frame.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The page's own title; empty on the front page.
    pub title: String,
    /// The site's name.
    pub site: String,
    /// For link previews.
    pub description: String,
    /// Where in the navigation.
    pub here: Here,
    /// Where the words really live, for pages that show a publisher's.
    pub canonical: Option<String>,
    /// The feed of what the page lists, without the site's name.
    pub feed: Option<String>,
    /// Whether it is an article's page.
    pub article: bool,
    /// Today's date in words.
    pub date: String,
    /// The time the page was made.
    pub edition: String,
    /// "8 stories new since 07:12".
    pub news: Option<String>,
    /// Articles not read.
    pub unread: Option<String>,
    /// Whether the demo's ribbon is shown.
    pub ribbon: bool,
    /// The signed-in reader's name.
    pub reader: Option<String>,
    /// Whether to offer signing in.
    pub offer_sign_in: bool,
    /// Whether the reader can mark and save.
    pub can_mark: bool,
    /// Tags of the day, for the navigation.
    pub topics: Vec<TagLink>,
    /// What stands in the search field.
    pub query: String,
    /// What is being read.
    pub progress: Option<ProgressLine>,
    /// The colours asked for.
    pub theme: Option<&'static str>,
}

/// A hashtag that can be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagLink {
    /// Where it leads.
    pub href: String,
    /// Written `LikeThis`, without the `#`.
    pub label: String,
}

impl TagLink {
    /// The link to a tag's page. The key is letters and digits of any script.
    pub fn new(tag: &str, label: &str) -> Self {
        Self { href: format!("/tag/{}", encode(tag)), label: written(label) }
    }
}

/// A name that can be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameLink {
    /// Where it leads.
    pub href: String,
    /// As a reader sees it.
    pub name: String,
}

impl NameLink {
    /// The link to an entity's page.
    pub fn new(entity: &str, name: &str) -> Self {
        Self { href: format!("/entity/{}", encode(entity)), name: name.to_owned() }
    }
}

/// The progress line and what tells it from another.
#[derive(Debug, Clone)]
pub struct ProgressLine {
    /// "Reading 9 publishers · 31 of 46 articles · 11 stories".
    pub words: String,
    /// Changes whenever the front page would look different.
    pub version: u64,
}

impl ProgressLine {
    /// The line while something is being read.
    pub fn new(reading: Reading) -> Option<Self> {
        reading.busy.then(|| Self { words: progress_words(reading), version: reading.version })
    }
}

/// "Reading 9 publishers · 31 of 46 articles · 11 stories".
pub fn progress_words(reading: Reading) -> String {
    let of = super::messages::number(reading.articles);
    let done = super::messages::number(reading.articles_done);
    [
        tn("progress.publishers", reading.publishers),
        tf("progress.articles", &[("done", &done), ("all", &of)]),
        tn("count.stories", reading.stories),
    ]
    .join(" · ")
}

impl Page {
    /// A frame that needs no database, for errors.
    pub fn plain(state: &WebState, title: &str) -> Self {
        let teller = state.teller();
        Self {
            title: title.to_owned(),
            site: state.config.title.clone(),
            date: teller.long_date(teller.now_ms()),
            edition: teller.clock_words(teller.now_ms()),
            ..Self::default()
        }
    }

    /// The frame for `viewer`, with the counts that the navigation shows.
    pub async fn load(state: &WebState, viewer: &Viewer, title: &str, here: Here) -> Result<Self, WebError> {
        let mut page = Self::plain(state, title);
        page.here = here;
        page.theme = viewer.theme;
        page.ribbon = state.config.demo && !viewer.ribbon_closed;
        let outside = state.config.public && !state.config.open && viewer.user.is_none();
        if !outside {
            page.progress = ProgressLine::new(state.progress.look().await);
            page.topics = topics(state, viewer).await?;
        }
        match &viewer.user {
            Some(user) => {
                page.unread = count(state.store.unread_total(user.id).await?);
                page.can_mark = true;
                page.reader = (!viewer.is_local()).then(|| user.name.clone());
            }
            None => page.offer_sign_in = true,
        }
        Ok(page)
    }

    /// The words of a message.
    pub fn t(&self, key: &'static str) -> &'static str {
        t(key)
    }

    /// The address of a file of ours.
    pub fn asset(&self, name: &str) -> String {
        assets::href(name)
    }

    /// What the browser shows as the page's name.
    pub fn document_title(&self) -> String {
        if self.title.is_empty() {
            tf("title.front", &[("site", &self.site), ("date", &self.date)])
        } else {
            tf("title.page", &[("site", &self.site), ("title", &self.title)])
        }
    }
}

fn count(n: i64) -> Option<String> {
    u64::try_from(n).ok().filter(|n| *n > 0).map(super::messages::number)
}

/// Tags shown beside the main navigation.
const TOPICS: i64 = 4;
/// How far back the day's tags are looked for, in milliseconds.
const TOPICS_WITHIN_MS: i64 = 36 * 3_600_000;

/// The day's tags without those that the reader mutes.
async fn topics(state: &WebState, viewer: &Viewer) -> Result<Vec<TagLink>, WebError> {
    let since = state.clock.now_ms() - TOPICS_WITHIN_MS;
    let muted = match viewer.id() {
        Some(user) => state.store.muted_tags(user).await?,
        None => Vec::new(),
    };
    let mut tags = state.store.top_tags(since, 2 * TOPICS + i64::try_from(muted.len()).unwrap_or(0)).await?;
    tags.retain(|tag| !muted.contains(&tag.tag));
    // A surname beside the name that it belongs to is one topic twice.
    let names: Vec<(String, i64)> = tags.iter().map(|tag| (tag.label.clone(), tag.articles)).collect();
    tags.retain(|tag| {
        let is_end = |name: &str| name.strip_suffix(tag.label.as_str()).is_some_and(|first| first.ends_with(' '));
        !names.iter().any(|(name, stories)| is_end(name) && stories * 2 > tag.articles)
    });
    Ok(tags.iter().take(TOPICS as usize).map(|tag| TagLink::new(&tag.tag, &tag.label)).collect())
}

/// A `lang` attribute, and `dir` where the script runs from the right; nothing for English, the page's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lang(String);

impl Lang {
    /// The attribute for a language tag; unknown and impossible tags give none.
    pub fn new(tag: &str) -> Self {
        let fits =
            tag.len() >= 2 && tag.len() <= 12 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !fits || tag == "und" || tag == "en" || tag.starts_with("en-") {
            return Self::default();
        }
        Self(tag.to_owned())
    }

    /// The language tag; the site's own where nothing else is said.
    pub fn tag(&self) -> &str {
        if self.0.is_empty() { "en" } else { &self.0 }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        write!(formatter, " lang=\"{}\"", self.0)?;
        let primary = self.0.split('-').next().unwrap_or_default();
        if ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ckb", "dv"].contains(&primary) {
            formatter.write_str(" dir=\"rtl\"")?;
        }
        Ok(())
    }
}

impl FastWritable for Lang {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(write!(dest, "{self}")?)
    }
}

/// The attribute holds letters, digits and hyphens only.
impl askama::filters::HtmlSafe for Lang {}

/// Percent-encodes one path segment.
pub fn encode(segment: &str) -> String {
    url::form_urlencoded::byte_serialize(segment.as_bytes()).collect::<String>().replace('+', "%20")
}

/// A template as an answer.
pub fn html<T: askama::Template>(template: &T) -> Result<Response, WebError> {
    Ok(Html(template.render()?).into_response())
}

impl WebState {
    /// Says times for one request.
    pub fn teller(&self) -> Teller {
        Teller::new(self.clock.now_ms(), self.config.zone.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lang_is_an_attribute_or_nothing() {
        let cases = [
            ("de", " lang=\"de\""),
            ("ar", " lang=\"ar\" dir=\"rtl\""),
            ("zh-TW", " lang=\"zh-TW\""),
            ("en", ""),
            ("und", ""),
            ("de\" onclick=\"x", ""),
            ("", ""),
        ];
        for (tag, attribute) in cases {
            assert_eq!(Lang::new(tag).to_string(), attribute, "{tag}");
        }
    }

    #[test]
    fn progress_speaks() {
        let reading = Reading { busy: true, publishers: 9, articles_done: 31, articles: 46, stories: 11, version: 3 };
        assert_eq!(progress_words(reading), "Reading 9 publishers · 31 of 46 articles · 11 stories");
    }

    #[test]
    fn segments_are_encoded() {
        assert_eq!(encode("a b/c?é"), "a%20b%2Fc%3F%C3%A9");
    }
}
