//! Named people, places and organisations.

use courant_core::model::EntityKind;
use sqlx::{FromRow, Row as _};

use crate::rows::{Row, word};
use crate::{ArticleId, Result, Store};

/// An entity and how much stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityRow {
    /// The key, what `/entity/…` links to.
    pub entity: String,
    /// As a reader sees it.
    pub name: String,
    /// What is named.
    pub kind: EntityKind,
    /// How many articles mention it ([`Store::entity`]), or how often the article does ([`Store::entities_of`]).
    pub articles: i64,
}

impl FromRow<'_, Row> for EntityRow {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            entity: row.try_get("entity")?,
            name: row.try_get("name")?,
            kind: word(row, "kind")?,
            articles: row.try_get("articles")?,
        })
    }
}

impl Store {
    /// One entity with the number of articles that mention it.
    pub async fn entity(&self, entity: &str) -> Result<EntityRow> {
        Ok(sqlx::query_as(
            "SELECT e.entity, e.name, e.kind, (SELECT COUNT(*) FROM article_entities a WHERE a.entity = e.entity) AS articles \
             FROM entities e WHERE e.entity = $1",
        )
        .bind(entity)
        .fetch_one(self.readers())
        .await?)
    }

    /// The entities that an article mentions, most often first.
    pub async fn entities_of(&self, article: ArticleId) -> Result<Vec<EntityRow>> {
        Ok(sqlx::query_as(
            "SELECT e.entity, e.name, e.kind, x.mentions AS articles FROM article_entities x \
             JOIN entities e ON e.entity = x.entity WHERE x.article_id = $1 ORDER BY x.mentions DESC, e.entity",
        )
        .bind(article)
        .fetch_all(self.readers())
        .await?)
    }
}
