//! The time, passed in. Everything in Courant that asks what time it is asks a [`Clock`].
//!
//! Normally that is the machine's; `serve --clock http://HOST:PORT` takes it from a test server, which can stand
//! still or jump, so that days can be replayed in minutes.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use anyhow::Context;
use jiff::Timestamp;
use url::Url;

use crate::fetch::{Connector, Limits, Request};

/// How often a test clock is asked.
const ASK_EVERY: Duration = Duration::from_millis(100);

/// A source of time. Cheap to clone.
#[derive(Clone)]
pub struct Clock {
    source: Source,
    /// How many of its seconds pass in one of the machine's.
    speed: u32,
}

#[derive(Clone)]
enum Source {
    System,
    Fixed(Arc<AtomicI64>),
    Given(Arc<dyn Fn() -> i64 + Send + Sync>),
    Remote(Arc<Remote>),
}

struct Remote {
    connector: Connector,
    url: Url,
    now_ms: AtomicI64,
}

impl Clock {
    /// The machine's own clock.
    pub fn system() -> Self {
        Self::of(Source::System)
    }

    /// A clock that stands at `now_ms` until it is [set](Self::set).
    pub fn fixed(now_ms: i64) -> Self {
        Self::of(Source::Fixed(Arc::new(AtomicI64::new(now_ms))))
    }

    /// Whatever `source` says, in milliseconds since 1970 UTC.
    pub fn new(source: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self::of(Source::Given(Arc::new(source)))
    }

    /// A clock that begins at `start_ms` and runs `speed` times as fast as the machine's, for tests in which days pass.
    /// Everything that waits by [`pace`](Self::pace) is as much faster.
    pub fn hurried(start_ms: i64, speed: u32) -> Self {
        let (began, speed) = (Instant::now(), speed.max(1));
        let since = move || i64::try_from(began.elapsed().as_micros() * u128::from(speed) / 1000).unwrap_or(i64::MAX);
        let source = Source::Given(Arc::new(move || start_ms.saturating_add(since())));
        Self { source, speed }
    }

    fn of(source: Source) -> Self {
        Self { source, speed: 1 }
    }

    /// How long `wait` takes by the machine's clock. Test clocks that stand still or jump wait as the machine does: what
    /// is polite does not depend on what time it is said to be.
    pub fn pace(&self, wait: Duration) -> Duration {
        wait / self.speed
    }

    /// How many milliseconds pass by this clock while the machine's says that `wait` went by.
    pub fn span(&self, wait: Duration) -> i64 {
        i64::try_from(wait.as_millis()).unwrap_or(i64::MAX).saturating_mul(i64::from(self.speed))
    }

    /// A test server's clock at `base`, asked through the connector and followed in the background.
    pub async fn remote(connector: Connector, base: &Url) -> anyhow::Result<Self> {
        let url = base.join("/clock").with_context(|| format!("{base} is no clock address"))?;
        let remote = Arc::new(Remote { connector, url, now_ms: AtomicI64::new(0) });
        remote.ask().await.with_context(|| format!("the test clock at {base} does not answer"))?;
        let follow = Arc::clone(&remote);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(ASK_EVERY).await;
                if let Err(error) = follow.ask().await {
                    tracing::debug!(%error, "the test clock did not answer");
                }
            }
        });
        Ok(Self::of(Source::Remote(remote)))
    }

    /// Milliseconds since 1970 UTC.
    pub fn now_ms(&self) -> i64 {
        match &self.source {
            Source::System => {
                let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
                i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
            }
            Source::Fixed(now_ms) => now_ms.load(Ordering::SeqCst),
            Source::Given(source) => source(),
            Source::Remote(remote) => remote.now_ms.load(Ordering::SeqCst),
        }
    }

    /// The same as a timestamp.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now_ms()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Asks a test clock at once instead of waiting for the next round; other clocks need no asking.
    pub async fn refresh(&self) {
        if let Source::Remote(remote) = &self.source {
            // The last answer stays; the background round reports failures.
            let _ = remote.ask().await;
        }
    }

    /// Moves a fixed clock; others cannot be set.
    pub fn set(&self, now_ms: i64) {
        if let Source::Fixed(now) = &self.source {
            now.store(now_ms, Ordering::SeqCst);
        }
    }

    /// Whether time comes from a test server, which may jump.
    pub fn is_remote(&self) -> bool {
        matches!(self.source, Source::Remote(_))
    }
}

impl Remote {
    async fn ask(&self) -> anyhow::Result<()> {
        let request = Request {
            url: self.url.clone(),
            entered: Some(self.url.clone()),
            etag: None,
            last_modified: None,
            accept: "application/json",
            limits: Limits::ROBOTS,
        };
        let body = self.connector.get(&request, 0).await?;
        let answer: serde_json::Value = serde_json::from_slice(&body.bytes)?;
        let time = ["now", "time", "virtual_time", "virtual"]
            .iter()
            .find_map(|key| answer.get(key)?.as_str())
            .context("the answer names no time")?;
        let moment: Timestamp = time.parse().with_context(|| format!("{time:?} is no time"))?;
        self.now_ms.store(moment.as_millisecond(), Ordering::SeqCst);
        Ok(())
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Clock").field(&self.now_ms()).finish()
    }
}
