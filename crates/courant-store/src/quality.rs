//! What tells how good the stories are: the engine's decisions, what was shown to those who may correct, and their words.

use serde_json::Value;
use sqlx::{FromRow, Row as _};

use crate::rows::{Row, bounded, json};
use crate::{ArticleId, Millis, Result, Store, StoryId};

/// A decision about stories.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// When it was stored.
    pub at: Millis,
    /// The engine's own change with its evidence.
    pub change: Value,
}

impl FromRow<'_, Row> for Decided {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self { at: row.try_get("at")?, change: json(row, "change")? })
    }
}

/// A reader's word on two articles, whether it holds or was taken back.
#[derive(Debug, Clone, PartialEq, FromRow)]
pub struct Correction {
    /// Key of the word.
    pub id: i64,
    /// Whom it is about.
    pub article: ArticleId,
    /// That article's headline.
    pub title: String,
    /// That article's publisher.
    pub publisher: String,
    /// What it was held against.
    pub other: ArticleId,
    /// Whether the two report one event.
    pub same: bool,
    /// The story on whose page it was said, or that took it in since.
    pub story: StoryId,
    /// That story's headline now.
    pub story_title: String,
    /// When.
    pub at: Millis,
    /// When it was taken back.
    pub lifted_at: Option<Millis>,
    /// How likely the engine held it, where the word asked a left-out article in and that was known.
    pub probability: Option<f64>,
}

impl Store {
    /// The newest decisions about stories, at most `limit`, oldest first; each once, also where it concerns two stories.
    pub async fn decisions_about_stories(&self, limit: i64) -> Result<Vec<Decided>> {
        let mut newest: Vec<Decided> = sqlx::query_as(
            "SELECT change, at FROM story_history h WHERE story_id <> 0 AND change <> 'null' AND NOT EXISTS \
               (SELECT 1 FROM story_history f WHERE f.event_seq = h.event_seq AND f.position = h.position AND f.id < h.id) \
             ORDER BY id DESC LIMIT $1",
        )
        .bind(bounded(limit, 1_000_000))
        .fetch_all(self.readers())
        .await?;
        newest.reverse();
        Ok(newest)
    }

    /// Articles that an owner was first shown on their story's page since a moment, each with when, the earliest first.
    pub async fn shown_to_owners(&self, since: Millis) -> Result<Vec<(ArticleId, Millis)>> {
        Ok(sqlx::query_as(
            "SELECT s.article_id, s.shown_at FROM article_shown s JOIN users u ON u.id = s.user_id \
             WHERE u.role = 'owner' AND s.shown_at >= $1 ORDER BY s.shown_at, s.article_id",
        )
        .bind(since)
        .fetch_all(self.readers())
        .await?)
    }

    /// Readers' words since a moment, also those that were taken back, the newest first, at most `limit`. What was said of an
    /// article that is no more is gone with it.
    pub async fn corrections(&self, since: Millis, limit: i64) -> Result<Vec<Correction>> {
        Ok(sqlx::query_as(
            "SELECT w.id, w.article_a AS article, a.title, p.name AS publisher, w.article_b AS other, w.same, \
               COALESCE(s.redirect_to, w.story_id) AS story, COALESCE(t.title, s.title, '') AS story_title, w.at, \
               w.lifted_at, w.probability \
             FROM reader_words w JOIN articles a ON a.id = w.article_a JOIN publishers p ON p.id = a.publisher_id \
               LEFT JOIN stories s ON s.id = w.story_id LEFT JOIN stories t ON t.id = s.redirect_to \
             WHERE w.at >= $1 ORDER BY w.id DESC LIMIT $2",
        )
        .bind(since)
        .bind(bounded(limit, 10_000))
        .fetch_all(self.readers())
        .await?)
    }
}
