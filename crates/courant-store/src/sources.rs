//! Sources: what is polled for entries.

use courant_core::url as links;
use sqlx::FromRow;

use crate::forget::{is_forgotten, lift};
use crate::hub_subscriptions::leave;
use crate::jobs::{JobFor, put_jobs};
use crate::lessons::forget_lessons;
use crate::publishers::{NewPublisher, put_publisher};
use crate::removal::{Removal, Removed, remove_articles};
use crate::rows::{Tx, bounded};
use crate::source_moves::forget_redirects;
use crate::{AHEAD_MS, Millis, PublisherId, Result, SourceId, SourceState, Store, StoreError};

/// A source to be followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewSource {
    /// The feed's address; unique.
    pub url: String,
    /// The feed's title; may be empty until the first poll.
    pub title: String,
    /// Who publishes it.
    pub publisher: NewPublisher,
    /// Milliseconds between polls to begin with.
    pub interval_ms: i64,
    /// The first poll.
    pub next_poll_at: Millis,
    /// What a list calls it; empty for what the feed calls itself. Should both be the same, the first poll forgets this one.
    pub own_title: String,
    /// The folder of a list that it stands in, or empty. A source that is known and stands in none comes into it.
    pub folder: String,
    /// What a person entered, where that is not `url`: a page that names the feed, or an address that leads to it.
    pub entered_url: Option<String>,
}

/// What adding a source came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddedSource {
    /// The source, new or known.
    pub id: SourceId,
    /// Whether it was unknown before.
    pub new: bool,
    /// Whether its publisher had been forgotten and no longer is.
    pub lifted: bool,
}

/// What became of a source that stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListedSource {
    /// It is a source now.
    New,
    /// It was one already. Paused or gone, it stays so.
    Known,
    /// Its publisher was forgotten on purpose, which a list does not lift.
    Forgotten,
}

/// What moving a source came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MovedSource {
    /// It has the new address.
    Moved,
    /// That address is followed already: subscriptions went there, this source is gone.
    Joined(SourceId),
}

/// A source with its health.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Source {
    /// Key of the row.
    pub id: SourceId,
    /// Who publishes it.
    pub publisher_id: PublisherId,
    /// The publisher's name.
    pub publisher: String,
    /// The publisher's domain.
    pub domain: String,
    /// The publisher's front page; may be empty.
    pub home_url: String,
    /// The feed's address.
    pub url: String,
    /// What the owner calls it, else the feed's title; may be empty.
    pub title: String,
    /// The feed's own title; may be empty.
    pub given_title: String,
    /// The folder that it stands in; empty for none.
    pub folder: String,
    /// Whether it is polled.
    #[sqlx(try_from = "String")]
    pub state: SourceState,
    /// When it was added.
    pub added_at: Millis,
    /// For the next conditional request.
    pub etag: Option<String>,
    /// For the next conditional request.
    pub last_modified: Option<String>,
    /// Of the last document read.
    pub content_hash: Option<String>,
    /// The last poll, however it went.
    pub polled_at: Option<Millis>,
    /// The last poll that went well.
    pub succeeded_at: Option<Millis>,
    /// When it is due.
    pub next_poll_at: Millis,
    /// Milliseconds between polls.
    pub interval_ms: i64,
    /// Polls gone wrong since the last that went well.
    pub failures: i64,
    /// The last HTTP status.
    pub status: Option<i64>,
    /// What is wrong, in plain words; `None` when all is well.
    pub problem: Option<String>,
    /// How many entries it has given.
    pub entries: i64,
    /// Its publisher's wish for the milliseconds between polls (RSS `ttl`); 0 for none.
    pub ttl_ms: i64,
    /// Hours without polls, as in [`crate::Wishes`].
    pub quiet_hours: i64,
    /// Days without polls, as in [`crate::Wishes`].
    pub quiet_days: i64,
    /// The last poll that brought an entry; `None` before any did.
    pub news_at: Option<Millis>,
    /// The hub that its feed names.
    pub hub_url: Option<String>,
    /// Where its last good polls were led for good; see [`crate::MOVE_POLLS`].
    pub moving_to: Option<String>,
    /// The first of them.
    pub moving_since: Option<Millis>,
    /// How many in a row.
    pub moving_polls: i64,
    /// The address that it had before its publisher's server said that it had moved; `None` when it never moved so.
    pub moved_from: Option<String>,
    /// When it moved.
    pub moved_at: Option<Millis>,
    /// What a person entered, where that is not `url`.
    pub entered_url: Option<String>,
}

