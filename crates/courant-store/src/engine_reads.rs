//! What the story engine reads: what is ready, what waits, and how to come back after a restart.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sqlx::{FromRow, Row as _};

use crate::rows::{Row, bounded, json, word};
use crate::{ArticleId, EventKind, Millis, Result, Store, StoryId};

/// An article that is understood and waits for its number.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct ReadyArticle {
    /// The article.
    pub id: ArticleId,
    /// What decisions use.
    pub at: Millis,
    /// The same in every run, unlike the id: what breaks a tie.
    pub canonical_url: String,
    /// What the engine keeps of it.
    pub features: Vec<u8>,
}

/// What another writer asks of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingEvent {
    /// For [`crate::Decision::waiting`].
    pub id: i64,
    /// `Revision`, `Removal` or `Word`.
    pub kind: EventKind,
    /// The article; after a removal its row is no more. Of a word its number in `reader_words`.
    pub article_id: ArticleId,
    /// The article's moment.
    pub at: Millis,
    /// What the engine is to keep from now on; empty but for a revision.
    pub features: Vec<u8>,
    /// Of a word: the two articles.
    pub pair: Option<(ArticleId, ArticleId)>,
    /// Of a word: whether they report one event; `None` when it was taken back.
    pub same: Option<bool>,
}

impl FromRow<'_, Row> for WaitingEvent {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let (a, b): (Option<ArticleId>, Option<ArticleId>) = (row.try_get("article_a")?, row.try_get("article_b")?);
        Ok(Self {
            id: row.try_get("id")?,
            kind: word(row, "kind")?,
            article_id: row.try_get("article_id")?,
            at: row.try_get("at")?,
            features: row.try_get("features")?,
            pair: a.zip(b),
            same: row.try_get("same")?,
        })
    }
}

/// An event that was decided on.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineEvent {
    /// Its place in the order.
    pub seq: i64,
    /// What happened.
    pub kind: EventKind,
    /// To which article.
    pub article_id: Option<ArticleId>,
    /// Its moment.
    pub at: Millis,
    /// As they were decided on. Empty once a snapshot holds them, and when the article was forgotten since.
    pub features: Vec<u8>,
    /// The engine's own changes, in their order. What concerns no story is there until a snapshot holds it.
    pub changes: Vec<Value>,
}

impl Store {
    /// Articles that wait for their number, by `at`, then canonical link.
    pub async fn ready_articles(&self, limit: i64) -> Result<Vec<ReadyArticle>> {
        Ok(sqlx::query_as(
            "SELECT a.id, a.at, a.canonical_url, u.features FROM articles a JOIN understandings u ON u.article_id = a.id \
             WHERE a.stage = 'ready' ORDER BY a.at, a.canonical_url LIMIT $1",
        )
        .bind(bounded(limit, 10_000))
        .fetch_all(self.readers())
        .await?)
    }

    /// Revisions, removals and readers' words that wait for a decision, in the order in which they came.
    pub async fn waiting_events(&self, limit: i64) -> Result<Vec<WaitingEvent>> {
        Ok(sqlx::query_as(
            "SELECT w.id, w.kind, w.article_id, w.at, COALESCE(u.features, $2) AS features, \
               r.article_a, r.article_b, CASE WHEN r.lifted_at IS NULL THEN r.same ELSE NULL END AS same FROM engine_waiting w \
             LEFT JOIN understandings u ON u.article_id = w.article_id AND w.kind = 'revision' \
             LEFT JOIN reader_words r ON r.id = w.article_id AND w.kind = 'word' ORDER BY w.id LIMIT $1",
        )
        .bind(bounded(limit, 10_000))
        .bind(Vec::<u8>::new())
        .fetch_all(self.readers())
        .await?)
    }

    /// Decided events after `seq`, in their order, with what was decided: what happened since the snapshot.
    pub async fn events_after(&self, seq: i64, limit: i64) -> Result<Vec<EngineEvent>> {
        let rows = sqlx::query(
            "SELECT seq, kind, article_id, at, COALESCE(features, $3) AS features FROM engine_events \
             WHERE seq > $1 ORDER BY seq LIMIT $2",
        )
        .bind(seq)
        .bind(bounded(limit, 10_000))
        .bind(Vec::<u8>::new())
        .fetch_all(self.readers())
        .await?;
        let mut events = Vec::with_capacity(rows.len());
        for row in &rows {
            events.push(EngineEvent {
                seq: row.try_get("seq")?,
                kind: word(row, "kind")?,
                article_id: row.try_get("article_id")?,
                at: row.try_get("at")?,
                features: row.try_get("features")?,
                changes: Vec::new(),
            });
        }
        let Some(last) = events.last().map(|event| event.seq) else { return Ok(events) };
        let mut changes = self.changes_between(seq, last).await?;
        for event in &mut events {
            event.changes = changes.remove(&event.seq).unwrap_or_default();
        }
        Ok(events)
    }

    async fn changes_between(&self, after: i64, last: i64) -> Result<BTreeMap<i64, Vec<Value>>> {
        let rows = sqlx::query(
            "SELECT event_seq, position, change FROM story_history WHERE event_seq > $1 AND event_seq <= $2 \
             ORDER BY event_seq, position, id",
        )
        .bind(after)
        .bind(last)
        .fetch_all(self.readers())
        .await?;
        let mut changes: BTreeMap<i64, Vec<Value>> = BTreeMap::new();
        // A merge stands in two stories' histories; here it is one change.
        let mut seen: BTreeSet<(i64, i64)> = BTreeSet::new();
        for row in &rows {
            let event: i64 = row.try_get("event_seq")?;
            let change: Value = json(row, "change")?;
            if seen.insert((event, row.try_get("position")?)) && !change.is_null() {
                changes.entry(event).or_default().push(change);
            }
        }
        Ok(changes)
    }

    /// The newest event's number; 0 when there is none.
    pub async fn last_event_seq(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT COALESCE(MAX(seq), 0) FROM engine_events").fetch_one(self.readers()).await?)
    }

    /// One more than any story's id so far.
    pub async fn next_story_id(&self) -> Result<StoryId> {
        Ok(sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) + 1 FROM stories").fetch_one(self.readers()).await?)
    }
}
