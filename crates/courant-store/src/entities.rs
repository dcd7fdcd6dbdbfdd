//! Named people, places and organisations.

use courant_core::model::{EntityKind, Understanding};
use sqlx::{FromRow, Row as _};

use crate::rows::{Row, bounded, json_opt, word};
use crate::{ArticleId, Millis, Result, Store};

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

/// An article that mentions an entity, with what was read out of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mentioning {
    /// Which article.
    pub article: ArticleId,
    /// What decisions use.
    pub at: Millis,
    /// Names and quotations; `None` while it is being understood anew.
    pub understanding: Option<Understanding>,
}

impl FromRow<'_, Row> for Mentioning {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self { article: row.try_get("id")?, at: row.try_get("at")?, understanding: json_opt(row, "understanding")? })
    }
}

impl Store {
    /// The newest articles that mention an entity and stand in a story, copies left out.
    pub async fn mentioning(&self, entity: &str, limit: i64) -> Result<Vec<Mentioning>> {
        Ok(sqlx::query_as(
            "SELECT a.id, a.at, u.understanding FROM article_entities x JOIN articles a ON a.id = x.article_id \
             LEFT JOIN understandings u ON u.article_id = a.id \
             WHERE x.entity = $1 AND a.stage = 'placed' AND a.copy_of IS NULL ORDER BY x.at DESC, x.article_id DESC LIMIT $2",
        )
        .bind(entity)
        .bind(bounded(limit, 500))
        .fetch_all(self.readers())
        .await?)
    }

    /// The entities that stand with one most often, looking at its 500 newest articles: in how many of them, at least two.
    pub async fn named_with(&self, entity: &str, limit: i64) -> Result<Vec<EntityRow>> {
        Ok(sqlx::query_as(
            "SELECT e.entity, e.name, e.kind, n.articles FROM \
               (SELECT y.entity, COUNT(*) AS articles FROM article_entities y WHERE y.entity <> $1 AND y.article_id IN \
                  (SELECT article_id FROM article_entities WHERE entity = $1 ORDER BY at DESC, article_id DESC LIMIT 500) \
                GROUP BY y.entity HAVING COUNT(*) > 1) n \
             JOIN entities e ON e.entity = n.entity ORDER BY n.articles DESC, e.entity LIMIT $2",
        )
        .bind(entity)
        .bind(bounded(limit, 100))
        .fetch_all(self.readers())
        .await?)
    }

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
