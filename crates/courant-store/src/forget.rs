//! `courant forget`: a page or a publisher, out of everything and not to come back.

use std::time::Duration;

use courant_core::url as links;

use crate::jobs::{Done, end};
use crate::removal::{Removal, Removed, remove_articles, take_out};
use crate::rows::Tx;
use crate::sources::drop_source;
use crate::{ArticleId, Millis, PublisherId, Result, SourceId, Store, StoreError};

/// Articles that are taken out in one transaction: some tenths of a second.
const PORTION: usize = 200;
/// Others wait for the lock by trying again, a tenth of a second apart in the end: without a pause they would not get it.
const TURN_OF_OTHERS: Duration = Duration::from_millis(150);

/// Under what something was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgotten {
    /// A link of the page itself.
    Article,
    /// The domain of its publisher.
    Publisher,
}

impl Forgotten {
    /// Under which word the links are remembered that led to such a page. Those that led to a publisher are remembered only to
    /// spare the asking: they are let go of when a publisher is followed again.
    fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Publisher => "leads",
        }
    }
}

impl Store {
    /// Takes an article out everywhere, by any link to it: its canonical one, the one that the site shows, those of its
    /// entries. Remembers them, so that no later poll brings it back. Comments stay without the words they quoted from it.
    pub async fn forget_article(&self, url: &str, removal: &Removal, now: Millis) -> Result<Removed> {
        let mut tx = self.write().await?;
        let ids: Vec<ArticleId> = sqlx::query_scalar(
            "SELECT id FROM articles WHERE canonical_url IN ($1, $2) OR url IN ($1, $2) \
               OR id IN (SELECT article_id FROM entries WHERE url IN ($1, $2)) ORDER BY id",
        )
        .bind(url.trim())
        .bind(links::canonical(url))
        .fetch_all(&mut *tx)
        .await?;
        if ids.is_empty() {
            return Err(StoreError::NotFound);
        }
        for id in &ids {
            remember_links(&mut tx, *id, Forgotten::Article, now).await?;
        }
        let articles = remove_articles(&mut tx, &ids, removal, now).await?;
        tx.commit().await?;
        Ok(Removed { articles, sources: 0 })
    }

    /// Takes out an article whose page turned out to be one that was forgotten, and remembers the links that led to it.
    pub async fn forget_again(
        &self,
        article: ArticleId,
        forgotten: Forgotten,
        removal: &Removal,
        now: Millis,
        done: Done<'_>,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        remember_links(&mut tx, article, forgotten, now).await?;
        remove_articles(&mut tx, &[article], removal, now).await?;
        end(&mut tx, done, now).await?;
        Ok(tx.commit().await?)
    }

    /// Takes a publisher's sources and all its articles out everywhere, whichever feed they came from, and remembers the
    /// domain. Following a source of it by hand lifts that. `NotFound` when nothing of the domain is kept.
    ///
    /// The domain is remembered first, then articles go in portions, so that others can write in between. What was cut short
    /// is brought to its end by forgetting once more.
    pub async fn forget_publisher(&self, domain: &str, removal: &Removal, now: Millis) -> Result<Removed> {
        let ids = self.begin_forgetting(domain, now).await?;
        let mut articles = 0;
        for portion in ids.chunks(PORTION) {
            let mut tx = self.write().await?;
            articles += take_out(&mut tx, portion, removal, now).await?;
            tx.commit().await?;
            if ids.len() > PORTION {
                tokio::time::sleep(TURN_OF_OTHERS).await;
            }
        }
        let mut tx = self.write().await?;
        let publisher = publisher_at(&mut tx, domain).await?;
        // What came in between.
        let rest = articles_of(&mut tx, publisher, domain).await?;
        articles += remove_articles(&mut tx, &rest, removal, now).await?;
        let mut sources = 0;
        for source in sources_of(&mut tx, publisher).await? {
            sources += drop_source(&mut tx, source, now).await?;
        }
        sqlx::query("DELETE FROM publishers WHERE id = $1").bind(publisher).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(Removed { articles, sources })
    }