impl Source {
    /// The address that a person entered. Ranges that the operator allowed are open to that one only, not to where a
    /// publisher's server said that it had moved.
    pub fn entered(&self) -> &str {
        self.entered_url.as_deref().unwrap_or(&self.url)
    }
}

macro_rules! sources {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.publisher_id, p.name AS publisher, p.domain, p.home_url, s.url, s.folder, ",
            "CASE WHEN s.own_title <> '' THEN s.own_title ELSE s.title END AS title, s.title AS given_title, s.state, s.added_at, ",
            "s.etag, s.last_modified, s.content_hash, s.polled_at, s.succeeded_at, s.next_poll_at, s.interval_ms, ",
            "s.failures, s.status, s.problem, s.entries, s.ttl_ms, s.quiet_hours, s.quiet_days, s.news_at, s.hub_url, ",
            "s.moving_to, s.moving_since, s.moving_polls, s.moved_from, s.moved_at, s.entered_url ",
            "FROM sources s JOIN publishers p ON p.id = s.publisher_id ",
            $rest
        )
    };
}

impl Store {
    /// Follows a source and queues its first poll. A known address gives the known source back (and resumes it when it had
    /// been paused or gone). Adding by hand lifts an earlier [`Store::forget_publisher`] of its publisher.
    pub async fn add_source(&self, new: &NewSource, poll: Option<&JobFor>, now: Millis) -> Result<AddedSource> {
        let mut tx = self.write().await?;
        let added = match known(&mut tx, &new.url).await? {
            Some(id) => {
                set_state(&mut tx, id, SourceState::Active, Some(new.next_poll_at)).await?;
                put_into_folder(&mut tx, id, &new.folder).await?;
                AddedSource { id, new: false, lifted: false }
            }
            None => {
                let lifted = lift(&mut tx, &new.publisher.domain).await?;
                AddedSource { id: insert(&mut tx, new, now).await?, new: true, lifted }
            }
        };
        if let Some(poll) = poll {
            put_jobs(&mut tx, &[poll.to(added.id)], now).await?;
        }
        tx.commit().await?;
        Ok(added)
    }

    /// Follows a source that stands in a list, which says nothing of what was paused or forgotten here: that stays.
    pub async fn list_source(&self, new: &NewSource, now: Millis) -> Result<ListedSource> {
        let mut tx = self.write().await?;
        if let Some(id) = known(&mut tx, &new.url).await? {
            put_into_folder(&mut tx, id, &new.folder).await?;
            tx.commit().await?;
            return Ok(ListedSource::Known);
        }
        let at = links::domain_of(&new.url).unwrap_or_default();
        if is_forgotten(&mut tx, &[], &[&new.publisher.domain, &at]).await?.is_some() {
            return Ok(ListedSource::Forgotten);
        }
        insert(&mut tx, new, now).await?;
        tx.commit().await?;
        Ok(ListedSource::New)
    }

    /// All sources, by publisher and title.
    pub async fn sources(&self) -> Result<Vec<Source>> {
        Ok(sqlx::query_as(sources!(
            "ORDER BY lower(p.name), lower(CASE WHEN s.own_title <> '' THEN s.own_title ELSE s.title END), s.id"
        ))
        .fetch_all(self.readers())
        .await?)
    }

