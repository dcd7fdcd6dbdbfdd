//! Publishers: the outlets a reader would name.

use sqlx::FromRow;

use crate::rows::Tx;
use crate::{Millis, PublisherId, Result, Store, StoreError};

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