    /// From here on nothing of the domain comes in. Gives the articles that are to go.
    async fn begin_forgetting(&self, domain: &str, now: Millis) -> Result<Vec<ArticleId>> {
        let mut tx = self.write().await?;
        let publisher = publisher_at(&mut tx, domain).await?;
        let ids = articles_of(&mut tx, publisher, domain).await?;
        if publisher == 0 && ids.is_empty() {
            return Err(StoreError::NotFound);
        }
        remember(&mut tx, "publisher", domain, now).await?;
        sqlx::query("UPDATE sources SET state = 'paused' WHERE publisher_id = $1 AND state = 'active'")
            .bind(publisher)
            .execute(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM follows WHERE what = 'publisher' AND name = $1")
            .bind(domain)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(ids)
    }
}

/// 0, which no publisher has, where there is none.
async fn publisher_at(tx: &mut Tx, domain: &str) -> Result<PublisherId> {
    let publisher: Option<PublisherId> = sqlx::query_scalar("SELECT id FROM publishers WHERE domain = $1")
        .bind(domain)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(publisher.unwrap_or_default())
}

async fn sources_of(tx: &mut Tx, publisher: PublisherId) -> Result<Vec<SourceId>> {
    Ok(sqlx::query_scalar("SELECT id FROM sources WHERE publisher_id = $1 ORDER BY id")
        .bind(publisher)
        .fetch_all(&mut **tx)
        .await?)
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

/// Whether what goes by one of these names, or stands on one of these domains, was forgotten.
pub(crate) async fn is_forgotten(tx: &mut Tx, names: &[&str], domains: &[&str]) -> Result<Option<Forgotten>> {
    for name in names.iter().filter(|name| !name.is_empty()) {
        let found: Option<String> =
            sqlx::query_scalar("SELECT what FROM forgotten WHERE what IN ('article', 'leads') AND name = $1 LIMIT 1")
                .bind(*name)
                .fetch_optional(&mut **tx)
                .await?;
        if let Some(what) = found {
            return Ok(Some(if what == "article" { Forgotten::Article } else { Forgotten::Publisher }));
        }
    }
    for domain in domains.iter().filter(|domain| !domain.is_empty()) {
        let found: Option<i64> = sqlx::query_scalar("SELECT at FROM forgotten WHERE what = 'publisher' AND name = $1")
            .bind(*domain)
            .fetch_optional(&mut **tx)
            .await?;
        if found.is_some() {
            return Ok(Some(Forgotten::Publisher));
        }
    }
    Ok(None)
}

/// Lets a publisher come back; says whether it had been forgotten.
pub(crate) async fn lift(tx: &mut Tx, domain: &str) -> Result<bool> {
    let lifted = sqlx::query("DELETE FROM forgotten WHERE what = 'publisher' AND name = $1")
        .bind(domain)
        .execute(&mut **tx)
        .await?;
    if lifted.rows_affected() == 0 {
        return Ok(false);
    }
    // To which publisher each leads is not kept; those that lead to others are found out anew.
    sqlx::query("DELETE FROM forgotten WHERE what = 'leads'").execute(&mut **tx).await?;
    Ok(true)
}

/// The name of an entry that needs no link: the publisher's id within its source.
pub(crate) fn name_of_entry(source: SourceId, external_id: &str) -> String {
    format!("entry:{source}:{external_id}")
}

/// Every name by which an article could come back: its links and those of its entries, as they were given and as polls look
/// them up, and the entries themselves, whose link may be another at the next poll.
async fn remember_links(tx: &mut Tx, article: ArticleId, forgotten: Forgotten, now: Millis) -> Result<()> {
    let own: Vec<(String, String)> = sqlx::query_as("SELECT canonical_url, url FROM articles WHERE id = $1")
        .bind(article)
        .fetch_all(&mut **tx)
        .await?;
    let entries: Vec<(SourceId, String, String)> =
        sqlx::query_as("SELECT source_id, external_id, url FROM entries WHERE article_id = $1")
            .bind(article)
            .fetch_all(&mut **tx)
            .await?;
    let mut names = Vec::new();
    for link in own.into_iter().flat_map(|(canonical, url)| [canonical, url]) {
        names.extend([links::canonical(&link), link]);
    }
    for (source, id, link) in entries {
        names.extend([name_of_entry(source, &id), links::canonical(&link), link]);
    }
    for name in names.iter().filter(|name| !name.is_empty()) {
        // What leads to a publisher's page is its link: the entry may lead elsewhere tomorrow.
        if forgotten == Forgotten::Article || !name.starts_with("entry:") {
            remember(tx, forgotten.word(), name, now).await?;
        }
    }
    Ok(())
}
