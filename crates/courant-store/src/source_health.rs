//! How well a source's articles can be read.

use sqlx::FromRow;

use crate::{Result, SourceId, Store};

/// Reasons given at most.
const REASONS: i64 = 3;

/// What became of a source's articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceReading {
    /// Articles read in full from their page.
    pub full: i64,
    /// Articles of which only the feed's words are here.
    pub feed_only: i64,
    /// Why there is no page text, in plain words, with the number of articles; the most frequent first, three at most.
    pub reasons: Vec<(String, i64)>,
}

#[derive(FromRow)]
struct Counts {
    full: i64,
    feed_only: i64,
}

impl Store {
    /// Counts a source's articles by where their text comes from.
    pub async fn source_reading(&self, source: SourceId) -> Result<SourceReading> {
        let counts: Counts = sqlx::query_as(
            "SELECT COALESCE(SUM(CASE WHEN a.origin = 'page' THEN 1 ELSE 0 END), 0) AS full, \
               COALESCE(SUM(CASE WHEN a.origin = 'feed' AND a.stage <> 'new' THEN 1 ELSE 0 END), 0) AS feed_only \
             FROM articles a WHERE a.id IN (SELECT e.article_id FROM entries e WHERE e.source_id = $1)",
        )
        .bind(source)
        .fetch_one(self.readers())
        .await?;
        let reasons: Vec<(String, i64)> = sqlx::query_as(
            "SELECT a.problem, COUNT(*) AS times FROM articles a \
             WHERE a.problem IS NOT NULL AND a.id IN (SELECT e.article_id FROM entries e WHERE e.source_id = $1) \
             GROUP BY a.problem ORDER BY times DESC, a.problem LIMIT $2",
        )
        .bind(source)
        .bind(REASONS)
        .fetch_all(self.readers())
        .await?;
        Ok(SourceReading { full: counts.full, feed_only: counts.feed_only, reasons })
    }
}
