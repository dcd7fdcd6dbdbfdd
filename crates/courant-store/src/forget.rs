//! `courant forget`: a page or a publisher, out of everything and not to come back.

use courant_core::url as links;

use crate::removal::{Removal, Removed, remove_articles};
use crate::rows::Tx;
use crate::sources::drop_source;
use crate::{ArticleId, Millis, PublisherId, Result, SourceId, Store, StoreError};

impl Store {
    /// Takes an article out everywhere, by its link or canonical link, and remembers the link, so that no later poll brings
    /// it back. Comments stay without the words they quoted from it.
    pub async fn forget_article(&self, url: &str, removal: &Removal, now: Millis) -> Result<Removed> {
        let mut tx = self.write().await?;
        let found: Vec<(ArticleId, String)> = sqlx::query_as(
            "SELECT id, canonical_url FROM articles WHERE canonical_url = $1 \
               OR id IN (SELECT article_id FROM entries WHERE url = $1) ORDER BY id",
        )
        .bind(url)
        .fetch_all(&mut *tx)
        .await?;
        if found.is_empty() {
            return Err(StoreError::NotFound);
        }
        let ids: Vec<ArticleId> = found.iter().map(|(id, _)| *id).collect();
        for (_, canonical) in &found {
            remember(&mut tx, "article", canonical, now).await?;
        }
        let entries: Vec<String> = links(&mut tx, &ids).await?;
        for link in entries {
            remember(&mut tx, "article", &link, now).await?;
        }
        let articles = remove_articles(&mut tx, &ids, removal, now).await?;
        tx.commit().await?;
        Ok(Removed { articles, sources: 0 })
    }

    /// Takes a publisher's sources and all its articles out everywhere, whichever feed they came from, and remembers the
    /// domain. Following a source of it by hand lifts that. `NotFound` when nothing of the domain is kept.
    pub async fn forget_publisher(&self, domain: &str, removal: &Removal, now: Millis) -> Result<Removed> {
        let mut tx = self.write().await?;
        let publisher: Option<PublisherId> = sqlx::query_scalar("SELECT id FROM publishers WHERE domain = $1")
            .bind(domain)
            .fetch_optional(&mut *tx)
            .await?;
        let publisher = publisher.unwrap_or_default();
        let ids = articles_of(&mut tx, publisher, domain).await?;
        if publisher == 0 && ids.is_empty() {
            return Err(StoreError::NotFound);
        }
        remember(&mut tx, "publisher", domain, now).await?;
        let articles = remove_articles(&mut tx, &ids, removal, now).await?;
        let sources: Vec<SourceId> = sqlx::query_scalar("SELECT id FROM sources WHERE publisher_id = $1 ORDER BY id")
            .bind(publisher)
            .fetch_all(&mut *tx)
            .await?;
        let mut dropped = 0;
        for source in sources {
            dropped += drop_source(&mut tx, source, now).await?;
        }
        sqlx::query("DELETE FROM follows WHERE what = 'publisher' AND name = $1")
            .bind(domain)
            .execute(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM publishers WHERE id = $1").bind(publisher).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(Removed { articles, sources: dropped })
    }
}

/// The articles that stand under a publisher, and those of its pages that came through the feeds of others.
async fn articles_of(tx: &mut Tx, publisher: PublisherId, domain: &str) -> Result<Vec<ArticleId>> {
    // A wider net than is meant: what of it is a page of the domain is for the list of public suffixes to say.
    let near: Vec<(ArticleId, PublisherId, String, String)> = sqlx::query_as(
        "SELECT id, publisher_id, canonical_url, url FROM articles \
         WHERE publisher_id = $1 OR canonical_url LIKE $2 OR url LIKE $2 ORDER BY id",
    )
    .bind(publisher)
    .bind(format!("%{domain}%"))
    .fetch_all(&mut **tx)
    .await?;
    let is_of = |link: &str| links::domain_of(link).is_some_and(|found| found == domain);
    let found = near.into_iter().filter(|(_, of, canonical, url)| *of == publisher || is_of(canonical) || is_of(url));
    Ok(found.map(|(id, ..)| id).collect())
}

async fn remember(tx: &mut Tx, what: &str, name: &str, now: Millis) -> Result<()> {
    sqlx::query("INSERT INTO forgotten (what, name, at) VALUES ($1, $2, $3) ON CONFLICT (what, name) DO NOTHING")
        .bind(what)
        .bind(name)
        .bind(now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The links under which entries gave these articles.
async fn links(tx: &mut Tx, articles: &[ArticleId]) -> Result<Vec<String>> {
    let mut links = Vec::new();
    for article in articles {
        let found: Vec<String> = sqlx::query_scalar("SELECT url FROM entries WHERE article_id = $1 AND url <> ''")
            .bind(*article)
            .fetch_all(&mut **tx)
            .await?;
        links.extend(found);
    }
    Ok(links)
}
