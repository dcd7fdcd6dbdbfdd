//! How a story came to be what it is.

use std::collections::BTreeMap;

use serde_json::Value;
use sqlx::{FromRow, Row as _};

use crate::articles::ArticleCard;
use crate::rows::{Row, json};
use crate::{ArticleId, Millis, Result, Store, StoryId};

/// One change to a story.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// The engine event that brought it.
    pub event_seq: i64,
    /// The article that it concerns; `None` for a merge, and when the article is no more.
    pub article_id: Option<ArticleId>,
    /// The engine's own change with its evidence.
    pub change: Value,
    /// When it was decided.
    pub at: Millis,
}

impl FromRow<'_, Row> for HistoryLine {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            event_seq: row.try_get("event_seq")?,
            article_id: row.try_get("article_id")?,
            change: json(row, "change")?,
            at: row.try_get("at")?,
        })
    }
}

/// A member of a story and why it is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The article.
    pub card: ArticleCard,
    /// The last change that concerns it, with its evidence; null when there is none.
    pub change: Value,
    /// When that was decided; 0 when there is none.
    pub at: Millis,
}

/// A change that brought several articles at once is told with the first of them; it is the change of the others too.
macro_rules! line_sql {
    ($rest:literal) => {
        concat!(
            "SELECT h.event_seq, h.article_id, h.at, CASE WHEN h.change <> 'null' THEN h.change ELSE COALESCE(",
            "(SELECT f.change FROM story_history f WHERE f.event_seq = h.event_seq AND f.position < h.position ",
            "AND f.change <> 'null' ORDER BY f.position DESC, f.id LIMIT 1), 'null') END AS change FROM story_history h ",
            $rest
        )
    };
}

impl Store {
    /// All changes to a story, oldest first. A merge stands in both stories' histories.
    pub async fn story_history(&self, story: StoryId) -> Result<Vec<HistoryLine>> {
        Ok(sqlx::query_as(line_sql!("WHERE h.story_id = $1 ORDER BY h.id"))
            .bind(story)
            .fetch_all(self.readers())
            .await?)
    }

    /// A story's members, by `at`, each with the evidence that brought it in.
    pub async fn story_why(&self, story: StoryId) -> Result<Vec<Member>> {
        let lines: Vec<HistoryLine> = sqlx::query_as(line_sql!(
            "JOIN articles a ON h.id = (SELECT MAX(n.id) FROM story_history n WHERE n.article_id = a.id) WHERE a.story_id = $1"
        ))
        .bind(story)
        .fetch_all(self.readers())
        .await?;
        let mut last: BTreeMap<ArticleId, HistoryLine> =
            lines.into_iter().filter_map(|line| line.article_id.map(|article| (article, line))).collect();
        let cards = self.story_articles(story, None).await?;
        Ok(cards
            .into_iter()
            .map(|card| {
                let line = last.remove(&card.id);
                let at = line.as_ref().map_or(0, |line| line.at);
                Member { change: line.map_or(Value::Null, |line| line.change), at, card }
            })
            .collect())
    }
}