    /// One source.
    pub async fn source(&self, id: SourceId) -> Result<Source> {
        Ok(sqlx::query_as(sources!("WHERE s.id = $1")).bind(id).fetch_one(self.readers()).await?)
    }

    /// The source at an address, where there is one, else the one that moved away from there when its publisher's server
    /// said so.
    pub async fn source_by_url(&self, url: &str) -> Result<Option<Source>> {
        let there = sqlx::query_as(sources!("WHERE s.url = $1")).bind(url).fetch_optional(self.readers()).await?;
        if there.is_some() {
            return Ok(there);
        }
        let moved = sqlx::query_as(sources!("WHERE s.id = (SELECT source_id FROM source_addresses WHERE url = $1)"));
        Ok(moved.bind(url).fetch_optional(self.readers()).await?)
    }

    /// Active sources whose poll is due, the longest overdue first.
    pub async fn due_sources(&self, now: Millis, limit: i64) -> Result<Vec<Source>> {
        Ok(sqlx::query_as(sources!(
            "WHERE s.state = 'active' AND s.next_poll_at <= $1 ORDER BY s.next_poll_at, s.id LIMIT $2"
        ))
        .bind(now)
        .bind(bounded(limit, 100_000))
        .fetch_all(self.readers())
        .await?)
    }

    /// Active sources whose poll is due and has no job of this kind yet, the longest overdue first: a poll that waits for its
    /// host, or for another try, is not asked for again and does not keep others from being asked for.
    pub async fn sources_without_job(&self, kind: &str, now: Millis, limit: i64) -> Result<Vec<SourceId>> {
        Ok(sqlx::query_scalar(
            "SELECT s.id FROM sources s WHERE s.state = 'active' AND s.next_poll_at <= $1 AND NOT EXISTS \
               (SELECT 1 FROM jobs j WHERE j.kind = $2 AND j.key = CAST(s.id AS TEXT) AND j.state <> 'dead') \
             ORDER BY s.next_poll_at, s.id LIMIT $3",
        )
        .bind(now)
        .bind(kind)
        .bind(bounded(limit, 100_000))
        .fetch_all(self.readers())
        .await?)
    }

    /// Stops polling until [`Store::resume_source`]; its hub is told at `now` that nobody listens.
    pub async fn pause_source(&self, id: SourceId, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        set_state(&mut tx, id, SourceState::Paused, None).await?;
        leave(&mut tx, id, now).await?;
        Ok(tx.commit().await?)
    }

