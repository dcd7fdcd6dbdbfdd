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

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use serde::{Deserialize, Serialize};
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

/// When and where newsrooms opened first. Kept in a data folder, it lets them open again as the same sources with the
/// same articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The demo's "now" in milliseconds since 1970 UTC; articles were published some minutes before it.
    pub started_ms: i64,
    /// Ports on 127.0.0.1 by the newsrooms' folders in `demo/`; a newsroom that is not named takes a free one.
    pub ports: BTreeMap<String, u16>,
}

/// The running newsrooms. They close when this value is dropped; [`stop`](Self::stop) waits until they have.
#[derive(Debug)]
pub struct Newsrooms {
    feeds: Vec<DemoFeed>,
    articles: usize,
    opening: Opening,
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
        Self::open(Opening { started_ms, ports: BTreeMap::new() }, Duration::ZERO, revise_after).await
    }

    /// Opens every newsroom as it was at an earlier opening, `passed` after it.
    ///
    /// A newsroom whose port has been taken by another program stays closed, as a publisher's server may; what was
    /// read from it stays where it is. Fails if a new port cannot be had or the embedded content is damaged.
    pub async fn open(mut opening: Opening, passed: Duration, revise_after: Duration) -> anyhow::Result<Self> {
        let (open, closed) = watch::channel(());
        let (mut feeds, mut articles, mut servers) = (Vec::new(), 0, JoinSet::new());
        for newsroom in Newsroom::all()? {
            let (port, listener) = listen(&newsroom, opening.ports.get(&newsroom.slug).copied()).await?;
            opening.ports.insert(newsroom.slug.clone(), port);
            let base = format!("http://127.0.0.1:{port}");
            let edition = Edition::open(newsroom, base, opening.started_ms, revise_after)?.after(passed);
            articles += edition.articles().len();
            feeds.push(DemoFeed {
                title: edition.newsroom.name.clone(),
                feed_url: edition.feed_url(),
                home_url: edition.home_url(),
                language: edition.newsroom.language.code().to_owned(),
            });
            let Some(listener) = listener else { continue };
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
        Ok(Self { feeds, articles, opening, open, servers })
    }

    /// When and where they opened, for opening them again.
    pub fn opening(&self) -> &Opening {
        &self.opening
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
        let Self { open, mut servers, .. } = self;
        drop(open);
        let all = async { while servers.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, all).await.is_err() {
            tracing::debug!("a demo newsroom still had open connections");
        }
    }
}

/// A newsroom's port, and the listener there unless another program has the port that the newsroom had.
async fn listen(newsroom: &Newsroom, port: Option<u16>) -> anyhow::Result<(u16, Option<TcpListener>)> {
    match (TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).await, port) {
        (Ok(listener), _) => Ok((listener.local_addr()?.port(), Some(listener))),
        (Err(error), Some(port)) => {
            tracing::warn!("{} stays closed, its port {port} on 127.0.0.1 cannot be had: {error}", newsroom.name);
            Ok((port, None))
        }
        (Err(error), None) => Err(error).with_context(|| format!("no port on 127.0.0.1 for {}", newsroom.name)),
    }
}
