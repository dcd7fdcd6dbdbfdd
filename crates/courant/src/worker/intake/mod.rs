//! Taking in what a person names: a feed's address, a page that has feeds, a list of feeds.
//!
//! Shared by the command line and the site, so that both say the same.

mod list;

use courant_core::feed::{self, Hints};
use courant_core::model::{FeedFormat, ParsedFeed};
use courant_core::opml::Outline;
use courant_core::{rhythm, url as links};
use courant_store::{ListedSource, NewPublisher, NewSource, Source, SourceState, Store, StoreError};
use thiserror::Error;
use url::Url;

use crate::clock::Clock;
use crate::fetch::{Body, FetchError, Fetcher, Limits, Request};
use crate::worker::jobs::refresh_story;

pub use list::{Listed, import};

const ACCEPT: &str = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5";

/// What is needed to take something in. Cheap to clone.
#[derive(Clone)]
pub struct Intake {
    /// Where sources are kept.
    pub store: Store,
    /// The way out.
    pub fetcher: Fetcher,
    /// The time.
    pub clock: Clock,
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is a source now.
    New {
        /// Its title.
        title: String,
        /// Entries that it carries at this moment.
        entries: usize,
        /// Whether its publisher had been forgotten, which this has lifted.
        lifted: bool,
    },
    /// It was one already.
    Known {
        /// Its title.
        title: String,
    },
    /// It was one that was paused or gone, and is asked again.
    Resumed {
        /// Its title.
        title: String,
    },
    /// It is a page with feeds to choose from: address and title of each.
    Choices(Vec<(String, String)>),
}

/// Why an address was not taken in: plain sentences that name it.
#[derive(Debug, Error)]
pub enum IntakeError {
    /// The words given are no address.
    #[error("{given:?} is not a web address; write it as https://example.org/feed")]
    NoAddress {
        /// What was given.
        given: String,
    },
    /// It could not be fetched.
    #[error("{url} was not added: {cause}")]
    Fetch {
        /// The address.
        url: String,
        /// Why.
        cause: FetchError,
    },
    /// It is no feed and names none.
    #[error("{url} is no feed, and the page names none. {detail}")]
    NoFeed {
        /// The address.
        url: String,
        /// What came instead.
        detail: String,
    },
    /// The store failed.
    #[error("the database could not keep it")]
    Store(#[from] StoreError),
}

impl Intake {
    /// Looks at an address: a feed becomes a source; a page with one feed brings that feed; a page with several
    /// offers them.
    ///
    /// Where nobody said by which of the two schemes, what https does not give is asked for by http.
    pub async fn add(&self, given: &str) -> Result<Added, IntakeError> {
        let (url, is_said) = address(given)?;
        let added = self.add_at(&url).await;
        let mut plain = url;
        if is_said || !matches!(added, Err(IntakeError::Fetch { .. })) || plain.set_scheme("http").is_err() {
            return added;
        }
        // Where both fail, the first says what is wrong with what most sites have.
        self.add_at(&plain).await.or(added)
    }

    async fn add_at(&self, url: &Url) -> Result<Added, IntakeError> {
        if let Some(source) = self.store.source_by_url(url.as_str()).await? {
            return self.known(&source).await;
        }
        let body = self.get(url, url).await.map_err(|cause| IntakeError::Fetch { url: url.to_string(), cause })?;
        if let Some(feed) = read(&body) {
            return self.keep(body.moved_to.as_ref().unwrap_or(url), url, &feed).await;
        }
        self.of_page(url, &body).await
    }

    async fn of_page(&self, url: &Url, body: &Body) -> Result<Added, IntakeError> {
        let page = String::from_utf8_lossy(&body.bytes);
        let offered = feed::discover(&page, body.url.as_str());
        match offered.as_slice() {
            [] => self.of_well_known(url, body).await,
            [only] => {
                let Ok(feed_url) = Url::parse(&only.url) else { return Err(no_feed(url, body)) };
                self.add_feed(&feed_url, url).await?.ok_or_else(|| no_feed(url, body))
            }
            several => {
                let choices = several.iter().map(|candidate| (candidate.url.clone(), candidate.title.clone()));
                Ok(Added::Choices(choices.collect()))
            }
        }
    }

    /// Pages that name no feed often have one at a usual place.
    async fn of_well_known(&self, url: &Url, body: &Body) -> Result<Added, IntakeError> {
        for usual in feed::well_known(body.url.as_str()) {
            let Ok(usual) = Url::parse(&usual) else { continue };
            if let Ok(Some(added)) = self.add_feed(&usual, url).await {
                return Ok(added);
            }
        }
        Err(no_feed(url, body))
    }

    /// Adds what stands at `url` if it is a feed; `None` if it is something else. It was found by what a person `entered`, and what the
    /// operator allowed is open to that alone, not to what a page names.
    async fn add_feed(&self, url: &Url, entered: &Url) -> Result<Option<Added>, IntakeError> {
        if let Some(source) = self.store.source_by_url(url.as_str()).await? {
            return self.known(&source).await.map(Some);
        }
        let body = self.get(url, entered).await.map_err(|cause| IntakeError::Fetch { url: url.to_string(), cause })?;
        match read(&body) {
            Some(feed) => self.keep(body.moved_to.as_ref().unwrap_or(url), entered, &feed).await.map(Some),
            None => Ok(None),
        }
    }

    /// Who names a source that is not asked any more means to read it.
    async fn known(&self, source: &Source) -> Result<Added, IntakeError> {
        let title = named(&source.title, &source.url);
        if source.state == SourceState::Active {
            return Ok(Added::Known { title });
        }
        self.store.resume_source(source.id, None, self.clock.now_ms()).await?;
        Ok(Added::Resumed { title })
    }

