//! Publishers: the outlets a reader would name.

use courant_core::{outlet, url as links};
use sqlx::FromRow;

use crate::rows::Tx;
use crate::{ArticleId, Millis, PublisherId, Result, SourceId, Store, StoreError};

/// Titles of a publisher's feeds that are looked at to see whether its name is one of them: it is that of the first.
const TITLES: i64 = 50;

/// A publisher as first met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPublisher {
    /// Registrable domain, or `host:port` plus a slug of the name on a bare address; one publisher each.
    pub domain: String,
    /// As a reader would name it; the domain holds its place when empty.
    pub name: String,
    /// Its own front page; may be empty.
    pub home_url: String,
    /// BCP 47 primary subtag where known.
    pub language: Option<String>,
}

/// A publisher.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Publisher {
    /// Key of the row.
    pub id: PublisherId,
    /// Registrable domain or its stand-in; unique.
    pub domain: String,
    /// As a reader would name it.
    pub name: String,
    /// Its own front page; may be empty.
    pub home_url: String,
    /// BCP 47 primary subtag where known.
    pub language: Option<String>,
    /// When it was first met.
    pub added_at: Millis,
    /// How many sources of it are polled or paused.
    pub sources: i64,
    /// How many of its articles readers see.
    pub articles: i64,
}

macro_rules! publishers {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.domain, p.name, p.home_url, p.language, p.added_at, ",
            "(SELECT COUNT(*) FROM sources s WHERE s.publisher_id = p.id AND s.state <> 'gone') AS sources, ",
            "(SELECT COUNT(*) FROM articles a WHERE a.publisher_id = p.id AND a.stage = 'placed') AS articles ",
            "FROM publishers p ",
            $rest
        )
    };
}

impl Store {
    /// All publishers, by name.
    pub async fn publishers(&self) -> Result<Vec<Publisher>> {
        Ok(sqlx::query_as(publishers!("ORDER BY lower(p.name), p.id")).fetch_all(self.readers()).await?)
    }

    /// The languages that publishers write in, as stored, and how many do.
    pub async fn publisher_languages(&self) -> Result<Vec<(String, i64)>> {
        let sql = "SELECT p.language, COUNT(*) FROM publishers p WHERE p.language IS NOT NULL GROUP BY p.language ORDER BY p.language";
        Ok(sqlx::query_as(sql).fetch_all(self.readers()).await?)
    }

    /// One publisher.
    pub async fn publisher(&self, id: PublisherId) -> Result<Publisher> {
        Ok(sqlx::query_as(publishers!("WHERE p.id = $1")).bind(id).fetch_one(self.readers()).await?)
    }

    /// The publisher of a domain, where there is one.
    pub async fn publisher_by_domain(&self, domain: &str) -> Result<Option<Publisher>> {
        Ok(sqlx::query_as(publishers!("WHERE p.domain = $1")).bind(domain).fetch_optional(self.readers()).await?)
    }

    /// Gives a publisher another name.
    pub async fn rename_publisher(&self, id: PublisherId, name: &str) -> Result<()> {
        let mut tx = self.write().await?;
        let renamed =
            sqlx::query("UPDATE publishers SET name = $2 WHERE id = $1").bind(id).bind(name).execute(&mut *tx).await?;
        if renamed.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(tx.commit().await?)
    }
}

/// The publisher of the domain, made where there is none. What was empty is filled in; what is there stays.
pub(crate) async fn put_publisher(tx: &mut Tx, new: &NewPublisher, now: Millis) -> Result<PublisherId> {
    let name = if new.name.is_empty() { &new.domain } else { &new.name };
    Ok(sqlx::query_scalar(
        "INSERT INTO publishers (domain, name, home_url, language, added_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (domain) DO UPDATE SET \
           name = CASE WHEN publishers.name = publishers.domain THEN excluded.name ELSE publishers.name END, \
           home_url = CASE WHEN publishers.home_url = '' THEN excluded.home_url ELSE publishers.home_url END, \
           language = COALESCE(publishers.language, excluded.language) \
         RETURNING id",
    )
    .bind(&new.domain)
    .bind(name)
    .bind(&new.home_url)
    .bind(&new.language)
    .bind(now)
    .fetch_one(&mut **tx)
    .await?)
}

/// A poll tells the title of its feed. The name that was made of it, or of the one before, gives way to what it says now; so does the
/// name that a list gave the source, at its first poll: a list calls feeds so, not outlets. Is called before the source has the title.
pub(crate) async fn name_by_feed(
    tx: &mut Tx,
    publisher: PublisherId,
    source: SourceId,
    title: &str,
    home_url: &str,
) -> Result<()> {
    if title.trim().is_empty() {
        return Ok(());
    }
    let (name, domain, known_home): (String, String, String) =
        sqlx::query_as("SELECT name, domain, home_url FROM publishers WHERE id = $1")
            .bind(publisher)
            .fetch_one(&mut **tx)
            .await?;
    let (before, listed, polled): (String, String, Option<Millis>) =
        sqlx::query_as("SELECT title, own_title, succeeded_at FROM sources WHERE id = $1")
            .bind(source)
            .fetch_one(&mut **tx)
            .await?;
    let home = if known_home.is_empty() { home_url } else { &known_home };
    let listed = if polled.is_none() { listed.as_str() } else { "" };
    let of_feed = |title: &str| outlet::is_of_feed(&name, title, &domain, home);
    if !of_feed(title) && !of_feed(&before) && (listed.is_empty() || !of_feed(listed)) {
        return Ok(());
    }
    let mut told = outlet::of_feed(title, &domain, home);
    // What a list says is more than the host's own name.
    let is_host = told == domain || links::domain_of(home).as_ref() == Some(&told);
    if is_host && !listed.is_empty() {
        told = outlet::of_feed(listed, &domain, home);
    }
    rename(tx, publisher, &name, &told).await
}

/// A page declares its outlet's name, which is better than a feed's title: the publisher of its article is called so, unless the page
/// is another's, the name is no name for that host, or a person chose the name that it has.
pub(crate) async fn name_by_page(tx: &mut Tx, article: ArticleId, declared: &str, links: &[String]) -> Result<()> {
    if declared.trim().is_empty() {
        return Ok(());
    }
    let (publisher, name, domain, home): (PublisherId, String, String, String) = sqlx::query_as(
        "SELECT p.id, p.name, p.domain, p.home_url FROM publishers p JOIN articles a ON a.publisher_id = p.id WHERE a.id = $1",
    )
    .bind(article)
    .fetch_one(&mut **tx)
    .await?;
    let is_own =
        |link: &String| links::domain_of(link).is_some_and(|at| domain.split(['/', ':']).next() == Some(at.as_str()));
    let Some(told) = outlet::declared(declared, &domain).filter(|told| *told != name && links.iter().any(is_own))
    else {
        return Ok(());
    };
    let titles: Vec<String> =
        sqlx::query_scalar("SELECT title FROM sources WHERE publisher_id = $1 ORDER BY id LIMIT $2")
            .bind(publisher)
            .bind(TITLES)
            .fetch_all(&mut **tx)
            .await?;
    if name != domain && !titles.iter().any(|title| outlet::is_of_feed(&name, title, &domain, &home)) {
        return Ok(());
    }
    rename(tx, publisher, &name, &told).await
}

async fn rename(tx: &mut Tx, publisher: PublisherId, from: &str, to: &str) -> Result<()> {
    if from != to {
        sqlx::query("UPDATE publishers SET name = $2 WHERE id = $1")
            .bind(publisher)
            .bind(to)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
