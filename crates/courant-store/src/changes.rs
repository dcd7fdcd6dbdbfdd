//! What the search index follows: which articles changed, in the order of commits, and their words.

use std::collections::BTreeMap;

use sqlx::{FromRow, Row as _};

use crate::rows::{IDS_A_STATEMENT, Row, Tx, bounded, ids_sql};
use crate::{ArticleId, Millis, PublisherId, Result, Store, StoryId};

/// An article that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Change {
    /// Grows with every change; the follower keeps the last one it has done.
    pub seq: i64,
    /// The article; one that [`Store::documents`] does not give is to be dropped from the index.
    pub article_id: ArticleId,
}

/// An article as it is indexed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The article.
    pub id: ArticleId,
    /// The publisher's page as linked.
    pub url: String,
    /// Headline.
    pub title: String,
    /// Short description.
    pub description: String,
    /// Paragraphs parted by a blank line.
    pub text: String,
    /// The publisher's name.
    pub publisher: String,
    /// The publisher.
    pub publisher_id: PublisherId,
    /// What decisions use.
    pub at: Millis,
    /// BCP 47 primary subtag, or `und`.
    pub language: String,
    /// Its story.
    pub story_id: Option<StoryId>,
    /// Tag keys, best first.
    pub tags: Vec<String>,
}

impl FromRow<'_, Row> for Document {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            url: row.try_get("url")?,
            title: row.try_get("title")?,
            description: row.try_get("description")?,
            text: row.try_get("text")?,
            publisher: row.try_get("publisher")?,
            publisher_id: row.try_get("publisher_id")?,
            at: row.try_get("at")?,
            language: row.try_get("language")?,
            story_id: row.try_get("story_id")?,
            tags: Vec::new(),
        })
    }
}

impl Store {
    /// Articles that changed after `seq`, in the order of changes, each once and at its newest number. From 0 it is every
    /// article that readers may see, so that an index can be rebuilt at any time.
    pub async fn changes_after(&self, seq: i64, limit: i64) -> Result<Vec<Change>> {
        Ok(sqlx::query_as("SELECT seq, article_id FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2")
            .bind(seq)
            .bind(bounded(limit, 10_000))
            .fetch_all(self.readers())
            .await?)
    }

    /// The newest change's number; 0 when there is none.
    pub async fn last_change(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT COALESCE(MAX(seq), 0) FROM changes").fetch_one(self.readers()).await?)
    }

    /// What is to be indexed of these articles, by id. Missing ones are not, or no longer, for readers.
    pub async fn documents(&self, ids: &[ArticleId]) -> Result<Vec<Document>> {
        let mut documents: BTreeMap<ArticleId, Document> = BTreeMap::new();
        for portion in ids.chunks(IDS_A_STATEMENT) {
            let mut query = sqlx::query_as(ids_sql(
                "SELECT a.id, a.url, a.title, a.description, t.text, p.name AS publisher, a.publisher_id, a.at, a.language, \
                   a.story_id \
                 FROM articles a JOIN article_texts t ON t.article_id = a.id JOIN publishers p ON p.id = a.publisher_id \
                 WHERE a.id IN ({ids}) AND a.stage = 'placed'",
                0,
                portion,
            ));
            for id in portion {
                query = query.bind(*id);
            }
            let found: Vec<Document> = query.fetch_all(self.readers()).await?;
            documents.extend(found.into_iter().map(|document| (document.id, document)));
        }
        for (article, tags) in self.tags_of(ids).await? {
            if let Some(document) = documents.get_mut(&article) {
                document.tags = tags.into_iter().map(|tag| tag.tag).collect();
            }
        }
        Ok(documents.into_values().collect())
    }
}

/// Tells followers that an article changed: its earlier number goes, a new one comes.
pub(crate) async fn touch(tx: &mut Tx, article: ArticleId) -> Result<()> {
    sqlx::query("DELETE FROM changes WHERE article_id = $1").bind(article).execute(&mut **tx).await?;
    sqlx::query("INSERT INTO changes (article_id) VALUES ($1)").bind(article).execute(&mut **tx).await?;
    Ok(())
}
