//! What hosts ask of us: robots.txt, and when to leave them in peace. Both survive a restart.

use sqlx::FromRow;

use crate::{Millis, Result, Store};

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

impl Store {
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
