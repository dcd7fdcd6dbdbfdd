//! Articles that a person brings by hand, and takes away again.

use std::collections::BTreeMap;

use courant_core::model::Article;
use serde::Serialize;
use sqlx::Row as _;

use crate::articles::core_article;
use crate::entries::{EntryFate, NewEntry, RecordedEntry, find_or_insert};
use crate::forget::is_forgotten;
use crate::jobs::put_jobs;
use crate::rows::{IDS_A_STATEMENT, Row, Tx, bounded, ids_sql, word};
use crate::{ArticleId, Millis, Origin, Result, Store, StoreError, StoryId};

impl Store {
    /// Stores articles that come from no source; each needs its `publisher` and a `canonical_url` (any unique name does).
    /// They start as `fetched`, their text being what it is. A known canonical link is left as it is (`Attached`), and so is an
    /// article that goes by its `other_name` and has its link or its headline, or by its `external_id` and says the same.
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
            let known = match same_by_name(&mut tx, article).await? {
                Some(known) => Some(known),
                None => same_by_id(&mut tx, article).await?,
            };
            let found = match known {
                Some(known) => Some((known, false)),
                // Forgotten by any of its names, it is forgotten.
                None if is_forgotten(&mut tx, &[&article.other_name], &[]).await?.is_some() => None,
                None => find_or_insert(&mut tx, 0, &article.canonical_url, article, Origin::Import, now).await?,
            };
            let fate = match found {
                Some((_, true)) => EntryFate::New,
                Some((_, false)) => EntryFate::Attached,
                None => EntryFate::Forgotten,
            };
            let article_id = found.map_or(0, |(id, _)| id);
            if found.is_some() {
                brought(&mut tx, article_id).await?;
            }
            if let (EntryFate::New, Some(next)) = (fate, &article.next) {
                put_jobs(&mut tx, &[next.to(article_id)], now).await?;
            }
            recorded.push(RecordedEntry { entry_id: 0, article_id, fate });
        }
        tx.commit().await?;
        Ok(recorded)
    }

    /// Articles with their texts after an id, in the order of ids, for an export in portions.
    pub async fn export_articles(&self, after: ArticleId, limit: i64) -> Result<Vec<Exported>> {
        let rows = sqlx::query(
            "SELECT a.id, a.url, p.name AS publisher, a.at, a.title, a.description, a.language, a.authors, t.text, \
               a.published_at, a.canonical_url, a.origin, a.problem, a.story_id \
             FROM articles a JOIN publishers p ON p.id = a.publisher_id JOIN article_texts t ON t.article_id = a.id \
             WHERE a.id > $1 ORDER BY a.id LIMIT $2",
        )
        .bind(after)
        .bind(bounded(limit, 1000))
        .fetch_all(self.readers())
        .await?;
        let ids = rows.iter().map(|row| row.try_get("id")).collect::<sqlx::Result<Vec<ArticleId>>>()?;
        let mut entries = self.entries_of(&ids).await?;
        rows.iter().map(|row| Ok(exported(row, &mut entries)?)).collect()
    }

    async fn entries_of(&self, articles: &[ArticleId]) -> Result<BTreeMap<ArticleId, Vec<ExportedEntry>>> {
        let mut entries: BTreeMap<ArticleId, Vec<ExportedEntry>> = BTreeMap::new();
        for portion in articles.chunks(IDS_A_STATEMENT) {
            let mut query = sqlx::query_as(ids_sql(
                "SELECT e.article_id, s.url, e.external_id FROM entries e JOIN sources s ON s.id = e.source_id \
                 WHERE e.article_id IN ({ids}) ORDER BY s.url, e.external_id",
                0,
                portion,
            ));
            for article in portion {
                query = query.bind(*article);
            }
            let rows: Vec<(ArticleId, String, String)> = query.fetch_all(self.readers()).await?;
            for (article, source, id) in rows {
                entries.entry(article).or_default().push(ExportedEntry { source, id });
            }
        }
        Ok(entries)
    }
}

/// That a person brought it is kept apart from where its text comes from, which changes when its page is read.
async fn brought(tx: &mut Tx, article: ArticleId) -> Result<()> {
    sqlx::query("INSERT INTO brought_articles (article_id) VALUES ($1) ON CONFLICT (article_id) DO NOTHING")
        .bind(article)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A file may claim any name: the article that goes by it here must have the same link or headline too.
async fn same_by_name(tx: &mut Tx, article: &NewEntry) -> Result<Option<ArticleId>> {
    if article.other_name.is_empty() {
        return Ok(None);
    }
    Ok(sqlx::query_scalar("SELECT id FROM articles WHERE canonical_url = $1 AND (url = $2 OR title = $3)")
        .bind(&article.other_name)
        .bind(&article.url)
        .bind(&article.title)
        .fetch_optional(&mut **tx)
        .await?)
}

/// What was imported when articles without a link went by their file's id alone.
async fn same_by_id(tx: &mut Tx, article: &NewEntry) -> Result<Option<ArticleId>> {
    if article.external_id.is_empty() {
        return Ok(None);
    }
    Ok(sqlx::query_scalar(
        "SELECT a.id FROM articles a JOIN article_texts t ON t.article_id = a.id \
         WHERE a.canonical_url = $1 AND a.title = $2 AND t.text = $3",
    )
    .bind(&article.external_id)
    .bind(&article.title)
    .bind(&article.text)
    .fetch_optional(&mut **tx)
    .await?)
}

/// An article as it leaves the house, with where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The article with its text.
    pub article: Article,
    /// The publisher's own date.
    pub published_at: Option<Millis>,
    /// The link that identifies it.
    pub canonical_url: String,
    /// Where its text comes from.
    pub origin: Origin,
    /// Why there is no page text, in plain words.
    pub problem: Option<String>,
    /// The story it stands in.
    pub story: Option<StoryId>,
    /// The entries that lead to it, by source and then id.
    pub entries: Vec<ExportedEntry>,
}

/// Which feed said so, and under which id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedEntry {
    /// The feed's address.
    pub source: String,
    /// The publisher's id, unique only inside its source.
    pub id: String,
}

fn exported(row: &Row, entries: &mut BTreeMap<ArticleId, Vec<ExportedEntry>>) -> sqlx::Result<Exported> {
    Ok(Exported {
        article: core_article(row)?,
        published_at: row.try_get("published_at")?,
        canonical_url: row.try_get("canonical_url")?,
        origin: word(row, "origin")?,
        problem: row.try_get("problem")?,
        story: row.try_get("story_id")?,
        entries: entries.remove(&row.try_get::<ArticleId, _>("id")?).unwrap_or_default(),
    })
}
