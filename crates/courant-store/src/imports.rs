//! Articles that a person brings by hand, and takes away again.

use courant_core::model::Article;
use sqlx::Row as _;

use crate::articles::core_article;
use crate::entries::{EntryFate, NewEntry, RecordedEntry, find_or_insert};
use crate::jobs::put_jobs;
use crate::rows::bounded;
use crate::{ArticleId, Millis, Origin, Result, Store, StoreError};

impl Store {
    /// Stores articles that come from no source; each needs its `publisher` and a `canonical_url` (any unique name does).
    /// They start as `fetched`, their text being what it is. A known canonical link is left as it is (`Attached`).
    pub async fn import_articles(&self, articles: &[NewEntry], now: Millis) -> Result<Vec<RecordedEntry>> {
        let mut tx = self.write().await?;
        let mut recorded = Vec::with_capacity(articles.len());
        for article in articles {
            if article.publisher.is_none() || article.canonical_url.is_empty() {
                return Err(StoreError::Conflict(format!(
                    "the article {:?} lacks a publisher or a canonical link",
                    article.title
                )));
            }
            let found = find_or_insert(&mut tx, 0, &article.canonical_url, article, Origin::Import, now).await?;
            let fate = match found {
                Some((_, true)) => EntryFate::New,
                Some((_, false)) => EntryFate::Attached,
                None => EntryFate::Forgotten,
            };
            let article_id = found.map_or(0, |(id, _)| id);
            if let (EntryFate::New, Some(next)) = (fate, &article.next) {
                put_jobs(&mut tx, &[next.to(article_id)], now).await?;
            }
            recorded.push(RecordedEntry { entry_id: 0, article_id, fate });
        }
        tx.commit().await?;
        Ok(recorded)
    }

    /// Articles with their texts after an id, in the order of ids, for an export in portions. The second value is the
    /// publisher's own date.
    pub async fn export_articles(&self, after: ArticleId, limit: i64) -> Result<Vec<(Article, Option<Millis>)>> {
        let rows = sqlx::query(
            "SELECT a.id, a.url, p.name AS publisher, a.at, a.title, a.description, a.language, a.authors, t.text, \
               a.published_at \
             FROM articles a JOIN publishers p ON p.id = a.publisher_id JOIN article_texts t ON t.article_id = a.id \
             WHERE a.id > $1 ORDER BY a.id LIMIT $2",
        )
        .bind(after)
        .bind(bounded(limit, 1000))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(|row| Ok((core_article(row)?, row.try_get("published_at")?))).collect()
    }
}
