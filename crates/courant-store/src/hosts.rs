//! What hosts ask of us, robots.txt and when to leave them in peace, and what was learned of their pages. All of it
//! survives a restart.

use sqlx::FromRow;

use crate::rows::Tx;
use crate::{ArticleId, Millis, Result, SourceId, Store};

/// What is known of a host.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct HostRow {
    /// Host name, with the port where it is not the scheme's own.
    pub host: String,
    /// Its robots.txt as last read; `None` when there was none to read.
    pub robots: Option<String>,
    /// The HTTP status of that reading; `None` when there was no answer.
    pub robots_status: Option<i64>,
    /// When that was; `None` when it was never asked for.
    pub robots_at: Option<Millis>,
    /// No request before this moment; 0 when it never asked for peace.
    pub quiet_until: Millis,
}

/// What a page taught about its host; it takes the place of what was known before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostLesson {
    /// As in [`HostRow::host`].
    pub host: String,
    /// The host's whole furniture, as core writes it.
    pub memory: Vec<u8>,
}

impl Store {
    /// What was learned of a host's pages, as [`HostLesson::memory`] had it last; empty when nothing was.
    pub async fn host_furniture(&self, host: &str) -> Result<Vec<u8>> {
        let found: Option<Vec<u8>> = sqlx::query_scalar("SELECT memory FROM host_furniture WHERE host = $1")
            .bind(host)
            .fetch_optional(self.readers())
            .await?;
        Ok(found.unwrap_or_default())
    }

    /// What is known of a host.
    pub async fn host(&self, host: &str) -> Result<Option<HostRow>> {
        Ok(sqlx::query_as("SELECT host, robots, robots_status, robots_at, quiet_until FROM hosts WHERE host = $1")
            .bind(host)
            .fetch_optional(self.readers())
            .await?)
    }

    /// Keeps a reading of a host's robots.txt in the place of the one before.
    pub async fn store_robots(&self, host: &str, robots: Option<&str>, status: Option<i64>, now: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "INSERT INTO hosts (host, robots, robots_status, robots_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (host) DO UPDATE SET robots = excluded.robots, robots_status = excluded.robots_status, \
               robots_at = excluded.robots_at",
        )
        .bind(host)
        .bind(robots)
        .bind(status)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// Leaves a host in peace until then; an earlier moment than the one that holds changes nothing.
    pub async fn set_quiet_until(&self, host: &str, until: Millis) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query(
            "INSERT INTO hosts (host, quiet_until) VALUES ($1, $2) \
             ON CONFLICT (host) DO UPDATE SET quiet_until = excluded.quiet_until \
             WHERE hosts.quiet_until < excluded.quiet_until",
        )
        .bind(host)
        .bind(until)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }
}

/// Keeps what an article's page taught about its host, and the sources that the article came from.
pub(crate) async fn keep_lesson(tx: &mut Tx, lesson: &HostLesson, article: ArticleId, now: Millis) -> Result<()> {
    sqlx::query(
        "INSERT INTO host_furniture (host, memory, learned_at) VALUES ($1, $2, $3) \
         ON CONFLICT (host) DO UPDATE SET memory = excluded.memory, learned_at = excluded.learned_at",
    )
    .bind(&lesson.host)
    .bind(&lesson.memory)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO host_teachers (host, source_id) SELECT DISTINCT $1, source_id FROM entries WHERE article_id = $2 \
         ON CONFLICT (host, source_id) DO NOTHING",
    )
    .bind(&lesson.host)
    .bind(article)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets what a source's pages taught, of every host that no other source taught about.
pub(crate) async fn forget_lessons(tx: &mut Tx, source: SourceId) -> Result<()> {
    let hosts: Vec<String> = sqlx::query_scalar("SELECT host FROM host_teachers WHERE source_id = $1 ORDER BY host")
        .bind(source)
        .fetch_all(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM host_teachers WHERE source_id = $1").bind(source).execute(&mut **tx).await?;
    for host in hosts {
        sqlx::query(
            "DELETE FROM host_furniture WHERE host = $1 AND NOT EXISTS (SELECT 1 FROM host_teachers t WHERE t.host = $1)",
        )
        .bind(host)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
