//! The publishers inside the process: each request is seen, answered and counted.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use courant::clock::Clock;
use courant::fetch::{Answer, Asked, Publishers};
use courant_store::Store;
use futures::FutureExt as _;

use super::answers::{self, What};
use super::watch::Watch;
use super::world::{HOUR, Kind, START, Source, asks_for_patience, is_nowhere};

/// Seconds that hosts ask to be left in peace.
const PEACE: i64 = 1_800;

/// The publishers. Cheap to clone.
#[derive(Clone)]
pub struct Stub {
    all: usize,
    store: Store,
    clock: Clock,
    watch: Arc<Mutex<Watch>>,
    /// The last six hours in which a host asked for peace.
    patience: Arc<Mutex<BTreeMap<usize, i64>>>,
}

impl Stub {
    /// Publishers of `all` sources. What they see goes to `watch`.
    pub fn new(all: usize, store: Store, clock: Clock, watch: Arc<Mutex<Watch>>) -> Self {
        Self { all, store, clock, watch, patience: Arc::default() }
    }

    /// As the connector wants them.
    pub fn publishers(self) -> Publishers {
        Publishers::new(move |asked| {
            let stub = self.clone();
            async move { stub.answer(asked).await }.boxed()
        })
    }

    async fn answer(&self, asked: Asked) -> Option<Answer> {
        let name = asked.url.host_str().unwrap_or_default().to_owned();
        let what = answers::what(asked.url.path())?;
        let host = match what {
            What::Feed(source, _) | What::Page(source, _) => Source(source).host(self.all),
            What::Rules => name.trim_start_matches('h').split('.').next()?.parse().ok()?,
        };
        self.seen().begins(host, self.clock.now_ms());
        let answer = self.content(what, host, &name, asked.etag.as_deref()).await;
        let (status, bytes) = answer.as_ref().map_or((0, 0), |answer| (answer.status, answer.body.len()));
        self.seen().ends(host, self.clock.now_ms(), status, bytes);
        answer
    }

    async fn content(&self, what: What, host: usize, name: &str, etag: Option<&str>) -> Option<Answer> {
        let now = self.clock.now_ms();
        if let What::Feed(source, moved) = what
            && let Ok(row) = self.store.source(source as i64 + 1).await
        {
            self.seen().polls(source, moved, &row, now);
        }
        if is_nowhere(host) {
            return None;
        }
        if self.is_impatient(host, now) {
            self.seen().asks_for_peace(host, now + PEACE * 1000);
            let headers = vec![("retry-after", PEACE.to_string())];
            return Some(Answer { status: 429, headers, body: Vec::new() });
        }
        match what {
            What::Feed(source, moved) => {
                if Source(source).kind() == Kind::Slow {
                    tokio::time::sleep(self.clock.pace(Duration::from_millis(answers::SLOW))).await;
                }
                Some(answers::feed(source, moved, name, now, etag))
            }
            What::Page(source, entry) => {
                self.seen().pages += 1;
                Some(answers::page(source, entry, etag))
            }
            What::Rules => {
                self.seen().pages += 1;
                Some(answers::rules())
            }
        }
    }

    /// Some hosts answer one request of every six hours, from the second hour on, with 429.
    fn is_impatient(&self, host: usize, now: i64) -> bool {
        if !asks_for_patience(host) || now < START + 2 * HOUR {
            return false;
        }
        let six = (now - START) / (6 * HOUR);
        let mut patience = self.patience.lock().unwrap_or_else(PoisonError::into_inner);
        patience.insert(host, six) != Some(six)
    }

    fn seen(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
