//! What is kept of the last look at an article's page.

use crate::jobs::{Done, end};
use crate::rows::Tx;
use crate::{ArticleId, Millis, Result, Store};

/// The last look at a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LastLook {
    /// When it was.
    pub at: Millis,
    /// What the worker knows of it; read by nobody else.
    pub look: String,
    /// The mark of a text that the page gave and that was not taken for the article's, where there was one.
    pub doubt: Option<String>,
}

impl Store {
    /// A look that leaves the article as it is. Nothing is kept of it when the article was removed meanwhile.
    pub async fn store_look(&self, article: ArticleId, last: &LastLook, now: Millis, done: Done<'_>) -> Result<()> {
        let mut tx = self.write().await?;
        write_look(&mut tx, article, last).await?;
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }

    /// Whether the page of another article gave the same text in the place of its own, when it was looked at last.
    pub async fn is_doubted_elsewhere(&self, article: ArticleId, doubt: &str) -> Result<bool> {
        let other: Option<ArticleId> =
            sqlx::query_scalar("SELECT article_id FROM article_texts WHERE doubt = $1 AND article_id <> $2 LIMIT 1")
                .bind(doubt)
                .bind(article)
                .fetch_optional(self.readers())
                .await?;
        Ok(other.is_some())
    }
}

/// Keeps a look within a write.
pub(crate) async fn write_look(tx: &mut Tx, article: ArticleId, last: &LastLook) -> Result<()> {
    sqlx::query("UPDATE article_texts SET looked_at = $2, look = $3, doubt = $4 WHERE article_id = $1")
        .bind(article)
        .bind(last.at)
        .bind(&last.look)
        .bind(&last.doubt)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