    async fn keep(&self, url: &Url, entered: &Url, feed: &ParsedFeed) -> Result<Added, IntakeError> {
        let title = named(&feed.title, url.as_str());
        let new = self.source(url.as_str(), &feed.title, &feed.link, feed.language.clone());
        let new = NewSource { entered_url: Some(entered.to_string()), ..new };
        let added = self.store.add_source(&new, None, self.clock.now_ms()).await?;
        Ok(if added.new {
            Added::New { title, entries: feed.entries.len(), lifted: added.lifted }
        } else {
            Added::Known { title }
        })
    }

    /// Makes a known feed a source without asking it first; says whether it is new.
    pub async fn subscribe(
        &self,
        url: &str,
        title: &str,
        home_url: &str,
        language: Option<String>,
    ) -> Result<bool, IntakeError> {
        let new = self.source(url, title, home_url, language);
        Ok(self.store.add_source(&new, None, self.clock.now_ms()).await?.new)
    }

    /// The same for a line of a list, whose title is the name of a new source and whose folder that of one that stands in none.
    async fn listed(&self, feed: &Outline) -> Result<ListedSource, IntakeError> {
        let new = self.source(&feed.feed_url, &feed.title, &feed.home_url, None);
        let new = NewSource { own_title: feed.title.clone(), folder: feed.folder.clone(), ..new };
        Ok(self.store.list_source(&new, self.clock.now_ms()).await?)
    }

    /// A source that is asked for the first time at once.
    fn source(&self, url: &str, title: &str, home_url: &str, language: Option<String>) -> NewSource {
        let (domain, name) = links::publisher_of(url, home_url, title);
        NewSource {
            url: url.to_owned(),
            title: title.to_owned(),
            publisher: NewPublisher { domain, name, home_url: home_url.to_owned(), language },
            interval_ms: rhythm::FIRST,
            next_poll_at: self.clock.now_ms(),
            own_title: String::new(),
            folder: String::new(),
            entered_url: None,
        }
    }

    /// Takes a source out with the articles that no other source has; says how many went.
    pub async fn remove(&self, source: i64) -> Result<u64, IntakeError> {
        let removal = refresh_story::removal(self.clock.now_ms());
        let removed = self.store.remove_source(source, &removal, self.clock.now_ms()).await?;
        Ok(removed.articles)
    }

    /// Makes every active source due now; says how many there are.
    pub async fn poll_all(&self) -> Result<u64, IntakeError> {
        Ok(self.store.poll_all(self.clock.now_ms()).await?)
    }

    async fn get(&self, url: &Url, entered: &Url) -> Result<Body, FetchError> {
        let request = Request {
            url: url.clone(),
            entered: Some(entered.clone()),
            etag: None,
            last_modified: None,
            accept: ACCEPT,
            limits: Limits::FEED,
        };
        self.fetcher.get(&request).await
    }
}

/// The feed in an answer. HTML is never taken for a feed, whatever was found in it.
fn read(body: &Body) -> Option<ParsedFeed> {
    let address = body.url.to_string();
    let hints = Hints { content_type: body.content_type.as_deref(), url: Some(&address) };
    let feed = feed::parse(&body.bytes, &hints);
    (feed.format != FeedFormat::None).then_some(feed)
}

fn no_feed(url: &Url, body: &Body) -> IntakeError {
    let kind = body.content_type.as_deref().and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    let detail = match (body.bytes.is_empty(), kind) {
        (true, _) => "The answer was empty.".to_owned(),
        (false, "text/html" | "application/xhtml+xml" | "") => "It is a web page.".to_owned(),
        (false, other) => format!("What came is {other}."),
    };
    IntakeError::NoFeed { url: url.to_string(), detail }
}

/// What a person wrote, as an address, and whether it says by which scheme; `https://` is added where none is written.
fn address(given: &str) -> Result<(Url, bool), IntakeError> {
    let trimmed = given.trim();
    let no_address = || IntakeError::NoAddress { given: trimmed.to_owned() };
    let trimmed = trimmed.strip_prefix("feed:").map_or(trimmed, |rest| rest.trim_start_matches("//"));
    let is_said = trimmed.contains("://");
    let with_scheme = if is_said { trimmed.to_owned() } else { format!("https://{trimmed}") };
    let url = Url::parse(&with_scheme).map_err(|_| no_address())?;
    let host = url.host_str().unwrap_or_default();
    let is_host = is_said || host.contains('.') || host == "localhost" || host.starts_with('[');
    if matches!(url.scheme(), "http" | "https") && is_host && !trimmed.contains(char::is_whitespace) {
        Ok((url, is_said))
    } else {
        Err(no_address())
    }
}

fn named(title: &str, url: &str) -> String {
    if title.trim().is_empty() { url.to_owned() } else { title.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, expected: Option<&str>) {
        let read = address(given).ok().map(|(url, _)| String::from(url));
        assert_eq!(read.as_deref(), expected, "{given:?}");
    }

    #[test]
    fn addresses_are_read_as_people_write_them() {
        check("https://news.example/feed", Some("https://news.example/feed"));
        check(" news.example ", Some("https://news.example/"));
        check("feed://news.example/rss", Some("https://news.example/rss"));
        check("feed:https://news.example/rss", Some("https://news.example/rss"));
        check("localhost:8080/x", Some("https://localhost:8080/x"));
        check("ftp://news.example/", None);
        check("two words", None);
        check("", None);
        check("word", None);
    }
}
