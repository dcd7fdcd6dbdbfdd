//! What one poll of a source came to, written in one transaction.

use std::collections::BTreeSet;

use crate::entries::{EntryFate, NewEntry, RecordedEntry, put_entry};
use crate::hub_subscriptions::{HubNews, due_now, follow_feed, leave};
use crate::jobs::{Done, end};
use crate::publishers::name_by_feed;
use crate::rows::Tx;
use crate::source_moves::follow_redirect;
use crate::{Millis, PublisherId, Result, SourceId, Store};

/// How a poll went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PollOutcome {
    /// HTTP 304.
    NotModified,
    /// The same bytes as before, sent whole.
    Unchanged,
    /// A document that could be read.
    Fetched {
        /// For the next conditional request.
        etag: Option<String>,
        /// For the next conditional request.
        last_modified: Option<String>,
        /// Of the document's bytes.
        content_hash: String,
        /// The feed's title; empty keeps the known one.
        title: String,
        /// The publisher's front page; fills a gap only.
        home_url: String,
        /// The feed's language; fills a gap only.
        language: Option<String>,
        /// What is wrong with it although it could be read, in plain words.
        problem: Option<String>,
    },
    /// Something went wrong; it will be tried again.
    Failed {
        /// HTTP status where there was an answer.
        status: Option<i64>,
        /// In plain words.
        problem: String,
    },
    /// The publisher says that it is no more; it is not polled again.
    Gone {
        /// HTTP status.
        status: Option<i64>,
        /// In plain words.
        problem: String,
    },
}

/// When a source is polled again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// When it is due again.
    pub next_poll_at: Millis,
    /// Milliseconds between polls from now on.
    pub interval_ms: i64,
}

/// What a feed says about being polled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Milliseconds between polls at least; 0 for no wish.
    pub ttl_ms: i64,
    /// Hours of the day without polls, UTC, from bit 0 for the one that begins at midnight.
    pub quiet_hours: i64,
    /// Days of the week without polls, UTC, from bit 0 for Monday.
    pub quiet_days: i64,
}

/// One poll of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// Which source.
    pub source_id: SourceId,
    /// The address that was asked. Where a person has given the source another meanwhile, nothing of the poll holds.
    pub asked: Option<String>,
    /// How it went.
    pub outcome: PollOutcome,
    /// Where the source was found when every hop there was a permanent redirect; see [`crate::MOVE_POLLS`].
    pub moved_to: Option<String>,
    /// When it is due again.
    pub next_poll_at: Millis,
    /// Milliseconds between polls from now on.
    pub interval_ms: i64,
    /// What holds instead of the two when the document brought an entry that was not known.
    pub with_news: Option<Plan>,
    /// What the document says of its publisher's wishes; `None` leaves what is known.
    pub wishes: Option<Wishes>,
    /// What it says of the hub that tells about its news.
    pub hub: HubNews,
    /// What the document held, in its order.
    pub entries: Vec<NewEntry>,
}

impl Store {
    /// Records a poll, its entries, their new articles and the next jobs, and ends the poll's job. Recording the same poll
    /// twice makes no further rows. Returns one line for each entry, in order; `NotFound` when the source was removed
    /// meanwhile (then nothing is written and the job is the caller's to finish).
    pub async fn record_poll(&self, poll: &Poll, now: Millis, done: Done<'_>) -> Result<Vec<RecordedEntry>> {
        let mut tx = self.write().await?;
        let (publisher, url): (PublisherId, String) =
            sqlx::query_as("SELECT publisher_id, url FROM sources WHERE id = $1")
                .bind(poll.source_id)
                .fetch_one(&mut *tx)
                .await?;
        if poll.asked.as_ref().is_some_and(|asked| *asked != url) {
            end(&mut tx, done, now).await?;
            tx.commit().await?;
            return Ok(Vec::new());
        }
        let mut recorded = Vec::with_capacity(poll.entries.len());
        let mut fresh = BTreeSet::new();
        for entry in &poll.entries {
            let entry = put_entry(&mut tx, poll.source_id, publisher, entry, now).await?;
            if matches!(entry.fate, EntryFate::New | EntryFate::Attached) {
                fresh.insert(entry.entry_id);
            }
            recorded.push(entry);
        }
        write_source(&mut tx, poll, fresh.len(), now).await?;
        write_outcome(&mut tx, poll, publisher, now).await?;
        if matches!(poll.outcome, PollOutcome::NotModified | PollOutcome::Unchanged | PollOutcome::Fetched { .. }) {
            follow_feed(&mut tx, poll.source_id, &poll.hub, fresh.len(), now).await?;
            follow_redirect(&mut tx, poll.source_id, poll.moved_to.as_deref(), now).await?;
        }
        end(&mut tx, done, now).await?;
        tx.commit().await?;
        Ok(recorded)
    }
}

