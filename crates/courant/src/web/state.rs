//! What the site needs from the rest of the house. Each need that neither the store nor the index meets is a
//! small trait, bound by the application: the site knows no fetcher and no worker.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use courant_search::SearchIndex;
use courant_store::Store;

use crate::clock::Clock;

use super::limits::RateLimit;

/// A future in a box, so that traits with asynchronous work can be objects.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Everything a handler can reach. Cloning is cheap.
#[derive(Clone)]
pub struct WebState {
    /// All stored data.
    pub store: Store,
    /// The full-text index; `None` while it is not open, which the search page says.
    pub search: Option<Arc<SearchIndex>>,
    /// Fetches and shrinks pictures.
    pub pictures: Arc<dyn PictureSource>,
    /// Takes in new sources.
    pub sources: Arc<dyn AddSource>,
    /// What is being read right now.
    pub progress: Arc<dyn Progress>,
    /// The time.
    pub clock: Clock,
    /// What the operator decided.
    pub config: Arc<SiteConfig>,
    /// Counts what one person may do in a stretch of time. Start with `Default::default()`.
    pub limits: Arc<RateLimit>,
}

/// What the operator decided about the site.
#[derive(Debug, Clone)]
pub struct SiteConfig {
    /// The site's name in the masthead and in titles.
    pub title: String,
    /// Whether others than this machine's user can reach the site. Who is not signed in then sees no full text.
    pub public: bool,
    /// Whether a public site lets visitors who are not signed in read excerpts. Without it they can only sign in.
    pub open: bool,
    /// Whether the site is served over https, so that cookies are sent over nothing else.
    pub https: bool,
    /// Whether the news is the demo's invented news.
    pub demo: bool,
    /// Signs picture links. Keep it over restarts, so that cached pages keep their pictures.
    pub secret: [u8; 32],
    /// The time zone that times are said in.
    pub zone: jiff::tz::TimeZone,
    /// Host names besides `localhost` and loopback addresses under which a site that is not public answers.
    /// Any other is refused, so that a page elsewhere cannot reach a local reader by naming itself so.
    pub hosts: Vec<String>,
}

/// Fetches a picture and makes it small.
pub trait PictureSource: Send + Sync {
    /// The picture at `url`, at most `width` pixels wide. `None` when it cannot be had or is no picture.
    fn picture<'a>(&'a self, url: &'a str, width: u32) -> Boxed<'a, Option<Picture>>;
}

/// A picture ready to be sent.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The file.
    pub bytes: bytes::Bytes,
    /// Its media type; anything but `image/…` is refused.
    pub content_type: String,
}

/// Takes in sources that a reader names, and takes them out again.
pub trait AddSource: Send + Sync {
    /// Looks at `url`: adds it when it is a feed, offers the feeds of a page, or says in one sentence what is wrong.
    fn add<'a>(&'a self, url: &'a str) -> Boxed<'a, Result<AddOutcome, String>>;
    /// Adds every feed of an OPML file. Errors are one sentence.
    fn import<'a>(&'a self, opml: &'a [u8]) -> Boxed<'a, Result<ImportOutcome, String>>;
    /// Takes a source out with the articles that no other source has. Gives how many articles went with it.
    fn remove(&self, source: i64) -> Boxed<'_, Result<u64, String>>;
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddOutcome {
    /// It is a feed and is now a source.
    Added {
        /// The source's title.
        title: String,
    },
    /// It was a source already.
    Known {
        /// The source's title.
        title: String,
    },
    /// It was a source that was paused or gone, and is asked again.
    Resumed {
        /// The source's title.
        title: String,
    },
    /// It is a page with feeds to choose from.
    Candidates(Vec<Candidate>),
}

/// A feed that a page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The feed's address.
    pub url: String,
    /// What the page calls it.
    pub title: String,
}

/// What became of an OPML file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// Feeds that are new.
    pub added: u64,
    /// Feeds that were sources already.
    pub known: u64,
    /// One sentence for each line that could not be taken, with its address.
    pub problems: Vec<String>,
}

/// Says what is being read.
pub trait Progress: Send + Sync {
    /// A cheap look, asked every two seconds by each open front page.
    fn look(&self) -> Boxed<'_, Reading>;
}

/// What is being read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Whether anything is being read.
    pub busy: bool,
    /// Publishers of the sources being read.
    pub publishers: u64,
    /// Articles that stand in their story.
    pub articles_done: u64,
    /// Articles known.
    pub articles: u64,
    /// Stories so far.
    pub stories: u64,
    /// Changes whenever the front page would look different.
    pub version: u64,
}