    /// Polls at `now`, and again from then on: also a source that was active, whenever it was due.
    pub async fn resume_source(&self, id: SourceId, poll: Option<&JobFor>, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        set_state(&mut tx, id, SourceState::Active, None).await?;
        sqlx::query("UPDATE sources SET next_poll_at = $2 WHERE id = $1").bind(id).bind(now).execute(&mut *tx).await?;
        if let Some(poll) = poll {
            put_jobs(&mut tx, &[poll.to(id)], now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Makes every active source due at `now`, also one that was overdue: who asks for all does not mind quiet hours.
    /// Returns how many.
    pub async fn poll_all(&self, now: Millis) -> Result<u64> {
        let mut tx = self.write().await?;
        let due = sqlx::query("UPDATE sources SET next_poll_at = $1 WHERE state = 'active'")
            .bind(now)
            .execute(&mut *tx)
            .await?
            .rows_affected();
        tx.commit().await?;
        Ok(due)
    }

    /// A poll that is planned further ahead than any wait that is kept to, or by one that was noted for a moment to come, was
    /// planned by a clock that went wrong, or by another clock; it is due at once. Returns how many.
    pub async fn pull_in_sources(&self, now: Millis, furthest: Millis) -> Result<u64> {
        let mut tx = self.write().await?;
        let pulled = sqlx::query(
            "UPDATE sources SET next_poll_at = $1 \
             WHERE state = 'active' AND next_poll_at > $1 AND (next_poll_at > $2 OR polled_at > $3)",
        )
        .bind(now)
        .bind(furthest)
        .bind(now + AHEAD_MS)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        tx.commit().await?;
        Ok(pulled)
    }

    /// Unfollows a source for everybody. Its entries go, and with them every article that no other source gave, unless a
    /// person brought it, a reader saved it, or a comment stands on it or on its story: nothing that a reader brought, kept or
    /// wrote on is lost.
    pub async fn remove_source(&self, id: SourceId, removal: &Removal, now: Millis) -> Result<Removed> {
        let mut tx = self.write().await?;
        let orphans: Vec<i64> = sqlx::query_scalar(
            "SELECT DISTINCT e.article_id FROM entries e JOIN articles a ON a.id = e.article_id \
             WHERE e.source_id = $1 \
               AND NOT EXISTS (SELECT 1 FROM entries o WHERE o.article_id = e.article_id AND o.source_id <> $1) \
               AND NOT EXISTS (SELECT 1 FROM brought_articles b WHERE b.article_id = e.article_id) \
               AND NOT EXISTS (SELECT 1 FROM article_marks m WHERE m.article_id = e.article_id AND m.saved_at IS NOT NULL) \
               AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.article_id = e.article_id AND c.deleted_at IS NULL) \
               AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.story_id = a.story_id AND c.deleted_at IS NULL) \
             ORDER BY e.article_id",
        )
        .bind(id)
        .fetch_all(&mut *tx)
        .await?;
        let sources = drop_source(&mut tx, id, now).await?;
        if sources == 0 {
            return Err(StoreError::NotFound);
        }
        let articles = remove_articles(&mut tx, &orphans, removal, now).await?;
        tx.commit().await?;
        Ok(Removed { articles, sources })
    }

    /// Gives a source a name and a folder of the owner's choice; an empty name leaves it the feed's own.
    pub async fn name_source(&self, id: SourceId, name: &str, folder: &str) -> Result<()> {
        let mut tx = self.write().await?;
        let named = sqlx::query(
            "UPDATE sources SET own_title = CASE WHEN $2 = title THEN '' ELSE $2 END, folder = $3 WHERE id = $1",
        )
        .bind(id)
        .bind(name.trim())
        .bind(folder.trim())
        .execute(&mut *tx)
        .await?;
        if named.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(tx.commit().await?)
    }

    /// Gives a source another address. What the old one was last asked with is forgotten: it says nothing about the new.
    pub async fn move_source(&self, id: SourceId, url: &str, now: Millis) -> Result<MovedSource> {
        let mut tx = self.write().await?;
        let moved = move_to(&mut tx, id, url, now).await?;
        if moved == MovedSource::Moved {
            forget_redirects(&mut tx, id).await?;
            sqlx::query("UPDATE sources SET etag = NULL, last_modified = NULL, content_hash = NULL WHERE id = $1")
                .bind(id)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(moved)
    }
}

/// The source at an address, or the one that moved away from there.
async fn known(tx: &mut Tx, url: &str) -> Result<Option<SourceId>> {
    Ok(sqlx::query_scalar(
        "SELECT COALESCE((SELECT id FROM sources WHERE url = $1), (SELECT source_id FROM source_addresses WHERE url = $1))",
    )
    .bind(url)
    .fetch_one(&mut **tx)
    .await?)
}

/// Where the source stands in no folder yet.
async fn put_into_folder(tx: &mut Tx, id: SourceId, folder: &str) -> Result<()> {
    sqlx::query("UPDATE sources SET folder = $2 WHERE id = $1 AND folder = ''")
        .bind(id)
        .bind(folder.trim())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn insert(tx: &mut Tx, new: &NewSource, now: Millis) -> Result<SourceId> {
    let publisher = put_publisher(tx, &new.publisher, now).await?;
    Ok(sqlx::query_scalar(
        "INSERT INTO sources (publisher_id, url, title, state, added_at, next_poll_at, interval_ms, entered_url, own_title, folder) \
         VALUES ($1, $2, $3, 'active', $4, $5, $6, $7, $8, $9) RETURNING id",
    )
    .bind(publisher)
    .bind(&new.url)
    .bind(&new.title)
    .bind(now)
    .bind(new.next_poll_at)
    .bind(new.interval_ms)
    .bind(new.entered_url.as_ref().filter(|entered| **entered != new.url))
    .bind(new.own_title.trim())
    .bind(new.folder.trim())
    .fetch_one(&mut **tx)
    .await?)
}

/// With `next_poll_at`, only a source that is in another state is changed.
async fn set_state(tx: &mut Tx, id: SourceId, state: SourceState, next_poll_at: Option<Millis>) -> Result<()> {
    let found = sqlx::query(
        "UPDATE sources SET next_poll_at = CASE WHEN state <> $2 THEN COALESCE($3, next_poll_at) ELSE next_poll_at END, \
           state = $2 WHERE id = $1",
    )
    .bind(id)
    .bind(state.as_str())
    .bind(next_poll_at)
    .execute(&mut **tx)
    .await?;
    if found.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Takes a source out with its subscriptions and entries, and what only its pages taught about hosts; articles stay.
pub(crate) async fn drop_source(tx: &mut Tx, id: SourceId, now: Millis) -> Result<u64> {
    forget_lessons(tx, id).await?;
    leave(tx, id, now).await?;
    for statement in [
        "DELETE FROM subscriptions WHERE source_id = $1",
        "DELETE FROM entries WHERE source_id = $1",
        "DELETE FROM source_addresses WHERE source_id = $1",
    ] {
        sqlx::query(statement).bind(id).execute(&mut **tx).await?;
    }
    Ok(sqlx::query("DELETE FROM sources WHERE id = $1").bind(id).execute(&mut **tx).await?.rows_affected())
}

/// Moves within a write.
async fn move_to(tx: &mut Tx, id: SourceId, url: &str, now: Millis) -> Result<MovedSource> {
    let other: Option<SourceId> = sqlx::query_scalar("SELECT id FROM sources WHERE url = $1 AND id <> $2")
        .bind(url)
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(other) = other else {
        let moved =
            sqlx::query("UPDATE sources SET url = $2 WHERE id = $1").bind(id).bind(url).execute(&mut **tx).await?;
        // An address that is in use again is nobody's former one.
        sqlx::query("DELETE FROM source_addresses WHERE url = $1").bind(url).execute(&mut **tx).await?;
        return if moved.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(MovedSource::Moved) };
    };
    sqlx::query(
        "INSERT INTO subscriptions (user_id, source_id, folder) \
         SELECT user_id, $2, folder FROM subscriptions WHERE source_id = $1 ON CONFLICT (user_id, source_id) DO NOTHING",
    )
    .bind(id)
    .bind(other)
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM subscriptions WHERE source_id = $1").bind(id).execute(&mut **tx).await?;
    sqlx::query("UPDATE source_addresses SET source_id = $2 WHERE source_id = $1")
        .bind(id)
        .bind(other)
        .execute(&mut **tx)
        .await?;
    leave(tx, id, now).await?;
    // What the owner said of the old one holds for the other where nothing was said of that.
    sqlx::query(
        "UPDATE sources SET \
           own_title = CASE WHEN own_title = '' THEN (SELECT o.own_title FROM sources o WHERE o.id = $1) ELSE own_title END, \
           folder = CASE WHEN folder = '' THEN (SELECT o.folder FROM sources o WHERE o.id = $1) ELSE folder END WHERE id = $2",
    )
    .bind(id)
    .bind(other)
    .execute(&mut **tx)
    .await?;
    sqlx::query("UPDATE sources SET state = 'gone', polled_at = $3, problem = $2 WHERE id = $1")
        .bind(id)
        .bind(format!("It moved to {url}, which is followed already."))
        .bind(now)
        .execute(&mut **tx)
        .await?;
    Ok(MovedSource::Joined(other))
}
