//! What hangs together, in pages: for giving all of it out.

use courant_core::model::{LinkKind, Why};
use sqlx::{FromRow, Row as _};

use crate::entities::EntityRow;
use crate::rows::{IDS_A_STATEMENT, Row, bounded, ids_sql, json, word};
use crate::{ArticleId, Result, Store, StoryId};

/// A name that articles of a story mention.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct NamedInStory {
    /// Which story.
    pub story: StoryId,
    /// The entity's key.
    pub entity: String,
    /// How many of its articles.
    pub articles: i64,
    /// How often they do together.
    pub mentions: i64,
}

/// A link from one article to another.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleLink {
    /// From which article.
    pub article: ArticleId,
    /// To which.
    pub other: ArticleId,
    /// What the other is to this one.
    pub kind: LinkKind,
    /// Probability that the link holds.
    pub score: f64,
    /// Evidence, strongest first.
    pub why: Vec<Why>,
}

impl FromRow<'_, Row> for ArticleLink {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            article: row.try_get("article_id")?,
            other: row.try_get("other_id")?,
            kind: word(row, "kind")?,
            score: row.try_get("score")?,
            why: json(row, "why")?,
        })
    }
}

impl Store {
    /// Entities by key, going on after one; the empty key begins.
    pub async fn entities_after(&self, after: &str, limit: i64) -> Result<Vec<EntityRow>> {
        Ok(sqlx::query_as(
            "SELECT e.entity, e.name, e.kind, (SELECT COUNT(*) FROM article_entities a WHERE a.entity = e.entity) AS articles \
             FROM entities e WHERE e.entity > $1 ORDER BY e.entity LIMIT $2",
        )
        .bind(after)
        .bind(bounded(limit, 5000))
        .fetch_all(self.readers())
        .await?)
    }

    /// The articles of these stories, each with its story, by story, moment, then id.
    pub async fn members_of(&self, stories: &[StoryId]) -> Result<Vec<(StoryId, ArticleId)>> {
        let sql = "SELECT story_id, id FROM articles WHERE story_id IN ({ids}) ORDER BY story_id, at, id";
        let mut found = Vec::new();
        for portion in stories.chunks(IDS_A_STATEMENT) {
            let query = sqlx::query_as::<_, (StoryId, ArticleId)>(ids_sql(sql, 0, portion));
            found.extend(portion.iter().fold(query, |query, id| query.bind(*id)).fetch_all(self.readers()).await?);
        }
        Ok(found)
    }

    /// What the articles of these stories name, by story, most articles first.
    pub async fn named_in(&self, stories: &[StoryId]) -> Result<Vec<NamedInStory>> {
        let sql = "SELECT a.story_id AS story, x.entity, COUNT(*) AS articles, CAST(SUM(x.mentions) AS BIGINT) AS mentions \
             FROM article_entities x JOIN articles a ON a.id = x.article_id WHERE a.story_id IN ({ids}) \
             GROUP BY a.story_id, x.entity ORDER BY a.story_id, COUNT(*) DESC, SUM(x.mentions) DESC, x.entity";
        let mut found = Vec::new();
        for portion in stories.chunks(IDS_A_STATEMENT) {
            let query = sqlx::query_as::<_, NamedInStory>(ids_sql(sql, 0, portion));
            found.extend(portion.iter().fold(query, |query, id| query.bind(*id)).fetch_all(self.readers()).await?);
        }
        Ok(found)
    }

    /// The links from articles of these stories, best first for each article.
    pub async fn links_from(&self, stories: &[StoryId]) -> Result<Vec<ArticleLink>> {
        let sql = "SELECT r.article_id, r.other_id, r.kind, r.score, r.why FROM related r JOIN articles a ON a.id = r.article_id \
             WHERE a.story_id IN ({ids}) ORDER BY r.article_id, r.position";
        let mut found = Vec::new();
        for portion in stories.chunks(IDS_A_STATEMENT) {
            let query = sqlx::query_as::<_, ArticleLink>(ids_sql(sql, 0, portion));
            found.extend(portion.iter().fold(query, |query, id| query.bind(*id)).fetch_all(self.readers()).await?);
        }
        Ok(found)
    }
}