impl Store {
    /// The poll did not take place because its host asked for peace: it is due again at `at`, nothing else changes, and
    /// the poll's job ends.
    pub async fn postpone_poll(&self, source: SourceId, at: Millis, now: Millis, done: Done<'_>) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("UPDATE sources SET next_poll_at = $2 WHERE id = $1")
            .bind(source)
            .bind(at)
            .execute(&mut *tx)
            .await?;
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }
}

impl Store {
    /// Active sources whose last poll had no answer at all are due, as soon as their publishers do not ask for quiet: it was not
    /// they who failed. Returns how many.
    pub async fn poll_unanswered(&self, now: Millis) -> Result<usize> {
        let mut tx = self.write().await?;
        let unanswered: Vec<SourceId> = sqlx::query_scalar(
            "SELECT id FROM sources WHERE state = 'active' AND failures > 0 AND status IS NULL AND next_poll_at > $1 ORDER BY id",
        )
        .bind(now)
        .fetch_all(&mut *tx)
        .await?;
        for source in &unanswered {
            due_now(&mut tx, *source, now).await?;
        }
        tx.commit().await?;
        Ok(unanswered.len())
    }
}

async fn write_source(tx: &mut Tx, poll: &Poll, fresh: usize, now: Millis) -> Result<()> {
    let plain = Plan { next_poll_at: poll.next_poll_at, interval_ms: poll.interval_ms };
    let plan = if fresh > 0 { poll.with_news.unwrap_or(plain) } else { plain };
    sqlx::query(
        "UPDATE sources SET polled_at = $2, next_poll_at = $3, interval_ms = $4, entries = entries + $5, \
           news_at = CASE WHEN $5 > 0 THEN $2 ELSE news_at END, ttl_ms = COALESCE($6, ttl_ms), \
           quiet_hours = COALESCE($7, quiet_hours), quiet_days = COALESCE($8, quiet_days) WHERE id = $1",
    )
    .bind(poll.source_id)
    .bind(now)
    .bind(plan.next_poll_at)
    .bind(plan.interval_ms)
    .bind(i64::try_from(fresh).unwrap_or(i64::MAX))
    .bind(poll.wishes.map(|wishes| wishes.ttl_ms))
    .bind(poll.wishes.map(|wishes| wishes.quiet_hours))
    .bind(poll.wishes.map(|wishes| wishes.quiet_days))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn write_outcome(tx: &mut Tx, poll: &Poll, publisher: PublisherId, now: Millis) -> Result<()> {
    match &poll.outcome {
        PollOutcome::NotModified | PollOutcome::Unchanged => {
            let status = if poll.outcome == PollOutcome::NotModified { 304 } else { 200 };
            sqlx::query(
                "UPDATE sources SET succeeded_at = $2, failures = 0, status = $3, problem = NULL WHERE id = $1",
            )
            .bind(poll.source_id)
            .bind(now)
            .bind(status)
            .execute(&mut **tx)
            .await?;
        }
        PollOutcome::Fetched { etag, last_modified, content_hash, title, home_url, language, problem } => {
            name_by_feed(tx, publisher, poll.source_id, title, home_url).await?;
            sqlx::query(
                "UPDATE sources SET succeeded_at = $2, failures = 0, status = 200, problem = $7, etag = $3, \
                   last_modified = $4, content_hash = $5, title = CASE WHEN $6 = '' THEN title ELSE $6 END, \
                   own_title = CASE WHEN own_title = $6 THEN '' ELSE own_title END WHERE id = $1",
            )
            .bind(poll.source_id)
            .bind(now)
            .bind(etag)
            .bind(last_modified)
            .bind(content_hash)
            .bind(title)
            .bind(problem)
            .execute(&mut **tx)
            .await?;
            sqlx::query(
                "UPDATE publishers SET home_url = CASE WHEN home_url = '' THEN $2 ELSE home_url END, \
                   language = COALESCE(language, $3) WHERE id = $1",
            )
            .bind(publisher)
            .bind(home_url)
            .bind(language)
            .execute(&mut **tx)
            .await?;
        }
        PollOutcome::Failed { status, problem } => fall(tx, poll.source_id, *status, problem, false).await?,
        PollOutcome::Gone { status, problem } => {
            fall(tx, poll.source_id, *status, problem, true).await?;
            leave(tx, poll.source_id, now).await?;
        }
    }
    Ok(())
}

async fn fall(tx: &mut Tx, source: SourceId, status: Option<i64>, problem: &str, gone: bool) -> Result<()> {
    sqlx::query(
        "UPDATE sources SET failures = failures + 1, status = $2, problem = $3, \
           state = CASE WHEN $4 = 1 THEN 'gone' ELSE state END WHERE id = $1",
    )
    .bind(source)
    .bind(status)
    .bind(problem)
    .bind(i64::from(gone))
    .execute(&mut **tx)
    .await?;
    Ok(())
}
