//! The demo's newsrooms: nine invented publishers, each a web server of its own on loopback with feed, pages and
//! pictures. Courant reads them over the same path as any other source.
//!
//! What they publish lies in `demo/` and is described there in `README.md`.

mod edition;
mod excerpt;
mod feeds;
mod live;
mod manuscript;
mod moment;
mod newsroom;
mod pages;
mod serve;
mod structured;
#[cfg(test)]
mod tests;
mod words;

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use edition::Edition;
use newsroom::Newsroom;

/// How long open connections may take to end when the newsrooms stop.
const GRACE: Duration = Duration::from_secs(2);

/// One newsroom's feed, as a reader would subscribe to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoFeed {
    /// The publisher's name.
    pub title: String,
    /// Address of the feed.
    pub feed_url: String,
    /// Address of the start page.
    pub home_url: String,
    /// Language code: `en`, `de`, `fr` or `es`.
    pub language: String,
}

/// The running newsrooms. They close when this value is dropped; [`stop`](Self::stop) waits until they have.
#[derive(Debug)]
pub struct Newsrooms {
    feeds: Vec<DemoFeed>,
    articles: usize,
    /// The servers run until this end of the channel is gone.
    open: watch::Sender<()>,
    servers: JoinSet<()>,
}

impl Newsrooms {
    /// Opens every newsroom on a free port of 127.0.0.1.
    ///
    /// `started_ms` is the demo's "now" in milliseconds since 1970 UTC; articles were published some minutes before
    /// it. One article is revised when `revise_after` has passed since this call; until then its first version is
    /// out. Fails if a port cannot be had or the embedded content is damaged.
    pub async fn start(started_ms: i64, revise_after: Duration) -> anyhow::Result<Self> {
        let (open, closed) = watch::channel(());
        let (mut feeds, mut articles, mut servers) = (Vec::new(), 0, JoinSet::new());
        for newsroom in Newsroom::all()? {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
                .await
                .with_context(|| format!("no port on 127.0.0.1 for {}", newsroom.name))?;
            let base = format!("http://{}", listener.local_addr()?);
            let edition = Edition::open(newsroom, base, started_ms, revise_after)?;
            articles += edition.articles().len();
            feeds.push(DemoFeed {
                title: edition.newsroom.name.clone(),
                feed_url: edition.feed_url(),
                home_url: edition.home_url(),
                language: edition.newsroom.language.code().to_owned(),
            });
            let router = serve::router(Arc::new(edition));
            let mut closed = closed.clone();
            servers.spawn(async move {
                // An error of the channel says that its other end is gone.
                let until_closed = async move { while closed.changed().await.is_ok() {} };
                let served = axum::serve(listener, router).with_graceful_shutdown(until_closed);
                if let Err(error) = served.await {
                    tracing::error!("a demo newsroom stopped: {error}");
                }
            });
        }
        Ok(Self {
            feeds,
            articles,
            open,
            servers,
        })
    }

    /// The feeds, one a publisher, in the order of `newsrooms.json`.
    pub fn feeds(&self) -> &[DemoFeed] {
        &self.feeds
    }

    /// How many articles the feeds carry together.
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// How many publishers there are.
    pub fn publishers(&self) -> usize {
        self.feeds.len()
    }

    /// Closes the newsrooms, lets open answers end, and returns within two seconds.
    pub async fn stop(self) {
        let Self {
            open, mut servers, ..
        } = self;
        drop(open);
        let all = async { while servers.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, all).await.is_err() {
            tracing::debug!("a demo newsroom still had open connections");
        }
    }
}
